# SPDX-FileCopyrightText: 2026 The Comitia authors
# SPDX-License-Identifier: Apache-2.0
#
# tests/fuzz/<name>_fuzz.cpp -> program build/fuzz/fuzz/fuzz_<name> and a ctest entry of the same name, label fuzz.
# Seeds: tests/fuzz/corpus/<name>/ (former crashes belong there); dictionary: tests/fuzz/<name>.dict. What a run finds
# stays below build/fuzz/fuzz.
if(NOT CMAKE_CXX_COMPILER_ID MATCHES "Clang")
  message(FATAL_ERROR "fuzzing needs clang: use the preset 'fuzz'")
endif()
# Builds these programs and what they need, not the whole engine.
add_custom_target(fuzzers)
file(GLOB comitia_fuzz_sources CONFIGURE_DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/tests/fuzz/*_fuzz.cpp")
foreach(source IN LISTS comitia_fuzz_sources)
  get_filename_component(name "${source}" NAME_WE)
  string(REGEX REPLACE "_fuzz$" "" name "${name}")
  add_executable(fuzz_${name} "${source}")
  target_include_directories(fuzz_${name} PRIVATE "${CMAKE_CURRENT_SOURCE_DIR}/tests")
  target_link_libraries(fuzz_${name} PRIVATE comitia_io comitia_flags)
  add_dependencies(fuzzers fuzz_${name})
  target_link_options(fuzz_${name} PRIVATE -fsanitize=fuzzer)
  set_target_properties(fuzz_${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/fuzz")
  add_test(NAME fuzz_${name}
    COMMAND bash "${CMAKE_CURRENT_SOURCE_DIR}/tools/fuzz_one" "$<TARGET_FILE:fuzz_${name}>" ${name}
    WORKING_DIRECTORY "${CMAKE_CURRENT_SOURCE_DIR}")
  set_tests_properties(fuzz_${name} PROPERTIES LABELS fuzz TIMEOUT 0)
endforeach()
