// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "harbor/artifact.h"
#include "harbor/client.h"
#include "models/tables/tablemodel.h"
#include "oci/client.h"

#include <memory>

namespace lotse::models {

/**
 * What an artifact consists of, read from the Distribution API of its registry: manifest, config, platforms, layers
 * with the history step that made each. Of an index the platforms are listed and the layers of one of them are shown.
 * Works for Harbor and for plain registries alike. Of a Harbor whose manifests may not be read yet (oci::PullGuard) it
 * shows what Harbor's own API tells: platforms, build steps and config, without digests and sizes of layers.
 */
class ImageContent : public QObject {
    Q_OBJECT
    Q_PROPERTY(QString state READ state NOTIFY changed)
    Q_PROPERTY(QString error READ errorText NOTIFY changed)
    Q_PROPERTY(bool asks READ asks NOTIFY changed)
    Q_PROPERTY(QString digest READ digest NOTIFY changed)
    Q_PROPERTY(QString mediaType READ mediaType NOTIFY changed)
    Q_PROPERTY(QString kind READ kind NOTIFY changed)
    Q_PROPERTY(QString platform READ platform NOTIFY changed)
    Q_PROPERTY(QString manifestText READ manifestText NOTIFY changed)
    Q_PROPERTY(QString configText READ configText NOTIFY changed)
    Q_PROPERTY(QVariantList facts READ facts NOTIFY changed)
    Q_PROPERTY(lotse::models::TableModel *platforms READ platforms CONSTANT)
    Q_PROPERTY(lotse::models::TableModel *layers READ layers CONSTANT)
public:
    explicit ImageContent(QObject *parent = nullptr);

    /// `reference` is a tag or a digest.
    void setSource(const oci::Client &client, const QString &repository, const QString &reference);
    /// Where to read what may not be read from the registry itself; before setSource().
    void setHarbor(const harbor::Client &client, const harbor::Params &keys);
    Q_INVOKABLE void refresh();
    /// Shows the layers of this child of the index (a key of `platforms`).
    Q_INVOKABLE void choosePlatform(const QString &digest);

    QString state() const { return m_state; } ///< "idle", "loading", "ready", "error"
    QString errorText() const { return m_error.text(); }
    const Error &error() const { return m_error; }
    bool asks() const { return m_asks; } ///< the manifest was not read, as that counts as a pull
    QString digest() const { return m_manifest.digest.text(); } ///< computed from the bytes
    QString mediaType() const { return m_manifest.mediaType; }
    QString kind() const; ///< "image", "index", "artifact"
    QString platform() const { return m_platform; }
    QString manifestText() const; ///< indented JSON, as shown; the bytes are not changed by it
    QString configText() const;
    /// The registry's own bytes of the manifest, for saving.
    QByteArray manifestBytes() const { return m_manifest.raw; }
    QByteArray configBytes() const { return m_config; }
    QVariantList facts() const { return m_facts; } ///< {name, value, mono}
    TableModel *platforms() { return &m_platforms; }
    TableModel *layers() { return &m_layers; }
    const oci::Manifest &manifest() const { return m_manifest; }

signals:
    void changed();

private:
    /// One of its tables; reading it again reads the whole.
    class Part : public TableModel {
    public:
        explicit Part(ImageContent *whole)
            : m_whole(whole)
        {
        }
        void refresh() override { m_whole->refresh(); }

    private:
        ImageContent *m_whole;
    };

    void fail(const Error &error);
    void readFromHarbor(const QString &reference);
    void artifactCame(const harbor::Artifact &artifact);
    void historyCame(const harbor::Artifact &artifact, const json::Records &steps);
    void platformsCame(const QList<oci::Descriptor> &children);
    void chooseFirst(const QList<oci::Descriptor> &children);
    void tellConfig(const oci::ImageConfig &config);
    void showLayers(const QList<oci::LayerStep> &steps);
    void manifestCame(const oci::Manifest &manifest);
    void imageCame(const oci::Manifest &image);
    void configCame(const oci::Manifest &image, const oci::ImageConfig &config);

    oci::Client m_client{nullptr};
    harbor::Client m_harbor{nullptr};
    harbor::Params m_keys;
    bool m_asks = false;
    bool m_isImage = false; ///< as Harbor says, while the manifest is not read
    QString m_repository;
    QString m_reference;
    QObject *m_run = nullptr;
    QString m_state = QStringLiteral("idle");
    Error m_error;
    oci::Manifest m_manifest;
    QString m_platform;
    QByteArray m_config;
    QVariantList m_facts;
    Part m_platforms{this};
    Part m_layers{this};
};

} // namespace lotse::models
