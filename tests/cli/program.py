# SPDX-FileCopyrightText: 2026 The Comitia authors
# SPDX-License-Identifier: Apache-2.0
"""What the tests of the program share: calling it, and small files of voices to call it on."""
import os
import pathlib
import shutil
import subprocess
import tempfile
import unittest

SOURCE = pathlib.Path(os.environ.get("COMITIA_SOURCE", pathlib.Path(__file__).resolve().parents[2]))
COMITIA = os.environ.get("COMITIA", str(SOURCE / "build/dev/bin/comitia"))
DATA = SOURCE / "tests/data/cli"


def environment(**more):
    """No colour setting, language or configuration of whoever runs the tests may matter."""
    return {"PATH": os.environ["PATH"], "LC_ALL": "C", **{k: v for k, v in os.environ.items() if "SAN_OPTIONS" in k}, **more}


class ProgramTest(unittest.TestCase):
    """Each test has a folder of its own with copies of tests/data/cli."""

    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="comitia-cli-"))
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)
        for path in DATA.iterdir():
            shutil.copy(path, self.folder)

    def call(self, *words, stdin=None, env=None, timeout=60):
        """Runs the program; the answer has returncode, and stdout and stderr as text."""
        return subprocess.run([COMITIA, *map(str, words)], cwd=self.folder, input=stdin, env=env or environment(),
                              stdin=subprocess.DEVNULL if stdin is None else None, capture_output=True, text=True,
                              encoding="utf-8", timeout=timeout)

    def good(self, *words, **more):
        """The same, and it must end with 0; gives standard output."""
        answer = self.call(*words, **more)
        self.assertEqual(answer.returncode, 0, f"comitia {' '.join(map(str, words))}\n{answer.stdout}{answer.stderr}")
        return answer.stdout

    def bad(self, code, *words, **more):
        """The same for another exit code; gives standard error."""
        answer = self.call(*words, **more)
        self.assertEqual(answer.returncode, code, f"comitia {' '.join(map(str, words))}\n{answer.stdout}{answer.stderr}")
        return answer.stderr

    def write(self, name, text):
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        return path

    def names(self):
        return sorted(path.name for path in self.folder.iterdir())


def main():
    unittest.main(verbosity=1)
