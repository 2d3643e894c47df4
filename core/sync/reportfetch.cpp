// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/reportfetch.h"

#include "harbor/artifact.h"
#include "net/httperror.h"

namespace lotse {

using namespace Qt::StringLiterals;

namespace {

constexpr int kWindow = 48; // reports in a transaction
constexpr int kMostInARow = 20; // failures after which something is wrong with more than single reports
constexpr int kMostPauses = 5;
constexpr std::chrono::milliseconds kPause{30'000};

// Whether there is no use in asking for the next report.
bool endsAll(ErrorKind kind)
{
    switch (kind) {
    case ErrorKind::NotFound:
    case ErrorKind::Forbidden:
    case ErrorKind::Precondition:
    case ErrorKind::Invalid:
    case ErrorKind::Conflict:
    case ErrorKind::Decode:
    case ErrorKind::TooLarge:
    case ErrorKind::Server:
    case ErrorKind::Incomplete:
    case ErrorKind::Timeout:
        return false;
    default:
        return true;
    }
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
    while (m_running < m_place.inFlight && !m_todo.isEmpty() && m_window.size() < 2 * kWindow)
        ask(m_todo.dequeue());
    if (m_window.size() >= kWindow || (m_running == 0 && m_todo.isEmpty()))
        seal();
}

void ReportFetch::ask(const store::WantedReport &wanted)
{
    ++m_running;
    Request request;
    request.path = artifactPath(wanted.repository, wanted.digest) + "/additions/vulnerabilities";
    request.headers = {{"Accept", "application/json"}};
    request.limits = Limits::report();
    using Decoded = std::shared_ptr<DecodedReport>;
    m_place.queue->ask<Decoded>(
        std::move(request),
        [digest = wanted.digest](const Response &response) -> Result<Decoded> {
            if (!response.isSuccess())
                return toError(response, "GET", response.url.authority());
            if (const Error error = requireJson(response, "GET", response.url.authority(), true))
                return error;
            Result<DecodedReport> report =
                response.body.isEmpty() ? DecodedReport() : decodeReport(response.body, digest);
            if (!report)
                return report.error();
            return std::make_shared<DecodedReport>(std::move(report.value()));
        },
        [this, wanted](Result<Decoded> report) { onReport(wanted, std::move(report)); });
}

void ReportFetch::onReport(const store::WantedReport &wanted, Result<std::shared_ptr<DecodedReport>> report)
{
    --m_running;
    if (m_isOver)
        return;
    if (!report) {
        if (!onError(wanted, report.error()))
            return;
    } else if ((*report)->isEmpty) {
        askWhy(wanted);
        return;
    } else {
        add({wanted.digest, store::ReportState::Ok, m_place.clock->now(), std::move(**report)});
    }
    pump();
}

// An empty answer says "not scanned" and "failed" alike. One artifact with its overview is cheap where there is no
// report.
void ReportFetch::askWhy(const store::WantedReport &wanted)
{
    ++m_running;
    Request request;
    request.path = artifactPath(wanted.repository, wanted.digest) + "?with_scan_overview=true&with_tag=false";
    request.headers = {{"Accept", "application/json"}};
    m_place.queue->ask<QString>(
        std::move(request),
        [](const Response &response) -> Result<QString> {
            if (!response.isSuccess())
                return toError(response, "GET", response.url.authority());
            const Result<harbor::Artifact> artifact = json::decode<harbor::Artifact>(response.body);
            if (!artifact)
                return artifact.error();
            for (const harbor::ScanOverview &overview : artifact->scanOverview)
                return overview.scanStatus;
            return QString();
        },
        [this, wanted](const Result<QString> &status) { onOverview(wanted, status); });
}

void ReportFetch::onOverview(const store::WantedReport &wanted, const Result<QString> &status)
{
    --m_running;
    if (m_isOver)
        return;
    if (status) {
        const bool hasFailed = *status == "Error"_L1 || *status == "Stopped"_L1;
        const auto state = hasFailed ? store::ReportState::Failed : store::ReportState::NotScanned;
        add({wanted.digest, state, m_place.clock->now(), {}});
    } else if (!onError(wanted, status.error())) {
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
    if (endsAll(error.kind) || ++m_inARow >= kMostInARow) {
        fail(error);
        return false;
    }
    ++m_skipped;
    emit moved(m_kept + m_skipped, m_total);
    return true;
}

void ReportFetch::add(Read read)
{
    m_inARow = 0;
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
    store::FactBook *book = m_place.book;
    int failed = 0;
    int missing = 0;
    int unreadable = 0;
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
            failed += read.state == store::ReportState::Failed ? 1 : 0;
            missing += read.state == store::ReportState::NotScanned ? 1 : 0;
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
    m_findings += findings;
    return {};
}

void ReportFetch::fail(const Error &error)
{
    m_isOver = true;
    m_window.clear();
    emit failed(error);
}

} // namespace lotse
