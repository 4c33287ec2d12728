#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Comitia authors
# SPDX-License-Identifier: Apache-2.0
"""Approval rules against abcvoting, in its exact setting: the sets of all winning committees must be equal.

Random electorates of several kinds are written as .abc.yaml files, decided by `comitia elect decide --ties all`, and by
abcvoting with all its winning committees. Equal shares with the completion by increments is compared with ties by order,
since abcvoting defines it only so. No difference is known; each one that is found fails.

usage: approval_rules_test.py [PROGRAM] [--instances 1000] [--seed 1]      (PROGRAM defaults to $COMITIA)
"""
import argparse
import concurrent.futures
import json
import pathlib
import random
import sys
import tempfile

import differences

# (rule and options of ours, ties, rule of abcvoting, its arguments)
RULES = [
    (["elect/av"], "all", "av", {}),
    (["elect/sav"], "all", "sav", {}),
    (["elect/pav"], "all", "pav", {"algorithm": "branch-and-bound"}),
    (["elect/slav"], "all", "slav", {"algorithm": "branch-and-bound"}),
    (["elect/geometric"], "all", "geom2", {"algorithm": "branch-and-bound"}),
    (["elect/geometric", "--p", "3/2"], "all", "geom3/2", {"algorithm": "branch-and-bound"}),
    (["elect/cc"], "all", "cc", {"algorithm": "branch-and-bound"}),
    (["elect/seq-pav"], "all", "seqpav", {}),
    (["elect/seq-slav"], "all", "seqslav", {}),
    (["elect/seq-geometric"], "all", "seqgeom2", {}),
    (["elect/seq-geometric", "--p", "3/2"], "all", "seqgeom3/2", {}),
    (["elect/seq-cc"], "all", "seqcc", {}),
    (["elect/rev-seq-pav"], "all", "revseqpav", {}),
    (["elect/rev-seq-slav"], "all", "revseqslav", {}),
    (["elect/rev-seq-geometric"], "all", "revseqgeom2", {}),
    (["elect/rev-seq-geometric", "--p", "3/2"], "all", "revseqgeom3/2", {}),
    (["elect/rev-seq-cc"], "all", "revseqcc", {}),
    (["elect/seq-phragmen"], "all", "seqphragmen", {"algorithm": "gmpy2-fractions"}),
    (["elect/enestrom-phragmen"], "all", "phragmen-enestroem", {"algorithm": "gmpy2-fractions"}),
    (["elect/greedy-monroe"], "order", "greedy-monroe", {}),
    (["elect/consensus"], "all", "consensus-rule", {"algorithm": "gmpy2-fractions"}),
    (["elect/e-pluribus-hugo"], "all", "eph", {"algorithm": "gmpy2-fractions"}),
    (["elect/minimax-av"], "all", "minimaxav", {"algorithm": "brute-force"}),
    (["elect/equal-shares", "--completion", "none"], "all", "equal-shares-without-completion", {"algorithm": "gmpy2-fractions"}),
    (["elect/equal-shares", "--completion", "av"], "all", "equal-shares-with-av-completion", {"algorithm": "gmpy2-fractions"}),
    (["elect/equal-shares", "--completion", "seq-phragmen"], "all", "equal-shares", {"algorithm": "gmpy2-fractions"}),
    (["elect/equal-shares", "--completion", "increment"], "order", "equal-shares-with-increment-completion",
     {"algorithm": "gmpy2-fractions"}),
]


def electorate(draw):
    """Ballots, number of options, seats: ballots drawn freely, from a few kinds, or as noisy copies of one another."""
    options = draw.randint(2, 8)
    voters = draw.randint(1, 15)
    share = draw.uniform(0.1, 0.6)

    def free():
        return frozenset(c for c in range(options) if draw.random() < share)

    kind = draw.choice(["free", "kinds", "noisy"])
    if kind == "free":
        ballots = [free() for _ in range(voters)]
    elif kind == "kinds":
        kinds = [free() for _ in range(draw.randint(1, 4))]
        ballots = [draw.choice(kinds) for _ in range(voters)]
    else:
        center = free()
        ballots = [center ^ frozenset([draw.randrange(options)]) for _ in range(voters)]
    return [sorted(ballot) for ballot in ballots], options, draw.randint(1, options)


def theirs(ballots, options, seats, rule, ties, arguments):
    from abcvoting import abcrules
    from abcvoting.preferences import Profile
    profile = Profile(options)
    profile.add_voters(ballots)
    resolute = ties == "order"
    limit = {} if resolute else {"max_num_of_committees": None}
    found = abcrules.compute(rule, profile, committeesize=seats, resolute=resolute, **limit, **arguments)
    return sorted(sorted(committee) for committee in found)


def peer_answers(electorates, peer_rule, ties, arguments):
    """All winning committees of each electorate, by several processes of the peer."""
    with concurrent.futures.ProcessPoolExecutor() as pool:
        jobs = [pool.submit(theirs, *e, peer_rule, ties, arguments) for e in electorates]
        return [job.result() for job in jobs]


def write(path, ballots, options, seats):
    path.write_text(f"committeesize: {seats}\nprofile: {ballots}\nnum_cand: {options}\n"
                    f"cand_names: {json.dumps([str(c) for c in range(options)])}\n", encoding="utf-8")
    return str(path)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program", nargs="?")
    parser.add_argument("--instances", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    differences.need("abcvoting", "the approval rules")
    program = differences.program(arguments.program)
    found = differences.Differences("abcvoting")
    electorates = [electorate(random.Random(f"{arguments.seed}/{i}")) for i in range(arguments.instances)]
    with tempfile.TemporaryDirectory() as folder:
        files = [write(pathlib.Path(folder) / f"{i}.abc.yaml", *e) for i, e in enumerate(electorates)]
        for rule, ties, peer_rule, settings in RULES:
            ours = [sorted(sorted(int(c) for c in committee) for committee in outcome["committees"])
                    for outcome in differences.decide(program, files, rule, ties)]
            found.compare(" ".join(rule), electorates, ours, peer_answers(electorates, peer_rule, ties, settings))
    return found.finish()


if __name__ == "__main__":
    sys.exit(main())
