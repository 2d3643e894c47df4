// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/asking.h"
#include "support/exchange.h"
#include "support/jsonshape.h"

#include <QHash>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace lotse;
using namespace lotse::test;

namespace {

constexpr auto Image = "/api/v2.0/projects/payments/repositories/backend%252Ffraud-score/artifacts/latest";
constexpr auto Index = "/api/v2.0/projects/payments/repositories/backend%252Fapi/artifacts/latest";
constexpr auto Chart = "/api/v2.0/projects/platform/repositories/charts%252Fgateway/artifacts/latest";

/// Recorded paths name things of another installation; these are the demo's, and the query stays as recorded. An empty
/// path: no counterpart, for the reason beside it. "*": as recorded.
QByteArray insteadOf(const QByteArray &file)
{
    static const QHash<QByteArray, QByteArray> table{
        {"047", ""}, // a wrong password: the identity is given, not proved
        {"052", "/api/v2.0/projects/platform/members/3"},
        {"058", "/api/v2.0/projects/payments/repositories/backend%252Fapi"},
        {"062", "/api/v2.0/projects/platform/repositories/nightly/artifacts"},
        {"063", "/api/v2.0/projects/platform/repositories/nightly/artifacts"},
        {"066", "/api/v2.0/projects/web-shop/repositories/jobs%252Fimage-resize/artifacts"},
        {"067", "/api/v2.0/projects/payments/repositories/backend%252Fapi/artifacts"},
        {"071", "/api/v2.0/projects/payments/repositories/backend%252Fsettlement/artifacts"},
        {"072", "/api/v2.0/projects/data-science/repositories/models%252Frecommender/artifacts"}, {"073", Image},
        {"074", Image}, {"075", Image}, {"076", Index}, {"077", Index},
        {"079", "/api/v2.0/projects/payments/repositories/backend%252Fsettlement/artifacts/latest"},
        {"080", "/api/v2.0/projects/payments/repositories/backend%252Fapi/artifacts/latest/tags"},
        {"081", "/api/v2.0/projects/payments/repositories/backend%252Fapi/artifacts/latest/tags"},
        {"082", "/api/v2.0/projects/payments/repositories/backend%252Fapi/artifacts/latest/accessories"},
        {"083", QByteArray(Image) + "/additions/vulnerabilities"},
        {"084", QByteArray(Image) + "/additions/vulnerabilities"},
        {"085",
            "/api/v2.0/projects/archive/repositories/2021%252Flegacy-erp/artifacts/latest/additions/vulnerabilities"},
        {"086", QByteArray(Index) + "/additions/vulnerabilities"},
        {"087", "/api/v2.0/projects/archive/repositories/2019%252Fbroken-upload/artifacts/latest"},
        {"088",
            "/api/v2.0/projects/archive/repositories/2019%252Fbroken-upload/artifacts/latest/additions/"
            "vulnerabilities"},
        {"089", QByteArray(Image) + "/additions/build_history"}, {"090", QByteArray(Chart) + "/additions/readme.md"},
        {"091", QByteArray(Chart) + "/additions/values.yaml"}, {"092", QByteArray(Chart) + "/additions/dependencies"},
        {"093", QByteArray(Chart) + "/additions/build_history"},
        {"094", ""}, // the digest of an SBOM: tst_demooci reads one
        {"095", ""}, // the id of a report: tst_demowrites reads its log
        {"096", ""}, // the same
        {"103", "/api/v2.0/scanners/7f3c2d10-5a4e-4b8f-9c21-0d6e8a1b4c55"},
        {"104", "/api/v2.0/scanners/7f3c2d10-5a4e-4b8f-9c21-0d6e8a1b4c55/metadata"},
        {"111", "/api/v2.0/p2p/preheat/instances/dragonfly-north"},
        {"112", "/api/v2.0/projects/payments/preheat/policies"},
        {"113", "/api/v2.0/projects/payments/preheat/policies/warm-releases"},
        {"114", "/api/v2.0/projects/payments/preheat/policies/warm-releases/executions"},
        {"115", "/api/v2.0/projects/payments/preheat/policies/warm-releases/executions/4"},
        {"116", "/api/v2.0/projects/payments/preheat/policies/warm-releases/executions/4/tasks"},
        {"117", "/api/v2.0/projects/payments/preheat/policies/warm-releases/executions/4/tasks/4/logs"},
        {"118", "/api/v2.0/projects/payments/preheat/providers"},
        {"119", "/api/v2.0/projects/payments/immutabletagrules"},
        {"120", "/api/v2.0/projects/payments/webhook/policies"},
        {"121", "/api/v2.0/projects/payments/webhook/policies/1"},
        {"122", "/api/v2.0/projects/payments/webhook/policies/1/executions"},
        {"123", "/api/v2.0/projects/payments/webhook/policies/1/executions/2/tasks"},
        {"124", "/api/v2.0/projects/payments/webhook/policies/1/executions/2/tasks/2/log"},
        {"126", "/api/v2.0/projects/payments/webhook/lasttrigger"}, {"129", "/api/v2.0/usergroups/77"},
        {"144", "/api/v2.0/replication/executions/8/tasks/15/log"}, {"152", "/api/v2.0/system/purgeaudit/21"},
        {"153", "/api/v2.0/system/purgeaudit/21/log"}, {"161", "/api/v2.0/retentions/1/executions/1/tasks/1"},
        {"175", ""}, // an export: tst_demowrites makes one
        {"176", ""}, // the same
        {"205", ""}, // a copy: tst_demowrites makes one
        {"223", "/v2/payments/backend/api/manifests/latest"},
        {"224", ""}, // the digest of a subject: tst_demooci asks for its referrers
        {"225", "/v2/payments/backend/fraud-score/manifests/latest"},
        {"226", ""}, // tst_demooci: blocked by its findings
        {"229", "/api/v2.0/projects/payments/repositories/backend%252Fsettlement/artifacts"},
        {"230", "/api/v2.0/projects/payments/repositories/backend%252Fsettlement/artifacts"},
        {"231", ""}, // signing in by form: no part of a transport without a network
        {"240", ""}, // the same
        {"247", ""}, // the same
    };
    return table.value(file.left(3), "*");
}

/// Who asked, where it was not the administrator.
demo::Identity askerOf(const QByteArray &file)
{
    static const QHash<QByteArray, demo::Identity> table{
        {"031", demo::Identity::anonymous()},
        {"045", demo::Identity::anonymous()},
        {"046", demo::Identity::guest()},
        {"165", demo::Identity::guest()},
        {"167", demo::Identity::robot()},
        {"219", demo::Identity::anonymous()},
        {"248", demo::Identity::anonymous()},
        {"249", demo::Identity::anonymous()},
    };
    return table.value(file.left(3), demo::Identity::admin());
}

/// Differences that are meant: the member's name ends so.
bool isMeant(const QString &difference)
{
    static const QStringList ends{
        // Members that Harbor leaves out where they are empty, and that one of both has something for.
        u".error"_s,
        u".free"_s,
        u".total"_s,
        u".expires_at"_s,
        u".count"_s,
        u".latency"_s,
        u".description"_s,
        u".disabled"_s,
        u".auth_header"_s,
        u".cron"_s,
        u".checkin_at"_s,
        u".job_id"_s,
        u".job_name"_s,
        u".start_at"_s,
        u".project_public"_s,
        u".sbom_overview"_s,
        u".email"_s,
        u".next_scheduled_time"_s,
        u".params"_s,
        u".variant"_s,
        // Counters of what happened to happen.
        u".error_task_count"_s,
        u".success_task_count"_s,
        u".limited_guest_count"_s,
        u".User"_s,
        // The project's and a label's own.
        u".project_id"_s,
    };
    // Maps whose keys are data: labels of an image, metadata of a project, counts by severity, annotations.
    static const QStringList maps{u".Labels."_s, u".metadata."_s, u".summary.summary."_s, u".annotations."_s,
        u".Volumes"_s, u".params."_s, u".properties."_s, u"$.auto_"_s, u".annotations"_s};
    const auto holds = [&](const QString &part) { return difference.contains(part); };
    return std::any_of(ends.begin(), ends.end(), [&](const QString &end) { return difference.endsWith(end); })
        || std::any_of(maps.begin(), maps.end(), holds);
}

} // namespace

class TestDemoShapes : public QObject {
    Q_OBJECT

private slots:
    void recorded_data();
    void recorded();
};

void TestDemoShapes::recorded_data()
{
    QTest::addColumn<Exchange>("exchange");
    const QList<Exchange> all = recordedExchanges();
    for (const Exchange &exchange : all)
        QTest::newRow(qPrintable(exchange.file)) << exchange;
    if (all.isEmpty())
        QTest::newRow("none") << Exchange();
}

void TestDemoShapes::recorded()
{
    QFETCH(Exchange, exchange);
    if (exchange.file.isEmpty())
        QSKIP("The recorded exchanges are not here.");
    if (exchange.method != "GET" && exchange.method != "HEAD")
        return;
    const QByteArray file = exchange.file.toLatin1();
    QByteArray path = insteadOf(file);
    if (path.isEmpty())
        return;
    if (path == "*")
        path = exchange.path;
    else if (exchange.path.contains('?'))
        path += exchange.path.mid(exchange.path.indexOf('?'));
    if (file.startsWith("046"))
        path = "/api/v2.0/projects/web-shop";
    if (file.startsWith("186"))
        path = "/api/v2.0/projects?project_name=payments";

    static Asking demo;
    const Response response = demo.send(exchange.method, path, {}, askerOf(file), exchange.requestHeaders);
    QVERIFY2(response.status == exchange.response.status,
        path + " answered " + QByteArray::number(response.status) + ": " + response.body.left(300));
    if (!exchange.isJson())
        return;
    QStringList differences = shapeDifferences(shapeOf(exchange.response.body), shapeOf(response.body));
    differences.removeIf(isMeant);
    QVERIFY2(differences.isEmpty(), qPrintable(differences.join(u"; "_s)));
    if (exchange.response.status >= 400)
        QCOMPARE(
            codeOf(response), QJsonDocument::fromJson(exchange.response.body)[u"errors"_s][0][u"code"_s].toString());
    QCOMPARE(response.header("X-Total-Count").isEmpty(), exchange.response.header("X-Total-Count").isEmpty());
}

QTEST_GUILESS_MAIN(TestDemoShapes)
#include "tst_demoshapes.moc"
