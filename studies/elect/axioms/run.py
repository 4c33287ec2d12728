# SPDX-FileCopyrightText: 2026 The Comitia authors
# SPDX-License-Identifier: Apache-2.0
"""How often does each axiom hold for each rule, and how often does a rule elect the Condorcet winner?"""
from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

import comitia as co
from comitia_studies.intervals import share
from comitia_studies.profiles import Voices, real, rule
from comitia_studies.study import Study
from comitia_studies.verdict import Row

ALL = ["all"]  # every axiom that speaks of such ballots


class Tally:
    """Certificates of one rule on one kind of profiles."""

    def __init__(self) -> None:
        self.asked: Counter[str] = Counter()
        self.held: Counter[str] = Counter()
        self.unknown: Counter[str] = Counter()

    def add(self, decision) -> None:
        for axiom, entry in decision.certificate.items():
            self.asked[axiom] += 1
            self.held[axiom] += entry.status == "holds"
            self.unknown[axiom] += entry.status == "unknown"

    def rows(self, **keys) -> list[Row]:
        return [share(self.held[a], self.asked[a], self.unknown[a], **keys, measure=a) for a in self.asked]


def approval_rows(study: Study, profiles: str, drawn: Iterable[Voices]) -> list[Row]:
    seats = study.parameters["seats"]
    tallies = {id: Tally() for id in study.parameters["approval_rules"]}
    for voices in drawn:
        for id, tally in tallies.items():
            tally.add(rule(id)(voices, seats=seats, certify=ALL, trace="none"))
    return [row for id, tally in tallies.items() for row in tally.rows(ballots="approval", rule=id, profiles=profiles)]


def condorcet_winner(voices: Voices) -> str | None:
    """The option that beats every other one, as the count of all pairs reports it."""
    counted = co.elect.copeland(voices, certify=["none"]).trace[0]
    return counted.get("condorcet_winner")


def ranked_rows(study: Study, profiles: str, drawn: Iterable[Voices], seed: int, criteria: bool = True,
                **keys) -> list[Row]:
    """Ties are broken at random, so that no option profits from its place in the file."""
    rules = study.parameters["ranked_rules"]
    tallies = {id: Tally() for id in rules}
    elected = dict.fromkeys(rules, 0)
    asked = exists = 0
    for i, voices in enumerate(drawn):
        best = condorcet_winner(voices)
        asked += 1
        exists += best is not None
        if best is None and not criteria:
            continue
        for id in rules:
            decision = rule(id)(voices, ties="random", seed=seed + i, certify=ALL if criteria else ["none"], trace="none")
            tallies[id].add(decision)
            elected[id] += decision.outcome.winners == [best]
    rows = [row for id, tally in tallies.items() for row in tally.rows(ballots="ranked", rule=id, profiles=profiles, **keys)]
    if asked:
        rows.append(share(exists, asked, ballots="ranked", rule="", profiles=profiles, measure="Condorcet winner exists", **keys))
    if exists:
        rows += [share(elected[id], exists, ballots="ranked", rule=id, profiles=profiles, measure="Condorcet efficiency", **keys)
                 for id in rules]
    return rows


def impartial(study: Study, kind: str, count: int, voters: int, options: int, **more) -> Iterator[Voices]:
    return (co.sample(model="impartial", kind=kind, voices=voters, options=options, seed=study.seed + i, **more)
            for i in range(count))


def run(study: Study) -> list[Row]:
    p = study.parameters
    rows = []
    for approved in p["shares"]:
        drawn = impartial(study, "approval", p["approval_profiles"], p["approval_voters"], p["approval_options"], share=approved)
        rows += approval_rows(study, f"impartial, share {approved}", drawn)
    files = real(study, p["approval_files"], "approval", p["most_files"], range(p["seats"] + 1, p["most_options"] + 1))
    rows += approval_rows(study, "PrefLib", files)

    for options in p["options"]:
        drawn = impartial(study, "ranked", p["ranked_profiles"], p["voters"], options)
        rows += ranked_rows(study, f"impartial, {options} options", drawn, study.seed, options=options)
    for options in p["limit_options"]:
        drawn = impartial(study, "ranked", p["limit_profiles"], p["limit_voters"], options)
        rows += [row for row in ranked_rows(study, f"impartial, {options} options, {p['limit_voters']} voters", drawn, study.seed,
                                            criteria=False, options=options) if not row["rule"]]
    files = real(study, p["ranked_files"], "ranked", p["most_files"], range(3, p["most_options"] + 1))
    return rows + ranked_rows(study, "PrefLib", files, study.seed)
