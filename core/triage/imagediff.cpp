// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "triage/imagediff.h"

#include "store/inventory.h"
#include "store/reportstore.h"
#include "sync/segmentloader.h"

#include <algorithm>
#include <map>
#include <set>

namespace lotse {

using namespace Qt::StringLiterals;
using findings::Context;
using findings::Occurrence;
using findings::RowId;
using findings::Seconds;
using findings::Severity;
using findings::StateBits;

namespace {

// All rows of one vulnerability of one package in one image.
struct Entry {
    std::set<QString> versions, fixes, states;
    Severity severity = Severity::None;
    QString severityWord;
};
using Key = std::pair<QString, QString>; // vulnerability, package

struct Look {
    std::map<Key, Entry> entries;
    std::map<QString, std::set<QString>> packages; // name -> versions
};

QString joined(const std::set<QString> &texts)
{
    QStringList list;
    for (const QString &text : texts) {
        if (!text.isEmpty())
            list.append(text);
    }
    return list.join(u", "_s);
}

QStringList listOf(const std::set<QString> &texts)
{
    return {texts.begin(), texts.end()};
}

QString stateText(quint8 bits)
{
    if (bits & StateBits::kExpired)
        return u"expired"_s;
    return findings::stateWord(findings::State(bits & StateBits::kStateMask));
}

Look lookAt(const Context &context, const findings::Rows &rows)
{
    Look look;
    for (const RowId row : rows) {
        const Occurrence one = context.set->occurrence(row);
        Entry &entry = look.entries[{one.canonical, one.package}];
        entry.versions.insert(one.version);
        entry.fixes.insert(one.fixVersion);
        entry.states.insert(stateText(context.stateBits(row)));
        if (entry.severityWord.isEmpty() || one.severity > entry.severity) {
            entry.severity = one.severity;
            entry.severityWord = one.severityWord;
        }
        look.packages[one.package].insert(one.version);
    }
    return look;
}

bool shareAVersion(const Look &look, const QString &package, const std::set<QString> &versions)
{
    const auto at = look.packages.find(package);
    return at != look.packages.end() && std::any_of(versions.begin(), versions.end(), [&](const QString &version) {
        return at->second.contains(version);
    });
}

class Comparison {
public:
    Comparison(const Look &before, const Look &after, ImageDiff &diff)
        : m_before(before)
        , m_after(after)
        , m_diff(diff)
        , m_isOneImage(diff.before.image.digest == diff.after.image.digest)
        , m_scan(diff.before.scanner != diff.after.scanner && !diff.before.scanner.isEmpty()
                      && !diff.after.scanner.isEmpty()
                  ? DiffCause::Scanner
                  : DiffCause::Database)
    {
    }

    void run()
    {
        for (const auto &[key, entry] : m_after.entries) {
            const auto old = m_before.entries.find(key);
            if (old == m_before.entries.end())
                add(DiffKind::Added, key, entry, m_before);
            else
                compare(key, old->second, entry);
        }
        for (const auto &[key, entry] : m_before.entries) {
            if (!m_after.entries.contains(key))
                add(DiffKind::Gone, key, entry, m_after);
        }
        std::stable_sort(m_found.begin(), m_found.end(), [](const Found &a, const Found &b) {
            return std::pair(a.finding.kind, -int(a.severity)) < std::pair(b.finding.kind, -int(b.severity));
        });
        for (const Found &found : m_found)
            m_diff.findings.append(found.finding);
        if (!m_isOneImage)
            comparePackages();
    }

private:
    struct Found {
        DiffFinding finding;
        Severity severity;
    };

    static DiffFinding findingOf(DiffKind kind, const Key &key, const Entry &entry)
    {
        DiffFinding finding;
        finding.kind = kind;
        finding.vulnerability = key.first;
        finding.package = key.second;
        finding.severity = entry.severityWord;
        finding.version = joined(entry.versions);
        finding.fix = joined(entry.fixes);
        finding.state = joined(entry.states);
        return finding;
    }

    // The same package in the same version on the other side, and yet no such finding: the scanner learnt.
    void add(DiffKind kind, const Key &key, const Entry &entry, const Look &other)
    {
        DiffFinding finding = findingOf(kind, key, entry);
        finding.cause = m_isOneImage || shareAVersion(other, key.second, entry.versions) ? m_scan : DiffCause::Image;
        m_found.push_back({finding, entry.severity});
    }

    void compare(const Key &key, const Entry &old, const Entry &entry)
    {
        DiffFinding finding = findingOf(DiffKind::Changed, key, entry);
        const auto note = [&](const char *what, const QString &from, const QString &to, DiffCause cause) {
            if (from != to)
                finding.changes.append({QString::fromLatin1(what), from, to, cause});
        };
        note("version", joined(old.versions), joined(entry.versions), m_isOneImage ? m_scan : DiffCause::Image);
        const bool isNewVersion = old.versions != entry.versions;
        const DiffCause facts = isNewVersion && !m_isOneImage ? DiffCause::Image : m_scan;
        note("severity", old.severityWord, entry.severityWord, facts);
        note("fix", joined(old.fixes), joined(entry.fixes), facts);
        note("state", joined(old.states), joined(entry.states), DiffCause::Decision);
        if (finding.changes.isEmpty()) {
            ++m_diff.unchanged;
            return;
        }
        finding.cause = finding.changes.first().cause;
        m_found.push_back({finding, entry.severity});
    }

    void comparePackages()
    {
        for (const auto &[name, versions] : m_after.packages) {
            const auto old = m_before.packages.find(name);
            if (old == m_before.packages.end())
                m_diff.packages.append({DiffKind::Added, name, {}, listOf(versions)});
            else if (old->second != versions)
                m_diff.packages.append({DiffKind::Changed, name, listOf(old->second), listOf(versions)});
        }
        for (const auto &[name, versions] : m_before.packages) {
            if (!m_after.packages.contains(name))
                m_diff.packages.append({DiffKind::Gone, name, listOf(versions), {}});
        }
        std::sort(m_diff.packages.begin(), m_diff.packages.end(),
            [](const DiffPackage &a, const DiffPackage &b) { return a.name < b.name; });
        m_diff.notes.append(Message{
            LOTSE_MSG("Only packages in scan reports are compared; packages without findings are not reported."), {}});
    }

    const Look &m_before;
    const Look &m_after;
    ImageDiff &m_diff;
    const bool m_isOneImage;
    const DiffCause m_scan;
    std::vector<Found> m_found;
};

bool isScanned(const ImagePlace &place)
{
    const auto &platforms = place.get().platforms;
    return !platforms.empty() && std::all_of(platforms.begin(), platforms.end(), [&](quint32 index) {
        return place.part->segment->platforms[index].scan == findings::ScanState::Done;
    });
}

Result<DiffSide> sideOf(const ImagePlace &place, store::Database &cache)
{
    DiffSide side;
    side.image = place.name();
    side.isScanned = isScanned(place);
    const Result<qint64> registry = store::findRegistry(cache, side.image.registryId);
    if (!registry)
        return registry.error();
    const auto report = store::ReportStore(&cache).find(*registry, side.image.digest);
    if (!report)
        return report.error();
    if (report->has_value()) {
        side.scanner = (*report)->scanner;
        side.reported = (*report)->reportedAt;
        side.fetched = (*report)->fetchedAt;
    }
    return side;
}

void noteUnscanned(ImageDiff &diff)
{
    for (const DiffSide *side : {&diff.before, &diff.after}) {
        if (!side->isScanned) {
            diff.notes.append({LOTSE_MSG("%1@%2 is not scanned on all platforms: findings may be missing."),
                {side->image.repository, side->image.digest}});
        }
    }
}

// Images are compared in the order in which they were named, whatever the order of their scans.
void noteOlder(ImageDiff &diff)
{
    const QDateTime &before = diff.before.reported;
    const QDateTime &after = diff.after.reported;
    if (before.isValid() && after.isValid() && after < before) {
        diff.notes.append({LOTSE_MSG("The second report (%1) is older than the first (%2)."),
            {after.toUTC().toString(Qt::ISODate), before.toUTC().toString(Qt::ISODate)}});
    }
}

// What was decided until then.
QList<findings::Decision> decidedUntil(const TriageView &view, Seconds time)
{
    findings::DecisionBook book;
    for (const findings::DecisionEvent &event : view.history) {
        if (event.at > time || !book.append(event))
            break;
    }
    return book.current();
}

} // namespace

QString diffCauseWord(DiffCause cause)
{
    switch (cause) {
    case DiffCause::Image:
        return u"image"_s;
    case DiffCause::Database:
        return u"database"_s;
    case DiffCause::Scanner:
        return u"scanner"_s;
    case DiffCause::Decision:
        break;
    }
    return u"decision"_s;
}

QString diffKindWord(DiffKind kind)
{
    return kind == DiffKind::Added ? u"added"_s : kind == DiffKind::Gone ? u"gone"_s : u"changed"_s;
}

Result<ImageDiff> diffImages(
    const TriageView &view, const ImagePlace &before, const ImagePlace &after, store::Database &cache)
{
    ImageDiff diff;
    for (const auto &[place, side] : {std::pair(&before, &diff.before), std::pair(&after, &diff.after)}) {
        Result<DiffSide> read = sideOf(*place, cache);
        if (!read)
            return read.error();
        *side = std::move(read).value();
    }
    const Look one = lookAt(view.context, before.rows());
    const Look other = lookAt(view.context, after.rows());
    Comparison(one, other, diff).run();
    noteUnscanned(diff);
    noteOlder(diff);
    return diff;
}

Result<ImageDiff> diffWithEarlier(const TriageView &view, const ImagePlace &image, store::Database &cache)
{
    ImageDiff diff;
    Result<DiffSide> now = sideOf(image, cache);
    if (!now)
        return now.error();
    diff.after = std::move(now).value();
    const auto earlier = loadEarlier(cache, {diff.after.image.registryId, {}, diff.after.image.registry},
        diff.after.image.repository, diff.after.image.digest);
    if (!earlier)
        return earlier.error();
    if (!earlier->has_value()) {
        Error error;
        error.kind = ErrorKind::NotFound;
        error.message = {LOTSE_MSG("The local store has no earlier, different report of %1@%2."),
            {diff.after.image.repository, diff.after.image.digest}};
        return error;
    }
    diff.before = diff.after;
    diff.before.scanner = (*earlier)->scanner;
    diff.before.reported = (*earlier)->reported;
    diff.before.fetched = (*earlier)->fetched;
    diff.before.isScanned = true; // only good reports are kept

    Context then;
    then.set = findings::FindingSet::of({(*earlier)->segment});
    then.sla = view.context.sla;
    then.now = Seconds((*earlier)->fetched.toSecsSinceEpoch());
    QList<findings::Rule> rules;
    for (const findings::Rule &rule : view.rules) {
        if (rule.created <= then.now)
            rules.append(rule);
    }
    then.states = findings::applyDecisions(then, decidedUntil(view, then.now), rules).states;
    const Look one = lookAt(then, then.set->allRows());
    const Look other = lookAt(view.context, image.rows());
    Comparison(one, other, diff).run();
    noteUnscanned(diff);
    noteOlder(diff);
    return diff;
}

} // namespace lotse
