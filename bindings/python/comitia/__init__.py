# SPDX-FileCopyrightText: 2026 The Comitia authors
# SPDX-License-Identifier: Apache-2.0
"""Comitia: voices go in, one decision comes out, and anyone can check it.

>>> import comitia as co
>>> voices = co.voices.approval([["a", "b"], ["a", "b"], ["c"]], seats=2)
>>> decision = co.elect.equal_shares(voices)
>>> decision.outcome.committee
['a', 'b']
>>> co.verify(decision, voices).ok
True
"""
from . import _engine, audit, elect, voices
from ._catalog import Axiom, Format, Method, Option, axioms, formats, method, methods
from ._decide import compare, decide, margin, sample, verify
from .decision import (
    Certificate,
    CertificateEntry,
    Comparison,
    Decision,
    Explanation,
    Margin,
    Outcome,
    Standing,
    Tie,
    Verification,
    VerifyStep,
)
from .errors import (
    Cancelled,
    CannotDecide,
    ComitiaError,
    InvalidDocument,
    InvalidOption,
    InvalidVoices,
    LimitReached,
    Problem,
)
from .voices import Voices, read

__version__: str = _engine.build_info()["version"]

__all__ = [
    "Axiom", "Cancelled", "CannotDecide", "Certificate", "CertificateEntry", "ComitiaError", "Comparison", "Decision",
    "Explanation", "Format", "InvalidDocument", "InvalidOption", "InvalidVoices", "LimitReached", "Margin", "Method",
    "Option", "Outcome", "Problem", "Standing", "Tie", "Verification", "VerifyStep", "Voices", "__version__", "audit",
    "axioms", "compare", "decide", "elect", "formats", "margin", "method", "methods", "read", "sample", "verify",
    "voices",
]
