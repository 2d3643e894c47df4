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

Column column(const Words &words, const char *title, double weight = 1, bool isNumber = false)
{
    return {words.text(title), isNumber, false, weight};
}

Section section(const QString &id, const QString &title, const QList<Table> &tables)
{
    Section out;
    out.id = id;
    out.title = title;
    out.tables = tables;
    return out;
}

QString roleOf(int role, const Words &words)
{
    switch (role) {
    case 1:
        return words.text(LOTSE_MSG("Project admin"));
    case 2:
        return words.text(LOTSE_MSG("Developer"));
    case 3:
        return words.text(LOTSE_MSG("Guest"));
    case 4:
        return words.text(LOTSE_MSG("Maintainer"));
    case 5:
        return words.text(LOTSE_MSG("Limited guest"));
    default:
        return QString::number(role);
    }
}

QString rightsOf(const QJsonObject &robot)
{
    QStringList out;
    for (const QJsonValue permission : robot[u"permissions"_s].toArray()) {
        QStringList rights;
        for (const QJsonValue access : permission[u"access"_s].toArray())
            rights.append(access[u"resource"_s].toString() + u':' + access[u"action"_s].toString());
        out.append(permission[u"namespace"_s].toString() + u": "_s + rights.join(u", "_s));
    }
    return out.join(u"; "_s);
}

Table admins(const Source &source, const Words &words)
{
    Table out;
    out.id = u"admins"_s;
    out.title = words.text(LOTSE_MSG("System administrators"));
    out.columns = {column(words, LOTSE_MSG("User"), 1.5), column(words, LOTSE_MSG("Email"), 2),
        column(words, LOTSE_MSG("Decision"), 1), column(words, LOTSE_MSG("Signed off by, on"), 1.5)};
    for (const FactRow &row : rowsOf(source, u"users"_s)) {
        if (row.json[u"sysadmin_flag"_s].toBool() || row.json[u"admin_role_in_auth"_s].toBool())
            out.rows.append({row.json[u"username"_s].toString(), row.json[u"email"_s].toString(), {}, {}});
    }
    out.empty = words.text(LOTSE_MSG("No user is listed as a system administrator."));
    return out;
}

Table members(const Source &source, const Words &words)
{
    Table out;
    out.id = u"members"_s;
    out.title = words.text(LOTSE_MSG("Members of projects"));
    out.columns = {column(words, LOTSE_MSG("Project"), 1.3), column(words, LOTSE_MSG("Member"), 1.6),
        column(words, LOTSE_MSG("Kind"), 0.7), column(words, LOTSE_MSG("Role"), 1),
        column(words, LOTSE_MSG("Decision"), 1), column(words, LOTSE_MSG("Signed off by, on"), 1.5)};
    for (const FactRow &row : rowsOf(source, u"project-members"_s)) {
        const bool isGroup = row.json[u"entity_type"_s].toString() == "g"_L1;
        out.rows.append({row.parent, row.json[u"entity_name"_s].toString(),
            words.text(isGroup ? LOTSE_MSG("Group") : LOTSE_MSG("User")), roleOf(row.json[u"role_id"_s].toInt(), words),
            {}, {}});
    }
    std::stable_sort(out.rows.begin(), out.rows.end());
    out.empty = words.text(LOTSE_MSG("No project has members."));
    return out;
}

Table robots(const Source &source, const Words &words)
{
    Table out;
    out.id = u"robots"_s;
    out.title = words.text(LOTSE_MSG("Robot accounts"));
    out.columns = {column(words, LOTSE_MSG("Robot account"), 1.6), column(words, LOTSE_MSG("Expires"), 0.9),
        column(words, LOTSE_MSG("Rights"), 3), column(words, LOTSE_MSG("Decision"), 0.9),
        column(words, LOTSE_MSG("Signed off by, on"), 1.3)};
    for (const QString &kind : {u"robots"_s, u"project-robots"_s}) {
        for (const FactRow &row : rowsOf(source, kind)) {
            const qint64 ends = row.json[u"expires_at"_s].toInteger(-1);
            QString text = ends > 0 ? QDateTime::fromSecsSinceEpoch(ends, Qt::UTC).date().toString(Qt::ISODate)
                                    : words.text(LOTSE_MSG("never"));
            if (row.json[u"disable"_s].toBool())
                text = words.text(LOTSE_MSG("disabled"));
            out.rows.append({row.json[u"name"_s].toString(), text, rightsOf(row.json), {}, {}});
        }
    }
    out.empty = words.text(LOTSE_MSG("There are no robot accounts."));
    return out;
}

QString cronOf(const QJsonObject &object)
{
    const QJsonObject schedule = object[u"schedule"_s].toObject();
    const QString cron = schedule[u"cron"_s].toString();
    return cron.isEmpty() ? schedule[u"type"_s].toString() : cron;
}

} // namespace

QList<Section> accessReview(const Source &source, const Words &words)
{
    Section out = section(u"access"_s, words.text(LOTSE_MSG("Permissions overview")),
        {admins(source, words), members(source, words), robots(source, words)});
    out.figures = {figureOf(source, u"users"_s, u"admins"_s, out.tables[0].title,
                       words.number(out.tables[0].rows.size()), u"admins"_s),
        figureOf(source, u"project-members"_s, u"members"_s, out.tables[1].title,
            words.number(out.tables[1].rows.size()), u"members"_s),
        figureOf(source, u"robots"_s, u"robots"_s, out.tables[2].title, words.number(out.tables[2].rows.size()),
            u"robots"_s)};
    out.paragraphs = {words.text(LOTSE_MSG("Enter keep, change or revoke in each row, and sign it."))};
    return {out};
}

QList<Section> audit(const Source &source, const Words &words)
{
    Table table;
    table.id = u"audit"_s;
    table.title = words.text(LOTSE_MSG("Audit trail"));
    table.columns = {column(words, LOTSE_MSG("Time"), 1.3), column(words, LOTSE_MSG("User"), 1.3),
        column(words, LOTSE_MSG("Operation"), 0.8), column(words, LOTSE_MSG("Kind"), 0.8),
        column(words, LOTSE_MSG("Resource"), 2.4), column(words, LOTSE_MSG("Result"), 0.7)};
    qint64 failed = 0;
    for (const FactRow &row : rowsOf(source, u"audit"_s)) {
        const QDateTime at = timeOf(row.json[u"op_time"_s].toString());
        if ((source.from.isValid() && at < source.from) || (source.to.isValid() && at > source.to))
            continue;
        const QString resource = row.json[u"resource"_s].toString();
        if (!isInScope(source, resource.section(u'/', 0, 0).section(u':', 0, 0)))
            continue;
        const bool isGood = row.json[u"operation_result"_s].toBool();
        failed += isGood ? 0 : 1;
        table.rows.append({Words::time(at), row.json[u"username"_s].toString(), row.json[u"operation"_s].toString(),
            row.json[u"resource_type"_s].toString(), resource,
            words.text(isGood ? LOTSE_MSG("done") : LOTSE_MSG("failed"))});
    }
    table.empty = words.text(LOTSE_MSG("The audit trail has no entries in this period."));
    Section out = section(u"audit-section"_s, table.title, {table});
    out.figures = {figureOf(source, u"audit"_s, u"entries"_s, words.text(LOTSE_MSG("Entries")),
                       words.number(table.rows.size()), u"audit"_s),
        figureOf(source, u"audit"_s, u"failed"_s, words.text(LOTSE_MSG("Failed operations")), words.number(failed),
            u"audit"_s)};
    out.paragraphs = {words.text(
        LOTSE_MSG("Harbor does not log changes to retention, quotas, replication, webhooks and allowlists, or "
                  "the client address."))};
    return {out};
}

QList<Section> signatures(const Source &source, const Words &words)
{
    struct Count {
        qint64 images = 0, signedImages = 0, boms = 0;
    };
    QMap<QString, Count> counts;
    Table missing;
    missing.id = u"unsigned"_s;
    missing.title = words.text(LOTSE_MSG("Images without a signature or an SBOM"));
    missing.columns = {column(words, LOTSE_MSG("Image"), 3), column(words, LOTSE_MSG("Signature"), 0.8),
        column(words, LOTSE_MSG("SBOM"), 0.8), column(words, LOTSE_MSG("Last pull"), 1.2)};
    const QString yes = words.text(LOTSE_MSG("yes")), no = words.text(LOTSE_MSG("no"));
    Count all;
    for (const FactRow &row : rowsOf(source, u"project-artifacts"_s)) {
        if (row.json[u"type"_s].toString() != "IMAGE"_L1)
            continue;
        bool isSigned = false;
        bool hasBom = row.json[u"sbom_overview"_s].toObject()[u"scan_status"_s].toString() == "Success"_L1;
        for (const QJsonValue accessory : row.json[u"accessories"_s].toArray()) {
            const QString type = accessory[u"type"_s].toString();
            isSigned = isSigned || type.startsWith("signature."_L1);
            hasBom = hasBom || type.startsWith("sbom."_L1);
        }
        for (Count *count : {&counts[row.parent], &all}) {
            ++count->images;
            count->signedImages += isSigned ? 1 : 0;
            count->boms += hasBom ? 1 : 0;
        }
        if (!isSigned || !hasBom)
            missing.rows.append({row.json[u"repository_name"_s].toString() + u'@' + row.json[u"digest"_s].toString(),
                isSigned ? yes : no, hasBom ? yes : no, Words::time(timeOf(row.json[u"pull_time"_s].toString()))});
    }
    missing.empty = words.text(LOTSE_MSG("Every image has both."));
    Table projects;
    projects.id = u"coverage-by-project"_s;
    projects.title = words.text(LOTSE_MSG("By project"));
    projects.columns = {column(words, LOTSE_MSG("Project"), 2), column(words, LOTSE_MSG("Images"), 1, true),
        column(words, LOTSE_MSG("Signed"), 1, true), column(words, LOTSE_MSG("With SBOM"), 1, true)};
    for (auto it = counts.cbegin(); it != counts.cend(); ++it)
        projects.rows.append(
            {it.key(), words.number(it->images), words.number(it->signedImages), words.number(it->boms)});
    projects.empty = words.text(LOTSE_MSG("There are no images."));
    Section out =
        section(u"signatures-section"_s, words.text(LOTSE_MSG("Signature and SBOM coverage")), {projects, missing});
    const auto figure = [&](const QString &id, const char *label, qint64 value, const QString &drill) {
        out.figures.append(figureOf(source, u"project-artifacts"_s, id, words.text(label), words.number(value), drill));
    };
    figure(u"images"_s, LOTSE_MSG("Images"), all.images, projects.id);
    figure(u"signed"_s, LOTSE_MSG("Signed"), all.signedImages, projects.id);
    figure(u"boms"_s, LOTSE_MSG("With SBOM"), all.boms, projects.id);
    out.paragraphs = {words.text(
        LOTSE_MSG("Signed means that a signature is attached to the image; it does not mean that the signature "
                  "is valid."))};
    return {out};
}

QList<Section> retention(const Source &source, const Words &words)
{
    Table rules;
    rules.id = u"retention"_s;
    rules.title = words.text(LOTSE_MSG("Retention rules"));
    rules.columns = {column(words, LOTSE_MSG("Project"), 1.2), column(words, LOTSE_MSG("Rule"), 2),
        column(words, LOTSE_MSG("Tags"), 1.2), column(words, LOTSE_MSG("Schedule"), 1),
        column(words, LOTSE_MSG("State"), 0.8)};
    const QString on = words.text(LOTSE_MSG("enabled")), off = words.text(LOTSE_MSG("disabled"));
    for (const FactRow &row : rowsOf(source, u"retention"_s)) {
        const QString cron = row.json[u"trigger"_s].toObject()[u"settings"_s].toObject()[u"cron"_s].toString();
        for (const QJsonValue rule : row.json[u"rules"_s].toArray()) {
            const QString params =
                QString::fromUtf8(QJsonDocument(rule[u"params"_s].toObject()).toJson(QJsonDocument::Compact));
            rules.rows.append({row.parent, rule[u"template"_s].toString() + u' ' + params,
                rule[u"tag_selectors"_s][0][u"pattern"_s].toString(), cron, rule[u"disabled"_s].toBool() ? off : on});
        }
    }
    rules.empty = words.text(LOTSE_MSG("No project has a retention rule."));
    Table immutables;
    immutables.id = u"immutable"_s;
    immutables.title = words.text(LOTSE_MSG("Immutable tags"));
    immutables.columns = {column(words, LOTSE_MSG("Project"), 1.2), column(words, LOTSE_MSG("Tags"), 2),
        column(words, LOTSE_MSG("State"), 0.8)};
    for (const FactRow &row : rowsOf(source, u"immutable-rules"_s))
        immutables.rows.append({row.parent, row.json[u"tag_selectors"_s][0][u"pattern"_s].toString(),
            row.json[u"disabled"_s].toBool() ? off : on});
    immutables.empty = words.text(LOTSE_MSG("No project has an immutability rule."));
    Table runs;
    runs.id = u"gc"_s;
    runs.title = words.text(LOTSE_MSG("Garbage collection runs"));
    runs.columns = {column(words, LOTSE_MSG("Started"), 1.3), column(words, LOTSE_MSG("Status"), 1),
        column(words, LOTSE_MSG("Parameters"), 3)};
    for (const FactRow &row : rowsOf(source, u"gc"_s))
        runs.rows.append({Words::time(timeOf(row.json[u"creation_time"_s].toString())),
            row.json[u"job_status"_s].toString(), row.json[u"job_parameters"_s].toString()});
    runs.empty = words.text(LOTSE_MSG("Garbage collection has never run."));
    Section out =
        section(u"retention-section"_s, words.text(LOTSE_MSG("Retention and deletion")), {rules, immutables, runs});
    const QList<FactRow> schedule = rowsOf(source, u"gc-schedule"_s);
    out.figures = {figureOf(source, u"gc-schedule"_s, u"gc"_s, words.text(LOTSE_MSG("Schedule of garbage collection")),
        schedule.isEmpty() ? words.text(LOTSE_MSG("none")) : cronOf(schedule.first().json))};
    return {out};
}

QList<Section> configuration(const Source &source, const Words &words)
{
    Table table;
    table.id = u"settings"_s;
    table.title = words.text(LOTSE_MSG("Settings"));
    table.columns = {column(words, LOTSE_MSG("Setting"), 2), column(words, LOTSE_MSG("Value"), 3)};
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
    about.columns = table.columns;
    for (const FactRow &row : rowsOf(source, u"system-info"_s)) {
        for (auto it = row.json.begin(); it != row.json.end(); ++it) {
            if (!it.value().isObject())
                about.rows.append({it.key(), textOf(it.value())});
        }
    }
    about.empty = table.empty;
    return {section(u"configuration-section"_s, words.text(LOTSE_MSG("Configuration")), {table, about})};
}

} // namespace lotse::report::sections
