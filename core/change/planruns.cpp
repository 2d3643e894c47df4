// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "change/planresolve_p.h"

using namespace Qt::StringLiterals;

namespace lotse::change {

namespace {

/// A switch or a number that a job takes.
Result<QJsonObject> optionsOf(const PlanStatement &statement, const QStringList &switches, const QStringList &numbers)
{
    QJsonObject out;
    for (const auto &[word, text] : statement.settings) {
        const QString lower = text.toLower();
        const bool isYes = lower == u"true"_s || lower == u"on"_s || lower == u"yes"_s;
        const bool isNo = lower == u"false"_s || lower == u"off"_s || lower == u"no"_s;
        bool isNumber = false;
        const qint64 number = text.toLongLong(&isNumber);
        if (switches.contains(word) && (isYes || isNo))
            out.insert(word, isYes);
        else if (numbers.contains(word) && isNumber && number >= 1 && number <= 5)
            out.insert(word, number);
        else if (switches.contains(word))
            return refused(LOTSE_MSG("%1 must be true or false, not %2."), {word, text});
        else if (numbers.contains(word))
            return refused(LOTSE_MSG("%1 must be a number from 1 to 5, not %2."), {word, text});
        else
            return refused(LOTSE_MSG("run %1 has no option %2. Available: %3."),
                {statement.words[0], word, (switches + numbers).join(u", "_s)});
    }
    return out;
}

} // namespace

Result<QList<Change>> runsOf(const PlanStatement &statement, const PlanGround &ground)
{
    const QString job = statement.words[0], name = statement.words.value(1);
    const bool isGc = job == u"gc"_s;
    const QStringList switches = isGc ? QStringList{u"dry_run"_s, u"delete_untagged"_s}
        : job == u"retention"_s       ? QStringList{u"dry_run"_s}
                                      : QStringList();
    const Result<QJsonObject> options =
        optionsOf(statement, switches, isGc ? QStringList{u"workers"_s} : QStringList());
    if (!options)
        return options.error();
    Change out;
    if (job == u"replication"_s || job == u"retention"_s) {
        const bool isReplication = job == u"replication"_s;
        const QByteArray kind = isReplication ? "replication" : "retention";
        if (const Result<void> read = known(ground.config, kind, isReplication ? QString() : name); !read)
            return read.error();
        if (!isReplication && !ground.config.hasProject(name))
            return noProject(name);
        const ConfigObject *there =
            ground.config.find(kind, isReplication ? QString() : name, isReplication ? name : QString());
        if (!there)
            return refused(LOTSE_MSG("%1 %2 does not exist."), {job, name});
        out.names = {{isReplication ? u"name"_s : u"project"_s, name}};
        if (isReplication) {
            out.operation = "startReplication";
            out.body = {{u"policy_id"_s, there->path.value(u"id"_s).toLongLong()}};
        } else {
            out.operation = "triggerRetentionExecution";
            out.path = there->path;
            out.body = {{u"dry_run"_s, options->value(u"dry_run"_s).toBool()}};
        }
        return QList<Change>{out};
    }
    out.operation = isGc ? "createGCSchedule" : "createScanAllSchedule";
    out.body = {{u"schedule"_s, QJsonObject{{u"type"_s, u"Manual"_s}}}};
    if (isGc) {
        QJsonObject parameters{{u"dry_run"_s, false}, {u"delete_untagged"_s, false}, {u"workers"_s, 1}};
        for (auto it = options->begin(); it != options->end(); ++it)
            parameters.insert(it.key(), it.value());
        out.body.insert(u"parameters"_s, parameters);
    }
    return QList<Change>{out};
}

} // namespace lotse::change
