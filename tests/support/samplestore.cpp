// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/samplestore.h"

#include "store/schema.h"
#include "sync/reportdecoder.h"

namespace lotse::test {

using namespace Qt::StringLiterals;

SampleStore::SampleStore(ManualClock *clock)
    : m_clock(clock)
{
    auto opened = store::Database::open(store::cachePlan(folder()), *clock);
    if (!opened)
        qFatal("%s", qPrintable(opened.error().message.english()));
    m_database = std::move(opened).value();
    store::Inventory inventory(m_database.get());
    m_registry = *inventory.registry(u"r"_s, u"lab"_s, u"https://registry.test:5000"_s);
    m_account = *inventory.account(m_registry, u"a"_s, u"user 7"_s, clock->now());
}

void SampleStore::list(const QList<std::pair<QString, QString>> &images, const QHash<QString, QString> &refusals)
{
    store::Listing listing;
    listing.at = m_clock->now();
    listing.projects = {{1, u"web"_s, false}, {2, u"ops"_s, false}};
    listing.hasAllProjects = true;
    listing.refusals = refusals;
    for (const store::ProjectRow &project : std::as_const(listing.projects)) {
        if (refusals.contains(project.name))
            continue;
        listing.completeRepositories.insert(project.name);
        listing.completeArtifacts.insert(project.name);
    }
    QSet<QString> repositories;
    for (const auto &[repository, digest] : images) {
        if (!repositories.contains(repository)) {
            repositories.insert(repository);
            listing.repositories.append(
                {qint64(repositories.size()), repository.section(u'/', 0, 0), repository, {}, 0, {}, {}});
        }
        store::ArtifactRow image;
        image.remoteId = remoteId;
        image.repository = repository;
        image.digest = digest;
        image.kind = u"IMAGE"_s;
        image.platform = u"linux/amd64"_s;
        image.isScannable = true;
        image.pushedAt = pushed;
        image.tags = {{u"1.0"_s, {}, {}}};
        listing.artifacts.append(image);
    }
    const auto kept = store::Inventory(m_database.get()).apply(m_registry, m_account, listing);
    if (!kept)
        qFatal("%s", qPrintable(kept.error().message.english()));
}

void SampleStore::report(const QString &digest, const QList<SampleLine> &lines, const QByteArray &scanner)
{
    QByteArrayList items;
    for (const SampleLine &line : lines) {
        items.append(R"({"id":")" + line.vulnerability + R"(","package":")" + line.package + R"(","version":")"
            + line.version + R"(","fix_version":")" + line.fix + R"(","severity":")" + line.severity
            + R"(","description":")" + line.description + R"(","links":["https://example.test/)" + line.vulnerability
            + R"("],"status":"affected"})");
    }
    const QByteArray json = R"({"application/vnd.security.vulnerability.report; version=1.1":{"generated_at":")"
        + (made.isValid() ? made : m_clock->now()).toString(Qt::ISODate).toLatin1()
        + R"(","scanner":{"name":"S","version":")" + scanner + R"("},"vulnerabilities":[)" + items.join(',') + "]}}";
    const auto decoded = decodeReport(json, digest);
    if (!decoded)
        qFatal("%s", qPrintable(decoded.error().detail));
    store::Report out;
    out.digest = digest;
    out.state = store::ReportState::Ok;
    out.reportedAt = decoded->reportedAt;
    out.scanner = decoded->scanner;
    keep(out, [&](store::ReportDictionaries &book) { return decoded->body(book); });
}

void SampleStore::fail(const QString &digest)
{
    store::Report out;
    out.digest = digest;
    out.state = store::ReportState::Failed;
    keep(out, [](store::ReportDictionaries &) { return store::ReportBody(); });
}

void SampleStore::keep(
    const store::Report &report, const std::function<store::ReportBody(store::ReportDictionaries &)> &body)
{
    const Result<void> kept = m_database->write([&]() -> Result<void> {
        if (const Result<void> learnt = m_book.catchUp(*m_database); !learnt)
            return learnt;
        store::Report out = report;
        out.fetchedAt = m_clock->now();
        out.body = body(m_book);
        if (const Result<void> stored = store::ReportStore(m_database.get()).put(m_registry, out); !stored)
            return stored;
        return m_book.save(*m_database);
    });
    if (!kept)
        qFatal("%s", qPrintable(kept.error().message.english()));
    m_book.keep();
}

void SampleStore::reopen()
{
    m_database.reset();
    auto opened = store::Database::open(store::cachePlan(folder()), *m_clock);
    if (!opened)
        qFatal("%s", qPrintable(opened.error().message.english()));
    m_database = std::move(opened).value();
}

} // namespace lotse::test
