#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Comitia authors
# SPDX-License-Identifier: Apache-2.0
"""Every Python sample of the documents is run, in the order of its page, and must show what stands there.

A ```pycon block is a session, as doctest reads it. A ```python block is run as it is; when a ```text block follows at once,
that is what it prints. A page has one namespace and one folder, with data/ beside it and with the files that it shows."""
import contextlib
import doctest
import io
import os
import pathlib
import re
import shutil
import sys
import tempfile
import unittest

from console_test import SOURCE, all_pages, shown_files

for preset in ("release", "dev"):
    if (SOURCE / f"build/{preset}/python/comitia").is_dir() and "PYTHONPATH" not in os.environ:
        sys.path.insert(0, str(SOURCE / f"build/{preset}/python"))
try:
    import comitia
except ImportError as missing:
    print(f"SKIPPED: no Python sample was run: {missing}; 'make python' builds the package", flush=True)
    sys.exit(0)

SAMPLE = re.compile(r"^```(pycon|python)\n(.*?)^```$(?:\n\n?```text\n(.*?)^```$)?", re.MULTILINE | re.DOTALL)
FLAGS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE | doctest.IGNORE_EXCEPTION_DETAIL


def samples(text):
    """(kind, code, text that follows) of a page."""
    return SAMPLE.findall(text)


class PythonSamples(unittest.TestCase):
    def run_page(self, page, text):
        folder = tempfile.mkdtemp(prefix="comitia-docs-")
        self.addCleanup(shutil.rmtree, folder, ignore_errors=True)
        shutil.copytree(SOURCE / "data", pathlib.Path(folder) / "data")
        for name, content in shown_files(text).items():
            (pathlib.Path(folder) / name).write_text(content, encoding="utf-8")
        names = {}
        with contextlib.chdir(folder):
            for number, (kind, code, printed) in enumerate(samples(text), 1):
                with self.subTest(page=page, sample=number):
                    said = io.StringIO()
                    if kind == "pycon":
                        session = doctest.DocTestParser().get_doctest(code, names, f"{page}, sample {number}", page, 0)
                        self.assertGreater(len(session.examples), 0)
                        result = doctest.DocTestRunner(optionflags=FLAGS).run(session, out=said.write, clear_globs=False)
                        names.update(session.globs)
                        self.assertEqual(result.failed, 0, said.getvalue())
                    else:
                        with contextlib.redirect_stdout(said):
                            exec(compile(code, f"{page}, sample {number}", "exec"), names)
                        if printed:
                            self.assertEqual(said.getvalue().rstrip(), printed.rstrip())

    def test_pages(self):
        pages = all_pages()
        self.assertGreater(sum(len(samples(text)) for text in pages.values()), 15)
        for page, text in pages.items():
            if samples(text):
                self.run_page(page, text)

    def test_an_output_that_is_not_shown_is_noticed(self):
        said = io.StringIO()
        session = doctest.DocTestParser().get_doctest(">>> 1 + 1\n3\n", {}, "wrong", "wrong", 0)
        self.assertEqual(doctest.DocTestRunner(optionflags=FLAGS).run(session, out=said.write).failed, 1)


if __name__ == "__main__":
    unittest.main(verbosity=1)
