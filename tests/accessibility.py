# SPDX-FileCopyrightText: 2026 The Comitia authors
# SPDX-License-Identifier: Apache-2.0
"""What axe-core says about a self-contained page in a real browser, light or dark, wide or as narrow as a phone."""
import html
import importlib.util
import json
import pathlib
import re
import shutil
import subprocess

BROWSER = shutil.which("chromium") or shutil.which("google-chrome")
BUNDLE = importlib.util.find_spec("axe_playwright_python")
CAN_LOOK = bool(BROWSER and BUNDLE)
WHY_NOT = "SKIPPED: no page was checked: 'tools/setup test' installs Chromium and axe-core"
VIEWS = ((False, 1200), (True, 1200), (False, 320))  # dark, width in pixels
SCRIPT = """
axe.run(document, {resultTypes: ["violations"]}).then(result => {
  const found = result.violations.map(v => ({rule: v.id, help: v.help, where: v.nodes.map(n => n.html)}));
  const page = document.documentElement;
  const answer = {found, dark: matchMedia("(prefers-color-scheme: dark)").matches, passed: result.passes.length,
                  width: window.innerWidth, overflow: page.scrollWidth - page.clientWidth};
  const place = parent.document.createElement("script");
  place.type = "application/json";
  place.id = "axe-answer";
  place.textContent = JSON.stringify(answer).replace(/</g, "\\\\u003c");
  parent.document.body.append(place);
});
"""


def look(text: str, dark: bool, width: int, folder: pathlib.Path) -> dict:
    """Looks at a copy of the page that allows scripts, in a frame, which can be narrower than a window."""
    text, count = re.subn(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", text)
    assert count == 1, "a page forbids all scripts and requests"
    axe = (pathlib.Path(BUNDLE.origin).parent / "axe.min.js").read_text(encoding="utf-8")
    inner = html.escape(f"{text}<script>{axe}</script><script>{SCRIPT}</script>")
    copy = folder / "copy.html"
    copy.write_text(f'<!doctype html><body style="margin:0"><iframe style="width:{width}px;height:900px;border:0" '
                    f'srcdoc="{inner}"></iframe>', encoding="utf-8")
    run = subprocess.run(
        [BROWSER, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder}/profile",
         "--window-size=1280,1000", f"--blink-settings=preferredColorScheme={0 if dark else 1}",
         "--virtual-time-budget=20000", "--dump-dom", copy.as_uri()],
        capture_output=True, text=True, encoding="utf-8", timeout=120, check=True)
    answer = re.search(r'id="axe-answer">(.*?)</script>', run.stdout)
    assert answer, run.stderr[-2000:]
    found = json.loads(answer.group(1))
    assert (found["dark"], found["width"]) == (dark, width), "the browser showed another page than asked"
    return found


def check(test, text: str, folder: pathlib.Path, **name) -> None:
    """Fails the test for everything that axe finds in any view, and for what must be scrolled sideways."""
    for dark, width in VIEWS:
        with test.subTest(**name, dark=dark, width=width):
            answer = look(text, dark, width, folder)
            test.assertEqual(answer["found"], [])
            test.assertLessEqual(answer["overflow"], 0, "the page is wider than the window")
