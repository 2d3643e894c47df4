// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/safefile.h"
#include "change/configevents.h"
#include "planning.h"
#include "sync/wholeconfig.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <memory>

namespace lotse::cli {

using namespace Qt::StringLiterals;
using namespace lotse::change;

namespace {

constexpr qint64 kExportCap = 256 * 1024 * 1024;
constexpr int kDiffers = 1;

QString shown(const QJsonValue &value)
{
    if (value.isUndefined())
        return {};
    const QByteArray array = QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
    return QString::fromUtf8(array.mid(1, array.size() - 2));
}

} // namespace

void readLiving(Run &run, std::function<void(const ConfigSnapshot &)> next)
{
    run.withSession([&run, next = std::move(next)] {
        if (!isHarbor(run))
            return;
        readWholeConfig(
            run.session().harbor(), run.session().identity(), run.session().serverVersion(), &run,
            [&run](const QString &kind) { run.output().progress(u"reading "_s + kind); },
            [&run, next](const Result<ConfigSnapshot> &read) {
                if (read)
                    next(*read);
                else
                    run.fail(read.error());
            });
    });
}

void deliverConfig(Run &run, const ConfigSnapshot &snapshot)
{
    const bool isJson = run.value("format") != u"yaml"_s;
    const QByteArray text = isJson ? exportJson(snapshot) : exportYaml(snapshot);
    if (run.isSet("output")) {
        if (const Result<void> written = writeWhole(run.value("output"), text); !written) {
            run.fail(written.error());
            return;
        }
    } else if (isJson) {
        run.output().json(text);
    } else {
        run.output().bytes(text);
    }
    for (const ConfigGap &gap : snapshot.gaps)
        run.partial(gapText(gap, Speech::English));
    run.done();
}

bool fitsConfigFormat(Run &run)
{
    const QString format = run.value("format");
    if (!run.isSet("format") || format == u"json"_s || format == u"yaml"_s)
        return true;
    run.usage(LOTSE_MSG("--format requires json or yaml, not %1."), {format});
    return false;
}

bool tellGaps(Run &run, const ConfigSnapshot &a, const ConfigSnapshot &b)
{
    const QStringList texts = gapTexts(a, b, Speech::English);
    for (const QString &text : texts)
        run.partial(text);
    return !texts.isEmpty();
}

bool planWay(Run &run, ChangePlan &plan, const ConfigSnapshot &a, const ConfigSnapshot &b, QStringList &notes)
{
    QStringList notRead;
    planTowards(plan, a, b, run.session().identity().name, &notes, &notRead);
    for (const QString &gap : std::as_const(notRead))
        run.partial(gap);
    return !notRead.isEmpty() || tellGaps(run, a, b);
}

void tellDifferences(
    Run &run, const ConfigSnapshot &a, const ConfigSnapshot &b, const QString &goal, const QString &planFile)
{
    using What = ConfigDifference::What;
    QStringList notCompared;
    const QList<ConfigDifference> differences = differencesOf(a, b, &notCompared);
    QList<QStringList> rows;
    QList<QByteArray> objects;
    for (const ConfigDifference &one : differences) {
        const QString what = one.what == What::Added ? u"added"_s
            : one.what == What::Removed              ? u"removed"_s
                                                     : u"changed"_s;
        rows.append({what, one.kind, one.project, one.name, one.member, shown(one.before), shown(one.after)});
        QJsonObject object{{u"what"_s, what}, {u"kind"_s, one.kind}, {u"project"_s, one.project}, {u"name"_s, one.name},
            {u"member"_s, one.member}};
        if (!one.before.isUndefined())
            object.insert(u"before"_s, one.before);
        if (!one.after.isUndefined())
            object.insert(u"after"_s, one.after);
        objects.append(QJsonDocument(object).toJson(QJsonDocument::Compact));
    }
    if (run.output().format() == Format::Json)
        run.output().jsonArray(objects);
    else if (!rows.isEmpty() || run.output().format() == Format::Csv)
        run.output().table({u"what"_s, u"kind"_s, u"project"_s, u"name"_s, u"member"_s, u"before"_s, u"after"_s}, rows);
    for (const QString &sentence : std::as_const(notCompared))
        run.output().warn(sentence);
    if (!planFile.isEmpty()) {
        ChangePlan plan = newPlan(run);
        plan.title = u"towards "_s + goal;
        QStringList notes;
        planWay(run, plan, a, b, notes);
        for (const QString &note : std::as_const(notes))
            run.output().warn(note);
        if (plan.changes.isEmpty()) {
            run.output().warn(u"Nothing can be planned: no file is written."_s);
        } else {
            run.output().note(reviewText(plan, actorOf(run.session())));
            if (!writePlan(run, plan, planFile))
                return;
        }
    }
    if (differences.isEmpty() && (!notCompared.isEmpty() || (planFile.isEmpty() && tellGaps(run, a, b))))
        run.partial(u"What could be compared is the same."_s);
    run.done(differences.isEmpty() ? 0 : kDiffers);
}

namespace {

void startExport(Run &run)
{
    if (fitsConfigFormat(run))
        readLiving(run, [&run](const ConfigSnapshot &snapshot) { deliverConfig(run, snapshot); });
}

/// The snapshot of a file, or of the registry for "-".
void readSide(Run &run, const QString &side, std::function<void(const ConfigSnapshot &)> next)
{
    if (side == u"-"_s) {
        readLiving(run, std::move(next));
        return;
    }
    const Result<QByteArray> bytes = readWhole(side, kExportCap);
    if (!bytes) {
        run.fail(bytes.error());
        return;
    }
    const Result<ConfigSnapshot> snapshot = importJson(*bytes);
    if (snapshot)
        next(*snapshot);
    else
        run.fail(snapshot.error());
}

void startDiffConfig(Run &run)
{
    const QString a = run.arguments().at(0);
    const QString b = run.arguments().at(1);
    if (a == u"-"_s && b == u"-"_s) {
        run.usage(LOTSE_MSG("The registry is compared with an export: specify one file."));
        return;
    }
    if (run.isSet("plan") && a != u"-"_s) {
        run.usage(LOTSE_MSG("A plan starts from the live registry: lotse-cli diff-config - FILE --plan PLAN."));
        return;
    }
    // A file that cannot be read is told before anybody is asked for a password.
    const bool isLivingFirst = a == u"-"_s;
    readSide(run, isLivingFirst ? b : a, [&run, a, b, isLivingFirst](const ConfigSnapshot &file) {
        readSide(run, isLivingFirst ? a : b, [&run, b, file, isLivingFirst](const ConfigSnapshot &other) {
            if (isLivingFirst)
                tellDifferences(run, other, file, b, run.value("plan"));
            else
                tellDifferences(run, file, other, b, run.value("plan"));
        });
    });
}

} // namespace

Command exportCommand()
{
    return {.name = "export",
        .arguments = "",
        .summary = "Write the configuration of a Harbor to a file, sorted and without secrets.",
        .details =
            "Projects, their settings, members, quotas, retention, immutability, labels, robots (without secrets),\n"
            "webhooks (without headers), replication, registries, scanners, the system allowlist and configuration. "
            "All\n"
            "goes by names, so that the same configuration gives the same bytes. What could not be read is named in "
            "it\n"
            "under not_read, and the exit code is 7 then.",
        .options = {{u"output"_s, u"Write to FILE."_s, u"FILE"_s},
            {u"format"_s, u"json (which \"diff-config\" reads) or yaml."_s, u"FORMAT"_s}},
        .takes = "@registry progress",
        .start = &startExport};
}

Command diffConfigCommand()
{
    return {.name = "diff-config",
        .arguments = "A B",
        .summary = "Compare two exports, or one with the registry (-), and plan the way.",
        .details =
            "A and B are files of \"lotse-cli export\"; - stands for the registry as it is. Prints what differs, by "
            "thing\n"
            "and member. With --plan (A is -) also writes the plan that leads from the registry to B; projects that B\n"
            "does not have stay. Exit codes: 0 the same, 1 they differ, 7 what could be compared is the same, or the "
            "plan\n"
            "leaves out what could not be read.",
        .options = {{u"plan"_s, u"Write the plan that leads from the registry to B to FILE."_s, u"FILE"_s}},
        .least = 2,
        .most = 2,
        .takes = "@registry json csv progress",
        .start = &startDiffConfig};
}

} // namespace lotse::cli
