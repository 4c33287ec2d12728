# SPDX-FileCopyrightText: 2026 The Comitia authors
# SPDX-License-Identifier: Apache-2.0
"""The harness of the studies: it reads study.toml, runs run.py, weighs each claim against the rows that were measured,
and writes JSON, CSV and one page. studies/README.md tells how to add a study."""
