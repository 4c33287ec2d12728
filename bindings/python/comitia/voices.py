# SPDX-FileCopyrightText: 2026 The Comitia authors
# SPDX-License-Identifier: Apache-2.0
"""Voices: what was said. Read from files, or built from Python data by `approval`, `ranked` and `scored`."""
from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from . import _engine, _tables, frames
from .errors import InvalidVoices, Problem

if TYPE_CHECKING:
    from decimal import Decimal

Number: TypeAlias = "int | float | str | Fraction | Decimal"
Label: TypeAlias = "str | int"

TableKind: TypeAlias = Literal[
    "auto", "approvals", "approval-lists", "approval-rows", "rankings", "ranks", "ranking-rows", "scores", "score-rows"]

__all__ = ["Voices", "approval", "from_table", "ranked", "read", "scored"]


class Voices:
    """Ballots with their options: immutable and valid. Equal and hashed by what was said (`digest`).

    Made by `comitia.read`, `comitia.sample` and the functions of `comitia.voices`.
    """

    __slots__ = ("_core", "_digest", "_frame")

    def __init__(self) -> None:
        raise TypeError("voices are made by comitia.read(...), comitia.sample(...) or comitia.voices.approval(...)")

    @classmethod
    def _of(cls, core: Any, frame: frames.Kind | None = None) -> Voices:
        voices = object.__new__(cls)
        voices._core = core
        voices._digest = None
        voices._frame = frame
        return voices

    _core: Any
    _digest: str | None
    _frame: frames.Kind | None

    @property
    def kind(self) -> str:
        """``"approval"``, ``"ranked"`` or ``"scored"``, with ``"-budget"`` behind it when options have costs."""
        return str(self._core.kind)

    @property
    def n(self) -> int:
        """Number of voters."""
        return int(self._core.voters)

    @property
    def m(self) -> int:
        """Number of options."""
        return len(self.options)

    def __len__(self) -> int:
        """Number of voices as the source gave them; each may speak for several voters (`counts`)."""
        return int(self._core.rows)

    @property
    def options(self) -> list[str]:
        """Ids of the options, in the order of the source (m)."""
        return list(self._core.options())

    @property
    def names(self) -> list[str]:
        """Names of the options for people (m); the ids where there are none."""
        return list(self._core.names()) or self.options

    @property
    def costs(self) -> list[Fraction] | None:
        """Costs of the options (m), or None."""
        costs = self._core.costs()
        return None if costs is None else [Fraction(cost) for cost in costs]

    @property
    def ids(self) -> list[str]:
        """Ids of the voices (r); their numbers from 1 where the source gave none."""
        return list(self._core.ids()) or [str(i + 1) for i in range(len(self))]

    @property
    def counts(self) -> list[int]:
        """How many voters speak with each voice (r)."""
        return list(self._core.counts())

    @property
    def weights(self) -> list[Fraction]:
        """Weight of each of these voters (r), exact; 1 where the source gave none."""
        weights = self._core.weights()
        return [Fraction(1)] * len(self) if weights is None else [Fraction(weight) for weight in weights]

    @property
    def ballots(self) -> list[Any]:
        """Ballots by option ids (r): lists of approved options, lists of groups best first, or dicts of scores."""
        options = self.options
        rows = self._core.ballots()
        if self.kind.startswith("approval"):
            return [[options[i] for i in row] for row in rows]
        if self.kind.startswith("ranked"):
            return [[[options[i] for i in group] for group in row] for row in rows]
        return [{options[i]: Fraction(score) for i, score in row} for row in rows]

    @property
    def title(self) -> str:
        """Title that the source gives, or an empty string."""
        return str(self._core.title)

    @property
    def seats(self) -> int | None:
        """Seats to fill, when the source says so."""
        seats: int | None = self._core.seats()
        return seats

    @property
    def budget(self) -> Fraction | None:
        """Money to spend, when the options have costs."""
        budget = self._core.budget()
        return None if budget is None else Fraction(budget)

    @property
    def attributes(self) -> dict[str, str]:
        """Further key-value pairs of the source."""
        return dict(self._core.attributes())

    @property
    def source(self) -> str:
        """Name of the file without folders, or an empty string."""
        return str(self._core.source)

    @property
    def format(self) -> str:
        """Format that was read, or an empty string."""
        return str(self._core.format)

    @property
    def notes(self) -> list[Problem]:
        """What was noticed while reading; with ``lenient`` also what was mended or left out."""
        return [Problem(*row) for row in self._core.notes()]

    @property
    def dropped(self) -> int:
        """Voices that were left out while reading (only with ``lenient``)."""
        return int(self._core.dropped)

    @property
    def digest(self) -> str:
        """``"sha256:..."`` of what was said; the same in every format that can hold it."""
        if self._digest is None:
            self._digest = str(self._core.digest())
        return self._digest

    def __eq__(self, other: object) -> bool:
        return self.digest == other.digest if isinstance(other, Voices) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.digest)

    def __reduce__(self) -> tuple[Any, ...]:
        return _restored, (_engine.state_of(self._core), self._frame)

    def __repr__(self) -> str:
        title = f" {self.title!r}" if self.title else ""
        return f"<Voices{title}: {self.kind}, {self.n:,} voters, {self.m:,} options>"

    def _repr_html_(self) -> str:
        rows: list[tuple[str, object]] = [
            ("kind", self.kind), ("voters", f"{self.n:,}"), ("voices", f"{len(self):,}"),
            ("different ballots", f"{self._core.distinct:,}"), ("options", f"{self.m:,}"),
        ]
        if self.seats is not None:
            rows.append(("seats", self.seats))
        if self.budget is not None:
            rows.append(("budget", self.budget))
        if self.source:
            rows.append(("source", self.source))
        rows.append(("digest", self.digest))
        return frames.html_table(["", self.title or "Voices"], rows)

    def to_frame(self, kind: frames.Kind | None = None) -> Any:
        """One row for each voice: ``id``, ``count``, ``weight``, ``ballot``.

        Parameters
        ----------
        kind : {"pandas", "polars", "arrow", "numpy", "records"}, optional
            Kind of table; else the kind that came in, else the first of these that is installed.
        """
        columns: dict[str, list[Any]] = {
            "id": self.ids, "count": self.counts,
            "weight": [float(weight) for weight in self.weights], "ballot": [_plain(b) for b in self.ballots],
        }
        return frames.frame(columns, kind or self._frame)

    def __arrow_c_stream__(self, requested_schema: Any = None) -> Any:
        """One row for each voice and option that its ballot names: voter, count, weight, option, rank or score."""
        return _engine.table_of_ballots(self._core)

    def convert(
        self,
        to: Literal["approval", "ranked", "scored"],
        *,
        first: int | None = None,
        above: str = "",
        threshold: Number | None = None,
    ) -> Voices:
        """The voices as ballots of another kind. What gets lost thereby is told by a warning of Python.

        Parameters
        ----------
        to : {"approval", "ranked", "scored"}
            Kind of ballots that is wanted.
        first : int, optional
            Ranked to approval: approve of so many options, best first.
        above : str
            Ranked to approval: approve of what is ranked above this option.
        threshold : number, optional
            Scored to approval: approve of this score and higher ones.

        Raises
        ------
        InvalidVoices
            When there is no such conversion.
        InvalidOption
            When the option that it needs is missing, or another one is given.
        """
        options = {"first": first, "above": above, "threshold": None if threshold is None else _exact(threshold)}
        core, losses = self._core.convert(to, options)
        _tell(losses)
        return Voices._of(core, self._frame)

    def to_bytes(self, format: str) -> bytes:
        """The voices as a file of a format; see `comitia.formats`."""
        data, losses = self._core.write(format)
        _tell(losses)
        return bytes(data)

    def save(self, path: str | os.PathLike[str], format: str | None = None) -> None:
        """Write a file; the extension gives the format unless it is named.

        Raises
        ------
        InvalidVoices
            When the format cannot hold such voices.
        """
        from ._catalog import format_of

        data = self.to_bytes(format or format_of(path))
        with open(path, "wb") as file:
            file.write(data)


def read(
    source: str | bytes | os.PathLike[str],
    format: str | None = None,
    lenient: bool = False,
    *,
    overvote: Literal["refuse", "exhaust", "skip", "equal"] = "refuse",
    skipped_rank: Literal["skip", "refuse", "exhaust-at-two"] = "skip",
    repeated_rank: Literal["first", "refuse"] = "first",
    table: TableKind = "auto",
    columns: Mapping[str, str | Sequence[str]] | None = None,
) -> Voices:
    """Read voices from a file, or from a text that holds several lines.

    Parameters
    ----------
    source : path, str or bytes
        A path; or the text itself, when it is bytes or a string with a line end in it.
    format : str, optional
        Id of a format (`comitia.formats`); else extension and first lines decide.
    lenient : bool
        Leave out or mend what is wrong, and list it in ``notes``, instead of refusing.
    overvote, skipped_rank, repeated_rank : str
        What happens to ranked ballots with several options at a rank, with a gap, or with a repeated option.
    table : str
        CSV, Parquet and JSON lines: what a row is; see `from_table`.
    columns : mapping, optional
        The same: roles of columns with their names, such as ``{"voter": "who", "options": ["Ann", "Bob"]}``.

    Returns
    -------
    Voices

    Raises
    ------
    InvalidVoices
        With the place of each problem in ``problems``.
    FileNotFoundError
        When there is no such file.

    Examples
    --------
    >>> import comitia as co
    >>> voices = co.read("A > B > C * 3\\nB > A * 2\\n", format="cef")
    >>> voices.n, voices.kind, voices.options
    (5, 'ranked', ['A', 'B', 'C'])
    """
    options: dict[str, Any] = {"lenient": bool(lenient), "overvote": overvote, "skipped_rank": skipped_rank,
               "repeated_rank": repeated_rank, "columns": {"table": table, **(columns or {})}}
    if library := os.environ.get("COMITIA_DUCKDB") or _tables.duckdb_library():
        options["duckdb"] = library
    if isinstance(source, bytes) or (isinstance(source, str) and "\n" in source):
        return Voices._of(_engine.read_text(source, "text", format or "", options))
    return Voices._of(_engine.read_file(os.fspath(source), format or "", options))


def approval(
    ballots: Any,
    options: Sequence[Label] | None = None,
    *,
    names: Sequence[str] | None = None,
    ids: Sequence[Label] | None = None,
    counts: Sequence[int] | None = None,
    weights: Sequence[Number] | None = None,
    costs: Sequence[Number] | Mapping[Label, Number] | None = None,
    budget: Number | None = None,
    seats: int | None = None,
    title: str = "",
) -> Voices:
    """Voices from approval ballots.

    Parameters
    ----------
    ballots : sequence of collections, mapping, or (r, m) matrix of 0 and 1
        For each voice the options that it approves of; or a mapping from voice ids to that; or any object with the
        buffer protocol, read in place; or a data frame.
    options : sequence of str, optional
        Ids of the options (m); else all that are named, in ascending order, or 1 to m for a matrix.
    names : sequence of str, optional
        Names of the options for people (m).
    ids : sequence of str, optional
        Ids of the voices (r).
    counts : sequence of int, optional
        Voters that speak with each voice (r), 1 or more.
    weights : sequence of numbers, optional
        Weight of each of these voters (r), positive. Floats are taken as the decimals that Python shows.
    costs, budget : numbers, optional
        Cost of each option (m), and the money to spend.
    seats : int, optional
        Seats to fill, for rules that are not told.
    title : str

    Returns
    -------
    Voices

    Raises
    ------
    InvalidVoices
        When a ballot names an option twice or one that is not there, and so on.

    Examples
    --------
    >>> import comitia as co
    >>> co.voices.approval([["a", "b"], ["b"], []], seats=1)
    <Voices: approval, 3 voters, 2 options>
    >>> co.voices.approval({"anna": {"a"}, "berta": {"a", "b"}}).ids
    ['anna', 'berta']
    """
    table = _table("approval", ballots, options, names, ids, counts, weights, costs, budget, seats, title)
    if table is not None:
        return table
    election = _Election(names, ids, counts, weights, costs, budget, seats, title)
    if _is_matrix(ballots):
        columns = _columns(ballots)
        labels = [str(i + 1) for i in range(columns)] if options is None else [str(option) for option in options]
        return Voices._of(_engine.build_matrix(election.fields(labels, options), ballots), _kind_of(ballots))
    rows = [ballot if type(ballot) in _LISTS else _collection(ballot, row)
            for row, ballot in enumerate(election.rows(ballots))]
    return _build("approval", election, rows, options)


def ranked(
    ballots: Any,
    options: Sequence[Label] | None = None,
    *,
    names: Sequence[str] | None = None,
    ids: Sequence[Label] | None = None,
    counts: Sequence[int] | None = None,
    weights: Sequence[Number] | None = None,
    seats: int | None = None,
    title: str = "",
) -> Voices:
    """Voices from rankings.

    Parameters
    ----------
    ballots : sequence of rankings, or mapping
        Each ranking lists options, best first, where a list, tuple or set stands for options that are equal; or it is
        a mapping from options to ranks, 1 the best. Options that are not named are below all others.
    options, names, ids, counts, weights, seats, title
        As in `approval`.

    Returns
    -------
    Voices

    Raises
    ------
    InvalidVoices
        When a ballot names an option twice or one that is not there, and so on.

    Examples
    --------
    >>> import comitia as co
    >>> voices = co.voices.ranked([["a", "b", "c"], ["b", ["a", "c"]], {"c": 1, "a": 2}], counts=[3, 2, 1])
    >>> voices.n, voices.ballots[1]
    (6, [['b'], ['a', 'c']])
    """
    table = _table("ranked", ballots, options, names, ids, counts, weights, seats, title)
    if table is not None:
        return table
    election = _Election(names, ids, counts, weights, None, None, seats, title)
    rows = [ballot if type(ballot) in _LISTS else _groups(ballot, row)
            for row, ballot in enumerate(election.rows(ballots))]
    return _build("ranked", election, rows, options)


def scored(
    ballots: Any,
    options: Sequence[Label] | None = None,
    *,
    names: Sequence[str] | None = None,
    ids: Sequence[Label] | None = None,
    counts: Sequence[int] | None = None,
    weights: Sequence[Number] | None = None,
    costs: Sequence[Number] | Mapping[Label, Number] | None = None,
    budget: Number | None = None,
    seats: int | None = None,
    title: str = "",
) -> Voices:
    """Voices from points.

    Parameters
    ----------
    ballots : sequence of mappings, or of sequences (m)
        Each maps options to points, or lists points in the order of the options, None for no score.
    options, names, ids, counts, weights, costs, budget, seats, title
        As in `approval`.

    Returns
    -------
    Voices

    Raises
    ------
    InvalidVoices
        When a score is not a number, a ballot names an option that is not there, and so on.

    Examples
    --------
    >>> import comitia as co
    >>> voices = co.voices.scored([{"a": 5, "b": 2.5}, {"b": 4}])
    >>> [{option: float(score) for option, score in ballot.items()} for ballot in voices.ballots]
    [{'a': 5.0, 'b': 2.5}, {'b': 4.0}]
    """
    table = _table("scored", ballots, options, names, ids, counts, weights, seats, title)
    if table is not None:
        return table
    election = _Election(names, ids, counts, weights, costs, budget, seats, title)
    rows: list[list[tuple[Label, Any]]] = []
    width = 0
    for row, ballot in enumerate(election.rows(ballots)):
        if isinstance(ballot, Mapping):
            rows.append(list(ballot.items()))
            continue
        points = list(ballot)
        if options is None:
            width = max(width, len(points))
        elif len(points) != len(options):
            raise _invalid("count-mismatch", f"ballot {row + 1} has {len(points)} scores for {len(options)} options")
        labels_here = options if options is not None else [str(i + 1) for i in range(len(points))]
        rows.append(list(zip(labels_here, points, strict=True)))
    if width and options is None:
        options = [str(i + 1) for i in range(width)]
    exact = [
        [(option, score if type(score) is int else None if score is None or score != score else _exact(score))
         for option, score in ballot]
        for ballot in rows
    ]
    return _build("scored", election, exact, options)


def from_table(
    table: Any,
    kind: TableKind = "auto",
    *,
    voter: str | None = None,
    option: str | None = None,
    approved: str | None = None,
    rank: str | None = None,
    score: str | None = None,
    count: str | None = None,
    weight: str | None = None,
    options: Sequence[Label] | None = None,
    separator: str | None = None,
    lenient: bool = False,
) -> Voices:
    """Voices from a data frame: pandas, Polars, pyarrow, or whatever hands out Arrow columns, read where they are.

    Parameters
    ----------
    table : object with ``__arrow_c_stream__`` or ``__arrow_c_array__``
    kind : str
        What a row is. ``"approvals"``, ``"ranks"``, ``"scores"``: a voice, with a column per option that holds a mark,
        a rank (1 is best) or a score. ``"approval-lists"``: a voice, with a list of options. ``"rankings"``: a voice,
        with columns rank1, rank2, ... that name options. ``"approval-rows"``, ``"ranking-rows"``, ``"score-rows"``: a
        voter and an option. ``"auto"``: as names and types of the columns and the first cells suggest.
    voter, option, approved, rank, score, count, weight : str, optional
        Name of the column with the voters' ids, the options, the lists, the ranks, the scores, the number of equal
        ballots, the weights; else the usual names.
    options : sequence of str, optional
        Columns that are options, in their order; else all that have no other role.
    separator : str, optional
        What stands between the options of a list that is text; a comma unless given.
    lenient : bool
        Leave out rows that are wrong, and list them in ``notes``, instead of refusing.

    Returns
    -------
    Voices

    Raises
    ------
    InvalidVoices
        With column and row of each problem in ``problems``.
    """
    if not _tables.is_table(table):
        raise TypeError("a table has __arrow_c_stream__ or __arrow_c_array__: pandas, Polars and pyarrow have")
    wanted = {"table": kind, "voter": voter, "option": option, "approved": approved, "rank": rank, "score": score,
              "count": count, "weight": weight, "options": options, "separator": separator}
    return Voices._of(_tables.read(table, "", wanted, lenient), frames.kind_of(table))


def _table(kind: str, ballots: Any, options: Sequence[Label] | None, *beside: Any) -> Voices | None:
    """Voices from a data frame with the columns that are usual for ballots of a kind; None when this is no table."""
    if isinstance(ballots, (list, tuple, dict)) or not _tables.is_table(ballots):
        return None
    if any(value is not None and value != "" for value in beside):
        raise TypeError("a table has ids, counts and weights in columns: leave them out here, or name the columns with "
                        "comitia.voices.from_table(...)")
    return Voices._of(_tables.read(ballots, kind, {"options": options}), frames.kind_of(ballots))


class _Election:
    """What stands beside the ballots, as the engine wants it."""

    def __init__(
        self, names: Sequence[str] | None, ids: Sequence[Label] | None, counts: Sequence[int] | None,
        weights: Sequence[Number] | None, costs: Sequence[Number] | Mapping[Label, Number] | None,
        budget: Number | None, seats: int | None, title: str,
    ) -> None:
        self._given: dict[str, Any] = {
            "names": None if names is None else [str(name) for name in names],
            "ids": None if ids is None else [str(each) for each in ids],
            "counts": None if counts is None else [int(count) for count in counts],
            "weights": None if weights is None else [_exact(weight) for weight in weights],
            "budget": None if budget is None else _exact(budget),
            "seats": seats,
            "title": title,
        }
        self._costs = costs

    def rows(self, ballots: Any) -> Iterable[Any]:
        """The ballots; the keys of a mapping are the ids of the voices."""
        if not isinstance(ballots, Mapping):
            return ballots  # type: ignore[no-any-return]
        if self._given["ids"] is not None:
            raise TypeError("the keys of a mapping are the ids of the voices: leave out ids=")
        self._given["ids"] = [str(key) for key in ballots]
        return ballots.values()

    def fields(self, labels: list[str], options: Sequence[Label] | None) -> dict[str, Any]:
        """The arguments of the engine's builder."""
        fields = {name: value for name, value in self._given.items() if value is not None}
        fields["options"] = labels
        costs = self._costs
        if isinstance(costs, Mapping):
            by_label = {str(option): cost for option, cost in costs.items()}
            missing = [label for label in labels if label not in by_label]
            if missing:
                raise _invalid("cost", f"option {missing[0]} has no cost")
            costs = [by_label[label] for label in labels]
        if costs is not None:
            fields["costs"] = [_exact(cost) for cost in costs]
        return fields


def _exact(number: Number) -> str:
    """A number as the engine reads it. Floats are the decimals that Python shows, so that 0.1 means one tenth."""
    if isinstance(number, bool):
        return str(int(number))
    if hasattr(number, "item"):
        number = number.item()
    return str(number)


def _invalid(code: str, text: str, hint: str = "") -> InvalidVoices:
    return InvalidVoices([Problem(code, text, hint)])


_LISTS = (list, tuple)


def _collection(ballot: Any, row: int) -> list[Label]:
    if isinstance(ballot, (str, bytes)):
        raise TypeError(f"ballot {row + 1} is text; an approval ballot is a collection of options")
    if isinstance(ballot, Mapping):
        return [option for option, approved in ballot.items() if approved]
    if isinstance(ballot, (set, frozenset)):
        return sorted(ballot, key=str)
    return list(ballot)


def _groups(ballot: Any, row: int) -> list[Any]:
    if isinstance(ballot, (str, bytes)):
        raise TypeError(f"ballot {row + 1} is text; a ranking is a sequence of options")
    if isinstance(ballot, Mapping):
        ranks: dict[Any, list[Label]] = {}
        for option, rank in ballot.items():
            ranks.setdefault(rank, []).append(option)
        return [ranks[rank] for rank in sorted(ranks)]
    if isinstance(ballot, (set, frozenset)):
        raise TypeError(f"ballot {row + 1} is a set, which has no order")
    return list(ballot)


def _build(kind: str, election: _Election, rows: list[Any], options: Sequence[Label] | None) -> Voices:
    """Voices from ballots that are lists or tuples: of options, of options and groups, of pairs of option and score."""
    mentions = _engine.Mentions(kind, rows)
    mentioned: list[Label] = mentions.labels
    if options is None:
        whole = all(isinstance(option, int) for option in mentioned)
        labels = [str(option) for option in (sorted(mentioned) if whole else sorted(mentioned, key=str))]
    else:
        labels = [str(option) for option in options]
    index = {label: position for position, label in enumerate(labels)}
    positions = [index.get(str(option)) for option in mentioned]
    if None in positions:
        unknown = positions.index(None)
        raise _invalid("unknown-option", f"ballot {mentions.first_ballots[unknown] + 1} names {mentioned[unknown]!r}, "
                       "which is none of the options", "add it to options=, or leave options= out")
    return Voices._of(_engine.build(election.fields(labels, options), mentions, positions))


def _is_matrix(ballots: Any) -> bool:
    if isinstance(ballots, (list, tuple, Mapping, str, bytes)):
        return False
    if getattr(ballots, "ndim", None) == 2:
        return True
    try:
        return memoryview(ballots).ndim == 2
    except TypeError:
        return False


def _columns(matrix: Any) -> int:
    shape: tuple[int, ...] = matrix.shape if hasattr(matrix, "shape") else memoryview(matrix).shape or ()
    return int(shape[1])


def _kind_of(matrix: Any) -> frames.Kind | None:
    return "numpy" if type(matrix).__module__.startswith("numpy") else None


def _plain(ballot: Any) -> Any:
    return {option: float(score) for option, score in ballot.items()} if isinstance(ballot, dict) else ballot


def _tell(losses: Sequence[str]) -> None:
    if losses:
        import warnings

        for loss in losses:
            warnings.warn(loss, stacklevel=3)


def _restored(state: dict[str, Any], frame: frames.Kind | None) -> Voices:
    return Voices._of(_engine.from_state(state), frame)
