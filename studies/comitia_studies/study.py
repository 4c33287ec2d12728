# SPDX-FileCopyrightText: 2026 The Comitia authors
# SPDX-License-Identifier: Apache-2.0
"""One study as its folder describes it: study.toml says what is claimed and with which parameters we measure, run.py
holds one function `run(study)` that returns rows."""
from __future__ import annotations

import hashlib
import importlib.util
import pathlib
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from comitia_studies.verdict import KINDS, Row

STUDIES = pathlib.Path(__file__).resolve().parents[1]
NEEDED = ("title", "question", "seed", "seconds", "papers", "parameters", "claims")


class StudyError(Exception):
    """A study that cannot be used: what is wrong, and in which file."""


@dataclass
class Study:
    name: str  #: "elect/axioms"
    folder: pathlib.Path
    text: dict[str, Any]  #: all of study.toml
    quick: bool = False
    notes: list[str] = field(default_factory=list)  #: what was skipped, and why
    inputs: dict[str, str] = field(default_factory=dict)  #: file name -> digest of its voices

    @property
    def parameters(self) -> dict[str, Any]:
        """Those of the full run, replaced by those of the quick one where it names them."""
        sets = self.text["parameters"]
        return {**sets["full"], **(sets["quick"] if self.quick else {})}

    @property
    def seed(self) -> int:
        return self.text["seed"]

    @property
    def claims(self) -> list[dict[str, Any]]:
        return self.text["claims"]

    def paper(self, claim: dict[str, Any]) -> dict[str, str]:
        return self.text["papers"][claim["paper"]]

    def note(self, sentence: str) -> None:
        """Says on the page what is missing from this run."""
        if sentence not in self.notes:
            self.notes.append(sentence)

    def run(self) -> list[Row]:
        """Imports run.py anew and calls it."""
        path = self.folder / "run.py"
        spec = importlib.util.spec_from_file_location("study_" + self.name.replace("/", "_").replace("-", "_"), path)
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        return module.run(self)

    def digest(self) -> str:
        """Of what the study is: its description and its code."""
        parts = b"".join((self.folder / name).read_bytes() for name in ("study.toml", "run.py"))
        return "sha256:" + hashlib.sha256(parts).hexdigest()


def load(folder: pathlib.Path) -> Study:
    path = folder / "study.toml"
    try:
        text = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise StudyError(f"{path}: {error}") from None
    for key in NEEDED:
        if key not in text:
            raise StudyError(f"{path}: '{key}' is missing")
    if not (folder / "run.py").is_file():
        raise StudyError(f"{folder}: run.py is missing")
    for key, source in text["papers"].items():
        if not {"short", "cite"} <= source.keys():
            raise StudyError(f"{path}: paper {key} needs 'short' and 'cite'")
    seen = set()
    for claim in text["claims"]:
        for key in ("id", "text", "paper", "kind", "where"):
            if key not in claim:
                raise StudyError(f"{path}: claim {claim.get('id', '?')}: '{key}' is missing")
        if claim["kind"] not in KINDS:
            raise StudyError(f"{path}: claim {claim['id']}: kind {claim['kind']} is none of {', '.join(KINDS)}")
        if claim["paper"] not in text["papers"]:
            raise StudyError(f"{path}: claim {claim['id']}: no paper is called {claim['paper']}")
        if claim["id"] in seen:
            raise StudyError(f"{path}: two claims are called {claim['id']}")
        seen.add(claim["id"])
    return Study("/".join(folder.parts[-2:]), folder, text)


def all_studies(root: pathlib.Path = STUDIES) -> Iterator[Study]:
    for path in sorted(root.glob("*/*/study.toml")):
        yield load(path.parent)


def find(names: list[str], root: pathlib.Path = STUDIES) -> list[Study]:
    """The named studies, or all of them; a name may be a family ("elect") or a study ("elect/axioms", "axioms")."""
    studies = list(all_studies(root))
    if not names:
        return studies
    chosen = []
    for name in names:
        hits = [s for s in studies if name in (s.name, *s.name.split("/"))]
        if not hits:
            raise LookupError(f"no study is called {name}; there are {', '.join(s.name for s in studies)}")
        chosen += [s for s in hits if s not in chosen]
    return chosen
