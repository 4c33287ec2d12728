# SPDX-FileCopyrightText: 2026 The Comitia authors
# SPDX-License-Identifier: Apache-2.0
#
# tests/<folder>/*_test.cpp       -> program build/<preset>/tests/test_<folder>, one ctest entry, label fast
# tests/<folder>/*_slow_test.cpp  -> program test_<folder>_slow, label slow
# tests/<folder>/*_test.{py,sh}   -> one ctest entry each: <folder>/<name>; label peer in tests/differential, nightly in
#                                    tests/nightly, slow for *_slow_test.*, else fast
# tests/support/*.cpp             -> linked to every test program
# Tests run in the root of the source tree and write only below the system's temporary folder.
find_package(GTest REQUIRED CONFIG)
find_package(rapidcheck REQUIRED CONFIG)

set(comitia_tests_root "${CMAKE_CURRENT_SOURCE_DIR}/tests")
set(comitia_test_environment
  "ASAN_OPTIONS=allow_addr2line=1:detect_stack_use_after_return=1:strict_string_checks=1"
  "LSAN_OPTIONS=suppressions=${CMAKE_CURRENT_SOURCE_DIR}/tests/leaks.supp:print_suppressions=0"
  "UBSAN_OPTIONS=allow_addr2line=1:print_stacktrace=1:halt_on_error=1"
  "TSAN_OPTIONS=allow_addr2line=1:halt_on_error=1"
  "COMITIA_SOURCE=${CMAKE_CURRENT_SOURCE_DIR}")
get_filename_component(comitia_shared "${CMAKE_CURRENT_SOURCE_DIR}/../shared" ABSOLUTE)
if(IS_DIRECTORY "${comitia_shared}")
  list(APPEND comitia_test_environment "COMITIA_SHARED=${comitia_shared}")
endif()
if(TARGET comitia)
  list(APPEND comitia_test_environment "COMITIA=$<TARGET_FILE:comitia>")
endif()

# The Python package as it was just built.
if(TARGET comitia_python)
  list(APPEND comitia_test_environment "PYTHONPATH=${CMAKE_BINARY_DIR}/python")
endif()

# Scripts run with the virtual environment when there is one: it has the packages that we compare with.
set(comitia_test_python "${Python3_EXECUTABLE}")
if(EXISTS "${CMAKE_CURRENT_SOURCE_DIR}/.venv/bin/python")
  set(comitia_test_python "${CMAKE_CURRENT_SOURCE_DIR}/.venv/bin/python")
endif()

# What every test program shares: the libraries of testing and one precompiled header.
add_library(comitia_testing INTERFACE)
target_include_directories(comitia_testing INTERFACE "${comitia_tests_root}")
target_link_libraries(comitia_testing INTERFACE comitia_base GTest::gmock GTest::gtest rapidcheck rapidcheck_gtest
  rapidcheck_gmock comitia_flags)

file(GLOB comitia_support_sources CONFIGURE_DEPENDS "${comitia_tests_root}/support/*.cpp")
file(CONFIGURE OUTPUT "${CMAKE_BINARY_DIR}/generated/comitia_test_pch.cpp"
  CONTENT "// Carries the precompiled header of the tests.\nint main() {}\n")
add_executable(comitia_test_pch EXCLUDE_FROM_ALL "${CMAKE_BINARY_DIR}/generated/comitia_test_pch.cpp")
target_link_libraries(comitia_test_pch PRIVATE comitia_testing)
target_precompile_headers(comitia_test_pch PRIVATE <gmock/gmock.h> <gtest/gtest.h> <rapidcheck.h> <rapidcheck/gtest.h>
  <algorithm> <array> <cstdint> <functional> <map> <memory> <optional> <set> <span> <sstream> <string> <string_view>
  <tuple> <utility> <variant> <vector>)
if(CMAKE_CXX_COMPILER_ID MATCHES "Clang")
  # Without this, the time of the header makes every test a cache miss.
  target_compile_options(comitia_testing INTERFACE "SHELL:-Xclang -fno-pch-timestamp")
endif()

function(comitia_test_program name label)
  cmake_parse_arguments(arg "" "SHARDS" "SOURCES;LINK" ${ARGN})
  add_executable(${name} ${arg_SOURCES} ${comitia_support_sources})
  target_link_libraries(${name} PRIVATE ${arg_LINK} comitia_testing GTest::gmock_main)
  target_precompile_headers(${name} REUSE_FROM comitia_test_pch)
  set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/tests")
  if(NOT arg_SHARDS)
    set(arg_SHARDS 1)
  endif()
  math(EXPR last "${arg_SHARDS} - 1")
  foreach(shard RANGE ${last})
    set(entry ${name})
    set(environment ${comitia_test_environment})
    if(arg_SHARDS GREATER 1)
      math(EXPR number "${shard} + 1")
      set(entry "${name}_${number}_of_${arg_SHARDS}")
      list(APPEND environment "GTEST_TOTAL_SHARDS=${arg_SHARDS}" "GTEST_SHARD_INDEX=${shard}")
    endif()
    add_test(NAME ${entry} COMMAND ${name} --gtest_brief=1 WORKING_DIRECTORY "${CMAKE_CURRENT_SOURCE_DIR}")
    set_tests_properties(${entry} PROPERTIES LABELS ${label} TIMEOUT 900 ENVIRONMENT "${environment}")
  endforeach()
endfunction()

# The every-rule suite is the longest: its parts run beside each other.
set(comitia_shards_catalog 2)

file(GLOB comitia_test_folders CONFIGURE_DEPENDS LIST_DIRECTORIES true "${comitia_tests_root}/*")
foreach(path IN LISTS comitia_test_folders)
  if(NOT IS_DIRECTORY "${path}")
    continue()
  endif()
  get_filename_component(folder "${path}" NAME)
  if(folder MATCHES "^(fuzz|golden|support)$")
    continue()
  endif()

  # A layer's tests link that layer and what lies below, so that they build while upper layers are unfinished; the audit
  # stands above the families but includes none of them, and may be used by all. Other folders link everything.
  set(link comitia::comitia)
  if(folder STREQUAL "cli" AND TARGET comitia_cli)
    set(link comitia_cli)
  elseif(folder MATCHES "^(base|voices|decision|io|solve|audit)$" OR folder IN_LIST comitia_families)
    set(link comitia_${folder})
    if(folder IN_LIST comitia_families)
      list(APPEND link comitia_audit)
    endif()
  elseif(folder MATCHES "^(catalog|report)$")
    set(link comitia_${folder})
  endif()

  file(GLOB sources CONFIGURE_DEPENDS "${path}/*_test.cpp")
  set(slow ${sources})
  list(FILTER slow INCLUDE REGEX "_slow_test\\.cpp$")
  list(FILTER sources EXCLUDE REGEX "_slow_test\\.cpp$")
  if(sources)
    comitia_test_program(test_${folder} fast SOURCES ${sources} LINK ${link} SHARDS ${comitia_shards_${folder}})
  endif()
  if(slow)
    comitia_test_program(test_${folder}_slow slow SOURCES ${slow} LINK ${link})
  endif()

  file(GLOB scripts CONFIGURE_DEPENDS "${path}/*_test.py" "${path}/*_test.sh")
  foreach(script IN LISTS scripts)
    get_filename_component(stem "${script}" NAME_WE)
    set(label fast)
    if(folder STREQUAL "differential")
      set(label peer)
    elseif(folder STREQUAL "nightly")
      set(label nightly)
    elseif(stem MATCHES "_slow_test$")
      set(label slow)
    endif()
    if(script MATCHES "\\.py$")
      set(command "${comitia_test_python}" "${script}")
    else()
      set(command bash "${script}")
    endif()
    add_test(NAME "${folder}/${stem}" COMMAND ${command} WORKING_DIRECTORY "${CMAKE_CURRENT_SOURCE_DIR}")
    set_tests_properties("${folder}/${stem}" PROPERTIES LABELS ${label} TIMEOUT 900
      ENVIRONMENT "${comitia_test_environment};PYTHON=${comitia_test_python};PYTHONDONTWRITEBYTECODE=1")
  endforeach()
endforeach()

add_test(NAME check_includes COMMAND Python3::Interpreter "${CMAKE_CURRENT_SOURCE_DIR}/tools/check_includes")
set_tests_properties(check_includes PROPERTIES LABELS lint TIMEOUT 60)
add_test(NAME check_format COMMAND make format-check WORKING_DIRECTORY "${CMAKE_CURRENT_SOURCE_DIR}")
set_tests_properties(check_format PROPERTIES LABELS lint TIMEOUT 120)
