#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Comitia authors
# SPDX-License-Identifier: Apache-2.0
"""Every exit code, by a call that produces it (7, our own mistakes, is produced by program_test.cpp), and the codes of
interrupts, limits and files."""
import os
import pathlib
import re
import signal
import subprocess
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from program import COMITIA, ProgramTest, environment, main  # noqa: E402


class ExitCodes(ProgramTest):
    def test_0_done(self):
        self.good("elect", "decide", "council.abif", "--seats", 3)

    def test_1_does_not_hold(self):
        self.assertIn("✗", self.call("validate", "broken.abif").stdout)
        self.bad(1, "validate", "broken.abif")
        self.bad(1, "audit", "check", "council.abif", "--committee", "Ada,Ben,Cleo")
        self.good("audit", "check", "council.abif", "--committee", "Ada,Ben,Emil")
        self.good("elect", "decide", "council.abif", "--seats", 3, "-o", "decision.json")
        self.good("verify", "decision.json", "--voices", "council.abif")
        document = (self.folder / "decision.json").read_text(encoding="utf-8")
        self.write("decision.json", document.replace('"Ben"', '"Cleo"'))
        self.bad(1, "verify", "decision.json", "--voices", "council.abif")

    def test_1_without_voices_nothing_is_verified(self):
        self.good("elect", "decide", "council.abif", "--seats", 3, "-o", "decision.json")
        answer = self.call("verify", "decision.json")
        self.assertEqual(answer.returncode, 1)
        self.assertIn("not computed again", answer.stdout)

    def test_2_usage(self):
        for words in (["nonsense"], ["elect"], ["elect", "decide"], ["elect", "decide", "council.abif", "--sets", "3"],
                      ["elect", "decide", "council.abif", "--seats"], ["--json"], ["elect", "decide", "x", "--format", "pdf"]):
            self.assertIn("usage: ", self.bad(2, *words))
        self.assertIn("option-range: ", self.bad(2, "elect", "decide", "council.abif", "--seats", 0))

    def test_3_invalid_voices(self):
        error = self.bad(3, "elect", "decide", "broken.abif")
        self.assertRegex(error, r"(?m)^broken\.abif:\d+:\d+: [a-z-]+: .+")

    def test_3_prints_twenty_problems_and_a_count(self):
        rows = "".join(f"{i};9\n" for i in range(50))
        self.write("bad.pb", "META\nkey;value\nbudget;10\nvote_type;approval\nPROJECTS\nproject_id;cost\n1;5\nVOTES\n"
                             "voter_id;vote\n" + rows)
        error = self.bad(3, "describe", "bad.pb")
        self.assertEqual(len(re.findall(r"(?m)^bad\.pb:\d+:\d+: ", error)), 20)
        self.assertRegex(error, r"(?m)^\.\.\. and \d+ more$")

    def test_4_cannot_decide(self):
        self.assertIn("tie: ", self.bad(4, "elect", "decide", "tie.abif", "--rule", "borda", "--ties", "refuse"))
        self.assertIn("seats: ", self.bad(4, "elect", "decide", "council.abif"))

    def test_5_time_limit(self):
        self.good("elect", "sample", "--voices", 20000, "--options", 40, "--to", "abif", "-o", "many.abif")
        error = self.bad(5, "elect", "decide", "many.abif", "--seats", 30, "--time-limit", "0.01")
        self.assertIn("time-limit: ", error)

    def test_5_memory_limit(self):
        if any(f"lib{name}san" in (self.good("doctor", "--json")) or f"/{name}san/" in COMITIA for name in ("a", "t")):
            self.skipTest("sanitizers need more memory than any limit that could be tried")
        error = self.bad(5, "elect", "sample", "--voices", 1000000, "--options", 50, "--to", "abif", "--memory-limit", 60,
                         "--threads", 1)
        self.assertIn("memory-limit: ", error)

    def test_5_too_many_outcomes_are_still_written(self):
        self.write("equal.abif", '{ballot_type: "choose_many"}\n' + "".join(f"=c{i}:[c{i}]\n1:c{i}\n" for i in range(6)))
        answer = self.call("elect", "decide", "equal.abif", "--rule", "av", "--seats", 3, "--ties", "all", "--max-decisions", 5,
                           "--json")
        self.assertEqual(answer.returncode, 5)
        self.assertIn('"max-decisions"', answer.stdout)

    def test_6_input_output(self):
        self.assertIn("file: ", self.bad(6, "describe", "no-such-file.abif"))
        self.assertIn("file: ", self.bad(6, "describe", "council.abif", "-o", "no-such-folder/x.txt"))
        self.assertIn("file: ", self.bad(6, "describe", "council.abif", "-o", "."))
        self.assertIn("file: ", self.bad(6, "version", "--config", "no-such.toml"))

    def test_6_a_full_disk_is_noticed(self):
        if not os.path.exists("/dev/full"):
            self.skipTest("no /dev/full")
        with open("/dev/full", "wb") as full:
            answer = subprocess.run([COMITIA, "methods"], stdout=full, stderr=subprocess.PIPE, env=environment(), text=True)
        self.assertEqual(answer.returncode, 6)
        self.assertIn("file: cannot be written: No space left on device", answer.stderr)

    def interrupt(self, ready, *words):
        """Starts the program, waits until `ready`, interrupts; gives exit code, seconds waited and standard error."""
        process = subprocess.Popen([COMITIA, *words], cwd=self.folder, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL,
                                   stderr=subprocess.PIPE, env=environment(), bufsize=0)
        ready(process)
        self.assertIsNone(process.poll(), "the program should still be at work")
        began = time.monotonic()
        process.send_signal(signal.SIGINT)
        code = process.wait(timeout=20)
        waited = time.monotonic() - began
        error = process.stderr.read().decode()
        process.stdin.close()
        process.stderr.close()
        return code, waited, error

    @staticmethod
    def listening(process):
        """Waits until the program catches SIGINT, as its /proc entry says."""
        while process.poll() is None:
            status = pathlib.Path(f"/proc/{process.pid}/status").read_text(encoding="ascii")
            caught = int(re.search(r"SigCgt:\s*([0-9a-f]+)", status).group(1), 16)
            if caught >> (signal.SIGINT - 1) & 1:
                return

    def test_130_interrupted_outside_the_engine(self):
        code, waited, error = self.interrupt(self.listening, "describe", "-")  # waits for standard input
        self.assertEqual(code, 130)
        self.assertIn("interrupted", error)
        self.assertLess(waited, 2)  # 250 ms are promised; a busy machine may need more to notice

    def test_130_interrupted_inside_the_engine(self):
        # Thousands of ballots of their own make the margin a long search; -v says when the reading is over.
        self.good("elect", "sample", "--model", "impartial", "--kind", "ranked", "--voices", 5000, "--options", 12, "--to",
                  "abif", "-o", "ranked.abif")
        code, waited, error = self.interrupt(lambda process: process.stderr.readline(), "elect", "margin", "ranked.abif",
                                             "--rule", "ranked-pairs", "-v")
        self.assertEqual(code, 130)
        self.assertIn("interrupted", error)
        self.assertLess(waited, 2)

    def test_a_reader_that_goes_away_is_no_news(self):
        process = subprocess.Popen([COMITIA, "man"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment())
        process.stdout.close()
        self.assertEqual(process.wait(timeout=20), -signal.SIGPIPE)
        self.assertEqual(process.stderr.read(), b"")
        process.stderr.close()


if __name__ == "__main__":
    main()
