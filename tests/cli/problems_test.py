#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Comitia authors
# SPDX-License-Identifier: Apache-2.0
"""Every problem code that the program can end with, by a call that produces it. What files can get wrong is taken from
the bad samples of all formats: each must be refused with code and place, by each command in its own way."""
import json
import pathlib
import re
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from program import SOURCE, ProgramTest, main  # noqa: E402

BAD = sorted(path for path in SOURCE.glob("tests/data/*/bad/*") if path.is_file())
PABULIB = "META\nkey;value\ndescription;d\ncountry;c\nunit;u\ninstance;i\nnum_projects;{projects}\nnum_votes;{votes}\n" \
          "budget;{budget}\nvote_type;{kind}\nrule;greedy\ndate_begin;{date}\ndate_end;01.02.2024\n{more}PROJECTS\n" \
          "project_id;cost\n{rows}VOTES\nvoter_id;vote{column}\n{ballots}"


def pabulib(**changed):
    parts = {"projects": 2, "votes": 1, "budget": 10, "kind": "approval", "date": "01.01.2024", "more": "",
             "rows": "1;5\n2;6\n", "column": "", "ballots": "7;1,2\n"}
    return PABULIB.format(**{**parts, **changed})


# code: (name, text) of a file that `describe` refuses with it. Codes that bad samples cover need no line here.
FILES = {
    "count-mismatch": ("a.pb", pabulib(votes=3)),
    "cost": ("a.pb", pabulib(rows="1;0\n2;6\n")),
    "budget": ("a.pb", pabulib(budget=-1)),
    "date": ("a.pb", pabulib(date="soon")),
    "ballot-limits": ("a.pb", pabulib(more="max_length;1\n")),
    "points": ("a.pb", pabulib(kind="scoring", column=";points", ballots="7;1,2;3\n")),
    "section": ("a.pb", "META\nkey;value\nbudget;10\nvote_type;approval\nVOTES\nvoter_id;vote\n7;1\n"),
    "column": ("a.pb", pabulib(ballots="7;1,2;3;4\n")),
    "duplicate-id": ("a.pb", pabulib(rows="1;5\n1;6\n")),
    "unknown-option": ("a.pb", pabulib(ballots="7;1,9\n")),
    "duplicate-option": ("a.pb", pabulib(ballots="7;1,1\n")),
    "vote-type": ("a.pb", pabulib(kind="shouting")),
    "format": ("notes.txt", "nothing that anybody could decide\n"),
    "empty": ("a.abif", ""),
    "encoding": ("a.abif", "\x00"),
    "skipped-rank": ("a.csv", "rank1,rank2,rank3\nAnn,,Bob\nBob,Ann,\n", "--skipped-rank", "refuse"),
    "repeated-rank": ("a.csv", "rank1,rank2,rank3\nAnn,Bob,Ann\nBob,Ann,\n", "--repeated-rank", "refuse"),
}


class Problems(ProgramTest):
    def produced_by_files(self):
        for code, (name, text, *words) in FILES.items():
            with self.subTest(code=code):
                self.write(name, text)
                error = self.bad(3, "describe", name, *words)
                self.assertRegex(error, rf"(?m)^{re.escape(name)}:\d+:\d+: {code}: .+")
                yield code
        # Worth knowing, but no reason to refuse a file.
        self.write("a.pb", pabulib(more="weather;rain\n"))
        found = json.loads(self.good("validate", "a.pb", "--json"))
        yield from (note["code"] for note in found["notes"])

    def produced_by_samples(self):
        """The bad samples of all formats, all of them listed by one call."""
        answer = self.call("validate", "--json", *BAD)
        self.assertEqual(answer.returncode, 1, answer.stderr)
        found = [json.loads(line) for line in answer.stdout.splitlines()]
        self.assertEqual([finding["source"] for finding in found], [str(path) for path in BAD])
        for finding in found:
            with self.subTest(sample=finding["source"]):
                self.assertFalse(finding["valid"])
                self.assertGreaterEqual(finding["total"], 1)
                yield from (problem["code"] for problem in finding["problems"])

    def produced_by_rules_and_faces(self):
        self.write("not-a-decision.json", '{"format":"decision/1"}')
        for code, exit_code, words in (
                ("seats", 4, ["elect", "decide", "council.abif"]),
                ("tie", 4, ["elect", "decide", "tie.abif", "--ties", "refuse"]),
                ("option-range", 2, ["elect", "decide", "council.abif", "--seats", "0"]),
                ("vote-type", 3, ["elect", "decide", "council.abif", "--rule", "borda"]),
                ("unknown-option", 3, ["elect", "explain", "council.abif", "--seats", "3", "--option", "Zoe"]),
                ("usage", 2, ["elect", "decide"]),
                ("file", 6, ["describe", "no-such-file"]),
                ("document", 3, ["elect", "explain", "not-a-decision.json"])):
            with self.subTest(code=code):
                self.assertRegex(self.bad(exit_code, *words), rf"(?m)^(comitia: |[\w.-]+: ){code}: .+")
                yield code

    def test_every_code_is_produced(self):
        produced = {*self.produced_by_files(), *self.produced_by_samples(), *self.produced_by_rules_and_faces()}
        produced |= {"time-limit", "memory-limit", "interrupted"}  # exit_codes_test.py
        known = {problem["code"] for problem in json.loads(self.good("methods", "problems", "--json"))}
        self.assertEqual(produced - known, set())
        self.assertEqual(known - produced, set(), "no call of this test produces these codes")

    def test_bad_voices_end_other_commands_with_nothing_written(self):
        for path in BAD[::9]:  # one in nine: the reader is the same
            with self.subTest(sample=str(path)):
                answer = self.call("convert", path, "--to", "abif", "-o", "out.abif")
                self.assertIn(answer.returncode, (3, 5), answer.stdout)
                self.assertEqual(answer.stdout, "")
                self.assertRegex(answer.stderr, rf"(?m)^{re.escape(str(path))}:(\d+:\d+:)? [a-z-]+: .+")
                self.assertNotIn("out.abif", self.names())


if __name__ == "__main__":
    main()
