// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/scannertable.h"

#include "models/kinds.h"
#include "models/kindtables.h"

namespace lotse::models {

using namespace Qt::StringLiterals;
using harbor::ScannerRegistration;

static constexpr auto databaseTime = "harbor.scanner-adapter/vulnerability-database-updated-at";

ScannerTable::ScannerTable(QObject *parent)
    : GatheredTable(parent)
{
    const auto more = [this](const Row &row) { return m_more.value(row.key); };
    setColumns({column<ScannerRegistration>(u"name"_s, LOTSE_MSG("Scanner"), ColumnKind::Text, 160,
                    [](const ScannerRegistration &s) { return Cell::plain(s.name); }),
        column<ScannerRegistration>(u"default"_s, LOTSE_MSG("Default"), ColumnKind::Text, 80,
            [](const ScannerRegistration &s) { return Cell::yesNo(s.isDefault); }),
        Column{u"health"_s, LOTSE_MSG("State"), ColumnKind::State, 130,
            [this](const Row &row) { return healthCell(row); }, {}, false},
        Column{u"version"_s, LOTSE_MSG("Version"), ColumnKind::Text, 170,
            [more](const Row &row) {
                const harbor::ScannerName name = more(row).metadata.scanner;
                return Cell::plain((name.vendor + u' ' + name.name + u' ' + name.version).simplified());
            },
            {}, false},
        Column{u"can"_s, LOTSE_MSG("Finds"), ColumnKind::Text, 170,
            [more](const Row &row) {
                QStringList words;
                for (const harbor::ScannerCapability &capability : more(row).metadata.capabilities)
                    words += capability.type == "vulnerability"_L1 ? word(LOTSE_MSG("vulnerabilities"))
                        : capability.type == "sbom"_L1             ? word(LOTSE_MSG("SBOMs"))
                                                                   : capability.type;
                return Cell::plain(words.join(u", "_s));
            },
            {}, false},
        Column{u"database"_s, LOTSE_MSG("Database from"), ColumnKind::State, 150,
            [this](const Row &row) { return databaseCell(row); }, {}, false},
        column<ScannerRegistration>(u"url"_s, LOTSE_MSG("Address"), ColumnKind::Mono, 260,
            [](const ScannerRegistration &s) { return Cell::plain(s.url); }),
        column<ScannerRegistration>(
            u"tls"_s, LOTSE_MSG("Certificate checked"), ColumnKind::State, 140, [](const ScannerRegistration &s) {
                return s.skipCertVerify ? Cell::state(u"warning"_s, word(LOTSE_MSG("no")))
                                        : Cell::state(u"ok"_s, word(LOTSE_MSG("yes")));
            })});
}

QList<GatherPart> ScannerTable::parts() const
{
    return {{"scanners", {}, {}}};
}

QList<Row> ScannerTable::build(const Gathering &parts)
{
    m_more.clear();
    QList<Row> rows;
    for (const json::Record &record : parts.walk("scanners").rows)
        rows.append({record.value.value<ScannerRegistration>().uuid, {}, record});
    return rows;
}

QList<GatheredTable::Question> ScannerTable::questions(const Row &row) const
{
    const harbor::Params params{{u"registration_id"_s, row.key}};
    return {{u"health"_s, "scanner", params}, {u"metadata"_s, "scanner-metadata", params}};
}

void ScannerTable::answered(const QString &key, const QString &name, const Result<harbor::Page> &page)
{
    More &more = m_more[key];
    const bool isHealth = name == "health"_L1;
    if (!page || page->records.rows.isEmpty()) {
        if (!isHealth)
            more.error = page.error();
        return;
    }
    const QVariant value = page->records.rows.first().value;
    if (isHealth) {
        more.registration = value.value<ScannerRegistration>();
        more.hasHealth = true;
    } else {
        more.metadata = value.value<harbor::ScannerMetadata>();
        more.hasMetadata = true;
    }
}

Cell ScannerTable::healthCell(const Row &row) const
{
    const auto listed = row.record.value.value<ScannerRegistration>();
    const More more = m_more.value(row.key);
    const QString health = more.hasHealth ? more.registration.health : listed.health;
    if (listed.disabled)
        return Cell::state(u"off"_s, word(LOTSE_MSG("disabled")));
    if (!health.isEmpty())
        return statusCell(health);
    if (more.error) {
        Cell cell = Cell::state(u"error"_s, word(LOTSE_MSG("does not answer")));
        cell.tip = more.error.text();
        return cell;
    }
    return more.hasMetadata ? Cell::state(u"ok"_s, word(LOTSE_MSG("answers"))) : Cell::plain(u"\u2026"_s);
}

Cell ScannerTable::databaseCell(const Row &row) const
{
    const More more = m_more.value(row.key);
    const QString text = more.metadata.properties.value(QString::fromLatin1(databaseTime));
    const QDateTime time = QDateTime::fromString(text, Qt::ISODate);
    if (!time.isValid())
        return Cell::plain(text);
    Cell cell = Cell::time(time);
    // Databases are made anew every few hours; a week without one is a scanner that misses what is new.
    cell.value = time < now().addDays(-7) ? u"error"_s : time < now().addDays(-2) ? u"warning"_s : u"ok"_s;
    return cell;
}

QVariantList ScannerTable::properties(const QString &key) const
{
    QVariantList out;
    const More more = m_more.value(key);
    const auto &properties = more.metadata.properties;
    for (auto it = properties.cbegin(); it != properties.cend(); ++it)
        out.append(QVariantMap{{u"name"_s, it.key()}, {u"value"_s, it.value()}, {u"mono"_s, true}});
    return out;
}

} // namespace lotse::models
