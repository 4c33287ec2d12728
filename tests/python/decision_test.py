# SPDX-FileCopyrightText: 2026 The Comitia authors
# SPDX-License-Identifier: Apache-2.0
"""Decisions: what they hold, tables, documents, comparison, verification, audit."""
import json
import pickle
import subprocess
import sys

from package import ALASKA, COUNCIL, PHRAGMEN, cli, main, pytest

import comitia as co


@pytest.fixture(scope="module")
def council():
    return co.read(COUNCIL)


@pytest.fixture(scope="module")
def alaska():
    return co.read(ALASKA)


def test_a_committee(council):
    decision = co.elect.equal_shares(council, seats=3, margin=True)
    written = json.loads(decision.to_json())
    assert decision.outcome.committee == written["outcome"]["committees"][0]
    assert decision.outcome.committees == [decision.outcome.committee]
    assert decision.certificate["ejr+"].status == "holds"
    assert set(decision.certificate) == {entry["axiom"] for entry in written["certificate"]}
    assert decision.margin._asdict() == {key: written["margin"][key] for key in ("change", "value", "kind", "by")}
    assert decision.trace == written["trace"]
    assert decision.digest == written["digest"]
    assert decision.options["completion"] == "seq-phragmen"
    assert not decision.standing.best_known
    assert decision.provenance["engine"] == f"comitia {co.__version__}"
    with pytest.raises(AttributeError):
        decision.outcome.winner
    with pytest.raises(AttributeError):
        decision.outcome.projects
    with pytest.raises(KeyError, match="was not checked"):
        decision.certificate["core"]


def test_a_winner(alaska):
    names = dict(zip(alaska.options, alaska.names))
    decision = co.elect.instant_runoff(alaska)
    assert names[decision.outcome.winner] == "Mary S. Peltola"
    assert decision.outcome.winners == [decision.outcome.winner]
    assert decision.outcome.ranking[0] == [decision.outcome.winner]
    assert "Peltola" in repr(decision)
    loser = next(option for option, name in names.items() if "Begich" in name)
    assert "leaves" in str(decision.explain(option=loser))
    assert decision.explain(step=1).headline
    assert decision.explain(voice="1").headline
    assert str(decision) == str(decision.explain())
    with pytest.raises(TypeError, match="one thing"):
        decision.explain(step=1, option=loser)
    with pytest.raises(co.InvalidVoices):
        decision.explain(option="nobody")


def test_kept_ties_are_all_there():
    voices = co.voices.approval([["a"], ["b"]])
    decision = co.elect.av(voices, seats=1, ties="all")
    assert decision.outcome.committees == [["a"], ["b"]]
    with pytest.raises(co.CannotDecide, match="2 committees"):
        decision.outcome.committee
    broken = co.elect.av(voices, seats=1)
    assert broken.ties[0].among == ["a", "b"] and broken.ties[0].chosen == "a"


def test_documents_survive_file_and_pickle(council, tmp_path):
    decision = co.elect.seq_phragmen(council, seats=3)
    decision.save(tmp_path / "d.json")
    assert (tmp_path / "d.json").read_text(encoding="utf-8") == decision.to_json()
    loaded = co.Decision.load(tmp_path / "d.json")
    again = pickle.loads(pickle.dumps(decision))
    assert loaded == decision == again
    assert {loaded, decision, again} == {decision}
    assert again.explain(option=decision.outcome.committee[0]) == decision.explain(option=decision.outcome.committee[0])
    with pytest.raises(TypeError, match="voices"):
        loaded.explain(option=decision.outcome.committee[0])
    assert decision != co.elect.seq_pav(council, seats=3)
    assert co.verify(loaded, council).ok


def test_a_document_that_is_none_is_refused_with_its_place(tmp_path):
    (tmp_path / "d.json").write_text('{"format": "decision/1",\n oops}', encoding="utf-8")
    with pytest.raises(co.InvalidVoices) as caught:
        co.Decision.load(tmp_path / "d.json")
    assert caught.value.problems[0].line == 2
    with pytest.raises(co.InvalidDocument):
        co.Decision.from_json("{}")


def test_every_altered_byte_is_found(council):
    decision = co.elect.seq_pav(council, seats=3)
    text = decision.to_json()
    assert co.verify(text, council).ok
    verification = co.verify(text.replace('"seats":3', '"seats":2', 1), council)
    assert not verification and any(step.result == "fail" for step in verification.steps)
    assert not co.verify(text, None).ok  # nothing was computed again
    assert not co.verify(text, co.read(PHRAGMEN)).ok
    assert "V12" in repr(verification) and "<table>" in verification._repr_html_()


def test_the_command_line_verifies_what_python_wrote(council, tmp_path):
    co.elect.equal_shares(council, seats=4, margin=True).save(tmp_path / "d.json")
    assert "Verified" in cli("verify", tmp_path / "d.json", "--voices", COUNCIL)


@pytest.mark.parametrize("kind", ["pandas", "polars", "arrow", "numpy", "records"])
@pytest.mark.parametrize("table", ["outcome", "options", "steps", "certificate", "ties"])
def test_tables(council, table, kind):
    if kind != "records":
        pytest.importorskip({"arrow": "pyarrow"}.get(kind, kind))
    decision = co.elect.equal_shares(council, seats=3)
    rows = decision.to_frame(table, "records")
    expected = {"outcome": 3, "options": council.m, "steps": len(decision.trace), "ties": len(decision.ties),
                "certificate": len(decision.certificate)}[table]
    assert len(rows) == expected
    found = decision.to_frame(table, kind)
    assert len(found) == expected
    modules = {"pandas": "pandas", "polars": "polars", "arrow": "pyarrow", "numpy": "numpy", "records": "builtins"}
    assert type(found).__module__.split(".")[0] == modules[kind]


def test_options_table(council):
    decision = co.elect.av(council, seats=3)
    rows = {row["option"]: row for row in decision.to_frame("options", "records")}
    assert {option for option, row in rows.items() if row["elected"]} == set(decision.outcome.committee)
    with pytest.raises(co.InvalidOption, match="steps"):
        decision.to_frame("stepz")


def test_comparison_is_that_of_the_command_line(council):
    rules = ["elect/av", "elect/seq-pav", "elect/equal-shares"]
    words = [word for rule in rules for word in ("--rule", rule)]
    result = co.compare(council, rules, seats=3, completion="none")
    assert result.document == json.loads(
        cli("elect", "compare", COUNCIL, *words, "--seats", 3, "--completion", "none", "--json"))
    assert [row["rule"] for row in result.rows] == rules
    assert len(result.table) == 3
    assert result.decisions[2] == co.elect.equal_shares(council, seats=3, completion="none")
    assert "elect/av" in repr(result) and "<table>" in result._repr_html_()
    with pytest.raises(TypeError, match="completeness"):
        co.compare(council, rules, seats=3, completeness="none")


def test_a_rule_that_cannot_decide_is_a_row():
    voices = co.voices.approval([["a"], ["b"]])
    result = co.compare(voices, ["elect/av", "elect/sav"], seats=1, ties="refuse")
    assert [row["outcome"] for row in result.rows] == ["no decision: tie"] * 2
    assert result.decisions == [None, None]


def test_all_rules_for_such_voices_are_compared(alaska):
    assert co.compare(alaska).rules == [method.id for method in co.methods() if method.voices == "ranked"]


def test_audit_of_any_committee():
    voices = co.voices.approval([["a", "b"]] * 2 + [["c"]] * 2)
    certificate = co.audit.check(voices, ["a", "b"])
    assert certificate["jr"].status == "broken" and certificate["jr"].witness
    decision = co.elect.seq_pav(voices, seats=2)
    assert {entry.status for entry in co.audit.check(voices, decision, axioms=["jr", "ejr+"]).values()} == {"holds"}
    assert co.audit.check(voices, decision.outcome, axioms="jr")["jr"].status == "holds"
    assert co.audit.check(voices, ["a"], seats=2, axioms=["jr"])["jr"].status == "broken"
    assert [axiom.id for axiom in co.axioms() if axiom.voices == "approval"] == list(certificate)
    assert {"condorcet-winner", "smith"} < {axiom.id for axiom in co.axioms() if axiom.voices == "ranked"}
    with pytest.raises(co.InvalidOption):
        co.audit.check(voices, ["a"], axioms=["fairness"])
    with pytest.raises(co.InvalidVoices):
        co.audit.check(voices, ["z"])
    with pytest.raises(TypeError):
        co.audit.check(voices, "ab")
    with pytest.raises(co.InvalidOption):
        co.audit.check(voices, ["a", "b"], seats=1)


def test_margin_is_that_of_the_command_line(alaska):
    found = co.margin(alaska, "elect/plurality")
    written = json.loads(cli("elect", "decide", ALASKA, "--rule", "elect/plurality", "--margin", "--json"))["margin"]
    assert found._asdict() == {key: written[key] for key in ("change", "value", "kind", "by")}


def test_report_and_html(council, tmp_path):
    decision = co.elect.equal_shares(council, seats=3)
    page = decision.report(tmp_path / "r.html", others=[co.elect.av(council, seats=3)])
    assert page == (tmp_path / "r.html").read_text(encoding="utf-8")
    assert page.startswith("<!doctype html>") or page.startswith("<!DOCTYPE html>")
    cell = decision._repr_html_()
    assert "<table>" in cell and cell.index("<table>") < cell.index("<svg")


def test_plot_loads_matplotlib_only_when_called(council):
    matplotlib = pytest.importorskip("matplotlib")
    matplotlib.use("Agg")
    axes = co.elect.av(council, seats=3).plot()
    assert len(axes.patches) == council.m
    script = "import sys, comitia as co; co.elect.av(co.voices.approval([['a']]), seats=1); " \
             "print(sorted({'numpy', 'pandas', 'polars', 'pyarrow', 'matplotlib', 'tqdm'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", script], capture_output=True, text=True).stdout == "[]\n"


if __name__ == "__main__":
    sys.exit(main(__file__))
