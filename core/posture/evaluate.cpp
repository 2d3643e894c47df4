// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "posture/evaluate.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QSet>

#include <algorithm>

namespace lotse::posture {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kMostPiece = 4096;

QStringList kindsIn(const char *list, bool isHarbor)
{
    QStringList kinds = QString::fromLatin1(list).split(u' ', Qt::SkipEmptyParts);
    for (QString &kind : kinds) {
        if (kind == "@images"_L1)
            kind = isHarbor ? u"project-artifacts"_s : u"oci-images"_s;
    }
    return kinds;
}

QString whatIs(const FactRow &row)
{
    for (const QString &key : {u"name"_s, u"username"_s, u"repository_name"_s, u"entity_name"_s, u"id"_s}) {
        const QString name = textOf(row.json[key]);
        if (!name.isEmpty() && key == "repository_name"_L1)
            return name + u'@' + row.json[u"digest"_s].toString().left(19);
        if (!name.isEmpty())
            return row.parent.isEmpty() || row.parent == name ? name : row.parent + u'/' + name;
    }
    return row.parent;
}

Evidence evidenceOf(const Facts &facts, const Proof &proof)
{
    Evidence out;
    out.kind = proof.kind;
    out.path = proof.path;
    const Fact *fact = facts.find(proof.kind);
    if (!fact)
        return out;
    const auto place = [&](const Answer &answer) {
        out.request = answer.request;
        out.at = answer.at;
        out.requestId = answer.requestId;
        out.answerSha256 = answer.sha256();
    };
    QByteArray piece;
    if (proof.row < 0 || proof.row >= fact->rows.size()) {
        // An empty list: the answer itself is the proof.
        if (!fact->answers.isEmpty()) {
            place(fact->answers.last());
            piece = fact->answers.last().body;
        }
    } else {
        const FactRow &row = fact->rows[proof.row];
        out.of = whatIs(row);
        piece = slice(row.raw, proof.path);
        if (piece.isEmpty()) { // what is not there is shown by what is
            out.path.clear();
            piece = row.raw;
        }
        out.at = fact->at;
        // A row that was made of an answer's head stands in none: the answer is named all the same.
        if (!fact->answers.isEmpty())
            place(fact->answers.first());
        for (const Answer &answer : fact->answers) {
            if (answer.body.contains(row.raw)) {
                place(answer);
                break;
            }
        }
    }
    out.sha256 = sha256Of(piece);
    out.isCut = piece.size() > kMostPiece;
    out.piece = piece.left(kMostPiece);
    return out;
}

// Takes away what is excepted; a failure with nothing left is Excepted.
void except(Judged &judged, const QList<Exception> &all, const QDate &today)
{
    if (judged.outcome != Outcome::Failed)
        return;
    QStringList left = judged.subjects;
    bool isWhole = false;
    for (const Exception &one : all) {
        if (one.check != judged.id)
            continue;
        const bool covers = one.subject.isEmpty()
            || std::any_of(judged.subjects.begin(), judged.subjects.end(),
                [&](const QString &subject) { return fits(subject, {one.subject}); });
        if (!covers)
            continue;
        if (one.expires < today) {
            judged.expired.append(one);
            continue;
        }
        judged.exceptions.append(one);
        isWhole = isWhole || one.subject.isEmpty();
        left.removeIf([&](const QString &subject) { return !one.subject.isEmpty() && fits(subject, {one.subject}); });
    }
    if (isWhole || (!judged.subjects.isEmpty() && left.isEmpty()))
        judged.outcome = Outcome::Excepted;
    else if (!judged.exceptions.isEmpty())
        judged.subjects = left;
}

// What of these kinds cannot be relied on. A fact that no one could read is never a pass.
void demand(const Facts &facts, const QStringList &kinds, Judged &judged, QList<Gap> &partial)
{
    for (const QString &kind : kinds) {
        const Fact *fact = facts.find(kind);
        if (!fact || fact->reading == Reading::Missing) {
            const QString right = fact ? fact->right : QString();
            judged.unread.append({right.isEmpty() ? kind : kind + u" ("_s + right + u')',
                fact && fact->error ? fact->error.message
                    : kind == "default-password"_L1
                    ? Message{LOTSE_MSG("The sign-in was not tried because the registry logs the attempt."), {}}
                    : Message()});
        } else if (fact->reading == Reading::Partial) {
            partial.append({kind, Message()});
            if (!fact->gaps.isEmpty())
                partial.last() = {
                    (QStringList{kind} + fact->gaps.first().subjects).join(u' '), fact->gaps.first().reason};
        }
    }
}

QString wordsOf(const QList<Gap> &gaps, const std::function<QString(const Message &)> &say)
{
    QStringList out;
    for (const Gap &gap : gaps)
        out.append(gap.text(say));
    return out.join(u"; "_s);
}

// What was not read, in the language of the program; sentenceOf() says it in others.
void tell(Judged &judged, const char *sentence)
{
    const auto say = [](const Message &message) { return message.text(); };
    for (const Gap &gap : std::as_const(judged.unread))
        judged.missing.append(gap.text(say));
    judged.message = {sentence, {wordsOf(judged.unread, say)}};
}

void settle(Judged &judged, const Verdict &verdict, const QList<Gap> &partial, const Facts &facts)
{
    judged.outcome = verdict.outcome;
    judged.message = verdict.message;
    judged.subjects = verdict.subjects;
    const bool provesNothing = verdict.outcome == Outcome::Passed || verdict.outcome == Outcome::NotApplicable;
    if (!partial.isEmpty() && (provesNothing || verdict.isByAbsence)) {
        judged.outcome = Outcome::NotAssessable;
        judged.subjects.clear();
        judged.unread = partial;
        tell(judged,
            verdict.isByAbsence
                ? LOTSE_MSG("This could not be read in full: %1")
                : LOTSE_MSG("Everything that could be read is in order, but some data could not be read: %1"));
    }
    for (const Proof &proof : verdict.proofs)
        judged.evidence.append(evidenceOf(facts, proof));
}

void judge(const Check &row, const Facts &facts, const CheckSet &set, Judged &judged)
{
    if (!facts.isHarbor && !row.isForAny) {
        judged.outcome = Outcome::NotApplicable;
        judged.message = {LOTSE_MSG("This registry is not Harbor."), {}};
        return;
    }
    QList<Gap> partial;
    demand(facts, kindsIn(row.needs, facts.isHarbor), judged, partial);
    if (!judged.unread.isEmpty()) {
        judged.outcome = Outcome::NotAssessable;
        tell(judged, LOTSE_MSG("This could not be read: %1"));
        return;
    }
    const QVariantMap limits = set.limits.value(judged.id);
    settle(judged, row.rule(Sight(facts, row, limits, set.shared)), partial, facts);
}

bool holds(const OwnCheck &own, const QByteArray &piece)
{
    if (own.comparison == "exists"_L1)
        return piece.isEmpty() != own.value.toBool(true);
    if (piece.isEmpty())
        return false;
    const QJsonValue got = QJsonDocument::fromJson("[" + piece + "]").array().at(0);
    const QString text = textOf(got);
    if (own.comparison == "is"_L1 || own.comparison == "is-not"_L1)
        return (text == textOf(own.value)) == (own.comparison == "is"_L1);
    if (own.comparison == "one-of"_L1) {
        for (const QJsonValue one : own.value.toArray()) {
            if (text == textOf(one))
                return true;
        }
        return false;
    }
    if (own.comparison == "matches"_L1)
        return fits(text, {own.value.toString()});
    bool isNumber = false;
    const double number = got.isDouble() ? got.toDouble() : text.toDouble(&isNumber);
    if (!got.isDouble() && !isNumber)
        return false;
    return own.comparison == "at-least"_L1 ? number >= own.value.toDouble() : number <= own.value.toDouble();
}

void judgeOwn(const OwnCheck &own, const Facts &facts, Judged &judged)
{
    judged.ownTitle = own.title;
    judged.ownMend = own.mend;
    judged.severity = own.severity;
    QList<Gap> partial;
    demand(facts, {own.kind}, judged, partial);
    if (!judged.unread.isEmpty()) {
        judged.outcome = Outcome::NotAssessable;
        tell(judged, LOTSE_MSG("This could not be read: %1"));
        return;
    }
    Survey survey(own.kind);
    const QList<FactRow> &rows = facts.find(own.kind)->rows;
    for (qsizetype i = 0; i < rows.size(); ++i) {
        const QByteArray nameText = slice(rows[i].raw, own.name);
        QString name = textOf(QJsonDocument::fromJson("[" + nameText + "]").array().at(0));
        if (name.isEmpty())
            name = rows[i].parent;
        if (!own.where.isEmpty() && !fits(name, {own.where}))
            continue;
        if (holds(own, slice(rows[i].raw, own.path)))
            survey.good(i, own.path);
        else
            survey.bad(i, name, own.path);
    }
    settle(judged,
        survey.verdict(LOTSE_MSG("All %1 rows are as expected."), LOTSE_MSG("%1 of %2 rows are not as expected."),
            LOTSE_MSG("There are no such rows."), Outcome::NotApplicable),
        partial, facts);
}

} // namespace

Posture evaluate(Facts facts, const CheckSet &set)
{
    for (auto it = set.statements.cbegin(); it != set.statements.cend(); ++it) {
        Fact fact;
        fact.kind = u"statement-"_s + it.key();
        fact.reading = Reading::Whole;
        fact.at = facts.at;
        const QByteArray raw = QJsonDocument(*it).toJson(QJsonDocument::Compact);
        fact.rows = {{{}, raw, *it}};
        fact.answers = {{u"check set "_s + set.name, facts.at, 0, {}, raw}};
        facts.add(fact);
    }
    facts.prepare();
    Posture out;
    out.registry = facts.registry;
    out.host = facts.host;
    out.version = facts.version;
    out.identity = facts.identity;
    out.set = set.name;
    out.setTitle = set.title;
    out.setSha256 = set.sha256;
    out.at = facts.at;
    for (const QString &id : set.checks) {
        const Check *row = check(id);
        Judged judged;
        judged.id = id;
        judged.title = {row->title, {}};
        judged.severity = row->severity;
        judged.group = set.groups.value(id);
        judged.controls = controlsOf(row->controls, row->confidence);
        judged.mend = {row->mend, {}};
        judged.page = QString::fromLatin1(row->page);
        judge(*row, facts, set, judged);
        except(judged, set.exceptions, out.at.date());
        out.checks.append(judged);
    }
    for (const OwnCheck &own : set.own) {
        Judged judged;
        judged.id = own.id;
        judgeOwn(own, facts, judged);
        except(judged, set.exceptions, out.at.date());
        out.checks.append(judged);
    }
    out.blindSpots = blindSpots(facts, {}, [](const Message &message) { return message.text(); });
    out.exceptions = set.exceptions;
    out.facts = std::move(facts);
    return out;
}

QString sentenceOf(const Judged &judged, const std::function<QString(const Message &)> &say)
{
    if (judged.unread.isEmpty())
        return say(judged.message);
    Message message = judged.message;
    message.args = {wordsOf(judged.unread, say)};
    return say(message);
}

// What is true of many objects or kinds is said once.
QList<Gap> gapsOf(const Facts &facts, const QStringList &wanted)
{
    QList<Gap> out;
    const auto add = [&](const QString &subject, const Message &reason) {
        const auto known = std::find_if(out.begin(), out.end(), [&](const Gap &one) { return one.reason == reason; });
        if (known == out.end())
            out.append(subject.isEmpty() ? Gap(reason) : Gap(subject, reason));
        else if (!subject.isEmpty())
            known->subjects.append(subject);
    };
    QStringList kinds = facts.byKind.keys();
    kinds.sort();
    for (const QString &kind : std::as_const(kinds)) {
        if (!wanted.isEmpty() && !wanted.contains(kind))
            continue;
        const Fact &fact = facts.byKind[kind];
        // What the local store does not have says itself what it is.
        const bool isOfStore = kind.startsWith("store-"_L1);
        if (fact.reading == Reading::Missing)
            add(isOfStore ? QString() : kind + (fact.right.isEmpty() ? QString() : u" ("_s + fact.right + u')'),
                fact.error.message);
        // "referrers shop/web, shop/api": the kind once, before the first of its objects.
        QList<Message> told;
        for (const Gap &gap : fact.gaps) {
            const bool isFirst = !told.contains(gap.reason);
            told.append(gap.reason);
            add(isFirst ? (QStringList{kind} + gap.subjects).join(u' ') : gap.subjects.join(u' '), gap.reason);
        }
    }
    return out;
}

QStringList blindSpots(const Facts &facts, const QStringList &kinds, const std::function<QString(const Message &)> &say)
{
    QStringList out;
    for (const Gap &gap : gapsOf(facts, kinds))
        out.append(gap.text(say));
    return out;
}

qsizetype Posture::count(Outcome outcome) const
{
    return std::count_if(checks.begin(), checks.end(), [&](const Judged &one) { return one.outcome == outcome; });
}

std::optional<Severity> Posture::worst() const
{
    std::optional<Severity> out;
    for (const Judged &one : checks) {
        if (one.outcome == Outcome::Failed && (!out || one.severity > *out))
            out = one.severity;
    }
    return out;
}

QStringList kindsOf(const CheckSet &set, bool isHarbor)
{
    QSet<QString> kinds;
    for (const QString &id : set.checks) {
        const Check *row = check(id);
        if (row && (isHarbor || row->isForAny)) {
            for (const QString &kind : kindsIn(row->needs, isHarbor) + kindsIn(row->uses, isHarbor))
                kinds.insert(kind);
        }
    }
    for (const OwnCheck &own : set.own)
        kinds.insert(own.kind);
    QStringList out(kinds.begin(), kinds.end());
    out.sort();
    return out;
}

} // namespace lotse::posture
