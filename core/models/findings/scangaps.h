// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "findings/findingset.h"
#include "harbor/artifact.h"
#include "models/kinds/kinds.h"
#include "models/tables/joinedtable.h"

#include <QTimer>

#include <optional>

namespace lotse::models {

/// What the local store knows of the scan of an artifact, from the last sync.
struct KeptScan {
    ScanState::Kind kind = ScanState::Kind::Unknown;
    QDateTime at; ///< when the oldest of its reports was made
    QDateTime readAt; ///< when that was read from the registry
};
/// The images of a registry by "repository@digest"; none where it was not synced. Any thread.
QHash<QString, KeptScan> keptScans(const findings::FindingSet &set, const QString &registryId);

/**
 * What a scan has not covered: of every artifact that can be scanned, over all projects, what became of the scan. The
 * list is cheap; the scan costs the server tens of milliseconds an artifact, so that a registry with more than 500 of
 * them is looked at as a whole only after lookAtAll(), and else where the rows are in view. The worst comes first, then
 * what was pulled last. What the local store knows is shown at once, and asked anew after that. `only`: "gaps" (all of
 * the following), "failed", "none" (not scanned), "old" (30 days), "running".
 */
class ScanGaps : public JoinedTable {
    Q_OBJECT
    Q_PROPERTY(qint64 looked READ looked NOTIFY lookedChanged)
    Q_PROPERTY(qint64 artifacts READ artifacts NOTIFY stateChanged)
    Q_PROPERTY(bool looksAtAll READ looksAtAll NOTIFY lookedChanged)
public:
    explicit ScanGaps(QObject *parent = nullptr);

    Place placeOf(const QString &key) const override;
    /// Asks for every row; stop() goes back to those in view.
    Q_INVOKABLE void lookAtAll();
    Q_INVOKABLE void stop();
    qint64 looked() const { return m_states.size(); } ///< rows whose scan was asked for
    /// What is shown until the registry has answered.
    void setKept(const QHash<QString, KeptScan> &kept);
    qint64 artifacts() const { return allRows().size(); }
    bool looksAtAll() const { return m_all; }

signals:
    void lookedChanged();

protected:
    QList<JoinedPart> parts() const override;
    QList<Row> build(const JoinedSource &parts) override;
    QStringList choices() const override;
    bool isShown(const Row &row, const QString &only) const override;
    bool asksAll() const override { return m_all; }
    QList<Question> questions(const Row &row) const override;
    void answered(const QString &key, const QString &name, const Result<harbor::Page> &page) override;

private:
    struct Known {
        harbor::Artifact artifact;
        ScanState scan; ///< of the artifact
        Error error;
    };
    Cell stateCell(const Row &row) const;
    Cell scanWord(const ScanState &scan) const;

    /// The kind and the time of a scan, as the registry says, or else the store; null where neither does.
    std::optional<ScanState> scanOf(const QString &key) const;
    const KeptScan *keptOf(const QString &key) const; ///< null where the registry has answered

    QHash<QString, Known> m_states;
    QHash<QString, KeptScan> m_kept;
    bool m_all = false;
    bool m_foundGaps = false; ///< since the rows were shown last
    QTimer m_later; ///< shows what was found
};

} // namespace lotse::models
