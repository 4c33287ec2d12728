# SPDX-FileCopyrightText: 2026 The Comitia authors
# SPDX-License-Identifier: Apache-2.0
"""What goes wrong has a class that Python users expect, and problems with places."""
import copy
import pickle
import sys

from package import ALASKA, COUNCIL, main, pytest

import comitia as co


def test_problems_of_a_file_have_their_places(tmp_path):
    path = tmp_path / "bad.pb"
    path.write_text("META\nkey;value\nnum_projects;1\nnum_votes;2\nbudget;10\nvote_type;approval\nPROJECTS\n"
                    "project_id;cost\n1;x\nVOTES\nvoter_id;vote\na;1\nb;7\n", encoding="utf-8")
    with pytest.raises(co.InvalidVoices) as caught:
        co.read(path)
    error = caught.value
    assert isinstance(error, ValueError) and isinstance(error, co.ComitiaError)
    assert error.total == len(error.problems) >= 2
    found = {(p.code, p.line) for p in error.problems}
    assert ("cost", 9) in found and ("unknown-option", 13) in found
    for problem in error.problems:
        assert problem.source == str(path) and problem.column >= 1 and problem.text
        assert str(problem) in str(error)


def test_errors_can_be_pickled_and_copied():
    with pytest.raises(co.InvalidVoices) as caught:
        co.voices.approval([["a", "a"]])
    for again in (pickle.loads(pickle.dumps(caught.value)), copy.copy(caught.value)):
        assert type(again) is co.InvalidVoices
        assert again.problems == caught.value.problems


def test_missing_files_and_formats():
    with pytest.raises(FileNotFoundError) as caught:
        co.read("/nowhere/at all.pb")
    assert caught.value.filename == "/nowhere/at all.pb"
    with pytest.raises(OSError):
        co.read("/")
    with pytest.raises(co.InvalidVoices, match="formats are"):
        co.read(ALASKA, "word")
    with pytest.raises(TypeError):
        co.read(7)


def test_the_wrong_kind_of_voices():
    with pytest.raises(co.InvalidVoices) as caught:
        co.elect.seq_pav(co.read(ALASKA), seats=2)
    assert caught.value.code == "vote-type"
    with pytest.raises(TypeError, match="comitia.read"):
        co.elect.seq_pav([["a"]], seats=1)


def test_wrong_options_are_type_and_value_errors():
    voices = co.read(COUNCIL)
    with pytest.raises(TypeError, match="seat"):
        co.elect.seq_pav(voices, seat=3)
    with pytest.raises(TypeError):
        co.elect.seq_pav(voices, 3)
    with pytest.raises(TypeError, match="has no option 'completion'"):
        co.decide(voices, "elect/seq-pav", completion="av")
    for wrong in ({"seats": -1}, {"seats": "many"}, {"ties": "coin"}, {"certify": ["fairness"]}, {"trace": "long"},
                  {"max_decisions": 0}, {"seed": -1}, {"seed": 2**64}, {"threads": -1}, {"time_limit": -1},
                  {"arithmetic": "float"}):
        with pytest.raises(ValueError):
            co.elect.seq_pav(voices, **{"seats": 3, **wrong})
    with pytest.raises(TypeError, match="whole number"):
        co.elect.seq_pav(voices, seats=3, seed=1.5)
    with pytest.raises(TypeError, match="two names"):
        co.elect.seq_pav(voices, seats=3, seed=1, random_state=2)
    with pytest.raises(co.InvalidOption, match="elect/seq-pav"):
        co.decide(voices, "elect/seqpav")


def test_what_cannot_be_decided():
    voices = co.voices.approval([["a"], ["b"]])
    with pytest.raises(co.CannotDecide) as caught:
        co.elect.av(voices, seats=1, ties="refuse")
    assert caught.value.code == "tie"
    with pytest.raises(co.CannotDecide) as caught:
        co.elect.av(voices, seats=3)
    assert caught.value.code == "seats"
    with pytest.raises(co.CannotDecide):
        co.elect.av(voices)


def test_a_limit_gives_the_best_that_is_known():
    voices = co.sample(voices=3000, options=120, seed=5)
    with pytest.raises(co.LimitReached) as caught:
        co.elect.pav(voices, seats=50, time_limit=4, certify="none")
    best = caught.value.best
    assert best is not None and best.standing.best_known and best.standing.why == "time-limit"
    assert len(best.outcome.committee) == 50
    assert best.standing.bound
    with pytest.raises(co.LimitReached) as caught:
        co.margin(co.sample(kind="ranked", voices=3000, options=12, seed=1), "elect/schulze", time_limit=1e-9)
    assert caught.value.best is None


def test_every_code_has_a_class():
    from comitia import errors

    for code, (kind, meaning) in errors._KINDS.items():
        made = errors._refusal([(code, "text", "", "", 0, 0)], 1)
        assert isinstance(made, (co.ComitiaError, OSError)), code
        assert meaning and kind


if __name__ == "__main__":
    sys.exit(main(__file__))
