// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/findings/worstquery.h"

#include "base/format.h"
#include "harbor/repository.h"
#include "models/findings/rankdifferences.h"
#include "models/findings/securityfacts.h"
#include "session/place.h"
#include "store/inventory.h"
#include "store/reportstore.h"
#include "store/vulnerabilitytexts.h"

#include <QFileInfo>
#include <QLocale>

#include <algorithm>
#include <cmath>

namespace lotse::models {

using namespace Qt::StringLiterals;
using findings::ScanState;
using findings::Segment;
using findings::Severity;
using worst::Place;
using worst::Rank;
using worst::Reason;
using worst::Reasons;

namespace {

template <typename T>
void mark(WorstList<T> &list, const Reasons &reasons)
{
    std::transform(reasons.theirs.begin(), reasons.theirs.end(), std::back_inserter(list.theirMarks), worst::markOf);
    std::transform(reasons.here.begin(), reasons.here.end(), std::back_inserter(list.hereMarks), worst::markOf);
    if (list.agrees())
        list.why = {{LOTSE_MSG("Same list in the local store."), {}}};
}

QString number(qint64 count)
{
    return QLocale().toString(count);
}

QString dateText(const QDateTime &time)
{
    return format::dateTime(time);
}

QString dateText(findings::Seconds seconds)
{
    return dateText(QDateTime::fromSecsSinceEpoch(seconds, Qt::UTC));
}

QString countsText(const Rank &rank)
{
    return Message{LOTSE_MSG("%1 critical, %2 high, %3 medium"), {number(rank[0]), number(rank[1]), number(rank[2])}}
        .text();
}

/// A word of Harbor as its place in Harbor's order, in which a severity that is not known comes last.
int levelOf(Severity severity)
{
    return severity == Severity::Unknown ? -1 : int(severity);
}

QString severityText(int level)
{
    return findings::severityWord(level < 0 ? Severity::Unknown : Severity(level));
}

QString scoreText(qint64 tenths)
{
    return QLocale().toString(double(tenths) / 10, 'f', 1);
}

/// What is told of all places: the registry's list, the segment, and the cache for what a segment does not hold.
struct Ground {
    const RegistryRead &read;
    const Segment &segment;
    store::Database *cache = nullptr; ///< null where it cannot be opened
};

QString artifactName(const harbor::DangerousArtifact &artifact)
{
    return artifact.repositoryName + u'@' + artifact.digest.left(19);
}

QString keyOf(const harbor::DangerousArtifact &artifact)
{
    return artifact.repositoryName + u'@' + artifact.digest;
}

Rank rankOf(const harbor::DangerousArtifact &artifact)
{
    return {artifact.criticalCnt, artifact.highCnt, artifact.mediumCnt, 0};
}

Message absentArtifact(const Ground &ground, const harbor::DangerousArtifact &artifact)
{
    const QString project = harbor::projectOf(artifact.repositoryName);
    if (ground.read.refused.contains(project))
        return {LOTSE_MSG("%1 is not in the local store: the sync of project %2 is incomplete."),
            {artifactName(artifact), project}};
    return {LOTSE_MSG("%1 was not listed by the registry in the sync of %2."),
        {artifactName(artifact), dateText(ground.read.listed)}};
}

Message onlyHereArtifact(const Ground &ground, const harbor::DangerousArtifact &artifact, const Rank &rank)
{
    const auto registry = ground.cache ? store::findRegistry(*ground.cache, ground.read.id) : Result<qint64>(0);
    const auto report = ground.cache && registry ? store::ReportStore(ground.cache).find(*registry, artifact.digest)
                                                 : Result<std::optional<store::Report>>(std::optional<store::Report>());
    if (!report || !report->has_value())
        return {LOTSE_MSG("%1 has %2 findings in the local store but is not in the registry's list, which covers only "
                          "the default scanner and excludes deleted artifacts."),
            {artifactName(artifact), countsText(rank)}};
    return {LOTSE_MSG("%1 has %2 findings in the report of %3 synced %4 but is not in the registry's list, which "
                      "covers only the default scanner and excludes deleted or rescanned artifacts."),
        {artifactName(artifact), countsText(rank), (*report)->scanner, dateText((*report)->fetchedAt)}};
}

void compareArtifacts(
    const QList<harbor::DangerousArtifact> &theirs, const Ground &ground, WorstList<harbor::DangerousArtifact> &out)
{
    const Segment &segment = ground.segment;
    std::vector<Rank> ranks(segment.platforms.size());
    for (quint32 row = 0; row < segment.rowCount(); ++row) {
        const int place = int(Severity::Critical) - int(segment.lineOf(row).severity);
        if (place >= 0 && place < 4)
            ++ranks[segment.platform[row]][size_t(place)];
    }
    const auto named = [&segment](quint32 platform) {
        harbor::DangerousArtifact artifact;
        const Segment::Platform &of = segment.platforms[platform];
        artifact.repositoryName = segment.text(Segment::Name, segment.repositories[of.repository].name);
        artifact.digest = segment.text(Segment::Digest, of.digest);
        return artifact;
    };
    QHash<QString, quint32> wanted; // those that the registry names
    for (const harbor::DangerousArtifact &artifact : theirs)
        wanted.insert(keyOf(artifact), quint32(ranks.size()));
    std::vector<quint32> order;
    for (quint32 i = 0; i < quint32(ranks.size()); ++i) {
        if (const auto it = wanted.find(keyOf(named(i))); it != wanted.end())
            *it = i;
        if (ranks[i] > Rank{})
            order.push_back(i);
    }
    const auto end = order.begin() + std::min<std::ptrdiff_t>(worst::kPlaces, std::ssize(order));
    std::partial_sort(order.begin(), end, order.end(), [&](quint32 a, quint32 b) {
        return ranks[a] != ranks[b] ? ranks[a] > ranks[b] : keyOf(named(a)) < keyOf(named(b));
    });

    QList<Place> places;
    for (auto it = order.begin(); it != end; ++it) {
        harbor::DangerousArtifact artifact = named(*it);
        std::tie(artifact.criticalCnt, artifact.highCnt, artifact.mediumCnt) =
            std::tuple(ranks[*it][0], ranks[*it][1], ranks[*it][2]);
        places.append({keyOf(artifact), ranks[*it]});
        out.here.append(artifact);
    }
    QList<Place> theirPlaces;
    QHash<QString, Rank> known;
    QSet<QString> unread;
    for (const harbor::DangerousArtifact &artifact : theirs) {
        const QString key = keyOf(artifact);
        theirPlaces.append({key, rankOf(artifact)});
        if (const quint32 platform = wanted.value(key); platform < ranks.size()) {
            if (segment.platforms[platform].scan == ScanState::Done)
                known.insert(key, ranks[platform]);
            else
                unread.insert(key);
        }
    }
    const Reasons reasons = worst::compare(theirPlaces, places, known, unread);
    mark(out, reasons);
    for (qsizetype i = 0; i < theirs.size(); ++i) {
        const harbor::DangerousArtifact &artifact = theirs[i];
        if (reasons.theirs[i] == Reason::Absent) {
            out.why.append(absentArtifact(ground, artifact));
        } else if (reasons.theirs[i] == Reason::Unread) {
            out.why.append({LOTSE_MSG("The local store has no readable report of %1."), {artifactName(artifact)}});
        } else if (reasons.theirs[i] == Reason::Changed) {
            out.why.append({LOTSE_MSG("%1: the registry counts %2 findings; the report synced %3 has %4."),
                {artifactName(artifact), countsText(theirPlaces[i].rank),
                    dateText(segment.platforms[wanted.value(keyOf(artifact))].fetched),
                    countsText(known.value(keyOf(artifact)))}});
        }
    }
    QList<Rank> ties;
    for (qsizetype i = 0; i < places.size(); ++i) {
        if (reasons.here[i] == Reason::OnlyHere)
            out.why.append(onlyHereArtifact(ground, out.here[i], places[i].rank));
        const Rank rank{places[i].rank[0], places[i].rank[1], places[i].rank[2], 0};
        if (reasons.here[i] != Reason::Tie || ties.contains(rank))
            continue;
        ties.append(rank);
        const auto equals =
            std::count_if(ranks.begin(), ranks.end(), [&](const Rank &other) { return worst::areEqual(other, rank); });
        out.why.append(Message::counted(
            LOTSE_MSG_N("%Ln artifacts have %1 findings: ties are sorted by low findings, then by name; the registry "
                        "defines no order.",
                "%Ln artifact has %1 findings: ties are sorted by low findings, then by name; the registry "
                "defines no order."),
            equals, {countsText(rank)}));
    }
}

QString keyOf(const harbor::DangerousCve &cve)
{
    return cve.cveId + u'\n' + cve.package + u'\n' + cve.version;
}

QString cveName(const harbor::DangerousCve &cve)
{
    return Message{LOTSE_MSG("%1 in %2"), {cve.cveId, (cve.package + u' ' + cve.version).simplified()}}.text();
}

Rank rankOf(const harbor::DangerousCve &cve)
{
    return {std::lround(cve.cvssScoreV3 * 10), levelOf(findings::severityOf(cve.severity.toUtf8())), 0, 0};
}

QString scoreText(const Rank &rank)
{
    return Message{LOTSE_MSG("CVSS %1 (%2)"), {scoreText(rank[0]), severityText(int(rank[1]))}}.text();
}

Message onlyHereCve(const Ground &ground, const harbor::DangerousCve &cve, const Rank &rank)
{
    const auto texts = ground.cache ? store::vulnerabilityTexts(*ground.cache, {cve.cveId})
                                    : Result<QList<store::VulnerabilityText>>(QList<store::VulnerabilityText>());
    if (texts) {
        const auto isScored = [&](const store::VulnerabilityText &text) {
            return text.package == cve.package && text.version == cve.version && text.scoreV3 >= 0;
        };
        if (!texts->isEmpty() && std::none_of(texts->begin(), texts->end(), isScored))
            return {LOTSE_MSG("The score %2 of %1 is CVSS 2; the registry uses only CVSS 3."),
                {cveName(cve), scoreText(rank[0])}};
    }
    return {LOTSE_MSG("%1 has %2 here but is not in the registry's list: no current report of the default scanner "
                      "has it; the oldest report here was synced %3."),
        {cveName(cve), scoreText(rank), dateText(ground.read.oldestRead)}};
}

/// Lines of one vulnerability, package and version.
struct Candidate {
    quint32 line = 0; ///< one of them
    quint32 artifacts = 0;
    Rank rank{};
};

std::vector<Candidate> candidatesOf(const Segment &segment)
{
    std::vector<quint32> counts(segment.lines.size());
    for (const quint32 line : segment.line)
        ++counts[line];
    std::vector<quint32> order;
    for (quint32 i = 0; i < quint32(counts.size()); ++i) {
        if (counts[i] > 0)
            order.push_back(i);
    }
    const auto what = [&](quint32 line) {
        const Segment::Line &of = segment.lines[line];
        return std::tuple(of.vulnerability, of.package, of.version);
    };
    std::sort(order.begin(), order.end(), [&](quint32 a, quint32 b) { return what(a) < what(b); });
    std::vector<Candidate> out;
    for (const quint32 number : order) {
        const Segment::Line &line = segment.lines[number];
        const Rank rank{line.cvss == findings::kNoScore ? -1 : line.cvss, levelOf(line.severity), 0, 0};
        if (out.empty() || what(out.back().line) != what(number))
            out.push_back({number, 0, rank});
        out.back().artifacts += counts[number];
        out.back().rank = std::max(out.back().rank, rank);
    }
    return out;
}

void compareVulnerabilities(
    const QList<harbor::DangerousCve> &theirs, const Ground &ground, WorstList<WorstVulnerability> &out)
{
    const Segment &segment = ground.segment;
    std::vector<Candidate> all = candidatesOf(segment);
    const auto named = [&segment](const Candidate &candidate) {
        const Segment::Line &line = segment.lines[candidate.line];
        harbor::DangerousCve cve;
        cve.cveId = segment.text(Segment::Vulnerability, line.vulnerability);
        cve.package = segment.text(Segment::Package, line.package);
        cve.version = segment.text(Segment::Version, line.version);
        cve.cvssScoreV3 = double(candidate.rank[0]) / 10;
        cve.severity = severityText(int(candidate.rank[1]));
        return cve;
    };
    QHash<QString, Rank> known;
    QSet<quint32> ids;
    for (const harbor::DangerousCve &cve : theirs)
        ids.insert(segment.dictionaries[Segment::Vulnerability].find(cve.cveId.toUtf8()));
    for (const Candidate &candidate : all) {
        if (ids.contains(segment.lines[candidate.line].vulnerability))
            known.insert(keyOf(named(candidate)), candidate.rank);
    }
    std::erase_if(all, [](const Candidate &candidate) { return candidate.rank[0] < 0; });
    const auto end = all.begin() + std::min<std::ptrdiff_t>(worst::kPlaces, std::ssize(all));
    std::partial_sort(all.begin(), end, all.end(), [&](const Candidate &a, const Candidate &b) {
        if (a.rank != b.rank)
            return a.rank > b.rank;
        return a.artifacts != b.artifacts ? a.artifacts > b.artifacts : keyOf(named(a)) < keyOf(named(b));
    });
    QList<Place> places;
    for (auto it = all.begin(); it != end; ++it) {
        out.here.append({named(*it), it->artifacts});
        places.append({keyOf(out.here.last().cve), it->rank});
    }
    QList<Place> theirPlaces;
    for (const harbor::DangerousCve &cve : theirs)
        theirPlaces.append({keyOf(cve), rankOf(cve)});
    const Reasons reasons = worst::compare(theirPlaces, places, known, {});
    mark(out, reasons);
    for (qsizetype i = 0; i < theirs.size(); ++i) {
        if (reasons.theirs[i] == Reason::Absent)
            out.why.append({LOTSE_MSG("No report in the local store contains %1; the oldest report was synced %2."),
                {cveName(theirs[i]), dateText(ground.read.oldestRead)}});
        else if (reasons.theirs[i] == Reason::Changed)
            out.why.append({LOTSE_MSG("%1: registry %2, local reports (oldest synced %3) %4."),
                {cveName(theirs[i]), scoreText(theirPlaces[i].rank), dateText(ground.read.oldestRead),
                    scoreText(known.value(theirPlaces[i].key))}});
    }
    if (reasons.theirs.contains(Reason::Absent) && !ground.read.isWhole())
        out.why.append(ground.read.gap());
    QList<Rank> ties;
    for (qsizetype i = 0; i < places.size(); ++i) {
        if (reasons.here[i] == Reason::OnlyHere)
            out.why.append(onlyHereCve(ground, out.here[i].cve, places[i].rank));
        if (reasons.here[i] != Reason::Tie || ties.contains(places[i].rank))
            continue;
        ties.append(places[i].rank);
        const auto equals =
            std::count_if(all.begin(), all.end(), [&](const Candidate &other) { return other.rank == places[i].rank; });
        out.why.append(Message::counted(
            LOTSE_MSG_N("%Ln vulnerabilities have %1: ties are in any order in the registry, by number of artifacts "
                        "in the local store.",
                "%Ln vulnerability has %1: ties are in any order in the registry, by number of artifacts in "
                "the local store."),
            equals, {scoreText(places[i].rank)}));
    }
}

} // namespace

WorstAnswer worstAnswer(const harbor::SecuritySummary &theirs, const QString &registryId, const TriageView &view,
    const store::Plan &plan, const Clock &clock)
{
    WorstAnswer answer;
    const auto &parts = view.context.set->parts();
    const auto part = std::find_if(
        parts.begin(), parts.end(), [&](const auto &one) { return one.segment->registryId == registryId; });
    const auto read = std::find_if(
        view.registries.begin(), view.registries.end(), [&](const RegistryRead &one) { return one.id == registryId; });
    if (part == parts.end() || read == view.registries.end() || !read->oldestRead.isValid())
        return answer;
    answer.isRead = true;
    answer.listed = read->listed;
    answer.oldestRead = read->oldestRead;
    std::unique_ptr<store::Database> cache;
    if (QFileInfo::exists(plan.path)) {
        if (auto opened = store::Database::open(plan, clock))
            cache = std::move(opened).value();
    }
    const Ground ground{*read, *part->segment, cache.get()};
    compareArtifacts(theirs.dangerousArtifacts, ground, answer.artifacts);
    compareVulnerabilities(theirs.dangerousCves, ground, answer.vulnerabilities);
    return answer;
}

QVariantMap worstLine(const WorstVulnerability &vulnerability)
{
    QVariantMap line = worstLine(vulnerability.cve);
    line[u"note"_s] = Message::counted(LOTSE_MSG_N("CVSS %1, %Ln artifacts", "CVSS %1, %Ln artifact"),
        vulnerability.artifacts, {QLocale().toString(vulnerability.cve.cvssScoreV3, 'f', 1)})
                          .text();
    line[u"place"_s] = QVariant::fromValue(lotse::Place::vulnerability(vulnerability.cve.cveId));
    return line;
}

} // namespace lotse::models
