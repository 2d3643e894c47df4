// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "findings/filter.h"
#include "findings/pivot.h"
#include "findings/roworder.h"
#include "findings/severityorder.h"
#include "findings/versionorder.h"
#include "sampleset.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMap>
#include <QSet>
#include <QTest>

using namespace lotse::findings;
using namespace Qt::StringLiterals;

class TestPivot : public QObject {
    Q_OBJECT
private slots:
    void agreesWithAPlainCount();
    void groupsARecordedReportByFix();
    void sortsGroups();
    void sortsRows();
    void neverCallsUnknownTheWorst();
};

struct Plain {
    int occurrences = 0, fixable = 0, hidden = 0;
    QSet<QString> issues, images, vulnerabilities, packages, repositories;
    Severity worst = Severity::Unknown;
    Seconds firstSeen = ~0U;
    float epss = -1;
    Kev kev = Kev::No;

    void add(const SampleRow &row, const Sample &sample);
};

static QString canonicalOf(const QString &id)
{
    return id == u"GHSA-aaaa"_s ? u"CVE-2022-7"_s : id;
}

void Plain::add(const SampleRow &row, const Sample &sample)
{
    const QString id = canonicalOf(row.vulnerability);
    ++occurrences;
    fixable += row.fix.isEmpty() ? 0 : 1;
    hidden += row.stateBits & StateBits::kHidden ? 1 : 0;
    issues.insert(row.registryId + row.repository + id + row.package);
    vulnerabilities.insert(id);
    packages.insert(row.package);
    repositories.insert(row.registryId + row.repository);
    worst = worseOf(worst, severityOf(row.severity.toUtf8()));
    firstSeen = std::min(firstSeen, row.firstSeen);
    epss = std::max(epss, sample.epss.value(id, -1));
    kev = std::max(kev, sample.kev.value(id, Kev::No));
    for (const SampleImage &image : row.images)
        images.insert(row.registryId + row.repository + image.digest);
}

static QMap<QString, Plain> groupPlainly(const Sample &sample, const Rows &rows, Pivot pivot)
{
    QMap<QString, Plain> groups;
    for (const RowId number : rows) {
        const SampleRow &row = sample.rows[qsizetype(number)];
        QStringList keys;
        if (pivot == Pivot::Vulnerability)
            keys = QStringList{canonicalOf(row.vulnerability)};
        else if (pivot == Pivot::Package)
            keys = QStringList{row.package};
        else if (pivot == Pivot::Fix)
            keys = QStringList{row.fix.isEmpty() ? QString() : row.package + u' ' + row.fix};
        else if (pivot == Pivot::Finding)
            keys = QStringList{u"%1 %2 %3 %4@%5"_s.arg(
                row.vulnerability, row.package, row.version, row.repository, row.platformDigest)};
        else {
            for (const SampleImage &image : row.images)
                keys.append(row.repository + u'@' + image.digest);
        }
        for (const QString &key : keys)
            groups[key].add(row, sample);
    }
    return groups;
}

// Of all rows, of some of them and of few.
void TestPivot::agreesWithAPlainCount()
{
    for (quint32 seed = 1; seed <= 30; ++seed) {
        const Sample sample = makeSample(seed);
        const FindingSet &set = *sample.context.set;
        Rows rows;
        Plain whole;
        for (const RowId row : set.allRows()) {
            if (seed % 3 == 0 || (row * 7 + seed) % (seed % 3 == 1 ? 2 : 11) == 0) {
                rows.push_back(row);
                whole.add(sample.rows[qsizetype(row)], sample);
            }
        }
        const Counts counts = set.count(rows);
        QCOMPARE(int(counts.occurrences), whole.occurrences);
        QCOMPARE(int(counts.fixable), whole.fixable);
        QCOMPARE(int(counts.issues), int(whole.issues.size()));
        QCOMPARE(int(counts.images), int(whole.images.size()));
        QCOMPARE(int(counts.vulnerabilities), int(whole.vulnerabilities.size()));
        QCOMPARE(int(counts.packages), int(whole.packages.size()));
        QCOMPARE(int(counts.repositories), int(whole.repositories.size()));
        for (const Pivot pivot : {Pivot::Finding, Pivot::Vulnerability, Pivot::Package, Pivot::Fix, Pivot::Image}) {
            Groups groups = groupRows(sample.context, rows, pivot);
            sortGroups(set, groups, {{GroupColumn::Occurrences, true}});
            countGroups(sample.context, rows, groups);
            const QMap<QString, Plain> plain = groupPlainly(sample, rows, pivot);
            QCOMPARE(groups.groups.size(), size_t(plain.size()));
            for (const Group &group : groups.groups) {
                const QString name = groupName(set, pivot, group.key);
                QVERIFY2(plain.contains(name), qPrintable(name));
                const Plain &expected = plain[name];
                QCOMPARE(int(group.occurrences), expected.occurrences);
                QCOMPARE(int(group.fixable), expected.fixable);
                QCOMPARE(int(group.hidden), expected.hidden);
                QCOMPARE(int(group.issues), int(expected.issues.size()));
                QCOMPARE(int(group.vulnerabilities), int(expected.vulnerabilities.size()));
                QCOMPARE(int(group.packages), int(expected.packages.size()));
                QCOMPARE(int(group.repositories), int(expected.repositories.size()));
                QCOMPARE(int(group.images), pivot == Pivot::Image ? 1 : int(expected.images.size()));
                QCOMPARE(group.worst, expected.worst);
                QCOMPARE(group.firstSeen, expected.firstSeen);
                QCOMPARE(group.epss, expected.epss);
                QCOMPARE(group.kev, expected.kev);
                const Rows own = rowsOfGroups(set, rows, pivot, std::span(&group.key, 1));
                QCOMPARE(own.size(), size_t(group.occurrences));
            }
        }
    }
}

void TestPivot::groupsARecordedReportByFix()
{
    QFile file(QStringLiteral(LOTSE_SHARED_DIR "/facts/harbor-captures/085_getVulnerabilitiesAddition-huge.http"));
    if (!file.open(QIODevice::ReadOnly))
        QSKIP("The recorded report is not here.");
    const QByteArray all = file.readAll();
    const QJsonObject root = QJsonDocument::fromJson(all.mid(all.indexOf("\n{\"application/") + 1).trimmed()).object();
    const QJsonArray lines = root.begin().value().toObject()[u"vulnerabilities"_s].toArray();
    QVERIFY(lines.size() >= 6000);
    SegmentBuilder builder(u"r"_s, u"r"_s);
    ImageInput image;
    image.repository = u"platform/huge-legacy"_s;
    image.digest = u"sha256:2566"_s;
    image.scan = ScanState::Done;
    builder.begin(image);
    QMap<QString, int> byPackage; // with a fix
    QSet<QString> seen, fixes;
    for (const QJsonValue &line : lines) {
        const QJsonObject row = line.toObject();
        const auto text = [&](const QString &key) { return row[key].toString().toUtf8(); };
        const QByteArray id = text(u"id"_s), package = text(u"package"_s), version = text(u"version"_s),
                         fix = text(u"fix_version"_s), severity = text(u"severity"_s), status = text(u"status"_s);
        builder.add(FindingInput{id, package, version, fix, severity, status});
        const QString key = QString::fromUtf8(id + '|' + package + '|' + version);
        if (!seen.contains(key))
            ++byPackage[fix.isEmpty() ? QString() : QString::fromUtf8(package)];
        seen.insert(key);
        fixes.insert(QString::fromUtf8(package + ' ' + fix));
    }
    Context context;
    context.set = FindingSet::of({builder.build()});
    const Rows rows = context.set->allRows();
    Groups groups = groupRows(context, rows, Pivot::Fix);
    countGroups(context, rows, groups);
    QMap<QString, int> found;
    for (const Group &group : groups.groups) {
        found[groupName(*context.set, Pivot::Fix, group.key).section(u' ', 0, 0)] += int(group.occurrences);
        QCOMPARE(group.images, 1U);
    }
    QCOMPARE(found, byPackage);
    // An upgrade closes what a lower fix closes, too.
    QVERIFY(int(groups.groups.size()) <= fixes.size());
    for (const RowId row : rows) {
        const Occurrence o = context.set->occurrence(row);
        QCOMPARE(o.upgrade.isEmpty(), o.fixVersion.isEmpty());
        if (o.upgrade != o.fixVersion)
            QCOMPARE(compareByAllSchemes(o.fixVersion.toUtf8(), o.upgrade.toUtf8()), std::optional(-1));
    }
    sortGroups(*context.set, groups, {{GroupColumn::Occurrences, true}});
    QVERIFY(upgradeSentence(*context.set, groups.groups[1]).english().startsWith(u"Upgrade "_s));
}

void TestPivot::sortsGroups()
{
    const Sample sample = makeSample(5);
    const Rows rows = sample.context.set->allRows();
    Groups groups = groupRows(sample.context, rows, Pivot::Package);
    countGroups(sample.context, rows, groups);
    sortGroups(*sample.context.set, groups, {{GroupColumn::Severity, true}, {GroupColumn::Name, false}});
    for (size_t i = 1; i < groups.groups.size(); ++i) {
        const Group &a = groups.groups[i - 1];
        const Group &b = groups.groups[i];
        QVERIFY(displayRank(a.worst) > displayRank(b.worst)
            || (a.worst == b.worst
                && groupName(*sample.context.set, Pivot::Package, a.key)
                    < groupName(*sample.context.set, Pivot::Package, b.key)));
    }
}

void TestPivot::neverCallsUnknownTheWorst()
{
    QCOMPARE(worseOf(Severity::Unknown, Severity::None), Severity::None);
    QCOMPARE(worseOf(Severity::Critical, Severity::Unknown), Severity::Critical);
    QCOMPARE(worseOf(Severity::Unknown, Severity::Unknown), Severity::Unknown);
    const QList<Severity> order{Severity::Critical, Severity::High, Severity::Medium, Severity::Low,
        Severity::Negligible, Severity::None, Severity::Unknown};
    for (qsizetype i = 1; i < order.size(); ++i)
        QVERIFY(displayRank(order[i - 1]) > displayRank(order[i]));
    const Sample sample = makeSample(3);
    const FindingSet &set = *sample.context.set;
    // Rows of each severity are there, and those that nobody ranked stand at the end.
    const Rows sorted = sortRows(sample.context, set.allRows(), {{RowColumn::Severity, true}});
    QVERIFY(set.occurrence(sorted.front()).severity != Severity::Unknown);
    QCOMPARE(set.occurrence(sorted.back()).severity, Severity::Unknown);
    for (const Group &group : groupRows(sample.context, set.allRows(), Pivot::Image).groups)
        QVERIFY(group.worst != Severity::Unknown || group.occurrences < 3);
}

void TestPivot::sortsRows()
{
    const Sample sample = makeSample(8);
    const FindingSet &set = *sample.context.set;
    const Rows sorted = sortRows(sample.context, set.allRows(),
        {{RowColumn::Severity, true}, {RowColumn::Repository, false}, {RowColumn::Score, true},
            {RowColumn::FirstSeen, false}});
    QCOMPARE(sorted.size(), size_t(set.rowCount()));
    const auto keyOf = [&](RowId row) {
        const Occurrence o = set.occurrence(row);
        return std::tuple(
            -displayRank(o.severity), o.repository.toUtf8(), -score(sample.context.grounds(row)), o.firstSeen, row);
    };
    QVERIFY(set.rowCount() > 50);
    for (size_t i = 1; i < sorted.size(); ++i)
        QVERIFY(keyOf(sorted[i - 1]) < keyOf(sorted[i]));
    for (int column = 0; column <= int(RowColumn::Scanned); ++column)
        QCOMPARE(sortRows(sample.context, set.allRows(), {{RowColumn(column), false}}).size(), size_t(set.rowCount()));
    // Keys of so many bits that they do not fit one word.
    const Rows wide = sortRows(sample.context, set.allRows(),
        {{RowColumn::FirstSeen, true}, {RowColumn::Scanned, false}, {RowColumn::Due, false}, {RowColumn::Score, true}});
    QCOMPARE(wide.size(), size_t(set.rowCount()));
    const auto wideKeyOf = [&](RowId row) {
        const Occurrence o = set.occurrence(row);
        return std::pair(-o.firstSeen, o.reported);
    };
    for (size_t i = 1; i < wide.size(); ++i)
        QVERIFY(wideKeyOf(wide[i - 1]) <= wideKeyOf(wide[i]));
    Rows all = wide;
    std::sort(all.begin(), all.end());
    QVERIFY(std::adjacent_find(all.begin(), all.end()) == all.end());
    const Rows byFix = sortRows(sample.context, set.allRows(), {{RowColumn::Fix, false}});
    QVERIFY(set.occurrence(byFix.front()).fixVersion.isEmpty());
}

QTEST_GUILESS_MAIN(TestPivot)
#include "tst_pivot.moc"
