# SPDX-FileCopyrightText: 2026 The Comitia authors
# SPDX-License-Identifier: Apache-2.0
"""A claim beside the rows that bear on it. A verdict never says more than the rows do: that something always holds can
only fail to be refuted, that something may break needs one example, and a number needs an interval that is narrow enough.
"""
from __future__ import annotations

from dataclasses import dataclass
from typing import Any

Row = dict[str, Any]

CONFIRMED, NOT_CONFIRMED, CANNOT = "confirmed", "not confirmed", "cannot be compared"

#: What a claim may say of the rows that its `where` selects.
KINDS = {
    "always": "the share is 1 in every row",
    "not-always": "the share is below 1 in some row",
    "equals": "the value is `value`, within `tolerance`",
    "at-least": "no value is below `value`, or below the row's own `bound`",
    "at-most": "no value is above `value`, or above the row's own `bound`, within `tolerance`",
}


@dataclass
class Verdict:
    verdict: str
    measured: str  #: the number or numbers, for people
    why: str


def matches(row: Row, where: dict[str, Any]) -> bool:
    return all(row.get(key) in value if isinstance(value, list) else row.get(key) == value for key, value in where.items())


def percent(share: float) -> str:
    """Never rounds up to 100 %, nor down to 0 %: both are claims of their own."""
    if 0.9995 <= share < 1:
        return "99.9… %"
    if 0 < share < 0.0005:
        return "under 0.1 %"
    return f"{100 * share:.1f} %"


def number(value: float) -> str:
    return f"{value:.4g}"


def shown(row: Row) -> str:
    whole = row.get("unit") == "share"
    text = percent(row["value"]) if whole else number(row["value"])
    if row.get("low") is not None:
        ends = (f"{100 * row[end]:.1f}" if whole else number(row[end]) for end in ("low", "high"))
        text += f" [{', '.join(ends)}]"
    return text


def total(rows: list[Row]) -> tuple[int, int, int]:
    """Held, asked, unknown."""
    return tuple(sum(row.get(key, 0) for row in rows) for key in ("count", "of", "unknown"))


def weigh(claim: dict[str, Any], rows: list[Row]) -> Verdict:
    chosen = [row for row in rows if matches(row, claim["where"])]
    if not chosen:
        return Verdict(CANNOT, "nothing", "this run has no such measurement; the notes say what was left out")
    return globals()["_" + claim["kind"].replace("-", "_")](claim, chosen)


def _always(_: dict[str, Any], rows: list[Row]) -> Verdict:
    held, asked, unknown = total(rows)
    measured = f"{held:,} of {asked:,}"
    if held + unknown < asked:
        worst = min(rows, key=lambda row: row["value"])
        return Verdict(NOT_CONFIRMED, measured, f"broken {asked - held - unknown:,} times, most often on {worst['profiles']}")
    if unknown:
        return Verdict(CANNOT, measured, f"{unknown:,} checks gave no answer")
    return Verdict(CONFIRMED, measured, f"never broken in {asked:,} decisions")


def _not_always(_: dict[str, Any], rows: list[Row]) -> Verdict:
    held, asked, unknown = total(rows)
    measured = f"{held:,} of {asked:,}"
    broken = asked - held - unknown
    if broken == 0:
        return Verdict(CANNOT, measured, f"no example among {asked:,} decisions; the claim is only that one exists")
    worst = min(rows, key=lambda row: row["value"])
    return Verdict(CONFIRMED, measured, f"broken {broken:,} times, most often on {worst['profiles']} "
                                        f"(holds in {percent(worst['value'])} there)")


def _equals(claim: dict[str, Any], rows: list[Row]) -> Verdict:
    if len(rows) != 1:
        return Verdict(CANNOT, f"{len(rows)} rows", "the claim names one number and the study measures several")
    row, tolerance = rows[0], claim.get("tolerance", 0.0)
    low, high = (row["value"] if row.get(key) is None else row[key] for key in ("low", "high"))
    distance = max(low - claim["value"], claim["value"] - high, 0.0)
    if distance > tolerance:
        return Verdict(NOT_CONFIRMED, shown(row), f"the interval ends {number(distance)} away from the claim")
    if high - low > claim.get("widest", float("inf")):
        return Verdict(CANNOT, shown(row), "the interval is too wide to tell")
    return Verdict(CONFIRMED, shown(row), "the claim lies in the interval" if distance == 0 else
                   f"the interval ends {number(distance)} away, within the tolerance of {number(tolerance)}")


def _at_least(claim: dict[str, Any], rows: list[Row]) -> Verdict:
    return _bound(claim, rows, 1)


def _at_most(claim: dict[str, Any], rows: list[Row]) -> Verdict:
    return _bound(claim, rows, -1)


def _bound(claim: dict[str, Any], rows: list[Row], sign: int) -> Verdict:
    """sign 1: values must not be below the bound; -1: not above it."""
    tolerance = claim.get("tolerance", 0.0)

    def slack(row: Row, key: str) -> float:
        value = row["value"] if row.get(key) is None else row[key]
        return sign * (value - row.get("bound", claim.get("value"))) + tolerance

    near, far = ("low", "high") if sign > 0 else ("high", "low")
    tightest = min(rows, key=lambda row: slack(row, near))
    limit = tightest.get("bound", claim.get("value"))
    word = "least" if sign > 0 else "most"
    measured = f"{shown(tightest)}, allowed at {word} {number(limit)}"
    if tolerance:
        measured += f" (tolerance {number(tolerance)})"
    if slack(tightest, near) >= 0:
        return Verdict(CONFIRMED, measured, f"the tightest of {len(rows)} rows keeps the bound")
    if any(slack(row, far) < 0 for row in rows):
        return Verdict(NOT_CONFIRMED, measured, "the whole interval is beyond the bound")
    return Verdict(CANNOT, measured, "the interval lies on both sides of the bound")
