// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cveview.h"

#include "base/format.h"
#include "base/languagewatch.h"
#include "base/post.h"
#include "base/safetext.h"
#include "base/stoppedclock.h"
#include "models/findings/vulnerabilityid.h"
#include "models/findings/workbenchcolumns.h"

#include <QCoreApplication>
#include <QThreadPool>
#include <QUrl>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lotse::ui {

namespace {

constexpr qint64 kOldSeconds = 24 * 3600;

QString number(quint32 count)
{
    return format::count(count, QLocale());
}

/// The longest text: scanners cut the same one at different lengths.
const store::VulnerabilityText *fullest(const QList<store::VulnerabilityText> &texts)
{
    const auto longest = std::max_element(texts.begin(), texts.end(),
        [](const auto &a, const auto &b) { return a.description.size() < b.description.size(); });
    return longest == texts.end() ? nullptr : &*longest;
}

void addFact(QVariantList &facts, const QString &name, const QStringList &values, bool mono)
{
    QStringList distinct = values;
    distinct.removeAll(QString());
    distinct.removeDuplicates();
    if (!distinct.isEmpty()) {
        facts.append(QVariantMap{{u"name"_s, name}, {u"value"_s, safetext::visible(distinct.join(u'\n'), true)},
            {u"mono"_s, mono}, {u"copy"_s, mono}});
    }
}

QString scopeText(const findings::Scope &scope, const QString &registry)
{
    if (!scope.digest.isEmpty())
        return CveView::tr("one image: %1").arg(scope.repository + u'@' + scope.digest.left(19));
    if (!scope.repository.isEmpty())
        return CveView::tr("repository %1").arg(scope.repository);
    if (!scope.project.isEmpty())
        return CveView::tr("project %1").arg(scope.project);
    return scope.registry.isEmpty() ? CveView::tr("all registries") : CveView::tr("registry %1").arg(registry);
}

} // namespace

CveView::CveView(QObject *parent)
    : QObject(parent)
{
    m_images.setColumns(models::cveImageColumns());
    if (LanguageWatch *language = LanguageWatch::of(QCoreApplication::instance()))
        connect(language, &LanguageWatch::changed, this, &CveView::changed);
}

void CveView::setApp(Application *app)
{
    m_app = app;
    follow();
    emit sourceChanged();
}

void CveView::setVulnerability(const QString &id)
{
    if (id == m_id)
        return;
    m_id = id;
    m_isAnswered = false;
    m_answer = {};
    m_images.setState(models::TableModel::State::Loading);
    refresh();
    emit sourceChanged();
    emit changed();
}

void CveView::follow()
{
    m_triage = m_app ? m_app->services().triage : nullptr;
    m_clock = m_app ? m_app->services().clock : nullptr;
    if (m_triage) {
        connect(m_triage, &FindingsService::changed, this, &CveView::refresh);
        connect(m_triage, &FindingsService::loadingChanged, this, &CveView::changed);
    }
    refresh();
}

void CveView::refresh()
{
    // Before anything was read from the store, "found nowhere" would be a guess.
    if (m_id.isEmpty() || !m_triage || !m_triage->wasLoaded())
        return;
    ask(m_triage->view(), m_triage->cachePlan(), m_clock);
}

void CveView::ask(const TriageView &view, const store::Plan &plan, const Clock *clock)
{
    m_clock = clock;
    const quint64 turn = ++m_turn;
    QThreadPool::globalInstance()->start(
        [this, turn, id = m_id, view, plan, at = StoppedClock(*clock), post = Post(this)] {
            post([this, turn, answer = models::cveAnswer(id, view, plan, at)] {
                if (turn == m_turn)
                    take(answer);
            });
        });
}

void CveView::take(const models::CveAnswer &answer)
{
    m_answer = answer;
    m_isAnswered = true;
    QList<models::Row> rows;
    for (const models::CveImage &image : answer.images) {
        models::Row row;
        row.key = image.key();
        row.parent = image.project;
        row.record.value = QVariant::fromValue(image);
        rows.append(std::move(row));
    }
    m_images.setTotal(rows.size());
    m_images.setRows(std::move(rows));
    m_images.setState(m_answer.isFound ? models::TableModel::State::Ready : models::TableModel::State::Empty);
    emit changed();
}

QString CveView::state() const
{
    if (!m_isAnswered)
        return u"loading"_s;
    if (m_answer.isFound)
        return u"found"_s;
    return m_answer.searched.isEmpty() ? u"unread"_s : u"absent"_s;
}

QString CveView::title() const
{
    return safetext::cell(m_answer.id.isEmpty() ? models::normalisedId(m_id) : m_answer.id);
}

QString CveView::severity() const
{
    return m_answer.isFound ? findings::severityWord(m_answer.worst) : QString();
}

QStringList CveView::scores() const
{
    QStringList out;
    if (m_answer.cvss >= 0)
        out.append(tr("CVSS %1").arg(QLocale().toString(m_answer.cvss, 'f', 1)));
    if (m_answer.epss >= 0)
        out.append(tr("EPSS %1 %").arg(QLocale().toString(double(m_answer.epss) * 100, 'f', 1)));
    return out;
}

QString CveView::exploited() const
{
    switch (m_answer.kev) {
    case findings::Kev::Yes:
        return tr("known exploited");
    case findings::Kev::Ransomware:
        return tr("used in ransomware campaigns");
    case findings::Kev::No:
        break;
    }
    return {};
}

QString CveView::summary() const
{
    if (!m_isAnswered || !m_answer.isFound)
        return {};
    const findings::Counts &counts = m_answer.counts;
    QStringList parts{tr("%Ln images", nullptr, int(counts.images)),
        tr("%Ln repositories", nullptr, int(counts.repositories)), tr("%Ln packages", nullptr, int(counts.packages)),
        tr("%Ln findings, %1 fixable", nullptr, int(counts.occurrences)).arg(number(counts.fixable))};
    if (m_answer.firstSeen != 0)
        parts.append(tr("first seen %1").arg(format::date(models::timeOf(m_answer.firstSeen))));
    return parts.join(u"  ·  "_s);
}

QString CveView::searched() const
{
    if (!m_isAnswered)
        return {};
    findings::Coverage all;
    QStringList names;
    QDateTime oldest;
    for (const RegistryRead &read : m_answer.searched) {
        all.images += read.coverage.images;
        all.done += read.coverage.done;
        names.append(read.name);
        if (!oldest.isValid() || (read.listed.isValid() && read.listed < oldest))
            oldest = read.listed;
    }
    if (names.isEmpty())
        return tr("No registry has been synced yet.");
    const QString age = m_clock ? format::age(oldest, m_clock->now(), QLocale()).text() : QString();
    return tr("Searched %Ln images of %1, %2 with a report, synced %3.", nullptr, int(all.images))
        .arg(safetext::cell(names.join(u", "_s)), number(all.done), age);
}

QString CveView::gaps() const
{
    QStringList sentences;
    for (const Message &gap : m_answer.gaps)
        sentences.append(gap.text());
    int unsearched = 0;
    for (const QVariant &one : registries()) {
        const QVariantMap registry = one.toMap();
        unsearched += registry.value(u"searched"_s).toBool() || registry.value(u"lacksReports"_s).toBool() ? 0 : 1;
    }
    if (unsearched > 0 && m_isAnswered)
        sentences.append(tr("%n registries were not searched.", nullptr, unsearched));
    return safetext::cell(sentences.join(u' '));
}

QString CveView::description() const
{
    const store::VulnerabilityText *text = fullest(m_answer.texts);
    return text ? safetext::visible(text->description, true) : QString();
}

QVariantList CveView::facts() const
{
    QStringList severities;
    QStringList vectors;
    QStringList weaknesses;
    QStringList versions;
    QStringList states;
    const auto scored = [](const QString &vector, int tenths) {
        return vector.isEmpty() && tenths < 0
            ? QString()
            : (tenths < 0 ? vector : QLocale().toString(tenths / 10.0, 'f', 1) + u"  "_s + vector).trimmed();
    };
    for (const store::VulnerabilityText &text : m_answer.texts) {
        severities.append(text.severity);
        vectors.append(scored(text.vectorV3, text.scoreV3));
        vectors.append(scored(text.vectorV2, text.scoreV2));
        weaknesses.append(text.weaknesses);
        states.append(text.status);
        versions.append(text.package + u' ' + text.version
            + (text.fixVersion.isEmpty() ? QString() : u" \u2192 "_s + text.fixVersion));
    }
    QVariantList out;
    addFact(out, tr("Also known as"), m_answer.aliases, true);
    addFact(out, tr("Scanner severity"), severities, false);
    addFact(out, tr("CVSS"), vectors, true);
    addFact(out, tr("Weaknesses"), weaknesses, true);
    addFact(out, tr("Status"), states, false);
    addFact(out, tr("Packages"), versions.mid(0, 40), true);
    return out;
}

QStringList CveView::links() const
{
    QStringList out;
    for (const store::VulnerabilityText &text : m_answer.texts)
        out.append(text.links);
    out.removeDuplicates();
    return out.mid(0, 200);
}

QVariantList CveView::decisions() const
{
    QVariantList out;
    const auto now = m_clock ? findings::Seconds(m_clock->now().toSecsSinceEpoch()) : 0;
    for (const findings::Decision &decision : m_answer.decisions) {
        const bool isExpired = decision.expires != 0 && decision.expires <= now;
        const auto registry = std::find_if(m_answer.searched.begin(), m_answer.searched.end(),
            [&](const RegistryRead &read) { return read.id == decision.scope.registry; });
        const QString where =
            scopeText(decision.scope, registry == m_answer.searched.end() ? decision.scope.registry : registry->name);
        QStringList when{tr("%1, %2").arg(decision.author, format::date(models::timeOf(decision.created)))};
        if (decision.expires != 0) {
            const QString until = format::date(models::timeOf(decision.expires));
            when.append(isExpired ? tr("expired on %1").arg(until) : tr("until %1").arg(until));
        }
        if (!decision.ticket.isEmpty())
            when.append(decision.ticket);
        QStringList text{decision.reason, decision.detail};
        text.removeAll(QString());
        out.append(QVariantMap{{u"id"_s, decision.id},
            {u"title"_s, tr("%1: %2").arg(models::stateText(decision.state).text(), safetext::cell(where))},
            {u"condition"_s,
                isExpired               ? u"warning"_s
                    : decision.isHiding ? u"off"_s
                                        : u"running"_s},
            {u"text"_s, safetext::visible(text.join(u'\n'), true)},
            {u"when"_s, safetext::cell(when.join(u"  ·  "_s))}});
    }
    return out;
}

QVariantMap CveView::standing(const RegistryRead &read) const
{
    const QDateTime now = m_clock ? m_clock->now() : QDateTime();
    const bool isOld = !read.listed.isValid() || read.listed.secsTo(now) > kOldSeconds;
    QStringList text{
        tr("%Ln images, %1 with a report, %2 not scanned, %3 failed", nullptr, int(read.coverage.images))
            .arg(number(read.coverage.done), number(read.coverage.notScanned), number(read.coverage.failed)),
        tr("synced %1").arg(format::age(read.listed, now, QLocale()).text())};
    if (const Message gap = read.gap(); !gap.isEmpty())
        text.append(gap.text());
    return {{u"name"_s, safetext::cell(read.name)}, {u"searched"_s, true},
        {u"condition"_s, isOld || !read.isWhole() ? u"warning"_s : u"ok"_s},
        {u"text"_s, safetext::cell(text.join(u"  ·  "_s))}};
}

QVariantList CveView::registries() const
{
    QVariantList out;
    QStringList searched;
    for (const RegistryRead &read : m_answer.searched) {
        searched.append(read.id);
        out.append(standing(read));
    }
    for (int row = 0; m_app && row < m_app->registries()->count(); ++row) {
        const RegistryView *view = m_app->registries()->at(row);
        const auto *session = qobject_cast<const Session *>(view->session);
        if (!session || searched.contains(session->account().registryId))
            continue;
        searched.append(session->account().registryId);
        const QString why = view->plain ? tr("Not searched: this registry has no scan reports.")
            : view->reached             ? tr("Not searched: not synced yet.")
                                        : tr("Not searched: never connected.");
        out.append(QVariantMap{{u"name"_s, view->name}, {u"searched"_s, false}, {u"lacksReports"_s, view->plain},
            {u"condition"_s, u"off"_s}, {u"text"_s, why}});
    }
    return out;
}

bool CveView::open(const QString &key)
{
    const auto image = m_images.rowValue(key).value<models::CveImage>();
    if (image.repository.isEmpty() || !m_app)
        return false;
    const QVariantMap keys{{u"project_name"_s, image.project},
        {u"repository_name"_s, image.repository.mid(image.project.size() + 1)}, {u"reference"_s, image.digest}};
    return m_app->openIn(image.registryId, u"artifact"_s, {{u"keys"_s, keys}});
}

bool CveView::mayOpen(const QString &link) const
{
    const QUrl url(link, QUrl::StrictMode);
    return url.isValid() && (url.scheme() == "https"_L1 || url.scheme() == "http"_L1) && !url.host().isEmpty()
        && url.userInfo().isEmpty();
}

} // namespace lotse::ui
