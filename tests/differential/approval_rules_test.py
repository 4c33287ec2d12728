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
import os
import pathlib
import random
import subprocess
import sys
import tempfile

# (rule and options of ours, ties, rule of abcvoting, its arguments)
RULES = [
    (["elect/av"], "all", "av", {}),
    (["elect/sav"], "all", "sav", {}),
    (["elect/pav"], "all", "pav", {"algorithm": "branch-and-bound"}),
    (["elect/seq-pav"], "all", "seqpav", {}),
    (["elect/seq-phragmen"], "all", "seqphragmen", {"algorithm": "gmpy2-fractions"}),
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


def ours(program, path, rule, ties):
    command = [program, "elect", "decide", path, "--rule", *rule, "--ties", ties, "--max-decisions", "100000",
               "--certify", "none", "--trace", "none", "--json", "--quiet"]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    if run.returncode != 0:
        return f"exit {run.returncode}: {run.stderr.strip()}"
    return sorted(sorted(int(c) for c in committee) for committee in json.loads(run.stdout)["outcome"]["committees"])


def theirs(ballots, options, seats, rule, ties, arguments):
    from abcvoting import abcrules
    from abcvoting.preferences import Profile
    profile = Profile(options)
    profile.add_voters(ballots)
    resolute = ties == "order"
    limit = {} if resolute else {"max_num_of_committees": None}
    found = abcrules.compute(rule, profile, committeesize=seats, resolute=resolute, **limit, **arguments)
    return sorted(sorted(committee) for committee in found)


def compare(program, folder, number, seed):
    """Lines that describe the differences on one electorate."""
    ballots, options, seats = electorate(random.Random(f"{seed}/{number}"))
    path = pathlib.Path(folder) / f"{number}.abc.yaml"
    path.write_text(f"committeesize: {seats}\nprofile: {ballots}\nnum_cand: {options}\n"
                    f"cand_names: {json.dumps([str(c) for c in range(options)])}\n", encoding="utf-8")
    differences = []
    for rule, ties, peer_rule, arguments in RULES:
        our, their = ours(program, str(path), rule, ties), theirs(ballots, options, seats, peer_rule, ties, arguments)
        if our != their:
            differences.append(f"{' '.join(rule)}, ballots {ballots}, {options} options, {seats} seats:\n"
                               f"  comitia   {our}\n  abcvoting {their}")
    path.unlink()
    return differences


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program", nargs="?", default=os.environ.get("COMITIA"))
    parser.add_argument("--instances", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    try:
        import abcvoting  # noqa: F401
    except ImportError:
        print("SKIPPED: abcvoting is not installed, so the approval rules were compared with nothing"
              " ('tools/setup peers' installs it)")
        return 0
    if not arguments.program or not os.path.exists(arguments.program):
        print("the program to test is not there: give its path, or set COMITIA")
        return 2
    differences = []
    with tempfile.TemporaryDirectory() as folder, concurrent.futures.ProcessPoolExecutor() as pool:
        jobs = [pool.submit(compare, arguments.program, folder, i, arguments.seed) for i in range(arguments.instances)]
        for job in jobs:
            differences += job.result()
    for difference in differences[:20]:
        print(difference)
    print(f"{arguments.instances} electorates, {len(RULES)} rules each: {len(differences)} differences")
    return 1 if differences else 0


if __name__ == "__main__":
    sys.exit(main())
