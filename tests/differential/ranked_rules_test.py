#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Comitia authors
# SPDX-License-Identifier: Apache-2.0
"""Winners of the ranked rules beside those of pref_voting, on random profiles of strict and of truncated ballots.

    ranked_rules_test.py [path of the program] [profiles for each rule]

The program is the first argument, or the environment variable COMITIA. Sets of winners must be equal: both sides are
asked for every winner under every way of breaking ties. Ranked Pairs follows every order of equal wins in pref_voting,
which takes time factorial in their number, so it is asked about other profiles, with at most MOST_ORDERS orders.
"""
import math
import os
import random
import sys
import tempfile
from collections import Counter

import differences

differences.need("pref_voting", "the ranked rules")
from pref_voting import voting_methods as peer  # noqa: E402
from pref_voting.profiles import Profile  # noqa: E402
from pref_voting.profiles_with_ties import ProfileWithTies  # noqa: E402

PROGRAM = differences.program(sys.argv[1] if len(sys.argv) > 1 else None)
PROFILES = int(sys.argv[2]) if len(sys.argv) > 2 else 1000
MOST_ORDERS = 800


def random_strict(rng, options, voters):
    """Rankings with their counts; a few voters repeat each other so that ties happen."""
    kinds = [rng.sample(range(options), options) for _ in range(rng.randint(1, voters))]
    return Counter(tuple(rng.choice(kinds)) for _ in range(voters))


def random_truncated(rng, options, voters):
    return Counter(tuple(rng.sample(range(options), rng.randint(1, options))) for _ in range(voters))


def write_preflib(path, options, ballots, extension):
    with open(f"{path}.{extension}", "w", encoding="utf-8") as out:
        out.write(f"# FILE NAME: {os.path.basename(path)}.{extension}\n# TITLE: random\n# DATA TYPE: {extension}\n")
        out.write(f"# NUMBER ALTERNATIVES: {options}\n# NUMBER VOTERS: {sum(ballots.values())}\n")
        out.write(f"# NUMBER UNIQUE ORDERS: {len(ballots)}\n")
        for x in range(options):
            out.write(f"# ALTERNATIVE NAME {x + 1}: {chr(65 + x)}\n")
        for ranking, count in sorted(ballots.items(), key=lambda item: (-item[1], item[0])):
            out.write(f"{count}: {','.join(str(x + 1) for x in ranking)}\n")
    return f"{path}.{extension}"


def orders_of_ties(ballots, options):
    """Orders that the peer walks: of pairs with equal margins, tied pairs counting in both directions."""
    margins = {(x, y): 0 for x in range(options) for y in range(options) if x != y}
    for ranking, count in ballots.items():
        place = {x: i for i, x in enumerate(ranking)}
        for x, y in margins:  # unranked options stand below ranked ones
            margins[x, y] += count * ((place.get(x, options) < place.get(y, options)) -
                                      (place.get(y, options) < place.get(x, options)))
    sizes = Counter(m for m in margins.values() if m >= 0)
    return math.prod(math.factorial(n) for n in sizes.values())


# rule, options, the peer's method, and whether it is asked about profiles with few orders of ties
STRICT = [
    ("elect/plurality", [], peer.plurality, False),
    ("elect/borda", [], peer.borda, False),
    ("elect/instant-runoff", ["--elimination", "all-lowest"], peer.instant_runoff, False),
    ("elect/instant-runoff", ["--elimination", "all-lowest", "--stop", "last"], peer.instant_runoff, False),
    ("elect/instant-runoff", ["--elimination", "parallel-universes"], peer.instant_runoff_put, False),
    ("elect/instant-runoff", ["--elimination", "one-by-one", "--stop", "last"], peer.instant_runoff_put, False),
    ("elect/copeland", [], peer.copeland, False),
    ("elect/copeland", ["--tie-points", "1"], peer.llull, False),
    ("elect/minimax", ["--strength", "margins"], peer.minimax, False),
    ("elect/minimax", ["--strength", "winning-votes"], peer.minimax, False),
    ("elect/schulze", ["--strength", "margins"], peer.beat_path, False),
    ("elect/schulze", ["--strength", "winning-votes"], peer.beat_path, False),
    ("elect/ranked-pairs", ["--strength", "margins"], peer.ranked_pairs, True),
    ("elect/ranked-pairs", ["--strength", "winning-votes"], peer.ranked_pairs, True),
]
# On truncated ballots winning votes and margins differ; the peer takes margins when asked for nothing else.
TRUNCATED = [
    ("elect/instant-runoff", ["--elimination", "all-lowest"], lambda p: peer.instant_runoff_for_truncated_linear_orders(
        p, threshold=None, hide_warnings=True), False),
    ("elect/copeland", [], peer.copeland, False),
    ("elect/minimax", ["--strength", "margins"], peer.minimax, False),
    ("elect/schulze", ["--strength", "margins"], peer.beat_path, False),
    ("elect/ranked-pairs", ["--strength", "margins"], peer.ranked_pairs, True),
]


class Pool:
    """Profiles of one kind: any, and those with few orders of ties."""

    def __init__(self, title, draw, extension, of_peer, rng, folder):
        self.title, self.of_peer, self.profiles, self.files = title, of_peer, {False: [], True: []}, {}
        while min(map(len, self.profiles.values())) < PROFILES:
            options = rng.randint(2, 6)
            ballots = draw(rng, options, rng.choice([3, 4, 5, 8, 15, 30, 101]))
            for few in (False, True):
                wanted = not few or orders_of_ties(ballots, options) <= MOST_ORDERS
                if wanted and len(self.profiles[few]) < PROFILES:
                    self.profiles[few].append((options, ballots))
        for few, profiles in self.profiles.items():
            self.files[few] = [write_preflib(f"{folder}/{title}-{few}-{i}", *p, extension) for i, p in enumerate(profiles)]

    def compare(self, rules, found):
        for rule, options, method, few in rules:
            ours = [sorted(int(w) - 1 for w in outcome["winners"])
                    for outcome in differences.decide(PROGRAM, self.files[few], [rule, *options], "all")]
            theirs = [sorted(int(x) for x in method(self.of_peer(*profile))) for profile in self.profiles[few]]
            found.compare(f"{self.title}: {' '.join([rule, *options])}", self.profiles[few], ours, theirs,
                          lambda all_winners: f", {sum(len(w) > 1 for w in all_winners)} with several winners")


def strict_profile(_, ballots):
    return Profile([list(r) for r in ballots], rcounts=list(ballots.values()))


def truncated_profile(options, ballots):
    profile = ProfileWithTies([{x: i + 1 for i, x in enumerate(r)} for r in ballots],
                              rcounts=list(ballots.values()), candidates=list(range(options)))
    profile.use_extended_strict_preference()  # ranked options stand above unranked ones
    return profile


def main():
    rng = random.Random(20260101)
    found = differences.Differences("pref_voting")
    with tempfile.TemporaryDirectory() as folder:
        Pool("strict", random_strict, "soc", strict_profile, rng, folder).compare(STRICT, found)
        Pool("truncated", random_truncated, "soi", truncated_profile, rng, folder).compare(TRUNCATED, found)
    return found.finish()


sys.exit(main())
