// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/templates.h"

#include <QMap>

#include <algorithm>
#include <utility>

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

/// The sentence and the first few it is about; affected() has all.
QString why(const Judged &one, const Words &words)
{
    constexpr qsizetype most = 5;
    QString text = sentenceOf(one, [&](const Message &message) { return words.text(message); });
    if (!one.subjects.isEmpty())
        text += u' '
            + words.text(LOTSE_MSG("Affected: %1"),
                {one.subjects.mid(0, most).join(u", "_s)
                    + (one.subjects.size() > most ? u", … ("_s + words.number(one.subjects.size()) + u')'
                                                  : QString())});
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
            setTitleOf(source, words), source.posture->at, u"checks"_s});
    }
    out.paragraphs.append(source.posture->isWhole()
            ? words.text(LOTSE_MSG("Every applicable check could be assessed."))
            : words.text(LOTSE_MSG(
                "Some checks could not be assessed: this report does not show that the registry is compliant.")));
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
    out.keys = {0};
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

// Where the heading of its section says the same.
Table untitled(Table table)
{
    table.title.clear();
    return table;
}

Table affected(const Source &source, const Words &words, qint64 &left)
{
    constexpr qsizetype most = 20'000;
    Table out;
    out.id = u"affected"_s;
    out.title = words.text(LOTSE_MSG("Affected objects"));
    out.keys = {0, 1};
    out.columns = {{words.text(LOTSE_MSG("Check")), false, false, 0.5},
        {words.text(LOTSE_MSG("Result")), false, true, 0.8}, {words.text(LOTSE_MSG("Object")), false, false, 5}};
    for (const Judged &one : sorted(source.posture->checks)) {
        for (const QString &subject : one.subjects) {
            if (out.rows.size() < most)
                out.rows.append({one.id, toned(one.outcome, words), subject});
            else
                ++left;
        }
    }
    out.empty = words.text(LOTSE_MSG("No check has affected objects."));
    return out;
}

Table evidence(const Source &source, const Words &words)
{
    Table out;
    out.id = u"evidence"_s;
    out.title = words.text(LOTSE_MSG("Evidence"));
    out.columns = {{words.text(LOTSE_MSG("Check")), false, false, 0.5},
        {words.text(LOTSE_MSG("Request")), false, false, 2}, {words.text(LOTSE_MSG("Time")), false, false, 1},
        {words.text(LOTSE_MSG("Part of the response")), false, false, 3},
        {u"SHA-256"_s, false, false, 1.4, Holds::Exact}};
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

// An index counts for itself; its images are no images of their own.
bool isTrustedImage(const FactRow &verdict)
{
    return verdict.json[u"state"_s].toString() == "trusted"_L1 && !verdict.json[u"inside_index"_s].toBool();
}

/// What the local store says of the images, by project: the rows of the numbers in stateOfImages().
Table imagesByProject(const Source &source, const QJsonObject &findings, const QList<FactRow> &verdicts,
    bool knowsVerdicts, const Words &words)
{
    Table out;
    out.id = u"images-by-project"_s;
    out.title = words.text(LOTSE_MSG("Findings and signatures by project"));
    out.keys = {0};
    out.columns = {columnOf(words, LOTSE_MSG("Project"), 2), columnOf(words, LOTSE_MSG("Findings")),
        columnOf(words, LOTSE_MSG("Overdue findings")),
        columnOf(words, LOTSE_MSG("Known exploited, in images pulled in the last 30 days"), 1.6),
        columnOf(words, LOTSE_MSG("Images with a trusted signature"), 1.2)};
    for (qsizetype i = 1; i < out.columns.size(); ++i)
        out.columns[i].isNumber = true;
    QMap<QString, qint64> trusted;
    QStringList projects = findings[u"findings_by_project"_s].toObject().keys();
    for (const FactRow &row : verdicts) {
        const QString project = row.json[u"repository"_s].toString().section(u'/', 0, 0);
        if (isTrustedImage(row))
            ++trusted[project];
    }
    projects += trusted.keys();
    projects.removeDuplicates();
    projects.sort();
    for (const QString &project : std::as_const(projects)) {
        const auto number = [&](const QString &key, bool isKnown) {
            return isKnown ? words.number(findings[key].toObject()[project].toInteger()) : u"–"_s;
        };
        const bool isRead = !findings.isEmpty();
        out.rows.append({project, number(u"findings_by_project"_s, isRead), number(u"breached_by_project"_s, isRead),
            number(u"exploited_by_project"_s, isRead && findings[u"knows_kev"_s].toBool()),
            knowsVerdicts ? words.number(trusted.value(project)) : u"–"_s});
    }
    out.empty = emptyOf(
        source, {u"store-findings"_s, u"store-verdicts"_s}, LOTSE_MSG("No findings and no trusted signatures."), words);
    return out;
}

// What the local store says of the images: as of its last sync, which the figure names.
Section stateOfImages(const Source &source, const Words &words)
{
    Section out = sectionOf(u"images"_s, words.text(LOTSE_MSG("Findings and signatures")), {});
    const Fact *findings = source.posture->facts.find(u"store-findings"_s);
    QJsonObject row;
    if (findings && findings->reading != Reading::Missing && !findings->rows.isEmpty()) {
        row = findings->rows.first().json;
        const QDateTime listed = QDateTime::fromString(row[u"listed"_s].toString(), Qt::ISODate);
        const auto figure = [&](const QString &id, const char *label, const QString &key, bool isKnown = true) {
            const qint64 value = row[key].toInteger();
            const bool isSaid = isKnown && (value > 0 || findings->reading == Reading::Whole);
            out.figures.append(
                {id, words.text(label), isSaid ? words.number(value) : u"–"_s, words.text(LOTSE_MSG("local store")),
                    listed.isValid() ? listed : findings->at, u"images-by-project"_s});
        };
        figure(u"findings"_s, LOTSE_MSG("Findings"), u"findings"_s);
        figure(u"overdue"_s, LOTSE_MSG("Overdue findings"), u"breached"_s);
        figure(u"exploited"_s, LOTSE_MSG("Known exploited, in images pulled in the last 30 days"), u"exploited"_s,
            row[u"knows_kev"_s].toBool());
    }
    const Fact *verdicts = source.posture->facts.find(u"store-verdicts"_s);
    const bool knowsVerdicts = verdicts && verdicts->reading != Reading::Missing;
    if (knowsVerdicts) {
        const auto trusted = std::count_if(verdicts->rows.begin(), verdicts->rows.end(), isTrustedImage);
        out.figures.append({u"trusted"_s, words.text(LOTSE_MSG("Images with a trusted signature")),
            trusted > 0 || verdicts->reading == Reading::Whole ? words.number(trusted) : u"–"_s,
            words.text(LOTSE_MSG("verified signatures in the local store")), verdicts->at, u"images-by-project"_s});
    }
    if (!out.figures.isEmpty())
        out.tables = {
            imagesByProject(source, row, knowsVerdicts ? verdicts->rows : QList<FactRow>(), knowsVerdicts, words)};
    return out;
}

/// Each check in a line: the rows behind the numbers of the page before.
Table inShort(const Source &source, const Words &words)
{
    Table out;
    out.id = u"checks"_s;
    out.columns = checkColumns(words, LOTSE_MSG("Check"));
    out.columns.removeLast();
    out.keys = {0};
    for (const Judged &one : sorted(source.posture->checks))
        out.rows.append(
            {one.id, toned(one.outcome, words), words.text(severityText(one.severity)), titleOf(one, words)});
    out.empty = words.text(LOTSE_MSG("The check set is empty."));
    return out;
}

} // namespace

QList<Section> posture(const Source &source, const Words &words)
{
    QStringList notes{words.text(
        LOTSE_MSG("A listed control is supported by the check, not fulfilled by it. Confidence of the mapping: "
                  "h high, m medium, l low."))};
    Section checks = sectionOf(u"checks-section"_s, words.text(LOTSE_MSG("Checks")),
        {source.framework.isEmpty() ? byResult(source, words) : byFramework(source, words)});
    checks.paragraphs = notes;
    qint64 left = 0;
    Section objects = sectionOf(
        u"affected-section"_s, words.text(LOTSE_MSG("Affected objects")), {untitled(affected(source, words, left))});
    if (left > 0)
        objects.paragraphs.append(
            words.text(Message::counted(LOTSE_MSG_N("%Ln more objects are in posture.json of the bundle.",
                                            "%Ln more object is in posture.json of the bundle."),
                left)));
    return {results(source, words),
        sectionOf(u"mend-section"_s, words.text(LOTSE_MSG("What to do")), {untitled(toMend(source, words, 100))}),
        checks, objects,
        sectionOf(u"evidence-section"_s, words.text(LOTSE_MSG("Evidence")), {untitled(evidence(source, words))})};
}

QList<Section> executive(const Source &source, const Words &words)
{
    QStringList severities;
    for (const Severity severity : {Severity::Critical, Severity::High, Severity::Medium, Severity::Low}) {
        const auto count = std::count_if(source.posture->checks.begin(), source.posture->checks.end(),
            [&](const Judged &one) { return one.outcome == Outcome::Failed && one.severity == severity; });
        severities.append(words.text(severityText(severity)) + u' ' + words.number(count));
    }
    Section first = results(source, words);
    first.paragraphs.append(words.text(LOTSE_MSG("Failures by severity: %1."), {severities.join(u", "_s)}));
    // One page, and the rows of its numbers behind it.
    Section state = stateOfImages(source, words);
    const QList<Table> rows = std::exchange(state.tables, {});
    QList<Section> out{first};
    if (!state.figures.isEmpty())
        out.append(state);
    out.append(
        sectionOf(u"mend-section"_s, words.text(LOTSE_MSG("What to do first")), {untitled(toMend(source, words, 6))}));
    out.append(sectionOf(u"checks-section"_s, words.text(LOTSE_MSG("All checks")), {inShort(source, words)}));
    if (!rows.isEmpty())
        out.append(sectionOf(u"images-section"_s, rows.first().title, {untitled(rows.first())}));
    return out;
}

} // namespace lotse::report::sections
