// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/truststore.h"

#include "store/packing.h"

#include <QFileInfo>

#include <QHash>

#include <algorithm>
#include <map>
#include <optional>

namespace lotse::store {

using namespace Qt::StringLiterals;

namespace {

// "LoTr"
constexpr qint64 kTrustId = 0x4c6f5472;
constexpr quint64 kVerdictFormat = 2; // 1 has no time of what was seen last

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
    packer.number(secondsOf(verdict.lostSeenAt));
    return packer.bytes();
}

bool unpacked(QByteArrayView bytes, KeptVerdict &verdict)
{
    Unpacker unpacker(bytes);
    const quint64 format = unpacker.number();
    if (format < 1 || format > kVerdictFormat)
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
    if (format >= 2)
        verdict.lostSeenAt = timeOf(unpacker.number());
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

/// A digest that a tag pointed to, and since when.
struct Point {
    QString digest;
    QDateTime at;
};

std::optional<TagReturn> returnOf(const QString &repository, const QString &tag, const QList<Point> &points)
{
    if (points.size() < 3)
        return {};
    const Point &now = points.last();
    const Point &newer = points[points.size() - 2];
    const bool isBack =
        std::any_of(points.begin(), points.end() - 2, [&](const Point &point) { return point.digest == now.digest; });
    return isBack ? std::optional(TagReturn{repository, tag, now.digest, newer.digest, newer.at, now.at})
                  : std::nullopt;
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
                           " sum BLOB NOT NULL, facts BLOB NOT NULL, json BLOB NOT NULL, evidence BLOB NOT NULL, "
                           "body_sum BLOB NOT NULL,"
                           " PRIMARY KEY(place, repository, digest))",
                           // Each set of attached digests that an artifact was seen with.
                           "CREATE TABLE attached(place TEXT NOT NULL, repository TEXT NOT NULL, digest TEXT NOT NULL,"
                           " at INTEGER NOT NULL, members TEXT NOT NULL, PRIMARY KEY(place, repository, digest, at))",
                           "PRAGMA user_version = 1",
                       },
        {
            // Each digest that a tag ever pointed to, and when it was first seen to.
            "CREATE TABLE tagged(place TEXT NOT NULL, repository TEXT NOT NULL, tag TEXT NOT NULL, at INTEGER NOT NULL,"
            " digest TEXT NOT NULL, PRIMARY KEY(place, repository, tag, at))",
            "PRAGMA user_version = 2",
        }};
    return plan;
}

qsizetype KeptVerdict::count(const QString &which) const
{
    return std::count_if(signers.begin(), signers.end(),
        [&](const KeptSigner &signer) { return !signer.isAttestation && signer.state == which; });
}

Result<QStringList> TrustStore::lastSet(const QString &place, const KeptVerdict &verdict)
{
    QStringList known;
    const Result<void> asked =
        m_database
            ->sql("SELECT members FROM attached WHERE place = ?1 AND repository = ?2 AND digest = ?3"
                  " ORDER BY at DESC LIMIT 1")
            .with(place, verdict.repository, verdict.digest)
            .each([&](const Row &row) { known = row.text(0).split(u' ', Qt::SkipEmptyParts); });
    if (!asked)
        return asked.error();
    return known;
}

Result<void> TrustStore::tellLost(const QString &place, KeptVerdict &verdict)
{
    // One that is damaged is written anew.
    const Result<Found> found = find(place, verdict.repository, verdict.digest);
    if (!found)
        return found.error();
    const std::optional<KeptVerdict> &before = found->verdict;
    const Result<QStringList> known = lastSet(place, verdict);
    if (!known)
        return known.error();
    // What went away once is told until it is there again.
    QStringList lost = before ? before->lost : QStringList();
    for (const QString &digest : *known) {
        if (!verdict.isPartial && !verdict.attached.contains(digest) && !lost.contains(digest))
            lost.append(digest);
    }
    lost.removeIf([&](const QString &digest) { return verdict.attached.contains(digest); });
    const bool isNew = before ? lost.size() > before->lost.size() : !lost.isEmpty();
    verdict.lost = lost;
    verdict.lostSeenAt = lost.isEmpty() || !before ? QDateTime() : isNew ? before->checkedAt : before->lostSeenAt;
    verdict.lostAt = lost.isEmpty() ? QDateTime() : isNew || !before ? verdict.checkedAt : before->lostAt;
    return {};
}

Result<void> TrustStore::keepSet(const QString &place, KeptVerdict &verdict)
{
    if (const Result<void> told = tellLost(place, verdict); !told)
        return told;
    const Result<QStringList> known = lastSet(place, verdict);
    if (!known)
        return known.error();
    if (verdict.isPartial || verdict.attached == *known)
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

Result<qint64> TrustStore::seeTags(const QString &place, const QList<SeenTag> &tags, const QDateTime &at)
{
    QHash<QString, QString> last;
    const auto keyOf = [](const QString &repository, const QString &tag) { return repository + u':' + tag; };
    const Result<void> asked =
        m_database->sql("SELECT repository, tag, digest FROM tagged WHERE place = ?1 ORDER BY at")
            .with(place)
            .each([&](const Row &row) { last.insert(keyOf(row.text(0), row.text(1)), row.text(2)); });
    if (!asked)
        return asked.error();
    qint64 back = 0;
    for (const SeenTag &seen : tags) {
        const auto known = last.constFind(keyOf(seen.repository, seen.tag));
        if (known != last.cend() && *known == seen.digest)
            continue;
        bool wasThere = false;
        const Result<void> looked = m_database
                                        ->sql("SELECT 1 FROM tagged WHERE place = ?1 AND repository = ?2 AND tag = ?3"
                                              " AND digest = ?4 LIMIT 1")
                                        .with(place, seen.repository, seen.tag, seen.digest)
                                        .each([&](const Row &) { wasThere = true; });
        if (!looked)
            return looked.error();
        back += wasThere ? 1 : 0;
        const Result<void> kept =
            m_database
                ->sql("INSERT OR REPLACE INTO tagged(place, repository, tag, at, digest) VALUES(?1, ?2, ?3, ?4, ?5)")
                .with(place, seen.repository, seen.tag, at, seen.digest)
                .run();
        if (!kept)
            return kept.error();
    }
    return back;
}

Result<QList<TagReturn>> TrustStore::returns(const QString &place)
{
    std::map<std::pair<QString, QString>, QList<Point>> stories;
    // Back again takes three at least.
    const Result<void> asked =
        m_database
            ->sql(
                "SELECT repository, tag, digest, at FROM tagged AS t WHERE place = ?1 AND (SELECT COUNT(*) FROM tagged"
                " AS o WHERE o.place = t.place AND o.repository = t.repository AND o.tag = t.tag) >= 3 ORDER BY at")
            .with(place)
            .each([&](const Row &row) {
                stories[{row.text(0), row.text(1)}].append({row.text(2), row.time(3)});
            });
    if (!asked)
        return asked.error();
    QList<TagReturn> out;
    for (const auto &[name, points] : stories) {
        if (const auto back = returnOf(name.first, name.second, points))
            out.append(*back);
    }
    return out;
}

Result<std::optional<TagReturn>> TrustStore::story(
    const QString &place, const QString &repository, const QString &tag, const QString &digest, const QDateTime &now)
{
    QList<Point> points;
    const Result<void> asked = m_database
                                   ->sql("SELECT digest, at FROM tagged WHERE place = ?1 AND repository = ?2 AND tag = "
                                         "?3 ORDER BY at")
                                   .with(place, repository, tag)
                                   .each([&](const Row &row) {
                                       points.append({row.text(0), row.time(1)});
                                   });
    if (!asked)
        return asked.error();
    if (!points.isEmpty() && points.last().digest != digest)
        points.append({digest, now});
    return returnOf(repository, tag, points);
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

Result<TrustStore::Found> TrustStore::find(const QString &place, const QString &repository, const QString &digest)
{
    Found found;
    const Result<void> asked = m_database
                                   ->sql("SELECT repository, digest, sum, facts FROM verdict"
                                         " WHERE place = ?1 AND repository = ?2 AND digest = ?3")
                                   .with(place, repository, digest)
                                   .each([&](const Row &row) {
                                       KeptVerdict verdict;
                                       found.isDamaged = !read(place, row, verdict);
                                       if (!found.isDamaged)
                                           found.verdict = std::move(verdict);
                                   });
    if (!asked)
        return asked.error();
    return found;
}

Result<std::optional<KeptVerdict>> TrustStore::verdict(
    const QString &place, const QString &repository, const QString &digest)
{
    Result<Found> found = find(place, repository, digest);
    if (!found)
        return found.error();
    if (found->isDamaged) {
        Error error;
        error.kind = ErrorKind::Storage;
        error.message = {
            LOTSE_MSG("The stored verification of %1 is damaged. The next sync verifies the image again."), {digest}};
        return error;
    }
    return std::move(found->verdict);
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
