// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "findings/filter.h"
#include "findings/fixes.h"
#include "findings/pivot.h"

#include <QMap>
#include <QTest>

using namespace lotse;
using namespace lotse::findings;
using namespace Qt::StringLiterals;

struct Line {
    QByteArray id, package, version, fix, purl;
    bool isFixUnknown = false;
    QByteArray status = {};
};

static Context contextOf(const QList<Line> &lines)
{
    SegmentBuilder builder(u"r"_s, u"r"_s);
    ImageInput image;
    image.repository = u"shop/web"_s;
    image.digest = u"sha256:1"_s;
    image.scan = ScanState::Done;
    builder.begin(image);
    for (const Line &line : lines) {
        FindingInput input{line.id, line.package, line.version, line.fix, "High", line.status};
        input.purl = line.purl;
        input.isFixUnknown = line.isFixUnknown;
        builder.add(input);
    }
    Context context;
    context.set = FindingSet::of({builder.build()});
    return context;
}

static QStringList idsOf(const Context &context, const QString &query)
{
    QStringList ids;
    for (const RowId row : select(parseQuery(query).query, context))
        ids.append(context.set->occurrence(row).vulnerability);
    ids.sort();
    return ids;
}

class TestFixes : public QObject {
    Q_OBJECT
private slots:
    void splits_data();
    void splits();
    void choosesTheBranch_data();
    void choosesTheBranch();
    void upgradesCloseWhatTheyCan();
    void upgradesKeepToTheirLine_data();
    void upgradesKeepToTheirLine();
    void proposesNothingLower();
    void filtersByTheRule();
};

void TestFixes::splits_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("parts");
    const auto row = [](const char *text, const char *parts) {
        QTest::newRow(text) << QByteArray(text) << QByteArray(parts);
    };
    row("", "");
    row("1.2.3", "1.2.3");
    row("11.0.14, 10.1.49, 9.0.112", "11.0.14 10.1.49 9.0.112");
    row("1.2 || 2.0", "1.2 2.0");
    row("1.2|2.0;3.0", "1.2 2.0 3.0");
    row("fixed in 1.2 or 2.0", "1.2 2.0");
    row("Fixed in 1.2", "1.2");
    row(">=1.2, >=2.0", "1.2 2.0");
    row("1.2 1.2", "1.2");
    row("^2.0.0 || ^1.0.1", "2.0.0 1.0.1");
    row("~> 2.2.6.2, ~> 2.2.7.1, >= 2.2.8", "2.2.6.2 2.2.7.1 2.2.8");
    row("~> 5.2.4, >= 5.2.4.3, >= 6.0.3.1", "5.2.4.3 6.0.3.1");
    row("~> 5.2.0, >= 5.2.4", "5.2.4");
    row(">= 5.2.4.1, ~> 5.2.4", "5.2.4.1");
    row("~> 5.2, >= 5.2.4", "5.2.4");
    row("~> 5.2.4, > 5.2.4.1", ">5.2.4.1");
    row(">= 6.0.3.1, ~> 5.2.4, >= 5.2.4.3", "6.0.3.1 5.2.4.3");
    row("~> 5.2.0 || >= 5.2.4", "5.2.0 5.2.4");
    row("~> 5.2.4, >= 5.2.3", "5.2.4 5.2.3");
    row(">= 1.0.1, < 2.0", "1.0.1");
    row(">=1.0.1 <2.0.0", "1.0.1");
    row("!=1.3, 1.4", "1.4");
    row("> 1.0.2", ">1.0.2"); // not that version itself
    row("~> 2.3.5, > 2.4.1", "2.3.5 >2.4.1");
    row("[2.17.1]", "2.17.1");
    row("[2.17.1,)", "2.17.1");
    row("[2.3.2],[2.12.4],[2.17.1]", "2.3.2 2.12.4 2.17.1");
    row("[2.12.4,2.13), [2.17.1, 3.0)", "2.12.4 2.17.1");
    row("(1.2,2.0)", ">1.2");
    row("(,1.2],1.5", "1.5");
    for (const char *none : {"none", "-", "N/A", "not fixed", "No fix available yet", "wont-fix", "unknown"})
        row(none, "");
    row("1.0 or later", "1.0");
    row("2.0 and above", "2.0");
    row("3.0.15-1~deb12u1", "3.0.15-1~deb12u1");
}

void TestFixes::splits()
{
    QFETCH(QByteArray, text);
    QTEST(fixesIn(text).join(' '), "parts");
}

void TestFixes::choosesTheBranch_data()
{
    QTest::addColumn<QByteArray>("installed");
    QTest::addColumn<QByteArray>("fixes");
    QTest::addColumn<QString>("type");
    QTest::addColumn<QByteArray>("fix");
    const auto row = [](const char *installed, const char *fixes, const char *type, const char *fix) {
        QTest::addRow("%s of %s (%s)", installed, fixes, type)
            << QByteArray(installed) << QByteArray(fixes) << QString::fromLatin1(type) << QByteArray(fix);
    };
    row("9.0.109", "11.0.14, 10.1.49, 9.0.112", "maven", "9.0.112");
    row("10.1.1", "11.0.14, 10.1.49, 9.0.112", "maven", "10.1.49");
    row("8.5.0", "11.0.14, 10.1.49, 9.0.112", "maven", "9.0.112"); // no branch of its own: the lowest
    row("2.12.1", "2.15.1, 2.12.4, 2.3.2", "maven", "2.12.4");
    row("6.0.3", "~> 5.2.4, >= 5.2.4.3, >= 6.0.3.1", "gem", "6.0.3.1");
    row("5.2.1", "~> 5.2.4, >= 5.2.4.3, >= 6.0.3.1", "gem", "5.2.4.3");
    row("1.0.0", "^2.0.0 || ^1.0.1", "npm", "1.0.1");
    row("1.0.0-rc.1", "0.9.9 || 1.0.0", "npm", "1.0.0");
    row("9.0.109", "11.0.14, 10.1.49, 9.0.112", "", "9.0.112"); // all orders agree
    row("12.0", "11.0.14, 10.1.49", "maven", "11.0.14, 10.1.49"); // none is above
    row("1.0", "one, two", "", "one, two"); // no order
    row("1.0", "1.1, 2.0", "conan", "1.1");
    row("whatever", "1.1, 2.0", "npm", "1.1, 2.0");
    row("1.0", "fixed in 1.1", "npm", "1.1");
}

void TestFixes::choosesTheBranch()
{
    QFETCH(QByteArray, installed);
    QFETCH(QByteArray, fixes);
    QFETCH(QString, type);
    QTEST(fixFor(installed, fixes, versionSchemeOf(type)), "fix");
}

void TestFixes::upgradesCloseWhatTheyCan()
{
    const Context context = contextOf({
        {"CVE-1", "openssl", "3.0.11", "3.0.12", {}},
        {"CVE-2", "openssl", "3.0.11", "3.0.15, 1.1.2", {}},
        {"CVE-3", "openssl", "3.0.11", "4.0.0", {}},
        {"CVE-4", "openssl", "3.0.11", "", {}},
        {"CVE-5", "openssl", "1.1.0", "1.1.1", {}},
        {"CVE-6", "django", "3.2.0", "3.2.1rc1", "pkg:pypi/django"},
        {"CVE-7", "django", "3.2.0", "3.2.1", "pkg:pypi/django"},
        {"CVE-8", "django", "3.2.0", "3.2.0-9", "pkg:deb/debian/django"}, // another package of that name
        {"CVE-9", "thing", "1", "one", {}},
        {"CVE-10", "thing", "1", "two", {}},
    });
    QMap<QString, QString> upgrades;
    for (const RowId row : context.set->allRows()) {
        const Occurrence o = context.set->occurrence(row);
        upgrades.insert(o.vulnerability, o.upgrade);
    }
    const QMap<QString, QString> expected{{u"CVE-1"_s, u"3.0.15"_s}, {u"CVE-2"_s, u"3.0.15"_s},
        {u"CVE-3"_s, u"4.0.0"_s}, {u"CVE-4"_s, {}}, {u"CVE-5"_s, u"1.1.1"_s}, {u"CVE-6"_s, u"3.2.1"_s},
        {u"CVE-7"_s, u"3.2.1"_s}, {u"CVE-8"_s, u"3.2.0-9"_s}, {u"CVE-9"_s, u"one"_s}, {u"CVE-10"_s, u"two"_s}};
    QCOMPARE(upgrades, expected);
    const Rows rows = context.set->allRows();
    Groups groups = groupRows(context, rows, Pivot::Fix);
    QMap<QString, quint32> found;
    for (const Group &group : groups.groups)
        found.insert(groupName(*context.set, Pivot::Fix, group.key), group.occurrences);
    const QMap<QString, quint32> counts{{QString(), 1}, {u"openssl 3.0.15"_s, 2}, {u"openssl 4.0.0"_s, 1},
        {u"openssl 1.1.1"_s, 1}, {u"django 3.2.1"_s, 2}, {u"django 3.2.0-9"_s, 1}, {u"thing one"_s, 1},
        {u"thing two"_s, 1}};
    QCOMPARE(found, counts);
}

// Two lines of releases of one major version: what is between their fixes closes nothing.
void TestFixes::upgradesKeepToTheirLine_data()
{
    QTest::addColumn<QByteArray>("installed");
    QTest::addColumn<QByteArrayList>("fixes");
    QTest::addColumn<QString>("type");
    QTest::addColumn<QString>("upgrade");
    const auto row = [](const char *installed, const QByteArrayList &fixes, const char *type, const char *upgrade) {
        QTest::addRow("%s: %s (%s)", installed, fixes.join("; ").constData(), type)
            << QByteArray(installed) << fixes << QString::fromLatin1(type) << QString::fromLatin1(upgrade);
    };
    row("4.1.0", {"4.1.10, 4.2.3", "4.2.2"}, "pypi/django", "4.2.3");
    row("4.1.0", {"4.1.10, 4.2.3", "4.1.12"}, "pypi/django", "4.1.12");
    row("4.1.0", {"4.1.10, 4.2.3", "4.2.5"}, "pypi/django", "4.2.5");
    row("1.18.5", {"1.18.9, 1.19.9", "1.19.8"}, "golang/stdlib", "1.19.9");
    row("1.20.1", {"1.21.11, 1.22.4", "1.21.12, 1.22.5", "1.22.7, 1.23.1"}, "golang/stdlib", "1.22.7");
    row("1.20.1", {"1.21.11, 1.22.9", "1.22.7, 1.23.10", "1.23.1"}, "golang/stdlib", "1.23.10");
    row("9.0.1", {"11.0.14, 10.1.49, 9.0.112", "9.0.113"}, "maven/tomcat", "9.0.113");
    row("1:2.1", {"1:2.2, 2:1.0", "1:2.3"}, "deb/debian/p", "1:2.3");
    row("4.1.0", {"4.1.10, 4.2.3", "4.2.2"}, "", "4.2.3"); // of no known kind, and all orders agree
    row("2.3.0", {"> 2.3.4", "2.3.2"}, "gem/p", "2.3.2"); // each its own: 2.3.4 is no fix
}

void TestFixes::upgradesKeepToTheirLine()
{
    QFETCH(QByteArray, installed);
    QFETCH(QByteArrayList, fixes);
    QFETCH(QString, type);
    QList<Line> lines;
    for (const QByteArray &fix : std::as_const(fixes)) {
        lines.append({"CVE-" + QByteArray::number(lines.size()), "p", installed, fix,
            type.isEmpty() ? QByteArray() : "pkg:" + type.toLatin1()});
    }
    const Context context = contextOf(lines);
    for (const RowId row : context.set->allRows()) {
        const Occurrence o = context.set->occurrence(row);
        if (o.fixVersion.startsWith(u'>'))
            QCOMPARE(o.upgrade, u">2.3.4"_s);
        else
            QTEST(o.upgrade, "upgrade");
    }
}

void TestFixes::proposesNothingLower()
{
    const Context context =
        contextOf({{"CVE-1", "a", "3.0.0", "2.9.9", "pkg:npm/a"}, {"CVE-2", "b", "3.0.0", "1.9.9, 2.9.9", "pkg:npm/b"},
            {"CVE-3", "c", "3.0.0", "2.9.9, 3.0.1", "pkg:npm/c"}, {"CVE-4", "d", "3.0.0", ">3.0.0", "pkg:npm/d"}});
    QMap<QString, QString> upgrades;
    for (const RowId row : context.set->allRows()) {
        const Occurrence o = context.set->occurrence(row);
        upgrades.insert(o.package, o.upgrade);
    }
    QCOMPARE(
        upgrades, (QMap<QString, QString>{{u"a"_s, {}}, {u"b"_s, {}}, {u"c"_s, u"3.0.1"_s}, {u"d"_s, u">3.0.0"_s}}));
    QCOMPARE(idsOf(context, u"fix:yes"_s), (QStringList{u"CVE-1"_s, u"CVE-2"_s, u"CVE-3"_s, u"CVE-4"_s}));
}

void TestFixes::filtersByTheRule()
{
    const Context context = contextOf({
        {"CVE-1", "tomcat", "9.0.109", "11.0.14, 10.1.49, 9.0.112", "pkg:maven/tomcat"},
        {"CVE-2", "tomcat", "9.0.109", "9.0.110", "pkg:maven/tomcat"},
        {"CVE-3", "tomcat", "9.0.109", "", "pkg:maven/tomcat"},
        {"CVE-4", "tomcat", "9.0.109", "not fixed", "pkg:maven/tomcat"},
        {"CVE-5", "tomcat", "9.0.109", "", "pkg:maven/tomcat", true}, // the report does not say
        {"CVE-6", "tomcat", "9.0.109", "9.0.110", "pkg:maven/tomcat", true}, // it does
        {"CVE-7", "tomcat", "9.0.109", "", "pkg:maven/tomcat", false, "Fixed"}, // in which version, nobody says
    });
    QCOMPARE(idsOf(context, u"fix:9.0.112"_s),
        (QStringList{u"CVE-1"_s, u"CVE-2"_s, u"CVE-6"_s})); // what that upgrade closes
    QCOMPARE(idsOf(context, u"fix:10.1.49"_s), QStringList{u"CVE-1"_s}); // named, of another branch
    QCOMPARE(idsOf(context, u"fix:9.0.110"_s), (QStringList{u"CVE-2"_s, u"CVE-6"_s}));
    QCOMPARE(idsOf(context, u"-fix:9.0.112"_s), (QStringList{u"CVE-3"_s, u"CVE-4"_s, u"CVE-5"_s, u"CVE-7"_s}));
    QCOMPARE(idsOf(context, u"fix:yes"_s), (QStringList{u"CVE-1"_s, u"CVE-2"_s, u"CVE-6"_s}));
    QCOMPARE(idsOf(context, u"fix:no"_s), (QStringList{u"CVE-3"_s, u"CVE-4"_s}));
    QCOMPARE(idsOf(context, u"fix:unknown"_s), (QStringList{u"CVE-5"_s, u"CVE-7"_s}));
    QCOMPARE(idsOf(context, u"fix:no,unknown"_s), (QStringList{u"CVE-3"_s, u"CVE-4"_s, u"CVE-5"_s, u"CVE-7"_s}));
    QCOMPARE(idsOf(context, u"-fix:no"_s), (QStringList{u"CVE-1"_s, u"CVE-2"_s, u"CVE-5"_s, u"CVE-6"_s, u"CVE-7"_s}));
    QCOMPARE(idsOf(context, u"-fix:yes"_s), (QStringList{u"CVE-3"_s, u"CVE-4"_s, u"CVE-5"_s, u"CVE-7"_s}));
    for (const RowId row : context.set->allRows()) {
        const Occurrence o = context.set->occurrence(row);
        if (o.vulnerability == u"CVE-1"_s)
            QCOMPARE(o.fixVersion, u"9.0.112"_s);
    }
}

QTEST_GUILESS_MAIN(TestFixes)
#include "tst_fixes.moc"
