// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "trust/notationfolder.h"

#include "base/safefile.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace lotse::trust {

using namespace Qt::StringLiterals;

namespace {

QString wordOf(Enforcement how)
{
    return how == Enforcement::Enforce ? u"enforce"_s : how == Enforcement::Log ? u"log"_s : u"skip"_s;
}

QJsonObject overridesOf(const NotationLevel &level)
{
    QJsonObject out;
    const std::optional<NotationLevel> base = notationLevel(level.name);
    const auto add = [&](const QString &name, Enforcement NotationLevel::*part) {
        if (!base || (*base).*part != level.*part)
            out.insert(name, wordOf(level.*part));
    };
    add(u"authenticity"_s, &NotationLevel::authenticity);
    add(u"authenticTimestamp"_s, &NotationLevel::timestamp);
    add(u"expiry"_s, &NotationLevel::expiry);
    add(u"revocation"_s, &NotationLevel::revocation);
    return out;
}

QByteArray pemText(const QByteArray &label, const QByteArray &der)
{
    QByteArray out = "-----BEGIN " + label + "-----\n";
    const QByteArray text = der.toBase64();
    for (qsizetype at = 0; at < text.size(); at += 64)
        out += text.mid(at, 64) + '\n';
    return out + "-----END " + label + "-----\n";
}

Result<void> refuseLink(const QString &path)
{
    if (!QFileInfo(path).isSymLink())
        return {};
    return usageError(LOTSE_MSG("%1 is a symbolic link. Symbolic links are not followed."), {path});
}

// These files alone in a folder, which is made.
Result<void> writeFiles(const QString &folder, const QMap<QString, QByteArray> &files)
{
    if (const Result<bool> made = ensurePrivateFolder(folder); !made)
        return made.error();
    for (auto it = files.cbegin(); it != files.cend(); ++it) {
        const QString path = folder + u'/' + it.key();
        if (const Result<void> plain = refuseLink(path); !plain)
            return plain;
        if (const Result<void> written = writeWhole(path, it.value()); !written)
            return written;
    }
    // What was there before would go on to be trusted.
    const QStringList there =
        QDir(folder).entryList(QDir::Files | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot, QDir::Name);
    for (const QString &name : there) {
        if (!files.contains(name) && !QFile::remove(folder + u'/' + name))
            return makeError(ErrorKind::Storage, LOTSE_MSG("%1 could not be removed."), {folder + u'/' + name});
    }
    return {};
}

void add(QCryptographicHash &hash, const QByteArray &text)
{
    hash.addData(QByteArray::number(text.size()) + ' ' + text);
}

void add(QCryptographicHash &hash, const QStringList &texts)
{
    add(hash, QByteArray::number(texts.size()));
    for (const QString &text : texts)
        add(hash, text.toUtf8());
}

} // namespace

std::optional<NotationLevel> notationLevel(const QString &name)
{
    NotationLevel level;
    level.name = name;
    if (name == "strict"_L1)
        return level;
    if (name != "permissive"_L1 && name != "audit"_L1 && name != "skip"_L1)
        return {};
    const auto rest = name == "skip"_L1 ? Enforcement::Skip : Enforcement::Log;
    level.timestamp = level.expiry = level.revocation = rest;
    if (name != "permissive"_L1)
        level.authenticity = rest;
    return level;
}

QByteArray notationPolicyText(const QList<NotationPolicy> &policies)
{
    QJsonArray all;
    for (const NotationPolicy &policy : policies) {
        QJsonObject verification{{u"level"_s, policy.level.name}};
        const bool isSkip = policy.level.name == "skip"_L1;
        if (const QJsonObject overrides = isSkip ? QJsonObject() : overridesOf(policy.level); !overrides.isEmpty())
            verification.insert(u"override"_s, overrides);
        if (!policy.isTimeAsked)
            verification.insert(u"verifyTimestamp"_s, u"afterCertExpiry"_s);
        QJsonObject one{{u"name"_s, policy.name}, {u"registryScopes"_s, QJsonArray::fromStringList(policy.scopes)},
            {u"signatureVerification"_s, verification}};
        if (!isSkip) {
            one.insert(u"trustStores"_s, QJsonArray::fromStringList(policy.stores));
            one.insert(u"trustedIdentities"_s, QJsonArray::fromStringList(policy.identities));
        }
        all.append(one);
    }
    return QJsonDocument(QJsonObject{{u"version"_s, u"1.0"_s}, {u"trustPolicies"_s, all}})
        .toJson(QJsonDocument::Indented);
}

QByteArray contentOf(const NotationStore &store)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (const NotationPolicy &one : store.policies) {
        add(hash, one.name.toUtf8());
        add(hash, one.scopes);
        add(hash, one.stores);
        add(hash, one.identities);
        add(hash, one.level.name.toUtf8());
        for (const Enforcement level :
            {one.level.authenticity, one.level.timestamp, one.level.expiry, one.level.revocation})
            add(hash, QByteArray::number(int(level)));
        if (!one.isTimeAsked)
            add(hash, "afterCertExpiry");
    }
    for (const RevocationList &list : store.revocationLists)
        add(hash, list.der());
    for (auto it = store.certificates.cbegin(); it != store.certificates.cend(); ++it) {
        add(hash, it.key().toUtf8());
        QList<QByteArray> held; // in which order the files are read says nothing
        for (const Certificate &certificate : it.value())
            held.append(certificate.der());
        std::sort(held.begin(), held.end());
        held.erase(std::unique(held.begin(), held.end()), held.end());
        for (const QByteArray &der : std::as_const(held))
            add(hash, der);
    }
    return hash.result();
}

QString storeFolderName(const NotationStore &store)
{
    return u"notation-%1-%2"_s.arg(store.name, QString::fromLatin1(contentOf(store).first(6).toHex()));
}

Result<void> writeNotationFolder(const NotationStore &store, const QString &folder)
{
    if (QFileInfo(folder + u"/trustpolicy.oci.json"_s).exists())
        return usageError(
            LOTSE_MSG("%1 contains a trustpolicy.oci.json, which newer versions of notation read instead of "
                      "trustpolicy.json. Remove it, or choose another folder."),
            {folder});
    QStringList above{folder + u"/trustpolicy.json"_s, folder + u"/crl"_s};
    QString path = folder;
    for (const QString &part : {u"/truststore"_s, u"/x509"_s})
        above.append(path += part);
    for (auto it = store.certificates.cbegin(); it != store.certificates.cend(); ++it) {
        above.append(path + u'/' + it.key().section(u':', 0, 0));
        above.append(path + u'/' + QString(it.key()).replace(u':', u'/'));
    }
    for (const QString &one : std::as_const(above)) {
        if (const Result<void> plain = refuseLink(one); !plain)
            return plain;
    }
    for (auto it = store.certificates.cbegin(); it != store.certificates.cend(); ++it) {
        QMap<QString, QByteArray> files;
        for (const Certificate &one : it.value())
            files.insert(
                QString::fromLatin1(one.fingerprint().mid(7, 32)) + u".crt"_s, pemText("CERTIFICATE", one.der()));
        if (const auto written = writeFiles(path + u'/' + QString(it.key()).replace(u':', u'/'), files); !written)
            return written;
    }
    QMap<QString, QByteArray> lists;
    for (const RevocationList &list : store.revocationLists)
        lists.insert(
            QString::fromLatin1(QCryptographicHash::hash(list.der(), QCryptographicHash::Sha256).toHex().first(32))
                + u".crl"_s,
            list.der());
    if (!lists.isEmpty()) {
        if (const Result<void> written = writeFiles(folder + u"/crl"_s, lists); !written)
            return written;
    }
    // The last: until it is there, the certificates count for nothing.
    if (const Result<bool> made = ensurePrivateFolder(folder); !made)
        return made.error();
    return writeWhole(folder + u"/trustpolicy.json"_s, notationPolicyText(store.policies));
}

} // namespace lotse::trust
