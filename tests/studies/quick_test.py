#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Comitia authors
# SPDX-License-Identifier: Apache-2.0
"""All studies run quickly through `comitia study run --quick`, and their rows agree with what is known otherwise: exact
chances, theorems, definitions applied to the same ballots, and the points that an exponent was fitted to."""
import csv
import html.parser
import json
import math
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
COMITIA = os.environ.get("COMITIA", str(ROOT / "build/dev/bin/comitia"))
sys.path[:0] = [str(ROOT / "studies"), str(ROOT / "tests"), str(pathlib.Path(__file__).parent)]
try:
    import comitia as co
except ImportError:
    print("SKIPPED: the Python package comitia is not built, so no study was run ('make python' builds it into .venv)")
    sys.exit(0)
import accessibility  # noqa: E402
import exact_impartial  # noqa: E402
from comitia_studies import results, study as studies  # noqa: E402

FOLDER = pathlib.Path(tempfile.mkdtemp(prefix="comitia-studies-"))


def setUpModule():
    done = subprocess.run([COMITIA, "study", "run", "--quick", "-o", str(FOLDER)], capture_output=True, text=True)
    assert done.returncode == 0, f"exit {done.returncode}\n{done.stdout}{done.stderr}"
    sys.stderr.write(done.stderr)  # what was skipped is said aloud


def tearDownModule():
    shutil.rmtree(FOLDER)


def result(name):
    return json.loads((FOLDER / name / "result.json").read_text(encoding="utf-8"))


def rows(found, **where):
    return [row for row in found["rows"] if all(row.get(key) == value for key, value in where.items())]


def has_real(found, profiles):
    return any(row["profiles"] == profiles for row in found["rows"])


class EveryStudy(unittest.TestCase):
    def test_all_of_them_are_there_in_every_form(self):
        names = [s.name for s in studies.all_studies()]
        self.assertGreaterEqual(len(names), 3)
        for name in names:
            with self.subTest(study=name):
                found = result(name)
                self.assertTrue(found["quick"])
                with (FOLDER / name / "rows.csv").open(encoding="utf-8") as file:
                    self.assertEqual(len(list(csv.DictReader(file))), len(found["rows"]))
                with (FOLDER / name / "claims.csv").open(encoding="utf-8") as file:
                    self.assertEqual([line["verdict"] for line in csv.DictReader(file)], [c["verdict"] for c in found["claims"]])
                for key in ("comitia", "python", "machine", "study", "seed", "parameters"):
                    self.assertTrue(found["provenance"][key], key)

    def test_shares_are_counts_within_their_intervals(self):
        for s in studies.all_studies():
            for row in rows(result(s.name), unit="share"):
                self.assertEqual(row["value"], row["count"] / row["of"])
                self.assertLessEqual(row["low"], row["value"])
                self.assertLessEqual(row["value"], row["high"])
                self.assertLessEqual(row["count"] + row["unknown"], row["of"])

    def test_no_theorem_is_refuted(self):
        for s in studies.all_studies():
            found = result(s.name)
            measured = {row["measure"] for row in found["rows"]}
            for claim in found["claims"]:
                if claim["kind"] in ("always", "at-least") and claim["where"]["measure"] in measured:
                    with self.subTest(claim=claim["id"]):
                        self.assertEqual(claim["verdict"], "confirmed", claim["why"])


class Page(unittest.TestCase):
    @unittest.skipUnless(accessibility.CAN_LOOK, accessibility.WHY_NOT)
    def test_it_is_accessible(self):
        text = (FOLDER / "index.html").read_text(encoding="utf-8")
        with tempfile.TemporaryDirectory(prefix="comitia-axe-") as folder:
            accessibility.check(self, text, pathlib.Path(folder))


class Axioms(unittest.TestCase):
    def test_rates_agree_with_exact_chances(self):
        # Within five standard errors of the exact chance: a wrong rule would be far outside, chance alone never.
        exact = exact_impartial.chances(25)
        found = result("elect/axioms")
        checks = [("exists", {"measure": "Condorcet winner exists"})]
        checks += [(rule, {"measure": "Condorcet efficiency", "rule": f"elect/{rule}"}) for rule in ("plurality", "borda", "instant-runoff")]
        for key, where in checks:
            with self.subTest(key=key):
                row, = rows(found, profiles="impartial, 3 options", **where)
                self.assertGreater(row["of"], 500)
                error = math.sqrt(exact[key] * (1 - exact[key]) / row["of"])
                self.assertLess(abs(row["value"] - exact[key]), 5 * error)

    def test_rules_that_must_elect_the_condorcet_winner_do(self):
        found = result("elect/axioms")
        for rule in ("copeland", "minimax", "schulze", "ranked-pairs"):
            mine = rows(found, measure="Condorcet efficiency", rule=f"elect/{rule}")
            self.assertGreaterEqual(len(mine), 5)
            for row in mine:
                self.assertEqual(row["count"], row["of"], row)

    def test_stronger_axioms_hold_no_more_often(self):
        # EJR+ implies PJR+, which implies JR; a priceable committee of full size satisfies PJR+ (Brill and Peters 2023).
        for name in ("elect/axioms", "elect/proportionality"):
            found = result(name)
            kinds = {(row["rule"], row["profiles"]) for row in rows(found, measure="jr")}
            self.assertGreaterEqual(len(kinds), 18)
            for rule, profiles in kinds:
                held = {axiom: rows(found, rule=rule, profiles=profiles, measure=axiom)[0]["count"]
                        for axiom in ("jr", "pjr+", "ejr+", "priceability")}
                self.assertLessEqual(held["ejr+"], held["pjr+"], (rule, profiles))
                self.assertLessEqual(held["priceability"], held["pjr+"], (rule, profiles))
                self.assertLessEqual(held["pjr+"], held["jr"], (rule, profiles))

    def test_condorcet_winners_of_real_elections(self):
        found = result("elect/axioms")
        real = rows(found, measure="Condorcet winner exists", profiles="PrefLib")
        if not real:
            self.skipTest("the real profiles are absent")
        row, = real
        self.assertEqual(row["of"], found["provenance"]["parameters"]["most_files"])
        self.assertGreaterEqual(row["count"], 1)


class Proportionality(unittest.TestCase):
    def test_jr_by_its_definition(self):
        """JR fails when n / k voters approve of one option and of no member: counted here from the ballots."""
        study = studies.find(["proportionality"])[0]
        study.quick = True
        p = study.parameters
        held = 0
        for i in range(p["instances"]):
            voices = co.sample(kind="approval", voices=p["voters"], options=p["options"], seed=study.seed + i, **p["models"]["disjoint"])
            ballots = [set(ballot) for ballot in voices.ballots]
            members = set(co.elect.av(voices, seats=p["seats"], certify=["none"]).outcome.committees[0])
            left = [ballot for ballot in ballots if not ballot & members]
            most = max(sum(option in ballot for ballot in left) for option in voices.options)
            held += most * p["seats"] < len(ballots)
        row, = rows(result("elect/proportionality"), rule="elect/av", profiles="disjoint", measure="jr")
        self.assertEqual((row["count"], row["of"]), (held, p["instances"]))
        self.assertLess(held, p["instances"], "disjoint groups are where AV leaves voters out")

    def test_nobody_collects_more_approvals_than_av(self):
        found = result("elect/proportionality")
        for row in rows(found, unit="ratio"):
            self.assertLessEqual(row["value"], 1)
            if row["rule"] == "elect/av":
                self.assertEqual(row["value"], 1)

    def test_majorities_take_all_seats_under_av_and_not_under_dhondt(self):
        found = result("elect/proportionality")
        for rule in ("pav", "seq-pav", "seq-phragmen"):
            row, = rows(found, measure="D'Hondt", rule=f"elect/{rule}")
            self.assertEqual(row["count"], row["of"])
        row, = rows(found, measure="D'Hondt", rule="elect/av")
        self.assertLess(row["count"], row["of"])

    def test_the_same_seed_gives_the_same_bytes(self):
        def text():
            study = studies.find(["proportionality"])[0]
            study.quick = True
            study.text["parameters"]["quick"].update(instances=3, most_files=1)
            return json.dumps(results.measure(study))

        self.assertEqual(text(), text())

    def test_absent_data_is_said_aloud(self):
        study = studies.find(["proportionality"])[0]
        study.quick = True
        study.text["parameters"]["quick"].update(instances=1)
        before = os.environ.get("COMITIA_SHARED")
        os.environ["COMITIA_SHARED"] = str(FOLDER / "nowhere")
        try:
            found = results.measure(study)
        finally:
            os.environ.pop("COMITIA_SHARED") if before is None else os.environ.update(COMITIA_SHARED=before)
        self.assertFalse(has_real(found, "participatory budgets"))
        self.assertEqual([note for note in found["notes"] if "no real profiles" in note], found["notes"])
        self.assertEqual(len(found["notes"]), 1)


class Growth(unittest.TestCase):
    def test_exponents_follow_from_the_points(self):
        """The slope once more, as the mean of the slopes of all pairs weighted by their squared distance."""
        found = result("elect/growth")
        exponents = rows(found, unit="exponent")
        self.assertGreaterEqual(len(exponents), 12)
        for row in exponents:
            measure = "seconds" if "time" in row["measure"] else "kilobytes"
            points = [(math.log(p[row["over"]]), math.log(p["value"]))
                      for p in rows(found, rule=row["rule"], over=row["over"], measure=measure) if p.get("fitted")]
            pairs = [(a, b) for i, a in enumerate(points) for b in points[:i]]
            slope = sum((a[0] - b[0]) * (a[1] - b[1]) for a, b in pairs) / sum((a[0] - b[0]) ** 2 for a, b in pairs)
            self.assertAlmostEqual(row["value"], slope, 6, row)

    def test_every_rule_is_timed_at_every_size_or_named_as_left_out(self):
        found = result("elect/growth")
        p = found["provenance"]["parameters"]
        for method in co.methods("elect"):
            if any(note.startswith(f"{method.id} is left out") for note in found["notes"]):
                continue
            for over in ("voters", "options"):
                points = rows(found, rule=method.id, over=over, measure="seconds")
                self.assertEqual([point[over] for point in points], p[over])
                self.assertGreater(min(point["value"] for point in points), 0)
        self.assertGreaterEqual(len({row["rule"] for row in found["rows"]}), 10)


class Page(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.ids, self.links, self.text, self.tables, self.captions, self.scopes, self.images = [], [], [], 0, 0, 0, []
        self.remote = []

    def handle_starttag(self, tag, attributes):
        values = dict(attributes)
        self.tables += tag == "table"
        self.captions += tag == "caption"
        self.scopes += tag == "th" and values.get("scope") in ("col", "row")
        if "id" in values:
            self.ids.append(values["id"])
        if tag == "a":
            self.links.append(values["href"])
        if tag == "svg":
            self.images.append(values)
        if tag in ("script", "link", "img", "iframe") or values.get("src"):
            self.remote.append(tag)

    def handle_data(self, data):
        self.text.append(data)


class ThePage(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.source = (FOLDER / "index.html").read_text(encoding="utf-8")
        cls.page = Page()
        cls.page.feed(cls.source)
        cls.text = " ".join("".join(cls.page.text).split())

    def test_it_shows_every_claim_with_its_verdict(self):
        for s in studies.all_studies():
            found = result(s.name)
            self.assertIn(found["title"], self.text)
            for claim in found["claims"]:
                for part in (claim["text"], claim["measured"], claim["why"], claim["source"]["cite"]):
                    self.assertIn(" ".join(part.split()), self.text)

    def test_it_needs_nothing_else(self):
        self.assertEqual(self.page.remote, [])
        self.assertNotIn("@import", self.source)

    def test_tables_are_named_and_headed_ids_unique_and_links_lead_somewhere(self):
        self.assertEqual(self.page.tables, self.page.captions)
        self.assertGreater(self.page.scopes, 3 * self.page.tables)
        self.assertEqual(len(self.page.ids), len(set(self.page.ids)))
        for link in self.page.links:
            with self.subTest(link=link):
                if link.startswith("#"):
                    self.assertIn(link[1:], self.page.ids)
                elif not link.startswith("https://arxiv.org/abs/"):
                    self.assertTrue((FOLDER / link).is_file())

    def test_charts_are_images_with_a_name_and_follow_light_and_dark(self):
        try:
            import matplotlib  # noqa: F401
        except ImportError:
            self.skipTest("charts need matplotlib")
        self.assertGreaterEqual(len(self.page.images), 5)
        for image in self.page.images:
            self.assertEqual(image["role"], "img")
            self.assertTrue(image["aria-label"])
        drawn = "".join(part.split("</svg>")[0] for part in self.source.split("<svg ")[1:])
        self.assertIn("var(--series-1)", drawn)
        self.assertNotRegex(drawn, r"(fill|stroke): #(?!ffffff00)")


if __name__ == "__main__":
    unittest.main()
