# SPDX-FileCopyrightText: 2026 The Comitia authors
# SPDX-License-Identifier: Apache-2.0
#
# Language, flags, linker and compiler cache. Numbers come first: no contraction, no fast-math, on any compiler.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_CXX_VISIBILITY_PRESET hidden)
set(CMAKE_VISIBILITY_INLINES_HIDDEN ON)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

if(NOT CMAKE_BUILD_TYPE AND NOT CMAKE_CONFIGURATION_TYPES)
  set(CMAKE_BUILD_TYPE Release CACHE STRING "" FORCE)
endif()
if(PROJECT_IS_TOP_LEVEL)
  set(CMAKE_CXX_FLAGS_RELEASE "-O2 -DNDEBUG")
  set(CMAKE_CXX_FLAGS_RELWITHDEBINFO "-O1 -g1")
endif()

include(CheckPIESupported)
check_pie_supported(LANGUAGES CXX)
find_package(Threads REQUIRED)

# Everything of ours, and nothing else, is compiled with these.
add_library(comitia_flags INTERFACE)
target_compile_options(comitia_flags INTERFACE -ffp-contract=off -fno-fast-math)
# Paths relative to the root: the same object file in every checkout, so that the cache hits.
target_compile_options(comitia_flags INTERFACE "-ffile-prefix-map=${CMAKE_SOURCE_DIR}=.")

if(COMITIA_DEVELOPER_MODE)
  target_compile_definitions(comitia_flags INTERFACE COMITIA_DEVELOPER_MODE=1 _GLIBCXX_ASSERTIONS)
  # Partly filled options in braces are our way of naming arguments: missing initializers are wanted.
  target_compile_options(comitia_flags INTERFACE -Wall -Wextra -Werror -Wno-missing-field-initializers)
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    # The second line: g++ 12 warns there about correct code of the standard library once it is inlined.
    target_compile_options(comitia_flags INTERFACE -Wshadow=local -Wno-restrict -Wno-error=maybe-uninitialized
      -Wno-error=array-bounds -Wno-error=stringop-overflow -Wno-error=stringop-overread -Wno-error=free-nonheap-object)
  else()
    # clang sees std::stable_sort of that library use a function which the same library calls deprecated.
    target_compile_options(comitia_flags INTERFACE -Wno-deprecated-declarations)
  endif()
endif()

if(COMITIA_SANITIZE)
  target_compile_options(comitia_flags INTERFACE "-fsanitize=${COMITIA_SANITIZE}" -fno-sanitize-recover=all
    -fno-omit-frame-pointer)
  target_link_options(comitia_flags INTERFACE "-fsanitize=${COMITIA_SANITIZE}")
endif()

# Linker: mold, else lld, else what the compiler takes.
include(CheckLinkerFlag)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  set(comitia_linkers mold lld)
else()
  set(comitia_linkers lld mold)
endif()
foreach(linker IN LISTS comitia_linkers)
  check_linker_flag(CXX "-fuse-ld=${linker}" COMITIA_HAS_LINKER_${linker})
  if(COMITIA_HAS_LINKER_${linker})
    target_link_options(comitia_flags INTERFACE "-fuse-ld=${linker}")
    if(linker STREQUAL "mold")
      # mold 1.10 of Debian 12 now and then lays this segment out so that the loader cannot protect it and gives up.
      target_link_options(comitia_flags INTERFACE "-Wl,-z,norelro")
    endif()
    break()
  endif()
endforeach()

# ccache, told that precompiled headers and other checkouts are fine.
find_program(COMITIA_CCACHE ccache)
mark_as_advanced(COMITIA_CCACHE)
if(COMITIA_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_CXX_COMPILER_LAUNCHER "${CMAKE_COMMAND}" -E env "CCACHE_BASEDIR=${CMAKE_SOURCE_DIR}" CCACHE_NOHASHDIR=1
    "CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime" "${COMITIA_CCACHE}")
endif()
