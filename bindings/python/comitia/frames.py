# SPDX-FileCopyrightText: 2026 The Comitia authors
# SPDX-License-Identifier: Apache-2.0
"""Tables for people and for data frame libraries. None of these is imported before a table of its kind is wanted."""
from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Literal, TypeAlias

Kind: TypeAlias = Literal["pandas", "polars", "arrow", "numpy", "records"]

_MODULES: dict[str, str] = {"pandas": "pandas", "polars": "polars", "arrow": "pyarrow"}


def frame(columns: dict[str, list[Any]], kind: Kind | None = None) -> Any:
    """Columns of equal length as a table.

    Parameters
    ----------
    columns : dict of str to list
    kind : {"pandas", "polars", "arrow", "numpy", "records"}, optional
        Else the first of pandas, Polars and Arrow that is installed, else ``"records"``, a list of dicts.
    """
    kind = kind or _installed()
    if kind == "pandas":
        import pandas

        return pandas.DataFrame(columns)
    if kind == "polars":
        import polars

        return polars.DataFrame(columns, strict=False)
    if kind == "arrow":
        import pyarrow  # type: ignore[import-untyped, unused-ignore]

        return pyarrow.table(columns)
    if kind == "numpy":
        return _structured(columns)
    if kind == "records":
        names = list(columns)
        return [dict(zip(names, row, strict=True)) for row in zip(*columns.values(), strict=True)]
    raise ValueError(f'there is no table of kind {kind!r}: "pandas", "polars", "arrow", "numpy" or "records"')


def kind_of(table: Any) -> Kind | None:
    """The kind of a table that came in, by the module of its class."""
    root = type(table).__module__.partition(".")[0]
    kinds: dict[str, Kind] = {"pandas": "pandas", "polars": "polars", "pyarrow": "arrow", "numpy": "numpy"}
    return kinds.get(root)


def html_table(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A table as HTML, every cell escaped."""
    from html import escape

    head = "".join(f"<th>{escape(title)}</th>" for title in header)
    body = "".join("<tr>" + "".join(f"<td>{escape(str(cell))}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _installed() -> Kind:
    import sys
    from importlib.util import find_spec

    kinds: tuple[Kind, ...] = ("pandas", "polars", "arrow")
    # A library that the caller has loaded is what the caller works with.
    for kind in kinds:
        if _MODULES[kind] in sys.modules:
            return kind
    for kind in kinds:
        if find_spec(_MODULES[kind]) is not None:
            return kind
    return "records"


def _structured(columns: dict[str, list[Any]]) -> Any:
    import numpy

    arrays: dict[str, Any] = {}
    for name, values in columns.items():
        if values and all(isinstance(value, (str, int, float)) for value in values):
            arrays[name] = numpy.asarray(values)
        else:  # lists, or with gaps
            arrays[name] = numpy.empty(len(values), dtype=object)
            arrays[name][:] = values
    table = numpy.empty(len(next(iter(columns.values()))), dtype=[(name, a.dtype) for name, a in arrays.items()])
    for name, array in arrays.items():
        table[name] = array
    return table
