// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cuttexts.h"

#include <QFont>

#include <algorithm>

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

QStringList beyondWindow(QQuickItem *top)
{
    const QRectF window = top->mapRectToScene({0, 0, top->width(), top->height()});
    QStringList out;
    walk(top, [&](QQuickItem *item) {
        const bool isControl = item->inherits("QQuickAbstractButton") || item->inherits("QQuickTextField")
            || item->inherits("QQuickComboBox");
        if (!isControl || item->width() <= 0 || isAllowed(item))
            return;
        for (const QQuickItem *at = item; at; at = at->parentItem()) {
            if (scrolls(at))
                return;
        }
        const QRectF shown = item->mapRectToScene({0, 0, item->width(), item->height()});
        if (!window.adjusted(-1, -1, 1, 1).contains(shown)) {
            out.append(u"%1 \"%2\": from %3 to %4"_s.arg(pathOf(item), item->property("text").toString())
                           .arg(shown.left())
                           .arg(shown.right()));
        }
    });
    return out;
}

// Cells that a table keeps for later are visible and not painted: only those that it has at a place count.
static bool isKeptForLater(const QQuickItem *item)
{
    for (const QQuickItem *at = item; at && at->parentItem(); at = at->parentItem()) {
        QQuickItem *view = at->parentItem()->parentItem();
        if (!view || !view->inherits("QQuickTableView"))
            continue;
        for (int row = view->property("topRow").toInt(); row <= view->property("bottomRow").toInt(); ++row) {
            for (int column = 0; column < view->property("columns").toInt(); ++column) {
                QQuickItem *cell = nullptr;
                QMetaObject::invokeMethod(
                    view, "itemAtCell", Q_RETURN_ARG(QQuickItem *, cell), Q_ARG(QPoint, QPoint(column, row)));
                if (cell == at)
                    return false;
            }
        }
        return true;
    }
    return false;
}

QStringList cutCells(QQuickItem *top)
{
    constexpr qsizetype longest = 28; // of what is read as a whole: a version, a time, most names
    QStringList out;
    walk(top, [&](QQuickItem *item) {
        if (!item->inherits("QQuickText") || !item->property("truncated").toBool())
            return;
        for (const QQuickItem *at = item; at; at = at->parentItem()) {
            static const QStringList cells{u"TextCell"_s, u"StateCell"_s, u"SeverityCell"_s, u"HeadCell"_s};
            if (cells.contains(typeOf(at))) {
                const QString text = item->property("text").toString();
                // A sentence or a whole digest may be cut, where much of it is seen.
                if ((text.size() <= longest || item->width() < 150) && !isKeptForLater(item))
                    out.append(u"%1 \"%2\" at %3 px"_s.arg(typeOf(at), text).arg(item->width()));
                return;
            }
        }
    });
    return out;
}

QStringList blankChoices(QQuickItem *top)
{
    QStringList out;
    walk(top, [&](QQuickItem *item) {
        if (!item->inherits("QQuickComboBox") || item->property("count").toInt() == 0)
            return;
        QString first;
        QMetaObject::invokeMethod(item, "textAt", Q_RETURN_ARG(QString, first), Q_ARG(int, 0));
        if (first.trimmed().isEmpty())
            out.append(pathOf(item));
    });
    return out;
}

QStringList openedRaw(QQuickItem *top)
{
    QStringList out;
    walk(top, [&](QQuickItem *item) {
        if (typeOf(item) == u"RawFold"_s && item->property("shown").toBool())
            out.append(pathOf(item));
    });
    return out;
}

QStringList namelessTables(QQuickItem *top)
{
    QList<const QQuickItem *> tables;
    QList<const QQuickItem *> heads;
    walk(top, [&](QQuickItem *item) {
        if (typeOf(item) == u"ResourceTable"_s)
            tables.append(item);
        if (!item->inherits("QQuickText") || item->property("text").toString().isEmpty())
            return;
        // Heads of columns are strong, too.
        const QQuickItem *at = item;
        while (at && typeOf(at) != u"HeadCell"_s)
            at = at->parentItem();
        if (!at && item->property("font").value<QFont>().weight() >= QFont::DemiBold)
            heads.append(item);
    });
    if (tables.size() < 2)
        return {};
    QStringList out;
    for (const QQuickItem *table : tables) {
        // The largest part of the page that holds this table and no other.
        const QQuickItem *part = table;
        const auto holds = [](const QQuickItem *whole, const QQuickItem *one) {
            return whole == one || whole->isAncestorOf(one);
        };
        const auto isAlone = [&](const QQuickItem *whole) {
            return std::count_if(tables.begin(), tables.end(), [&](auto *one) { return holds(whole, one); }) == 1;
        };
        while (part->parentItem() && part->parentItem() != top && isAlone(part->parentItem()))
            part = part->parentItem();
        if (std::none_of(heads.begin(), heads.end(), [&](auto *head) { return holds(part, head); }))
            out.append(pathOf(table) + u' ' + table->property("tableId").toString());
    }
    // The first is what the page is about, and the page has a title.
    return out.size() > 1 ? out.mid(1) : QStringList();
}

QStringList overlappingTexts(QQuickItem *top)
{
    struct Painted {
        QRectF place;
        const QQuickItem *item;
    };
    QList<Painted> all;
    walk(top, [&](QQuickItem *item) {
        if (!item->inherits("QQuickText") || item->property("text").toString().trimmed().isEmpty())
            return;
        const qreal padding = item->property("leftPadding").toReal();
        const qreal space = item->width() - padding - item->property("rightPadding").toReal();
        const qreal width = std::min(item->property("contentWidth").toReal(), space);
        const int aligned = item->property("effectiveHorizontalAlignment").toInt();
        const qreal room = space - width;
        const qreal left = padding + (aligned == Qt::AlignRight ? room : aligned == Qt::AlignHCenter ? room / 2 : 0);
        const qreal height = std::min(item->property("contentHeight").toReal(), item->height());
        const qreal above =
            item->property("verticalAlignment").toInt() == Qt::AlignVCenter ? (item->height() - height) / 2 : 0;
        QRectF place = item->mapRectToScene(QRectF(left, above, width, height));
        for (const QQuickItem *at = item->parentItem(); at; at = at->parentItem()) {
            if (at->clip())
                place &= at->mapRectToScene(QRectF(0, 0, at->width(), at->height()));
        }
        if (place.width() > 2 && place.height() > 2)
            all.append({place, item});
    });
    QStringList out;
    for (qsizetype i = 0; i < all.size(); ++i) {
        for (qsizetype j = i + 1; j < all.size(); ++j) {
            const QRectF both = all[i].place & all[j].place;
            if (both.width() > 2 && both.height() > 3 && !isKeptForLater(all[i].item) && !isKeptForLater(all[j].item)) {
                out.append(u"%1 \"%2\" and %3 \"%4\""_s.arg(pathOf(all[i].item),
                    all[i].item->property("text").toString().left(40), pathOf(all[j].item),
                    all[j].item->property("text").toString().left(40)));
            }
        }
    }
    return out;
}

} // namespace lotse::test
