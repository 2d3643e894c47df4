// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/findings/findingdetail.h"

#include "base/format.h"
#include "base/post.h"
#include "base/safetext.h"
#include "models/findings/workbenchcolumns.h"

#include <QThreadPool>

#include <algorithm>

namespace lotse::models {

using namespace Qt::StringLiterals;
using namespace lotse::findings;

namespace {

QString shown(const QString &text)
{
    return safetext::visible(text, true);
}

QString when(Seconds time)
{
    return time ? format::dateTime(timeOf(time)) : QString();
}

bool isAbout(const Decision &decision, const Occurrence &one)
{
    const Scope &scope = decision.scope;
    const auto holds = [](const QString &wanted, const QString &text) { return wanted.isEmpty() || wanted == text; };
    return (decision.match.vulnerabilities.isEmpty() || decision.match.vulnerabilities.contains(one.canonical)
               || decision.match.vulnerabilities.contains(one.vulnerability))
        && holds(decision.match.package, one.package) && holds(scope.registry, one.registryId)
        && holds(scope.project, one.project) && holds(scope.repository, one.repository)
        && (holds(scope.digest, one.platformDigest) || holds(scope.digest, one.image));
}

} // namespace

FindingDetail::FindingDetail(QObject *parent)
    : QObject(parent)
    , m_turn(std::make_shared<std::atomic<quint64>>(0))
{
}

FindingDetail::~FindingDetail()
{
    ++*m_turn;
}

void FindingDetail::setStore(const store::Plan &plan, const Clock *clock)
{
    m_plan = plan;
    m_clock = clock;
}

void FindingDetail::setHistory(const QList<DecisionEvent> &history)
{
    m_events = history;
    emit changed();
}

QVariantList FindingDetail::history() const
{
    QVariantList out;
    if (!m_occurrence)
        return out;
    QStringList own; // ids of the decisions that are about this finding
    for (const DecisionEvent &event : m_events) {
        const auto add = [&](const Message &what, const Decision *decision, const QString &note) {
            QVariantMap line{{u"at"_s, when(event.at)}, {u"author"_s, shown(event.author)}, {u"what"_s, what.text()},
                {u"note"_s, shown(note)}, {u"inForce"_s, false}};
            if (decision) {
                line.insert(u"id"_s, decision->id);
                line.insert(u"inForce"_s, decision->id == m_decisionId);
                line.insert(u"author"_s, shown(decision->author));
                line.insert(u"reason"_s, shown(decision->reason));
                line.insert(u"ticket"_s, shown(decision->ticket));
                line.insert(u"until"_s, when(decision->expires));
                line.insert(u"review"_s, when(decision->review));
            }
            out.prepend(line);
        };
        for (const Decision &decision : event.decisions) {
            if (isAbout(decision, *m_occurrence)) {
                own.append(decision.id);
                add(stateText(decision.state), &decision, event.note);
            }
        }
        const bool isTaken = std::any_of(
            event.withdrawn.begin(), event.withdrawn.end(), [&](const QString &id) { return own.contains(id); });
        if (isTaken)
            add({LOTSE_MSG("Withdrawn"), {}}, nullptr, event.note);
    }
    return out;
}

// Where in the image, a line each.
static QString placesText(const Occurrence &one)
{
    constexpr qsizetype kMost = 20;
    QStringList lines;
    for (const findings::FindingPlace &place : one.places.mid(0, kMost))
        lines.append(place.text());
    if (one.places.size() > kMost)
        lines.append(Message::counted(LOTSE_MSG_N("and %Ln more", "and %Ln more"), one.places.size() - kMost).text());
    return lines.join(u'\n');
}

static QString derivedText(const Occurrence &one)
{
    if (one.cvss < 0)
        return Message{LOTSE_MSG("derived from the report level; no severity from the scanner"), {}}.text();
    return Message{LOTSE_MSG("derived from %1 %2; no severity from the scanner"),
        {findings::cvssLabel(one.cvssVersion), QLocale().toString(one.cvss, 'f', 1)}}
        .text();
}

void FindingDetail::show(FindingsQueryModel *bench, const QString &key)
{
    const quint64 turn = ++*m_turn;
    m_finding.clear();
    m_images.clear();
    m_imageCount = 0;
    m_occurrence.reset();
    m_decisionId.clear();
    m_error = {};
    m_isLoading = false;
    const auto answer = bench ? bench->table()->answer() : nullptr;
    const std::optional<RowId> row = bench ? bench->table()->rowOfKey(key) : std::nullopt;
    const Group *group = bench ? bench->table()->groupOf(key) : nullptr;
    if (!answer || (!row && !group)) {
        emit changed();
        return;
    }
    FindingWanted wanted;
    wanted.context = answer->context;
    wanted.plan = m_plan;
    if (m_clock)
        wanted.clock.emplace(*m_clock);
    wanted.pivot = answer->pivot;
    if (group) {
        wanted.group = *group;
        wanted.rows = bench->table()->rowsOf({key});
        wanted.sentence = bench->sentenceOf(key);
    } else {
        wanted.row = *row;
    }
    const RowId first = group ? wanted.rows.front() : *row;
    wanted.one = wanted.context.set->occurrence(first);
    describe(wanted);
    m_isLoading = true;
    emit changed();
    QThreadPool::globalInstance()->start([this, turn, wanted = std::move(wanted), last = m_turn, post = Post(this)] {
        if (*last != turn)
            return;
        const FindingReading read = readFinding(wanted);
        post([this, turn, read] {
            if (*m_turn != turn)
                return;
            m_isLoading = false;
            m_images = read.images;
            m_imageCount = read.imageCount;
            m_error = read.error;
            m_finding.insert(read.text);
            m_finding.insert(u"facts"_s, m_finding.value(u"facts"_s).toList() + read.facts);
            emit changed();
        });
    });
}

void FindingDetail::describe(const FindingWanted &wanted)
{
    const Context &context = wanted.context;
    const Occurrence &one = wanted.one;
    QVariantList facts;
    if (!wanted.group) {
        const quint8 bits = context.stateBits(wanted.row);
        const ScoreGrounds grounds = context.grounds(wanted.row);
        m_occurrence = one;
        if (const quint32 index = context.states ? context.states->decision[wanted.row] : 0; index != 0)
            m_decisionId = context.states->ids[index - 1];
        const Cell state = stateCell(bits);
        addFact(facts, LOTSE_MSG("Package"), one.package);
        addFact(facts, LOTSE_MSG("Installed"), one.version, true);
        const QString noFix =
            Message{one.isFixUnknown ? LOTSE_MSG("not stated in the report") : LOTSE_MSG("no fix known"), {}}.text();
        addFact(
            facts, LOTSE_MSG("Fixed in"), one.fixVersion.isEmpty() ? noFix : one.fixVersion, !one.fixVersion.isEmpty());
        addFact(facts, LOTSE_MSG("Image"), one.repository);
        addFact(facts, LOTSE_MSG("Found in"), placesText(one), true);
        if (one.isSeverityDerived)
            addFact(facts, LOTSE_MSG("Severity"), derivedText(one));
        addFact(facts, LOTSE_MSG("Platform"), one.platform);
        addFact(facts, LOTSE_MSG("Digest"), one.platformDigest, true);
        addFact(facts, LOTSE_MSG("Priority"), scoreSentence(grounds));
        addFact(facts, LOTSE_MSG("First seen"), when(one.firstSeen));
        addFact(facts, LOTSE_MSG("Due"), when(context.due(wanted.row)));
        addFact(facts, LOTSE_MSG("Scanned"), when(one.reported));
        addFact(facts, LOTSE_MSG("Report synced"), when(one.fetched));
        m_finding = {{u"title"_s, shown(one.vulnerability)},
            {u"subtitle"_s, one.canonical == one.vulnerability ? QString() : shown(one.canonical)},
            {u"severity"_s, severityWord(one.severity)}, {u"state"_s, state.value.toString()},
            {u"stateWord"_s, state.text}, {u"canonical"_s, one.canonical}, {u"package"_s, one.package}};
    } else {
        const Group &group = *wanted.group;
        const QLocale locale;
        addFact(facts, LOTSE_MSG("Recommendation"), wanted.sentence);
        addFact(facts, LOTSE_MSG("Occurrences"), locale.toString(group.occurrences));
        addFact(facts, LOTSE_MSG("Fixable"), locale.toString(group.fixable));
        addFact(facts, LOTSE_MSG("Hidden by decisions"), locale.toString(group.hidden));
        addFact(facts, LOTSE_MSG("First seen"), when(group.firstSeen));
        const QString name = wanted.pivot == Pivot::Image  ? imageName(*context.set, group.key).repository
            : wanted.pivot == Pivot::Fix && group.key == 0 ? Message{LOTSE_MSG("No fix known"), {}}.text()
                                                           : groupName(*context.set, wanted.pivot, group.key);
        m_finding = {{u"title"_s, shown(name)}, {u"severity"_s, severityWord(group.worst)}, {u"state"_s, QString()},
            {u"stateWord"_s, QString()},
            {u"canonical"_s, wanted.pivot == Pivot::Vulnerability ? one.canonical : QString()}};
    }
    m_finding.insert(u"facts"_s, facts);
}

} // namespace lotse::models
