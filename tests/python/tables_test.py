# SPDX-FileCopyrightText: 2026 The Comitia authors
# SPDX-License-Identifier: Apache-2.0
"""Data frames of each library in and out, located refusals, and no second copy of a large table."""
import pathlib
import subprocess
import sys
import textwrap

from package import SOURCE, main, pytest

import comitia as co

numpy = pytest.importorskip("numpy")
pandas = pytest.importorskip("pandas")
polars = pytest.importorskip("polars")
pyarrow = pytest.importorskip("pyarrow")

MARKS = {"id": ["a", "b", "c"], "Ann": [1, 0, 1], "Bob": [1, 1, 0]}
EXPECTED = co.voices.approval([["Ann", "Bob"], ["Bob"], ["Ann"]], ["Ann", "Bob"], ids=["a", "b", "c"])

MAKERS = {
    "pandas": lambda columns: pandas.DataFrame(columns),
    "polars": lambda columns: polars.DataFrame(columns),
    "arrow table": lambda columns: pyarrow.table(columns),
    "record batch": lambda columns: pyarrow.RecordBatch.from_pydict(columns),
}


@pytest.mark.parametrize("make", MAKERS.values(), ids=MAKERS.keys())
def test_a_matrix_of_marks(make):
    assert co.voices.approval(make(MARKS)) == EXPECTED
    assert co.voices.from_table(make(MARKS)) == EXPECTED


@pytest.mark.parametrize("make", MAKERS.values(), ids=MAKERS.keys())
def test_truth_values_and_missing_cells(make):
    voices = co.voices.approval(make({"Ann": [True, False, None], "Bob": [None, True, True]}))
    assert voices.ballots == [["Ann"], ["Bob"], ["Bob"]]


@pytest.mark.parametrize("make", MAKERS.values(), ids=MAKERS.keys())
def test_long_approvals_rankings_and_scores(make):
    rows = {"voter": ["x", "y", "x"], "option": ["Ann", "Bob", "Bob"], "rank": [2, 1, 1], "score": [0.5, 3, 4]}
    assert co.voices.approval(make(rows)).ballots == [["Ann", "Bob"], ["Bob"]]
    assert co.voices.ranked(make(rows)).ballots == [[["Bob"], ["Ann"]], [["Bob"]]]
    assert co.voices.scored(make(rows)).ballots == [{"Ann": 0.5, "Bob": 4}, {"Bob": 3}]


@pytest.mark.parametrize("make", [MAKERS["polars"], MAKERS["arrow table"], MAKERS["record batch"]])
def test_lists(make):
    voices = co.voices.approval(make({"id": ["a", "b"], "approved": [["Ann", "Bob"], []]}))
    assert voices.ballots == [["Ann", "Bob"], []] and voices.ids == ["a", "b"]


def test_a_chunked_column_alone_is_a_column_of_lists():
    column = pyarrow.chunked_array([[["Ann"]], [["Bob", "Ann"], None]])
    assert co.voices.approval(column).ballots == [["Ann"], ["Ann", "Bob"], []]


def test_categories_of_each_library():
    names = ["Bob", "Ann", "Bob"]
    frames = [
        pandas.DataFrame({"voter": [1, 2, 3], "option": pandas.Categorical(names)}),
        polars.DataFrame({"voter": [1, 2, 3], "option": polars.Series(names, dtype=polars.Categorical)}),
        pyarrow.table({"voter": [1, 2, 3], "option": pyarrow.array(names).dictionary_encode()}),
    ]
    for frame in frames:
        voices = co.voices.approval(frame)
        assert voices.options == ["Bob", "Ann"] and voices.ballots == [["Bob"], ["Ann"], ["Bob"]]


def test_slices_and_chunks_are_read_where_they_begin():
    table = pyarrow.concat_tables([pyarrow.table(MARKS), pyarrow.table(MARKS)]).slice(2, 3)
    assert co.voices.approval(table).ids == ["c", "a", "b"]
    assert co.voices.approval(polars.DataFrame(MARKS)[1:]).ids == ["b", "c"]


def test_numpy_in_by_the_buffer_protocol():
    assert co.voices.approval(numpy.array([[1, 0], [1, 1]], dtype=numpy.int8), ["Ann", "Bob"]).ballots == [["Ann"], ["Ann", "Bob"]]


def test_columns_by_name():
    frame = pandas.DataFrame({"who": ["a", "b"], "times": [2, 1], "w": [0.5, 1.0], "Ann": [1, 1], "Bob": [0, 1], "age": [40, 50]})
    voices = co.voices.from_table(frame, "approvals", voter="who", count="times", weight="w", options=["Bob", "Ann"])
    assert (voices.options, voices.counts, [str(w) for w in voices.weights]) == (["Bob", "Ann"], [2, 1], ["1/2", "1"])


def test_the_same_kind_goes_out():
    kinds = {"pandas": pandas.DataFrame, "polars": polars.DataFrame, "arrow table": pyarrow.Table}
    for name, kind in kinds.items():
        assert isinstance(co.voices.approval(MAKERS[name](MARKS)).to_frame(), kind)
        decision = co.elect.av(co.voices.approval(MAKERS[name](MARKS)), seats=1)
        assert isinstance(decision.to_frame("steps"), kind)


def test_voices_are_a_table_for_others_and_come_back():
    for voices in (EXPECTED, co.voices.ranked([["a", "b"], [["b", "a"]]]), co.voices.scored([{"a": 3, "b": 1}, {"a": 0.5}])):
        for table in (pyarrow.table(voices), polars.DataFrame(voices)):
            again = getattr(co.voices, voices.kind)(table)
            assert again.ballots == voices.ballots


@pytest.mark.parametrize(("columns", "code", "text"), [
    ({"Ann": [1, 0, 7]}, "points", "column 'Ann', row 3: '7' does not say whether the option is approved"),
    ({"id": ["a", None], "Ann": [1, 1]}, "name", "column 'id', row 2: the voter has no id"),
    ({"id": ["a", "a"], "Ann": [1, 1]}, "duplicate-id", "column 'id', row 2: the id a stands twice"),
    ({"count": [1, 0], "Ann": [1, 1]}, "multiplicity", "column 'count', row 2:"),
    ({"weight": [1.0, -2.0], "Ann": [1, 1]}, "weight", "column 'weight', row 2: a weight is above 0"),
])
def test_refusals_name_column_and_row(columns, code, text):
    with pytest.raises(co.InvalidVoices) as refused:
        co.voices.approval(pyarrow.table(columns))
    problem = refused.value.problems[0]
    assert problem.code == code and problem.text.startswith(text)


def test_what_is_beside_a_table_belongs_into_its_columns():
    with pytest.raises(TypeError, match="columns"):
        co.voices.approval(pandas.DataFrame(MARKS), weights=[1, 2, 3])


def test_files_of_tables():
    folder = pathlib.Path(__file__).resolve().parents[2] / "data"
    assert co.read(folder / "club_dates.csv").n == 10
    assert co.read("who,Ann\nx,3\n", table="scores", columns={"voter": "who"}).ballots == [{"Ann": 3}]


def test_a_large_table_is_not_copied():
    script = textwrap.dedent("""
        import gc, numpy, pyarrow, comitia as co
        def memory(what):
            return next(int(line.split()[1]) * 1024 for line in open("/proc/self/status") if line.startswith(what))
        rows = 10_000_000
        draw = numpy.random.default_rng(1)
        table = pyarrow.table({f"o{i}": draw.integers(0, 2, rows) for i in range(6)})
        gc.collect()
        open("/proc/self/clear_refs", "w").write("5")  # the peak begins here
        before = memory("VmRSS")
        voices = co.voices.approval(table)
        print(table.nbytes, memory("VmHWM") - before, voices.n)
    """)
    answer = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=600, cwd=SOURCE)
    assert answer.returncode == 0, answer.stderr
    size, growth, voters = map(int, answer.stdout.split())
    assert voters == 10_000_000
    assert growth < size / 2, f"{growth:,} bytes at the peak for a table of {size:,}"


if __name__ == "__main__":
    main(__file__)
