// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "../findings/sampleset.h"
#include "models/findings/findingdetail.h"
#include "models/findings/findingsquerymodel.h"
#include "models/tables/tablemodel.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace lotse;
using namespace lotse::findings;
using namespace lotse::models;
using namespace Qt::StringLiterals;

// One registry with `images` images of twenty findings each.
static std::shared_ptr<const Segment> segmentOf(const QString &registry, int images, int firstImage = 0)
{
    SegmentBuilder builder(registry, registry);
    for (int number = firstImage; number < firstImage + images; ++number) {
        ImageInput image;
        image.project = u"p%1"_s.arg(number % 3);
        image.repository = image.project + u"/r%1"_s.arg(number % 7);
        image.digest = u"sha256:%1"_s.arg(number, 64, 16, QChar(u'0'));
        image.scan = ScanState::Done;
        image.fetched = image.reported = kSampleNow - Seconds(number);
        builder.begin(image);
        for (int line = 0; line < 20; ++line) {
            const QByteArray id = "CVE-2020-" + QByteArray::number(1000 + (number * 31 + line * 17) % 900);
            const QByteArray package = "pkg-" + QByteArray::number(line % 6);
            const QByteArray severity = QByteArrayList{"Low", "Medium", "High", "Critical"}[(number + line) % 4];
            builder.add(FindingInput{id, package, "1." + QByteArray::number(line), line % 2 ? "9" : "", severity, "",
                (number * 7 + line) % 100 / 10.0, kSampleNow - Seconds(number % 50) * 86400});
        }
    }
    return builder.build();
}

static Context contextOf(const QList<std::shared_ptr<const Segment>> &segments)
{
    Context context;
    context.set = FindingSet::of(segments);
    context.now = kSampleNow;
    return context;
}

class TestWorkbench : public QObject {
    Q_OBJECT
private slots:
    void init();
    void isAWellBehavedModel();
    void showsWhatTheQueryMatchesInOrder_data();
    void showsWhatTheQueryMatchesInOrder();
    void filtersManyRowsInTheOrderOfAll();
    void sortsByTwoColumns();
    void keepsTheAnswerWhereTheTextIsNoQuery();
    void dropsStaleAnswers();
    void countsWhatEachValueWouldLeave();
    void narrowsAndWidensByValues();
    void gathersByPivotAndNarrowsToAGroup_data();
    void gathersByPivotAndNarrowsToAGroup();
    void keysOfAnOldSetNameNothing();
    void selectsByQueryOrByKeys();
    void completesAtTheCursor();
    void copiesUnderHeadings();
    void saysWhoseRowsAreWhereThereAreSeveral();
    void tellsNoFixFromNotKnown();
    void offersWhatCanBeDoneWithARow();
    void saysThatNothingWasRead();

private:
    void settle()
    {
        QTRY_VERIFY(!m_bench->table()->isLoading());
        QTRY_VERIFY(!m_bench->isCounting());
    }
    Rows shownRows() const { return m_bench->table()->answer()->ordered; }

    std::unique_ptr<FindingsQueryModel> m_bench;
    Sample m_sample;
};

void TestWorkbench::init()
{
    m_bench = std::make_unique<FindingsQueryModel>();
    m_sample = makeSample(7);
    m_bench->setContext(m_sample.context);
    settle();
}

void TestWorkbench::isAWellBehavedModel()
{
    QAbstractItemModelTester tester(m_bench->table(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    for (const QString &pivot : {u"cve"_s, u"package"_s, u"fix"_s, u"image"_s, u"finding"_s}) {
        m_bench->setPivotName(pivot);
        settle();
        m_bench->setText(u"sev:>=high"_s);
        settle();
        m_bench->table()->sortBy(u"severity"_s, false);
        settle();
        m_bench->setText({});
        settle();
        QCOMPARE(m_bench->shownPivot(), pivot);
        QVERIFY(m_bench->table()->rowCount() > 0);
        // Every cell can be drawn.
        for (int column = 0; column < m_bench->table()->columnCount(); ++column) {
            for (int row = 0; row < m_bench->table()->rowCount(); ++row) {
                const QModelIndex at = m_bench->table()->index(row, column);
                QVERIFY(at.data(TableModel::DisplayRole).isValid() && at.data(TableModel::TipRole).isValid());
            }
        }
    }
}

void TestWorkbench::showsWhatTheQueryMatchesInOrder_data()
{
    QTest::addColumn<QString>("text");
    for (const char *text :
        {"", "sev:>=high", "fix:yes kev:yes", "state:open", "pkg:openssl -sev:low", "zlib", "sev:none,low"})
        QTest::newRow(text) << QString::fromLatin1(text);
}

void TestWorkbench::showsWhatTheQueryMatchesInOrder()
{
    QFETCH(QString, text);
    m_bench->setText(text);
    settle();
    const Rows matching = select(parseQuery(text).query, m_sample.context);
    QCOMPARE(shownRows(), sortRows(m_sample.context, matching, {{RowColumn::Score, true}, {RowColumn::Cvss, true}}));
    QCOMPARE(m_bench->matching(), qint64(matching.size()));
    QCOMPARE(m_bench->counts().value(u"issues"_s).toUInt(), m_sample.context.set->count(matching).issues);
}

void TestWorkbench::filtersManyRowsInTheOrderOfAll()
{
    const Context context = contextOf({segmentOf(u"r1"_s, 1800), segmentOf(u"r2"_s, 300)});
    m_bench->setContext(context);
    settle();
    QVERIFY(m_bench->table()->answer()->order);
    const auto order = m_bench->table()->answer()->order;
    const QList<RowOrder> columns{{RowColumn::Score, true}, {RowColumn::Cvss, true}};
    QCOMPARE(shownRows(), sortRows(context, context.set->allRows(), columns));
    for (const QString &text : {u"fix:yes"_s, u"registry:r2"_s, u"sev:critical pkg:pkg-1"_s, u"nothing-has-this"_s}) {
        m_bench->setText(text);
        settle();
        QCOMPARE(shownRows(), sortRows(context, select(parseQuery(text).query, context), columns));
        QCOMPARE(m_bench->table()->answer()->order.get(), order.get());
    }
    m_bench->table()->sortBy(u"cvss"_s, true);
    m_bench->setText({});
    settle();
    QCOMPARE(shownRows(), sortRows(context, context.set->allRows(), {{RowColumn::Cvss, true}}));
}

void TestWorkbench::sortsByTwoColumns()
{
    m_bench->table()->sortBy(u"severity"_s, true);
    m_bench->table()->sortAlsoBy(u"package"_s, false);
    m_bench->table()->sortAlsoBy(u"no such column"_s, false);
    settle();
    QCOMPARE(shownRows(),
        sortRows(m_sample.context, m_sample.context.set->allRows(),
            {{RowColumn::Severity, true}, {RowColumn::Package, false}}));
    const QVariantList order = m_bench->table()->sortOrder();
    QCOMPARE(order.size(), 2);
    QCOMPARE(order[1].toMap().value(u"column"_s).toString(), u"package"_s);
    m_bench->table()->sortAlsoBy(u"severity"_s, false);
    QCOMPARE(m_bench->table()->sortOrder().size(), 2);
    QVERIFY(!m_bench->table()->sortDescending());
}

void TestWorkbench::keepsTheAnswerWhereTheTextIsNoQuery()
{
    m_bench->setText(u"sev:high"_s);
    settle();
    const Rows before = shownRows();
    m_bench->setText(u"sev:high epss:lots"_s);
    QCOMPARE(m_bench->problem().value(u"position"_s).toInt(), 14);
    QCOMPARE(m_bench->problem().value(u"length"_s).toInt(), 4);
    QVERIFY(!m_bench->problem().value(u"sentence"_s).toString().isEmpty());
    m_bench->setFacet(u"fix"_s, u"yes"_s, true);
    QCOMPARE(m_bench->text(), u"sev:high epss:lots"_s);
    settle();
    QCOMPARE(shownRows(), before);
    m_bench->setText(u"sev:high "_s);
    QVERIFY(m_bench->problem().isEmpty());
}

void TestWorkbench::dropsStaleAnswers()
{
    QSignalSpy shown(m_bench.get(), &FindingsQueryModel::shown);
    for (const QString &text : {u"s"_s, u"se"_s, u"sev:low"_s, u"sev:low,high"_s, u"sev:high"_s})
        m_bench->setText(text);
    settle();
    QCOMPARE(shown.size(), 1);
    QCOMPARE(m_bench->matching(), qint64(select(parseQuery(u"sev:high"_s).query, m_sample.context).size()));
}

void TestWorkbench::countsWhatEachValueWouldLeave()
{
    for (const QString &text : {u""_s, u"sev:>=high fix:yes"_s, u"state:hidden -pkg:openssl"_s, u"project:shop"_s}) {
        m_bench->setText(text);
        settle();
        const QVariantList facets = m_bench->facets();
        QVERIFY(facets.size() > 20);
        for (const QVariant &one : facets) {
            const QVariantMap facet = one.toMap();
            // What is counted is what one would see with this value alone.
            Query alone = m_bench->query();
            const QString key = facet.value(u"key"_s).toString();
            alone.terms.removeIf([&](const Term &term) { return keyName(term.key) == key && !term.isNegated; });
            const QString word = key + u":\""_s + facet.value(u"value"_s).toString() + u'"';
            const QString bare = key + u':' + facet.value(u"value"_s).toString();
            const ParsedQuery term = parseQuery(key == u"fix" ? bare : word);
            QVERIFY2(term.ok(), qPrintable(word));
            alone.terms += term.query.terms;
            QCOMPARE(facet.value(u"occurrences"_s).toLongLong(), qint64(select(alone, m_sample.context).size()));
        }
    }
}

void TestWorkbench::narrowsAndWidensByValues()
{
    m_bench->setFacet(u"sev"_s, u"high"_s, true);
    QCOMPARE(m_bench->text(), u"sev:high"_s);
    m_bench->setFacet(u"sev"_s, u"low"_s, true);
    m_bench->setFacet(u"project"_s, u"a, b"_s, true);
    QCOMPARE(m_bench->text(), u"sev:high,low project:\"a, b\""_s);
    m_bench->setFacet(u"sev"_s, u"high"_s, false);
    m_bench->setFacet(u"sev"_s, u"low"_s, false);
    QCOMPARE(m_bench->text(), u"project:\"a, b\""_s);
    m_bench->setText(u"sev:>=high"_s);
    m_bench->setFacet(u"sev"_s, u"high"_s, false);
    QCOMPARE(m_bench->text(), u"sev:critical,unknown"_s);
    m_bench->clearFacet(u"sev"_s);
    QCOMPARE(m_bench->text(), QString());
}

void TestWorkbench::gathersByPivotAndNarrowsToAGroup_data()
{
    QTest::addColumn<QString>("pivot");
    for (const char *pivot : {"cve", "package", "fix", "image"})
        QTest::newRow(pivot) << QString::fromLatin1(pivot);
}

void TestWorkbench::gathersByPivotAndNarrowsToAGroup()
{
    QFETCH(QString, pivot);
    m_bench->setText(u"-sev:low"_s);
    m_bench->setPivotName(pivot);
    settle();
    const Rows all = select(m_bench->query(), m_sample.context);
    Groups groups = groupRows(m_sample.context, all, *pivotOf(pivot));
    countGroups(m_sample.context, all, groups);
    QCOMPARE(m_bench->table()->rowCount(), int(groups.groups.size()));
    QCOMPARE(m_bench->matching(), qint64(all.size()));
    for (int row = 0; row < m_bench->table()->rowCount(); ++row) {
        const QString key = m_bench->table()->rowKey(row);
        const Group *group = m_bench->table()->groupOf(key);
        QVERIFY(group);
        const auto plain = std::find_if(
            groups.groups.begin(), groups.groups.end(), [&](const Group &g) { return g.key == group->key; });
        QCOMPARE(group->images, plain->images);
        QCOMPARE(group->issues, plain->issues);
        // Narrowed to the group, the query gives its rows and no others.
        const ParsedQuery narrow = parseQuery(m_bench->textOf(key));
        QVERIFY2(narrow.ok(), qPrintable(m_bench->textOf(key)));
        const Rows own = rowsOfGroups(*m_sample.context.set, all, *pivotOf(pivot), std::span(&plain->key, 1));
        QCOMPARE(select(narrow.query, m_sample.context), own);
        QCOMPARE(m_bench->rowsOf({key}, false), own);
        QCOMPARE(m_bench->sentenceOf(key).isEmpty(), pivot != u"fix");
    }
}

void TestWorkbench::keysOfAnOldSetNameNothing()
{
    m_bench->setContext(contextOf({segmentOf(u"r1"_s, 5), segmentOf(u"r2"_s, 5)}));
    settle();
    const QString key = m_bench->table()->rowKey(7);
    m_bench->setCurrent(key);
    const Occurrence looked = m_bench->context().set->occurrence(*m_bench->table()->rowOfKey(key));
    // A sync brings images that stand before the others.
    m_bench->setContext(contextOf({segmentOf(u"r0"_s, 9), segmentOf(u"r1"_s, 5), segmentOf(u"r2"_s, 5)}));
    QSignalSpy moved(m_bench.get(), &FindingsQueryModel::currentChanged);
    settle();
    QCOMPARE(m_bench->table()->indexOfKey(key), -1);
    QVERIFY(m_bench->table()->rowsOf({key}).empty());
    QCOMPARE(moved.size(), 1);
    const std::optional<RowId> row = m_bench->table()->rowOfKey(m_bench->current());
    QVERIFY(row);
    QCOMPARE(m_bench->context().set->occurrence(*row).key(), looked.key());
    // It is gone with its registry.
    m_bench->setContext(contextOf({segmentOf(u"r0"_s, 9)}));
    settle();
    QCOMPARE(m_bench->current(), QString());
}

void TestWorkbench::selectsByQueryOrByKeys()
{
    m_bench->setText(u"sev:high"_s);
    settle();
    QCOMPARE(m_bench->rowsOf({}, true), select(m_bench->query(), m_sample.context));
    const WorkbenchTable *table = m_bench->table();
    Rows two{*table->rowOfKey(table->rowKey(0)), *table->rowOfKey(table->rowKey(1))};
    std::sort(two.begin(), two.end());
    QCOMPARE(m_bench->rowsOf({table->rowKey(1), table->rowKey(0), table->rowKey(1)}, false), two);
    QVERIFY(m_bench->rowsOf({u"nonsense"_s, u"1/finding/x"_s, QString()}, false).empty());
}

void TestWorkbench::completesAtTheCursor()
{
    QSignalSpy completed(m_bench.get(), &FindingsQueryModel::completed);
    m_bench->askCompletions(u"fix:yes se"_s, 10);
    QTRY_COMPARE(completed.size(), 1);
    QCOMPARE(m_bench->completions().first().toMap().value(u"text"_s).toString(), u"sev:"_s);
    QCOMPARE(m_bench->completions().first().toMap().value(u"position"_s).toInt(), 8);
    m_bench->askCompletions(u"pkg:"_s, 4);
    m_bench->dropCompletions();
    QVERIFY(m_bench->completions().isEmpty());
}

void TestWorkbench::copiesUnderHeadings()
{
    const QString text = m_bench->table()->copyText({m_bench->table()->rowKey(0)}, {u"package"_s, u"severity"_s});
    const QStringList lines = text.trimmed().split(u'\n');
    QCOMPARE(lines.size(), 2);
    QCOMPARE(lines[0], u"Package\tSeverity"_s);
    QCOMPARE(lines[1].section(u'\t', 0, 0), m_sample.context.set->occurrence(shownRows().front()).package);
}

void TestWorkbench::saysWhoseRowsAreWhereThereAreSeveral()
{
    const auto isHidden = [this] {
        for (const QVariant &column : m_bench->table()->columnList()) {
            if (column.toMap()[u"id"_s] == u"registry"_s)
                return column.toMap()[u"hidden"_s].toBool();
        }
        return true;
    };
    SegmentBuilder one(u"1"_s, u"one"_s);
    SegmentBuilder two(u"2"_s, u"two"_s);
    for (SegmentBuilder *builder : {&one, &two}) {
        ImageInput image;
        image.repository = u"p/r"_s;
        image.digest = u"sha256:1"_s;
        QVERIFY(builder->begin(image));
        builder->add(FindingInput{"CVE-2020-1", "pkg", "1", "", "High", "", 5.0});
    }
    const auto first = one.build();
    m_bench->setContext(contextOf({first}));
    settle();
    QVERIFY(isHidden());
    QSignalSpy told(m_bench->table(), &WorkbenchTable::columnsChanged);
    m_bench->setContext(contextOf({first, two.build()}));
    settle();
    QVERIFY(!isHidden());
    QVERIFY(told.count() > 0);
}

void TestWorkbench::tellsNoFixFromNotKnown()
{
    SegmentBuilder builder(u"1"_s, u"one"_s);
    ImageInput image;
    image.repository = u"p/r"_s;
    image.digest = u"sha256:1"_s;
    QVERIFY(builder.begin(image));
    builder.add(FindingInput{"CVE-2020-1", "pkg", "1", "", "High", "", 5.0});
    FindingInput unknown{"CVE-2020-2", "pkg", "1", "", "High", "", 5.0};
    unknown.isFixUnknown = true;
    builder.add(unknown);
    m_bench->setContext(contextOf({builder.build()}));
    settle();
    QMap<QString, int> counts;
    for (const QVariant &facet : m_bench->facetsOf(u"fix"_s))
        counts.insert(facet.toMap()[u"value"_s].toString(), facet.toMap()[u"occurrences"_s].toInt());
    QCOMPARE(counts, (QMap<QString, int>{{u"no"_s, 1}, {u"unknown"_s, 1}}));
    FindingDetail detail;
    QMap<QString, QString> fixes;
    for (int row = 0; row < 2; ++row) {
        detail.show(m_bench.get(), m_bench->table()->rowKey(row));
        for (const QVariant &fact : detail.finding()[u"facts"_s].toList()) {
            if (fact.toMap()[u"name"_s] == u"Fixed in"_s)
                fixes.insert(detail.finding()[u"title"_s].toString(), fact.toMap()[u"value"_s].toString());
        }
    }
    QCOMPARE(fixes,
        (QMap<QString, QString>{
            {u"CVE-2020-1"_s, u"no fix known"_s}, {u"CVE-2020-2"_s, u"not stated in the report"_s}}));
    // Neither can be mended by an upgrade: they stand in one group, and its rows are both.
    m_bench->setPivotName(u"fix"_s);
    settle();
    QCOMPARE(m_bench->table()->rowCount(), 1);
    m_bench->setText(m_bench->textOf(m_bench->table()->rowKey(0)));
    settle();
    QCOMPARE(m_bench->matching(), 2);
}

void TestWorkbench::offersWhatCanBeDoneWithARow()
{
    const auto valueOf = [this](const QString &key, const QString &column, const QString &id) {
        for (const QVariant &action : m_bench->table()->rowActions(key, column)) {
            if (action.toMap()[u"id"_s] == id)
                return action.toMap()[u"value"_s].toString();
        }
        return QString();
    };
    const QString key = m_bench->table()->rowKey(0);
    const Occurrence one = m_bench->table()->answer()->context.set->occurrence(shownRows().front());
    QCOMPARE(valueOf(key, u"package"_s, u"filter"_s), one.package);
    QCOMPARE(valueOf(key, u"repository"_s, u"filter"_s), one.repository);
    QCOMPARE(valueOf(key, u"score"_s, u"filter"_s), QString()); // no term of the query
    QCOMPARE(valueOf(key, u"package"_s, u"copy"_s), one.vulnerability);
    QCOMPARE(valueOf(key, u"package"_s, u"image"_s), one.image);
    QVERIFY(m_bench->table()->rowActions(u"no such"_s, u"package"_s).isEmpty());
}

void TestWorkbench::saysThatNothingWasRead()
{
    FindingsQueryModel bench;
    QCOMPARE(bench.table()->state(), u"idle"_s);
    Context empty;
    empty.set = FindingSet::of({});
    bench.setContext(empty, true);
    QVERIFY(bench.table()->isLoading());
    bench.setContext(empty, false);
    QTRY_COMPARE(bench.table()->state(), u"empty"_s);
    QVERIFY(bench.isBlank());
    Error error;
    error.kind = ErrorKind::Storage;
    error.message = {LOTSE_MSG("The store cannot be read."), {}};
    bench.setContext(empty, false, error);
    QCOMPARE(bench.table()->state(), u"error"_s);
}

QTEST_GUILESS_MAIN(TestWorkbench)
#include "tst_workbench.moc"
