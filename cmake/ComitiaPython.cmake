# SPDX-FileCopyrightText: 2026 The Comitia authors
# SPDX-License-Identifier: Apache-2.0
#
# bindings/python/src/*.cpp -> comitia/_engine; the functions of the rules are generated from its catalog. A whole package
# stands in build/<preset>/python, so that tests and the work on it need no installation:
#   PYTHONPATH=build/dev/python .venv/bin/python
# Under scikit-build-core (pyproject.toml) the same is installed into the wheel.
set(comitia_python_root "${CMAKE_CURRENT_SOURCE_DIR}/bindings/python")

# The interpreter: what scikit-build-core builds for, else the virtual environment, else the system's.
if(NOT SKBUILD AND NOT Python_EXECUTABLE AND EXISTS "${CMAKE_CURRENT_SOURCE_DIR}/.venv/bin/python")
  set(Python_EXECUTABLE "${CMAKE_CURRENT_SOURCE_DIR}/.venv/bin/python")
endif()
find_package(Python 3.11 QUIET COMPONENTS Interpreter Development.Module)
if(Python_FOUND AND NOT nanobind_ROOT)
  execute_process(COMMAND "${Python_EXECUTABLE}" -c "import nanobind; print(nanobind.cmake_dir())"
    OUTPUT_VARIABLE nanobind_ROOT OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
endif()
find_package(nanobind 2 CONFIG QUIET)
if(NOT nanobind_FOUND)
  find_package(nanobind 3 CONFIG QUIET)
endif()
if(NOT nanobind_FOUND OR NOT Python_FOUND)
  if(SKBUILD)
    message(FATAL_ERROR "the Python extension needs nanobind and Python's headers (package python3-dev)")
  endif()
  message(STATUS "comitia: no nanobind or no Python headers: the Python package is not built (tools/setup test)")
  return()
endif()

file(GLOB comitia_python_sources CONFIGURE_DEPENDS "${comitia_python_root}/src/*.cpp")
nanobind_add_module(comitia_python NB_STATIC ${comitia_python_sources})
target_include_directories(comitia_python PRIVATE "${comitia_python_root}/src")
target_link_libraries(comitia_python PRIVATE comitia::comitia comitia_flags)
set(comitia_python_package "${CMAKE_BINARY_DIR}/python/comitia")
set_target_properties(comitia_python PROPERTIES OUTPUT_NAME _engine LIBRARY_OUTPUT_DIRECTORY "${comitia_python_package}"
  INSTALL_RPATH "$ORIGIN")

# The Python files stand as links beside the extension, so that an edit counts at once; then the generated ones.
file(GLOB comitia_python_files CONFIGURE_DEPENDS "${comitia_python_root}/comitia/*.py" "${comitia_python_root}/comitia/*.pyi"
  "${comitia_python_root}/comitia/py.typed")
file(MAKE_DIRECTORY "${comitia_python_package}")
foreach(file IN LISTS comitia_python_files)
  get_filename_component(name "${file}" NAME)
  file(CREATE_LINK "${file}" "${comitia_python_package}/${name}" SYMBOLIC)
endforeach()
set(comitia_python_generated "")
foreach(family IN LISTS comitia_families)
  list(APPEND comitia_python_generated "${comitia_python_package}/${family}.py")
endforeach()
add_custom_command(OUTPUT ${comitia_python_generated}
  COMMAND "${CMAKE_COMMAND}" -E env PYTHONDONTWRITEBYTECODE=1
    "${Python_EXECUTABLE}" "${comitia_python_root}/comitia/_generate.py" "${comitia_python_package}"
  DEPENDS comitia_python "${comitia_python_root}/comitia/_generate.py"
  COMMENT "Writing the Python functions of the rules" VERBATIM)
add_custom_target(comitia_python_package ALL DEPENDS ${comitia_python_generated})

if(SKBUILD)
  install(TARGETS comitia_python LIBRARY DESTINATION comitia)
  install(FILES ${comitia_python_generated} DESTINATION comitia)
  # The solver of the build's environment goes into the package: at run time that environment is gone.
  if(comitia_with_highs)
    get_filename_component(comitia_highs_file "${HighsC_LIBRARY}" REALPATH)
    execute_process(COMMAND objdump -p "${comitia_highs_file}" OUTPUT_VARIABLE comitia_highs_head)
    string(REGEX MATCH "SONAME +([^\n ]+)" comitia_highs_soname "${comitia_highs_head}")
    install(FILES "${comitia_highs_file}" DESTINATION comitia RENAME "${CMAKE_MATCH_1}")
  endif()
endif()
