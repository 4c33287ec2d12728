# SPDX-FileCopyrightText: 2026 The Comitia authors
# SPDX-License-Identifier: Apache-2.0
"""The Python sessions of README.md are true."""
import doctest
import os
import re
import sys

from package import SOURCE, main, pytest


def sessions():
    text = (SOURCE / "README.md").read_text(encoding="utf-8")
    return re.findall(r"^```pycon\n(.*?)^```$", text, re.M | re.S)


def test_readme_has_a_session():
    assert len(sessions()) >= 1


@pytest.mark.parametrize("session", sessions())
def test_sessions(session, monkeypatch):
    pytest.importorskip("pandas")
    monkeypatch.chdir(SOURCE)
    test = doctest.DocTestParser().get_doctest(session, {}, "README.md", os.fspath(SOURCE / "README.md"), 0)
    result = doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE).run(test)
    assert result.attempted > 5 and result.failed == 0


if __name__ == "__main__":
    sys.exit(main(__file__))
