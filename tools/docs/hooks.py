# SPDX-FileCopyrightText: 2026 The Comitia authors
# SPDX-License-Identifier: Apache-2.0
"""What MkDocs calls: puts the generated pages, the notebooks and the shared voices into the site."""
import html
import pathlib
import re
import sys

from mkdocs.structure.files import File

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import notebook
import pages

# Written documents that the site shows under another place than the repository: (in the repository, on the site).
MOVED = {"CONTRIBUTING.md": "contributing.md", "CHANGELOG.md": "changelog.md", "README.md": "index.md"}


def on_config(config):
    """Fills the place of the rules in the navigation from the catalog, and documents the package as it was built: there the
    functions of the rules have their contracts."""
    built = [path for preset in ("release", "dev")
             if (path := pages.SOURCE / f"build/{preset}/python/comitia/elect.py").exists()]
    if built:
        config.plugins["mkdocstrings"].config.handlers["python"]["paths"] = [str(built[0].parents[1])]
    for entry in config.nav:
        if "Rules" in entry:
            entry["Rules"] = pages.navigation()
    return config


def on_files(files, config):
    for place, text in pages.generated().items():
        files.append(File.generated(config, place, content=text))
    for path in sorted((pages.SOURCE / "docs/notebooks").glob("*.ipynb")):
        place = f"notebooks/{path.stem}"
        text, pictures = notebook.page(path, place)
        text += f"\n[The notebook itself]({path.name}){{ download }}\n"
        files.append(File.generated(config, f"{place}.md", content=text))
        for name, content in pictures.items():
            files.append(File.generated(config, name, content=content))
    for path in sorted((pages.SOURCE / "data").iterdir()):
        if path.suffix != ".md":
            files.append(File.generated(config, f"data/{path.name}", content=path.read_bytes()))
    return files


def on_page_markdown(markdown, page, config, files):
    markdown = pages.answered(markdown)
    if page.file.src_uri == "contributing.md":
        markdown = re.sub(r"\]\((?!https?:|#)([^)]*)\)", lambda link: f"]({MOVED.get(link[1], link[1])})", markdown)
    return markdown


def on_post_page(output, page, config):
    """What the theme leaves out for those who hear a page, or move in it by keyboard: names of the search dialog and of the
    parts of the navigation, and a way to scroll wide tables and samples."""
    output = output.replace('data-md-component="search" role="dialog"',
                            'data-md-component="search" role="dialog" aria-label="Search"')
    titles = {number: re.sub(r"<[^>]*>|\s+", " ", title).strip() for number, title in
              re.findall(r'<label class="md-nav__title" for="(__nav_[\d_]+)">(.*?)</label>', output, re.DOTALL)}
    output = re.sub(r'aria-labelledby="(__nav_[\d_]+)_label"',
                    lambda found: f'aria-label="Pages: {titles.get(found[1], found[1])}"', output)
    output = output.replace("<table>", '<div class="table" tabindex="0" role="group" aria-label="Table"><table class="plain">')
    output = re.sub(r'(<table class="plain">.*?</table>)', r"\1</div>", output, flags=re.DOTALL)
    return re.sub(r"<pre\b[^>]*>.*?</pre>", _focusable, output, flags=re.DOTALL)


def _focusable(sample):
    """A sample whose lines may not fit can be scrolled by keyboard. (The theme's script sees to the code inside only.)"""
    lines = html.unescape(re.sub(r"<[^>]*>", "", sample[0])).splitlines() or [""]
    return sample[0].replace("<pre", '<pre tabindex="0"', 1) if max(map(len, lines)) > 32 else sample[0]
