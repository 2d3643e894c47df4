// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "harbor/retention.h"

#include "json/reader.h"

#include <QHash>

#include <optional>

namespace lotse::harbor {

namespace {

std::optional<qint64> numberIn(const RawJson &params, const QString &name)
{
    std::optional<qint64> number;
    const QByteArray wanted = name.toUtf8();
    json::visit(params.text, [&](json::Value &root) {
        root.members([&](std::string_view key, json::Value &value) {
            qint64 given = 0;
            if (QByteArrayView(key.data(), qsizetype(key.size())) == wanted && value.integer(given))
                number = given;
        });
    });
    return number;
}

// Harbor takes "untagged" as true where it is not said.
bool withUntagged(const Selector &selector)
{
    bool untagged = true;
    json::visit(selector.extras.toUtf8(), [&](json::Value &root) {
        root.members([&](std::string_view key, json::Value &value) {
            if (key == "untagged")
                value.boolean(untagged);
        });
    });
    return untagged;
}

struct Words {
    const char *one; ///< for the number 1; without %1
    const char *many;
};

const QHash<QString, Words> &countedRules()
{
    static const QHash<QString, Words> rules{
        {QStringLiteral("latestPushedK"),
            {LOTSE_MSG("Keep the most recently pushed artifact"),
                LOTSE_MSG("Keep the %1 most recently pushed artifacts")}},
        {QStringLiteral("latestPulledN"),
            {LOTSE_MSG("Keep the most recently pulled artifact"),
                LOTSE_MSG("Keep the %1 most recently pulled artifacts")}},
        {QStringLiteral("latestActiveK"),
            {LOTSE_MSG("Keep the most recently pushed or pulled artifact"),
                LOTSE_MSG("Keep the %1 most recently pushed or pulled artifacts")}},
        {QStringLiteral("nDaysSinceLastPush"),
            {LOTSE_MSG("Keep artifacts pushed within the last day"),
                LOTSE_MSG("Keep artifacts pushed within the last %1 days")}},
        {QStringLiteral("nDaysSinceLastPull"),
            {LOTSE_MSG("Keep artifacts pulled within the last day"),
                LOTSE_MSG("Keep artifacts pulled within the last %1 days")}},
        {QStringLiteral("lastXDays"),
            {LOTSE_MSG("Keep artifacts pushed or pulled within the last day"),
                LOTSE_MSG("Keep artifacts pushed or pulled within the last %1 days")}},
    };
    return rules;
}

Message whatIsKept(const RetentionRule &rule)
{
    if (rule.ruleTemplate == QLatin1String("always"))
        return {LOTSE_MSG("Keep all artifacts"), {}};
    if (rule.ruleTemplate == QLatin1String("nothing"))
        return {LOTSE_MSG("Keep nothing"), {}};
    const auto words = countedRules().constFind(rule.ruleTemplate);
    const auto number = numberIn(rule.params, rule.ruleTemplate);
    if (words == countedRules().constEnd() || !number)
        return {LOTSE_MSG("Keep artifacts by the rule “%1”, which is not known here"), {rule.ruleTemplate}};
    if (*number == 1)
        return {words->one, {}};
    return {words->many, {QString::number(*number)}};
}

QDateTime readTime(const QString &text)
{
    QDateTime time = QDateTime::fromString(text, QStringLiteral("yyyy/MM/dd HH:mm:ss"));
    time.setTimeSpec(Qt::UTC); // the job service's own time, which is UTC in Harbor's images
    return time.date().year() < 1970 ? QDateTime() : time;
}

QStringList listOf(const QString &text)
{
    QStringList out;
    const QStringList parts = text.split(u',', Qt::SkipEmptyParts);
    for (const QString &part : parts)
        out.append(part.trimmed());
    return out;
}

// The cells of a line of the table; empty where it is none. A label may hold the bar that cells are parted by.
QStringList cellsOf(const QString &line)
{
    constexpr qsizetype columns = 8;
    constexpr qsizetype labels = 3;
    if (!line.startsWith(u'|') || !line.endsWith(u'|') || line.size() < 2)
        return {};
    QStringList cells = line.mid(1, line.size() - 2).split(u'|');
    if (cells.size() < columns)
        return {};
    const qsizetype more = cells.size() - columns;
    const QString joined = cells.mid(labels, more + 1).join(u'|');
    cells = cells.mid(0, labels) + QStringList{joined} + cells.mid(labels + 1 + more);
    for (QString &cell : cells)
        cell = cell.trimmed();
    return cells;
}

} // namespace

QList<Message> sentenceOf(const RetentionRule &rule)
{
    QList<Message> sentence{whatIsKept(rule)};
    const QList<Selector> repositories = rule.scopeSelectors.value(QStringLiteral("repository"));
    for (const Selector &selector : repositories) {
        sentence.append(selector.decoration == QLatin1String("repoExcludes")
                ? Message{LOTSE_MSG("of repositories not matching %1"), {selector.pattern}}
                : Message{LOTSE_MSG("of repositories matching %1"), {selector.pattern}});
    }
    for (const Selector &selector : rule.tagSelectors) {
        sentence.append(selector.decoration == QLatin1String("excludes")
                ? Message{LOTSE_MSG("with tags not matching %1"), {selector.pattern}}
                : Message{LOTSE_MSG("with tags matching %1"), {selector.pattern}});
        sentence.append(withUntagged(selector) ? Message{LOTSE_MSG("untagged ones too"), {}}
                                               : Message{LOTSE_MSG("untagged ones not"), {}});
    }
    if (rule.disabled)
        sentence.append(Message{LOTSE_MSG("switched off"), {}});
    return sentence;
}

QList<RetentionOutcome> readRetentionLog(const QByteArray &log)
{
    QList<RetentionOutcome> rows;
    const QStringList lines = QString::fromUtf8(log).split(u'\n');
    for (const QString &line : lines) {
        const QStringList cells = cellsOf(line.trimmed());
        // The heading and its rule are no digests.
        if (cells.isEmpty() || !cells[0].contains(u':'))
            continue;
        RetentionOutcome row;
        row.digest = cells[0];
        row.tags = listOf(cells[1]);
        row.kind = cells[2];
        row.labels = listOf(cells[3]);
        row.pushed = readTime(cells[4]);
        row.pulled = readTime(cells[5]);
        row.created = readTime(cells[6]);
        row.outcome = cells[7];
        rows.append(row);
    }
    return rows;
}

} // namespace lotse::harbor
