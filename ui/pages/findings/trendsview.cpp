// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "trendsview.h"

#include "base/format.h"
#include "base/languagewatch.h"
#include "base/post.h"
#include "base/safetext.h"
#include "base/stoppedclock.h"

#include <QCoreApplication>
#include <QThreadPool>

using namespace Qt::StringLiterals;

namespace lotse::ui {

namespace {

using findings::Severity;

QString countText(qint64 count)
{
    return format::count(count, QLocale());
}

QString dayText(QDate day)
{
    return day.toString(Qt::ISODate);
}

QString durationText(qint64 seconds)
{
    return format::duration(std::chrono::seconds(seconds), QLocale());
}

QString severityText(Severity severity)
{
    switch (severity) {
    case Severity::Critical:
        return TrendsView::tr("Critical");
    case Severity::High:
        return TrendsView::tr("High");
    case Severity::Medium:
        return TrendsView::tr("Medium");
    case Severity::Low:
        return TrendsView::tr("Low");
    case Severity::Negligible:
        return TrendsView::tr("Negligible");
    case Severity::None:
        return TrendsView::tr("None");
    case Severity::Unknown:
        break;
    }
    return TrendsView::tr("Unknown");
}

/// "12 critical, 40 high, 7 medium", without those that are none; the worst first.
QString countsText(const IssueCounts &counts)
{
    QStringList parts;
    for (const Severity severity : {Severity::Critical, Severity::High, Severity::Medium, Severity::Low,
             Severity::Negligible, Severity::None, Severity::Unknown}) {
        if (const quint32 count = counts[size_t(severity)]; count > 0)
            parts.append(TrendsView::tr("%1 %2").arg(countText(count), severityText(severity).toLower()));
    }
    return parts.isEmpty() ? TrendsView::tr("none") : parts.join(u", "_s);
}

QDateTime noon(QDate day)
{
    return QDateTime(day, QTime(12, 0), Qt::UTC);
}

} // namespace

TrendsView::TrendsView(QObject *parent)
    : QObject(parent)
{
    if (LanguageWatch *language = LanguageWatch::of(QCoreApplication::instance()))
        connect(language, &LanguageWatch::changed, this, &TrendsView::changed);
}

void TrendsView::setApp(Application *app)
{
    m_app = app;
    m_triage = app ? app->services().triage : nullptr;
    if (m_triage)
        connect(m_triage, &FindingsService::changed, this, &TrendsView::refresh);
    refresh();
    emit askedChanged();
}

void TrendsView::setPlace(int place)
{
    if (place == m_place || place < 0 || place > m_places.size())
        return;
    m_place = place;
    refresh();
    emit askedChanged();
}

void TrendsView::setDays(int days)
{
    if (days == m_days)
        return;
    m_days = days;
    refresh();
    emit askedChanged();
}

void TrendsView::refresh()
{
    if (!m_triage || !m_triage->wasLoaded())
        return;
    models::TrendsWish wish;
    wish.days = m_days;
    if (m_place > 0) {
        const HistoryPlace &place = m_places[m_place - 1];
        wish.registryId = place.registryId;
        wish.registry = place.registry;
        wish.project = place.project;
    }
    const quint64 turn = ++m_turn;
    QThreadPool::globalInstance()->start([this, turn, wish, context = m_triage->context(), plan = m_triage->cachePlan(),
                                             clock = StoppedClock(*m_app->services().clock), post = Post(this)] {
        post([this, turn, answer = models::trendsAnswer(wish, context, plan, clock)] {
            if (turn == m_turn)
                take(answer);
        });
    });
}

void TrendsView::take(const models::TrendsAnswer &answer)
{
    m_answer = answer;
    m_isAnswered = true;
    // What was chosen stays chosen, wherever it stands now.
    QList<HistoryPlace> places;
    QString registry;
    for (const HistoryPlace &place : answer.history.places) {
        if (place.registryId != registry)
            places.append({place.registryId, place.registry, {}});
        registry = place.registryId;
        places.append(place);
    }
    if (!answer.error) {
        m_places = places;
        const HistoryPlace chosen{answer.wish.registryId, answer.wish.registry, answer.wish.project};
        m_place = int(m_places.indexOf(chosen)) + 1;
    }
    emit changed();
    emit askedChanged();
}

QStringList TrendsView::places() const
{
    QStringList out{tr("All registries")};
    for (const HistoryPlace &place : m_places) {
        out.append(
            safetext::cell(place.project.isEmpty() ? place.registry : u"%1 / %2"_s.arg(place.registry, place.project)));
    }
    return out;
}

QString TrendsView::state() const
{
    if (!m_isAnswered)
        return u"loading"_s;
    if (m_answer.error)
        return u"error"_s;
    return m_answer.history.days.isEmpty() ? u"empty"_s : u"ready"_s;
}

QString TrendsView::begins() const
{
    const History &history = m_answer.history;
    if (!history.watchedSince.isValid() || history.days.isEmpty())
        return {};
    const QString since = format::date(history.watchedSince);
    const int days = int(history.days.size());
    return days == 1 ? tr("History starts on %1 with one day so far. A trend needs at least two days.").arg(since)
                     : tr("History starts on %1. %n days with a sync.", nullptr, days).arg(since);
}

QVariantList TrendsView::openRows() const
{
    QVariantList rows;
    for (const TrendPoint &point : m_answer.history.days) {
        const auto count = [&point](Severity severity) { return point.open[size_t(severity)]; };
        const QString text =
            tr("%1: %2 open issues: %3").arg(dayText(point.day), countText(total(point.open)), countsText(point.open));
        rows.append(QVariantMap{{u"time"_s, noon(point.day)}, {u"critical"_s, count(Severity::Critical)},
            {u"high"_s, count(Severity::High)}, {u"medium"_s, count(Severity::Medium)},
            {u"low"_s, count(Severity::Low) + count(Severity::Negligible) + count(Severity::None)},
            {u"unknown"_s, count(Severity::Unknown)}, {u"label"_s, dayText(point.day)},
            {u"valueText"_s, countsText(point.open)}, {u"text"_s, text}});
    }
    return rows;
}

QVariantList TrendsView::weekRows() const
{
    QVariantList rows;
    for (const WeekPoint &week : m_answer.history.weeks) {
        const QString value = tr("%1 new, %2 resolved").arg(countText(total(week.added)), countText(total(week.fixed)));
        rows.append(QVariantMap{{u"label"_s, week.monday.toString(u"MM-dd"_s)}, {u"added"_s, total(week.added)},
            {u"fixed"_s, total(week.fixed)}, {u"valueText"_s, value},
            {u"text"_s,
                tr("Week of %1: %2\n"
                   "New: %3\n"
                   "Resolved: %4")
                    .arg(dayText(week.monday), value, countsText(week.added), countsText(week.fixed))}});
    }
    return rows;
}

QVariantList TrendsView::coverageRows() const
{
    QVariantList rows;
    for (const TrendPoint &point : m_answer.history.days) {
        if (point.images == 0)
            continue;
        const QString value = tr("%1 of %2 images (%3)")
                                  .arg(countText(point.scanned), countText(point.images),
                                      format::share(point.scanned, point.images, QLocale()))
            + u", "_s + tr("%Ln scans failed", nullptr, int(point.failed));
        rows.append(QVariantMap{{u"time"_s, noon(point.day)}, {u"value"_s, 100.0 * point.scanned / point.images},
            {u"label"_s, dayText(point.day)}, {u"valueText"_s, value},
            {u"text"_s, u"%1: %2"_s.arg(dayText(point.day), value)}});
    }
    return rows;
}

QVariantList TrendsView::ageRows() const
{
    QVariantList rows;
    for (const TrendPoint &point : m_answer.history.days) {
        if (point.scanned == 0)
            continue;
        const QString value =
            tr("average %1, oldest %2").arg(durationText(point.meanScanAge), durationText(point.oldestScan));
        rows.append(QVariantMap{{u"time"_s, noon(point.day)}, {u"value"_s, double(point.meanScanAge) / 86400},
            {u"label"_s, dayText(point.day)}, {u"valueText"_s, value},
            {u"text"_s, u"%1: %2"_s.arg(dayText(point.day), value)}});
    }
    return rows;
}

QVariantList TrendsView::packageRows() const
{
    QVariantList rows;
    for (const models::TopPackage &package : m_answer.packages) {
        const QString name = safetext::cell(package.name);
        rows.append(QVariantMap{{u"label"_s, name}, {u"name"_s, package.name}, {u"value"_s, package.issues},
            {u"valueText"_s, countText(package.issues)},
            {u"text"_s,
                tr("%1\n"
                   "Issues: %2\n"
                   "Images: %3\n"
                   "Findings: %4, fixable: %5")
                    .arg(name, countText(package.issues), countText(package.images), countText(package.occurrences),
                        countText(package.fixable))}});
    }
    return rows;
}

QVariantList TrendsView::fixTimes() const
{
    QVariantList rows;
    const auto add = [&rows](const QString &name, const FixTimes &times) {
        if (times.count == 0)
            return;
        rows.append(QVariantMap{{u"name"_s, name},
            {u"value"_s,
                tr("average %1, median %2, %Ln issues", nullptr, int(times.count))
                    .arg(durationText(times.mean), durationText(times.median))}});
    };
    add(tr("All"), m_answer.history.allFixTimes);
    for (const Severity severity :
        {Severity::Critical, Severity::High, Severity::Medium, Severity::Low, Severity::Unknown})
        add(severityText(severity), m_answer.history.fixTimes[size_t(severity)]);
    return rows;
}

QString TrendsView::openSummary() const
{
    if (m_answer.history.days.isEmpty())
        return {};
    const TrendPoint &last = m_answer.history.days.last();
    return tr("%1 open on %2, %3 fixable").arg(countText(total(last.open)), dayText(last.day), countText(last.fixable));
}

QString TrendsView::fixSummary() const
{
    const FixTimes &all = m_answer.history.allFixTimes;
    return all.count > 0 ? tr("average %1").arg(durationText(all.mean)) : QString();
}

QString TrendsView::query() const
{
    const auto quoted = [](QString text) {
        return u'"' + text.replace(u'\\', u"\\\\"_s).replace(u'"', u"\\\""_s) + u'"';
    };
    QStringList terms;
    if (!m_answer.wish.registry.isEmpty())
        terms.append(u"registry:"_s + quoted(m_answer.wish.registry));
    if (!m_answer.wish.project.isEmpty())
        terms.append(u"project:"_s + quoted(m_answer.wish.project));
    return terms.join(u' ');
}

} // namespace lotse::ui
