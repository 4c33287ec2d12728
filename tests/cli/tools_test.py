#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Comitia authors
# SPDX-License-Identifier: Apache-2.0
"""validate, describe, convert, verify, report, methods, doctor, version."""
import csv
import hashlib
import io
import json
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from program import ProgramTest, environment, main  # noqa: E402


class Tools(ProgramTest):
    def test_validate(self):
        self.assertIn("✓ council.abif: abif, approval voices, 10 voters, 5 options", self.good("validate", "council.abif"))
        answer = self.call("validate", "council.abif", "broken.abif")
        self.assertEqual(answer.returncode, 1)
        self.assertRegex(answer.stdout, r"(?m)^broken\.abif:\d+:\d+: [a-z-]+: ")
        self.assertRegex(answer.stdout, r"(?m)^✗ broken\.abif: \d+ problems?$")
        self.assertEqual(answer.stderr, "")
        found = json.loads(self.call("validate", "broken.abif", "--json").stdout)
        self.assertEqual((found["source"], found["valid"]), ("broken.abif", False))
        self.assertEqual(found["total"], len(found["problems"]))
        self.assertIn("line", found["problems"][0])
        rows = list(csv.DictReader(io.StringIO(self.call("validate", "broken.abif", "--format", "csv").stdout)))
        self.assertEqual(rows[0]["line"], str(found["problems"][0]["line"]))
        self.bad(6, "validate", "no-such-file.abif")

    def test_lenient_leaves_out_what_cannot_be_read_and_says_so(self):
        text = (self.folder / "city.pb").read_text(encoding="utf-8")
        self.write("twice.pb", text.replace("c;2,3", "c;2,2"))
        self.bad(3, "describe", "twice.pb")
        answer = self.call("describe", "twice.pb", "--lenient", "--json")
        self.assertEqual(answer.returncode, 0, answer.stderr)
        self.assertEqual((json.loads(answer.stdout)["voters"], json.loads(answer.stdout)["dropped"]), (3, 1))
        self.assertIn("note: twice.pb:", answer.stderr)
        self.assertIn("left out 1 voice", answer.stderr)
        self.assertEqual(self.call("describe", "twice.pb", "--lenient", "-q").stderr, "")
        found = json.loads(self.good("validate", "twice.pb", "--lenient", "--json"))
        self.assertTrue(found["valid"] and found["notes"] and found["dropped"] == 1)

    def test_describe(self):
        facts = json.loads(self.good("describe", "council.abif", "--options", "--json"))
        self.assertEqual((facts["kind"], facts["voters"], facts["distinct_ballots"], facts["options"]), ("approval", 10, 3, 5))
        self.assertEqual(facts["ballots"], {"approvals_per_ballot": "2.50"})  # (6 * 3 + 3 * 2 + 1) / 10
        self.assertEqual({o["id"]: o["support"] for o in facts["option_table"]}, {"Ada": "6", "Ben": "6", "Cleo": "6", "Dora": "3", "Emil": "4"})
        self.assertEqual(facts["bytes"], "sha256:" + hashlib.sha256((self.folder / "council.abif").read_bytes()).hexdigest())
        text = self.good("describe", "council.abif", "ranked.abif")
        self.assertIn(facts["digest"], text)
        self.assertIn("4.00 options ranked per ballot, none equally", text)
        budget = json.loads(self.good("describe", "city.pb", "--json"))
        self.assertEqual((budget["kind"], budget["budget"]), ("approval-budget", "1000"))
        rows = list(csv.DictReader(io.StringIO(self.good("describe", "city.pb", "--format", "csv"))))
        self.assertEqual([(row["option"], row["approvals"], row["cost"]) for row in rows], [("1", "2", "600"), ("2", "2", "500"), ("3", "2", "400")])

    def test_describe_from_another_format_than_the_name_says(self):
        text = (self.folder / "council.abif").read_text(encoding="utf-8")
        self.write("council.txt", text)
        self.good("describe", "council.txt", "--from", "abif")
        self.assertIn("--from cannot be", self.bad(2, "describe", "council.txt", "--from", "word"))

    def test_convert_keeps_what_was_said(self):
        digest = json.loads(self.good("describe", "council.abif", "--json"))["digest"]
        self.good("convert", "council.abif", "-o", "again.abif")
        self.assertEqual(json.loads(self.good("describe", "again.abif", "--json"))["digest"], digest)
        answer = self.call("convert", "ranked.abif", "--to", "blt")
        self.assertEqual(answer.stdout.splitlines()[:2], ["4 1", "42 1 2 3 4 0"])
        self.assertIn("lost: ids of options", answer.stderr)

    def test_convert_to_another_kind(self):
        answer = self.call("convert", "ranked.abif", "--as", "approval", "--first", 2, "-o", "approvals.abif")
        self.assertEqual(answer.returncode, 0, answer.stderr)
        self.assertIn("lost: the order among the approved options", answer.stderr)
        self.assertIn("approvals.abif: 100 voters on 4 options as abif", answer.stderr)
        support = json.loads(self.good("describe", "approvals.abif", "--options", "--json"))["option_table"]
        self.assertEqual({o["id"]: o["support"] for o in support},  # 42 MN, 26 NC, 15 CK, 17 KC
                         {"Memphis": "42", "Nashville": "68", "Chattanooga": "58", "Knoxville": "32"})
        self.assertIn("say which with --as", self.bad(2, "convert", "ranked.abif", "--first", 2, "--to", "abif"))
        self.assertIn("option-range", self.bad(2, "convert", "ranked.abif", "--as", "approval", "--to", "abif"))
        self.assertIn("say --to FORMAT", self.bad(2, "convert", "ranked.abif"))
        self.assertIn("belongs to no format", self.bad(2, "convert", "ranked.abif", "-o", "x.doc"))

    def test_verify_prints_each_step(self):
        self.good("elect", "decide", "council.abif", "--seats", 3, "-o", "d.json")
        text = self.good("verify", "d.json", "--voices", "council.abif")
        steps = ["V1", "V2", "V3-V8", "V9", "V10", "V11", "V12", "V13", "V14"]
        for step in steps:
            self.assertRegex(text, rf"(?m)^[✓-] {step} ")
        self.assertIn("Verified: ", text)
        found = json.loads(self.good("verify", "d.json", "--voices", "council.abif", "--json"))
        self.assertEqual([step["id"] for step in found["steps"]], steps)

    def test_verify_names_what_was_altered(self):
        self.good("elect", "decide", "council.abif", "--rule", "av", "--seats", 3, "-o", "d.json")
        document = (self.folder / "d.json").read_text(encoding="utf-8")
        self.write("d.json", document.replace('["Ada","Ben","Cleo"]', '["Ada","Ben","Dora"]'))
        answer = self.call("verify", "d.json", "--voices", "council.abif")
        self.assertEqual(answer.returncode, 1)
        self.assertRegex(answer.stdout, r"(?m)^✗ V1 ")
        self.assertRegex(answer.stdout, r"(?m)^✗ V12 .*outcome\.committees\[0\]\[2\]")
        self.assertIn("Not verified: V1 (header) fails.", answer.stdout)
        self.write("d.json", "no document at all")
        self.assertEqual(self.call("verify", "d.json", "--voices", "council.abif").returncode, 1)

    def test_verify_after_harmless_changes(self):
        self.good("elect", "decide", "council.abif", "--seats", 3, "-o", "d.json")
        document = json.loads((self.folder / "d.json").read_text(encoding="utf-8"))
        self.write("d.json", json.dumps(document))
        self.assertIn("--reformatted", self.call("verify", "d.json", "--voices", "council.abif").stdout)
        self.good("verify", "d.json", "--voices", "council.abif", "--reformatted")
        self.good("convert", "council.abif", "-q", "-o", "again.abif")
        self.assertIn("--converted", self.call("verify", "d.json", "--voices", "again.abif", "--reformatted").stdout)
        self.good("verify", "d.json", "--voices", "again.abif", "--reformatted", "--converted")
        self.assertIn("both the document and the voices", self.bad(2, "verify", "-", "--voices", "-", stdin=""))

    def test_verify_every_rule(self):
        for rule in json.loads(self.good("methods", "--json")):
            voices = {"approval": "council.abif", "ranked": "ranked.abif"}.get(rule["voices"])
            if voices is None:
                continue
            with self.subTest(rule=rule["id"]):
                seats = ["--seats", 2] if any(option["name"] == "seats" for option in rule["options"]) else []
                self.good("elect", "decide", voices, "--rule", rule["id"], *seats, "-o", "d.json")
                self.good("verify", "d.json", "--voices", voices)

    def test_report(self):
        self.good("elect", "decide", "council.abif", "--rule", "av", "--seats", 3, "-o", "d.json")
        answer = self.call("report", "d.json", "--voices", "council.abif", "--rule", "seq-pav", "--rule", "sav", "-o", "d.html")
        self.assertEqual(answer.returncode, 0, answer.stderr)
        self.assertRegex(answer.stderr, r"d\.html: a page of \d+ kB")
        page = (self.folder / "d.html").read_text(encoding="utf-8")
        self.assertIn("Ada Abel", page)
        self.assertIn("Sequential PAV", page)
        self.assertTrue(self.good("report", "d.json").lower().startswith("<!doctype html>"))
        self.assertIn("with the voices", self.bad(2, "report", "d.json", "--rule", "sav"))
        self.assertIn("document: ", self.bad(3, "report", "council.abif"))
        self.assertIn("it writes html", self.bad(2, "report", "d.json", "-o", "d.csv"))

    def test_methods(self):
        rules = json.loads(self.good("methods", "--json"))
        text = self.good("methods")
        for rule in rules:
            self.assertIn(rule["id"], text)
            page = self.good("methods", rule["id"].split("/")[1])
            self.assertTrue(page.startswith(f"{rule['id']}: {rule['title']}"))
            self.assertIn("source", page)
        for topic in ("axioms", "sampling", "formats", "problems"):
            with self.subTest(topic=topic):
                rows = json.loads(self.good("methods", topic, "--json"))
                self.assertGreaterEqual(len(rows), 4)
                for row in rows:
                    self.assertEqual([value for value in list(row.values())[:2] if not value], [])
                    self.assertIn(list(row.values())[0], self.good("methods", topic))

    def test_studies_are_listed_with_their_claims(self):
        text = self.good("study", "list")
        studies = json.loads(self.good("study", "list", "--json"))
        self.assertGreaterEqual({study["name"] for study in studies}, {"elect/proportionality", "elect/growth", "elect/axioms"})
        for study in studies:
            self.assertIn(study["name"], text)
            for claim in study["claims"]:
                self.assertIn(claim["text"], text)
                self.assertIn(claim["paper"], study["papers"])
        self.good("study", "list", "--json", "-o", "studies.json")
        self.assertEqual(json.loads((self.folder / "studies.json").read_text(encoding="utf-8")), studies)

    def test_studies_need_their_folder_and_python(self):
        self.assertIn("comitia: file: nothing holds no studies", self.bad(6, "study", "list", "--studies", "nothing"))
        (self.folder / "studies/comitia_studies").mkdir(parents=True)
        self.write("studies/comitia_studies/__main__.py", "import sys\nprint(*sys.argv[1:])\nsys.exit(int(sys.argv[-1]))\n")
        without = environment(PATH=str(self.folder))
        self.assertIn("python3 cannot be started", self.bad(6, "study", "list", "--studies", "studies", env=without))
        # What the harness answers is the exit code; what only a broken harness answers is a mistake of ours.
        for answer, code in ((0, 0), (2, 2), (6, 6), (1, 7), (7, 7)):
            with self.subTest(answer=answer):
                done = self.call("study", "run", "--studies", "studies", "--quick", "-o", "x", "a/b", answer)
                self.assertEqual(done.returncode, code, done.stderr)
                self.assertEqual(done.stdout, f"run --quick --output x -- a/b {answer}\n")

    def test_the_time_limit_reaches_studies(self):
        (self.folder / "studies/comitia_studies").mkdir(parents=True)
        self.write("studies/comitia_studies/__main__.py", "import time\ntime.sleep(60)\n")
        self.assertIn("time-limit", self.bad(5, "study", "run", "--studies", "studies", "--time-limit", "0.5"))

    def test_doctor(self):
        found = json.loads(self.good("doctor", "--json"))
        self.assertTrue(found["sound"])
        self.assertEqual(set(found["self_tests"].values()), {"pass"})
        self.assertGreaterEqual(len(found["solvers"]), 1)
        self.assertTrue(any(name.startswith("libgmp") for name in found["libraries"]))
        self.assertIn("This build is sound.", self.good("doctor"))

    def test_version(self):
        found = json.loads(self.good("version", "--json"))
        self.assertEqual(found["name"], "comitia")
        self.assertEqual(self.good("version"), f"comitia {found['version']} ({found['commit']})\n")
        self.assertEqual(self.good("--version"), self.good("version"))


if __name__ == "__main__":
    main()
