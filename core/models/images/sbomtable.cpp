// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/images/sbomtable.h"

#include "net/httperror.h"

#include <QThreadPool>

#include <algorithm>

namespace lotse::models {

using namespace Qt::StringLiterals;
using oci::SbomPackage;

SbomTable::SbomTable(QObject *parent)
    : TableModel(parent)
{
    setColumns({column<SbomPackage>(u"name"_s, LOTSE_MSG("Package"), ColumnKind::Text, 260,
                    [](const SbomPackage &p) { return Cell::plain(p.name); }),
        column<SbomPackage>(u"version"_s, LOTSE_MSG("Version"), ColumnKind::Mono, 160,
            [](const SbomPackage &p) { return Cell::plain(p.version); }),
        column<SbomPackage>(u"type"_s, LOTSE_MSG("Type"), ColumnKind::Text, 120,
            [](const SbomPackage &p) { return Cell::plain(p.type); }),
        column<SbomPackage>(u"licences"_s, LOTSE_MSG("Licences"), ColumnKind::Text, 220,
            [](const SbomPackage &p) { return Cell::plain(p.licences.join(u", "_s)); }),
        column<SbomPackage>(u"purl"_s, LOTSE_MSG("Package URL"), ColumnKind::Mono, 340,
            [](const SbomPackage &p) { return Cell::plain(p.purl); })});
}

void SbomTable::setSource(const harbor::Client &client, const harbor::Params &keys)
{
    m_harbor = client;
    m_oci = oci::Client(nullptr);
    m_keys = keys;
    m_keys.insert(u"addition"_s, u"sbom"_s);
    refresh();
}

void SbomTable::setSource(const oci::Client &client, const QString &repository, const QString &subject)
{
    m_harbor = harbor::Client(nullptr);
    m_oci = client;
    m_repository = repository;
    m_subject = subject;
    refresh();
}

QString SbomTable::format() const
{
    switch (m_sbom.format) {
    case oci::Sbom::Format::Spdx:
        return u"SPDX"_s;
    case oci::Sbom::Format::CycloneDx:
        return u"CycloneDX"_s;
    case oci::Sbom::Format::Unknown:
        break;
    }
    return {};
}

void SbomTable::refresh()
{
    if (!m_harbor.transport() && !m_oci.transport())
        return;
    delete m_run;
    m_run = new QObject(this);
    setState(State::Loading);
    if (m_harbor.transport())
        readFromHarbor();
    else
        listAttached();
}

Result<SbomTable::ReadSbom> SbomTable::decode(const QByteArray &bytes)
{
    Result<oci::Sbom> sbom = oci::parseSbom(bytes);
    if (!sbom)
        return sbom.error();
    return ReadSbom{std::move(sbom).value(), bytes};
}

void SbomTable::readFromHarbor()
{
    Result<Request> request = harbor::buildRequest(*harbor::endpoint("addition"), m_keys);
    if (!request) {
        came(request.error());
        return;
    }
    m_harbor.transport()->call<ReadSbom>(
        std::move(request).value(), m_run,
        [host = m_harbor.transport()->origin().authority()](const Response &response) -> Result<ReadSbom> {
            if (const Error error = requireJson(response, "GET", host))
                return error;
            return decode(response.body);
        },
        [this](const Result<ReadSbom> &read) { came(read); });
}

void SbomTable::listAttached()
{
    const Result<oci::Digest> subject = oci::Digest::parse(m_subject);
    if (!subject) {
        came(subject.error());
        return;
    }
    m_oci.referrers(m_repository, {.subject = *subject}, m_run, [this](const Result<oci::Referrers> &referrers) {
        if (referrers)
            readAttached(*referrers);
        else
            came(referrers.error());
    });
}

void SbomTable::readAttached(const oci::Referrers &referrers)
{
    const auto isSbom = [](const oci::Referrer &referrer) {
        return referrer.attachment == oci::Attachment::SpdxSbom || referrer.attachment == oci::Attachment::CycloneDxSbom
            || referrer.attachment == oci::Attachment::Sbom;
    };
    const auto found = std::find_if(referrers.rows.begin(), referrers.rows.end(), isSbom);
    if (found == referrers.rows.end()) {
        // With a list that has gaps "there is none" would be a guess.
        if (referrers.isComplete())
            setState(State::Empty, {}, {LOTSE_MSG("This artifact has no SBOM."), {}});
        else
            setState(State::Error, referrers.failures.first());
        return;
    }
    m_oci.manifest(m_repository, found->descriptor.digest.text(), m_run, [this](const Result<oci::Manifest> &manifest) {
        if (manifest)
            readBlob(*manifest);
        else
            came(manifest.error());
    });
}

void SbomTable::readBlob(const oci::Manifest &manifest)
{
    if (manifest.layers.isEmpty()) {
        setState(State::Empty, {}, {LOTSE_MSG("The attached SBOM is empty."), {}});
        return;
    }
    m_oci.blob(m_repository, manifest.layers.first(), Limits::report(), m_run, [this](const Result<QByteArray> &bytes) {
        if (!bytes) {
            came(bytes.error());
            return;
        }
        QThreadPool::globalInstance()->start(
            [this, bytes = *bytes, post = Post(m_run)] { post([this, read = decode(bytes)] { came(read); }); });
    });
}

void SbomTable::came(const Result<ReadSbom> &read)
{
    if (!read) {
        setState(State::Error, read.error());
        return;
    }
    m_sbom = read->sbom;
    m_bytes = read->bytes;
    QList<Row> rows;
    for (const SbomPackage &package : std::as_const(m_sbom.packages)) {
        Row row;
        row.key = QString::number(rows.size());
        row.record.value = QVariant::fromValue(package);
        rows.append(std::move(row));
    }
    m_sbom.packages.clear();
    setTotal(rows.size());
    setAsOf(QDateTime::currentDateTimeUtc());
    setRows(std::move(rows));
    setState(loaded() ? State::Ready : State::Empty);
    emit documentChanged();
}

} // namespace lotse::models
