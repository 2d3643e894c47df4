// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "trust/policyfile.h"

#include "base/safefile.h"
#include "trust/attestationdemand.h"
#include "trust/notationfolder.h"
#include "trust/policyparts.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace lotse::trust {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kMostFile = 1024 * 1024;

void addText(QCryptographicHash &hash, const QByteArray &text)
{
    hash.addData(QByteArray::number(text.size()) + ' ' + text);
}

void addTexts(QCryptographicHash &hash, const QStringList &texts)
{
    addText(hash, QByteArray::number(texts.size()));
    for (const QString &text : texts)
        addText(hash, text.toUtf8());
}

// By what counts, and not by how the file is written.
QByteArray revisionOf(const TrustPolicy &policy)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (const NamedKey &key : policy.keys) {
        addText(hash, key.name.toUtf8());
        addText(hash, key.key.der());
    }
    for (const NamedIdentity &identity : policy.identities) {
        addTexts(hash, {identity.name, identity.root});
        for (const IdentityPattern &side : {identity.issuer, identity.subject})
            addTexts(hash, {side.exact, side.expression, side.isAny ? u"any"_s : QString()});
    }
    for (const PolicyRule &rule : policy.rules) {
        addTexts(hash, rule.scopes);
        addTexts(hash, rule.signers);
        addText(hash, QByteArray::number(rule.signatures));
        addTexts(hash, rule.attestations);
        for (const AttestationDemand &demand : rule.demands)
            addTexts(hash, {demand.type, demand.builder, demand.source, QString::number(demand.mostDays)});
        if (rule.log != LogDemand::ForIdentities)
            addText(hash, rule.log == LogDemand::Required ? "log" : "no log");
        if (rule.isOnly)
            addText(hash, "only");
    }
    return hash.result().first(12).toHex();
}

QByteArray storeRevisionOf(const TrustPolicy &policy)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (const NotationStore &store : policy.stores) {
        addText(hash, store.name.toUtf8());
        if (!store.ocsp.isEmpty())
            addTexts(hash, store.ocsp);
        addText(hash, contentOf(store));
    }
    for (const TrustedRoot &root : policy.roots) {
        addText(hash, root.name.toUtf8());
        addText(hash, root.sha256);
    }
    return hash.result().first(12).toHex();
}

} // namespace

QString policyFolder(const QString &dataFolder, const QString &place)
{
    QString name;
    for (const QChar c : place.toLower()) {
        const bool isPlain = (c < u'\x80' && c.isLetterOrNumber()) || c == u'.' || c == u'-';
        name += isPlain ? c : u'_';
    }
    return dataFolder + u"/trust/"_s + (name.isEmpty() || name.startsWith(u'.') ? u'_' + name : name);
}

PolicyFile policyOfText(const QByteArray &text, const QString &folder)
{
    PolicyFile out;
    out.folder = folder;
    out.text = text;
    if (!text.isEmpty()) {
        Result<TrustPolicy> read = readTrustPolicy(text, folder);
        if (read)
            out.policy = std::move(read).value();
        else
            out.error = read.error();
    }
    out.revision = revisionOf(out.policy);
    out.storeRevision = storeRevisionOf(out.policy);
    return out;
}

PolicyFile policyOf(const TrustPolicy &policy, const QString &folder)
{
    PolicyFile out;
    out.folder = folder;
    out.policy = policy;
    out.revision = revisionOf(policy);
    out.storeRevision = storeRevisionOf(policy);
    return out;
}

PolicyFile readPolicyFile(const QString &folder)
{
    const Result<QByteArray> text = readWhole(folder + u"/trust.json"_s, kMostFile);
    if (!text) {
        PolicyFile out = policyOfText({}, folder);
        if (text.error().kind != ErrorKind::NotFound)
            out.error = text.error();
        return out;
    }
    PolicyFile out = policyOfText(*text, folder);
    if (text->isEmpty())
        out.error = usageError(LOTSE_MSG("The trust policy cannot be used: %1."), {u"the file is empty"_s});
    return out;
}

Result<void> writePolicyFile(const QString &folder, const QByteArray &text)
{
    const Result<TrustPolicy> read = readTrustPolicy(text, folder);
    if (!read)
        return read.error();
    if (const Result<bool> made = ensurePrivateFolder(folder); !made)
        return made.error();
    const QString path = folder + u"/trust.json"_s;
    if (const Result<QByteArray> before = readWhole(path, kMostFile)) {
        if (*before == text)
            return {};
        if (const Result<void> kept = writeWhole(path + u".before"_s, *before); !kept)
            return kept;
    }
    return writeWhole(path, text);
}

Result<void> removePolicyFile(const QString &folder)
{
    const QString path = folder + u"/trust.json"_s;
    const Result<QByteArray> before = readWhole(path, kMostFile);
    if (!before)
        return before.error().kind == ErrorKind::NotFound ? Result<void>() : Result<void>(before.error());
    if (const Result<void> kept = writeWhole(path + u".before"_s, *before); !kept)
        return kept;
    QFile file(path);
    if (file.remove())
        return {};
    return makeError(ErrorKind::Storage, LOTSE_MSG("%1 could not be removed: %2."), {path, file.errorString()});
}

Result<void> putPolicy(const TrustPolicy &policy, const QString &folder)
{
    if (policy.keys.isEmpty() && policy.stores.isEmpty() && policy.roots.isEmpty() && policy.identities.isEmpty()
        && policy.rules.isEmpty())
        return removePolicyFile(folder);
    if (const Result<void> kept = writePolicyStores(policy, folder); !kept)
        return kept;
    if (const Result<void> kept = writePolicyRoots(policy, folder); !kept)
        return kept;
    return writePolicyFile(folder, policyText(policy, folder));
}

QByteArray pemOf(const PublicKey &key)
{
    QByteArray out = "-----BEGIN PUBLIC KEY-----\n";
    const QByteArray text = key.der().toBase64();
    for (qsizetype at = 0; at < text.size(); at += 64)
        out += text.mid(at, 64) + '\n';
    return out + "-----END PUBLIC KEY-----\n";
}

QByteArray policyText(const TrustPolicy &policy, const QString &folder)
{
    QJsonArray keys;
    for (const NamedKey &key : policy.keys)
        keys.append(QJsonObject{{u"name"_s, key.name}, {u"pem"_s, QString::fromLatin1(pemOf(key.key))},
            {u"sha256"_s, QString::fromLatin1(key.key.fingerprint().mid(7))}});
    QJsonArray rules;
    for (const PolicyRule &rule : policy.rules) {
        QJsonObject one{{u"scopes"_s, QJsonArray::fromStringList(rule.scopes)},
            {u"signers"_s, QJsonArray::fromStringList(rule.signers)}, {u"signatures"_s, rule.signatures}};
        QJsonArray attestations = QJsonArray::fromStringList(rule.attestations);
        for (const AttestationDemand &demand : rule.demands)
            attestations.append(demandJson(demand));
        if (!attestations.isEmpty())
            one.insert(u"attestations"_s, attestations);
        if (rule.log != LogDemand::ForIdentities)
            one.insert(u"log"_s, rule.log == LogDemand::Required);
        if (rule.isOnly)
            one.insert(u"only"_s, true);
        rules.append(one);
    }
    QJsonObject root{{u"version"_s, 1}, {u"keys"_s, keys}, {u"rules"_s, rules}};
    // A store is a folder: its own copy (writePolicyStores()), or what the file that is there names.
    const Result<QByteArray> text = readWhole(folder + u"/trust.json"_s, kMostFile);
    QJsonArray stores;
    const QJsonArray known =
        text ? QJsonDocument::fromJson(*text).object().value(u"notation"_s).toArray() : QJsonArray();
    for (const NotationStore &store : policy.stores) {
        const auto named = std::find_if(known.begin(), known.end(),
            [&](const QJsonValue &value) { return value.toObject().value(u"name"_s).toString() == store.name; });
        const QString copy = storeFolderName(store);
        QJsonObject one = named != known.end() && !QFileInfo(folder + u'/' + copy).isDir()
            ? QJsonObject(named->toObject())
            : QJsonObject{{u"name"_s, store.name}, {u"folder"_s, copy}};
        one.remove(u"ocsp"_s);
        if (!store.ocsp.isEmpty())
            one.insert(u"ocsp"_s, QJsonArray::fromStringList(store.ocsp));
        stores.append(one);
    }
    if (!stores.isEmpty())
        root.insert(u"notation"_s, stores);
    QJsonArray roots;
    for (const TrustedRoot &one : policy.roots)
        roots.append(rootJson(one));
    QJsonArray identities;
    for (const NamedIdentity &one : policy.identities)
        identities.append(identityJson(one));
    if (!roots.isEmpty())
        root.insert(u"roots"_s, roots);
    if (!identities.isEmpty())
        root.insert(u"identities"_s, identities);
    return QJsonDocument(root).toJson(QJsonDocument::Indented);
}

bool isPolicyName(const QString &name)
{
    return !name.isEmpty() && name.size() <= 128 && std::all_of(name.begin(), name.end(), [](QChar c) {
        return (c < u'\x80' && c.isLetterOrNumber()) || c == u'-' || c == u'_' || c == u'.';
    });
}

Result<void> writePolicyStores(const TrustPolicy &policy, const QString &folder)
{
    const TrustPolicy now = readPolicyFile(folder).policy;
    for (const NotationStore &store : policy.stores) {
        const bool isThere = std::any_of(now.stores.begin(), now.stores.end(), [&](const NotationStore &known) {
            return known.name == store.name && contentOf(known) == contentOf(store);
        });
        if (isThere)
            continue;
        if (const Result<void> written = writeNotationFolder(store, folder + u'/' + storeFolderName(store)); !written)
            return written;
    }
    return {};
}

} // namespace lotse::trust
