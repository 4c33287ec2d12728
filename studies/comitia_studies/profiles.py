# SPDX-FileCopyrightText: 2026 The Comitia authors
# SPDX-License-Identifier: Apache-2.0
"""Where studies take their voices from: files of real elections, read in place, and ballots of parties. Models of
synthetic voices are the package's own (`comitia.sample`)."""
from __future__ import annotations

import math
import os
import pathlib
import random
from collections.abc import Callable, Iterator
from typing import Any

import comitia as co

from comitia_studies.study import STUDIES, Study

Voices = Any
Decision = Any


def shared_folder() -> pathlib.Path:
    """The data beside the source tree; COMITIA_SHARED names another place."""
    return pathlib.Path(os.environ.get("COMITIA_SHARED") or STUDIES.parents[1] / "shared") / "data"


def real(study: Study, patterns: list[str], kind: str, most: int, options: range,
         most_voters: float = math.inf) -> Iterator[Voices]:
    """The first files below the data folder, by name, whose ballots are of this kind and whose number of options is in
    the range; what cannot be had, or is too large, is noted on the page."""
    folder = shared_folder()
    if not folder.is_dir():
        study.note("there are no real profiles here: the folder ../shared/data is absent, so every claim rests on synthetic ones")
        return
    found = 0
    for path in sorted(path for pattern in patterns for path in folder.glob(pattern)):
        if found == most:
            return
        try:
            voices = co.read(path)
        except co.InvalidVoices:
            study.note(f"{path.name} is left out: its voices are not valid")
            continue
        if voices.kind.split("-")[0] != kind or len(voices.options) not in options:
            continue
        if voices.n > most_voters:
            study.note(f"{path.name} is left out: it has {voices.n:,} voters, and this study takes at most {most_voters:,}")
            continue
        found += 1
        study.inputs[path.name] = voices.digest
        yield voices
    if found == 0:
        study.note(f"no file of {', '.join(patterns)} holds {kind} ballots on so many options")


def rule(id: str) -> Callable[..., Decision]:
    """The function of a rule: "elect/seq-pav" is comitia.elect.seq_pav."""
    family, name = id.split("/")
    return getattr(getattr(co, family), name.replace("-", "_"))


def approvals(voices: Voices, options: int) -> dict[str, int]:
    """How many voters approve of each option, as the trace of approval voting reports it."""
    decision = co.elect.av(voices, seats=options, certify=["none"])
    return {step["pick"]: int(step["score"]) for step in decision.trace if "pick" in step}


def party_lists(voters: int, parties: int, members: int, seed: int) -> tuple[list[int], Voices]:
    """Every voter approves of all members of one party, drawn with chances that are themselves drawn at random.
    Returns the size of each party and the voices; the members of party 2 are the options "2.0", "2.1", ..."""
    draw = random.Random(seed)
    cuts = sorted(draw.random() for _ in range(parties - 1))
    chances = [high - low for low, high in zip([0.0, *cuts], [*cuts, 1.0])]
    chosen = draw.choices(range(parties), chances, k=voters)
    lists = [[f"{p}.{i}" for i in range(members)] for p in range(parties)]
    options = [option for party in lists for option in party]
    return [chosen.count(p) for p in range(parties)], co.voices.approval([lists[p] for p in chosen], options=options)
