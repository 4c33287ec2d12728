# SPDX-FileCopyrightText: 2026 The Comitia authors
# SPDX-License-Identifier: Apache-2.0
"""mypy --strict accepts the package and a program that uses it, and finds mistakes in one."""
import pathlib
import subprocess
import sys

from package import main, pytest

import comitia

GOOD = '''
import comitia as co

voices: co.Voices = co.read("council.abc.yaml", lenient=True)
decision: co.Decision = co.elect.equal_shares(voices, seats=3, completion="av", certify=["jr"], random_state=3)
members: list[str] = decision.outcome.committee
status: str = decision.certificate["jr"].status
best: co.Decision | None = co.LimitReached("late").best
for method in co.methods("elect"):
    print(method.id, [option.name for option in method.options])
same: bool = co.verify(decision, voices).ok
matrix: co.Voices = co.voices.approval([[1, 2], {2}], [1, 2], weights=[1, "1/2"])
'''
BAD = {
    'co.elect.equal_shares(v, seat=3)': "call-arg",
    'co.elect.equal_shares(v, completion="avv")': "arg-type",
    'co.elect.equal_shares(v, 3)': "call-arg|misc",
    'co.elect.equal_shares("file.pb")': "arg-type",
    'co.elect.equal_shares(v).outcome.comittee': "attr-defined",
}


def mypy(*words, folder):
    pytest.importorskip("mypy")
    package = str(pathlib.Path(comitia.__file__).resolve().parent.parent) if "build" not in comitia.__file__ else \
        str(pathlib.Path(comitia.__file__).parent.parent)
    import os

    return subprocess.run([sys.executable, "-m", "mypy", "--strict", "--cache-dir", str(folder / "cache"), *words],
                          capture_output=True, text=True, cwd=folder, env={**os.environ, "MYPYPATH": package})


def test_the_package(tmp_path):
    answer = mypy("-p", "comitia", folder=tmp_path)
    assert answer.returncode == 0, answer.stdout


def test_programs(tmp_path):
    (tmp_path / "good.py").write_text(GOOD, encoding="utf-8")
    lines = ["import comitia as co", 'v = co.read("f")', *BAD]
    (tmp_path / "bad.py").write_text("\n".join(lines) + "\n", encoding="utf-8")
    answer = mypy("good.py", folder=tmp_path)
    assert answer.returncode == 0, answer.stdout
    answer = mypy("bad.py", folder=tmp_path)
    for number, codes in enumerate(BAD.values(), 3):
        found = [line for line in answer.stdout.splitlines() if line.startswith(f"bad.py:{number}: error")]
        assert any(f"[{code}]" in line for line in found for code in codes.split("|")), (lines[number - 1], answer.stdout)


if __name__ == "__main__":
    sys.exit(main(__file__))
