#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Comitia authors
# SPDX-License-Identifier: Apache-2.0
"""Tables on the command line: spreadsheets by our own reader, Parquet and JSON lines through DuckDB's library."""
import json
import os
import pathlib
import unittest

import program

LIBRARY = os.environ.get("COMITIA_DUCKDB") or str(program.SOURCE / ".venv/lib/libduckdb.so")
ROWS = [{"voter": "a", "option": "Ann"}, {"voter": "b", "option": "Bob"}, {"voter": "a", "option": "Bob"}]


def with_duckdb():
    return program.environment(COMITIA_DUCKDB=LIBRARY)


class Spreadsheets(program.ProgramTest):
    def test_marks_are_decided(self):
        self.write("a.csv", "name,Ann,Bob\nx,1,0\ny,1,1\n")
        found = json.loads(self.good("elect", "decide", "a.csv", "--rule", "elect/av", "--seats", "1", "--json"))
        self.assertEqual(found["outcome"]["committees"], [["Ann"]])

    def test_roles_and_kinds_are_said_by_flags(self):
        self.write("a.csv", "who,times,Ann,Bob,age\nx,2,3,1,50\ny,1,1,2,60\n")
        found = json.loads(self.good("describe", "a.csv", "--table", "ranks", "--json", "--columns",
                                     "voter=who,count=times,options=Ann,options=Bob"))
        self.assertEqual((found["kind"], found["voters"], found["options"]), ("ranked", 3, 2))

    def test_standard_input_is_a_spreadsheet_when_the_kind_is_said(self):
        found = json.loads(self.good("describe", "-", "--table", "approvals", "--json", stdin="Ann,Bob\n1,0\n"))
        self.assertEqual((found["kind"], found["voices"]), ("approval", 1))

    def test_a_role_that_does_not_exist_is_refused(self):
        self.write("a.csv", "Ann\n1\n")
        said = self.bad(2, "describe", "a.csv", "--columns", "colour=Ann")
        self.assertIn("usage: --columns cannot be \"colour=Ann\"", said)

    def test_a_wrong_cell_has_its_place(self):
        self.write("a.csv", "name,Ann,Bob\nx,1,0\ny,1,perhaps\n")
        said = self.bad(3, "describe", "a.csv", "--table", "approvals")
        self.assertTrue(said.startswith("a.csv:3:5: points: "), said)


class WithoutTheLibrary(program.ProgramTest):
    def test_the_hint_says_what_to_do(self):
        self.write("a.jsonl", json.dumps(ROWS[0]) + "\n")
        if pathlib.Path(program.SOURCE / ".venv/lib/libduckdb.so").exists():
            self.skipTest("the library is where the program looks for it")
        said = self.bad(6, "describe", "a.jsonl")
        self.assertIn("COMITIA_DUCKDB", said)

    def test_a_library_of_another_kind_is_refused(self):
        self.write("a.jsonl", json.dumps(ROWS[0]) + "\n")
        said = self.bad(6, "describe", "a.jsonl", env=program.environment(COMITIA_DUCKDB="libm.so.6"))
        self.assertIn("the DuckDB library libm.so.6 has no function duckdb_library_version", said)


@unittest.skipUnless(pathlib.Path(LIBRARY).exists(), f"no DuckDB library at {LIBRARY}: tools/setup test installs it")
class ThroughDuckDb(program.ProgramTest):
    def lines(self, name, rows):
        (self.folder / name).parent.mkdir(parents=True, exist_ok=True)
        self.write(name, "".join(json.dumps(row) + "\n" for row in rows))

    def describe(self, *words):
        return json.loads(self.good("describe", *words, "--json", env=with_duckdb()))

    def test_json_lines(self):
        self.lines("a.jsonl", ROWS)
        found = self.describe("a.jsonl")
        self.assertEqual((found["format"], found["kind"], found["voices"]), ("table", "approval", 2))

    def test_the_same_rows_have_the_same_digest_in_every_format(self):
        self.lines("a.jsonl", ROWS)
        self.write("a.csv", "voter,option\na,Ann\nb,Bob\na,Bob\n")
        self.assertEqual(self.describe("a.jsonl")["digest"], self.describe("a.csv")["digest"])
        try:
            import pyarrow
            import pyarrow.parquet
        except ImportError:
            self.skipTest("pyarrow is not there to write Parquet")
        pyarrow.parquet.write_table(pyarrow.Table.from_pylist(ROWS), self.folder / "a.parquet")
        self.assertEqual(self.describe("a.parquet")["digest"], self.describe("a.csv")["digest"])

    def test_a_folder_and_a_pattern_are_their_files_in_order(self):
        self.lines("votes/part=1/b.jsonl", ROWS[:1])
        self.lines("votes/part=2/a.jsonl", ROWS[1:])
        self.lines("all.jsonl", ROWS)
        whole = self.describe("all.jsonl")["digest"]
        self.assertEqual(self.describe("votes")["digest"], whole)
        self.assertEqual(self.describe("votes/*/*.jsonl")["digest"], whole)

    def test_a_pattern_without_files_is_said(self):
        self.assertIn("none/*.parquet: file: cannot be read", self.bad(6, "describe", "none/*.parquet", env=with_duckdb()))

    def test_files_of_different_tables_are_not_joined(self):
        self.lines("v/a.jsonl", ROWS)
        self.lines("v/b.jsonl", [{"voter": "c", "rank": 1}])
        self.assertIn("differ from those of v/a.jsonl", self.bad(6, "describe", "v", env=with_duckdb()))

    def test_a_wrong_cell_has_its_column_and_row(self):
        self.lines("a.jsonl", [{"voter": "a", "option": "Ann", "score": "3"}, {"voter": "a", "option": "Bob", "score": "x"}])
        said = self.bad(3, "describe", "a.jsonl", env=with_duckdb())
        self.assertIn("a.jsonl: number: column 'score', row 2: 'x' is not a number", said)

    def test_a_broken_file_is_refused_in_one_line(self):
        self.write("a.parquet", "this is no parquet")
        said = self.bad(6, "describe", "a.parquet", env=with_duckdb())
        self.assertIn("a.parquet: file: the table cannot be read: a.parquet: ", said)
        self.assertEqual(len(said.strip().splitlines()), 1, said)

    def test_a_decision_on_such_a_file_is_verified(self):
        self.lines("a.jsonl", ROWS)
        self.good("elect", "decide", "a.jsonl", "--rule", "elect/av", "--seats", "1", "-o", "d.json", env=with_duckdb())
        self.good("verify", "d.json", "--voices", "a.jsonl", env=with_duckdb())


if __name__ == "__main__":
    program.main()
