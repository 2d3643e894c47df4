// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "reportfixture.h"
#include "review/reviewbook.h"
#include "support/manualclock.h"

#include <QTemporaryDir>
#include <QTest>

using namespace reportfixture;
using namespace lotse::review;

namespace {

using What = Decision::What;

Decision decided(What what, const QString &reason = {}, qint64 role = 0)
{
    Decision out;
    out.what = what;
    out.reason = reason;
    out.role = role;
    out.reviewer = u"Ann"_s;
    return out;
}

Campaign campaignOf(const posture::Posture &posture)
{
    Campaign out;
    out.title = u"Q4"_s;
    out.registryId = u"r1"_s;
    out.host = posture.host;
    out.at = posture.at;
    for (const AccessRow &row : accessRows(posture.facts, {}))
        out.items.append({row});
    return out;
}

posture::Posture people()
{
    const auto member = [](int id, const QString &type, const QString &name, int role) {
        return QJsonObject{{u"parent"_s, u"payments"_s},
            {u"row"_s,
                QJsonObject{{u"id"_s, id}, {u"entity_type"_s, type}, {u"entity_name"_s, name}, {u"role_id"_s, role}}}};
    };
    const auto seen = [](const QString &name, const QJsonObject &entry) {
        return QJsonObject{{u"parent"_s, name}, {u"row"_s, entry}};
    };
    return postureOf({{u"users"_s,
                          rows({QJsonObject{{u"username"_s, u"boss"_s}, {u"user_id"_s, 7}, {u"sysadmin_flag"_s, true}},
                              QJsonObject{{u"username"_s, u"joe"_s}, {u"user_id"_s, 8}}})},
        {u"project-members"_s, rows({member(11, u"u"_s, u"joe"_s, 1), member(12, u"g"_s, u"devs"_s, 2)})},
        {u"robots"_s,
            rows({QJsonObject{{u"id"_s, 21}, {u"name"_s, u"robot$ci"_s}, {u"level"_s, u"system"_s}},
                QJsonObject{
                    {u"id"_s, 22}, {u"name"_s, u"robot$old"_s}, {u"level"_s, u"system"_s}, {u"disable"_s, true}}})},
        {u"project-robots"_s, rows({})},
        {u"audit-of-users"_s, rows({seen(u"joe"_s, {{u"op_time"_s, u"2026-11-01T10:00:00Z"_s}}), seen(u"boss"_s, {})})},
        {u"audit-of-robots"_s, rows({})}});
}

} // namespace

/// An access review is kept with each decision, and becomes a report and changes.
class TestReviews : public QObject {
    Q_OBJECT

private slots:
    void init() { m_dir = std::make_unique<QTemporaryDir>(); }
    void everyPermissionIsARow();
    void aTrailThatIsNotShownSaysNothing();
    void decisionsAreKept();
    void whatCannotBeReadIsNotNobody();
    void wrongDecisionsAreRefused_data();
    void wrongDecisionsAreRefused();
    void closedOnesStayAsTheyAre();
    void becomesChanges();
    void becomesAReport();
    void reachesOverRegistries();

private:
    std::unique_ptr<ReviewBook> open()
    {
        auto book = ReviewBook::open(store::decisionPlan(m_dir->path()), m_clock);
        return book ? std::move(book).value() : nullptr;
    }
    std::unique_ptr<QTemporaryDir> m_dir;
    test::ManualClock m_clock;
};

void TestReviews::everyPermissionIsARow()
{
    const Campaign campaign = campaignOf(people());
    QStringList keys;
    for (const Item &item : campaign.items)
        keys.append(item.key());
    QCOMPARE(keys,
        (QStringList{u"admin//admin"_s, u"admin//boss"_s, u"group/payments/devs"_s, u"user/payments/joe"_s,
            u"robot//robot$ci"_s, u"robot//robot$old"_s}));
    QCOMPARE(campaign.items[3].access.lastSeen, QDateTime(QDate(2026, 11, 1), QTime(10, 0), Qt::UTC));
    // Searched for and not found, and never searched for, are two things.
    QVERIFY(campaign.items[1].access.isSeenKnown && !campaign.items[1].access.lastSeen.isValid());
    QVERIFY(!campaign.items[2].access.isSeenKnown);
}

// Whom a part of the trail does not have may be in the rest of it.
void TestReviews::aTrailThatIsNotShownSaysNothing()
{
    posture::Posture posture = people();
    posture::Fact &trail = posture.facts.byKind[u"audit-of-users"_s];
    trail.reading = posture::Reading::Partial;
    const auto rowOf = [&](const QString &key) {
        for (const AccessRow &row : accessRows(posture.facts, {})) {
            if (row.key() == key)
                return row;
        }
        return AccessRow();
    };
    QVERIFY(!rowOf(u"admin//boss"_s).isSeenKnown);
    QVERIFY(rowOf(u"user/payments/joe"_s).isSeenKnown && rowOf(u"user/payments/joe"_s).lastSeen.isValid());
    const Document document = reportOf(u"access-review"_s, posture);
    const Table *unseen = tableOf(document, u"unseen"_s);
    QVERIFY(unseen && unseen->rows.isEmpty());
    // Where only others were not searched for, it says what it did.
    trail.lacks = QStringList{u"zoe"_s};
    QVERIFY(rowOf(u"admin//boss"_s).isSeenKnown && !rowOf(u"admin//boss"_s).lastSeen.isValid());
    // Nor is an entry without a readable time an absence.
    trail.rows.last().json.insert(u"op_time"_s, u"yesterday"_s);
    QVERIFY(!rowOf(u"admin//boss"_s).isSeenKnown);
}

void TestReviews::decisionsAreKept()
{
    QString id;
    {
        const auto book = open();
        QVERIFY(book);
        const Result<Campaign> started = book->start(campaignOf(people()), u"Ann"_s);
        QVERIFY2(started.ok(), qPrintable(started ? QString() : started.error().text()));
        id = started->id;
        QVERIFY(book->decide(*started, {u"user/payments/joe"_s}, decided(What::Change, u"too much"_s, 3)).ok());
        QVERIFY(book->decide(*started, {u"admin//boss"_s, u"robot//robot$ci"_s}, decided(What::Keep)).ok());
        QVERIFY(book->decide(*started, {u"admin//boss"_s}, decided(What::Revoke, u"left"_s)).ok());
    }
    const auto book = open();
    const Result<Campaign> again = book->find(id.left(8));
    QVERIFY(again.ok());
    QCOMPARE(again->decided(), 3);
    QCOMPARE(again->find(u"admin//boss"_s)->decision.what, What::Revoke); // the last one counts
    const Item *joe = again->find(u"user/payments/joe"_s);
    QCOMPARE(joe->decision.role, qint64(3));
    QCOMPARE(joe->decision.reason, u"too much"_s);
    QCOMPARE(joe->decision.reviewer, u"Ann"_s);
    QCOMPARE(joe->decision.at, m_clock.now());
    QCOMPARE(again->items.size(), campaignOf(people()).items.size());
    QCOMPARE(joe->access.lastSeen, campaignOf(people()).items[3].access.lastSeen);
    QVERIFY(!book->find(u"zzz"_s).ok() && book->find(u"last"_s).ok());
}

void TestReviews::whatCannotBeReadIsNotNobody()
{
    const auto book = open();
    QVERIFY(book);
    Campaign campaign = campaignOf(people());
    campaign.items.clear();
    campaign.gaps.clear();
    QCOMPARE(book->start(campaign, u"Ann"_s).error().kind, ErrorKind::Usage);
    campaign.gaps = {posture::Gap(u"project-members"_s, Message{"Permission denied.", {}})};
    const Result<Campaign> started = book->start(campaign, u"Ann"_s);
    QCOMPARE(started.error().kind, ErrorKind::Incomplete);
    QVERIFY2(
        started.error().text().contains(u"project-members: Permission denied."_s), qPrintable(started.error().text()));
}

void TestReviews::wrongDecisionsAreRefused_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<int>("what");
    QTest::addColumn<QString>("reason");
    QTest::addColumn<int>("role");
    QTest::newRow("revoke without a reason") << u"user/payments/joe"_s << int(What::Revoke) << QString() << 0;
    QTest::newRow("change without a role") << u"user/payments/joe"_s << int(What::Change) << u"x"_s << 0;
    QTest::newRow("change to a role that is none") << u"user/payments/joe"_s << int(What::Change) << u"x"_s << 9;
    QTest::newRow("change to the same role") << u"user/payments/joe"_s << int(What::Change) << u"x"_s << 1;
    QTest::newRow("role for a robot") << u"robot//robot$ci"_s << int(What::Change) << u"x"_s << 2;
    QTest::newRow("not in it") << u"user/payments/nobody"_s << int(What::Keep) << QString() << 0;
}

void TestReviews::wrongDecisionsAreRefused()
{
    QFETCH(QString, key);
    QFETCH(int, what);
    QFETCH(QString, reason);
    QFETCH(int, role);
    const auto book = open();
    const Result<Campaign> started = book->start(campaignOf(people()), {});
    QVERIFY(started.ok());
    // One that is refused keeps the good ones beside it back, too.
    const Result<void> kept = book->decide(*started, {u"admin//boss"_s, key}, decided(What(what), reason, role));
    QVERIFY(!kept.ok() && kept.error().kind == ErrorKind::Usage && !kept.error().text().isEmpty());
    QCOMPARE(book->find(started->id)->decided(), 0);
}

void TestReviews::closedOnesStayAsTheyAre()
{
    const auto book = open();
    const Result<Campaign> started = book->start(campaignOf(people()), {});
    QVERIFY(!book->close(*started, {}).ok()); // not all is decided
    QStringList keys;
    for (const Item &item : started->items)
        keys.append(item.key());
    QVERIFY(book->decide(*started, keys, decided(What::Keep)).ok());
    QVERIFY(book->close(*started, {}).ok());
    QVERIFY(!book->decide(*started, {keys.first()}, decided(What::Keep)).ok());
    QVERIFY(!book->close(*started, {}).ok());
    QVERIFY(!book->find(started->id)->isOpen());
    QVERIFY(!book->start(Campaign(), {}).ok()); // nothing to review
}

void TestReviews::becomesChanges()
{
    Campaign campaign = campaignOf(people());
    for (Item &item : campaign.items)
        item.decision = decided(What::Revoke, u"left"_s);
    campaign.items[3].decision = decided(What::Change, u"too much"_s, 3);
    QStringList byHand;
    QStringList said;
    for (const change::Change &one : changesOf(campaign, campaign.host, &byHand)) {
        QVERIFY2(change::faultsOf(one).isEmpty(), one.operation.constData());
        said.append(QString::fromLatin1(one.operation) + u' ' + QStringList(one.path.values()).join(u' ') + u' '
            + one.edits.first().path);
    }
    said.sort();
    QCOMPARE(said,
        (QStringList{u"UpdateRobot 21 disable"_s, u"deleteProjectMember 12 payments role_id"_s,
            u"setUserSysAdmin 7 sysadmin_flag"_s, u"updateProjectMember 11 payments role_id"_s}));
    QCOMPARE(byHand.size(), 2);
    QVERIFY(byHand.first().contains(u"built-in"_s)); // its right cannot be taken
    QVERIFY(byHand.last().contains(u"robot$old"_s)); // disabled already
    byHand.clear();
    campaign.items[4].decision = decided(What::Change, u"less"_s);
    changesOf(campaign, campaign.host, &byHand);
    QVERIFY(byHand.join(u' ').contains(u"robot$ci"_s));
    for (Item &item : campaign.items)
        item.decision = decided(What::Keep);
    QVERIFY(changesOf(campaign, campaign.host, nullptr).isEmpty());
}

void TestReviews::becomesAReport()
{
    Campaign campaign = campaignOf(people());
    campaign.items[3].decision = decided(What::Change, u"too much"_s, 3);
    campaign.items[3].decision.at = m_clock.now();
    for (const QString &language : Words::languages()) {
        const Document open = review::reportOf(campaign, Words(language), m_clock.now());
        QVERIFY(!open.isWhole() && figureIn(open, u"open"_s) == u"5"_s && figureIn(open, u"change"_s) == u"1"_s);
        const Result<Document> again = documentFromJson(toJson(open));
        QVERIFY(again.ok());
        QCOMPARE(*again, open);
        const Table *table = tableOf(open, u"review"_s);
        QVERIFY(table && table->rows.size() == 6 && table->rows[3].size() == table->columns.size());
        QVERIFY(table->rows[3].contains(u"too much"_s) && table->rows[3].contains(u"Ann"_s));
    }
    for (Item &item : campaign.items)
        item.decision = decided(What::Keep);
    QVERIFY(!review::reportOf(campaign, Words(), m_clock.now()).isWhole()); // can still change
    campaign.closedAt = m_clock.now();
    QVERIFY(review::reportOf(campaign, Words(), m_clock.now()).isWhole());
    campaign.gaps = {posture::Gap::verbatim(u"users (user:list): forbidden"_s)};
    QVERIFY(!review::reportOf(campaign, Words(), m_clock.now()).isWhole());
}

void TestReviews::reachesOverRegistries()
{
    QString id;
    Campaign second = campaignOf(people());
    second.host = u"b.example"_s;
    second.registryId = u"r2"_s;
    second.gaps = {{u"robots"_s, Message{LOTSE_MSG("This account may not read it."), {}}}};
    {
        const auto book = open();
        const Result<Campaign> first = book->start(campaignOf(people()), {});
        QVERIFY(first.ok());
        id = first->id;
        QVERIFY(!book->extend(id, *first, first->items).ok()); // it is in it already
        QVERIFY(book->extend(id, second, second.items).ok());
        QVERIFY(book->decide(*first, {u"user/payments/joe@b.example"_s}, decided(What::Revoke, u"left"_s)).ok());
        QVERIFY(book->decide(*first, {u"admin//boss"_s}, decided(What::Revoke, u"left"_s)).ok());
    }
    const auto book = open();
    const Result<Campaign> both = book->find(id);
    QVERIFY(both.ok());
    QCOMPARE(both->items.size(), 2 * second.items.size());
    QVERIFY(both->isOf(u"r1"_s) && both->isOf(u"r2"_s) && !both->isOf(u"r3"_s));
    QVERIFY(both->others.first().gaps == second.gaps); // a reason that was kept is a message still
    // A plan for each, with what was decided there alone.
    const QList<change::Change> here = changesOf(*both, both->host, nullptr),
                                there = changesOf(*both, u"b.example"_s, nullptr);
    QVERIFY(here.size() == 1 && here.first().operation == "setUserSysAdmin");
    QVERIFY(there.size() == 1 && there.first().operation == "deleteProjectMember");
    // One report, marked for the gap of the second.
    const Document report = review::reportOf(*both, Words(), m_clock.now());
    QVERIFY(report.host.contains(both->host) && report.host.contains(u"b.example"_s));
    QCOMPARE(tableOf(report, u"review"_s)->rows.size(), both->items.size());
    QCOMPARE(tableOf(report, u"registries"_s)->rows.size(), 2);
    QVERIFY(report.blindSpots.join(u' ').contains(u"b.example: robots: This account may not read it."_s));
    QStringList keys;
    for (const Item &item : both->items)
        keys.append(item.key());
    QVERIFY(book->decide(*both, keys, decided(What::Keep)).ok() && book->close(*both, {}).ok());
    Campaign third = second;
    third.host = u"c.example"_s;
    QVERIFY(!book->extend(id, third, third.items).ok()); // it is closed
}

std::unique_ptr<QObject> reportfixture::makeReviewTests()
{
    return std::make_unique<TestReviews>();
}

#include "tst_reviews.moc"
