# SPDX-FileCopyrightText: 2026 The Comitia authors
# SPDX-License-Identifier: Apache-2.0
"""How do time and memory of each rule grow with voters and options, beside the complexity that its contract states?"""
from __future__ import annotations

import ctypes
import gc
import pathlib
import time
from collections.abc import Callable

import comitia as co
from comitia_studies.intervals import slope
from comitia_studies.profiles import Voices, rule
from comitia_studies.study import Study
from comitia_studies.verdict import Row

# Below these, a point says more about the call and the allocator than about the rule: it is shown and not fitted.
MIN_SECONDS = 2e-4
MIN_KILOBYTES = 256
FEWEST_POINTS = 4


def seconds(call: Callable[[], object], repeats: int) -> float:
    """Least processor time of several calls: what disturbs a call only ever adds."""
    best = float("inf")
    for _ in range(repeats):
        began = time.process_time()
        call()
        best = min(best, time.process_time() - began)
    return best


def kilobytes_of(field: str) -> int:
    status = pathlib.Path("/proc/self/status").read_text(encoding="ascii")
    return int(next(line for line in status.splitlines() if line.startswith(field)).split()[1])


def peak_kilobytes(call: Callable[[], object]) -> int | None:
    """How far the memory of this process rises during one call; None where the system does not tell."""
    try:
        gc.collect()
        ctypes.CDLL(None).malloc_trim(0)  # what was freed must not be handed out again unseen
        pathlib.Path("/proc/self/clear_refs").write_text("5", encoding="ascii")  # 5: forget the peak so far
        before = kilobytes_of("VmRSS")
        call()
        return max(0, kilobytes_of("VmHWM") - before)
    except (OSError, AttributeError):
        return None


def draw(study: Study, kind: str, voters: int, options: int) -> Voices:
    more = {"share": study.parameters["share"]} if kind == "approval" else {}
    return co.sample(model="impartial", kind=kind, voices=voters, options=options, seed=study.seed, **more)


def measure(study: Study, id: str, kind: str, over: str, sizes: list[tuple[int, int]]) -> list[Row]:
    """One rule over sizes (voters, options): the points, and an exponent for time and for memory."""
    p = study.parameters
    options_of_rule = {"seats": p["seats"]} if kind == "approval" else {}
    points: list[Row] = []
    for voters, options in sizes:
        voices = draw(study, kind, voters, options)

        def call():
            return rule(id)(voices, certify=["none"], trace="none", threads=1, **options_of_rule)

        call()  # warm-up
        keys = {"rule": id, "profiles": "impartial", "over": over, "voters": voters, "options": options}
        points.append({**keys, "measure": "seconds", "unit": "s", "value": seconds(call, p["repeats"])})
        peak = peak_kilobytes(call)
        if peak is None:
            study.note("memory is not measured: this system does not tell the peak of a process")
        else:
            points.append({**keys, "measure": "kilobytes", "unit": "kB", "value": peak})
    return points


def exponents(study: Study, id: str, over: str, points: list[Row]) -> list[Row]:
    rows = []
    stated = study.text["contracts"][id]
    for measure, name, least in (("seconds", "time", MIN_SECONDS), ("kilobytes", "memory", MIN_KILOBYTES)):
        mine = [point for point in points if point["measure"] == measure and point["value"] >= least]
        if len(mine) < FEWEST_POINTS:
            study.note(f"no power is fitted where fewer than {FEWEST_POINTS} sizes take {MIN_SECONDS * 1000:g} ms or {MIN_KILOBYTES} kB: "
                       "smaller ones say more about the call than about the rule")
            continue
        for point in mine:
            point["fitted"] = True
        value, low, high = slope([point[over] for point in mine], [point["value"] for point in mine])
        rows.append({"rule": id, "profiles": "impartial", "over": over, "measure": f"exponent of {name} over {over}",
                     "unit": "exponent", "value": value, "low": low, "high": high, "bound": stated[f"{name}_{over}"]})
    return rows


def run(study: Study) -> list[Row]:
    p = study.parameters
    rows: list[Row] = []
    study.note("the sizes run from voices that fit the processor's cache to voices that do not; there each look at a ballot takes "
               "several times as long, which adds up to a third to a fitted power and says nothing about the number of steps")
    for method in co.methods("elect"):
        if method.id not in study.text["contracts"]:
            study.note(f"{method.id} is left out: this study knows no powers that follow from its contract")
    for id, stated in study.text["contracts"].items():
        method = co.method(id)
        if method.complexity != stated["text"]:
            study.note(f"{id} is left out: its contract now says '{method.complexity}', and its powers must be read anew")
            continue
        kind = method.voices
        ways = {"voters": [(n, p["fixed_options"]) for n in p["voters"]],
                "options": [(p["fixed_voters"], m) for m in p["options"]]}
        for over, sizes in ways.items():
            points = measure(study, id, kind, over, sizes)
            rows += points + exponents(study, id, over, points)
    return rows
