// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/trust/signaturetable.h"

#include "base/format.h"
#include "base/safetext.h"
#include "models/tables/kindtables.h"
#include "models/trust/trustanswer.h"
#include "trust/verdict.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>

namespace lotse::models {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kMostStatement = 64 * 1024;

QString textOf(const QJsonObject &object, const QString &key)
{
    return safetext::cell(object[key].toString());
}

bool isAttestation(const QJsonObject &json)
{
    return json[u"kind"_s].toString() == "attestation"_L1;
}

QString formName(const QString &code)
{
    using Form = trust::SignatureVerdict::Form;
    for (const Form form :
        {Form::CosignSimple, Form::DsseAttestation, Form::SigstoreBundle, Form::NotationJws, Form::NotationCose}) {
        if (trust::formWord(form) == code)
            return trust::formText(form).text();
    }
    return trust::formText(Form::Unknown).text();
}

QString whyOf(const QJsonObject &json)
{
    return reasonSentence(json[u"reason"_s].toString(), json[u"detail"_s].toString());
}

QString signerOf(const QJsonObject &json)
{
    const QJsonObject signer = json[u"signer"_s].toObject();
    const QString name = textOf(signer, u"name"_s);
    if (!name.isEmpty())
        return name;
    return signer.isEmpty() ? u"\u2013"_s : signer[u"key_sha256"_s].toString().left(19);
}

} // namespace

Cell verdictCell(const QString &state, const QString &why)
{
    using trust::State;
    for (const State one : {State::None, State::Claimed, State::Limit, State::Invalid, State::Valid, State::Trusted}) {
        if (trust::stateWord(one) != state)
            continue;
        const char *condition = one == State::Trusted ? "ok"
            : one == State::Valid                     ? "running"
            : one == State::Invalid                   ? "error"
            : one == State::None                      ? "off"
            : one == State::Claimed                   ? "warning"
                                                      : "unverified";
        Cell cell = Cell::state(QString::fromLatin1(condition),
            one == State::Claimed     ? word(LOTSE_MSG("claimed, not verified"))
                : one == State::Limit ? word(LOTSE_MSG("could not be verified"))
                                      : trust::stateText(one).text());
        cell.tip = why;
        cell.order = int(one);
        return cell;
    }
    return Cell::state(u"unverified"_s, word(LOTSE_MSG("not verified")));
}

SignatureTable::SignatureTable(QObject *parent)
    : TableModel(parent)
{
    setColumns({column<SignatureRow>(u"what"_s, LOTSE_MSG("Type"), ColumnKind::Text, 230,
                    [](const SignatureRow &r) {
                        QString name = formName(r.json[u"form"_s].toString());
                        if (isAttestation(r.json))
                            name = Message{LOTSE_MSG("Attestation (%1)"), {name}}.text();
                        return Cell::plain((r.isFirst ? QString() : u"\u2514 "_s) + name);
                    }),
        column<SignatureRow>(u"verdict"_s, LOTSE_MSG("Result"), ColumnKind::State, 190,
            [](const SignatureRow &r) { return verdictCell(r.json[u"state"_s].toString(), whyOf(r.json)); }),
        column<SignatureRow>(u"why"_s, LOTSE_MSG("Reason"), ColumnKind::Text, 240,
            [](const SignatureRow &r) { return Cell::plain(whyOf(r.json)); }),
        column<SignatureRow>(u"signer"_s, LOTSE_MSG("Signer"), ColumnKind::Text, 180,
            [](const SignatureRow &r) { return Cell::plain(signerOf(r.json)); }),
        column<SignatureRow>(u"states"_s, LOTSE_MSG("Predicate type"), ColumnKind::Text, 200,
            [](const SignatureRow &r) {
                return Cell::plain(isAttestation(r.json) ? textOf(r.json, u"predicate_type"_s) : u"\u2013"_s);
            }),
        column<SignatureRow>(u"manifest"_s, LOTSE_MSG("Attached as"), ColumnKind::Digest, 150,
            [](const SignatureRow &r) { return Cell::digest(r.json[u"manifest"_s].toString()); })});
}

void SignatureTable::setVerdict(const QJsonObject &verdict)
{
    QList<Row> rows;
    QString last;
    const QJsonArray signatures = verdict[u"signatures"_s].toArray();
    for (qsizetype i = 0; i < signatures.size(); ++i) {
        const QJsonObject json = signatures[i].toObject();
        const QString manifest = json[u"manifest"_s].toString();
        Row row;
        row.key = manifest + u'/' + QString::number(i);
        row.parent = manifest;
        row.record.value = QVariant::fromValue(SignatureRow{json, manifest != last});
        row.record.raw = QJsonDocument(json).toJson(QJsonDocument::Compact);
        rows.append(std::move(row));
        last = manifest;
    }
    const bool isEmpty = rows.isEmpty();
    setTotal(rows.size());
    setRows(std::move(rows));
    setState(isEmpty ? State::Empty : State::Ready);
}

QVariantList SignatureTable::steps(const QString &key) const
{
    QVariantList out;
    for (const QJsonValue &value : rowValue(key).value<SignatureRow>().json[u"steps"_s].toArray()) {
        const QJsonObject step = value.toObject();
        const QString outcome = step[u"outcome"_s].toString();
        const char *condition = outcome == "passed"_L1 ? "ok" : outcome == "failed"_L1 ? "error" : "off";
        const char *text = outcome == "passed"_L1 ? LOTSE_MSG("passed")
            : outcome == "failed"_L1              ? LOTSE_MSG("failed")
            : outcome == "noted"_L1               ? LOTSE_MSG("note")
                                                  : LOTSE_MSG("not checked");
        const QString code = step[u"reason"_s].toString();
        const QString why = code.isEmpty() || code == trust::reasonCode(trust::Reason::NotChecked)
            ? textOf(step, u"detail"_s)
            : reasonSentence(code, step[u"detail"_s].toString());
        out.append(QVariantMap{
            {u"name"_s, QCoreApplication::translate("core", step[u"step"_s].toString().toUtf8().constData())},
            {u"condition"_s, QString::fromLatin1(condition)}, {u"word"_s, word(text)}, {u"text"_s, why},
            {u"input"_s, step[u"input"_s].toString()}});
    }
    return out;
}

QVariantList SignatureTable::facts(const QString &key) const
{
    QVariantList out;
    const QJsonObject json = rowValue(key).value<SignatureRow>().json;
    const auto add = [&](const char *name, const QString &value, bool isMono = false) {
        if (!value.isEmpty())
            out.append(
                QVariantMap{{u"name"_s, word(name)}, {u"value"_s, value}, {u"mono"_s, isMono}, {u"copy"_s, isMono}});
    };
    if (json.isEmpty())
        return out;
    const QJsonObject signer = json[u"signer"_s].toObject();
    const QString kind = signer[u"kind"_s].toString();
    add(kind == "certificate"_L1    ? LOTSE_MSG("Certificate")
            : kind == "identity"_L1 ? LOTSE_MSG("Identity")
                                    : LOTSE_MSG("Key"),
        textOf(signer, u"name"_s));
    add(LOTSE_MSG("OIDC issuer"), textOf(signer, u"issuer"_s));
    add(LOTSE_MSG("Trusted root"), textOf(signer, u"trusted_root"_s));
    const QJsonObject claims = signer[u"claims"_s].toObject();
    for (auto it = claims.begin(); it != claims.end(); ++it)
        add(LOTSE_MSG("Certificate claim"), safetext::cell(it.key() + u" = "_s + it.value().toString()));
    add(LOTSE_MSG("Key fingerprint"), signer[u"key_sha256"_s].toString(), true);
    add(LOTSE_MSG("Algorithm"), textOf(signer, u"algorithm"_s));
    const auto time = [](const QJsonValue &value) {
        const QDateTime at = QDateTime::fromString(value.toString(), Qt::ISODate);
        return at.isValid() ? format::dateTime(at) : QString();
    };
    add(LOTSE_MSG("Certificate expires"), time(signer[u"not_after"_s]));
    add(LOTSE_MSG("Signed before"), time(json[u"signed_at"_s]));
    if (json[u"logged"_s].toBool())
        add(LOTSE_MSG("Transparency log"), word(LOTSE_MSG("entry verified")));
    add(LOTSE_MSG("Signature expires"), time(json[u"expires"_s]));
    QStringList grants;
    for (const QJsonValue &grant : json[u"trusted_by"_s].toArray())
        grants.append(safetext::cell(grant.toString()));
    add(LOTSE_MSG("Trusted by"), grants.join(u", "_s));
    add(LOTSE_MSG("Signed as"), textOf(json, u"signed_as"_s));
    add(LOTSE_MSG("Predicate type"), textOf(json, u"predicate_type"_s));
    const QJsonObject annotations = json[u"annotations"_s].toObject();
    for (auto it = annotations.begin(); it != annotations.end(); ++it)
        add(LOTSE_MSG("Signed annotation"), safetext::cell(it.key() + u" = "_s + it.value().toString()));
    QStringList ways;
    for (const QJsonValue &way : json[u"found_by"_s].toArray())
        ways.append(safetext::cell(way.toString()));
    add(LOTSE_MSG("Found by"), ways.join(u", "_s));
    add(LOTSE_MSG("Manifest"), json[u"manifest"_s].toString(), true);
    add(LOTSE_MSG("Content"), json[u"content"_s].toString(), true);
    return out;
}

QString SignatureTable::statement(const QString &key) const
{
    const QJsonObject statement = rowValue(key).value<SignatureRow>().json[u"statement"_s].toObject();
    return statement.isEmpty() ? QString() : QString::fromUtf8(QJsonDocument(statement).toJson().left(kMostStatement));
}

} // namespace lotse::models
