// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
// What this build is: for provenance and `comitia version`.
#pragma once

#include <string_view>

namespace comitia {

struct BuildInfo {
  std::string_view version;  ///< "0.1.0"
  std::string_view commit;   ///< abbreviated commit, or "unknown"
  std::string_view compiler;
  std::string_view build_type;
  std::string_view parallel;  ///< back end of parallel loops
};

const BuildInfo& build_info();

}  // namespace comitia
