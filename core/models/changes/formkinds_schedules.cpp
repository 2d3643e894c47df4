// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/changes/formkinds.h"

#include "harbor/settings.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lotse::models {

namespace {

constexpr const char *options = LOTSE_MSG("Options");
constexpr const char *banner = LOTSE_MSG("Banner");

QList<FormField> scheduleFields()
{
    return {
        {.id = "type",
            .type = FieldType::Choice,
            .label = LOTSE_MSG("Schedule"),
            .choices = {{"None", LOTSE_MSG("None")}, {"Hourly", LOTSE_MSG("Hourly")}, {"Daily", LOTSE_MSG("Daily")},
                {"Weekly", LOTSE_MSG("Weekly")}, {"Custom", LOTSE_MSG("Custom")}},
            .isRequired = true,
            .isVirtual = true},
        {.id = "cron",
            .type = FieldType::Cron,
            .label = LOTSE_MSG("Cron"),
            .help = LOTSE_MSG("Six fields in UTC: seconds, minutes, hours, day of month, month, day of week."),
            .when = "type=Custom",
            .otherwise = "0 0 2 * * *",
            .isRequired = true,
            .isVirtual = true},
    };
}

void readSchedule(const QJsonObject &form, FormValues &values)
{
    const QJsonValue there = form.value(u"schedule"_s);
    const QString type = there[u"type"_s].toString();
    values.insert(u"type"_s, type.isEmpty() ? u"None"_s : type == u"Schedule"_s ? u"Custom"_s : type);
    if (const QString cron = there[u"cron"_s].toString(); !cron.isEmpty())
        values.insert(u"cron"_s, cron);
}

void writeSchedule(const FormValues &values, const QJsonObject &, FormMembers &members)
{
    static const QHash<QString, QString> crons{
        {u"Hourly"_s, u"0 0 * * * *"_s}, {u"Daily"_s, u"0 0 0 * * *"_s}, {u"Weekly"_s, u"0 0 0 * * 0"_s}};
    const QString type = values.value(u"type"_s).toString();
    members.insert(u"schedule.type"_s, type);
    members.insert(
        u"schedule.cron"_s, type == u"Custom"_s ? values.value(u"cron"_s).toString().simplified() : crons.value(type));
}

void readGc(const QJsonObject &form, FormValues &values)
{
    readSchedule(form, values);
    const QJsonObject parameters = form.value(u"parameters"_s).toObject();
    values.insert(u"untagged"_s, parameters.value(u"delete_untagged"_s).toBool());
    values.insert(u"workers"_s, QString::number(parameters.value(u"workers"_s).toInteger(1)));
    values.insert(u"dry"_s, parameters.value(u"dry_run"_s).toBool());
}

/// The registry does not show whether a schedule is a dry run, so all parameters go with each change of it.
void writeGc(const FormValues &values, const QJsonObject &form, FormMembers &members)
{
    writeSchedule(values, form, members);
    QJsonObject parameters = form.value(u"parameters"_s).toObject();
    parameters.insert(u"delete_untagged"_s, values.value(u"untagged"_s).toBool());
    parameters.insert(u"workers"_s, std::max(qlonglong(1), values.value(u"workers"_s).toLongLong()));
    parameters.insert(u"dry_run"_s, values.value(u"dry"_s).toBool());
    members.insert(u"parameters"_s, parameters);
}

QList<FormField> gcFields()
{
    return scheduleFields()
        + QList<FormField>{{.id = "untagged",
                               .type = FieldType::Switch,
                               .label = LOTSE_MSG("Delete untagged artifacts"),
                               .group = options,
                               .isVirtual = true},
            {.id = "workers",
                .type = FieldType::Whole,
                .label = LOTSE_MSG("Workers"),
                .help = LOTSE_MSG("1 to 5. More workers are faster but increase the load on the storage."),
                .rule = "workers",
                .otherwise = "1",
                .isRequired = true,
                .isVirtual = true},
            {.id = "dry",
                .type = FieldType::Switch,
                .label = LOTSE_MSG("Dry run"),
                .help = LOTSE_MSG(
                    "Scheduled runs delete nothing. Harbor does not report this setting: check it whenever you "
                    "change the schedule."),
                .isVirtual = true}};
}

// In the words that the list of purges uses for the same events.
QList<FieldChoice> auditEvents()
{
    return {{"create_artifact", LOTSE_MSG("pushed artifacts")}, {"delete_artifact", LOTSE_MSG("deleted artifacts")},
        {"pull_artifact", LOTSE_MSG("pulled artifacts")}, {"create_project", LOTSE_MSG("new projects")},
        {"delete_project", LOTSE_MSG("deleted projects")}, {"delete_repository", LOTSE_MSG("deleted repositories")},
        {"login_user", LOTSE_MSG("sign-ins")}, {"logout_user", LOTSE_MSG("sign-outs")},
        {"create_user", LOTSE_MSG("new users")}, {"delete_user", LOTSE_MSG("deleted users")},
        {"update_user", LOTSE_MSG("changed users")}, {"create_robot", LOTSE_MSG("new robot accounts")},
        {"delete_robot", LOTSE_MSG("deleted robot accounts")},
        {"update_configuration", LOTSE_MSG("changed configuration")}};
}

void readPurge(const QJsonObject &form, FormValues &values)
{
    readSchedule(form, values);
    const QJsonValue parameters = form.value(u"parameters"_s);
    if (form.isEmpty() || !parameters.isObject())
        return;
    values.insert(u"hours"_s, QString::number(parameters[u"audit_retention_hour"_s].toInteger()));
    values.insert(u"events"_s, parameters[u"include_event_types"_s].toString().split(u',', Qt::SkipEmptyParts));
    values.insert(u"dry"_s, parameters[u"dry_run"_s].toBool());
}

void writePurge(const FormValues &values, const QJsonObject &form, FormMembers &members)
{
    writeSchedule(values, form, members);
    members.insert(u"parameters.audit_retention_hour"_s, values.value(u"hours"_s).toLongLong());
    members.insert(u"parameters.include_event_types"_s, values.value(u"events"_s).toStringList().join(u','));
    members.insert(u"parameters.dry_run"_s, values.value(u"dry"_s).toBool());
}

void checkPurge(const FormValues &values, const FormValues &, QMap<QString, Message> &problems)
{
    // -2 would empty the trail: only the upper end is checked by the registry.
    const qint64 hours = values.value(u"hours"_s).toLongLong();
    if (hours < 1 || hours > 240000)
        problems.insert(u"hours"_s, {LOTSE_MSG("Enter a number from %1 to %2."), {u"1"_s, u"240000"_s}});
}

QList<FormField> purgeFields()
{
    return scheduleFields()
        + QList<FormField>{
            {.id = "hours",
                .type = FieldType::Whole,
                .label = LOTSE_MSG("Keep entries for the last"),
                .help = LOTSE_MSG("Older entries are deleted. 24 hours are one day, 8760 hours one year."),
                .group = options,
                .unit = LOTSE_MSG("hours"),
                .otherwise = "2160",
                .isRequired = true,
                .isVirtual = true},
            {.id = "events",
                .type = FieldType::Ticks,
                .label = LOTSE_MSG("Events to delete"),
                .choices = auditEvents(),
                .isRequired = true,
                .isVirtual = true},
            {.id = "dry",
                .type = FieldType::Switch,
                .label = LOTSE_MSG("Dry run"),
                .help = LOTSE_MSG("Scheduled runs delete nothing."),
                .isVirtual = true}};
}

/// The words of the sentences in harbor/settings, as labels.
QList<FormField> configurationFields()
{
    static const QHash<QString, QList<FieldChoice>> choices{
        {u"project_creation_restriction"_s,
            {{"everyone", LOTSE_MSG("Everyone")}, {"adminonly", LOTSE_MSG("System administrators only")}}},
        {u"auth_mode"_s,
            {{"db_auth", LOTSE_MSG("Database")}, {"ldap_auth", LOTSE_MSG("LDAP")}, {"uaa_auth", LOTSE_MSG("UAA")},
                {"http_auth", LOTSE_MSG("Authentication proxy")}, {"oidc_auth", LOTSE_MSG("OIDC")}}},
        {u"ldap_scope"_s, {{"0", LOTSE_MSG("Base")}, {"1", LOTSE_MSG("One level")}, {"2", LOTSE_MSG("Subtree")}}},
        {u"ldap_group_search_scope"_s,
            {{"0", LOTSE_MSG("Base")}, {"1", LOTSE_MSG("One level")}, {"2", LOTSE_MSG("Subtree")}}},
    };
    static const QHash<QString, const char *> units{{u"session_timeout"_s, LOTSE_MSG("minutes")},
        {u"token_expiration"_s, LOTSE_MSG("minutes")}, {u"ldap_timeout"_s, LOTSE_MSG("seconds")},
        {u"robot_token_duration"_s, LOTSE_MSG("days")}};
    static const QHash<QString, const char *> rules{{u"ldap_url"_s, "ldap-url"}, {u"oidc_endpoint"_s, "url"},
        {u"uaa_endpoint"_s, "url"}, {u"http_authproxy_endpoint"_s, "url"},
        {u"http_authproxy_tokenreview_endpoint"_s, "url"}, {u"robot_name_prefix"_s, "prefix"},
        {u"http_authproxy_server_certificate"_s, "certificate"}};
    // Kept for as long as the program runs, since fields name their texts by address.
    static QList<QByteArray> texts;
    QList<FormField> out;
    for (const harbor::Member &member : harbor::membersOf(*harbor::operation("updateConfigurations"))) {
        const harbor::SettingMeaning *meaning = harbor::settingMeaning(member.path);
        if (!meaning || member.path == u"banner_message"_s)
            continue;
        texts.append(member.path.toLatin1());
        // The key is the help: what the documentation and the API call it.
        const char *key = texts.last().constData();
        FormField field{.id = key, .label = meaning->meaning, .help = key, .group = meaning->group};
        field.type = member.isSecret                             ? FieldType::Secret
            : member.path == u"storage_per_project"_s            ? FieldType::Size
            : member.type == harbor::Member::Type::Flag          ? FieldType::Switch
            : choices.contains(member.path)                      ? FieldType::Choice
            : member.type == harbor::Member::Type::Whole         ? FieldType::Whole
            : member.path.endsWith(u"certificate"_s)             ? FieldType::Lines
            : member.path == u"disabled_audit_log_event_types"_s ? FieldType::Ticks
                                                                 : FieldType::Text;
        field.choices = field.type == FieldType::Ticks ? auditEvents() : choices.value(member.path);
        field.unit = units.value(member.path, "");
        field.rule = rules.value(member.path, "");
        if (member.path == u"auth_mode"_s)
            field.reason = LOTSE_MSG("Changing how people sign in can lock everybody out: do it in Harbor's portal.");
        out.append(field);
    }
    // What belongs together stands together, in the order of the groups.
    QStringList order;
    for (const FormField &field : std::as_const(out)) {
        if (!order.contains(QLatin1StringView(field.group)))
            order.append(QLatin1StringView(field.group));
    }
    std::stable_sort(out.begin(), out.end(), [&order](const FormField &a, const FormField &b) {
        return order.indexOf(QLatin1StringView(a.group)) < order.indexOf(QLatin1StringView(b.group));
    });
    out.append({.id = "banner.message",
        .label = LOTSE_MSG("Message"),
        .help = LOTSE_MSG("Shown at the top of Harbor's portal. Empty: no banner."),
        .group = banner,
        .isVirtual = true});
    out.append({.id = "banner.type",
        .type = FieldType::Choice,
        .label = LOTSE_MSG("Type"),
        .group = banner,
        .choices = {{"info", LOTSE_MSG("Information")}, {"success", LOTSE_MSG("Success")},
            {"warning", LOTSE_MSG("Warning")}, {"danger", LOTSE_MSG("Danger")}},
        .otherwise = "info",
        .isVirtual = true});
    out.append({.id = "banner.closable",
        .type = FieldType::Switch,
        .label = LOTSE_MSG("Closable"),
        .group = banner,
        .isVirtual = true});
    return out;
}

void readConfiguration(const QJsonObject &form, FormValues &values)
{
    const QJsonObject banners = QJsonDocument::fromJson(form.value(u"banner_message"_s).toString().toUtf8()).object();
    values.insert(u"banner.message"_s, banners.value(u"message"_s).toString());
    values.insert(u"banner.type"_s, banners.value(u"type"_s).toString(u"info"_s));
    values.insert(u"banner.closable"_s, banners.value(u"closable"_s).toBool());
}

void writeConfiguration(const FormValues &values, const QJsonObject &form, FormMembers &members)
{
    const QString message = values.value(u"banner.message"_s).toString().trimmed();
    QJsonObject kept = QJsonDocument::fromJson(form.value(u"banner_message"_s).toString().toUtf8()).object();
    kept.insert(u"message"_s, message);
    kept.insert(u"type"_s, values.value(u"banner.type"_s).toString());
    kept.insert(u"closable"_s, values.value(u"banner.closable"_s).toBool());
    members.insert(u"banner_message"_s,
        message.isEmpty() ? QString() : QString::fromUtf8(QJsonDocument(kept).toJson(QJsonDocument::Compact)));
}

/// One run now, with the same options.
void writeGcRun(const FormValues &values, const QJsonObject &form, FormMembers &members)
{
    writeGc(values, form, members);
    members.remove(u"schedule.cron"_s);
    members.insert(u"schedule.type"_s, u"Manual"_s);
}

void writePurgeRun(const FormValues &values, const QJsonObject &form, FormMembers &members)
{
    writePurge(values, form, members);
    members.remove(u"schedule.cron"_s);
    members.insert(u"schedule.type"_s, u"Manual"_s);
}

FormKind run(const char *name, const char *operation, const char *title, QList<FormField> fields)
{
    FormKind out;
    out.name = name;
    out.create = operation;
    out.naming = "";
    out.newTitle = title;
    fields.removeIf(
        [](const FormField &field) { return qstrcmp(field.id, "type") == 0 || qstrcmp(field.id, "cron") == 0; });
    out.fields = fields;
    return out;
}

FormKind scheduled(const char *name, const char *update, const char *title)
{
    FormKind out;
    out.name = name;
    out.update = update;
    out.naming = "";
    out.title = title;
    return out;
}

} // namespace

void addScheduleForms(QList<FormKind> &kinds)
{
    FormKind gc = scheduled("gc-schedule", "updateGCSchedule", LOTSE_MSG("Schedule of garbage collection"));
    gc.fields = gcFields();
    gc.read = readGc;
    gc.write = writeGc;
    FormKind scan = scheduled("scan-schedule", "updateScanAllSchedule", LOTSE_MSG("Scan all schedule"));
    scan.fields = scheduleFields();
    scan.read = readSchedule;
    scan.write = writeSchedule;
    FormKind purge = scheduled("purge-schedule", "updatePurgeSchedule", LOTSE_MSG("Audit purge schedule"));
    purge.fields = purgeFields();
    purge.read = readPurge;
    purge.write = writePurge;
    purge.check = checkPurge;
    FormKind configuration = scheduled("configuration", "updateConfigurations", LOTSE_MSG("Configuration"));
    configuration.fields = configurationFields();
    configuration.read = readConfiguration;
    configuration.write = writeConfiguration;
    FormKind gcRun = run("gc-run", "createGCSchedule", LOTSE_MSG("Run garbage collection"), gcFields());
    gcRun.write = writeGcRun;
    FormKind purgeRun = run("purge-run", "createPurgeSchedule", LOTSE_MSG("Purge the audit trail"), purgeFields());
    purgeRun.write = writePurgeRun;
    purgeRun.check = checkPurge;
    kinds << gc << scan << purge << configuration << gcRun << purgeRun;
}

} // namespace lotse::models
