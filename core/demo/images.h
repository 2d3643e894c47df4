// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/state.h"

namespace lotse::demo {

/// Puts content into the registry: the bytes are made first, and digests and sizes follow from them.
class Images {
public:
    explicit Images(State &state)
        : m_state(state)
    {
    }

    Repository &repository(qint64 project, const QString &name, const QString &description, const QDateTime &created);
    qint64 image(Repository &repository, const QString &version, const QByteArray &architecture,
        const QDateTime &pushed, bool isDocker = false);
    qint64 index(Repository &repository, const QList<qint64> &children, const QDateTime &pushed);
    qint64 chart(Repository &repository, const QString &version, const QDateTime &pushed);
    /// A model, a module: an artifact of one layer that is no image.
    qint64 other(Repository &repository, const QByteArray &artifactType, const QString &type,
        const QByteArray &layerType, qint64 layerSize, const QString &description, const QDateTime &pushed);
    void tag(Repository &repository, qint64 artifact, const QString &name);

    /// By the key of the demo; a broken one is about another image.
    void sign(qint64 artifact, const QDateTime &when, bool isBroken = false);
    void notarize(qint64 artifact, const QDateTime &when);
    void attest(qint64 artifact, const QDateTime &when);
    /// The same, signed, as a bundle of cosign: Harbor takes it for a signature.
    void attestSigned(qint64 artifact, const QDateTime &when);
    void describe(qint64 artifact, const QDateTime &when); ///< an SBOM
    /// What somebody states of some findings, as OpenVEX: by itself, or as an attestation.
    void state(qint64 artifact, const QDateTime &when, bool isAttested);

    /// Something that was pushed: attached to `subject`, and nothing of it is looked at.
    Artifact &attached(Repository &repository, const QByteArray &manifest, qint64 subject, const QString &accessoryType,
        const QDateTime &when);

    QByteArray blob(const QByteArray &bytes); ///< keeps it and gives its digest

private:
    Artifact &add(Repository &repository, const QByteArray &manifest, const QDateTime &pushed);
    Artifact &refer(qint64 subject, const QByteArray &artifactType, const QByteArray &configType,
        const QByteArray &layerType, const QByteArray &payload, const QString &accessoryType,
        const QJsonObject &annotations, const QDateTime &when);

    State &m_state;
};

/// "sha256:..." of the bytes.
QByteArray digestOf(const QByteArray &bytes);
/// When a thing of this name was made: always the same, so that digests are those of the run before.
QString madeAt(const QByteArray &identity);

constexpr auto OciManifest = "application/vnd.oci.image.manifest.v1+json";
constexpr auto OciIndex = "application/vnd.oci.image.index.v1+json";
constexpr auto DockerManifest = "application/vnd.docker.distribution.manifest.v2+json";

} // namespace lotse::demo
