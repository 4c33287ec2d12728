# SPDX-FileCopyrightText: 2026 The Comitia authors
# SPDX-License-Identifier: Apache-2.0
"""The commands `list` and `run`, as `comitia study` calls them. Exit codes are those of comitia: 0 all studies ran, 2
wrong usage, 6 something to read or write is not there, 7 a study broke down."""
from __future__ import annotations

import argparse
import json
import pathlib
import sys
import time
import traceback

from comitia_studies import study as studies

DONE, USAGE, INPUT_OUTPUT, INTERNAL = 0, 2, 6, 7
DEFAULT_OUTPUT = "reports/studies"


def say(sentence: str) -> None:
    print(f"comitia: {sentence}", file=sys.stderr, flush=True)


def list_studies(arguments: argparse.Namespace) -> int:
    found = list(studies.all_studies())
    if arguments.json:
        text = json.dumps([{"name": s.name, **s.text} for s in found], indent=2, ensure_ascii=False) + "\n"
    else:
        width = max(len(s.name) for s in found)
        lines = []
        for s in found:
            lines.append(f"{s.name:{width}}  {s.text['title']} ({len(s.claims)} claims; about {s.text['seconds']['quick']} s "
                         f"with --quick, {s.text['seconds']['full']} s without)")
            lines += [f"{'':{width}}    {claim['text']}" for claim in s.claims]
        text = "\n".join(lines) + "\n"
    if arguments.output:
        pathlib.Path(arguments.output).write_text(text, encoding="utf-8")
    else:
        sys.stdout.write(text)
    return DONE


def run_studies(arguments: argparse.Namespace) -> int:
    try:
        chosen = studies.find(arguments.names)
    except LookupError as error:
        say(f"usage: {error.args[0]}")
        return USAGE
    try:
        import comitia  # noqa: F401
    except ImportError as error:
        say(f"file: {sys.executable} has no package comitia ({error}); 'make python' builds it into .venv")
        return INPUT_OUTPUT
    from comitia_studies import page, results

    folder = pathlib.Path(arguments.output or DEFAULT_OUTPUT)
    written, broken = [], []
    for study in chosen:
        study.quick = arguments.quick
        began = time.monotonic()
        try:
            result = results.measure(study)
        except Exception:  # one broken study must not hide the others; the trace is shown and the exit code says so
            traceback.print_exc()
            broken.append(study.name)
            continue
        results.write(result, folder / study.name)
        written.append(result)
        if not arguments.quiet:
            for note in study.notes:
                say(f"{study.name}: note: {note}")
            print(f"{study.name}: {len(result['rows'])} rows in {time.monotonic() - began:.1f} s", flush=True)
            for claim in result["claims"]:
                print(f"  {claim['verdict']:>18}  {claim['text']}  ({claim['measured']}; {claim['why']})", flush=True)
    page.write(written, folder / "index.html")
    if not arguments.quiet:
        say(f"{folder / 'index.html'}: {len(written)} studies")
    if broken:
        say(f"internal: {', '.join(broken)} broke down; the trace above says where")
        return INTERNAL
    return DONE


def main(words: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="comitia study", description="What papers claim, beside what we measure.")
    commands = parser.add_subparsers(dest="command", required=True)
    listing = commands.add_parser("list", help="the studies that there are")
    listing.add_argument("--json", action="store_true")
    listing.add_argument("--output")
    running = commands.add_parser("run", help="run studies and write their pages")
    running.add_argument("names", nargs="*", metavar="NAME")
    running.add_argument("--quick", action="store_true")
    running.add_argument("--quiet", action="store_true")
    running.add_argument("--output")
    arguments = parser.parse_args(words)
    try:
        return (list_studies if arguments.command == "list" else run_studies)(arguments)
    except studies.StudyError as error:
        say(f"format: {error}")
        return INPUT_OUTPUT
    except OSError as error:
        say(f"file: {error}")
        return INPUT_OUTPUT
