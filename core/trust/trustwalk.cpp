// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "trust/trustwalk.h"

#include "trust/cosign.h"

namespace lotse::trust {

using namespace Qt::StringLiterals;

namespace {

constexpr int kAtOnce = 6;

// What surely is no signature, by what the registry says of it. That a signature is hidden so cannot be told.
bool isOther(oci::Attachment attachment)
{
    switch (attachment) {
    case oci::Attachment::SpdxSbom:
    case oci::Attachment::CycloneDxSbom:
    case oci::Attachment::Sbom:
    case oci::Attachment::OpenVex:
    case oci::Attachment::CycloneDxVex:
    case oci::Attachment::CsafVex:
        return true;
    default:
        return false;
    }
}

Limits limitsOf(const oci::Descriptor &descriptor)
{
    Limits limits = Limits::manifest();
    limits.body = descriptor.mediaType == mediatype::simpleSigning                           ? cap::payload
        : descriptor.mediaType == mediatype::jose || descriptor.mediaType == mediatype::cose ? cap::envelope
                                                                                             : cap::statement;
    return limits;
}

} // namespace

bool mayHoldSignature(const QString &accessoryType)
{
    return accessoryType != "sbom.harbor"_L1 && accessoryType != "accelerator.nydus"_L1;
}

TrustWalk::TrustWalk(oci::Client client, TrustQuestion question, QObject *context)
    : QObject(context)
    , m_client(std::move(client))
    , m_question(std::move(question))
{
    m_evidence.reference = m_question.reference;
    m_evidence.subject.host = m_question.host;
    m_evidence.subject.repository = m_question.repository;
}

void TrustWalk::start()
{
    const Result<oci::Digest> digest = oci::Digest::parse(m_question.target);
    if (!m_question.isQuiet || !digest) {
        readSubject();
        return;
    }
    m_evidence.subject.manifest.digest = *digest;
    findLists();
}

void TrustWalk::readSubject()
{
    m_client.manifest(m_question.repository, m_question.target, this, [this](const Result<oci::Manifest> &manifest) {
        if (!manifest) {
            deleteLater();
            onDone(manifest.error());
            return;
        }
        const bool isListed = m_evidence.subject.manifest.digest.isValid();
        m_evidence.subject.manifest = *manifest;
        if (isListed)
            readAttached();
        else
            findLists();
    });
}

void TrustWalk::findLists()
{
    m_lists = 3;
    findReferrers();
    findTag(u".sig"_s);
    findTag(u".att"_s);
    for (const oci::Digest &digest : std::as_const(m_question.accessories))
        add(digest, u"Harbor"_s);
}

void TrustWalk::findReferrers()
{
    m_client.referrers(m_question.repository, {.subject = m_evidence.subject.manifest.digest}, this,
        [this](const Result<oci::Referrers> &found) {
            if (!found) {
                m_evidence.failures.append(found.error());
            } else {
                m_evidence.failures += found->failures;
                for (const oci::Referrer &row : found->rows) {
                    if (isOther(row.attachment))
                        continue;
                    if (row.byApi)
                        add(row.descriptor.digest, u"referrers API"_s);
                    if (row.byTag)
                        add(row.descriptor.digest, u"referrers tag"_s);
                }
            }
            listed();
        });
}

void TrustWalk::findTag(const QString &suffix)
{
    const QString tag = QString::fromLatin1(m_evidence.subject.manifest.digest.fallbackTag()) + suffix;
    if (m_question.isQuiet) {
        findTagQuietly(tag);
        return;
    }
    m_client.manifest(m_question.repository, tag, this, [this, tag](const Result<oci::Manifest> &manifest) {
        if (manifest) {
            add(manifest->digest, u"tag "_s + tag);
            for (qsizetype i = 0; i < m_evidence.attached.size(); ++i) {
                if (m_evidence.attached[i].digest == manifest->digest)
                    m_evidence.attached[i].manifest = *manifest;
            }
        } else if (manifest.error().status != 404) {
            m_evidence.failures.append(manifest.error());
        }
        listed();
    });
}

void TrustWalk::findTagQuietly(const QString &tag)
{
    m_client.head(m_question.repository, tag, this, [this, tag](const Result<oci::Descriptor> &found) {
        Error failure;
        if (found && found->digest.isValid()) {
            add(found->digest, u"tag "_s + tag);
        } else if (found) {
            failure.kind = ErrorKind::Decode;
            failure.message = {LOTSE_MSG("The registry returned no digest for %1."), {tag}};
        } else if (found.error().status != 404) {
            failure = found.error();
        }
        if (failure)
            m_evidence.failures.append(failure);
        listed();
    });
}

void TrustWalk::add(const oci::Digest &digest, const QString &foundBy)
{
    if (!digest.isValid() || digest == m_evidence.subject.manifest.digest)
        return;
    for (AttachedManifest &known : m_evidence.attached) {
        if (known.digest != digest)
            continue;
        if (!known.foundBy.contains(foundBy))
            known.foundBy.append(foundBy);
        return;
    }
    AttachedManifest fresh;
    fresh.digest = digest;
    fresh.foundBy.append(foundBy);
    m_evidence.attached.append(fresh);
}

void TrustWalk::listed()
{
    if (--m_lists > 0)
        return;
    // Signatures, attestations and whatever does not say what it is: more than can be looked at.
    if (m_evidence.attached.size() > 2 * cap::signatures) {
        m_evidence.isTooMuch = true;
        finish();
        return;
    }
    if (m_evidence.subject.manifest.raw.isEmpty() && m_evidence.attached.isEmpty())
        finish();
    else if (m_evidence.subject.manifest.raw.isEmpty())
        readSubject();
    else
        readAttached();
}

void TrustWalk::readAttached()
{
    for (qsizetype i = 0; i < m_evidence.attached.size(); ++i)
        m_tasks.append(Task{i, -1});
    fetchNext();
}

void TrustWalk::fetchNext()
{
    while (m_inFlight < kAtOnce && !m_tasks.isEmpty() && !m_evidence.isTooMuch) {
        const Task task = m_tasks.takeFirst();
        if (task.blob < 0)
            fetch(task.manifest);
        else
            fetchBlob(task.manifest, task.blob);
    }
    if (m_inFlight == 0)
        finish();
}

void TrustWalk::fetch(qsizetype index)
{
    AttachedManifest &attached = m_evidence.attached[index];
    if (attached.manifest.digest.isValid()) {
        takeManifest(index, attached.manifest);
        return;
    }
    ++m_inFlight;
    m_client.manifest(
        m_question.repository, attached.digest.text(), this, [this, index](const Result<oci::Manifest> &manifest) {
            --m_inFlight;
            takeManifest(index, manifest);
            fetchNext();
        });
}

void TrustWalk::takeManifest(qsizetype index, const Result<oci::Manifest> &manifest)
{
    AttachedManifest &attached = m_evidence.attached[index];
    if (!manifest) {
        attached.failure = manifest.error();
        return;
    }
    attached.manifest = *manifest;
    for (const oci::Descriptor &layer : std::as_const(attached.manifest.layers)) {
        if (!holdsSignature(attached.manifest, layer))
            continue;
        if (++m_blobs > cap::signatures) {
            m_evidence.isTooMuch = true;
            return;
        }
        AttachedBlob blob;
        blob.descriptor = layer;
        m_tasks.append(Task{index, attached.blobs.size()});
        attached.blobs.append(blob);
    }
}

void TrustWalk::fetchBlob(qsizetype index, qsizetype blob)
{
    ++m_inFlight;
    const oci::Descriptor descriptor = m_evidence.attached[index].blobs[blob].descriptor;
    m_client.blob(m_question.repository, descriptor, limitsOf(descriptor), this,
        [this, index, blob](const Result<QByteArray> &bytes) {
            --m_inFlight;
            AttachedBlob &target = m_evidence.attached[index].blobs[blob];
            if (bytes)
                target.bytes = *bytes;
            else
                target.failure = bytes.error();
            fetchNext();
        });
}

void TrustWalk::finish()
{
    deleteLater();
    onDone(std::move(m_evidence));
}

} // namespace lotse::trust
