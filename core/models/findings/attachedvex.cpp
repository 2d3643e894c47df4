// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/findings/attachedvex.h"

#include "base/post.h"
#include "base/safetext.h"
#include "models/findings/workbenchcolumns.h"
#include "models/tables/kindtables.h"
#include "oci/attestation.h"

#include <QThreadPool>

#include <algorithm>

namespace lotse::models {

using namespace Qt::StringLiterals;
using findings::FindingSet;
using findings::Segment;

namespace {

constexpr qsizetype mostProblems = 100;
constexpr qsizetype mostNames = 20;

QString joined(QStringList names)
{
    names.removeDuplicates();
    const bool hasMore = names.size() > mostNames;
    names = names.mid(0, mostNames);
    return names.join(u", "_s) + (hasMore ? u", …"_s : QString());
}

Cell productsCell(const StatedRow &row)
{
    QStringList names;
    for (const findings::VexProduct &product : row.statement.products)
        names.append(product.package.isEmpty() ? product.name()
                                               : (product.package + u' ' + product.versions.join(u", "_s)).trimmed());
    Cell cell = Cell::plain(joined(names));
    QStringList all;
    for (const findings::VexProduct &product : row.statement.products.mid(0, mostNames))
        all.append(product.name());
    cell.tip = safetext::visible(all.join(u'\n'), true);
    return cell;
}

Cell findsCell(const StatedRow &row)
{
    if (row.isElsewhere)
        return {word(LOTSE_MSG("other images")), u"off"_s,
            word(LOTSE_MSG("It lists only other images, not the image that it is attached to.")), -1};
    if (row.findings < 0)
        return {word(LOTSE_MSG("unknown")), u"unknown"_s,
            word(LOTSE_MSG("The findings of this image are not in the local store.")), -2};
    if (row.findings == 0)
        return {word(LOTSE_MSG("nothing")), u"warning"_s,
            word(LOTSE_MSG("No finding of this image has this vulnerability in this package and version.")), 0};
    return {
        Message::counted(LOTSE_MSG_N("%Ln findings", "%Ln finding"), row.findings).text(), u"ok"_s, {}, row.findings};
}

QList<Column> statementColumns()
{
    return {column<StatedRow>(u"vulnerability"_s, LOTSE_MSG("Vulnerability"), ColumnKind::Mono, 180,
                [](const StatedRow &r) { return Cell::plain(joined(r.statement.vulnerabilities)); }),
        column<StatedRow>(u"status"_s, LOTSE_MSG("Status"), ColumnKind::Text, 120,
            [](const StatedRow &r) { return Cell::plain(stateText(r.statement.state).text()); }),
        column<StatedRow>(u"justification"_s, LOTSE_MSG("Justification"), ColumnKind::Text, 190,
            [](const StatedRow &r) {
                return Cell::plain(findings::justificationWord(r.statement.justification).replace(u'_', u' '));
            }),
        column<StatedRow>(u"products"_s, LOTSE_MSG("Products"), ColumnKind::Mono, 230, productsCell),
        column<StatedRow>(u"finds"_s, LOTSE_MSG("Finds in this image"), ColumnKind::State, 150, findsCell),
        column<StatedRow>(u"reason"_s, LOTSE_MSG("Reason"), ColumnKind::Text, 420,
            [](const StatedRow &r) { return Cell::plain(safetext::cell(r.statement.reason)); })};
}

/// The findings of one image by their canonical id.
struct Found {
    bool isKnown = false;
    QStringList digests; ///< of the image and its platforms
    QHash<QString, QList<findings::Occurrence>> byId;
};

Found foundIn(
    const findings::Context &context, const QString &registryId, const QString &repository, const QString &subject)
{
    Found out;
    out.digests.append(subject);
    if (!context.set)
        return out;
    for (const FindingSet::Part &part : context.set->parts()) {
        const Segment &segment = *part.segment;
        if (segment.registryId != registryId)
            continue;
        for (const Segment::Platform &platform : segment.platforms) {
            const QString digest = segment.text(Segment::Digest, platform.digest);
            const bool isIts =
                digest == subject || std::any_of(platform.images.begin(), platform.images.end(), [&](quint32 image) {
                    return segment.text(Segment::Digest, segment.images[image].digest) == subject;
                });
            if (!isIts || segment.text(Segment::Name, segment.repositories[platform.repository].name) != repository)
                continue;
            out.isKnown = out.isKnown || platform.scan == findings::ScanState::Done;
            out.digests.append(digest);
            for (quint32 row = platform.firstRow; row < platform.firstRow + platform.rowCount; ++row) {
                const findings::Occurrence one = context.set->occurrence(part.firstRow + row);
                out.byId[one.canonical].append(one);
            }
        }
    }
    return out;
}

void tell(StatedRow &row, const Found &found, const findings::Context &context, const QString &repository)
{
    const auto isHere = [&](const findings::VexProduct &product) {
        if (product.obstacle)
            return false;
        if (!product.digest.isEmpty())
            return found.digests.contains(product.digest);
        if (!product.repositoryUrl.isEmpty())
            return product.repositoryUrl.section(u'/', 1).compare(repository, Qt::CaseInsensitive) == 0;
        return product.imageName.isEmpty()
            || (u'/' + repository).endsWith(u'/' + product.imageName, Qt::CaseInsensitive);
    };
    const auto &products = row.statement.products;
    row.isElsewhere = std::none_of(products.begin(), products.end(), isHere);
    if (!found.isKnown || row.isElsewhere)
        return;
    row.findings = 0;
    QStringList ids;
    for (const QString &id : row.statement.vulnerabilities)
        ids.append(QString::fromUtf8(context.set->aliases().canonical(id.toUtf8())));
    ids.removeDuplicates();
    for (const QString &id : std::as_const(ids)) {
        for (const findings::Occurrence &one : found.byId.value(id)) {
            row.findings += std::any_of(products.begin(), products.end(),
                [&](const findings::VexProduct &product) { return isHere(product) && speaksOf(product, one); });
        }
    }
}

} // namespace

AttachedVex::AttachedVex(QObject *parent)
    : TableModel(parent)
{
    setColumns(statementColumns());
}

void AttachedVex::setSource(
    const oci::Client &client, const QString &repository, const QString &referrer, const QString &subject)
{
    m_client = client;
    m_repository = repository;
    m_referrer = referrer;
    m_subject = subject;
    setRows({});
    refresh();
}

void AttachedVex::setContext(const findings::Context &context, const QString &registryId)
{
    m_context = context;
    m_registryId = registryId;
    if (m_read)
        matchImage();
}

void AttachedVex::refresh()
{
    if (!m_client.transport())
        return;
    delete m_run;
    m_run = new QObject(this);
    setState(State::Loading);
    m_client.manifest(m_repository, m_referrer, m_run, [this](const Result<oci::Manifest> &manifest) {
        if (manifest)
            readBlob(*manifest);
        else
            came(manifest.error());
    });
}

void AttachedVex::readBlob(const oci::Manifest &manifest)
{
    if (manifest.layers.isEmpty()) {
        came(makeError(ErrorKind::Decode, LOTSE_MSG("The attachment is empty.")));
        return;
    }
    m_client.blob(
        m_repository, manifest.layers.first(), Limits::report(), m_run, [this](const Result<QByteArray> &bytes) {
            if (!bytes) {
                came(bytes.error());
                return;
            }
            const auto now = findings::Seconds(QDateTime::currentSecsSinceEpoch());
            QThreadPool::globalInstance()->start([this, bytes = *bytes, subject = m_subject, now, post = Post(m_run)] {
                post([this, read = decode(bytes, subject, now)] { came(read); });
            });
        });
}

Result<AttachedVex::Read> AttachedVex::decode(const QByteArray &bytes, const QString &subject, findings::Seconds now)
{
    Read out;
    out.bytes = bytes;
    if (const Result<oci::Attestation> attestation = oci::parseAttestation(bytes)) {
        out.signatures = attestation->signatures;
        out.namesSubject = std::any_of(attestation->subjects.begin(), attestation->subjects.end(),
            [&](const oci::Digest &digest) { return digest.text() == subject; });
        if (attestation->predicate.isEmpty())
            return makeError(ErrorKind::Decode, LOTSE_MSG("Unsupported attestation type: %1."),
                {attestation->predicateType.isEmpty() ? attestation->payloadType : attestation->predicateType});
        out.bytes = attestation->predicate;
    }
    Result<findings::VexDocument> document = findings::readVex(out.bytes, now);
    if (!document)
        return document.error();
    out.document = std::move(document).value();
    return out;
}

void AttachedVex::came(const Result<Read> &read)
{
    if (!read) {
        m_read.reset();
        m_bytes.clear();
        setState(State::Error, read.error());
        emit documentChanged();
        return;
    }
    m_read = *read;
    m_bytes = read->bytes;
    setAsOf(QDateTime::currentDateTimeUtc());
    matchImage();
    emit documentChanged();
}

void AttachedVex::matchImage()
{
    const quint64 turn = ++m_turn;
    QThreadPool::globalInstance()->start(
        [this, turn, context = m_context, registryId = m_registryId, repository = m_repository, subject = m_subject,
            statements = m_read->document.statements, post = Post(this)] {
            const Found found = foundIn(context, registryId, repository, subject);
            QList<Row> rows;
            for (const findings::VexStatement &statement : statements) {
                StatedRow one;
                one.statement = statement;
                tell(one, found, context, repository);
                Row row;
                row.key = QString::number(rows.size());
                row.record.value = QVariant::fromValue(one);
                rows.append(std::move(row));
            }
            post([this, turn, rows]() mutable {
                if (turn != m_turn)
                    return;
                setTotal(rows.size());
                setRows(std::move(rows));
                setState(loaded() ? State::Ready : State::Empty);
            });
        });
}

QString AttachedVex::format() const
{
    static const QStringList names{u"OpenVEX"_s, u"CycloneDX VEX"_s, u"CSAF VEX"_s};
    return m_read ? names.value(int(m_read->document.format)) : QString();
}

QString AttachedVex::author() const
{
    return m_read ? safetext::cell(m_read->document.author) : QString();
}

QString AttachedVex::documentId() const
{
    return m_read ? safetext::cell(m_read->document.id) : QString();
}

QDateTime AttachedVex::time() const
{
    return m_read && m_read->document.time != 0 ? QDateTime::fromSecsSinceEpoch(m_read->document.time, Qt::UTC)
                                                : QDateTime();
}

QString AttachedVex::standing() const
{
    if (!m_read || m_read->signatures < 0)
        return {};
    return Message::counted(LOTSE_MSG_N("in an attestation with %Ln signatures, not verified",
                                "in an attestation with %Ln signature, not verified"),
        m_read->signatures)
        .text();
}

QString AttachedVex::vulnerabilityOf(const QString &key) const
{
    return rowValue(key).value<StatedRow>().statement.vulnerabilities.value(0);
}

QStringList AttachedVex::problems() const
{
    QStringList out;
    if (!m_read)
        return out;
    if (!m_read->namesSubject)
        out.append(word(LOTSE_MSG("The attestation does not list the image that it is attached to.")));
    for (const Message &problem : m_read->document.problems.mid(0, mostProblems))
        out.append(safetext::cell(problem.text()));
    return out;
}

} // namespace lotse::models
