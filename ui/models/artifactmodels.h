// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "harbor/artifact.h"
#include "models/findings/findingstable.h"
#include "models/images/attachedtable.h"
#include "models/images/imagecontent.h"
#include "models/images/sbomtable.h"
#include "models/tables/remoteobject.h"
#include "session/session.h"

#include <QPointer>
#include <QtQml/qqmlregistration.h>

namespace lotse::ui {

/**
 * All that the page of one artifact shows. `keys` are {project_name, repository_name, reference} for Harbor and
 * {repository, reference} for a plain registry, which has no report. Each tab reads when it is first looked at.
 */
class ArtifactModels : public QObject {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(bool isHarbor READ isHarbor NOTIFY changed)
    Q_PROPERTY(QString repository READ repository NOTIFY changed)
    Q_PROPERTY(QString reference READ reference NOTIFY changed)
    Q_PROPERTY(QString digest READ digest NOTIFY changed)
    Q_PROPERTY(QStringList tags READ tags NOTIFY changed)
    Q_PROPERTY(QString title READ title NOTIFY changed)
    Q_PROPERTY(QStringList facts READ facts NOTIFY changed)
    Q_PROPERTY(QString state READ state NOTIFY changed)
    Q_PROPERTY(QString error READ errorText NOTIFY changed)
    Q_PROPERTY(bool asksToPull READ asksToPull NOTIFY changed)
    Q_PROPERTY(QString scanText READ scanText NOTIFY changed)
    Q_PROPERTY(QString scanState READ scanState NOTIFY changed)
    Q_PROPERTY(QVariantList scanCounts READ scanCounts NOTIFY changed)
    Q_PROPERTY(QStringList additions READ additions NOTIFY changed)
    Q_PROPERTY(QVariantList pullCommands READ pullCommands NOTIFY changed)
    Q_PROPERTY(lotse::models::FindingsTable *findings READ findings CONSTANT)
    Q_PROPERTY(lotse::models::SbomTable *sbom READ sbom CONSTANT)
    Q_PROPERTY(lotse::models::AttachedTable *attached READ attached CONSTANT)
    Q_PROPERTY(lotse::models::ImageContent *content READ content CONSTANT)
    Q_PROPERTY(lotse::models::TableModel *row READ row CONSTANT)
public:
    explicit ArtifactModels(QObject *parent = nullptr);

    Q_INVOKABLE void open(lotse::Session *session, const QVariantMap &keys);
    /// Reads what a tab shows, once: "findings", "layers", "sbom", "attached".
    Q_INVOKABLE void look(const QString &tab);
    Q_INVOKABLE void refresh();
    /// The person knows that Harbor counts reading a manifest as a pull: reads what was held back.
    Q_INVOKABLE void agreeToPull();
    Q_INVOKABLE QByteArray manifestBytes() const { return m_content.manifestBytes(); }
    Q_INVOKABLE QByteArray configBytes() const { return m_content.configBytes(); }
    /// The text of an addition for reading: JSON indented, the list of a model's files as lines of size and path.
    Q_INVOKABLE QString readable(const QString &addition, const QString &text) const;

    bool isHarbor() const { return m_keys.contains(QStringLiteral("project_name")); }
    QString repository() const; ///< with the project
    QString reference() const { return m_keys.value(QStringLiteral("reference")); }
    QString digest() const; ///< empty until it is known
    QStringList tags() const;
    QString title() const; ///< the first tag, else the digest in short
    QStringList facts() const; ///< kind, platform, size, pushed, last pull
    /// Digests that Harbor lists as accessories and that may hold signatures; empty for a plain registry.
    QStringList signatureDigests() const;
    QStringList childDigests() const; ///< of an index: its images, as far as they are known
    QString state() const { return isHarbor() ? m_object.state() : m_content.state(); }
    QString errorText() const { return isHarbor() ? m_object.errorText() : m_content.errorText(); }
    /// Something that was looked at is not read, as reading it counts as a pull.
    bool asksToPull() const;
    QString scanText() const; ///< "scanned … by …", or why there is no result
    QString scanState() const; ///< "done", "failed", "running", "none"
    QVariantList scanCounts() const; ///< critical, high, medium, low, unknown; empty unless done
    QStringList additions() const; ///< texts that Harbor reads from a chart: "values.yaml", "readme.md"
    QVariantList pullCommands() const; ///< {tool, byTag, byDigest}; byTag is empty where there is no tag
    models::FindingsTable *findings() { return &m_findings; }
    models::SbomTable *sbom() { return &m_sbom; }
    models::AttachedTable *attached() { return &m_attached; }
    models::ImageContent *content() { return &m_content; }
    /// The artifact as the one row of a table, for what is done with rows; empty until it is read, and of no Harbor.
    models::TableModel *row() { return &m_row; }

signals:
    void changed();

private:
    harbor::Artifact artifact() const { return m_object.value().value<harbor::Artifact>(); }
    bool isKnown() const;
    bool isReadable(const QString &tab) const;
    void read(const QString &tab);
    void readAttached();
    void readContent();
    void readWaiting();
    void readSbom();
    void showRow();

    QPointer<Session> m_session;
    harbor::Params m_keys;
    QStringList m_looked;
    QStringList m_waiting; ///< tabs that need the digest, before it is known
    models::RemoteObject m_object;
    models::FindingsTable m_findings;
    models::SbomTable m_sbom;
    models::AttachedTable m_attached;
    models::ImageContent m_content;
    models::TableModel m_row;
};

} // namespace lotse::ui
