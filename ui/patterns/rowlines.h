// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "rowrectangles.h"

namespace lotse::ui {

/// A line of one pixel at the lower end of each row of a table; none where a row has no height.
class RowLines : public RowRectangles {
    Q_OBJECT
    QML_ELEMENT
public:
    using RowRectangles::RowRectangles;

protected:
    int count() const override { return step() >= 1 ? int(height() / step()) : 0; }
    QRectF place(int n) const override { return {0, (n + 1) * step() - 1, width(), 1}; }
};

} // namespace lotse::ui
