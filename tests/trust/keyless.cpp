// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "keyless.h"

#include "smallsigstore.h"
#include "vectors.h"

#include "trust/cosign.h"
#include "trust/policyfile.h"
#include "trust/policyparts.h"

#include <QCryptographicHash>
#include <QTemporaryDir>
#include <QTest>

namespace lotse::trust::test {

namespace {

constexpr auto kSubject = "https://github.com/org/app/.github/workflows/release.yml@refs/heads/main";
constexpr auto kIssuer = "https://token.actions.githubusercontent.com";

const SmallSigstore &sigstore()
{
    static const SmallSigstore store;
    return store;
}

Subject subjectOf()
{
    static const Subject subject = loadEvidence(u"cosign3-legacy-zot-img1"_s).subject;
    return subject;
}

QByteArray statement()
{
    return "{\"_type\":\"https://in-toto.io/Statement/v1\",\"subject\":[{\"digest\":{\"sha256\":\""
        + subjectOf().manifest.digest.hex()
        + "\"}}],\"predicateType\":\"https://sigstore.dev/cosign/sign/v1\",\"predicate\":{}}";
}

QByteArray simplePayload()
{
    return "{\"critical\":{\"identity\":{\"docker-reference\":\"r/a\"},\"image\":{\"docker-manifest-digest\":\""
        + subjectOf().manifest.digest.latin1()
        + "\"},\"type\":\"cosign container image signature\"},\"optional\":null}";
}

Material materialOf(const RootShape &root = {})
{
    Material out;
    out.now = vectorTime();
    out.roots = {sigstore().root(root)};
    return out;
}

SignatureVerdict verified(const BundleShape &shape, const Material &material)
{
    const bool isEnvelope = shape.content == BundleShape::Content::Envelope;
    const QByteArray bundle = sigstore().bundle(shape, isEnvelope ? statement() : subjectOf().manifest.raw);
    return verifyBundle(subjectOf(), bundle, u"application/vnd.dev.sigstore.bundle.v0.3+json"_s, material);
}

void compareVerdict(const SignatureVerdict &verdict, const QString &code)
{
    const QByteArray json = QJsonDocument(verdict.toJson()).toJson();
    QVERIFY2(reasonCode(verdict.reason) == code, json.constData());
    QCOMPARE(verdict.isValid(), code.isEmpty());
    QVERIFY(!verdict.steps.isEmpty());
    if (code.isEmpty())
        return;
    // The reason is that of a step that failed.
    QVERIFY(std::any_of(verdict.steps.begin(), verdict.steps.end(),
        [&](const Step &step) { return step.outcome == Step::Outcome::Failed && step.reason == verdict.reason; }));
}

struct Case {
    const char *name;
    const char *code;
    std::function<void(BundleShape &, RootShape &)> make;
};

void addRows(const QList<Case> &cases)
{
    QTest::addColumn<int>("index");
    for (qsizetype i = 0; i < cases.size(); ++i)
        QTest::newRow(cases[i].name) << int(i);
}

// A member deep in an object becomes what `change` makes of it.
void edit(QJsonObject &object, QStringList path, const std::function<void(QJsonObject &)> &change)
{
    if (path.isEmpty()) {
        change(object);
        return;
    }
    const QString name = path.takeFirst();
    QJsonObject inner = object[name].toObject();
    edit(inner, path, change);
    object[name] = inner;
}

void flip(QJsonObject &object, const QString &name)
{
    QByteArray bytes = QByteArray::fromBase64(object[name].toString().toLatin1());
    bytes[bytes.size() / 2] = char(bytes[bytes.size() / 2] ^ 1);
    object[name] = QString::fromLatin1(bytes.toBase64());
}

StampShape stampAt(const QDateTime &time)
{
    StampShape stamp;
    stamp.time = time;
    return stamp;
}

using B = BundleShape;
using R = RootShape;

const QList<Case> &bundleCases()
{
    static const auto entry = [](std::function<void(QJsonObject &)> change) {
        return [change = std::move(change)](B &b, R &) { b.entry = change; };
    };
    static const auto proof = [](std::function<void(QJsonObject &)> change) {
        return [change = std::move(change)](
                   B &b, R &) { b.entry = [change](QJsonObject &e) { edit(e, {u"inclusionProof"_s}, change); }; };
    };
    static const auto hashes = [](std::function<void(QJsonArray &)> change) {
        return proof([change = std::move(change)](QJsonObject &p) {
            QJsonArray list = p[u"hashes"_s].toArray();
            change(list);
            p[u"hashes"_s] = list;
        });
    };
    static const QList<Case> cases{
        {"good", "", [](B &, R &) {}},
        {"good message", "", [](B &b, R &) { b.content = B::Content::Message; }},
        {"good in-toto entry", "", [](B &b, R &) { b.kind = "intoto"; }},
        {"good with a time stamp", "", [](B &b, R &) { b.stamps = {StampShape()}; }},
        {"good by time stamp alone", "",
            [](B &b, R &) {
                b.hasEntry = false;
                b.stamps = {StampShape()};
            }},
        {"good without a promise", "",
            [](B &b, R &) {
                b.hasPromise = false;
                b.stamps = {StampShape()};
            }},
        {"good version 2", "",
            [](B &b, R &) {
                b.logVersion = 2;
                b.stamps = {StampShape()};
            }},
        {"good version 2, message", "",
            [](B &b, R &) {
                b.content = B::Content::Message;
                b.logVersion = 2;
                b.stamps = {StampShape()};
            }},
        {"good bundle 0.1", "",
            [](B &b, R &) { b.mediaType = "application/vnd.dev.sigstore.bundle+json;version=0.1"; }},
        {"good e-mail", "", [](B &b, R &) { b.leaf.san = "critical,email:me@example.com"; }},
        {"good SCT with extensions", "", [](B &b, R &) { b.leaf.sctExtensions = "abc"; }},
        {"good old issuer alone", "", [](B &b, R &) { b.leaf.issuer.clear(); }},
        {"good new issuer alone", "", [](B &b, R &) { b.leaf.oldIssuer.clear(); }},
        {"good long certificate, no time", "",
            [](B &b, R &) {
                b.hasEntry = false;
                b.leaf.notAfter = utc(2027, 6, 1);
            }},
        {"no log of certificates in the root", "",
            [](B &b, R &r) {
                b.leaf.hasSct = false;
                r.hasSctLog = false;
            }},
        // The certificate
        {"another authority", "untrusted-root", [](B &, R &r) { r.isOtherAuthority = true; }},
        {"no authority", "untrusted-root", [](B &, R &r) { r.hasAuthority = false; }},
        {"forged by a namesake", "chain-signature", [](B &b, R &) { b.leaf.isForged = true; }},
        {"authority had ended", "log-key-period", [](B &, R &r) { r.authorityEnd = "2026-05-31T00:00:00Z"; }},
        {"EKU of a server", "wrong-extended-usage", [](B &b, R &) { b.leaf.extended = "serverAuth"; }},
        {"EKU of a clock", "wrong-extended-usage", [](B &b, R &) { b.leaf.extended = "critical,timeStamping"; }},
        {"no EKU", "wrong-extended-usage", [](B &b, R &) { b.leaf.extended.clear(); }},
        {"no key usage", "wrong-key-usage", [](B &b, R &) { b.leaf.usage.clear(); }},
        {"key usage without signature", "wrong-key-usage", [](B &b, R &) { b.leaf.usage = "critical,keyAgreement"; }},
        {"leaf is an authority", "wrong-key-usage", [](B &b, R &) { b.leaf.basic = "critical,CA:TRUE"; }},
        {"unknown critical extension", "broken-certificate",
            [](B &b, R &) { b.leaf.more = "1.2.3.4=critical,ASN1:NULL"; }},
        {"extension that nobody knows", "", [](B &b, R &) { b.leaf.more = "1.2.3.4=ASN1:NULL"; }},
        {"no name", "no-identity", [](B &b, R &) { b.leaf.san.clear(); }},
        {"issuers differ", "issuer-mismatch", [](B &b, R &) { b.leaf.oldIssuer = "https://accounts.example.com"; }},
        {"issuer is no UTF8String", "broken-certificate", [](B &b, R &) { b.leaf.isIssuerUtf8 = false; }},
        {"a line break in the issuer", "broken-certificate", [](B &b, R &) { b.leaf.issuer = "https://a\nb"; }},
        // Certificate transparency
        {"no SCT", "missing-sct", [](B &b, R &) { b.leaf.hasSct = false; }},
        {"SCT of another log", "unknown-sct-log", [](B &b, R &) { b.leaf.isSctForged = true; }},
        {"SCT over another certificate", "wrong-sct", [](B &b, R &) { b.leaf.isSctWrong = true; }},
        {"SCT after the key ended", "log-key-period", [](B &, R &r) { r.sctLogEnd = "2026-05-31T00:00:00Z"; }},
        {"SCT before the key began", "log-key-period", [](B &b, R &) { b.leaf.sctTime = utc(2025, 1, 1); }},
        // Times
        {"nothing says when", "no-verified-time", [](B &b, R &) { b.hasEntry = false; }},
        {"a proof alone says no time", "no-verified-time", [](B &b, R &) { b.hasPromise = false; }},
        {"version 2 without a time stamp", "no-verified-time", [](B &b, R &) { b.logVersion = 2; }},
        {"logged after the certificate", "certificate-expired",
            [](B &b, R &) { b.integrated = utc(2026, 6, 1, 12, 11); }},
        {"logged before the certificate", "certificate-not-yet-valid",
            [](B &b, R &) { b.integrated = utc(2026, 6, 1, 11, 59); }},
        {"logged at the last second", "", [](B &b, R &) { b.integrated = utc(2026, 6, 1, 12, 10); }},
        {"stamped after the certificate", "certificate-expired",
            [](B &b, R &) { b.stamps = {stampAt(utc(2026, 6, 1, 12, 20))}; }},
        {"logged in the future", "future-time",
            [](B &b, R &) {
                b.leaf.notAfter = utc(2030, 1, 1);
                b.integrated = utc(2029, 1, 1);
            }},
        {"stamped in the future", "future-time",
            [](B &b, R &) {
                b.leaf.notAfter = utc(2030, 1, 1);
                b.stamps = {stampAt(utc(2029, 1, 1))};
            }},
        // The promise (SET)
        {"promise over another body", "wrong-promise", entry([](QJsonObject &e) {
             edit(e, {u"inclusionPromise"_s}, [](QJsonObject &p) { flip(p, u"signedEntryTimestamp"_s); });
         })},
        {"integrated time changed", "wrong-promise",
            entry([](QJsonObject &e) { e[u"integratedTime"_s] = u"1780315261"_s; })},
        {"index of the promise swapped with the proof's", "wrong-promise",
            entry([](QJsonObject &e) { e[u"logIndex"_s] = u"4"_s; })},
        {"negative index", "wrong-type", entry([](QJsonObject &e) { e[u"logIndex"_s] = u"-4"_s; })},
        {"index with a plus", "wrong-type", entry([](QJsonObject &e) { e[u"logIndex"_s] = u"+1004"_s; })},
        {"a log that nobody knows", "unknown-log", [](B &b, R &) { b.isLogStranger = true; }},
        {"root without logs", "unknown-log", [](B &, R &r) { r.hasLog = false; }},
        {"key of the log had ended", "log-key-period", [](B &, R &r) { r.logEnd = "2026-06-01T12:00:59Z"; }},
        {"key of the log ends then", "", [](B &, R &r) { r.logEnd = "2026-06-01T12:01:00Z"; }},
        {"key of the log 2 had ended", "log-key-period",
            [](B &b, R &r) {
                b.logVersion = 2;
                b.stamps = {StampShape()};
                r.logEnd = "2026-06-01T12:01:59Z";
            }},
        // The inclusion proof
        {"a hash dropped", "wrong-inclusion-proof", hashes([](QJsonArray &h) { h.removeLast(); })},
        {"a hash added", "wrong-inclusion-proof", hashes([](QJsonArray &h) { h.append(h.first()); })},
        {"a hash flipped", "wrong-inclusion-proof", hashes([](QJsonArray &h) {
             QJsonObject holder{{u"x"_s, h.first()}};
             flip(holder, u"x"_s);
             h[0] = holder[u"x"_s];
         })},
        {"a hash too short", "wrong-inclusion-proof", hashes([](QJsonArray &h) { h[0] = u"AAAA"_s; })},
        {"100 hashes", "wrong-inclusion-proof", hashes([](QJsonArray &h) {
             while (h.size() < 100)
                 h.append(h.first());
         })},
        {"a hash in no base64", "broken-base64", hashes([](QJsonArray &h) { h[0] = u"*"_s; })},
        {"index beyond the tree", "wrong-inclusion-proof", proof([](QJsonObject &p) { p[u"logIndex"_s] = u"7"_s; })},
        {"index of another leaf", "wrong-inclusion-proof", proof([](QJsonObject &p) { p[u"logIndex"_s] = u"5"_s; })},
        {"empty tree", "wrong-inclusion-proof", proof([](QJsonObject &p) { p[u"treeSize"_s] = u"0"_s; })},
        {"no size", "wrong-inclusion-proof", proof([](QJsonObject &p) { p.remove(u"treeSize"_s); })},
        {"largest size", "wrong-inclusion-proof",
            proof([](QJsonObject &p) { p[u"treeSize"_s] = u"9223372036854775807"_s; })},
        {"size beyond all", "wrong-type", proof([](QJsonObject &p) { p[u"treeSize"_s] = u"9223372036854775808"_s; })},
        {"another root hash", "wrong-inclusion-proof", proof([](QJsonObject &p) { flip(p, u"rootHash"_s); })},
        {"no checkpoint", "missing-member", proof([](QJsonObject &p) { p.remove(u"checkpoint"_s); })},
        // The checkpoint
        {"checkpoint of another size", "wrong-checkpoint",
            [](B &b, R &) { b.checkpoint = [](QByteArray &t) { t.replace("\n7\n", "\n8\n"); }; }},
        {"checkpoint of another root", "wrong-checkpoint",
            [](B &b, R &) { b.checkpoint = [](QByteArray &t) { t.replace("=\n", "x=\n"); }; }},
        {"checkpoint of another origin", "wrong-checkpoint",
            [](B &b, R &) { b.checkpoint = [](QByteArray &t) { t.replace("log.small", "evil.small"); }; }},
        {"origin changed after signing", "wrong-checkpoint",
            [](B &b, R &) { b.note = [](QByteArray &n) { n.replace("4711", "4712"); }; }},
        {"a signature of a witness first", "",
            [](B &b, R &) {
                b.note = [](QByteArray &n) { n.replace("\n\n", "\n\n\xe2\x80\x94 witness.example AAAAAAAAAAAA\n"); };
            }},
        {"no blank line", "wrong-checkpoint",
            [](B &b, R &) { b.note = [](QByteArray &n) { n.replace("\n\n", "\n"); }; }},
        {"CRLF", "wrong-checkpoint", [](B &b, R &) { b.note = [](QByteArray &n) { n.replace("\n", "\r\n"); }; }},
        {"no signature", "wrong-checkpoint",
            [](B &b, R &) { b.note = [](QByteArray &n) { n = n.left(n.indexOf("\n\n") + 2); }; }},
        {"signature under another name", "wrong-checkpoint",
            [](B &b, R &) { b.note = [](QByteArray &n) { n.replace("\x94 log.small", "\x94 other.small"); }; }},
        {"version 2 under another host", "wrong-checkpoint",
            [](B &b, R &r) {
                b.logVersion = 2;
                b.stamps = {StampShape()};
                r.change = [](QJsonObject &o) {
                    QJsonArray logs = o[u"tlogs"_s].toArray();
                    QJsonObject second = logs[1].toObject();
                    second[u"baseUrl"_s] = u"https://another.small"_s;
                    logs[1] = second;
                    o[u"tlogs"_s] = logs;
                };
            }},
        // The body
        {"body of another payload", "other-log-entry",
            [](B &b, R &) {
                b.body = [](QJsonObject &o) {
                    edit(o, {u"spec"_s, u"payloadHash"_s}, [](QJsonObject &h) { h[u"value"_s] = QString(64, u'a'); });
                };
            }},
        {"body of another artifact", "other-log-entry",
            [](B &b, R &) {
                b.content = B::Content::Message;
                b.body = [](QJsonObject &o) {
                    edit(o, {u"spec"_s, u"data"_s, u"hash"_s},
                        [](QJsonObject &h) { h[u"value"_s] = QString(64, u'a'); });
                };
            }},
        {"body of another signature", "other-log-entry",
            [](B &b, R &) {
                b.content = B::Content::Message;
                b.body = [](QJsonObject &o) {
                    edit(o, {u"spec"_s, u"signature"_s}, [](QJsonObject &s) { flip(s, u"content"_s); });
                };
            }},
        {"body of another signer", "other-log-entry",
            [](B &b, R &) {
                b.content = B::Content::Message;
                b.body = [](QJsonObject &o) {
                    edit(o, {u"spec"_s, u"signature"_s, u"publicKey"_s}, [](QJsonObject &k) {
                        k[u"content"_s] = QString::fromLatin1(TestKey("P-256").pem().toBase64());
                    });
                };
            }},
        {"body of another kind than said", "other-log-entry", entry([](QJsonObject &e) {
             edit(e, {u"kindVersion"_s}, [](QJsonObject &k) { k[u"version"_s] = u"0.0.3"_s; });
         })},
        {"a kind that nobody knows", "unsupported-log-entry",
            [](B &b, R &) { b.body = [](QJsonObject &o) { o[u"kind"_s] = u"rpm"_s; }; }},
        {"a hash that is none", "unsupported-hash",
            [](B &b, R &) {
                b.body = [](QJsonObject &o) {
                    edit(o, {u"spec"_s, u"payloadHash"_s}, [](QJsonObject &h) { h[u"algorithm"_s] = u"md5"_s; });
                };
            }},
        {"two signatures in the body", "other-log-entry",
            [](B &b, R &) {
                b.body = [](QJsonObject &o) {
                    edit(o, {u"spec"_s}, [](QJsonObject &s) {
                        QJsonArray list = s[u"signatures"_s].toArray();
                        list.append(list.first());
                        s[u"signatures"_s] = list;
                    });
                };
            }},
        {"version 2 of another digest", "other-log-entry",
            [](B &b, R &) {
                b.logVersion = 2;
                b.stamps = {StampShape()};
                b.body = [](QJsonObject &o) {
                    edit(
                        o, {u"spec"_s, u"hashedRekordV002"_s, u"data"_s}, [](QJsonObject &d) { flip(d, u"digest"_s); });
                };
            }},
        {"body changed after logging", "wrong-inclusion-proof", entry([](QJsonObject &e) {
             const QByteArray body = QByteArray::fromBase64(e[u"canonicalizedBody"_s].toString().toLatin1());
             e[u"canonicalizedBody"_s] =
                 QString::fromLatin1(QByteArray(body).replace("{\"apiVersion\"", "{ \"apiVersion\"").toBase64());
         })},
        {"body is no JSON", "broken-json", entry([](QJsonObject &e) { e[u"canonicalizedBody"_s] = u"AAAA"_s; })},
        {"no body", "missing-member", entry([](QJsonObject &e) { e.remove(u"canonicalizedBody"_s); })},
        {"a member of the entry that nobody knows", "unknown-member", entry([](QJsonObject &e) { e[u"x"_s] = 1; })},
    };
    return cases;
}

const QList<Case> &stampCases()
{
    static const auto stamp = [](std::function<void(StampShape &)> change) {
        return [change = std::move(change)](B &b, R &) {
            StampShape shape;
            change(shape);
            b.hasEntry = false;
            b.stamps = {shape};
        };
    };
    static const QList<Case> cases{
        {"good", "", stamp([](StampShape &) {})},
        {"good SHA-512", "", stamp([](StampShape &s) { s.digest = "SHA512"; })},
        {"good without its certificate", "",
            [](B &b, R &) {
                b.hasEntry = false;
                StampShape shape;
                shape.hasCertificate = true;
                b.stamps = {shape};
            }},
        {"certificate is nowhere", "no-verified-time", stamp([](StampShape &s) { s.hasCertificate = false; })},
        {"over other bytes", "other-timestamp", stamp([](StampShape &s) { s.isOverOther = true; })},
        {"over the payload", "other-timestamp", stamp([](StampShape &s) { s.isPayload = true; })},
        {"SHA-1", "weak-digest", stamp([](StampShape &s) { s.digest = "SHA1"; })},
        {"of an unknown authority", "no-verified-time", stamp([](StampShape &s) { s.isOfStranger = true; })},
        {"root without authorities", "no-verified-time",
            [](B &b, R &r) {
                b.hasEntry = false;
                b.stamps = {StampShape()};
                r.hasStamps = false;
            }},
        {"EKU not critical", "wrong-timestamp-signer", stamp([](StampShape &s) { s.extended = "timeStamping"; })},
        {"a further EKU", "wrong-timestamp-signer",
            stamp([](StampShape &s) { s.extended = "critical,timeStamping,codeSigning"; })},
        {"no EKU", "wrong-timestamp-signer", stamp([](StampShape &s) { s.extended.clear(); })},
        {"certificate is not named", "timestamp-signature",
            stamp([](StampShape &s) { s.hasSigningCertificate = false; })},
        {"certificate had ended", "certificate-expired",
            stamp([](StampShape &s) { s.notAfter = utc(2026, 6, 1, 12, 1, 59); })},
        {"accuracy reaches beyond the certificate", "certificate-expired", stamp([](StampShape &s) {
             s.notAfter = utc(2026, 6, 1, 12, 2, 30);
             s.accuracy = 31;
         })},
        {"accuracy reaches to its end", "", stamp([](StampShape &s) {
             s.notAfter = utc(2026, 6, 1, 12, 2, 30);
             s.accuracy = 30;
         })},
        {"authority had ended by the root", "log-key-period",
            [](B &b, R &r) {
                b.hasEntry = false;
                b.stamps = {StampShape()};
                r.stampEnd = "2026-06-01T12:01:59Z";
            }},
        {"authority ends then by the root", "",
            [](B &b, R &r) {
                b.hasEntry = false;
                b.stamps = {StampShape()};
                r.stampEnd = "2026-06-01T12:02:00Z";
            }},
        {"with a nonce", "", stamp([](StampShape &s) { s.nonce = "abc"; })},
        {"two signers", "broken-timestamp", stamp([](StampShape &s) { s.hasSecondSigner = true; })},
        {"refused", "timestamp-refused", stamp([](StampShape &s) { s.isRefused = true; })},
        {"cut", "broken-timestamp", stamp([](StampShape &s) { s.change = [](QByteArray &d) { d.chop(1); }; })},
        {"a byte behind", "broken-timestamp", stamp([](StampShape &s) { s.change = [](QByteArray &d) { d += 'x'; }; })},
        {"BER", "broken-timestamp", stamp([](StampShape &s) {
             s.change = [](QByteArray &d) { d = QByteArray("\x30\x83\x00", 3) + d.mid(2); };
         })},
        {"a byte of the signature", "timestamp-signature", stamp([](StampShape &s) {
             s.change = [](QByteArray &d) { d[d.size() - 3] = char(d[d.size() - 3] ^ 1); };
         })},
        {"a bad one beside a good one", "other-timestamp",
            [](B &b, R &) {
                StampShape bad;
                bad.isOverOther = true;
                b.stamps = {StampShape(), bad};
            }},
        {"a stranger's beside a good one", "",
            [](B &b, R &) {
                StampShape strange;
                strange.isOfStranger = true;
                b.hasEntry = false;
                b.stamps = {strange, StampShape()};
            }},
        {"33 of them", "too-many", [](B &b, R &) { b.stamps = QList<StampShape>(33); }},
    };
    return cases;
}

const QList<Case> &legacyCases()
{
    static const QList<Case> cases{
        {"good", "", [](B &, R &) {}},
        {"good with a time stamp", "", [](B &b, R &) { b.stamps = {StampShape()}; }},
        {"nothing says when", "no-verified-time", [](B &b, R &) { b.hasEntry = false; }},
        {"another authority", "untrusted-root", [](B &, R &r) { r.isOtherAuthority = true; }},
        {"logged too late", "certificate-expired", [](B &b, R &) { b.integrated = utc(2026, 6, 2); }},
        {"promise over another body", "wrong-promise",
            [](B &b, R &) {
                b.entry = [](QJsonObject &e) {
                    edit(e, {u"inclusionPromise"_s}, [](QJsonObject &p) { flip(p, u"signedEntryTimestamp"_s); });
                };
            }},
        {"entry of another artifact", "other-log-entry",
            [](B &b, R &) {
                b.body = [](QJsonObject &o) {
                    edit(o, {u"spec"_s, u"data"_s, u"hash"_s},
                        [](QJsonObject &h) { h[u"value"_s] = QString(64, u'a'); });
                };
            }},
        {"time stamp over other bytes", "other-timestamp",
            [](B &b, R &) {
                StampShape bad;
                bad.isOverOther = true;
                b.stamps = {bad};
            }},
        {"no SCT", "missing-sct", [](B &b, R &) { b.leaf.hasSct = false; }},
    };
    return cases;
}

constexpr const char *kUnknownKind = "a kind that nobody knows";

const QList<Case> &keyCases()
{
    static const QList<Case> cases{
        {"good", "", [](B &, R &) {}},
        {"good without an entry", "", [](B &b, R &) { b.hasEntry = false; }},
        {kUnknownKind, "", [](B &b, R &) { b.body = [](QJsonObject &o) { o[u"kind"_s] = u"rpm"_s; }; }},
        {"a log that nobody knows", "", [](B &b, R &) { b.isLogStranger = true; }},
        {"wrong promise", "wrong-promise",
            [](B &b, R &) { b.entry = [](QJsonObject &e) { e[u"integratedTime"_s] = u"1"_s; }; }},
        {"entry of another signature", "other-log-entry",
            [](B &b, R &) {
                b.body = [](QJsonObject &o) {
                    edit(o, {u"spec"_s, u"payloadHash"_s}, [](QJsonObject &h) { h[u"value"_s] = QString(64, u'a'); });
                };
            }},
        {"time stamp over other bytes", "other-timestamp",
            [](B &b, R &) {
                StampShape bad;
                bad.isOverOther = true;
                b.stamps = {bad};
            }},
    };
    return cases;
}

} // namespace

void TestKeyless::aBundleIsProved_data()
{
    addRows(bundleCases());
}

void TestKeyless::aBundleIsProved()
{
    QFETCH(int, index);
    const Case &one = bundleCases()[index];
    BundleShape bundle;
    RootShape root;
    one.make(bundle, root);
    const SignatureVerdict verdict = verified(bundle, materialOf(root));
    compareVerdict(verdict, QString::fromLatin1(one.code));
    if (!verdict.isValid())
        return;
    QCOMPARE(verdict.signer.kind, Signer::Kind::Identity);
    QCOMPARE(verdict.signer.identity.issuer, QString::fromLatin1(kIssuer));
    QCOMPARE(verdict.signer.root, u"small"_s);
    QCOMPARE(verdict.isLogged, bundle.hasEntry);
    QVERIFY(!verdict.signer.notAfter.isValid()); // it was valid when it counted
}

void TestKeyless::aLegacySignatureIsProved_data()
{
    addRows(legacyCases());
}

void TestKeyless::aLegacySignatureIsProved()
{
    QFETCH(int, index);
    const Case &one = legacyCases()[index];
    BundleShape bundle;
    RootShape root;
    one.make(bundle, root);
    const auto annotations = sigstore().annotations(bundle, simplePayload());
    compareVerdict(verifySimpleSigning(subjectOf(), simplePayload(), annotations, materialOf(root)),
        QString::fromLatin1(one.code));
}

void TestKeyless::aTimestampIsProved_data()
{
    addRows(stampCases());
}

void TestKeyless::aTimestampIsProved()
{
    QFETCH(int, index);
    const Case &one = stampCases()[index];
    BundleShape bundle;
    RootShape root;
    one.make(bundle, root);
    const SignatureVerdict verdict = verified(bundle, materialOf(root));
    compareVerdict(verdict, QString::fromLatin1(one.code));
}

void TestKeyless::aKeysEntryIsChecked_data()
{
    addRows(keyCases());
}

void TestKeyless::aKeysEntryIsChecked()
{
    QFETCH(int, index);
    const Case &one = keyCases()[index];
    BundleShape bundle;
    RootShape root;
    bundle.isKey = true;
    one.make(bundle, root);
    Material material = materialOf(root);
    material.keys = {{u"k"_s, sigstore().signer().publicKey()}};
    const SignatureVerdict verdict = verified(bundle, material);
    compareVerdict(verdict, QString::fromLatin1(one.code));
    if (verdict.isValid())
        QCOMPARE(verdict.isLogged, bundle.hasEntry && !bundle.isLogStranger && one.name != kUnknownKind);
    // Without a root nothing is said of the log: it is valid by its key, and the step tells.
    material.roots.clear();
    const SignatureVerdict bare = verified(bundle, material);
    QVERIFY(bare.isValid());
    QVERIFY(!bare.isLogged);
    if (bundle.hasEntry)
        QCOMPARE(bare.steps[2].outcome, Step::Outcome::NotChecked);
}

void TestKeyless::aRootIsReadStrictly_data()
{
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    QTest::addColumn<QString>("code");
    const auto row = [](const char *tag, const QByteArray &from, const QByteArray &to, const char *code) {
        QTest::newRow(tag) << from << to << QString::fromLatin1(code);
    };
    row("good", "{", "{", "");
    row("version 0.2", "version=0.1", "version=0.2", "");
    row("version 0.3", "version=0.1", "version=0.3", "wrong-media-type");
    row("another type", "trustedroot", "other", "wrong-media-type");
    row("unknown member", "\"tlogs\"", "\"x\":1,\"tlogs\"", "unknown-member");
    row("another case", "\"tlogs\"", "\"Tlogs\"", "case-variant");
    row("twice", "\"tlogs\"", "\"tlogs\":[],\"tlogs\"", "duplicate-member");
    row("no start", "\"start\": \"2026-01-01T00:00:00Z\"", "", "missing-member");
    row("start is no time", "2026-01-01T00:00:00Z", "yesterday", "wrong-time");
    row("start is a day", "2026-01-01T00:00:00Z", "2026-01-01", "wrong-time");
    row("another hash", "SHA2_256", "SHA2_512", "unsupported-hash");
    row("id too short", "\"keyId\": \"", "\"keyId\": \"AAAA\",\"x\": \"", "unknown-member");
    row("key in no base64", "\"rawBytes\": \"MFkw", "\"rawBytes\": \"M*kw", "broken-base64");
    row("no certificates", "\"certificates\": [", "\"certificates\": [],\"x\": [", "unknown-member");
    row("trailing", "}\n", "}\nx", "broken-json");
    row("with an offset", "2026-01-01T00:00:00Z", "2026-01-01T01:00:00+01:00", "");
    row("with a fraction", "2026-01-01T00:00:00Z", "2026-01-01T00:00:00.000Z", "");
}

void TestKeyless::aRootIsReadStrictly()
{
    QFETCH(QByteArray, from);
    QFETCH(QByteArray, to);
    QFETCH(QString, code);
    const QByteArray good = sigstore().rootText();
    QVERIFY(good.contains(from));
    const QByteArray text = QTest::currentDataTag() == QByteArray("trailing")
        ? good + 'x'
        : QByteArray(good).replace(good.indexOf(from), from.size(), to);
    const Result<TrustedRoot> read = readTrustedRoot(text);
    QCOMPARE(read.ok(), code.isEmpty());
    if (!read)
        QVERIFY2(read.error().message.english().contains(code), qPrintable(read.error().message.english()));
}

void TestKeyless::anIdentityFitsWhole_data()
{
    QTest::addColumn<QString>("exact");
    QTest::addColumn<QString>("expression");
    QTest::addColumn<bool>("fits");
    const QString subject = QString::fromLatin1(kSubject);
    QTest::newRow("exact") << subject << QString() << true;
    QTest::newRow("another case") << subject.toUpper() << QString() << false;
    QTest::newRow("the beginning") << subject.chopped(1) << QString() << false;
    QTest::newRow("expression") << QString() << u"https://github\\.com/org/app/.*@refs/heads/main"_s << true;
    QTest::newRow("expression of the beginning") << QString() << u"https://github\\.com/org/"_s << false;
    QTest::newRow("expression of the end") << QString() << u"release.yml@refs/heads/main"_s << false;
    QTest::newRow("alternatives are anchored") << QString() << u"https://github|x"_s << false;
    QTest::newRow("brackets cannot escape") << QString() << u"https://github\\.com)|(?:x"_s << false;
    QTest::newRow("broken expression") << QString() << u"("_s << false;
    QTest::newRow("everything") << QString() << u".*"_s << false;
    QTest::newRow("everything in other words") << QString() << u"[^\\n]+"_s << false;
    QTest::newRow("nothing at all") << QString() << QString() << false;
    QTest::newRow("explodes") << QString() << u"(a+|h+|t+|[a-z:/.]+)+#"_s << false;
}

void TestKeyless::anIdentityFitsWhole()
{
    QFETCH(QString, exact);
    QFETCH(QString, expression);
    QFETCH(bool, fits);
    const IdentityPattern pattern{exact, expression, false};
    QCOMPARE(pattern.fits(QString::fromLatin1(kSubject)), fits);
    QVERIFY(!pattern.fits(u"https://evil.example/"_s + QString::fromLatin1(kSubject)));
    QVERIFY(!pattern.fits({}));
}

void TestKeyless::thePolicyNamesIdentities_data()
{
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    QTest::addColumn<QString>("flaw");
    const auto row = [](const char *tag, const QByteArray &from, const QByteArray &to, const char *flaw) {
        QTest::newRow(tag) << from << to << QString::fromLatin1(flaw);
    };
    row("good", "{", "{", "");
    row("no root named, one is there", "\"root\":\"small\",", "", "");
    row("unknown root", "\"root\":\"small\"", "\"root\":\"other\"", "names no trusted root");
    row("no issuer", "\"issuer\":", "\"anySubject\":true,\"x\":", "unknown-member");
    row("both", "\"issuer\":", "\"issuerExpression\":\"a\",\"issuer\":", "exactly one of \"issuer\"");
    row("any issuer", "\"issuer\":\"https://token.actions.githubusercontent.com\"", "\"anyIssuer\":true", "");
    row("any is false", "\"issuer\":\"https://token.actions.githubusercontent.com\"", "\"anyIssuer\":false",
        "is true, or is left out");
    row("a star", "https://token.actions.githubusercontent.com", "*", "does not stand for anything");
    row("everything", "\"subjectExpression\":\"https:", "\"subjectExpression\":\".*|https:", "fits every identity");
    row("broken expression", "\"subjectExpression\":\"https:", "\"subjectExpression\":\"(", "no regular expression");
    row("another SHA-256", "\"sha256\":\"", "\"sha256\":\"00", "not the one that is named");
    row("file is missing", "root.json", "nothing.json", "nothing.json");
    row("signer is no identity", "identity:ci\"", "identity:other\"", "is no signer");
    row("log is no word", "\"rules\":[{", "\"rules\":[{\"log\":\"yes\",", "wrong-type");
    row("log", "\"rules\":[{", "\"rules\":[{\"log\":true,", "");
}

static QByteArray policyOfIdentity(const QString &folder)
{
    const QByteArray text = sigstore().rootText();
    QFile file(folder + u"/root.json"_s);
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
        qFatal("the root cannot be written");
    return "{\"version\":1,\"roots\":[{\"name\":\"small\",\"file\":\"root.json\",\"sha256\":\""
        + QCryptographicHash::hash(text, QCryptographicHash::Sha256).toHex()
        + "\"}],\"identities\":[{\"name\":\"ci\",\"root\":\"small\",\"issuer\":\"" + kIssuer
        + "\",\"subjectExpression\":\"https://github\\\\.com/org/app/.*@refs/heads/main\"}],"
          "\"rules\":[{\"scopes\":[\"**\"],\"signers\":[\"identity:ci\"]}]}";
}

void TestKeyless::thePolicyNamesIdentities()
{
    QFETCH(QByteArray, from);
    QFETCH(QByteArray, to);
    QFETCH(QString, flaw);
    QTemporaryDir folder;
    QByteArray text = policyOfIdentity(folder.path());
    QVERIFY(text.contains(from));
    const Result<TrustPolicy> read = readTrustPolicy(text.replace(text.indexOf(from), from.size(), to), folder.path());
    QVERIFY2(read.ok() == flaw.isEmpty(), read ? "read" : qPrintable(read.error().text()));
    if (!read)
        QVERIFY2(read.error().text().contains(flaw), qPrintable(read.error().text()));
}

// An artifact with one bundle of this shape, judged by this policy.
static ArtifactVerdict judged(const BundleShape &shape, const TrustPolicy &policy)
{
    Evidence evidence = loadEvidence(u"cosign3-bundle-zot-img1"_s);
    AttachedManifest attached = evidence.attached.first();
    AttachedBlob &blob = attached.blobs.first();
    blob.bytes = sigstore().bundle(shape, statement());
    blob.descriptor.digest = oci::Digest::of(blob.bytes);
    blob.descriptor.size = blob.bytes.size();
    evidence.attached = {attached};
    evidence.subject = subjectOf();
    return judge(evidence, policy, vectorTime());
}

void TestKeyless::theRuleAsksForTheLog()
{
    QTemporaryDir folder;
    Result<TrustPolicy> read = readTrustPolicy(policyOfIdentity(folder.path()), folder.path());
    QVERIFY(read.ok());
    TrustPolicy policy = *read;
    BundleShape logged;
    BundleShape stamped;
    stamped.hasEntry = false;
    stamped.stamps = {StampShape()};
    QCOMPARE(judged(logged, policy).state, State::Trusted);
    QCOMPARE(judged(logged, policy).signatures.first().grants, QList<QString>{u"identity:ci"_s});
    const ArtifactVerdict bare = judged(stamped, policy);
    QCOMPARE(bare.state, State::Valid);
    QCOMPARE(bare.reason, Reason::NotInLog);
    policy.rules.first().log = LogDemand::NotNeeded;
    QCOMPARE(judged(stamped, policy).state, State::Trusted);
    // Another workflow of the same issuer is valid, and no more.
    BundleShape other;
    other.leaf.san = "critical,URI:https://github.com/evil/app/.github/workflows/release.yml@refs/heads/main";
    QCOMPARE(judged(other, policy).state, State::Valid);
    QCOMPARE(judged(other, policy).reason, Reason::NotInPolicy);
    // One of several names is enough; what another root vouches for is not meant.
    other.leaf.san += QByteArray(",URI:") + kSubject;
    QCOMPARE(judged(other, policy).state, State::Trusted);
    policy.identities.first().root = u"another"_s;
    QCOMPARE(judged(other, policy).state, State::Valid);
    // A key needs the log only where the rule says so; two signatures of one identity are one signer.
    TrustPolicy keys;
    keys.keys = {{u"k"_s, sigstore().signer().publicKey()}};
    keys.roots = policy.roots;
    PolicyRule rule;
    rule.scopes = {u"**"_s};
    rule.signers = {u"key:k"_s};
    keys.rules = {rule};
    BundleShape key;
    key.isKey = true;
    key.hasEntry = false;
    QCOMPARE(judged(key, keys).state, State::Trusted);
    keys.rules.first().log = LogDemand::Required;
    QCOMPARE(judged(key, keys).reason, Reason::NotInLog);
    key.hasEntry = true;
    QCOMPARE(judged(key, keys).state, State::Trusted);
    keys.roots.clear();
    QCOMPARE(judged(key, keys).reason, Reason::NotInLog);
}

void TestKeyless::whatIsWrittenIsReadAgain()
{
    QTemporaryDir folder;
    const Result<TrustPolicy> read = readTrustPolicy(policyOfIdentity(folder.path()), folder.path());
    QVERIFY(read.ok());
    QTemporaryDir other;
    QVERIFY(writePolicyRoots(*read, other.path()).ok());
    QVERIFY(writePolicyFile(other.path(), policyText(*read, other.path())).ok());
    const PolicyFile again = readPolicyFile(other.path());
    QVERIFY2(!again.error, qPrintable(again.error.text()));
    QCOMPARE(again.revision, policyOf(*read, other.path()).revision);
    QCOMPARE(again.storeRevision, policyOf(*read, other.path()).storeRevision);
    QCOMPARE(again.policy.identities.first().subject, read->identities.first().subject);
    TrustPolicy changed = *read;
    changed.rules.first().log = LogDemand::NotNeeded;
    QVERIFY(policyOf(changed, {}).revision != again.revision);
    changed = *read;
    changed.identities.first().subject.expression += u"x"_s;
    QVERIFY(policyOf(changed, {}).revision != again.revision);
    changed = *read;
    changed.roots.first().sha256 = "00";
    QVERIFY(policyOf(changed, {}).storeRevision != again.storeRevision);
    QVERIFY(withoutSigner(*read, u"identity:ci"_s).rules.isEmpty());
    QVERIFY(withoutSigner(*read, u"identity:ci"_s).identities.isEmpty());
}

void TestKeyless::anIdentityNeedsARootAndBothSides()
{
    NamedIdentity identity;
    identity.name = u"ci"_s;
    identity.root = u"small"_s;
    identity.issuer.exact = QString::fromLatin1(kIssuer);
    identity.subject.exact = QString::fromLatin1(kSubject);
    const QStringList everywhere{u"**"_s};
    QVERIFY(!withIdentity({}, identity, everywhere).ok());
    const Result<TrustPolicy> rooted = withRoot({}, sigstore().root());
    QVERIFY(rooted.ok());
    const Result<TrustPolicy> policy = withIdentity(*rooted, identity, everywhere);
    QVERIFY2(policy.ok(), policy ? "" : qPrintable(policy.error().text()));
    QCOMPARE(judged({}, *policy).state, State::Trusted);
    QVERIFY(!withIdentity(*rooted, identity, {}).ok());
    // The same name again takes the place of the one before, and its root is replaced by name.
    identity.subject.exact = u"me@example.com"_s;
    const Result<TrustPolicy> other = withIdentity(*policy, identity, everywhere);
    QVERIFY(other.ok() && other->identities.size() == 1 && other->rules.first().signers.size() == 1);
    QCOMPARE(judged({}, *other).state, State::Valid);
    QCOMPARE(withRoot(*policy, sigstore().root())->roots.size(), 1);
    for (const IdentityPattern &side :
        {IdentityPattern(), IdentityPattern{{}, u"("_s, false}, IdentityPattern{{}, u".*"_s, false}}) {
        identity.subject = side;
        QVERIFY(!withIdentity(*rooted, identity, everywhere).ok());
    }
    identity.subject = {{}, {}, true};
    QVERIFY(withIdentity(*rooted, identity, everywhere).ok());
    for (const char *name : {"", "a/b", "a b"}) {
        identity.name = QString::fromLatin1(name);
        QVERIFY(!withIdentity(*rooted, identity, everywhere).ok());
        TrustedRoot root = sigstore().root();
        root.name = identity.name;
        QVERIFY(!withRoot({}, root).ok());
    }
}

} // namespace lotse::trust::test
