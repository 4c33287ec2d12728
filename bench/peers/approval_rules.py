#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Comitia authors
# SPDX-License-Identifier: Apache-2.0
"""Approval rules of Comitia beside abcvoting: both are called in this process on ballots that are in memory already, and
must elect the same committee. Ours computes exactly, on one thread; the peer in its exact setting (fractions of gmpy2)
and in its fastest one (floats). The last rows take the whole program from a file to a document, and the peer's call alone.
"""
from __future__ import annotations

import json
import pathlib
import random
import subprocess
import tempfile

import runner

SIZES = [(1_000, 50, 10), (10_000, 100, 10), (100_000, 100, 10)]
# rule, the peer's name of it, its settings: exact and fastest
RULES = [
    ("elect/av", "av", ["standard"]),
    ("elect/seq-pav", "seqpav", ["standard"]),
    ("elect/seq-phragmen", "seqphragmen", ["gmpy2-fractions", "float-fractions"]),
    ("elect/equal-shares", "equal-shares", ["gmpy2-fractions", "float-fractions"]),
]
PROGRAM = runner.ROOT / "build/release/bin/comitia"


def electorate(voters: int, options: int) -> list[list[int]]:
    """Ballots that approve of each option with chance one tenth."""
    draw = random.Random(7)
    return [[c for c in range(options) if draw.random() < 0.1] for _ in range(voters)]


def of_package(voices, rule: str, seats: int):
    import comitia as co
    function = getattr(co.elect, rule.split("/")[1].replace("-", "_"))

    def call() -> list[int]:
        decision = function(voices, seats=seats, certify=["none"], trace="none", threads=1)
        return sorted(int(option) for option in decision.outcome.committees[0])
    return call


def of_peer(profile, rule: str, algorithm: str, seats: int):
    from abcvoting import abcrules

    def call() -> list[int]:
        return sorted(abcrules.compute(rule, profile, committeesize=seats, algorithm=algorithm, resolute=True)[0])
    return call


def of_program(path: pathlib.Path, rule: str, seats: int):
    command = [str(PROGRAM), "elect", "decide", str(path), "--rule", rule, "--seats", str(seats), "--certify", "none",
               "--trace", "none", "--threads", "1", "--json", "-q"]

    def call() -> list[int]:
        document = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
        return sorted(int(option) for option in document["outcome"]["committees"][0])
    return call


def main() -> None:
    chosen = runner.arguments(__doc__, "abcvoting", "gmpy2")
    import comitia as co
    from abcvoting.preferences import Profile

    rows = []
    for voters, options, seats in SIZES:
        if voters > chosen.most_voters:
            continue
        ballots = electorate(voters, options)
        names = [str(c) for c in range(options)]
        voices = co.voices.approval([[names[c] for c in ballot] for ballot in ballots], options=names)
        profile = Profile(options)
        profile.add_voters(ballots)
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder) / "voices.abif"
            voices.save(path)
            for rule, peer_rule, algorithms in RULES:
                for algorithm in algorithms:
                    exact = "exact" if algorithm in ("standard", "gmpy2-fractions") else "floats"
                    peer = runner.here(of_peer(profile, peer_rule, algorithm, seats))
                    ways = [("call", of_package(voices, rule, seats))]
                    if exact == "exact" and voters == SIZES[1][0] and PROGRAM.exists():
                        ways.append(("whole program", of_program(path, rule, seats)))
                    for way, own in ways:
                        found = runner.compare(f"{rule} {voters}x{options} {algorithm} {way}", runner.here(own), peer, chosen.pairs)
                        rows.append([f"`{rule}`", f"{voters:,} × {options}, {seats}", way, f"{exact}: {algorithm}",
                                     runner.show(found.own_seconds), runner.show(found.peer_seconds), runner.ratio(found),
                                     str(found.pairs)])
    text = (f"{runner.versions('abcvoting', 'gmpy2')}. Ours exact, one thread; every ballot approves of each option with chance "
            "1/10; equal committees in every pair.\n\n" +
            runner.table(["rule", "voters × options, seats", "ours", "peer's setting", "comitia", "abcvoting",
                          "abcvoting / comitia, median [95 %]", "pairs"], rows))
    runner.finish(chosen, "approval rules", text)


if __name__ == "__main__":
    main()
