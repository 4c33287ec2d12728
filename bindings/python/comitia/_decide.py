# SPDX-FileCopyrightText: 2026 The Comitia authors
# SPDX-License-Identifier: Apache-2.0
"""Running the engine: what every function of a rule does, and what stands beside the rules."""
from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Literal, Protocol, TypeAlias

from . import _engine, _catalog
from .decision import Comparison, Decision, Margin, Outcome, Verification, VerifyStep, certificate_of
from .decision import Certificate
from .errors import InvalidOption, LimitReached, Problem
from .voices import Number, Voices


class Event(Protocol):
    """Anything with ``is_set()``, such as `threading.Event`."""

    def is_set(self) -> bool: ...


Cancel: TypeAlias = "Callable[[], bool] | Event"
ProgressCall: TypeAlias = "bool | Callable[[str, int, int], object]"
Ties: TypeAlias = Literal["order", "all", "refuse", "random", "draw"]
Trace: TypeAlias = Literal["none", "summary", "full"]

_LIMITS = ("threads", "time_limit", "memory_limit", "progress", "cancel")
_RUN = ("ties", "seed", "draw_seed", "max_decisions", "trace", "certify", "margin", "random_state", *_LIMITS)


def run_rule(rule: str, voices: Voices, options: dict[str, Any], settings: dict[str, Any], margin: bool) -> Decision:
    """Decide voices by a rule. `options` are the rule's, `settings` those of the run."""
    core = _core(voices)
    with _Settings(settings) as run:
        held = _engine.decide(rule, core, _options(options), run, bool(margin))
    decision = Decision._of(held, voices)
    standing = decision.standing
    if standing.best_known and standing.why in ("time-limit", "memory-limit"):
        bound = f"; value {standing.value}, bound {standing.bound}" if standing.value else ""
        raise LimitReached([Problem(standing.why, f"the work ended before the outcome was proven{bound}",
                                    "the best outcome that is known is in .best")], best=decision)
    return decision


def decide(voices: Voices, rule: str, **options: Any) -> Decision:
    """Decide by a rule that is named by its id; the same as its own function.

    Parameters
    ----------
    voices : Voices
    rule : str
        Such as ``"elect/seq-pav"``.
    **options
        Options of the rule and of the run, as the function of the rule takes them.

    Examples
    --------
    >>> import comitia as co
    >>> voices = co.voices.approval([["a", "b"], ["a"], ["b"], ["a"]])
    >>> co.decide(voices, "elect/av", seats=1).outcome.committee
    ['a']
    """
    own, settings = _split(rule, options)
    return run_rule(rule, voices, own, settings, bool(settings.pop("margin", False)))


def margin(voices: Voices, rule: str, **options: Any) -> Margin:
    """The smallest number of ballots whose change changes the outcome.

    Parameters
    ----------
    voices : Voices
    rule : str
    **options
        Options of the rule and of the run.

    Returns
    -------
    Margin
        Exact, or an upper bound that was found by search (``kind`` tells).

    Examples
    --------
    >>> import comitia as co
    >>> voices = co.voices.ranked([["a", "b"], ["b", "a"]], counts=[7, 4])
    >>> co.margin(voices, "elect/plurality").value
    2
    """
    own, settings = _split(rule, options)
    settings.pop("margin", None)
    with _Settings(settings) as run:
        found = _engine.margin(rule, _core(voices), _options(own), run)
    return Margin(found["change"], found["value"], found["kind"], found["by"])


def verify(
    decision: Decision | str,
    voices: Voices | None = None,
    *,
    reformatted: bool = False,
    converted: bool = False,
    threads: int = 0,
    time_limit: float = 0.0,
    progress: ProgressCall | None = None,
    cancel: Cancel | None = None,
) -> Verification:
    """Compute a decision again and check its certificate, with the document and the voices alone.

    Parameters
    ----------
    decision : Decision, or str
        A decision, or the text of its document.
    voices : Voices, optional
        What was decided on; without them only the document itself can be checked.
    reformatted : bool
        Accept a document that another tool formatted anew.
    converted : bool
        Accept voices of another file or format that say the same.

    Returns
    -------
    Verification
        ``ok``, and the steps, of which the one that fails says where it differs.

    Examples
    --------
    >>> import comitia as co
    >>> voices = co.voices.approval([["a", "b"], ["a"], ["b"], ["a"]])
    >>> decision = co.elect.seq_pav(voices, seats=1)
    >>> co.verify(decision, voices).ok
    True
    >>> co.verify(decision.to_json().replace('"a"', '"b"'), voices).ok
    False
    """
    text = decision.to_json() if isinstance(decision, Decision) else decision
    settings = {"threads": threads, "time_limit": time_limit, "progress": progress, "cancel": cancel}
    core = None if voices is None else _core(voices)
    with _Settings(settings) as run:
        rows = _engine.verify(text, core, bool(reformatted), bool(converted), run)
    return Verification([VerifyStep(*row) for row in rows])


def compare(voices: Voices, rules: Sequence[str] | None = None, **options: Any) -> Comparison:
    """Decide by several rules and compare.

    Parameters
    ----------
    voices : Voices
    rules : sequence of str, optional
        Ids; else all rules that take such voices.
    **options
        Options of the rules and of the run; each rule takes those that it has.

    Examples
    --------
    >>> import comitia as co
    >>> voices = co.voices.approval([["a", "b"]] * 3 + [["c"]] * 2)
    >>> result = co.compare(voices, ["elect/av", "elect/seq-pav"], seats=2)
    >>> [(row["rule"], row["outcome"]) for row in result.rows]
    [('elect/av', 'a, b'), ('elect/seq-pav', 'a, c')]
    """
    if rules is None:
        rules = [m.id for m in _catalog.methods() if voices.kind.startswith(m.voices)]
    own, settings = _run_part(options)
    if settings.pop("margin", False):
        raise TypeError("compare() finds no margins; ask comitia.margin(voices, rule)")
    asked: list[tuple[str, dict[str, Any]]] = []
    unknown = set(own)
    for rule in rules:
        names = {option.name for option in _catalog.method(rule).options}
        unknown -= names
        asked.append((rule, _options({name: value for name, value in own.items() if name in names})))
    if unknown:
        raise TypeError(f"none of these rules has an option {sorted(unknown)[0]!r}")
    with _Settings(settings) as run:
        found, held = _engine.compare(_core(voices), asked, run)
    decisions = [None if core is None else Decision._of(core, voices) for core in held]
    return Comparison(found, decisions, voices)


def check(
    voices: Voices,
    outcome: Decision | Outcome | Iterable[str],
    *,
    axioms: str | Iterable[str] = "all",
    seats: int | None = None,
    threads: int = 0,
    time_limit: float = 0.0,
    progress: ProgressCall | None = None,
    cancel: Cancel | None = None,
) -> Certificate:
    """Audit any committee, whoever proposed it, against axioms of proportionality.

    Parameters
    ----------
    voices : Voices
        Approval ballots.
    outcome : Decision, Outcome, or ids of the members
    axioms : "all", "default", or ids
        See `comitia.axioms`.
    seats : int, optional
        The k of the axioms; else the number that the decision settled, or the size of the committee.

    Returns
    -------
    Certificate
        By axiom: ``status`` (``"holds"``, ``"broken"``, ``"unknown"``), ``witness``, ``why``.

    Examples
    --------
    >>> import comitia as co
    >>> voices = co.voices.approval([["a", "b"]] * 2 + [["c"]] * 2)
    >>> co.audit.check(voices, ["a", "b"], axioms=["jr"])["jr"].status
    'broken'
    """
    if isinstance(outcome, Decision):
        seats = seats or outcome.document.get("resolved", {}).get("seats")
        outcome = outcome.outcome
    if isinstance(outcome, Outcome):
        document = outcome.document
        members = len(outcome.committees[0])
    else:
        if isinstance(outcome, str):
            raise TypeError("a committee is a collection of ids of options")
        chosen = [str(option) for option in outcome]
        document, members = {"committees": [chosen]}, len(chosen)
    if seats is None:
        seats = members
    if seats < members:
        raise InvalidOption([Problem("seats", f"{members} members are more than {seats} seats", "raise seats=")])
    settings = {"threads": threads, "time_limit": time_limit, "progress": progress, "cancel": cancel}
    with _Settings(settings) as run:
        rows = _engine.certify(_core(voices), document, int(seats), _words(axioms), run)
    return certificate_of({"axiom": a, "status": s, "witness": w, "why": y} for a, s, w, y in rows)


def sample(
    *,
    model: Literal["impartial", "resampling", "disjoint", "euclidean", "mallows", "urn", "truncated-urn", "bootstrap"]
    = "impartial",
    kind: Literal["approval", "ranked"] = "approval",
    voices: int = 100,
    options: int = 10,
    share: Number = "1/4",
    noise: Number = "1/4",
    groups: int = 3,
    dimensions: int = 2,
    replacement: Number = "1/10",
    given: Voices | None = None,
    seed: int = 0,
    random_state: int | None = None,
    threads: int = 0,
    progress: ProgressCall | None = None,
    cancel: Cancel | None = None,
) -> Voices:
    """Synthetic voices, the same for the same seed on any number of threads.

    Parameters
    ----------
    model : str
        How voices are drawn.
    kind : {"approval", "ranked"}
    voices, options : int
        Numbers of voices and of options.
    share : number from 0 to 1
        Expected share of the options that a ballot approves of.
    noise : number from 0 to 1
        Resampling: chance that an option is drawn anew; mallows: dispersion.
    groups : int
        Disjoint: number of groups with options of their own.
    dimensions : int
        Euclidean: dimensions of the space of positions.
    replacement : number
        Urn: copies put back per drawn ballot, as a share of all possible ballots.
    given : Voices, optional
        Bootstrap: the voices to draw from.
    seed, random_state : int
        Seed below 2**64; two names for the same.

    Examples
    --------
    >>> import comitia as co
    >>> co.sample(model="euclidean", kind="ranked", voices=50, options=4, seed=7)
    <Voices '50 voices over 4 options, model euclidean, seed 7': ranked, 50 voters, 4 options>
    """
    settings = {"seed": seed, "random_state": random_state, "threads": threads, "progress": progress,
                "cancel": cancel}
    wanted = {"model": model, "kind": kind, "voices": voices, "options": options, "share": share, "noise": noise,
              "groups": groups, "dimensions": dimensions, "replacement": replacement}
    core = None if given is None else _core(given)
    if (model == "bootstrap") != (given is not None):
        raise TypeError("the model bootstrap draws from given= voices, and no other model does")
    with _Settings(settings) as run:
        return Voices._of(_engine.sample(_options(wanted), core, run))


class _Settings:
    """The settings of a run as the engine takes them; closes the progress bar when it ends."""

    def __init__(self, given: Mapping[str, Any]) -> None:
        run = {name: value for name, value in given.items() if value is not None}
        random_state = run.pop("random_state", None)
        if random_state is not None:
            if run.get("seed", 0) not in (0, random_state):
                raise TypeError("seed= and random_state= are two names for the same: give one")
            run["seed"] = random_state
        if "seed" in run:
            run["seed"] = str(_whole("seed", run["seed"]))
        if "certify" in run:
            run["certify"] = _words(run["certify"])
        if "draw_seed" in run:
            run["draw_seed"] = str(run["draw_seed"])
        for name in ("threads", "memory_limit", "max_decisions"):
            if name in run:
                run[name] = _whole(name, run[name])
        for name in ("threads", "time_limit", "memory_limit"):
            if name in run and not run[name] >= 0:
                raise InvalidOption([Problem("option-range", f"{name} is {run[name]}", "0 means no limit")])
        if "time_limit" in run:
            run["time_limit"] = float(run["time_limit"])
        cancel = run.get("cancel")
        if cancel is not None and hasattr(cancel, "is_set"):
            run["cancel"] = cancel.is_set
        self._bar = None
        progress = run.pop("progress", None)
        if progress is True:
            self._bar = _Bar()
            run["progress"] = self._bar.show
        elif progress not in (None, False):
            run["progress"] = progress
        self._run = run

    def __enter__(self) -> dict[str, Any]:
        return self._run

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.close()


class _Bar:
    """A progress bar of tqdm where that is installed, else a line on standard error."""

    def __init__(self) -> None:
        self._bar: Any = None
        try:
            from tqdm.auto import tqdm  # type: ignore[import-untyped, unused-ignore]

            self._bar = tqdm(leave=False)
        except ImportError:
            pass

    def show(self, stage: str, done: int, total: int) -> None:
        if self._bar is not None:
            self._bar.set_description(stage, refresh=False)
            self._bar.total = total or None
            self._bar.n = done
            self._bar.refresh()
            return
        import sys

        of = f" of {total:,}" if total else ""
        print(f"\r{stage} {done:,}{of}", end="", file=sys.stderr, flush=True)

    def close(self) -> None:
        if self._bar is not None:
            self._bar.close()
            return
        import sys

        print("\r\033[K" if sys.stderr.isatty() else "", end="" if sys.stderr.isatty() else "\n", file=sys.stderr)


def _core(voices: Voices) -> Any:
    if not isinstance(voices, Voices):
        raise TypeError(f"voices are wanted here, not {type(voices).__name__}: comitia.read(path) reads a file, "
                        "comitia.voices.approval(ballots) takes Python data")
    return voices._core


def _options(options: Mapping[str, Any]) -> dict[str, Any]:
    """Options as the engine takes them; None means the default."""
    given: dict[str, Any] = {}
    for name, value in options.items():
        if value is None:
            continue
        if isinstance(value, (bool, str, list, tuple)):
            given[name] = value
        elif hasattr(value, "__index__"):
            given[name] = value.__index__()
        else:
            given[name] = str(value)
    return given


def _whole(name: str, value: Any) -> int:
    if isinstance(value, bool) or not hasattr(value, "__index__"):
        raise TypeError(f"{name} is a whole number, not {value!r}")
    return int(value.__index__())


def _words(words: str | Iterable[str]) -> list[str]:
    return words.split(",") if isinstance(words, str) else [str(word) for word in words]


def _run_part(options: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    own = {name: value for name, value in options.items() if name not in _RUN}
    return own, {name: value for name, value in options.items() if name in _RUN}


def _split(rule: str, options: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    own, settings = _run_part(options)
    known = {option.name for option in _catalog.method(rule).options}
    for name in own:
        if name not in known:
            raise TypeError(f"{rule} has no option {name!r}; it has: {', '.join(sorted(known)) or 'none'}")
    return own, settings
