# SPDX-FileCopyrightText: 2026 The Comitia authors
# SPDX-License-Identifier: Apache-2.0
#
# One static library per folder of src/comitia, each linking only what lies below it (architecture, "Layers").
# A folder without sources is an interface library, so that an unfinished layer never stops the ones beside it.
set(comitia_source_root "${CMAKE_CURRENT_SOURCE_DIR}/src")

# comitia_library(<folder> [BELOW folders...] [PUBLIC targets...] [PRIVATE targets...] [DEFINES ...] [SOURCES ...])
function(comitia_library folder)
  cmake_parse_arguments(arg "" "" "BELOW;PUBLIC;PRIVATE;DEFINES;SOURCES" ${ARGN})
  set(target "comitia_${folder}")
  file(GLOB sources CONFIGURE_DEPENDS "${comitia_source_root}/comitia/${folder}/*.cpp")
  file(GLOB headers CONFIGURE_DEPENDS "${comitia_source_root}/comitia/${folder}/*.h")
  list(TRANSFORM arg_BELOW PREPEND "comitia_")
  if(sources OR arg_SOURCES)
    add_library(${target} STATIC ${sources} ${arg_SOURCES})
    target_link_libraries(${target} PUBLIC ${arg_BELOW} ${arg_PUBLIC} PRIVATE ${arg_PRIVATE} comitia_flags)
    target_compile_definitions(${target} PRIVATE ${arg_DEFINES})
    set(scope PUBLIC)
  else()
    add_library(${target} INTERFACE)
    target_link_libraries(${target} INTERFACE ${arg_BELOW} ${arg_PUBLIC})
    set(scope INTERFACE)
  endif()
  target_include_directories(${target} ${scope} "${comitia_source_root}")
  if(headers)
    # Lets `make headers` compile each header alone.
    target_sources(${target} ${scope} FILE_SET HEADERS BASE_DIRS "${comitia_source_root}" FILES ${headers})
    set_target_properties(${target} PROPERTIES VERIFY_INTERFACE_HEADER_SETS ${COMITIA_DEVELOPER_MODE})
  endif()
  add_library(comitia::${folder} ALIAS ${target})
endfunction()

# ---- 0: base --------------------------------------------------------------------------------------------------------
string(TOUPPER "${COMITIA_PARALLEL}" comitia_parallel_upper)
set(comitia_parallel_target "")
if(COMITIA_PARALLEL STREQUAL "tbb")
  set(comitia_parallel_target TBB::tbb)
endif()
comitia_library(base
  PUBLIC fmt::fmt tl::expected comitia_gmp comitia_random123 Threads::Threads
  PRIVATE nlohmann_json::nlohmann_json OpenSSL::Crypto ${comitia_parallel_target}
  DEFINES "COMITIA_PARALLEL_${comitia_parallel_upper}")

# Version, commit and compiler, for one source of base. Looked at in each build, rewritten only when it changed.
set(comitia_generated "${CMAKE_BINARY_DIR}/generated")
add_custom_target(comitia_build_info
  COMMAND "${CMAKE_COMMAND}" "-DOUTPUT=${comitia_generated}/comitia_build_info.generated.h"
    "-DVERSION=${PROJECT_VERSION}" "-DCOMPILER=${CMAKE_CXX_COMPILER_ID} ${CMAKE_CXX_COMPILER_VERSION}"
    "-DBUILD_TYPE=$<CONFIG>" "-DGIT=${GIT_EXECUTABLE}" "-DSOURCE=${CMAKE_CURRENT_SOURCE_DIR}"
    -P "${CMAKE_CURRENT_LIST_DIR}/WriteBuildInfo.cmake"
  BYPRODUCTS "${comitia_generated}/comitia_build_info.generated.h"
  COMMENT "Noting version and commit" VERBATIM)
set_source_files_properties("${comitia_source_root}/comitia/base/build_info.cpp" PROPERTIES
  INCLUDE_DIRECTORIES "${comitia_generated}"
  OBJECT_DEPENDS "${comitia_generated}/comitia_build_info.generated.h")

# ---- 1: data model and formats --------------------------------------------------------------------------------------
comitia_library(voices BELOW base PRIVATE comitia_utf8proc)
comitia_library(decision BELOW voices)
comitia_library(io BELOW decision PRIVATE nlohmann_json::nlohmann_json yaml-cpp comitia_utf8proc ${CMAKE_DL_LIBS})

# ---- 2: solvers -----------------------------------------------------------------------------------------------------
set(comitia_lp_targets "")
set(comitia_lp_defines "")
if(comitia_with_highs)
  list(APPEND comitia_lp_targets HighsC::HighsC)
  list(APPEND comitia_lp_defines COMITIA_WITH_HIGHS)
endif()
if(comitia_with_cbc)
  list(APPEND comitia_lp_targets CbcC::CbcC)
  list(APPEND comitia_lp_defines COMITIA_WITH_CBC)
endif()
comitia_library(solve BELOW io
  PRIVATE comitia_flint comitia_lemon ${comitia_lp_targets}
  DEFINES ${comitia_lp_defines})
# LEMON's matching needs members of std::allocator that C++20 removed; the last option wins.
set_source_files_properties("${comitia_source_root}/comitia/solve/matching.cpp" PROPERTIES COMPILE_OPTIONS -std=c++17)

# ---- 3: families (a family exists when its folder has files) ------------------------------------------------------------
set(comitia_families "")
foreach(family elect budget lottery rank answer label federate online market fair)
  file(GLOB files CONFIGURE_DEPENDS "${comitia_source_root}/comitia/${family}/*.h"
    "${comitia_source_root}/comitia/${family}/*.cpp")
  if(files)
    set(below solve)
    if(family STREQUAL "lottery")
      foreach(other elect budget)
        if(other IN_LIST comitia_families)
          list(APPEND below ${other})
        endif()
      endforeach()
    endif()
    comitia_library(${family} BELOW ${below})
    list(APPEND comitia_families ${family})
  endif()
endforeach()

# ---- 4, 5: audit, catalog, report -----------------------------------------------------------------------------------
comitia_library(audit BELOW solve)

# The reference text of the rules is taken from the comments of their headers.
set(comitia_rule_reference "")
set(comitia_rule_reference_tool "${CMAKE_CURRENT_SOURCE_DIR}/tools/rule_reference.py")
if(EXISTS "${comitia_rule_reference_tool}")
  set(comitia_rule_headers "")
  foreach(family IN LISTS comitia_families)
    file(GLOB headers CONFIGURE_DEPENDS "${comitia_source_root}/comitia/${family}/*.h")
    list(APPEND comitia_rule_headers ${headers})
  endforeach()
  set(comitia_rule_reference "${comitia_generated}/rule_reference.cpp")
  add_custom_command(OUTPUT "${comitia_rule_reference}"
    COMMAND "${CMAKE_COMMAND}" -E make_directory "${comitia_generated}"
    COMMAND Python3::Interpreter "${comitia_rule_reference_tool}" "${comitia_source_root}/comitia"
      -o "${comitia_rule_reference}"
    DEPENDS ${comitia_rule_headers} "${comitia_rule_reference_tool}"
    COMMENT "Collecting the rule reference" VERBATIM)
endif()
comitia_library(catalog BELOW audit ${comitia_families} SOURCES ${comitia_rule_reference})
comitia_library(report BELOW catalog)

# ---- all ------------------------------------------------------------------------------------------------------------
add_library(comitia_all INTERFACE)
target_link_libraries(comitia_all INTERFACE comitia_report)
add_library(comitia::comitia ALIAS comitia_all)
