#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Comitia authors
# SPDX-License-Identifier: Apache-2.0
"""Help, manual page, completion and the catalog say the same words; examples run as written; mistakes are met with what
would be right."""
import json
import pathlib
import re
import shlex
import shutil
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from program import COMITIA, ProgramTest, environment, main  # noqa: E402


class Grammar(ProgramTest):
    def commands(self):
        """All commands with their help, found as a user would find them: by reading help."""
        found = {}
        left = [[]]
        while left:
            path = left.pop()
            text = self.good(*path, "--help")
            found[" ".join(path)] = text
            usage, rest = re.match(r"comitia.*?\n\nUsage: (.*?)\n\n(.*)", text, re.DOTALL).groups()
            if "COMMAND" in usage and path != ["help"]:
                left += [path + [name] for name in re.findall(r"(?m)^  ([a-z]+)  ", rest.split("\n\n")[0])]
        return found

    def test_every_command_has_help_with_an_example(self):
        commands = self.commands()
        self.assertGreaterEqual(len(commands), 18)
        for name, text in commands.items():
            with self.subTest(command=name):
                self.assertTrue(text.startswith(f"comitia{' ' if name else ''}{name}: "), text[:80])
                self.assertEqual([line for line in text.splitlines() if len(line) > 110], [])
                if "COMMAND ..." not in text:
                    self.assertIn("\nExamples\n", text)
                self.assertEqual(self.good("help", *name.split()), text)

    def test_examples_run_as_written(self):
        self.good("convert", "ranked.abif", "-o", "ballots.blt")
        self.good("elect", "decide", "council.abif", "--seats", "3", "-q", "-o", "decision.json")
        count = 0
        for name, text in self.commands().items():
            for line in re.findall(r"(?m)^  ((?:source <\()?comitia .*)$", text.partition("\nExamples\n")[2]):
                if line.startswith("comitia study run"):
                    continue  # needs the Python package and its time: tests/studies runs all of them
                with self.subTest(command=name, example=line):
                    count += 1
                    script = f'comitia() {{ {shlex.quote(COMITIA)} "$@"; }}; {line.replace("man -l -", "cat")}'
                    done = subprocess.run(["bash", "-c", script], cwd=self.folder, capture_output=True, text=True,
                                          env=environment(), stdin=subprocess.DEVNULL)
                    # An audit whose answer is no ends with 1.
                    self.assertIn(done.returncode, (0, 1) if "audit check" in line else (0,), done.stderr)
                    self.assertTrue(done.stdout or "-o" in line or "source" in line)
        self.assertGreaterEqual(count, 20)

    def test_help_and_catalog_agree_on_the_options_of_every_rule(self):
        everywhere = self.good("--help")
        man = self.good("man").replace("\\-", "-")
        for rule in json.loads(self.good("methods", "--json")):
            family = rule["id"].split("/")[0]
            texts = {"decide --help": self.good(family, "decide", "--help") + everywhere,
                     "decide --rule --help": self.good(family, "decide", "--rule", rule["id"], "--help") + everywhere,
                     "methods ID": self.good("methods", rule["id"]), "man": man}
            for option in rule["options"]:
                flag = rf"--(\[no-\])?{option['name']}\b"
                for where, text in texts.items():
                    with self.subTest(rule=rule["id"], option=option["name"], where=where):
                        self.assertRegex(text, flag)
                        self.assertIn(option["help"].split()[0], text)
            with self.subTest(rule=rule["id"]):
                narrowed = set(re.findall(r"(?m)^  --(?:\[no-\])?([a-z-]+)", texts["decide --rule --help"].split(everywhere)[0]))
                named = {option["name"] for option in rule["options"]}
                self.assertEqual(narrowed - {"rule"} - named, set(), "only the rule's own options are shown")
                self.assertEqual(json.loads(self.good("methods", rule["id"], "--json")), rule)
                self.assertIn(rule["id"], man)

    def test_every_option_of_a_rule_is_accepted_and_no_other(self):
        rules = json.loads(self.good("methods", "--json"))
        flags = {option["name"] for rule in rules for option in rule["options"]} - {"arithmetic"}
        for rule in rules:
            voices = {"approval": "council.abif", "ranked": "ranked.abif"}.get(rule["voices"])
            if voices is None:
                continue
            own = {option["name"]: option for option in rule["options"]}
            for flag in sorted(flags):
                with self.subTest(rule=rule["id"], flag=flag):
                    words = ["elect", "decide", voices, "--rule", rule["id"], f"--{flag}", "no such value"]
                    error = self.bad(2, *words)
                    if flag in own:
                        self.assertIn(f"option-range: option {flag} is ", error)
                    else:
                        self.assertIn(f"{rule['id']} has no option --{flag}", error)
                        for name in own:
                            self.assertIn(f"--{name}", error)

    def test_global_options_stand_before_or_after(self):
        after = self.good("elect", "decide", "council.abif", "--seats", 3, "--json", "-q")
        self.assertEqual(self.good("--json", "-q", "elect", "decide", "council.abif", "--seats", 3), after)
        self.assertEqual(self.good("elect", "--json", "decide", "--seats", 3, "-q", "council.abif"), after)

    def test_mistakes_are_met_with_what_would_be_right(self):
        for words, wanted in (
                (["elct"], "did you mean elect?"),
                (["elect", "decied"], "did you mean decide?"),
                (["elect", "decide", "council.abif", "--seat", "3"], "did you mean --seats?"),
                (["elect", "decide", "council.abif", "--rule", "seq-pva", "--seats", "3"], "elect/seq-pav"),
                (["elect", "decide", "council.abif", "--seats"], "--seats needs a value"),
                (["elect", "decide", "council.abif", "--rule", "--json"], "--rule needs a value"),
                (["elect", "decide", "council.abif", "--seats", "3", "--seats", "4"], "--seats is given 2 times"),
                (["elect", "decide", "council.abif", "--ties", "coin"], "order, all, refuse, random, draw"),
                (["elect", "decide", "council.abif", "--format", "pdf"], "table, json, jsonl, csv, md, html, svg"),
                (["elect", "margin", "council.abif", "ranked.abif"], "takes a file of voices, not 2 of them"),
                (["elect", "decide", "council.abif", "--rule", "av", "--rule", "elect/av"], "given twice"),
                (["elect", "decide", "council.abif", "--rule", "av,sav", "--format", "svg"], "holds one decision"),
                (["methods", "elect/nothing"], "closest: "),
                (["version", "more"], "one argument too many"),
                (["--quiet", "--verbose", "version"], "contradicts"),
                (["--json", "--format", "csv", "methods"], "contradicts"),
                (["version", "--format", "svg"], "it writes table, json"),
                (["completion", "tcsh"], "bash, zsh or fish"),
                (["elect", "decide", "council.abif", "--time-limit", "soon"], "seconds"),
                (["elect", "decide", "council.abif", "--threads", "-1"], "from 0 to 1024"),
                (["elect", "decide", "council.abif", "--seed", "x"], "below 2^64"),
                (["elect", "decide", "council.abif", "--ties", "draw"], "--ties draw:FILE"),
                (["elect", "decide", "council.abif", "--ties", "all", "--resolute"], "say the same"),
                (["elect", "decide", "council.abif", "--seats", "3", "--certify", "fairness"], "jr")):
            with self.subTest(words=words):
                error = self.bad(2, *words)
                self.assertIn(wanted, error)
                self.assertEqual(len(error.splitlines()), 1 + error.count("no --rule given"), error)

    def test_words_of_other_tools(self):
        exact = self.good("elect", "decide", "council.abif", "--rule", "seq-pav", "--seats", 3, "--json", "--arithmetic", "exact")
        self.assertEqual(self.good("elect", "decide", "council.abif", "--rule", "seq-pav", "--seats", 3, "--json", "--accuracy",
                                   "fractions"), exact)
        floats = self.good("elect", "decide", "council.abif", "--rule", "seq-pav", "--seats", 3, "--json", "--accuracy", "floats")
        self.assertEqual(json.loads(floats)["rule"]["options"]["arithmetic"], "certified-float")
        self.assertIn("always computes exactly", self.bad(2, "elect", "decide", "ranked.abif", "--rule", "borda", "--arithmetic", "double"))
        self.assertIn("has no option --comparison", self.bad(2, "elect", "decide", "council.abif", "--rule", "av", "--seats", 3,
                                                             "--comparison", "satisfaction"))
        self.assertIn("has no option --tie-breaking", self.bad(2, "elect", "decide", "council.abif", "--rule", "av", "--seats", 3,
                                                               "--tie-breaking", "maxVotes"))

    def test_options_come_from_a_configuration_file(self):
        self.write("comitia.toml", 'ties = "refuse"\nformat = "json"\n[elect.decide]\nrule = "elect/seq-pav"\nseats = 2\n')
        decision = json.loads(self.good("elect", "decide", "council.abif", "--config", "comitia.toml", "--ties", "order"))
        self.assertEqual(decision["rule"]["id"], "elect/seq-pav")
        self.assertEqual(decision["resolved"]["seats"], 2)
        self.assertEqual(decision["run"]["ties"], "order", "the command line goes before the file")
        self.write("comitia.toml", "tiess = 1\n")
        self.assertIn("configuration file", self.bad(2, "version", "--config", "comitia.toml"))

    def test_completion_is_a_script_that_completes(self):
        self.write("completion.bash", self.good("completion", "bash"))

        def completed(*words):
            script = f"source completion.bash; COMP_WORDS=({' '.join(map(shlex.quote, words))}); COMP_CWORD={len(words) - 1}; " \
                     '_comitia; printf "%s\\n" "${COMPREPLY[@]}"'
            done = subprocess.run(["bash", "-uc", script], cwd=self.folder, capture_output=True, text=True, check=True)
            self.assertEqual(done.stderr, "")
            return done.stdout.split()

        self.assertIn("elect", completed("comitia", "el"))
        self.assertIn("decide", completed("comitia", "elect", ""))
        self.assertIn("--seats", completed("comitia", "elect", "decide", "--se"))
        self.assertIn("--format", completed("comitia", "elect", "decide", "x.abif", "--fo"))
        self.assertEqual(completed("comitia", "elect", "decide", "--rule", "elect/seq-pa"), ["elect/seq-pav"])
        self.assertEqual(completed("comitia", "describe", "--format", "js"), ["json", "jsonl"])
        self.assertIn("draw:", completed("comitia", "elect", "decide", "--ties", ""))
        for shell in ("zsh", "fish"):
            with self.subTest(shell=shell):
                text = self.good("completion", shell)
                for word in ("decide", "equal-shares", "seats"):
                    self.assertIn(word, text)
                if shutil.which(shell):
                    self.write("script", text)
                    subprocess.run([shell, "-n", "script"], cwd=self.folder, check=True, capture_output=True)

    def test_the_manual_page_is_clean_roff(self):
        text = self.good("man")
        self.assertTrue(text.startswith(".TH COMITIA 1"))
        for code in ("0", "1", "2", "3", "4", "5", "6", "7", "130"):
            self.assertIn(f"\n.B {code}\n", text)
        if shutil.which("groff"):
            done = subprocess.run(["groff", "-man", "-ww", "-K", "utf8", "-T", "utf8"], input=text, capture_output=True, text=True)
            self.assertEqual(done.stderr, "")
            self.assertIn("elect/equal-shares", done.stdout)


if __name__ == "__main__":
    main()
