// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "oci/tagnames.h"

#include <QRandomGenerator>
#include <QTest>

#include <algorithm>

using namespace lotse::oci;
using namespace Qt::StringLiterals;

class TestTagNames : public QObject {
    Q_OBJECT
private slots:
    void sorts_data();
    void sorts();
    void isATotalOrder();
    void groups();
    void knowsTypes_data();
    void knowsTypes();
};

void TestTagNames::sorts_data()
{
    QTest::addColumn<QStringList>("sorted");
    QTest::newRow("numbers") << QStringList({u"1"_s, u"2"_s, u"9"_s, u"10"_s, u"100"_s});
    QTest::newRow("versions") << QStringList({u"v1.2"_s, u"1.2.3"_s, u"v1.10.0"_s, u"2.0"_s, u"v10.0"_s});
    QTest::newRow("pre-releases") << QStringList(
        {u"1.0-alpha"_s, u"1.0-alpha.1"_s, u"1.0-beta2"_s, u"1.0-rc1"_s, u"1.0-rc10"_s, u"1.0"_s, u"1.0-alpine"_s});
    QTest::newRow("dates") << QStringList({u"nightly-20260801"_s, u"nightly-20260802"_s, u"nightly-20261101"_s});
    QTest::newRow("digits beyond any integer")
        << QStringList({u"1"_s, u"9"_s.repeated(40), u"1"_s + u"0"_s.repeated(40), u"2"_s + u"0"_s.repeated(40)});
    QTest::newRow("leading zeros") << QStringList({u"007"_s, u"08"_s, u"10"_s});
}

void TestTagNames::sorts()
{
    QFETCH(QStringList, sorted);
    QStringList tags = sorted;
    std::reverse(tags.begin(), tags.end());
    std::sort(tags.begin(), tags.end(), versionLess);
    QCOMPARE(tags, sorted);
    for (const QString &tag : sorted)
        QVERIFY(!versionLess(tag, tag));
}

void TestTagNames::isATotalOrder()
{
    // std::sort may run out of bounds on an order that is none, so every triple of odd tags is held against it.
    QRandomGenerator random(7);
    const QStringList parts{
        u"1"_s, u"01"_s, u"10"_s, u"-rc"_s, u"-"_s, u"."_s, u"a"_s, u"v"_s, u"-alpine"_s, u"_"_s, u"RC"_s};
    QStringList tags;
    for (int i = 0; i < 60; ++i) {
        QString tag;
        for (int j = 0, n = 1 + int(random.bounded(4)); j < n; ++j)
            tag += parts[random.bounded(int(parts.size()))];
        tags.append(tag);
    }
    for (const QString &a : tags) {
        for (const QString &b : tags) {
            QVERIFY(!(versionLess(a, b) && versionLess(b, a)));
            QCOMPARE(a == b, !versionLess(a, b) && !versionLess(b, a));
            for (const QString &c : tags) {
                if (versionLess(a, b) && versionLess(b, c))
                    QVERIFY2(versionLess(a, c), qPrintable(a + u' ' + b + u' ' + c));
            }
        }
    }
}

void TestTagNames::groups()
{
    const Digest one = Digest::of("1");
    const Digest two = Digest::of("2");
    const QString name = QString::fromLatin1(one.fallbackTag());
    const QStringList tags{u"v10"_s, name + u".sig"_s, u"v9"_s, name, name + u".att"_s,
        QString::fromLatin1(two.fallbackTag()) + u".sbom"_s, name + u".other"_s, name.chopped(1), name.toUpper(),
        name + u"0"_s};
    const TagGroups groups = groupTags(tags);
    QCOMPARE(groups.attached.size(), 2);
    const QList<AttachedTag> attached = groups.attached.value(one);
    QCOMPARE(attached.size(), 3);
    QCOMPARE(attached[0], (AttachedTag{name + u".sig"_s, one, Attachment::CosignSignature}));
    QCOMPARE(attached[1].attachment, Attachment::ReferrerIndex);
    QCOMPARE(attached[2].attachment, Attachment::Attestation);
    QCOMPARE(groups.attached.value(two).first().attachment, Attachment::Sbom);
    QCOMPARE(groups.tags.size(), 6); // everything else is a tag of people
    QVERIFY(groups.tags.indexOf(u"v9"_s) < groups.tags.indexOf(u"v10"_s));
    QVERIFY(groups.tags.contains(name + u".other"_s));
}

void TestTagNames::knowsTypes_data()
{
    QTest::addColumn<QString>("type");
    QTest::addColumn<Attachment>("attachment");
    QTest::newRow("bundle") << u"application/vnd.dev.sigstore.bundle.v0.3+json"_s << Attachment::SigstoreBundle;
    QTest::newRow("old bundle") << u"application/vnd.dev.sigstore.bundle+json;version=0.1"_s
                                << Attachment::SigstoreBundle;
    QTest::newRow("cosign") << u"application/vnd.dev.cosign.artifact.sig.v1+json"_s << Attachment::CosignSignature;
    QTest::newRow("notation") << u"application/vnd.cncf.notary.signature"_s << Attachment::NotationSignature;
    QTest::newRow("in-toto") << u"application/vnd.in-toto+json"_s << Attachment::Attestation;
    QTest::newRow("Harbor") << u"application/vnd.goharbor.harbor.sbom.v1"_s << Attachment::SpdxSbom;
    QTest::newRow("SPDX") << u"application/spdx+json"_s << Attachment::SpdxSbom;
    QTest::newRow("CycloneDX") << u"application/vnd.cyclonedx+json"_s << Attachment::CycloneDxSbom;
    QTest::newRow("image") << u"application/vnd.oci.image.config.v1+json"_s << Attachment::Other;
    QTest::newRow("nothing") << QString() << Attachment::Other;
}

void TestTagNames::knowsTypes()
{
    QFETCH(QString, type);
    QTEST(attachmentOf(type), "attachment");
}

QTEST_GUILESS_MAIN(TestTagNames)
#include "tst_tagnames.moc"
