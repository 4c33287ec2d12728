# SPDX-FileCopyrightText: 2026 The Comitia authors
# SPDX-License-Identifier: Apache-2.0
"""A Decision: what follows from the voices, with the way to it, and what may be asked of it."""
from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Literal, NamedTuple

from . import _engine, frames
from .errors import CannotDecide, InvalidOption, Problem
from .voices import Voices

Tables = Literal["outcome", "options", "steps", "certificate", "ties"]


class Outcome:
    """What was decided, by ids of options. ``document`` is its form in the document."""

    __slots__ = ("document",)

    def __init__(self, document: dict[str, Any]) -> None:
        self.document = document

    @property
    def committees(self) -> list[list[str]]:
        """All outcomes as committees; several only when ties were kept. Each winner is a committee of one."""
        if "committees" in self.document:
            return [list(committee) for committee in self.document["committees"]]
        if "winners" in self.document:
            return [[winner] for winner in self.document["winners"]]
        return [list(o) for o in self.document.get("outcomes", [self.document.get("projects", [])])]

    @property
    def committee(self) -> list[str]:
        """The only committee.

        Raises
        ------
        CannotDecide
            When several are left, since ties were kept.
        """
        return list(self._only(self.committees, "committees"))

    @property
    def winners(self) -> list[str]:
        """Winners of a rule that elects one; several only when ties were kept."""
        if "winners" not in self.document:
            raise AttributeError("this outcome is no winner; see .committees")
        return list(self.document["winners"])

    @property
    def winner(self) -> str:
        """The only winner.

        Raises
        ------
        CannotDecide
            When several are left, since ties were kept.
        """
        return str(self._only(self.winners, "winners"))

    @property
    def ranking(self) -> list[list[str]]:
        """Groups of options, best first; options of a group are equal."""
        if "ranking" not in self.document:
            raise AttributeError("this outcome has no ranking; see .committees")
        return [list(group) for group in self.document["ranking"]]

    @property
    def projects(self) -> list[str]:
        """The only set of projects of a budget."""
        if "projects" not in self.document and "outcomes" not in self.document:
            raise AttributeError("this outcome is no budget; see .committees")
        return list(self._only(self.committees, "sets of projects"))

    @staticmethod
    def _only(items: list[Any], what: str) -> Any:
        if len(items) != 1:
            raise CannotDecide([Problem("tie", f"there are {len(items)} {what}", "look at all of them")])
        return items[0]

    def __eq__(self, other: object) -> bool:
        return self.document == other.document if isinstance(other, Outcome) else NotImplemented

    def __hash__(self) -> int:
        return hash(repr(self.committees))

    def __repr__(self) -> str:
        return f"Outcome({self.document!r})"


class CertificateEntry(NamedTuple):
    """Whether an axiom holds: ``status`` is ``"holds"``, ``"broken"`` or ``"unknown"``."""

    axiom: str
    status: str
    witness: Any
    why: str


class Certificate(Mapping[str, CertificateEntry]):
    """Axioms by their ids."""

    def __init__(self, entries: Iterable[CertificateEntry]) -> None:
        self._entries = {entry.axiom: entry for entry in entries}

    def __getitem__(self, axiom: str) -> CertificateEntry:
        if axiom not in self._entries:
            raise KeyError(f"{axiom} was not checked; this certificate has: {', '.join(self._entries) or 'nothing'}")
        return self._entries[axiom]

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)

    def __repr__(self) -> str:
        return f"Certificate({', '.join(f'{e.axiom}: {e.status}' for e in self._entries.values())})"

    def _repr_html_(self) -> str:
        return frames.html_table(["axiom", "status", "why"],
                                 [(e.axiom, e.status, e.why) for e in self._entries.values()])


class Margin(NamedTuple):
    """Smallest change of voices that changes the outcome; ``kind`` is ``"exact"``, ``"at-most"`` or ``"at-least"``."""

    change: str
    value: int
    kind: str
    by: str


class Tie(NamedTuple):
    """A tie and how it was broken."""

    step: int
    among: list[str]
    on: str
    policy: str
    chosen: str


class Standing(NamedTuple):
    """Whether the outcome is proven; if a limit ended the work, how far from the optimum it may be."""

    best_known: bool
    why: str
    value: str
    bound: str


class Explanation(NamedTuple):
    """A headline, and sentences that follow from the document or the voices."""

    headline: str
    sentences: list[str]

    def __str__(self) -> str:
        return "\n".join([self.headline, *(f"  {sentence}" for sentence in self.sentences)])

    def _repr_html_(self) -> str:
        from html import escape

        return f"<p><b>{escape(self.headline)}</b></p>" + "".join(f"<p>{escape(s)}</p>" for s in self.sentences)


class VerifyStep(NamedTuple):
    """One step of a verification; ``result`` is ``"pass"``, ``"fail"``, ``"not applicable"`` or ``"not checked"``."""

    id: str
    title: str
    result: str
    detail: str


class Verification:
    """Steps of a verification."""

    def __init__(self, steps: Sequence[VerifyStep]) -> None:
        self.steps = list(steps)

    @property
    def ok(self) -> bool:
        """No step failed and the decision was computed again."""
        return all(s.result != "fail" for s in self.steps) and any(
            s.id == "V12" and s.result == "pass" for s in self.steps)

    def __bool__(self) -> bool:
        return self.ok

    def __repr__(self) -> str:
        return "\n".join(f"{s.result:<15} {s.id:<6} {s.title:<16} {s.detail}".rstrip() for s in self.steps)

    def _repr_html_(self) -> str:
        return frames.html_table(["step", "", "result", "detail"],
                                 [(s.id, s.title, s.result, s.detail) for s in self.steps])


class Decision:
    """A decision: outcome, ties, trace, certificate, provenance. Equal and hashed by the digest of its document.

    Made by the functions of the rules (`comitia.elect`), `comitia.decide` and `Decision.load`.
    """

    __slots__ = ("_core", "_document", "_voices")

    _core: Any
    _document: dict[str, Any] | None
    _voices: Voices | None

    def __init__(self) -> None:
        raise TypeError("decisions are made by rules, such as comitia.elect.seq_pav(voices), or by Decision.load(path)")

    @classmethod
    def _of(cls, core: Any, voices: Voices | None = None) -> Decision:
        decision = object.__new__(cls)
        decision._core = core
        decision._document = None
        decision._voices = voices
        return decision

    @classmethod
    def load(cls, path: str | os.PathLike[str], voices: Voices | None = None) -> Decision:
        """Read a document from a file. Whether it is right says `comitia.verify`.

        Parameters
        ----------
        path : path
        voices : Voices, optional
            What was decided on, for explanations and reports.

        Raises
        ------
        InvalidDocument
            With the place of what is wrong.
        """
        with open(path, encoding="utf-8") as file:
            return cls.from_json(file.read(), voices, os.fspath(path))

    @classmethod
    def from_json(cls, text: str, voices: Voices | None = None, source: str = "") -> Decision:
        """Read a document from its text."""
        return cls._of(_engine.read_decision(text, source), voices)

    @property
    def document(self) -> dict[str, Any]:
        """The document, format ``decision/1``, as Python data."""
        if self._document is None:
            self._document = self._core.document()
        return self._document

    @property
    def rule(self) -> str:
        """Id of the rule."""
        return str(self.document["rule"]["id"])

    @property
    def options(self) -> dict[str, Any]:
        """Options of the rule, with all defaults."""
        return dict(self.document["rule"]["options"])

    @property
    def outcome(self) -> Outcome:
        """What was decided."""
        return Outcome(self.document["outcome"])

    @property
    def certificate(self) -> Certificate:
        """Which axioms hold."""
        return certificate_of(self.document["certificate"])

    @property
    def margin(self) -> Margin | None:
        """Smallest change of voices that changes the outcome, when it was asked for by ``margin=True``."""
        margin = self.document["margin"]
        return None if margin is None else Margin(margin["change"], margin["value"], margin["kind"], margin["by"])

    @property
    def ties(self) -> list[Tie]:
        """Every tie that was broken."""
        return [Tie(t["step"], t["among"], t["on"], t["policy"], t["chosen"]) for t in self.document["ties"]]

    @property
    def trace(self) -> list[dict[str, Any]]:
        """The steps to the decision; exact numbers are strings."""
        return list(self.document["trace"])

    @property
    def standing(self) -> Standing:
        """Whether the outcome is proven."""
        standing = self.document["standing"]
        if isinstance(standing, str):
            return Standing(False, "", "", "")
        return Standing(True, standing["best_known"], standing.get("value", ""), standing.get("bound", ""))

    @property
    def warnings(self) -> list[str]:
        """What one should know."""
        return list(self.document["warnings"])

    @property
    def provenance(self) -> dict[str, Any]:
        """Engine and version, and under what it was decided."""
        return dict(self.document["provenance"])

    @property
    def digest(self) -> str:
        """``"sha256:..."``; pins voices, rule, options and outcome."""
        return str(self.document["digest"])

    def __eq__(self, other: object) -> bool:
        return self.digest == other.digest if isinstance(other, Decision) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.digest)

    def __reduce__(self) -> tuple[Any, ...]:
        return Decision.from_json, (self.to_json(), self._voices)

    def __repr__(self) -> str:
        return f"<Decision {self.rule}: {self._core.outcome_sentence()}>"

    def __str__(self) -> str:
        return str(self.explain())

    def explain(
        self,
        *,
        option: str | None = None,
        voice: str | int | None = None,
        step: int | None = None,
        voices: Voices | None = None,
    ) -> Explanation:
        """Why: the decision as a whole, or one option, one voice's ballot, one step.

        Parameters
        ----------
        option : str, optional
            Id of an option: why it won or lost.
        voice : str, optional
            Id of a voice: what its ballot did.
        step : int, optional
            A step in full.
        voices : Voices, optional
            What was decided on; needed only after loading a document without them.

        Examples
        --------
        >>> import comitia as co
        >>> voices = co.voices.ranked([["a", "b"], ["b", "a"]], counts=[7, 4])
        >>> co.elect.plurality(voices).explain(option="b").headline
        'b does not win.'
        """
        if sum(each is not None for each in (option, voice, step)) > 1:
            raise TypeError("explain one thing at a time: option=, voice= or step=")
        if option is not None:
            return Explanation(*self._core.explain_option(self._at_hand(voices)._core, str(option)))
        if voice is not None:
            return Explanation(*self._core.explain_voice(self._at_hand(voices)._core, str(voice)))
        if step is not None:
            return Explanation(*self._core.explain_step(int(step)))
        return Explanation(*self._core.explain())

    def to_frame(self, table: Tables = "outcome", kind: frames.Kind | None = None) -> Any:
        """A part of the decision as a table.

        Parameters
        ----------
        table : {"outcome", "options", "steps", "certificate", "ties"}
            Options elected; every option with whether it is elected and the last value it was compared by; the trace;
            the axioms; the ties.
        kind : {"pandas", "polars", "arrow", "numpy", "records"}, optional
            Else the kind that the voices came in, else the first that is installed.
        """
        makers = {"outcome": self._outcome_columns, "options": self._option_columns, "steps": self._step_columns,
                  "certificate": self._certificate_columns, "ties": self._tie_columns}
        if table not in makers:
            raise InvalidOption(f"there is no table {table!r}; the tables are: {', '.join(makers)}")
        return frames.frame(makers[table](), kind or (self._voices._frame if self._voices is not None else None))

    def to_json(self) -> str:
        """The bytes of the document, as ``comitia elect decide --json`` writes them."""
        return str(self._core.text())

    def save(self, path: str | os.PathLike[str]) -> None:
        """Write the document to a file."""
        with open(path, "w", encoding="utf-8", newline="\n") as file:
            file.write(self.to_json())

    def report(
        self, path: str | os.PathLike[str] | None = None, *, voices: Voices | None = None,
        others: Iterable[Decision] = (),
    ) -> str:
        """One self-contained HTML page about the decision.

        Parameters
        ----------
        path : path, optional
            Also write it there.
        voices : Voices, optional
            What was decided on, for groups and charts; known already unless a document was loaded.
        others : decisions, optional
            By other rules on the same voices, for comparison.
        """
        at_hand = voices if voices is not None else self._voices
        page = str(self._core.html(None if at_hand is None else at_hand._core, [other._core for other in others]))
        if path is not None:
            with open(path, "w", encoding="utf-8") as file:
                file.write(page)
        return page

    def plot(self, ax: Any = None) -> Any:
        """Bars of the value by which each option was last compared, elected options in colour. Needs matplotlib.

        Returns
        -------
        matplotlib.axes.Axes
        """
        import matplotlib.pyplot as plt

        if ax is None:
            _, ax = plt.subplots()
        columns = self._option_columns()
        rows = [(name, _number(value), elected) for name, value, elected in
                zip(columns["name"], columns["value"], columns["elected"], strict=True)]
        rows.reverse()
        ax.barh([name for name, _, _ in rows], [value for _, value, _ in rows],
                color=["C0" if elected else "0.75" for _, _, elected in rows])
        ax.set_xlabel("value at the last comparison")
        ax.set_title(self._core.outcome_sentence())
        return ax

    def _at_hand(self, voices: Voices | None) -> Voices:
        found = voices if voices is not None else self._voices
        if found is None:
            raise TypeError("this explanation needs the voices: give voices=")
        return found

    def _names(self) -> dict[str, str]:
        return dict(self.document["voices"].get("names") or {})

    def _outcome_columns(self) -> dict[str, list[Any]]:
        names = self._names()
        rows = [(i, option) for i, members in enumerate(self.outcome.committees, 1) for option in members]
        return {"outcome": [i for i, _ in rows], "option": [o for _, o in rows],
                "name": [names.get(o, o) for _, o in rows]}

    def _option_columns(self) -> dict[str, list[Any]]:
        values: dict[str, str] = {}
        entered: dict[str, int] = {}
        for step in self.trace:
            values.update({option: value for option, value in step.get("compared", [])})
            if isinstance(step.get("pick"), str):
                entered.setdefault(step["pick"], step["step"])
        if self._voices is not None:
            options = self._voices.options
        else:
            options = list(dict.fromkeys([*values, *(o for c in self.outcome.committees for o in c)]))
        names = self._names()
        committees = self.outcome.committees
        return {
            "option": options, "name": [names.get(option, option) for option in options],
            "elected": [any(option in committee for committee in committees) for option in options],
            "step": [entered.get(option) for option in options], "value": [values.get(option) for option in options],
        }

    def _step_columns(self) -> dict[str, list[Any]]:
        sentences = [self._core.explain_step(step["step"])[0] for step in self.trace]
        return {
            "step": [step["step"] for step in self.trace], "say": [step["say"] for step in self.trace],
            "pick": [_ids(step.get("pick")) for step in self.trace], "out": [_ids(step.get("out")) for step in self.trace],
            "sentence": sentences,
        }

    def _certificate_columns(self) -> dict[str, list[Any]]:
        entries = list(self.certificate.values())
        return {"axiom": [e.axiom for e in entries], "status": [e.status for e in entries],
                "why": [e.why for e in entries]}

    def _tie_columns(self) -> dict[str, list[Any]]:
        ties = self.ties
        return {"step": [t.step for t in ties], "among": [t.among for t in ties], "on": [t.on for t in ties],
                "policy": [t.policy for t in ties], "chosen": [t.chosen for t in ties]}

    def _repr_html_(self) -> str:
        from html import escape

        parts = [f"<p><b>{escape(self._core.outcome_sentence())}</b> {escape(self.rule)}</p>"]
        for table in (self._option_columns(), self._step_columns()):
            names = [n for n, column in table.items() if n not in ("say",) and any(c not in (None, "") for c in column)]
            rows = list(zip(*(table[name] for name in names), strict=True))[:50]
            parts.append(frames.html_table(names, [["" if cell is None else cell for cell in row] for row in rows]))
        if self.certificate:
            parts.append(self.certificate._repr_html_())
        try:
            parts.append(str(self._core.svg(None if self._voices is None else self._voices._core)))
        except ValueError:
            pass  # there is nothing to draw
        return "".join(parts)


class Comparison:
    """Several rules on the same voices. ``rows`` has one dict for each rule, ``table`` the same as a data frame."""

    def __init__(self, document: dict[str, Any], decisions: Sequence[Decision | None], voices: Voices) -> None:
        self.document = document
        self.decisions = list(decisions)
        self._voices = voices

    @property
    def rules(self) -> list[str]:
        """Ids of the rules."""
        return list(self.document["rules"])

    @property
    def distances(self) -> list[list[int | None]]:
        """By how many members the outcomes of each pair of rules differ; None where one has not decided."""
        return [list(row) for row in self.document["distances"]]

    @property
    def agreement(self) -> list[dict[str, Any]]:
        """Options with the number of rules that elect them in every outcome, most first."""
        return list(self.document["agreement"])

    @property
    def rows(self) -> list[dict[str, Any]]:
        """One dict for each rule: its outcome, and the status of each axiom."""
        axioms = list(dict.fromkeys(axiom for d in self.decisions if d is not None for axiom in d.certificate))
        names = dict(zip(self._voices.options, self._voices.names, strict=True))
        rows = []
        for rule, decision, document in zip(self.rules, self.decisions, self.document["decisions"], strict=True):
            row: dict[str, Any] = {"rule": rule}
            if decision is None:
                row["outcome"] = f"no decision: {document['problem']['code']}"
            else:
                committees = decision.outcome.committees
                row["outcome"] = (f"{len(committees)} outcomes" if len(committees) > 1
                                  else ", ".join(names[option] for option in committees[0]) or "nobody")
            certificate = {} if decision is None else decision.certificate
            row.update({axiom: certificate[axiom].status if axiom in certificate else "" for axiom in axioms})
            rows.append(row)
        return rows

    @property
    def table(self) -> Any:
        """The rows as a data frame of the kind that the voices came in, else of the first library installed."""
        return self.to_frame()

    def to_frame(self, kind: frames.Kind | None = None) -> Any:
        """The rows as a table of a kind; see `Decision.to_frame`."""
        rows = self.rows
        columns = {name: [row[name] for row in rows] for name in rows[0]} if rows else {}
        return frames.frame(columns, kind or self._voices._frame)

    def __repr__(self) -> str:
        rows = self.rows
        header = list(rows[0]) if rows else []
        table = [header, *([str(row[name]) for name in header] for row in rows)]
        widths = [max(len(line[i]) for line in table) for i in range(len(header))]
        return "\n".join("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
                         for line in table)

    def _repr_html_(self) -> str:
        rows = self.rows
        return frames.html_table(list(rows[0]), [list(row.values()) for row in rows]) if rows else ""


def certificate_of(entries: Iterable[Mapping[str, Any]]) -> Certificate:
    """The certificate that stands in a document."""
    return Certificate(
        CertificateEntry(e["axiom"], e["status"], e.get("witness"), e.get("why") or "") for e in entries or ())


def _ids(ids: Any) -> str | None:
    return ", ".join(ids) if isinstance(ids, list) else ids


def _number(text: str | None) -> float:
    from fractions import Fraction

    try:
        return 0.0 if text is None else float(Fraction(text))
    except ValueError:
        return 0.0
