// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "change/planresolve_p.h"
#include "change/sizeformula.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lotse::change {

Result<void> known(const ConfigSnapshot &config, const QByteArray &kind, const QString &project)
{
    for (const ConfigGap &gap : config.gaps) {
        if (gap.kind == QLatin1String(kind) && (gap.project.isEmpty() || project.isEmpty() || gap.project == project)) {
            return usageError(LOTSE_MSG("%1 could not be read%2: %3"),
                {gap.kind, gap.project.isEmpty() ? QString() : u" ("_s + gap.project + u')', gap.reason});
        }
    }
    return {};
}

Error noProject(const ConfigSnapshot &config, const QString &project)
{
    if (const Result<void> read = known(config, "project", {}); !read)
        return read.error();
    return usageError(LOTSE_MSG("There is no project %1, or this account does not see it."), {project});
}

namespace {

using Verb = PlanStatement::Verb;
using Changes = Result<QList<Change>>;

bool matches(const QString &pattern, const QString &text)
{
    if (!pattern.contains(u'*'))
        return pattern == text;
    return QRegularExpression(QRegularExpression::wildcardToRegularExpression(pattern)).match(text).hasMatch();
}

Changes quotas(const PlanStatement &statement, const PlanGround &ground)
{
    if (const Result<void> read = known(ground.config, "quota", {}); !read)
        return read.error();
    QList<Change> out;
    QHash<QString, qsizetype> byProject; // a later setting takes the place of an earlier one: all=10GiB web=unlimited
    for (const auto &[target, formula] : statement.settings) {
        bool isFound = false;
        for (const ConfigObject &object : ground.config.objects) {
            if (qstrcmp(object.kind->name, "quota") != 0 || (target != u"all"_s && !matches(target, object.project)))
                continue;
            isFound = true;
            const qint64 limit = valueAt(object.form, u"hard.storage"_s).toInteger();
            const Result<qint64> bytes = sizeOf(formula, {valueAt(object.form, u"used.storage"_s).toInteger(), limit});
            if (!bytes)
                return usageError(LOTSE_MSG("Quota of %1: %2"), {object.project, bytes.error().text()});
            const Result<Change> change = configUpdate(object, {{u"storage"_s, *bytes}}, ground.config.names);
            if (!change)
                return change.error();
            const bool isThere = byProject.contains(object.project);
            if (isThere)
                out[byProject.value(object.project)] = *change;
            else if (!change->edits.isEmpty())
                byProject.insert(object.project, out.size());
            if (!isThere && !change->edits.isEmpty())
                out.append(*change);
        }
        if (!isFound && target == u"all"_s)
            return usageError(LOTSE_MSG("The registry has no quotas."));
        if (!isFound)
            return usageError(LOTSE_MSG("There is no quota for a project %1."), {target});
    }
    out.removeIf([](const Change &change) { return change.edits.isEmpty(); });
    return out;
}

Changes members(const PlanStatement &statement, const PlanGround &ground)
{
    const QString project = statement.words[0];
    if (!ground.config.hasProject(project))
        return noProject(ground.config, project);
    if (const Result<void> read = known(ground.config, "member", project); !read)
        return read.error();
    const QString who = statement.words[1].startsWith(u"group:"_s) || statement.words[1].startsWith(u"user:"_s)
        ? statement.words[1]
        : u"user:"_s + statement.words[1];
    const ConfigObject *there = ground.config.find("member", project, who);
    const QString role = there ? there->value.value(u"role"_s).toString() : QString();
    if (statement.verb == Verb::MemberAdd && there) {
        return usageError(
            LOTSE_MSG("%1 is already a member of %2, as %3: use member set."), {who.section(u':', 1), project, role});
    }
    if (statement.verb != Verb::MemberAdd && !there)
        return usageError(LOTSE_MSG("%1 is not a member of %2."), {who.section(u':', 1), project});
    Result<Change> change = usageError("");
    if (statement.verb == Verb::MemberAdd) {
        ConfigObject wanted;
        wanted.kind = configKind(u"member"_s);
        wanted.project = project;
        wanted.name = who;
        wanted.value = {{u"role"_s, statement.words[2]}};
        change = configCreate(wanted, ground.config.names);
    } else if (statement.verb == Verb::MemberSet) {
        change = configUpdate(*there, {{u"role"_s, statement.words[2]}}, ground.config.names);
    } else {
        change = configRemove(*there);
    }
    if (!change)
        return change.error();
    if (statement.verb == Verb::MemberSet && change->edits.isEmpty())
        return QList<Change>();
    return QList<Change>{*change};
}

/// What may be set of a kind, by word and path.
QStringList settable(const ConfigKind &kind, const harbor::Operation &operation)
{
    QStringList out;
    const QList<ConfigMember> members = configMembers(kind);
    for (const harbor::Member &member : harbor::membersOf(operation)) {
        const bool isTaken = member.handling == harbor::Member::Handling::Written
            || member.handling == harbor::Member::Handling::Hidden
            || (member.handling == harbor::Member::Handling::CreateOnly && qstrcmp(operation.verb, "POST") == 0);
        if (!isTaken)
            continue;
        const auto named = std::find_if(
            members.begin(), members.end(), [&](const ConfigMember &one) { return one.path == member.path; });
        out.append(named == members.end() ? member.path : named->word);
    }
    return out;
}

/// A typed word as the value of a member.
Result<QJsonValue> valueOf(
    const ConfigKind &kind, const harbor::Operation &operation, const QString &word, const QString &text)
{
    const QList<ConfigMember> members = configMembers(kind);
    const auto named =
        std::find_if(members.begin(), members.end(), [&](const ConfigMember &one) { return one.word == word; });
    const QString path = named == members.end() ? word : named->path;
    const QList<harbor::Member> rows = harbor::membersOf(operation);
    const auto row =
        std::find_if(rows.begin(), rows.end(), [&](const harbor::Member &one) { return one.path == path; });
    const auto wrong = [&](const char *sentence) { return usageError(sentence, {word, text}); };
    if (row == rows.end()) {
        return usageError(LOTSE_MSG("%1 has no field %2. Available: %3."),
            {QString::fromLatin1(kind.name), word, settable(kind, operation).join(u", "_s)});
    }
    if (row->isSecret) {
        return text == u"@ask"_s
            ? Result<QJsonValue>(QJsonValue(text))
            : usageError(
                LOTSE_MSG("%1 is a secret, and is not written into a plan: write %1=@ask, and it is asked for when "
                          "the plan is applied."),
                {word});
    }
    if (path == u"src_registry"_s || path == u"dest_registry"_s || path == u"registry_id"_s || path == u"role_id"_s
        || path == u"uuid"_s)
        return QJsonValue(text);
    const QString lower = text.toLower();
    const bool isYes = lower == u"true"_s || lower == u"on"_s || lower == u"yes"_s;
    const bool isNo = lower == u"false"_s || lower == u"off"_s || lower == u"no"_s;
    const bool isFlagText = row->choices == QStringList{u"true"_s, u"false"_s};
    switch (row->type) {
    case harbor::Member::Type::Flag:
        if (!isYes && !isNo)
            return wrong(LOTSE_MSG("%1 must be true or false, not %2."));
        return QJsonValue(isYes);
    case harbor::Member::Type::Whole:
    case harbor::Member::Type::Number: {
        bool isNumber = false;
        const qint64 number = text.toLongLong(&isNumber);
        if (isNumber)
            return QJsonValue(number);
        if (path.endsWith(u"storage"_s) || path.contains(u"storage_"_s)) {
            const Result<qint64> size = sizeOf(text);
            return size ? Result<QJsonValue>(QJsonValue(*size)) : Result<QJsonValue>(size.error());
        }
        return wrong(LOTSE_MSG("%1 must be a number, not %2."));
    }
    case harbor::Member::Type::List:
    case harbor::Member::Type::Object: {
        const QJsonDocument document = QJsonDocument::fromJson(text.toUtf8());
        const bool isList = row->type == harbor::Member::Type::List;
        if (isList && document.isArray())
            return QJsonValue(document.array());
        if (!isList && document.isObject())
            return QJsonValue(document.object());
        if (!isList || text.startsWith(u'[') || text.startsWith(u'{'))
            return wrong(LOTSE_MSG("%1 must be JSON; “%2” is not valid JSON."));
        QJsonArray out;
        for (const QString &one : text.split(u',', Qt::SkipEmptyParts))
            out.append(one.trimmed());
        return QJsonValue(out);
    }
    case harbor::Member::Type::Text:
        if (isFlagText && (isYes || isNo))
            return QJsonValue(isYes);
        return QJsonValue(text);
    }
    return QJsonValue(text);
}

Result<QJsonObject> valuesOf(const PlanStatement &statement, const harbor::Operation &operation)
{
    QJsonObject out;
    for (const auto &[word, text] : statement.settings) {
        const bool isQuota = qstrcmp(operation.id, "createProject") == 0 && word == u"quota"_s;
        if (isQuota) {
            const Result<qint64> bytes = sizeOf(text);
            if (!bytes)
                return bytes.error();
            out.insert(u"storage_limit"_s, *bytes);
            continue;
        }
        const Result<QJsonValue> value = valueOf(*statement.kind, operation, word, text);
        if (!value)
            return value.error();
        out.insert(word, *value);
    }
    return out;
}

Result<bool> isMeant(const PlanStatement &statement, const ConfigObject &object)
{
    if (!statement.project.isEmpty() && object.project != statement.project)
        return false;
    for (const QString &term : statement.where) {
        if (term == u"all"_s)
            continue;
        static const QRegularExpression shape(u"^([A-Za-z_.]+)([=~])(.*)$"_s);
        const QRegularExpressionMatch match = shape.match(term);
        if (!match.hasMatch())
            return usageError(LOTSE_MSG("“%1” is not a condition. Use KEY=VALUE, KEY~PART or all."), {term});
        const QString key = match.captured(1);
        QString there;
        if (key == u"name"_s)
            there = object.name.isEmpty() ? object.project : object.name;
        else if (key == u"project"_s)
            there = object.project;
        else if (object.value.contains(key))
            there = object.value.value(key).toVariant().toString();
        else if (!valueAt(object.form, key).isUndefined())
            there = valueAt(object.form, key).toVariant().toString();
        else
            return false;
        const QString wanted = match.captured(3);
        if (match.captured(2) == u"="_s ? !matches(wanted, there) : !there.contains(wanted, Qt::CaseInsensitive))
            return false;
    }
    return true;
}

Changes sets(const PlanStatement &statement, const PlanGround &ground)
{
    const ConfigKind &kind = *statement.kind;
    const QByteArray word = kind.name;
    if (const Result<void> read = known(ground.config, word, statement.project); !read)
        return read.error();
    if (!statement.project.isEmpty() && !ground.config.hasProject(statement.project))
        return noProject(ground.config, statement.project);
    const bool isOne = kind.isSingle && (!kind.isOfProject || !statement.project.isEmpty());
    if (statement.where.isEmpty() && !isOne)
        return usageError(LOTSE_MSG("Say which: where name=…, where project=…, or where all."));
    PlanStatement others = statement;
    const harbor::Operation *update = harbor::operation(kind.update);
    // A person's admin right and a default scanner have operations of their own.
    QList<std::pair<QByteArray, std::pair<QString, QJsonValue>>> own;
    for (qsizetype i = others.settings.size() - 1; i >= 0; --i) {
        const QString key = others.settings[i].first;
        const QString text = others.settings[i].second.toLower();
        const bool isYes = text == u"true"_s || text == u"on"_s || text == u"yes"_s;
        if (word == "user" && key == u"admin"_s)
            own.append({"setUserSysAdmin", {u"sysadmin_flag"_s, isYes}});
        else if (word == "scanner" && key == u"default"_s && isYes)
            own.append({"setScannerAsDefault", {u"is_default"_s, true}});
        else
            continue;
        others.settings.removeAt(i);
    }
    const Result<QJsonObject> values = valuesOf(others, *update);
    if (!values)
        return values.error();
    QList<Change> out;
    bool isFound = false;
    for (const ConfigObject &object : ground.config.objects) {
        if (object.kind != &kind)
            continue;
        const Result<bool> isIt = isMeant(statement, object);
        if (!isIt)
            return isIt.error();
        if (!*isIt)
            continue;
        isFound = true;
        for (const auto &[operation, value] : std::as_const(own)) {
            Change change;
            change.operation = operation;
            change.path = object.path;
            change.names = {{u"name"_s, object.name}};
            const QJsonValue before = object.form.value(value.first);
            if (operation == "setScannerAsDefault")
                change.body = {{value.first, value.second}};
            else if (before.toBool() != value.second.toBool())
                change.edits = {{value.first, before.toBool(), value.second}};
            else
                continue;
            out.append(change);
        }
        if (values->isEmpty())
            continue;
        const Result<Change> change = configUpdate(object, *values, ground.config.names);
        if (!change)
            return change.error();
        if (!change->edits.isEmpty() || !change->secrets.isEmpty())
            out.append(*change);
    }
    if (!isFound)
        return usageError(LOTSE_MSG("No %1 matches: %2."),
            {QString::fromLatin1(word), (statement.where + QStringList{statement.project}).join(u' ').trimmed()});
    return out;
}

Changes makes(const PlanStatement &statement, const PlanGround &ground)
{
    const ConfigKind &kind = *statement.kind;
    const QByteArray word = kind.name;
    if (!*kind.create)
        return usageError(LOTSE_MSG("%1 cannot be created."), {QString::fromLatin1(word)});
    ConfigObject wanted;
    wanted.kind = &kind;
    wanted.project = word == "project" ? statement.words[0] : statement.project;
    wanted.name = kind.isSingle ? QString() : statement.words.value(0);
    if (kind.isOfProject && word != "project") {
        if (statement.project.isEmpty())
            return usageError(LOTSE_MSG("Specify the project: in PROJECT."));
        if (!ground.config.hasProject(statement.project))
            return noProject(ground.config, statement.project);
    }
    if (const Result<void> read = known(ground.config, word, wanted.project); !read)
        return read.error();
    if (ground.config.find(word, wanted.project, wanted.name))
        return usageError(LOTSE_MSG("%1 already exists."), {wanted.title()});
    const Result<QJsonObject> values = valuesOf(statement, *harbor::operation(kind.create));
    if (!values)
        return values.error();
    wanted.value = *values;
    if (word == "project" && !wanted.value.contains(u"public"_s))
        wanted.value.insert(u"public"_s, false);
    const Result<Change> change = configCreate(wanted, ground.config.names);
    return change ? Changes(QList<Change>{*change}) : Changes(change.error());
}

Changes deletes(const PlanStatement &statement, const PlanGround &ground)
{
    const ConfigKind &kind = *statement.kind;
    const QByteArray word = kind.name;
    const QString project = word == "project" ? statement.words[0] : statement.project;
    if (kind.isOfProject && project.isEmpty())
        return usageError(LOTSE_MSG("Specify the project: in PROJECT."));
    if (const Result<void> read = known(ground.config, word, project); !read)
        return read.error();
    const QString name = kind.isSingle ? QString() : statement.words.value(0);
    const ConfigObject *there = ground.config.find(word, project, name);
    if (!there && kind.isOfProject && !ground.config.hasProject(project))
        return noProject(ground.config, project);
    if (!there)
        return usageError(LOTSE_MSG("%1 %2 does not exist."), {QString::fromLatin1(word), name});
    const Result<Change> change = configRemove(*there);
    return change ? Changes(QList<Change>{*change}) : Changes(change.error());
}

// The name of a robot account as Harbor shows it, or without the prefix, says its project, too.
PlanStatement withRobotOf(const PlanStatement &typed, const PlanGround &ground)
{
    PlanStatement out = typed;
    const QByteArray word = typed.kind ? typed.kind->name : "";
    if ((word != "robot" && word != "project-robot") || typed.verb == Verb::Create)
        return out;
    const auto take = [&](const QString &text) {
        const RobotName robot = robotName(text, ground.config.names);
        if (!robot.project.isEmpty() && (out.project.isEmpty() || out.project == robot.project)) {
            out.project = robot.project;
            out.kind = configKind(u"project-robot"_s);
        }
        return robot.project.isEmpty() || out.project == robot.project ? robot.name : text;
    };
    for (QString &term : out.where) {
        if (term.startsWith(u"name="_s))
            term = u"name="_s + take(term.mid(5));
    }
    if (typed.verb == Verb::Delete && !out.words.isEmpty())
        out.words[0] = take(out.words[0]);
    return out;
}

} // namespace

RobotName robotName(const QString &typed, const ConfigNames &names)
{
    const QString bare = typed.startsWith(names.robotPrefix) ? typed.mid(names.robotPrefix.size()) : typed;
    return bare.contains(u'+') ? RobotName{bare.section(u'+', 0, 0), bare.section(u'+', 1)} : RobotName{{}, bare};
}

Result<QList<Change>> changesOf(const PlanStatement &typed, const PlanGround &ground)
{
    const PlanStatement statement = withRobotOf(typed, ground);
    Changes out = QList<Change>();
    switch (statement.verb) {
    case Verb::Quota:
        out = quotas(statement, ground);
        break;
    case Verb::MemberAdd:
    case Verb::MemberSet:
    case Verb::MemberRemove:
        out = members(statement, ground);
        break;
    case Verb::TagAdd:
    case Verb::TagRemove:
    case Verb::LabelAdd:
    case Verb::LabelRemove:
        out = artifactMarks(statement, ground);
        break;
    case Verb::ArtifactDelete:
    case Verb::ArtifactCopy:
    case Verb::ArtifactScan:
    case Verb::ArtifactSbom:
        out = wholeArtifact(statement, ground);
        break;
    case Verb::Create:
        out = makes(statement, ground);
        break;
    case Verb::Set:
        out = sets(statement, ground);
        break;
    case Verb::Delete:
        out = deletes(statement, ground);
        break;
    case Verb::Run:
        out = runsOf(statement, ground);
        break;
    }
    if (!out)
        return out;
    for (const Change &change : *out) {
        for (const harbor::MemberFault &fault : faultsOf(change))
            return usageError(LOTSE_MSG("%1: %2"), {sentenceOf(change).text(), fault.message.text()});
    }
    return out;
}

} // namespace lotse::change
