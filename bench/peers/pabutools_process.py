# SPDX-FileCopyrightText: 2026 The Comitia authors
# SPDX-License-Identifier: Apache-2.0
"""The process of pabutools: for each path, reads the file and answers with counts and its own time."""
from fractions import Fraction

import runner
from pabutools.election import parse_pabulib


def read(path: str) -> runner.Answer:
    found = runner.timed(lambda: parse_pabulib(path))
    instance, profile = found.value
    return runner.Answer(found.seconds, [len(instance), len(profile), sum(len(ballot) for ballot in profile),
                                         str(Fraction(str(instance.budget_limit)))])


if __name__ == "__main__":
    runner.answer_questions(read)
