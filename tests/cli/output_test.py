#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Comitia authors
# SPDX-License-Identifier: Apache-2.0
"""Files are written whole or not at all; colour and progress are for terminals; nothing else is ever printed."""
import os
import pathlib
import pty
import re
import stat
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from program import COMITIA, ProgramTest, environment, main  # noqa: E402


class Output(ProgramTest):
    def on_terminal(self, *words, **more):
        """What somebody at a terminal sees of both streams."""
        ours, theirs = pty.openpty()
        process = subprocess.Popen([COMITIA, *map(str, words)], cwd=self.folder, stdin=theirs, stdout=theirs, stderr=theirs,
                                   env=environment(TERM="xterm", **more))
        os.close(theirs)
        seen = b""
        while True:
            try:
                chunk = os.read(ours, 65536)
            except OSError:  # the other end is closed
                break
            if not chunk:
                break
            seen += chunk
        os.close(ours)
        self.assertEqual(process.wait(timeout=60), 0, seen.decode())
        return seen.decode()

    def test_a_file_equals_standard_output(self):
        text = self.good("elect", "decide", "council.abif", "--seats", 3, "--json")
        answer = self.call("elect", "decide", "council.abif", "--seats", 3, "-o", "d.json")
        self.assertEqual(answer.stdout, "")
        self.assertEqual((self.folder / "d.json").read_text(encoding="utf-8"), text)
        self.assertEqual(self.good("elect", "decide", "council.abif", "--seats", 3, "--json", "-o", "-"), text)

    def test_a_file_is_replaced_in_one_step_and_keeps_its_mode(self):
        path = self.write("d.json", "old")
        path.chmod(0o640)
        before = path.stat().st_ino
        self.good("elect", "decide", "council.abif", "--seats", 3, "-o", path.name)
        self.assertNotEqual(path.stat().st_ino, before, "written elsewhere, then renamed")
        self.assertEqual(stat.S_IMODE(path.stat().st_mode), 0o640)
        old = os.umask(0o027)
        try:
            self.good("elect", "decide", "council.abif", "--seats", 3, "-o", "new.json")
        finally:
            os.umask(old)
        self.assertEqual(stat.S_IMODE((self.folder / "new.json").stat().st_mode), 0o640)

    def test_links_and_devices_stay_what_they_are(self):
        (self.folder / "link.json").symlink_to("d.json")
        self.write("d.json", "old")
        self.good("elect", "decide", "council.abif", "--seats", 3, "-o", "link.json")
        self.assertTrue((self.folder / "link.json").is_symlink())
        self.assertIn("decision/1", (self.folder / "d.json").read_text(encoding="utf-8"))
        self.good("version", "-o", "/dev/null")
        self.assertTrue(os.path.exists("/dev/null"))

    def test_a_failure_leaves_the_old_file_and_nothing_else(self):
        self.write("d.json", "old")
        before = self.names()
        self.bad(4, "elect", "decide", "tie.abif", "--ties", "refuse", "-o", "d.json")
        self.bad(3, "elect", "decide", "broken.abif", "-o", "d.json")
        self.assertEqual((self.folder / "d.json").read_text(encoding="utf-8"), "old")
        self.assertEqual(self.names(), before)

    def test_a_folder_that_forbids_writing(self):
        if os.geteuid() == 0:
            self.skipTest("root may write anywhere")
        (self.folder / "shut").mkdir(mode=0o555)
        self.bad(6, "version", "-o", "shut/x.txt")

    def test_colour_is_for_terminals(self):
        words = ["elect", "decide", "council.abif", "--seats", 3, "-q"]
        plain = self.good(*words)
        seen = self.on_terminal(*words)
        self.assertIn("\033[1mAda Abel", seen)
        self.assertIn("\033[32m", seen)
        self.assertEqual(re.sub(r"\033\[\d*m", "", seen).replace("\r\n", "\n"), plain, "the same text, painted")
        self.assertNotIn("\033", self.on_terminal(*words, NO_COLOR="1"))
        self.assertNotIn("\033", self.on_terminal(*words, "--no-color"))

    def test_progress_is_for_terminals(self):
        self.good("elect", "sample", "--model", "impartial", "--kind", "ranked", "--voices", 400, "--options", 10, "--to", "abif",
                  "-o", "r.abif")
        self.assertEqual(self.call("elect", "margin", "r.abif", "--rule", "ranked-pairs", "--time-limit", 2, "-q").stderr, "")

    def test_no_input_never_waits(self):
        ours, theirs = pty.openpty()
        try:
            done = subprocess.run([COMITIA, "describe", "-", "--no-input"], stdin=theirs, capture_output=True, text=True,
                                  env=environment(), timeout=20)
        finally:
            os.close(ours)
            os.close(theirs)
        self.assertEqual(done.returncode, 2)
        self.assertIn("--no-input", done.stderr)

    def test_remarks_can_be_silenced_and_multiplied(self):
        words = ["elect", "decide", "ranked.abif"]
        self.assertEqual(self.call(*words, "-q").stderr, "")
        self.assertIn("read in", self.call(*words, "-v").stderr)
        self.assertIn("\nSteps\n", self.good(*words, "-v"))


if __name__ == "__main__":
    main()
