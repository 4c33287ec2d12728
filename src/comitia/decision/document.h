// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// The Decision as a document, format decision/1: writing, reading, digest. Every byte of a document is either covered
// by its digest or decided by its fixed form, so that no alteration passes unnoticed.
#pragma once

#include <string>
#include <string_view>

#include "comitia/base/json.h"
#include "comitia/base/result.h"
#include "comitia/decision/decision.h"

namespace comitia {

/// The document without its digest. @pre outcome, rule, certificate and provenance are present (asserted)
Json to_json(const Decision& decision);
/// "sha256:..." of the canonical form of a document without its members "digest" and "timings".
std::string document_digest(const Json& document);
/// The bytes of a decision file: the document with its digest as last member, in the fixed form of pretty_text.
std::string document_text(const Decision& decision);
/// Reads a document: every member must have the type that decision/1 gives it and no unknown member may stand at the
/// top. Does not check the digest (verify does). @errors syntax, document
Result<Decision> read_document(std::string_view text, std::string_view source = {});
Result<Decision> from_json(const Json& document);

}  // namespace comitia
