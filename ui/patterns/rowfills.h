// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "rowrectangles.h"

namespace lotse::ui {

/// The ground of some of the rows of a table, over its whole width: of the selected ones.
class RowFills : public RowRectangles {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(QList<int> rows READ rows WRITE setRows NOTIFY changed)
public:
    using RowRectangles::RowRectangles;

    QList<int> rows() const { return m_rows; }
    void setRows(const QList<int> &rows) { set(m_rows, rows); } ///< counted from the upper edge

protected:
    int count() const override { return int(m_rows.size()); }
    QRectF place(int n) const override { return {0, m_rows[n] * step(), width(), step()}; }

private:
    QList<int> m_rows;
};

} // namespace lotse::ui
