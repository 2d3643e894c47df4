// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "trust/policyfile.h"

#include "base/safefile.h"
#include "trust/attestationdemand.h"
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
constexpr qint64 kMostStoreFile = 16 * 1024 * 1024; ///< a revocation list

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
        for (const NotationPolicy &one : store.policies) {
            addText(hash, one.name.toUtf8());
            addTexts(hash, one.scopes);
            addTexts(hash, one.stores);
            addTexts(hash, one.identities);
            addText(hash, one.level.name.toUtf8());
            for (const Enforcement level :
                {one.level.authenticity, one.level.timestamp, one.level.expiry, one.level.revocation})
                addText(hash, QByteArray::number(int(level)));
            if (!one.isTimeAsked)
                addText(hash, "afterCertExpiry");
        }
        for (const RevocationList &list : store.revocationLists)
            addText(hash, list.der());
        for (auto it = store.certificates.cbegin(); it != store.certificates.cend(); ++it) {
            addText(hash, it.key().toUtf8());
            for (const Certificate &certificate : it.value())
                addText(hash, certificate.der());
        }
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
    Error error;
    error.kind = ErrorKind::Storage;
    error.message = {LOTSE_MSG("%1 could not be removed: %2."), {path, file.errorString()}};
    return error;
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
    // A store is a folder: the copy of it, or what the file that is there names.
    const Result<QByteArray> text = readWhole(folder + u"/trust.json"_s, kMostFile);
    QJsonArray stores;
    const QJsonArray known =
        text ? QJsonDocument::fromJson(*text).object().value(u"notation"_s).toArray() : QJsonArray();
    for (const NotationStore &store : policy.stores) {
        const auto named = std::find_if(known.begin(), known.end(),
            [&](const QJsonValue &value) { return value.toObject().value(u"name"_s).toString() == store.name; });
        const bool isCopied = QFileInfo(folder + u"/notation-"_s + store.name).isDir();
        QJsonObject one = named != known.end() && !isCopied
            ? QJsonObject(named->toObject())
            : QJsonObject{{u"name"_s, store.name}, {u"folder"_s, u"notation-"_s + store.name}};
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

Result<TrustPolicy> withSigner(const TrustPolicy &policy, const QString &signer, const QStringList &scopes)
{
    if (scopes.isEmpty())
        return usageError(LOTSE_MSG("Enter the repositories that the key applies to."), {});
    TrustPolicy out = policy;
    for (PolicyRule &rule : out.rules) {
        if (rule.scopes == scopes) {
            if (!rule.signers.contains(signer))
                rule.signers.append(signer);
            return out;
        }
    }
    PolicyRule rule;
    rule.scopes = scopes;
    rule.signers = {signer};
    // The first rule that fits is taken: what is said of fewer places stands before what is said of more.
    const auto isWider = [&](const PolicyRule &other) {
        return std::any_of(other.scopes.begin(), other.scopes.end(), [&](const QString &scope) {
            return std::any_of(scopes.begin(), scopes.end(),
                [&](const QString &own) { return own != scope && scopeFits(scope, QString(own).replace(u'*', u'x')); });
        });
    };
    out.rules.insert(std::find_if(out.rules.begin(), out.rules.end(), isWider), rule);
    return out;
}

Result<TrustPolicy> withKey(const TrustPolicy &policy, const NamedKey &key, const QStringList &scopes)
{
    for (const NamedKey &known : policy.keys) {
        if (known.key == key.key)
            return withSigner(policy, u"key:"_s + known.name, scopes);
        if (known.name == key.name)
            return usageError(LOTSE_MSG("The policy has another key named \"%1\". Choose another name."), {key.name});
    }
    if (!isPolicyName(key.name))
        return usageError(LOTSE_MSG("\"%1\" cannot be a name here: use letters, digits, - _ and ."), {key.name});
    TrustPolicy out = policy;
    out.keys.append(key);
    return withSigner(out, u"key:"_s + key.name, scopes);
}

Result<TrustPolicy> withStore(const TrustPolicy &policy, const NotationStore &store, const QStringList &scopes)
{
    if (!isPolicyName(store.name))
        return usageError(LOTSE_MSG("\"%1\" cannot be a name here: use letters, digits, - _ and ."), {store.name});
    for (const NotationStore &known : policy.stores) {
        if (known.name == store.name)
            return usageError(
                LOTSE_MSG("The policy has another Notation store named \"%1\". Choose another name."), {store.name});
    }
    TrustPolicy out = policy;
    out.stores.append(store);
    return withSigner(out, u"notation:"_s + store.name, scopes);
}

Result<TrustPolicy> withRoot(const TrustPolicy &policy, const TrustedRoot &root)
{
    if (!isPolicyName(root.name))
        return usageError(LOTSE_MSG("\"%1\" cannot be a name here: use letters, digits, - _ and ."), {root.name});
    TrustPolicy out = policy;
    out.roots.removeIf([&](const TrustedRoot &known) { return known.name == root.name; });
    out.roots.append(root);
    return out;
}

Result<TrustPolicy> withIdentity(const TrustPolicy &policy, const NamedIdentity &identity, const QStringList &scopes)
{
    if (std::none_of(policy.roots.begin(), policy.roots.end(),
            [&](const TrustedRoot &root) { return root.name == identity.root; }))
        return usageError(LOTSE_MSG("Import a trusted root first: identities cannot be verified without one."), {});
    for (const IdentityPattern &side : {identity.issuer, identity.subject}) {
        if (!side.isAny && side.exact.isEmpty() && side.expression.isEmpty())
            return usageError(LOTSE_MSG("Enter the issuer and the subject of the identity."), {});
        if (const QString flaw = side.expression.isEmpty() ? QString() : flawOfExpression(side.expression);
            !flaw.isEmpty())
            return usageError(LOTSE_MSG("The expression %1 cannot be used: %2."), {side.expression, flaw});
    }
    if (!isPolicyName(identity.name))
        return usageError(LOTSE_MSG("\"%1\" cannot be a name here: use letters, digits, - _ and ."), {identity.name});
    TrustPolicy out = policy;
    out.identities.removeIf([&](const NamedIdentity &known) { return known.name == identity.name; });
    out.identities.append(identity);
    return withSigner(out, u"identity:"_s + identity.name, scopes);
}

// Also "root:NAME", with the identities that it vouches for, and "rule:SCOPES" with a line each.
TrustPolicy withoutSigner(const TrustPolicy &policy, const QString &signer)
{
    TrustPolicy out = policy;
    if (signer.startsWith(u"rule:")) {
        out.rules.removeIf([&](const PolicyRule &rule) { return u"rule:"_s + rule.scopes.join(u'\n') == signer; });
        return out.rules.isEmpty() ? TrustPolicy() : out; // its file goes, and all that is in it
    }
    if (signer.startsWith(u"root:")) {
        const QString name = signer.mid(5);
        out.roots.removeIf([&](const TrustedRoot &root) { return root.name == name; });
        for (const NamedIdentity &one : policy.identities) {
            if (one.root == name || (one.root.isEmpty() && out.roots.isEmpty()))
                out = withoutSigner(out, u"identity:"_s + one.name);
        }
        return out;
    }
    out.keys.removeIf([&](const NamedKey &key) { return u"key:"_s + key.name == signer; });
    out.stores.removeIf([&](const NotationStore &store) { return u"notation:"_s + store.name == signer; });
    out.identities.removeIf([&](const NamedIdentity &one) { return u"identity:"_s + one.name == signer; });
    for (PolicyRule &rule : out.rules)
        rule.signers.removeAll(signer);
    out.rules.removeIf([](const PolicyRule &rule) { return rule.signers.isEmpty(); });
    return out.rules.isEmpty() ? TrustPolicy() : out;
}

QString storeFolder(const QByteArray &text, const QString &folder, const QString &name)
{
    for (const QJsonValue &value : QJsonDocument::fromJson(text).object().value(u"notation"_s).toArray()) {
        const QJsonObject store = value.toObject();
        const QString path = store.value(u"folder"_s).toString();
        if (store.value(u"name"_s).toString() == name)
            return path.startsWith(u'/') ? path : folder + u'/' + path;
    }
    return {};
}

Result<void> copyNotationStore(const QString &from, const QString &folder, const QString &name)
{
    const Result<NotationStore> store = readNotationStore(from);
    if (!store)
        return store.error();
    const QString to = folder + u"/notation-"_s + name;
    QStringList files = revocationFiles(from);
    files.append(u"trustpolicy.json"_s);
    const QString root = QFileInfo(from + u"/truststore"_s).isDir() ? u"truststore"_s : u"trust-store"_s;
    // Those alone that the policy names: they were checked.
    for (auto it = store->certificates.cbegin(); it != store->certificates.cend(); ++it) {
        const QString place = root + u"/x509/"_s + it.key().section(u':', 0, 0) + u'/' + it.key().section(u':', 1);
        for (const QFileInfo &file : QDir(from + u'/' + place).entryInfoList(QDir::Files)) {
            if (!file.isSymLink())
                files.append(place + u'/' + file.fileName());
        }
    }
    for (const QString &file : std::as_const(files)) {
        const Result<QByteArray> bytes = readWhole(from + u'/' + file, kMostStoreFile);
        if (!bytes)
            return bytes.error();
        const QString target = to + u'/' + file;
        if (const Result<bool> made = ensurePrivateFolder(QFileInfo(target).absolutePath()); !made)
            return made.error();
        if (const Result<void> written = writeWhole(target, *bytes); !written)
            return written;
    }
    return {};
}

} // namespace lotse::trust
