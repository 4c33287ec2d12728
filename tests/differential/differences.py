# SPDX-FileCopyrightText: 2026 The Comitia authors
# SPDX-License-Identifier: Apache-2.0
"""What the differential tests share: finding the program and the peer, deciding many files by few calls, and counting
differences. Every difference fails: one that is understood belongs into the test, with its reason, before it is compared.
"""
from __future__ import annotations

import importlib
import importlib.metadata
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterable
from typing import Any

BATCH = 250  # files in one command
SHOWN = 3  # differences of one comparison that are printed in full


def need(package: str, what: str) -> None:
    """Ends the test, and says loudly that it compared nothing, where the peer is not installed."""
    try:
        importlib.import_module(package)
    except ImportError:
        print(f"SKIPPED: {package} is not installed, so {what} were compared with nothing ('tools/setup peers' installs it)")
        sys.exit(0)


def program(named: str | None) -> str:
    path = named or os.environ.get("COMITIA") or "build/dev/bin/comitia"
    if not os.path.exists(path):
        print(f"the program to test is not there: {path} (give its path, or set COMITIA)")
        sys.exit(2)
    return path


def decide(path: str, files: list[str], rule: Iterable[str], ties: str) -> list[dict[str, Any]]:
    """The outcome of each file; a refusal ends the test."""
    outcomes = []
    for begin in range(0, len(files), BATCH):
        command = [path, "elect", "decide", *files[begin:begin + BATCH], "--rule", *rule, "--ties", ties, "--max-decisions",
                   "100000", "--certify", "none", "--trace", "none", "--format", "jsonl", "--quiet"]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            sys.exit(f"{' '.join(rule)} ended with {done.returncode}:\n{done.stderr[:2000]}")
        outcomes += [json.loads(line)["outcome"] for line in done.stdout.splitlines()]
    assert len(outcomes) == len(files), f"{len(outcomes)} decisions about {len(files)} files"
    return outcomes


class Differences:
    """Counts what was compared and what differed."""

    def __init__(self, peer: str) -> None:
        self.peer, self.compared, self.found = peer, 0, 0

    def compare(self, title: str, instances: list[Any], ours: list[Any], theirs: list[Any],
                remark: Callable[[Any], str] = lambda _: "") -> None:
        differing = 0
        for instance, our, their in zip(instances, ours, theirs, strict=True):
            if our == their:
                continue
            differing += 1
            if differing <= SHOWN:
                print(f"  {title}, {instance}:\n    comitia {our}\n    {self.peer} {their}")
        print(f"{title}: {len(instances)} instances{remark(ours)}, {differing} differences", flush=True)
        self.compared += len(instances)
        self.found += differing

    def finish(self) -> int:
        print(f"compared with {self.peer} {importlib.metadata.version(self.peer)}: {self.found} differences in {self.compared} comparisons")
        return 1 if self.found else 0
