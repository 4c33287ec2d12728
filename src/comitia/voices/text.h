// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// Is a text UTF-8, and in the composed form (NFC) that makes equal-looking names equal? ASCII is answered without a
// table. The only place that knows the Unicode library.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace comitia {

/// Position of the first byte that is not part of well-formed UTF-8, or text.size().
std::size_t first_invalid_utf8(std::string_view text);

/// True for ASCII and for other text in Unicode normal form C. @pre the text is UTF-8
bool is_nfc(std::string_view text);

/// What keeps a text from being an id or a name for people, as the rest of a sentence ("is not UTF-8", "starts or ends
/// with a blank", "holds a control character", "is not in normal form C ..."), or nothing. The empty text has no fault.
std::string_view name_fault(std::string_view text);

/// The text in normal form C. @pre the text is UTF-8
std::string to_nfc(std::string_view text);

}  // namespace comitia
