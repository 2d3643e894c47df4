// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "oci/sbomgraph.h"

#include "findings/purl.h"

namespace lotse::oci {

using namespace Qt::StringLiterals;

namespace {

bool isNamed(const QString &licence)
{
    return !licence.isEmpty() && !licence.endsWith("NoAssertion"_L1, Qt::CaseInsensitive) && licence != "NONE"_L1
        && !licence.endsWith("NoneLicense"_L1, Qt::CaseInsensitive);
}

} // namespace

void SbomGraph::add(SbomElement element)
{
    const QString &name = element.expression.isEmpty() ? element.name : element.expression;
    if (!element.id.isEmpty() && !name.isEmpty())
        m_names.insert(element.id, name);
    if (element.type.endsWith("Package"_L1)) {
        m_packages.append(std::move(element));
    } else if (element.type == "Relationship"_L1) {
        if (element.relation == "hasDeclaredLicense"_L1)
            m_declared[element.from] += element.to;
        else if (element.relation == "hasConcludedLicense"_L1)
            m_concluded[element.from] += element.to;
    } else if (element.type == "CreationInfo"_L1 && m_version.isEmpty()) {
        m_version = element.specVersion;
        m_created = element.created;
        m_tools = element.tools;
    } else if (element.type == "SpdxDocument"_L1 && m_document.isEmpty()) {
        m_document = element.name;
    }
}

QString SbomGraph::nameOf(const QString &id) const
{
    return m_names.value(id, id);
}

void SbomGraph::putInto(Sbom &sbom) const
{
    if (!m_version.startsWith(u'3'))
        return;
    sbom.format = Sbom::Format::Spdx;
    sbom.version = u"SPDX-"_s + m_version;
    sbom.name = m_document;
    const QDateTime created = QDateTime::fromString(m_created, Qt::ISODateWithMs);
    if (created.isValid())
        sbom.created = created.toUTC();
    for (const QString &tool : m_tools)
        sbom.tools.append(nameOf(tool));
    sbom.packages.reserve(m_packages.size());
    for (const SbomElement &element : m_packages) {
        SbomPackage package;
        package.name = packageName(element.name, element.purl);
        package.version = element.version;
        package.type = element.purpose.toLower();
        package.purl = element.purl;
        if (!element.supplier.isEmpty())
            package.supplier = nameOf(element.supplier);
        const QStringList concluded = m_concluded.value(element.id);
        for (const QString &id : concluded.isEmpty() ? m_declared.value(element.id) : concluded) {
            if (const QString licence = nameOf(id); isNamed(licence))
                package.licences.append(licence);
        }
        if (package.licences.isEmpty()) {
            for (const QString &id : m_declared.value(element.id)) {
                if (const QString licence = nameOf(id); isNamed(licence))
                    package.licences.append(licence);
            }
        }
        sbom.packages.append(std::move(package));
    }
}

std::string_view withoutProfile(std::string_view key)
{
    const size_t mark = key.find_last_of("_:/#");
    return mark == std::string_view::npos ? key : key.substr(mark + 1);
}

QString packageName(const QString &name, const QString &text)
{
    const auto purl = text.isEmpty() ? std::nullopt : findings::Purl::parse(text);
    if (!purl || purl->isImage() || purl->space.isEmpty())
        return name;
    const QString whole = purl->packageName();
    return name.compare(whole, Qt::CaseInsensitive) == 0 ? name : whole;
}

} // namespace lotse::oci
