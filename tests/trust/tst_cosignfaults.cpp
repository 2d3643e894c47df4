// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "keyless.h"
#include "makers.h"
#include "vectors.h"

#include "trust/cosign.h"

#include <QCoreApplication>
#include <QTest>

using namespace lotse;
using namespace lotse::trust;
using namespace lotse::trust::test;

namespace {

constexpr auto kStatementType = "application/vnd.in-toto+json";

const TestKey &signingKey()
{
    static const TestKey key("P-256");
    return key;
}

Subject subjectOf()
{
    return loadEvidence(u"cosign3-legacy-zot-img1"_s).subject;
}

Material material(const PublicKey &key)
{
    Material out;
    out.keys = {{u"k"_s, key}};
    out.now = vectorTime();
    out.isOnly = true;
    return out;
}

QByteArray goodPayload()
{
    return "{\"critical\":{\"identity\":{\"docker-reference\":\"r/a\"},\"image\":{\"docker-manifest-digest\":\""
        + subjectOf().manifest.digest.latin1()
        + "\"},\"type\":\"cosign container image signature\"},\"optional\":null}";
}

QByteArray goodStatement()
{
    return "{\"_type\":\"https://in-toto.io/Statement/v1\",\"subject\":[{\"digest\":{\"sha256\":\""
        + subjectOf().manifest.digest.hex()
        + "\"}}],\"predicateType\":\"https://sigstore.dev/cosign/sign/v1\",\"predicate\":{}}";
}

QByteArray envelopeOf(const QByteArray &statement, const QByteArray &type = kStatementType)
{
    return "{\"payload\":\"" + statement.toBase64() + "\",\"payloadType\":\"" + type + "\",\"signatures\":[{\"sig\":\""
        + signingKey().sign(preAuthentication(type, statement)).toBase64() + "\"}]}";
}

QByteArray bundleOf(const QByteArray &envelope, const QByteArray &material = "\"publicKey\":{\"hint\":\"x\"}",
    const QByteArray &type = "application/vnd.dev.sigstore.bundle.v0.3+json")
{
    return "{\"mediaType\":\"" + type + "\",\"verificationMaterial\":{" + material + "},\"dsseEnvelope\":" + envelope
        + "}";
}

} // namespace

/// What is wrong with a cosign signature or a bundle is found, and each fault has its reason.
class TestCosignFaults : public QObject {
    Q_OBJECT

    SignatureVerdict simple(const QByteArray &payload, const QByteArray &signature) const
    {
        return verifySimpleSigning(subjectOf(), payload,
            {{u"dev.cosignproject.cosign/signature"_s, QString::fromLatin1(signature)}},
            material(signingKey().publicKey()));
    }

private slots:
    void thePayloadMustBeForThisArtifact_data();
    void thePayloadMustBeForThisArtifact();
    void theSignatureMustFit_data();
    void theSignatureMustFit();
    void noCutOrChangedByteFits();
    void theStatementMustBeForThisArtifact_data();
    void theStatementMustBeForThisArtifact();
    void theBundleMustBeWhole_data();
    void theBundleMustBeWhole();
    void eachKindOfKeyFits_data();
    void eachKindOfKeyFits();
    void theKeyMustBeSound_data();
    void theKeyMustBeSound();
    void whoWasNotNamedIsNotWrong_data();
    void whoWasNotNamedIsNotWrong();
    void oneGoodSignatureIsEnough();
    void tooManyAreNotVerified();
    void aBlobMustHaveItsDigest();
};

void TestCosignFaults::thePayloadMustBeForThisArtifact_data()
{
    QTest::addColumn<QByteArray>("payload");
    QTest::addColumn<QString>("code");
    const QByteArray good = goodPayload();
    const auto row = [&](const char *tag, const QByteArray &from, const QByteArray &to, const char *code) {
        QVERIFY2(good.contains(from), tag);
        QTest::newRow(tag) << QByteArray(good).replace(from, to) << QString::fromLatin1(code);
    };
    const QByteArray hex = subjectOf().manifest.digest.hex();
    row("good", "{", "{", "");
    row("an escaped name", "\"critical\"", "\"\\u0063ritical\"", "");
    row("optional is there", "null}", "{\"a\":\"b\"}}", "");
    row("another digest", hex, QByteArray(64, 'a'), "other-artifact");
    row("upper case digest", hex, hex.toUpper(), "other-artifact");
    row("a NUL in the digest", hex, hex + "\\u0000", "other-artifact");
    row("no algorithm", "sha256:" + hex, hex, "other-artifact");
    row("critical twice", "{\"critical\"", "{\"critical\":{},\"critical\"", "duplicate-member");
    row("critical twice by an escape", "{\"critical\"", "{\"\\u0063ritical\":{},\"critical\"", "duplicate-member");
    row("digest twice", "\"docker-manifest-digest\"", "\"docker-manifest-digest\":\"x\",\"docker-manifest-digest\"",
        "duplicate-member");
    row("case of critical", "\"critical\"", "\"Critical\"", "case-variant");
    row("case of the digest", "\"docker-manifest-digest\"", "\"Docker-manifest-digest\"", "case-variant");
    row("case of the type", "\"type\"", "\"Type\"", "case-variant");
    row("another type", "cosign container", "atomic container", "wrong-payload-type");
    row("no type", ",\"type\":\"cosign container image signature\"", "", "missing-member");
    row("type is a number", "\"cosign container image signature\"", "1", "wrong-type");
    row("no identity", "\"identity\":{\"docker-reference\":\"r/a\"},", "", "missing-member");
    row("no image", "\"image\"", "\"imag\"", "unknown-member");
    row("critical is a list", "{\"critical\":{", "{\"critical\":[],\"x\":{", "unknown-member");
    row("optional is a list", "null}", "[]}", "wrong-type");
    row("a member more", "{\"critical\"", "{\"more\":1,\"critical\"", "unknown-member");
    row("a member more inside", "\"identity\"", "\"more\":1,\"identity\"", "unknown-member");
    row("something follows", "null}", "null} x", "broken-json");
    row("two documents", "null}", "null}{}", "broken-json");
    row("a comma at the end", "null}", "null,}", "broken-json");
    QTest::newRow("BOM") << "\xef\xbb\xbf" + good << u"broken-json"_s;
    QTest::newRow("UTF-16") << QByteArray("\xff\xfe{\0}\0", 6) << u"broken-json"_s;
    QTest::newRow("no UTF-8") << QByteArray(good).replace("r/a", "r/\xff") << u"broken-json"_s;
    QTest::newRow("empty") << QByteArray() << u"broken-json"_s;
    QTest::newRow("a list") << QByteArray("[]") << u"wrong-type"_s;
    QTest::newRow("deep") << QByteArray(100, '[') + QByteArray(100, ']') << u"too-deep"_s;
    QTest::newRow("very deep") << QByteArray(200'000, '[') << u"too-deep"_s;
    QTest::newRow("huge") << QByteArray(2 * 1024 * 1024, ' ') + good << u"too-large"_s;
}

void TestCosignFaults::thePayloadMustBeForThisArtifact()
{
    QFETCH(QByteArray, payload);
    QFETCH(QString, code);
    // The signature fits: it is the content that is wrong.
    const SignatureVerdict verdict = simple(payload, signingKey().sign(payload).toBase64());
    QCOMPARE(reasonCode(verdict.reason), code);
    QCOMPARE(verdict.isValid(), code.isEmpty());
    QCOMPARE(verdict.state == State::Limit, code.startsWith(u"too-"_s));
}

void TestCosignFaults::theSignatureMustFit_data()
{
    QTest::addColumn<QByteArray>("signature");
    QTest::addColumn<QString>("code");
    const QByteArray payload = goodPayload();
    const QByteArray der = signingKey().sign(payload);
    const QByteArray good = der.toBase64();
    const auto row = [](const char *tag, const QByteArray &signature, const char *code) {
        QTest::newRow(tag) << signature << QString::fromLatin1(code);
    };
    row("good", good, "");
    row("none", {}, "no-signature");
    row("a space", good + ' ', "broken-base64");
    row("a line end", good + '\n', "broken-base64");
    row("junk inside", QByteArray(good).insert(8, "!"), "broken-base64");
    row("cut in base64", good.chopped(1), "broken-base64");
    row("padding more", good + "=", "broken-base64");
    row("alone padding", "====", "broken-base64");
    row("spare bits", "TWF=", "broken-base64");
    row("no padding", "TWE", "broken-base64");
    row("url alphabet", QByteArray("__-_"), "broken-base64");
    row("of other bytes", signingKey().sign("other").toBase64(), "no-key-fits");
    row("of another key", TestKey("P-256").sign(payload).toBase64(), "no-key-fits");
    row("of another hash", signingKey().sign(payload, "SHA384").toBase64(), "no-key-fits");
    row("r and s", signingKey().signRaw(payload, "SHA256", 32).toBase64(), "no-key-fits");
    row("a byte more", (der + '\0').toBase64(), "broken-signature");
    row("r and s zero", QByteArray::fromHex("3006020100020100").toBase64(), "broken-signature");
    row("s zero", QByteArray::fromHex("3006020101020100").toBase64(), "broken-signature");
    row("r is one", QByteArray::fromHex("3006020101020101").toBase64(), "no-key-fits");
    row("negative", QByteArray::fromHex("30060201ff0201ff").toBase64(), "broken-signature");
    row("leading zeros", QByteArray::fromHex("30080202000102020001").toBase64(), "broken-signature");
    row("indefinite length", QByteArray::fromHex("30800201010201010000").toBase64(), "broken-signature");
    row("no DER", QByteArray("x").toBase64(), "broken-signature");
}

void TestCosignFaults::theSignatureMustFit()
{
    QFETCH(QByteArray, signature);
    QFETCH(QString, code);
    const SignatureVerdict verdict = simple(goodPayload(), signature);
    QCOMPARE(reasonCode(verdict.reason), code);
    QCOMPARE(verdict.state, code.isEmpty() ? State::Valid : State::Invalid);
}

void TestCosignFaults::noCutOrChangedByteFits()
{
    const QByteArray payload = goodPayload();
    const QByteArray signature = signingKey().sign(payload);
    for (qsizetype i = 0; i < payload.size(); ++i) {
        QByteArray changed = payload;
        changed[i] = char(changed[i] ^ 1);
        QCOMPARE(simple(changed, signature.toBase64()).reason, Reason::NoKeyFits);
        QCOMPARE(simple(payload.left(i), signature.toBase64()).reason, Reason::NoKeyFits);
    }
    for (qsizetype i = 0; i < signature.size(); ++i) {
        QByteArray changed = signature;
        changed[i] = char(changed[i] ^ 0x10);
        QVERIFY(!simple(payload, changed.toBase64()).isValid());
        QVERIFY(!simple(payload, signature.left(i).toBase64()).isValid());
    }
    const QByteArray bundle = bundleOf(envelopeOf(goodStatement()));
    for (qsizetype i = 0; i < bundle.size(); ++i)
        QVERIFY(!verifyBundle(subjectOf(), bundle.left(i), u"application/vnd.dev.sigstore.bundle.v0.3+json"_s,
            material(signingKey().publicKey()))
                     .isValid());
}

void TestCosignFaults::theStatementMustBeForThisArtifact_data()
{
    QTest::addColumn<QByteArray>("statement");
    QTest::addColumn<QString>("code");
    const QByteArray good = goodStatement();
    const QByteArray subject = "{\"digest\":{\"sha256\":\"" + subjectOf().manifest.digest.hex() + "\"}}";
    const auto row = [&](const char *tag, const QByteArray &from, const QByteArray &to, const char *code) {
        QVERIFY2(good.contains(from), tag);
        QTest::newRow(tag) << QByteArray(good).replace(from, to) << QString::fromLatin1(code);
    };
    row("good", "{", "{", "");
    row("statement v0.1", "Statement/v1", "Statement/v0.1", "");
    row("another subject before", subject, "{\"digest\":{\"sha256\":\"" + QByteArray(64, '0') + "\"}}," + subject, "");
    row("statement v2", "Statement/v1", "Statement/v2", "wrong-payload-type");
    row("no type", "\"_type\":\"https://in-toto.io/Statement/v1\",", "", "missing-member");
    row("other subject", subjectOf().manifest.digest.hex(), QByteArray(64, '0'), "other-artifact");
    row("upper case", subjectOf().manifest.digest.hex(), subjectOf().manifest.digest.hex().toUpper(), "other-artifact");
    row("no subjects", subject, "", "no-subject");
    row("null subject", "[" + subject + "]", "null", "no-subject");
    row("subject is an object", "[" + subject + "]", subject, "wrong-type");
    row("no subject member", "\"subject\"", "\"subjects\"", "unknown-member");
    row("subject in another case", "\"subject\"", "\"Subject\"", "case-variant");
    row("sha512 alone", "\"sha256\"", "\"sha512\"", "no-subject");
    row("sha256 in another case", "\"sha256\"", "\"SHA256\"", "case-variant");
    row("digest is a text", "{\"sha256\":", "{\"sha256\":1,\"x\":", "wrong-type");
    row("no digest", "\"digest\"", "\"digests\"", "missing-member");
    row("subject twice", "\"subject\":", "\"subject\":[],\"subject\":", "duplicate-member");
    row("no predicate type", "\"predicateType\":\"https://sigstore.dev/cosign/sign/v1\",", "", "missing-member");
    row("empty predicate type", "https://sigstore.dev/cosign/sign/v1", "", "wrong-predicate");
    row("trailing", "\"predicate\":{}}", "\"predicate\":{}}}", "broken-json");
    row("1025 subjects", subject, QByteArray("{\"digest\":{\"sha256\":\"\"}},").repeated(1024) + subject,
        "too-many-subjects");
    QByteArray many;
    for (int i = 0; i < 33; ++i)
        many += "\"a" + QByteArray::number(i) + "\":\"0\",";
    row("33 digests", "{\"sha256\"", "{" + many + "\"sha256\"", "too-many-subjects");
    row("deep predicate", "\"predicate\":{}", "\"predicate\":" + QByteArray(90, '[') + QByteArray(90, ']'), "too-deep");
}

void TestCosignFaults::theStatementMustBeForThisArtifact()
{
    QFETCH(QByteArray, statement);
    QFETCH(QString, code);
    const QByteArray envelope = envelopeOf(statement);
    const Material known = material(signingKey().publicKey());
    const SignatureVerdict attested = verifyDsse(subjectOf(), envelope, {}, known);
    QCOMPARE(reasonCode(attested.reason), code);
    QVERIFY(attested.isAttestation);
    QCOMPARE(attested.isValid(), code.isEmpty());
    const SignatureVerdict bundled =
        verifyBundle(subjectOf(), bundleOf(envelope), u"application/vnd.dev.sigstore.bundle.v0.3+json"_s, known);
    QCOMPARE(reasonCode(bundled.reason), code);
    QCOMPARE(bundled.isValid(), code.isEmpty());
}

void TestCosignFaults::theBundleMustBeWhole_data()
{
    QTest::addColumn<QByteArray>("bundle");
    QTest::addColumn<QString>("code");
    const QByteArray statement = goodStatement();
    const QByteArray envelope = envelopeOf(statement);
    const QByteArray good = bundleOf(envelope);
    const auto row = [](const char *tag, const QByteArray &bundle, const char *code) {
        QTest::newRow(tag) << bundle << QString::fromLatin1(code);
    };
    const auto change = [&](const char *tag, const QByteArray &from, const QByteArray &to, const char *code) {
        QVERIFY2(good.contains(from), tag);
        row(tag, QByteArray(good).replace(from, to), code);
    };
    const QByteArray hint = "\"publicKey\":{\"hint\":\"x\"}";
    const QByteArray v1 = "application/vnd.dev.sigstore.bundle+json;version=0.1";
    const QByteArray v2 = "application/vnd.dev.sigstore.bundle+json;version=0.2";
    row("good", good, "");
    row("version 0.1", bundleOf(envelope, hint, v1), "");
    row("version 0.2", bundleOf(envelope, hint, v2), "");
    row("version 0.3 in the old form", bundleOf(envelope, hint, "application/vnd.dev.sigstore.bundle+json;version=0.3"),
        "");
    row("version 0.4", bundleOf(envelope, hint, "application/vnd.dev.sigstore.bundle.v0.4+json"), "unsupported-bundle");
    row("another type", bundleOf(envelope, hint, "application/json"), "unsupported-bundle");
    change("no media type", "\"mediaType\"", "\"mediatype\"", "case-variant");
    change("a member more", "{\"mediaType\"", "{\"more\":1,\"mediaType\"", "unsupported-bundle");
    change("media type twice", "{\"mediaType\"", "{\"mediaType\":\"x\",\"mediaType\"", "duplicate-member");
    change("no material", "\"verificationMaterial\"", "\"material\"", "unsupported-bundle");
    row("empty material", bundleOf(envelope, ""), "wrong-type");
    row("key and certificate", bundleOf(envelope, hint + ",\"certificate\":{\"rawBytes\":\"\"}"), "wrong-type");
    row("unknown material", bundleOf(envelope, hint + ",\"magic\":1"), "unsupported-bundle");
    row("chain in 0.3", bundleOf(envelope, "\"x509CertificateChain\":{\"certificates\":[]}"), "unknown-member");
    row("empty chain in 0.1", bundleOf(envelope, "\"x509CertificateChain\":{\"certificates\":[]}", v1), "empty-chain");
    row("11 certificates",
        bundleOf(envelope, "\"x509CertificateChain\":{\"certificates\":[" + QByteArray("1,").repeated(10) + "1]}", v1),
        "too-many-certificates");
    row("no certificate", bundleOf(envelope, "\"certificate\":{\"rawBytes\":\"AAAA\"}"), "broken-certificate");
    row("certificate in no base64", bundleOf(envelope, "\"certificate\":{\"rawBytes\":\"A\"}"), "broken-base64");
    const QByteArray entry =
        "{\"logIndex\":\"1\",\"logId\":{\"keyId\":\"k\"},\"inclusionProof\":{},\"inclusionPromise\":{}}";
    row("a log entry", bundleOf(envelope, hint + ",\"tlogEntries\":[" + entry + "]"), "");
    row("a log entry twice", bundleOf(envelope, hint + ",\"tlogEntries\":[" + entry + "," + entry + "]"),
        "duplicate-member");
    row("33 log entries", bundleOf(envelope, hint + ",\"tlogEntries\":[" + (entry + ",").repeated(32) + entry + "]"),
        "too-many");
    row("no proof",
        bundleOf(envelope, hint + ",\"tlogEntries\":[" + QByteArray(entry).replace("inclusionProof", "x") + "]"),
        "missing-member");
    row("no promise in 0.1",
        bundleOf(envelope, hint + ",\"tlogEntries\":[" + QByteArray(entry).replace("inclusionPromise", "x") + "]", v1),
        "missing-member");
    change("envelope and message", "\"dsseEnvelope\"", "\"messageSignature\":{},\"dsseEnvelope\"", "wrong-type");
    change("nothing signed", "\"dsseEnvelope\":", "\"dsseEnvelope\":null,\"x\":", "unsupported-bundle");
    change("no signatures", "\"signatures\":[{", "\"signatures\":[],\"x\":[{", "unknown-member");
    const QByteArray list = good.mid(good.indexOf("[{\"sig\""), good.indexOf("}]}") + 2 - good.indexOf("[{\"sig\""));
    change("no signature", list, "[]", "signature-count");
    change("two signatures", list, "[" + list.mid(1, list.size() - 2) + "," + list.mid(1), "signature-count");
    change("empty signature", list, "[{\"sig\":\"\"}]", "broken-signature");
    change("signature with a space", "{\"sig\":\"", "{\"sig\":\" ", "broken-base64");
    change("unknown beside the signature", "{\"sig\"", "{\"alg\":\"none\",\"sig\"", "unknown-member");
    change("payload url alphabet", "\"payload\":\"", "\"payload\":\"_", "broken-base64");
    change("payload type in another case", "\"payloadType\"", "\"payloadtype\"", "case-variant");
    change("payload type changed", kStatementType, "application/json", "wrong-payload-type");
    row("payload type signed", bundleOf(envelopeOf(statement, "application/json")), "wrong-payload-type");
    row("payload type with a space", bundleOf(envelopeOf(statement, "application/vnd.in-toto+json ")),
        "wrong-payload-type");
    row("statement unsigned",
        bundleOf(QByteArray(envelope).replace(
            statement.toBase64(), QByteArray(statement).replace("predicate\":{}", "predicate\":[]").toBase64())),
        "no-key-fits");
    row("no JSON", "x", "broken-json");
    row("trailing", good + "x", "broken-json");
    row("BOM", "\xef\xbb\xbf" + good, "broken-json");
    row("signature of the bare payload",
        bundleOf(QByteArray(envelope).replace(list, "[{\"sig\":\"" + signingKey().sign(statement).toBase64() + "\"}]")),
        "no-key-fits");
    const QByteArray raw = subjectOf().manifest.raw;
    const auto message = [&](const QByteArray &algorithm, const QByteArray &digest, const QByteArray &signature) {
        return QByteArray("{\"mediaType\":\"application/vnd.dev.sigstore.bundle.v0.3+json\",\"verificationMaterial\":{"
            + hint + "},\"messageSignature\":{\"messageDigest\":{\"algorithm\":\"" + algorithm + "\",\"digest\":\""
            + digest + "\"},\"signature\":\"" + signature + "\"}}");
    };
    const QByteArray digest = QByteArray::fromHex(subjectOf().manifest.digest.hex()).toBase64();
    const QByteArray signature = signingKey().sign(raw).toBase64();
    row("message", message("SHA2_256", digest, signature), "");
    row("message of another digest", message("SHA2_256", QByteArray(32, '0').toBase64(), signature), "other-artifact");
    row("message with SHA-512", message("SHA2_512", digest, signature), "unsupported-hash");
    row("message with another signature", message("SHA2_256", digest, signingKey().sign("x").toBase64()),
        "no-key-fits");
    row("message with no base64", message("SHA2_256", digest, "*"), "broken-base64");
    row("message without a signature", message("SHA2_256", digest, ""), "broken-signature");
}

void TestCosignFaults::theBundleMustBeWhole()
{
    QFETCH(QByteArray, bundle);
    QFETCH(QString, code);
    const SignatureVerdict verdict = verifyBundle(
        subjectOf(), bundle, u"application/vnd.dev.sigstore.bundle.v0.3+json"_s, material(signingKey().publicKey()));
    QCOMPARE(reasonCode(verdict.reason), code);
    QCOMPARE(verdict.isValid(), code.isEmpty());
}

void TestCosignFaults::eachKindOfKeyFits_data()
{
    QTest::addColumn<QByteArray>("kind");
    QTest::addColumn<QByteArray>("digest");
    QTest::addColumn<bool>("fits");
    for (const char *kind : {"P-256", "P-384", "P-521", "RSA:2048", "RSA:3072", "ED25519"})
        QTest::newRow(kind) << QByteArray(kind) << QByteArray("SHA256") << true;
    QTest::newRow("P-384 by its hash") << QByteArray("P-384") << QByteArray("SHA384") << true;
    QTest::newRow("P-521 by its hash") << QByteArray("P-521") << QByteArray("SHA512") << true;
    QTest::newRow("P-256 by SHA-1") << QByteArray("P-256") << QByteArray("SHA1") << false;
    QTest::newRow("P-384 by SHA-512") << QByteArray("P-384") << QByteArray("SHA512") << false;
    QTest::newRow("RSA by SHA-512") << QByteArray("RSA:2048") << QByteArray("SHA512") << false;
}

void TestCosignFaults::eachKindOfKeyFits()
{
    QFETCH(QByteArray, kind);
    QFETCH(QByteArray, digest);
    QFETCH(bool, fits);
    const TestKey key(kind.constData());
    const QByteArray payload = goodPayload();
    const SignatureVerdict verdict = verifySimpleSigning(subjectOf(), payload,
        {{u"dev.cosignproject.cosign/signature"_s,
            QString::fromLatin1(key.sign(payload, digest.constData()).toBase64())}},
        material(key.publicKey()));
    QCOMPARE(verdict.isValid(), fits);
    if (kind.startsWith("RSA")) {
        const QByteArray pss = key.sign(payload, "SHA256", true).toBase64();
        QVERIFY(!verifySimpleSigning(subjectOf(), payload,
            {{u"dev.cosignproject.cosign/signature"_s, QString::fromLatin1(pss)}}, material(key.publicKey()))
                     .isValid());
    }
}

void TestCosignFaults::theKeyMustBeSound_data()
{
    QTest::addColumn<QByteArray>("pem");
    QTest::addColumn<QString>("code");
    const QByteArray good = signingKey().pem();
    const auto row = [](const char *tag, const QByteArray &pem, const char *code) {
        QTest::newRow(tag) << pem << QString::fromLatin1(code);
    };
    row("good", good, "");
    row("CRLF", QByteArray(good).replace("\n", "\r\n"), "");
    row("empty", {}, "broken-key");
    row("two", good + good, "broken-key");
    row("something before", "x" + good, "broken-key");
    row("something behind", good + "x", "broken-key");
    row("private", QByteArray(good).replace("PUBLIC", "PRIVATE"), "broken-key");
    row("RSA PUBLIC KEY", QByteArray(good).replace("PUBLIC", "RSA PUBLIC"), "broken-key");
    row("no base64", QByteArray(good).replace("MFk", "M*k"), "broken-key");
    row("a byte more",
        "-----BEGIN PUBLIC KEY-----\n" + (signingKey().der() + '\0').toBase64() + "\n-----END PUBLIC KEY-----\n",
        "broken-key");
    row("cut",
        "-----BEGIN PUBLIC KEY-----\n" + signingKey().der().chopped(1).toBase64() + "\n-----END PUBLIC KEY-----\n",
        "broken-key");
    row("secp256k1", TestKey("secp256k1").pem(), "unsupported-key");
    row("RSA 1024", TestKey("RSA:1024").pem(), "weak-key");
    row("RSA e=3", TestKey("RSA:2048", 3).pem(), "weak-key");
    row("RSA e=17", TestKey("RSA:2048", 17).pem(), "weak-key");
    row("RSA-PSS", TestKey("RSA-PSS:2048").pem(), "unsupported-key");
    row("huge", QByteArray(100'000, 'x'), "too-large");
}

void TestCosignFaults::theKeyMustBeSound()
{
    QFETCH(QByteArray, pem);
    QFETCH(QString, code);
    PublicKey key;
    QCOMPARE(reasonCode(PublicKey::fromPem(pem, key).reason), code);
    QCOMPARE(key.isNull(), !code.isEmpty());
}

void TestCosignFaults::whoWasNotNamedIsNotWrong_data()
{
    QTest::addColumn<QByteArray>("bundle");
    QTest::addColumn<QString>("code");
    QTest::addColumn<int>("state");
    static const TestKey stranger("P-256");
    const auto by = [](const TestKey &key, const QByteArray &statement, const QByteArray &keyId = {}) {
        return QByteArray("{\"payload\":\"" + statement.toBase64() + "\",\"payloadType\":\"" + kStatementType
            + "\",\"signatures\":[{\"sig\":\"" + key.sign(preAuthentication(kStatementType, statement)).toBase64()
            + "\",\"keyid\":\"" + keyId + "\"}]}");
    };
    const auto hintOf = [](const TestKey &key) {
        return QByteArray::fromHex(key.publicKey().fingerprint().mid(7)).toBase64();
    };
    const auto row = [](const char *tag, const QByteArray &envelope, const QByteArray &hint, const char *code,
                         State state) {
        QTest::newRow(tag) << bundleOf(envelope, "\"publicKey\":{\"hint\":\"" + hint + "\"}")
                           << QString::fromLatin1(code) << int(state);
    };
    const QByteArray good = goodStatement();
    const QByteArray other = QByteArray(good).replace(subjectOf().manifest.digest.hex(), QByteArray(64, '0'));
    row("named and fits", by(signingKey(), good), hintOf(signingKey()), "", State::Valid);
    row("fits, whatever it names", by(signingKey(), good), hintOf(stranger), "", State::Valid);
    row("a stranger", by(stranger, good), hintOf(stranger), "key-not-named", State::Claimed);
    row("a stranger without a hint", by(stranger, good), "", "key-not-named", State::Claimed);
    row("a stranger by the name of the key", by(stranger, good), hintOf(signingKey()), "signature-mismatch",
        State::Invalid);
    row("by its name in hex", by(stranger, good), signingKey().publicKey().fingerprint(), "signature-mismatch",
        State::Invalid);
    row("by its name in the envelope", by(stranger, good, signingKey().publicKey().fingerprint().mid(7)), "",
        "signature-mismatch", State::Invalid);
    row("a stranger's for another artifact", by(stranger, other), hintOf(stranger), "other-artifact", State::Invalid);
    row("no signature at all", by(stranger, good).replace("\"sig\":\"", "\"sig\":\"AAAA"), "", "broken-signature",
        State::Invalid);
}

void TestCosignFaults::whoWasNotNamedIsNotWrong()
{
    QFETCH(QByteArray, bundle);
    QFETCH(QString, code);
    QFETCH(int, state);
    Material lenient = material(signingKey().publicKey());
    lenient.isOnly = false;
    const SignatureVerdict verdict =
        verifyBundle(subjectOf(), bundle, u"application/vnd.dev.sigstore.bundle.v0.3+json"_s, lenient);
    QCOMPARE(reasonCode(verdict.reason), code);
    QCOMPARE(int(verdict.state), state);
}

void TestCosignFaults::oneGoodSignatureIsEnough()
{
    Evidence evidence = loadEvidence(u"cosign3-oci11-zot-img1"_s);
    AttachedManifest bad = evidence.attached.first();
    const QByteArray payload = goodPayload();
    bad.digest = oci::Digest::of("bad");
    oci::Descriptor descriptor = bad.blobs.first().descriptor;
    descriptor.digest = oci::Digest::of(payload);
    descriptor.size = payload.size();
    bad.blobs = {{descriptor, payload, {}}};
    evidence.attached.append(bad);
    const ArtifactVerdict mixed = judge(evidence, vectorPolicy(), vectorTime());
    QCOMPARE(mixed.state, State::Trusted);
    QCOMPARE(mixed.count(State::Invalid), 1);
    evidence.attached.removeFirst();
    QCOMPARE(judge(evidence, vectorPolicy(), vectorTime()).state, State::Invalid);
}

void TestCosignFaults::tooManyAreNotVerified()
{
    Evidence evidence = loadEvidence(u"cosign3-oci11-zot-img1"_s);
    while (evidence.attached.size() < 64)
        evidence.attached.append(evidence.attached.first());
    QCOMPARE(judge(evidence, vectorPolicy(), vectorTime()).state, State::Trusted);
    while (evidence.attached.size() < 1'000)
        evidence.attached.append(evidence.attached.first());
    const ArtifactVerdict verdict = judge(evidence, vectorPolicy(), vectorTime());
    QCOMPARE(verdict.state, State::Limit);
    QCOMPARE(reasonCode(verdict.reason), u"too-many-signatures"_s);
    QVERIFY(verdict.signatures.isEmpty());
    QCOMPARE(exitCode(verdict), 7);
}

void TestCosignFaults::aBlobMustHaveItsDigest()
{
    for (const QString &name : {u"cosign3-legacy-zot-img1"_s, u"cosign3-oci11-zot-img1"_s, u"cosign3-bundle-zot-img1"_s,
             u"notation-referrersapi-img1"_s}) {
        Evidence evidence = loadEvidence(name);
        for (AttachedManifest &attached : evidence.attached) {
            for (AttachedBlob &blob : attached.blobs)
                blob.bytes.append(' ');
        }
        const ArtifactVerdict verdict = judge(evidence, vectorPolicy(), vectorTime());
        QCOMPARE(verdict.state, State::Invalid);
        QCOMPARE(verdict.reason, Reason::BlobMismatch);
        // A signature of the other image, hung to this one.
        Evidence swapped = loadEvidence(name);
        const Evidence other = loadEvidence(name == u"cosign3-legacy-zot-img1"_s
                ? u"cosign3-legacy-distribution-img2"_s
                : QString(name).replace(u"img1"_s, u"img2"_s).replace(u"bundle-zot"_s, u"bundle-distribution"_s));
        QVERIFY(!other.attached.isEmpty());
        swapped.attached = other.attached;
        const ArtifactVerdict wrong = judge(swapped, vectorPolicy(), vectorTime());
        QCOMPARE(wrong.state, State::Invalid);
        QCOMPARE(wrong.reason, Reason::OtherArtifact);
    }
}

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    TestCosignFaults faults;
    TestKeyless keyless;
    return QTest::qExec(&faults, argc, argv) | QTest::qExec(&keyless, argc, argv);
}
#include "tst_cosignfaults.moc"
