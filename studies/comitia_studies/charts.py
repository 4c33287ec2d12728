# SPDX-FileCopyrightText: 2026 The Comitia authors
# SPDX-License-Identifier: Apache-2.0
"""Charts of a study's rows as inline SVG, drawn by matplotlib. Colours become variables of the page, so that a chart
follows its light or dark style; series differ by mark and dash as well as by colour, and each chart repeats a table."""
from __future__ import annotations

import html
import io
import re
from typing import Any

from comitia_studies.verdict import Row, matches

# Stand-ins that matplotlib writes and the page replaces by variables.
INK, PAPER, LINE = "#010101", "#fefefe", "#020202"
SERIES = [f"#0{i}0{i}0{i}" for i in range(3, 10)]
MARKS = "osD^vPX"
DASHES = ["-", "--", "-.", ":", (0, (5, 1)), (0, (3, 1, 1, 1)), (0, (1, 1))]


def available() -> bool:
    try:
        import matplotlib  # noqa: F401
    except ImportError:
        return False
    return True


def _in_page(svg: str, name: str, title: str) -> str:
    svg = svg[svg.index("<svg"):]
    svg = re.sub(r"<metadata>.*?</metadata>\s*", "", svg, flags=re.DOTALL)
    svg = re.sub(r'\bid="([^"]+)"', rf'id="{name}-\1"', svg)
    svg = re.sub(r"url\(#", f"url(#{name}-", svg)
    svg = re.sub(r'href="#', f'href="#{name}-', svg)
    for stand_in, variable in [(INK, "--ink"), (PAPER, "--paper"), (LINE, "--line"),
                               *((color, f"--series-{i + 1}") for i, color in enumerate(SERIES))]:
        svg = svg.replace(stand_in, f"var({variable})")
    label = html.escape(title, quote=True)
    return re.sub(r"<svg [^>]*viewBox=\"([^\"]+)\"[^>]*>",
                  rf'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="\1" '
                  rf'role="img" aria-label="{label}">', svg, count=1)


def draw(chart: dict[str, Any], rows: list[Row], name: str) -> str:
    """One chart as study.toml describes it: kind (lines or dots), x, y, series, where, and the two titles."""
    import matplotlib
    matplotlib.use("svg")
    import matplotlib.pyplot as plt

    chosen = [row for row in rows if matches(row, chart.get("where", {}))]
    if not chosen:
        return ""
    series = list(dict.fromkeys(row[chart["series"]] for row in chosen))
    words = list(dict.fromkeys(row[chart["x"]] for row in chosen))
    numeric = chart["kind"] == "lines"
    style = {"svg.fonttype": "none", "svg.hashsalt": name, "font.family": "sans-serif", "font.size": 10, "text.color": INK,
             "axes.labelcolor": INK, "axes.edgecolor": LINE, "xtick.color": INK, "ytick.color": INK, "axes.facecolor": "none",
             "figure.facecolor": "none", "grid.color": LINE, "legend.frameon": False}
    with matplotlib.rc_context(style):
        figure, axes = plt.subplots(figsize=(8, 4.2), layout="constrained")
        for i, key in enumerate(series):
            mine = [row for row in chosen if row[chart["series"]] == key]
            color, mark = SERIES[i % len(SERIES)], MARKS[i % len(MARKS)]
            y = [row[chart.get("y", "value")] for row in mine]
            if numeric:
                axes.plot([row[chart["x"]] for row in mine], y, label=key, color=color, marker=mark, markersize=5,
                          linestyle=DASHES[i % len(DASHES)], linewidth=1.5)
                continue
            shift = (i - (len(series) - 1) / 2) * 0.8 / len(series)
            x = [words.index(row[chart["x"]]) + shift for row in mine]
            low = [max(0.0, v - row["low"]) if row.get("low") is not None else 0 for v, row in zip(y, mine)]
            high = [max(0.0, row["high"] - v) if row.get("high") is not None else 0 for v, row in zip(y, mine)]
            axes.errorbar(x, y, yerr=[low, high], label=key, color=color, marker=mark, markersize=5, linestyle="none",
                          linewidth=1.2)
        if not numeric:
            axes.set_xticks(range(len(words)), words, rotation=20 if len(words) > 5 else 0)
        if chart.get("log"):
            axes.set_xscale("log")
            axes.set_yscale("log")
        axes.grid(True, linewidth=0.5)
        axes.set_xlabel(chart.get("x_title", chart["x"]))
        axes.set_ylabel(chart.get("y_title", ""))
        axes.legend(loc="center left", bbox_to_anchor=(1, 0.5))
        axes.spines[["top", "right"]].set_visible(False)
        text = io.StringIO()
        figure.savefig(text, format="svg", metadata={"Date": None, "Creator": None})
        plt.close(figure)
    return _in_page(text.getvalue(), name, chart["title"])
