#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Comitia authors
# SPDX-License-Identifier: Apache-2.0
"""Ranked rules of Comitia beside pref_voting, both from rankings in memory to all winners, in this process. pref_voting
counts all pairs when a profile is built, and again for nobody; so a row "build and decide" times the way from an array of
rankings to the winners on both sides, and a row "decide" the rule alone on what has been built before.
"""
from __future__ import annotations

import random

import runner

SIZES = [(1_000, 50), (10_000, 100), (100_000, 100)]
# rule, its options, the peer's method
RULES = [
    ("elect/plurality", {}, "plurality"),
    ("elect/borda", {}, "borda"),
    ("elect/instant-runoff", {"elimination": "all-lowest"}, "instant_runoff"),
    ("elect/copeland", {}, "copeland"),
    ("elect/minimax", {"strength": "margins"}, "minimax"),
    ("elect/schulze", {"strength": "margins"}, "beat_path"),
]


def electorate(voters: int, options: int) -> list[list[int]]:
    """Rankings around a common order, so that there are strong and weak options: each option's place is its number plus
    noise as wide as half of all places."""
    draw = random.Random(7)
    width = options / 2
    return [sorted(range(options), key=lambda x: x + draw.gauss(0, width)) for _ in range(voters)]


def main() -> None:
    chosen = runner.arguments(__doc__, "pref_voting")
    import comitia as co
    from pref_voting import voting_methods
    from pref_voting.profiles import Profile

    rows = []
    for voters, options in SIZES:
        if voters > chosen.most_voters:
            continue
        rankings = electorate(voters, options)
        names = [str(x) for x in range(options)]
        named = [[names[x] for x in ranking] for ranking in rankings]
        voices = co.voices.ranked(named, options=names)
        profile = Profile(rankings)
        for rule, settings, method_name in RULES:
            function = getattr(co.elect, rule.split("/")[1].replace("-", "_"))
            method = getattr(voting_methods, method_name)

            def own(given=None, function=function, settings=settings) -> list[int]:
                decision = function(given or voices, ties="all", certify=["none"], trace="none", threads=1, **settings)
                return sorted(int(x) for x in decision.outcome.winners)

            def peer(given=None, method=method) -> list[int]:
                return sorted(int(x) for x in method(given or profile))

            ways = {"decide": (own, peer),
                    "build and decide": (lambda own=own: own(co.voices.ranked(named, options=names)),
                                         lambda peer=peer: peer(Profile(rankings)))}
            for way, (ours, theirs) in ways.items():
                if way != "decide" and rule not in ("elect/plurality", "elect/schulze"):
                    continue
                found = runner.compare(f"{rule} {voters}x{options} {way}", runner.here(ours), runner.here(theirs), chosen.pairs)
                rows.append([f"`{rule}`", f"{voters:,} × {options}", way, runner.show(found.own_seconds),
                             runner.show(found.peer_seconds), runner.ratio(found), str(found.pairs)])
    text = (f"{runner.versions('pref_voting')}. Strict rankings, one thread, all winners; equal sets of winners in every pair. "
            "In the rows \"decide\" the peer has counted all pairs before, and ours has not; ours has the digest of the voices from an earlier decision.\n\n" +
            runner.table(["rule", "voters × options", "way", "comitia", "pref_voting", "pref_voting / comitia, median [95 %]",
                          "pairs"], rows))
    runner.finish(chosen, "ranked rules", text)


if __name__ == "__main__":
    main()
