# SPDX-FileCopyrightText: 2026 The Comitia authors
# SPDX-License-Identifier: Apache-2.0
#
# HiGHS with its C interface: a prefix given by the user, else the project's virtual environment (PyPI package highsbox,
# put there by tools/setup). Its own CMake package asks for BLAS and zlib headers that linking does not need, and its
# C++ classes have the old string ABI: so this target gives the header and the shared library, nothing more.
# When pip builds the package, highsbox stands in an environment of that build, which is on CMAKE_PREFIX_PATH.
#   HighsC_FOUND, target HighsC::HighsC
file(GLOB comitia_highs_prefixes "${CMAKE_SOURCE_DIR}/.venv/lib/python3*/site-packages/highsbox/highs_dist")
find_path(HighsC_INCLUDE_DIR interfaces/highs_c_api.h
  HINTS ${COMITIA_HIGHS_PREFIX} ${comitia_highs_prefixes} PATH_SUFFIXES include/highs
  highsbox/highs_dist/include/highs)
find_library(HighsC_LIBRARY highs HINTS ${COMITIA_HIGHS_PREFIX} ${comitia_highs_prefixes}
  PATH_SUFFIXES lib highsbox/highs_dist/lib)
mark_as_advanced(HighsC_INCLUDE_DIR HighsC_LIBRARY)

include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(HighsC REQUIRED_VARS HighsC_LIBRARY HighsC_INCLUDE_DIR)
if(HighsC_FOUND AND NOT TARGET HighsC::HighsC)
  add_library(HighsC::HighsC SHARED IMPORTED)
  get_filename_component(comitia_highs_include "${HighsC_INCLUDE_DIR}" DIRECTORY)
  set_target_properties(HighsC::HighsC PROPERTIES IMPORTED_LOCATION "${HighsC_LIBRARY}"
    INTERFACE_INCLUDE_DIRECTORIES "${HighsC_INCLUDE_DIR};${comitia_highs_include}")
endif()
