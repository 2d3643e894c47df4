// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "arrangedtable.h"

#include <QFontMetricsF>

#include <algorithm>
#include <cmath>

// How wide the columns of an ArrangedTable are.
namespace lotse::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int measuredRows = 60;
constexpr qreal margins = 18; // of a cell: 8 at each side, and what rounding takes
constexpr qreal narrow = 56;
constexpr qreal identifier = 230; // of a short one, such as CVE-2021-44228, and of most versions
constexpr qreal widest = 640; // what a column of long texts gets of what others can spare
constexpr qreal apiece = 320; // what each but the first gets in a table that has to be scrolled

} // namespace

void ArrangedTable::setZoom(qreal zoom)
{
    m_zoom = zoom;
    emit arrangementChanged();
}

void ArrangedTable::setFont(const QFont &font)
{
    m_font = font;
    m_needs.clear();
    m_measure.start();
}

void ArrangedTable::setMonoFont(const QFont &font)
{
    m_monoFont = font;
    m_needs.clear();
    m_measure.start();
}

qreal ArrangedTable::needOf(int column) const
{
    return m_needs.value(column, 0);
}

/// Only ever more, until the columns are others: a table that is filtered or read on does not jump.
void ArrangedTable::measure()
{
    if (!m_font || !m_monoFont || !m_source || m_sourceColumns.isEmpty() || rowCount() == 0)
        return;
    // Bars and badges have widths of their own.
    static const QHash<QString, qreal> beside{{u"text"_s, 0}, {u"link"_s, 0}, {u"mono"_s, 0}, {u"number"_s, 0},
        {u"size"_s, 0}, {u"time"_s, 0}, {u"digest"_s, 0}, {u"state"_s, 22}, {u"severity"_s, 24}};
    const QFontMetricsF words(*m_font);
    const QFontMetricsF digits(*m_monoFont);
    QFont small = *m_font;
    small.setPixelSize(std::max(8, qRound(small.pixelSize() * 11 / 13.0)));
    small.setWeight(QFont::DemiBold);
    const QFontMetricsF heads(small);
    m_needs.resize(m_sourceColumns.size());
    bool moved = false;
    const int rows = std::min(rowCount(), measuredRows);
    for (const Shown &shown : std::as_const(m_shown)) {
        const QVariantMap column = sourceColumn(shown.source);
        const QString kind = column.value(u"kind"_s).toString();
        if (!beside.contains(kind))
            continue;
        const QFontMetricsF &metrics = kind == u"mono"_s || kind == u"digest"_s ? digits : words;
        qreal need = heads.horizontalAdvance(column.value(u"title"_s).toString()) + margins + 26; // and its arrow
        for (int row = 0; row < rows; ++row) {
            const QString text = m_source->index(row, shown.source).data(Qt::DisplayRole).toString();
            need = std::max(need, metrics.horizontalAdvance(text.left(400)) + beside.value(kind) + margins);
        }
        if (need > m_needs[shown.source] + 1) {
            m_needs[shown.source] = need;
            moved = true;
        }
    }
    if (moved)
        emit arrangementChanged();
}

qreal ArrangedTable::part(qsizetype shown) const
{
    // The first column names the row, and numbers and times are no words: they are never cut.
    static const QHash<QString, qreal> words{{u"text"_s, 0.5}, {u"link"_s, 0.5}, {u"mono"_s, 0.25}};
    const QString kind = sourceColumn(m_shown[shown].source).value(u"kind"_s).toString();
    // Neither are short identifiers: a CVE says nothing without its end.
    const bool isShort = kind == u"mono"_s && needOf(m_shown[shown].source) <= identifier * m_zoom;
    return m_shown[shown].isSet || isShort ? 0 : words.value(kind);
}

qreal ArrangedTable::least(qsizetype shown) const
{
    const bool isMono = sourceColumn(m_shown[shown].source).value(u"kind"_s).toString() == u"mono"_s;
    return (isMono ? identifier : 84) * m_zoom;
}

/// What is spare, and what columns with short words have too much, goes to those whose words are cut.
void ArrangedTable::spread(QList<qreal> &widths) const
{
    QList<qreal> lacks(widths.size(), 0);
    QList<qreal> slack(widths.size(), 0);
    qreal lacking = 0;
    qreal lying = 0;
    qreal sum = 0;
    for (qsizetype i = 0; i < widths.size(); ++i) {
        sum += widths[i];
        const qreal need = needOf(m_shown[i].source);
        if (m_shown[i].isSet || need <= 0)
            continue;
        lacks[i] = std::max(0.0, std::min(need, std::max(widest * m_zoom, widths[i])) - widths[i]);
        slack[i] = std::max(0.0, widths[i] - std::max(need, narrow * m_zoom));
        lacking += lacks[i];
        lying += slack[i];
    }
    const qreal spare = m_available - sum;
    // Too wide for the window: what lies idle goes first, before anything is cut.
    const qreal wanted = lacking + std::max(0.0, -spare);
    const qreal taken = std::min(lying, std::max(0.0, wanted - std::max(0.0, spare)));
    // A table that has to be scrolled in any case need not cut anything, but one long text must not push all that
    // stands beside it out of sight.
    const bool scrolls = spare + lying + room(widths) < 0;
    if (scrolls) {
        lacking = 0;
        for (qsizetype i = 0; i < widths.size(); ++i) {
            if (i > 0)
                lacks[i] = std::min(lacks[i], std::max(0.0, apiece * m_zoom - widths[i]));
            lacking += lacks[i];
        }
    }
    const qreal given = scrolls ? lacking : std::clamp(spare + taken, 0.0, lacking);
    for (qsizetype i = 0; i < widths.size(); ++i) {
        if (lying > 0)
            widths[i] -= slack[i] * taken / lying;
        if (lacking > 0)
            widths[i] += lacks[i] * given / lacking;
    }
}

/// What the columns of words can give away together.
qreal ArrangedTable::room(const QList<qreal> &widths) const
{
    qreal room = 0;
    for (qsizetype i = 1; i < widths.size(); ++i)
        room += std::clamp(widths[i] - least(i), 0.0, widths[i] * part(i));
    return room;
}

/// Columns of words that the person has not sized share what there is: the first takes what is spare, and the others
/// give way, each by its part, where all fits then.
void ArrangedTable::giveWay(QList<qreal> &widths) const
{
    QList<qreal> gives(widths.size(), 0);
    qsizetype first = -1;
    qreal sum = 0;
    qreal room = 0;
    for (qsizetype i = 0; i < widths.size(); ++i) {
        const qreal share = part(i);
        if (share > 0 && first < 0)
            first = i;
        if (i > 0)
            gives[i] = std::clamp(widths[i] - least(i), 0.0, widths[i] * share);
        sum += widths[i];
        room += gives[i];
    }
    const qreal spare = m_available - sum;
    if (first >= 0 && spare > 0)
        widths[first] += spare;
    const qreal share = spare < 0 && -spare <= room ? -spare / room : 0;
    for (qsizetype i = 0; i < widths.size(); ++i)
        widths[i] -= share * gives[i];
}

QPoint ArrangedTable::cellAt(qreal x, qreal y, qreal rowHeight) const
{
    const int row = y < 0 || rowHeight <= 0 ? -1 : int(y / rowHeight);
    if (x < 0 || row < 0 || row >= rowCount())
        return {-1, -1};
    const QList<qreal> all = widths();
    qreal right = 0;
    for (qsizetype column = 0; column < all.size(); ++column) {
        right += all[column];
        if (x < right)
            return {int(column), row};
    }
    return {-1, -1};
}

QList<qreal> ArrangedTable::widths() const
{
    QList<qreal> out;
    for (qsizetype i = 0; i < m_shown.size(); ++i) {
        const qreal own = m_shown[i].width * m_zoom;
        // What is never cut, and what is cut no further than to the length of a version, begins with that.
        const bool isFixed = m_shown[i].isSet || (part(i) > 0 && least(i) < identifier * m_zoom);
        out.append(isFixed ? own : std::max(own, std::min(needOf(m_shown[i].source), identifier * m_zoom)));
    }
    if (m_available > 0) {
        spread(out);
        giveWay(out);
    }
    for (qreal &width : out)
        width = std::floor(width);
    return out;
}

} // namespace lotse::ui
