#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Comitia authors
# SPDX-License-Identifier: Apache-2.0
"""Every notebook runs from its first cell to its last, and shows again the text that is stored in it. Pictures and HTML may
differ from machine to machine and are only required to be there."""
import os
import pathlib
import re
import shutil
import sys
import tempfile
import unittest

SOURCE = pathlib.Path(os.environ.get("COMITIA_SOURCE", pathlib.Path(__file__).resolve().parents[2]))
for preset in ("release", "dev"):
    if (SOURCE / f"build/{preset}/python/comitia").is_dir() and "PYTHONPATH" not in os.environ:
        os.environ["PYTHONPATH"] = str(SOURCE / f"build/{preset}/python")
        sys.path.insert(0, os.environ["PYTHONPATH"])
try:
    import comitia  # noqa: F401
    import ipykernel  # noqa: F401
    import matplotlib  # noqa: F401
    import nbformat
    import pandas  # noqa: F401
    from nbclient import NotebookClient
except ImportError as missing:
    print(f"SKIPPED: no notebook was run: {missing}; 'tools/setup docs' and 'make python' install what is needed", flush=True)
    sys.exit(0)


def shown(cell):
    """[(kinds of output, text)] of a code cell, in a form that does not depend on where lines were cut."""
    found = []
    for output in cell.outputs:
        if output.output_type == "stream":
            found.append((["stream"], output.text))
        else:
            data = output.get("data", {})
            # An object that has no text of its own shows its address, and a picture its size in pixels.
            text = "" if "image/png" in data else re.sub(r" at 0x[0-9a-f]+", "", data.get("text/plain", ""))
            found.append((sorted(data), text))
    return found


class Notebooks(unittest.TestCase):
    maxDiff = None

    def test_stored_outputs_are_true(self):
        notebooks = sorted((SOURCE / "docs/notebooks").glob("*.ipynb"))
        self.assertTrue(notebooks)
        for path in notebooks:
            stored = nbformat.read(path, as_version=4)
            again = nbformat.read(path, as_version=4)
            folder = tempfile.mkdtemp(prefix="comitia-notebook-")
            self.addCleanup(shutil.rmtree, folder, ignore_errors=True)
            shutil.copytree(SOURCE / "data", pathlib.Path(folder) / "data")
            NotebookClient(again, timeout=300, resources={"metadata": {"path": folder}}).execute()
            for number, (before, after) in enumerate(zip(stored.cells, again.cells, strict=True)):
                if before.cell_type == "code":
                    with self.subTest(notebook=path.name, cell=number):
                        self.assertEqual(shown(before), shown(after))
            texts = [text for cell in stored.cells if cell.cell_type == "code" for _, text in shown(cell) if text]
            self.assertGreater(len(texts), 5, "a notebook keeps its outputs, so that they can be read without running it")


if __name__ == "__main__":
    unittest.main(verbosity=1)
