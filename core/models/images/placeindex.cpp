// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/images/placeindex.h"

#include <QFileInfo>

#include <algorithm>

namespace lotse::models {

using namespace Qt::StringLiterals;
using PlaceKind = FoundPlace::Kind;

namespace {

// Of equal names the wider thing comes first.
constexpr int kProject = 30;
constexpr int kRepository = 20;
constexpr int kTag = 10;
constexpr int kUser = 5;
constexpr qsizetype kTagsOfARepository = 6; // a word that fits sixty tags must not push all else out

/// Points of one word in a text; 0 where it is not in it.
int pointsOf(const QString &word, const QString &text)
{
    qsizetype at = text.indexOf(word, 0, Qt::CaseInsensitive);
    int best = 0;
    while (at >= 0) {
        const bool begins = at == 0 || !text[at - 1].isLetterOrNumber();
        const qsizetype end = at + word.size();
        const bool ends = end == text.size() || !text[end].isLetterOrNumber();
        best = std::max(best, 10 + (begins ? 20 : 0) + (begins && ends ? 20 : 0));
        if (begins && ends)
            break;
        at = text.indexOf(word, at + 1, Qt::CaseInsensitive);
    }
    return best;
}

int brevity(const QString &text)
{
    return int(std::max(qsizetype(0), 40 - text.size()) / 4);
}

void keepBest(QList<FoundPlace> &found, qsizetype most)
{
    std::stable_sort(
        found.begin(), found.end(), [](const FoundPlace &a, const FoundPlace &b) { return a.points > b.points; });
    if (found.size() > most)
        found.resize(most);
}

void findVulnerabilities(const QStringList &words, const findings::FindingSet &set, QList<FoundPlace> &out)
{
    const findings::Dictionary &ids = set.vulnerabilities();
    QList<FoundPlace> found;
    for (quint32 number = 1; number < ids.size(); ++number) {
        const QString id = ids.text(number);
        const int points = wordPoints(words, id);
        if (points == 0)
            continue;
        FoundPlace place;
        place.kind = PlaceKind::Vulnerability;
        place.title = id;
        place.points = points;
        found.append(place);
    }
    // Newer ones first where they fit alike.
    std::sort(found.begin(), found.end(), [](const FoundPlace &a, const FoundPlace &b) {
        return a.points != b.points ? a.points > b.points : a.title > b.title;
    });
    out.append(found.mid(0, 20));
}

} // namespace

int wordPoints(const QStringList &words, const QString &text)
{
    int points = 0;
    for (const QString &word : words) {
        const int one = pointsOf(word, text);
        if (one == 0)
            return 0;
        points += one;
    }
    return points + brevity(text);
}

Result<std::shared_ptr<const PlaceIndex>> PlaceIndex::read(const store::Plan &plan, const Clock &clock)
{
    auto index = std::make_shared<PlaceIndex>();
    if (!QFileInfo::exists(plan.path))
        return std::shared_ptr<const PlaceIndex>(index);
    const auto opened = store::Database::open(plan, clock);
    if (!opened)
        return opened.error();
    store::Database &database = **opened;
    const Result<void> read = database.read([&]() -> Result<void> {
        const auto known = store::knownRegistries(database);
        if (!known)
            return known.error();
        for (const store::KnownRegistry &one : *known) {
            const Result<qint64> number = store::findRegistry(database, one.registryId);
            if (!number)
                return number.error();
            const auto names = store::placeNames(database, *number);
            if (!names)
                return names.error();
            const auto artifacts = store::Inventory(&database).allArtifacts(*number);
            if (!artifacts)
                return artifacts.error();
            index->m_registries.push_back({one.registryId, one.name, {}, {}, {}, {}, {}, {}});
            add(index->m_registries.back(), *names, artifacts->rows);
        }
        return {};
    });
    if (!read)
        return read.error();
    return std::shared_ptr<const PlaceIndex>(index);
}

void PlaceIndex::add(Registry &registry, const store::PlaceNames &names, const QList<store::ArtifactRow> &artifacts)
{
    registry.projects = names.projects;
    registry.repositories = names.repositories;
    registry.users = names.users;
    registry.tags.resize(size_t(names.repositories.size()));
    QHash<QString, quint32> numbers;
    for (qsizetype i = 0; i < names.repositories.size(); ++i)
        numbers.insert(names.repositories[i], quint32(i));
    for (const store::ArtifactRow &artifact : artifacts) {
        const auto repository = numbers.constFind(artifact.repository);
        if (repository == numbers.cend())
            continue;
        const auto number = quint32(registry.digests.size());
        registry.digests.push_back(artifact.digest.toLatin1());
        registry.repositoryOf.push_back(*repository);
        for (const store::TagRow &tag : artifact.tags)
            registry.tags[*repository].push_back({tag.name, number});
    }
}

bool PlaceIndex::knows(const QString &registryId) const
{
    return std::any_of(
        m_registries.begin(), m_registries.end(), [&](const Registry &registry) { return registry.id == registryId; });
}

bool PlaceIndex::hasRepository(const QString &registryId, const QString &repository) const
{
    return std::any_of(m_registries.begin(), m_registries.end(), [&](const Registry &registry) {
        return registry.id == registryId && registry.repositories.contains(repository);
    });
}

QString PlaceIndex::projectName(const QString &registryId, qint64 remoteId) const
{
    for (const Registry &registry : m_registries) {
        if (registry.id != registryId)
            continue;
        for (const store::ProjectRow &project : registry.projects) {
            if (project.remoteId == remoteId)
                return project.name;
        }
    }
    return {};
}

QList<FoundPlace> PlaceIndex::findDigest(const QString &digest, qsizetype most) const
{
    QList<FoundPlace> found;
    const QByteArray start = digest.toLatin1();
    for (const Registry &registry : m_registries) {
        for (size_t i = 0; i < registry.digests.size() && found.size() < most; ++i) {
            if (!registry.digests[i].startsWith(start))
                continue;
            FoundPlace place;
            place.kind = PlaceKind::Digest;
            place.registryId = registry.id;
            place.registry = registry.name;
            place.repository = registry.repositories[qsizetype(registry.repositoryOf[i])];
            place.project = place.repository.section(u'/', 0, 0);
            place.reference = QString::fromLatin1(registry.digests[i]);
            place.title = place.repository + u'@' + place.reference.left(19);
            place.points = 60;
            found.append(place);
        }
    }
    return found;
}

QList<FoundPlace> PlaceIndex::find(const QString &query, const findings::FindingSet::Ptr &set, qsizetype most) const
{
    QString text = query.simplified();
    // "repo:1.2" is the same as "repo 1.2".
    const QStringList words = text.replace(u':', u' ').replace(u'@', u' ').split(u' ', Qt::SkipEmptyParts);
    if (words.isEmpty())
        return {};
    QList<FoundPlace> found;
    for (const Registry &registry : m_registries) {
        const auto place = [&registry](PlaceKind kind, const QString &title, int points) {
            FoundPlace out;
            out.kind = kind;
            out.registryId = registry.id;
            out.registry = registry.name;
            out.title = title;
            out.points = points;
            return out;
        };
        for (const store::ProjectRow &project : registry.projects) {
            if (const int points = wordPoints(words, project.name); points > 0) {
                found.append(place(PlaceKind::Project, project.name, points + kProject));
                found.last().project = project.name;
            }
        }
        for (qsizetype i = 0; i < registry.repositories.size(); ++i) {
            const QString &name = registry.repositories[i];
            if (const int points = wordPoints(words, name); points > 0) {
                found.append(place(PlaceKind::Repository, name, points + kRepository));
                found.last().repository = name;
                found.last().project = name.section(u'/', 0, 0);
            }
            // A tag is found by a word that its repository has not.
            QStringList rest;
            for (const QString &word : words) {
                if (!name.contains(word, Qt::CaseInsensitive))
                    rest.append(word);
            }
            QList<FoundPlace> tags;
            for (const Tag &tag : registry.tags[size_t(i)]) {
                const int points = rest.isEmpty() ? 0 : wordPoints(rest, tag.name);
                if (points == 0)
                    continue;
                // Two words that meet in a tag mean it more than one that any repository has.
                const int more = int(words.size() - rest.size()) * 30;
                tags.append(place(PlaceKind::Tag, name + u':' + tag.name, points + more + kTag));
                tags.last().repository = name;
                tags.last().project = name.section(u'/', 0, 0);
                tags.last().reference = tag.name;
            }
            keepBest(tags, kTagsOfARepository);
            found.append(tags);
        }
        for (const QString &user : registry.users) {
            if (const int points = wordPoints(words, user); points > 0)
                found.append(place(PlaceKind::User, user, points + kUser));
        }
    }
    if (set && words.size() == 1 && words.first().size() >= 3)
        findVulnerabilities(words, *set, found);
    keepBest(found, most);
    return found;
}

} // namespace lotse::models
