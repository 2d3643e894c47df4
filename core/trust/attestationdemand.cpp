// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "trust/attestationdemand.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace lotse::trust {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kDemandSkew = 300; ///< seconds that two clocks may differ

/// What SLSA provenance 0.2 and 1 say of a build.
struct Build {
    QString builder;
    QStringList sources;
    QDateTime finished;
};

QString repositoryOf(QString uri)
{
    if (uri.startsWith("git+"_L1))
        uri.remove(0, 4);
    // A revision stands behind an "@", as no part of a repository's path does.
    const qsizetype at = uri.lastIndexOf(u'@');
    return at > uri.lastIndexOf(u'/') || uri.mid(at).startsWith("@refs/"_L1) ? uri.left(at) : uri;
}

void addSource(Build &build, const QJsonValue &uri)
{
    if (uri.isString() && !uri.toString().isEmpty())
        build.sources.append(repositoryOf(uri.toString()));
}

QDateTime timeIn(const QJsonValue &value)
{
    return QDateTime::fromString(value.toString(), Qt::ISODateWithMs);
}

Build buildOf(const QJsonObject &predicate)
{
    Build out;
    const QJsonObject run = predicate[u"runDetails"_s].toObject();
    if (!run.isEmpty()) { // 1
        const QJsonObject definition = predicate[u"buildDefinition"_s].toObject();
        out.builder = run[u"builder"_s][u"id"_s].toString();
        addSource(out, definition[u"externalParameters"_s][u"workflow"_s][u"repository"_s]);
        for (const QJsonValue one : definition[u"resolvedDependencies"_s].toArray())
            addSource(out, one[u"uri"_s]);
        out.finished = timeIn(run[u"metadata"_s][u"finishedOn"_s]);
        if (!out.finished.isValid())
            out.finished = timeIn(run[u"metadata"_s][u"startedOn"_s]);
        return out;
    }
    out.builder = predicate[u"builder"_s][u"id"_s].toString();
    addSource(out, predicate[u"invocation"_s][u"configSource"_s][u"uri"_s]);
    for (const QJsonValue one : predicate[u"materials"_s].toArray())
        addSource(out, one[u"uri"_s]);
    out.finished = timeIn(predicate[u"metadata"_s][u"buildFinishedOn"_s]);
    if (!out.finished.isValid())
        out.finished = timeIn(predicate[u"metadata"_s][u"buildStartedOn"_s]);
    return out;
}

QJsonObject predicateOf(const SignatureVerdict &attestation)
{
    return QJsonDocument::fromJson(attestation.statement).object()[u"predicate"_s].toObject();
}

} // namespace

bool meets(const SignatureVerdict &attestation, const AttestationDemand &demand, const QDateTime &now)
{
    if (!attestation.isAttestation || attestation.state != State::Trusted || attestation.predicateType != demand.type)
        return false;
    const Build build = buildOf(predicateOf(attestation));
    if (!demand.builder.isEmpty() && build.builder != demand.builder)
        return false;
    if (!demand.source.isEmpty() && !build.sources.contains(demand.source))
        return false;
    if (demand.mostDays == 0)
        return true;
    const QDateTime end = endOf(attestation, demand);
    return end.isValid() && end.addDays(-demand.mostDays) <= now.addSecs(kDemandSkew) && now < end;
}

QDateTime endOf(const SignatureVerdict &attestation, const AttestationDemand &demand)
{
    // A proved time counts before one that is merely stated.
    const QDateTime made =
        attestation.signedAt.isValid() ? attestation.signedAt : buildOf(predicateOf(attestation)).finished;
    return demand.mostDays > 0 && made.isValid() ? made.addDays(demand.mostDays) : QDateTime();
}

QJsonObject demandJson(const AttestationDemand &demand)
{
    QJsonObject out{{u"type"_s, demand.type}};
    if (!demand.builder.isEmpty())
        out.insert(u"builder"_s, demand.builder);
    if (!demand.source.isEmpty())
        out.insert(u"source"_s, demand.source);
    if (demand.mostDays > 0)
        out.insert(u"maxAgeDays"_s, demand.mostDays);
    return out;
}

QString AttestationDemand::text() const
{
    QStringList parts;
    if (!builder.isEmpty())
        parts.append(u"built by "_s + builder);
    if (!source.isEmpty())
        parts.append(u"from "_s + source);
    if (mostDays > 0)
        parts.append(u"in the last %1 days"_s.arg(mostDays));
    return parts.isEmpty() ? type : type + u" ("_s + parts.join(u", "_s) + u')';
}

} // namespace lotse::trust
