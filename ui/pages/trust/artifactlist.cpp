// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "artifactlist.h"

#include "harbor/artifact.h"
#include "models/tables/kindtables.h"
#include "models/trust/trustanswer.h"
#include "trust/keptevidence.h"
#include "trust/listedartifact.h"

using namespace Qt::StringLiterals;

namespace lotse::ui {

void ArtifactList::setApp(Application *app)
{
    if (m_app == app)
        return;
    if (m_triage)
        disconnect(m_triage, nullptr, this, nullptr);
    m_app = app;
    m_triage = app ? app->services().triage : nullptr;
    if (m_triage) {
        connect(m_triage, &FindingsService::changed, this, [this] {
            for (const models::Row &row : rows())
                touchRow(row.key);
        });
    }
    emit appChanged();
}

QList<models::Column> ArtifactList::columns() const
{
    QList<models::Column> out = ResourceList::columns();
    for (models::Column &column : out) {
        if (column.id == "signature"_L1)
            column.cell = [this, plain = column.cell](const models::Row &row) { return verdictCell(row, plain); };
    }
    return out;
}

models::Cell ArtifactList::verdictCell(
    const models::Row &row, const std::function<models::Cell(const models::Row &)> &plain) const
{
    const auto *artifact = models::recordOf<harbor::Artifact>(row);
    const Session *registry = session();
    const RegistryTrust *trust = m_triage && registry && m_triage->view().trust
        ? m_triage->view().trust->find(registry->account().registryId)
        : nullptr;
    const store::KeptVerdict *verdict =
        artifact && trust ? trust->find(artifact->repositoryName, artifact->digest) : nullptr;
    if (!verdict)
        return plain(row);
    if (row.enriched) {
        if (trust::listedMark(trust::signatureDigests(*artifact)) != verdict->listed) {
            models::Cell cell = models::signCell(findings::SignState::Unverified);
            cell.tip =
                models::word(LOTSE_MSG("The attached signatures have changed since the verification: verify again."));
            return cell;
        }
    }
    const QDateTime now = m_app->services().clock->now();
    models::Cell cell = models::keptCell(trust->state(verdict, now), verdict->reason,
        models::reasonSentence(verdict->reason, verdict->detail), verdict->checkedAt);
    models::SignCounts children;
    for (const findings::SignState state : trust->children(verdict->repository, trust::imageDigests(*artifact), now))
        children.add(state);
    if (children.total() > 0) {
        cell.text = Message{LOTSE_MSG("%1, images: %2 of %3 trusted"),
            {cell.text, QString::number(children.of(findings::SignState::Trusted)), QString::number(children.total())}}
                        .text();
        cell.tip = cell.tip + u' ' + models::childrenText(children);
    }
    for (const store::TagReturn &back : trust->returns) {
        if (back.repository == verdict->repository && back.digest == verdict->digest)
            cell.tip = models::returnText(back) + u' ' + cell.tip;
    }
    return cell;
}

} // namespace lotse::ui
