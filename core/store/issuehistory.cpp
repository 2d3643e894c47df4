// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/issuehistory.h"

#include "store/datebook.h"
#include "store/inventory.h"
#include "store/reportdictionaries.h"
#include "store/reportstore.h"

#include <QSet>

#include <algorithm>

namespace lotse::store {

using namespace Qt::StringLiterals;
using findings::Severity;

namespace {

constexpr int kAtOnce = 64; // repositories in a transaction

qint64 seconds(const QDateTime &time)
{
    return time.isValid() && time.date().year() > 1 ? time.toSecsSinceEpoch() : 0;
}

// A scanner's clock may be wrong: no report is older than its image or newer than its reading.
qint64 timeOf(const Report &report, qint64 pushed)
{
    const qint64 fetched = seconds(report.fetchedAt);
    const qint64 reported = report.reportedAt.isValid() ? seconds(report.reportedAt) : fetched;
    return std::max(std::min(reported, fetched), std::min(pushed, fetched));
}

// Not the cache's damage: that would be set aside for it.
Error ofDates(Error error)
{
    error.code = u"DATES"_s;
    return error;
}

} // namespace

/// What an issue needs of each fact.
struct IssueHistory::Facts {
    struct Entry {
        quint32 vulnerability = 0, package = 0;
        Severity severity = Severity::Unknown;
        bool isFixable = false;
    };
    std::vector<Entry> entries;
};

/// What the images of a repository show now.
struct IssueHistory::Seen {
    std::vector<Issue> issues; ///< of good reports; several for one key until merged
    std::vector<quint64> held; ///< keys of earlier reports, where there is no good one now
    bool isWhole = true; ///< what is not in here is not there
};

/// What goes into the book of dates once the transaction is through, and the words for it.
struct IssueHistory::Kept {
    std::optional<Words> words;
    std::vector<DateBook::Entry> entries;
};

IssueHistory::IssueHistory(Database *database, DateBook *dates)
    : m_database(database)
    , m_dates(dates)
    , m_kept(std::make_unique<Kept>())
{
}

IssueHistory::~IssueHistory() = default;

Result<void> IssueHistory::readFacts()
{
    if (m_facts)
        return {};
    auto facts = std::make_unique<Facts>();
    facts->entries.emplace_back();
    std::vector<quint32> words{0}; // of severities, by fact
    std::vector<Severity> scored{Severity::Unknown}; // what the score says
    const Result<void> read = StringTable::each(*m_database, StringTable::Fact, 0, [&](quint32, QByteArrayView entry) {
        Fact fact;
        if (!Fact::unpack(entry, fact))
            fact = {};
        facts->entries.push_back({fact.vulnerability, fact.package, Severity::Unknown, fact.fixVersion != 0});
        words.push_back(fact.severity);
        const auto [score, version] = fact.applicableScore({}, {});
        scored.push_back(findings::severityOfScore(version, score / 10.0));
    });
    if (!read)
        return read;
    QHash<quint32, Severity> severities;
    QSet<quint32> noWords{0};
    for (const quint32 word : words)
        severities.insert(word, Severity::Unknown);
    const Result<void> named =
        StringTable::each(*m_database, StringTable::Word, 0, [&](quint32 number, QByteArrayView word) {
            if (const auto at = severities.find(number); at != severities.end())
                *at = findings::severityOf(word);
            if (findings::isNoSeverity(word))
                noWords.insert(number);
        });
    if (!named)
        return named;
    for (size_t i = 0; i < words.size(); ++i)
        facts->entries[i].severity = noWords.contains(words[i]) ? scored[i] : severities.value(words[i]);
    m_facts = std::move(facts);
    return {};
}

Result<void> IssueHistory::look(qint64 registry, qint64 repository, qint64 asOf, Seen &seen)
{
    struct Image {
        QString digest;
        qint64 pushed = 0;
        bool isDue = false;
    };
    std::vector<Image> images;
    const Result<void> listed =
        m_database
            ->sql("SELECT digest, pushed_at, due FROM artifact WHERE repository = ?1 AND gone_at IS NULL AND scannable")
            .with(repository)
            .each([&](const Row &row) {
                images.push_back({row.text(0), seconds(row.time(1)), row.integer(2) != 0});
            });
    if (!listed)
        return listed;
    ReportStore reports(m_database);
    for (const Image &image : images) {
        const auto now = reports.find(registry, image.digest);
        if (!now)
            return now.error();
        // No report and none to be read: the one that is there is damaged.
        seen.isWhole = seen.isWhole && !image.isDue && now->has_value();
        const bool isGood = now->has_value() && (*now)->state == ReportState::Ok;
        const auto before =
            isGood ? Result<std::optional<Report>>(std::optional<Report>()) : reports.earlier(registry, image.digest);
        if (!before)
            return before.error();
        const bool isUnsupported = now->has_value() && (*now)->state == ReportState::Unsupported;
        // What a new image has that nobody has scanned may be the very thing that seems to be gone.
        if (!isGood && !before->has_value() && !isUnsupported && (image.pushed == 0 || image.pushed > asOf))
            seen.isWhole = false;
        const std::optional<Report> &report = isGood ? *now : *before;
        if (!report)
            continue;
        for (const ReportBody::Line &line : report->body.lines) {
            if (line.fact >= m_facts->entries.size()) {
                // Another program has kept reports since.
                m_facts.reset();
                if (const Result<void> facts = readFacts(); !facts)
                    return facts;
            }
            if (line.fact == 0 || line.fact >= m_facts->entries.size())
                continue;
            const Facts::Entry &fact = m_facts->entries[line.fact];
            Issue issue;
            issue.vulnerability = fact.vulnerability;
            issue.package = fact.package;
            if (!isGood) {
                seen.held.push_back(issue.key());
                continue;
            }
            issue.firstSeen = issue.openedAt = timeOf(*report, image.pushed);
            issue.severity = fact.severity;
            issue.isFixable = fact.isFixable;
            seen.issues.push_back(issue);
        }
    }
    return {};
}

Result<void> IssueHistory::advanceOne(qint64 registry, qint64 repository, bool isGone, qint64 at)
{
    std::vector<Issue> known;
    qint64 asOf = 0;
    const Result<void> read =
        m_database->sql("SELECT sum, body FROM issues WHERE repository = ?1")
            .with(repository)
            .each([&](const Row &row) {
                // A damaged row begins anew with what the reports say.
                if (row.bytes(0) != rowSum(repository, row.view(1)) || !unpack(row.view(1), known, asOf)) {
                    known.clear();
                    asOf = 0;
                }
            });
    if (!read)
        return read;
    DateBook::Entry entry;
    if (m_dates) {
        const Result<void> named =
            m_database
                ->sql("SELECT g.origin, r.name FROM repository r JOIN registry g ON g.id = r.registry WHERE r.id = ?1")
                .with(repository)
                .each([&](const Row &row) {
                    entry.place = placeOf(row.text(0));
                    entry.repository = row.text(1);
                });
        if (!named)
            return named;
        // Another program may have added words since.
        const auto isNew = [this](const Facts::Entry &fact) {
            return std::max(fact.vulnerability, fact.package) >= m_kept->words->texts.size();
        };
        if (!m_kept->words || std::any_of(m_facts->entries.begin(), m_facts->entries.end(), isNew)) {
            Result<Words> words = Words::read(*m_database);
            if (!words)
                return words.error();
            m_kept->words = std::move(words).value();
        }
        if (known.empty() && asOf == 0) {
            const auto found = m_dates->find(entry.place, entry.repository, *m_kept->words);
            if (!found)
                return ofDates(found.error());
            if (found->has_value()) {
                known = (*found)->issues;
                asOf = (*found)->asOf;
            }
        }
    }
    Seen seen;
    if (!isGone) {
        if (const Result<void> looked = look(registry, repository, asOf, seen); !looked)
            return looked;
    }
    std::sort(seen.held.begin(), seen.held.end());
    std::sort(seen.issues.begin(), seen.issues.end(), [](const Issue &a, const Issue &b) {
        return a.key() != b.key() ? a.key() < b.key() : a.firstSeen < b.firstSeen;
    });
    std::vector<Issue> merged;
    for (size_t i = 0; i < seen.issues.size(); ++i) {
        const Issue &issue = seen.issues[i];
        if (merged.empty() || merged.back().key() != issue.key()) {
            merged.push_back(issue);
            continue;
        }
        merged.back().severity = std::max(merged.back().severity, issue.severity);
        merged.back().isFixable = merged.back().isFixable || issue.isFixable;
    }
    std::vector<Issue> out;
    size_t old = 0;
    const auto leave = [&](Issue issue) {
        const bool isHeld = std::binary_search(seen.held.begin(), seen.held.end(), issue.key());
        if (issue.resolvedAt == 0 && seen.isWhole && !isHeld)
            issue.resolvedAt = std::max(at, issue.openedAt);
        out.push_back(issue);
    };
    for (const Issue &issue : merged) {
        while (old < known.size() && known[old].key() < issue.key())
            leave(known[old++]);
        if (old == known.size() || known[old].key() != issue.key()) {
            out.push_back(issue);
            continue;
        }
        Issue kept = known[old++];
        kept.severity = issue.severity;
        kept.isFixable = issue.isFixable;
        if (kept.resolvedAt != 0) {
            kept.openedAt = std::max(kept.resolvedAt, std::min(issue.firstSeen, at));
            kept.resolvedAt = 0;
            ++kept.reopened;
        }
        out.push_back(kept);
    }
    while (old < known.size())
        leave(known[old++]);
    if (seen.isWhole)
        asOf = at;
    const QByteArray body = pack(out, asOf);
    if (m_dates) {
        entry.issues = out;
        entry.asOf = asOf;
        m_kept->entries.push_back(std::move(entry));
    }
    const Result<void> stored =
        m_database->sql("INSERT OR REPLACE INTO issues(repository, sum, body) VALUES(?1, ?2, ?3)")
            .with(repository, rowSum(repository, body), body)
            .run();
    if (!stored)
        return stored;
    return m_database->sql("UPDATE repository SET touched = 0 WHERE id = ?1").with(repository).run();
}

Result<IssueHistory::Step> IssueHistory::advance(qint64 registry, const QDateTime &at)
{
    Step step;
    m_kept->entries.clear();
    const Result<void> done = m_database->write([&]() -> Result<void> {
        QList<std::pair<qint64, bool>> touched;
        const Result<void> asked =
            m_database
                ->sql("SELECT id, gone_at IS NOT NULL FROM repository WHERE registry = ?1 AND touched = 1 LIMIT ?2")
                .with(registry, kAtOnce + 1)
                .each([&](const Row &row) {
                    touched.append({row.integer(0), row.integer(1) != 0});
                });
        if (!asked)
            return asked;
        step.hasMore = touched.size() > kAtOnce;
        step.repositories = int(std::min(touched.size(), qsizetype(kAtOnce)));
        if (touched.isEmpty())
            return {};
        if (const Result<void> facts = readFacts(); !facts)
            return facts;
        for (const auto &[repository, isGone] : touched.mid(0, kAtOnce)) {
            if (const Result<void> one = advanceOne(registry, repository, isGone, seconds(at)); !one)
                return one;
        }
        return {};
    });
    if (!done)
        return done.error();
    if (const Result<void> kept = keepDates(); !kept)
        return kept.error();
    return step;
}

Result<void> IssueHistory::keepDates()
{
    if (!m_dates || m_kept->entries.empty())
        return {};
    const Result<void> kept = m_dates->put(m_kept->entries, *m_kept->words);
    return kept ? kept : Result<void>(ofDates(kept.error()));
}

} // namespace lotse::store
