// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cuttexts.h"

using namespace Qt::StringLiterals;

namespace lotse::test {

namespace {

/// Where a text may be cut, by the QML type that it stands in, and why.
struct Reason {
    const char *type;
    const char *why;
};
constexpr Reason reasons[] = {
    {"TextCell", "a cell of a table: its column can be widened, and the whole stands in the tooltip"},
    {"StateCell", "a cell of a table"},
    {"SeverityCell", "a cell of a table"},
    {"LabelsCell", "a cell of a table"},
    {"HeadCell", "the head of a column that can be widened; the whole stands in the tooltip"},
    {"MatrixColumnHead", "as wide as a cell of the matrix; the whole stands in the tooltip"},
    {"MatrixRowHead", "as wide as the head of the matrix; the whole stands in the tooltip"},
    {"MatrixCell", "a cell of the matrix; the whole stands in the tooltip"},
    {"Breadcrumb", "names of things, cut in the middle; the whole stands in the tooltip"},
    {"SearchField", "what a filter looks for, in an empty field: the whole stands in the tooltip"},
    {"PlotItem", "an axis"},
};

QString typeOf(const QQuickItem *item)
{
    return QString::fromLatin1(item->metaObject()->className()).section(u"_QML"_s, 0, 0).section(u':', -1);
}

bool isAllowed(const QQuickItem *item)
{
    for (const QQuickItem *at = item; at; at = at->parentItem()) {
        const QString type = typeOf(at);
        if (std::any_of(std::begin(reasons), std::end(reasons),
                [&type](const Reason &reason) { return type == QLatin1StringView(reason.type); }))
            return true;
    }
    return false;
}

bool scrolls(const QQuickItem *item)
{
    return item->inherits("QQuickFlickable");
}

// Empty where all of it can be read.
QString cutOf(const QQuickItem *text)
{
    if (text->property("truncated").toBool())
        return u"elided at %1 px"_s.arg(text->width());
    const qreal width = text->property("contentWidth").toReal();
    // As it is aligned: 1 left, 2 right, 4 centre.
    const int aligned = text->property("effectiveHorizontalAlignment").toInt();
    const qreal room = text->width() - text->property("leftPadding").toReal() - text->property("rightPadding").toReal();
    qreal x = text->property("leftPadding").toReal();
    if (aligned == Qt::AlignRight)
        x += room - width;
    else if (aligned == Qt::AlignHCenter)
        x += (room - width) / 2;
    for (const QQuickItem *at = text->parentItem(); at; at = at->parentItem()) {
        const bool isControl = at->inherits("QQuickControl") || at->inherits("QQuickAbstractButton");
        // Sideways there is more of it to be seen.
        if (scrolls(at) && at->property("contentWidth").toReal() > at->width() + 1)
            return {};
        if (!isControl && !at->clip() && at->parentItem())
            continue;
        const QRectF inside = at->mapRectFromItem(text, QRectF(x, 0, width, text->height()));
        if (inside.left() < -1.5 || inside.right() > at->width() + 1.5)
            return u"%1 px wide in a %2 of %3 px"_s.arg(inside.width()).arg(typeOf(at)).arg(at->width());
    }
    return {};
}

} // namespace

void walk(QQuickItem *item, const std::function<void(QQuickItem *)> &visit)
{
    if (!item->isVisible() || item->opacity() == 0)
        return;
    visit(item);
    for (QQuickItem *child : item->childItems())
        walk(child, visit);
}

QString pathOf(const QQuickItem *item)
{
    QStringList path;
    for (const QQuickItem *at = item; at && path.size() < 12; at = at->parentItem()) {
        path.prepend(typeOf(at));
        if (path.first().endsWith(u"Page"_s))
            break;
    }
    return path.join(u'/');
}

QStringList cutTexts(QQuickItem *top, const std::function<bool(const QString &)> &isMeant)
{
    QStringList out;
    walk(top, [&](QQuickItem *item) {
        if (!item->inherits("QQuickText") || item->width() <= 0)
            return;
        const QString text = item->property("text").toString();
        if (!isMeant(text) || isAllowed(item))
            return;
        if (const QString cut = cutOf(item); !cut.isEmpty())
            out.append(pathOf(item) + u" \""_s + text.left(60) + u"\": "_s + cut);
    });
    return out;
}

} // namespace lotse::test
