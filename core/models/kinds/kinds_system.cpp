// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "harbor/configuration.h"
#include "harbor/finding.h"
#include "harbor/scanner.h"
#include "harbor/system.h"
#include "models/tables/kindtables.h"

#include <QLocale>

namespace lotse::models {

using namespace Qt::StringLiterals;

static QString valueText(const RawJson &value)
{
    if (!value.text.startsWith('"'))
        return QString::fromUtf8(value.text);
    // A JSON text: the codec knows its escapes.
    const auto item = json::decode<harbor::SystemInfo>("{\"banner_message\":" + value.text + '}');
    return item ? item->bannerMessage : QString::fromUtf8(value.text);
}

void addSystemKinds(KindTable &table)
{
    using harbor::ConfigurationItem;
    table["configuration"] << column<ConfigurationItem>(u"key"_s, LOTSE_MSG("Key"), ColumnKind::Mono, 300,
        [](const ConfigurationItem &c) { return Cell::plain(c.key); })
                           << column<ConfigurationItem>(u"value"_s, LOTSE_MSG("Value"), ColumnKind::Mono, 420,
                                  [](const ConfigurationItem &c) { return Cell::plain(valueText(c.value)); })
                           << column<ConfigurationItem>(u"editable"_s, LOTSE_MSG("Editable"), ColumnKind::Text, 120,
                                  [](const ConfigurationItem &c) { return Cell::yesNo(c.editable); });

    using harbor::ScannerRegistration;
    table["scanners"] << column<ScannerRegistration>(
        u"name"_s, LOTSE_MSG("Scanner"), ColumnKind::Text, 180,
        [](const ScannerRegistration &s) { return Cell::plain(s.name); }, u"name"_s)
                      << column<ScannerRegistration>(u"default"_s, LOTSE_MSG("Default"), ColumnKind::Text, 90,
                             [](const ScannerRegistration &s) { return Cell::yesNo(s.isDefault); })
                      << column<ScannerRegistration>(u"enabled"_s, LOTSE_MSG("State"), ColumnKind::State, 110,
                             [](const ScannerRegistration &s) {
                                 return s.disabled        ? enabledCell(false)
                                     : s.health.isEmpty() ? enabledCell(true)
                                                          : statusCell(s.health);
                             })
                      << column<ScannerRegistration>(u"url"_s, LOTSE_MSG("Address"), ColumnKind::Mono, 280,
                             [](const ScannerRegistration &s) { return Cell::plain(s.url); })
                      << column<ScannerRegistration>(u"tls"_s, LOTSE_MSG("Verify certificate"), ColumnKind::State, 140,
                             [](const ScannerRegistration &s) { return checkedCell(!s.skipCertVerify); });

    using harbor::SecurityFinding;
    table["security-findings"]
        << column<SecurityFinding>(u"cve"_s, LOTSE_MSG("Vulnerability"), ColumnKind::Mono, 170,
               [](const SecurityFinding &f) { return Cell::plain(f.cveId); })
        << column<SecurityFinding>(u"severity"_s, LOTSE_MSG("Severity"), ColumnKind::Severity, 110,
               [](const SecurityFinding &f) { return Cell::severity(f.severity); })
        << column<SecurityFinding>(u"score"_s, LOTSE_MSG("CVSS 3"), ColumnKind::Number, 80,
               [](const SecurityFinding &f) {
                   return Cell{QLocale().toString(f.cvssV3Score, 'f', 1), f.cvssV3Score, {}, f.cvssV3Score};
               })
        << column<SecurityFinding>(u"package"_s, LOTSE_MSG("Package"), ColumnKind::Mono, 180,
               [](const SecurityFinding &f) { return Cell::plain(f.package); })
        << column<SecurityFinding>(u"version"_s, LOTSE_MSG("Version"), ColumnKind::Mono, 140,
               [](const SecurityFinding &f) { return Cell::plain(f.version); })
        << column<SecurityFinding>(u"fix"_s, LOTSE_MSG("Fixed in"), ColumnKind::Mono, 140,
               [](const SecurityFinding &f) { return Cell::plain(f.fixedVersion); })
        << column<SecurityFinding>(u"repository"_s, LOTSE_MSG("Repository"), ColumnKind::Text, 240,
               [](const SecurityFinding &f) { return Cell::plain(f.repositoryName); })
        << column<SecurityFinding>(u"digest"_s, LOTSE_MSG("Digest"), ColumnKind::Digest, 150,
               [](const SecurityFinding &f) { return Cell::digest(f.digest); });
}

} // namespace lotse::models
