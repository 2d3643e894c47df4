// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trust/evidence.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace lotse::trust::test {

using namespace Qt::StringLiterals;

inline QString vectorPath(const QString &name)
{
    return QStringLiteral(LOTSE_VECTORS) + u'/' + name;
}

inline QByteArray fileBytes(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// What a recorded registry had: the artifact, and all that is attached to it.
inline Evidence loadEvidence(const QString &folder)
{
    Evidence out;
    const QString path = vectorPath(folder);
    QHash<oci::Digest, QByteArray> blobs;
    for (const QString &name : QDir(path).entryList({u"blob-*"_s}, QDir::Files)) {
        const QByteArray bytes = fileBytes(path + u'/' + name);
        blobs.insert(oci::Digest::of(bytes), bytes);
    }
    for (const QJsonValue &value : QJsonDocument::fromJson(fileBytes(path + u"/index.json"_s)).array()) {
        const QString file = value[u"file"_s].toString();
        if (!file.startsWith(u"manifest-"_s))
            continue;
        const QByteArray raw = fileBytes(path + u'/' + file);
        const Result<oci::Manifest> manifest = oci::parseManifest(raw, value[u"mediaType"_s].toString().toLatin1());
        if (!manifest)
            continue;
        if (value[u"role"_s].toString() == u"subject"_s) {
            out.subject.host = u"registry.example.com"_s;
            out.subject.repository = u"team/app"_s;
            out.subject.manifest = *manifest;
            continue;
        }
        if (manifest->kind != oci::Manifest::Kind::Image)
            continue;
        AttachedManifest attached;
        attached.digest = manifest->digest;
        attached.manifest = *manifest;
        const QString ref = value[u"ref"_s].toString();
        attached.foundBy.append(ref.contains(u'.') ? u"tag "_s + ref : u"referrers API"_s);
        for (const oci::Descriptor &layer : manifest->layers) {
            if (holdsSignature(*manifest, layer))
                attached.blobs.append({layer, blobs.value(layer.digest), {}});
        }
        const bool isKnown = std::any_of(out.attached.begin(), out.attached.end(),
            [&](const AttachedManifest &one) { return one.digest == attached.digest; });
        if (!isKnown)
            out.attached.append(attached);
    }
    return out;
}

inline QList<NamedKey> vectorKeys()
{
    NamedKey key{u"cosign"_s, {}};
    if (PublicKey::fromPem(fileBytes(vectorPath(u"keys-cosign/cosign.pub"_s)), key.key))
        qFatal("the key of the vectors cannot be read");
    return {key};
}

/// The trust store of the vectors, in notation's layout.
inline NotationStore vectorStore()
{
    NotationStore store;
    store.name = u"lab"_s;
    Result<QList<NotationPolicy>> policies =
        readNotationPolicies(fileBytes(vectorPath(u"keys-notation/trustpolicy.json"_s)));
    if (!policies)
        qFatal("the policy of the vectors cannot be read");
    store.policies = *policies;
    for (const QString &name : {u"rsa3072"_s, u"ec384"_s, u"ec256"_s}) {
        QList<Certificate> roots;
        if (Certificate::listFromFile(fileBytes(vectorPath(u"keys-notation/%1-root.crt"_s.arg(name))), roots))
            qFatal("a root of the vectors cannot be read");
        store.certificates.insert(u"ca:lab-"_s + name, roots);
    }
    return store;
}

/// The key and the store, for everything.
inline TrustPolicy vectorPolicy()
{
    TrustPolicy policy = policyOfKeys(vectorKeys());
    policy.stores = {vectorStore()};
    policy.rules.first().signers.append(u"notation:lab"_s);
    return policy;
}

inline QDateTime vectorTime()
{
    return QDateTime(QDate(2026, 11, 29), QTime(12, 0), Qt::UTC);
}

} // namespace lotse::trust::test
