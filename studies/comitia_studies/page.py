# SPDX-FileCopyrightText: 2026 The Comitia authors
# SPDX-License-Identifier: Apache-2.0
"""One page about all studies: claims beside measurements first, then tables, then charts. It needs no script and no
network, reads well in light, dark and on paper, and says in words what a colour says."""
from __future__ import annotations

import html
import os
import pathlib
from typing import Any

from comitia_studies import charts
from comitia_studies.verdict import CANNOT, CONFIRMED, NOT_CONFIRMED, Row, matches, shown

STYLE = """
:root { color-scheme: light dark; --paper: #ffffff; --wash: #f4f6f8; --ink: #1a1e23; --quiet: #545d68; --line: #d9dee3;
  --accent: #0a5a86; --good: #1c6b3a; --bad: #a32a1f; --series-1: #0a5a86; --series-2: #b4530a; --series-3: #1c6b3a;
  --series-4: #8a2f7d; --series-5: #545d68; --series-6: #8f6a00; --series-7: #a32a1f; }
@media screen and (prefers-color-scheme: dark) { :root { --paper: #14171b; --wash: #1d2227; --ink: #e9ecef; --quiet: #a5aeb8;
  --line: #3d454e; --accent: #6fbbe6; --good: #7fd19b; --bad: #f0938a; --series-1: #6fbbe6; --series-2: #f0a868;
  --series-3: #7fd19b; --series-4: #dd9ad3; --series-5: #b8c1ca; --series-6: #dcc060; --series-7: #f0938a; } }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1.5rem; max-width: 72rem; background: var(--paper); color: var(--ink);
  font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; }
a { color: var(--accent); } h1, h2, h3 { line-height: 1.25; } h2 { margin-top: 3rem; border-top: 1px solid var(--line); padding-top: 1.5rem; }
.skip { position: absolute; left: -100rem; } .skip:focus { left: 1rem; background: var(--paper); }
.scroll { overflow-x: auto; margin: 1rem 0; } .scroll:focus-visible, a:focus-visible { outline: 2px solid var(--accent); }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; } caption { text-align: left; font-weight: 600; padding: .3rem 0; }
tbody th { font-weight: 500; } th, td { text-align: left; padding: .3rem .8rem .3rem 0; border-bottom: 1px solid var(--line); vertical-align: top; }
td.number, th.number { text-align: right; white-space: nowrap; } .quiet { color: var(--quiet); }
.confirmed { color: var(--good); } .refuted { color: var(--bad); } .verdict { white-space: nowrap; font-weight: 600; }
svg { width: 100%; max-width: 60rem; height: auto; } figure { margin: 1.5rem 0; } figcaption { font-weight: 600; }
@media print { body { max-width: none; } h2 { break-before: page; } tr { break-inside: avoid; } }
"""

MARKS = {CONFIRMED: ("✓", "confirmed"), NOT_CONFIRMED: ("✗", "refuted"), CANNOT: ("?", "quiet")}


def e(text: Any) -> str:
    return html.escape(str(text), quote=True)


def table(caption: str, head: list[str], rows: list[list[str]], numeric: set[int] = frozenset(), of: str = "") -> str:
    """Cells are HTML already; the first column names its row. `of`: the study, where other studies have such a table."""
    def cell(i: int, text: str) -> str:
        kind = ' class="number"' if i in numeric else ""
        return f'<th scope="row"{kind}>{text}</th>' if i == 0 else f"<td{kind}>{text}</td>"

    heads = "".join(f'<th scope="col"{" class=number" if i in numeric else ""}>{e(text)}</th>' for i, text in enumerate(head))
    body = "".join("<tr>" + "".join(cell(i, text) for i, text in enumerate(row)) + "</tr>\n" for row in rows)
    return (f'<div class="scroll" tabindex="0" role="region" aria-label="{e(f"{caption}: {of}" if of else caption)}"><table><caption>{e(caption)}</caption>'
            f"<thead><tr>{heads}</tr></thead>\n<tbody>\n{body}</tbody></table></div>\n")


def papers(result: dict[str, Any]) -> str:
    items = []
    for source in {c["source"]["short"]: c["source"] for c in result["claims"]}.values():
        link = f', <a href="https://arxiv.org/abs/{e(source["arxiv"])}">arXiv {e(source["arxiv"])}</a>' if "arxiv" in source else ""
        items.append(f'<li>{e(source["short"])}: {e(source["cite"])}{link}</li>\n')
    return f'<h3>Papers</h3>\n<ul>\n{"".join(items)}</ul>\n'


def verdict(claim: dict[str, Any]) -> str:
    mark, kind = MARKS[claim["verdict"]]
    return f'<span class="verdict {kind}"><span aria-hidden="true">{mark}</span> {e(claim["verdict"])}</span><br>{e(claim["why"])}'


def claims_table(result: dict[str, Any]) -> str:
    rows = [[e(c["text"]) + (f'<br><span class="quiet">{e(c["doubt"])}</span>' if "doubt" in c else ""),
             e(c["source"]["short"]), e(c["measured"]), verdict(c)] for c in result["claims"]]
    return table("Claims beside measurements", ["claim", "paper", "measured", "verdict"], rows, of=result["title"])


def pivot(description: dict[str, Any], rows: list[Row], of: str) -> str:
    """A table of values: one key of the rows goes down, another across."""
    chosen = [row for row in rows if matches(row, description.get("where", {}))]
    if not chosen:
        return ""
    down, across = description["rows"], description["columns"]
    heads = list(dict.fromkeys(row[across] for row in chosen))
    cells: dict[Any, dict[Any, str]] = {}
    for row in chosen:
        cells.setdefault(row[down], {})[row[across]] = e(shown(row))
    body = [[e(key) or f"no {e(down)}", *(line.get(head, '<span class="quiet">not measured</span>') for head in heads)] for key, line in cells.items()]
    return table(description["title"], [down, *map(str, heads)], body, set(range(1, len(heads) + 1)), of)


def provenance(result: dict[str, Any]) -> str:
    found = result["provenance"]
    lines = [["comitia", e(f"{found['comitia']} {found['commit']}".strip())], ["python", e(found["python"])],
             ["machine", e(found["machine"])], ["study", e(found["study"])], ["seed", e(found["seed"])],
             ["same seed, same result", "yes" if found["deterministic"] else "no: it measures time"],
             ["parameters", e(", ".join(f"{k} = {v}" for k, v in found["parameters"].items()))]]
    lines += [[e(name), e(digest)] for name, digest in found["inputs"].items()]
    return ("<details><summary>Where the numbers come from</summary>\n" +
            table("Provenance", ["what", "value"], lines, of=result["title"]) + "</details>\n")


def section(result: dict[str, Any]) -> str:
    anchor = result["name"].replace("/", "-")
    parts = [f'<section id="{anchor}" aria-labelledby="{anchor}-title">\n<h2 id="{anchor}-title">{e(result["title"])}</h2>\n',
             f'<p>{e(result["question"])}</p>\n']
    parts += [f'<p class="quiet">Note: {e(note)}</p>\n' for note in result["notes"]]
    parts.append(claims_table(result))
    parts += [pivot(description, result["rows"], result["title"]) for description in result["tables"]]
    if charts.available():
        for i, chart in enumerate(result["charts"]):
            drawn = charts.draw(chart, result["rows"], f"{anchor}-{i}")
            if drawn:
                parts.append(f'<figure><figcaption>{e(chart["title"])}</figcaption>\n{drawn}</figure>\n')
    elif result["charts"]:
        parts.append('<p class="quiet">Charts are left out: they need matplotlib. The tables say the same.</p>\n')
    parts.append(papers(result))
    parts.append(f'<p>All rows: <a href="{e(result["name"])}/rows.csv">CSV</a>, '
                 f'<a href="{e(result["name"])}/result.json">JSON</a>.</p>\n')
    parts.append(provenance(result) + "</section>\n")
    return "".join(parts)


def overview(results: list[dict[str, Any]]) -> str:
    rows = []
    for result in results:
        counts = {word: sum(c["verdict"] == word for c in result["claims"]) for word in MARKS}
        anchor = result["name"].replace("/", "-")
        rows.append([f'<a href="#{anchor}">{e(result["title"])}</a>', *(str(counts[word]) for word in MARKS),
                     f"{len(result['rows']):,}"])
    return table("All studies", ["study", *MARKS, "rows"], rows, {1, 2, 3, 4})


def render(results: list[dict[str, Any]]) -> str:
    sizes = "Quick run: samples are small and intervals wide." if any(r["quick"] for r in results) else "Full run."
    return ('<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
            '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; style-src \'unsafe-inline\'; img-src data:">\n'
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>Comitia: studies</title>\n'
            f"<style>{STYLE}</style>\n</head>\n<body>\n"
            '<a class="skip" href="#studies">To the studies</a>\n<header><h1>What papers claim, beside what we measure</h1>\n'
            f"<p>{sizes} “Not confirmed” means that the measurement speaks against the claim; “cannot be compared” that it "
            "does not speak to it, and the reason is given. Brackets are 95 % intervals.</p></header>\n"
            '<main id="studies">\n' + overview(results) + "".join(section(r) for r in results) +
            "</main>\n</body>\n</html>\n")


def write(results: list[dict[str, Any]], path: pathlib.Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(".unfinished")
    unfinished.write_text(render(results), encoding="utf-8")
    os.replace(unfinished, path)
