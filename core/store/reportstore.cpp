// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/reportstore.h"

#include <algorithm>

namespace lotse::store {

namespace {

constexpr quint64 kFormat = 1;
constexpr quint64 kFormatWithUnreadable = 2; // the same, and then how many lines could not be read
constexpr quint64 kFormatWithReason = 3; // the same, and then why

// Everything that a reader believes is under the sum, so that a flipped bit cannot turn "failed" into "no findings".
QByteArray sumOf(qint64 registry, QByteArrayView digest, qint64 kind, qint64 state, qint64 fetchedAt, qint64 reportedAt,
    QByteArrayView scanner, QByteArrayView body)
{
    Packer head;
    for (const qint64 number : {registry, kind, state, fetchedAt, reportedAt})
        head.number(quint64(number));
    return checksum({head.bytes(), digest, scanner, body});
}

qint64 milliseconds(const QDateTime &time)
{
    return time.isValid() ? time.toMSecsSinceEpoch() : 0;
}

} // namespace

QByteArray ReportBody::pack() const
{
    Packer packer;
    const quint64 format = !reason.isEmpty() ? kFormatWithReason : unreadable != 0 ? kFormatWithUnreadable : kFormat;
    packer.number(format).number(quint64(platforms.size()));
    for (const QString &platform : platforms)
        packer.text(platform.toUtf8());
    packer.number(quint64(places.size()));
    for (const QList<quint32> &place : places) {
        packer.number(quint64(place.size()));
        for (const quint32 platform : place)
            packer.number(platform);
    }
    std::vector<Line> sorted = lines;
    std::sort(sorted.begin(), sorted.end());
    sorted.erase(std::unique(sorted.begin(), sorted.end()), sorted.end());
    packer.number(sorted.size());
    std::vector<quint32> numbers;
    numbers.reserve(2 * sorted.size());
    quint32 last = 0;
    for (const Line &line : sorted) {
        numbers.push_back(line.fact - last);
        if (places.size() > 1)
            numbers.push_back(line.where);
        last = line.fact;
    }
    packer.numbers(numbers);
    if (format != kFormat)
        packer.number(unreadable);
    if (format == kFormatWithReason)
        packer.text(reason.toUtf8());
    return packer.bytes();
}

bool ReportBody::unpack(QByteArrayView bytes, ReportBody &body)
{
    Unpacker unpacker(bytes);
    const quint64 format = unpacker.number();
    if (format < kFormat || format > kFormatWithReason)
        return false;
    const quint32 platforms = unpacker.small();
    for (quint32 i = 0; i < platforms && unpacker.ok(); ++i)
        body.platforms.append(QString::fromUtf8(unpacker.text()));
    const quint32 places = unpacker.small();
    for (quint32 i = 0; i < places && unpacker.ok(); ++i) {
        QList<quint32> place;
        const quint32 count = unpacker.small();
        for (quint32 j = 0; j < count && unpacker.ok(); ++j) {
            place.append(unpacker.small());
            if (place.constLast() >= platforms)
                return false;
        }
        body.places.append(place);
    }
    const quint32 count = unpacker.small();
    if (!unpacker.ok() || count > quint64(bytes.size()))
        return false;
    body.lines.reserve(count);
    quint32 last = 0;
    for (quint32 i = 0; i < count; ++i) {
        Line line;
        line.fact = last + unpacker.small();
        line.where = places > 1 ? unpacker.small() : 0;
        if (line.where >= std::max(places, quint32(1)))
            return false;
        last = line.fact;
        body.lines.push_back(line);
    }
    if (format != kFormat)
        body.unreadable = unpacker.small();
    if (format == kFormatWithReason)
        body.reason = QString::fromUtf8(unpacker.text());
    return unpacker.ok() && unpacker.atEnd();
}

Result<void> ReportStore::put(qint64 registry, const Report &report)
{
    const QByteArray body = report.body.pack();
    const QByteArray sum = sumOf(registry, report.digest.toUtf8(), int(report.kind), int(report.state),
        milliseconds(report.fetchedAt), milliseconds(report.reportedAt), report.scanner.toUtf8(), body);
    const Result<void> kept =
        m_database
            ->sql("INSERT OR REPLACE INTO earlier(registry, digest, kind, state, fetched_at, reported_at, scanner,"
                  " findings, sum, body) SELECT registry, digest, kind, state, fetched_at, reported_at, scanner,"
                  " findings, sum, body FROM report WHERE registry = ?1 AND digest = ?2 AND kind = ?3 AND state = 2"
                  " AND (?4 <> 2 OR scanner <> ?5 OR body <> ?6)")
            .with(registry, report.digest, int(report.kind), int(report.state), report.scanner, body)
            .run();
    if (!kept)
        return kept;
    const Result<void> touched =
        m_database
            ->sql("UPDATE repository SET touched = 1 WHERE id IN (SELECT repository FROM artifact WHERE digest = ?2)"
                  " AND +registry = ?1 AND touched = 0")
            .with(registry, report.digest)
            .run();
    if (!touched)
        return touched;
    const Result<void> stored =
        m_database
            ->sql("INSERT INTO report(registry, digest, kind, state, fetched_at, reported_at, scanner, findings, sum,"
                  " body) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10) ON CONFLICT(registry, digest, kind) DO"
                  " UPDATE SET state = ?4, fetched_at = ?5, reported_at = ?6, scanner = ?7, findings = ?8, sum = ?9,"
                  " body = ?10")
            .with(registry, report.digest, int(report.kind), int(report.state), report.fetchedAt, report.reportedAt,
                report.scanner, qint64(report.body.lines.size()), sum, body)
            .run();
    if (!stored)
        return stored;
    if (report.isAskedAgain)
        return {};
    // By digest: asked by repository, each report would cost as much as there are repositories.
    return m_database
        ->sql("UPDATE artifact SET due = 0 WHERE digest = ?2 AND due > 0 AND EXISTS"
              " (SELECT 1 FROM repository r WHERE r.id = artifact.repository AND r.registry = ?1)")
        .with(registry, report.digest)
        .run();
}

// A row: digest, kind, state, fetched_at, reported_at, scanner, sum, body. False where it is damaged.
static bool readRow(const Row &row, qint64 registry, Report &out)
{
    const QByteArray sum = sumOf(registry, row.view(0), row.integer(1), row.integer(2), row.integer(3), row.integer(4),
        row.bytes(5), row.view(7));
    out.digest = row.text(0);
    if (row.bytes(6) != sum || !ReportBody::unpack(row.view(7), out.body))
        return false;
    out.kind = ReportKind(row.integer(1));
    out.state = ReportState(row.integer(2));
    out.fetchedAt = row.time(3);
    out.reportedAt = row.time(4);
    out.scanner = row.text(5);
    return true;
}

Result<std::optional<Report>> ReportStore::first(Statement &statement, qint64 registry)
{
    std::optional<Report> found;
    const Result<void> read = statement.each([&](const Row &row) {
        Report report;
        if (readRow(row, registry, report))
            found = std::move(report);
    });
    if (!read)
        return read.error();
    return found;
}

Result<std::optional<Report>> ReportStore::find(qint64 registry, const QString &digest)
{
    return first(m_database
                     ->sql("SELECT digest, kind, state, fetched_at, reported_at, scanner, sum, body FROM report"
                           " WHERE registry = ?1 AND digest = ?2 AND kind = 1")
                     .with(registry, digest),
        registry);
}

Result<std::optional<Report>> ReportStore::earlier(qint64 registry, const QString &digest)
{
    return first(m_database
                     ->sql("SELECT digest, kind, state, fetched_at, reported_at, scanner, sum, body FROM earlier"
                           " WHERE registry = ?1 AND digest = ?2 AND kind = 1")
                     .with(registry, digest),
        registry);
}

Result<ReportStore::Damage> ReportStore::each(qint64 registry, const std::function<void(const Report &)> &report)
{
    Damage damage;
    const Result<void> read =
        m_database
            ->sql("SELECT digest, kind, state, fetched_at, reported_at, scanner, sum, body FROM report"
                  " NOT INDEXED WHERE registry = ?1")
            .with(registry)
            .each([&](const Row &row) {
                Report out;
                if (readRow(row, registry, out))
                    report(out);
                else
                    damage.digests.append(out.digest);
            });
    if (!read)
        return read.error();
    return damage;
}

Result<void> ReportStore::drop(qint64 registry, const QStringList &digests)
{
    return m_database->write([&]() -> Result<void> {
        for (const QString &digest : digests) {
            const Result<void> dropped =
                m_database->sql("DELETE FROM report WHERE registry = ?1 AND digest = ?2").with(registry, digest).run();
            if (!dropped)
                return dropped;
            const Result<void> due =
                m_database
                    ->sql("UPDATE artifact SET due = 1 WHERE digest = ?2 AND scannable AND EXISTS"
                          " (SELECT 1 FROM repository r WHERE r.id = artifact.repository AND r.registry = ?1)")
                    .with(registry, digest)
                    .run();
            if (!due)
                return due;
        }
        return {};
    });
}

Result<ReportStore::Totals> ReportStore::totals(qint64 registry)
{
    Totals totals;
    const Result<void> read =
        m_database
            ->sql("SELECT state, count(*), sum(findings), min(fetched_at) FROM report WHERE registry = ?1"
                  " GROUP BY state")
            .with(registry)
            .each([&](const Row &row) {
                const qint64 count = row.integer(1);
                switch (ReportState(row.integer(0))) {
                case ReportState::Ok:
                    totals.ok = count;
                    totals.lines += row.integer(2);
                    break;
                case ReportState::Failed:
                    totals.failed = count;
                    break;
                case ReportState::NotScanned:
                    totals.notScanned = count;
                    break;
                case ReportState::Unsupported:
                    totals.unsupported = count;
                    break;
                case ReportState::Unreadable:
                    totals.unreadable = count;
                    totals.lines += row.integer(2);
                    break;
                }
                if (!totals.oldest.isValid() || row.time(3) < totals.oldest)
                    totals.oldest = row.time(3);
            });
    if (!read)
        return read.error();
    return totals;
}

} // namespace lotse::store
