# SPDX-FileCopyrightText: 2026 The Comitia authors
# SPDX-License-Identifier: Apache-2.0
"""What the tests of the Python package share. Each is for pytest, and a script that ctest runs."""
import os
import pathlib
import subprocess
import sys

SOURCE = pathlib.Path(os.environ.get("COMITIA_SOURCE", pathlib.Path(__file__).resolve().parents[2]))
COMITIA = os.environ.get("COMITIA", str(SOURCE / "build/dev/bin/comitia"))
DATA = SOURCE / "data"
ALASKA = DATA / "alaska_2022_special_general.abif"
COUNCIL = DATA / "council.abc.yaml"
PHRAGMEN = DATA / "phragmen_1894.cat"

try:
    import comitia  # noqa: F401
    import pytest
except ImportError as missing:
    print(f"SKIPPED: {missing}; build the package (COMITIA_PYTHON=ON, tools/setup test) to run this test", flush=True)
    sys.exit(0)


def cli(*words):
    """Standard output of the program."""
    if not pathlib.Path(COMITIA).exists():
        pytest.skip(f"no program at {COMITIA}")
    answer = subprocess.run([COMITIA, *map(str, words)], capture_output=True, text=True, encoding="utf-8", timeout=120)
    assert answer.returncode == 0, answer.stderr
    return answer.stdout


def main(file):
    sys.exit(pytest.main(["-q", "-p", "no:cacheprovider", file]))
