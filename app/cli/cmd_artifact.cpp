// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/format.h"
#include "filter.h"
#include "harbor/artifact.h"
#include "harbor/client.h"
#include "oci/reference.h"
#include "run.h"

#include <QMetaEnum>

namespace lotse::cli {

using namespace Qt::StringLiterals;

namespace {

/// Reads a manifest, its config, what is attached to it and what Harbor says of it; one after the other.
class Look : public QObject {
public:
    Look(Run &run, oci::Reference reference)
        : QObject(&run)
        , m_run(run)
        , m_reference(std::move(reference))
    {
        m_run.session().oci().manifest(m_reference.repository, m_reference.target(), this,
            [this](const Result<oci::Manifest> &manifest) { onManifest(manifest); });
    }

private:
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
        m_run.session().oci().referrers(m_reference.repository, {.subject = m_manifest.digest}, this,
            [this](const Result<oci::Referrers> &referrers) {
                if (!referrers) {
                    m_run.partial(u"What is attached could not be read: "_s + referrers.error().text());
                } else {
                    m_referrers = *referrers;
                    for (const Error &failure : m_referrers.failures)
                        m_run.partial(u"Something that is attached is missing: "_s + failure.text());
                }
                askHarbor();
            });
    }

    void askHarbor()
    {
        const qsizetype slash = m_reference.repository.indexOf(u'/');
        if (m_run.session().kind() != RegistryKind::Harbor || slash < 0) {
            print();
            return;
        }
        const harbor::Params params{{u"project_name"_s, m_reference.repository.left(slash)},
            {u"repository_name"_s, m_reference.repository.mid(slash + 1)}, {u"reference"_s, m_manifest.digest.text()}};
        m_run.session().harbor().one(
            *harbor::endpoint("artifact"), params, this, [this](const Result<json::Record> &record) {
                if (record)
                    m_record = *record;
                else
                    m_run.partial(u"What Harbor knows of it is missing: "_s + record.error().text());
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
        if (m_manifest.kind == oci::Manifest::Kind::Image)
            rows.append({u"size"_s, format::bytes(m_manifest.contentSize(), locale)});
        if (!m_manifest.type().isEmpty())
            rows.append({u"artifact type"_s, m_manifest.type()});
        if (!m_config.platform.text().isEmpty())
            rows.append({u"platform"_s, m_config.platform.text()});
        if (m_config.created.isValid())
            rows.append({u"created"_s, m_config.created.toString(Qt::ISODate)});
        for (const oci::Descriptor &child : m_manifest.manifests)
            rows.append({u"manifest"_s, child.digest.text() + u' ' + child.platform.text()});
        for (const oci::Descriptor &layer : m_manifest.layers)
            rows.append({u"layer"_s, layer.digest.text() + u' ' + format::bytes(layer.size, locale)});
        for (auto it = m_config.labels.begin(); it != m_config.labels.end(); ++it)
            rows.append({u"label"_s, it.key() + u'=' + it.value()});
        for (const oci::Referrer &row : m_referrers.rows) {
            const QString what =
                QString::fromLatin1(QMetaEnum::fromType<oci::Attachment>().valueToKey(int(row.attachment)));
            // Nobody has looked whether a signature is valid.
            rows.append({u"attached"_s, row.descriptor.digest.text() + u' ' + what + u", not verified"_s});
        }
        const auto artifact = m_record.value.value<harbor::Artifact>();
        QStringList tags;
        for (const harbor::Tag &tag : artifact.tags)
            tags.append(tag.name);
        if (!tags.isEmpty())
            rows.append({u"tags"_s, tags.join(u' ')});
        for (const harbor::ScanOverview &scan : artifact.scanOverview) {
            QStringList counts;
            for (auto it = scan.summary.summary.begin(); it != scan.summary.summary.end(); ++it)
                counts.append(it.key() + u' ' + QString::number(it.value()));
            rows.append({u"scan"_s, scan.scanStatus + u": "_s + counts.join(u", "_s)});
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
};

void start(Run &run)
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
        .details = "REF is repository:tag or repository@digest, with or without the host in front.",
        .least = 1,
        .most = 1,
        .takes = "@registry json csv",
        .start = &start};
}

} // namespace lotse::cli
