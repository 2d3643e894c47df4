// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/templates.h"

#include <algorithm>

namespace lotse::report::sections {

using namespace Qt::StringLiterals;
using namespace lotse::posture;

QList<Section> exceptions(const Source &source, const Words &words)
{
    Table table;
    table.id = u"exceptions"_s;
    table.title = words.text(LOTSE_MSG("Excepted checks"));
    table.columns = {{words.text(LOTSE_MSG("Check")), false, false, 2},
        {words.text(LOTSE_MSG("Scope")), false, false, 2},
        {words.text(LOTSE_MSG("Owner")), false, false, 1, Holds::Person},
        {words.text(LOTSE_MSG("Reason")), false, false, 3}, {words.text(LOTSE_MSG("Expires")), false, false, 1},
        {words.text(LOTSE_MSG("State")), false, true, 1}};
    const QDate today = source.posture->at.date();
    qint64 inForce = 0, expired = 0, soon = 0;
    for (const Exception &exception : source.posture->exceptions) {
        const auto judged = std::find_if(source.posture->checks.begin(), source.posture->checks.end(),
            [&](const Judged &one) { return one.id == exception.check; });
        if (judged == source.posture->checks.end())
            continue;
        QString state;
        if (exception.expires < today) {
            state = u"bad|"_s + words.text(LOTSE_MSG("expired"));
            ++expired;
        } else if (judged->outcome == Outcome::Passed || judged->outcome == Outcome::NotApplicable) {
            state = u"plain|"_s + words.text(LOTSE_MSG("not needed: the check passed"));
        } else if (judged->outcome == Outcome::NotAssessable) {
            state = u"warn|"_s + words.text(LOTSE_MSG("not assessable"));
        } else {
            const bool endsSoon = exception.expires < today.addDays(30);
            state = u"warn|"_s
                + words.text(endsSoon ? LOTSE_MSG("in force, expires within 30 days") : LOTSE_MSG("in force"));
            ++inForce;
            soon += endsSoon ? 1 : 0;
        }
        table.rows.append(
            {judged->id + u' ' + (judged->ownTitle.isEmpty() ? words.text(judged->title) : judged->ownTitle),
                exception.subject.isEmpty() ? words.text(LOTSE_MSG("all")) : exception.subject, exception.owner,
                exception.reason, exception.expires.toString(Qt::ISODate), state});
    }
    table.empty = words.text(LOTSE_MSG("No excepted checks."));
    table.keys = {0, 1, 2};
    Section out = sectionOf(u"exceptions-section"_s, words.text(LOTSE_MSG("Exceptions")), {table});
    const auto figure = [&](const QString &id, const char *label, qint64 value) {
        out.figures.append({id, words.text(label), words.number(value),
            words.text(LOTSE_MSG("check set and local store")), source.posture->at, u"exceptions"_s});
    };
    figure(u"in-force"_s, LOTSE_MSG("In force"), inForce);
    figure(u"soon"_s, LOTSE_MSG("Expire within 30 days"), soon);
    figure(u"expired"_s, LOTSE_MSG("Expired"), expired);
    if (!source.view)
        return {out};
    Table risks;
    risks.id = u"risks"_s;
    risks.title = words.text(LOTSE_MSG("Accepted risks of findings"));
    risks.columns = {columnOf(words, LOTSE_MSG("Vulnerability"), 1.5), columnOf(words, LOTSE_MSG("Scope"), 1.5),
        columnOf(words, LOTSE_MSG("Author"), 1, Holds::Person),
        columnOf(words, LOTSE_MSG("Approved by"), 1, Holds::Person), columnOf(words, LOTSE_MSG("Reason"), 2.6),
        columnOf(words, LOTSE_MSG("Expires"), 1), columnOf(words, LOTSE_MSG("State"), 1)};
    risks.columns.last().isTone = true;
    for (const findings::Decision &decision : source.view->decisions) {
        const QString place = decision.scope.repository.isEmpty() ? decision.scope.project : decision.scope.repository;
        if (decision.state != findings::State::RiskAccepted
            || (!decision.scope.registry.isEmpty() && decision.scope.registry != source.registryId)
            || (!place.isEmpty() && !isInScope(source, place.section(u'/', 0, 0))))
            continue;
        const QDateTime ends = QDateTime::fromSecsSinceEpoch(decision.expires, Qt::UTC);
        const bool isOver = decision.expires != 0 && ends < source.posture->at;
        risks.rows.append({decision.match.vulnerabilities.join(u", "_s),
            place.isEmpty() ? words.text(LOTSE_MSG("all")) : place, decision.author, decision.approvedBy,
            decision.reason, decision.expires == 0 ? QString() : ends.date().toString(Qt::ISODate),
            isOver ? u"bad|"_s + words.text(LOTSE_MSG("expired")) : u"warn|"_s + words.text(LOTSE_MSG("in force"))});
    }
    risks.empty = words.text(LOTSE_MSG("No accepted risks."));
    out.tables.append(risks);
    return {out};
}

} // namespace lotse::report::sections
