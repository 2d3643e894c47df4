// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/images/attachedtable.h"

#include "base/safetext.h"
#include "models/tables/kindtables.h"
#include "models/trust/signaturetable.h"

namespace lotse::models {

using namespace Qt::StringLiterals;
using oci::Attachment;
using oci::Referrer;

static constexpr qsizetype mostLooks = 20;

static const char *idOf(Attachment attachment)
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
    case Attachment::OpenVex:
        return LOTSE_MSG("VEX (OpenVEX)");
    case Attachment::CycloneDxVex:
        return LOTSE_MSG("VEX (CycloneDX)");
    case Attachment::CsafVex:
        return LOTSE_MSG("VEX (CSAF)");
    case Attachment::ReferrerIndex:
        return LOTSE_MSG("Attachment list");
    case Attachment::Other:
        break;
    }
    return LOTSE_MSG("Other");
}

// What an attestation states, for the predicates that people know by a name.
static const char *whatIsStated(const QString &predicateType)
{
    struct Known {
        QLatin1StringView start;
        const char *name;
    };
    static const Known known[]{{"https://openvex.dev/ns"_L1, LOTSE_MSG("Attestation: VEX (OpenVEX)")},
        {"https://docs.oasis-open.org/csaf"_L1, LOTSE_MSG("Attestation: VEX (CSAF)")},
        {"https://slsa.dev/provenance"_L1, LOTSE_MSG("Attestation: provenance (SLSA)")},
        {"https://spdx.dev/Document"_L1, LOTSE_MSG("Attestation: SBOM (SPDX)")},
        {"https://cyclonedx.org/vex"_L1, LOTSE_MSG("Attestation: VEX (CycloneDX)")},
        {"https://cyclonedx.org/"_L1, LOTSE_MSG("Attestation: SBOM or VEX (CycloneDX)")},
        {"https://cosign.sigstore.dev/attestation/vuln"_L1, LOTSE_MSG("Attestation: scan report")},
        {"https://sigstore.dev/cosign/sign/"_L1, LOTSE_MSG("Sigstore bundle (signature)")}};
    for (const Known &one : known) {
        if (predicateType.startsWith(one.start))
            return one.name;
    }
    return nullptr;
}

QString attachmentText(const Referrer &referrer)
{
    const char *stated = whatIsStated(referrer.predicateType);
    return word(stated ? stated : idOf(referrer.attachment));
}

QHash<QString, Attachment> knownAttachments(const harbor::Artifact &artifact)
{
    QHash<QString, Attachment> known;
    for (const harbor::Accessory &accessory : artifact.accessories) {
        if (accessory.type == "signature.cosign"_L1)
            known.insert(accessory.digest, Attachment::CosignSignature);
        else if (accessory.type == "signature.notation"_L1)
            known.insert(accessory.digest, Attachment::NotationSignature);
        else if (accessory.type == "sbom.harbor"_L1)
            known.insert(accessory.digest, Attachment::Sbom);
    }
    return known;
}

Referrer knownReferrer(Referrer referrer, const QHash<QString, Attachment> &known)
{
    if (referrer.attachment == Attachment::Other)
        referrer.attachment = known.value(referrer.descriptor.digest.text(), Attachment::Other);
    return referrer;
}

static bool isAttestation(const Referrer &referrer)
{
    return referrer.attachment == Attachment::Attestation || referrer.attachment == Attachment::SigstoreBundle;
}

// A Sigstore bundle may hold an attestation, but is signed either way.
static bool isSignature(const Referrer &referrer)
{
    const Attachment attachment = referrer.attachment;
    if (attachment == Attachment::SigstoreBundle && !referrer.predicateType.isEmpty())
        return referrer.predicateType.startsWith("https://sigstore.dev/cosign/sign/"_L1);
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
    setColumns({column<Referrer>(u"what"_s, LOTSE_MSG("Type"), ColumnKind::Text, 260,
                    [](const Referrer &r) {
                        const QString indent =
                            r.depth > 1 ? QString((r.depth - 1) * 3, u' ') + u"\u2514 "_s : QString();
                        Cell cell = Cell::plain(indent + attachmentText(r));
                        if (!r.predicateType.isEmpty())
                            cell.tip = safetext::cell(r.predicateType);
                        return cell;
                    }),
        column<Referrer>(u"standing"_s, LOTSE_MSG("Status"), ColumnKind::Text, 210,
            [this](const Referrer &r) {
                const auto verdict = m_verdicts.constFind(r.descriptor.digest.text());
                if (verdict != m_verdicts.cend())
                    return Cell::plain(verdictCell(*verdict).text);
                return Cell::plain(isSignature(r) ? word(LOTSE_MSG("signature attached, not verified"))
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
        column<Referrer>(u"by"_s, LOTSE_MSG("Source"), ColumnKind::Text, 110,
            [](const Referrer &r) { return Cell::plain(listedBy(r)); })});
}

void AttachedTable::setVerdicts(const QHash<QString, QString> &states)
{
    m_verdicts = states;
    for (const Row &row : rows())
        touchRow(row.key);
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
    m_untold.clear();
    for (const Referrer &listed : referrers->rows) {
        const Referrer referrer = knownReferrer(listed, m_known);
        Row row;
        row.key = referrer.descriptor.digest.text();
        row.parent = referrer.subject.text();
        row.record.value = QVariant::fromValue(referrer);
        if (isAttestation(referrer) && referrer.predicateType.isEmpty() && m_untold.size() < mostLooks)
            m_untold.append(row.key);
        rows.append(std::move(row));
    }
    setTotal(rows.size());
    setAsOf(QDateTime::currentDateTimeUtc());
    setRows(std::move(rows));
    if (!referrers->isComplete())
        setState(State::Partial, referrers->failures.first(),
            {LOTSE_MSG("Some attachments could not be read: %1"), {referrers->failures.first().text()}});
    else
        setState(loaded() ? State::Ready : State::Empty);
    askPredicates();
}

void AttachedTable::askPredicates()
{
    if (m_untold.isEmpty())
        return;
    const QString key = m_untold.takeFirst();
    m_client.manifest(m_repository, key, m_run, [this, key](const Result<oci::Manifest> &manifest) {
        if (!manifest && oci::PullGuard::isRefusal(manifest.error())) {
            setState(State::Partial, manifest.error(),
                {LOTSE_MSG("The attestations could not be loaded: %1"), {manifest.error().text()}});
            return;
        }
        auto referrer = rowValue(key).value<Referrer>();
        if (manifest && referrer.descriptor.digest.isValid()) {
            referrer.predicateType = oci::predicateTypeOf(manifest->annotations);
            if (referrer.predicateType.isEmpty() && !manifest->layers.isEmpty())
                referrer.predicateType = oci::predicateTypeOf(manifest->layers.first().annotations);
            if (!referrer.predicateType.isEmpty())
                updateRow(key, {QVariant::fromValue(referrer), {}});
        }
        askPredicates();
    });
}

bool AttachedTable::isVex(const QString &key) const
{
    return rowValue(key).value<Referrer>().isVex();
}

} // namespace lotse::models
