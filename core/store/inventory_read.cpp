// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/artifactfacts.h"
#include "store/inventory.h"

namespace lotse::store {

// A row: repository, digest, remote, pushed_at, pulled_at, scannable, sum, facts. False where it is damaged.
static bool readArtifact(const Row &row, ArtifactRow &artifact)
{
    artifact.repository = row.text(0);
    artifact.digest = row.text(1);
    artifact.remoteId = row.integer(2);
    artifact.pushedAt = row.time(3);
    artifact.pulledAt = row.time(4);
    artifact.isScannable = row.integer(5) != 0;
    const QByteArrayView facts = row.view(7);
    return row.bytes(6) == artifactSum(artifact, facts) && unpackArtifact(facts, artifact);
}

Result<std::optional<ArtifactRow>> Inventory::artifact(
    qint64 registry, const QString &repository, const QString &digest)
{
    std::optional<ArtifactRow> out;
    const Result<void> read =
        m_database
            ->sql("SELECT r.name, a.digest, a.remote, a.pushed_at, a.pulled_at, a.scannable, a.sum, a.facts"
                  " FROM artifact a JOIN repository r ON r.id = a.repository"
                  " WHERE r.registry = ?1 AND r.name = ?2 AND a.digest = ?3")
            .with(registry, repository, digest)
            .each([&](const Row &row) {
                ArtifactRow artifact;
                if (readArtifact(row, artifact))
                    out = artifact;
            });
    if (!read)
        return read.error();
    return out;
}

Result<Inventory::Artifacts> Inventory::artifacts(qint64 account)
{
    Artifacts out;
    const Result<void> read =
        m_database
            ->sql("SELECT r.name, a.digest, a.remote, a.pushed_at, a.pulled_at, a.scannable, a.sum, a.facts, a.id"
                  " FROM artifact a JOIN repository r ON r.id = a.repository"
                  " JOIN sight s ON s.project = r.project AND s.account = ?1 AND s.gone_at IS NULL"
                  " WHERE a.gone_at IS NULL AND r.gone_at IS NULL")
            .with(account)
            .each([&](const Row &row) {
                ArtifactRow artifact;
                if (readArtifact(row, artifact))
                    out.rows.append(artifact);
                else
                    out.damaged.append(row.integer(8));
            });
    if (!read)
        return read.error();
    return out;
}

Result<void> Inventory::mend(const QList<qint64> &damaged)
{
    return m_database->write([&]() -> Result<void> {
        for (const qint64 id : damaged) {
            const Result<void> marked = m_database->sql("UPDATE artifact SET sum = x'' WHERE id = ?1").with(id).run();
            if (!marked)
                return marked;
        }
        return {};
    });
}

Result<Inventory::Gaps> Inventory::gaps(qint64 account)
{
    Gaps out;
    const Result<void> refused =
        m_database
            ->sql("SELECT p.name FROM sight s JOIN project p ON p.id = s.project"
                  " WHERE s.account = ?1 AND s.gone_at IS NULL AND s.refusal <> '' ORDER BY p.name")
            .with(account)
            .each([&](const Row &row) { out.refused.append(row.text(0)); });
    if (!refused)
        return refused.error();
    const Result<qint64> unseen = m_database
                                      ->sql("SELECT count(*) FROM sight WHERE account = ?1 AND gone_at IS NULL"
                                            " AND seen_at < (SELECT max(seen_at) FROM sight WHERE account = ?1)")
                                      .with(account)
                                      .integer();
    if (!unseen)
        return unseen.error();
    out.unseen = *unseen;
    const Result<qint64> sawAll = m_database->sql("SELECT saw_all FROM account WHERE id = ?1").with(account).integer(1);
    if (!sawAll)
        return sawAll.error();
    out.sawAll = *sawAll != 0;
    const Result<QList<WantedReport>> wanted = due(account);
    if (!wanted)
        return wanted.error();
    out.unread = wanted->size();
    return out;
}

} // namespace lotse::store
