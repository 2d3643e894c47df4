// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "changefixture.h"

#include <QFileInfo>
#include <QRandomGenerator>
#include <QSet>

using namespace lotse;
using namespace lotse::change;
using namespace lotse::test;
using namespace Qt::StringLiterals;
using Break = BreakingTransport::Break;

namespace {

constexpr int kPlans = 500;

/// A change, and what the registry shows of its object, as a word: "absent", a colour, a number.
struct Touched {
    Change change;
    std::function<QString()> view;
    std::function<void(const QString &)> meddle; ///< another person sets it
    QString before, after, theirs;
};

/// Makes random changes of objects that are all different.
class Dice {
public:
    Dice(ChangeFixture &fixture, quint32 seed)
        : m_fixture(fixture)
        , m_random(seed)
    {
    }

    int below(int most) { return int(m_random.bounded(most)); }
    bool chance(int percent) { return below(100) < percent; }

    Touched one(int number)
    {
        switch (below(4)) {
        case 0:
            return quota(number);
        case 1:
            return member();
        case 2:
            return label();
        default:
            return setting(number);
        }
    }

private:
    Touched quota(int number)
    {
        const QJsonArray all = m_fixture.list("/quotas?page_size=100");
        const QJsonObject row = all[below(int(all.size()))].toObject();
        const QByteArray path = "/quotas/" + QByteArray::number(row[u"id"_s].toInteger());
        Touched out;
        out.change.operation = "updateQuota";
        out.change.path = {{u"id"_s, QString::number(row[u"id"_s].toInteger())}};
        out.change.names = {{u"project"_s, row[u"ref"_s][u"name"_s].toString()}};
        const qint64 limit = 1'000'000'000LL + number;
        out.change.edits = {{u"hard.storage"_s, row[u"hard"_s][u"storage"_s], limit}};
        out.after = QString::number(limit);
        out.view = [this, path] {
            return QString::number(valueAt(m_fixture.object(path), u"hard.storage"_s).toInteger());
        };
        out.theirs = u"4711"_s;
        out.meddle = [this, path](const QString &value) {
            m_fixture.ask("PUT", path, "{\"hard\":{\"storage\":" + value.toUtf8() + "}}");
        };
        return out;
    }

    Touched member()
    {
        static const QList<QByteArray> projects{"payments", "staging"};
        const QByteArray project = projects[below(2)];
        const QByteArray list = "/projects/" + project + "/members?page_size=100";
        QJsonArray all = m_fixture.list(list);
        all.removeAt(0); // who made the project stays
        const QJsonObject row = all[below(int(all.size()))].toObject();
        const qint64 id = row[u"id"_s].toInteger();
        Touched out;
        out.change.path = {{u"project_name_or_id"_s, QString::fromLatin1(project)}, {u"mid"_s, QString::number(id)}};
        out.change.names = {
            {u"project"_s, QString::fromLatin1(project)}, {u"member"_s, row[u"entity_name"_s].toString()}};
        const qint64 role = row[u"role_id"_s].toInteger();
        const bool removes = all.size() > 3 && chance(20);
        out.change.operation = removes ? "deleteProjectMember" : "updateProjectMember";
        const qint64 other = 1 + (role + below(3)) % 5;
        out.change.edits = {{u"role_id"_s, role, removes ? QJsonValue(QJsonValue::Undefined) : QJsonValue(other)}};
        out.after = removes ? u"absent"_s : QString::number(other);
        out.view = [this, list, id] {
            for (const QJsonValue &one : m_fixture.list(list)) {
                if (one[u"id"_s].toInteger() == id)
                    return QString::number(one[u"role_id"_s].toInteger());
            }
            return u"absent"_s;
        };
        const qint64 third = role % 5 + 1 == other ? other % 5 + 1 : role % 5 + 1;
        out.theirs = QString::number(third);
        out.meddle = [this, project, id](const QString &value) {
            m_fixture.ask("PUT", "/projects/" + project + "/members/" + QByteArray::number(id),
                "{\"role_id\":" + value.toUtf8() + '}');
        };
        return out;
    }

    Touched label()
    {
        const QByteArray list = "/labels?scope=g&page_size=100";
        const QJsonArray all = m_fixture.list(list);
        const bool makes = all.size() < 4 || chance(30);
        const QJsonObject row = makes ? QJsonObject() : all[below(int(all.size()))].toObject();
        const bool removes = !makes && all.size() > 5 && chance(40);
        const QString name = makes ? u"l%1"_s.arg(m_random.generate()) : row[u"name"_s].toString();
        const QString colour = u"#%1"_s.arg(m_random.bounded(0x100000, 0xffffff), 6, 16, QChar(u'0'));
        Touched out;
        out.change.names = {{u"name"_s, name}};
        out.change.operation = makes ? "CreateLabel" : removes ? "DeleteLabel" : "UpdateLabel";
        if (makes)
            out.change.body = {{u"name"_s, name}, {u"scope"_s, u"g"_s}, {u"color"_s, colour}};
        else
            out.change.path = {{u"label_id"_s, QString::number(row[u"id"_s].toInteger())}};
        if (!makes && !removes)
            out.change.edits = {{u"color"_s, row[u"color"_s], colour}};
        out.after = removes ? u"absent"_s : colour;
        out.view = [this, list, name] {
            for (const QJsonValue &one : m_fixture.list(list)) {
                if (one[u"name"_s] == name)
                    return one[u"color"_s].toString();
            }
            return u"absent"_s;
        };
        return out;
    }

    Touched setting(int number)
    {
        static const QList<QString> keys{u"token_expiration"_s, u"session_timeout"_s, u"robot_token_duration"_s};
        const QString key = keys[below(int(keys.size()))];
        Touched out;
        out.change.operation = "updateConfigurations";
        const QJsonValue now = m_fixture.object("/configurations")[key][u"value"_s];
        const qint64 value = 100 + number;
        out.change.edits = {{key, now, value}};
        out.after = QString::number(value);
        out.view = [this, key] {
            return QString::number(m_fixture.object("/configurations")[key][u"value"_s].toInteger());
        };
        out.theirs = u"99"_s;
        out.meddle = [this, key](const QString &text) {
            m_fixture.ask("PUT", "/configurations", "{\"" + key.toUtf8() + "\":" + text.toUtf8() + '}');
        };
        return out;
    }

    ChangeFixture &m_fixture;
    QRandomGenerator m_random;
};

} // namespace

/// Random plans with random faults: the registry, the plan and the journal always tell the same.
class PlanFaultsTest : public QObject {
    Q_OBJECT

private slots:
    void serverPlanAndJournalAgree();
};

void PlanFaultsTest::serverPlanAndJournalAgree()
{
    // Some thousand commits: they are as true in memory.
    if (QFileInfo(u"/dev/shm"_s).isWritable())
        qputenv("TMPDIR", "/dev/shm");
    ChangeFixture fixture;
    Dice dice(fixture, 20261129);
    QMap<State, int> seen;
    for (int number = 1; number <= kPlans; ++number) {
        ChangePlan plan = fixture.plan();
        QList<Touched> touched;
        QSet<QString> targets;
        for (int i = 1 + dice.below(4); i > 0; --i) {
            Touched one = dice.one(number);
            if (targets.contains(one.change.target()))
                continue;
            targets.insert(one.change.target());
            one.before = one.view();
            if (one.before == one.after)
                continue;
            one.change.id = plan.add(one.change);
            touched.append(one);
        }
        if (plan.changes.isEmpty())
            continue;
        QString meddled;
        if (dice.chance(15) && touched[0].meddle && touched[0].before != touched[0].theirs) {
            touched[0].meddle(touched[0].theirs);
            QCOMPARE(touched[0].view(), touched[0].theirs);
            touched[0].before = touched[0].theirs;
            meddled = touched[0].change.id;
        }
        // Reads fail as well, so that nothing can be proved at times.
        const int writeFaults = dice.below(3) * 20;
        const int readFaults = dice.below(4) == 0 ? 10 : 0;
        fixture.transport->writes.clear();
        fixture.transport->breaks = [&](const Request &request) {
            if (request.isRead())
                return dice.chance(readFaults) ? Break::Refuse : Break::No;
            if (!dice.chance(writeFaults))
                return Break::No;
            static const QList<Break> faults{Break::Refuse, Break::LoseReply, Break::Server};
            return faults[dice.below(3)];
        };
        Executor::Options options = fixture.options();
        options.stopsAtFailure = dice.chance(50);
        const Summary summary = fixture.run(plan, options);
        fixture.transport->breaks = {};

        // Nothing that writes is sent twice.
        QSet<QByteArray> sent;
        for (const Request &request : std::as_const(fixture.transport->writes)) {
            const QByteArray what = request.method + request.path + request.body;
            QVERIFY2(!sent.contains(what), what);
            sent.insert(what);
        }
        QList<Course> courses;
        const Result<QList<Entry>> entries = fixture.journal->readOn();
        QVERIFY(bool(entries));
        for (const Entry &entry : *entries)
            take(courses, entry);
        QCOMPARE(courses.size(), 1);
        const Course &course = courses.first();
        QCOMPARE(course.plan.id, plan.id);
        QCOMPARE(course.isOpen(), summary.left > 0 || summary.unknown > 0);
        for (const Touched &one : std::as_const(touched)) {
            const State state = fixture.progress.value(one.change.id).state;
            ++seen[state];
            const QString there = one.view();
            const QString told = u"plan %1, %2: %3, was %4, to be %5, is %6"_s.arg(number).arg(
                QString::fromLatin1(one.change.operation), stateWord(state), one.before, one.after, there);
            // What was never begun has no step of its own; what was read, and not sent any more, is kept as such.
            const State kept = course.steps.value(one.change.id).state;
            if (state == State::Cancelled)
                QVERIFY2(kept == State::Planned || kept == State::Cancelled, qPrintable(told));
            else
                QVERIFY2(kept == state, qPrintable(told + u", kept as "_s + stateWord(kept)));
            switch (state) {
            case State::Verified:
                QVERIFY2(there == one.after, qPrintable(told));
                break;
            case State::Unknown:
                QVERIFY2(there == one.after || there == one.before, qPrintable(told));
                break;
            case State::Failed:
            case State::Conflict:
            case State::Skipped:
            case State::Cancelled:
                QVERIFY2(there == one.before, qPrintable(told));
                break;
            default:
                QFAIL(qPrintable(told));
            }
            if (one.change.id == meddled)
                QVERIFY2(state != State::Verified && there == one.theirs, qPrintable(told));
        }
    }
    // All of it was tried.
    for (const State state : {State::Verified, State::Unknown, State::Failed, State::Conflict, State::Cancelled})
        QVERIFY2(seen.value(state) >= 1, qPrintable(stateWord(state) + u' ' + QString::number(seen.value(state))));
    // And the chain is whole.
    QVERIFY(fixture.courses().size() > kPlans / 2);
}

QTEST_GUILESS_MAIN(PlanFaultsTest)
#include "tst_planfaults.moc"
