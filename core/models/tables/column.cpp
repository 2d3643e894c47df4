// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/tables/column.h"
#include "base/format.h"
#include "findings/severityorder.h"

#include <QCoreApplication>
#include <QLocale>

namespace lotse::models {

QString columnKindName(ColumnKind kind)
{
    switch (kind) {
    case ColumnKind::Text:
        return QStringLiteral("text");
    case ColumnKind::Mono:
        return QStringLiteral("mono");
    case ColumnKind::Number:
        return QStringLiteral("number");
    case ColumnKind::Size:
        return QStringLiteral("size");
    case ColumnKind::Time:
        return QStringLiteral("time");
    case ColumnKind::Severity:
        return QStringLiteral("severity");
    case ColumnKind::Severities:
        return QStringLiteral("severities");
    case ColumnKind::State:
        return QStringLiteral("state");
    case ColumnKind::Share:
        return QStringLiteral("share");
    case ColumnKind::Labels:
        return QStringLiteral("labels");
    case ColumnKind::Digest:
        return QStringLiteral("digest");
    case ColumnKind::Link:
        return QStringLiteral("link");
    }
    return QStringLiteral("text");
}

Cell Cell::unread(const QString &why)
{
    return {QCoreApplication::translate("core", LOTSE_MSG("could not be read")), {}, why, -7};
}

Cell Cell::number(qint64 number)
{
    return {QLocale().toString(number), number, {}, number};
}

Cell Cell::size(qint64 bytes)
{
    if (bytes < 0)
        return {QCoreApplication::translate("core", "unlimited"), bytes, {}, std::numeric_limits<qint64>::max()};
    const QLocale locale;
    return {
        format::bytes(bytes, locale), bytes, Message{LOTSE_MSG("%1 bytes"), {locale.toString(bytes)}}.text(), bytes};
}

Cell Cell::time(const QDateTime &time)
{
    if (!time.isValid())
        return {QCoreApplication::translate("core", "never"), {}, {}, qint64(0)};
    return {format::dateTime(time), time, format::exactTime(time), time.toMSecsSinceEpoch()};
}

Cell Cell::share(qint64 part, qint64 whole)
{
    if (whole <= 0)
        return {QString(), {}, {}, -1.0};
    const double share = double(part) / double(whole);
    return {format::share(part, whole, QLocale()), share, {}, share};
}

Cell Cell::state(const QString &state, const QString &word)
{
    return {word, state, {}, word};
}

Cell Cell::digest(const QString &digest)
{
    // The first twelve digits tell artifacts apart; the whole is in the tooltip, in the detail and in copies.
    return {digest.section(u':', 1).left(12), digest, digest, digest};
}

Cell Cell::severity(const QString &severity)
{
    // An unknown word is shown as it came. It is not the worst, it is not known: it comes after all that is.
    const QString known = severity.toLower();
    return {severity, known, {}, findings::displayRank(findings::severityOf(known.toUtf8()))};
}

Cell Cell::yesNo(bool yes)
{
    return {yes ? QCoreApplication::translate("core", "yes") : QCoreApplication::translate("core", "no"), yes, {},
        yes ? 1 : 0};
}

Cell namingCell(qint64 number, const ResolvedName &naming)
{
    if (number <= 0)
        return {};
    const QString text = QString::number(number);
    switch (naming.state) {
    case ResolvedName::State::Known:
        return {naming.name, {}, {}, naming.name.toCaseFolded()};
    case ResolvedName::State::Gone:
        return {Message{LOTSE_MSG("#%1 (deleted)"), {text}}.text(), {},
            Message{LOTSE_MSG("The object with ID %1 was deleted."), {text}}.text(), {}};
    case ResolvedName::State::Refused:
        return {Message{LOTSE_MSG("#%1 (name unknown)"), {text}}.text(), {},
            Message{LOTSE_MSG("The names could not be loaded. Refresh to try again."), {}}.text(), {}};
    case ResolvedName::State::Open:
        break;
    }
    return {Message{LOTSE_MSG("#%1"), {text}}.text(), {}, {}, {}};
}

static QVariant severityCounts(const QVariant &value)
{
    const QVariantList counts = value.toList();
    if (counts.size() < 5)
        return {};
    QVariantMap out;
    const char *const words[] = {"critical", "high", "medium", "low", "unknown"};
    for (int i = 0; i < 5; ++i)
        out.insert(QString::fromLatin1(words[i]), counts[i]);
    return out;
}

static QVariant labelNames(const QVariant &value)
{
    QStringList names;
    const QVariantList labels = value.toList();
    for (const QVariant &label : labels)
        names += label.toMap().value(QStringLiteral("name")).toString();
    return names;
}

QVariant exactValue(ColumnKind kind, const Cell &cell)
{
    if (cell.exact.isValid())
        return cell.exact;
    const QMetaType type = cell.value.metaType();
    if (type.id() == QMetaType::QDateTime)
        return cell.value.toDateTime().toUTC().toString(Qt::ISODate);
    if (type.id() == QMetaType::Bool || type.id() == QMetaType::LongLong || type.id() == QMetaType::Int
        || type.id() == QMetaType::Double)
        return cell.value;
    if (kind == ColumnKind::Digest && !cell.value.toString().isEmpty())
        return cell.value;
    if (kind == ColumnKind::Severities && type.id() == QMetaType::QVariantList)
        return severityCounts(cell.value);
    if (kind == ColumnKind::Labels && type.id() == QMetaType::QVariantList)
        return labelNames(cell.value);
    // "never" and "not known" stay told apart.
    return cell.text.isEmpty() ? QVariant() : cell.text;
}

QString exactText(ColumnKind kind, const Cell &cell)
{
    const QVariant value = exactValue(kind, cell);
    switch (value.metaType().id()) {
    case QMetaType::Double:
        return QString::number(value.toDouble(), 'g', QLocale::FloatingPointShortest);
    case QMetaType::QStringList:
        return value.toStringList().join(QStringLiteral(", "));
    case QMetaType::QVariantMap: {
        QStringList parts;
        const QVariantMap map = value.toMap();
        for (auto it = map.begin(); it != map.end(); ++it)
            parts += it.key() + u'=' + it.value().toString();
        return parts.join(u' ');
    }
    default:
        return value.toString();
    }
}

Column parentColumn(const char *title)
{
    return {QStringLiteral("parent"), title, ColumnKind::Text, 140,
        [](const Row &row) { return Cell::plain(row.parent); }, {}, false};
}

} // namespace lotse::models
