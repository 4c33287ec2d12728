# SPDX-FileCopyrightText: 2026 The Comitia authors
# SPDX-License-Identifier: Apache-2.0
"""Voices from files and from Python data, and back."""
import pickle
import sys
from fractions import Fraction

from package import ALASKA, COUNCIL, PHRAGMEN, cli, main, pytest

import comitia as co

ABIF = "12:Anna>Berta>Carl\n7:Berta=Carl>Anna\n5:Carl\n"


def test_reading_a_file_and_its_text_is_the_same():
    from_file = co.read(ALASKA)
    from_text = co.read(ALASKA.read_text(encoding="utf-8"))
    assert from_file == from_text
    assert hash(from_file) == hash(from_text)
    assert from_file.source == ALASKA.name
    assert from_text.source == ""
    assert from_file.kind == "ranked"
    assert from_file.n == 188582
    assert co.read(ALASKA.read_bytes(), "abif") == from_file


def test_attributes_of_rankings():
    voices = co.read(ABIF, "abif")
    assert voices.n == 24
    assert sorted(voices.names) == ["Anna", "Berta", "Carl"]
    assert [sum(voices.counts), len(voices)] == [24, 3]
    names = dict(zip(voices.options, voices.names))
    assert [[sorted(names[o] for o in group) for group in ballot] for ballot in voices.ballots] == [
        [["Anna"], ["Berta"], ["Carl"]], [["Berta", "Carl"], ["Anna"]], [["Carl"]]]
    assert voices.weights == [1, 1, 1]
    assert voices.seats is None and voices.budget is None and voices.costs is None


def test_approval_from_lists_sets_dicts_and_mappings_is_the_same():
    lists = co.voices.approval([["a", "b"], ["b"], []], ["a", "b"])
    assert lists == co.voices.approval([{"b", "a"}, ("b",), frozenset()], ["a", "b"])
    assert lists == co.voices.approval([{"a": 1, "b": True}, {"a": 0, "b": 1}, {}], ["a", "b"])
    named = co.voices.approval({"x": ["a", "b"], "y": ["b"], "z": []}, ["a", "b"])
    assert named.ids == ["x", "y", "z"]
    assert named != lists  # ids are said, too
    assert lists.ballots == [["a", "b"], ["b"], []]


def test_approval_matrices_are_read_through_the_buffer_protocol():
    numpy = pytest.importorskip("numpy")
    rows = [[1, 1, 0], [0, 1, 0], [0, 0, 0]]
    expected = co.voices.approval([["1", "2"], ["2"], []], ["1", "2", "3"])
    for kind in (bool, "uint8", "int8", "int16", "int32", "int64", "float32", "float64"):
        matrix = numpy.array(rows, dtype=kind)
        assert co.voices.approval(matrix) == expected, kind
        assert co.voices.approval(numpy.asfortranarray(matrix)) == expected, kind
        assert co.voices.approval(numpy.repeat(matrix, 2, axis=1)[:, ::2]) == expected, kind
    view = memoryview(bytes([1, 1, 0, 0, 1, 0, 0, 0, 0])).cast("B", (3, 3))
    assert co.voices.approval(view) == expected
    matrix = numpy.array(rows)
    matrix[1, 2] = 2
    with pytest.raises(co.InvalidVoices, match="row 1, column 2 of the matrix holds 2"):
        co.voices.approval(matrix)
    with pytest.raises(co.InvalidVoices, match="3 columns for 2 options"):
        co.voices.approval(numpy.array(rows), ["a", "b"])
    with pytest.raises(co.InvalidVoices):
        co.voices.approval(numpy.array([[numpy.nan, 1.0]]))


def test_rankings_from_lists_and_ranks_are_the_same():
    lists = co.voices.ranked([["a", {"b", "c"}], ["c"]], counts=[3, 2])
    assert lists == co.voices.ranked([{"a": 1, "b": 2, "c": 2}, {"c": 9}], counts=[3, 2])
    assert lists.n == 5
    assert lists.ballots == [[["a"], ["b", "c"]], [["c"]]]


def test_scores_are_exact():
    voices = co.voices.scored([{"a": 0.1, "b": Fraction(1, 3)}, {"a": "2.5"}, {"b": None}])
    assert voices.ballots == [{"a": Fraction(1, 10), "b": Fraction(1, 3)}, {"a": Fraction(5, 2)}, {}]
    assert co.voices.scored([[1, 2], [3, None]], ["x", "y"]).ballots == [{"x": 1, "y": 2}, {"x": 3}]


def test_weights_costs_and_budget_are_exact():
    voices = co.voices.approval([["a"], ["b"]], ["a", "b"], weights=[0.1, "2/3"], costs={"a": 2, "b": 1.5}, budget=3)
    assert voices.weights == [Fraction(1, 10), Fraction(2, 3)]
    assert voices.costs == [2, Fraction(3, 2)]
    assert voices.budget == 3
    assert voices.kind == "approval-budget"


@pytest.mark.parametrize("make, code", [
    (lambda: co.voices.approval([["a", "a"]]), "duplicate-option"),
    (lambda: co.voices.approval([["c"]], ["a"]), "unknown-option"),
    (lambda: co.voices.approval([["a"]], ["a", "a"]), "duplicate-id"),
    (lambda: co.voices.approval([]), "no-options"),
    (lambda: co.voices.approval([], ["a"]), "no-voices"),
    (lambda: co.voices.approval([["a"]], counts=[0]), "multiplicity"),
    (lambda: co.voices.approval([["a"]], counts=[1, 2]), "count-mismatch"),
    (lambda: co.voices.approval([["a"]], weights=[-1]), "weight"),
    (lambda: co.voices.approval([["a"]], weights=["x"]), "weight"),
    (lambda: co.voices.approval([["a"]], ["a"], names=["x", "y"]), "name-count"),
    (lambda: co.voices.approval({"x": ["a"]}, seats=0), "seats"),
    (lambda: co.voices.approval([["a"]], costs={"b": 1}, budget=1), "cost"),
    (lambda: co.voices.ranked([["a", "b", "a"]]), "duplicate-option"),
    (lambda: co.voices.scored([{"a": "much"}]), "points"),
    (lambda: co.voices.scored([[1, 2]], ["a"]), "count-mismatch"),
])
def test_invalid_data_is_refused_by_code(make, code):
    with pytest.raises((co.InvalidVoices, co.CannotDecide)) as caught:
        make()
    assert caught.value.code == code
    assert caught.value.problems[0].text


def test_text_is_no_ballot():
    for make in (co.voices.approval, co.voices.ranked):
        with pytest.raises(TypeError, match="text"):
            make(["abc"])


VOICES = {
    "approval file": lambda: co.read(COUNCIL),
    "categories": lambda: co.read(PHRAGMEN),
    "ranked file": lambda: co.read(ALASKA),
    "groups": lambda: co.read(ABIF, "abif"),
    "weights": lambda: co.voices.approval({"x": ["a"], "y": []}, ["a", "b"], names=["A", "B"], weights=[0.5, 3],
                                          counts=[2, 1], costs=[1, 2], budget=2, seats=1, title="T"),
    "scores": lambda: co.voices.scored([{"a": "1/3", "b": 2}, {"b": 5}, {"b": 5}], seats=1),
    "sample": lambda: co.sample(kind="ranked", voices=200, options=5, seed=3),
}


@pytest.mark.parametrize("name", VOICES)
def test_pickling_keeps_everything(name):
    voices = VOICES[name]()
    again = pickle.loads(pickle.dumps(voices))
    assert again == voices
    for what in ("kind", "n", "options", "names", "ids", "counts", "weights", "ballots", "costs", "budget", "seats",
                 "title", "attributes", "source", "format"):
        assert getattr(again, what) == getattr(voices, what), what


def test_broken_pickles_are_refused():
    from comitia import _engine

    state = _engine.state_of(co.read(ABIF, "abif")._core)
    for name, value in (("items", b"\xff" * len(state["items"])), ("rows", b"\x63\0\0\0"), ("offsets", b"\1"),
                        ("kind", 7), ("groups", b"")):
        with pytest.raises(ValueError):
            _engine.from_state({**state, name: value})


def test_decisions_of_pickled_voices_are_the_same_bytes():
    voices = co.read(COUNCIL)
    again = pickle.loads(pickle.dumps(voices))
    assert co.elect.seq_pav(again, seats=3).to_json() == co.elect.seq_pav(voices, seats=3).to_json()


def test_saving_gives_the_bytes_of_the_command_line(tmp_path):
    voices = co.read(ALASKA)
    voices.save(tmp_path / "a.blt")
    cli("convert", ALASKA, "-o", tmp_path / "b.blt")
    assert (tmp_path / "a.blt").read_bytes() == (tmp_path / "b.blt").read_bytes()
    with pytest.raises(co.InvalidVoices, match="names no format"):
        voices.save(tmp_path / "a.unknown")


def test_conversion_tells_what_is_lost():
    voices = co.read(ABIF, "abif")
    with pytest.warns(UserWarning):
        approvals = voices.convert("approval", first=1)
    assert approvals.kind == "approval"
    with pytest.raises(co.InvalidOption):
        voices.convert("approval")


def test_lenient_reading_lists_what_was_left_out():
    broken = "title: x\n".encode() + b"A > B * 2\nA > A\n"
    with pytest.raises(co.InvalidVoices):
        co.read(broken, "cef")


@pytest.mark.parametrize("kind", ["pandas", "polars", "arrow", "numpy", "records"])
def test_voices_as_tables(kind):
    if kind != "records":
        pytest.importorskip({"arrow": "pyarrow"}.get(kind, kind))
    table = co.voices.approval([["a", "b"], ["b"]], counts=[2, 1]).to_frame(kind)
    assert len(table) == 2
    if kind == "records":
        assert table == [{"id": "1", "count": 2, "weight": 1.0, "ballot": ["a", "b"]},
                         {"id": "2", "count": 1, "weight": 1.0, "ballot": ["b"]}]
    with pytest.raises(ValueError, match="pandas"):
        co.voices.approval([["a"]]).to_frame("excel")


def test_html_is_escaped():
    page = co.voices.approval([["<b>"]], title="<script>")._repr_html_()
    assert "<script>" not in page and "&lt;script&gt;" in page


def test_samples_are_those_of_the_command_line(tmp_path):
    cli("elect", "sample", "--model", "mallows", "--kind", "ranked", "--voices", 40, "--options", 5, "--seed", 9, "-o",
        tmp_path / "s.abif")
    ours = co.sample(model="mallows", kind="ranked", voices=40, options=5, seed=9)
    assert ours.ballots == co.sample(model="mallows", kind="ranked", voices=40, options=5, random_state=9).ballots
    assert ours.to_bytes("abif") == (tmp_path / "s.abif").read_bytes()
    given = co.sample(model="bootstrap", given=ours, seed=1)
    assert given.n > 0
    with pytest.raises(TypeError):
        co.sample(model="bootstrap")


if __name__ == "__main__":
    sys.exit(main(__file__))
