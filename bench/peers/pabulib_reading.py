#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Comitia authors
# SPDX-License-Identifier: Apache-2.0
"""Reading Pabulib files beside pabutools, which runs in a process of its own (it is under the GPL, and comes with
abcvoting): from the file to voices in memory. Equal are the numbers of projects, voters and approvals, and the budget.
"""
from __future__ import annotations

import os
import pathlib

import runner

FILES = ["Poland_Warszawa_2026.pb", "Hungary_Budapest_2024.pb", "Poland_Warszawa_2023_Mokotow.pb",
         "Poland_Wieliczka_2023_Green_Budget.pb"]


def counts(voices) -> list:
    return [voices.m, voices.n, sum(len(ballot) for ballot in voices.ballots), str(voices.budget)]


def main() -> None:
    chosen = runner.arguments(__doc__)
    import comitia as co

    folder = pathlib.Path(os.environ.get("COMITIA_SHARED") or runner.ROOT.parent / "shared") / "data/budget"
    if not folder.is_dir():
        raise SystemExit(f"there are no files to read: {folder} is absent")
    rows = []
    with runner.OwnProcess("pabutools_process.py") as peer:
        for name in FILES:
            path = folder / name

            own = runner.here(lambda path=path: co.read(path), counts)
            found = runner.compare(name, own, lambda path=path: peer.ask(str(path)), chosen.pairs)
            megabytes = path.stat().st_size / 1e6
            rows.append([name, f"{megabytes:.1f} MB", runner.show(found.own_seconds), runner.show(found.peer_seconds),
                         runner.ratio(found), str(found.pairs)])
    text = (f"{runner.versions('pabutools')}; pabutools in a process of its own.\n\n" +
            runner.table(["file", "size", "comitia", "pabutools", "pabutools / comitia, median [95 %]", "pairs"], rows))
    runner.finish(chosen, "pabulib reading", text)


if __name__ == "__main__":
    main()
