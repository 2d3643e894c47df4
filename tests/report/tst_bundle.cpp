// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/bundle.h"
#include "report/stampclient.h"
#include "session/networklink.h"
#include "support/scriptedserver.h"
#include "trust/smallsigstore.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QRandomGenerator>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <openssl/ts.h>

using namespace Qt::StringLiterals;
using namespace lotse;
using namespace lotse::report;

namespace {

QByteArray run(const QString &folder, const QString &program, const QStringList &arguments, int *code = nullptr)
{
    QProcess process;
    process.setWorkingDirectory(folder);
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(program, arguments);
    process.waitForFinished(60'000);
    if (code)
        *code = process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1;
    return process.readAll();
}

QByteArray bytesOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void keep(const QString &path, const QByteArray &bytes)
{
    QDir().mkpath(QFileInfo(path).path());
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(bytes), bytes.size());
}

posture::Facts sampleFacts()
{
    posture::Facts facts;
    facts.host = u"harbor.example"_s;
    facts.at = QDateTime(QDate(2026, 11, 20), QTime(12, 0), Qt::UTC);
    for (int i = 0; i < 10; ++i) {
        posture::Fact fact;
        fact.kind = u"kind-%1"_s.arg(i);
        fact.reading = posture::Reading::Whole;
        fact.answers = {{u"GET /api/v2.0/%1"_s.arg(i), facts.at, 200, u"id-%1"_s.arg(i),
            "[{\"n\":" + QByteArray::number(i) + "}]"}};
        facts.add(fact);
    }
    return facts;
}

} // namespace

/// A bundle is what was signed, or the check says what it is not.
class TestBundle : public QObject {
    Q_OBJECT
    QTemporaryDir m_dir;
    std::optional<Signer> m_signer;
    QByteArray m_trusted;
    QByteArray m_zip;
    QDateTime m_now; ///< after the certificates were made

    QString path(const QString &name) const { return m_dir.filePath(name); }
    QList<File> unpacked() const
    {
        const Result<QList<File>> files = unpackZip(m_zip);
        return files ? *files : QList<File>();
    }
    QByteArray bundle(const Signer *signer, const QString &clock = {}) const
    {
        const BundleSubject subject{u"posture"_s, u"Posture"_s, u"harbor.example"_s, u"v2.15.2"_s, u"robot$auditor"_s,
            u"all"_s, {}, sampleFacts().at, true, clock};
        const auto zip =
            makeBundle({{u"report.html"_s, "<p>x</p>"}, {u"report.json"_s, "{}"}}, sampleFacts(), subject, signer);
        return zip ? *zip : QByteArray();
    }

private slots:
    void initTestCase();
    void goodOneIsProved();
    void unsignedOneIsIntactOnly();
    void strangersAreNotTrusted();
    void mutationsAreFound_data();
    void mutationsAreFound();
    void flippedBytesAreFound();
    void opensslVerifiesIt();
    void opensslRefusesAChangedOne();
    void keysAreRefused_data();
    void keysAreRefused();
    void allKindsOfKeysSign_data();
    void allKindsOfKeysSign();
    void theAuthorityHasToAnswerTheQuestion_data();
    void theAuthorityHasToAnswerTheQuestion();
    void aStampOutlivesTheSigner();
    void aStampIsPartOfTheBundle();
    void pathsThatLeadElsewhereAreRefused_data();
    void pathsThatLeadElsewhereAreRefused();
};

void TestBundle::initTestCase()
{
    if (QStandardPaths::findExecutable(u"openssl"_s).isEmpty())
        QSKIP("There is no openssl here.");
    const auto make = [&](const QString &name, const QStringList &more) {
        run(m_dir.path(), u"openssl"_s,
            QStringList{u"req"_s, u"-x509"_s, u"-newkey"_s, u"rsa:2048"_s, u"-nodes"_s, u"-keyout"_s, name + u".key"_s,
                u"-out"_s, name + u".crt"_s, u"-subj"_s, u"/O=Example/CN="_s + name}
                + more);
    };
    make(u"auditor"_s, {u"-days"_s, u"30"_s});
    make(u"other"_s, {u"-days"_s, u"30"_s});
    run(m_dir.path(), u"openssl"_s,
        {u"req"_s, u"-new"_s, u"-key"_s, u"auditor.key"_s, u"-subj"_s, u"/CN=old"_s, u"-out"_s, u"old.csr"_s});
    run(m_dir.path(), u"openssl"_s,
        {u"x509"_s, u"-req"_s, u"-in"_s, u"old.csr"_s, u"-signkey"_s, u"auditor.key"_s, u"-days"_s, u"-1"_s, u"-out"_s,
            u"old.crt"_s});
    keep(path(u"auditor.pem"_s), bytesOf(path(u"auditor.key"_s)) + bytesOf(path(u"auditor.crt"_s)));
    m_now = QDateTime::currentDateTimeUtc().addSecs(30);
    m_trusted = bytesOf(path(u"auditor.crt"_s));
    const Result<Signer> signer = Signer::read(bytesOf(path(u"auditor.pem"_s)), {}, m_now);
    QVERIFY2(signer.ok(), qPrintable(signer ? QString() : signer.error().text()));
    m_signer = *signer;
    m_zip = bundle(&*m_signer);
    QVERIFY(!m_zip.isEmpty());
}

void TestBundle::goodOneIsProved()
{
    const Result<BundleCheck> checked = checkBundle(m_zip, m_trusted, m_now);
    QVERIFY(checked.ok());
    QVERIFY2(checked->isProved(), qPrintable(checked->changed.join(u' ') + checked->signature.problem));
    QVERIFY(checked->signature.signer.contains(u"CN=auditor"_s));
    QVERIFY(qAbs(checked->signature.signedAt.secsTo(m_now)) < 600);
    QCOMPARE(checked->subject.host, u"harbor.example"_s);
    QCOMPARE(bundle(nullptr), bundle(nullptr)); // the same files give the same bytes
}

void TestBundle::unsignedOneIsIntactOnly()
{
    const Result<BundleCheck> checked = checkBundle(bundle(nullptr), m_trusted, m_now);
    QVERIFY(checked.ok() && checked->isIntact() && !checked->isSigned && !checked->isProved());
}

void TestBundle::strangersAreNotTrusted()
{
    for (const QByteArray &trusted : {QByteArray(), bytesOf(path(u"other.crt"_s))}) {
        const Result<BundleCheck> checked = checkBundle(m_zip, trusted, m_now);
        QVERIFY(checked.ok() && checked->isIntact() && !checked->isProved());
        QVERIFY(!checked->signature.problem.isEmpty());
    }
    // After the certificate's end.
    const Result<BundleCheck> late = checkBundle(m_zip, m_trusted, m_now.addDays(60));
    QVERIFY(late.ok() && late->isIntact() && !late->isProved());
}

void TestBundle::mutationsAreFound_data()
{
    QTest::addColumn<QString>("how");
    QTest::addColumn<int>("file");
    const Result<QList<File>> files = unpackZip(m_zip);
    QVERIFY(files.ok());
    for (int i = 0; i < files->size(); ++i) {
        for (const char *how : {"change first", "change last", "change middle", "empty", "grow", "remove", "rename",
                 "rename case", "add before", "add after", "add copy", "swap names"})
            QTest::addRow("%s %s", how, qPrintable(files->at(i).name)) << QString::fromLatin1(how) << i;
    }
    QVERIFY2(files->size() * 12 >= 200, qPrintable(QString::number(files->size() * 12)));
}

void TestBundle::mutationsAreFound()
{
    QFETCH(QString, how);
    QFETCH(int, file);
    QList<File> files = unpacked();
    File &one = files[file];
    const auto flip = [&](qsizetype at) { one.bytes[at] = char(one.bytes[at] ^ 1); };
    if (how == u"change first"_s)
        flip(0);
    else if (how == u"change last"_s)
        flip(one.bytes.size() - 1);
    else if (how == u"change middle"_s)
        flip(one.bytes.size() / 2);
    else if (how == u"empty"_s)
        one.bytes.clear();
    else if (how == u"grow"_s)
        one.bytes += '\n';
    else if (how == u"remove"_s)
        files.removeAt(file);
    else if (how == u"rename"_s)
        one.name += u".old"_s;
    else if (how == u"rename case"_s)
        one.name = one.name == one.name.toUpper() ? one.name.toLower() : one.name.toUpper();
    else if (how == u"add before"_s)
        files.insert(file, {u"more-%1.txt"_s.arg(file), "x"});
    else if (how == u"add after"_s)
        files.insert(file + 1, {u"answers/more-%1.txt"_s.arg(file), QByteArray()});
    else if (how == u"add copy"_s)
        files.append({u"copy-of-"_s + one.name.section(u'/', -1), one.bytes});
    else
        std::swap(one.name, files[(file + 1) % files.size()].name);
    const Result<QByteArray> zip = packZip(files);
    QVERIFY(zip.ok());
    const Result<BundleCheck> checked = checkBundle(*zip, m_trusted, m_now);
    QVERIFY2(!checked.ok() || !checked->isProved(), "the mutation was not found");
    if (checked.ok())
        QVERIFY(!checked->changed.isEmpty() || !checked->signature.problem.isEmpty());
}

void TestBundle::flippedBytesAreFound()
{
    // Anywhere in the archive, between its files, too.
    QRandomGenerator random(7);
    for (int i = 0; i < 400; ++i) {
        QByteArray zip = m_zip;
        const qsizetype at = random.bounded(int(zip.size()));
        zip[at] = char(zip[at] ^ (1 << random.bounded(8)));
        const Result<BundleCheck> checked = checkBundle(zip, m_trusted, m_now);
        QVERIFY2(!checked.ok() || !checked->isProved(), qPrintable(QString::number(at)));
    }
    for (const QByteArray &zip : {m_zip + 'x', m_zip.left(m_zip.size() - 1), QByteArray("PK"), QByteArray()}) {
        const Result<BundleCheck> checked = checkBundle(zip, m_trusted, m_now);
        QVERIFY(!checked.ok() || !checked->isProved());
    }
}

// Exactly what the window and the command line show.
void TestBundle::opensslVerifiesIt()
{
    QTemporaryDir folder;
    for (const File &file : unpacked())
        keep(folder.filePath(file.name), file.bytes);
    keep(folder.filePath(u"TRUSTED.pem"_s), m_trusted);
    QCOMPARE(opensslCommands().size(), 2);
    for (const QString &command : opensslCommands()) {
        int code = -1;
        const QByteArray said = run(folder.path(), u"sh"_s, {u"-c"_s, command}, &code);
        QVERIFY2(code == 0, command.toUtf8() + "\n" + said);
    }
}

void TestBundle::opensslRefusesAChangedOne()
{
    for (const QString &changed : {u"manifest.json"_s, u"report.html"_s, u"SHA256SUMS"_s, u"answers/00001.txt"_s}) {
        QTemporaryDir folder;
        for (const File &file : unpacked())
            keep(folder.filePath(file.name), file.name == changed ? file.bytes + ' ' : file.bytes);
        keep(folder.filePath(u"TRUSTED.pem"_s), m_trusted);
        int good = 0;
        for (const QString &command : opensslCommands()) {
            int code = -1;
            run(folder.path(), u"sh"_s, {u"-c"_s, command}, &code);
            good += code == 0 ? 1 : 0;
        }
        QVERIFY2(good < 2, qPrintable(changed));
    }
    // Another signer's certificate.
    QTemporaryDir folder;
    for (const File &file : unpacked())
        keep(folder.filePath(file.name), file.bytes);
    keep(folder.filePath(u"TRUSTED.pem"_s), bytesOf(path(u"other.crt"_s)));
    int code = 0;
    run(folder.path(), u"sh"_s, {u"-c"_s, opensslCommands().first()}, &code);
    QVERIFY(code != 0);
}

void TestBundle::keysAreRefused_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<QByteArray>("password");
    QTest::addColumn<int>("kind");
    run(m_dir.path(), u"openssl"_s,
        {u"pkcs12"_s, u"-export"_s, u"-inkey"_s, u"auditor.key"_s, u"-in"_s, u"auditor.crt"_s, u"-out"_s,
            u"auditor.p12"_s, u"-passout"_s, u"pass:right"_s});
    run(m_dir.path(), u"openssl"_s,
        {u"rsa"_s, u"-aes256"_s, u"-in"_s, u"auditor.key"_s, u"-out"_s, u"locked.key"_s, u"-passout"_s,
            u"pass:right"_s});
    const QByteArray key = bytesOf(path(u"auditor.key"_s));
    const auto row = [](const char *tag, const QByteArray &file, const QByteArray &password, ErrorKind kind) {
        QTest::newRow(tag) << file << password << int(kind);
    };
    row("wrong password of PKCS#12", bytesOf(path(u"auditor.p12"_s)), "nonsense-71", ErrorKind::Secret);
    row("no password of PKCS#12", bytesOf(path(u"auditor.p12"_s)), {}, ErrorKind::Secret);
    row("wrong password of PEM", bytesOf(path(u"locked.key"_s)) + m_trusted, "nonsense-71", ErrorKind::Secret);
    row("no certificate", key, {}, ErrorKind::Invalid);
    row("no key", m_trusted, {}, ErrorKind::Invalid);
    row("another's certificate", key + bytesOf(path(u"other.crt"_s)), {}, ErrorKind::Invalid);
    row("expired", key + bytesOf(path(u"old.crt"_s)), {}, ErrorKind::Invalid);
    row("nothing", {}, {}, ErrorKind::Invalid);
    row("no key at all", "hello", {}, ErrorKind::Invalid);
}

void TestBundle::keysAreRefused()
{
    QFETCH(QByteArray, file);
    QFETCH(QByteArray, password);
    QFETCH(int, kind);
    const Result<Signer> signer = Signer::read(file, SecureBytes(password), m_now);
    QVERIFY(!signer.ok());
    QCOMPARE(int(signer.error().kind), kind);
    QVERIFY(!signer.error().text().contains(QString::fromLatin1(password)) || password.isEmpty());
}

void TestBundle::allKindsOfKeysSign_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::newRow("PKCS#12") << bytesOf(path(u"auditor.p12"_s));
    QTest::newRow("encrypted PEM") << bytesOf(path(u"locked.key"_s)) + m_trusted;
    QTest::newRow("certificate first") << m_trusted + bytesOf(path(u"auditor.key"_s));
    run(m_dir.path(), u"openssl"_s,
        {u"req"_s, u"-x509"_s, u"-newkey"_s, u"ec"_s, u"-pkeyopt"_s, u"ec_paramgen_curve:P-256"_s, u"-nodes"_s,
            u"-keyout"_s, u"ec.key"_s, u"-out"_s, u"ec.crt"_s, u"-days"_s, u"9"_s, u"-subj"_s, u"/CN=ec"_s});
    QTest::newRow("EC") << bytesOf(path(u"ec.key"_s)) + bytesOf(path(u"ec.crt"_s));
}

void TestBundle::allKindsOfKeysSign()
{
    QFETCH(QByteArray, file);
    const Result<Signer> signer = Signer::read(file, SecureBytes("right"), m_now);
    QVERIFY2(signer.ok(), qPrintable(signer ? QString() : signer.error().text()));
    const Result<BundleCheck> checked = checkBundle(bundle(&*signer), signer->certificatesPem(), m_now);
    QVERIFY2(checked.ok() && checked->isProved(), qPrintable(checked ? checked->signature.problem : QString()));
}

static const trust::test::SmallSigstore &clockMaker()
{
    static const trust::test::SmallSigstore maker;
    return maker;
}

static QByteArray clockPem()
{
    return "-----BEGIN CERTIFICATE-----\n" + clockMaker().stampRoot().toBase64() + "\n-----END CERTIFICATE-----\n";
}

static trust::test::StampShape stampOf(const QByteArray &nonce)
{
    trust::test::StampShape shape;
    shape.time = QDateTime::currentDateTimeUtc();
    shape.nonce = nonce;
    shape.notBefore = shape.time.addDays(-1);
    shape.notAfter = shape.time.addDays(30);
    return shape;
}

void TestBundle::theAuthorityHasToAnswerTheQuestion_data()
{
    QTest::addColumn<QString>("how");
    QTest::addColumn<QString>("sentence");
    const auto row = [](const char *how, const char *sentence) {
        QTest::newRow(how) << QString::fromLatin1(how) << QString::fromLatin1(sentence);
    };
    row("good", "");
    row("status", "responded with status 503");
    row("type", "is not a time stamp (text/html)");
    row("garbage", "cannot be read");
    row("refused", "rejected the request");
    row("other", "stamped data other");
    row("nonce", "belongs to another request");
    row("no nonce", "belongs to another request");
    row("signature", "not correctly signed");
    row("usage", "not correctly signed");
    row("unnamed", "not correctly signed");
    row("clock", "The clock of the time stamp authority");
    row("away", "No response from");
    row("address", "is not the address of a time stamp authority");
}

// A lie, an absence, another imprint or nonce: each has its own sentence.
void TestBundle::theAuthorityHasToAnswerTheQuestion()
{
    QFETCH(QString, how);
    QFETCH(QString, sentence);
    const QByteArray data = "a signature";
    test::ScriptedServer server(test::ScriptedServer::Plain);
    server.handle([&](const test::ReceivedRequest &request) {
        const auto *at = reinterpret_cast<const unsigned char *>(request.body.constData());
        const std::unique_ptr<TS_REQ, decltype(&TS_REQ_free)> asked(
            d2i_TS_REQ(nullptr, &at, long(request.body.size())), TS_REQ_free);
        if (!asked || request.header("Content-Type") != "application/timestamp-query" || request.method != "POST"
            || !request.header("Authorization").isEmpty() || TS_REQ_get_cert_req(asked.get()) != 1)
            return test::ScriptedReply::status(400);
        const ASN1_INTEGER *number = TS_REQ_get_nonce(asked.get());
        trust::test::StampShape shape = stampOf(
            QByteArray(reinterpret_cast<const char *>(ASN1_STRING_get0_data(number)), ASN1_STRING_length(number)));
        if (how == "refused"_L1)
            shape.isRefused = true;
        if (how == "other"_L1)
            shape.isOverOther = true;
        if (how == "nonce"_L1)
            shape.nonce = "another";
        if (how == "no nonce"_L1)
            shape.nonce.clear();
        if (how == "signature"_L1)
            shape.change = [](QByteArray &der) { der[der.size() - 3] = char(der[der.size() - 3] ^ 1); };
        if (how == "usage"_L1)
            shape.extended = "timeStamping";
        if (how == "unnamed"_L1)
            shape.hasSigningCertificate = false;
        if (how == "clock"_L1)
            shape.time = shape.time.addSecs(-3600);
        const QByteArray answer = how == "garbage"_L1 ? "hello" : clockMaker().stamp(shape, data, {});
        return test::ScriptedReply::status(how == "status"_L1 ? 503 : 200, answer,
            {{"Content-Type", how == "type"_L1 ? "text/html" : "application/timestamp-reply"}});
    });
    QString address = server.url().toString() + u"/tsr?policy=a"_s;
    if (how == "away"_L1)
        server.stopListening();
    if (how == "address"_L1)
        address = u"ftp://clock.example"_s;
    SystemClock clock;
    NetworkThread network;
    Proxies proxies;
    std::optional<Result<QByteArray>> result;
    QObject context;
    askStamp(networkLinks(&network, &clock, &proxies), &clock, address, data, &context,
        [&](const Result<QByteArray> &stamp) { result = stamp; });
    QTRY_VERIFY_WITH_TIMEOUT(result.has_value(), 20'000);
    if (sentence.isEmpty()) {
        QVERIFY2(result->ok(), qPrintable(*result ? QString() : result->error().text()));
        QCOMPARE(server.requests().first().target, QByteArray("/tsr?policy=a"));
        const StampCheck check = checkStamp(data, **result, clockPem(), m_now);
        QVERIFY2(check.isIntact && check.isTrusted, qPrintable(check.problem));
        QVERIFY(!checkStamp("other data", **result, clockPem(), m_now).isIntact);
        return;
    }
    QVERIFY(!result->ok());
    QVERIFY2(result->error().text().contains(sentence), qPrintable(result->error().text()));
}

void TestBundle::aStampOutlivesTheSigner()
{
    const QByteArray bare = bundle(&*m_signer, u"https://clock.example"_s);
    const Result<QByteArray> zip = addStamp(bare, clockMaker().stamp(stampOf("n"), signatureOf(bare), {}));
    QVERIFY(zip.ok());
    const Result<BundleCheck> now = checkBundle(*zip, m_trusted + clockPem(), m_now);
    QVERIFY2(now.ok() && now->isProved() && now->stamp.isTrusted,
        qPrintable(now ? now->changed.join(u' ') + now->signature.problem + now->stamp.problem : now.error().text()));
    // The signer's certificate ends after 30 days: the stamp says that the signature was there before.
    const Result<BundleCheck> late = checkBundle(*zip, m_trusted + clockPem(), m_now.addDays(60));
    QVERIFY2(late.ok() && late->isProved(), qPrintable(late->signature.problem));
    const Result<BundleCheck> untrusted = checkBundle(*zip, m_trusted, m_now.addDays(60));
    QVERIFY(untrusted.ok() && untrusted->isIntact() && !untrusted->isProved() && !untrusted->stamp.isTrusted);
    QTemporaryDir folder;
    const Result<QList<File>> files = unpackZip(*zip);
    QVERIFY(files.ok());
    for (const File &file : *files)
        keep(folder.filePath(file.name), file.bytes);
    keep(folder.filePath(u"TRUSTED.pem"_s), m_trusted + clockPem());
    QCOMPARE(opensslCommands(true).size(), 3);
    for (const QString &command : opensslCommands(true)) {
        int code = -1;
        const QByteArray said = run(folder.path(), u"sh"_s, {u"-c"_s, command}, &code);
        QVERIFY2(code == 0, command.toUtf8() + "\n" + said);
    }
}

void TestBundle::aStampIsPartOfTheBundle()
{
    const QByteArray bare = bundle(&*m_signer, u"https://clock.example"_s);
    const QByteArray good = clockMaker().stamp(stampOf("n"), signatureOf(bare), {});
    const QByteArray trusted = m_trusted + clockPem();
    const Result<BundleCheck> missing = checkBundle(bare, trusted, m_now);
    QVERIFY(missing.ok() && !missing->isIntact() && missing->changed.join(u' ').contains(u"time stamp is missing"_s));
    for (const QByteArray &bad : {clockMaker().stamp(stampOf("n"), "another signature", {}), QByteArray("x"),
             QByteArray(good).replace("\x30", "\x31")}) {
        const Result<BundleCheck> checked = checkBundle(*addStamp(bare, bad), trusted, m_now);
        QVERIFY(checked.ok() && !checked->isIntact() && !checked->stamp.problem.isEmpty());
    }
    // A signer of bundles is no authority of time stamps.
    trust::test::StampShape strange = stampOf("n");
    strange.isOfStranger = true;
    const Result<BundleCheck> stranger =
        checkBundle(*addStamp(bare, clockMaker().stamp(strange, signatureOf(bare), {})), trusted, m_now);
    QVERIFY(stranger.ok() && stranger->isProved() && !stranger->stamp.isTrusted);
}

void TestBundle::pathsThatLeadElsewhereAreRefused_data()
{
    QTest::addColumn<QString>("name");
    for (const char *name : {"../x", "/etc/x", "a/../../x", "a//x", "./x", "a\\x"})
        QTest::newRow(name) << QString::fromLatin1(name);
}

void TestBundle::pathsThatLeadElsewhereAreRefused()
{
    QFETCH(QString, name);
    const Result<QByteArray> zip = packZip({{name, "x"}});
    QVERIFY(zip.ok());
    const Result<QList<File>> files = unpackZip(*zip);
    QVERIFY(!files.ok() || files->first().name != name);
}

QTEST_GUILESS_MAIN(TestBundle)
#include "tst_bundle.moc"
