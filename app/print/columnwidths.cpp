// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "columnwidths.h"

#include "base/safetext.h"

#include <QFontMetricsF>

#include <algorithm>

namespace lotse::print {

namespace {

double widestWord(const QString &text, const QFontMetricsF &metrics)
{
    constexpr qsizetype most = 22; // letters; what is longer is no word: digests, addresses, rights
    double out = 0;
    for (const QString &word : safetext::visible(text.left(400)).split(u' ', Qt::SkipEmptyParts)) {
        if (word.size() <= most)
            out = std::max(out, metrics.horizontalAdvance(word));
    }
    return out;
}

} // namespace

QList<double> columnWidths(
    const report::Table &table, double width, double padding, const QFont &headFont, const QFont &cellFont)
{
    constexpr qsizetype looked = 500; // rows; those of a column are of one kind
    const QFontMetricsF bold(headFont), plain(cellFont);
    QList<double> least, out;
    double wanted = 0;
    for (qsizetype i = 0; i < table.columns.size(); ++i) {
        const report::Column &column = table.columns[i];
        double word = widestWord(column.title, bold);
        for (qsizetype row = 0; row < std::min(looked, table.rows.size()); ++row)
            word = std::max(word, widestWord(table.rows[row].value(i).section(u'|', column.isTone ? 1 : 0), plain));
        least.append(word + padding);
        wanted += least.last();
    }
    if (wanted > width)
        least.fill(0);
    QList<bool> isFixed(table.columns.size(), false);
    // Who gets too little gets its least, and the others share what is left.
    for (bool isChanged = true; isChanged;) {
        isChanged = false;
        double room = width, share = 0;
        for (qsizetype i = 0; i < least.size(); ++i) {
            room -= isFixed[i] ? least[i] : 0;
            share += isFixed[i] ? 0 : table.columns[i].weight;
        }
        out.clear();
        for (qsizetype i = 0; i < least.size(); ++i)
            out.append(isFixed[i] ? least[i] : room * table.columns[i].weight / std::max(share, 1e-9));
        for (qsizetype i = 0; i < least.size(); ++i) {
            if (!isFixed[i] && out[i] < least[i]) {
                isFixed[i] = isChanged = true;
                break;
            }
        }
    }
    return out;
}

} // namespace lotse::print
