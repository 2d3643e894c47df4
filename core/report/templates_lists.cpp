// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/templates.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QMap>

#include <algorithm>

namespace lotse::report::sections {

using namespace Qt::StringLiterals;
using namespace lotse::posture;

namespace {

QString cronOf(const QJsonObject &object)
{
    const QJsonObject schedule = object[u"schedule"_s].toObject();
    const QString cron = schedule[u"cron"_s].toString();
    return cron.isEmpty() ? schedule[u"type"_s].toString() : cron;
}

Column number(Column column)
{
    column.isNumber = true;
    return column;
}

/// Entries of the audit trail in the period and the scope.
QList<const FactRow *> entriesOf(const Source &source)
{
    QList<const FactRow *> out;
    const Fact *fact = source.posture->facts.find(u"audit"_s);
    for (const FactRow &row : fact ? fact->rows : QList<FactRow>()) {
        const QDateTime at = timeOf(row.json[u"op_time"_s].toString());
        if ((source.from.isValid() && at < source.from) || (source.to.isValid() && at > source.to))
            continue;
        const QString resource = row.json[u"resource"_s].toString();
        const QString project = row.json[u"resource_type"_s].toString() == "robot"_L1
            ? resource.section(u'$', 1).section(u'+', 0, 0)
            : resource.section(u'/', 0, 0).section(u':', 0, 0);
        if (isInScope(source, project))
            out.append(&row);
    }
    return out;
}

bool isGood(const FactRow &row)
{
    return row.json[u"operation_result"_s].toBool();
}

QString resultOf(bool isGood, const Words &words)
{
    return isGood ? u"good|"_s + words.text(LOTSE_MSG("succeeded")) : u"bad|"_s + words.text(LOTSE_MSG("failed"));
}

Column resultColumn(const Words &words)
{
    Column out = columnOf(words, LOTSE_MSG("Result"), 0.8);
    out.isTone = true;
    return out;
}

Table entriesTable(const Source &source, const QString &id, const char *title, const QList<const FactRow *> &entries,
    const char *none, const Words &words)
{
    Table out;
    out.id = id;
    out.title = words.text(title);
    out.columns = {columnOf(words, LOTSE_MSG("Time"), 1.75), columnOf(words, LOTSE_MSG("User"), 1.3, Holds::Person),
        columnOf(words, LOTSE_MSG("Operation"), 0.8), columnOf(words, LOTSE_MSG("Kind"), 0.8),
        columnOf(words, LOTSE_MSG("Resource"), 3.4), resultColumn(words)};
    for (const FactRow *row : entries)
        out.rows.append({Words::time(timeOf(row->json[u"op_time"_s].toString())), row->json[u"username"_s].toString(),
            row->json[u"operation"_s].toString(), row->json[u"resource_type"_s].toString(),
            row->json[u"resource"_s].toString(), resultOf(isGood(*row), words)});
    out.empty = emptyOf(source, {u"audit"_s}, none, words);
    return out;
}

/// Who did how much, the busiest first.
Table byUser(const Source &source, const QList<const FactRow *> &entries, const Words &words)
{
    struct Count {
        qint64 all = 0, pulls = 0, pushes = 0, deletions = 0, failed = 0;
    };
    QMap<QString, Count> counts;
    for (const FactRow *row : entries) {
        Count &count = counts[row->json[u"username"_s].toString()];
        const QString operation = row->json[u"operation"_s].toString();
        ++count.all;
        count.pulls += operation == "pull"_L1 ? 1 : 0;
        count.pushes += operation == "create"_L1 || operation == "push"_L1 ? 1 : 0;
        count.deletions += operation == "delete"_L1 ? 1 : 0;
        count.failed += isGood(*row) ? 0 : 1;
    }
    Table out;
    out.id = u"by-user"_s;
    out.title = words.text(LOTSE_MSG("By user"));
    out.keys = {0};
    out.columns = {columnOf(words, LOTSE_MSG("User"), 2.4, Holds::Person),
        number(columnOf(words, LOTSE_MSG("Entries"))), number(columnOf(words, LOTSE_MSG("Pulls"))),
        number(columnOf(words, LOTSE_MSG("Created"))), number(columnOf(words, LOTSE_MSG("Deleted"))),
        number(columnOf(words, LOTSE_MSG("Failed")))};
    QList<std::pair<QString, Count>> sorted;
    for (auto it = counts.cbegin(); it != counts.cend(); ++it)
        sorted.append({it.key(), *it});
    std::stable_sort(
        sorted.begin(), sorted.end(), [](const auto &a, const auto &b) { return a.second.all > b.second.all; });
    for (const auto &[user, count] : sorted)
        out.rows.append({user, words.number(count.all), words.number(count.pulls), words.number(count.pushes),
            words.number(count.deletions), words.number(count.failed)});
    out.empty = emptyOf(source, {u"audit"_s}, LOTSE_MSG("The audit trail has no entries in this period."), words);
    return out;
}

// Each day of the period that the entries reach over, those without any, too; at most a year.
QList<Day> daysOf(const QList<const FactRow *> &entries)
{
    constexpr int most = 366;
    QMap<QDate, qint64> counts;
    for (const FactRow *row : entries) {
        const QDateTime at = timeOf(row->json[u"op_time"_s].toString());
        if (at.isValid())
            ++counts[at.toUTC().date()];
    }
    QList<Day> out;
    if (counts.isEmpty() || counts.firstKey().daysTo(counts.lastKey()) >= most)
        return out;
    for (QDate day = counts.firstKey(); day <= counts.lastKey(); day = day.addDays(1))
        out.append({day, counts.value(day)});
    return out;
}

bool isIn(const Source &source, const QDateTime &at)
{
    return (!source.from.isValid() || at >= source.from) && (!source.to.isValid() || at <= source.to);
}

QString patternsOf(const QJsonValue &selectors)
{
    QStringList out;
    for (const QJsonValue one : selectors.toArray()) {
        const QString sign = one[u"decoration"_s].toString().contains("xclude"_L1) ? u"!"_s : QString();
        out.append(sign + one[u"pattern"_s].toString());
    }
    return out.join(u", "_s);
}

/// "latestPushedK 10": Harbor's name of the rule and its number.
QString ruleOf(const QJsonValue &rule)
{
    QStringList out{rule[u"template"_s].toString()};
    const QJsonObject params = rule[u"params"_s].toObject();
    for (auto it = params.begin(); it != params.end(); ++it)
        out.append(textOf(it.value()));
    return out.join(u' ');
}

Table executionsOf(const Source &source, const Words &words)
{
    Table out;
    out.id = u"executions"_s;
    out.title = words.text(LOTSE_MSG("Retention executions"));
    out.columns = {columnOf(words, LOTSE_MSG("Project"), 1.2), columnOf(words, LOTSE_MSG("Started"), 1.3),
        columnOf(words, LOTSE_MSG("Ended"), 1.3), columnOf(words, LOTSE_MSG("Trigger"), 0.9),
        columnOf(words, LOTSE_MSG("Dry run"), 0.7), columnOf(words, LOTSE_MSG("Status"), 0.9)};
    for (const FactRow &row : rowsOf(source, u"retention-executions"_s)) {
        const QDateTime start = timeOf(row.json[u"start_time"_s].toString());
        if (isIn(source, start))
            out.rows.append({row.parent, Words::time(start), Words::time(timeOf(row.json[u"end_time"_s].toString())),
                row.json[u"trigger"_s].toString(),
                words.text(row.json[u"dry_run"_s].toBool() ? LOTSE_MSG("yes") : LOTSE_MSG("no")),
                row.json[u"status"_s].toString()});
    }
    out.empty = emptyOf(
        source, {u"retention-executions"_s}, LOTSE_MSG("No retention policy was executed in this period."), words);
    return out;
}

struct Freed {
    qint64 bytes = 0, runs = 0;
};

Table gcRunsOf(const Source &source, const Words &words, Freed &freed)
{
    Table out;
    out.id = u"gc"_s;
    out.title = words.text(LOTSE_MSG("Garbage collection runs"));
    out.columns = {columnOf(words, LOTSE_MSG("Started"), 1.4), columnOf(words, LOTSE_MSG("Status"), 0.9),
        columnOf(words, LOTSE_MSG("Dry run"), 0.7), columnOf(words, LOTSE_MSG("Untagged artifacts"), 1),
        number(columnOf(words, LOTSE_MSG("Blobs deleted"))), number(columnOf(words, LOTSE_MSG("Manifests deleted"))),
        number(columnOf(words, LOTSE_MSG("Space freed")))};
    for (const FactRow &row : rowsOf(source, u"gc"_s)) {
        const QDateTime start = timeOf(row.json[u"creation_time"_s].toString());
        if (!isIn(source, start))
            continue;
        const QJsonObject p = QJsonDocument::fromJson(row.json[u"job_parameters"_s].toString().toUtf8()).object();
        const bool isDry = p[u"dry_run"_s].toBool();
        const auto count = [&](const QString &key) {
            return p.contains(key) ? words.number(p[key].toInteger()) : u"–"_s;
        };
        if (!isDry && row.json[u"job_status"_s].toString() == "Success"_L1) {
            ++freed.runs;
            freed.bytes += p[u"freed_space"_s].toInteger();
        }
        out.rows.append({Words::time(start), row.json[u"job_status"_s].toString(),
            words.text(isDry ? LOTSE_MSG("yes") : LOTSE_MSG("no")),
            words.text(p[u"delete_untagged"_s].toBool() ? LOTSE_MSG("deleted") : LOTSE_MSG("kept")),
            count(u"purged_blobs"_s), count(u"purged_manifests"_s),
            p.contains(u"freed_space"_s) ? words.locale().formattedDataSize(p[u"freed_space"_s].toInteger()) : u"–"_s});
    }
    out.empty = emptyOf(source, {u"gc"_s}, LOTSE_MSG("Garbage collection did not run in this period."), words);
    return out;
}

Table projectSettings(const Source &source, const Words &words)
{
    Table out;
    out.id = u"project-settings"_s;
    out.title = words.text(LOTSE_MSG("Project settings"));
    out.keys = {0};
    out.columns = {columnOf(words, LOTSE_MSG("Project"), 1.5)};
    // Harbor's own names, so that they are found in its API.
    static const QStringList keys{u"public"_s, u"auto_scan"_s, u"auto_sbom_generation"_s, u"prevent_vul"_s,
        u"severity"_s, u"enable_content_trust"_s, u"enable_content_trust_cosign"_s, u"reuse_sys_cve_allowlist"_s};
    for (const QString &key : keys)
        out.columns.append({key, false, false, 1});
    out.columns.append(columnOf(words, LOTSE_MSG("Storage quota"), 1));
    QHash<QString, QString> quotas;
    for (const FactRow &row : rowsOf(source, u"quotas"_s)) {
        const qint64 hard = row.json[u"hard"_s][u"storage"_s].toInteger(0);
        quotas.insert(row.json[u"ref"_s][u"name"_s].toString(),
            hard < 0 ? words.text(LOTSE_MSG("unlimited")) : words.locale().formattedDataSize(hard));
    }
    for (const FactRow &row : rowsOf(source, u"projects"_s)) {
        QStringList cells{row.json[u"name"_s].toString()};
        for (const QString &key : keys) {
            const QString value = textOf(row.json[u"metadata"_s][key]);
            cells.append(value.isEmpty() ? u"–"_s : value);
        }
        cells.append(quotas.value(cells.first(), u"–"_s));
        out.rows.append(cells);
    }
    out.empty = emptyOf(source, {u"projects"_s}, LOTSE_MSG("There are no projects in this scope."), words);
    return out;
}

} // namespace

QList<Section> audit(const Source &source, const Words &words)
{
    const QList<const FactRow *> entries = entriesOf(source);
    QList<const FactRow *> failed, deleted;
    for (const FactRow *row : entries) {
        if (!isGood(*row))
            failed.append(row);
        else if (row->json[u"operation"_s].toString() == "delete"_L1)
            deleted.append(row);
    }
    const char *none = LOTSE_MSG("The audit trail has no entries in this period.");
    Section summary =
        sectionOf(u"audit-summary"_s, words.text(LOTSE_MSG("Overview")), {byUser(source, entries, words)});
    const auto figure = [&](const QString &id, const char *label, qsizetype value, const QString &drill) {
        summary.figures.append(
            figureOf(source, {u"audit"_s}, id, words.text(label), words.number(value), value == 0, drill));
    };
    figure(u"entries"_s, LOTSE_MSG("Entries"), entries.size(), u"audit"_s);
    figure(u"users"_s, LOTSE_MSG("Users and robot accounts"), summary.tables.first().rows.size(), u"by-user"_s);
    figure(u"deletions"_s, LOTSE_MSG("Deletions"), deleted.size(), u"deleted"_s);
    figure(u"failed"_s, LOTSE_MSG("Failed operations"), failed.size(), u"failed"_s);
    summary.daysTitle = words.text(LOTSE_MSG("Entries by day (UTC)"));
    summary.days = daysOf(entries);
    summary.paragraphs = {words.text(
        LOTSE_MSG("Harbor does not log changes to retention, quotas, replication, webhooks and allowlists, or "
                  "the client address."))};
    return {summary,
        sectionOf(u"failed-section"_s, words.text(LOTSE_MSG("Failed operations")),
            {entriesTable(source, u"failed"_s, LOTSE_MSG("Failed operations"), failed,
                LOTSE_MSG("No operation failed in this period."), words)}),
        sectionOf(u"deleted-section"_s, words.text(LOTSE_MSG("Deletions")),
            {entriesTable(source, u"deleted"_s, LOTSE_MSG("Deletions in the audit trail"), deleted,
                LOTSE_MSG("Nothing was deleted in this period."), words)}),
        sectionOf(u"audit-section"_s, words.text(LOTSE_MSG("Audit trail")),
            {entriesTable(source, u"audit"_s, LOTSE_MSG("Audit trail"), entries, none, words)})};
}

QList<Section> retention(const Source &source, const Words &words)
{
    Table rules;
    rules.id = u"retention"_s;
    rules.title = words.text(LOTSE_MSG("Retention rules"));
    rules.columns = {columnOf(words, LOTSE_MSG("Project"), 1.2), columnOf(words, LOTSE_MSG("Rule"), 2),
        columnOf(words, LOTSE_MSG("Repositories"), 1.2), columnOf(words, LOTSE_MSG("Tags"), 1.2),
        columnOf(words, LOTSE_MSG("Schedule"), 1), columnOf(words, LOTSE_MSG("State"), 0.8)};
    const QString on = words.text(LOTSE_MSG("enabled")), off = words.text(LOTSE_MSG("disabled"));
    for (const FactRow &row : rowsOf(source, u"retention"_s)) {
        const QString cron = row.json[u"trigger"_s].toObject()[u"settings"_s].toObject()[u"cron"_s].toString();
        for (const QJsonValue rule : row.json[u"rules"_s].toArray())
            rules.rows.append({row.parent, ruleOf(rule), patternsOf(rule[u"scope_selectors"_s][u"repository"_s]),
                patternsOf(rule[u"tag_selectors"_s]), cron.isEmpty() ? words.text(LOTSE_MSG("none")) : cron,
                rule[u"disabled"_s].toBool() ? off : on});
    }
    rules.empty = emptyOf(source, {u"retention"_s}, LOTSE_MSG("No project has a retention rule."), words);
    Table immutables;
    immutables.id = u"immutable"_s;
    immutables.title = words.text(LOTSE_MSG("Immutable tags"));
    immutables.columns = {columnOf(words, LOTSE_MSG("Project"), 1.2), columnOf(words, LOTSE_MSG("Repositories"), 1.6),
        columnOf(words, LOTSE_MSG("Tags"), 2), columnOf(words, LOTSE_MSG("State"), 0.8)};
    for (const FactRow &row : rowsOf(source, u"immutable-rules"_s))
        immutables.rows.append({row.parent, patternsOf(row.json[u"scope_selectors"_s][u"repository"_s]),
            patternsOf(row.json[u"tag_selectors"_s]), row.json[u"disabled"_s].toBool() ? off : on});
    immutables.empty =
        emptyOf(source, {u"immutable-rules"_s}, LOTSE_MSG("No project has an immutability rule."), words);
    Freed freed;
    QList<const FactRow *> deletions;
    for (const FactRow *row : entriesOf(source)) {
        if (row->json[u"operation"_s].toString() == "delete"_L1)
            deletions.append(row);
    }
    const Table deleted = entriesTable(source, u"deletions"_s, LOTSE_MSG("Deletions in the audit trail"), deletions,
        LOTSE_MSG("Nothing was deleted in this period."), words);
    const Table executions = executionsOf(source, words);
    const Table runs = gcRunsOf(source, words, freed);
    Section overview = sectionOf(u"retention-section"_s, words.text(LOTSE_MSG("Rules in force")), {rules, immutables});
    const QList<FactRow> schedule = rowsOf(source, u"gc-schedule"_s);
    const auto figure = [&](const QString &kind, const QString &id, const char *label, const QString &value,
                            bool isNothing, const QString &drill) {
        overview.figures.append(figureOf(source, {kind}, id, words.text(label), value, isNothing, drill));
    };
    const auto count = [&](const QString &kind, const QString &id, const char *label, const Table &table) {
        figure(kind, id, label, words.number(table.rows.size()), table.rows.isEmpty(), table.id);
    };
    count(u"retention"_s, u"rules"_s, LOTSE_MSG("Retention rules"), rules);
    count(u"retention-executions"_s, u"executions"_s, LOTSE_MSG("Retention executions"), executions);
    count(u"audit"_s, u"deletions"_s, LOTSE_MSG("Deletions"), deleted);
    figure(u"gc"_s, u"freed"_s, LOTSE_MSG("Space freed"), words.locale().formattedDataSize(freed.bytes),
        freed.bytes == 0, runs.id);
    figure(u"gc"_s, u"gc-runs"_s, LOTSE_MSG("Completed garbage collection runs"), words.number(freed.runs),
        freed.runs == 0, runs.id);
    figure(u"gc-schedule"_s, u"gc-schedule"_s, LOTSE_MSG("Schedule of garbage collection"),
        schedule.isEmpty() ? words.text(LOTSE_MSG("none")) : cronOf(schedule.first().json), schedule.isEmpty(),
        runs.id);
    Section proof = sectionOf(u"deletion-section"_s, words.text(LOTSE_MSG("Deletion")), {deleted, executions, runs});
    proof.daysTitle = words.text(LOTSE_MSG("Deletions by day (UTC)"));
    proof.days = daysOf(deletions);
    proof.paragraphs = {
        words.text(LOTSE_MSG("A deleted artifact disappears from the registry immediately; the next garbage collection "
                             "removes its data from storage. Together, both prove the deletion."))};
    return {overview, proof};
}

QList<Section> configuration(const Source &source, const Words &words)
{
    Table table;
    table.id = u"settings"_s;
    table.title = words.text(LOTSE_MSG("Settings"));
    table.keys = {0};
    table.columns = {columnOf(words, LOTSE_MSG("Setting"), 2), columnOf(words, LOTSE_MSG("Value"), 3)};
    for (const FactRow &row : rowsOf(source, u"configuration"_s)) {
        for (auto it = row.json.begin(); it != row.json.end(); ++it) {
            const QJsonObject setting = it.value().toObject();
            if (setting.contains(u"value"_s))
                table.rows.append({it.key(), textOf(setting[u"value"_s])});
        }
    }
    table.empty = words.text(LOTSE_MSG("The settings could not be read."));
    Table about;
    about.id = u"about"_s;
    about.title = words.text(LOTSE_MSG("About the registry"));
    about.keys = {0};
    about.columns = table.columns;
    for (const FactRow &row : rowsOf(source, u"system-info"_s)) {
        for (auto it = row.json.begin(); it != row.json.end(); ++it) {
            if (!it.value().isObject() && it.key() != "current_time"_L1)
                about.rows.append({it.key(), textOf(it.value())});
        }
    }
    about.empty = table.empty;
    const Table projects = projectSettings(source, words);
    Section out =
        sectionOf(u"configuration-section"_s, words.text(LOTSE_MSG("Configuration")), {table, projects, about});
    out.figures = {figureOf(source, {u"configuration"_s}, u"settings"_s, table.title, words.number(table.rows.size()),
                       table.rows.isEmpty(), table.id),
        figureOf(source, {u"projects"_s}, u"projects"_s, words.text(LOTSE_MSG("Projects")),
            words.number(projects.rows.size()), projects.rows.isEmpty(), projects.id)};
    return {out};
}

} // namespace lotse::report::sections
