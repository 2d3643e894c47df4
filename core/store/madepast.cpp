// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/datebook.h"
#include "store/issuehistory.h"
#include "store/reportdictionaries.h"

#include <algorithm>
#include <map>
#include <set>

// The past of the demo: what its repositories would show had they been read each day of the last three months. Follows
// from names alone, so that it is the same on every machine.
namespace lotse::store {

using findings::Severity;

namespace {

constexpr qint64 kDay = 86400;
constexpr int kDays = 90;

// Days ago on which the scanner learnt something, and on which teams rolled out upgrades.
constexpr int kLearnt[] = {83, 76, 61, 47, 33, 19, 8, 2};
constexpr int kUpgrades[] = {86, 80, 78, 73, 70, 66, 59, 56, 52, 45, 42, 38, 31, 28, 24, 17, 14, 10, 5, 3, 1};

quint64 hashOf(QByteArrayView text, quint64 value = 0xCBF29CE484222325ULL)
{
    for (const char c : text)
        value = (value ^ quint64(quint8(c))) * 0x100000001B3ULL;
    value ^= value >> 32;
    return value * 0xD6E8FEB86659FD93ULL ^ value >> 29;
}

struct Pace {
    int old; ///< of a hundred open ones, those from before the three months
    int fixed; ///< in hundredths of what is open
    int from, to; ///< days until it is fixed
};

Pace paceOf(Severity severity)
{
    switch (severity) {
    case Severity::Critical:
        return {58, 280, 2, 11};
    case Severity::High:
        return {48, 150, 6, 27};
    case Severity::Medium:
        return {52, 90, 12, 40};
    default:
        return {58, 60, 20, 60};
    }
}

template <size_t N>
int oneOf(const int (&days)[N], quint64 number)
{
    return days[number % N];
}

} // namespace

struct IssueHistory::MadePast {
    struct Part {
        Place place;
        std::vector<Issue> issues;
        std::vector<qint64> pushes; ///< of its images, in the last three months
    };

    qint64 now;
    Words words;
    std::vector<Part> parts;
    QHash<qint64, size_t> byRepository;
    std::map<Severity, std::vector<Issue>> known; ///< of all repositories

    QByteArrayView word(quint32 number) const
    {
        return number < words.texts.size() ? QByteArrayView(words.texts[number]) : QByteArrayView();
    }
    quint64 hash(const Part &part, const Issue &issue) const
    {
        return hashOf(word(issue.package), hashOf(word(issue.vulnerability), hashOf(part.place.name.toUtf8())));
    }
    qint64 ago(int days, quint64 number) const { return now - days * kDay - kDay / 3 + qint64(number % 7200); }

    static bool isArchive(const Part &part) { return part.place.project == QLatin1StringView("archive"); }

    /// When an open one was first seen: with a new image, or because the scanner learnt of it.
    void date(const Part &part, Issue &issue) const
    {
        const quint64 number = hash(part, issue);
        const int old = isArchive(part) ? 96 : paceOf(issue.severity).old;
        qint64 seen = ago(kDays + 6 + int(number % 170), number >> 9);
        if (int((number >> 5) % 100) >= old) {
            seen = ago(oneOf(kLearnt, number >> 8), number >> 11);
            if ((number >> 17) % 2 == 0 && !part.pushes.empty())
                seen = part.pushes[(number >> 19) % part.pushes.size()] + 600;
        }
        issue.firstSeen = issue.openedAt = std::min(issue.firstSeen, seen);
    }

    /// Adds what upgrades have taken away since. Nobody mends an archive.
    void mend(Part &part) const
    {
        if (isArchive(part))
            return;
        std::set<quint64> taken;
        std::map<Severity, int> open;
        for (const Issue &issue : part.issues) {
            taken.insert(issue.key());
            ++open[issue.severity];
        }
        quint64 number = hashOf(part.place.name.toUtf8(), 99);
        for (const auto &[severity, count] : open) {
            const auto &all = known.at(severity);
            const Pace pace = paceOf(severity);
            int left = count * pace.fixed / 100;
            for (int attempt = 0; attempt < 4 * count && left > 0; ++attempt) {
                number = hashOf("next", number);
                Issue issue = all[number % all.size()];
                if (!taken.insert(issue.key()).second)
                    continue;
                --left;
                const int days = oneOf(kUpgrades, number >> 13);
                issue.resolvedAt = ago(days, number >> 21);
                // The teams have become faster.
                const qint64 lasted = pace.from + qint64((number >> 33) % quint64(pace.to - pace.from));
                issue.openedAt = issue.resolvedAt - kDay * lasted * (kDays + 4 * days) / kDays;
                issue.firstSeen = issue.openedAt;
                issue.reopened = 0;
                issue.isFixable = true;
                part.issues.push_back(issue);
            }
        }
        std::sort(
            part.issues.begin(), part.issues.end(), [](const Issue &a, const Issue &b) { return a.key() < b.key(); });
    }
};

Result<void> IssueHistory::readForPast(qint64 registry, MadePast &past)
{
    Result<Words> words = Words::read(*m_database);
    if (!words)
        return words.error();
    past.words = std::move(words).value();
    const Result<void> issues = each(registry, [&](const Place &place, const std::vector<Issue> &list) {
        past.byRepository.insert(place.repository, past.parts.size());
        past.parts.push_back({place, list, {}});
        for (const Issue &issue : list)
            past.known[issue.severity].push_back(issue);
    });
    if (!issues)
        return issues;
    // The numbers of words depend on what was read first; their order must not.
    for (auto &[severity, list] : past.known)
        std::sort(list.begin(), list.end(), [&past](const Issue &a, const Issue &b) {
            const int byId = past.word(a.vulnerability).toByteArray().compare(past.word(b.vulnerability));
            return byId != 0 ? byId < 0 : past.word(a.package).toByteArray() < past.word(b.package).toByteArray();
        });
    return m_database
        ->sql("SELECT a.repository, a.pushed_at FROM artifact a JOIN repository r ON r.id = a.repository"
              " WHERE r.registry = ?1 AND a.gone_at IS NULL AND a.pushed_at IS NOT NULL ORDER BY a.digest")
        .with(registry)
        .each([&past](const Row &row) {
            const auto at = past.byRepository.constFind(row.integer(0));
            const qint64 pushed = row.integer(1) / 1000;
            if (at != past.byRepository.cend() && pushed > past.now - kDays * kDay)
                past.parts[*at].pushes.push_back(pushed);
        });
}

Result<void> IssueHistory::makePast(qint64 registry, const QDateTime &at)
{
    const qint64 today = at.toSecsSinceEpoch() / kDay;
    const Result<qint64> older =
        m_database->sql("SELECT count(*) FROM trend WHERE registry = ?1 AND day < ?2").with(registry, today).integer();
    if (!older || *older > 0)
        return older ? Result<void>() : Result<void>(older.error());
    MadePast past{.now = at.toSecsSinceEpoch(), .words = {}, .parts = {}, .byRepository = {}, .known = {}};
    if (const Result<void> read = readForPast(registry, past); !read)
        return read;
    std::vector<TrendRow> todays; // how many images a project has is told by its last day
    const Result<void> days = eachDay([&](const TrendRow &row) {
        if (row.registry == registry)
            todays.push_back(row);
    });
    if (!days)
        return days;
    for (MadePast::Part &part : past.parts) {
        for (Issue &issue : part.issues)
            past.date(part, issue);
        past.mend(part);
    }
    QHash<QString, qint64> numbers;
    const Result<void> projects =
        m_database->sql("SELECT id, name FROM project WHERE registry = ?1").with(registry).each([&](const Row &row) {
            numbers.insert(row.text(1), row.integer(0));
        });
    if (!projects)
        return projects;
    return m_database->write([&]() -> Result<void> {
        for (const MadePast::Part &part : past.parts) {
            const QByteArray body = pack(part.issues, past.now);
            const Result<void> kept =
                m_database->sql("INSERT OR REPLACE INTO issues(repository, sum, body) VALUES(?1, ?2, ?3)")
                    .with(part.place.repository, rowSum(part.place.repository, body), body)
                    .run();
            if (!kept)
                return kept;
        }
        for (qint64 day = today - kDays; day < today; ++day) {
            for (const TrendRow &last : todays) {
                const Result<void> kept =
                    keepDay(registry, numbers.value(last.project), day, dayOfPast(past, last, day));
                if (!kept)
                    return kept;
            }
        }
        return m_database->sql("UPDATE registry SET watched_at = ?2 WHERE id = ?1")
            .with(registry, at.addDays(-kDays))
            .run();
    });
}

TrendRow IssueHistory::dayOfPast(const MadePast &past, const TrendRow &last, qint64 day)
{
    TrendRow out = last;
    out.open = {};
    out.fixable = 0;
    const qint64 end = (day + 1) * kDay - 1;
    quint32 later = 0; // images
    for (const MadePast::Part &part : past.parts) {
        if (part.place.project != last.project)
            continue;
        for (const Issue &issue : part.issues) {
            if (issue.firstSeen > end || (issue.resolvedAt != 0 && issue.resolvedAt <= end))
                continue;
            ++out.open[size_t(issue.severity)];
            out.fixable += issue.isFixable ? 1U : 0U;
        }
        later += quint32(
            std::count_if(part.pushes.begin(), part.pushes.end(), [end](qint64 pushed) { return pushed > end; }));
    }
    // All are scanned on Mondays; one Monday it failed.
    const bool hasFailed = (day + 3) / 7 == (past.now / kDay + 3) / 7 - 5;
    const auto age = quint32(((day + 3) % 7 + (hasFailed ? 7 : 0)) * kDay + 5 * 3600);
    out.images = last.images > later ? last.images - later : 1;
    const quint32 lag = day % 7 == 1 ? out.images / 20 : 0;
    out.scanned = std::min(last.scanned, out.images - std::min(out.images, last.images - last.scanned + lag));
    out.scanAge = quint64(age) * out.scanned;
    out.oldestScan = out.scanned > 0 ? age : 0;
    return out;
}

} // namespace lotse::store
