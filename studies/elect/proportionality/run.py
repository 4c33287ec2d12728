# SPDX-FileCopyrightText: 2026 The Comitia authors
# SPDX-License-Identifier: Apache-2.0
"""How proportional are the committees that rules elect, and what does it cost in approvals?"""
from __future__ import annotations

import math
from collections import defaultdict

import comitia as co
from comitia_studies.intervals import share
from comitia_studies.profiles import approvals, party_lists, real, rule
from comitia_studies.study import Study
from comitia_studies.verdict import Row

AXIOMS = ("jr", "pjr+", "ejr+", "priceability")


class Tally:
    """What is counted for one rule on one kind of profiles."""

    def __init__(self) -> None:
        self.decisions = 0
        self.holds = dict.fromkeys(AXIOMS, 0)
        self.unknown = dict.fromkeys(AXIOMS, 0)
        self.ratios: list[float] = []

    def add(self, decision, support: dict[str, int], best: int) -> None:
        self.decisions += 1
        for axiom in AXIOMS:
            status = decision.certificate[axiom].status
            self.holds[axiom] += status == "holds"
            self.unknown[axiom] += status == "unknown"
        self.ratios.append(sum(support[option] for option in decision.outcome.committees[0]) / best)

    def rows(self, **keys) -> list[Row]:
        rows = [share(self.holds[axiom], self.decisions, self.unknown[axiom], **keys, measure=axiom) for axiom in AXIOMS]
        mean = sum(self.ratios) / len(self.ratios)
        spread = math.sqrt(sum((ratio - mean) ** 2 for ratio in self.ratios) / len(self.ratios))
        half = 1.96 * spread / math.sqrt(len(self.ratios))
        rows.append({**keys, "measure": "approvals beside AV, mean", "unit": "ratio", "value": mean, "low": max(0.0, mean - half),
                     "high": min(1.0, mean + half)})
        rows.append({**keys, "measure": "approvals beside AV, least", "unit": "ratio", "value": min(self.ratios)})
        return rows


def guarantee(id: str, seats: int) -> float | None:
    """The least share of AV's approvals that a rule keeps, after arXiv 1801.01527."""
    return {"elect/pav": 1 / (2 + math.sqrt(seats)), "elect/seq-phragmen": 1 / (5 * math.sqrt(seats) + 1)}.get(id)


def committees(study: Study, profiles: str, drawn, options_of, seats: int) -> list[Row]:
    """Decides each of the drawn profiles by each rule and counts."""
    tallies: dict[str, Tally] = defaultdict(Tally)
    for voices in drawn:
        support = approvals(voices, options_of(voices))
        best = sum(sorted(support.values(), reverse=True)[:seats])
        for id in study.parameters["rules"]:
            tallies[id].add(rule(id)(voices, seats=seats, certify=list(AXIOMS), trace="none"), support, best)
    rows = []
    for id, tally in tallies.items():
        for row in tally.rows(rule=id, profiles=profiles, seats=seats):
            if row["measure"].endswith("least") and guarantee(id, seats) is not None:
                row["bound"] = guarantee(id, seats)
            rows.append(row)
    return rows


def examples(study: Study) -> list[Row]:
    """Small electorates on which rules are known to fail: random ones show such failures hardly ever."""
    rows = []
    for name, example in study.parameters["examples"].items():
        counts, ballots = zip(*((count, options.split()) for count, options in example["ballots"]), strict=True)
        voices = co.voices.approval(list(ballots), counts=list(counts))
        rows += committees(study, f"example: {name}", [voices], lambda voices: len(voices.options), example["seats"])
    return rows


def is_dhondt(votes: list[int], seats: list[int]) -> bool:
    """Seats are given by the greatest quotients votes / (seats + 1): no party has a better claim to a seat of another's."""
    return all(votes[a] * seats[b] <= votes[b] * (seats[a] + 1) for a in range(len(votes)) for b in range(len(votes)) if seats[b])


def apportionment(study: Study) -> list[Row]:
    p = study.parameters
    held = dict.fromkeys(p["rules"], 0)
    for i in range(p["instances"]):
        sizes, voices = party_lists(p["voters"], p["parties"], p["seats"], study.seed + i)
        for id in held:
            members = rule(id)(voices, seats=p["seats"], certify=["none"], trace="none").outcome.committees[0]
            seats = [0] * p["parties"]
            for option in members:
                seats[int(option.split(".")[0])] += 1
            held[id] += is_dhondt(sizes, seats)
    return [share(count, p["instances"], rule=id, profiles="party lists", seats=p["seats"], measure="D'Hondt")
            for id, count in held.items()]


def run(study: Study) -> list[Row]:
    p = study.parameters
    rows = []
    for name, model in p["models"].items():
        drawn = (co.sample(kind="approval", voices=p["voters"], options=p["options"], seed=study.seed + i, **model)
                 for i in range(p["instances"]))
        rows += committees(study, name, drawn, lambda _: p["options"], p["seats"])
    files = list(real(study, p["files"], "approval", p["most_files"], range(p["seats"] + 1, p["most_options"] + 1),
                      p["most_voters"]))
    if files:
        rows += committees(study, "participatory budgets", files, lambda voices: len(voices.options), p["seats"])
    return rows + examples(study) + apportionment(study)
