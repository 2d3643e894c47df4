// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "posture/mending.h"

#include <algorithm>

namespace lotse::posture {

using namespace Qt::StringLiterals;
using change::Change;

namespace {

QJsonObject first(const Facts &facts, const QString &kind)
{
    const Fact *fact = facts.find(kind);
    return fact && !fact->rows.isEmpty() ? fact->rows.first().json : QJsonObject();
}

/// One setting of the configuration; nothing where its value is not known.
void set(QList<Change> &out, const QString &key, const QJsonValue &before, const QJsonValue &after)
{
    if (before.isUndefined() || before == after)
        return;
    if (out.isEmpty()) {
        Change change;
        change.operation = "updateConfigurations";
        out.append(change);
    }
    out.first().edits.append({key, before, after});
}

/// At most `most`: what is more, or never ends, becomes that.
void lower(QList<Change> &out, const QJsonObject &configuration, const QString &key, int most)
{
    const QJsonValue value = settingOf(configuration, key);
    if (value.isDouble() && (value.toInt() > most || value.toInt() < 0))
        set(out, key, value, most);
}

QList<Change> ofProjects(const Facts &facts, const Judged &judged, const QString &member, const QString &value)
{
    QList<Change> out;
    const Fact *projects = facts.find(u"projects"_s);
    for (const FactRow &row : projects ? projects->rows : QList<FactRow>()) {
        const QString name = row.json[u"name"_s].toString();
        if (!judged.subjects.contains(name))
            continue;
        const QJsonValue before = row.json[u"metadata"_s][member];
        Change change;
        change.operation = "updateProject";
        change.path = {{u"project_name_or_id"_s, name}};
        change.names = {{u"project"_s, name}};
        change.edits = {{u"metadata."_s + member, before, value}};
        out.append(change);
    }
    return out;
}

} // namespace

QList<Change> mendingOf(const Facts &facts, const Judged &judged)
{
    QList<Change> out;
    if (judged.outcome != Outcome::Failed || !facts.isHarbor)
        return out;
    const QJsonObject system = first(facts, u"system-info"_s);
    const QJsonObject configuration = first(facts, u"configuration"_s);
    if (judged.id == "P03"_L1) {
        set(out, u"self_registration"_s, system[u"self_registration"_s], false);
    } else if (judged.id == "P04"_L1) {
        set(out, u"project_creation_restriction"_s, system[u"project_creation_restriction"_s], u"adminonly"_s);
    } else if (judged.id == "P14"_L1) {
        lower(out, configuration, u"robot_token_duration"_s, 90);
    } else if (judged.id == "P17"_L1) {
        lower(out, configuration, u"session_timeout"_s, 60);
        lower(out, configuration, u"token_expiration"_s, 30);
    } else if (judged.id == "P18"_L1) {
        for (const QString &key :
            {u"ldap_verify_cert"_s, u"oidc_verify_cert"_s, u"http_authproxy_verify_cert"_s, u"uaa_verify_cert"_s}) {
            // Only the one of the way in which people sign in.
            const QString mode = settingOf(configuration, u"auth_mode"_s).toString();
            if (key.startsWith(mode.section(u'_', 0, 0)) && settingOf(configuration, key) == QJsonValue(false))
                set(out, key, false, true);
        }
    } else if (judged.id == "P23"_L1) {
        out = ofProjects(facts, judged, u"auto_scan"_s, u"true"_s);
    } else if (judged.id == "P49"_L1) {
        set(out, u"read_only"_s, system[u"read_only"_s], !system[u"read_only"_s].toBool());
    }
    out.removeIf([](const Change &change) { return !change::faultsOf(change).isEmpty(); });
    return out;
}

} // namespace lotse::posture
