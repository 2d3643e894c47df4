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

static Result<Inventory::Artifacts> readArtifacts(Statement &statement)
{
    Inventory::Artifacts out;
    const Result<void> read = statement.each([&](const Row &row) {
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

Result<Inventory::Artifacts> Inventory::artifacts(qint64 account)
{
    // What came from files is nobody's in particular.
    return readArtifacts(
        m_database
            ->sql("SELECT r.name, a.digest, a.remote, a.pushed_at, a.pulled_at, a.scannable, a.sum, a.facts, a.id"
                  " FROM artifact a NOT INDEXED CROSS JOIN repository r ON r.id = a.repository"
                  " WHERE (r.project IN (SELECT project FROM sight WHERE account = ?1 AND gone_at IS NULL)"
                  " OR (a.remote = 0 AND r.project IN (SELECT s.project FROM sight s JOIN account c ON c.id = s.account"
                  " WHERE s.gone_at IS NULL AND c.identity = 'files'"
                  " AND c.registry = (SELECT registry FROM account WHERE id = ?1))))"
                  " AND a.gone_at IS NULL AND r.gone_at IS NULL")
            .with(account));
}

Result<Inventory::Artifacts> Inventory::allArtifacts(qint64 registry)
{
    return readArtifacts(
        m_database
            ->sql("SELECT r.name, a.digest, a.remote, a.pushed_at, a.pulled_at, a.scannable, a.sum, a.facts, a.id"
                  " FROM artifact a NOT INDEXED CROSS JOIN repository r ON r.id = a.repository"
                  " WHERE r.registry = ?1 AND (r.project IN (SELECT s.project FROM sight s JOIN account c"
                  " ON c.id = s.account WHERE s.gone_at IS NULL AND c.identity <> 'files')"
                  " OR (a.remote = 0 AND r.project IN (SELECT s.project FROM sight s JOIN account c"
                  " ON c.id = s.account WHERE s.gone_at IS NULL AND c.identity = 'files')))"
                  " AND a.gone_at IS NULL AND r.gone_at IS NULL")
            .with(registry));
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
            ->sql("SELECT p.name, s.refusal FROM sight s JOIN project p ON p.id = s.project"
                  " WHERE s.account = ?1 AND s.gone_at IS NULL AND s.refusal <> '' ORDER BY p.name")
            .with(account)
            .each([&](const Row &row) {
                out.refused.append(row.text(0));
                out.reasons.insert(row.text(0), row.text(1));
            });
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

Result<Inventory::Gaps> Inventory::allGaps(qint64 registry)
{
    Gaps out;
    QList<qint64> accounts;
    const Result<void> listed =
        m_database->sql("SELECT id, saw_all FROM account WHERE registry = ?1").with(registry).each([&](const Row &row) {
            accounts.append(row.integer(0));
            out.sawAll = out.sawAll && row.integer(1) != 0;
        });
    if (!listed)
        return listed.error();
    // A project is read whole where one of those that see it could read it.
    const Result<void> projects =
        m_database
            ->sql("SELECT p.name, min(s.refusal IS NOT NULL AND s.refusal <> ''),"
                  " min(s.seen_at < (SELECT max(o.seen_at) FROM sight o WHERE o.account = s.account)), max(s.refusal)"
                  " FROM sight s JOIN project p ON p.id = s.project JOIN account c ON c.id = s.account"
                  " WHERE c.registry = ?1 AND s.gone_at IS NULL GROUP BY p.id ORDER BY p.name")
            .with(registry)
            .each([&](const Row &row) {
                if (row.integer(1) != 0) {
                    out.refused.append(row.text(0));
                    out.reasons.insert(row.text(0), row.text(3));
                }
                out.unseen += row.integer(2);
            });
    if (!projects)
        return projects.error();
    QSet<QString> unread;
    for (const qint64 account : std::as_const(accounts)) {
        const Result<QList<WantedReport>> wanted = due(account);
        if (!wanted)
            return wanted.error();
        for (const WantedReport &one : *wanted)
            unread.insert(one.digest);
    }
    out.unread = unread.size();
    return out;
}

} // namespace lotse::store
