// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "optiontable.h"
#include "program.h"

#include <QMap>
#include <QRegularExpression>
#include <QTest>

using namespace optiontable;

// As many words as the form wants, none of which is looked at.
static QStringList words(const QString &form)
{
    static const QMap<QString, QStringList> more{{u"accounts edit"_s, {u"x"_s}}, {u"accounts remove"_s, {u"x"_s}},
        {u"artifact"_s, {u"a/b:1"_s}}, {u"get"_s, {u"projects"_s}}, {u"decide"_s, {u"sev:high"_s}},
        {u"undo"_s, {u"x"_s}}, {u"gate"_s, {u"x"_s}}, {u"verify"_s, {u"a/b:1"_s}},
        {u"sign"_s, {u"a/b:1"_s, u"--key"_s, QStringLiteral(LOTSE_TEST_SIGNKEYS) + u"/plain.pem"_s}},
        {u"trust explain"_s, {u"x"_s}}, {u"trust import"_s, {u"/dev/null/nowhere"_s}}, {u"diff"_s, {u"x"_s}},
        {u"vex export"_s, {u"-"_s}}, {u"vex import"_s, {u"/dev/null/nowhere"_s}}, {u"allowlist"_s, {u"sev:high"_s}},
        {u"import-report"_s, {u"/dev/null/nowhere"_s}}, {u"report"_s, {u"configuration"_s}},
        {u"report-schedule add"_s, {u"x"_s}}, {u"report-schedule remove"_s, {u"x"_s}},
        {u"report-schedule crontab"_s, {u"x"_s}}, {u"report-schedule cronjob"_s, {u"x"_s}},
        {u"posture except"_s, {u"P10"_s}}, {u"posture withdraw"_s, {u"x"_s}}, {u"review show"_s, {u"x"_s}},
        {u"review decide"_s, {u"x"_s, u"keep"_s, u"y"_s}}, {u"review close"_s, {u"x"_s}},
        {u"review report"_s, {u"x"_s}}, {u"review plan"_s, {u"x"_s}}, {u"verify-bundle"_s, {u"/dev/null/nowhere"_s}},
        {u"plan quota"_s, {u"payments=1GiB"_s}}, {u"plan member"_s, {u"remove"_s, u"payments"_s, u"x"_s}},
        {u"plan project"_s, {u"create"_s, u"x"_s}}, {u"plan label"_s, {u"create"_s, u"x"_s}},
        {u"plan tag"_s, {u"add"_s, u"a/b:1"_s, u"x"_s}}, {u"plan artifact"_s, {u"delete"_s, u"a/b:1"_s}},
        {u"plan run"_s, {u"gc"_s}}, {u"plan create"_s, {u"label"_s, u"x"_s}},
        {u"plan set"_s, {u"configuration"_s, u"read_only=true"_s}}, {u"plan delete"_s, {u"label"_s, u"x"_s}},
        {u"plan batch"_s, {QStringLiteral(LOTSE_TEST_STATEMENTS)}}, {u"plan show"_s, {u"/dev/null/nowhere"_s}},
        {u"plan undo"_s, {u"x"_s}}, {u"plan discard"_s, {u"x"_s}}, {u"apply"_s, {QStringLiteral(LOTSE_TEST_PLAN)}},
        {u"plan stop"_s, {u"scan-all"_s}}, {u"plan pause"_s, {u"queue"_s, u"GARBAGE_COLLECTION"_s}},
        {u"plan resume"_s, {u"queue"_s, u"GARBAGE_COLLECTION"_s}}, {u"plan approve"_s, {u"/dev/null/nowhere"_s}},
        {u"plan approvers"_s, {u"https://r.example"_s}},
        {u"plan require"_s, {u"https://r.example"_s, u"bob"_s, u"/dev/null/nowhere"_s}},
        {u"diff-config"_s, {u"-"_s, QStringLiteral(LOTSE_TEST_EXPORT)}}, {u"snapshots show"_s, {u"1"_s}},
        {u"snapshots export"_s, {u"1"_s}}, {u"snapshots compare"_s, {u"-"_s, u"1"_s}}, {u"snapshots plan"_s, {u"1"_s}}};
    return form.split(u' ') + more.value(form);
}

/// Each option and word that a command takes has an effect, or is refused.
class TestOptions : public QObject {
    Q_OBJECT
    Program m_program;
    QTemporaryDir m_data;
    QMap<QString, bool> m_all; ///< every option of every command: whether it has a value

    Ran run(const QStringList &arguments) const
    {
        return m_program.run(arguments, {u"LOTSE_DATA="_s + m_data.path(), u"USER=Platform Security"_s});
    }
    QMap<QString, bool> optionsOf(const QString &command) const
    {
        QMap<QString, bool> found;
        static const QRegularExpression row(u"^  (?:-\\w, )?--([a-z-]+)( <)?"_s, QRegularExpression::MultilineOption);
        const QString help = QString::fromUtf8(run({command, u"--help"_s}).out);
        for (auto match = row.globalMatch(help); match.hasNext();) {
            const auto one = match.next();
            found.insert(one.captured(1), one.hasCaptured(2) && !one.captured(2).isEmpty());
        }
        found.remove(u"help"_s);
        return found;
    }
    QStringList given(const QString &option, const QString &value = u"x"_s) const
    {
        return m_all.value(option) ? QStringList{u"--"_s + option, value} : QStringList{u"--"_s + option};
    }

private slots:
    void initTestCase();
    void theHelpListsWhatIsTaken();
    void refusesWhatIsNotTaken_data();
    void refusesWhatIsNotTaken();
    void looksAtWhatReachesARegistry_data();
    void looksAtWhatReachesARegistry();
    void refusesWhatHasNoEffect_data();
    void refusesWhatHasNoEffect();
    void takesOptionsBeforeTheCommand();
    void saysWhatIsWrongWithoutACommand();
    void theNameOfAnAccountIsAWordToo();
};

void TestOptions::initTestCase()
{
    for (const QString &form : taken().keys()) {
        const QMap<QString, bool> options = optionsOf(form.section(u' ', 0, 0));
        QVERIFY2(!options.isEmpty(), qPrintable(form));
        m_all.insert(options);
    }
    QVERIFY(m_all.value(u"url"_s) && m_all.contains(u"json"_s) && !m_all.value(u"json"_s));
}

void TestOptions::theHelpListsWhatIsTaken()
{
    QMap<QString, QStringList> byCommand;
    for (auto it = taken().cbegin(); it != taken().cend(); ++it)
        byCommand[it.key().section(u' ', 0, 0)] += it.value();
    for (auto it = byCommand.begin(); it != byCommand.end(); ++it) {
        it->removeDuplicates();
        it->sort();
        QCOMPARE(optionsOf(it.key()).keys(), it.value());
    }
    // No command is left out of the table.
    const QString help = QString::fromUtf8(run({u"--help"_s}).out);
    static const QRegularExpression row(u"^  ([a-z-]+) "_s, QRegularExpression::MultilineOption);
    QStringList commands;
    for (auto match = row.globalMatch(help); match.hasNext();)
        commands.append(match.next().captured(1));
    commands.sort();
    QCOMPARE(commands, byCommand.keys());
}

void TestOptions::refusesWhatIsNotTaken_data()
{
    QTest::addColumn<QString>("form");
    for (const QString &form : taken().keys())
        QTest::newRow(qPrintable(form)) << form;
}

void TestOptions::refusesWhatIsNotTaken()
{
    QFETCH(QString, form);
    for (const QString &option : m_all.keys()) {
        if (taken().value(form).contains(option))
            continue;
        const Ran ran = run(words(form) + given(option));
        QVERIFY2(ran.code == 2, qPrintable(option));
        QVERIFY2(ran.err.contains("takes no --" + option.toLatin1()), ran.err);
        QVERIFY(ran.out.isEmpty());
    }
}

void TestOptions::looksAtWhatReachesARegistry_data()
{
    QTest::addColumn<QStringList>("line");
    QTest::addColumn<QString>("said");
    const QStringList place{u"--url"_s, u"https://127.0.0.1:9"_s};
    const QStringList user = place + QStringList{u"--user"_s, u"joe"_s};
    const QMap<QString, std::pair<QStringList, QString>> bad{
        {u"account"_s, {{u"--account"_s, u"nobody"_s}, u"nobody"_s}},
        {u"url"_s, {{u"--url"_s, u"ftp://x"_s}, u"ftp"_s}},
        {u"user"_s, {place + QStringList{u"--user"_s, u"a:b"_s}, u"colon"_s}},
        {u"cli-secret"_s, {place + QStringList{u"--cli-secret"_s}, u"--user"_s}},
        {u"password-fd"_s, {user + QStringList{u"--password-fd"_s, u"77"_s}, u"77"_s}},
        {u"master-password-fd"_s,
            {user + QStringList{u"--master-password-fd"_s, u"77"_s}, u"not in the secrets file"_s}},
        {u"ca"_s, {place + QStringList{u"--ca"_s, u"/dev/null/nowhere/ca.pem"_s}, u"/dev/null/nowhere/ca.pem"_s}},
        {u"realm"_s, {place + QStringList{u"--realm"_s, u"no host"_s}, u"no host"_s}},
        {u"plain-http-confirm"_s, {place + QStringList{u"--plain-http-confirm"_s, u"x"_s}, u"uses https"_s}},
        {u"client-cert"_s,
            {place + QStringList{u"--client-cert"_s, u"/dev/null/nowhere/c.pem"_s}, u"/dev/null/nowhere/c.pem"_s}},
        {u"client-key"_s, {place + QStringList{u"--client-key"_s, u"/dev/null/nowhere/c.key"_s}, u"--client-cert"_s}},
        {u"timeout"_s, {place + QStringList{u"--timeout"_s, u"soon"_s}, u"soon"_s}},
        {u"deadline"_s, {place + QStringList{u"--deadline"_s, u"soon"_s}, u"soon"_s}}};
    for (auto it = taken().cbegin(); it != taken().cend(); ++it) {
        if (!it->contains(u"url"_s) || it.key() == u"accounts add"_s)
            continue;
        QStringList line = words(it.key());
        if (it.key() == u"allowlist"_s)
            line += u"--system"_s;
        for (const QString &option : kRegistry) {
            if (bad.contains(option))
                QTest::newRow(qPrintable(it.key() + u" --"_s + option))
                    << line + bad[option].first << bad[option].second;
        }
    }
}

void TestOptions::looksAtWhatReachesARegistry()
{
    QFETCH(QStringList, line);
    QFETCH(QString, said);
    const Ran ran = run(line);
    QVERIFY(ran.code > 0);
    QVERIFY2(ran.err.contains(said.toUtf8()), ran.err);
    QVERIFY(ran.out.isEmpty());
}

void TestOptions::refusesWhatHasNoEffect_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("said");
    QTest::newRow("json and csv") << u"kinds --json --csv"_s << u"--json or --csv"_s;
    QTest::newRow("json and a format") << u"findings --json --format csv"_s << u"--json or --format"_s;
    QTest::newRow("account and url") << u"tree --account a --url https://r.example"_s << u"--account or --url"_s;
    QTest::newRow("the demo's address") << u"tree --demo --url https://r.example"_s << u"--url or --demo"_s;
    QTest::newRow("the demo's password") << u"tree --demo --password-fd 0"_s << u"--demo or --password-fd"_s;
    QTest::newRow("a user of an account") << u"tree --account a --user b"_s << u"--account or --user"_s;
    QTest::newRow("a user of nothing") << u"tree --user b"_s << u"only with --url or --demo"_s;
    QTest::newRow("an authority of nothing") << u"tree --ca /x"_s << u"only with --url"_s;
    QTest::newRow("nobody's password") << u"tree --url https://r.example --password-fd 0"_s << u"only with --user"_s;
    QTest::newRow("twice") << u"get projects --demo --project a --project b"_s << u"2 times"_s;
    QTest::newRow("empty") << u"get project-robots --demo --project="_s << u"without a value"_s;
    QTest::newRow("project of the registry's") << u"get registries --demo --project payments"_s
                                               << u"registries are system-wide and cannot be filtered by project"_s;
    QTest::newRow("no such project of the registry's")
        << u"get users --demo --project none"_s << u"users are system-wide"_s;
    QTest::newRow("project as a filter") << u"get users --demo project_name=none"_s
                                         << u"cannot be filtered by project"_s;
    QTest::newRow("raw project") << u"get users --demo project_name=none --raw-query"_s
                                 << u"cannot be filtered by project"_s;
    QTest::newRow("no member") << u"get users --demo shoe=44"_s << u"users cannot be filtered by shoe"_s;
    QTest::newRow("no member of one object")
        << u"get health --demo shoe=44"_s << u"health cannot be filtered by shoe"_s;
    QTest::newRow("no rows") << u"get gc-log gc_id=1 shoe=44 --demo"_s << u"has no effect"_s;
    QTest::newRow("rows of no rows") << u"get gc-log gc_id=1 --csv --demo"_s << u"--csv"_s;
    QTest::newRow("a path twice") << u"get gc-log gc_id=1 gc_id=2 --demo"_s << u"twice"_s;
    QTest::newRow("a page") << u"get projects page=2 --raw-query --demo"_s << u"All pages"_s;
    for (const QString &size : {u"0"_s, u"abc"_s, u"-5"_s, u"101"_s, u"9223372036854775807"_s}) {
        QTest::addRow("page size %s", qPrintable(size))
            << u"get labels page_size=%1 --raw-query --demo"_s.arg(size) << u"1 to 100"_s;
    }
    QTest::newRow("raw nothing") << u"get projects --raw-query --demo"_s << u"requires a filter"_s;
    QTest::newRow("a word too many") << u"tree payments --demo"_s << u"lotse-cli tree"_s;
    QTest::newRow("a word after list") << u"accounts list work"_s << u"lotse-cli accounts list"_s;
    QTest::newRow("no account to edit") << u"accounts edit"_s << u"accounts edit NAME"_s;
    QTest::newRow("no such word") << u"accounts rename work"_s << u"not rename"_s;
    QTest::newRow("two names") << u"accounts add a --name b --no-test --url https://r.example"_s << u"twice"_s;
    QTest::newRow("http that is none")
        << u"accounts add --no-test --url https://r.example --plain-http-confirm r.example"_s
        << u"r.example uses https: --plain-http-confirm has no effect"_s;
    QTest::newRow("a certificate that nobody is shown")
        << u"accounts add --no-test --url http://r.example --client-cert /dev/null/nowhere/c.pem"_s
        << u"r.example uses http: --client-cert has no effect"_s;
    QTest::newRow("a certificate that no registry is shown")
        << u"tree --url http://127.0.0.1:9 --client-cert /dev/null/nowhere/c.pem"_s
        << u"127.0.0.1:9 uses http: --client-cert has no effect"_s;
    QTest::newRow("a password for nothing")
        << u"accounts add --no-test --url https://r.example --user joe --password-fd 0"_s << u"--keep"_s;
    QTest::newRow("an account beside an address") << u"accounts test a --url https://r.example"_s << u"--url"_s;
    QTest::newRow("an author of a table") << u"findings --author me"_s << u"only with --format"_s;
    QTest::newRow("an address of OpenVEX") << u"vex export - --author-url https://a.example"_s << u"csaf"_s;
    const QString sign = u"sign a/b:1 --demo --key "_s + QStringLiteral(LOTSE_TEST_SIGNKEYS) + u"/plain.pem "_s;
    QTest::newRow("no key to sign with") << u"sign a/b:1 --demo"_s << u"--key"_s;
    QTest::newRow("a password of no lock") << sign + u"--key-password-fd 0"_s << u"not encrypted"_s;
    QTest::newRow("a document without its type") << sign + u"--attest /x"_s << u"must be used together"_s;
    QTest::newRow("a type without its document") << sign + u"--type spdx"_s << u"must be used together"_s;
    QTest::newRow("a document for notation")
        << sign + u"--attest /x --type spdx --form notation"_s << u"does not support attestations"_s;
    QTest::newRow("certificates for cosign") << sign + u"--chain /x"_s << u"--form notation"_s;
    QTest::newRow("no such form") << sign + u"--form pgp"_s << u"not pgp"_s;
    QTest::newRow("sending nothing, unasked") << sign + u"--dry-run --yes"_s << u"no effect"_s;
    QTest::newRow("a plan, applied") << sign + u"--output /x --allow-changes"_s << u"no effect"_s;
    QTest::newRow("words after completion") << u"completion bash zsh"_s << u"bash, zsh or fish"_s;
    QTest::newRow("words after version") << u"--version please"_s << u"stands alone"_s;
    QTest::newRow("help on nothing") << u"help ponies"_s << u"ponies"_s;
}

void TestOptions::refusesWhatHasNoEffect()
{
    QFETCH(QString, line);
    QFETCH(QString, said);
    const Ran ran = run(line.split(u' '));
    QVERIFY2(ran.code == 2, ran.err);
    QVERIFY2(ran.err.contains(said.toUtf8()), ran.err);
    QVERIFY(ran.out.isEmpty());
}

void TestOptions::takesOptionsBeforeTheCommand()
{
    const Ran after = run({u"tree"_s, u"--demo"_s, u"--project"_s, u"payments"_s, u"--json"_s});
    QVERIFY2(after.code == 0 && !after.array().isEmpty(), after.err);
    QCOMPARE(run({u"--demo"_s, u"--project"_s, u"payments"_s, u"--json"_s, u"tree"_s}).out, after.out);
    QCOMPARE(run({u"--demo"_s, u"--project=payments"_s, u"tree"_s, u"--json"_s}).out, after.out);
    // The value of an option is no command.
    QVERIFY2(run({u"--account"_s, u"tree"_s, u"overview"_s}).err.contains("Account tree not found"), "");
    QCOMPARE(run({u"--help"_s, u"tree"_s}).out, run({u"tree"_s, u"--help"_s}).out);
    QCOMPARE(run({u"help"_s, u"tree"_s}).out, run({u"tree"_s, u"--help"_s}).out);
}

void TestOptions::saysWhatIsWrongWithoutACommand()
{
    const QList<std::pair<QStringList, QByteArray>> lines{{{u"--url"_s, u"https://r.example"_s}, "No command is named"},
        {{u"--frobnicate"_s, u"tree"_s}, "--frobnicate"},
        {{u"--url"_s, u"https://r.example"_s, u"snyc"_s}, "no command snyc"}, {{u"--demo"_s}, "No command is named"}};
    for (const auto &[line, said] : lines) {
        const Ran ran = run(line);
        QCOMPARE(ran.code, 2);
        QVERIFY2(ran.err.contains(said), ran.err);
        QVERIFY2(!ran.err.contains("Commands:"), ran.err); // a sentence, and not the whole help
    }
}

void TestOptions::theNameOfAnAccountIsAWordToo()
{
    const Program program;
    const Ran added =
        program.run({u"accounts"_s, u"add"_s, u"work"_s, u"--no-test"_s, u"--url"_s, u"https://r.example"_s});
    QVERIFY2(added.code == 0, added.err);
    QCOMPARE(program.run({u"accounts"_s, u"--json"_s}).array().first()[u"name"_s].toString(), u"work"_s);
    const Ran unchanged = program.run({u"accounts"_s, u"edit"_s, u"work"_s});
    QCOMPARE(unchanged.code, 2);
    QVERIFY2(unchanged.err.contains("No changes specified"), unchanged.err);
}

QTEST_GUILESS_MAIN(TestOptions)
#include "tst_options.moc"
