// SPDX-FileCopyrightText: 2026 The Comitia authors
// SPDX-License-Identifier: Apache-2.0
//
#include "comitia/base/build_info.h"

#include "comitia/base/parallel.h"

#include "comitia_build_info.generated.h"

namespace comitia {

const BuildInfo& build_info() {
  static const BuildInfo info{COMITIA_VERSION, COMITIA_COMMIT, COMITIA_COMPILER, COMITIA_BUILD_TYPE,
                              parallel_backend()};
  return info;
}

}  // namespace comitia
