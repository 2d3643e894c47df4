// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "change/planlanguage.h"

#include "change/artifactfacts.h"
#include "change/ociplan.h"

#include "harbor/fetch.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <memory>

using namespace Qt::StringLiterals;

namespace lotse::change {

namespace {

using Verb = PlanStatement::Verb;

QString kindWords()
{
    QStringList out;
    for (const ConfigKind &kind : configKinds())
        out.append(QLatin1String(kind.name));
    return out.join(u", "_s);
}

/// "in PROJECT", "where …" and key=value out of the words behind the verb.
Result<void> takeParts(PlanStatement &out, QStringList words)
{
    const qsizetype where = words.indexOf(u"where"_s);
    if (where >= 0) {
        out.where = words.mid(where + 1);
        words = words.mid(0, where);
        if (out.where.isEmpty())
            return usageError(LOTSE_MSG("The condition after “where” is missing: name=…, project=…, KEY=… or all."));
    }
    const qsizetype in = words.indexOf(u"in"_s);
    if (in >= 0) {
        out.project = words.value(in + 1);
        if (out.project.isEmpty())
            return usageError(LOTSE_MSG("The project after “in” is missing."));
        words.remove(in, 2);
    }
    for (const QString &word : std::as_const(words)) {
        const qsizetype equals = word.indexOf(u'=');
        const bool isSetting = equals > 0 && out.verb != Verb::TagAdd && out.verb != Verb::TagRemove;
        if (!isSetting)
            out.words.append(word);
        else
            out.settings.append({word.left(equals), word.mid(equals + 1)});
    }
    return {};
}

bool isOfArtifact(Verb verb)
{
    return verb == Verb::ArtifactDelete || verb == Verb::ArtifactCopy || verb == Verb::ArtifactScan
        || verb == Verb::ArtifactSbom;
}

Result<void> checkCounts(const PlanStatement &out)
{
    const bool isMember = out.verb == Verb::MemberAdd || out.verb == Verb::MemberSet || out.verb == Verb::MemberRemove;
    const bool isMarked = out.verb == Verb::TagAdd || out.verb == Verb::TagRemove || out.verb == Verb::LabelAdd
        || out.verb == Verb::LabelRemove;
    if (out.verb == Verb::Quota) {
        if (out.settings.isEmpty() || !out.words.isEmpty())
            return usageError(LOTSE_MSG("The statement is: quota PROJECT=SIZE…, as in quota payments=20GiB."));
    } else if (isMember) {
        const qsizetype count = out.verb == Verb::MemberRemove ? 2 : 3;
        if (out.words.size() != count || !out.settings.isEmpty()) {
            return usageError(LOTSE_MSG(
                "The statement is: member add|set PROJECT user:NAME|group:NAME ROLE, or member remove PROJECT "
                "user:NAME|group:NAME."));
        }
        if (count == 3 && roleOf(out.words[2]) == 0)
            return usageError(
                LOTSE_MSG("There is no role %1. The roles are %2."), {out.words[2], roleWords().join(u", "_s)});
    } else if (isMarked || isOfArtifact(out.verb)) {
        const qsizetype count = isMarked || out.verb == Verb::ArtifactCopy ? 2 : 1;
        if (out.words.size() != count || !out.settings.isEmpty()) {
            return usageError(isMarked
                    ? LOTSE_MSG("The statement is: tag|label add|remove PROJECT/REPOSITORY:TAG NAME.")
                    : LOTSE_MSG("The statement is: artifact delete|scan|sbom PROJECT/REPOSITORY:TAG, or artifact copy "
                                "PROJECT/REPOSITORY:TAG PROJECT/REPOSITORY."));
        }
        if (out.verb == Verb::ArtifactCopy && out.words[1].section(u'/', 1).isEmpty())
            return usageError(LOTSE_MSG("“%1” is not a repository. Use PROJECT/REPOSITORY."), {out.words[1]});
        // A plain registry has no projects: "alpine:3.20" is an image there.
        const bool isPlain =
            (out.verb == Verb::TagAdd || out.verb == Verb::TagRemove || out.verb == Verb::ArtifactDelete)
            && imageWord(out.words[0]).ok();
        const Result<ArtifactWord> artifact = artifactWord(out.words[0]);
        if (!artifact && !isPlain)
            return artifact.error();
    } else if (out.verb == Verb::Run) {
        const QString job = out.words.value(0);
        const bool isNamed = job == u"replication"_s || job == u"retention"_s || job == u"robot-secret"_s;
        const bool isAlone = job == u"gc"_s || job == u"scan-all"_s || job == u"purge"_s;
        const QString of = out.words.value(1);
        if (job == u"schedule"_s) {
            if (out.words.size() == 3 && (of == u"gc"_s || of == u"scan-all"_s || of == u"purge"_s))
                return {};
            return usageError(
                LOTSE_MSG("The statement is: set schedule gc|scan-all|purge none|hourly|daily|weekly|'CRON'."));
        }
        if (job == u"pause"_s || job == u"resume"_s) {
            if (of == u"queue"_s && out.words.size() == 3)
                return {};
            return usageError(LOTSE_MSG("The statement is: %1 queue NAME."), {job});
        }
        if (job == u"stop"_s) {
            const bool ofRun = of == u"gc"_s || of == u"purge"_s || of == u"replication"_s;
            const bool ofProject = of == u"retention"_s;
            const bool ofNamed = of == u"queue"_s || of == u"job"_s;
            bool isNumber = false;
            const bool isRun = out.words.size() == (ofProject ? 4 : 3)
                && (ofNamed || ((ofRun || ofProject) && out.words.last().toLongLong(&isNumber) > 0 && isNumber));
            if (isRun || (of == u"scan-all"_s && out.words.size() == 2))
                return {};
            return usageError(LOTSE_MSG("The statement is: stop gc|purge|replication NUMBER, stop retention PROJECT "
                                        "NUMBER, stop scan-all, stop job ID, or stop queue NAME."));
        }
        if (!(isNamed && out.words.size() == 2) && !(isAlone && out.words.size() == 1)) {
            return usageError(
                LOTSE_MSG("The statement is: run gc [dry_run=true] [delete_untagged=true] [workers=N], run "
                          "scan-all, run replication NAME, run retention PROJECT [dry_run=true], run purge "
                          "hours=N [dry_run=true], or run robot-secret NAME."));
        }
    } else if (out.verb == Verb::Set) {
        if (!out.words.isEmpty() || out.settings.isEmpty())
            return usageError(LOTSE_MSG("The statement is: set KIND KEY=VALUE… [in PROJECT] [where name=…]."));
    } else {
        const bool isNamed = !out.kind->isSingle || qstrcmp(out.kind->name, "project") == 0;
        if (out.words.size() != (isNamed ? 1 : 0))
            return usageError(LOTSE_MSG("The statement is: create|delete KIND NAME [in PROJECT] [KEY=VALUE…]."));
        if (out.verb == Verb::Delete && !out.settings.isEmpty())
            return usageError(LOTSE_MSG("What is deleted takes no %1."), {out.settings.first().first});
    }
    const bool isOfProject = out.kind && out.kind->isOfProject;
    if (!out.project.isEmpty() && !isOfProject)
        return usageError(LOTSE_MSG("“in %1” has no effect here."), {out.project});
    if (!out.where.isEmpty() && out.verb != Verb::Set)
        return usageError(LOTSE_MSG("“where” has an effect only with set."));
    return {};
}

} // namespace

Result<QStringList> planWords(const QString &line)
{
    QStringList out;
    QString word;
    QChar quote;
    bool isWord = false;
    for (const QChar one : line) {
        if (!quote.isNull()) {
            if (one == quote)
                quote = {};
            else
                word += one;
        } else if (one == u'\'' || one == u'"') {
            quote = one;
            isWord = true;
        } else if (one == u'#' && !isWord) {
            break;
        } else if (one.isSpace()) {
            if (isWord)
                out.append(word);
            word.clear();
            isWord = false;
        } else {
            word += one;
            isWord = true;
        }
    }
    if (!quote.isNull())
        return usageError(LOTSE_MSG("A quote (%1) is not closed."), {QString(quote)});
    if (isWord)
        out.append(word);
    return out;
}

Result<PlanStatement> planStatement(const QStringList &all)
{
    static const QHash<QString, Verb> verbs{{u"quota"_s, Verb::Quota}, {u"member add"_s, Verb::MemberAdd},
        {u"member set"_s, Verb::MemberSet}, {u"member remove"_s, Verb::MemberRemove}, {u"tag add"_s, Verb::TagAdd},
        {u"tag remove"_s, Verb::TagRemove}, {u"label add"_s, Verb::LabelAdd}, {u"label remove"_s, Verb::LabelRemove},
        {u"artifact delete"_s, Verb::ArtifactDelete}, {u"artifact copy"_s, Verb::ArtifactCopy},
        {u"artifact scan"_s, Verb::ArtifactScan}, {u"artifact sbom"_s, Verb::ArtifactSbom}, {u"create"_s, Verb::Create},
        {u"set"_s, Verb::Set}, {u"delete"_s, Verb::Delete}, {u"run"_s, Verb::Run}, {u"set schedule"_s, Verb::Run},
        {u"stop"_s, Verb::Run}, {u"pause"_s, Verb::Run}, {u"resume"_s, Verb::Run}};
    QStringList words = all;
    // "project create NAME" and "label create NAME" are the same as "create project NAME".
    if ((words.value(0) == u"project"_s || words.value(0) == u"label"_s)
        && (words.value(1) == u"create"_s || words.value(1) == u"set"_s || words.value(1) == u"delete"_s))
        std::swap(words[0], words[1]);
    // "set label NAME color=…" names what stands behind "where" otherwise.
    PlanStatement out;
    if (const auto two = verbs.constFind(words.mid(0, 2).join(u' ')); two != verbs.constEnd()) {
        out.verb = *two;
        words = words.mid(words.value(1) == u"schedule"_s && out.verb == Verb::Run ? 1 : 2);
    } else if (const auto one = verbs.constFind(words.value(0)); one != verbs.constEnd()) {
        out.verb = *one;
        static const QStringList ofJobs{u"stop"_s, u"pause"_s, u"resume"_s};
        if (!ofJobs.contains(words[0])) // they say what is done with the job
            words = words.mid(1);
    } else {
        return usageError(LOTSE_MSG("“%1” is not a statement. The statements are quota, member, project, label, tag, "
                                    "artifact, create, set, delete, run, stop, pause and resume."),
            {words.mid(0, 2).join(u' ')});
    }
    const bool hasKind = out.verb == Verb::Create || out.verb == Verb::Set || out.verb == Verb::Delete;
    if (hasKind) {
        out.kind = configKind(words.value(0));
        if (!out.kind)
            return usageError(LOTSE_MSG("There is no kind %1. The kinds are %2."), {words.value(0), kindWords()});
        words = words.mid(1);
    }
    if (const Result<void> parts = takeParts(out, words); !parts)
        return parts.error();
    if (hasKind && !out.kind->isOfProject && !out.project.isEmpty()) {
        // A label of a project is another kind than one of the registry.
        if (const ConfigKind *ofProject = configKind(u"project-"_s + QLatin1String(out.kind->name)))
            out.kind = ofProject;
    }
    if (out.verb == Verb::Set && out.words.size() == 1 && out.where.isEmpty()) {
        const bool isProject = qstrcmp(out.kind->name, "project") == 0;
        out.where = {(isProject || out.kind->isSingle ? u"project="_s : u"name="_s) + out.words.takeFirst()};
    }
    if (const Result<void> counts = checkCounts(out); !counts)
        return counts.error();
    return out;
}

Result<QList<PlanStatement>> planStatements(const QString &text)
{
    QList<PlanStatement> out;
    int number = 0;
    for (const QString &line : text.split(u'\n')) {
        ++number;
        const Result<QStringList> words = planWords(line);
        if (!words)
            return usageError(LOTSE_MSG("Line %1: %2"), {QString::number(number), words.error().text()});
        if (words->isEmpty())
            continue;
        Result<PlanStatement> statement = planStatement(*words);
        if (!statement)
            return usageError(LOTSE_MSG("Line %1: %2"), {QString::number(number), statement.error().text()});
        statement.value().line = number;
        out.append(*statement);
    }
    return out;
}

Result<ArtifactWord> artifactWord(const QString &text)
{
    const qsizetype slash = text.indexOf(u'/');
    const qsizetype at = text.indexOf(u'@');
    const qsizetype cut = at >= 0 ? at : text.lastIndexOf(u':');
    if (slash <= 0 || cut <= slash + 1 || cut + 1 >= text.size())
        return usageError(
            LOTSE_MSG("“%1” is not an artifact: PROJECT/REPOSITORY:TAG or PROJECT/REPOSITORY@sha256:…."), {text});
    return ArtifactWord{text.left(slash), text.mid(slash + 1, cut - slash - 1), text.mid(cut + 1)};
}

QStringList kindsOf(const PlanStatement &statement)
{
    switch (statement.verb) {
    case Verb::Quota:
        return {u"quota"_s};
    case Verb::MemberAdd:
    case Verb::MemberSet:
    case Verb::MemberRemove:
        return {u"member"_s, u"project"_s};
    case Verb::TagAdd:
    case Verb::TagRemove:
    case Verb::ArtifactDelete:
    case Verb::ArtifactCopy:
    case Verb::ArtifactScan:
    case Verb::ArtifactSbom:
        return {};
    case Verb::LabelAdd:
    case Verb::LabelRemove:
        return {u"label"_s, u"project-label"_s};
    case Verb::Run:
        if (statement.words[0] == u"replication"_s)
            return {u"replication"_s, u"registry"_s};
        if (statement.words[0] == u"robot-secret"_s)
            return {u"robot"_s, u"project-robot"_s, u"project"_s};
        if (statement.words[0] == u"retention"_s || statement.words.value(1) == u"retention"_s) // run or stop
            return {u"retention"_s, u"project"_s};
        return {};
    case Verb::Create:
    case Verb::Set:
    case Verb::Delete: {
        QStringList out{QString::fromLatin1(statement.kind->name)};
        if (statement.kind->isOfProject)
            out.append(u"project"_s);
        if (out.first() == u"replication"_s)
            out.append(u"registry"_s);
        // "payments+ci" is a robot account of a project, though none is named.
        if (out.first() == u"robot"_s && (statement.where + statement.words).join(u' ').contains(u'+'))
            out += {u"project-robot"_s, u"project"_s};
        return out;
    }
    }
    return {};
}

QStringList artifactsOf(const PlanStatement &statement)
{
    const bool isArtifact = statement.verb == Verb::TagAdd || statement.verb == Verb::TagRemove
        || statement.verb == Verb::LabelAdd || statement.verb == Verb::LabelRemove || isOfArtifact(statement.verb);
    return isArtifact ? QStringList{statement.words[0]} : QStringList();
}

void readGround(const harbor::Client &client, const QList<PlanStatement> &statements, QObject *context,
    std::function<void(const QString &)> progress, std::function<void(Result<PlanGround>)> done)
{
    struct Reading {
        PlanGround ground;
        QStringList artifacts;
        std::function<void()> next;
    };
    auto reading = std::make_shared<Reading>();
    QStringList kinds;
    QSet<QString> projects; // one alone narrows what is read
    for (const PlanStatement &statement : statements) {
        kinds += kindsOf(statement);
        reading->artifacts += artifactsOf(statement);
        const bool isMember = statement.verb == Verb::MemberAdd || statement.verb == Verb::MemberSet
            || statement.verb == Verb::MemberRemove;
        projects.insert(isMember ? statement.words.value(0) : statement.project);
    }
    kinds.removeDuplicates();
    reading->artifacts.removeDuplicates();
    const QString project = projects.size() == 1 ? *projects.begin() : QString();
    const auto readArtifacts = [client, context, reading, done] {
        // Whoever waits for an answer keeps the reading; it does not keep itself.
        reading->next = [client, context, self = std::weak_ptr(reading), done] {
            const std::shared_ptr<Reading> kept = self.lock();
            if (!kept)
                return;
            if (kept->artifacts.isEmpty()) {
                const PlanGround ground = kept->ground;
                done(ground);
                return;
            }
            const QString text = kept->artifacts.takeFirst();
            const Result<ArtifactWord> parts = artifactWord(text);
            if (!parts) {
                kept->ground.artifacts.insert(text, parts.error());
                kept->next();
                return;
            }
            const ArtifactWord word = *parts;
            client.one(*harbor::endpoint("artifact"),
                {{u"project_name"_s, word.project}, {u"repository_name"_s, word.repository},
                    {u"reference"_s, word.reference}},
                context, [kept, done, text](const Result<json::Record> &record) {
                    if (!record) {
                        if (harbor::endsEverything(record.error().kind)) {
                            done(record.error());
                            return;
                        }
                        kept->ground.artifacts.insert(text, record.error());
                        kept->next();
                        return;
                    }
                    const QJsonObject row = QJsonDocument::fromJson(record->raw).object();
                    ArtifactFacts facts;
                    facts.names = artifactFacts(record->value.value<harbor::Artifact>(), true);
                    facts.digest = row.value(u"digest"_s).toString();
                    for (const QJsonValue &tag : row.value(u"tags"_s).toArray())
                        facts.tags.append(tag[u"name"_s].toString());
                    for (const QJsonValue &label : row.value(u"labels"_s).toArray())
                        facts.labels.insert(label[u"name"_s].toString(), label[u"id"_s].toInteger());
                    kept->ground.artifacts.insert(text, facts);
                    kept->next();
                });
        };
        reading->next();
    };
    if (kinds.isEmpty()) {
        if (client.transport())
            reading->ground.config.origin = client.transport()->origin().toString();
        QMetaObject::invokeMethod(context, readArtifacts, Qt::QueuedConnection);
        return;
    }
    readConfig(client, kinds, project, context, std::move(progress),
        [reading, readArtifacts, done](const Result<ConfigSnapshot> &config) {
            if (!config) {
                done(config.error());
                return;
            }
            reading->ground.config = *config;
            readArtifacts();
        });
}

} // namespace lotse::change
