// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "posture/check.h"

#include <QJsonArray>

namespace lotse::posture {

using namespace Qt::StringLiterals;

namespace {

// Projects that hold pushed images; those of a proxy cache are filled by pulls.
bool isOwn(const FactRow &project)
{
    return project.json[u"registry_id"_s].toInteger() == 0;
}

// Whether a doublestar pattern takes tags like "v1.2.3" or "release-7".
bool takesReleases(const QString &pattern)
{
    QStringList parts{pattern};
    if (pattern.startsWith(u'{') && pattern.endsWith(u'}'))
        parts = pattern.mid(1, pattern.size() - 2).split(u',');
    return fits(u"v1.2.3"_s, parts) || fits(u"release-7"_s, parts) || fits(u"1.2.3"_s, parts)
        || parts.contains(u"**"_s);
}

Verdict immutableReleases(const Sight &sight)
{
    QHash<QString, qsizetype> covered;
    const QList<FactRow> &rules = sight.rows(u"immutable-rules"_s);
    for (qsizetype i = 0; i < rules.size(); ++i) {
        if (rules[i].json[u"disabled"_s].toBool())
            continue;
        for (const QJsonValue selector : rules[i].json[u"tag_selectors"_s].toArray()) {
            const bool excludes = selector[u"decoration"_s].toString() == "excludes"_L1;
            if (takesReleases(selector[u"pattern"_s].toString()) != excludes)
                covered.insert(rules[i].parent, i);
        }
    }
    Survey survey(u"projects"_s);
    const QList<FactRow> &projects = sight.rows(u"projects"_s);
    bool hasUnread = false;
    Verdict proofs;
    for (qsizetype i = 0; i < projects.size(); ++i) {
        const QString name = nameOf(projects[i]);
        if (!isOwn(projects[i]) || !sight.isProduction(name))
            continue;
        if (covered.contains(name)) {
            survey.good(i, u"name"_s);
            proofs.with(u"immutable-rules"_s, covered.value(name));
        } else if (sight.isWholeOf(u"immutable-rules"_s, name)) {
            survey.bad(i, name, u"name"_s);
        } else {
            hasUnread = true;
        }
    }
    if (survey.count() == 0 && hasUnread)
        return Verdict::unread();
    Verdict out = survey.verdict(LOTSE_MSG("Release tags are immutable in all %1 production projects."),
        LOTSE_MSG("%1 of %2 production projects have no rule that keeps release tags as they are."),
        LOTSE_MSG("No project counts as production."), Outcome::NotApplicable);
    if (out.outcome == Outcome::Passed)
        out.proofs = proofs.proofs.mid(0, 20);
    return out;
}

Verdict retention(const Sight &sight)
{
    QHash<QString, qsizetype> active;
    const QList<FactRow> &policies = sight.rows(u"retention"_s);
    for (qsizetype i = 0; i < policies.size(); ++i) {
        const QJsonObject row = policies[i].json;
        const QString cron = row[u"trigger"_s].toObject()[u"settings"_s].toObject()[u"cron"_s].toString();
        bool isEnabled = false;
        for (const QJsonValue rule : row[u"rules"_s].toArray())
            isEnabled = isEnabled || !rule[u"disabled"_s].toBool();
        if (isEnabled && !cron.isEmpty())
            active.insert(policies[i].parent, i);
    }
    Survey survey(u"projects"_s);
    const QList<FactRow> &projects = sight.rows(u"projects"_s);
    bool hasUnread = false;
    for (qsizetype i = 0; i < projects.size(); ++i) {
        if (active.contains(nameOf(projects[i])))
            survey.good(i, u"metadata.retention_id"_s);
        else if (sight.isWholeOf(u"retention"_s, nameOf(projects[i])))
            survey.bad(i, nameOf(projects[i]), u"metadata"_s);
        else
            hasUnread = true;
    }
    if (survey.count() == 0 && hasUnread)
        return Verdict::unread();
    Verdict out = survey.verdict(LOTSE_MSG("All %1 projects have a retention rule with a schedule."),
        LOTSE_MSG("%1 of %2 projects have no retention rule with a schedule."), LOTSE_MSG("There are no projects."),
        Outcome::NotApplicable);
    return out;
}

Verdict collection(const Sight &sight)
{
    const QJsonObject schedule = sight.one(u"gc-schedule"_s)[u"schedule"_s].toObject();
    const QString type = schedule[u"type"_s].toString();
    const int kind = sight.rows(u"gc-schedule"_s).isEmpty() ? -1 : 0;
    if (type.isEmpty() || type == "None"_L1 || type == "Manual"_L1)
        return Verdict::failed({LOTSE_MSG("Garbage collection has no schedule."), {}}).with(u"gc-schedule"_s, kind);
    const QList<FactRow> &runs = sight.rows(u"gc"_s);
    qsizetype last = -1;
    for (qsizetype i = 0; i < runs.size(); ++i) {
        if (last < 0
            || timeOf(runs[i].json[u"creation_time"_s].toString())
                > timeOf(runs[last].json[u"creation_time"_s].toString()))
            last = i;
    }
    if (last < 0)
        return Verdict::failed({LOTSE_MSG("Garbage collection is scheduled, but has never run."), {}})
            .byAbsence()
            .with(u"gc"_s, -1);
    const QString status = runs[last].json[u"job_status"_s].toString();
    const double days = sight.daysSince(runs[last].json[u"creation_time"_s].toString());
    Verdict out;
    if (days > sight.number(u"days"_s))
        out = Verdict::failed(Message::counted(LOTSE_MSG_N("The last garbage collection was %Ln days ago.",
                                                   "The last garbage collection was %Ln day ago."),
                                  int(days)))
                  .byAbsence();
    else if (status == "Success"_L1 || status == "SUCCESS"_L1)
        out = Verdict::passed(
            Message::counted(LOTSE_MSG_N("Garbage collection is scheduled, and the last run succeeded %Ln days ago.",
                                 "Garbage collection is scheduled, and the last run succeeded %Ln day ago."),
                int(days)));
    else if (status == "Running"_L1 || status == "Pending"_L1 || status == "Scheduled"_L1)
        out = Verdict::notAssessable({LOTSE_MSG("The latest garbage collection is still running."), {}});
    else
        out = Verdict::failed({LOTSE_MSG("The last garbage collection ended with %1."), {status}}).byAbsence();
    return out.with(u"gc-schedule"_s, kind, u"schedule"_s).with(u"gc"_s, last);
}

Verdict staleImages(const Sight &sight)
{
    Survey survey(u"project-artifacts"_s);
    const QList<FactRow> &rows = sight.rows(u"project-artifacts"_s);
    const QStringList archives = sight.list(u"archive"_s);
    for (qsizetype i = 0; i < rows.size(); ++i) {
        if (fits(rows[i].parent, archives))
            continue;
        const QJsonObject row = rows[i].json;
        const bool isPulled = timeOf(row[u"pull_time"_s].toString()).isValid();
        const QString key = isPulled ? u"pull_time"_s : u"push_time"_s;
        if (sight.daysSince(row[key].toString()) > sight.number(u"days"_s))
            survey.bad(i, row[u"repository_name"_s].toString() + u'@' + row[u"digest"_s].toString().left(19), key);
        else
            survey.good(i, key);
    }
    return survey.verdict(LOTSE_MSG("All %1 images outside archives were pushed or pulled within the allowed period."),
        LOTSE_MSG("%1 of %2 images outside archives have not been pulled for too long."),
        LOTSE_MSG("There are no images outside archives."), Outcome::NotApplicable);
}

Verdict quotas(const Sight &sight)
{
    Survey survey(u"quotas"_s);
    const QList<FactRow> &rows = sight.rows(u"quotas"_s);
    for (qsizetype i = 0; i < rows.size(); ++i) {
        const double hard = rows[i].json[u"hard"_s].toObject()[u"storage"_s].toDouble(-1);
        const double used = rows[i].json[u"used"_s].toObject()[u"storage"_s].toDouble();
        const QString name = rows[i].json[u"ref"_s].toObject()[u"name"_s].toString();
        if (hard > 0 && used < hard * sight.number(u"percent"_s) / 100)
            survey.good(i, u"hard"_s);
        else
            survey.bad(i, name, hard > 0 ? u"used"_s : u"hard"_s);
    }
    return survey.verdict(LOTSE_MSG("All %1 quotas are set and not nearly full."),
        LOTSE_MSG("%1 of %2 projects have no quota, or have nearly used it up."), LOTSE_MSG("There are no projects."),
        Outcome::NotApplicable);
}

Verdict headroom(const Sight &sight)
{
    const QJsonArray volumes = sight.one(u"volumes"_s)[u"storage"_s].toArray();
    double total = 0, free = 0;
    for (const QJsonValue volume : volumes) {
        total += volume[u"total"_s].toDouble();
        free += volume[u"free"_s].toDouble();
    }
    if (total <= 0)
        return Verdict::notAssessable({LOTSE_MSG("The registry does not report the size of its storage."), {}});
    const QStringList arguments{
        QString::number(int(100 * free / total)), QString::number(int(sight.number(u"percent"_s)))};
    Verdict out = 100 * free / total > sight.number(u"percent"_s)
        ? Verdict::passed({LOTSE_MSG("%1 percent of the storage is free."), arguments})
        : Verdict::failed({LOTSE_MSG("%1 percent of the storage is free; more than %2 is required."), arguments});
    return out.with(u"volumes"_s, 0);
}

Verdict mutableLatest(const Sight &sight)
{
    Survey survey(u"project-artifacts"_s);
    const QList<FactRow> &rows = sight.rows(u"project-artifacts"_s);
    for (qsizetype i = 0; i < rows.size(); ++i) {
        if (!sight.isProduction(rows[i].parent))
            continue;
        const QJsonArray tags = rows[i].json[u"tags"_s].toArray();
        for (qsizetype k = 0; k < tags.size(); ++k) {
            if (sight.daysSince(tags[k][u"pull_time"_s].toString()) > sight.number(u"days"_s))
                continue;
            const QString name = tags[k][u"name"_s].toString();
            const QString path = u"tags."_s + QString::number(k);
            if (name == "latest"_L1 && !tags[k][u"immutable"_s].toBool())
                survey.bad(i, rows[i].json[u"repository_name"_s].toString() + u':' + name, path);
            else
                survey.good(i, path);
        }
    }
    return survey.verdict(LOTSE_MSG("None of the %1 tags in use in production is a mutable \"latest\"."),
        LOTSE_MSG("%1 of %2 tags in use in production are a mutable \"latest\"."),
        LOTSE_MSG("No tag has been pulled in production recently."), Outcome::NotApplicable);
}

} // namespace

QList<Check> lifecycleChecks()
{
    return {
        {"P36", LOTSE_MSG("Release tags are immutable"), Severity::High, false, "projects immutable-rules", "", "",
            "N 4.2.2~m; I 8.32, 8.4; CS 5.1.7; B A6", 'm',
            LOTSE_MSG("Add a tag immutability rule for release tags (v*, release*)."), "immutable-rules",
            immutableReleases},
        {"P37", LOTSE_MSG("Every project has a retention rule"), Severity::Low, false, "projects retention", "", "",
            "CD 6.1; N 4.2.2; I 8.10; B A14~l", 'm', LOTSE_MSG("Add a tag retention rule with a schedule."),
            "retention", retention},
        {"P38", LOTSE_MSG("Garbage collection is scheduled and succeeds"), Severity::Low, false, "gc-schedule gc", "",
            "days=31", "CD 6.1; N 4.2.2; I 8.10, 8.6", 'm', LOTSE_MSG("Set a schedule for garbage collection."), "gc",
            collection},
        {"P39", LOTSE_MSG("No image is unused"), Severity::Low, false, "project-artifacts", "",
            "days=180 archive=*archive*", "CD 6.1; N 4.2.2; I 8.10", 'h',
            LOTSE_MSG("Delete these images, or add a retention rule that deletes them."), "retention", staleImages},
        {"P40", LOTSE_MSG("Quotas are set and not full"), Severity::Low, false, "quotas", "", "percent=90", "I 8.6",
            'm', LOTSE_MSG("Set a storage quota for the project, or raise it."), "quotas", quotas},
        {"P41", LOTSE_MSG("Storage is available"), Severity::Medium, false, "volumes", "", "percent=15", "I 8.6", 'm',
            LOTSE_MSG("Run garbage collection, or add storage."), "system", headroom},
        {"P53", LOTSE_MSG("No mutable tag \"latest\" is used"), Severity::Low, false, "project-artifacts", "",
            "days=30", "CD 5.28; N 4.2.2; CS 5.1.7; B A6", 'm', LOTSE_MSG("Deploy by digest or by an immutable tag."),
            "immutable-rules", mutableLatest},
    };
}

} // namespace lotse::posture
