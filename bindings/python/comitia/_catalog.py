# SPDX-FileCopyrightText: 2026 The Comitia authors
# SPDX-License-Identifier: Apache-2.0
"""The table of all rules, and the other tables of the engine."""
from __future__ import annotations

import os
from functools import lru_cache
from typing import Any, NamedTuple

from . import _engine, frames
from .errors import InvalidOption, InvalidVoices, Problem


class Option(NamedTuple):
    """One option of a rule: its name, type, choices, range, default and meaning."""

    name: str
    type: str
    choices: tuple[str, ...]
    least: int | None
    most: int | None
    default: Any
    help: str


class Method(NamedTuple):
    """A rule as the catalog describes it."""

    id: str
    title: str
    voices: str
    outcome: str
    version: int
    summary: str
    guarantee: str
    ties: str
    errors: str
    complexity: str
    source: str
    cost: str
    guarantees: tuple[str, ...]
    verified: tuple[str, ...]
    options: tuple[Option, ...]

    def __repr__(self) -> str:
        return f"<Method {self.id}: {self.title}, {self.voices} voices>"

    def _repr_html_(self) -> str:
        facts = [(name, getattr(self, name)) for name in
                 ("title", "voices", "outcome", "summary", "guarantee", "ties", "complexity", "source")]
        facts += [(f"option {option.name}", f"{option.help} (default {option.default})") for option in self.options]
        return frames.html_table(["", self.id], facts)


class Format(NamedTuple):
    """A file format."""

    id: str
    title: str
    extensions: tuple[str, ...]
    holds: str
    writes: bool


class Axiom(NamedTuple):
    """What outcomes are audited for: an axiom of committees or a criterion of single winners."""

    id: str
    title: str
    meaning: str
    source: str
    method: str
    voices: str
    """Kind of ballots that it speaks of: "approval" (committees) or "ranked" (single winners)."""


class MethodList(list[Method]):
    """Rules, shown as a table in notebooks."""

    def to_frame(self, kind: frames.Kind | None = None) -> Any:
        """One row for each rule."""
        names = ("id", "title", "voices", "outcome", "cost", "summary")
        return frames.frame({name: [getattr(method, name) for method in self] for name in names}, kind)

    def _repr_html_(self) -> str:
        return frames.html_table(["rule", "voices", "outcome", "summary"],
                                 [(m.id, m.voices, m.outcome, m.summary) for m in self])


def option_of(row: dict[str, Any]) -> Option:
    """An option of the engine's table, named as in Python."""
    return Option(row["name"].replace("-", "_"), row["type"], tuple(row.get("choices", ())), row.get("least"),
                  row.get("most"), row["default"], row["help"])


@lru_cache(maxsize=1)
def _all() -> dict[str, Method]:
    return {
        row["id"]: Method(
            row["id"], row["title"], row["voices"], row["outcome"], row["version"], row["summary"], row["guarantee"],
            row["ties"], row["errors"], row["complexity"], row["source"], row["cost"], tuple(row["guarantees"]),
            tuple(row["verified"]), tuple(option_of(option) for option in row["options"]),
        )
        for row in _engine.catalog()
    }


def methods(family: str | None = None) -> MethodList:
    """All rules, or those of a family.

    Examples
    --------
    >>> import comitia as co
    >>> [method.id for method in co.methods("elect")][:3]
    ['elect/av', 'elect/sav', 'elect/pav']
    """
    families = _engine.families()
    if family is not None and family not in families:
        raise InvalidOption(f"there is no family {family!r}; the families are: {', '.join(families)}")
    return MethodList(m for m in _all().values() if family is None or m.id.startswith(family + "/"))


def method(id: str) -> Method:
    """One rule: its contract and its options.

    Examples
    --------
    >>> import comitia as co
    >>> [option.name for option in co.method("elect/equal-shares").options]
    ['seats', 'completion', 'arithmetic']
    """
    found = _all().get(id)
    if found is None:
        from difflib import get_close_matches

        close = get_close_matches(id, _all(), 3, 0.3)
        hint = f"closest: {', '.join(close)}" if close else "comitia.methods() lists all"
        raise InvalidOption([Problem("usage", f'there is no rule "{id}"', hint)])
    return found


def formats() -> list[Format]:
    """All file formats."""
    return [Format(*row) for row in _engine.formats()]


def axioms() -> list[Axiom]:
    """All axioms of committees, strongest first, and all criteria of single winners."""
    return [Axiom(*row) for row in _engine.axioms()]


def format_of(path: str | os.PathLike[str]) -> str:
    """Id of the format that the extension of a path names."""
    name = os.fspath(path).lower()
    known = formats()
    for each in known:
        if each.writes and any(name.endswith(extension) for extension in each.extensions):
            return each.id
    raise InvalidVoices([Problem("format", f"{os.fspath(path)}: the extension names no format",
                                 f"give format=, one of {', '.join(f.id for f in known if f.writes)}")])
