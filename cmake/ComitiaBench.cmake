# SPDX-FileCopyrightText: 2026 The Comitia authors
# SPDX-License-Identifier: Apache-2.0
#
# bench/<name>.cpp -> program build/<preset>/bench/bench_<name>; the file may bring its own main.
find_package(benchmark REQUIRED CONFIG)
file(GLOB comitia_bench_sources CONFIGURE_DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/bench/*.cpp")
add_custom_target(benches)
foreach(source IN LISTS comitia_bench_sources)
  get_filename_component(name "${source}" NAME_WE)
  add_executable(bench_${name} "${source}")
  target_link_libraries(bench_${name} PRIVATE comitia::comitia benchmark::benchmark_main benchmark::benchmark
    comitia_flags)
  set_target_properties(bench_${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/bench")
  add_dependencies(benches bench_${name})
endforeach()
