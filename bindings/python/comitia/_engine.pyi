# SPDX-FileCopyrightText: 2026 The Comitia authors
# SPDX-License-Identifier: Apache-2.0
from typing import Any

# The extension is called by the files of this package alone, which say the types that users meet.
def __getattr__(name: str) -> Any: ...
