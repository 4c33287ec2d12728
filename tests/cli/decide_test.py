#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Comitia authors
# SPDX-License-Identifier: Apache-2.0
"""decide, compare, explain, margin, audit: what they write, in every format."""
import csv
import hashlib
import io
import json
import pathlib
import re
import sys
import xml.etree.ElementTree as xml

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from program import ProgramTest, main  # noqa: E402


def canonical(value):
    """RFC 8785 for documents without fractions: members sorted by UTF-16, no blanks, shortest escapes."""
    if isinstance(value, dict):
        items = sorted(value.items(), key=lambda item: item[0].encode("utf-16-be"))
        return "{" + ",".join(f"{canonical(k)}:{canonical(v)}" for k, v in items) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(canonical, value)) + "]"
    return json.dumps(value, ensure_ascii=False)


class Decide(ProgramTest):
    def decide(self, *words):
        return json.loads(self.good("elect", "decide", *words, "--json"))

    def test_text_starts_with_the_outcome(self):
        text = self.good("elect", "decide", "council.abif", "--rule", "elect/av", "--seats", 3)
        self.assertEqual(text.splitlines()[0], "Ada Abel, Ben Bass and Cleo Cruz are elected.")
        self.assertIn("✗ jr", text)
        self.assertIn("4 voters approve of Emil Eck", text)  # n / k = 10 / 3 voters deserve a seat
        self.assertNotIn("\033", text)

    def test_the_default_rule_is_said(self):
        answer = self.call("elect", "decide", "council.abif", "--seats", 3)
        self.assertIn("no --rule given: deciding by elect/equal-shares", answer.stderr)
        self.assertEqual(self.call("elect", "decide", "council.abif", "--seats", 3, "-q").stderr, "")

    def test_the_digest_is_that_of_the_canonical_document(self):
        document = self.decide("council.abif", "--seats", 3)
        digest = document.pop("digest")
        self.assertEqual(digest, "sha256:" + hashlib.sha256(canonical(document).encode()).hexdigest())
        self.assertIn(digest, self.good("elect", "decide", "council.abif", "--seats", 3))
        bytes_digest = hashlib.sha256((self.folder / "council.abif").read_bytes()).hexdigest()
        self.assertEqual(document["voices"]["bytes"], "sha256:" + bytes_digest)
        self.assertEqual(document["voices"]["source"], "council.abif")

    def test_the_extension_chooses_the_format(self):
        for name, start in (("d.json", "{\n"), ("d.csv", "source,rule,"), ("d.md", "**"), ("d.svg", "<?xml"), ("d.txt", "Ada"),
                            ("d.jsonl", '{"format":"decision/1"'), ("d.html", "<!DOCTYPE html>")):
            with self.subTest(name=name):
                self.good("elect", "decide", "council.abif", "--seats", 3, "-o", name)
                text = (self.folder / name).read_text(encoding="utf-8")
                self.assertTrue(text.lower().startswith(start.lower()), text[:40])
        self.good("elect", "decide", "council.abif", "--seats", 3, "-o", "d.csv", "--format", "json")
        json.loads((self.folder / "d.csv").read_text(encoding="utf-8"))

    def test_several_inputs_and_rules(self):
        lines = self.good("elect", "decide", "council.abif", "city.pb", "--rule", "av,elect/sav", "--rule", "seq-pav", "--seats", 2,
                          "--json").splitlines()
        decisions = [json.loads(line) for line in lines]
        self.assertEqual([(d["voices"]["source"], d["rule"]["id"]) for d in decisions],
                         [(source, rule) for source in ("council.abif", "city.pb") for rule in ("elect/av", "elect/sav", "elect/seq-pav")])
        rows = list(csv.DictReader(io.StringIO(self.good("elect", "decide", "council.abif", "city.pb", "--rule", "av", "--seats", 2,
                                                         "--format", "csv"))))
        self.assertEqual([(row["source"], row["option"]) for row in rows],
                         [("council.abif", "Ada"), ("council.abif", "Ben"), ("city.pb", "1"), ("city.pb", "2")])

    def test_one_bad_file_of_many_does_not_cost_the_others(self):
        answer = self.call("elect", "decide", "council.abif", "broken.abif", "city.pb", "--rule", "av", "--seats", 2, "--json")
        self.assertEqual(answer.returncode, 3)
        self.assertEqual(len(answer.stdout.splitlines()), 2)
        self.assertIn("broken.abif:", answer.stderr)

    def test_standard_input(self):
        text = (self.folder / "council.abif").read_text(encoding="utf-8")
        document = json.loads(self.good("elect", "decide", "-", "--seats", 3, "--json", stdin=text))
        self.assertNotIn("source", document["voices"])
        self.assertEqual(document["outcome"], self.decide("council.abif", "--seats", 3)["outcome"])
        self.assertEqual(self.bad(3, "elect", "decide", "-", stdin="x").split(":")[0], "stdin")

    def test_cells_that_a_spreadsheet_would_run_are_defused(self):
        self.write("evil.abif", '{ballot_type: "choose_many"}\n=a:[=HYPERLINK("x")]\n=b:[@SUM(1)]\n=c:[-1+1]\n=d:[+x, "y"]\n=e:[-5]\n'
                                "5:a=b=c=d=e\n")
        rows = list(csv.DictReader(io.StringIO(self.good("elect", "decide", "evil.abif", "--rule", "av", "--seats", 5, "--format", "csv"))))
        self.assertEqual([row["name"] for row in rows], ["'=HYPERLINK(\"x\")", "'@SUM(1)", "'-1+1", "'+x, \"y\"", "-5"])

    def test_names_cannot_move_the_cursor_or_leave_their_cell(self):
        self.write("names.pb", (self.folder / "city.pb").read_text(encoding="utf-8").replace("Swings", "Sw\033[2Jings|*a*<b>"))
        answer = self.call("elect", "decide", "names.pb", "--rule", "av", "--seats", 2)
        self.assertNotIn("\033", answer.stdout + answer.stderr)
        if answer.returncode == 0:
            self.assertIn("Sw?[2Jings|*a*<b>", answer.stdout)
            self.assertIn("Sw?\\[2Jings\\|\\*a\\*\\<b>", self.good("elect", "decide", "names.pb", "--rule", "av", "--seats", 2, "--format", "md"))
            drawing = self.good("elect", "decide", "names.pb", "--rule", "av", "--seats", 2, "--format", "svg")
            xml.fromstring(drawing)

    def test_the_chart_is_accessible_svg(self):
        for words in (["council.abif", "--seats", 3], ["ranked.abif"], ["ranked.abif", "--rule", "instant-runoff"]):
            with self.subTest(words=words):
                root = xml.fromstring(self.good("elect", "decide", *words, "--format", "svg"))
                space = "{http://www.w3.org/2000/svg}"
                self.assertEqual(root.tag, space + "svg")
                self.assertTrue(root.get("role") == "img" or root.find(space + "title") is not None)
                self.assertTrue(root.find(space + "title").text)
                self.assertTrue(root.find(space + "desc").text)
                self.assertNotIn("http", xml.tostring(root, encoding="unicode").replace("http://www.w3.org/2000/svg", ""))

    def test_tie_policies(self):
        outcome = lambda *words: self.decide("tie.abif", "--rule", "borda", *words)["outcome"]["winners"]  # noqa: E731
        self.assertEqual(outcome(), ["Ann"])
        self.assertEqual(outcome("--ties", "all"), ["Ann", "Bob"])
        self.assertEqual(outcome("--irresolute"), ["Ann", "Bob"])
        self.assertEqual(outcome("--resolute"), ["Ann"])
        self.assertEqual({outcome("--ties", "random", "--seed", str(seed))[0] for seed in range(12)}, {"Ann", "Bob"})
        self.write("seed.txt", "comitia\n")  # the first public draw of two for this seed: see the vectors of the draw
        drawn = self.decide("tie.abif", "--rule", "borda", "--ties", "draw:seed.txt")
        self.assertEqual(drawn["seed"], {"draw": "comitia"})
        k = int(hashlib.sha256(b"comitia,0").hexdigest(), 16)
        self.assertEqual(drawn["outcome"]["winners"], [["Ann", "Bob"][k % 2]])
        self.assertIn("tie", self.bad(4, "elect", "decide", "tie.abif", "--rule", "borda", "--ties", "refuse"))
        self.assertIn("only line", self.bad(2, "elect", "decide", "tie.abif", "--ties", "draw:council.abif"))
        self.bad(6, "elect", "decide", "tie.abif", "--ties", "draw:no-such-file")

    def test_how_much_proof(self):
        certificate = lambda *words: [e["axiom"] for e in self.decide("council.abif", "--seats", 3, *words)["certificate"]]  # noqa: E731
        self.assertEqual(certificate("--certify", "none"), [])
        self.assertEqual(certificate("--certify", "jr"), ["jr"])
        self.assertEqual(sorted(certificate("--certify", "jr,ejr+")), ["ejr+", "jr"])
        self.assertIn("ejr+", certificate())
        self.assertEqual(self.decide("council.abif", "--seats", 3, "--trace", "none")["trace"], [])
        self.assertIsNone(self.decide("council.abif", "--seats", 3)["margin"])
        # Cleo has 6 approvals, Emil 4. One ballot that turns from Cleo to Emil makes it 5 : 5, where the order of the file
        # still favours Cleo; a second one makes it 4 : 6.
        self.good("elect", "decide", "council.abif", "--rule", "av", "--seats", 3, "--margin", "-o", "d.json")
        margin = json.loads((self.folder / "d.json").read_text(encoding="utf-8"))["margin"]
        self.assertEqual((margin["value"], margin["change"], margin["kind"]), (2, "ballots", "exact"))
        self.assertRegex(self.good("verify", "d.json", "--voices", "council.abif"), r"✓ V14 ")

    def test_compare(self):
        text = self.good("elect", "compare", "council.abif", "--seats", 3, "--rule", "av", "--rule", "equal-shares")
        self.assertIn("2 rules; 2 options elected by all of them.", text)
        table = json.loads(self.good("elect", "compare", "council.abif", "--seats", 3, "--rule", "av", "--rule", "equal-shares", "--json"))
        self.assertEqual(table["rules"], ["elect/av", "elect/equal-shares"])
        self.assertEqual(table["distances"], [[0, 1], [1, 0]])
        self.assertEqual(table["decisions"][0]["outcome"], {"committees": [["Ada", "Ben", "Cleo"]]})
        self.assertEqual({a["option"]: a["rules"] for a in table["agreement"]}, {"Ada": 2, "Ben": 2, "Cleo": 1, "Emil": 1})
        rows = list(csv.DictReader(io.StringIO(self.good("elect", "compare", "ranked.abif", "--format", "csv"))))
        plurality = next(row for row in rows if row["rule"] == "elect/plurality")
        # 58 of 100 rank Memphis last, and it loses to each of the others; no city is first for more than half.
        self.assertEqual(plurality, {"rule": "elect/plurality", "outcome": "Memphis", "majority": "holds",
                                     "majority-loser": "broken", "mutual-majority": "broken", "condorcet-winner": "broken",
                                     "condorcet-loser": "broken", "smith": "broken"})
        runoff = next(row for row in rows if row["rule"] == "elect/instant-runoff")
        self.assertEqual((runoff["outcome"], runoff["condorcet-winner"], runoff["mutual-majority"]), ("Knoxville", "broken", "holds"))
        schulze = next(row for row in rows if row["rule"] == "elect/schulze")
        self.assertEqual((schulze["outcome"], schulze["condorcet-winner"]), ("Nashville", "holds"))
        self.assertIn("nothing to compare", self.bad(2, "elect", "compare", "ranked.abif", "--rule", "borda"))

    def test_compare_when_a_rule_cannot_decide(self):
        answer = self.call("elect", "compare", "tie.abif", "--rule", "borda,plurality", "--ties", "refuse")
        self.assertEqual(answer.returncode, 4)
        self.assertIn("no decision: tie", answer.stdout)
        self.assertIn("elect/borda: tie: ", answer.stderr)

    def test_explain(self):
        self.assertIn("Emil Eck", self.good("elect", "explain", "council.abif", "--rule", "av", "--seats", 3, "--option", "Emil"))
        self.good("elect", "decide", "council.abif", "--rule", "av", "--seats", 3, "-o", "d.json")
        explained = json.loads(self.good("elect", "explain", "d.json", "--step", 1, "--json"))
        self.assertIn("Ada Abel", explained["headline"] + " ".join(explained["sentences"]))
        self.good("elect", "explain", "d.json", "--voices", "council.abif", "--voice", "1")
        self.assertEqual(self.good("elect", "explain", "d.json"), self.good("elect", "explain", "council.abif", "--rule", "av", "--seats", 3))
        self.assertIn("give them with --voices", self.bad(2, "elect", "explain", "d.json", "--option", "Ada"))
        self.assertIn("does not hold the voices", self.bad(2, "elect", "explain", "d.json", "--voices", "tie.abif", "--option", "Ada"))
        self.assertIn("three different questions", self.bad(2, "elect", "explain", "d.json", "--step", 1, "--option", "Ada"))
        self.assertIn("names its own rule", self.bad(2, "elect", "explain", "d.json", "--rule", "sav"))

    def test_margin(self):
        # Memphis 42, Nashville 26: after 8 changed ballots 34 : 34, which the order of the file gives to Memphis; 9 decide.
        self.assertIn("9 ballots change, and not before", self.good("elect", "margin", "ranked.abif", "--rule", "plurality"))
        found = json.loads(self.good("elect", "margin", "ranked.abif", "--rule", "plurality", "--json"))
        self.assertEqual((found["value"], found["change"], found["kind"]), (9, "ballots", "exact"))

    def test_audit_of_any_committee(self):
        text = self.bad(1, "audit", "check", "council.abif", "--committee", "Ada,Ben,Cleo", "--axiom", "jr")
        self.assertEqual(text, "")
        found = json.loads(self.call("audit", "check", "council.abif", "--committee", "Ada Abel,Ben,Cleo", "--axiom", "jr", "--json").stdout)
        entry = found["certificate"][0]
        self.assertEqual((entry["axiom"], entry["status"], entry["witness"]["option"]), ("jr", "broken", "Emil"))
        self.assertIn("All 4 axioms hold", self.good("audit", "check", "council.abif", "--committee", "Ada,Ben,Emil", "--seats", 3))
        # With two members for three seats Dora's and Emil's voters still deserve one of them.
        self.bad(1, "audit", "check", "council.abif", "--committee", "Ada,Ben", "--seats", 3)
        self.bad(4, "audit", "check", "council.abif", "--committee", "Ada,Ben", "--seats", 1)
        self.assertIn("did you mean", self.bad(3, "audit", "check", "council.abif", "--committee", "Adda,Ben,Emil"))

    def test_audit_of_a_single_winner(self):
        answer = self.call("audit", "check", "ranked.abif", "--committee", "Knoxville", "--axiom", "condorcet-winner")
        self.assertEqual(answer.returncode, 1)
        self.assertIn("Nashville beats every other option head to head, Knoxville by 68 to 32", answer.stdout)
        self.assertIn("All 6 axioms hold", self.good("audit", "check", "ranked.abif", "--committee", "Nashville"))
        self.assertIn("Nashville", self.good("elect", "explain", "ranked.abif", "--rule", "instant-runoff", "--option",
                                             "Nashville").split("Condorcet winner criterion broken: ")[1])
        # Axioms of committees do not speak of rankings, and criteria of winners of nothing else.
        self.assertIn("it speaks of approval ballots",
                      self.call("audit", "check", "ranked.abif", "--committee", "Nashville", "--axiom", "jr").stdout)
        self.assertIn("it speaks of ranked ballots",
                      self.call("audit", "check", "council.abif", "--committee", "Ada", "--axiom", "smith").stdout)
        self.assertIn("no axiom speaks", self.bad(3, "audit", "check", "ranked.abif", "--committee", "Nashville,Memphis"))

    def test_audit_of_a_decision(self):
        self.good("elect", "decide", "council.abif", "--rule", "av", "--seats", 3, "-o", "d.json")
        self.bad(1, "audit", "check", "d.json", "--voices", "council.abif")
        self.assertIn("needs the voices", self.bad(2, "audit", "check", "d.json"))
        rows = list(csv.DictReader(io.StringIO(self.call("audit", "check", "d.json", "--voices", "council.abif", "--format", "csv").stdout)))
        self.assertEqual({row["status"] for row in rows}, {"broken"})

    def test_the_result_does_not_depend_on_threads(self):
        one = self.good("elect", "decide", "council.abif", "--seats", 3, "--json", "--threads", 1)
        self.assertEqual(self.good("elect", "decide", "council.abif", "--seats", 3, "--json", "--threads", 8), one)

    def test_sampling_is_reproducible(self):
        sample = lambda *words: self.good("elect", "sample", "--voices", 30, "--options", 5, "--to", "abif", *words)  # noqa: E731
        self.assertEqual(sample("--seed", 3), sample("--seed", 3, "--threads", 1))
        self.assertNotEqual(sample("--seed", 3), sample("--seed", 4))
        for model in re.findall(r'"model": "([a-z-]+)"', self.good("methods", "sampling", "--json")):
            with self.subTest(model=model):
                given = ["council.abif"] if model == "bootstrap" else []
                self.assertTrue(sample("--model", model, *given, *([] if model not in ("mallows", "truncated-urn") else ["--kind", "ranked"])))
        self.assertIn("model bootstrap", self.bad(2, "elect", "sample", "council.abif", "--to", "abif"))
        self.assertIn("--to FORMAT", self.bad(2, "elect", "sample"))


if __name__ == "__main__":
    main()
