# SPDX-FileCopyrightText: 2026 The Comitia authors
# SPDX-License-Identifier: Apache-2.0
#
# The program. All of apps/cli but main.cpp is a library, so that tests can link it.
file(GLOB comitia_cli_sources CONFIGURE_DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/apps/cli/*.cpp")
set(comitia_cli_main "${CMAKE_CURRENT_SOURCE_DIR}/apps/cli/main.cpp")
if(comitia_cli_main IN_LIST comitia_cli_sources)
  find_package(CLI11 REQUIRED CONFIG)
  list(REMOVE_ITEM comitia_cli_sources "${comitia_cli_main}")
  set(comitia_cli_link comitia::comitia)
  if(comitia_cli_sources)
    add_library(comitia_cli STATIC ${comitia_cli_sources})
    target_include_directories(comitia_cli PUBLIC "${CMAKE_CURRENT_SOURCE_DIR}/apps")
    target_link_libraries(comitia_cli PUBLIC comitia::comitia CLI11::CLI11 PRIVATE comitia_flags)
    set(COMITIA_DUCKDB_LIBRARY "${CMAKE_CURRENT_SOURCE_DIR}/.venv/lib/libduckdb.so" CACHE FILEPATH
      "DuckDB's library, opened when a table needs it; COMITIA_DUCKDB in the environment comes first")
    set_source_files_properties("${CMAKE_CURRENT_SOURCE_DIR}/apps/cli/settings.cpp" PROPERTIES
      COMPILE_DEFINITIONS "COMITIA_DUCKDB_LIBRARY=\"${COMITIA_DUCKDB_LIBRARY}\"")
    set(comitia_cli_link comitia_cli)
  endif()
  add_executable(comitia "${comitia_cli_main}")
  target_include_directories(comitia PRIVATE "${CMAKE_CURRENT_SOURCE_DIR}/apps")
  target_link_libraries(comitia PRIVATE ${comitia_cli_link} CLI11::CLI11 comitia_flags)
  set_target_properties(comitia PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/bin")
  # The solver bundle is a shared library beside our tree: keep it findable after installation too.
  if(comitia_with_highs)
    get_filename_component(comitia_highs_folder "${HighsC_LIBRARY}" DIRECTORY)
    set_target_properties(comitia PROPERTIES INSTALL_RPATH "${comitia_highs_folder}")
  endif()
  include(GNUInstallDirs)
  install(TARGETS comitia RUNTIME DESTINATION "${CMAKE_INSTALL_BINDIR}")
  # `comitia study` finds them beside the program.
  install(DIRECTORY "${CMAKE_CURRENT_SOURCE_DIR}/studies/" DESTINATION "${CMAKE_INSTALL_DATADIR}/comitia/studies"
    FILES_MATCHING PATTERN "*.py" PATTERN "*.toml" PATTERN "README.md")
endif()
