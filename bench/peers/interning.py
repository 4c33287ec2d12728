#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Comitia authors
# SPDX-License-Identifier: Apache-2.0
"""Names to numbers, 10 million rows: Comitia's interner beside pandas.factorize, pyarrow's dictionary_encode and DuckDB.

All get the same column and one thread. pandas and pyarrow number names by their first appearance, as we do, so the numbers
must be the same; DuckDB has no such function: it makes an ENUM of the distinct names and casts the column to its codes, whose
equality up to renaming is checked. pandas gets its usual column of Python strings and, in a row of its own, one that is
backed by Arrow. Ours runs in a process of its own over the bytes as Arrow lays them out and measures its own call. All times are
of the CPU, so that other programs on the machine count for little.

usage: bench/peers/interning.py [--program build/release/bench/bench_interner] [--rows 10000000] [--pairs 15] [--write]
"""
import argparse
import pathlib
import subprocess
import tempfile
import time

import duckdb
import numpy
import pandas
import pyarrow

from runner import PAIRS, ROOT, Answer, commit, compare, ratio, show, table, write


class Ours:
    def __init__(self, program, folder, column):
        _, offsets, data = column.buffers()
        (folder / "offsets").write_bytes(memoryview(offsets)[: 4 * (len(column) + 1)])
        (folder / "bytes").write_bytes(memoryview(data)[: numpy.frombuffer(offsets, numpy.int32)[len(column)]])
        self.process = subprocess.Popen([program, "--serve", str(folder / "offsets"), str(folder / "bytes")], text=True,
                                        stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def __call__(self):
        self.process.stdin.write("\n")
        self.process.stdin.flush()
        seconds, distinct, path = self.process.stdout.readline().split()
        self.ids = numpy.fromfile(path, numpy.uint32)
        return Answer(float(seconds), (int(distinct), True))

    def close(self):
        self.process.stdin.close()
        self.process.wait()


def peers(column):
    """Name of each peer, and its call, which gives the number of distinct names and the codes."""
    frame = pandas.Series(column.to_pandas().astype(object))
    backed = pandas.Series(column, dtype=pandas.ArrowDtype(pyarrow.string()))
    connection = duckdb.connect()
    connection.execute("SET threads = 1")
    connection.register("names", pyarrow.table({"name": column}))
    connection.execute("CREATE TABLE held AS SELECT name FROM names")

    def by_pandas(series):
        codes, values = pandas.factorize(series)
        return len(values), codes

    def by_pyarrow():
        encoded = column.dictionary_encode()
        return len(encoded.dictionary), encoded.indices

    def by_duckdb():
        connection.execute("DROP TYPE IF EXISTS labels")
        connection.execute("CREATE TYPE labels AS ENUM (SELECT DISTINCT name FROM held)")
        codes = connection.execute("SELECT enum_code(name::labels) AS code FROM held").fetchnumpy()["code"]
        return int(codes.max()) + 1, codes

    return {"pandas.factorize, Python strings": lambda: by_pandas(frame), "pandas.factorize, Arrow strings": lambda: by_pandas(backed),
            "pyarrow dictionary_encode": by_pyarrow, "DuckDB ENUM": by_duckdb}


def same_numbers(ours, theirs, ordered):
    codes = numpy.asarray(theirs, dtype=numpy.uint32)
    if ordered:
        return bool((codes == ours).all())
    named = numpy.zeros(int(codes.max()) + 1, dtype=numpy.uint32)  # a renaming: each code has one number of ours
    named[codes] = ours
    return bool((named[codes] == ours).all())


def measure(program, rows, distinct, prefix, pairs):
    draw = numpy.random.default_rng(7)
    names = pyarrow.array([f"{prefix}{i}" for i in range(distinct)], pyarrow.string())
    column = names.take(pyarrow.array(draw.integers(0, distinct, rows)))
    with tempfile.TemporaryDirectory() as folder:
        ours = Ours(program, pathlib.Path(folder), column)
        ours()
        for peer, call in peers(column).items():
            def theirs():
                began = time.process_time()
                count, codes = call()
                return Answer(time.process_time() - began, (count, same_numbers(ours.ids, codes, "DuckDB" not in peer)))
            found = compare(f"{distinct:,} names '{prefix}…', {peer}", ours, theirs, pairs)
            yield [f"{rows:,}, {distinct:,} distinct, `{prefix}…`", peer, show(found.own_seconds), show(found.peer_seconds), ratio(found),
                   str(found.pairs)]
        ours.close()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", default=str(ROOT / "build/release/bench/bench_interner"))
    parser.add_argument("--rows", type=int, default=10_000_000)
    parser.add_argument("--pairs", type=int, default=PAIRS)
    parser.add_argument("--write", action="store_true", help="put the table into bench/README.md")
    given = parser.parse_args()
    pyarrow.set_cpu_count(1)
    rows = []
    for distinct, prefix in ((1_000, "m"), (1_000_000, "m"), (1_000_000, "voter-number-")):
        rows += measure(given.program, given.rows, distinct, prefix, given.pairs)
    text = (f"comitia {commit()}, pandas {pandas.__version__}, pyarrow {pyarrow.__version__}, DuckDB {duckdb.__version__}; one thread each, CPU time; "
            "the ratio is peer / comitia.\n\n" +
            table(["rows", "peer", "comitia", "peer's time", "ratio, median [95 %]", "pairs"], rows))
    print(text)
    if given.write:
        write("interning", text)


if __name__ == "__main__":
    main()
