// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/system/scannertable.h"

#include "models/kinds/kinds.h"
#include "models/tables/kindtables.h"

namespace lotse::models {

using namespace Qt::StringLiterals;
using harbor::ScannerRegistration;

static constexpr qsizetype mostNames = 20;
static constexpr auto databaseTime = "harbor.scanner-adapter/vulnerability-database-updated-at";

ScannerTable::ScannerTable(QObject *parent)
    : JoinedTable(parent)
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
        Column{u"can"_s, LOTSE_MSG("Detects"), ColumnKind::Text, 170,
            [more](const Row &row) {
                QStringList words;
                for (const harbor::ScannerCapability &capability : more(row).metadata.capabilities)
                    words += capability.type == "vulnerability"_L1 ? word(LOTSE_MSG("vulnerabilities"))
                        : capability.type == "sbom"_L1             ? word(LOTSE_MSG("SBOMs"))
                                                                   : capability.type;
                return Cell::plain(words.join(u", "_s));
            },
            {}, false},
        Column{u"database"_s, LOTSE_MSG("Database updated"), ColumnKind::State, 150,
            [this](const Row &row) { return databaseCell(row); }, {}, false},
        Column{u"users"_s, LOTSE_MSG("Projects"), ColumnKind::Number, 80,
            [this](const Row &row) { return usersCell(row); }, {}, false},
        column<ScannerRegistration>(u"url"_s, LOTSE_MSG("Address"), ColumnKind::Mono, 260,
            [](const ScannerRegistration &s) { return Cell::plain(s.url); }),
        column<ScannerRegistration>(
            u"tls"_s, LOTSE_MSG("Verify certificate"), ColumnKind::State, 140, [](const ScannerRegistration &s) {
                return s.skipCertVerify ? Cell::state(u"warning"_s, word(LOTSE_MSG("no")))
                                        : Cell::state(u"ok"_s, word(LOTSE_MSG("yes")));
            })});
    connect(&m_walk, &JoinedSource::finished, this, &ScannerTable::counted);
}

QList<JoinedPart> ScannerTable::parts() const
{
    return {{"scanners", {}, {}}};
}

QList<Row> ScannerTable::build(const JoinedSource &parts)
{
    m_more.clear();
    // One question a project: the scanners do not wait for them.
    m_walk.start(client(), {{"project-scanner", {}, {}}});
    QList<Row> rows;
    for (const json::Record &record : parts.walk("scanners").rows)
        rows.append({record.value.value<ScannerRegistration>().uuid, {}, record});
    return rows;
}

QList<JoinedTable::Question> ScannerTable::questions(const Row &row) const
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
        return enabledCell(false);
    if (!health.isEmpty())
        return statusCell(health);
    if (more.error) {
        Cell cell = Cell::state(u"error"_s, word(LOTSE_MSG("not reachable")));
        cell.tip = more.error.text();
        return cell;
    }
    return more.hasMetadata ? Cell::state(u"ok"_s, word(LOTSE_MSG("healthy"))) : Cell::plain(u"\u2026"_s);
}

void ScannerTable::counted()
{
    m_users.clear();
    m_others.clear();
    m_projects = 0;
    m_isCounted = !m_walk.error();
    QString usual;
    for (const Row &row : allRows()) {
        if (row.record.value.value<ScannerRegistration>().isDefault)
            usual = row.key;
    }
    const harbor::PagedList &walk = m_walk.walk("project-scanner");
    for (qsizetype i = 0; i < walk.rows.size(); ++i) {
        const auto scanner = walk.rows[i].value.value<ScannerRegistration>();
        const QString project = walk.parents.value(i);
        ++m_projects;
        if (scanner.uuid.isEmpty())
            continue; // it has none
        m_users[scanner.uuid].append(project);
        if (scanner.uuid != usual)
            m_others.append(project + u" ("_s + scanner.name + u')');
    }
    for (const Row &row : allRows())
        touchRow(row.key);
    emit usageChanged();
}

Cell ScannerTable::usersCell(const Row &row) const
{
    if (!m_isCounted)
        return m_walk.error() ? Cell{word(LOTSE_MSG("unknown")), {}, m_walk.error().text(), qint64(-1)}
                              : Cell{u"\u2026"_s, {}, {}, qint64(-1)};
    Cell cell = Cell::number(m_users.value(row.key).size());
    cell.tip = m_users.value(row.key).mid(0, mostNames).join(u'\n');
    return cell;
}

QString ScannerTable::usage() const
{
    if (!m_isCounted || m_projects == 0)
        return {};
    const QString refused = m_walk.refusals().isEmpty() ? QString()
                                                        : u' '
            + Message{LOTSE_MSG("Projects without a response: %1."), {QString::number(m_walk.refusals().size())}}
                  .text();
    if (m_others.isEmpty())
        return Message{LOTSE_MSG("All projects use the default scanner."), {}}.text() + refused;
    QStringList names = m_others.mid(0, mostNames);
    if (m_others.size() > mostNames)
        names.append(u"\u2026"_s);
    return Message{LOTSE_MSG("Projects with a non-default scanner: %1 of %2: %3."),
               {QString::number(m_others.size()), QString::number(m_projects), names.join(u", "_s)}}
               .text()
        + refused;
}

QVariantList ScannerTable::projectsOf(const QString &key) const
{
    QVariantList out;
    for (const QString &project : m_users.value(key))
        out.append(QVariantMap{{u"text"_s, project}, {u"place"_s, QVariant::fromValue(Place::project(project))}});
    return out;
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
