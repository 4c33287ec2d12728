# SPDX-FileCopyrightText: 2026 The Comitia authors
# SPDX-License-Identifier: Apache-2.0
"""Audits of any outcome, whoever proposed it."""
from ._catalog import axioms
from ._decide import check

__all__ = ["axioms", "check"]
