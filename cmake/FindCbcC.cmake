# SPDX-FileCopyrightText: 2026 The Comitia authors
# SPDX-License-Identifier: Apache-2.0
#
# COIN-OR Cbc and Clp with their C interfaces (Cbc_C_Interface.h, Clp_C_Interface.h).
#   CbcC_FOUND, target CbcC::CbcC
find_path(CbcC_INCLUDE_DIR Cbc_C_Interface.h PATH_SUFFIXES coin coin-or)
set(comitia_cbc_libraries "")
foreach(name CbcSolver Cbc Clp CoinUtils)
  find_library(CbcC_${name}_LIBRARY ${name})
  mark_as_advanced(CbcC_${name}_LIBRARY)
  list(APPEND comitia_cbc_libraries "${CbcC_${name}_LIBRARY}")
endforeach()
mark_as_advanced(CbcC_INCLUDE_DIR)

include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(CbcC
  REQUIRED_VARS CbcC_CbcSolver_LIBRARY CbcC_Cbc_LIBRARY CbcC_Clp_LIBRARY CbcC_CoinUtils_LIBRARY CbcC_INCLUDE_DIR)
if(CbcC_FOUND AND NOT TARGET CbcC::CbcC)
  add_library(CbcC::CbcC INTERFACE IMPORTED)
  set_target_properties(CbcC::CbcC PROPERTIES INTERFACE_INCLUDE_DIRECTORIES "${CbcC_INCLUDE_DIR}"
    INTERFACE_LINK_LIBRARIES "${comitia_cbc_libraries}")
endif()
