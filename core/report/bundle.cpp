// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/bundle.h"
#include "json/time.h"

#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>

#include <algorithm>

namespace lotse::report {

using namespace Qt::StringLiterals;
using posture::sha256Of;

namespace {

const QString kManifest = u"manifest.json"_s;
const QString kSignature = u"manifest.json.p7s"_s;
const QString kStamp = u"manifest.json.tsr"_s;

// The answers, each once: several checks look at the same.
void addAnswers(QList<File> &files, const posture::Facts &facts)
{
    QStringList kinds = facts.byKind.keys();
    kinds.sort();
    QHash<QString, QString> names; // SHA-256 -> file
    QJsonArray index;
    for (const QString &kind : std::as_const(kinds)) {
        for (const posture::Answer &answer : facts.byKind[kind].answers) {
            const QString hash = answer.sha256();
            if (!names.contains(hash)) {
                names.insert(hash, u"answers/%1.txt"_s.arg(names.size() + 1, 5, 10, QLatin1Char('0')));
                files.append({names.value(hash), answer.body});
            }
            index.append(QJsonObject{{u"kind"_s, kind}, {u"request"_s, answer.request},
                {u"at"_s, json::timeText(answer.at)}, {u"status"_s, answer.status}, {u"request_id"_s, answer.requestId},
                {u"file"_s, names.value(hash)}, {u"sha256"_s, hash}});
        }
    }
    files.append({u"answers.json"_s, QJsonDocument(index).toJson(QJsonDocument::Indented)});
}

QByteArray manifestOf(const QList<File> &files, const BundleSubject &subject, const Signer *signer)
{
    QJsonArray list;
    for (const File &file : files)
        list.append(QJsonObject{
            {u"name"_s, file.name}, {u"size"_s, qint64(file.bytes.size())}, {u"sha256"_s, sha256Of(file.bytes)}});
    QJsonObject root{{u"format"_s, u"lotse-bundle/1"_s}, {u"report"_s, subject.report}, {u"title"_s, subject.title},
        {u"host"_s, subject.host}, {u"version"_s, subject.version}, {u"read_as"_s, subject.identity},
        {u"set"_s, subject.set}, {u"set_sha256"_s, subject.setSha256}, {u"at"_s, json::timeText(subject.at)},
        {u"complete"_s, subject.isWhole}, {u"made_by"_s, u"Lotse "_s + QStringLiteral(LOTSE_VERSION)},
        {u"zip_writer"_s, zipWriter()}, {u"signer"_s, signer ? signer->subject() : QString()}, {u"files"_s, list}};
    if (!subject.timestamp.isEmpty())
        root.insert(u"timestamp_authority"_s, subject.timestamp);
    return QJsonDocument(root).toJson(QJsonDocument::Indented);
}

QString sentence(const char *id, const QString &name)
{
    return Message{id, {name}}.text();
}

} // namespace

Result<QByteArray> makeBundle(
    QList<File> files, const posture::Facts &facts, const BundleSubject &subject, const Signer *signer)
{
    addAnswers(files, facts);
    if (signer)
        files.append({u"signer.pem"_s, signer->certificatesPem()});
    // As "openssl dgst -sha256 -r" prints it, for the second command.
    QByteArray sums;
    for (const File &file : std::as_const(files))
        sums += sha256Of(file.bytes).toLatin1() + " *" + file.name.toUtf8() + '\n';
    files.append({u"SHA256SUMS"_s, sums});
    const QByteArray manifest = manifestOf(files, subject, signer);
    files.prepend({kManifest, manifest});
    if (signer) {
        const Result<QByteArray> signature = signer->sign(manifest);
        if (!signature)
            return signature.error();
        files.insert(1, {kSignature, *signature});
    }
    return packZip(files);
}

QByteArray signatureOf(const QByteArray &zip)
{
    const Result<QList<File>> files = unpackZip(zip);
    for (const File &file : files ? *files : QList<File>()) {
        if (file.name == kSignature)
            return file.bytes;
    }
    return {};
}

Result<QByteArray> addStamp(const QByteArray &zip, const QByteArray &stamp)
{
    Result<QList<File>> files = unpackZip(zip);
    if (!files)
        return files.error();
    QList<File> all = std::move(files).value();
    all.insert(qMin<qsizetype>(2, all.size()), {kStamp, stamp});
    return packZip(all);
}

Result<BundleCheck> checkBundle(const QByteArray &zip, const QByteArray &trustedPem, const QDateTime &now)
{
    const Result<QList<File>> unpacked = unpackZip(zip);
    if (!unpacked)
        return unpacked.error();
    QHash<QString, QByteArray> files;
    for (const File &file : *unpacked)
        files.insert(file.name, file.bytes);
    QJsonParseError parsing;
    const QJsonObject manifest = QJsonDocument::fromJson(files.value(kManifest), &parsing).object();
    if (parsing.error != QJsonParseError::NoError || manifest[u"format"_s].toString() != "lotse-bundle/1"_L1) {
        Error error;
        error.kind = ErrorKind::Decode;
        error.message = {LOTSE_MSG("The bundle has no manifest that can be read."), {}};
        return error;
    }
    BundleCheck out;
    out.subject = {manifest[u"report"_s].toString(), manifest[u"title"_s].toString(), manifest[u"host"_s].toString(),
        manifest[u"version"_s].toString(), manifest[u"read_as"_s].toString(), manifest[u"set"_s].toString(),
        manifest[u"set_sha256"_s].toString(), QDateTime::fromString(manifest[u"at"_s].toString(), Qt::ISODate),
        manifest[u"complete"_s].toBool(), manifest[u"timestamp_authority"_s].toString()};
    QSet<QString> named{kManifest, kSignature, kStamp};
    for (const QJsonValue value : manifest[u"files"_s].toArray()) {
        const QString name = value[u"name"_s].toString();
        ++out.files;
        if (named.contains(name))
            out.changed.append(sentence(LOTSE_MSG("%1 stands in the manifest twice."), name));
        named.insert(name);
        const auto it = files.constFind(name);
        if (it == files.cend())
            out.changed.append(sentence(LOTSE_MSG("%1 is missing."), name));
        else if (it->size() != value[u"size"_s].toInteger() || sha256Of(*it) != value[u"sha256"_s].toString())
            out.changed.append(sentence(LOTSE_MSG("%1 was changed."), name));
    }
    for (const File &file : *unpacked) {
        if (!named.contains(file.name))
            out.changed.append(sentence(LOTSE_MSG("%1 is not in the manifest."), file.name));
    }
    out.isSigned = files.contains(kSignature);
    out.isStamped = files.contains(kStamp);
    if (out.isStamped)
        out.stamp = checkStamp(files.value(kSignature), files.value(kStamp), trustedPem, now);
    else if (!out.subject.timestamp.isEmpty())
        out.changed.append(
            Message{LOTSE_MSG("The manifest names a time stamp authority, but the time stamp is missing."), {}}.text());
    // A certificate that ended since then was good when a trusted clock saw the signature.
    if (out.isSigned)
        out.signature = checkSignature(
            files.value(kManifest), files.value(kSignature), trustedPem, out.stamp.isTrusted ? out.stamp.time : now);
    else if (!manifest[u"signer"_s].toString().isEmpty())
        out.changed.append(Message{LOTSE_MSG("The manifest names a signer, but the signature is missing."), {}}.text());
    // What is between the files (times, comments, what stands behind the end) is held against a new writing: only the
    // same library writes the same bytes.
    if (out.changed.isEmpty() && manifest[u"zip_writer"_s].toString() == zipWriter()) {
        const Result<QByteArray> again = packZip(*unpacked);
        if (!again || *again != zip)
            out.changed.append(Message{LOTSE_MSG("The archive was changed outside of its files."), {}}.text());
    }
    return out;
}

} // namespace lotse::report
