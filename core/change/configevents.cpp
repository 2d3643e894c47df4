// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "change/configevents.h"

#include "base/format.h"

#include <QJsonArray>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace lotse::change {

namespace {

using What = ConfigDifference::What;
constexpr qsizetype kMostMembers = 6; // of a sentence

QString said(const Message &message, Speech speech)
{
    return speech == Speech::English ? message.english() : message.text();
}

/// %1 is the name, %2 the project.
const char *titleId(QByteArrayView kind)
{
    struct Title {
        const char *kind, *id;
    };
    static constexpr Title titles[] = {{"configuration", LOTSE_MSG("system configuration")},
        {"allowlist", LOTSE_MSG("system CVE allowlist")}, {"registry", LOTSE_MSG("registry endpoint %1")},
        {"scanner", LOTSE_MSG("scanner %1")}, {"label", LOTSE_MSG("label %1")},
        {"robot", LOTSE_MSG("robot account %1")}, {"replication", LOTSE_MSG("replication policy %1")},
        {"project", LOTSE_MSG("project %2")}, {"quota", LOTSE_MSG("quota of %2")},
        {"project-scanner", LOTSE_MSG("scanner of %2")}, {"member", LOTSE_MSG("member %1 of %2")},
        {"project-label", LOTSE_MSG("label %1 of %2")}, {"project-robot", LOTSE_MSG("robot account %1 of %2")},
        {"webhook", LOTSE_MSG("webhook %1 of %2")}, {"retention", LOTSE_MSG("retention of %2")},
        {"immutability", LOTSE_MSG("immutability rule %1 of %2")}};
    for (const Title &title : titles) {
        if (kind == title.kind)
            return title.id;
    }
    return nullptr;
}

/// "bob", "group devs".
QString person(const QString &name, Speech speech)
{
    const QString who = name.section(u':', 1);
    return name.startsWith(u"group:"_s) ? said({LOTSE_MSG("group %1"), {who}}, speech) : who;
}

QString sentenceOfMember(const ConfigEvent &event, Speech speech)
{
    const QString who = person(event.name, speech);
    const QString role = event.value.value(u"role"_s).toString();
    if (event.what == What::Added)
        return said({LOTSE_MSG("%1 added to %2 as %3"), {who, event.project, role}}, speech);
    if (event.what == What::Removed)
        return said({LOTSE_MSG("%1 (%3) removed from %2"), {who, event.project, role}}, speech);
    const ConfigDifference &one = event.differences.first();
    return said({LOTSE_MSG("role of %1 in %2 changed from %3 to %4"),
                    {who, event.project, one.before.toString(), one.after.toString()}},
        speech);
}

} // namespace

QList<ConfigEvent> eventsOf(const ConfigSnapshot &a, const ConfigSnapshot &b, QStringList *notCompared)
{
    QList<ConfigEvent> out;
    for (const ConfigDifference &one : differencesOf(a, b, notCompared)) {
        const bool isSame = !out.isEmpty() && one.what == What::Changed && out.last().what == What::Changed
            && out.last().kind == one.kind && out.last().project == one.project && out.last().name == one.name;
        if (!isSame) {
            ConfigEvent event{one.what, one.kind, one.project, one.name, {}, {}};
            const ConfigSnapshot &side = one.what == What::Removed ? a : b;
            if (one.what != What::Changed) {
                if (const ConfigObject *object = side.find(one.kind.toLatin1(), one.project, one.name))
                    event.value = object->value;
            }
            out.append(event);
        }
        if (one.what == What::Changed)
            out.last().differences.append(one);
    }
    return out;
}

QString titleOf(const QString &kind, const QString &project, const QString &name, Speech speech)
{
    const char *id = titleId(kind.toLatin1());
    if (!id)
        return QStringList{kind, name, project}.join(u' ').simplified();
    return said({id, {kind == u"member"_s ? person(name, speech) : name, project}}, speech);
}

QString sentenceOf(const ConfigEvent &event, Speech speech)
{
    if (event.kind == u"member"_s && (event.what != What::Changed || event.differences.size() == 1))
        return sentenceOfMember(event, speech);
    const QString title = titleOf(event.kind, event.project, event.name, speech);
    if (event.what == What::Added)
        return said({LOTSE_MSG("%1 added"), {title}}, speech);
    if (event.what == What::Removed)
        return said({LOTSE_MSG("%1 removed"), {title}}, speech);
    if (event.kind == u"quota"_s && event.differences.size() == 1) {
        const ConfigDifference &one = event.differences.first();
        const bool isNew = one.before.isUndefined();
        if (isNew || one.after.isUndefined()) {
            const QString limit = valueText(event.kind, one.member, isNew ? one.after : one.before);
            return isNew ? said({LOTSE_MSG("%1 set to %2"), {title, limit}}, speech)
                         : said({LOTSE_MSG("%1 removed (was %2)"), {title, limit}}, speech);
        }
        return said(
            {LOTSE_MSG("%1 changed from %2 to %3"),
                {title, valueText(event.kind, one.member, one.before), valueText(event.kind, one.member, one.after)}},
            speech);
    }
    QStringList members;
    for (const ConfigDifference &one : event.differences)
        members.append(one.member);
    if (members.size() > kMostMembers) {
        members = members.mid(0, kMostMembers);
        members.append(u"…"_s);
    }
    return said({LOTSE_MSG("%1 changed: %2"), {title, members.join(u", "_s)}}, speech);
}

QString valueText(const QString &kind, const QString &member, const QJsonValue &value)
{
    if (value.isUndefined() || value.isNull())
        return {};
    if ((kind == u"quota"_s && member == u"storage"_s) || member == u"storage_per_project"_s) {
        const qint64 bytes = value.toInteger(-1);
        return bytes < 0 ? u"unlimited"_s : format::bytes(bytes, QLocale::c());
    }
    if (member.endsWith(u"expires_at"_s) && value.isDouble()) {
        return value.toInteger() <= 0 ? u"never"_s
                                      : QDateTime::fromSecsSinceEpoch(value.toInteger(), Qt::UTC).toString(Qt::ISODate);
    }
    if (value.isString())
        return value.toString();
    const QByteArray array = QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
    return QString::fromUtf8(array.mid(1, array.size() - 2));
}

QString gapText(const ConfigGap &gap, Speech speech)
{
    if (gap.project.isEmpty())
        return said({LOTSE_MSG("%1 could not be read: %2"), {gap.kind, gap.reason}}, speech);
    return said({LOTSE_MSG("%1 of %2 could not be read: %3"), {gap.kind, gap.project, gap.reason}}, speech);
}

QStringList gapTexts(const ConfigSnapshot &a, const ConfigSnapshot &b, Speech speech)
{
    QStringList out;
    for (const ConfigGap &gap : a.gaps + b.gaps)
        out.append(gapText(gap, speech));
    out.removeDuplicates();
    return out;
}

} // namespace lotse::change
