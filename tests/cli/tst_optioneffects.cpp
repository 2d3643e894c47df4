// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/signing.h"
#include "optiontable.h"
#include "program.h"

#include <QDate>
#include <QDir>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace optiontable;

/// Each option that a command takes changes what comes out.
class TestOptionEffects : public QObject {
    Q_OBJECT
    Program m_program;
    QTemporaryDir m_data;
    QSet<QString> m_tried; ///< "get --project"
    QStringList m_images; ///< repository@digest of the demo
    QString m_oldest, m_newest; ///< the times of entries of the demo's audit trail

    Ran run(const QStringList &arguments) const
    {
        return m_program.run(arguments, {u"LOTSE_DATA="_s + m_data.path(), u"USER=Platform Security"_s});
    }

private slots:
    void initTestCase();
    void everyOtherOptionHasAnEffect_data();
    void everyOtherOptionHasAnEffect();
    void undoSaysWhoAndWhere();
    void everyOptionIsTried();
};

void TestOptionEffects::initTestCase()
{
    const Ran synced = run({u"sync"_s, u"--demo"_s});
    QVERIFY2(synced.code == 0, synced.err);
    const QJsonArray images =
        run({u"findings"_s, u"sev:critical"_s, u"--group"_s, u"image"_s, u"--demo"_s, u"--json"_s}).array();
    for (const QJsonValue &image : images)
        m_images.append(image[u"repository"_s].toString() + u'@' + image[u"digest"_s].toString());
    QVERIFY(m_images.size() > 1);
    const auto timeIn = [](const Ran &ran) {
        static const QRegularExpression form(u"[0-9]{4}-[0-9]{2}-[0-9]{2}[ T][0-9]{2}:[0-9]{2}(:[0-9]{2})?"_s);
        return form.match(QString::fromUtf8(ran.out)).captured();
    };
    const QStringList one{u"audit"_s, u"--demo"_s, u"--limit"_s, u"1"_s};
    m_newest = timeIn(run(one));
    m_oldest = timeIn(run(one + QStringList{u"--oldest-first"_s}));
    QVERIFY(!m_newest.isEmpty() && !m_oldest.isEmpty() && m_newest != m_oldest);
}

void TestOptionEffects::everyOtherOptionHasAnEffect_data()
{
    QTest::addColumn<QStringList>("before"); // lines that are run first
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("more"); // the option
    QTest::addColumn<QString>("pattern"); // what is printed with it only; without it only, where it begins with "!"
    QTest::addColumn<QString>("after"); // a line whose output counts, too
    const auto row = [](const char *tag, const QString &line, const QString &more, const QString &pattern,
                         const QStringList &before = {}, const QString &after = {}) {
        QTest::newRow(tag) << before << line << more << pattern << after;
    };
    for (const char *form : {"accounts", "accounts list"}) {
        const QString line = QString::fromLatin1(form);
        row(qPrintable(line + u" --json"_s), line, u"--json"_s, u"^\\["_s);
        row(qPrintable(line + u" --csv"_s), line, u"--csv"_s, u"^name,url,user"_s);
    }
    const QString bare = u"accounts add --no-test"_s;
    const QString add = bare + u" --url https://r.example"_s;
    const QString user = add + u" --user joe"_s;
    const QString accounts = u"accounts --json"_s;
    row("accounts add --url", bare, u"--url https://r.example"_s, u"Added"_s);
    row("accounts add --user", add, u"--user joe"_s, u"\"user\":\"joe\""_s, {}, accounts);
    row("accounts add --cli-secret", user, u"--cli-secret"_s, u"OidcCliSecret"_s, {}, accounts);
    row("accounts add --password-fd", user + u" --keep sealed"_s, u"--password-fd 77"_s, u"descriptor 77"_s);
    row("accounts add --master-password-fd", user + u" --keep sealed"_s, u"--master-password-fd 77"_s,
        u"descriptor 77"_s);
    row("accounts add --ca", add, u"--ca /dev/null/nowhere/ca.pem"_s, u"/dev/null/nowhere/ca.pem"_s);
    row("accounts add --realm", add, u"--realm auth.example.com:5001"_s, u"auth.example.com:5001"_s, {}, accounts);
    row("accounts add --client-cert", add, u"--client-cert /dev/null/nowhere/c.pem"_s, u"/dev/null/nowhere/c.pem"_s, {},
        accounts);
    row("accounts add --client-key", add, u"--client-key /dev/null/nowhere/c.key"_s, u"--client-cert"_s);
    row("accounts add --timeout", add, u"--timeout 33"_s, u"\"timeout_seconds\":33"_s, {}, accounts);
    row("accounts add --deadline", add, u"--deadline 444"_s, u"\"deadline_seconds\":444"_s, {}, accounts);
    row("accounts add --name", add, u"--name zed"_s, u"Added zed"_s);
    row("accounts add --keep", add, u"--keep nowhere"_s, u"--keep requires keychain, sealed or session"_s);
    row("accounts add --colour", add, u"--colour red"_s, u"!Added"_s);
    row("accounts add --production", add, u"--production"_s, u"\"production\":true"_s, {}, accounts);
    row("accounts add --plain-http-confirm", bare + u" --url http://r.example"_s, u"--plain-http-confirm other"_s,
        u"requires the host"_s);
    row("accounts add --no-test", u"accounts add --url https://127.0.0.1:9"_s, u"--no-test"_s, u"Added"_s);
    const QStringList one{add + u" one --client-cert /dev/null/nowhere/a.pem"_s};
    const QString edit = u"accounts edit one"_s;
    row("accounts edit --name", edit, u"--name zed"_s, u"Changed zed"_s, one);
    row("accounts edit --colour", edit, u"--colour #aabbcc"_s, u"Changed one"_s, one);
    row("accounts edit --production", edit, u"--production"_s, u"\"production\":true"_s, one, accounts);
    row("accounts edit --realm", edit, u"--realm auth.example.com:5001"_s, u"auth.example.com:5001"_s, one, accounts);
    row("accounts edit --plain-http-confirm", u"accounts edit two"_s, u"--plain-http-confirm r.example"_s,
        u"Changed two"_s, {u"accounts add two --no-test --url http://r.example"_s});
    row("accounts edit --client-cert", edit, u"--client-cert /dev/null/nowhere/c.pem"_s, u"/dev/null/nowhere/c.pem"_s,
        one, accounts);
    row("accounts edit --client-key", edit, u"--client-key /dev/null/nowhere/c.key"_s, u"/dev/null/nowhere/c.key"_s,
        one, accounts);
    row("accounts edit --timeout", edit, u"--timeout 33"_s, u"\"timeout_seconds\":33"_s, one, accounts);
    row("accounts edit --deadline", edit, u"--deadline 444"_s, u"\"deadline_seconds\":444"_s, one, accounts);
    row("accounts edit --master-password-fd", edit + u" --name zed"_s, u"--master-password-fd 77"_s,
        u"not in the secrets file"_s, one);
    row("accounts remove --master-password-fd", u"accounts remove one"_s, u"--master-password-fd 77"_s,
        u"not in the secrets file"_s, one);

    const QString allowlist = u"allowlist project:payments sev:critical"_s;
    const QList<std::pair<QString, QString>> registry{{u"accounts test"_s, {}}, {u"overview"_s, {}}, {u"tree"_s, {}},
        {u"artifact"_s, u" payments/backend/api:latest"_s}, {u"verify"_s, u" payments/backend/api:latest"_s},
        {u"get"_s, u" projects"_s}, {u"sync"_s, {}}, {u"trust sync"_s, {}}};
    for (const auto &[form, words] : registry) {
        const QString line = form + words;
        row(qPrintable(form + u" --demo"_s), line, u"--demo"_s, u"!No registry specified"_s);
        row(qPrintable(form + u" --json"_s), line + u" --demo"_s, u"--json"_s, u"^\\["_s);
        row(qPrintable(form + u" --csv"_s), line + u" --demo"_s, u"--csv"_s, u"\\w,[^\\n]*\\r\\n"_s);
        if (taken()[form].contains(u"progress"_s))
            row(qPrintable(form + u" --progress"_s), line + u" --demo"_s, u"--progress"_s, u"\\d+ of \\d+"_s);
    }
    row("sync --no-snapshot", u"sync --demo"_s, u"--no-snapshot"_s, u"!Kept as|first"_s, {}, u"snapshots --demo"_s);
    row("tree --tags", u"tree --demo"_s, u"--tags"_s, u":latest"_s);
    row("tree --project", u"tree --demo"_s, u"--project no-such"_s, u"!payments/"_s);
    row("artifact --pull", u"artifact platform/telemetry/collector:latest --demo"_s, u"--pull"_s, u"layer +sha256:"_s);
    row("get --project", u"get project-members --demo"_s, u"--project no-such"_s, u"!payments"_s);
    row("get --raw-query", u"get projects sort=-name --demo"_s, u"--raw-query"_s, u"!cannot be filtered by sort"_s);
    row("kinds --json", u"kinds"_s, u"--json"_s, u"^\\["_s);
    row("kinds --csv", u"kinds"_s, u"--csv"_s, u"^kind,what"_s);

    const QString audit = u"audit --demo"_s;
    const QString some = audit + u" --limit 400"_s;
    row("audit --demo", u"audit"_s, u"--demo"_s, u"!No audit entries in the local store"_s);
    row("audit --account", u"audit"_s, u"--account nobody"_s, u"Account nobody not found"_s, {u"%person"_s});
    row("audit --json", audit, u"--json"_s, u"^\\["_s);
    row("audit --csv", audit, u"--csv"_s, u"^time,registry"_s);
    row("audit --ndjson", audit, u"--ndjson"_s, u"^\\{\""_s);
    row("audit --progress", audit + u" --export %file"_s, u"--progress"_s, u"\\d+ entries(?! in)"_s);
    row("audit --since", audit + u" --oldest-first --limit 20"_s, u"--since 20d"_s, u'!' + m_oldest);
    row("audit --until", audit + u" --limit 20"_s, u"--until 60d"_s, u'!' + m_newest);
    row("audit --user", some, u"--user payments-lead"_s, u"!release-bot"_s);
    row("audit --robots", some, u"--robots"_s, u"!release-bot"_s);
    row("audit --project", some, u"--project payments"_s, u"!platform/"_s);
    row("audit --operation", some, u"--operation pull"_s, u"!  create  "_s);
    row("audit --resource", some, u"--resource nightly"_s, u"!payments/backend"_s);
    row("audit --resource-type", some, u"--resource-type user"_s, u"!  artifact  "_s);
    row("audit --result", some, u"--result failed"_s, u"!  success  "_s);
    row("audit --text", some, u"--text login"_s, u"!  pull  "_s);
    row("audit --story", some, u"--story payments/backend/api"_s, u"Trivy"_s);
    row("audit --cve", some, u"--cve CVE-1999-0001"_s, u"No image in the local store has"_s);
    row("audit --unusual", audit, u"--unusual"_s, u"admin-sign-in"_s);
    row("audit --limits", audit + u" --unusual"_s, u"--limits %policy"_s, u"of the limits file"_s);
    row("audit --limit", audit + u" --operation login --user admin"_s, u"--limit 1"_s, u"there are more entries"_s);
    row("audit --oldest-first", audit + u" --limit 1"_s, u"--oldest-first"_s, u'!' + m_newest);
    row("audit --export", audit, u"--export %file"_s, u"manifest.json"_s);
    const QString none = u"!No findings in the local store"_s;
    const QString nobody = u"--account nobody"_s;
    const QString decide = u"decide sev:critical fix:no --demo --state in_triage"_s;
    const QString hide = u"decide sev:critical fix:no --demo --state not_affected --reason because "
                         "--justification code_not_reachable --yes"_s;
    const QStringList decided{hide};
    const QString findings = u"findings sev:critical"_s;
    row("findings --demo", findings, u"--demo"_s, none);
    row("findings --account", findings, nobody, u"Account nobody not found"_s);
    row("findings --json", findings + u" --demo"_s, u"--json"_s, u"^\\["_s);
    row("findings --csv", findings + u" --demo"_s, u"--csv"_s, u"\\w,\\w"_s);
    row("findings --group", findings + u" --demo"_s, u"--group cve"_s, u"OCCURRENCES"_s);
    row("findings --format", findings + u" --demo"_s, u"--format jsonl"_s, u"^\\{\""_s);
    row("findings --author", findings + u" --demo --format openvex"_s, u"--author Zed"_s, u"Zed"_s, decided);
    row("findings --author-url", findings + u" --demo --format csaf"_s, u"--author-url https://zed.example"_s,
        u"zed\\.example"_s, decided);

    const QString decisions = u"decisions --demo --json"_s;
    const QString soon = QDate::currentDate().addDays(10).toString(Qt::ISODate);
    const QString triage = decide + u" --yes"_s;
    row("decide --demo", u"decide sev:critical --state in_triage"_s, u"--demo"_s, none);
    row("decide --account", QString(decide).remove(u" --demo"_s), nobody, u"Account nobody not found"_s);
    row("decide --json", decide, u"--json"_s, u"^\\{"_s);
    row("decide --state", u"decide sev:critical --demo"_s, u"--state in_triage"_s, u"!--state requires"_s);
    row("decide --justification", u"decide sev:critical fix:no --demo --state not_affected --reason because --yes"_s,
        u"--justification code_not_reachable"_s, u"code_not_reachable"_s, {}, decisions);
    row("decide --response", hide, u"--response will_not_fix"_s, u"will_not_fix"_s, {}, decisions);
    row("decide --reason", triage, u"--reason zebra"_s, u"zebra"_s, {}, decisions);
    row("decide --detail", triage, u"--detail zebra"_s, u"zebra"_s, {}, decisions);
    row("decide --ticket", triage, u"--ticket https://zebra.example/1"_s, u"zebra"_s, {}, decisions);
    row("decide --approved-by", triage, u"--approved-by Zebra"_s, u"Zebra"_s, {}, decisions);
    row("decide --author", triage, u"--author Zebra"_s, u"Zebra"_s, {}, decisions);
    row("decide --expires", hide, u"--expires "_s + soon, u"Expires on "_s + soon);
    row("decide --review", hide, u"--review "_s + soon, u"Review on "_s + soon);
    row("decide --reach", decide, u"--reach nowhere"_s, u"not nowhere"_s);
    row("decide --all-versions", triage, u"--all-versions"_s, u"!\"versions\":\"vers"_s, {}, decisions);
    row("decide --visible", hide, u"--visible"_s, u"!\"vulnerability\":"_s, {},
        u"findings state:hidden --demo --json"_s);
    row("decide --yes", decide, u"--yes"_s, u"Decided\\."_s);
    row("decisions --demo", u"decisions"_s, u"--demo"_s, u"not_affected"_s, decided);
    row("decisions --json", u"decisions --demo"_s, u"--json"_s, u"^\\["_s, decided);
    row("decisions --csv", u"decisions --demo"_s, u"--csv"_s, u"^id,state"_s, decided);
    row("decisions --history", u"decisions --demo"_s, u"--history"_s, u"^EVENT"_s, decided);

    const QString gate = u"gate payments/backend/api:latest --policy %policy"_s;
    row("verify --policy", u"verify payments/backend/api:latest --demo"_s, u"--policy /dev/null/nowhere"_s,
        u"/dev/null/nowhere"_s);
    row("verify --all", u"verify --demo"_s, u"--all --project staging"_s, u"^demo.lotse.example/staging/"_s);
    row("verify --project", u"verify --all --demo"_s, u"--project staging"_s, u"!payments/backend/api"_s);
    row("verify --recursive", u"verify web-shop/backend/catalogue:latest --demo"_s, u"--recursive"_s,
        u"catalogue@sha256:[0-9a-f]{64}: not signed"_s);
    row("verify --key", u"verify payments/backend/api:latest --demo"_s, u"--key /dev/null/nowhere"_s,
        u"/dev/null/nowhere"_s);
    const QString signing = u"sign web-shop/backend/basket:latest --key %key"_s;
    const QString sign = signing + u" --demo"_s;
    const QString signDry = sign + u" --dry-run"_s;
    const QString isSigned = u"verified +Sign"_s;
    row("sign --demo", signing + u" --dry-run"_s, u"--demo"_s, u"would be sent"_s);
    row("sign --key", u"sign web-shop/backend/basket:latest --demo --dry-run"_s, u"--key %key"_s, u"would be sent"_s);
    row("sign --json", signDry, u"--json"_s, u"^\\["_s);
    row("sign --csv", signDry, u"--csv"_s, u"^change,state"_s);
    row("sign --progress", sign + u" --yes --allow-changes"_s, u"--progress"_s, u"1 of 1"_s);
    row("sign --form", signDry, u"--form legacy"_s, u"tag \\.sig"_s);
    row("sign --attest", signDry + u" --type https://example.com/x"_s, u"--attest %policy"_s, u"Attest https"_s);
    row("sign --type", signDry + u" --attest %policy"_s, u"--type https://example.com/x"_s, u"Attest https"_s);
    row("sign --chain", signDry + u" --form notation"_s, u"--chain %chain"_s, u"Notation signature"_s);
    row("sign --key-password-fd", signDry, u"--key-password-fd 77"_s, u"not encrypted"_s);
    row("sign --dry-run", sign, u"--dry-run"_s, u"Nothing has been sent"_s);
    row("sign --output", sign, u"--output %file"_s, u"attachSignature"_s, {}, u"plan show %file --json"_s);
    row("sign --yes", sign + u" --allow-changes"_s, u"--yes"_s, isSigned);
    row("sign --allow-changes", sign + u" --yes"_s, u"--allow-changes"_s, isSigned);
    row("trust show --demo", u"trust show"_s, u"--demo"_s, none);
    row("trust show --account", u"trust show"_s, nobody, u"Account nobody not found"_s);
    row("trust show --json", u"trust show --demo"_s, u"--json"_s, u"^\\["_s);
    row("trust show --csv", u"trust show --demo"_s, u"--csv"_s, u"^registry,project"_s);
    const QString explain = u"trust explain payments/backend/api:latest"_s;
    row("trust explain --demo", explain, u"--demo"_s, none);
    row("trust explain --account", explain, nobody, u"Account nobody not found"_s);
    row("trust import --demo", u"trust import %trust"_s, u"--demo"_s, u"!No registry specified"_s);
    row("trust import --json", u"trust import %trust --demo"_s, u"--json"_s, u"^\\["_s);
    row("trust import --csv", u"trust import %trust --demo"_s, u"--csv"_s, u"^repository,digest"_s);
    row("trust import --apply", u"trust import %trust --demo"_s, u"--apply"_s, u"\"key:demo\""_s, {},
        u"trust export --demo"_s);
    row("trust export --demo", u"trust export"_s, u"--demo"_s, u"!No registry specified"_s);
    row("trust export --notation", u"trust export --demo"_s, u"--notation %file"_s, u"exported to Notation"_s,
        {u"trust import %trust --demo --apply"_s});
    row("trust export --force", u"trust export --demo"_s, u"--force"_s, u"requires --notation"_s);
    row("trust import --roots", u"trust import %trust --demo"_s, u"--roots /dev/null/nowhere/root.json"_s,
        u"/dev/null/nowhere/root.json"_s);
    row("trust import --root-name", u"trust import %trust --roots %root --demo"_s, u"--root-name a/b"_s,
        u"cannot be a name here"_s);
    row("gate --policy", u"gate x --demo"_s, u"--policy /dev/null/nowhere"_s, u"/dev/null/nowhere"_s);
    row("gate --format", gate + u" --demo"_s, u"--format xml"_s, u"not xml"_s);
    row("gate --demo", gate, u"--demo"_s, none);
    row("gate --account", gate, nobody, u"Account nobody not found"_s);
    row("gate --json", gate + u" --demo"_s, u"--json"_s, u"\"verdict\""_s);
    row("gate --csv", gate + u" --demo"_s, u"--csv"_s, u"^rule,verdict"_s);
    const QString diff = u"diff %image %other"_s;
    row("diff --demo", diff, u"--demo"_s, none);
    row("diff --account", diff, nobody, u"Account nobody not found"_s);
    row("diff --json", diff + u" --demo"_s, u"--json"_s, u"^\\{"_s);
    row("diff --csv", diff + u" --demo"_s, u"--csv"_s, u"^findings,cause"_s);
    const QString give = u"vex export -"_s;
    row("vex export --demo", give, u"--demo"_s, none);
    row("vex export --account", give, nobody, u"Account nobody not found"_s);
    row("vex export --format", give + u" --demo"_s, u"--format cyclonedx"_s, u"CycloneDX"_s, decided);
    row("vex export --author", give + u" --demo"_s, u"--author Zed"_s, u"Zed"_s, decided);
    row("vex export --author-url", give + u" --demo --format csaf"_s, u"--author-url https://zed.example"_s,
        u"zed\\.example"_s, decided);
    const QStringList given{hide, u"vex export %file --demo"_s};
    row("vex import --demo", u"vex import %file"_s, u"--demo"_s, none, given);
    row("vex import --account", u"vex import %file"_s, nobody, u"Account nobody not found"_s, given);
    const QStringList apart = given + QStringList{u"%person"_s};
    row("vex import --yes", u"vex import %file"_s, u"--yes"_s, u"Imported\\."_s, apart);
    // A decision keeps the author of its document; who imported it stands in the history.
    row("vex import --author", u"vex import %file --yes"_s, u"--author Zebra"_s, u"Zebra"_s, apart,
        u"decisions --history"_s);
    row("vex import --json", u"vex import %file --demo"_s, u"--json"_s, u"^\\{"_s, given);
    row("allowlist --demo", allowlist + u" --system"_s, u"--demo"_s, u"!No registry specified"_s);
    row("allowlist --json", allowlist + u" --project payments --demo"_s, u"--json"_s, u"^\\{"_s);
    row("allowlist --progress", allowlist + u" --project payments --demo"_s, u"--progress"_s, u"\\d+ of \\d+"_s);
    row("allowlist --project", allowlist + u" --demo"_s, u"--project payments"_s, u"!Specify one allowlist"_s);
    row("allowlist --system", allowlist + u" --demo"_s, u"--system"_s, u"!Specify one allowlist"_s);
    row("allowlist --add", allowlist + u" --project payments --demo --remove"_s, u"--add"_s, u"either --add"_s);
    row("allowlist --remove", allowlist + u" --project payments --demo --add"_s, u"--remove"_s, u"either --add"_s);
    row("allowlist --expires", allowlist + u" --project payments --demo"_s, u"--expires 2099-01-31"_s, u"2099-01-31"_s);
    row("priority --demo", u"priority"_s, u"--demo"_s, u"2026-11-22"_s, {u"priority %kev --demo"_s});
    row("priority --json", u"priority"_s, u"--json"_s, u"^\\["_s);
    row("priority --csv", u"priority"_s, u"--csv"_s, u"^list,version"_s);
    const QString posture = u"posture --demo"_s;
    row("posture --demo", u"posture"_s, u"--demo"_s, u"!No registry specified"_s);
    row("posture --json", posture, u"--json"_s, u"lotse-posture/1"_s);
    row("posture --csv", posture, u"--csv"_s, u"\\w,[^\\n]*\\r\\n"_s);
    // Where the file cannot be written, nothing but that and the progress is printed.
    row("posture --progress", posture + u" --sarif /dev/null/nowhere/p.sarif"_s, u"--progress"_s, u"\\d+ of \\d+"_s);
    row("posture --set", posture, u"--set trusted-registry"_s, u"!P54"_s);
    row("posture --try-default-password", posture, u"--try-default-password --json"_s, u"installed with is refused"_s);
    row("posture --fail-on", posture, u"--fail-on nothing"_s, u"not nothing"_s);
    row("posture --sarif", posture, u"--sarif /dev/null/nowhere/p.sarif"_s, u"/dev/null/nowhere"_s);
    const QString except = u"posture except P10 --owner Ann --reason soon --expires 2099-01-31"_s;
    const QString excepted = u"posture exceptions --demo"_s;
    row("posture except --demo", except, u"--demo"_s, u"!Account"_s);
    row("posture except --account", except, nobody, u"Account nobody not found"_s);
    row("posture except --owner", u"posture except P10 --demo --reason soon --expires 2099-01-31"_s, u"--owner Ann"_s,
        u"counts from"_s);
    row("posture except --reason", u"posture except P10 --demo --owner Ann --expires 2099-01-31"_s, u"--reason soon"_s,
        u"counts from"_s);
    row("posture except --expires", u"posture except P10 --demo --owner Ann --reason soon"_s, u"--expires 2099-01-31"_s,
        u"counts from"_s);
    row("posture except --subject", except + u" --demo"_s, u"--subject robot-7"_s, u"robot-7"_s, {}, excepted);
    row("posture exceptions --demo", u"posture exceptions"_s, u"--demo"_s, u"!Account"_s);
    row("posture exceptions --account", u"posture exceptions"_s, nobody, u"Account nobody not found"_s);
    row("posture exceptions --csv", excepted, u"--csv"_s, u"^exception,check"_s);
    row("posture exceptions --json", excepted, u"--json"_s, u"^\\["_s);
    row("posture withdraw --demo", u"posture withdraw x"_s, u"--demo"_s, u"Exception x not found"_s);
    row("posture withdraw --account", u"posture withdraw x"_s, nobody, u"Account nobody not found"_s);
    const QString report = u"report configuration --demo"_s;
    row("report --demo", u"report configuration"_s, u"--demo"_s, u"!No registry specified"_s);
    row("report --progress", report, u"--progress"_s, u"\\d+ of \\d+"_s);
    row("report --set", u"report executive --demo"_s, u"--set trusted-registry"_s,
        u"Practices of a trusted registry"_s);
    row("report --try-default-password", u"report posture --demo"_s, u"--try-default-password"_s,
        u"installed with is refused"_s);
    row("report --format", report, u"--format json"_s, u"lotse-report/1"_s);
    row("report --output", report, u"--output /dev/null/nowhere"_s, u"/dev/null/nowhere"_s);
    row("report --language", report, u"--language de"_s, u"lang=\"de\""_s);
    row("report --project", u"report access-review --demo"_s, u"--project payments"_s, u"Projects: payments"_s);
    row("report --framework", u"report posture --demo"_s, u"--framework CD"_s, u"CIS Docker Benchmark"_s);
    row("report --since", u"report audit --demo"_s, u"--since 2020-01-01"_s, u"2020-01-01 00:00:00"_s);
    row("report --bundle", report, u"--bundle /dev/null/nowhere/b.zip"_s, u"/dev/null/nowhere"_s);
    row("report --sign", report + u" --bundle /dev/null/nowhere/b.zip"_s, u"--sign /dev/null/nowhere/k.pem"_s,
        u"k\\.pem"_s);
    row("report --timestamp", report, u"--timestamp https://clock.invalid"_s, u"requires --bundle and --sign"_s);
    row("report --sign-password-fd", report + u" --bundle /dev/null/nowhere/b.zip --sign %policy"_s,
        u"--sign-password-fd 77"_s, u"descriptor 77"_s);
    row("verify-bundle --trust", u"verify-bundle %policy"_s, u"--trust /dev/null/nowhere/t.pem"_s, u"t\\.pem"_s);
    row("report --before", report, u"--before /dev/null/nowhere/r.json"_s, u"/dev/null/nowhere"_s);
    row("report --redact", report, u"--redact hosts"_s, u"Profile hosts"_s);
    const QString begin = u"review start --demo --project library"_s;
    const QStringList begun{begin + u" --author Ann --title Fall"_s};
    row("review start --demo", u"review start"_s, u"--demo"_s, u"!No registry specified"_s);
    row("review start --progress", begin, u"--progress"_s, u"\\d+ of \\d+"_s);
    row("review start --project", u"review start --demo"_s, u"--project library"_s, u"!user/payments/"_s, {},
        u"review show last --demo"_s);
    row("review start --title", begin, u"--title Spring"_s, u"Spring"_s, {}, u"review list --demo"_s);
    row("review start --author", begin, u"--author Zed"_s, u"Zed"_s, {}, u"review list --demo"_s);
    row("review start --to", begin, u"--to last"_s, u"already in this access review"_s, begun);
    row("review list --demo", u"review list"_s, u"--demo"_s, u"Fall"_s, begun);
    row("review list --json", u"review list --demo"_s, u"--json"_s, u"^\\["_s, begun);
    const QString shown = u"review show last --demo"_s;
    row("review show --demo", u"review show last"_s, u"--demo"_s, u"!not found"_s, begun);
    row("review show --json", shown, u"--json"_s, u"^\\["_s, begun);
    row("review show --csv", shown, u"--csv"_s, u"^key,permissions"_s, begun);
    row("review show --open", shown, u"--open"_s, u"!user/library/admin"_s,
        begun + QStringList{u"review decide last keep user/library/admin --demo"_s});
    const QString choose = u"review decide last revoke user/library/admin --reason left"_s;
    row("review decide --demo", choose, u"--demo"_s, u"1 decided"_s, begun);
    row("review decide --author", choose + u" --demo"_s, u"--author Zed"_s, u"Zed"_s, begun, shown);
    row("review decide --reason", u"review decide last revoke user/library/admin --demo"_s, u"--reason gone"_s,
        u"1 decided"_s, begun);
    row("review decide --role", u"review decide last change user/library/admin --demo --reason x"_s, u"--role guest"_s,
        u"1 decided"_s, begun);
    row("review close --demo", u"review close last"_s, u"--demo"_s, u"have no decision yet"_s, begun);
    row("review report --format", u"review report last --demo"_s, u"--format json"_s, u"lotse-report/1"_s, begun);
    row("review report --output", u"review report last --demo"_s, u"--output /dev/null/nowhere"_s,
        u"/dev/null/nowhere"_s, begun);
    row("review report --language", u"review report last --demo"_s, u"--language de"_s, u"lang=\"de\""_s, begun);
    row("review report --demo", u"review report last"_s, u"--demo"_s, u"^<!DOCTYPE"_s, begun);
    const QStringList left = begun
        + QStringList{u"review decide last revoke group/library/* --reason left --demo"_s,
            u"review decide last revoke user/library/admin --reason left --demo"_s};
    row("review plan --demo", u"review plan last"_s, u"--demo"_s, u"1 changes? for"_s, left);
    row("review plan --output", u"review plan last --demo"_s, u"--output /dev/null/nowhere/p.json"_s,
        u"/dev/null/nowhere"_s, left);
    const QString plan = u"report-schedule add posture --account prod --cron @daily --output /reports"_s;
    const QStringList stored{u"accounts add --url https://r.example --user joe --name prod --no-test"_s};
    const QStringList planned = stored + QStringList{plan};
    const QString listed = u"report-schedule list --json"_s;
    row("report-schedule add --account", u"report-schedule add posture --cron @daily --output /reports"_s,
        u"--account prod"_s, u"next run"_s, stored);
    row("report-schedule add --cron", u"report-schedule add posture --account prod --output /reports"_s,
        u"--cron @daily"_s, u"next run"_s, stored);
    row("report-schedule add --output", u"report-schedule add posture --account prod --cron @daily"_s,
        u"--output /reports"_s, u"next run"_s, stored);
    row("report-schedule add --format", plan, u"--format docx"_s, u"not docx"_s, stored);
    row("report-schedule add --language", plan, u"--language de"_s, u"--language de"_s, stored,
        u"report-schedule crontab -"_s);
    row("report-schedule add --project", plan, u"--project pay-*"_s, u"pay-\\*"_s, stored,
        u"report-schedule crontab -"_s);
    row("report-schedule add --redact", plan, u"--redact hosts"_s, u"--redact hosts"_s, stored,
        u"report-schedule crontab -"_s);
    row("report-schedule add --bundle", plan, u"--bundle"_s, u"\"bundle\":true"_s, stored, listed);
    row("report-schedule add --sign", plan + u" --bundle"_s, u"--sign /k.p12"_s, u"\"sign\":\"/k.p12\""_s, stored,
        listed);
    row("report-schedule add --sign-password", plan + u" --bundle --sign /k.p12"_s, u"--sign-password env:KEYPASS"_s,
        u"env:KEYPASS"_s, stored, listed);
    row("report-schedule list --json", u"report-schedule list"_s, u"--json"_s, u"^\\["_s, planned);
    row("report-schedule list --csv", u"report-schedule list"_s, u"--csv"_s, u"^schedule,template"_s, planned);
    const QString job = u"report-schedule cronjob - --claim c --secret s"_s;
    row("report-schedule cronjob --image", job, u"--image r/lotse:1"_s, u"kind: CronJob"_s, planned);
    row("report-schedule cronjob --namespace", job + u" --image x"_s, u"--namespace audit"_s, u"namespace: \"audit\""_s,
        planned);
    row("report-schedule cronjob --secret", u"report-schedule cronjob - --claim c --image x"_s, u"--secret s"_s,
        u"secretKeyRef"_s, planned);
    row("report-schedule cronjob --claim", u"report-schedule cronjob - --secret s --image x"_s, u"--claim c"_s,
        u"claimName: \"c\""_s, planned);
    row("report-schedule cronjob --name", job + u" --image x"_s, u"--name nightly"_s, u"name: nightly"_s, planned);
    row("import-report --demo", u"import-report %report reg.example.test/shop/web:1@sha256:"_s + QString(64, u'c'),
        u"--demo"_s, u"!\"vulnerability\":\"CVE-2026-1\""_s, {}, u"findings --json"_s);
}

void TestOptionEffects::everyOtherOptionHasAnEffect()
{
    QFETCH(QStringList, before);
    QFETCH(QString, line);
    QFETCH(QString, more);
    QFETCH(QString, pattern);
    QFETCH(QString, after);
    m_tried.insert(QString::fromLatin1(QTest::currentDataTag()));
    // Each in a profile and a store of its own: an option may write.
    const auto printed = [&](const QString &last) {
        const Program program;
        const QTemporaryDir data;
        QDir().mkpath(data.filePath(u"demo"_s));
        QFile::copy(m_data.filePath(u"demo/cache.db"_s), data.filePath(u"demo/cache.db"_s));
        const auto write = [&](const QString &name, const QByteArray &text) {
            QFile file(data.filePath(name));
            if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
                qFatal("cannot write");
            return file.fileName();
        };
        const QString keys = QStringLiteral(LOTSE_TEST_SIGNKEYS);
        const QMap<QString, QString> names{{u"%key"_s, keys + u"/plain.pem"_s}, {u"%chain"_s, keys + u"/chain.pem"_s},
            {u"%file"_s, data.filePath(u"out.json"_s)},
            {u"%policy"_s, write(u"policy.json"_s, R"({"lotse_policy":1,"stale":"never","rules":[]})")},
            {u"%trust"_s,
                write(u"trust.json"_s,
                    "{\"version\":1,\"keys\":[{\"name\":\"demo\",\"pem\":\""
                        + lotse::demo::demoPublicKey().replace("\n", "\\n")
                        + "\"}],\"rules\":[{\"scopes\":[\"**\"],\"signers\":[\"key:demo\"]}]}")},
            {u"%root"_s,
                write(u"root.json"_s,
                    R"({"mediaType":"application/vnd.dev.sigstore.trustedroot+json;version=0.1","tlogs":[{
                    "baseUrl":"https://log.example","hashAlgorithm":"SHA2_256","publicKey":{
                    "rawBytes":"MCowBQYDK2VwAyEApubikAwNG4iyJYxquf69/R7ariBc8qzRK6MNPHrwzKc=",
                    "keyDetails":"PKIX_ED25519","validFor":{"start":"2026-01-01T00:00:00Z"}},
                    "logId":{"keyId":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="}}]})")},
            {u"%kev"_s,
                write(u"kev.json"_s,
                    R"({"catalogVersion":"1","dateReleased":"2026-11-22T00:00:00Z","vulnerabilities":[{"cveID":"CVE-1999-0001"}]})")},
            {u"%report"_s,
                write(u"report.json"_s,
                    R"({"SchemaVersion":2,"ArtifactName":"web","ArtifactType":"container_image","Results":[{"Target":"web",
                    "Class":"os-pkgs","Type":"debian","Vulnerabilities":[{"VulnerabilityID":"CVE-2026-1","PkgName":"p",
                    "InstalledVersion":"1","Severity":"HIGH"}]}]})")},
            {u"%image"_s, m_images.value(0)}, {u"%other"_s, m_images.value(1)}};
        const auto run = [&](const QString &text) {
            QStringList words = text.split(u' ', Qt::SkipEmptyParts);
            for (QString &word : words)
                word = names.value(word, word);
            return program.run(
                words, {u"LOTSE_DATA="_s + data.path(), u"USER=Platform Security"_s, u"LOTSE_PASSWORD=canary"_s});
        };
        for (const QString &first : before) {
            if (first == u"%person"_s) // what the demo has, as if it were synced from a registry
                QFile::copy(m_data.filePath(u"demo/cache.db"_s), data.filePath(u"cache.db"_s));
            else
                run(first);
        }
        const Ran ran = run(last);
        return ran.out + '\n' + ran.err + (after.isEmpty() ? QByteArray() : run(after).out);
    };
    const bool isWithout = pattern.startsWith(u'!');
    const QRegularExpression wanted(isWithout ? pattern.mid(1) : pattern);
    const QByteArray base = printed(line);
    const QByteArray with = printed(line + u' ' + more);
    QVERIFY(!with.contains("takes no"));
    QVERIFY2(wanted.match(QString::fromUtf8(isWithout ? base : with)).hasMatch(), isWithout ? base : with);
    QVERIFY2(!wanted.match(QString::fromUtf8(isWithout ? with : base)).hasMatch(), isWithout ? with : base);
}

void TestOptionEffects::undoSaysWhoAndWhere()
{
    const Ran made = run({u"decide"_s, u"sev:critical"_s, u"--state"_s, u"in_triage"_s, u"--demo"_s, u"--yes"_s});
    QVERIFY2(made.code == 0, made.err);
    const QString event = QString::fromUtf8(made.out).section(u"undo "_s, 1).trimmed();
    QVERIFY(run({u"undo"_s, event}).code > 0); // not a decision of the demo's store
    const Ran undone = run({u"undo"_s, event, u"--demo"_s, u"--author"_s, u"Zed"_s});
    QVERIFY2(undone.code == 0, undone.err);
    QVERIFY(run({u"decisions"_s, u"--history"_s, u"--demo"_s}).out.contains("Zed"));
    m_tried += QSet<QString>{u"undo --demo"_s, u"undo --author"_s};
}

void TestOptionEffects::everyOptionIsTried()
{
    // What these do is shown by tests of their own.
    // Images of the demo have other digests at each start: what is kept of them is of another one.
    const QSet<QString> elsewhere{u"sync --recheck"_s, // tst_sync
        u"trust sync --again"_s, u"trust explain --json"_s, // tst_kepttrust
        u"vex import --include-drafts"_s}; // tst_vex
    // tst_plancommands tries those of plans, of the configuration and of its snapshots.
    static const QRegularExpression ofPlans(u"^(plan|apply|export|diff-config|snapshots)\\b"_s);
    QStringList left;
    for (auto it = taken().cbegin(); it != taken().cend(); ++it) {
        for (const QString &option : it.value()) {
            const QString name = it.key() + u" --"_s + option;
            // tst_options tries those that reach a registry.
            const bool isShared = it->contains(u"url"_s) && it.key() != u"accounts add"_s && kRegistry.contains(option);
            if (isShared && option != u"demo"_s)
                continue;
            if (ofPlans.match(name).hasMatch())
                continue;
            if (!m_tried.contains(name) && !elsewhere.contains(name))
                left.append(name);
        }
    }
    QCOMPARE(left, QStringList());
}

QTEST_GUILESS_MAIN(TestOptionEffects)
#include "tst_optioneffects.moc"
