// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/schema.h"
#include "triage.h"

#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>

namespace lotse::cli {

using namespace Qt::StringLiterals;

static void startPriority(Run &run)
{
    const FindingsEngine desk(run.cachePlan(), run.decisionPlan(), &run.wiring().clock);
    if (!run.arguments().isEmpty()) {
        const QString file = QFileInfo(run.arguments().first()).absoluteFilePath();
        if (const Result<void> taken = importPriorityList(desk.priorityFolder(), file); !taken) {
            run.fail(taken.error());
            return;
        }
    }
    const PriorityLists lists = PriorityLists::read(desk.priorityFolder());
    if (!lists.errors.isEmpty()) {
        run.fail(lists.errors.first());
        return;
    }
    const findings::EpssTable &epss = lists.priority.epss;
    const findings::KevTable &kev = lists.priority.kev;
    if (run.output().format() == Format::Json) {
        const auto list = [](const QString &name, const QString &version, findings::Seconds date, qint64 entries) {
            const QJsonObject object{
                {u"list"_s, name}, {u"version"_s, version}, {u"date"_s, dateText(date)}, {u"entries"_s, entries}};
            return QJsonDocument(object).toJson(QJsonDocument::Compact);
        };
        run.output().jsonArray({list(u"epss"_s, epss.modelVersion, epss.date, qint64(epss.scores.size())),
            list(u"kev"_s, kev.version, kev.date, qint64(kev.entries.size()))});
    } else {
        run.output().table({u"list"_s, u"version"_s, u"date"_s, u"entries"_s},
            {{u"epss"_s, epss.modelVersion, dateText(epss.date), QString::number(epss.scores.size())},
                {u"kev"_s, kev.version, dateText(kev.date), QString::number(kev.entries.size())}},
            {false, false, false, true});
    }
    if (const int bad = epss.unreadable; bad > 0)
        run.partial(
            counted(bad, u"%1 line of the EPSS list cannot be read"_s, u"%1 lines of the EPSS list cannot be read"_s));
    if (const int bad = kev.unreadable; bad > 0)
        run.partial(
            counted(bad, u"%1 entry of the KEV list cannot be read"_s, u"%1 entries of the KEV list cannot be read"_s));
    for (const Message &warning :
        lists.priority.warnings(findings::Seconds(run.wiring().clock.now().toSecsSinceEpoch())))
        run.output().warn(warning.text());
    run.done();
}

Command priorityCommand()
{
    return {.name = "priority",
        .arguments = "[FILE]",
        .summary = "Show or import EPSS and KEV lists.",
        .details = "FILE is epss_scores-YYYY-MM-DD.csv or .csv.gz as FIRST publishes it, or CISA's\n"
                   "known_exploited_vulnerabilities.json or .csv. Nothing is fetched: bring the files yourself.",
        .least = 0,
        .most = 1,
        .takes = "demo json csv",
        .start = startPriority};
}

} // namespace lotse::cli
