// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/truststore.h"

#include "store/packing.h"

#include <QFileInfo>

#include <algorithm>

namespace lotse::store {

using namespace Qt::StringLiterals;

namespace {

// "LoTr"
constexpr qint64 kTrustId = 0x4c6f5472;
constexpr quint64 kVerdictFormat = 1;

quint64 secondsOf(const QDateTime &time)
{
    return time.isValid() ? quint64(time.toSecsSinceEpoch()) : 0;
}

QDateTime timeOf(quint64 seconds)
{
    return seconds == 0 ? QDateTime() : QDateTime::fromSecsSinceEpoch(qint64(seconds), Qt::UTC);
}

void packTexts(Packer &packer, const QStringList &texts)
{
    packer.number(quint64(texts.size()));
    for (const QString &text : texts)
        packer.text(text.toUtf8());
}

QString textOf(Unpacker &unpacker)
{
    return QString::fromUtf8(unpacker.text());
}

QStringList textsOf(Unpacker &unpacker)
{
    QStringList out;
    const quint64 count = unpacker.number();
    for (quint64 i = 0; i < count && unpacker.ok(); ++i)
        out.append(textOf(unpacker));
    return out;
}

QByteArray packed(const KeptVerdict &verdict)
{
    Packer packer;
    packer.number(kVerdictFormat);
    for (const QString &text : {verdict.state, verdict.reason, verdict.detail, verdict.rule})
        packer.text(text.toUtf8());
    packer.number(verdict.isPartial ? 1 : 0).text(verdict.listed).text(verdict.policy).text(verdict.trustStore);
    for (const QDateTime &time : {verdict.checkedAt, verdict.dueAt, verdict.retryAt, verdict.lostAt})
        packer.number(secondsOf(time));
    for (const QStringList &texts : {verdict.attached, verdict.lost, verdict.attested, verdict.vouched})
        packTexts(packer, texts);
    packer.number(quint64(verdict.signers.size()));
    for (const KeptSigner &signer : verdict.signers) {
        for (const QString &text : {signer.id, signer.name, signer.kind, signer.algorithm, signer.state})
            packer.text(text.toUtf8());
        packer.number(signer.isAttestation ? 1 : 0).number(secondsOf(signer.notAfter));
    }
    return packer.bytes();
}

bool unpacked(QByteArrayView bytes, KeptVerdict &verdict)
{
    Unpacker unpacker(bytes);
    if (unpacker.number() != kVerdictFormat)
        return false;
    for (QString *text : {&verdict.state, &verdict.reason, &verdict.detail, &verdict.rule})
        *text = textOf(unpacker);
    verdict.isPartial = unpacker.number() != 0;
    for (QByteArray *mark : {&verdict.listed, &verdict.policy, &verdict.trustStore})
        *mark = unpacker.text().toByteArray();
    for (QDateTime *time : {&verdict.checkedAt, &verdict.dueAt, &verdict.retryAt, &verdict.lostAt})
        *time = timeOf(unpacker.number());
    for (QStringList *texts : {&verdict.attached, &verdict.lost, &verdict.attested, &verdict.vouched})
        *texts = textsOf(unpacker);
    const quint64 count = unpacker.number();
    for (quint64 i = 0; i < count && unpacker.ok(); ++i) {
        KeptSigner signer;
        for (QString *text : {&signer.id, &signer.name, &signer.kind, &signer.algorithm, &signer.state})
            *text = textOf(unpacker);
        signer.isAttestation = unpacker.number() != 0;
        signer.notAfter = timeOf(unpacker.number());
        verdict.signers.append(signer);
    }
    return unpacker.ok() && unpacker.atEnd();
}

// The places of the row are part of it: a row that was moved to another digest is damaged.
QByteArray sumOf(const QString &place, const QString &repository, const QString &digest, QByteArrayView facts)
{
    return checksum({place.toUtf8(), repository.toUtf8(), digest.toUtf8(), facts});
}

// Columns: repository, digest, sum, facts.
bool read(const QString &place, const Row &row, KeptVerdict &verdict)
{
    verdict.repository = row.text(0);
    verdict.digest = row.text(1);
    return row.view(2) == sumOf(place, verdict.repository, verdict.digest, row.view(3))
        && unpacked(row.view(3), verdict);
}

} // namespace

Plan trustPlan(const QString &cachePath)
{
    Plan plan;
    plan.path = QFileInfo(cachePath).absolutePath() + u"/trust.db"_s;
    plan.applicationId = kTrustId;
    plan.migrations = {{
        "PRAGMA application_id = 0x4c6f5472",
        "CREATE TABLE verdict(place TEXT NOT NULL, repository TEXT NOT NULL, digest TEXT NOT NULL,"
        " sum BLOB NOT NULL, facts BLOB NOT NULL, json BLOB NOT NULL, evidence BLOB NOT NULL, body_sum BLOB NOT NULL,"
        " PRIMARY KEY(place, repository, digest))",
        // Each set of attached digests that an artifact was seen with.
        "CREATE TABLE attached(place TEXT NOT NULL, repository TEXT NOT NULL, digest TEXT NOT NULL,"
        " at INTEGER NOT NULL, members TEXT NOT NULL, PRIMARY KEY(place, repository, digest, at))",
        "PRAGMA user_version = 1",
    }};
    return plan;
}

qsizetype KeptVerdict::count(const QString &which) const
{
    return std::count_if(signers.begin(), signers.end(),
        [&](const KeptSigner &signer) { return !signer.isAttestation && signer.state == which; });
}

Result<void> TrustStore::keepSet(const QString &place, KeptVerdict &verdict)
{
    const Result<std::optional<KeptVerdict>> before = this->verdict(place, verdict.repository, verdict.digest);
    if (!before)
        return before.error();
    QStringList known;
    const Result<void> asked =
        m_database
            ->sql("SELECT members FROM attached WHERE place = ?1 AND repository = ?2 AND digest = ?3"
                  " ORDER BY at DESC LIMIT 1")
            .with(place, verdict.repository, verdict.digest)
            .each([&](const Row &row) { known = row.text(0).split(u' ', Qt::SkipEmptyParts); });
    if (!asked)
        return asked;
    // What went away once is told until it is there again.
    QStringList lost = *before ? (*before)->lost : QStringList();
    for (const QString &digest : std::as_const(known)) {
        if (!verdict.isPartial && !verdict.attached.contains(digest) && !lost.contains(digest))
            lost.append(digest);
    }
    lost.removeIf([&](const QString &digest) { return verdict.attached.contains(digest); });
    const bool isNew = *before ? lost.size() > (*before)->lost.size() : !lost.isEmpty();
    verdict.lost = lost;
    verdict.lostAt = lost.isEmpty() ? QDateTime() : isNew || !*before ? verdict.checkedAt : (*before)->lostAt;
    if (verdict.isPartial || verdict.attached == known)
        return {};
    return m_database
        ->sql("INSERT OR REPLACE INTO attached(place, repository, digest, at, members) VALUES(?1, ?2, ?3, ?4, ?5)")
        .with(place, verdict.repository, verdict.digest, verdict.checkedAt, verdict.attached.join(u' '))
        .run();
}

Result<void> TrustStore::put(const QString &place, KeptVerdict verdict, const Bodies &bodies)
{
    std::sort(verdict.attached.begin(), verdict.attached.end());
    if (const Result<void> kept = keepSet(place, verdict); !kept)
        return kept;
    const QByteArray facts = packed(verdict);
    const QByteArray json = qCompress(bodies.json, 1);
    const QByteArray evidence = bodies.evidence.isEmpty() ? QByteArray("") : qCompress(bodies.evidence, 1);
    return m_database
        ->sql("INSERT OR REPLACE INTO verdict(place, repository, digest, sum, facts, json, evidence, body_sum)"
              " VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)")
        .with(place, verdict.repository, verdict.digest, sumOf(place, verdict.repository, verdict.digest, facts), facts,
            json, evidence, checksum({verdict.digest.toUtf8(), json, evidence}))
        .run();
}

Result<KeptVerdicts> TrustStore::verdicts(const QString &place)
{
    KeptVerdicts out;
    const Result<void> asked = m_database
                                   ->sql("SELECT repository, digest, sum, facts FROM verdict WHERE place = ?1"
                                         " ORDER BY repository, digest")
                                   .with(place)
                                   .each([&](const Row &row) {
                                       KeptVerdict verdict;
                                       if (read(place, row, verdict))
                                           out.rows.append(std::move(verdict));
                                       else
                                           ++out.damaged;
                                   });
    if (!asked)
        return asked.error();
    return out;
}

Result<std::optional<KeptVerdict>> TrustStore::verdict(
    const QString &place, const QString &repository, const QString &digest)
{
    std::optional<KeptVerdict> found;
    const Result<void> asked = m_database
                                   ->sql("SELECT repository, digest, sum, facts FROM verdict"
                                         " WHERE place = ?1 AND repository = ?2 AND digest = ?3")
                                   .with(place, repository, digest)
                                   .each([&](const Row &row) {
                                       KeptVerdict verdict;
                                       if (read(place, row, verdict))
                                           found = std::move(verdict);
                                   });
    if (!asked)
        return asked.error();
    return found;
}

Result<std::optional<TrustStore::Bodies>> TrustStore::bodies(
    const QString &place, const QString &repository, const QString &digest)
{
    std::optional<Bodies> found;
    const Result<void> asked =
        m_database
            ->sql("SELECT json, evidence, body_sum FROM verdict WHERE place = ?1 AND repository = ?2 AND digest = ?3")
            .with(place, repository, digest)
            .each([&](const Row &row) {
                if (row.view(2) != checksum({digest.toUtf8(), row.view(0), row.view(1)}))
                    return;
                found =
                    Bodies{qUncompress(row.bytes(0)), row.view(1).isEmpty() ? QByteArray() : qUncompress(row.bytes(1))};
            });
    if (!asked)
        return asked.error();
    return found;
}

} // namespace lotse::store
