// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "notationtime.h"

#include "smallsigstore.h"
#include "vectors.h"

#include "trust/notation.h"
#include "trust/policyfile.h"
#include "trust/timestamp.h"

#include <QTemporaryDir>
#include <QTest>

#include <openssl/ocsp.h>
#include <openssl/x509v3.h>

namespace lotse::trust::test {

namespace {

struct Keys {
    TestKey leaf{"P-256"};
    TestKey root{"P-256"};
    TestKey other{"P-256"};
};

const Keys &keys()
{
    static const Keys all;
    return all;
}

const SmallSigstore &clockMaker()
{
    static const SmallSigstore store;
    return store;
}

QByteArray rootCertificate()
{
    static const QByteArray der = makeCertificate(authorityShape(), keys().root, keys().root);
    return der;
}

QByteArray url(const QByteArray &bytes)
{
    return bytes.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

Certificate certificateOf(const QByteArray &der)
{
    Certificate out;
    if (Certificate::fromDer(der, out))
        qFatal("no certificate");
    return out;
}

/// How a signature and the policy for it are made.
struct Shape {
    QByteArray level = "strict";
    QByteArray when; ///< verifyTimestamp
    QByteArray stores = "\"ca:r\",\"tsa:t\"";
    bool isOfClock = true; ///< the tsa store holds the clock's root
    bool hasStamp = true;
    StampShape stamp;
    CertificateShape leaf;
    QByteArray lists; ///< PEM
    std::function<OcspAnswer(const OcspQuestion &, const Certificate &leaf)> responder; ///< asked, where there is one
};

constexpr auto kResponder = "http://ocsp.invalid/leaf";

SignatureVerdict verified(const Shape &shape, State &state)
{
    const Subject subject = loadEvidence(u"notation-referrersapi-img1"_s).subject;
    const QByteArray header =
        "{\"alg\":\"ES256\",\"crit\":[\"io.cncf.notary.signingScheme\"],\"cty\":\"application/vnd."
        "cncf.notary.payload.v1+json\",\"io.cncf.notary.signingScheme\":\"notary.x509\","
        "\"io.cncf.notary.signingTime\":\"2026-06-01T12:00:00Z\"}";
    const QByteArray payload = "{\"targetArtifact\":{\"mediaType\":\"" + subject.manifest.mediaType.toLatin1()
        + "\",\"digest\":\"" + subject.manifest.digest.latin1()
        + "\",\"size\":" + QByteArray::number(subject.manifest.raw.size()) + "}}";
    const QByteArray signature = keys().leaf.signRaw(url(header) + '.' + url(payload), "SHA256", 32);
    const QByteArray leaf = makeCertificate(shape.leaf, keys().leaf, keys().root);
    QByteArray stamp;
    if (shape.hasStamp) {
        TimestampToken token;
        if (TimestampToken::fromDer(
                clockMaker().stamp(shape.stamp, signature, payload), TimestampToken::Form::Response, token))
            qFatal("no token");
        stamp = ",\"io.cncf.notary.timestampSignature\":\"" + token.der().toBase64() + '"';
    }
    const QByteArray envelope = "{\"payload\":\"" + url(payload) + "\",\"protected\":\"" + url(header)
        + "\",\"header\":{\"x5c\":[\"" + leaf.toBase64() + "\",\"" + rootCertificate().toBase64() + "\"]" + stamp
        + "},\"signature\":\"" + url(signature) + "\"}";

    NotationStore store;
    store.name = u"s"_s;
    const Result<QList<NotationPolicy>> policies = readNotationPolicies(
        "{\"version\":\"1.0\",\"trustPolicies\":[{\"name\":\"p\",\"registryScopes\":[\"*\"],\"signatureVerification\":{"
        "\"level\":\""
        + shape.level + '"' + (shape.when.isEmpty() ? QByteArray() : ",\"verifyTimestamp\":\"" + shape.when + '"')
        + "},\"trustStores\":[" + shape.stores + "],\"trustedIdentities\":[\"*\"]}]}");
    if (!policies)
        qFatal("%s", qPrintable(policies.error().text()));
    store.policies = *policies;
    store.certificates.insert(u"ca:r"_s, {certificateOf(rootCertificate())});
    store.certificates.insert(u"tsa:t"_s,
        {certificateOf(shape.isOfClock ? clockMaker().stampRoot()
                                       : makeCertificate(authorityShape("x", "x"), keys().other, keys().other))});
    if (!shape.lists.isEmpty() && RevocationList::listFromFile(shape.lists, store.revocationLists))
        qFatal("no list");
    Material material;
    material.now = vectorTime();
    material.stores = {store};
    if (shape.responder) {
        const QList<Certificate> chain{certificateOf(leaf), certificateOf(rootCertificate())};
        // What the policy does not name is not asked.
        if (!ocspQuestions(chain, {u"http://ocsp.invalid/other"_s}).isEmpty())
            qFatal("asks whom nobody named");
        store.ocsp = {QLatin1StringView(kResponder)};
        for (const OcspQuestion &question : ocspQuestions(chain, store.ocsp))
            material.ocsp.append(shape.responder(question, chain.first()));
        material.stores = {store};
    }
    SignatureVerdict verdict = verifyNotation(subject, envelope, u"application/jose+json"_s, material);
    state = verdict.grants.isEmpty() ? verdict.state : State::Trusted;
    return verdict;
}

/// A revocation list in PEM.
struct ListShape {
    bool isOfOther = false; ///< signed by another key
    bool isPartial = false;
    bool revokesLeaf = false;
    QDateTime invalidSince = {};
    QDateTime from = utc(2026, 11, 1), until = utc(2026, 12, 31);
};

QByteArray listOf(const ListShape &shape, const QByteArray &leafDer)
{
    const auto *at = reinterpret_cast<const unsigned char *>(leafDer.constData());
    X509 *leaf = d2i_X509(nullptr, &at, long(leafDer.size()));
    X509_CRL *list = X509_CRL_new();
    X509_CRL_set_version(list, 1);
    X509_CRL_set_issuer_name(list, X509_get_issuer_name(leaf));
    ASN1_TIME *time = ASN1_TIME_set(nullptr, time_t(shape.from.toSecsSinceEpoch()));
    X509_CRL_set1_lastUpdate(list, time);
    ASN1_TIME_set(time, time_t(shape.until.toSecsSinceEpoch()));
    X509_CRL_set1_nextUpdate(list, time);
    X509_REVOKED *entry = X509_REVOKED_new();
    ASN1_INTEGER *serial = ASN1_INTEGER_dup(X509_get0_serialNumber(leaf));
    if (!shape.revokesLeaf)
        ASN1_INTEGER_set(serial, 999'999);
    X509_REVOKED_set_serialNumber(entry, serial);
    ASN1_TIME_set(time, time_t(utc(2026, 11, 1).toSecsSinceEpoch()));
    X509_REVOKED_set_revocationDate(entry, time);
    if (shape.invalidSince.isValid()) {
        ASN1_GENERALIZEDTIME *since = ASN1_GENERALIZEDTIME_set(nullptr, time_t(shape.invalidSince.toSecsSinceEpoch()));
        X509_REVOKED_add1_ext_i2d(entry, NID_invalidity_date, since, 0, 0);
        ASN1_GENERALIZEDTIME_free(since);
    }
    X509_CRL_add0_revoked(list, entry);
    if (shape.isPartial) {
        ISSUING_DIST_POINT *part = ISSUING_DIST_POINT_new();
        part->onlyCA = 1;
        X509_CRL_add1_ext_i2d(list, NID_issuing_distribution_point, part, 1, 0);
        ISSUING_DIST_POINT_free(part);
    }
    X509_CRL_sort(list);
    if (X509_CRL_sign(list, (shape.isOfOther ? keys().other : keys().root).get(), EVP_sha256()) <= 0)
        qFatal("no list");
    QByteArray der(i2d_X509_CRL(list, nullptr), '\0');
    auto *to = reinterpret_cast<unsigned char *>(der.data());
    i2d_X509_CRL(list, &to);
    ASN1_INTEGER_free(serial);
    ASN1_TIME_free(time);
    X509_CRL_free(list);
    X509_free(leaf);
    return "-----BEGIN X509 CRL-----\n" + der.toBase64() + "\n-----END X509 CRL-----\n";
}

/// What a responder answers.
struct ReplyShape {
    enum By { Issuer, Delegate, OtherDelegate, Stranger };
    By by = Issuer;
    int status = V_OCSP_CERTSTATUS_GOOD;
    bool hasNonce = true, isOfOtherNonce = false, isOfOtherCertificate = false, isRefused = false, isSilent = false;
    bool isCut = false;
    QDateTime from = utc(2026, 11, 28), until = utc(2026, 12, 5);
    QDateTime revokedAt = utc(2026, 5, 1);
};

OcspAnswer replyOf(const ReplyShape &shape, const OcspQuestion &question, const Certificate &leaf)
{
    OcspAnswer out{question.certificate, question.address, question.nonce, {}, u"connection refused"_s};
    if (shape.isSilent)
        return out;
    const auto timeOf = [](const QDateTime &time) {
        return ASN1_GENERALIZEDTIME_set(nullptr, time_t(time.toSecsSinceEpoch()));
    };
    const Certificate root = certificateOf(rootCertificate());
    OCSP_BASICRESP *basic = OCSP_BASICRESP_new();
    OCSP_CERTID *id = OCSP_cert_to_id(EVP_sha1(), shape.isOfOtherCertificate ? root.get() : leaf.get(), root.get());
    ASN1_GENERALIZEDTIME *from = timeOf(shape.from);
    ASN1_GENERALIZEDTIME *until = timeOf(shape.until);
    ASN1_GENERALIZEDTIME *revoked = timeOf(shape.revokedAt);
    OCSP_basic_add1_status(basic, id, shape.status, -1, shape.status == V_OCSP_CERTSTATUS_REVOKED ? revoked : nullptr,
        from, shape.until.isValid() ? until : nullptr);
    QByteArray nonce = question.nonce;
    if (shape.isOfOtherNonce)
        nonce[0] = char(nonce[0] ^ 1);
    if (shape.hasNonce)
        OCSP_basic_add1_nonce(basic, reinterpret_cast<unsigned char *>(nonce.data()), int(nonce.size()));
    CertificateShape delegate;
    delegate.subject = "responder";
    delegate.extended = shape.by == ReplyShape::OtherDelegate ? "codeSigning" : "OCSPSigning";
    const bool isIssuer = shape.by == ReplyShape::Issuer;
    const Certificate signer = isIssuer ? root
        : shape.by == ReplyShape::Stranger
        ? certificateOf(makeCertificate(authorityShape("x", "x"), keys().other, keys().other))
        : certificateOf(makeCertificate(delegate, keys().other, keys().root));
    if (OCSP_basic_sign(basic, signer.get(), (isIssuer ? keys().root : keys().other).get(), EVP_sha256(), nullptr, 0)
        != 1)
        qFatal("no response");
    OCSP_RESPONSE *response =
        OCSP_response_create(shape.isRefused ? OCSP_RESPONSE_STATUS_UNAUTHORIZED : OCSP_RESPONSE_STATUS_SUCCESSFUL,
            shape.isRefused ? nullptr : basic);
    out.der.resize(i2d_OCSP_RESPONSE(response, nullptr));
    auto *to = reinterpret_cast<unsigned char *>(out.der.data());
    i2d_OCSP_RESPONSE(response, &to);
    if (shape.isCut)
        out.der.chop(1);
    OCSP_RESPONSE_free(response);
    OCSP_BASICRESP_free(basic);
    OCSP_CERTID_free(id);
    for (ASN1_GENERALIZEDTIME *time : {from, until, revoked})
        ASN1_GENERALIZEDTIME_free(time);
    return out;
}

struct Case {
    const char *name;
    const char *code;
    State state;
    std::function<void(Shape &)> make;
};

void addRows(const QList<Case> &cases)
{
    QTest::addColumn<int>("index");
    for (qsizetype i = 0; i < cases.size(); ++i)
        QTest::newRow(cases[i].name) << int(i);
}

void compareVerdict(const Case &one, const SignatureVerdict &verdict, State state)
{
    const QByteArray json = QJsonDocument(verdict.toJson()).toJson();
    QVERIFY2(reasonCode(verdict.reason) == QLatin1StringView(one.code), json.constData());
    QVERIFY2(state == one.state, json.constData());
}

const QList<Case> &stampCases()
{
    static const QList<Case> cases{
        {"good after it ended", "", State::Trusted, [](Shape &) {}},
        {"good, asked for after it ended", "", State::Trusted, [](Shape &s) { s.when = "afterCertExpiry"; }},
        {"good, always", "", State::Trusted, [](Shape &s) { s.when = "always"; }},
        {"nobody asks, and it ended", "certificate-expired", State::Invalid, [](Shape &s) { s.stores = "\"ca:r\""; }},
        {"none", "no-timestamp", State::Invalid, [](Shape &s) { s.hasStamp = false; }},
        {"none, and asked for after it ended", "no-timestamp", State::Invalid,
            [](Shape &s) {
                s.hasStamp = false;
                s.when = "afterCertExpiry";
            }},
        {"none, not ended yet", "", State::Trusted,
            [](Shape &s) {
                s.hasStamp = false;
                s.when = "afterCertExpiry";
                s.leaf.notAfter = utc(2030, 1, 1);
            }},
        {"none, permissive", "", State::Trusted,
            [](Shape &s) {
                s.hasStamp = false;
                s.level = "permissive";
            }},
        {"over other bytes", "other-timestamp", State::Invalid, [](Shape &s) { s.stamp.isOverOther = true; }},
        {"over the payload", "other-timestamp", State::Invalid, [](Shape &s) { s.stamp.isPayload = true; }},
        {"of a stranger", "unknown-timestamp-authority", State::Invalid, [](Shape &s) { s.stamp.isOfStranger = true; }},
        {"another store", "unknown-timestamp-authority", State::Invalid, [](Shape &s) { s.isOfClock = false; }},
        {"certificate not named", "timestamp-signature", State::Invalid,
            [](Shape &s) { s.stamp.hasSigningCertificate = false; }},
        {"EKU not critical", "wrong-timestamp-signer", State::Invalid,
            [](Shape &s) { s.stamp.extended = "timeStamping"; }},
        {"after the certificate", "certificate-expired", State::Invalid,
            [](Shape &s) { s.stamp.time = utc(2026, 7, 1, 0, 0, 1); }},
        {"before the certificate", "certificate-not-yet-valid", State::Invalid,
            [](Shape &s) { s.leaf.notBefore = utc(2026, 6, 1, 12, 2, 1); }},
        {"accuracy reaches beyond the certificate", "certificate-expired", State::Invalid,
            [](Shape &s) {
                s.leaf.notAfter = utc(2026, 6, 1, 12, 2, 10);
                s.stamp.accuracy = 11;
            }},
        {"accuracy reaches to its end", "", State::Trusted,
            [](Shape &s) {
                s.leaf.notAfter = utc(2026, 6, 1, 12, 2, 10);
                s.stamp.accuracy = 10;
            }},
    };
    return cases;
}

struct ListCase {
    const char *name;
    const char *code;
    State state;
    bool namesAddress, hasList;
    ListShape list;
    const char *level = "strict";
};

const QList<ListCase> &listCases()
{
    static const ListShape revoked{.revokesLeaf = true};
    static const ListShape sinceLater{.revokesLeaf = true, .invalidSince = utc(2026, 6, 2)};
    static const ListShape sinceEarlier{.revokesLeaf = true, .invalidSince = utc(2026, 6, 1)};
    static const ListShape ended{.until = utc(2026, 11, 28)};
    static const ListShape revokedLongAgo{.revokesLeaf = true, .until = utc(2026, 11, 28)};
    static const ListShape notYet{.from = utc(2026, 11, 30)};
    static const ListShape forged{.isOfOther = true};
    static const ListShape partial{.isPartial = true};
    static const QList<ListCase> cases{
        {"no address, no list", "", State::Trusted, false, false, {}},
        {"an address, no list", "revocation-unknown", State::Valid, true, false, {}},
        {"an address, no list, permissive", "", State::Trusted, true, false, {}, "permissive"},
        {"a list", "", State::Trusted, true, true, {}},
        {"a list, no address", "", State::Trusted, false, true, {}},
        {"revoked", "revoked", State::Invalid, true, true, revoked},
        {"revoked, no address", "revoked", State::Invalid, false, true, revoked},
        {"revoked, permissive", "", State::Trusted, true, true, revoked, "permissive"},
        {"revoked in an old list", "revoked", State::Invalid, true, true, revokedLongAgo},
        {"invalid since it was stamped", "revoked", State::Invalid, true, true, sinceEarlier},
        {"invalid only later", "", State::Trusted, true, true, sinceLater},
        {"list ended", "revocation-list-ended", State::Valid, true, true, ended},
        {"list not yet", "revocation-list-ended", State::Valid, true, true, notYet},
        {"list of a stranger", "broken-revocation-list", State::Valid, true, true, forged},
        {"list of a part", "broken-revocation-list", State::Valid, true, true, partial},
    };
    return cases;
}

struct ReplyCase {
    const char *name;
    const char *code;
    State state;
    ReplyShape reply;
    const char *level = "strict";
    bool hasList = false;
};

const QList<ReplyCase> &replyCases()
{
    using By = ReplyShape::By;
    static const ReplyShape silent{.isSilent = true};
    static const ReplyShape revoked{.status = V_OCSP_CERTSTATUS_REVOKED};
    static const QList<ReplyCase> cases{
        {"good", "", State::Trusted, {}},
        {"good by a responder of the issuer", "", State::Trusted, {.by = By::Delegate}},
        {"good without the nonce", "", State::Trusted, {.hasNonce = false}},
        {"revoked", "revoked", State::Invalid, revoked},
        {"revoked, permissive", "", State::Trusted, revoked, "permissive"},
        {"revoked, in an old answer", "revoked", State::Invalid,
            {.status = V_OCSP_CERTSTATUS_REVOKED, .until = utc(2026, 11, 28)}},
        {"revoked only after it was stamped", "", State::Trusted,
            {.status = V_OCSP_CERTSTATUS_REVOKED, .revokedAt = utc(2026, 7, 1)}},
        {"unknown", "ocsp-unknown", State::Valid, {.status = V_OCSP_CERTSTATUS_UNKNOWN}},
        {"not reached", "ocsp-unreachable", State::Valid, silent},
        {"not reached, permissive", "", State::Trusted, silent, "permissive"},
        {"not reached, and a list", "", State::Trusted, silent, "strict", true},
        {"another nonce", "broken-ocsp", State::Valid, {.isOfOtherNonce = true}},
        {"another certificate", "broken-ocsp", State::Valid, {.isOfOtherCertificate = true}},
        {"by a stranger", "broken-ocsp", State::Valid, {.by = By::Stranger}},
        {"by a signer of code", "broken-ocsp", State::Valid, {.by = By::OtherDelegate}},
        {"revoked by a stranger", "broken-ocsp", State::Valid,
            {.by = By::Stranger, .status = V_OCSP_CERTSTATUS_REVOKED}},
        {"refused", "broken-ocsp", State::Valid, {.isRefused = true}},
        {"cut", "broken-ocsp", State::Valid, {.isCut = true}},
        {"ended", "ocsp-ended", State::Valid, {.until = utc(2026, 11, 28)}},
        {"not yet", "ocsp-ended", State::Valid, {.from = utc(2026, 12, 1)}},
    };
    return cases;
}

} // namespace

void TestNotationTime::aTimestampKeepsItValid_data()
{
    addRows(stampCases());
}

void TestNotationTime::aTimestampKeepsItValid()
{
    QFETCH(int, index);
    const Case &one = stampCases()[index];
    Shape shape;
    shape.leaf.notAfter = utc(2026, 7, 1);
    one.make(shape);
    State state = State::None;
    const SignatureVerdict verdict = verified(shape, state);
    compareVerdict(one, verdict, state);
}

void TestNotationTime::aListRevokes_data()
{
    QTest::addColumn<int>("index");
    for (qsizetype i = 0; i < listCases().size(); ++i)
        QTest::newRow(listCases()[i].name) << int(i);
}

void TestNotationTime::aListRevokes()
{
    QFETCH(int, index);
    const ListCase &one = listCases()[index];
    Shape shape;
    shape.level = one.level;
    shape.leaf.serial = 4711;
    if (one.namesAddress)
        shape.leaf.more = "crlDistributionPoints=URI:http://nobody.invalid/list.crl";
    if (one.hasList)
        shape.lists = listOf(one.list, makeCertificate(shape.leaf, keys().leaf, keys().root));
    State state = State::None;
    const SignatureVerdict verdict = verified(shape, state);
    compareVerdict({one.name, one.code, one.state, {}}, verdict, state);
    // The step says what was looked at, and what was not.
    const auto step = std::find_if(verdict.steps.begin(), verdict.steps.end(),
        [](const Step &made) { return made.name.english() == "revocation"_L1; });
    QVERIFY(step != verdict.steps.end());
    if (step->reason != Reason::Revoked)
        QVERIFY2(step->detail.contains(u"OCSP was not asked"_s), qPrintable(step->detail));
    QCOMPARE(verdict.provedUntil.isValid(), one.hasList && step->outcome == Step::Outcome::Passed);
}

void TestNotationTime::aResponderAnswers_data()
{
    QTest::addColumn<int>("index");
    for (qsizetype i = 0; i < replyCases().size(); ++i)
        QTest::newRow(replyCases()[i].name) << int(i);
}

void TestNotationTime::aResponderAnswers()
{
    QFETCH(int, index);
    const ReplyCase &one = replyCases()[index];
    Shape shape;
    shape.level = one.level;
    shape.leaf.more = "authorityInfoAccess=OCSP;URI:http://ocsp.invalid/leaf";
    shape.leaf.serial = 4711;
    if (one.hasList)
        shape.lists = listOf({}, makeCertificate(shape.leaf, keys().leaf, keys().root));
    bool isAsked = false;
    shape.responder = [&](const OcspQuestion &question, const Certificate &leaf) {
        isAsked = true;
        return replyOf(one.reply, question, leaf);
    };
    State state = State::None;
    const SignatureVerdict verdict = verified(shape, state);
    QVERIFY(isAsked);
    compareVerdict({one.name, one.code, one.state, {}}, verdict, state);
}

void TestNotationTime::theFolderHoldsLists()
{
    QTemporaryDir folder;
    QDir dir(folder.path());
    QVERIFY(dir.mkpath(u"truststore/x509/ca/r"_s) && dir.mkpath(u"crl"_s));
    const auto write = [&](const QString &name, const QByteArray &bytes) {
        QFile file(dir.filePath(name));
        return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
    };
    QVERIFY(write(u"trustpolicy.json"_s,
        "{\"version\":\"1.0\",\"trustPolicies\":[{\"name\":\"p\",\"registryScopes\":[\"*\"],\"signatureVerification\":{"
        "\"level\":\"strict\"},\"trustStores\":[\"ca:r\"],\"trustedIdentities\":[\"*\"]}]}"));
    QVERIFY(write(u"truststore/x509/ca/r/root.cer"_s, rootCertificate()));
    const QByteArray list = listOf({}, makeCertificate({}, keys().leaf, keys().root));
    QVERIFY(write(u"crl/a.crl"_s, list));
    const Result<NotationStore> read = readNotationStore(folder.path());
    QVERIFY2(read.ok(), read ? "" : qPrintable(read.error().text()));
    QCOMPARE(read->revocationLists.size(), 1);
    // They are copied along, and another list is another revision.
    QTemporaryDir kept;
    TrustPolicy policy;
    policy.stores = {*read};
    policy.stores.first().name = u"s"_s;
    QVERIFY(putPolicy(policy, kept.path()).ok());
    const PolicyFile copy = readPolicyFile(kept.path());
    QVERIFY2(copy.policy.stores.size() == 1, qPrintable(copy.error.text()));
    QCOMPARE(copy.policy.stores.first().revocationLists.size(), 1);
    QCOMPARE(copy.storeRevision, lotse::trust::policyOf(policy, {}).storeRevision);
    const QByteArray with = lotse::trust::policyOf(policy, {}).storeRevision;
    policy.stores.first().revocationLists.clear();
    QVERIFY(lotse::trust::policyOf(policy, {}).storeRevision != with);
    // What is no list makes the store unusable, and a link is not followed.
    QVERIFY(write(u"crl/b.crl"_s, "x"));
    QVERIFY(!readNotationStore(folder.path()).ok());
    QVERIFY(QFile::remove(dir.filePath(u"crl/b.crl"_s)));
    QVERIFY(QFile::link(dir.filePath(u"crl/a.crl"_s), dir.filePath(u"crl/c.crl"_s)));
    QVERIFY(!readNotationStore(folder.path()).ok());
}

} // namespace lotse::trust::test
