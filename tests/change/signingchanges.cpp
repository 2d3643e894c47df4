// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "change/signingchanges.h"
#include "change/changefixture.h"
#include "change/plainregistry.h"
#include "change/signing.h"
#include "trust/keyfile.h"

#include <openssl/evp.h>

using namespace lotse;
using namespace lotse::change;
using namespace lotse::test;
using namespace Qt::StringLiterals;
using trust::SignatureForm;
using Break = BreakingTransport::Break;

namespace {

trust::SigningKey makeKey(const char *curve = "P-256")
{
    const std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> key(
        EVP_PKEY_Q_keygen(nullptr, nullptr, "EC", curve), EVP_PKEY_free);
    return *trust::SigningKey::fromOpenSsl(key.get());
}

/// The registry that a signature goes to, and all that is known of the artifact.
struct Target {
    oci::Manifest manifest;
    SignaturePlace place;
};

Change signedChange(
    const Target &target, SignatureForm form, const trust::SigningKey &key, const trust::Predicate &predicate = {})
{
    trust::SigningOrder order;
    order.subject = {target.place.host, target.place.repository, target.manifest};
    order.form = form;
    order.predicate = predicate;
    order.now = QDateTime(QDate(2026, 11, 29), QTime(12, 0), Qt::UTC);
    const Result<trust::SignedContent> made = makeSignature(key, order);
    if (!made)
        qFatal("%s", qPrintable(made.error().text()));
    return attachmentOf(*made, target.place);
}

Target demoTarget(ChangeFixture &fixture, const QString &repository = u"web-shop/backend/basket"_s)
{
    Request request;
    request.path = "/v2/" + repository.toLatin1() + "/manifests/latest";
    const Response response = fixture.registry->handle(request, demo::Identity::admin());
    Target out;
    out.manifest = *oci::parseManifest(response.body, response.header("Content-Type"));
    out.place = {
        u"demo.lotse.example"_s, repository, out.manifest.digest, {u"latest"_s}, repository.section(u'/', 0, 0)};
    return out;
}

/// A plain registry with one image, and what it takes to apply plans to it.
struct Plain {
    Plain()
    {
        registry->setAllowsChanges(true);
        const QByteArray raw =
            R"({"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json","config":{"mediaType":"application/vnd.oci.image.config.v1+json","digest":"sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a","size":2},"layers":[]})";
        registry->push(raw, "v1");
        target.manifest = *oci::parseManifest(raw, {});
        target.place = {u"registry.test"_s, u"team/app"_s, target.manifest.digest, {u"v1"_s}, {}};
    }
    State apply(const Change &change)
    {
        ChangePlan plan = fixture.plan();
        const QString id = plan.add(change);
        Executor executor(registry, fixture.journal.get(), &fixture.clock);
        QSignalSpy spy(&executor, &Executor::finished);
        executor.run(plan, fixture.options());
        if (spy.isEmpty())
            spy.wait(20'000);
        last = executor.progress().value(id);
        return last.state;
    }
    State undo()
    {
        const Result<ChangePlan> plan = undoOf(fixture.courses().last(), fixture.clock);
        return plan ? apply(plan->changes.first()) : State::Planned;
    }
    QByteArray tag(const char *suffix) const { return target.manifest.digest.fallbackTag() + suffix; }

    ChangeFixture fixture;
    std::shared_ptr<PlainRegistry> registry = std::make_shared<PlainRegistry>();
    Target target;
    Progress last;
};

} // namespace

class SigningChanges : public QObject {
    Q_OBJECT

private slots:
    void isProvedAndUndone_data();
    void isProvedAndUndone();
    void planHoldsNoPrivateKey();
    void sendsNothingOnAReadOnlyAccount();
    void settlesALostReply();
    void isNotPushedTwice();
    void refusesAPlanThatDoesNotFit_data();
    void refusesAPlanThatDoesNotFit();
    void theTagThatWasAddedIsRemovedAlone();
    void listsInTheTagOfAnOldRegistry();
    void appendsToTheTagOfCosign();
    void takesUpWhatAnotherPushedMeanwhile();
    void saysThatDeletingIsNotAllowed();
    void goesToNoOtherPlaceWithABlob();
    void saysWhatWasPushedWhereTheListFails();
    void signsByItsDigestWhatIsHeldBack();
    void saysWhatOfAnIndexIsSigned();
    void aRefusedPushIsNoWrongPassword();
};

void SigningChanges::isProvedAndUndone_data()
{
    QTest::addColumn<int>("form");
    QTest::addColumn<bool>("isAttestation");
    QTest::newRow("bundle") << int(SignatureForm::Bundle) << false;
    QTest::newRow("bundle, attestation") << int(SignatureForm::Bundle) << true;
    QTest::newRow("legacy") << int(SignatureForm::Simple) << false;
    QTest::newRow("legacy, attestation") << int(SignatureForm::Simple) << true;
}

void SigningChanges::isProvedAndUndone()
{
    QFETCH(int, form);
    QFETCH(bool, isAttestation);
    ChangeFixture fixture;
    const Target target = demoTarget(fixture);
    ChangePlan plan = fixture.plan();
    const trust::Predicate predicate = isAttestation
        ? trust::Predicate{u"https://cyclonedx.org/bom"_s, R"({"bomFormat":"CycloneDX"})"}
        : trust::Predicate{};
    plan.add(signedChange(target, SignatureForm(form), makeKey(), predicate));
    // As a file, and back: what is applied is what was reviewed.
    const Result<ChangePlan> read = fromJson(toJson(plan));
    QVERIFY2(read, qPrintable(read ? QString() : read.error().text()));
    const Review review = reviewOf(read->changes.first());
    QVERIFY(!review.blocked);
    QCOMPARE(review.undo, harbor::Undo::Remove);
    QVERIFY(std::any_of(review.differences.begin(), review.differences.end(),
        [&](const Difference &one) { return one.after == target.manifest.digest.text(); }));
    const Summary summary = fixture.run(*read);
    QVERIFY2(summary.verified == 1,
        qPrintable(fixture.progress.first().sentence.text() + fixture.progress.first().error.text()));
    const Course course = fixture.courses().first();
    QCOMPARE(course.steps.first().after[u"verdict"_s].toString(), u"valid"_s);

    const Result<ChangePlan> undo = undoOf(course, fixture.clock);
    QVERIFY(undo);
    QCOMPARE(undo->changes.first().operation, QByteArray("detachSignature"));
    QCOMPARE(fixture.run(*undo).verified, 1);
    // It is not there twice, nor a second time to be removed.
    ChangePlan again = *undo;
    again.id = u"again"_s;
    QCOMPARE(fixture.run(again).skipped, 1);
}

void SigningChanges::planHoldsNoPrivateKey()
{
    ChangeFixture fixture;
    ChangePlan plan = fixture.plan();
    const std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> raw(
        EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519"), EVP_PKEY_free);
    QByteArray secret(32, '\0');
    size_t size = 32;
    QVERIFY(EVP_PKEY_get_raw_private_key(raw.get(), reinterpret_cast<unsigned char *>(secret.data()), &size) == 1);
    plan.add(signedChange(demoTarget(fixture), SignatureForm::Bundle, *trust::SigningKey::fromOpenSsl(raw.get())));
    QCOMPARE(fixture.run(plan).verified, 1);
    const auto isIn = [&](const QByteArray &text) {
        return text.contains(secret) || text.contains(secret.toHex()) || text.contains(secret.toBase64().left(40));
    };
    QVERIFY(!isIn(toJson(plan)));
    fixture.journal.reset();
    int files = 0;
    for (const QString &name : QDir(fixture.folder.path()).entryList(QDir::Files)) {
        QFile file(fixture.folder.filePath(name));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY2(!isIn(file.readAll()), qPrintable(name));
        ++files;
    }
    QVERIFY(files > 0);
}

void SigningChanges::sendsNothingOnAReadOnlyAccount()
{
    ChangeFixture fixture;
    ChangePlan plan = fixture.plan();
    const QString id = plan.add(signedChange(demoTarget(fixture), SignatureForm::Bundle, makeKey()));
    fixture.transport->setAllowsChanges(false);
    QCOMPARE(fixture.run(plan).failed, 1);
    QVERIFY(fixture.transport->writes.isEmpty());
    QCOMPARE(fixture.progress[id].error.kind, ErrorKind::ReadOnly);
}

void SigningChanges::settlesALostReply()
{
    ChangeFixture fixture;
    ChangePlan plan = fixture.plan();
    plan.add(signedChange(demoTarget(fixture), SignatureForm::Bundle, makeKey()));
    // The manifest arrived, and its answer did not.
    fixture.transport->breaks = [](const Request &request) {
        return request.method == "PUT" && request.path.contains("/manifests/") ? Break::LoseReply : Break::No;
    };
    QCOMPARE(fixture.run(plan).verified, 1);
    // A blob that did not arrive leaves the registry as it was.
    ChangePlan other = fixture.plan();
    const QString id =
        other.add(signedChange(demoTarget(fixture, u"web-shop/backend/catalogue"_s), SignatureForm::Bundle, makeKey()));
    fixture.transport->breaks = [](const Request &request) {
        return request.method == "PUT" && request.path.contains("/uploads/") ? Break::Refuse : Break::No;
    };
    QCOMPARE(fixture.run(other).failed, 1);
    QCOMPARE(fixture.progress[id].state, State::Failed);
}

void SigningChanges::isNotPushedTwice()
{
    ChangeFixture fixture;
    ChangePlan plan = fixture.plan();
    plan.add(signedChange(demoTarget(fixture), SignatureForm::Simple, makeKey()));
    QCOMPARE(fixture.run(plan).verified, 1);
    const qsizetype before = fixture.transport->writes.size();
    plan.id = u"same"_s;
    QCOMPARE(fixture.run(plan).skipped, 1);
    QCOMPARE(fixture.transport->writes.size(), before);
}

void SigningChanges::refusesAPlanThatDoesNotFit_data()
{
    QTest::addColumn<QString>("member");
    QTest::addColumn<QString>("from");
    QTest::addColumn<QString>("to");
    QTest::newRow("other content") << u"content"_s << u"dsseEnvelope"_s << u"dsseenvelope"_s;
    QTest::newRow("other subject") << u"manifest"_s << u"\"subject\":"_s << u"\"subjekt\":"_s;
    QTest::newRow("other key") << u"key"_s << u"sha256:"_s << u"sha256:0"_s;
    QTest::newRow("other form") << u"form"_s << u"bundle"_s << u"notation"_s;
    QTest::newRow("other type") << u"manifest"_s << u"sigstore.bundle"_s << u"sigstore.bundel"_s;
    QTest::newRow("signature of another") << u"public_key"_s << QString() << QString();
}

void SigningChanges::refusesAPlanThatDoesNotFit()
{
    QFETCH(QString, member);
    QFETCH(QString, from);
    QFETCH(QString, to);
    ChangeFixture fixture;
    Change change = signedChange(demoTarget(fixture), SignatureForm::Bundle, makeKey());
    QString text = change.body[member].toString();
    if (from.isEmpty()) {
        const trust::SigningKey other = makeKey();
        change.body.insert(u"key"_s, QString::fromLatin1(other.publicKey().fingerprint()));
        text = QString::fromLatin1(other.publicKey().der().toBase64());
    } else {
        QVERIFY(text.contains(from));
        text.replace(from, to);
    }
    change.body.insert(member, text);
    ChangePlan plan = fixture.plan();
    plan.add(change);
    QCOMPARE(fixture.run(plan).failed, 1);
    QVERIFY(fixture.transport->writes.isEmpty());
}

// The registry answers with the digest behind the tag: to delete that deletes every tag of the image.
void SigningChanges::theTagThatWasAddedIsRemovedAlone()
{
    Plain plain;
    Change tag;
    tag.operation = "oci.createTag";
    tag.path = {{u"repository"_s, u"team/app"_s}, {u"tag"_s, u"keep"_s}};
    tag.body = {{u"digest"_s, plain.target.manifest.digest.text()}};
    QCOMPARE(plain.apply(tag), State::Verified);
    QCOMPARE(plain.fixture.courses().last().steps.first().path.value(u"tag"_s), u"keep"_s);
    const Result<ChangePlan> undo = undoOf(plain.fixture.courses().last(), plain.fixture.clock);
    QVERIFY(undo);
    QCOMPARE(undo->changes.first().operation, QByteArray("oci.deleteTag"));
    QCOMPARE(undo->changes.first().path, tag.path);
    QCOMPARE(plain.undo(), State::Verified);
    QCOMPARE(plain.registry->writes.last(), QByteArray("DELETE /v2/team/app/manifests/keep"));
}

void SigningChanges::listsInTheTagOfAnOldRegistry()
{
    Plain plain;
    const trust::SigningKey first = makeKey();
    QCOMPARE(plain.apply(signedChange(plain.target, SignatureForm::Bundle, first)), State::Verified);
    QCOMPARE(oci::parseManifest(plain.registry->tagged(plain.tag("")), {})->manifests.size(), 1);
    QCOMPARE(plain.apply(signedChange(plain.target, SignatureForm::Bundle, makeKey("P-384"))), State::Verified);
    const Result<oci::Manifest> both = oci::parseManifest(plain.registry->tagged(plain.tag("")), {});
    QCOMPARE(both->manifests.size(), 2);
    QCOMPARE(both->manifests[0].artifactType, u"application/vnd.dev.sigstore.bundle.v0.3+json"_s);
    // Undone, the list names the other one alone; then there is no list.
    QCOMPARE(plain.undo(), State::Verified);
    const Result<oci::Manifest> one = oci::parseManifest(plain.registry->tagged(plain.tag("")), {});
    QCOMPARE(one->manifests.size(), 1);
    QCOMPARE(one->manifests[0].digest, both->manifests[0].digest);
    // With the API of OCI 1.1 no tag is written.
    Plain modern;
    modern.registry->hasReferrers = true;
    QCOMPARE(modern.apply(signedChange(modern.target, SignatureForm::Bundle, first)), State::Verified);
    QCOMPARE(modern.registry->tags.keys(), QList<QByteArray>{"v1"});
    QCOMPARE(modern.undo(), State::Verified);
    QCOMPARE(modern.registry->manifests.size(), 1);
}

void SigningChanges::appendsToTheTagOfCosign()
{
    Plain plain;
    const trust::SigningKey first = makeKey();
    QCOMPARE(plain.apply(signedChange(plain.target, SignatureForm::Simple, first)), State::Verified);
    const QByteArray one = plain.registry->tagged(plain.tag(".sig"));
    QCOMPARE(plain.apply(signedChange(plain.target, SignatureForm::Simple, makeKey())), State::Verified);
    const Result<oci::Manifest> two = oci::parseManifest(plain.registry->tagged(plain.tag(".sig")), {});
    QCOMPARE(two->layers.size(), 2);
    QCOMPARE(two->layers[0], oci::parseManifest(one, {})->layers[0]);
    QCOMPARE(plain.undo(), State::Verified);
    QCOMPARE(plain.registry->tagged(plain.tag(".sig")), one);
}

void SigningChanges::takesUpWhatAnotherPushedMeanwhile()
{
    Plain plain;
    oci::Descriptor layer;
    layer.mediaType = u"application/vnd.dev.cosign.simplesigning.v1+json"_s;
    layer.digest = oci::Digest::of("theirs");
    layer.size = 6;
    layer.annotations = {{u"dev.cosignproject.cosign/signature"_s, u"c2ln"_s}};
    bool isDone = false;
    // Between our reading of the tag and our writing of it.
    plain.registry->before = [&](const Request &request) {
        if (!isDone && request.method == "POST" && !plain.registry->writes.isEmpty()
            && plain.registry->writes.last().startsWith("PUT")) {
            isDone = true;
            plain.registry->blobs.insert(layer.digest.latin1(), "theirs");
            plain.registry->push(trust::withLayer({}, layer)->manifest, plain.tag(".sig"));
        }
    };
    QCOMPARE(plain.apply(signedChange(plain.target, SignatureForm::Simple, makeKey())), State::Verified);
    QVERIFY(isDone);
    const Result<oci::Manifest> both = oci::parseManifest(plain.registry->tagged(plain.tag(".sig")), {});
    QCOMPARE(both->layers.size(), 2);
    QCOMPARE(both->layers[0].digest, layer.digest);
}

void SigningChanges::saysThatDeletingIsNotAllowed()
{
    Plain plain;
    plain.registry->allowsDelete = false;
    QCOMPARE(plain.apply(signedChange(plain.target, SignatureForm::Bundle, makeKey())), State::Verified);
    QCOMPARE(plain.undo(), State::Failed);
    QVERIFY2(plain.last.sentence.text().contains(u"does not allow deletion"_s), qPrintable(plain.last.sentence.text()));
}

void SigningChanges::goesToNoOtherPlaceWithABlob()
{
    for (const char *place : {"https://storage.test/elsewhere", "/v2/other/repo/blobs/uploads/1", "/api/v2.0/users",
             "/v2/team/app/blobs/uploads/../../../x", ""}) {
        Plain plain;
        plain.registry->uploadsAt = *place ? place : " ";
        QCOMPARE(plain.apply(signedChange(plain.target, SignatureForm::Bundle, makeKey())), State::Failed);
        for (const QByteArray &write : std::as_const(plain.registry->writes))
            QVERIFY2(write.startsWith("POST"), write);
        QVERIFY(plain.registry->blobs.isEmpty());
    }
}

void SigningChanges::saysWhatWasPushedWhereTheListFails()
{
    Plain plain;
    plain.registry->push("no index", plain.tag(""));
    QCOMPARE(plain.apply(signedChange(plain.target, SignatureForm::Simple, makeKey())), State::Failed);
    QCOMPARE(plain.registry->tagged(plain.tag("")), QByteArray("no index")); // not ours to mend
}

void SigningChanges::signsByItsDigestWhatIsHeldBack()
{
    // A project that gives out signed images only: the first signature is made without reading the image.
    Plain plain;
    plain.registry->holdsBack = plain.target.manifest.digest.latin1();
    Target blind = plain.target;
    blind.manifest = {};
    blind.manifest.digest = plain.target.manifest.digest;
    const Change change = signedChange(blind, SignatureForm::Simple, makeKey());
    QCOMPARE(plain.apply(change), State::Verified);
    QCOMPARE(plain.apply(change), State::Skipped);
    // What names more than the digest waits until it can be read.
    QCOMPARE(plain.apply(signedChange(plain.target, SignatureForm::Bundle, makeKey())), State::Failed);
    QVERIFY(isHeldBack(plain.last.error));
    plain.registry->holdsBack.clear();
    QCOMPARE(plain.apply(change), State::Skipped);
    QCOMPARE(plain.apply(signedChange(plain.target, SignatureForm::Bundle, makeKey())), State::Verified);
}

void SigningChanges::saysWhatOfAnIndexIsSigned()
{
    Plain plain;
    const QByteArray raw = R"({"schemaVersion":2,"mediaType":"application/vnd.oci.image.index.v1+json","manifests":[)"
                           R"({"mediaType":"application/vnd.oci.image.manifest.v1+json","size":1,"digest":")"
        + plain.target.manifest.digest.latin1() + R"("}]})";
    plain.registry->push(raw, "multi");
    Target index = plain.target;
    index.manifest = *oci::parseManifest(raw, {});
    index.place.subject = index.manifest.digest;
    index.place.images = index.manifest.manifests.size();
    const Change change = signedChange(index, SignatureForm::Bundle, makeKey());
    const QList<Message> effects = reviewOf(change).effects;
    QVERIFY(std::any_of(effects.begin(), effects.end(),
        [](const Message &one) { return one.english() == u"only the index is signed, its 1 image is not"_s; }));
    QCOMPARE(plain.apply(change), State::Verified);
}

void SigningChanges::aRefusedPushIsNoWrongPassword()
{
    Plain plain;
    plain.registry->takesWrites = false;
    QCOMPARE(plain.apply(signedChange(plain.target, SignatureForm::Bundle, makeKey())), State::Failed);
    QCOMPARE(plain.last.error.kind, ErrorKind::Forbidden);
    QVERIFY(plain.last.sentence.text().contains(u"may not push to team/app"_s));
}

int runSigningChanges(int argc, char **argv)
{
    SigningChanges changes;
    return QTest::qExec(&changes, argc, argv);
}

#include "signingchanges.moc"
