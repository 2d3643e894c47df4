// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "posture/gather.h"
#include "posture/image.h"

#include "oci/referrers.h"
#include "oci/repositorywalk.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace lotse::posture {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kMostImages = 300;

bool isImage(const oci::Manifest &manifest)
{
    return manifest.kind == oci::Manifest::Kind::Image
        && (manifest.config.mediaType == oci::mediatype::ociConfig
            || manifest.config.mediaType == oci::mediatype::dockerConfig);
}

} // namespace

/// Reads the configurations of images and what is attached to them, some at a time; belongs to the gatherer.
class ImageReader : public QObject {
public:
    struct Wanted {
        QString repository, tag;
        oci::Manifest manifest;
    };
    struct Attached {
        QJsonArray descriptors;
        bool isWhole = false;
    };
    ImageReader(Gatherer &gatherer, std::shared_ptr<Transport> view)
        : QObject(&gatherer)
        , m_gatherer(gatherer)
        , m_client(std::move(view))
    {
        m_images = gatherer.blank(u"oci-images"_s);
        m_referrers = gatherer.blank(u"referrers"_s);
    }
    void read(const Result<oci::WalkAnswer> &answer)
    {
        if (!answer) {
            Gatherer::miss(m_images, answer.error(), {});
            Gatherer::miss(m_referrers, answer.error(), {});
            finish();
            return;
        }
        m_images.reading = m_referrers.reading = Reading::Whole;
        if (answer->stopped)
            gap(answer->stopped.message);
        for (const oci::RepositoryRow &row : answer->rows) {
            if (row.error)
                gap({row.name, row.error.message});
            for (const oci::TagRow &tag : row.tags) {
                if (tag.error)
                    gap({row.name + u':' + tag.tag, tag.error.message});
                else if (isImage(tag.manifest) || tag.manifest.kind == oci::Manifest::Kind::Index)
                    m_wanted.append({row.name, tag.tag, tag.manifest});
            }
        }
        if (m_wanted.size() > kMostImages) {
            gap(Message{LOTSE_MSG("Only %1 of %2 images were read."),
                {QString::number(kMostImages), QString::number(m_wanted.size())}});
            m_wanted.resize(kMostImages);
        }
        m_open = m_wanted.size();
        if (m_open == 0)
            finish();
        for (const Wanted &wanted : std::as_const(m_wanted))
            readOne(wanted);
    }

private:
    void gap(const Gap &one)
    {
        for (Fact *fact : {&m_images, &m_referrers}) {
            fact->reading = Reading::Partial;
            fact->gaps.append(one);
        }
    }
    void readOne(const Wanted &wanted)
    {
        m_client.referrers(
            wanted.repository, {wanted.manifest.digest}, this, [this, wanted](const Result<oci::Referrers> &answer) {
                QJsonArray all;
                if (answer) {
                    for (const oci::Referrer &one : answer->rows) {
                        QJsonObject notes;
                        for (auto it = one.descriptor.annotations.cbegin(); it != one.descriptor.annotations.cend();
                             ++it)
                            notes.insert(it.key(), it.value());
                        all.append(QJsonObject{{u"artifactType"_s, one.descriptor.artifactType},
                            {u"mediaType"_s, one.descriptor.mediaType}, {u"digest"_s, one.descriptor.digest.text()},
                            {u"annotations"_s, notes}});
                    }
                }
                const bool isWhole = answer && answer->isComplete();
                if (!isWhole)
                    gap({wanted.repository + u':' + wanted.tag,
                        answer ? answer->failures.first().message : answer.error().message});
                readConfig(wanted, {all, isWhole});
            });
    }
    void readConfig(const Wanted &wanted, const Attached &attached)
    {
        if (wanted.manifest.kind == oci::Manifest::Kind::Index) {
            keep(wanted, attached, {});
            return;
        }
        m_client.blob(wanted.repository, wanted.manifest.config, Limits::manifest(), this,
            [this, wanted, attached](const Result<QByteArray> &config) {
                if (!config)
                    gap({wanted.repository + u':' + wanted.tag, config.error().message});
                keep(wanted, attached, config ? QJsonDocument::fromJson(*config).object() : QJsonObject());
            });
    }
    void keep(const Wanted &wanted, const Attached &attached, const QJsonObject &config)
    {
        const QString digest = wanted.manifest.digest.text();
        QJsonObject row{{u"repository"_s, wanted.repository}, {u"tag"_s, wanted.tag}, {u"digest"_s, digest},
            {u"is_image"_s, true}, {u"config"_s, config}, {u"referrers"_s, attached.descriptors}};
        if (!attached.isWhole)
            row.insert(u"lacks_referrers"_s, true);
        m_images.rows.append({wanted.repository, QJsonDocument(row).toJson(QJsonDocument::Compact), {}});
        // What could not be read may be the provenance: a row without it would say that there is none.
        if (attached.isWhole || hasProvenance(attached.descriptors)) {
            const QJsonObject all{{u"manifests"_s, attached.descriptors}};
            m_referrers.rows.append(
                {wanted.repository + u'@' + digest, QJsonDocument(all).toJson(QJsonDocument::Compact), {}});
        }
        if (--m_open == 0)
            finish();
    }
    void finish()
    {
        m_images.answers = m_gatherer.m_recorder->answersOf(u"oci-images"_s);
        m_referrers.answers = m_images.answers;
        m_gatherer.end(m_images);
        m_gatherer.end(m_referrers);
        deleteLater();
    }

    Gatherer &m_gatherer;
    oci::Client m_client;
    QList<Wanted> m_wanted;
    Fact m_images, m_referrers;
    qsizetype m_open = 0;
};

void Gatherer::readOci()
{
    if (!wants(u"oci-images"_s) && !wants(u"referrers"_s))
        return;
    begin(u"oci-images"_s);
    begin(u"referrers"_s);
    const auto view = m_recorder->view(u"oci-images"_s);
    m_views.insert(u"oci-images"_s, view);
    auto *reader = new ImageReader(*this, view);
    auto *walk =
        new oci::RepositoryWalk(view, {m_session.account().repositories, oci::WalkQuestion::Depth::Manifests}, this);
    walk->onDone = [reader](const Result<oci::WalkAnswer> &answer) { reader->read(answer); };
    walk->start();
}

} // namespace lotse::posture
