// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/truststore.h"
#include "support/manualclock.h"

#include <QTemporaryDir>
#include <QTest>

using namespace lotse;
using namespace lotse::store;
using namespace lotse::test;
using namespace Qt::StringLiterals;

/// Verdicts on signatures come back as they were kept, or not at all; what was attached once is not forgotten.
class TestTrustStore : public QObject {
    Q_OBJECT
private slots:
    void init();
    void givesBackWhatWasKept();
    void tellsWhatIsNoLongerAttached();
    void aPartialReadingLosesNothing();
    void aDamagedRowIsNoVerdict();
    void placesAreApart();
    void aTagThatGoesBackIsNoticed();

private:
    static constexpr auto place = "harbor.example.com:443";

    KeptVerdict verdict(const QStringList &attached, const QString &state = u"trusted"_s) const
    {
        KeptVerdict out;
        out.repository = u"payments/api"_s;
        out.digest = u"sha256:aa"_s;
        out.state = state;
        out.attached = attached;
        out.checkedAt = m_clock.now();
        return out;
    }
    KeptVerdict kept() const
    {
        const auto found = m_store->verdict(QLatin1StringView(place), u"payments/api"_s, u"sha256:aa"_s);
        return found && *found ? **found : KeptVerdict();
    }
    bool put(const KeptVerdict &verdict, const QString &where = QLatin1StringView(place))
    {
        m_clock.advance(std::chrono::hours(1));
        return m_database->write([&] { return m_store->put(where, verdict, {"{\"a\":1}", "evidence"}); }).ok();
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    ManualClock m_clock;
    std::unique_ptr<Database> m_database;
    std::unique_ptr<TrustStore> m_store;
};

void TestTrustStore::init()
{
    m_store.reset();
    m_database.reset();
    m_folder = std::make_unique<QTemporaryDir>();
    auto opened = Database::open(trustPlan(m_folder->filePath(u"cache.db"_s)), m_clock);
    QVERIFY(opened.ok());
    m_database = std::move(opened).value();
    m_store = std::make_unique<TrustStore>(m_database.get());
}

void TestTrustStore::givesBackWhatWasKept()
{
    KeptVerdict one = verdict({u"sha256:bb"_s, u"sha256:cc"_s});
    one.reason = u"not-in-policy"_s;
    one.detail = u"déjà vu"_s;
    one.rule = u"harbor.example.com/**"_s;
    one.listed = "mark";
    one.policy = "p1";
    one.trustStore = "s1";
    one.dueAt = one.checkedAt.addDays(3);
    one.retryAt = one.checkedAt.addSecs(3600);
    one.isPartial = false;
    one.attested = {u"https://slsa.dev/provenance/v1"_s};
    one.vouched = one.attested;
    one.signers = {{u"sha256:01"_s, u"release"_s, u"key"_s, u"ECDSA P-256"_s, u"trusted"_s, false, {}},
        {u"sha256:02"_s, u"CN=a"_s, u"certificate"_s, u"RSA 2048"_s, u"valid"_s, true, one.checkedAt.addDays(9)}};
    QVERIFY(put(one));
    const Result<KeptVerdicts> all = m_store->verdicts(QLatin1StringView(place));
    QVERIFY(all.ok());
    QCOMPARE(all->rows.size(), 1);
    QCOMPARE(all->damaged, 0);
    const KeptVerdict &back = all->rows.first();
    QCOMPARE(back.reason, one.reason);
    QCOMPARE(back.detail, one.detail);
    QCOMPARE(back.rule, one.rule);
    QCOMPARE(back.listed, one.listed);
    QCOMPARE(back.policy, one.policy);
    QCOMPARE(back.trustStore, one.trustStore);
    QCOMPARE(back.checkedAt, QDateTime::fromSecsSinceEpoch(one.checkedAt.toSecsSinceEpoch(), Qt::UTC));
    QCOMPARE(back.dueAt.toSecsSinceEpoch(), one.dueAt.toSecsSinceEpoch());
    QCOMPARE(back.retryAt.toSecsSinceEpoch(), one.retryAt.toSecsSinceEpoch());
    QCOMPARE(back.attached, one.attached);
    QCOMPARE(back.attested, one.attested);
    QCOMPARE(back.signers.size(), 2);
    QCOMPARE(back.signers[1].name, u"CN=a"_s);
    QVERIFY(back.signers[1].isAttestation);
    QCOMPARE(back.count(u"trusted"_s), 1);
    QCOMPARE(back.count(u"valid"_s), 0); // an attestation is no signature
    const auto bodies = m_store->bodies(QLatin1StringView(place), one.repository, one.digest);
    QVERIFY(bodies.ok() && bodies->has_value());
    QCOMPARE((*bodies)->json, QByteArray("{\"a\":1}"));
    QCOMPARE((*bodies)->evidence, QByteArray("evidence"));
}

void TestTrustStore::tellsWhatIsNoLongerAttached()
{
    const KeptVerdict whole = verdict({u"sha256:bb"_s, u"sha256:cc"_s});
    QVERIFY(put(whole));
    QVERIFY(kept().lost.isEmpty());
    const KeptVerdict less = verdict({u"sha256:bb"_s});
    // What "verify" sees by the way is told the same, and not kept.
    KeptVerdict seen = less;
    QVERIFY(m_store->tellLost(QLatin1StringView(place), seen).ok());
    QCOMPARE(seen.lost, QStringList{u"sha256:cc"_s});
    QCOMPARE(seen.lostSeenAt.toSecsSinceEpoch(), whole.checkedAt.toSecsSinceEpoch());
    QVERIFY(kept().lost.isEmpty());
    QVERIFY(put(less));
    QCOMPARE(kept().lost, QStringList{u"sha256:cc"_s});
    QCOMPARE(kept().lostAt.toSecsSinceEpoch(), less.checkedAt.toSecsSinceEpoch());
    QCOMPARE(kept().lostSeenAt.toSecsSinceEpoch(), whole.checkedAt.toSecsSinceEpoch());
    // Verifying again does not make it all right, and does not make it new.
    QVERIFY(put(verdict({u"sha256:bb"_s})));
    QCOMPARE(kept().lost, QStringList{u"sha256:cc"_s});
    QCOMPARE(kept().lostAt.toSecsSinceEpoch(), less.checkedAt.toSecsSinceEpoch());
    QVERIFY(put(verdict({}, u"none"_s)));
    QCOMPARE(kept().lost, (QStringList{u"sha256:cc"_s, u"sha256:bb"_s}));
    QVERIFY(put(verdict({u"sha256:bb"_s, u"sha256:cc"_s})));
    QVERIFY(kept().lost.isEmpty());
    QVERIFY(!kept().lostAt.isValid());
}

void TestTrustStore::aPartialReadingLosesNothing()
{
    QVERIFY(put(verdict({u"sha256:bb"_s})));
    KeptVerdict partial = verdict({}, u"claimed"_s);
    partial.isPartial = true;
    QVERIFY(put(partial));
    QVERIFY(kept().lost.isEmpty());
    QVERIFY(put(verdict({}, u"none"_s)));
    QCOMPARE(kept().lost, QStringList{u"sha256:bb"_s});
}

void TestTrustStore::aDamagedRowIsNoVerdict()
{
    QVERIFY(put(verdict({u"sha256:bb"_s})));
    // The same bytes under another digest: a verdict of something else.
    QVERIFY(m_database->write([&] { return m_database->sql("UPDATE verdict SET digest = 'sha256:dd'").run(); }).ok());
    const Result<KeptVerdicts> all = m_store->verdicts(QLatin1StringView(place));
    QVERIFY(all.ok());
    QVERIFY(all->rows.isEmpty());
    QCOMPARE(all->damaged, 1);
    const auto found = m_store->verdict(QLatin1StringView(place), u"payments/api"_s, u"sha256:dd"_s);
    QCOMPARE(found.error().kind, ErrorKind::Storage); // not: never verified
    const auto bodies = m_store->bodies(QLatin1StringView(place), u"payments/api"_s, u"sha256:dd"_s);
    QVERIFY(bodies.ok() && !bodies->has_value());
    KeptVerdict again = verdict({});
    again.digest = u"sha256:dd"_s;
    QVERIFY(put(again));
    QCOMPARE(m_store->verdicts(QLatin1StringView(place))->damaged, 0);
}

void TestTrustStore::placesAreApart()
{
    QVERIFY(put(verdict({u"sha256:bb"_s})));
    QVERIFY(put(verdict({}, u"none"_s), u"other.example.com:443"_s));
    QCOMPARE(kept().state, u"trusted"_s);
    QCOMPARE(m_store->verdicts(u"other.example.com:443"_s)->rows.first().state, u"none"_s);
    QVERIFY(m_store->verdicts(u"third.example.com:443"_s)->rows.isEmpty());
}

void TestTrustStore::aTagThatGoesBackIsNoticed()
{
    const auto see = [&](const QString &digest, const QString &tag = u"1.0"_s) {
        m_clock.advance(std::chrono::hours(1));
        qint64 back = -1;
        (void)m_database->write([&]() -> Result<void> {
            const Result<qint64> seen =
                m_store->seeTags(QLatin1StringView(place), {{u"payments/api"_s, tag, digest}}, m_clock.now());
            back = seen ? *seen : -1;
            return seen ? Result<void>() : Result<void>(seen.error());
        });
        return back;
    };
    const auto returns = [&] { return m_store->returns(QLatin1StringView(place)); };
    QCOMPARE(see(u"sha256:aa"_s), 0);
    QCOMPARE(see(u"sha256:bb"_s), 0);
    const QDateTime newerAt = m_clock.now();
    QCOMPARE(see(u"sha256:bb"_s), 0);
    QCOMPARE(returns()->size(), 0);
    QCOMPARE(see(u"sha256:aa"_s, u"other"_s), 0);
    // One that asks without keeping sees it as well.
    const auto told =
        m_store->story(QLatin1StringView(place), u"payments/api"_s, u"1.0"_s, u"sha256:aa"_s, m_clock.now());
    QVERIFY(told && *told && (*told)->at == m_clock.now());
    const auto fresh =
        m_store->story(QLatin1StringView(place), u"payments/api"_s, u"1.0"_s, u"sha256:cc"_s, m_clock.now());
    QVERIFY(fresh && !*fresh);
    QCOMPARE(see(u"sha256:aa"_s), 1);
    const QDateTime at = m_clock.now();
    QCOMPARE(see(u"sha256:aa"_s), 0);
    QCOMPARE(returns()->size(), 1);
    const TagReturn back = returns()->first();
    QCOMPARE(back.tag, u"1.0"_s);
    QCOMPARE(back.digest, u"sha256:aa"_s);
    QCOMPARE(back.newer, u"sha256:bb"_s);
    QCOMPARE(back.newerAt, newerAt);
    QCOMPARE(back.at, at);
    QCOMPARE(m_store->returns(u"elsewhere:443"_s)->size(), 0);
    // Forward again: it is over.
    QCOMPARE(see(u"sha256:cc"_s), 0);
    QCOMPARE(returns()->size(), 0);
}

QTEST_GUILESS_MAIN(TestTrustStore)
#include "tst_truststore.moc"
