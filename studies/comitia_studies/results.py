# SPDX-FileCopyrightText: 2026 The Comitia authors
# SPDX-License-Identifier: Apache-2.0
"""The result of a study: rows, verdicts, provenance; written as JSON and CSV. There is no date and no time of the run in
it, so that the same seed gives the same bytes (unless the study itself measures time, which its study.toml says)."""
from __future__ import annotations

import csv
import dataclasses
import json
import os
import pathlib
import platform
from typing import Any

import comitia

from comitia_studies.study import Study
from comitia_studies.verdict import weigh


def provenance(study: Study) -> dict[str, Any]:
    return {
        "comitia": comitia.__version__,
        "commit": getattr(comitia, "__commit__", ""),
        "python": platform.python_version(),
        "machine": f"{os.cpu_count()} cores, {platform.machine()}",
        "study": study.digest(),
        "seed": study.seed,
        "parameters": study.parameters,
        "inputs": dict(sorted(study.inputs.items())),
        "deterministic": study.text.get("deterministic", True),
    }


def measure(study: Study) -> dict[str, Any]:
    """Runs the study and weighs its claims."""
    rows = study.run()
    claims = [{**claim, "source": study.paper(claim), **dataclasses.asdict(weigh(claim, rows))} for claim in study.claims]
    return {
        "name": study.name,
        "title": study.text["title"],
        "question": study.text["question"],
        "quick": study.quick,
        "notes": list(study.notes),
        "claims": claims,
        "tables": study.text.get("tables", []),
        "charts": study.text.get("charts", []),
        "rows": rows,
        "provenance": provenance(study),
    }


def write_csv(path: pathlib.Path, rows: list[dict[str, Any]]) -> None:
    columns = list(dict.fromkeys(key for row in rows for key in row))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def write(result: dict[str, Any], folder: pathlib.Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "result.json").write_text(json.dumps(result, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    write_csv(folder / "rows.csv", result["rows"])
    write_csv(folder / "claims.csv", [{"id": c["id"], "claim": c["text"], "paper": c["source"]["cite"],
                                       "measured": c["measured"], "verdict": c["verdict"], "why": c["why"]}
                                      for c in result["claims"]])
