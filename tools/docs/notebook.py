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
                html = re.sub(r"\n\s*\n", "\n", joined(data["text/html"]).strip())
                text += f'<div class="output" markdown="0">\n{html}\n</div>\n\n'
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
