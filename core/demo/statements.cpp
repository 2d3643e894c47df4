// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/findings.h"
#include "demo/images.h"
#include "demo/jsonvalue.h"

using namespace Qt::StringLiterals;

namespace lotse::demo {

namespace {

constexpr auto openVexType = "application/vnd.openvex+json";
constexpr auto openVexNamespace = "https://openvex.dev/ns/v0.2.0";

QJsonObject statement(const QString &name, const QByteArray &digest, const Finding &finding, const QString &version)
{
    const QString image = u"pkg:oci/"_s + name.section(u'/', -1) + u"@sha256%3A"_s + QString::fromLatin1(digest.mid(7))
        + u"?repository_url=demo.lotse.example/"_s + name;
    const QString package =
        u"pkg:%1/%2@%3"_s.arg(QLatin1String(finding.package->type), QLatin1String(finding.package->name), version);
    return {{u"vulnerability"_s, QJsonObject{{u"name"_s, finding.id}}},
        {u"products"_s,
            QJsonArray{
                QJsonObject{{u"@id"_s, image}, {u"subcomponents"_s, QJsonArray{QJsonObject{{u"@id"_s, package}}}}}}}};
}

QJsonObject document(const State &state, const Artifact &target)
{
    const Artifact &scanned = target.children.isEmpty() ? target : state.artifacts[target.children.first().artifact];
    const QString name = state.repositories[target.repository].name;
    QJsonArray statements;
    const auto add = [&](int number, const QJsonObject &words, bool isInstalled = true) {
        const Finding finding = findingOf(scanned, number);
        const QString version = QString::fromLatin1(isInstalled ? finding.version : QByteArray("0.9-1"));
        QJsonObject one = statement(name, target.digest, finding, version);
        for (auto it = words.begin(); it != words.end(); ++it)
            one.insert(it.key(), it.value());
        statements.append(one);
    };
    add(0,
        {{u"status"_s, u"not_affected"_s}, {u"justification"_s, u"vulnerable_code_not_in_execute_path"_s},
            {u"impact_statement"_s, u"The service never parses this format."_s}});
    add(4, {{u"status"_s, u"affected"_s}, {u"action_statement"_s, u"Fixed with the next base image."_s}});
    add(9, {{u"status"_s, u"under_investigation"_s}});
    add(12, {{u"status"_s, u"fixed"_s}}, false);
    return {{u"@context"_s, QLatin1String(openVexNamespace)}, {u"@id"_s, u"https://vex.lotse.example/"_s + name},
        {u"author"_s, u"Payments Security"_s},
        {u"timestamp"_s, madeAt("statements of " + name.toUtf8() + '@' + target.digest)}, {u"version"_s, 1},
        {u"statements"_s, statements}};
}

} // namespace

void Images::state(qint64 artifact, const QDateTime &when, bool isAttested)
{
    const Artifact &target = m_state.artifacts[artifact];
    const QJsonObject vex = document(m_state, target);
    if (!isAttested) {
        refer(artifact, openVexType, "application/vnd.oci.empty.v1+json", openVexType, compact(vex),
            u"subject.accessory"_s, {}, when);
        return;
    }
    const QJsonObject subject{{u"name"_s, m_state.repositories[target.repository].name},
        {u"digest"_s, QJsonObject{{u"sha256"_s, QString::fromLatin1(target.digest.mid(7))}}}};
    const QByteArray statement = compact(QJsonObject{{u"_type"_s, u"https://in-toto.io/Statement/v1"_s},
        {u"predicateType"_s, QLatin1String(openVexNamespace)}, {u"subject"_s, QJsonArray{subject}},
        {u"predicate"_s, vex}});
    const QByteArray envelope = compact(QJsonObject{{u"payloadType"_s, u"application/vnd.in-toto+json"_s},
        {u"payload"_s, QString::fromLatin1(statement.toBase64())}, {u"signatures"_s, QJsonArray()}});
    refer(artifact, "application/vnd.in-toto+json", "application/vnd.oci.empty.v1+json", "application/vnd.in-toto+json",
        envelope, u"subject.accessory"_s, {{u"in-toto.io/predicate-type"_s, QLatin1String(openVexNamespace)}}, when);
}

} // namespace lotse::demo
