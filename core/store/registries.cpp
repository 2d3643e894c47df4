// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/inventory.h"
#include "store/registryjoin.h"

#include <QFileInfo>
#include <QUrl>

#include <algorithm>

namespace lotse::store {

using namespace Qt::StringLiterals;

qsizetype KnownRegistry::readers() const
{
    return std::count_if(accounts.begin(), accounts.end(),
        [](const KnownAccount &account) { return account.identity != filesIdentity; });
}

Result<qint64> findRegistry(Database &database, const QString &uuid)
{
    return database
        .sql("SELECT id FROM registry WHERE uuid = ?1 UNION ALL SELECT registry FROM former WHERE uuid = ?1 LIMIT 1")
        .with(uuid)
        .integer();
}

Result<qint64> findAccount(Database &database, const QString &uuid)
{
    return database.sql("SELECT id FROM account WHERE uuid = ?1").with(uuid).integer();
}

Result<QHash<QString, QString>> formerIds(Database &database)
{
    QHash<QString, QString> out;
    const Result<void> read = database.sql("SELECT f.uuid, r.uuid FROM former f JOIN registry r ON r.id = f.registry")
                                  .each([&](const Row &row) { out.insert(row.text(0), row.text(1)); });
    if (!read)
        return read.error();
    return out;
}

Result<QList<KnownRegistry>> knownRegistries(Database &database)
{
    QList<KnownRegistry> out;
    const Result<void> read = database
                                  .sql("SELECT r.uuid, r.name, r.origin, r.listed_at, a.uuid, a.identity,"
                                       " (SELECT max(s.seen_at) FROM sight s WHERE s.account = a.id) FROM registry r"
                                       " JOIN account a ON a.registry = r.id ORDER BY r.name, r.id, a.id")
                                  .each([&](const Row &row) {
                                      if (out.isEmpty() || out.constLast().registryId != row.text(0))
                                          out.append({row.text(0), row.text(1), row.text(2), row.time(3), {}});
                                      out.last().accounts.append({row.text(4), row.text(5), row.time(6)});
                                  });
    if (!read)
        return read.error();
    return out;
}

Result<void> forgetAccount(Database &database, const QString &uuid)
{
    return database.write([&]() -> Result<void> {
        const Result<void> sight =
            database.sql("DELETE FROM sight WHERE account IN (SELECT id FROM account WHERE uuid = ?1)")
                .with(uuid)
                .run();
        if (!sight)
            return sight;
        return database.sql("DELETE FROM account WHERE uuid = ?1").with(uuid).run();
    });
}

Result<void> forgetAccounts(const Plan &plan, const Clock &clock, const QStringList &uuids)
{
    if (!QFileInfo::exists(plan.path))
        return {};
    const auto opened = Database::open(plan, clock);
    if (!opened)
        return opened.error();
    for (const QString &uuid : uuids) {
        if (const Result<void> forgotten = forgetAccount(**opened, uuid); !forgotten)
            return forgotten;
    }
    return {};
}

QString placeOf(const QString &origin)
{
    const QUrl url(origin);
    if (url.host().isEmpty())
        return origin;
    return url.host(QUrl::FullyEncoded).toLower() + u':'
        + QString::number(url.port(url.scheme() == "http"_L1 ? 80 : 443));
}

bool samePlace(const QString &origin, const QString &other)
{
    return placeOf(origin) == placeOf(other);
}

namespace {

struct Registry {
    qint64 id = 0;
    QString uuid, origin;
};

Result<QList<Registry>> allRegistries(Database &database)
{
    QList<Registry> out;
    const Result<void> read =
        database.sql("SELECT id, uuid, origin FROM registry ORDER BY id").each([&](const Row &row) {
            out.append({row.integer(0), row.text(1), row.text(2)});
        });
    if (!read)
        return read.error();
    return out;
}

} // namespace

Result<qint64> Inventory::registry(const QString &uuid, const QString &name, const QString &origin)
{
    qint64 id = 0;
    const Result<void> kept = m_database->write([&]() -> Result<void> {
        const auto registries = allRegistries(*m_database);
        if (!registries)
            return registries.error();
        QList<Registry> here; // at this place, or by this name
        for (const Registry &one : *registries) {
            if (one.uuid == uuid)
                here.prepend(one);
            else if (samePlace(one.origin, origin))
                here.append(one);
        }
        if (here.isEmpty()) {
            const Result<qint64> made =
                m_database->sql("INSERT INTO registry(uuid, name, origin) VALUES(?1, ?2, ?3) RETURNING id")
                    .with(uuid, name, origin)
                    .integer();
            id = made ? *made : 0;
            return made ? Result<void>() : Result<void>(made.error());
        }
        id = here.constFirst().id;
        for (const Registry &other : here.mid(1)) {
            if (const Result<void> joined = joinRegistry(*m_database, other.id, id); !joined)
                return joined;
        }
        if (here.constFirst().uuid != uuid) {
            if (const Result<void> former = keepFormerId(*m_database, here.constFirst().uuid, id); !former)
                return former;
        }
        // By which it goes now it did not go before.
        const Result<void> current = m_database->sql("DELETE FROM former WHERE uuid = ?1").with(uuid).run();
        if (!current)
            return current;
        return m_database->sql("UPDATE registry SET uuid = ?2, name = ?3, origin = ?4 WHERE id = ?1")
            .with(id, uuid, name, origin)
            .run();
    });
    return kept ? Result<qint64>(id) : Result<qint64>(kept.error());
}

Result<void> joinSamePlaces(Database &database)
{
    const auto looked = allRegistries(database);
    if (!looked)
        return looked.error();
    const auto hasTwin = [](const QList<Registry> &list) {
        for (qsizetype i = 1; i < list.size(); ++i) {
            for (qsizetype j = 0; j < i; ++j) {
                if (samePlace(list[i].origin, list[j].origin))
                    return true;
            }
        }
        return false;
    };
    if (!hasTwin(*looked))
        return {};
    return database.write([&]() -> Result<void> {
        const auto now = allRegistries(database); // another program may have been here
        if (!now)
            return now.error();
        QList<Registry> registries = *now;
        // Uuids of accounts are random; those of addresses without an account are made of the address.
        std::stable_partition(registries.begin(), registries.end(),
            [](const Registry &one) { return one.uuid.size() < 15 || one.uuid[14] != u'5'; });
        for (qsizetype i = 0; i < registries.size(); ++i) {
            for (qsizetype j = registries.size() - 1; j > i; --j) {
                if (!samePlace(registries[i].origin, registries[j].origin))
                    continue;
                if (const Result<void> joined = joinRegistry(database, registries[j].id, registries[i].id); !joined)
                    return joined;
                registries.removeAt(j);
            }
        }
        return {};
    });
}

} // namespace lotse::store
