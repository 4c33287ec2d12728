# SPDX-FileCopyrightText: 2026 The Comitia authors
# SPDX-License-Identifier: Apache-2.0
"""Lets the folder run as a program: `python studies/comitia_studies run`."""
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))

from comitia_studies.program import main  # noqa: E402

sys.exit(main())
