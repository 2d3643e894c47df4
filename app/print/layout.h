// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "report/document.h"

class QIODevice;

namespace lotse::print {

/**
 * A report as PDF on A4: title page, contents with page numbers, tables whose heads are repeated on each page, charts
 * as vectors, and, where the report is not whole, its mark on every page. False where nothing could be written.
 */
bool writePdf(const report::Document &document, QIODevice &to);

} // namespace lotse::print
