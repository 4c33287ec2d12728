# SPDX-FileCopyrightText: 2026 The Comitia authors
# SPDX-License-Identifier: Apache-2.0
"""The few statistics that rows need: an interval for a share, and a slope on logarithmic scales with its interval."""
from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

Z95 = 1.959963984540054
#: Two-sided 95 % points of Student's t by degrees of freedom; beyond ten the normal point is near enough to say so.
T95 = (12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228)


def wilson(count: int, of: int) -> tuple[float, float]:
    """95 % interval of a share (E. B. Wilson, 1927); it stays within 0 and 1 and is honest at the ends."""
    if of == 0:
        return 0.0, 1.0
    share, square = count / of, Z95 * Z95
    middle = (share + square / (2 * of)) / (1 + square / of)
    half = Z95 / (1 + square / of) * math.sqrt(share * (1 - share) / of + square / (4 * of * of))
    # At the ends the interval begins at the share itself; only rounding says otherwise.
    return (0.0 if count == 0 else max(0.0, middle - half)), (1.0 if count == of else min(1.0, middle + half))


def share(count: int, of: int, unknown: int = 0, **keys: Any) -> dict[str, Any]:
    """A row about how often something held."""
    low, high = wilson(count, of)
    return {**keys, "unit": "share", "value": count / of if of else 0.0, "low": low, "high": high, "count": count, "of": of,
            "unknown": unknown}


def slope(x: Sequence[float], y: Sequence[float]) -> tuple[float, float, float]:
    """Exponent b of y = a x^b by least squares on logarithms, with its 95 % interval."""
    if len(x) < 3:
        raise ValueError("an exponent with an interval needs three sizes")
    u, v = [math.log(value) for value in x], [math.log(value) for value in y]
    n = len(u)
    mean_u, mean_v = sum(u) / n, sum(v) / n
    spread = sum((a - mean_u) ** 2 for a in u)
    b = sum((a - mean_u) * (c - mean_v) for a, c in zip(u, v)) / spread
    rest = sum((c - mean_v - b * (a - mean_u)) ** 2 for a, c in zip(u, v))
    t = T95[n - 3] if n - 3 < len(T95) else Z95
    half = t * math.sqrt(rest / (n - 2) / spread)
    return b, b - half, b + half
