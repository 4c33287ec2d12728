# SPDX-FileCopyrightText: 2026 The Comitia authors
# SPDX-License-Identifier: Apache-2.0
#
# Writes OUTPUT with version, commit, compiler and build type; leaves the file alone when nothing changed.
set(commit "unknown")
if(GIT AND EXISTS "${SOURCE}/.git")
  execute_process(COMMAND "${GIT}" -C "${SOURCE}" rev-parse --short=12 HEAD
    OUTPUT_VARIABLE hash OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET RESULT_VARIABLE failed)
  if(NOT failed)
    set(commit "${hash}")
    execute_process(COMMAND "${GIT}" -C "${SOURCE}" diff-index --quiet HEAD -- RESULT_VARIABLE modified ERROR_QUIET)
    if(modified)
      string(APPEND commit "-modified")
    endif()
  endif()
endif()
set(text "#pragma once
#define COMITIA_VERSION \"${VERSION}\"
#define COMITIA_COMMIT \"${commit}\"
#define COMITIA_COMPILER \"${COMPILER}\"
#define COMITIA_BUILD_TYPE \"${BUILD_TYPE}\"
")
set(old "")
if(EXISTS "${OUTPUT}")
  file(READ "${OUTPUT}" old)
endif()
if(NOT text STREQUAL old)
  file(WRITE "${OUTPUT}" "${text}")
endif()
