// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "smallsigstore.h"

#include "trust/cosign.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QtEndian>

#include <openssl/x509v3.h>

namespace lotse::trust::test {

using namespace Qt::StringLiterals;

static void require(bool isFine)
{
    if (!isFine)
        qFatal("OpenSSL does not make what the test needs");
}

static QByteArray sha256(const QByteArray &bytes)
{
    return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256);
}

static QString base64(const QByteArray &bytes)
{
    return QString::fromLatin1(bytes.toBase64());
}

static QByteArray pem(const char *name, const QByteArray &der)
{
    return QByteArray("-----BEGIN ") + name + "-----\n" + der.toBase64() + "\n-----END " + name + "-----\n";
}

static QByteArray compact(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

// ---- Certificates

namespace {

using CertificatePtr = std::unique_ptr<X509, decltype(&X509_free)>;

CertificatePtr fromDer(const QByteArray &der)
{
    const auto *at = reinterpret_cast<const unsigned char *>(der.constData());
    return {d2i_X509(nullptr, &at, long(der.size())), X509_free};
}

QByteArray toDer(X509 *certificate)
{
    QByteArray out(i2d_X509(certificate, nullptr), '\0');
    auto *at = reinterpret_cast<unsigned char *>(out.data());
    i2d_X509(certificate, &at);
    return out;
}

void addExtension(X509 *certificate, X509 *issuer, const QByteArray &name, const QByteArray &value)
{
    if (value.isEmpty())
        return;
    X509V3_CTX context;
    X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
    X509_EXTENSION *extension = X509V3_EXT_nconf(nullptr, &context, name.constData(), value.constData());
    require(extension && X509_add_ext(certificate, extension, -1) == 1);
    X509_EXTENSION_free(extension);
}

void addRaw(X509 *certificate, const char *oid, const QByteArray &value)
{
    ASN1_OBJECT *object = OBJ_txt2obj(oid, 1);
    ASN1_OCTET_STRING *octets = ASN1_OCTET_STRING_new();
    ASN1_OCTET_STRING_set(octets, reinterpret_cast<const unsigned char *>(value.constData()), int(value.size()));
    X509_EXTENSION *extension = X509_EXTENSION_create_by_OBJ(nullptr, object, 0, octets);
    require(extension && X509_add_ext(certificate, extension, -1) == 1);
    X509_EXTENSION_free(extension);
    ASN1_OCTET_STRING_free(octets);
    ASN1_OBJECT_free(object);
}

CertificatePtr bare(
    const QByteArray &subject, X509 *issuer, const TestKey &key, const QDateTime &from, const QDateTime &to)
{
    static long serial = 1000;
    CertificatePtr out(X509_new(), X509_free);
    X509_set_version(out.get(), 2);
    ASN1_INTEGER_set(X509_get_serialNumber(out.get()), ++serial);
    ASN1_TIME_set(X509_getm_notBefore(out.get()), time_t(from.toSecsSinceEpoch()));
    ASN1_TIME_set(X509_getm_notAfter(out.get()), time_t(to.toSecsSinceEpoch()));
    if (!subject.isEmpty())
        X509_NAME_add_entry_by_txt(X509_get_subject_name(out.get()), "CN", MBSTRING_UTF8,
            reinterpret_cast<const unsigned char *>(subject.constData()), int(subject.size()), -1, 0);
    X509_set_issuer_name(out.get(), X509_get_subject_name(issuer ? issuer : out.get()));
    require(X509_set_pubkey(out.get(), key.get()) == 1);
    return out;
}

QByteArray authority(const QByteArray &subject, const TestKey &key, const QByteArray &issuerDer,
    const TestKey &issuerKey, const QByteArray &usage = {})
{
    const CertificatePtr issuer = fromDer(issuerDer);
    const CertificatePtr out = bare(subject, issuer.get(), key, utc(2026, 1, 1), utc(2036, 1, 1));
    X509 *by = issuer ? issuer.get() : out.get();
    addExtension(out.get(), by, "basicConstraints", "critical,CA:TRUE");
    addExtension(out.get(), by, "keyUsage", "critical,keyCertSign,cRLSign");
    addExtension(out.get(), by, "extendedKeyUsage", usage);
    addExtension(out.get(), by, "subjectKeyIdentifier", "hash");
    if (issuer)
        addExtension(out.get(), by, "authorityKeyIdentifier", "keyid:always");
    require(X509_sign(out.get(), issuerKey.get(), EVP_sha256()) > 0);
    return toDer(out.get());
}

QByteArray number(quint64 value, int bytes)
{
    QByteArray out(8, '\0');
    qToBigEndian(value, out.data());
    return out.right(bytes);
}

// A DER value of less than 64 KiB.
QByteArray der(char tag, const QByteArray &value)
{
    const qsizetype size = value.size();
    QByteArray length;
    if (size < 128)
        length = number(quint64(size), 1);
    else if (size < 256)
        length = '\x81' + number(quint64(size), 1);
    else
        length = '\x82' + number(quint64(size), 2);
    return tag + length + value;
}

// RFC 6962, 3.2 and 3.3.
QByteArray promise(X509 *certificate, const TestKey &issuer, const TestKey &log, const LeafShape &shape)
{
    QByteArray tbs(i2d_re_X509_tbs(certificate, nullptr), '\0');
    auto *at = reinterpret_cast<unsigned char *>(tbs.data());
    i2d_re_X509_tbs(certificate, &at);
    if (shape.isSctWrong)
        tbs[tbs.size() - 1] = char(tbs.back() ^ 1);
    const QByteArray time = number(quint64(shape.sctTime.toMSecsSinceEpoch()), 8);
    const QByteArray extensions = number(quint64(shape.sctExtensions.size()), 2) + shape.sctExtensions;
    const QByteArray message = QByteArray(2, '\0') + time + number(1, 2) + sha256(issuer.der())
        + number(quint64(tbs.size()), 3) + tbs + extensions;
    const QByteArray signature = log.sign(message);
    const QByteArray sct = QByteArray(1, '\0') + sha256(log.der()) + time + extensions + QByteArray("\x04\x03", 2)
        + number(quint64(signature.size()), 2) + signature;
    const QByteArray list = number(quint64(sct.size()), 2) + sct;
    return der('\x04', number(quint64(list.size()), 2) + list);
}

// RFC 9162, 2.1: the hash of a tree, and the path of one leaf, by their definition.
QByteArray treeHash(const QList<QByteArray> &leaves)
{
    if (leaves.size() == 1)
        return sha256('\0' + leaves.first());
    qsizetype split = 1;
    while (split * 2 < leaves.size())
        split *= 2;
    return sha256('\1' + treeHash(leaves.mid(0, split)) + treeHash(leaves.mid(split)));
}

QList<QByteArray> treePath(const QList<QByteArray> &leaves, qsizetype index)
{
    if (leaves.size() == 1)
        return {};
    qsizetype split = 1;
    while (split * 2 < leaves.size())
        split *= 2;
    QList<QByteArray> path =
        index < split ? treePath(leaves.mid(0, split), index) : treePath(leaves.mid(split), index - split);
    path.append(treeHash(index < split ? leaves.mid(split) : leaves.mid(0, split)));
    return path;
}

constexpr qsizetype kLeaf = 4;

QJsonObject hashOf(const QByteArray &bytes)
{
    return {{u"algorithm"_s, u"sha256"_s}, {u"value"_s, QString::fromLatin1(sha256(bytes).toHex())}};
}

QJsonObject periodOf(const QByteArray &end)
{
    QJsonObject out{{u"start"_s, u"2026-01-01T00:00:00Z"_s}};
    if (!end.isEmpty())
        out.insert(u"end"_s, QString::fromLatin1(end));
    return out;
}

QJsonObject logJson(const QString &url, const TestKey &key, const QByteArray &id, const QByteArray &end)
{
    return {{u"baseUrl"_s, url}, {u"hashAlgorithm"_s, u"SHA2_256"_s},
        {u"publicKey"_s,
            QJsonObject{{u"rawBytes"_s, base64(key.der())}, {u"keyDetails"_s, u"PKIX_ECDSA_P256_SHA_256"_s},
                {u"validFor"_s, periodOf(end)}}},
        {u"logId"_s, QJsonObject{{u"keyId"_s, base64(id)}}}};
}

QJsonObject authorityJson(const QList<QByteArray> &chain, const QByteArray &end)
{
    QJsonArray certificates;
    for (const QByteArray &one : chain)
        certificates.append(QJsonObject{{u"rawBytes"_s, base64(one)}});
    return {{u"subject"_s, QJsonObject{{u"organization"_s, u"small"_s}, {u"commonName"_s, u"small"_s}}},
        {u"uri"_s, u"https://authority.small"_s}, {u"certChain"_s, QJsonObject{{u"certificates"_s, certificates}}},
        {u"validFor"_s, periodOf(end)}};
}

QByteArray ed25519LogId(const TestKey &key)
{
    return sha256("log2.small\n\x01" + key.der().right(32));
}

} // namespace

SmallSigstore::SmallSigstore()
    : m_root(authority("small root", m_rootKey, {}, m_rootKey))
    , m_issuer(authority("small issuer", m_issuerKey, m_root, m_rootKey, "codeSigning"))
    , m_stampRoot(authority("small clock", m_stampRootKey, {}, m_stampRootKey))
    , m_strangerRoot(authority("strange clock", m_strangerKey, {}, m_strangerKey))
{
}

QByteArray SmallSigstore::rootText(const RootShape &shape) const
{
    QJsonObject out{{u"mediaType"_s, u"application/vnd.dev.sigstore.trustedroot+json;version=0.1"_s}};
    if (shape.hasLog)
        out.insert(u"tlogs"_s,
            QJsonArray{logJson(u"https://log.small"_s, m_logKey, sha256(m_logKey.der()), shape.logEnd),
                logJson(u"https://log2.small"_s, m_log2Key, ed25519LogId(m_log2Key), shape.logEnd)});
    if (shape.hasSctLog)
        out.insert(
            u"ctlogs"_s, QJsonArray{logJson(u"https://ct.small"_s, m_sctKey, sha256(m_sctKey.der()), shape.sctLogEnd)});
    if (shape.hasAuthority)
        out.insert(u"certificateAuthorities"_s,
            QJsonArray{authorityJson(
                shape.isOtherAuthority ? QList<QByteArray>{m_strangerRoot} : QList<QByteArray>{m_issuer, m_root},
                shape.authorityEnd)});
    if (shape.hasStamps)
        out.insert(u"timestampAuthorities"_s, QJsonArray{authorityJson({m_stampRoot}, shape.stampEnd)});
    if (shape.change)
        shape.change(out);
    return QJsonDocument(out).toJson(QJsonDocument::Indented);
}

TrustedRoot SmallSigstore::root(const RootShape &shape) const
{
    Result<TrustedRoot> read = readTrustedRoot(rootText(shape));
    if (!read)
        qFatal("%s", qPrintable(read.error().message.english()));
    read.value().name = u"small"_s;
    return *read;
}

QByteArray SmallSigstore::leaf(const LeafShape &shape) const
{
    const CertificatePtr issuer = fromDer(m_issuer);
    const TestKey stranger("P-384");
    // A forger has the name of the authority, and another key than the one the root has signed.
    const TestKey &issuerKey = shape.isForged ? stranger : m_issuerKey;
    const CertificatePtr out = bare({}, issuer.get(), m_signer, shape.notBefore, shape.notAfter);
    addExtension(out.get(), issuer.get(), "keyUsage", shape.usage);
    addExtension(out.get(), issuer.get(), "extendedKeyUsage", shape.extended);
    addExtension(out.get(), issuer.get(), "basicConstraints", shape.basic);
    addExtension(out.get(), issuer.get(), "subjectKeyIdentifier", "hash");
    addExtension(out.get(), issuer.get(), "authorityKeyIdentifier", "keyid:always");
    addExtension(out.get(), issuer.get(), "subjectAltName", shape.san);
    if (!shape.oldIssuer.isEmpty())
        addRaw(out.get(), "1.3.6.1.4.1.57264.1.1", shape.oldIssuer);
    if (!shape.issuer.isEmpty())
        addRaw(out.get(), "1.3.6.1.4.1.57264.1.8",
            shape.isIssuerUtf8 ? der('\x0c', shape.issuer) : der('\x16', shape.issuer));
    addRaw(out.get(), "1.3.6.1.4.1.57264.1.12", der('\x0c', "https://github.com/org/app"));
    if (const qsizetype at = shape.more.indexOf('='); at > 0)
        addExtension(out.get(), issuer.get(), shape.more.left(at), shape.more.mid(at + 1));
    require(X509_sign(out.get(), issuerKey.get(), EVP_sha384()) > 0);
    if (shape.hasSct) {
        addRaw(out.get(), "1.3.6.1.4.1.11129.2.4.2",
            promise(out.get(), m_issuerKey, shape.isSctForged ? m_strangerKey : m_sctKey, shape));
        require(X509_sign(out.get(), issuerKey.get(), EVP_sha384()) > 0);
    }
    return toDer(out.get());
}

QByteArray SmallSigstore::logBody(const BundleShape &shape, const QByteArray &message, const QByteArray &payload,
    const QByteArray &signature, const QByteArray &certificate) const
{
    const QByteArray signerPem = shape.isKey ? m_signer.pem() : pem("CERTIFICATE", certificate);
    QJsonObject spec;
    QString kind = u"hashedrekord"_s;
    QString version = shape.logVersion == 2 ? u"0.0.2"_s : u"0.0.1"_s;
    if (shape.logVersion == 2) {
        QJsonObject verifier{{u"keyDetails"_s, u"PKIX_ECDSA_P256_SHA_256"_s}};
        verifier.insert(shape.isKey ? u"publicKey"_s : u"x509Certificate"_s,
            QJsonObject{{u"rawBytes"_s, base64(shape.isKey ? m_signer.der() : certificate)}});
        spec.insert(u"hashedRekordV002"_s,
            QJsonObject{
                {u"data"_s, QJsonObject{{u"algorithm"_s, u"SHA2_256"_s}, {u"digest"_s, base64(sha256(message))}}},
                {u"signature"_s, QJsonObject{{u"content"_s, base64(signature)}, {u"verifier"_s, verifier}}}});
    } else if (shape.kind == "intoto") {
        kind = u"intoto"_s;
        version = u"0.0.2"_s;
        const QJsonObject one{{u"sig"_s, base64(signature.toBase64())}, {u"publicKey"_s, base64(signerPem)}};
        spec.insert(u"content"_s,
            QJsonObject{{u"payloadHash"_s, hashOf(payload)},
                {u"envelope"_s,
                    QJsonObject{
                        {u"payloadType"_s, u"application/vnd.in-toto+json"_s}, {u"signatures"_s, QJsonArray{one}}}}});
    } else if (shape.content == BundleShape::Content::Envelope) {
        kind = u"dsse"_s;
        spec = {{u"payloadHash"_s, hashOf(payload)}, {u"envelopeHash"_s, hashOf("not known to a bundle")},
            {u"signatures"_s,
                QJsonArray{QJsonObject{{u"signature"_s, base64(signature)}, {u"verifier"_s, base64(signerPem)}}}}};
    } else {
        spec = {{u"data"_s, QJsonObject{{u"hash"_s, hashOf(message)}}},
            {u"signature"_s,
                QJsonObject{{u"content"_s, base64(signature)},
                    {u"publicKey"_s, QJsonObject{{u"content"_s, base64(signerPem)}}}}}};
    }
    QJsonObject body{{u"apiVersion"_s, version}, {u"kind"_s, kind}, {u"spec"_s, spec}};
    if (shape.body)
        shape.body(body);
    return compact(body);
}

QJsonObject SmallSigstore::logEntry(const BundleShape &shape, const QByteArray &body) const
{
    const bool isSecond = shape.logVersion == 2;
    const TestKey &key = shape.isLogStranger ? m_strangerKey : isSecond ? m_log2Key : m_logKey;
    const QByteArray id = isSecond && !shape.isLogStranger ? ed25519LogId(m_log2Key) : sha256(key.der());
    QList<QByteArray> leaves;
    for (int i = 0; i < 7; ++i)
        leaves.append(i == kLeaf ? body : "leaf " + QByteArray::number(i));
    const QByteArray rootHash = treeHash(leaves);
    const QByteArray origin = isSecond ? "log2.small" : "log.small";
    QByteArray text = origin + (isSecond ? "" : " - 4711") + '\n' + QByteArray::number(leaves.size()) + '\n'
        + rootHash.toBase64() + '\n';
    if (shape.checkpoint)
        shape.checkpoint(text);
    QByteArray note = text + "\n\xe2\x80\x94 " + origin + ' ' + (id.left(4) + key.sign(text)).toBase64() + '\n';
    if (shape.note)
        shape.note(note);
    QJsonArray hashes;
    for (const QByteArray &hash : treePath(leaves, kLeaf))
        hashes.append(base64(hash));
    const QJsonObject parsed = QJsonDocument::fromJson(body).object();
    QJsonObject entry{{u"logIndex"_s, isSecond ? u"4"_s : u"1004"_s},
        {u"logId"_s, QJsonObject{{u"keyId"_s, base64(id)}}},
        {u"kindVersion"_s, QJsonObject{{u"kind"_s, parsed[u"kind"_s]}, {u"version"_s, parsed[u"apiVersion"_s]}}},
        {u"canonicalizedBody"_s, base64(body)}};
    if (shape.hasProof)
        entry.insert(u"inclusionProof"_s,
            QJsonObject{{u"logIndex"_s, QString::number(kLeaf)}, {u"treeSize"_s, u"7"_s},
                {u"rootHash"_s, base64(rootHash)}, {u"hashes"_s, hashes},
                {u"checkpoint"_s, QJsonObject{{u"envelope"_s, QString::fromUtf8(note)}}}});
    if (!isSecond) {
        const QByteArray time = QByteArray::number(shape.integrated.toSecsSinceEpoch());
        entry.insert(u"integratedTime"_s, QString::fromLatin1(time));
        if (shape.hasPromise)
            entry.insert(u"inclusionPromise"_s,
                QJsonObject{{u"signedEntryTimestamp"_s,
                    base64(key.sign("{\"body\":\"" + body.toBase64() + "\",\"integratedTime\":" + time + ",\"logID\":\""
                        + id.toHex() + "\",\"logIndex\":1004}"))}});
    }
    if (shape.entry)
        shape.entry(entry);
    return entry;
}

QByteArray SmallSigstore::bundle(const BundleShape &shape, const QByteArray &payload) const
{
    const bool isEnvelope = shape.content == BundleShape::Content::Envelope;
    const QByteArray type = "application/vnd.in-toto+json";
    const QByteArray message = isEnvelope ? preAuthentication(type, payload) : payload;
    const QByteArray signature = m_signer.sign(message);
    const QByteArray certificate = leaf(shape.leaf);
    QJsonObject material;
    if (shape.isKey)
        material.insert(u"publicKey"_s, QJsonObject{{u"hint"_s, u"x"_s}});
    else
        material.insert(u"certificate"_s, QJsonObject{{u"rawBytes"_s, base64(certificate)}});
    if (shape.hasEntry)
        material.insert(
            u"tlogEntries"_s, QJsonArray{logEntry(shape, logBody(shape, message, payload, signature, certificate))});
    QJsonArray stamps;
    for (const StampShape &one : shape.stamps)
        stamps.append(QJsonObject{{u"signedTimestamp"_s, base64(stamp(one, signature, payload))}});
    if (!stamps.isEmpty())
        material.insert(u"timestampVerificationData"_s, QJsonObject{{u"rfc3161Timestamps"_s, stamps}});
    if (shape.material)
        shape.material(material);
    QJsonObject out{{u"mediaType"_s, QString::fromLatin1(shape.mediaType)}, {u"verificationMaterial"_s, material}};
    if (isEnvelope)
        out.insert(u"dsseEnvelope"_s,
            QJsonObject{{u"payload"_s, base64(payload)}, {u"payloadType"_s, QString::fromLatin1(type)},
                {u"signatures"_s, QJsonArray{QJsonObject{{u"sig"_s, base64(signature)}}}}});
    else
        out.insert(u"messageSignature"_s,
            QJsonObject{{u"messageDigest"_s,
                            QJsonObject{{u"algorithm"_s, u"SHA2_256"_s}, {u"digest"_s, base64(sha256(payload))}}},
                {u"signature"_s, base64(signature)}});
    return compact(out);
}

QMap<QString, QString> SmallSigstore::annotations(const BundleShape &shape, const QByteArray &payload) const
{
    const QByteArray signature = m_signer.sign(payload);
    const QByteArray certificate = leaf(shape.leaf);
    BundleShape message = shape;
    message.content = BundleShape::Content::Message;
    const QByteArray body = logBody(message, payload, payload, signature, certificate);
    const QJsonObject entry = logEntry(message, body);
    QMap<QString, QString> out{{u"dev.cosignproject.cosign/signature"_s, base64(signature)}};
    if (!shape.isKey) {
        out.insert(u"dev.sigstore.cosign/certificate"_s, QString::fromLatin1(pem("CERTIFICATE", certificate)));
        out.insert(u"dev.sigstore.cosign/chain"_s,
            QString::fromLatin1(pem("CERTIFICATE", m_issuer) + pem("CERTIFICATE", m_root)));
    }
    if (shape.hasEntry) {
        const QByteArray id = QByteArray::fromBase64(entry[u"logId"_s][u"keyId"_s].toString().toLatin1());
        QByteArray legacy =
            compact({{u"SignedEntryTimestamp"_s, entry[u"inclusionPromise"_s][u"signedEntryTimestamp"_s]},
                {u"Payload"_s,
                    QJsonObject{{u"body"_s, entry[u"canonicalizedBody"_s]},
                        {u"integratedTime"_s, entry[u"integratedTime"_s].toString().toLongLong()},
                        {u"logIndex"_s, 1004}, {u"logID"_s, QString::fromLatin1(id.toHex())}}}});
        out.insert(u"dev.sigstore.cosign/bundle"_s, QString::fromUtf8(legacy));
    }
    if (!shape.stamps.isEmpty())
        out.insert(u"dev.sigstore.cosign/rfc3161timestamp"_s,
            QString::fromLatin1(
                compact({{u"SignedRFC3161Timestamp"_s, base64(stamp(shape.stamps.first(), signature, payload))}})));
    return out;
}

} // namespace lotse::trust::test
