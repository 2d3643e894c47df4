// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "trust/policycollector.h"

#include "base/safefile.h"
#include "trust/policyfile.h"

#include <QCryptographicHash>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <limits>

namespace lotse::trust {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kMostKey = 64 * 1024;

qsizetype narrowness(const PolicyRule &rule)
{
    qsizetype least = std::numeric_limits<qsizetype>::max();
    for (const QString &scope : rule.scopes)
        least = std::min(least, scope.contains(u'*') ? scope.indexOf(u'*') : 10'000);
    return least;
}

} // namespace

Error importError(const QString &what)
{
    Error error;
    error.kind = ErrorKind::Usage;
    error.message = {LOTSE_MSG("The trust policy cannot be imported: %1."), {what}};
    return error;
}

void PolicyCollector::miss(const Message &sentence)
{
    const QString text = sentence.text();
    if (!m_out.unexpressed.contains(text))
        m_out.unexpressed.append(text);
}

QString PolicyCollector::freshName(const QString &wanted) const
{
    QString name;
    for (const QChar c : wanted.left(100))
        name += (c < u'\x80' && c.isLetterOrNumber()) || c == u'-' || c == u'_' || c == u'.' ? c : u'-';
    if (name.isEmpty())
        name = u"key"_s;
    const auto isTaken = [&](const QString &text) {
        const auto hasName = [&](const auto &known) { return known.name == text; };
        return std::any_of(m_out.policy.keys.begin(), m_out.policy.keys.end(), hasName)
            || std::any_of(m_out.policy.identities.begin(), m_out.policy.identities.end(), hasName)
            || std::any_of(m_out.policy.roots.begin(), m_out.policy.roots.end(), hasName);
    };
    QString fresh = name;
    for (int i = 2; isTaken(fresh); ++i)
        fresh = name + u'-' + QString::number(i);
    return fresh;
}

QString PolicyCollector::keyOf(const QByteArray &pem, const QString &wanted, const QString &where)
{
    PublicKey key;
    if (const Fault fault = PublicKey::fromPem(pem, key)) {
        miss({LOTSE_MSG("%1: a key cannot be used (%2)."), {where, reasonCode(fault.reason)}});
        return {};
    }
    for (const NamedKey &known : m_out.policy.keys) {
        if (known.key == key)
            return u"key:"_s + known.name;
    }
    const QString name = freshName(wanted);
    m_out.policy.keys.append({name, key});
    return u"key:"_s + name;
}

Result<QByteArray> PolicyCollector::read(const QString &file) const
{
    const QString path = file.startsWith(u'/') ? file : m_folder + u'/' + file;
    if (QFileInfo(path).isSymLink()) {
        Error error;
        error.kind = ErrorKind::Usage;
        error.message = {LOTSE_MSG("%1 is a symbolic link. Symbolic links are not followed."), {path}};
        return error;
    }
    return readWhole(path, kMostKey);
}

QString PolicyCollector::keyOfFile(const QString &file, const QString &where)
{
    const Result<QByteArray> pem = read(file);
    if (!pem) {
        miss({LOTSE_MSG("%1: %2"), {where, pem.error().message.text()}});
        return {};
    }
    return keyOf(*pem, QFileInfo(file).completeBaseName(), where);
}

QList<QByteArray> PolicyCollector::filesOf(const QJsonValue &names, const QString &where)
{
    QStringList files{names.toString()};
    for (const QJsonValue &one : names.toArray())
        files.append(one.toString());
    files.removeAll(QString());
    QList<QByteArray> out;
    for (const QString &file : std::as_const(files)) {
        const Result<QByteArray> bytes = read(file);
        if (bytes)
            out.append(*bytes);
        else
            miss({LOTSE_MSG("%1: %2"), {where, bytes.error().message.text()}});
    }
    return out;
}

void PolicyCollector::takeRoot(const TrustedRoot &root)
{
    const bool isThere = std::any_of(m_out.policy.roots.begin(), m_out.policy.roots.end(),
        [&](const TrustedRoot &known) { return known.name == root.name; });
    if (!isThere)
        m_out.policy.roots.append(root);
}

QString PolicyCollector::identityOf(NamedIdentity identity, const QString &wanted, const QString &where)
{
    if (identity.root.isEmpty()) {
        if (m_roots.isEmpty()) {
            miss({LOTSE_MSG(
                      "%1: a keyless identity requires a trusted root, and none was imported (trust import --roots)."),
                {where}});
            return {};
        }
        identity.root = m_roots.first().name;
        takeRoot(m_roots.first());
    }
    for (const IdentityPattern &side : {identity.issuer, identity.subject}) {
        const QString flaw = side.expression.isEmpty() ? QString() : flawOfExpression(side.expression);
        if (!flaw.isEmpty()) {
            miss({LOTSE_MSG("%1: the expression \"%2\" cannot be used: %3."), {where, side.expression, flaw}});
            return {};
        }
        if (!side.isAny && side.exact.isEmpty() && side.expression.isEmpty()) {
            miss({LOTSE_MSG("%1: a keyless identity requires an issuer and a subject."), {where}});
            return {};
        }
    }
    for (const NamedIdentity &known : m_out.policy.identities) {
        if (known.root == identity.root && known.issuer == identity.issuer && known.subject == identity.subject)
            return u"identity:"_s + known.name;
    }
    identity.name = freshName(wanted);
    m_out.policy.identities.append(identity);
    return u"identity:"_s + identity.name;
}

QString PolicyCollector::rootOf(
    const QList<QByteArray> &authority, const QList<QByteArray> &logKeys, const QString &where)
{
    const auto base64 = [](const QByteArray &bytes) { return QString::fromLatin1(bytes.toBase64()); };
    // Such a policy names no times: what it names has always counted.
    const QJsonObject always{{u"start"_s, u"1970-01-01T00:00:00Z"_s}};
    QJsonArray certificates;
    for (const QByteArray &pem : authority) {
        QList<Certificate> list;
        if (Certificate::listFromFile(pem, list)) {
            miss({LOTSE_MSG("%1: the certificate of its authority cannot be read."), {where}});
            return {};
        }
        for (const Certificate &one : std::as_const(list))
            certificates.append(QJsonObject{{u"rawBytes"_s, base64(one.der())}});
    }
    QJsonArray logs;
    for (const QByteArray &pem : logKeys) {
        PublicKey key;
        if (PublicKey::fromPem(pem, key)) {
            miss({LOTSE_MSG("%1: the key of its transparency log cannot be read."), {where}});
            return {};
        }
        const QByteArray id = QCryptographicHash::hash(key.der(), QCryptographicHash::Sha256);
        logs.append(QJsonObject{{u"baseUrl"_s, u"https://rekor.invalid"_s}, {u"hashAlgorithm"_s, u"SHA2_256"_s},
            {u"publicKey"_s,
                QJsonObject{{u"rawBytes"_s, base64(key.der())}, {u"keyDetails"_s, u"PKIX"_s}, {u"validFor"_s, always}}},
            {u"logId"_s, QJsonObject{{u"keyId"_s, base64(id)}}}});
    }
    const QJsonObject root{{u"mediaType"_s, u"application/vnd.dev.sigstore.trustedroot+json;version=0.1"_s},
        {u"tlogs"_s, logs},
        {u"certificateAuthorities"_s,
            QJsonArray{QJsonObject{
                {u"certChain"_s, QJsonObject{{u"certificates"_s, certificates}}}, {u"validFor"_s, always}}}}};
    Result<TrustedRoot> read = readTrustedRoot(QJsonDocument(root).toJson(QJsonDocument::Indented));
    if (!read) {
        miss({LOTSE_MSG("%1: %2"), {where, read.error().message.text()}});
        return {};
    }
    for (const TrustedRoot &known : m_out.policy.roots) {
        if (known.sha256 == read->sha256)
            return known.name;
    }
    read.value().name = freshName(u"fulcio"_s);
    takeRoot(*read);
    miss({LOTSE_MSG("%1: its authority has no certificate transparency log, so none is required."), {where}});
    return read->name;
}

void PolicyCollector::rule(const QStringList &scopes, QStringList signers, int signatures,
    const QStringList &attestations, const QString &where)
{
    signers.removeAll(QString());
    signers.removeDuplicates();
    if (signers.isEmpty() || scopes.isEmpty() || signers.size() < signatures) {
        miss({LOTSE_MSG("%1: no rule could be made, so nothing is trusted there."), {where}});
        return;
    }
    PolicyRule rule;
    rule.scopes = scopes;
    rule.signers = signers;
    rule.signatures = signatures;
    rule.attestations = attestations;
    m_out.policy.rules.append(rule);
}

Result<ImportedPolicy> PolicyCollector::end(const QString &format)
{
    m_out.format = format;
    if (m_out.policy.rules.isEmpty())
        return importError(u"nothing of it can be expressed here. "_s + m_out.unexpressed.join(u' '));
    // The first rule that fits is taken here: what is said of fewer places goes first.
    std::stable_sort(m_out.policy.rules.begin(), m_out.policy.rules.end(),
        [](const PolicyRule &a, const PolicyRule &b) { return narrowness(a) > narrowness(b); });
    return m_out;
}

} // namespace lotse::trust
