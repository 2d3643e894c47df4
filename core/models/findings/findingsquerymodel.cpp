// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/findings/findingsquerymodel.h"

#include "base/post.h"
#include "base/safetext.h"
#include "findings/filter.h"
#include "models/findings/workbenchcolumns.h"

#include <QElapsedTimer>
#include <QThreadPool>

#include <algorithm>

namespace lotse::models {

using namespace Qt::StringLiterals;
using namespace lotse::findings;

namespace {

bool isSame(const Context &a, const Context &b)
{
    return a.set == b.set && a.facts == b.facts && a.states == b.states && a.now == b.now;
}

// The oldest report that the set holds.
Seconds oldestFetch(const FindingSet &set)
{
    Seconds oldest = 0;
    for (const FindingSet::Part &part : set.parts()) {
        for (const Segment::Platform &platform : part.segment->platforms) {
            if (platform.fetched != 0 && (oldest == 0 || platform.fetched < oldest))
                oldest = platform.fetched;
        }
    }
    return oldest;
}

std::optional<RowId> find(const FindingSet &set, const OccurrenceKey &key)
{
    for (const FindingSet::Part &part : set.parts()) {
        const Segment &segment = *part.segment;
        if (segment.registryId != key.registry)
            continue;
        const auto number = [&](Segment::Column column, const QString &text) {
            return segment.dictionaries[size_t(column)].find(text.toUtf8());
        };
        const quint32 digest = number(Segment::Digest, key.platformDigest);
        const quint32 vulnerability = number(Segment::Vulnerability, key.vulnerability);
        for (const Segment::Platform &platform : segment.platforms) {
            if (platform.digest != digest
                || segment.text(Segment::Name, segment.repositories[platform.repository].name) != key.repository)
                continue;
            for (quint32 row = platform.firstRow; row < platform.firstRow + platform.rowCount; ++row) {
                if (segment.lineOf(row).vulnerability == vulnerability
                    && set.occurrence(part.firstRow + row).key() == key)
                    return part.firstRow + row;
            }
        }
    }
    return std::nullopt;
}

QVariantMap mapOf(const Facet &facet)
{
    return {{u"key"_s, keyName(facet.key)}, {u"value"_s, facet.value}, {u"name"_s, facetText(facet)},
        {u"occurrences"_s, facet.occurrences}, {u"on"_s, facet.isOn}};
}

} // namespace

FindingsQueryModel::FindingsQueryModel(QObject *parent)
    : QObject(parent)
    , m_turn(std::make_shared<std::atomic<quint64>>(0))
    , m_completionTurn(std::make_shared<std::atomic<quint64>>(0))
{
    m_context.set = FindingSet::of({});
    connect(&m_table, &WorkbenchTable::orderAsked, this, &FindingsQueryModel::ask);
}

FindingsQueryModel::~FindingsQueryModel()
{
    // Workers that are still on it stop at the next step; what they made is dropped.
    ++*m_turn;
    ++*m_completionTurn;
}

void FindingsQueryModel::setContext(const Context &context, bool isLoading, const Error &error)
{
    const bool isOther = !isSame(context, m_context) || m_generation == 0;
    if (context.set != m_context.set || m_generation == 0)
        ++m_generation;
    m_context = context;
    m_isLoading = isLoading;
    m_error = error;
    emit contextChanged();
    if (isOther)
        ask();
    else
        tell();
}

void FindingsQueryModel::type(const QString &text, int cursor)
{
    take(text, withoutBegunKey(text, cursor));
}

void FindingsQueryModel::take(const QString &text, const QString &asked)
{
    if (text == m_text && asked == m_asked && m_generation != 0)
        return;
    m_text = text;
    m_asked = asked;
    const ParsedQuery parsed = parseQuery(asked);
    m_problem = parsed.error;
    const bool isOther = parsed.ok() && !(parsed.query == m_query);
    if (parsed.ok())
        m_query = parsed.query;
    emit textChanged();
    if (isOther)
        ask();
}

QVariantMap FindingsQueryModel::problem() const
{
    if (!m_problem)
        return {};
    return {{u"position"_s, m_problem->position}, {u"length"_s, m_problem->length},
        {u"sentence"_s, safetext::visible(m_problem->message.text())}};
}

void FindingsQueryModel::setPivotName(const QString &word)
{
    const std::optional<Pivot> pivot = pivotOf(word);
    if (!pivot || *pivot == m_pivot)
        return;
    m_pivot = *pivot;
    emit pivotChanged();
    ask();
}

void FindingsQueryModel::ask()
{
    if (m_generation == 0)
        return;
    WorkbenchQuestion question;
    question.context = m_context;
    question.generation = m_generation;
    question.query = m_query;
    question.pivot = m_pivot;
    question.rowOrder = m_table.rowOrder();
    question.groupOrder = m_table.groupOrder();
    question.order = m_order;
    if (const auto &before = m_table.answer(); before && isSame(before->context, m_context) && before->query == m_query)
        question.known = before->rows;
    const quint64 turn = ++*m_turn;
    m_isAsking = true;
    m_isCounting = true; // what was counted before stays until then
    tell();
    emit counted();
    QElapsedTimer timer;
    timer.start();
    QThreadPool::globalInstance()->start(
        [this, question = std::move(question), turn, last = m_turn, timer, post = Post(this)] {
            const auto isStale = [&last, turn] { return *last != turn; };
            const std::shared_ptr<const WorkbenchAnswer> answer = answerOf(question, isStale);
            if (!answer)
                return;
            post([this, answer, turn, timer] {
                if (*m_turn != turn)
                    return;
                m_answerTime = double(timer.nsecsElapsed()) / 1e6;
                take(answer);
            });
            const std::shared_ptr<const WorkbenchCounts> counts = countsOf(*answer, isStale);
            if (!counts)
                return;
            post([this, counts, turn, timer] {
                if (*m_turn != turn)
                    return;
                m_countTime = double(timer.nsecsElapsed()) / 1e6;
                m_counts = counts;
                m_isCounting = false;
                m_table.count(*counts);
                m_facets.clear();
                for (const Facet &facet : m_counts->facets)
                    m_facets.append(mapOf(facet));
                emit counted();
                emit facetsChanged();
            });
        });
}

void FindingsQueryModel::take(const std::shared_ptr<const WorkbenchAnswer> &answer)
{
    m_isAsking = false;
    if (answer->order)
        m_order = answer->order;
    const bool isOtherSet = m_table.answer() && m_table.answer()->generation != answer->generation;
    m_table.show(answer);
    tell();
    if (isOtherSet)
        follow();
    emit shown();
}

void FindingsQueryModel::follow()
{
    if (!m_currentKey)
        return;
    const std::optional<RowId> row = find(*m_context.set, *m_currentKey);
    m_current = row ? m_table.keyOf(*row) : QString();
    emit currentChanged();
}

void FindingsQueryModel::tell()
{
    m_table.setStanding({m_isLoading || m_isAsking, m_error, timeOf(oldestFetch(*m_context.set))});
}

void FindingsQueryModel::setCurrent(const QString &key)
{
    if (key == m_current)
        return;
    m_current = key;
    const std::optional<RowId> row = m_table.rowOfKey(key);
    m_currentKey = row ? std::optional(m_table.answer()->context.set->occurrence(*row).key()) : std::nullopt;
    emit currentChanged();
}

qint64 FindingsQueryModel::matching() const
{
    return m_table.answer() ? qint64(m_table.answer()->rows->size()) : 0;
}

QVariantMap FindingsQueryModel::counts() const
{
    if (!m_counts)
        return {};
    const Counts &counts = m_counts->counts;
    return {{u"occurrences"_s, counts.occurrences}, {u"issues"_s, counts.issues}, {u"images"_s, counts.images},
        {u"vulnerabilities"_s, counts.vulnerabilities}, {u"packages"_s, counts.packages},
        {u"repositories"_s, counts.repositories}, {u"fixable"_s, counts.fixable}};
}

QVariantList FindingsQueryModel::facetsOf(const QString &key) const
{
    QVariantList out;
    for (const QVariant &one : m_facets) {
        const QVariantMap facet = one.toMap();
        if (facet.value(u"key"_s) == key
            && (facet.value(u"occurrences"_s).toLongLong() > 0 || facet.value(u"on"_s).toBool()))
            out.append(facet);
    }
    return out;
}

QVariantMap FindingsQueryModel::facet(const QString &key, const QString &value) const
{
    for (const QVariant &one : m_facets) {
        const QVariantMap facet = one.toMap();
        if (facet.value(u"key"_s) == key && facet.value(u"value"_s) == value)
            return facet;
    }
    return {};
}

static std::optional<Key> keyOfName(const QString &name)
{
    for (const Key key : allKeys()) {
        if (keyName(key) == name)
            return key;
    }
    return std::nullopt;
}

void FindingsQueryModel::setFacet(const QString &key, const QString &value, bool on)
{
    if (const std::optional<Key> wanted = keyOfName(key); wanted && !m_problem)
        setText(withFacet(m_query, *wanted, value, on).canonical());
}

void FindingsQueryModel::clearFacet(const QString &key)
{
    const std::optional<Key> wanted = keyOfName(key);
    if (!wanted || m_problem)
        return;
    Query rest = m_query;
    rest.terms.removeIf([&](const Term &term) { return term.key == *wanted && !term.isNegated; });
    setText(rest.canonical());
}

QString FindingsQueryModel::textOf(const QString &groupKey) const
{
    const Group *group = m_table.groupOf(groupKey);
    if (!group)
        return {};
    const Context &context = m_table.answer()->context;
    Query query = m_query;
    const auto narrow = [&query](Key key, const QString &text, bool isLiteral = true) {
        query.terms.append({key, false, {Value{text, Compare::Equal, isLiteral, 0}}});
    };
    switch (m_table.pivot()) {
    case Pivot::Vulnerability:
        narrow(Key::Vulnerability, context.set->vulnerabilities().text(group->key));
        break;
    case Pivot::Package:
        narrow(Key::Package, context.set->packages().text(group->key));
        break;
    case Pivot::Fix: {
        const Segment::Upgrade upgrade = context.set->upgrades()[group->key];
        if (group->key == 0) {
            query.terms.append({Key::Fix, false,
                {Value{u"no"_s, Compare::Equal, false, 0}, Value{u"unknown"_s, Compare::Equal, false, 0}}});
        } else {
            narrow(Key::Package, context.set->packages().text(upgrade.package));
            narrow(Key::Fix, context.set->fixes().text(upgrade.fix));
        }
        break;
    }
    case Pivot::Image: {
        const ImageName name = imageName(*context.set, group->key);
        narrow(Key::Registry, name.registry);
        narrow(Key::Repository, name.repository);
        narrow(Key::Image, name.digest);
        break;
    }
    case Pivot::Finding:
        break;
    }
    return query.canonical();
}

QString FindingsQueryModel::sentenceOf(const QString &groupKey) const
{
    const Group *group = m_table.groupOf(groupKey);
    if (!group || m_table.pivot() != Pivot::Fix || m_isCounting)
        return {};
    return safetext::visible(upgradeSentence(*m_table.answer()->context.set, *group).text());
}

void FindingsQueryModel::askCompletions(const QString &text, int cursor)
{
    const quint64 turn = ++*m_completionTurn;
    QThreadPool::globalInstance()->start(
        [this, text, cursor, turn, context = m_context, last = m_completionTurn, post = Post(this)] {
            if (*last != turn)
                return;
            const QList<Completion> found = complete(text, cursor, context, 12);
            post([this, text, found, turn] {
                if (*m_completionTurn != turn)
                    return;
                m_completedText = text;
                m_completions.clear();
                for (const Completion &one : found)
                    m_completions.append(QVariantMap{{u"text"_s, one.text}, {u"shown"_s, safetext::cell(one.text)},
                        {u"position"_s, one.position}, {u"length"_s, one.length}, {u"occurrences"_s, one.occurrences}});
                emit completed();
            });
        });
}

void FindingsQueryModel::dropCompletions()
{
    ++*m_completionTurn;
    m_completions.clear();
    emit completed();
}

Rows FindingsQueryModel::rowsOf(const QStringList &keys, bool isAll) const
{
    if (!isAll)
        return m_table.rowsOf(keys);
    return m_table.answer() ? *m_table.answer()->rows : Rows();
}

} // namespace lotse::models
