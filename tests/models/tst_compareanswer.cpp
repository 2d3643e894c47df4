// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/findings/compareanswer.h"
#include "support/samplestore.h"

#include <QTest>

using namespace lotse;
using namespace lotse::models;
using namespace Qt::StringLiterals;

/// An image against an earlier one: which one, what differs, and why nothing can be said.
class TestCompareAnswer : public QObject {
    Q_OBJECT
private slots:
    void init();
    void choosesTheOneBefore();
    void comparesThoseThatAreNamed();
    void saysWhyNot();
    void layersAreSharedFromTheLowestOn();

private:
    CompareAnswer ask(const CompareWish &wish)
    {
        FindingsEngine desk(store::cachePlan(m_store->folder()), store::decisionPlan(m_store->folder()), &m_clock);
        if (const Result<void> loaded = desk.load(); !loaded)
            qFatal("%s", qPrintable(loaded.error().message.english()));
        return compareAnswer(wish, desk.view(), store::cachePlan(m_store->folder()), m_clock);
    }

    test::ManualClock m_clock;
    std::unique_ptr<test::SampleStore> m_store;
};

void TestCompareAnswer::init()
{
    m_store = std::make_unique<test::SampleStore>(&m_clock);
    m_store->list({{u"web/shop"_s, u"sha256:old"_s}, {u"ops/tool"_s, u"sha256:alone"_s}});
    m_store->pushed = m_store->pushed.addDays(1);
    // A list that is not whole takes nothing away.
    m_store->list({{u"web/shop"_s, u"sha256:newer"_s}, {u"ops/tool"_s, u"sha256:alone"_s}}, {{u"web"_s, u"cut"_s}});
    m_store->report(u"sha256:old"_s, {{"CVE-2026-1"}, {"CVE-2026-2", "zlib", "1.2", "", "Critical"}});
    m_store->report(u"sha256:newer"_s, {{"CVE-2026-1", "openssl", "3.0.2"}, {"CVE-2026-3", "curl", "8.0"}});
}

void TestCompareAnswer::choosesTheOneBefore()
{
    CompareWish wish;
    wish.registryId = u"r"_s;
    wish.afterRepository = u"web/shop"_s;
    wish.after = u"sha256:newer"_s;
    const CompareAnswer answer = ask(wish);
    QVERIFY2(!answer.error, qPrintable(answer.error.message.english()));
    QCOMPARE(answer.wish.before, u"sha256:old"_s);
    QCOMPARE(answer.choices.size(), 2);
    QCOMPARE(answer.choices.first().digest, u"sha256:newer"_s);
    wish.after = u"1.0"_s; // a tag of both: the later one
    QCOMPARE(ask(wish).wish.after, u"sha256:newer"_s);
    wish.after = u"sha256:old"_s;
    QVERIFY(ask(wish).error); // nothing was before it
}

void TestCompareAnswer::comparesThoseThatAreNamed()
{
    const CompareAnswer answer = ask({u"r"_s, u"web/shop"_s, u"sha256:old"_s, u"web/shop"_s, u"sha256:newer"_s, false});
    QVERIFY2(!answer.error, qPrintable(answer.error.message.english()));
    int added = 0;
    int gone = 0;
    for (const DiffFinding &finding : answer.diff.findings) {
        added += finding.kind == DiffKind::Added ? 1 : 0;
        gone += finding.kind == DiffKind::Gone ? 1 : 0;
    }
    QCOMPARE(added, 1);
    QCOMPARE(gone, 1);
    QVERIFY(!answer.diff.packages.isEmpty());
    for (const Column &column : diffFindingColumns()) {
        Row row;
        row.record.value = QVariant::fromValue(answer.diff.findings.first());
        column.cell(row);
    }
    for (const Column &column : diffPackageColumns()) {
        Row row;
        row.record.value = QVariant::fromValue(answer.diff.packages.first());
        column.cell(row);
    }
}

void TestCompareAnswer::saysWhyNot()
{
    QVERIFY(ask({u"other"_s, {}, {}, u"web/shop"_s, u"sha256:newer"_s, false}).error);
    QVERIFY(ask({u"r"_s, {}, {}, u"web/shop"_s, u"sha256:none"_s, false}).error);
    const CompareAnswer alone = ask({u"r"_s, {}, {}, u"ops/tool"_s, u"sha256:alone"_s, false});
    QVERIFY(alone.error.message.english().contains(u"no earlier image"_s));
    QVERIFY(ask({u"r"_s, {}, {}, u"ops/tool"_s, u"sha256:alone"_s, true}).error); // no report before
}

void TestCompareAnswer::layersAreSharedFromTheLowestOn()
{
    const auto layers = [](const QList<QByteArray> &contents) {
        QList<oci::LayerStep> out;
        for (const QByteArray &content : contents) {
            oci::LayerStep step;
            if (!content.isEmpty()) {
                step.number = int(out.size()) + 1;
                step.layer.digest = oci::Digest::of(content);
            }
            out.append(step);
        }
        return out;
    };
    const auto changes = compareLayers(layers({"base", "", "app 1", "end"}), layers({"base", "app 2", "end"}));
    QList<LayerChange::Kind> kinds;
    for (const LayerChange &change : changes)
        kinds.append(change.kind);
    using Kind = LayerChange::Kind;
    // A layer over another one is another one for those who pull, whatever it holds.
    QCOMPARE(kinds, QList<Kind>({Kind::Same, Kind::Gone, Kind::Gone, Kind::Added, Kind::Added}));
    QVERIFY(compareLayers({}, {}).isEmpty());
}

QTEST_GUILESS_MAIN(TestCompareAnswer)
#include "tst_compareanswer.moc"
