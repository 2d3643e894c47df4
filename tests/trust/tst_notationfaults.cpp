// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "makers.h"
#include "notationtime.h"
#include "vectors.h"

#include "trust/cbor.h"
#include "trust/cosign.h"
#include "trust/notation.h"

#include <QCoreApplication>
#include <QTemporaryDir>
#include <QTest>

using namespace lotse;
using namespace lotse::trust;
using namespace lotse::trust::test;

namespace {

struct Keys {
    TestKey leaf{"P-256"};
    TestKey root{"P-256"};
    TestKey middle{"P-256"};
    TestKey rsa{"RSA:2048"};
    TestKey rsa3072{"RSA:3072"};
    TestKey p384{"P-384"};
};

const Keys &keys()
{
    static const Keys all;
    return all;
}

const Subject &subject()
{
    static const Subject one = loadEvidence(u"notation-referrersapi-img1"_s).subject;
    return one;
}

QByteArray url(const QByteArray &bytes)
{
    return bytes.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

QByteArray rootCertificate()
{
    static const QByteArray der = makeCertificate(authorityShape(), keys().root, keys().root);
    return der;
}

QList<QByteArray> goodChain()
{
    static const QByteArray leaf = makeCertificate({}, keys().leaf, keys().root);
    return {leaf, rootCertificate()};
}

QByteArray goodHeader(const QByteArray &algorithm = "ES256")
{
    return "{\"alg\":\"" + algorithm
        + "\",\"crit\":[\"io.cncf.notary.signingScheme\"],\"cty\":\"application/vnd.cncf.notary.payload.v1+json\","
          "\"io.cncf.notary.signingScheme\":\"notary.x509\",\"io.cncf.notary.signingTime\":\"2026-11-01T00:00:00Z\"}";
}

QByteArray goodPayload()
{
    return "{\"targetArtifact\":{\"mediaType\":\"" + subject().manifest.mediaType.toLatin1() + "\",\"digest\":\""
        + subject().manifest.digest.latin1() + "\",\"size\":" + QByteArray::number(subject().manifest.raw.size())
        + "}}";
}

QByteArray jws(
    const QByteArray &payload, const QByteArray &header, const QByteArray &signature, const QList<QByteArray> &chain)
{
    QByteArrayList x5c;
    for (const QByteArray &der : chain)
        x5c.append('"' + der.toBase64() + '"');
    return "{\"payload\":\"" + url(payload) + "\",\"protected\":\"" + url(header) + "\",\"header\":{\"x5c\":["
        + x5c.join(',') + "]},\"signature\":\"" + url(signature) + "\"}";
}

QByteArray signedBy(const TestKey &key, const QByteArray &header, const QByteArray &payload)
{
    return key.signRaw(url(header) + '.' + url(payload), "SHA256", 32);
}

QByteArray signedJws(const QByteArray &payload, const QByteArray &header, const QList<QByteArray> &chain = goodChain())
{
    return jws(payload, header, signedBy(keys().leaf, header, payload), chain);
}

NotationStore storeOf(const char *level = "strict", const QByteArray &identities = "[\"*\"]")
{
    NotationStore store;
    store.name = u"s"_s;
    const Result<QList<NotationPolicy>> policies =
        readNotationPolicies("{\"version\":\"1.0\",\"trustPolicies\":[{\"name\":\"p\",\"registryScopes\":[\"registry."
                             "example.com/team/app\"],"
                             "\"signatureVerification\":"
            + QByteArray(level).prepend(*level == '{' ? "" : "{\"level\":\"").append(*level == '{' ? "" : "\"}")
            + ",\"trustStores\":[\"ca:r\"],\"trustedIdentities\":" + identities + "}]}");
    if (!policies)
        qFatal("%s", qPrintable(policies.error().text()));
    store.policies = *policies;
    Certificate root;
    if (Certificate::fromDer(rootCertificate(), root))
        qFatal("no root");
    store.certificates.insert(u"ca:r"_s, {root});
    return store;
}

TrustPolicy policyOf(const NotationStore &store)
{
    TrustPolicy policy;
    policy.stores = {store};
    policy.rules = {{{u"**"_s}, {u"notation:s"_s}, 1, {}, {}}};
    return policy;
}

ArtifactVerdict verdictOf(const QByteArray &envelope, const NotationStore &store = storeOf(), bool isCose = false,
    const QDateTime &now = vectorTime())
{
    Evidence evidence;
    evidence.subject = subject();
    AttachedManifest attached;
    attached.manifest.config.mediaType = u"application/vnd.cncf.notary.signature"_s;
    oci::Descriptor layer;
    layer.mediaType = isCose ? u"application/cose"_s : u"application/jose+json"_s;
    layer.digest = oci::Digest::of(envelope);
    layer.size = envelope.size();
    attached.manifest.layers = {layer};
    attached.digest = oci::Digest::of("manifest");
    attached.blobs = {{layer, envelope, {}}};
    evidence.attached = {attached};
    return judge(evidence, policyOf(store), now);
}

QByteArray head(int major, quint64 number)
{
    if (number < 24)
        return QByteArray(1, char(major << 5 | int(number)));
    if (number < 256)
        return QByteArray(1, char(major << 5 | 24)) + char(number);
    if (number < 65536)
        return QByteArray(1, char(major << 5 | 25)) + char(number >> 8) + char(number & 255);
    return QByteArray(1, char(major << 5 | 26)) + char(number >> 24) + char(number >> 16 & 255)
        + char(number >> 8 & 255) + char(number & 255);
}
QByteArray text(const QByteArray &value)
{
    return head(3, quint64(value.size())) + value;
}
QByteArray bytes(const QByteArray &value)
{
    return head(2, quint64(value.size())) + value;
}

const QByteArray kScheme("io.cncf.notary.signingScheme");
const QByteArray kTime("io.cncf.notary.signingTime");

QByteArrayList goodPairs()
{
    return {QByteArray("\x01\x26"), "\x02\x81" + text(kScheme),
        "\x03" + text("application/vnd.cncf.notary.payload.v1+json"), text(kScheme) + text("notary.x509"),
        text(kTime) + '\xc1' + head(0, 1'793'491'200)};
}

QByteArray cose(const QByteArrayList &pairs, const QByteArray &tag = "\xd2", const QByteArray &more = {})
{
    const QByteArray header = head(5, quint64(pairs.size())) + pairs.join();
    const QByteArray tbs = "\x84\x6aSignature1" + bytes(header) + '\x40' + bytes(goodPayload());
    const QList<QByteArray> chain = goodChain();
    const QByteArray unprotected = "\xa1\x18\x21\x82" + bytes(chain[0]) + bytes(chain[1]);
    return tag + '\x84' + bytes(header) + unprotected + bytes(goodPayload())
        + bytes(keys().leaf.signRaw(tbs, "SHA256", 32)) + more;
}

} // namespace

/// What is wrong with a notation signature is found, and each fault has its reason.
class TestNotationFaults : public QObject {
    Q_OBJECT

private slots:
    void theHeadersMustBeRight_data();
    void theHeadersMustBeRight();
    void theEnvelopeMustBeRight_data();
    void theEnvelopeMustBeRight();
    void thePayloadMustBeForThisArtifact_data();
    void thePayloadMustBeForThisArtifact();
    void theChainMustBeRight_data();
    void theChainMustBeRight();
    void theCoseMustBeStrict_data();
    void theCoseMustBeStrict();
    void rsaMustBeSaltedByItsDigest_data();
    void rsaMustBeSaltedByItsDigest();
    void theLevelSaysWhatCounts_data();
    void theLevelSaysWhatCounts();
    void theIdentityMustBeTrusted_data();
    void theIdentityMustBeTrusted();
    void thePolicyMustBeRight_data();
    void thePolicyMustBeRight();
    void theStoreHasNoLinks();
    void noCutVectorIsValid();
};

void TestNotationFaults::theHeadersMustBeRight_data()
{
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<QString>("code");
    const QByteArray good = goodHeader();
    const auto row = [&](const char *tag, const QByteArray &from, const QByteArray &to, const char *code) {
        QVERIFY2(good.contains(from), tag);
        QTest::newRow(tag) << QByteArray(good).replace(from, to) << QString::fromLatin1(code);
    };
    const QByteArray scheme = "\"io.cncf.notary.signingScheme\"";
    const QByteArray crit = "[" + scheme + "]";
    const QByteArray time = ",\"io.cncf.notary.signingTime\":\"2026-11-01T00:00:00Z\"";
    row("good", "{", "{", "");
    row("a header that is not critical", "{", "{\"more\":1,", "");
    row("alg none", "ES256", "none", "algorithm-mismatch");
    row("alg HS256", "ES256", "HS256", "algorithm-mismatch");
    row("alg RS256", "ES256", "RS256", "algorithm-mismatch");
    row("alg EdDSA", "ES256", "EdDSA", "algorithm-mismatch");
    row("alg ES384", "ES256", "ES384", "algorithm-mismatch");
    row("alg PS256", "ES256", "PS256", "algorithm-mismatch");
    row("no alg", "\"alg\"", "\"algo\"", "missing-member");
    row("alg twice", "{", "{\"alg\":\"none\",", "duplicate-member");
    row("alg in another case", "\"alg\"", "\"ALG\"", "case-variant");
    row("crit missing", "\"crit\":" + crit + ",", "", "missing-critical");
    row("crit empty", crit, "[]", "missing-critical");
    row("crit null", crit, "null", "missing-critical");
    row("crit a text", crit, scheme, "wrong-type");
    row("crit of numbers", crit, "[1]", "wrong-type");
    row("crit unknown", crit, "[" + scheme + ",\"more\"],\"more\":1", "unknown-critical");
    row("crit absent", crit, "[" + scheme + ",\"more\"]", "missing-critical");
    row("crit lists alg", crit, "[" + scheme + ",\"alg\"]", "unknown-critical");
    row("crit twice the same", crit, "[" + scheme + "," + scheme + "]", "duplicate-member");
    row("a plugin", crit,
        "[" + scheme + ",\"io.cncf.notary.verificationPlugin\"],\"io.cncf.notary.verificationPlugin\":\"p\"",
        "unknown-critical");
    row("cty", "payload.v1", "payload.v2", "wrong-payload-type");
    row("no cty", "\"cty\"", "\"ct\"", "missing-member");
    row("scheme unknown", "\"notary.x509\"", "\"notary.x510\"", "unknown-scheme");
    row("scheme absent", "," + scheme + ":\"notary.x509\"", "", "unknown-scheme");
    row("scheme a number", "\"notary.x509\"", "1", "wrong-type");
    row("no time", time, "", "missing-time");
    row("both times", time, time + ",\"io.cncf.notary.authenticSigningTime\":\"2026-11-01T00:00:00Z\"", "wrong-time");
    row("authority without its time", "\"notary.x509\"", "\"notary.x509.signingAuthority\"", "missing-critical");
    row("time malformed", "2026-11-01T", "2026-11-01 ", "wrong-time");
    row("time without a zone", "00:00Z", "00:00", "wrong-time");
    row("time 30 February", "2026-11-01", "2026-02-30", "wrong-time");
    row("expired", crit,
        "[" + scheme + ",\"io.cncf.notary.expiry\"],\"io.cncf.notary.expiry\":\"2026-11-02T00:00:00Z\"", "expired");
    row("expiry to come", crit,
        "[" + scheme + ",\"io.cncf.notary.expiry\"],\"io.cncf.notary.expiry\":\"2036-11-02T00:00:00Z\"", "");
    row("expiry not critical", crit, crit + ",\"io.cncf.notary.expiry\":\"2036-11-02T00:00:00Z\"", "missing-critical");
    row("expiry when signed", crit,
        "[" + scheme + ",\"io.cncf.notary.expiry\"],\"io.cncf.notary.expiry\":\"2026-11-01T00:00:00Z\"", "wrong-time");
    row("no JSON", "{", "", "broken-json");
}

void TestNotationFaults::theHeadersMustBeRight()
{
    QFETCH(QByteArray, header);
    QFETCH(QString, code);
    const ArtifactVerdict verdict = verdictOf(signedJws(goodPayload(), header));
    QCOMPARE(reasonCode(verdict.reason), code);
    QCOMPARE(verdict.state, code.isEmpty() ? State::Trusted : State::Invalid);
}

void TestNotationFaults::theEnvelopeMustBeRight_data()
{
    QTest::addColumn<QByteArray>("envelope");
    QTest::addColumn<QString>("code");
    const QByteArray good = signedJws(goodPayload(), goodHeader());
    const QByteArray signature = signedBy(keys().leaf, goodHeader(), goodPayload());
    const auto row = [](const char *tag, const QByteArray &envelope, const char *code) {
        QTest::newRow(tag) << envelope << QString::fromLatin1(code);
    };
    const auto change = [&](const char *tag, const QByteArray &from, const QByteArray &to, const char *code) {
        QVERIFY2(good.contains(from), tag);
        row(tag, QByteArray(good).replace(from, to), code);
    };
    const auto withSignature = [&](const char *tag, const QByteArray &other) {
        row(tag, jws(goodPayload(), goodHeader(), other, goodChain()), "signature-mismatch");
    };
    row("good", good, "");
    change("a member more", "{\"payload\"", "{\"more\":1,\"payload\"", "unknown-member");
    change("general JWS", "{\"payload\"", "{\"signatures\":[],\"payload\"", "unknown-member");
    change("payload twice", "{\"payload\"", "{\"payload\":\"\",\"payload\"", "duplicate-member");
    change("payload in another case", "\"payload\"", "\"Payload\"", "case-variant");
    change("no header", ",\"header\"", ",\"head\"", "unknown-member");
    change("no chain", "\"x5c\"", "\"x5t\"", "empty-chain");
    change("padding", url(goodPayload()), goodPayload().toBase64() + "=", "broken-base64");
    change("a space in the signature", "\"signature\":\"", "\"signature\":\" ", "broken-base64");
    change("chain url alphabet", goodChain()[0].toBase64(), "_" + goodChain()[0].toBase64().mid(1), "broken-base64");
    row("trailing", good + "{}", "broken-json");
    row("BOM", "\xef\xbb\xbf" + good, "broken-json");
    row("empty", {}, "broken-json");
    row("huge", good + QByteArray(5 * 1024 * 1024, ' '), "too-large");
    row("deep", QByteArray(100, '['), "too-deep");
    withSignature("of other bytes", keys().leaf.signRaw("x", "SHA256", 32));
    withSignature("of another key", keys().root.signRaw(url(goodHeader()) + '.' + url(goodPayload()), "SHA256", 32));
    withSignature("in DER", keys().leaf.sign(url(goodHeader()) + '.' + url(goodPayload())));
    withSignature("empty", {});
    withSignature("63 bytes", signature.chopped(1));
    withSignature("65 bytes", signature + '\0');
    withSignature("132 bytes", signature + QByteArray(68, '\0'));
    withSignature("r zero", QByteArray(32, '\0') + signature.mid(32));
    withSignature("s zero", signature.left(32) + QByteArray(32, '\0'));
    withSignature("s too large", signature.left(32) + QByteArray(32, '\xff'));
    withSignature("all zero", QByteArray(64, '\0'));
    withSignature("turned", signature.mid(32) + signature.left(32));
    row("payload changed", jws(QByteArray(goodPayload()).replace("size", "Size"), goodHeader(), signature, goodChain()),
        "signature-mismatch");
    row("header changed",
        jws(goodPayload(), QByteArray(goodHeader()).replace("2026-11-01", "2026-11-02"), signature, goodChain()),
        "signature-mismatch");
    row("11 certificates", jws(goodPayload(), goodHeader(), signature, QList<QByteArray>(11, goodChain()[1])),
        "too-many-certificates");
    row("no certificates", jws(goodPayload(), goodHeader(), signature, {}), "empty-chain");
    row("no certificate", jws(goodPayload(), goodHeader(), signature, {"x"}), "broken-certificate");
    row("a certificate and a byte", jws(goodPayload(), goodHeader(), signature, {goodChain()[0] + 'x', goodChain()[1]}),
        "broken-certificate");
}

void TestNotationFaults::theEnvelopeMustBeRight()
{
    QFETCH(QByteArray, envelope);
    QFETCH(QString, code);
    const ArtifactVerdict verdict = verdictOf(envelope);
    QCOMPARE(reasonCode(verdict.reason), code);
    QCOMPARE(verdict.state == State::Trusted, code.isEmpty());
}

void TestNotationFaults::thePayloadMustBeForThisArtifact_data()
{
    QTest::addColumn<QByteArray>("payload");
    QTest::addColumn<QString>("code");
    const QByteArray good = goodPayload();
    const auto row = [&](const char *tag, const QByteArray &from, const QByteArray &to, const char *code) {
        QVERIFY2(good.contains(from), tag);
        QTest::newRow(tag) << QByteArray(good).replace(from, to) << QString::fromLatin1(code);
    };
    row("good", "{", "{", "");
    row("other digest", subject().manifest.digest.hex(), QByteArray(64, '1'), "other-artifact");
    row("other size", "\"size\":", "\"size\":1", "other-size");
    row("size as a float", "\"size\":401", "\"size\":401.0", "wrong-type");
    row("other type", "image.manifest", "image.index", "other-media-type");
    row("no size", "\"size\"", "\"sizes\"", "missing-member");
    row("digest twice", "\"digest\"", "\"digest\":\"\",\"digest\"", "duplicate-member");
    row("digest in another case", "\"digest\"", "\"Digest\"", "case-variant");
    row("a member more", "{\"targetArtifact\"", "{\"more\":1,\"targetArtifact\"", "unknown-member");
    row("no target", "targetArtifact", "target", "unknown-member");
    row("trailing", "}}", "}}}", "broken-json");
}

void TestNotationFaults::thePayloadMustBeForThisArtifact()
{
    QFETCH(QByteArray, payload);
    QFETCH(QString, code);
    const ArtifactVerdict verdict = verdictOf(signedJws(payload, goodHeader()));
    QCOMPARE(reasonCode(verdict.reason), code);
    QCOMPARE(verdict.state, code.isEmpty() ? State::Trusted : State::Invalid);
}

void TestNotationFaults::theChainMustBeRight_data()
{
    QTest::addColumn<QList<QByteArray>>("chain");
    QTest::addColumn<QString>("code");
    const Keys &all = keys();
    const auto row = [](const char *tag, const QList<QByteArray> &chain, const char *code) {
        QTest::newRow(tag) << chain << QString::fromLatin1(code);
    };
    const auto leaf = [&](const char *tag, const std::function<void(CertificateShape &)> &change, const char *code) {
        CertificateShape shape;
        change(shape);
        QTest::newRow(tag) << QList<QByteArray>{makeCertificate(shape, all.leaf, all.root), rootCertificate()}
                           << QString::fromLatin1(code);
    };
    const auto middle = [&](const char *tag, const std::function<void(CertificateShape &)> &change, const char *code) {
        CertificateShape shape = authorityShape("middle", "root");
        change(shape);
        CertificateShape end;
        end.issuer = "middle";
        QTest::newRow(tag) << QList<QByteArray>{makeCertificate(end, all.leaf, all.middle),
            makeCertificate(shape, all.middle, all.root), rootCertificate()}
                           << QString::fromLatin1(code);
    };
    const QDateTime before = vectorTime().addDays(-1);
    leaf(
        "good", [](auto &) {}, "");
    leaf(
        "expired", [&](auto &s) { s.notAfter = before; }, "certificate-expired");
    leaf(
        "not yet valid", [&](auto &s) { s.notBefore = vectorTime().addDays(1); }, "certificate-not-yet-valid");
    leaf(
        "server usage", [](auto &s) { s.extended = "serverAuth"; }, "wrong-extended-usage");
    leaf(
        "server usage besides", [](auto &s) { s.extended = "codeSigning,serverAuth"; }, "wrong-extended-usage");
    leaf(
        "client usage", [](auto &s) { s.extended = "clientAuth"; }, "wrong-extended-usage");
    leaf(
        "mail usage", [](auto &s) { s.extended = "emailProtection"; }, "wrong-extended-usage");
    leaf(
        "any usage", [](auto &s) { s.extended = "anyExtendedKeyUsage"; }, "wrong-extended-usage");
    leaf(
        "time stamp usage", [](auto &s) { s.extended = "timeStamping"; }, "wrong-extended-usage");
    leaf(
        "OCSP usage", [](auto &s) { s.extended = "OCSPSigning"; }, "wrong-extended-usage");
    leaf(
        "no extended usage", [](auto &s) { s.extended = ""; }, "");
    leaf(
        "no usage", [](auto &s) { s.usage = ""; }, "wrong-key-usage");
    leaf(
        "usage not critical", [](auto &s) { s.usage = "digitalSignature"; }, "wrong-key-usage");
    leaf(
        "usage without signing", [](auto &s) { s.usage = "critical,nonRepudiation"; }, "wrong-key-usage");
    for (const char *usage : {"keyEncipherment", "dataEncipherment", "keyAgreement", "keyCertSign", "cRLSign"}) {
        static QByteArrayList kept;
        kept.append(QByteArray("critical,digitalSignature,") + usage);
        leaf(
            usage, [&](auto &s) { s.usage = kept.last().constData(); }, "wrong-key-usage");
    }
    leaf(
        "an authority", [](auto &s) { s.isAuthority = true; }, "wrong-key-usage");
    leaf(
        "no basic constraints", [](auto &s) { s.basic = ""; }, "");
    leaf(
        "an unknown critical extension", [](auto &s) { s.more = "1.2.3.4=critical,ASN1:NULL"; }, "");
    leaf(
        "SHA-1", [](auto &s) { s.digest = "SHA1"; }, "weak-digest");
    leaf(
        "another issuer", [](auto &s) { s.issuer = "somebody"; }, "chain-order");
    middle(
        "an intermediate", [](auto &) {}, "");
    middle(
        "intermediate expired", [&](auto &s) { s.notAfter = before; }, "certificate-expired");
    middle(
        "intermediate not yet valid", [&](auto &s) { s.notBefore = vectorTime().addDays(1); },
        "certificate-not-yet-valid");
    middle(
        "intermediate no authority", [](auto &s) { s.basic = "critical,CA:FALSE"; }, "not-an-authority");
    middle(
        "intermediate without constraints", [](auto &s) { s.basic = ""; }, "not-an-authority");
    middle(
        "constraints not critical", [](auto &s) { s.basic = "CA:TRUE"; }, "not-an-authority");
    middle(
        "intermediate may not sign", [](auto &s) { s.usage = "critical,cRLSign"; }, "wrong-key-usage");
    middle(
        "intermediate usage not critical", [](auto &s) { s.usage = "keyCertSign"; }, "wrong-key-usage");
    middle(
        "path of 0", [](auto &s) { s.pathLength = 0; }, "");
    CertificateShape tight = authorityShape();
    tight.pathLength = 0;
    CertificateShape end;
    end.issuer = "middle";
    const QByteArray middleCertificate = makeCertificate(authorityShape("middle", "root"), all.middle, all.root);
    const QByteArray under = makeCertificate(end, all.leaf, all.middle);
    row("path of the root broken", {under, middleCertificate, makeCertificate(tight, all.root, all.root)},
        "path-too-long");
    row("out of order", {under, rootCertificate(), middleCertificate}, "chain-order");
    row("root first", {rootCertificate(), goodChain()[0]}, "chain-order");
    row("unrelated one between", {goodChain()[0], middleCertificate, rootCertificate()}, "chain-order");
    row("no root", {under, middleCertificate}, "no-self-signed-root");
    row("leaf alone", {goodChain()[0]}, "no-self-signed-root");
    row("two roots", {goodChain()[0], rootCertificate(), rootCertificate()}, "chain-order");
    row("root of the same name with another key",
        {goodChain()[0], makeCertificate(authorityShape(), all.middle, all.middle)}, "chain-signature");
    row("self-signed authority alone", {makeCertificate(authorityShape(), all.leaf, all.leaf)}, "wrong-key-usage");
    CertificateShape own;
    own.issuer = own.subject;
    row("self-signed leaf", {makeCertificate(own, all.leaf, all.leaf)}, "not-in-trust-store");
    const TestKey weak("RSA:1024");
    row("weak root", {makeCertificate({}, all.leaf, weak), makeCertificate(authorityShape(), weak, weak)}, "weak-key");
    const TestKey edwards("ED25519");
    row("Ed25519 root", {makeCertificate({}, all.leaf, edwards), makeCertificate(authorityShape(), edwards, edwards)},
        "unsupported-key");
    row("untrusted root",
        {makeCertificate({}, all.leaf, all.p384), makeCertificate(authorityShape(), all.p384, all.p384)},
        "not-in-trust-store");
    leaf(
        "names a list of revoked ones", [](auto &s) { s.more = "crlDistributionPoints=URI:http://crl.example.com/c"; },
        "revocation-unknown");
}

void TestNotationFaults::theChainMustBeRight()
{
    QFETCH(QList<QByteArray>, chain);
    QFETCH(QString, code);
    const ArtifactVerdict verdict = verdictOf(signedJws(goodPayload(), goodHeader(), chain));
    QCOMPARE(reasonCode(verdict.reason), code);
    const bool isValid = code == u"not-in-trust-store"_s || code == u"revocation-unknown"_s;
    const State expected = code.isEmpty() ? State::Trusted
        : isValid                         ? State::Valid
        : code == u"unsupported-key"_s    ? State::Claimed
                                          : State::Invalid;
    QCOMPARE(verdict.state, expected);
}

void TestNotationFaults::theCoseMustBeStrict_data()
{
    QTest::addColumn<QByteArray>("envelope");
    QTest::addColumn<QString>("code");
    const auto row = [](const char *tag, const QByteArray &envelope, const char *code) {
        QTest::newRow(tag) << envelope << QString::fromLatin1(code);
    };
    const auto pair = [&](const char *tag, qsizetype at, const QByteArray &to, const char *code) {
        QByteArrayList pairs = goodPairs();
        pairs[at] = to;
        row(tag, cose(pairs), code);
    };
    const auto more = [&](const char *tag, const QByteArray &what, const char *code) {
        QByteArrayList pairs = goodPairs();
        pairs.append(what);
        row(tag, cose(pairs), code);
    };
    const QByteArray good = cose(goodPairs());
    row("good", good, "");
    row("no tag", cose(goodPairs(), ""), "broken-cbor");
    row("tag 98", cose(goodPairs(), QByteArray("\xd8\x62")), "broken-cbor");
    row("tag 18 twice", cose(goodPairs(), "\xd2\xd2"), "broken-cbor");
    row("tag in a longer head", cose(goodPairs(), QByteArray("\xd8\x12")), "broken-cbor");
    row("trailing", cose(goodPairs(), "\xd2", "x"), "broken-cbor");
    row("empty", {}, "broken-cbor");
    row("an indefinite list", QByteArray(good).replace(1, 1, "\x9f"), "broken-cbor");
    row("five parts", QByteArray(good).replace(1, 1, "\x85"), "broken-cbor");
    row("three parts", QByteArray(good).replace(1, 1, "\x83"), "broken-cbor");
    row("payload nil", QByteArray(good).replace(bytes(goodPayload()), "\xf6"), "broken-cbor");
    row("a length longer than needed",
        QByteArray(good).replace(bytes(goodPayload()), QByteArray("\x5a\0\0", 3) + bytes(goodPayload()).mid(1)),
        "broken-cbor");
    row("deep", "\xd2" + QByteArray(20, '\x81') + '\0', "too-deep");
    row("huge", "\xd2" + QByteArray(2 * 1024 * 1024, '\0'), "too-large");
    row("claims four gigabytes", QByteArray("\xd2\x84\x5a\xff\xff\xff\xff", 7), "broken-cbor");
    row("claims many", QByteArray("\xd2\x9a\xff\xff\xff\xff", 6), "too-many");
    pair("alg as text", 0, "\x01" + text("ES256"), "unknown-algorithm");
    pair("alg RS256", 0, QByteArray("\x01\x39\x01\x00", 4), "unknown-algorithm");
    pair("alg EdDSA", 0, QByteArray("\x01\x27"), "unknown-algorithm");
    pair("alg ES384", 0, QByteArray("\x01\x38\x22"), "algorithm-mismatch");
    pair("alg PS256", 0, QByteArray("\x01\x38\x24"), "algorithm-mismatch");
    pair("no alg", 0, QByteArray("\x07\x26"), "unknown-algorithm");
    pair("no crit", 1, QByteArray("\x07\x26"), "missing-critical");
    pair("empty crit", 1, QByteArray("\x02\x80"), "missing-critical");
    pair("crit of bytes", 1, QByteArray("\x02\x81\x41x"), "wrong-type");
    pair("crit unknown", 1, "\x02\x82" + text(kScheme) + text("more"), "missing-critical");
    pair("crit lists alg", 1, "\x02\x82" + text(kScheme) + '\x01', "unknown-critical");
    pair("no content type", 2, QByteArray("\x07\x26"), "missing-member");
    pair("content type a number", 2, QByteArray("\x03\x01"), "wrong-type");
    pair("another content type", 2, "\x03" + text("text/plain"), "wrong-payload-type");
    pair("scheme unknown", 3, text(kScheme) + text("x"), "unknown-scheme");
    pair("scheme a number", 3, text(kScheme) + '\x01', "wrong-type");
    pair("time without a tag", 4, text(kTime) + head(0, 1'793'491'200), "wrong-time");
    pair("time as text", 4, text(kTime) + '\xc0' + text("2026-11-01T00:00:00Z"), "wrong-time");
    pair("time negative", 4, text(kTime) + '\xc1' + QByteArray("\x20"), "wrong-time");
    pair("time a float", 4, text(kTime) + '\xc1' + QByteArray("\xfb\x41\xda\0\0\0\0\0\0", 9), "broken-cbor");
    pair("no time", 4, QByteArray("\x07\x26"), "missing-time");
    more("alg twice", QByteArray("\x01\x26"), "duplicate-member");
    more("scheme twice", text(kScheme) + text("notary.x509"), "duplicate-member");
    more("no UTF-8", text("\xff") + '\x01', "broken-cbor");
    more("undefined", QByteArray("\x07\xf7"), "broken-cbor");
    more("a header that is not critical", QByteArray("\x07\x01"), "");
    QByteArray flipped = good;
    flipped[flipped.size() - 1] = char(flipped[flipped.size() - 1] ^ 1);
    row("signature changed", flipped, "signature-mismatch");
}

void TestNotationFaults::theCoseMustBeStrict()
{
    QFETCH(QByteArray, envelope);
    QFETCH(QString, code);
    const ArtifactVerdict verdict = verdictOf(envelope, storeOf(), true);
    QCOMPARE(reasonCode(verdict.reason), code);
    QCOMPARE(verdict.state == State::Trusted, code.isEmpty());
    QCOMPARE(verdict.state == State::Limit, code.startsWith(u"too-"_s));
}

void TestNotationFaults::rsaMustBeSaltedByItsDigest_data()
{
    QTest::addColumn<QByteArray>("algorithm");
    QTest::addColumn<bool>("isPss");
    QTest::addColumn<int>("salt");
    QTest::addColumn<QByteArray>("mask");
    QTest::addColumn<QString>("code");
    QTest::newRow("good") << QByteArray("PS256") << true << -1 << QByteArray() << QString();
    QTest::newRow("PKCS 1") << QByteArray("PS256") << false << -1 << QByteArray() << u"signature-mismatch"_s;
    QTest::newRow("no salt") << QByteArray("PS256") << true << 0 << QByteArray() << u"signature-mismatch"_s;
    QTest::newRow("most salt") << QByteArray("PS256") << true << -3 << QByteArray() << u"signature-mismatch"_s;
    QTest::newRow("mask of SHA-1") << QByteArray("PS256") << true << -1 << QByteArray("SHA1")
                                   << u"signature-mismatch"_s;
    QTest::newRow("PS384") << QByteArray("PS384") << true << -1 << QByteArray() << u"algorithm-mismatch"_s;
    QTest::newRow("RS256") << QByteArray("RS256") << false << -1 << QByteArray() << u"algorithm-mismatch"_s;
}

void TestNotationFaults::rsaMustBeSaltedByItsDigest()
{
    QFETCH(QByteArray, algorithm);
    QFETCH(bool, isPss);
    QFETCH(int, salt);
    QFETCH(QByteArray, mask);
    QFETCH(QString, code);
    const QByteArray header = goodHeader(algorithm);
    const QByteArray signature = keys().rsa.sign(
        url(header) + '.' + url(goodPayload()), "SHA256", isPss, salt, mask.isEmpty() ? nullptr : mask.constData());
    const QList<QByteArray> chain{makeCertificate({}, keys().rsa, keys().root), rootCertificate()};
    const ArtifactVerdict verdict = verdictOf(jws(goodPayload(), header, signature, chain));
    QCOMPARE(reasonCode(verdict.reason), code);
}

void TestNotationFaults::theLevelSaysWhatCounts_data()
{
    QTest::addColumn<QByteArray>("level");
    QTest::addColumn<bool>("isKnown"); // the root is in the store
    QTest::addColumn<bool>("isExpired");
    QTest::addColumn<QString>("state");
    const auto row = [](const char *tag, const char *level, bool isKnown, bool isExpired, const char *state) {
        QTest::newRow(tag) << QByteArray(level) << isKnown << isExpired << QString::fromLatin1(state);
    };
    row("strict", "strict", true, false, "trusted");
    row("strict, expired", "strict", true, true, "invalid");
    row("strict, unknown root", "strict", false, false, "valid");
    row("permissive, expired", "permissive", true, true, "trusted");
    row("permissive, unknown root", "permissive", false, false, "valid");
    row("audit, expired", "audit", true, true, "trusted");
    row("audit, unknown root", "audit", false, true, "valid");
    row("skip", "skip", true, false, "claimed");
    row("strict, expiry logged", R"({"level":"strict","override":{"expiry":"log"}})", true, true, "trusted");
    row("permissive, expiry enforced", R"({"level":"permissive","override":{"expiry":"enforce"}})", true, true,
        "invalid");
}

void TestNotationFaults::theLevelSaysWhatCounts()
{
    QFETCH(QByteArray, level);
    QFETCH(bool, isKnown);
    QFETCH(bool, isExpired);
    QFETCH(QString, state);
    NotationStore store = storeOf(level.constData());
    if (!isKnown)
        store.certificates.clear();
    QByteArray header = goodHeader();
    if (isExpired)
        header.replace("[\"io.cncf.notary.signingScheme\"]",
            "[\"io.cncf.notary.signingScheme\",\"io.cncf.notary.expiry\"],\"io.cncf.notary.expiry\":\"2026-11-02T00:00:"
            "00Z\"");
    QCOMPARE(stateWord(verdictOf(signedJws(goodPayload(), header), store).state), state);
}

void TestNotationFaults::theIdentityMustBeTrusted_data()
{
    QTest::addColumn<QByteArray>("identities");
    QTest::addColumn<bool>("isTrusted");
    const auto row = [](const char *tag, const char *identities, bool isTrusted) {
        QTest::newRow(tag) << QByteArray(identities) << isTrusted;
    };
    row("any", R"(["*"])", true);
    row("a part of the subject", R"(["x509.subject: C=US, ST=WA, O=Lab"])", true);
    row("the whole subject", R"(["x509.subject: C=US,ST=WA,O=Lab,CN=signer"])", true);
    row("S for ST", R"(["x509.subject: C=US, S=WA, O=Lab"])", true);
    row("one of two", R"(["x509.subject: C=DE, ST=BE, O=x","x509.subject: C=US, ST=WA, O=Lab"])", true);
    row("more than the subject", R"(["x509.subject: C=US, ST=WA, O=Lab, OU=x"])", false);
    row("another name", R"(["x509.subject: C=US, ST=WA, O=Lab, CN=other"])", false);
    row("in another case", R"(["x509.subject: C=US, ST=WA, O=lab"])", false);
    row("an escaped comma", R"(["x509.subject: C=US, ST=WA, O=Lab\\, CN=signer"])", false);
}

void TestNotationFaults::theIdentityMustBeTrusted()
{
    QFETCH(QByteArray, identities);
    QFETCH(bool, isTrusted);
    const ArtifactVerdict verdict = verdictOf(signedJws(goodPayload(), goodHeader()), storeOf("strict", identities));
    QCOMPARE(verdict.state, isTrusted ? State::Trusted : State::Valid);
    QCOMPARE(verdict.reason == Reason::NotATrustedIdentity, !isTrusted);
}

void TestNotationFaults::thePolicyMustBeRight_data()
{
    QTest::addColumn<QByteArray>("policy");
    QTest::addColumn<bool>("isFine");
    const QByteArray good = fileBytes(vectorPath(u"keys-notation/trustpolicy.json"_s));
    const auto row = [&](const char *tag, const QByteArray &from, const QByteArray &to, bool isFine = false) {
        QVERIFY2(good.contains(from), tag);
        QTest::newRow(tag) << QByteArray(good).replace(from, to) << isFine;
    };
    row("good", "{", "{", true);
    row("version", "\"1.0\"", "\"2.0\"");
    row("level", "strict", "loose");
    row("a member more", "\"name\"", "\"more\":1,\"name\"");
    row("version twice", "{\"version\"", "{\"version\":\"1.0\",\"version\"");
    row("skip for all", "strict", "skip");
    row("star beside others", "[\"*\"],\"signature", "[\"*\",\"r/a\"],\"signature");
    row("no stores", "[\"ca:lab-rsa3072\",\"ca:lab-ec384\",\"ca:lab-ec256\"]", "[]");
    row("no identities", "\"trustedIdentities\":[\"*\"]", "\"trustedIdentities\":[]");
    row("star beside an identity", "\"trustedIdentities\":[\"*\"]",
        "\"trustedIdentities\":[\"*\",\"x509.subject: C=US, ST=WA, O=Lab\"]");
    row("identity without a state", "\"trustedIdentities\":[\"*\"]",
        "\"trustedIdentities\":[\"x509.subject: C=US, O=Lab\"]");
    row("identity in hex", "\"trustedIdentities\":[\"*\"]",
        "\"trustedIdentities\":[\"x509.subject: C=US, ST=WA, O=#0c03\"]");
    row("identity of another kind", "\"trustedIdentities\":[\"*\"]", "\"trustedIdentities\":[\"did:x\"]");
    row("identity with two values in a part", "\"trustedIdentities\":[\"*\"]",
        "\"trustedIdentities\":[\"x509.subject: C=US+ST=WA, O=Lab\"]");
    row("overlapping identities", "\"trustedIdentities\":[\"*\"]",
        "\"trustedIdentities\":[\"x509.subject: C=US, ST=WA, O=Lab\",\"x509.subject: C=US, ST=WA, O=Lab, CN=a\"]");
    row("override of integrity", "\"level\":\"strict\"", "\"level\":\"strict\",\"override\":{\"integrity\":\"log\"}");
    row("override word", "\"level\":\"strict\"", "\"level\":\"strict\",\"override\":{\"expiry\":\"maybe\"}");
    row("override", "\"level\":\"strict\"", "\"level\":\"strict\",\"override\":{\"expiry\":\"skip\"}", true);
    row("authenticity cannot be skipped", "\"level\":\"strict\"",
        "\"level\":\"strict\",\"override\":{\"authenticity\":\"skip\"}");
    row("trailing", "]}", "]}]");
}

void TestNotationFaults::thePolicyMustBeRight()
{
    QFETCH(QByteArray, policy);
    QFETCH(bool, isFine);
    const Result<QList<NotationPolicy>> read = readNotationPolicies(policy);
    QCOMPARE(read.ok(), isFine);
    QVERIFY(isFine || read.error().kind == ErrorKind::Usage);
}

void TestNotationFaults::theStoreHasNoLinks()
{
    QTemporaryDir folder;
    const QString store = folder.filePath(u"truststore/x509/ca/lab-%1"_s);
    for (const QString &name : {u"rsa3072"_s, u"ec384"_s, u"ec256"_s}) {
        QVERIFY(QDir().mkpath(store.arg(name)));
        QVERIFY(QFile::copy(vectorPath(u"keys-notation/%1-root.crt"_s.arg(name)), store.arg(name) + u"/root.crt"_s));
    }
    QVERIFY(QFile::copy(vectorPath(u"keys-notation/trustpolicy.json"_s), folder.filePath(u"trustpolicy.json"_s)));
    const Result<NotationStore> read = readNotationStore(folder.path());
    QVERIFY(read);
    QCOMPARE(read->certificates.size(), 3);
    QVERIFY(QFile::link(vectorPath(u"keys-notation/ec256-root.crt"_s), store.arg(u"ec256"_s) + u"/link.crt"_s));
    QVERIFY(!readNotationStore(folder.path()));
    QVERIFY(
        QFile::remove(store.arg(u"ec256"_s) + u"/link.crt"_s) && QFile::remove(store.arg(u"ec256"_s) + u"/root.crt"_s));
    QVERIFY(!readNotationStore(folder.path())); // empty
    // A certificate of a signer is no root.
    QVERIFY(QFile::copy(vectorPath(u"keys-notation/ec256-chain.crt"_s), store.arg(u"ec256"_s) + u"/root.crt"_s));
    QVERIFY(!readNotationStore(folder.path()));
}

void TestNotationFaults::noCutVectorIsValid()
{
    const Evidence evidence = loadEvidence(u"notation-referrersapi-img1"_s);
    Material material;
    material.stores = {vectorStore()};
    material.now = vectorTime();
    for (const AttachedManifest &attached : evidence.attached) {
        const AttachedBlob &blob = attached.blobs.first();
        for (qsizetype i = 0; i < blob.bytes.size(); i += 3)
            QVERIFY(
                !verifyNotation(evidence.subject, blob.bytes.left(i), blob.descriptor.mediaType, material).isValid());
    }
}

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    TestNotationFaults faults;
    TestNotationTime times;
    return QTest::qExec(&faults, argc, argv) | QTest::qExec(&times, argc, argv);
}
#include "tst_notationfaults.moc"
