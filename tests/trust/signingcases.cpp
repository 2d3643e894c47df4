// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "signingcases.h"
#include "makers.h"
#include "trust/cosign.h"
#include "trust/keyfile.h"
#include "trust/secretbox.h"
#include "trust/signing.h"
#include "vectors.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/provider.h>

using namespace lotse;
using namespace lotse::trust;
using namespace lotse::trust::test;

namespace {

QByteArray keyFile(const char *name)
{
    return fileBytes(QStringLiteral(LOTSE_SIGNKEYS) + u'/' + QString::fromLatin1(name));
}

SecureBytes secret(QByteArrayView text)
{
    return SecureBytes(text);
}

Subject subjectNow()
{
    Subject out = loadEvidence(u"cosign3-bundle-zot-img1"_s).subject;
    out.host = u"registry.example.com:5000"_s;
    return out;
}

/// What a registry would show of it, beside what it has already.
AttachedManifest attachedOf(const SignedContent &made)
{
    QByteArray bytes = made.manifest;
    if (bytes.isEmpty())
        bytes = withLayer({}, layerOf(made))->manifest;
    AttachedManifest out;
    out.manifest = *oci::parseManifest(bytes, {});
    out.digest = out.manifest.digest;
    for (const oci::Descriptor &layer : out.manifest.layers)
        out.blobs.append({layer, made.content, {}});
    return out;
}

} // namespace

/// What is signed here is what cosign and notation make, and our verifier takes it.
class SigningCases : public QObject {
    Q_OBJECT

private slots:
    void opensEachFormOfKey_data();
    void opensEachFormOfKey();
    void refusesWhatIsNoKey_data();
    void refusesWhatIsNoKey();
    void refusesWeakKeys();
    void saysWhatATokenNeeds();
    void aKeyInATokenSigns();
    void opensNaclsOwnBox();
    void signsInEachForm_data();
    void signsInEachForm();
    void writesTheBytesOfCosign();
    void losesNothingOfATag();
    void losesNothingOfAnIndex();
    void takesOnlyWholeChains_data();
    void takesOnlyWholeChains();
    void attestsOnlyWhatItSays_data();
    void attestsOnlyWhatItSays();
};

void SigningCases::opensEachFormOfKey_data()
{
    QTest::addColumn<QByteArray>("password");
    QTest::addColumn<int>("form");
    QTest::addColumn<int>("certificates");
    QTest::newRow("plain.pem") << QByteArray() << int(KeyForm::Pem) << 0;
    QTest::newRow("encrypted.pem") << QByteArray("secret") << int(KeyForm::EncryptedPem) << 0;
    QTest::newRow("cosign.key") << QByteArray("lotse") << int(KeyForm::Cosign) << 0;
    QTest::newRow("chain.p12") << QByteArray("secret") << int(KeyForm::Pkcs12) << 2;
}

void SigningCases::opensEachFormOfKey()
{
    QFETCH(QByteArray, password);
    QFETCH(int, form);
    QFETCH(int, certificates);
    const QByteArray file = keyFile(QTest::currentDataTag());
    QCOMPARE(int(keyFormOf(file)), form);
    QCOMPARE(takesPassword(KeyForm(form)), !password.isEmpty());
    const Result<SigningKey> key = readSigningKey(secret(file), secret(password));
    QVERIFY2(key, qPrintable(key.error().text()));
    QCOMPARE(key->publicKey().fingerprint(),
        QByteArray("sha256:4b75b6dab4d0e2cad8239abc2ff0cbb94f43a19f90cee5e3520fb93aa60c383d"));
    QCOMPARE(key->chain().size(), certificates);
    const Result<QByteArray> signature = key->sign("text", HashKind::Sha256);
    QVERIFY(signature && key->publicKey().verify("text", *signature, HashKind::Sha256));
    PublicKey again;
    QVERIFY(!PublicKey::fromPem(key->publicPem(), again) && again == key->publicKey());
    if (password.isEmpty())
        return;
    for (const char *wrong : {"", "Secret"}) {
        const Result<SigningKey> none = readSigningKey(secret(file), secret(wrong));
        QVERIFY2(!none, wrong);
        QCOMPARE(none.error().kind, ErrorKind::Secret);
    }
}

void SigningCases::refusesWhatIsNoKey_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("cut PEM") << keyFile("plain.pem").left(120);
    QTest::newRow("cut PKCS #12") << keyFile("chain.p12").left(400);
    QTest::newRow("cut cosign") << keyFile("cosign.key").left(200);
    QTest::newRow("certificate") << keyFile("chain.pem");
    QTest::newRow("public key") << TestKey("P-256").pem();
    // A file that would have us compute for hours, and one whose cipher is another.
    QByteArray lines;
    for (const QByteArray &line : keyFile("cosign.key").split('\n')) {
        if (!line.startsWith('-'))
            lines += line;
    }
    const QByteArray json = QByteArray::fromBase64(lines);
    QVERIFY(json.contains(R"("N":65536)"));
    const auto wrapped = [](const QByteArray &text) {
        return "-----BEGIN ENCRYPTED SIGSTORE PRIVATE KEY-----\n" + text.toBase64()
            + "\n-----END ENCRYPTED SIGSTORE PRIVATE KEY-----\n";
    };
    const auto with = [&](const char *from, const char *to) { return wrapped(QByteArray(json).replace(from, to)); };
    QTest::newRow("huge N") << with(R"("N":65536)", R"("N":1073741824)");
    QTest::newRow("N no power of two") << with(R"("N":65536)", R"("N":65535)");
    QTest::newRow("huge r") << with(R"("r":8)", R"("r":4096)");
    QTest::newRow("other cipher") << with("nacl/secretbox", "aes-256-gcm");
    QTest::newRow("other kdf") << with("scrypt", "argon2");
    QTest::newRow("member twice") << with(R"("r":8)", R"("r":8,"r":8)");
}

void SigningCases::refusesWhatIsNoKey()
{
    QFETCH(QByteArray, file);
    QElapsedTimer timer;
    timer.start();
    const Result<SigningKey> key = readSigningKey(secret(file), secret("lotse"));
    QVERIFY(!key);
    QCOMPARE(key.error().kind, ErrorKind::Usage);
    QVERIFY(!key.error().message.isEmpty());
    QVERIFY(timer.elapsed() < 2'000);
}

void SigningCases::refusesWeakKeys()
{
    for (const char *kind : {"secp256k1", "RSA:1024"}) {
        const Result<SigningKey> key = SigningKey::fromOpenSsl(TestKey(kind).get());
        QVERIFY2(!key, kind);
        QCOMPARE(key.error().kind, ErrorKind::Usage);
    }
    // A curve that is written out is refused from a file; tokens write it so, and are held to the curve that it is.
    const TestKey written("P-256");
    QVERIFY(EVP_PKEY_set_utf8_string_param(written.get(), "encoding", "explicit") == 1);
    QVERIFY(!SigningKey::fromOpenSsl(written.get()));
    const std::shared_ptr<OSSL_LIB_CTX> library(OSSL_LIB_CTX_new(), OSSL_LIB_CTX_free);
    const Result<SigningKey> token = SigningKey::fromOpenSsl(written.get(), {}, library);
    QVERIFY(token);
    QCOMPARE(token->publicKey().kind(), PublicKey::Kind::P256);
}

void SigningCases::saysWhatATokenNeeds()
{
    QVERIFY(isTokenAddress(u"pkcs11:token=x"_s));
    const Result<SigningKey> key = openSigningKey(u"pkcs11:token=nowhere;object=none"_s, secret("1234"));
    QVERIFY(!key);
    QVERIFY(key.error().kind == ErrorKind::Unsupported || key.error().kind == ErrorKind::NotFound);
    // Where OpenSSL has no such provider.
    const QByteArray modules = qgetenv("OPENSSL_MODULES");
    QTemporaryDir empty;
    qputenv("OPENSSL_MODULES", empty.path().toUtf8());
    const Result<SigningKey> none = openSigningKey(u"pkcs11:token=x"_s, secret("1234"));
    if (modules.isNull())
        qunsetenv("OPENSSL_MODULES");
    else
        qputenv("OPENSSL_MODULES", modules);
    QVERIFY(!none);
    QCOMPARE(none.error().kind, ErrorKind::Unsupported);
    QVERIFY(none.error().text().contains(u"pkcs11-provider"_s));
    const Result<SigningKey> told = openSigningKey(u"pkcs11:token=x?pin-value=4711"_s, {});
    QVERIFY(!told);
    QCOMPARE(told.error().kind, ErrorKind::Usage);
    QVERIFY(!told.error().text().contains(u"4711"_s));
}

// A token in software, where softhsm2 and OpenSSL's pkcs11 provider are installed.
void SigningCases::aKeyInATokenSigns()
{
    const QString tool = QStandardPaths::findExecutable(u"softhsm2-util"_s);
    QString module;
    for (const QString &path :
        {u"/usr/lib/softhsm/libsofthsm2.so"_s, u"/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so"_s,
            u"/usr/lib64/softhsm/libsofthsm2.so"_s, u"/usr/lib64/pkcs11/libsofthsm2.so"_s}) {
        if (QFile::exists(path))
            module = path;
    }
    const std::unique_ptr<OSSL_LIB_CTX, decltype(&OSSL_LIB_CTX_free)> library(OSSL_LIB_CTX_new(), OSSL_LIB_CTX_free);
    const bool hasProvider = OSSL_PROVIDER_load(library.get(), "pkcs11") != nullptr;
    if (tool.isEmpty() || module.isEmpty() || !hasProvider)
        QSKIP("needs softhsm2 and OpenSSL's pkcs11 provider (OPENSSL_MODULES names a folder of its own)");
    QTemporaryDir folder;
    QFile settings(folder.filePath(u"softhsm2.conf"_s));
    QVERIFY(QDir(folder.path()).mkdir(u"tokens"_s) && settings.open(QIODevice::WriteOnly));
    settings.write("directories.tokendir = " + folder.filePath(u"tokens"_s).toUtf8() + '\n');
    settings.close();
    qputenv("SOFTHSM2_CONF", settings.fileName().toUtf8());
    qputenv("PKCS11_PROVIDER_MODULE", module.toUtf8());
    const QString pem = QStringLiteral(LOTSE_SIGNKEYS "/plain.pem");
    const QString other = folder.filePath(u"other.pem"_s);
    const std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> made(EVP_EC_gen("P-256"), EVP_PKEY_free);
    const std::unique_ptr<BIO, decltype(&BIO_free)> out(BIO_new_file(other.toUtf8().constData(), "w"), BIO_free);
    QVERIFY(PEM_write_bio_PKCS8PrivateKey(out.get(), made.get(), nullptr, nullptr, 0, nullptr, nullptr) == 1);
    QVERIFY(BIO_flush(out.get()) == 1);
    QCOMPARE(QProcess::execute(tool,
                 {u"--init-token"_s, u"--free"_s, u"--label"_s, u"lotse"_s, u"--pin"_s, u"1234"_s, u"--so-pin"_s,
                     u"5678"_s}),
        0);
    for (const QString &name : {u"one"_s, u"two"_s})
        QCOMPARE(QProcess::execute(tool,
                     {u"--import"_s, name == "one"_L1 ? pem : other, u"--token"_s, u"lotse"_s, u"--label"_s, name,
                         u"--id"_s, name == "one"_L1 ? u"01"_s : u"02"_s, u"--pin"_s, u"1234"_s}),
            0);
    const QString address = u"pkcs11:token=lotse;object=one;type=private"_s;
    // Each failure by its own sentence; a token that took the PIN of a program takes any from it.
    const struct {
        QString address;
        const char *pin;
        ErrorKind kind;
        QString says;
    } wrongs[] = {
        {u"pkcs11:object=none;type=private"_s, "9999", ErrorKind::Secret, u"Add the name of the token"_s},
        {address, "9999", ErrorKind::Secret, u"Wrong PIN"_s},
        {u"pkcs11:token=lotse;object=none;type=private"_s, "1234", ErrorKind::NotFound, u"contains no private key"_s},
        {u"pkcs11:token=gone;object=one;type=private"_s, "1234", ErrorKind::NotFound, u"No key matches"_s},
        {u"pkcs11:token=lotse;type=private"_s, "1234", ErrorKind::Usage, u"matches 2 private keys"_s},
    };
    for (const auto &wrong : wrongs) {
        const Result<SigningKey> none = openSigningKey(wrong.address, secret(wrong.pin));
        QVERIFY2(!none, qPrintable(wrong.address));
        QVERIFY2(none.error().text().contains(wrong.says), qPrintable(none.error().text()));
        QCOMPARE(none.error().kind, wrong.kind);
    }
    const Result<SigningKey> key = openSigningKey(address, secret("1234"));
    QVERIFY2(key, qPrintable(key.error().text()));
    QCOMPARE(key->publicKey().fingerprint(),
        QByteArray("sha256:4b75b6dab4d0e2cad8239abc2ff0cbb94f43a19f90cee5e3520fb93aa60c383d"));
    const Result<QByteArray> signature = key->sign("text", HashKind::Sha256);
    QVERIFY(signature && key->publicKey().verify("text", *signature, HashKind::Sha256));
    QVERIFY(!key->publicKey().verify("other", *signature, HashKind::Sha256));
    // A program that has signed signs again.
    const Result<SigningKey> again = openSigningKey(address, secret("1234"));
    QVERIFY2(again, qPrintable(again.error().text()));
    const Result<QByteArray> second = again->sign("more", HashKind::Sha256);
    QVERIFY(second && key->publicKey().verify("more", *second, HashKind::Sha256));
    qputenv("PKCS11_PROVIDER_MODULE", "/dev/null/nowhere.so");
    const Result<SigningKey> none = openSigningKey(address, secret("1234"));
    QVERIFY(!none);
    QVERIFY2(none.error().text().contains(u"PKCS11_PROVIDER_MODULE"_s), qPrintable(none.error().text()));
}

void SigningCases::opensNaclsOwnBox()
{
    // The example of "Cryptography in NaCl".
    const SecureBytes key =
        secret(QByteArray::fromHex("1b27556473e985d462cd51197a9a46c76009549eac6474f206c4ee0844f68389"));
    const QByteArray nonce = QByteArray::fromHex("69696ee955b62b73cd62bda875fc73d68219e0036b7a0b37");
    const QByteArray box =
        QByteArray::fromHex("f3ffc7703f9400e52a7dfb4b3d3305d98e993b9f48681273c29650ba32fc76ce48332ea7164d96a4476fb8c531"
                            "a1186ac0dfc17c98dce87"
                            "b4da7f011ec48c97271d2c20f9b928fe2270d6fb863d51738b48eeee314a7cc8ab932164548e526ae902243685"
                            "17acfeabd6bb3732bc0e9"
                            "da99832b61ca01b6de56244a9e88d5f9b37973f622a43d14a6599b1f654cb45a74e355a5");
    const QByteArray text = QByteArray::fromHex("be075fc53c81f2d5cf141316ebeb0c7b5228c52a4c62cbd44b66849b64244ffce5ecba"
                                                "af33bd751a1ac728d45e6c61296cdc3c01233561f4"
                                                "1db66cce314adb310e3be8250c46f06dceea3a7fa1348057e2f6556ad6b1318a024a83"
                                                "8f21af1fde048977eb48f59ffd4924ca1c60902e52"
                                                "f0a089bc76897040e082f937763848645e0705");
    const std::optional<SecureBytes> opened = openSecretBox(box, nonce, key);
    QVERIFY(opened);
    QCOMPARE(opened->view().toByteArray(), text);
    for (qsizetype i = 0; i < box.size(); ++i) {
        QByteArray other = box;
        other[i] = char(other[i] ^ 1);
        QVERIFY(!openSecretBox(other, nonce, key));
    }
    QVERIFY(!openSecretBox(box.left(15), nonce, key));
    QVERIFY(!openSecretBox(box, nonce.left(23), key));
}

void SigningCases::signsInEachForm_data()
{
    QTest::addColumn<QByteArray>("kind");
    QTest::addColumn<int>("form");
    QTest::addColumn<bool>("isAttestation");
    for (const char *kind : {"P-256", "P-384", "P-521", "RSA:2048", "RSA:3072", "ED25519"}) {
        for (const SignatureForm form : {SignatureForm::Bundle, SignatureForm::Simple, SignatureForm::Notation}) {
            for (const bool isAttestation : {false, true}) {
                if (form == SignatureForm::Notation && isAttestation)
                    continue;
                QTest::addRow("%s %s%s", kind, qPrintable(signatureFormWord(form)), isAttestation ? " attestation" : "")
                    << QByteArray(kind) << int(form) << isAttestation;
            }
        }
    }
}

void SigningCases::signsInEachForm()
{
    QFETCH(QByteArray, kind);
    QFETCH(int, form);
    QFETCH(bool, isAttestation);
    static QMap<QByteArray, std::shared_ptr<TestKey>> keys; // RSA takes its time
    static const TestKey root("P-384");
    if (!keys.contains(kind))
        keys.insert(kind, std::make_shared<TestKey>(kind.constData()));
    const TestKey &raw = *keys[kind];
    const Result<SigningKey> key = SigningKey::fromOpenSsl(raw.get());
    QVERIFY(key);
    SigningOrder order;
    order.subject = subjectNow();
    order.form = SignatureForm(form);
    order.now = vectorTime();
    if (isAttestation)
        order.predicate = *predicateFrom(
            R"({"bomFormat":"CycloneDX","specVersion":"1.5","x":1.50})", predicateTypeOf(u"cyclonedx"_s));
    NotationStore store = vectorStore();
    if (order.form == SignatureForm::Notation) {
        Certificate authority;
        Certificate leaf;
        QVERIFY(!Certificate::fromDer(makeCertificate(authorityShape(), root, root), authority));
        QVERIFY(!Certificate::fromDer(makeCertificate({}, raw, root), leaf));
        order.chain = {authority, leaf}; // in any order
        store.certificates.insert(u"ca:lab-ec256"_s, {authority});
        store.policies.first().identities = {u"*"_s};
        store.policies.first().scopes = {u"*"_s};
        store.policies.first().stores = {u"ca:lab-ec256"_s};
    }
    const Result<SignedContent> made = makeSignature(*key, order);
    if (kind == "ED25519" && order.form == SignatureForm::Notation) {
        QVERIFY(!made);
        QCOMPARE(made.error().kind, ErrorKind::Usage);
        return;
    }
    QVERIFY2(made, qPrintable(made.error().text() + made.error().detail));

    TrustPolicy policy = policyOfKeys({{u"mine"_s, raw.publicKey()}});
    policy.stores = {store};
    policy.rules.first().signers.append(u"notation:lab"_s);
    Evidence evidence;
    evidence.subject = order.subject;
    evidence.attached = {attachedOf(*made)};
    const ArtifactVerdict verdict = judge(evidence, policy, order.now);
    QCOMPARE(verdict.signatures.size(), 1);
    QCOMPARE(verdict.signatures.first().state, State::Trusted);
    QCOMPARE(verdict.signatures.first().isAttestation, isAttestation);
    QCOMPARE(verdict.signatures.first().signer.id.toLatin1(), raw.publicKey().fingerprint());
    QCOMPARE(verdict.state, isAttestation ? State::None : State::Trusted);
    if (isAttestation)
        QVERIFY(verdict.signatures.first().statement.contains(R"("x":1.50)")); // as it was, to the last digit

    // Of another artifact, or by another key, it is nothing.
    Evidence other = evidence;
    other.subject.manifest = *oci::parseManifest(order.subject.manifest.raw + '\n', {});
    QCOMPARE(judge(other, policy, order.now).signatures.first().state, State::Invalid);
    if (order.form != SignatureForm::Notation)
        QVERIFY(!judge(evidence, vectorPolicy(), order.now).signatures.first().isValid());
    // cosign's older form knows SHA-256 alone.
    if (order.form == SignatureForm::Simple && !isAttestation) {
        const QByteArray signature =
            QByteArray::fromBase64(made->annotations.value(u"dev.cosignproject.cosign/signature"_s).toLatin1());
        QVERIFY(raw.publicKey().verify(made->content, signature, HashKind::Sha256));
    }
}

void SigningCases::writesTheBytesOfCosign()
{
    const Result<SigningKey> key = readSigningKey(secret(keyFile("plain.pem")), {});
    QVERIFY(key);
    SigningOrder order;
    order.subject = subjectNow();
    order.now = vectorTime();
    order.form = SignatureForm::Simple;
    const QByteArray digest = order.subject.manifest.digest.latin1();
    // The payload of the vectors, but for what one signs along.
    QCOMPARE(makeSignature(*key, order)->content,
        R"({"critical":{"identity":{"docker-reference":"registry.example.com:5000/team/app"},"image":{"docker-manifest-digest":")"
            + digest + R"("},"type":"cosign container image signature"},"optional":null})");
    order.form = SignatureForm::Bundle;
    const SignedContent bundle = *makeSignature(*key, order);
    const QJsonObject ours = QJsonDocument::fromJson(bundle.content).object();
    const Evidence recorded = loadEvidence(u"cosign3-bundle-zot-img1"_s);
    bool isCompared = false;
    for (const AttachedManifest &one : recorded.attached) {
        const QJsonObject theirs = QJsonDocument::fromJson(one.blobs.first().bytes).object();
        const QByteArray payload =
            QByteArray::fromBase64(theirs[u"dsseEnvelope"_s][u"payload"_s].toString().toLatin1());
        if (!payload.contains("cosign/sign/v1"))
            continue;
        isCompared = true;
        QCOMPARE(ours.keys(), theirs.keys());
        QCOMPARE(ours[u"dsseEnvelope"_s].toObject().keys(), theirs[u"dsseEnvelope"_s].toObject().keys());
        QCOMPARE(QByteArray::fromBase64(ours[u"dsseEnvelope"_s][u"payload"_s].toString().toLatin1()),
            QByteArray(payload).replace(R"(,"annotations":{"env":"lab"})", ""));
        const QJsonObject manifest = QJsonDocument::fromJson(bundle.manifest).object();
        const QJsonObject other = QJsonDocument::fromJson(one.manifest.raw).object();
        QCOMPARE(manifest.keys(), other.keys());
        QCOMPARE(manifest[u"subject"_s], other[u"subject"_s]);
        QCOMPARE(manifest[u"config"_s], other[u"config"_s]);
        QCOMPARE(manifest[u"annotations"_s].toObject().keys(), other[u"annotations"_s].toObject().keys());
    }
    QVERIFY(isCompared);
    // The hint names the key as cosign does: the hash of its SubjectPublicKeyInfo.
    QCOMPARE(QByteArray::fromBase64(ours[u"verificationMaterial"_s][u"publicKey"_s][u"hint"_s].toString().toLatin1())
                 .toHex(),
        key->publicKey().fingerprint().mid(7));
}

void SigningCases::losesNothingOfATag()
{
    QByteArray before;
    for (const AttachedManifest &one : loadEvidence(u"cosign3-legacy-zot-img1"_s).attached) {
        if (one.manifest.layers.size() == 2)
            before = one.manifest.raw;
    }
    QVERIFY(!before.isEmpty());
    oci::Descriptor layer;
    layer.mediaType = mediatype::dsse;
    layer.digest = oci::Digest::of("new");
    layer.size = 3;
    layer.annotations = {{u"dev.cosignproject.cosign/signature"_s, u"c2ln"_s}, {u"predicateType"_s, u"https://x"_s}};
    const Result<TagManifest> after = withLayer(before, layer);
    QVERIFY(after && !after->wasThere);
    const QJsonArray layers = QJsonDocument::fromJson(after->manifest)[u"layers"_s].toArray();
    const QJsonArray earlier = QJsonDocument::fromJson(before)[u"layers"_s].toArray();
    QCOMPARE(layers.size(), 3);
    QCOMPARE(layers[0], earlier[0]);
    QCOMPARE(layers[1], earlier[1]);
    const QJsonObject config = QJsonDocument::fromJson(after->config).object();
    QCOMPARE(config[u"rootfs"_s][u"diff_ids"_s].toArray().size(), 3);
    QCOMPARE(QJsonDocument::fromJson(after->manifest)[u"config"_s][u"digest"_s].toString(),
        oci::Digest::of(after->config).text());
    QVERIFY(withLayer(after->manifest, layer)->wasThere);
    // The same payload by another key is another signature.
    oci::Descriptor second = layer;
    second.annotations.insert(u"dev.cosignproject.cosign/signature"_s, u"b3RoZXI="_s);
    const Result<TagManifest> both = withLayer(after->manifest, second);
    QCOMPARE(both->layers, 4);
    const Result<TagManifest> back = withoutLayer(both->manifest, second);
    QVERIFY(back->wasThere);
    QCOMPARE(back->manifest, after->manifest);
    QVERIFY(!withoutLayer(before, layer)->wasThere);
    QCOMPARE(withoutLayer(withLayer({}, layer)->manifest, layer)->layers, 0);
    // What is no image manifest is left alone.
    QVERIFY(!withLayer(
        R"({"schemaVersion":2,"mediaType":"application/vnd.oci.image.index.v1+json","manifests":[]})", layer));
    QVERIFY(!withLayer("{}", layer));
    QVERIFY(!withLayer("broken", layer));
}

void SigningCases::losesNothingOfAnIndex()
{
    oci::Descriptor entry;
    entry.mediaType = oci::mediatype::ociManifest;
    entry.digest = oci::Digest::of("a");
    entry.size = 1;
    entry.artifactType = u"application/x"_s;
    const Result<QByteArray> first = referrersIndex({}, entry, true);
    oci::Descriptor other = entry;
    other.digest = oci::Digest::of("b");
    const Result<QByteArray> second = referrersIndex(*first, other, true);
    const Result<oci::Manifest> index = oci::parseManifest(*second, {});
    QVERIFY(index);
    QCOMPARE(index->manifests.size(), 2);
    QCOMPARE(index->manifests[0].artifactType, u"application/x"_s);
    QCOMPARE(*referrersIndex(*second, other, true), *second);
    qsizetype left = -1;
    QCOMPARE(*referrersIndex(*second, other, false, &left), *first);
    QCOMPARE(left, 1);
    QVERIFY(referrersIndex(*first, entry, false, &left));
    QCOMPARE(left, 0);
    QVERIFY(!referrersIndex(subjectNow().manifest.raw, entry, true)); // an image of that tag is not overwritten
}

void SigningCases::takesOnlyWholeChains_data()
{
    QTest::addColumn<QByteArray>("what");
    for (const char *what : {"whole", "no root", "no leaf", "other leaf", "expired", "no code signing", "none"})
        QTest::newRow(what) << QByteArray(what);
}

void SigningCases::takesOnlyWholeChains()
{
    QFETCH(QByteArray, what);
    const TestKey raw("P-256");
    const TestKey root("P-256");
    const TestKey middle("P-256");
    CertificateShape shape;
    shape.issuer = "middle";
    if (what == "expired")
        shape.notAfter = vectorTime().addDays(-1);
    if (what == "no code signing")
        shape.extended = "serverAuth";
    Certificate leaf;
    Certificate between;
    Certificate authority;
    QVERIFY(!Certificate::fromDer(makeCertificate(shape, what == "other leaf" ? middle : raw, middle), leaf));
    QVERIFY(!Certificate::fromDer(makeCertificate(authorityShape("middle", "root"), middle, root), between));
    QVERIFY(!Certificate::fromDer(makeCertificate(authorityShape(), root, root), authority));
    QList<Certificate> all{authority, leaf, between};
    if (what == "no root")
        all.removeOne(authority);
    if (what == "no leaf")
        all.removeOne(leaf);
    if (what == "none")
        all.clear();
    const Result<QList<Certificate>> chain = chainOf(raw.publicKey(), all, vectorTime());
    QCOMPARE(chain.ok(), what == "whole");
    if (chain)
        QCOMPARE(*chain, (QList<Certificate>{leaf, between, authority}));
    else
        QCOMPARE(chain.error().kind, ErrorKind::Usage);
}

void SigningCases::attestsOnlyWhatItSays_data()
{
    QTest::addColumn<QString>("type");
    QTest::addColumn<QByteArray>("document");
    QTest::addColumn<bool>("isTaken");
    QTest::newRow("CycloneDX") << u"cyclonedx"_s << QByteArray(R"({"bomFormat":"CycloneDX"})") << true;
    QTest::newRow("SPDX") << u"spdx"_s << QByteArray(R"( {"spdxVersion":"SPDX-2.3"} )") << true;
    QTest::newRow("OpenVEX") << u"openvex"_s << QByteArray(R"({"@context":"https://openvex.dev/ns/v0.2.0"})") << true;
    QTest::newRow("URI") << u"https://example.com/x/v1"_s << QByteArray(R"({"a":1})") << true;
    QTest::newRow("other document") << u"spdx"_s << QByteArray(R"({"bomFormat":"CycloneDX"})") << false;
    QTest::newRow("XML") << u"cyclonedx"_s << QByteArray("<bom/>") << false;
    QTest::newRow("list") << u"https://example.com/x"_s << QByteArray("[]") << false;
    QTest::newRow("member twice") << u"https://example.com/x"_s << QByteArray(R"({"a":1,"a":2})") << false;
    QTest::newRow("two documents") << u"https://example.com/x"_s << QByteArray(R"({"a":1}{"b":1})") << false;
    QTest::newRow("word") << u"frob"_s << QByteArray(R"({"a":1})") << false;
    QTest::newRow("no host") << u"https:x"_s << QByteArray(R"({"a":1})") << false;
    // It would count as a signature of the image.
    QTest::newRow("cosign's own") << u"https://sigstore.dev/cosign/sign/v1"_s << QByteArray("{}") << false;
}

void SigningCases::attestsOnlyWhatItSays()
{
    QFETCH(QString, type);
    QFETCH(QByteArray, document);
    QFETCH(bool, isTaken);
    const QString uri = predicateTypeOf(type);
    QCOMPARE(!uri.isEmpty() && predicateFrom(document, uri).ok(), isTaken);
}

int runSigningCases(int argc, char **argv)
{
    SigningCases cases;
    return QTest::qExec(&cases, argc, argv);
}

#include "signingcases.moc"
