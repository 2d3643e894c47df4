// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/format.h"
#include "filter.h"
#include "harbor/artifact.h"
#include "harbor/client.h"
#include "models/images/attachedtable.h"
#include "oci/reference.h"
#include "run.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace lotse::cli {

using namespace Qt::StringLiterals;

namespace {

/// What an image says of itself, as Harbor repeats it.
oci::ImageConfig configOf(const harbor::Artifact &artifact)
{
    oci::ImageConfig out;
    const QJsonObject said = QJsonDocument::fromJson(artifact.extraAttrs.text).object();
    out.platform.os = said[u"os"_s].toString();
    out.platform.architecture = said[u"architecture"_s].toString();
    out.platform.variant = said[u"variant"_s].toString();
    out.created = QDateTime::fromString(said[u"created"_s].toString(), Qt::ISODate);
    const QJsonObject labels = said[u"config"_s][u"Labels"_s].toObject();
    for (auto it = labels.begin(); it != labels.end(); ++it)
        out.labels.insert(it.key(), it.value().toString());
    return out;
}

/// Reads a manifest, its config, what is attached to it and what Harbor says of it; one after the other. Harbor counts
/// reading a manifest as a pull, so that without --pull its word is all that is read there.
class Look : public QObject {
public:
    Look(Run &run, oci::Reference reference)
        : QObject(&run)
        , m_run(run)
        , m_reference(std::move(reference))
    {
        const bool isHarbor = m_run.session().kind() == RegistryKind::Harbor;
        m_readsManifest = !isHarbor || m_run.isSet("pull");
        if (m_readsManifest) {
            m_run.session().oci().manifest(m_reference.repository, m_reference.target(), this,
                [this](const Result<oci::Manifest> &manifest) { onManifest(manifest); });
        } else {
            askHarborFirst();
        }
    }

private:
    harbor::Params paramsOf(const QString &target) const
    {
        return {{u"project_name"_s, m_reference.repository.section(u'/', 0, 0)},
            {u"repository_name"_s, m_reference.repository.section(u'/', 1)}, {u"reference"_s, target}};
    }

    void askHarborFirst()
    {
        m_run.session().harbor().one(*harbor::endpoint("artifact"), paramsOf(m_reference.target()), this,
            [this](const Result<json::Record> &record) {
                if (!record) {
                    m_run.fail(record.error());
                    return;
                }
                m_record = *record;
                const auto artifact = m_record.value.value<harbor::Artifact>();
                const Result<oci::Digest> digest = oci::Digest::parse(artifact.digest);
                if (!digest) {
                    m_run.fail(digest.error());
                    return;
                }
                m_manifest.digest = *digest;
                m_manifest.mediaType = artifact.manifestMediaType;
                m_config = configOf(artifact);
                askReferrers();
            });
    }

    void onManifest(const Result<oci::Manifest> &manifest)
    {
        if (!manifest) {
            m_run.fail(manifest.error());
            return;
        }
        m_manifest = *manifest;
        const bool hasConfig = m_manifest.kind == oci::Manifest::Kind::Image
            && (m_manifest.config.mediaType == oci::mediatype::ociConfig
                || m_manifest.config.mediaType == oci::mediatype::dockerConfig);
        if (!hasConfig) {
            askReferrers();
            return;
        }
        m_run.session().oci().config(
            m_reference.repository, m_manifest.config, this, [this](const Result<oci::ImageConfig> &config) {
                if (config)
                    m_config = *config;
                else
                    m_run.partial(u"The config could not be read: "_s + config.error().text());
                askReferrers();
            });
    }

    void askReferrers()
    {
        const oci::Client client = m_readsManifest ? m_run.session().oci() : m_run.session().browsingOci();
        client.referrers(m_reference.repository, {.subject = m_manifest.digest}, this,
            [this](const Result<oci::Referrers> &referrers) {
                if (!referrers) {
                    m_run.partial(u"Attachments could not be read: "_s + referrers.error().text());
                } else {
                    m_referrers = *referrers;
                    for (const Error &failure : m_referrers.failures)
                        m_run.partial(u"An attachment is missing: "_s + failure.text());
                }
                askHarbor();
            });
    }

    void askHarbor()
    {
        const bool isInProject = m_reference.repository.contains(u'/');
        if (m_run.session().kind() != RegistryKind::Harbor || !isInProject || !m_readsManifest) {
            print();
            return;
        }
        m_run.session().harbor().one(*harbor::endpoint("artifact"), paramsOf(m_manifest.digest.text()), this,
            [this](const Result<json::Record> &record) {
                if (record)
                    m_record = *record;
                else
                    m_run.partial(u"Harbor data of the artifact is missing: "_s + record.error().text());
                print();
            });
    }

    void print()
    {
        if (m_run.output().format() == Format::Json)
            printJson();
        else
            printRows();
        m_run.done();
    }

    void printJson()
    {
        QByteArray out = "{\"reference\":" + jsonText(m_reference.text())
            + ",\"digest\":" + jsonText(m_manifest.digest.text()) + ",\"media_type\":" + jsonText(m_manifest.mediaType)
            + ",\"manifest\":" + (m_manifest.raw.isEmpty() ? QByteArray("null") : m_manifest.raw);
        if (!m_config.raw.isEmpty())
            out += ",\"config\":" + m_config.raw;
        QList<QByteArray> attached;
        for (const oci::Referrer &row : m_referrers.rows) {
            attached.append("{\"digest\":" + jsonText(row.descriptor.digest.text())
                + ",\"artifact_type\":" + jsonText(row.descriptor.artifactType) + '}');
        }
        out += ",\"attached\":[" + attached.join(',') + ']';
        if (!m_record.raw.isEmpty())
            out += ",\"artifact\":" + m_record.raw;
        m_run.output().jsonArray({out + '}'});
    }

    void printRows()
    {
        const QLocale locale = QLocale::c();
        QList<QStringList> rows{{u"reference"_s, m_reference.text()}, {u"digest"_s, m_manifest.digest.text()},
            {u"type"_s, m_manifest.mediaType}};
        const auto artifact = m_record.value.value<harbor::Artifact>();
        const bool isIndex =
            m_readsManifest ? m_manifest.kind != oci::Manifest::Kind::Image : !artifact.references.isEmpty();
        if (!isIndex)
            rows.append({u"size"_s, format::bytes(m_readsManifest ? m_manifest.contentSize() : artifact.size, locale)});
        const QString type = m_readsManifest ? m_manifest.type() : artifact.artifactType;
        if (!type.isEmpty())
            rows.append({u"artifact type"_s, type});
        if (!m_config.platform.text().isEmpty())
            rows.append({u"platform"_s, m_config.platform.text()});
        if (m_config.created.isValid())
            rows.append({u"created"_s, m_config.created.toString(Qt::ISODate)});
        for (const oci::Descriptor &child : m_manifest.manifests)
            rows.append({u"manifest"_s, child.digest.text() + u' ' + child.platform.text()});
        if (!m_readsManifest) {
            for (const harbor::Reference &child : artifact.references) {
                const oci::Platform platform{.os = child.platform.os,
                    .architecture = child.platform.architecture,
                    .variant = child.platform.variant};
                rows.append({u"manifest"_s, child.childDigest + u' ' + platform.text()});
            }
            if (!isIndex)
                rows.append({u"layers"_s, u"not read: that counts as a pull; --pull reads them"_s});
        }
        for (const oci::Descriptor &layer : m_manifest.layers)
            rows.append({u"layer"_s, layer.digest.text() + u' ' + format::bytes(layer.size, locale)});
        for (auto it = m_config.labels.begin(); it != m_config.labels.end(); ++it)
            rows.append({u"label"_s, it.key() + u'=' + it.value()});
        const auto known = models::knownAttachments(artifact);
        for (const oci::Referrer &row : m_referrers.rows) {
            const QString what = models::attachmentText(models::knownReferrer(row, known));
            // Nobody has looked whether a signature is valid.
            rows.append({u"attached"_s, row.descriptor.digest.text() + u' ' + what + u", not verified"_s});
        }
        QStringList tags;
        for (const harbor::Tag &tag : artifact.tags)
            tags.append(tag.name);
        if (!tags.isEmpty())
            rows.append({u"tags"_s, tags.join(u' ')});
        for (const harbor::ScanOverview &scan : artifact.scanOverview) {
            QStringList counts;
            for (auto it = scan.summary.summary.begin(); it != scan.summary.summary.end(); ++it)
                counts.append(it.key() + u' ' + QString::number(it.value()));
            const bool isPartial = scan.completePercent > 0 && scan.completePercent < 100;
            if (scan.scanStatus == "Success"_L1 && scan.summary.total == 0 && counts.isEmpty() && !isPartial)
                counts.append(u"no findings"_s);
            rows.append({u"scan"_s, scan.scanStatus + (counts.isEmpty() ? QString() : u": "_s + counts.join(u", "_s))});
        }
        const bool isCsv = m_run.output().format() == Format::Csv;
        m_run.output().table(isCsv ? QStringList{u"what"_s, u"value"_s} : QStringList{}, rows);
    }

    Run &m_run;
    const oci::Reference m_reference;
    oci::Manifest m_manifest;
    oci::ImageConfig m_config;
    oci::Referrers m_referrers;
    json::Record m_record;
    bool m_readsManifest = true;
};

void startArtifact(Run &run)
{
    run.withSession([&run] {
        const QString host = run.session().account().host();
        QString text = run.arguments().first();
        const QString first = text.section(u'/', 0, 0);
        const bool namesHost = text.contains(u'/') && (first.contains(u'.') || first.contains(u':') || first == host);
        if (!namesHost)
            text = host + u'/' + text;
        const Result<oci::Reference> reference = oci::Reference::parse(text);
        if (!reference) {
            run.fail(reference.error());
        } else if (reference->host != host && reference->apiHost() != host) {
            run.usage(
                LOTSE_MSG("%1 is a reference to %2, not to %3. Choose the account or the --url of that registry."),
                {run.arguments().first(), reference->host, host});
        } else {
            new Look(run, *reference); // belongs to the run
        }
    });
}

} // namespace

Command artifactCommand()
{
    return {.name = "artifact",
        .arguments = "REF",
        .summary = "Show an image or another artifact by tag or digest.",
        .details =
            "REF is repository:tag or repository@digest, with or without the host in front.\n"
            "Harbor counts reading a manifest as a pull. What its API tells is shown there without that; layers\n"
            "and the manifest itself come with --pull.",
        .options = {{u"pull"_s, u"Read the manifest also where that counts as a pull (Harbor)."_s}},
        .least = 1,
        .most = 1,
        .takes = "@registry json csv",
        .start = &startArtifact};
}

} // namespace lotse::cli
