# SPDX-FileCopyrightText: 2026 The Comitia authors
# SPDX-License-Identifier: Apache-2.0
"""Every rule of the catalog can be called, and gives the very document that the command line gives."""
import doctest
import importlib
import inspect
import sys
import threading

from package import ALASKA, COUNCIL, PHRAGMEN, cli, main, pytest

import comitia as co

RULES = [method.id for method in co.methods()]
RUN = ("ties", "seed", "draw_seed", "max_decisions", "trace", "certify", "margin", "threads", "time_limit",
       "memory_limit", "progress", "cancel", "random_state")


def function_of(rule):
    family, name = rule.split("/")
    return getattr(getattr(co, family), name.replace("-", "_"))


def voices_for(rule):
    return co.read(COUNCIL if co.method(rule).voices == "approval" else ALASKA)


def seats_for(rule, seats):
    return {"seats": seats} if any(option.name == "seats" for option in co.method(rule).options) else {}


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_can_be_called_and_is_verified(rule):
    voices = voices_for(rule)
    decision = function_of(rule)(voices, **seats_for(rule, 3))
    assert decision.rule == rule
    assert decision.outcome.committees
    assert co.verify(decision, voices).ok
    assert decision == co.decide(voices, rule, **seats_for(rule, 3))


@pytest.mark.parametrize("rule", RULES)
def test_the_document_is_that_of_the_command_line(rule):
    path = COUNCIL if co.method(rule).voices == "approval" else ALASKA
    seats = ["--seats", 3] if seats_for(rule, 3) else []
    written = cli("elect", "decide", path, "--rule", rule, *seats, "--json")
    assert function_of(rule)(co.read(path), **seats_for(rule, 3)).to_json() == written


def test_run_options_reach_the_engine_as_from_the_command_line():
    written = cli("elect", "decide", PHRAGMEN, "--rule", "elect/seq-pav", "--seats", 3, "--ties", "random", "--seed", 11,
                  "--certify", "jr,ejr+", "--trace", "summary", "--margin", "--json")
    voices = co.read(PHRAGMEN)
    options = {"seats": 3, "ties": "random", "certify": ["jr", "ejr+"], "trace": "summary", "margin": True}
    assert co.elect.seq_pav(voices, seed=11, **options).to_json() == written
    assert co.elect.seq_pav(voices, random_state=11, **options).to_json() == written


@pytest.mark.parametrize("rule", RULES)
def test_signatures_hold_the_options_of_the_catalog_with_their_defaults(rule):
    parameters = inspect.signature(function_of(rule)).parameters
    options = {option.name: option.default for option in co.method(rule).options}
    assert list(parameters) == ["voices", *options, *RUN]
    for name, default in options.items():
        assert parameters[name].kind is inspect.Parameter.KEYWORD_ONLY
        assert parameters[name].default == default


@pytest.mark.parametrize("rule", RULES)
def test_docstrings_have_every_section(rule):
    text = inspect.getdoc(function_of(rule))
    for section in ("Parameters", "Returns", "Raises", "Notes", "References", "Examples"):
        assert f"\n{section}\n{'-' * len(section)}\n" in text, section
    for words in ("Guarantees:", "Ties:", "Cost:"):
        assert words in text
    assert max(map(len, text.splitlines())) <= 120


@pytest.mark.parametrize("name", ["comitia", "comitia.elect", "comitia.voices", "comitia._decide", "comitia._catalog",
                                  "comitia.decision"])
def test_examples_of_docstrings_are_true(name):
    result = doctest.testmod(importlib.import_module(name))
    assert result.failed == 0
    assert result.attempted > 0


def test_stubs_say_what_the_catalog_says():
    from comitia import _generate

    assert _generate.check() == 0, "run: python -m comitia._generate --stubs bindings/python/comitia"


def test_stubs_that_differ_are_found(monkeypatch):
    from comitia import _generate

    monkeypatch.setattr(_generate, "RUN", _generate.RUN[1:])
    assert _generate.check() == 1


@pytest.mark.parametrize("rule", RULES)
def test_threads_of_python_and_of_the_engine_give_the_same(rule):
    voices = voices_for(rule)
    expected = function_of(rule)(voices, threads=1, **seats_for(rule, 3)).digest
    found = []

    def decide(threads):
        found.append(function_of(rule)(voices, threads=threads, **seats_for(rule, 3)).digest)

    workers = [threading.Thread(target=decide, args=(threads,)) for threads in (1, 2, 3, 0)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert found == [expected] * 4


def test_methods_are_the_rules():
    table = co.methods("elect")
    assert [method.id for method in table] == RULES
    assert "elect/schulze" in table._repr_html_()
    assert co.method("elect/borda").options[0].name == "unranked_points"
    with pytest.raises(co.InvalidOption, match="elect/schulze"):
        co.method("elect/schulz")
    with pytest.raises(co.InvalidOption, match="elect"):
        co.methods("elections")


if __name__ == "__main__":
    sys.exit(main(__file__))
