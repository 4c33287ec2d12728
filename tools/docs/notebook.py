# SPDX-FileCopyrightText: 2026 The Comitia authors
# SPDX-License-Identifier: Apache-2.0
"""A notebook with its stored outputs as a Markdown page, and its pictures beside it."""
import base64
import json
import re

# The first of these that an output has is shown: what a browser shows best comes first.
PICTURES = {"image/svg+xml": "svg", "image/png": "png"}
ESCAPES = re.compile(r"\x1b\[[0-9;]*m")


def joined(text):
    return text if isinstance(text, str) else "".join(text)


def fenced(text, language):
    return f"```{language}\n{joined(text).rstrip()}\n```\n\n"


def plain(html):
    """A table of a data frame as the site shows tables: no style of its own, no empty heads, no blank lines."""
    html = re.sub(r"<style.*?</style>", "", html, flags=re.DOTALL)
    html = re.sub(r"<table[^>]*>", "<table>", html).replace("<th></th>", "<td></td>")
    return re.sub(r"\n\s*\n", "\n", html.strip())


def outputs(cell, place, number):
    """(Markdown, {place: bytes}) of what a cell shows."""
    text, files = "", {}
    for at, output in enumerate(cell["outputs"]):
        if output["output_type"] == "stream":
            text += fenced(ESCAPES.sub("", joined(output["text"])), "text")
        elif output["output_type"] == "error":
            text += fenced(f"{output['ename']}: {ESCAPES.sub('', output['evalue'])}", "text")
        else:
            data = output["data"]
            picture = next((kind for kind in PICTURES if kind in data), None)
            if "text/html" in data:
                text += f'<div class="output" markdown="0">\n{plain(joined(data["text/html"]))}\n</div>\n\n'
            elif picture:
                body = joined(data[picture])
                name = f"{number}-{at}.{PICTURES[picture]}"
                files[f"{place}/{name}"] = body.encode() if picture == "image/svg+xml" else base64.b64decode(body)
                words = (cell.get("metadata") or {}).get("alt", "Picture made by the code above")
                text += f"![{words}]({place.rsplit('/', 1)[-1]}/{name})\n\n"
            elif "text/plain" in data:
                text += fenced(data["text/plain"], "text")
    return text, files


def page(path, place):
    """(Markdown, {place: bytes}) of a notebook; pictures lie in the folder `place`."""
    notebook = json.loads(path.read_text(encoding="utf-8"))
    text, files = "", {}
    for number, cell in enumerate(notebook["cells"]):
        if cell["cell_type"] == "markdown":
            text += joined(cell["source"]).strip() + "\n\n"
        elif cell["cell_type"] == "code":
            text += fenced(cell["source"], "python")
            more, pictures = outputs(cell, place, number)
            text += more
            files |= pictures
    return text, files
