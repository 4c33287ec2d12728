# SPDX-FileCopyrightText: 2026 The Comitia authors
# SPDX-License-Identifier: Apache-2.0
"""Exact chances on impartial culture with three options, by walking through every split of the voters among the six
rankings. Written for the tests alone: no sampling, no engine, ties broken by fair lots."""
from __future__ import annotations

from collections.abc import Iterator
from math import factorial

RANKINGS = [(0, 1, 2), (0, 2, 1), (1, 0, 2), (1, 2, 0), (2, 0, 1), (2, 1, 0)]


def splits(voters: int, kinds: int) -> Iterator[tuple[int, ...]]:
    if kinds == 1:
        yield (voters,)
        return
    for first in range(voters + 1):
        for rest in splits(voters - first, kinds - 1):
            yield (first, *rest)


def lot(scores: list[int]) -> list[float]:
    """Each option's chance when the highest score wins and ties are broken by lot."""
    best = [x for x in range(3) if scores[x] == max(scores)]
    return [1 / len(best) if x in best else 0.0 for x in range(3)]


def instant_runoff(split: tuple[int, ...], firsts: list[int], above) -> list[float]:
    """A majority of first ranks wins; otherwise one of the lowest leaves, by lot, and the other two meet."""
    voters = sum(split)
    if 2 * max(firsts) > voters:
        return lot(firsts)
    lowest = [x for x in range(3) if firsts[x] == min(firsts)]
    chances = [0.0, 0.0, 0.0]
    for out in lowest:
        a, b = (x for x in range(3) if x != out)
        chances[a if above(a, b) > above(b, a) else b] += 1 / len(lowest)
    return chances


def chances(voters: int) -> dict[str, float]:
    """For an odd number of voters: that there is a Condorcet winner, and that a rule elects it where there is one."""
    total = dict.fromkeys(("exists", "plurality", "borda", "instant-runoff"), 0.0)
    for split in splits(voters, 6):
        weight = factorial(voters)
        for count in split:
            weight //= factorial(count)

        def above(x: int, y: int) -> int:
            return sum(count for count, ranking in zip(split, RANKINGS) if ranking.index(x) < ranking.index(y))

        winner = next((x for x in range(3) if all(2 * above(x, y) > voters for y in range(3) if y != x)), None)
        if winner is None:
            continue
        chance = weight / 6**voters
        firsts = [sum(count for count, ranking in zip(split, RANKINGS) if ranking[0] == x) for x in range(3)]
        total["exists"] += chance
        total["plurality"] += chance * lot(firsts)[winner]
        total["borda"] += chance * lot([sum(above(x, y) for y in range(3) if y != x) for x in range(3)])[winner]
        total["instant-runoff"] += chance * instant_runoff(split, firsts, above)[winner]
    return {key: value if key == "exists" else value / total["exists"] for key, value in total.items()}
