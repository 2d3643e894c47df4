// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/segmentloader.h"

#include "base/post.h"
#include "base/stoppedclock.h"
#include "store/inventory.h"
#include "store/issuehistory.h"
#include "store/reportstore.h"
#include "store/tally.h"
#include "sync/firstseen.h"

#include <QThreadPool>

namespace lotse {

using namespace Qt::StringLiterals;

namespace {

using findings::ScanState;
using findings::Segment;

findings::Seconds seconds(const QDateTime &time)
{
    return time.isValid() && time.date().year() > 1 ? findings::Seconds(time.toSecsSinceEpoch()) : 0;
}

ScanState stateOf(store::ReportState state)
{
    switch (state) {
    case store::ReportState::Ok:
        return ScanState::Done;
    case store::ReportState::Failed:
        return ScanState::Failed;
    case store::ReportState::Unsupported:
        return ScanState::Unsupported;
    case store::ReportState::Unreadable:
        return ScanState::Unreadable;
    case store::ReportState::NotScanned:
        break;
    }
    return ScanState::NotScanned;
}

/// The facts of the cache as lines of a segment: each is turned once, when it is first met.
class Facts {
public:
    explicit Facts(findings::SegmentBuilder *builder)
        : m_builder(builder)
    {
    }

    Result<void> read(store::Database &database)
    {
        m_ends.push_back(0); // number 0, the empty word
        const Result<void> words =
            store::StringTable::each(database, store::StringTable::Word, 0, [this](quint32, QByteArrayView word) {
                m_bytes.append(word);
                m_ends.push_back(m_bytes.size());
            });
        if (!words)
            return words;
        for (auto &column : m_columns)
            column.assign(m_ends.size(), kUnknown);
        m_facts.emplace_back();
        bool isWhole = true;
        const Result<void> facts =
            store::StringTable::each(database, store::StringTable::Fact, 0, [&](quint32, QByteArrayView entry) {
                store::Fact fact;
                isWhole = store::Fact::unpack(entry, fact) && isWhole;
                const auto [score, version] = fact.applicableScore(word(fact.vectorV3), word(fact.severity));
                m_facts.push_back(
                    {fact.vulnerability, fact.package, fact.version, fact.fixVersion, fact.status, fact.severity,
                        fact.purl, fact.places, score, version, fact.isSeverityDerived, fact.isFixUnknown, kUnknown});
            });
        if (facts && !isWhole)
            return database.error(kDamaged);
        return facts;
    }

    /// The line of a fact; nothing where the number is of no fact.
    std::optional<quint32> line(quint32 number)
    {
        if (number == 0 || number >= m_facts.size()) {
            m_hasStranger = true;
            return std::nullopt;
        }
        Entry &entry = m_facts[number];
        if (entry.line == kUnknown) {
            Segment::Line line;
            line.vulnerability = column(Segment::Vulnerability, entry.vulnerability);
            line.package = column(Segment::Package, entry.package);
            line.version = column(Segment::Version, entry.version);
            line.fix = column(Segment::Fix, entry.fixVersion);
            line.status = quint16(column(Segment::Status, entry.status));
            line.severityWord = quint16(column(Segment::SeverityWord, entry.severity));
            line.purl = column(Segment::Purl, entry.purl);
            line.places = column(Segment::Places, entry.places);
            line.cvss = entry.score < 0 ? findings::kNoScore : quint8(entry.score);
            line.cvssVersion = entry.scale;
            line.isSeverityDerived = entry.isSeverityDerived;
            line.isFixUnknown = entry.isFixUnknown;
            entry.line = m_builder->intern(line);
        }
        return entry.line;
    }

    bool hasStranger() const { return m_hasStranger; } ///< line() was asked for one that is none
    static constexpr int kDamaged = 11; // SQLITE_CORRUPT

    /// The words of a fact that line() knows.
    quint32 vulnerability(quint32 number) const { return m_facts[number].vulnerability; }
    quint32 package(quint32 number) const { return m_facts[number].package; }

private:
    static constexpr quint32 kUnknown = 0xffffffff;

    struct Entry {
        quint32 vulnerability = 0, package = 0, version = 0, fixVersion = 0, status = 0, severity = 0, purl = 0;
        quint32 places = 0;
        int score = -1;
        findings::CvssVersion scale = findings::CvssVersion::None;
        bool isSeverityDerived = false;
        bool isFixUnknown = false;
        quint32 line = kUnknown;
    };

    QByteArrayView word(quint32 number) const
    {
        if (number == 0 || number >= m_ends.size())
            return {};
        return QByteArrayView(m_bytes).sliced(m_ends[number - 1], m_ends[number] - m_ends[number - 1]);
    }

    quint32 column(Segment::Column kind, quint32 word)
    {
        if (word >= m_ends.size()) {
            m_hasStranger = true;
            return 0;
        }
        quint32 &number = m_columns[size_t(kind)][word];
        if (number == kUnknown) {
            number = m_builder->intern(kind, this->word(word));
        }
        return number;
    }

    findings::SegmentBuilder *m_builder;
    QByteArray m_bytes;
    std::vector<qsizetype> m_ends;
    std::array<std::vector<quint32>, Segment::Places + 1> m_columns;
    std::vector<Entry> m_facts;
    bool m_hasStranger = false;
};

findings::ImageInput imageOf(const store::ArtifactRow &artifact)
{
    findings::ImageInput image;
    image.project = artifact.repository.section(u'/', 0, 0);
    image.repository = artifact.repository;
    image.digest = artifact.digest;
    image.platform = artifact.platform;
    for (const store::TagRow &tag : artifact.tags)
        image.tags.append(tag.name);
    image.labels = artifact.labels;
    image.hasLabels = artifact.hasLabels;
    image.pushed = seconds(artifact.pushedAt);
    image.pulled = seconds(artifact.pulledAt);
    image.scan = artifact.isScannable ? ScanState::NotScanned : ScanState::Unsupported;
    return image;
}

/// One image with one report: a platform of its own for each that an index holds or the report names.
void addReport(findings::SegmentBuilder &builder, Facts &facts, const FirstSeen &firstSeen,
    const store::ArtifactRow &artifact, const store::Report &report)
{
    const FirstSeen::In known = firstSeen.in(artifact.repository);
    findings::ImageInput image = imageOf(artifact);
    image.scan = stateOf(report.state);
    image.reported = seconds(report.reportedAt);
    image.fetched = seconds(report.fetchedAt);
    image.unreadable = report.body.unreadable;
    builder.noteUnreadable(report.body.reason);
    const auto addLines = [&](qsizetype platform) {
        for (const store::ReportBody::Line &line : report.body.lines) {
            if (platform >= 0 && !report.body.places[line.where].contains(quint32(platform)))
                continue;
            if (const std::optional<quint32> number = facts.line(line.fact))
                builder.add(*number, known.of(facts.vulnerability(line.fact), facts.package(line.fact)));
        }
    };
    QHash<QString, QString> children;
    for (const store::ChildRow &child : artifact.children)
        children.insert(child.digest, child.platform);
    if (report.body.platforms.isEmpty()) {
        // Lines that name no platform are those of the only one that the index has, beside what attests it.
        QStringList named;
        for (const store::ChildRow &child : artifact.children) {
            if (!child.platform.isEmpty())
                named.append(child.digest);
        }
        if (named.size() == 1 && !report.body.lines.empty()) {
            image.platformDigest = named.first();
            image.platform = children.take(named.first());
            if (builder.begin(image))
                addLines(-1);
            return;
        }
        // An index whose report has no lines was scanned child by child all the same.
        if (children.isEmpty() || !report.body.lines.empty()) {
            if (builder.begin(image))
                addLines(-1);
            return;
        }
    }
    for (qsizetype i = 0; i < report.body.platforms.size(); ++i) {
        image.platformDigest = report.body.platforms[i];
        image.platform =
            children.contains(image.platformDigest) ? children.take(image.platformDigest) : artifact.platform;
        if (builder.begin(image))
            addLines(i);
    }
    for (auto child = children.cbegin(); child != children.cend(); ++child) {
        image.platformDigest = child.key();
        image.platform = child.value();
        builder.begin(image);
    }
}

} // namespace

Result<std::shared_ptr<const findings::Segment>> loadSegment(store::Database &database, const FindingsOf &which)
{
    findings::SegmentBuilder builder(which.registryId, which.registryName);
    Facts facts(&builder);
    FirstSeen firstSeen;
    QStringList damagedReports;
    QList<qint64> damagedArtifacts;
    qint64 registry = 0;
    const Result<void> read = database.read([&]() -> Result<void> {
        // Before an answer is made: rows that are missing leave no trace in it.
        if (const Result<void> whole = store::checkTallies(database); !whole)
            return whole;
        const Result<qint64> number = store::findRegistry(database, which.registryId);
        if (!number)
            return number.error();
        registry = *number;
        const Result<qint64> account =
            which.accountId.isEmpty() ? Result<qint64>(0) : store::findAccount(database, which.accountId);
        if (!account)
            return account.error();
        if (const Result<void> known = facts.read(database); !known)
            return known;
        if (const Result<void> times = firstSeen.read(database, registry); !times)
            return times;
        const auto names = store::ReportDictionaries::allNames(database);
        if (!names)
            return names.error();
        for (const QList<QByteArray> &group : *names)
            builder.addAliases(group);
        store::Inventory inventory(&database);
        const auto artifacts =
            which.accountId.isEmpty() ? inventory.allArtifacts(registry) : inventory.artifacts(*account);
        if (!artifacts)
            return artifacts.error();
        damagedArtifacts = artifacts->damaged;
        QMultiHash<QString, const store::ArtifactRow *> byDigest;
        for (const store::ArtifactRow &artifact : artifacts->rows)
            byDigest.insert(artifact.digest, &artifact);
        QSet<QString> reported;
        const auto damage = store::ReportStore(&database).each(registry, [&](const store::Report &report) {
            const auto [first, last] = std::as_const(byDigest).equal_range(report.digest);
            for (auto it = first; it != last; ++it)
                addReport(builder, facts, firstSeen, **it, report);
            reported.insert(report.digest);
        });
        if (!damage)
            return damage.error();
        damagedReports = damage->digests;
        for (const store::ArtifactRow &artifact : artifacts->rows) {
            // A chart or a model is no image, unless a scanner takes it.
            const bool isImage = artifact.isScannable || artifact.kind == "IMAGE"_L1;
            if (isImage && !reported.contains(artifact.digest))
                builder.begin(imageOf(artifact));
        }
        return {};
    });
    if (!read)
        return read.error();
    // A number that stands for no fact: the dictionary has lost its end.
    if (facts.hasStranger())
        return database.error(Facts::kDamaged);
    builder.markDamaged(quint32(damagedReports.size() + damagedArtifacts.size()), quint32(firstSeen.damaged().size()));
    if (!database.isReadOnly() && !firstSeen.damaged().isEmpty()) {
        if (const Result<void> marked = store::IssueHistory(&database).touch(firstSeen.damaged()); !marked)
            return marked.error();
    }
    if (!database.isReadOnly() && !(damagedReports.isEmpty() && damagedArtifacts.isEmpty())) {
        if (const Result<void> dropped = store::ReportStore(&database).drop(registry, damagedReports); !dropped)
            return dropped.error();
        if (const Result<void> marked = store::Inventory(&database).mend(damagedArtifacts); !marked)
            return marked.error();
    }
    return builder.build();
}

Result<std::optional<EarlierImage>> loadEarlier(
    store::Database &database, const FindingsOf &which, const QString &repository, const QString &digest)
{
    std::optional<EarlierImage> out;
    findings::SegmentBuilder builder(which.registryId, which.registryName);
    const Result<void> read = database.read([&]() -> Result<void> {
        const Result<qint64> registry = store::findRegistry(database, which.registryId);
        if (!registry)
            return registry.error();
        const auto artifact = store::Inventory(&database).artifact(*registry, repository, digest);
        if (!artifact)
            return artifact.error();
        const auto report = store::ReportStore(&database).earlier(*registry, digest);
        if (!report)
            return report.error();
        if (!artifact->has_value() || !report->has_value())
            return {};
        Facts facts(&builder);
        if (const Result<void> known = facts.read(database); !known)
            return known;
        FirstSeen firstSeen;
        if (const Result<void> times = firstSeen.read(database, *registry); !times)
            return times;
        addReport(builder, facts, firstSeen, **artifact, **report);
        out = EarlierImage{{}, (*report)->scanner, (*report)->reportedAt, (*report)->fetchedAt};
        return {};
    });
    if (!read)
        return read.error();
    if (out)
        out->segment = builder.build();
    return out;
}

FindingsLoader::FindingsLoader(store::Plan plan, const Clock *clock, QObject *parent)
    : QObject(parent)
    , m_plan(std::move(plan))
    , m_clock(clock)
    , m_set(findings::FindingSet::of({}))
{
}

void FindingsLoader::load(const QList<FindingsOf> &which)
{
    ++m_loading;
    const quint64 turn = ++m_newest;
    for (const FindingsOf &one : which)
        m_turn.insert(one.registryId, turn);
    using Segments = QList<std::shared_ptr<const Segment>>;
    QThreadPool::globalInstance()->start(
        [this, which, turn, plan = m_plan, clock = StoppedClock(*m_clock), post = Post(this)] {
            Segments segments;
            Error error;
            const auto opened = store::Database::open(plan, clock);
            if (!opened)
                error = opened.error();
            for (const FindingsOf &one : which) {
                if (error)
                    break;
                auto segment = loadSegment(**opened, one);
                if (segment)
                    segments.append(*segment);
                else
                    error = segment.error();
            }
            post([this, segments, error, turn] {
                --m_loading;
                findings::FindingSet::Ptr set = m_set;
                for (const auto &segment : segments) {
                    // A later call may have been faster.
                    if (m_turn.value(segment->registryId) == turn)
                        set = set->with(segment);
                }
                m_set = set;
                if (error)
                    emit failed(error);
                emit loaded();
            });
        });
}

} // namespace lotse
