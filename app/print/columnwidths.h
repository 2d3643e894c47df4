// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "report/document.h"

class QFont;

namespace lotse::print {

/// How wide the columns of a table are, in dots, together `width`: by weight, but no word is broken within. Where more
/// stands in them than fits, as the weights say. `padding`: dots beside the text of a cell.
QList<double> columnWidths(
    const report::Table &table, double width, double padding, const QFont &headFont, const QFont &cellFont);

} // namespace lotse::print
