// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "triage/reportfiles.h"

#include "base/clockskew.h"
#include "base/keptmessage.h"
#include "store/datebook.h"
#include "store/inventory.h"
#include "store/reportstore.h"
#include "store/schema.h"

#include <QUuid>

#include <cmath>

namespace lotse {

using namespace Qt::StringLiterals;

namespace {

void addScore(const findings::CvssScore &score, store::Fact &fact, store::ReportDictionaries &book)
{
    using findings::CvssVersion;
    const int tenths = score.score < 0 ? -1 : int(std::lround(score.score * 10));
    switch (score.version) {
    case CvssVersion::V3:
    case CvssVersion::V30:
    case CvssVersion::V31:
        fact.scoreV3 = tenths;
        fact.vectorV3 = book.word(score.vector);
        break;
    case CvssVersion::V4:
        fact.scoreV4 = tenths;
        fact.vectorV4 = book.word(score.vector);
        break;
    case CvssVersion::V2:
        fact.scoreV2 = tenths;
        fact.vectorV2 = book.word(score.vector);
        break;
    case CvssVersion::Other:
        fact.scoreOther = tenths;
        break;
    case CvssVersion::None:
        break;
    }
}

store::ReportBody bodyOf(const findings::ImportedReport &report, store::ReportDictionaries &book)
{
    store::ReportBody body;
    body.unreadable = quint32(report.unreadable);
    if (!report.isWhole())
        body.reason = toKept({LOTSE_MSG("Parts of the imported report are of a wrong type, or twice."), {}});
    body.lines.reserve(size_t(report.lines.size()));
    for (const findings::ImportedReport::Line &line : report.lines) {
        store::Fact fact;
        fact.vulnerability = book.word(line.vulnerability);
        fact.package = book.word(line.package);
        fact.version = book.word(line.version);
        fact.fixVersion = book.word(line.fixVersion);
        fact.severity = book.word(line.severity);
        fact.status = book.word(line.status);
        fact.purl = book.word(line.purl);
        fact.isSeverityDerived = line.isSeverityDerived;
        fact.isFixUnknown = line.isFixUnknown;
        fact.places = book.word(line.places.join('\n'));
        fact.scoredBy = book.word(findings::applicable(line.scores, findings::severityOf(line.severity)).source);
        for (const findings::CvssScore &score : line.scores)
            addScore(score, fact, book);
        body.lines.push_back({book.fact(fact), 0});
    }
    for (const QList<QByteArray> &group : report.aliases)
        book.names(group);
    return body;
}

// One of its own: what came from files goes with no account.
Result<qint64> accountOf(store::Database &cache, qint64 registry, const ReportedImage &image, const QDateTime &now)
{
    const QString own = QUuid::createUuidV5(QUuid(), image.registryId + u"\nfiles"_s).toString(QUuid::WithoutBraces);
    return store::Inventory(&cache).account(registry, own, QString(store::filesIdentity), now);
}

Result<void> writeHistory(store::Database &cache, qint64 registry, const Clock &clock)
{
    auto opened = store::Database::open(store::datePlan(cache.path()), clock);
    if (!opened)
        return opened.error();
    store::DateBook dates(opened->get());
    store::IssueHistory issues(&cache, &dates);
    for (;;) {
        const auto step = issues.advance(registry, clock.now());
        if (!step)
            return step.error();
        if (!step->hasMore)
            return issues.markDay(registry, clock.now());
    }
}

} // namespace

Result<QDateTime> keepReportFile(
    store::Database &cache, const Clock &clock, const ReportedImage &image, const findings::ImportedReport &report)
{
    const QDateTime now = clock.now();
    store::Inventory inventory(&cache);
    Result<qint64> registry = store::findRegistry(cache, image.registryId);
    if (registry && *registry == 0)
        registry = inventory.registry(image.registryId, image.registryName, image.origin);
    if (!registry)
        return registry.error();
    const Result<qint64> account = accountOf(cache, *registry, image, now);
    if (!account)
        return account.error();
    const auto there = inventory.artifact(*registry, image.repository, image.digest);
    if (!there)
        return there.error();
    if (there->has_value() && (*there)->remoteId != 0) {
        Error error;
        error.kind = ErrorKind::Conflict;
        error.message = {LOTSE_MSG("%1 has its own reports for %2@%3. Sync them instead."),
            {image.registryName, image.repository, image.digest}};
        return error;
    }
    const QDateTime generated =
        report.generated == 0 ? QDateTime() : QDateTime::fromSecsSinceEpoch(report.generated, Qt::UTC);
    const auto known = store::ReportStore(&cache).find(*registry, image.digest);
    if (!known)
        return known.error();
    const QDateTime before = known->has_value() ? (*known)->reportedAt : QDateTime();
    if (generated.isValid() && before.isValid() && generated < before && !isAhead(before, now))
        return before;
    store::ArtifactRow artifact;
    artifact.repository = image.repository;
    artifact.digest = image.digest;
    artifact.kind = u"IMAGE"_s;
    artifact.isScannable = true;
    if (!image.tag.isEmpty())
        artifact.tags = {{image.tag, {}, {}}};
    if (const Result<void> added = inventory.add(*registry, *account, artifact, now); !added)
        return added.error();

    store::ReportDictionaries book;
    const Result<void> kept = cache.write([&]() -> Result<void> {
        if (const Result<void> learnt = book.catchUp(cache); !learnt)
            return learnt;
        store::Report out;
        out.digest = image.digest;
        // Where a part could not be read, what is not there may be in that part: a gate does not pass.
        out.state = report.isWhole() ? store::ReportState::Ok : store::ReportState::Unreadable;
        out.fetchedAt = now;
        out.reportedAt = generated;
        out.scanner = report.scanner;
        out.body = bodyOf(report, book);
        if (const Result<void> stored = store::ReportStore(&cache).put(*registry, out); !stored)
            return stored;
        return book.save(cache);
    });
    if (!kept)
        return kept.error();
    if (const Result<void> written = writeHistory(cache, *registry, clock); !written)
        return written.error();
    return QDateTime();
}

} // namespace lotse
