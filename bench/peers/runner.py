# SPDX-FileCopyrightText: 2026 The Comitia authors
# SPDX-License-Identifier: Apache-2.0
"""What every comparison with another package shares: pairs in alternating order after a warm-up, equal answers demanded in
the same run, the median of the ratios with its interval, versions, and the table in bench/README.md.

A ratio above 1 says that the peer takes longer. Where one call of the peer takes long, there are fewer pairs than asked
for, and the table says how many. A package whose licence asks for it runs in a process of its own (`OwnProcess`), measures
its own call, and only numbers and answers cross over.
"""
from __future__ import annotations

import argparse
import importlib.metadata
import json
import os
import pathlib
import platform
import random
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

ROOT = pathlib.Path(__file__).resolve().parents[2]
PAGE = ROOT / "bench/README.md"
PAIRS = 15
LONG_SECONDS = 150.0  # the most that the pairs of one row may take of the peer's time, once there are FEWEST
FEWEST = 3
EVERYBODY = 10**9
LOAD = os.getloadavg()[0]


@dataclass
class Answer:
    seconds: float
    value: Any


@dataclass
class Measurement:
    own_seconds: float
    peer_seconds: float
    ratio: float
    low: float
    high: float
    pairs: int


def processor_seconds() -> float:
    """Of this process and of the children that it waited for. On a busy machine the clock on the wall would favour whoever
    needs less than one time slice; processor time does not."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def timed(call: Callable[[], Any]) -> Answer:
    began = processor_seconds()
    value = call()
    return Answer(processor_seconds() - began, value)


def here(call: Callable[[], Any], answer: Callable[[Any], Any] = lambda value: value) -> Callable[[], Answer]:
    """A call of this process, timed; `answer` makes what is compared of its value, outside of the time."""
    def ask() -> Answer:
        found = timed(call)
        return Answer(found.seconds, answer(found.value))
    return ask


def interval(ratios: list[float], draws: int = 2000) -> tuple[float, float]:
    """95 % bootstrap interval of the median; the draws are seeded, so that it depends on the ratios alone."""
    draw = random.Random(0)
    medians = sorted(statistics.median(draw.choices(ratios, k=len(ratios))) for _ in range(draws))
    return medians[round(0.025 * draws)], medians[round(0.975 * draws) - 1]


def compare(what: str, own: Callable[[], Answer], peer: Callable[[], Answer], pairs: int = PAIRS) -> Measurement:
    """Times both on the same data; every pair must agree on the answer."""
    def check(mine: Answer, other: Answer) -> None:
        if mine.value != other.value:
            sys.exit(f"{what}: the answers differ, so there is nothing to compare\n  comitia {mine.value}\n  peer    {other.value}")

    warm = peer()
    check(own(), warm)  # the warm-up of both
    if warm.seconds * pairs > LONG_SECONDS:
        pairs = max(FEWEST, int(LONG_SECONDS / warm.seconds))
    own_times, peer_times = [], []
    for i in range(pairs):
        if i % 2 == 0:
            mine, other = own(), peer()
        else:
            other, mine = peer(), own()
        check(mine, other)
        own_times.append(mine.seconds)
        peer_times.append(other.seconds)
    ratios = [p / o for p, o in zip(peer_times, own_times)]
    found = Measurement(statistics.median(own_times), statistics.median(peer_times), statistics.median(ratios), *interval(ratios), pairs)
    print(f"{what}: {show(found.own_seconds)} beside {show(found.peer_seconds)}, ratio {ratio(found)}, {pairs} pairs", flush=True)
    return found


class OwnProcess:
    """A peer behind a pipe: it reads one JSON value per line and answers with one: {"seconds": ..., "value": ...}."""

    def __init__(self, script: str) -> None:
        self.process = subprocess.Popen([sys.executable, str(ROOT / "bench/peers" / script)], stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE, text=True)

    def ask(self, question: Any) -> Answer:
        self.process.stdin.write(json.dumps(question) + "\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        if not line:
            sys.exit(f"the peer's process ended ({self.process.wait()})")
        return Answer(**json.loads(line))

    def __enter__(self) -> OwnProcess:
        return self

    def __exit__(self, *_: Any) -> None:
        self.process.stdin.close()
        self.process.wait()


def answer_questions(answer: Callable[[Any], Answer]) -> None:
    """The other end of OwnProcess."""
    for line in sys.stdin:
        print(json.dumps(vars(answer(json.loads(line)))), flush=True)


def show(seconds: float) -> str:
    if seconds >= 10:
        return f"{seconds:.0f} s"
    if seconds >= 1:
        return f"{seconds:.1f} s"
    return f"{seconds * 1000:.1f} ms" if seconds < 0.1 else f"{seconds * 1000:.0f} ms"


def ratio(found: Measurement) -> str:
    digits = 2 if found.ratio < 1 else 1 if found.ratio < 20 else 0
    return f"{found.ratio:,.{digits}f} [{found.low:,.{digits}f}, {found.high:,.{digits}f}]"


def versions(*packages: str) -> str:
    """Ours with its commit, and those of the peers."""
    import comitia
    names = [f"comitia {comitia.__version__} ({commit()})"] + [f"{name} {importlib.metadata.version(name)}" for name in packages]
    return (", ".join(names) + f"; Python {platform.python_version()}, {os.cpu_count()} cores, load average "
            f"{LOAD:.1f} when it began")


def commit() -> str:
    done = subprocess.run(["git", "describe", "--always", "--dirty", "--abbrev=12"], cwd=ROOT, capture_output=True, text=True, check=False)
    return done.stdout.strip() or "no commit"


def table(head: list[str], rows: Iterable[list[str]]) -> str:
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    return "\n".join(lines + ["| " + " | ".join(row) + " |" for row in rows]) + "\n"


def write(name: str, text: str) -> None:
    """Puts the text between the markers of this comparison in bench/README.md."""
    page = PAGE.read_text(encoding="utf-8")
    begin, end = f"<!-- {name} -->\n", f"<!-- end of {name} -->"
    if page.count(begin) != 1 or page.count(end) != 1:
        sys.exit(f"{PAGE} has no place for '{name}'")
    before, rest = page.split(begin)
    PAGE.write_text(before + begin + text + end + rest.split(end)[1], encoding="utf-8")


def arguments(description: str, *needed: str) -> argparse.Namespace:
    """The options that all comparisons take; ends the program where a package is missing."""
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pairs", type=int, default=PAIRS, help=f"pairs for each row ({PAIRS})")
    parser.add_argument("--most-voters", type=int, default=EVERYBODY, help="leave out larger electorates")
    parser.add_argument("--write", action="store_true", help="put the table into bench/README.md")
    found = parser.parse_args()
    for name in ("comitia", *needed):
        try:
            importlib.import_module(name)
        except ImportError:
            sys.exit(f"the package {name} is missing: 'tools/setup peers' installs the peers, 'make python' builds comitia")
    return found


def finish(chosen: argparse.Namespace, name: str, text: str) -> None:
    if chosen.most_voters < EVERYBODY:
        text += f"\nElectorates of more than {chosen.most_voters:,} voters were left out of this run.\n"
    print(text)
    if chosen.write:
        if chosen.pairs < PAIRS:
            sys.exit(f"a run of fewer than {PAIRS} pairs is not written down")
        write(name, text)
