# SPDX-FileCopyrightText: The Lotse authors
# SPDX-License-Identifier: GPL-3.0-or-later

set(lotse_cold "")
if(CMAKE_BUILD_TYPE STREQUAL "Release" AND NOT MSVC)
    set(lotse_cold -O1)
    # On x86, gcc since 13 has these two with -O2 and not with -O1, and refuses a precompiled header where they differ.
    if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_GREATER_EQUAL 13
            AND CMAKE_SYSTEM_PROCESSOR MATCHES "x86_64|AMD64|i.86")
        list(APPEND lotse_cold -munroll-only-small-loops -mvzeroupper)
    endif()
elseif(LOTSE_SANITIZE AND CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
    # The precompiled header is that of -O1, which clang would refuse; nothing in it depends on that.
    set(lotse_cold -O0 -Xclang -fno-validate-pch)
endif()

# lotse_unity(TARGET [SOURCES file...] [ALONE part-of-a-path...] [COLD part-of-a-path...]): with LOTSE_UNITY the files of
# a folder are compiled about sixteen at once, in groups by a hash of their names: a new file joins others and moves none.
# Those of ALONE, whose local names are those of many others, are compiled by themselves. Folders of COLD do a little work
# once for each click or command: -O1 is enough for them, and takes a quarter less time; with sanitizers -O0, which takes
# half of it. Without SOURCES it takes all files of the target.
function(lotse_unity target)
    if(NOT LOTSE_UNITY)
        return()
    endif()
    cmake_parse_arguments(arg "" "" "SOURCES;ALONE;COLD" ${ARGN})
    set(sources ${arg_SOURCES})
    if(NOT sources)
        get_target_property(sources ${target} SOURCES)
    endif()
    list(FILTER sources INCLUDE REGEX "\\.cpp$")
    if(arg_ALONE)
        list(JOIN arg_ALONE "|" alone)
        list(FILTER sources EXCLUDE REGEX "${alone}")
    endif()
    set(folders "")
    foreach(source IN LISTS sources)
        get_filename_component(folder "${source}" ABSOLUTE)
        get_filename_component(folder "${folder}" DIRECTORY)
        string(MAKE_C_IDENTIFIER "${folder}" folder)
        list(APPEND folders ${folder})
        list(APPEND of_${folder} "${source}")
    endforeach()
    list(REMOVE_DUPLICATES folders)
    list(JOIN arg_COLD "|" cold)
    foreach(folder IN LISTS folders)
        list(LENGTH of_${folder} count)
        set(groups 1)
        while(count GREATER 24)
            math(EXPR groups "${groups} * 2")
            math(EXPR count "${count} / 2")
        endwhile()
        foreach(source IN LISTS of_${folder})
            get_filename_component(name "${source}" NAME)
            string(MD5 hash "${name}")
            string(SUBSTRING ${hash} 0 4 hash)
            math(EXPR group "0x${hash} % ${groups}")
            set_source_files_properties("${source}" PROPERTIES UNITY_GROUP "${folder}_${group}")
            # An option of one of the files would take it out of its group, so the group itself has it.
            if(arg_COLD AND source MATCHES "${cold}" AND lotse_cold)
                set_source_files_properties(
                    "${CMAKE_CURRENT_BINARY_DIR}/CMakeFiles/${target}.dir/Unity/unity_${folder}_${group}_cxx.cxx"
                    PROPERTIES GENERATED TRUE COMPILE_OPTIONS "${lotse_cold}")
            endif()
        endforeach()
    endforeach()
    set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_MODE GROUP)
endfunction()
