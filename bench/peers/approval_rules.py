#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Comitia authors
# SPDX-License-Identifier: Apache-2.0
"""Approval rules of Comitia beside abcvoting: the same file, alternating, equal outcomes checked in the same run.

Ours is the wall time of the whole program: start, reading, deciding, writing the document. The peer's is its compute call
alone, without the start of Python and without reading, in its exact (gmpy2) and in its fastest setting.

usage: bench/peers/approval_rules.py [--comitia PROGRAM] [--pairs 15] [--write]     (--write puts the table into bench/README.md)
"""
import argparse
import json
import pathlib
import random
import statistics
import subprocess
import tempfile
import time

from abcvoting import abcrules
from abcvoting.preferences import Profile

ROOT = pathlib.Path(__file__).resolve().parents[2]
RULES = {"elect/seq-pav": "seqpav", "elect/seq-phragmen": "seqphragmen", "elect/equal-shares": "equal-shares"}
PEER_ARITHMETIC = {"seqpav": ("standard", "standard"), "seqphragmen": ("gmpy2-fractions", "float-fractions"),
                   "equal-shares": ("gmpy2-fractions", "float-fractions")}


def timed(call):
    start = time.perf_counter()
    result = call()
    return time.perf_counter() - start, result


def ours(program, path, rule, seats):
    command = [program, "elect", "decide", path, "--rule", rule, "--seats", str(seats), "--certify", "none",
               "--trace", "none", "--json", "-q"]
    document = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    return sorted(int(option) - 1 for option in document["outcome"]["committees"][0])


def interval(ratios):
    """Median with a 95 % bootstrap interval."""
    draw = random.Random(0)
    medians = sorted(statistics.median(draw.choices(ratios, k=len(ratios))) for _ in range(2000))
    return statistics.median(ratios), medians[50], medians[1949]


def electorate(voters, options):
    """Ballots that approve of each option with chance one tenth, and the same as a PrefLib file for our program, which
    counts options from 1."""
    draw = random.Random(7)
    ballots = [[c for c in range(options) if draw.random() < 0.1] for _ in range(voters)]
    head = ["FILE NAME: voices.cat", "TITLE: bench", "DESCRIPTION: ", "DATA TYPE: cat", "MODIFICATION TYPE: synthetic",
            "RELATES TO: ", "RELATED FILES: ", "PUBLICATION DATE: 2026-01-01", "MODIFICATION DATE: 2026-01-01",
            f"NUMBER ALTERNATIVES: {options}", f"NUMBER VOTERS: {voters}", f"NUMBER UNIQUE PREFERENCES: {voters}",
            "NUMBER CATEGORIES: 2", "CATEGORY NAME 1: yes", "CATEGORY NAME 2: no"]
    head += [f"ALTERNATIVE NAME {c + 1}: {c}" for c in range(options)]
    everybody = set(range(options))

    def numbers(members):
        return "{" + ",".join(str(c + 1) for c in sorted(members)) + "}"

    rows = [f"1: {numbers(ballot)},{numbers(everybody - set(ballot))}" for ballot in ballots]
    return ballots, "\n".join(f"# {line}" for line in head) + "\n" + "\n".join(rows) + "\n"


def compare(program, voters, options, seats, pairs):
    rows = []
    ballots, text = electorate(voters, options)
    profile = Profile(options)
    profile.add_voters(ballots)
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "voices.cat"
        path.write_text(text, encoding="utf-8")
        for rule, peer_rule in RULES.items():
            for setting, algorithm in zip(("exact", "fastest"), PEER_ARITHMETIC[peer_rule]):
                def theirs():
                    found = abcrules.compute(peer_rule, profile, committeesize=seats, algorithm=algorithm, resolute=True)
                    return sorted(found[0])
                ours(program, str(path), rule, seats)  # warm-up of both
                theirs()
                ratios, own_times, peer_times = [], [], []
                for _ in range(pairs):
                    own, mine = timed(lambda: ours(program, str(path), rule, seats))
                    peer, other = timed(theirs)
                    assert mine == other, (rule, mine, other)
                    ratios.append(peer / own)
                    own_times.append(own)
                    peer_times.append(peer)
                rows.append((rule, voters, options, seats, setting, algorithm, statistics.median(own_times),
                             statistics.median(peer_times), *interval(ratios)))
                print(rows[-1], flush=True)
    return rows


def table(rows, program, pairs):
    from importlib.metadata import version
    own = json.loads(subprocess.run([program, "version", "--json"], capture_output=True, check=True).stdout)
    text = [f"comitia {own['version']} ({own.get('commit', '')}), abcvoting {version('abcvoting')}, gmpy2 {version('gmpy2')}; "
            f"{pairs} pairs after a warm-up; one machine with two shared cores.", "",
            "| rule | voters × options, seats | peer's setting | comitia, whole program | peer, compute call | peer / comitia, median [95 %] |",
            "|---|---|---|---|---|---|"]
    for rule, n, m, k, setting, algorithm, own_time, peer_time, mid, low, high in rows:
        text.append(f"| `{rule}` exact | {n:,} × {m}, {k} | {setting}: {algorithm} | {own_time * 1000:.0f} ms | "
                    f"{peer_time * 1000:,.0f} ms | {mid:.0f} [{low:.0f}, {high:.0f}] |")
    return "\n".join(text) + "\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--comitia", default=str(ROOT / "build/release/bin/comitia"))
    parser.add_argument("--pairs", type=int, default=15)
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    rows = []
    for voters, options, seats in ((1_000, 50, 10), (5_000, 100, 10)):
        rows += compare(arguments.comitia, voters, options, seats, arguments.pairs)
    text = table(rows, arguments.comitia, arguments.pairs)
    print(text)
    if arguments.write:
        page = ROOT / "bench/README.md"
        before, rest = page.read_text(encoding="utf-8").split("<!-- approval rules -->\n", 1)
        after = rest.split("<!-- end -->", 1)[1]
        page.write_text(f"{before}<!-- approval rules -->\n{text}<!-- end -->{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
