# SPDX-FileCopyrightText: 2026 The Comitia authors
# SPDX-License-Identifier: Apache-2.0
"""Data frames by the Arrow PyCapsule interface: pandas, Polars, pyarrow, DuckDB and whoever else speaks it."""
from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from typing import Any

from . import _engine


def is_table(value: Any) -> bool:
    """Whether an object hands out Arrow columns."""
    return hasattr(value, "__arrow_c_stream__") or hasattr(value, "__arrow_c_array__")


def read(table: Any, kind: str, wanted: Mapping[str, Any], lenient: bool = False) -> Any:
    """The engine's voices from a table whose columns are read where they are.

    ``kind`` says which ballots are wanted ("approval", "ranked", "scored", or "" for those that the table suggests);
    ``wanted`` holds those options of the engine's tables that were given.
    """
    options = {name: value for name, value in wanted.items() if value is not None}
    if "options" in options:
        options["options"] = [str(option) for option in options["options"]]
    if hasattr(table, "__arrow_c_stream__"):
        return _engine.from_stream(table.__arrow_c_stream__(), options, kind, lenient)
    schema, array = table.__arrow_c_array__()
    return _engine.from_array(schema, array, options, kind, lenient)


def duckdb_library() -> str | None:
    """DuckDB's library where tools/setup puts it; the engine itself tries the places of the system."""
    path = os.path.join(sys.prefix, "lib", "libduckdb.so")
    return path if os.path.exists(path) else None
