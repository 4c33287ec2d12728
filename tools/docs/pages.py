# SPDX-FileCopyrightText: 2026 The Comitia authors
# SPDX-License-Identifier: Apache-2.0
"""The pages of the site that nobody writes: one for each rule, made from the catalog of the program, and the answers of
the program that written pages ask for. Every number on them was computed by the program on files of data/."""
import json
import os
import pathlib
import re
import subprocess
import tomllib

SOURCE = pathlib.Path(__file__).resolve().parents[2]
# What a page shows the program doing, by the kind of voices: (file, further words, the same in Python).
EXAMPLES = {
    "approval": ("data/phragmen_1894.cat", "--seats 3", "seats=3"),
    "ranked": ("data/tennessee.abif", "", ""),
}
ALSO = {"approval": ("data/council.abc.yaml", "--seats 10"), "ranked": ("data/alaska_2022_special_general.abif", "")}
# The letters of the formulas, in the order in which they are explained.
LETTERS = {
    "W": "*W* is the committee",
    "A_i": "*A*<sub>i</sub> the options that voter *i* approves of",
    "N_c": "*N*<sub>c</sub> the voters who approve of *c*",
    "N(": "*N*(c,d) the number of voters who rank *c* above *d*",
    "R": "*R* the options that are left",
    "k": "*k* the number of seats",
    "n": "*n* the number of voters",
}
MAKERS = {"hand": "examples worked out by hand", "brute": "brute force over all small profiles"}


def program():
    """The program that answers: $COMITIA, or what was built last."""
    if os.environ.get("COMITIA"):
        return pathlib.Path(os.environ["COMITIA"])
    built = [path for preset in ("release", "dev") if (path := SOURCE / f"build/{preset}/bin/comitia").exists()]
    if not built:
        raise SystemExit("docs: no program to ask: 'make build' makes it, or name one in COMITIA")
    return max(built, key=lambda path: path.stat().st_mtime)


def ask(words):
    """Standard output of `comitia WORDS`, run in the root of the source tree."""
    run = subprocess.run([program(), *words.split()], cwd=SOURCE, capture_output=True, text=True, encoding="utf-8",
                         timeout=120)
    if run.returncode not in (0, 1):
        raise SystemExit(f"docs: comitia {words}: {run.stderr}")
    return run.stdout


def rules():
    """All rules as `comitia methods --json` describes them."""
    return json.loads(ask("methods --json"))


def page_of(rule):
    """Where the page of a rule is, in the folder of the sources."""
    return f"rules/{rule['id']}.md"


def python_name(rule):
    return rule["id"].replace("/", ".").replace("-", "_")


def sentences(text):
    return [part[:1].upper() + part[1:] for part in re.split(r";\s+", text) if part]


def escaped(text):
    """Plain text as Markdown."""
    return re.sub(r"([*_<|\[\]])", r"\\\1", text)


def linked(text):
    """A source with links to the papers that it names."""
    return re.sub(r"arXiv (\d{4}\.\d{4,5})", r"[arXiv \1](https://arxiv.org/abs/\1)", escaped(text))


def formula(rule):
    """The definition in letters, and what the letters mean."""
    text = rule.get("formula", "")
    if not text:
        return ""
    lines = []
    for line in text.split("; "):
        line = line.replace("&", "&amp;").replace("<", "&lt;")
        line = re.sub(r"_\{([^}]*)\}", r"<sub>\1</sub>", line)
        lines.append(re.sub(r"(?<=[A-Za-zρΣ])_([a-z]\b)(?!\w)", r"<sub>\1</sub>", line))
    letters = [meaning for letter, meaning in LETTERS.items()
               if re.search(rf"(?<![A-Za-z_]){re.escape(letter)}(?![A-Za-z_])", text)]
    shown = "<br>\n".join(lines)
    return f'<div class="formula" markdown="0">\n{shown}\n</div>\n\n' + (", ".join(letters) + ".\n\n" if letters else "")


def guarantees(rule, decision, axioms):
    """The axioms one by one, promised or not and what became of them in the example; then the other properties."""
    found = {entry["axiom"]: entry["status"] for entry in decision["certificate"]}
    sign = {"holds": "✓ holds", "broken": "✗ broken", "unknown": "unknown"}
    text = "| axiom | promised | in the example below |\n|---|---|---|\n"
    for axiom in axioms:
        if axiom["axiom"] not in found:
            continue  # it speaks of other ballots
        promised = "✓ with default options" if axiom["axiom"] in rule["guarantees"] else "not for all voices"
        text += f"| [{axiom['title']}](../../reference/axioms.md#{anchor(axiom['axiom'])}) | {promised} | " \
                f"{sign[found[axiom['axiom']]]} |\n"
    text += "\nIn full, with conditions on options of the rule:\n\n"
    return text + "".join(f"- {escaped(part)}\n" for part in sentences(rule["guarantee"])) + "\n"


def anchor(word):
    return word.replace("+", "-plus")


def options(rule):
    if not rule["options"]:
        return "The rule has no options.\n\n"
    text = "| option | values | meaning |\n|---|---|---|\n"
    for option in rule["options"]:
        if "choices" in option:
            values = ", ".join(f"`{value}`{' (default)' if value == option['default'] else ''}"
                               for value in option["choices"])
        else:
            bounds = [f"{word} {option[name]}" for name, word in (("least", "at least"), ("most", "at most"))
                      if name in option]
            default = [] if option["default"] is None else [f"default {option['default']}"]
            values = ", ".join([option["type"], *bounds, *default])
        text += f"| `--{option['name'].replace('_', '-')}` | {values} | {escaped(option['help'])} |\n"
    return text + "\nIn Python the same names are keyword arguments, with `_` for `-`.\n\n"


def shown(answer):
    """What a command printed, without the lines that name digests: they change with the version of the program."""
    lines = answer.rstrip().splitlines()
    return "\n".join("..." if re.search(r"sha256:", line) else line for line in lines).replace("...\n...", "...")


def example(rule, decision):
    voices, words, keywords = EXAMPLES[rule["voices"]]
    command = " ".join(f"elect decide {voices} {words} --rule {rule['id']} -v".split())
    text = f"```console\n$ comitia {command}\n{shown(ask(command))}\n```\n\n"
    committee = rule["outcome"] == "committee"
    outcome = decision["outcome"]["committees"] if committee else decision["outcome"]["winners"]
    call = ", ".join(part for part in ("voices", keywords) if part)
    text += "The same in Python:\n\n```pycon\n>>> import comitia as co\n" \
            f'>>> voices = co.read("{voices}")\n>>> decision = co.{python_name(rule)}({call})\n' \
            f">>> decision.outcome.{'committees' if committee else 'winners'}\n{outcome!r}\n```\n\n"
    also, more = ALSO[rule["voices"]]
    other = json.loads(ask(f"elect decide {also} {more} --rule {rule['id']} --json -q"))
    names = other["voices"].get("names", {})
    elected = other["outcome"]["committees"][0] if committee else other["outcome"]["winners"]
    who = ", ".join(escaped(names.get(option, option)) for option in elected)
    return text + f"On `{also}` the rule elects {who}.\n\n"


def checked_by(rule):
    makers = [MAKERS.get(maker, f"comparison with `{maker.removeprefix('peer:')}`") for maker in rule["verified"]]
    return ", ".join(makers[:-1]) + (" and " if len(makers) > 1 else "") + makers[-1]


def rule_page(rule, axioms):
    voices, words, _ = EXAMPLES[rule["voices"]]
    certify = "--certify all" if rule["voices"] == "approval" else ""
    decision = json.loads(ask(f"elect decide {voices} {words} --rule {rule['id']} {certify} --json -q"))
    problems = re.sub(r"([a-z]+(?:-[a-z]+)*)(?=[,;]|$| \()", r"[`\1`](../../reference/problems.md)", rule["errors"])
    return f"""---
description: {json.dumps(rule['summary'], ensure_ascii=False)}
---
# {rule['title']}

`{rule['id']}` · from {rule['voices']} ballots · elects a {rule['outcome']}

{escaped(rule['summary'])}

## Definition

{formula(rule)}## What it guarantees

{guarantees(rule, decision, axioms)}## Ties

{escaped(rule['ties'][:1].upper() + rule['ties'][1:])}. [How ties are broken](../../reference/ties.md) says what the policies are.

## Cost

{rule['cost'].capitalize()}: {escaped(rule['complexity'])}. Here *nnz* is the number of {'approvals' if rule['voices'] == 'approval' else 'ranked positions'} in distinct
ballots, *b* the number of distinct ballots and *m* the number of options.

## Options

{options(rule)}Tie policy, limits, seed and certificate are options of every rule: `comitia --help`.

## Example

{example(rule, decision)}## Where it comes from

{linked(rule['source'])}.

Problems that it can report: {problems}. Checked by {checked_by(rule)}. Version {rule['version']}; it is raised
whenever an outcome could differ from before. The same page in the terminal: `comitia methods {rule['id']}`.
"""


def index_page(catalog):
    text = """# Rules

A rule turns voices into a decision. [Which one?](../choose.md) helps to choose; this is the list, made from the catalog of
the program.

"""
    for kind, title in (("approval", "For approval ballots"), ("ranked", "For rankings")):
        voices, words, _ = EXAMPLES[kind]
        text += f"## {title}\n\n| rule | cost | promised axioms | elects in `{voices}` |\n|---|---|---|---|\n"
        for rule in catalog:
            if rule["voices"] != kind:
                continue
            decision = json.loads(ask(f"elect decide {voices} {words} --rule {rule['id']} --json -q"))
            outcome = decision["outcome"]
            ids = outcome["committees"][0] if "committees" in outcome else outcome["winners"]
            names = decision["voices"].get("names", {})
            text += f"| [{rule['title']}]({rule['id']}.md) `{rule['id']}` | {rule['cost']} | " \
                    f"{', '.join(rule['guarantees']) or '–'} | {', '.join(names.get(id, id) for id in ids)} |\n"
        text += "\n"
    return text


def axioms_page(axioms):
    text = """# Axioms

An axiom is a promise to voters that can be checked on one outcome. `comitia` checks them with code that shares nothing with
the rules, and gives a witness for each one that is broken: of committees by approval ballots, a group of voters who can point
at what they were owed; of single winners by rankings, the option or the set of options that should have won, or must not.

| axiom | word | ballots | method |
|---|---|---|---|
"""
    for axiom in axioms:
        text += f"| [{axiom['title']}](#{anchor(axiom['axiom'])}) | `{axiom['axiom']}` | " \
                f"{axiom['voices'].removesuffix(' ballots')} | {escaped(axiom['method'])} |\n"
    for axiom in axioms:
        text += f"\n## {axiom['title']} {{ #{anchor(axiom['axiom'])} }}\n\n{escaped(axiom['meaning'])}\n\n" \
                f"Source: {linked(axiom['source'])}.\n"
    return text + """
## In use

```console
$ comitia audit check data/phragmen_1894.cat --committee A,B,C --seats 3
...
```

EJR+ implies PJR+, and PJR+ implies JR. The Smith criterion implies all other criteria of single winners; mutual majority
implies the two majority criteria.
"""


def commands_page():
    """The help of every command, as it is."""
    text = "# Commands\n\nWhat `--help` says, for every command.\n"
    root = ask("--help")
    names = re.findall(r"^  ([a-z]+)  ", root[root.index("Usage"):root.index("Exit codes")], re.MULTILINE)
    verbs = dict(re.findall(r"^Commands of (\w+): (.*)$", root, re.MULTILINE))
    text += f"\n## comitia\n\n```text\n{root.rstrip()}\n```\n"
    for name in names:
        for command in [f"{name} {verb}" for verb in verbs[name].split(", ")] if name in verbs else [name]:
            text += f"\n## comitia {command}\n\n```text\n{ask(f'{command} --help').rstrip()}\n```\n"
    return text


def studies_page():
    """What the studies put to the test; the measurements are their own page."""
    text = """# Studies

A study puts claims of papers to the test: each claim stands beside our measurement, with a verdict, and a claim that is not
confirmed is a result, too. They run in full in minutes, and with `--quick` as a first look:

```sh
make studies    # all of them, in full: reports/studies/index.html
```

`comitia study list` names them, `comitia study run elect/axioms --quick -o results` runs one and writes its tables as JSON,
CSV and a page.
"""
    for path in sorted((SOURCE / "studies").glob("*/*/study.toml")):
        study = tomllib.loads(path.read_text(encoding="utf-8"))
        seconds = study["seconds"]
        text += f"\n## {study['title']}\n\n`{path.parent.relative_to(SOURCE / 'studies')}` · " \
                f"{seconds['quick']} s quick, {seconds['full']} s in full\n\n{escaped(study['question'])}\n\n"
        text += "| claim | paper |\n|---|---|\n"
        for claim in study["claims"]:
            paper = study["papers"].get(claim.get("paper"), {}).get("short", "–")
            text += f"| {escaped(claim['text'])} | {escaped(paper)} |\n"
        text += "\n"
        for paper in study["papers"].values():
            arxiv = f", [arXiv {paper['arxiv']}](https://arxiv.org/abs/{paper['arxiv']})" if "arxiv" in paper else ""
            text += f"- {escaped(paper['short'])}: {escaped(paper['cite'])}{arxiv}\n"
    return text


def contributing_page():
    """CONTRIBUTING.md, with its links made to fit."""
    return (SOURCE / "CONTRIBUTING.md").read_text(encoding="utf-8")


def changelog_page():
    return (SOURCE / "CHANGELOG.md").read_text(encoding="utf-8")


def answered(text):
    """A written page with the program's answer in the place of each line `<!-- comitia WORDS -->`."""
    return re.sub(r"^<!-- comitia (.*?) -->$", lambda found: ask(found.group(1) + " --format md").strip(), text,
                  flags=re.MULTILINE)


def generated():
    """{place: Markdown} of all generated pages."""
    catalog, axioms = rules(), json.loads(ask("methods axioms --json"))
    pages = {page_of(rule): rule_page(rule, axioms) for rule in catalog}
    pages["rules/index.md"] = index_page(catalog)
    pages["reference/axioms.md"] = axioms_page(axioms)
    pages["reference/commands.md"] = commands_page()
    pages["studies.md"] = studies_page()
    pages["contributing.md"] = contributing_page()
    pages["changelog.md"] = changelog_page()
    return pages


def navigation():
    """The entries of the rules, by kind of voices."""
    entries = ["rules/index.md"]
    for kind, title in (("approval", "Approval ballots"), ("ranked", "Rankings")):
        entries.append({title: [{rule["title"]: page_of(rule)} for rule in rules() if rule["voices"] == kind]})
    return entries
