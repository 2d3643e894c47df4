// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "change/ociplan.h"

#include "oci/reference.h"

#include <QUrl>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lotse::change {

namespace {

using Verb = PlanStatement::Verb;
constexpr int kInFlight = 4;
constexpr qsizetype kMostTags = 2000; // whose digests are asked for

/// One reading, step after step. Deletes itself.
class FactReading final : public QObject {
public:
    FactReading(oci::Client client, QObject *context)
        : QObject(context)
        , m_client(std::move(client))
    {
    }

    OciFacts out;
    QString reference, newTag;
    bool isDeletion = false;
    std::function<void(Result<OciFacts>)> done;

    void start()
    {
        m_client.head(out.repository, reference, this, [this](const Result<oci::Descriptor> &head) {
            if (!head)
                return end(head.error());
            if (head->digest.isValid()) {
                out.digest = head->digest.text();
                return readTags();
            }
            // A registry that does not say it: the bytes do.
            m_client.manifest(out.repository, reference, this, [this](const Result<oci::Manifest> &manifest) {
                if (!manifest)
                    return end(manifest.error());
                out.digest = manifest->digest.text();
                readTags();
            });
        });
    }

private:
    void readTags()
    {
        if (!isDeletion && newTag.isEmpty()) {
            if (oci::isTagName(reference))
                out.tags.append(reference);
            return end();
        }
        if (!isDeletion) {
            m_client.head(out.repository, newTag, this, [this](const Result<oci::Descriptor> &head) {
                if (head)
                    out.otherDigest = head->digest.text();
                else if (head.error().status != 404)
                    return end(head.error());
                end();
            });
            return;
        }
        m_client.tags(out.repository, this, [this](const Result<oci::NameList> &tags) {
            if (!tags)
                return end(tags.error());
            if (!tags->isComplete())
                out.gaps.append(u"the list of tags is not whole: "_s + tags->stopped.message.english());
            m_open = tags->names;
            if (m_open.size() > kMostTags) {
                out.gaps.append(u"%1 tags were not looked at"_s.arg(m_open.size() - kMostTags));
                m_open = m_open.mid(0, kMostTags);
            }
            nextTag();
        });
    }
    void nextTag()
    {
        while (m_inFlight < kInFlight && !m_open.isEmpty()) {
            const QString tag = m_open.takeFirst();
            ++m_inFlight;
            m_client.head(out.repository, tag, this, [this, tag](const Result<oci::Descriptor> &head) {
                --m_inFlight;
                if (head && head->digest.text() == out.digest)
                    out.tags.append(tag);
                else if (head && !head->digest.isValid())
                    out.gaps.append(u"the registry does not say what %1 is"_s.arg(tag));
                else if (!head && head.error().status != 404)
                    out.gaps.append(u"%1 could not be read: %2"_s.arg(tag, head.error().message.english()));
                nextTag();
            });
        }
        if (m_inFlight == 0 && m_open.isEmpty())
            readManifest();
    }
    void readManifest()
    {
        out.tags.sort();
        m_client.manifest(out.repository, out.digest, this, [this](const Result<oci::Manifest> &manifest) {
            if (manifest)
                out.children = int(manifest->manifests.size());
            else
                out.gaps.append(u"the manifest could not be read: "_s + manifest.error().message.english());
            readAttached();
        });
    }
    void readAttached()
    {
        const Result<oci::Digest> subject = oci::Digest::parse(out.digest);
        m_client.referrers(out.repository, {*subject}, this, [this](const Result<oci::Referrers> &referrers) {
            if (!referrers) {
                out.gaps.append(u"what is attached could not be read: "_s + referrers.error().message.english());
                return end();
            }
            for (const oci::Referrer &one : referrers->rows)
                out.attached.append(one.descriptor.artifactType);
            if (!referrers->isComplete())
                out.gaps.append(u"what is attached could not be read as a whole"_s);
            end();
        });
    }
    void end(const Error &error = {})
    {
        const auto tell = std::move(done);
        const OciFacts facts = out;
        deleteLater();
        if (error)
            tell(error);
        else
            tell(facts);
    }

    oci::Client m_client;
    QStringList m_open; ///< tags that are still to be asked for
    int m_inFlight = 0;
};

harbor::Params namesOf(const OciFacts &facts)
{
    harbor::Params out{{u"artifact"_s,
        facts.repository + (facts.tags.isEmpty() ? u'@' + facts.digest.left(19) : u':' + facts.tags.first())}};
    if (!facts.tags.isEmpty())
        out.insert(u"tags"_s, facts.tags.join(u", "_s));
    if (facts.children > 0)
        out.insert(u"children"_s, QString::number(facts.children));
    if (!facts.attached.isEmpty())
        out.insert(u"accessories"_s, facts.attached.join(u", "_s));
    if (!facts.gaps.isEmpty())
        out.insert(u"gaps"_s, facts.gaps.join(u"; "_s));
    return out;
}

/// Statement after statement. Deletes itself.
class Planning final : public QObject {
public:
    Planning(oci::Client client, QObject *context)
        : QObject(context)
        , m_client(std::move(client))
    {
    }

    QList<PlanStatement> statements;
    std::function<void(Result<QList<Change>>)> done;

    void next()
    {
        if (statements.isEmpty())
            return end(m_changes);
        const PlanStatement statement = statements.takeFirst();
        const bool isTag = statement.verb == Verb::TagAdd || statement.verb == Verb::TagRemove;
        const bool isDeletion = statement.verb == Verb::ArtifactDelete;
        if (!isTag && !isDeletion) {
            Error error = usageError(LOTSE_MSG("This registry is not Harbor: only \"tag add\", \"tag remove\" and "
                                               "\"artifact delete\" can be planned for it."));
            return end(at(statement, error));
        }
        const QString tag = statement.words.value(1);
        if (isTag && !oci::isTagName(tag))
            return end(at(statement, usageError(LOTSE_MSG("%1 is not a valid tag name."), {tag})));
        readOciFacts(m_client, statement.words.value(0), statement.verb == Verb::TagAdd ? tag : QString(), isDeletion,
            this, [this, statement, tag](const Result<OciFacts> &facts) {
                if (!facts)
                    return end(at(statement, facts.error()));
                if (statement.verb == Verb::ArtifactDelete) {
                    m_changes.append(ociDeletion(*facts));
                    return next();
                }
                if (statement.verb == Verb::TagAdd) {
                    m_changes += ociTagChanges(*facts, tag);
                    return next();
                }
                removeTag(statement, *facts, tag);
            });
    }

private:
    void removeTag(const PlanStatement &statement, const OciFacts &facts, const QString &tag)
    {
        readOciFacts(m_client, facts.repository + u':' + tag, {}, false, this,
            [this, statement, facts, tag](const Result<OciFacts> &there) {
                if (!there && there.error().status != 404)
                    return end(at(statement, there.error()));
                if (!there || there->digest != facts.digest)
                    return end(
                        at(statement, usageError(LOTSE_MSG("%1 has no tag %2."), {statement.words.value(0), tag})));
                m_changes.append(ociTagRemoval(facts, tag));
                next();
            });
    }
    static Error at(const PlanStatement &statement, Error error)
    {
        if (statement.line > 0)
            error.message = {LOTSE_MSG("Line %1: %2"), {QString::number(statement.line), error.text()}};
        return error;
    }
    void end(const Result<QList<Change>> &result)
    {
        const auto tell = std::move(done);
        deleteLater();
        tell(result);
    }

    oci::Client m_client;
    QList<Change> m_changes;
};

} // namespace

Result<std::pair<QString, QString>> imageWord(const QString &text)
{
    const qsizetype at = text.indexOf(u'@');
    const qsizetype cut = at >= 0 ? at : text.lastIndexOf(u':');
    const QString repository = text.left(cut);
    const QString reference = text.mid(cut + 1);
    if (cut <= 0 || !oci::isRepositoryName(repository)
        || !(oci::isTagName(reference) || oci::Digest::parse(reference).ok()))
        return usageError(
            LOTSE_MSG("“%1” is not an image reference. Use REPOSITORY:TAG or REPOSITORY@sha256:…."), {text});
    return std::pair{repository, reference};
}

void readOciFacts(const oci::Client &client, const QString &image, const QString &newTag, bool isDeletion,
    QObject *context, std::function<void(Result<OciFacts>)> done)
{
    auto *reading = new FactReading(client, context);
    reading->newTag = newTag;
    reading->isDeletion = isDeletion;
    reading->done = std::move(done);
    const auto word = imageWord(image);
    if (word) {
        reading->out.repository = word->first;
        reading->reference = word->second;
    }
    QMetaObject::invokeMethod(
        reading,
        [reading, word] {
            if (word) {
                reading->start();
                return;
            }
            const auto tell = std::move(reading->done);
            reading->deleteLater();
            tell(word.error());
        },
        Qt::QueuedConnection);
}

QList<Change> ociTagChanges(const OciFacts &facts, const QString &tag)
{
    if (facts.otherDigest == facts.digest)
        return {};
    Change out;
    out.path = {{u"repository"_s, facts.repository}, {u"tag"_s, tag}};
    if (facts.otherDigest.isEmpty()) {
        out.operation = "oci.createTag";
        out.body = {{u"digest"_s, facts.digest}};
    } else {
        out.operation = "oci.moveTag";
        out.edits = {{u"digest"_s, facts.otherDigest, facts.digest}};
    }
    return {out};
}

Change ociTagRemoval(const OciFacts &facts, const QString &tag)
{
    Change out;
    out.operation = "oci.deleteTag";
    out.path = {{u"repository"_s, facts.repository}, {u"tag"_s, tag}};
    // A tag that moved meanwhile is not touched.
    out.edits = {{u"digest"_s, facts.digest, QJsonValue(QJsonValue::Undefined)}};
    return out;
}

Change ociDeletion(const OciFacts &facts)
{
    Change out;
    out.operation = "oci.deleteManifest";
    out.path = {{u"repository"_s, facts.repository}, {u"digest"_s, facts.digest}};
    out.names = namesOf(facts);
    return out;
}

QDateTime deletionRefusedAt(const QList<Course> &courses, const QString &origin, bool ofTag)
{
    QDateTime out, deleted;
    for (const Course &course : courses) {
        if (QUrl(course.plan.origin) != QUrl(origin))
            continue;
        for (const Change &change : course.plan.changes) {
            const Step step = course.steps.value(change.id);
            const bool isTag = change.operation == "oci.deleteTag";
            if (change.operation != "oci.deleteManifest" && !(ofTag && isTag))
                continue;
            const bool isRefused = step.status == 405 || (isTag && step.status == 400);
            if (step.state == State::Failed && isRefused)
                out = std::max(out, step.at);
            else if (step.state == State::Verified && isTag == ofTag)
                deleted = std::max(deleted, step.at);
        }
    }
    return deleted.isValid() && deleted > out ? QDateTime() : out;
}

void planForOci(const oci::Client &client, const QList<PlanStatement> &statements, QObject *context,
    std::function<void(Result<QList<Change>>)> done)
{
    auto *planning = new Planning(client, context);
    planning->statements = statements;
    planning->done = std::move(done);
    QMetaObject::invokeMethod(
        planning, [planning] { planning->next(); }, Qt::QueuedConnection);
}

} // namespace lotse::change
