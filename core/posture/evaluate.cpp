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
void demand(const Facts &facts, const QStringList &kinds, Judged &judged, QStringList &partial)
{
    for (const QString &kind : kinds) {
        const Fact *fact = facts.find(kind);
        if (!fact || fact->reading == Reading::Missing) {
            const QString right = fact ? fact->right : QString();
            judged.missing.append(right.isEmpty() ? kind : kind + u" ("_s + right + u')');
            if (fact && fact->error)
                judged.missing.last() += u": "_s + fact->error.text();
        } else if (fact->reading == Reading::Partial) {
            partial.append(kind + u": "_s + fact->gaps.value(0));
        }
    }
}

void settle(Judged &judged, const Verdict &verdict, const QStringList &partial, const Facts &facts)
{
    judged.outcome = verdict.outcome;
    judged.message = verdict.message;
    judged.subjects = verdict.subjects;
    const bool provesNothing = verdict.outcome == Outcome::Passed || verdict.outcome == Outcome::NotApplicable;
    if (!partial.isEmpty() && provesNothing) {
        judged.outcome = Outcome::NotAssessable;
        judged.message = {LOTSE_MSG("Everything that could be read is in order, but some data could not be read: %1"),
            {partial.join(u"; "_s)}};
        judged.missing = partial;
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
    QStringList partial;
    demand(facts, kindsIn(row.needs, facts.isHarbor), judged, partial);
    if (!judged.missing.isEmpty()) {
        judged.outcome = Outcome::NotAssessable;
        judged.message = {LOTSE_MSG("This could not be read: %1"), {judged.missing.join(u"; "_s)}};
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
    QStringList partial;
    demand(facts, {own.kind}, judged, partial);
    if (!judged.missing.isEmpty()) {
        judged.outcome = Outcome::NotAssessable;
        judged.message = {LOTSE_MSG("This could not be read: %1"), {judged.missing.join(u"; "_s)}};
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

// What is true of many objects or kinds is said once.
QStringList blindSpots(
    const Facts &facts, const QStringList &wanted, const std::function<QString(const Message &)> &say)
{
    constexpr qsizetype most = 6;
    QStringList reasons;
    QHash<QString, QStringList> subjects;
    const auto add = [&](const QString &subject, const QString &reason) {
        if (!subjects.contains(reason))
            reasons.append(reason);
        QStringList &all = subjects[reason];
        if (!subject.isEmpty())
            all.append(subject);
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
                say(fact.error.message));
        for (const QString &gap : fact.gaps) {
            // "shop/web@sha256:…: the reason"
            const qsizetype colon = gap.indexOf(u": "_s);
            const bool isOfOne = colon > 0 && !QStringView(gap).left(colon).contains(u' ');
            add(isOfOne ? kind + u' ' + gap.left(colon) : kind, isOfOne ? gap.mid(colon + 2) : gap);
        }
    }
    QStringList out;
    for (const QString &reason : std::as_const(reasons)) {
        const QStringList &all = subjects[reason];
        const QString named = all.size() <= most
            ? all.join(u", "_s)
            : say(Message::counted(
                LOTSE_MSG_N("%1 and %Ln more", "%1 and %Ln more"), all.size() - most, {all.first(most).join(u", "_s)}));
        out.append(named.isEmpty() ? reason : named + u": "_s + reason);
    }
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
