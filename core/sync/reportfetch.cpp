// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/reportfetch.h"

#include "base/keptmessage.h"
#include "base/safetext.h"
#include "harbor/artifact.h"
#include "harbor/client.h"
#include "harbor/fetch.h"
#include "harbor/repository.h"
#include "net/httperror.h"
#include "store/inventory.h"

#include <algorithm>

namespace lotse {

using namespace Qt::StringLiterals;

namespace {

constexpr int kReports = 48; // reports in a transaction
constexpr int kMostInARow = 20; // failures after which something is wrong with more than single reports
constexpr int kMostPauses = 5;
constexpr std::chrono::milliseconds kPause{30'000};

// Whether there is no use in asking for the next report. One object that is answered oddly (a page of a proxy, a
// redirect) says nothing of the ones behind it; many in a row do.
bool endsAll(ErrorKind kind)
{
    return harbor::endsEverything(kind) || kind == ErrorKind::RateLimited || kind == ErrorKind::Storage;
}

// As it is kept: the words of the reader where there are some.
QString reasonOf(const Error &error)
{
    return error.detail.isEmpty() ? toKept(error.message) : safetext::cell(error.detail).left(200);
}

harbor::Params paramsOf(const store::WantedReport &wanted)
{
    return {{u"project_name"_s, harbor::projectOf(wanted.repository)},
        {u"repository_name"_s, harbor::withoutProject(wanted.repository)}, {u"reference"_s, wanted.digest}};
}

} // namespace

ReportFetch::ReportFetch(Place place, QList<store::WantedReport> wanted, QObject *parent)
    : QObject(parent)
    , m_place(std::move(place))
    , m_total(wanted.size())
{
    for (const store::WantedReport &one : std::as_const(wanted))
        m_todo.enqueue(one);
}

void ReportFetch::start()
{
    pump();
}

void ReportFetch::pump()
{
    if (m_isOver || m_isPaused)
        return;
    // A proof that hangs must not let reports pile up in memory.
    while (m_running < m_place.inFlight && !m_todo.isEmpty() && m_window.size() < 2 * kReports) {
        const store::WantedReport wanted = m_todo.dequeue();
        if (m_refused.contains(harbor::projectOf(wanted.repository)))
            skip();
        else
            ask(wanted);
    }
    if (m_window.size() >= kReports || (m_running == 0 && m_todo.isEmpty()))
        seal();
}

void ReportFetch::ask(const store::WantedReport &wanted)
{
    auto report = std::make_shared<DecodedReport>();
    report->digest = wanted.digest;
    askReport(wanted, report, [this, wanted](Result<Report> read) { onReport(wanted, std::move(read)); });
}

/// Adds what the report of an image, or of one platform, says to what is known.
void ReportFetch::askReport(
    const store::WantedReport &wanted, const Report &known, std::function<void(Result<Report>)> done)
{
    ++m_running;
    auto take = [this, done = std::move(done)](Result<Report> report) {
        --m_running;
        if (!m_isOver && !m_place.queue->isStopped())
            done(std::move(report));
    };
    const Result<Request> request = harbor::buildRequest(*harbor::endpoint("vulnerabilities"), paramsOf(wanted));
    if (!request) {
        Post post(this);
        post([take = std::move(take), error = request.error()] { take(error); });
        return;
    }
    m_place.queue->call<Report>(
        *request, this,
        [known, digest = wanted.digest](const Response &response) -> Result<Report> {
            if (const Error error = requireJson(response, "GET", response.url.authority(), true))
                return error;
            if (response.body.trimmed().isEmpty())
                return known;
            if (const Result<void> added = addReport(*known, response.body, digest); !added)
                return added.error();
            return known;
        },
        std::move(take));
}

void ReportFetch::onReport(const store::WantedReport &wanted, Result<Report> report)
{
    if (!report && report.error().kind == ErrorKind::Decode) {
        // There is one, and nobody can read it.
        add({wanted.digest, store::ReportState::Unreadable, m_place.clock->now(), {}, reasonOf(report.error())});
        ++m_inARow;
        if (m_inARow >= kMostInARow) {
            fail(report.error());
            return;
        }
    } else if (!report) {
        if (!onError(wanted, report.error()))
            return;
    } else if ((*report)->unreadable > 0) {
        addWhole(wanted, *report);
    } else if (const Platforms platforms = platformsOf(wanted, **report); (*report)->isEmpty && platforms.all > 1) {
        askParts(wanted, *report, platforms);
        return;
    } else if ((*report)->isEmpty) {
        askWhy(wanted);
        return;
    } else if (!platforms.silent.isEmpty()) {
        askWhole(wanted, *report, platforms);
        return;
    } else {
        addWhole(wanted, *report);
    }
    pump();
}

void ReportFetch::addWhole(const store::WantedReport &wanted, const Report &report)
{
    m_inARow = 0;
    const bool isLost = report->unreadable > 0;
    const QString why =
        isLost ? toKept({LOTSE_MSG("Lines without an ID, or with a value of a wrong type."), {}}) : QString();
    add({wanted.digest, isLost ? store::ReportState::Unreadable : store::ReportState::Ok, m_place.clock->now(),
        std::move(*report), why});
}

void ReportFetch::addScanned(const store::WantedReport &wanted, const Report &report, const Platforms &platforms)
{
    if (platforms.unscanned == 0) {
        addWhole(wanted, report);
    } else {
        m_inARow = 0;
        const Message why{LOTSE_MSG("Only %1 of %2 platforms have been scanned."),
            {QString::number(platforms.all - platforms.unscanned), QString::number(platforms.all)}};
        Read read{wanted.digest, store::ReportState::Unreadable, m_place.clock->now(), std::move(*report), toKept(why)};
        read.isOfSome = true;
        add(std::move(read));
    }
    pump();
}

// Harbor gives no report of an index of which a platform was never scanned, also where others have theirs. One after
// the other.
void ReportFetch::askParts(const store::WantedReport &wanted, const Report &report, Platforms platforms)
{
    if (platforms.silent.isEmpty()) {
        if (report->isEmpty)
            askWhy(wanted);
        else
            addScanned(wanted, report, platforms);
        return;
    }
    const store::WantedReport platform{wanted.repository, platforms.silent.takeFirst()};
    auto part = std::make_shared<DecodedReport>(*report);
    part->isEmpty = true;
    askReport(platform, part, [this, wanted, report, platforms](Result<Report> read) mutable {
        if (!read && read.error().kind != ErrorKind::NotFound) {
            onReport(wanted, read.error());
            return;
        }
        if (!read || (*read)->isEmpty)
            ++platforms.unscanned;
        if (!read) { // the index names it, and it is gone
            askParts(wanted, report, std::move(platforms));
            return;
        }
        (*read)->isEmpty = (*read)->isEmpty && report->isEmpty;
        askParts(wanted, *read, std::move(platforms));
    });
}

ReportFetch::Platforms ReportFetch::platformsOf(const store::WantedReport &wanted, const DecodedReport &report) const
{
    Platforms out;
    const auto artifact =
        store::Inventory(m_place.database).artifact(m_place.registry, wanted.repository, wanted.digest);
    if (!artifact || !artifact->has_value())
        return out;
    for (const store::ChildRow &child : (*artifact)->children) {
        if (child.platform.isEmpty()) // what attests the others
            continue;
        ++out.all;
        if (!report.platforms.contains(child.digest))
            out.silent.append(child.digest);
    }
    if (out.all == 1) // lines that name no platform are its own
        out.silent.clear();
    return out;
}

// Harbor gives the reports of an index's platforms as one, without those whose scan failed: a platform without lines
// has no findings, or nobody knows. How much of the index is scanned is in its overview.
void ReportFetch::askWhole(const store::WantedReport &wanted, const Report &report, const Platforms &platforms)
{
    askOverviews(wanted, [this, wanted, report, platforms](const Overviews &overviews) {
        if (!overviews) {
            if (onError(wanted, overviews.error()))
                pump();
            return;
        }
        const bool isPartial =
            std::any_of(overviews->begin(), overviews->end(), [](const harbor::ScanOverview &overview) {
                return overview.completePercent > 0 && overview.completePercent < 100;
            });
        if (isPartial) {
            askPlatforms(wanted, report, platforms);
            return;
        }
        addWhole(wanted, report);
        pump();
    });
}

// One after the other. The share alone does not tell: what attests the platforms counts in some versions, too.
void ReportFetch::askPlatforms(const store::WantedReport &wanted, const Report &report, Platforms platforms)
{
    if (platforms.silent.isEmpty()) {
        addScanned(wanted, report, platforms);
        return;
    }
    const store::WantedReport platform{wanted.repository, platforms.silent.takeFirst()};
    askOverviews(platform, [this, wanted, report, platforms](const Overviews &overviews) mutable {
        if (!overviews) {
            if (onError(wanted, overviews.error()))
                pump();
            return;
        }
        const bool isScanned = std::any_of(overviews->begin(), overviews->end(),
            [](const harbor::ScanOverview &overview) { return overview.scanStatus == "Success"_L1; });
        platforms.unscanned += isScanned ? 0 : 1;
        askPlatforms(wanted, report, std::move(platforms));
    });
}

// One artifact with its overview, and nothing else that costs.
void ReportFetch::askOverviews(const store::WantedReport &wanted, std::function<void(const Overviews &)> done)
{
    ++m_running;
    harbor::Params params = paramsOf(wanted);
    for (const char *flag : {"with_tag", "with_label", "with_sbom_overview", "with_immutable_status", "with_accessory"})
        params.insert(QString::fromLatin1(flag), u"false"_s);
    harbor::Client(m_place.queue)
        .one(*harbor::endpoint("artifact"), params, this,
            [this, done = std::move(done)](const Result<json::Record> &record) {
                --m_running;
                if (m_isOver || m_place.queue->isStopped())
                    return;
                done(record ? Overviews(record->value.value<harbor::Artifact>().scanOverview) : record.error());
            });
}

// An empty answer says "not scanned" and "failed" alike. One artifact with its overview is cheap where there is no
// report.
void ReportFetch::askWhy(const store::WantedReport &wanted)
{
    askOverviews(wanted, [this, wanted](const Overviews &overviews) { onOverview(wanted, overviews); });
}

void ReportFetch::onOverview(const store::WantedReport &wanted, const Overviews &overviews)
{
    if (overviews) {
        QStringList statuses;
        for (const harbor::ScanOverview &overview : *overviews)
            statuses.append(overview.scanStatus);
        m_inARow = 0;
        const bool hasFailed = statuses.contains("Error"_L1) || statuses.contains("Stopped"_L1);
        // A scan that succeeded has a report, and what came is none: that image is not "not scanned".
        const auto state = statuses.contains("Success"_L1) ? store::ReportState::Unreadable
            : hasFailed                                    ? store::ReportState::Failed
                                                           : store::ReportState::NotScanned;
        const bool isLost = state == store::ReportState::Unreadable;
        const QString why =
            isLost ? toKept({LOTSE_MSG("The scan succeeded, but the registry sent no report."), {}}) : QString();
        add({wanted.digest, state, m_place.clock->now(), {}, why});
    } else if (!onError(wanted, overviews.error())) {
        return;
    }
    pump();
}

// False where nothing goes on now.
bool ReportFetch::onError(const store::WantedReport &wanted, const Error &error)
{
    if (error.kind == ErrorKind::RateLimited && m_pauses < kMostPauses) {
        m_todo.prepend(wanted);
        if (m_isPaused)
            return false;
        // The registry wants less: wait as long as it says, then go on with one at a time.
        ++m_pauses;
        m_isPaused = true;
        m_place.inFlight = 1;
        const auto wait = error.retryAfterMs > 0 ? std::chrono::milliseconds(error.retryAfterMs) : kPause;
        m_place.clock->after(std::min(wait, std::chrono::milliseconds(600'000)), this, [this] {
            m_isPaused = false;
            pump();
        });
        return false;
    }
    const bool isRefused = error.kind == ErrorKind::Forbidden;
    if (endsAll(error.kind) || (!isRefused && ++m_inARow >= kMostInARow)) {
        fail(error);
        return false;
    }
    // Reports are allowed by project: the others of this one would be refused, too, and say nothing of other projects.
    if (isRefused)
        m_refused.insert(harbor::projectOf(wanted.repository));
    if (m_skippedWhy.isEmpty())
        m_skippedWhy = toKept(error.message);
    skip();
    return true;
}

void ReportFetch::skip()
{
    ++m_skipped;
    emit moved(m_kept + m_skipped, m_total);
}

void ReportFetch::add(Read read)
{
    m_window.append(std::move(read));
}

void ReportFetch::seal()
{
    if (m_isProving || m_isOver)
        return;
    if (m_window.isEmpty()) {
        if (m_running == 0 && m_todo.isEmpty()) {
            m_isOver = true;
            emit done();
        }
        return;
    }
    m_isProving = true;
    QList<Read> window;
    window.swap(m_window);
    m_place.prove([this, window](const Error &error) {
        m_isProving = false;
        if (m_isOver)
            return;
        if (error) {
            fail(error);
            return;
        }
        if (const Result<void> kept = keep(window); !kept) {
            fail(kept.error());
            return;
        }
        emit moved(m_kept + m_skipped, m_total);
        pump();
    });
}

Result<void> ReportFetch::keep(const QList<Read> &window)
{
    store::Database *database = m_place.database;
    store::ReportDictionaries *book = m_place.book;
    int failed = 0;
    int missing = 0;
    int unreadable = 0;
    int unreadableReports = 0;
    QString why = m_unreadableWhy;
    qint64 findings = 0;
    const Result<void> kept = database->write([&]() -> Result<void> {
        if (const Result<void> learnt = book->catchUp(*database); !learnt)
            return learnt;
        store::ReportStore reports(database);
        for (const Read &read : window) {
            store::Report report;
            report.digest = read.digest;
            report.state = read.state;
            report.fetchedAt = read.fetchedAt;
            report.reportedAt = read.report.reportedAt;
            report.scanner = read.report.scanner;
            report.body = read.report.body(*book);
            // That some platforms were not scanned is what the registry says: nothing is missing that could be read.
            const bool isUnreadable =
                read.state == store::ReportState::Unreadable && (!read.isOfSome || read.report.unreadable > 0);
            if (isUnreadable && read.report.unreadable == 0) {
                report.isAskedAgain = true;
                if (const Result<void> known = keepKnown(reports, report); !known)
                    return known;
            }
            report.body.reason = read.why;
            if (isUnreadable && why.isEmpty())
                why = read.why;
            unreadableReports += isUnreadable ? 1 : 0;
            failed += read.state == store::ReportState::Failed ? 1 : 0;
            missing += read.state == store::ReportState::NotScanned || read.isOfSome ? 1 : 0;
            unreadable += read.report.unreadable;
            findings += qint64(read.report.lines.size());
            if (const Result<void> stored = reports.put(m_place.registry, report); !stored)
                return stored;
        }
        return book->save(*database);
    });
    if (!kept) {
        book->forget();
        return kept;
    }
    book->keep();
    m_kept += int(window.size());
    m_scanFailed += failed;
    m_notScanned += missing;
    m_unreadableLines += unreadable;
    m_unreadable += unreadableReports;
    m_unreadableWhy = why;
    m_findings += findings;
    return {};
}

// Of a report that nobody can read, what was known before stays to be seen, under the state that says so.
Result<void> ReportFetch::keepKnown(store::ReportStore &reports, store::Report &report) const
{
    const auto before = reports.find(m_place.registry, report.digest);
    if (!before)
        return before.error();
    if (before->has_value()) {
        report.reportedAt = (*before)->reportedAt;
        report.scanner = (*before)->scanner;
        report.body = (*before)->body;
    }
    return {};
}

void ReportFetch::fail(const Error &error)
{
    m_isOver = true;
    m_window.clear();
    emit failed(error);
}

} // namespace lotse
