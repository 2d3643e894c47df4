// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "posture/evaluate.h"
#include "json/time.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace lotse::posture {

using namespace Qt::StringLiterals;

namespace {

QJsonArray exceptionsOf(const QList<Exception> &all)
{
    QJsonArray out;
    for (const Exception &one : all)
        out.append(QJsonObject{{u"subject"_s, one.subject}, {u"owner"_s, one.owner}, {u"reason"_s, one.reason},
            {u"expires"_s, one.expires.toString(Qt::ISODate)}});
    return out;
}

QString titleOf(const Judged &one)
{
    return one.ownTitle.isEmpty() ? one.title.english() : one.ownTitle;
}

QString mendOf(const Judged &one)
{
    return one.ownTitle.isEmpty() ? one.mend.english() : one.ownMend;
}

QJsonObject jsonOf(const Judged &one)
{
    QJsonArray evidence, controls;
    for (const Evidence &piece : one.evidence)
        evidence.append(QJsonObject{{u"kind"_s, piece.kind}, {u"request"_s, piece.request},
            {u"at"_s, json::timeText(piece.at)}, {u"request_id"_s, piece.requestId}, {u"of"_s, piece.of},
            {u"path"_s, piece.path}, {u"piece"_s, QString::fromUtf8(piece.piece)}, {u"cut"_s, piece.isCut},
            {u"sha256"_s, piece.sha256}, {u"answer_sha256"_s, piece.answerSha256}});
    for (const Control &control : one.controls)
        controls.append(QJsonObject{{u"framework"_s, control.title}, {u"control"_s, control.id},
            {u"confidence"_s, QString(QLatin1Char(control.confidence))}});
    QJsonObject out{{u"id"_s, one.id}, {u"title"_s, titleOf(one)}, {u"severity"_s, severityWord(one.severity)},
        {u"result"_s, outcomeWord(one.outcome)}, {u"message"_s, one.message.english()},
        {u"subjects"_s, QJsonArray::fromStringList(one.subjects)},
        {u"missing"_s, QJsonArray::fromStringList(one.missing)}, {u"evidence"_s, evidence}, {u"controls"_s, controls},
        {u"mend"_s, mendOf(one)}};
    if (!one.group.isEmpty())
        out.insert(u"practice"_s, one.group);
    if (!one.exceptions.isEmpty())
        out.insert(u"exceptions"_s, exceptionsOf(one.exceptions));
    if (!one.expired.isEmpty())
        out.insert(u"expired_exceptions"_s, exceptionsOf(one.expired));
    return out;
}

} // namespace

QString severityWord(Severity severity)
{
    static const QStringList words{u"low"_s, u"medium"_s, u"high"_s, u"critical"_s};
    return words[int(severity)];
}

std::optional<Severity> severityOf(const QString &word)
{
    for (const Severity one : {Severity::Low, Severity::Medium, Severity::High, Severity::Critical}) {
        if (severityWord(one) == word)
            return one;
    }
    return {};
}

QString outcomeWord(Outcome outcome)
{
    return outcomeText(outcome).english().toLower();
}

Message outcomeText(Outcome outcome)
{
    switch (outcome) {
    case Outcome::Failed:
        return {LOTSE_MSG("Failed"), {}};
    case Outcome::NotAssessable:
        return {LOTSE_MSG("Not assessable"), {}};
    case Outcome::Excepted:
        return {LOTSE_MSG("Excepted"), {}};
    case Outcome::Passed:
        return {LOTSE_MSG("Passed"), {}};
    case Outcome::NotApplicable:
        return {LOTSE_MSG("Not applicable"), {}};
    }
    return {};
}

Message severityText(Severity severity)
{
    switch (severity) {
    case Severity::Low:
        return {LOTSE_MSG("Low"), {}};
    case Severity::Medium:
        return {LOTSE_MSG("Medium"), {}};
    case Severity::High:
        return {LOTSE_MSG("High"), {}};
    case Severity::Critical:
        return {LOTSE_MSG("Critical"), {}};
    }
    return {};
}

QByteArray postureJson(const Posture &posture)
{
    QJsonArray checks;
    for (const Judged &one : posture.checks)
        checks.append(jsonOf(one));
    QJsonObject counts;
    for (const Outcome outcome :
        {Outcome::Failed, Outcome::NotAssessable, Outcome::Excepted, Outcome::Passed, Outcome::NotApplicable})
        counts.insert(outcomeWord(outcome), qint64(posture.count(outcome)));
    const QJsonObject root{{u"format"_s, u"lotse-posture/1"_s}, {u"registry"_s, posture.registry},
        {u"host"_s, posture.host}, {u"version"_s, posture.version}, {u"read_as"_s, posture.identity},
        {u"at"_s, json::timeText(posture.at)},
        {u"set"_s,
            QJsonObject{{u"name"_s, posture.set}, {u"title"_s, posture.setTitle}, {u"sha256"_s, posture.setSha256}}},
        {u"complete"_s, posture.isWhole()}, {u"counts"_s, counts},
        {u"blind_spots"_s, QJsonArray::fromStringList(posture.blindSpots)}, {u"checks"_s, checks}};
    return QJsonDocument(root).toJson(QJsonDocument::Indented);
}

QByteArray postureSarif(const Posture &posture)
{
    static const QHash<Severity, QString> levels{{Severity::Low, u"note"_s}, {Severity::Medium, u"warning"_s},
        {Severity::High, u"error"_s}, {Severity::Critical, u"error"_s}};
    QJsonArray rules, results;
    for (const Judged &one : posture.checks) {
        const QString help = mendOf(one).isEmpty() ? titleOf(one) : mendOf(one);
        rules.append(QJsonObject{{u"id"_s, one.id}, {u"shortDescription"_s, QJsonObject{{u"text"_s, titleOf(one)}}},
            {u"help"_s, QJsonObject{{u"text"_s, help}}},
            {u"defaultConfiguration"_s, QJsonObject{{u"level"_s, levels[one.severity]}}},
            {u"properties"_s, QJsonObject{{u"severity"_s, severityWord(one.severity)}}}});
        if (one.outcome == Outcome::NotApplicable)
            continue;
        static const QHash<Outcome, QString> kinds{{Outcome::Failed, u"fail"_s}, {Outcome::Excepted, u"fail"_s},
            {Outcome::Passed, u"pass"_s}, {Outcome::NotAssessable, u"open"_s}};
        QString text = one.message.english();
        if (!one.subjects.isEmpty())
            text += u" "_s + one.subjects.mid(0, 20).join(u", "_s);
        QJsonObject result{{u"ruleId"_s, one.id}, {u"ruleIndex"_s, qint64(rules.size() - 1)},
            {u"kind"_s, kinds[one.outcome]},
            {u"level"_s, kinds[one.outcome] == "fail"_L1 ? levels[one.severity] : u"none"_s},
            {u"message"_s, QJsonObject{{u"text"_s, text}}},
            {u"partialFingerprints"_s, QJsonObject{{u"lotse/v1"_s, sha256Of((posture.host + one.id).toUtf8())}}},
            {u"locations"_s,
                QJsonArray{QJsonObject{{u"logicalLocations"_s,
                    QJsonArray{QJsonObject{{u"fullyQualifiedName"_s, posture.host}, {u"kind"_s, u"resource"_s}}}}}}}};
        if (one.outcome == Outcome::Excepted)
            result.insert(u"suppressions"_s,
                QJsonArray{QJsonObject{{u"kind"_s, u"external"_s}, {u"status"_s, u"accepted"_s},
                    {u"justification"_s, one.exceptions.value(0).reason}}});
        results.append(result);
    }
    const QJsonObject driver{
        {u"name"_s, u"Lotse"_s}, {u"semanticVersion"_s, QStringLiteral(LOTSE_VERSION)}, {u"rules"_s, rules}};
    const QJsonObject run{{u"tool"_s, QJsonObject{{u"driver"_s, driver}}}, {u"results"_s, results}};
    const QJsonObject root{{u"$schema"_s, u"https://json.schemastore.org/sarif-2.1.0.json"_s},
        {u"version"_s, u"2.1.0"_s}, {u"runs"_s, QJsonArray{run}}};
    return QJsonDocument(root).toJson(QJsonDocument::Indented);
}

} // namespace lotse::posture
