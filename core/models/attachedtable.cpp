// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/attachedtable.h"

#include "models/kindtables.h"

namespace lotse::models {

using namespace Qt::StringLiterals;
using oci::Attachment;
using oci::Referrer;

static const char *whatItIs(Attachment attachment)
{
    switch (attachment) {
    case Attachment::CosignSignature:
        return LOTSE_MSG("Cosign signature");
    case Attachment::NotationSignature:
        return LOTSE_MSG("Notation signature");
    case Attachment::SigstoreBundle:
        return LOTSE_MSG("Sigstore bundle (signature or attestation)");
    case Attachment::Attestation:
        return LOTSE_MSG("Attestation");
    case Attachment::SpdxSbom:
        return LOTSE_MSG("SBOM (SPDX)");
    case Attachment::CycloneDxSbom:
        return LOTSE_MSG("SBOM (CycloneDX)");
    case Attachment::Sbom:
        return LOTSE_MSG("SBOM");
    case Attachment::ReferrerIndex:
        return LOTSE_MSG("List of attachments");
    case Attachment::Other:
        break;
    }
    return LOTSE_MSG("Other");
}

// A Sigstore bundle may hold an attestation, but is signed either way.
static bool isSignature(Attachment attachment)
{
    return attachment == Attachment::CosignSignature || attachment == Attachment::NotationSignature
        || attachment == Attachment::SigstoreBundle;
}

static QString listedBy(const Referrer &referrer)
{
    return referrer.byApi && referrer.byTag ? word(LOTSE_MSG("API and tag"))
        : referrer.byApi                    ? word(LOTSE_MSG("API"))
                                            : word(LOTSE_MSG("tag"));
}

AttachedTable::AttachedTable(QObject *parent)
    : TableModel(parent)
{
    setColumns({column<Referrer>(u"what"_s, LOTSE_MSG("What"), ColumnKind::Text, 260,
                    [](const Referrer &r) {
                        const QString indent =
                            r.depth > 1 ? QString((r.depth - 1) * 3, u' ') + u"\u2514 "_s : QString();
                        return Cell::plain(indent + word(whatItIs(r.attachment)));
                    }),
        column<Referrer>(u"standing"_s, LOTSE_MSG("Standing"), ColumnKind::Text, 210,
            [](const Referrer &r) {
                return Cell::plain(isSignature(r.attachment) ? word(LOTSE_MSG("signature attached, not verified"))
                                                             : word(LOTSE_MSG("attached, not verified")));
            }),
        column<Referrer>(u"type"_s, LOTSE_MSG("Artifact type"), ColumnKind::Mono, 330,
            [](const Referrer &r) {
                return Cell::plain(
                    r.descriptor.artifactType.isEmpty() ? r.descriptor.mediaType : r.descriptor.artifactType);
            }),
        column<Referrer>(u"digest"_s, LOTSE_MSG("Digest"), ColumnKind::Digest, 190,
            [](const Referrer &r) { return Cell::digest(r.descriptor.digest.text()); }),
        column<Referrer>(u"size"_s, LOTSE_MSG("Manifest size"), ColumnKind::Size, 100,
            [](const Referrer &r) { return Cell::size(r.descriptor.size); }),
        column<Referrer>(u"by"_s, LOTSE_MSG("Listed by"), ColumnKind::Text, 110,
            [](const Referrer &r) { return Cell::plain(listedBy(r)); })});
}

void AttachedTable::setSource(const oci::Client &client, const QString &repository, const QString &subject)
{
    m_client = client;
    m_repository = repository;
    m_subject = subject;
    setRows({});
    refresh();
}

void AttachedTable::refresh()
{
    if (!m_client.transport())
        return;
    delete m_run;
    m_run = new QObject(this);
    const Result<oci::Digest> subject = oci::Digest::parse(m_subject);
    if (!subject) {
        setState(State::Error, subject.error());
        return;
    }
    setState(State::Loading);
    m_client.referrers(m_repository, {.subject = *subject, .depth = 2}, m_run,
        [this](const Result<oci::Referrers> &referrers) { came(referrers); });
}

void AttachedTable::came(const Result<oci::Referrers> &referrers)
{
    if (!referrers) {
        setState(State::Error, referrers.error());
        return;
    }
    QList<Row> rows;
    for (Referrer referrer : referrers->rows) {
        if (referrer.attachment == Attachment::Other)
            referrer.attachment = m_known.value(referrer.descriptor.digest.text(), Attachment::Other);
        Row row;
        row.key = referrer.descriptor.digest.text();
        row.parent = referrer.subject.text();
        row.record.value = QVariant::fromValue(referrer);
        rows.append(std::move(row));
    }
    setTotal(rows.size());
    setAsOf(QDateTime::currentDateTimeUtc());
    setRows(std::move(rows));
    if (!referrers->isComplete())
        setState(State::Partial, referrers->failures.first(),
            {LOTSE_MSG("Not everything could be read, so more may be attached: %1"),
                {referrers->failures.first().text()}});
    else
        setState(loaded() ? State::Ready : State::Empty);
}

} // namespace lotse::models
