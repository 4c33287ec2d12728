# SPDX-FileCopyrightText: 2026 The Comitia authors
# SPDX-License-Identifier: Apache-2.0
"""What can go wrong, as exceptions. Each holds the problems that the engine found, with their places."""
from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from . import _engine

if TYPE_CHECKING:
    from .decision import Decision


class Problem(NamedTuple):
    """One thing that is wrong, and where.

    Attributes
    ----------
    code : str
        The kind of problem, such as ``"duplicate-option"``.
    text, hint : str
        What is wrong, and what would be right.
    source : str
        File or text; empty when there is none.
    line, column : int
        From 1; 0 when not known. Columns count bytes.
    """

    code: str
    text: str
    hint: str = ""
    source: str = ""
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        place = ":".join(str(part) for part in (self.source, self.line, self.column) if part)
        hint = f" ({self.hint})" if self.hint else ""
        return f"{place}: {self.code}: {self.text}{hint}" if place else f"{self.code}: {self.text}{hint}"


class ComitiaError(Exception):
    """Base of everything that comitia raises itself.

    Attributes
    ----------
    problems : tuple of Problem
        The first twenty.
    total : int
        How many there are.
    """

    def __init__(self, problems: Sequence[Problem] | str, total: int | None = None) -> None:
        if isinstance(problems, str):
            problems = (Problem("usage", problems),)
        self.problems: tuple[Problem, ...] = tuple(problems)
        self.total: int = len(self.problems) if total is None else total
        super().__init__(self.problems, self.total)

    def __str__(self) -> str:
        lines = [str(problem) for problem in self.problems]
        if self.total > len(lines):
            lines.append(f"... and {self.total - len(lines)} more")
        return "\n".join(lines)

    @property
    def code(self) -> str:
        """Code of the first problem."""
        return self.problems[0].code


class InvalidVoices(ComitiaError, ValueError):
    """The voices, or the file that should hold them, are not valid; or a rule needs another kind of voices."""


class InvalidDocument(ComitiaError, ValueError):
    """A text is not a Decision document."""


class InvalidOption(ComitiaError, ValueError):
    """An option has a value that it cannot have, or there is no such rule or axiom."""


class CannotDecide(ComitiaError):
    """The rule cannot decide: a tie that must not be broken, or seats that cannot be filled."""


class LimitReached(ComitiaError):
    """A limit of time or memory, or on the size of the input, ended the work.

    Attributes
    ----------
    best : Decision or None
        The best outcome that was known, with how far from the optimum it may be in ``best.standing``.
    """

    def __init__(
        self, problems: Sequence[Problem] | str, total: int | None = None, best: Decision | None = None
    ) -> None:
        super().__init__(problems, total)
        self.best = best


class Cancelled(ComitiaError):
    """``cancel`` asked to stop."""


_KINDS: dict[str, tuple[str, str]] = _engine.problem_kinds()
_CLASSES: dict[str, type[ComitiaError]] = {
    "usage": InvalidOption,
    "invalid-voices": InvalidVoices,
    "cannot-decide": CannotDecide,
    "limit-reached": LimitReached,
    "interrupted": Cancelled,
}


def _refusal(rows: list[tuple[str, str, str, str, int, int]], total: int) -> Exception:
    """The exception for problems of the engine."""
    problems = [Problem(*row) for row in rows]
    first = problems[0]
    if first.code == "document":
        return InvalidDocument(problems, total)
    kind = _KINDS[first.code][0]
    if kind == "input-output":
        import errno
        import os

        if first.source and not os.path.exists(first.source):
            return FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), first.source)
        return OSError(str(first))
    # What is wrong at a place in a file is wrong with the file, even if its code is one of a rule.
    if kind == "cannot-decide" and first.line > 0:
        kind = "invalid-voices"
    return _CLASSES.get(kind, ComitiaError)(problems, total)
