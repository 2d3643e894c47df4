// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning.h"

#include "base/localuser.h"
#include "base/safefile.h"
#include "base/safetext.h"
#include "store/schema.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSysInfo>
#include <QUuid>

#include <algorithm>

namespace lotse::cli {

using namespace Qt::StringLiterals;
using namespace lotse::change;

namespace {

constexpr qint64 kPlanCap = 64 * 1024 * 1024;

QString riskWord(const Review &review)
{
    switch (review.risk) {
    case harbor::Risk::Harmless:
        return u"harmless"_s;
    case harbor::Risk::Reversible:
        // To stop a run loses nothing, and there is no way back all the same.
        return review.undo == harbor::Undo::Impossible ? u"low"_s : u"reversible"_s;
    case harbor::Risk::Restorable:
        return u"restorable"_s;
    case harbor::Risk::Lossy:
        return u"loses data"_s;
    case harbor::Risk::Final:
        return u"final"_s;
    }
    return {};
}

QJsonArray texts(const QList<Message> &messages)
{
    QJsonArray out;
    for (const Message &message : messages)
        out.append(message.english());
    return out;
}

} // namespace

QString planAuthor()
{
    return localUser() + u'@' + QSysInfo::machineHostName();
}

ChangePlan newPlan(Run &run)
{
    ChangePlan out;
    out.id = QUuid::createUuid().toString(QUuid::WithoutBraces);
    out.origin = run.session().transport()->origin().toString();
    out.registry = run.session().account().registryId;
    out.account = run.session().account().user;
    out.author = planAuthor();
    out.madeAt = run.wiring().clock.now().toUTC();
    return out;
}

Actor actorOf(const Session &session)
{
    return {session.identity().name, session.identity().kind == IdentityKind::Robot, session.account().production};
}

bool isIrreversible(const Review &review)
{
    // To stop a run loses nothing, and there is no way back all the same.
    return review.risk == harbor::Risk::Final
        || (review.undo == harbor::Undo::Impossible && review.risk > harbor::Risk::Reversible);
}

QString reviewText(const ChangePlan &plan, const Actor &actor)
{
    QString out;
    // What others named begins no line of its own, least of all one that tells a lower risk.
    const auto add = [&out](const QString &line) { out += safetext::visible(line) + u'\n'; };
    for (const QString &id : orderOf(plan)) {
        const Review review = reviewOf(*plan.find(id), actor);
        add(u"%1. %2"_s.arg(id, review.sentence.text()));
        for (const Difference &one : review.differences) {
            add(one.before.isEmpty()
                    ? u"     %1: %2"_s.arg(one.path, one.after)
                    : u"     %1: %2 -> %3"_s.arg(one.path, one.before, one.after.isEmpty() ? u"nothing"_s : one.after));
        }
        for (const Message &effect : review.effects)
            add(u"     "_s + effect.text());
        for (const Message &warning : review.warnings)
            add(u"     Warning: "_s + warning.text());
        if (review.blocked)
            add(u"     Never sent: "_s + review.blocked->text());
        add(u"     risk: %1; %2"_s.arg(riskWord(review), undoText(review.undo).text()));
    }
    add(u"%1 for %2, SHA-256 %3"_s.arg(
        counted(plan.changes.size(), u"%1 change"_s, u"%1 changes"_s), plan.origin, QString::fromLatin1(hashOf(plan))));
    return out;
}

QList<QByteArray> reviewJson(const ChangePlan &plan, const Actor &actor)
{
    QList<QByteArray> out;
    for (const QString &id : orderOf(plan)) {
        const Review review = reviewOf(*plan.find(id), actor);
        QJsonArray differences;
        for (const Difference &one : review.differences)
            differences.append(QJsonObject{{u"path"_s, one.path}, {u"before"_s, one.before}, {u"after"_s, one.after}});
        out.append(
            QJsonDocument(QJsonObject{{u"id"_s, id}, {u"operation"_s, QString::fromLatin1(plan.find(id)->operation)},
                              {u"sentence"_s, review.sentence.english()}, {u"differences"_s, differences},
                              {u"effects"_s, texts(review.effects)}, {u"warnings"_s, texts(review.warnings)},
                              {u"risk"_s, riskWord(review)}, {u"undo"_s, undoText(review.undo).english()},
                              {u"blocked"_s, review.blocked ? review.blocked->english() : QString()}})
                .toJson(QJsonDocument::Compact));
    }
    return out;
}

bool writePlan(Run &run, const ChangePlan &plan, const QString &path)
{
    if (const Result<void> written = writeWhole(path, toJson(plan)); !written) {
        run.fail(written.error());
        return false;
    }
    return true;
}

void deliverPlan(Run &run, const ChangePlan &plan, const Actor &actor, const QStringList &notes, int verdict)
{
    for (const QString &note : notes)
        run.output().warn(note);
    if (plan.changes.isEmpty()) {
        run.output().warn(
            notes.isEmpty() ? u"It is all so already: there is nothing to plan."_s : u"There is nothing to plan."_s);
        run.done(verdict);
        return;
    }
    run.output().note(reviewText(plan, actor));
    if (!run.isSet("output")) {
        run.output().json(toJson(plan));
    } else if (!writePlan(run, plan, run.value("output"))) {
        return;
    }
    run.done(verdict);
}

std::optional<ChangePlan> readPlan(Run &run, const QString &path)
{
    const Result<QByteArray> bytes = readWhole(path, kPlanCap);
    if (!bytes) {
        run.fail(bytes.error());
        return std::nullopt;
    }
    const Result<ChangePlan> plan = fromJson(*bytes);
    if (!plan) {
        run.fail(plan.error());
        return std::nullopt;
    }
    return *plan;
}

std::unique_ptr<Journal> openJournal(Run &run)
{
    Result<std::unique_ptr<Journal>> journal = Journal::open(run.changePlan(), run.wiring().clock);
    if (!journal) {
        run.fail(journal.error());
        return nullptr;
    }
    return std::move(journal.value());
}

std::optional<QList<Course>> readCourses(Run &run, Journal &journal)
{
    const Result<QList<Entry>> entries = journal.readOn();
    if (!entries) {
        run.fail(entries.error());
        return std::nullopt;
    }
    return coursesOf(*entries);
}

const Course *findCourse(Run &run, const QList<Course> &courses, const QString &id)
{
    const Course *found = nullptr;
    for (const Course &course : courses) {
        if (id != u"last"_s && !course.plan.id.startsWith(id))
            continue;
        if (found && id != u"last"_s) {
            run.usage(LOTSE_MSG("Several plans start with %1. Specify more of the ID."), {id});
            return nullptr;
        }
        found = &course;
    }
    if (!found)
        run.notFound(
            LOTSE_MSG("No plan %1 was applied from this computer. \"lotse-cli plan list\" lists all plans."), {id});
    return found;
}

std::optional<oci::Reference> typedReference(Run &run, const QString &typed)
{
    const QString host = run.session().account().host();
    QString text = typed;
    const QString first = text.section(u'/', 0, 0);
    if (!text.contains(u'/') || (!first.contains(u'.') && !first.contains(u':') && first != host))
        text = host + u'/' + text;
    const Result<oci::Reference> reference = oci::Reference::parse(text);
    if (!reference) {
        run.fail(reference.error());
        return std::nullopt;
    }
    if (reference->host != host && reference->apiHost() != host) {
        run.usage(LOTSE_MSG("%1 is a reference to %2, not to %3. Choose the account or the --url of that registry."),
            {typed, reference->host, host});
        return std::nullopt;
    }
    return *reference;
}

bool isHarbor(Run &run)
{
    if (run.session().kind() == RegistryKind::Harbor)
        return true;
    run.notHarbor(LOTSE_MSG("%1 is not a Harbor registry: no configuration can be read."));
    return false;
}

} // namespace lotse::cli
