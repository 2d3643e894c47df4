# SPDX-FileCopyrightText: The Lotse authors
# SPDX-License-Identifier: GPL-3.0-or-later
find_package(Qt6 6.4 REQUIRED COMPONENTS LinguistTools)

# lotse_add_translations(target): the languages as :/translations/lotse_<language>.qm inside a program.
function(lotse_add_translations target)
    qt_add_lrelease(${target}
        TS_FILES "${PROJECT_SOURCE_DIR}/resources/translations/lotse_de.ts"
            "${PROJECT_SOURCE_DIR}/resources/translations/lotse_en.ts"
        QM_FILES_OUTPUT_VARIABLE qm)
    qt_add_resources(${target} translations_${target} PREFIX /translations BASE "${CMAKE_CURRENT_BINARY_DIR}" FILES ${qm})
endfunction()
