// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/templates.h"

#include <algorithm>

namespace lotse::report::sections {

using namespace Qt::StringLiterals;
using namespace lotse::posture;

namespace {

QString toned(Outcome outcome, const Words &words)
{
    const QString tone = outcome == Outcome::Failed ? u"bad"_s
        : outcome == Outcome::Passed                ? u"good"_s
        : outcome == Outcome::NotApplicable         ? u"plain"_s
                                                    : u"warn"_s;
    return tone + u'|' + words.text(outcomeText(outcome));
}

QString titleOf(const Judged &one, const Words &words)
{
    return one.ownTitle.isEmpty() ? words.text(one.title) : one.ownTitle;
}

QString mendOf(const Judged &one, const Words &words)
{
    return one.ownTitle.isEmpty() ? words.text(one.mend) : one.ownMend;
}

QList<Judged> sorted(QList<Judged> rows)
{
    std::stable_sort(rows.begin(), rows.end(), [](const Judged &a, const Judged &b) {
        return std::pair(a.outcome, -int(a.severity)) < std::pair(b.outcome, -int(b.severity));
    });
    return rows;
}

QString why(const Judged &one, const Words &words)
{
    QString text = words.text(one.message);
    if (!one.subjects.isEmpty())
        text += u" "_s + one.subjects.mid(0, 25).join(u", "_s) + (one.subjects.size() > 25 ? u", …"_s : QString());
    return text;
}

QString controlsText(const Judged &one)
{
    QStringList out;
    for (const Control &control : one.controls)
        out.append(u"%1 %2 (%3)"_s.arg(control.framework, control.id, QString(QLatin1Char(control.confidence))));
    return out.join(u", "_s);
}

QList<Column> checkColumns(const Words &words, const char *first)
{
    return {{words.text(first), false, false, 0.6}, {words.text(LOTSE_MSG("Result")), false, true, 0.9},
        {words.text(LOTSE_MSG("Severity")), false, false, 0.7}, {words.text(LOTSE_MSG("Title")), false, false, 2},
        {words.text(LOTSE_MSG("Why")), false, false, 3}};
}

Section results(const Source &source, const Words &words)
{
    Section out;
    out.id = u"results"_s;
    out.title = words.text(LOTSE_MSG("Results"));
    static const QList<std::pair<Outcome, QString>> tones{{Outcome::Failed, u"bad"_s},
        {Outcome::NotAssessable, u"warn"_s}, {Outcome::Excepted, u"warn"_s}, {Outcome::Passed, u"good"_s},
        {Outcome::NotApplicable, u"plain"_s}};
    for (const auto &[outcome, tone] : tones) {
        const qint64 count = source.posture->count(outcome);
        out.bars.append({words.text(outcomeText(outcome)), count, tone});
        out.figures.append({outcomeWord(outcome), words.text(outcomeText(outcome)), words.number(count),
            source.posture->setTitle, source.posture->at, u"checks"_s});
    }
    out.paragraphs.append(source.posture->isWhole()
            ? words.text(LOTSE_MSG("Every applicable check could be assessed."))
            : words.text(
                LOTSE_MSG("Some checks could not be judged; nothing here says that the registry is compliant.")));
    return out;
}

Table byFramework(const Source &source, const Words &words)
{
    Table out;
    out.id = u"checks"_s;
    out.title = frameworkTitle(source.framework);
    out.columns = checkColumns(words, LOTSE_MSG("Control"));
    out.columns.insert(1, {words.text(LOTSE_MSG("Confidence")), false, false, 0.7});
    struct Line {
        QString id;
        QStringList cells;
    };
    QList<Line> lines;
    for (const Judged &one : source.posture->checks) {
        for (const Control &control : one.controls) {
            if (control.framework == source.framework)
                lines.append({control.id,
                    {control.id, QString(QLatin1Char(control.confidence)), toned(one.outcome, words),
                        words.text(severityText(one.severity)), one.id + u' ' + titleOf(one, words), why(one, words)}});
        }
    }
    std::stable_sort(lines.begin(), lines.end(), [](const Line &a, const Line &b) { return a.id < b.id; });
    for (const Line &line : lines)
        out.rows.append(line.cells);
    out.empty = words.text(LOTSE_MSG("No check is mapped to this framework."));
    return out;
}

Table byResult(const Source &source, const Words &words)
{
    Table out;
    out.id = u"checks"_s;
    out.title = words.text(LOTSE_MSG("All checks"));
    out.columns = checkColumns(words, LOTSE_MSG("Check"));
    out.columns.append({words.text(LOTSE_MSG("Controls it supports")), false, false, 1.6});
    for (const Judged &one : sorted(source.posture->checks))
        out.rows.append({one.id, toned(one.outcome, words), words.text(severityText(one.severity)), titleOf(one, words),
            why(one, words), controlsText(one)});
    out.empty = words.text(LOTSE_MSG("The check set is empty."));
    return out;
}

Table toMend(const Source &source, const Words &words, qsizetype most)
{
    Table out;
    out.id = u"mend"_s;
    out.title = words.text(LOTSE_MSG("What to do"));
    out.columns = {{words.text(LOTSE_MSG("Check")), false, false, 0.6},
        {words.text(LOTSE_MSG("Severity")), false, false, 0.7}, {words.text(LOTSE_MSG("Title")), false, false, 2},
        {words.text(LOTSE_MSG("Remediation")), false, false, 3}};
    for (const Judged &one : sorted(source.posture->checks)) {
        if (one.outcome == Outcome::Failed && out.rows.size() < most)
            out.rows.append({one.id, words.text(severityText(one.severity)), titleOf(one, words), mendOf(one, words)});
    }
    out.empty = words.text(LOTSE_MSG("No failed checks."));
    return out;
}

Table evidence(const Source &source, const Words &words)
{
    Table out;
    out.id = u"evidence"_s;
    out.title = words.text(LOTSE_MSG("Evidence"));
    out.columns = {{words.text(LOTSE_MSG("Check")), false, false, 0.5},
        {words.text(LOTSE_MSG("Request")), false, false, 2}, {words.text(LOTSE_MSG("Time")), false, false, 1},
        {words.text(LOTSE_MSG("Part of the response")), false, false, 3}, {u"SHA-256"_s, false, false, 1.4}};
    for (const Judged &one : sorted(source.posture->checks)) {
        for (const Evidence &piece : one.evidence) {
            QString text = QString::fromUtf8(piece.piece.left(600));
            if (piece.piece.size() > 600 || piece.isCut)
                text += u" …"_s;
            if (!piece.path.isEmpty())
                text = piece.path + u": "_s + text;
            if (!piece.of.isEmpty())
                text = piece.of + u" · "_s + text;
            out.rows.append({one.id, piece.request, Words::time(piece.at), text, piece.sha256});
        }
    }
    out.empty = words.text(LOTSE_MSG("No evidence."));
    return out;
}

Section section(const QString &id, const QString &title, const QList<Table> &tables)
{
    Section out;
    out.id = id;
    out.title = title;
    out.tables = tables;
    return out;
}

} // namespace

QList<Section> posture(const Source &source, const Words &words)
{
    QStringList notes{words.text(
        LOTSE_MSG("A listed control is supported by the check, not fulfilled by it. Confidence of the mapping: "
                  "h high, m medium, l low."))};
    Section checks = section(u"checks-section"_s, words.text(LOTSE_MSG("Checks")),
        {source.framework.isEmpty() ? byResult(source, words) : byFramework(source, words)});
    checks.paragraphs = notes;
    return {results(source, words),
        section(u"mend-section"_s, words.text(LOTSE_MSG("What to do")), {toMend(source, words, 100)}), checks,
        section(u"evidence-section"_s, words.text(LOTSE_MSG("Evidence")), {evidence(source, words)})};
}

QList<Section> executive(const Source &source, const Words &words)
{
    Table severities;
    severities.id = u"severities"_s;
    severities.title = words.text(LOTSE_MSG("Failures by severity"));
    severities.columns = {
        {words.text(LOTSE_MSG("Severity")), false, false, 2}, {words.text(LOTSE_MSG("Failed")), true, false, 1}};
    for (const Severity severity : {Severity::Critical, Severity::High, Severity::Medium, Severity::Low}) {
        const auto count = std::count_if(source.posture->checks.begin(), source.posture->checks.end(),
            [&](const Judged &one) { return one.outcome == Outcome::Failed && one.severity == severity; });
        severities.rows.append({words.text(severityText(severity)), words.number(count)});
    }
    Section first = results(source, words);
    for (Figure &figure : first.figures)
        figure.drill.clear();
    first.tables = {severities, toMend(source, words, 8)};
    return {first};
}

QList<Section> exceptions(const Source &source, const Words &words)
{
    Table table;
    table.id = u"exceptions"_s;
    table.title = words.text(LOTSE_MSG("Excepted checks"));
    table.columns = {{words.text(LOTSE_MSG("Check")), false, false, 2},
        {words.text(LOTSE_MSG("Scope")), false, false, 2}, {words.text(LOTSE_MSG("Owner")), false, false, 1},
        {words.text(LOTSE_MSG("Reason")), false, false, 3}, {words.text(LOTSE_MSG("Expires")), false, false, 1},
        {words.text(LOTSE_MSG("State")), false, true, 1}};
    for (const Judged &one : source.posture->checks) {
        const auto add = [&](const QList<Exception> &all, const QString &state) {
            for (const Exception &exception : all)
                table.rows.append({one.id + u' ' + titleOf(one, words),
                    exception.subject.isEmpty() ? words.text(LOTSE_MSG("all")) : exception.subject, exception.owner,
                    exception.reason, exception.expires.toString(Qt::ISODate), state});
        };
        add(one.exceptions, u"warn|"_s + words.text(LOTSE_MSG("in force")));
        add(one.expired, u"bad|"_s + words.text(LOTSE_MSG("expired")));
    }
    table.empty = words.text(LOTSE_MSG("No excepted checks."));
    Section out = section(u"exceptions-section"_s, words.text(LOTSE_MSG("Exceptions")), {table});
    if (!source.view)
        return {out};
    Table risks;
    risks.id = u"risks"_s;
    risks.title = words.text(LOTSE_MSG("Accepted risks of findings"));
    risks.columns = {{words.text(LOTSE_MSG("Vulnerability")), false, false, 1.5},
        {words.text(LOTSE_MSG("Author")), false, false, 1}, {words.text(LOTSE_MSG("Reason")), false, false, 3},
        {words.text(LOTSE_MSG("Expires")), false, false, 1}};
    for (const findings::Decision &decision : source.view->decisions) {
        if (decision.state == findings::State::RiskAccepted)
            risks.rows.append({decision.match.vulnerabilities.join(u", "_s), decision.author, decision.reason,
                decision.expires == 0
                    ? QString()
                    : QDateTime::fromSecsSinceEpoch(decision.expires, Qt::UTC).date().toString(Qt::ISODate)});
    }
    risks.empty = words.text(LOTSE_MSG("No accepted risks."));
    out.tables.append(risks);
    return {out};
}

} // namespace lotse::report::sections
