// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "findings/sariftool.h"

#include <algorithm>

namespace lotse::findings::reportread::sarif {

using namespace Qt::StringLiterals;
using namespace jsonread;

namespace {

Rule readRule(const Element &item)
{
    Rule rule;
    rule.id = text(item, "id");
    rule.name = text(item, "name");
    if (const auto configuration = member(item, "defaultConfiguration"))
        rule.level = text(*configuration, "level");
    if (const auto properties = member(item, "properties")) {
        rule.score = scoreIn(*properties);
        rule.tags = texts(*properties, "tags", 100);
        rule.purls = texts(*properties, "purls", 1000);
        rule.fixedVersion = text(*properties, "fixed_version");
    }
    rule.help = reportwords::wordsOf(messageOf(item, "help"));
    const auto help = member(item, "help");
    rule.prose = help ? text(*help, "markdown") : QString();
    // OSV-Scanner: all ids of the vulnerability. Snyk: "(CVE-2023-38545) curl/libcurl4@7.88.1-10".
    for (const QString &id : texts(item, "deprecatedIds", 50)) {
        if (isVulnerabilityId(id))
            rule.others.append(id);
    }
    const QString description = messageOf(item, "fullDescription");
    const qsizetype end = description.startsWith(u'(') ? description.indexOf(u')') : -1;
    for (const QString &id : description.mid(1, std::max<qsizetype>(end - 1, 0)).split(u',', Qt::SkipEmptyParts)) {
        if (isVulnerabilityId(id.trimmed()))
            rule.others.append(id.trimmed());
    }
    rule.named = reportwords::namedVersionOf(description.mid(end + 1).trimmed());
    simdjson::dom::object messages;
    if (const auto strings = member(item, "messageStrings");
        strings && strings->get_object().get(messages) == simdjson::SUCCESS) {
        for (const auto &[id, value] : messages)
            rule.messages.insert(QString::fromUtf8(id.data(), qsizetype(id.size())), text(value, "text"));
    }
    return rule;
}

bool isOfVulnerability(const Rule &rule)
{
    return rule.isMarked() || isVulnerabilityId(rule.id);
}

} // namespace

QString messageOf(const Element &object, std::string_view key)
{
    const auto message = member(object, key);
    if (!message)
        return {};
    const QString plain = text(*message, "text");
    return plain.isEmpty() ? text(*message, "markdown") : plain;
}

double scoreIn(const Element &properties)
{
    bool isNumber = false;
    const double score = text(properties, "security-severity").toDouble(&isNumber);
    return isNumber ? score : number(properties, "security-severity", -1);
}

bool Rule::hasTag(const char *tag) const
{
    return tags.contains(QString::fromLatin1(tag), Qt::CaseInsensitive);
}

bool Rule::isMarked() const
{
    return hasTag("vulnerability") || name.endsWith(u"Vulnerability"_s) || !purls.isEmpty();
}

Tool::Tool(const Element &run, Taker &taker)
{
    const auto tool = member(run, "tool");
    const auto driver = tool ? member(*tool, "driver") : std::nullopt;
    m_components.push_back(driver ? readComponent(*driver, taker) : Component());
    m_version = driver ? text(*driver, "semanticVersion") : QString();
    if (m_version.isEmpty() && driver)
        m_version = text(*driver, "version");
    if (tool) {
        for (const Element &extension : taker.items(*tool, "extensions"))
            m_components.push_back(readComponent(extension, taker));
    }
    for (size_t i = 0; i < m_components.size(); ++i) {
        for (const Rule &rule : m_components[i].rules) {
            if (!rule.id.isEmpty() && !m_byId.contains(rule.id))
                m_byId.insert(rule.id, &rule);
        }
    }
}

Tool::Component Tool::readComponent(const Element &item, Taker &taker)
{
    Component component;
    component.name = text(item, "name");
    component.guid = text(item, "guid");
    for (const Element &rule : taker.items(item, "rules"))
        component.rules.push_back(readRule(rule));
    return component;
}

bool Tool::isScanner() const
{
    static const QStringList known{u"trivy"_s, u"grype"_s, u"snyk container"_s, u"snyk open source"_s, u"scout"_s,
        u"osv-scanner"_s, u"clair"_s, u"anchore"_s, u"xray"_s, u"dependency-check"_s, u"govulncheck"_s,
        u"vulnerability"_s, u"black duck"_s, u"wizcli"_s, u"prisma"_s, u"twistcli"_s};
    const QString name = m_components.front().name.toLower();
    return std::any_of(known.begin(), known.end(), [&](const QString &word) { return name.contains(word); })
        || std::any_of(m_components.begin(), m_components.end(), [](const Component &component) {
               return std::any_of(component.rules.begin(), component.rules.end(), isOfVulnerability);
           });
}

const Rule *Tool::ruleOf(const Element &result, QString &id) const
{
    const auto reference = member(result, "rule");
    id = text(result, "ruleId");
    if (id.isEmpty() && reference)
        id = text(*reference, "id");
    double index = number(result, "ruleIndex", -1);
    if (reference && index < 0)
        index = number(*reference, "index", -1);
    return find(reference ? &*reference : nullptr, index, id);
}

const Rule *Tool::ruleNamed(const Element &reference) const
{
    QString id = text(reference, "id");
    return find(&reference, number(reference, "index", -1), id);
}

const Rule *Tool::find(const Element *reference, double index, QString &id) const
{
    const Component *component = &m_components.front();
    if (reference) {
        if (const auto named = member(*reference, "toolComponent"))
            component = componentOf(*named);
    }
    if (component && index >= 0 && index < double(component->rules.size())) {
        const Rule *rule = &component->rules[size_t(index)];
        if (id.isEmpty() || id == rule->id || id.startsWith(rule->id + u'/')) {
            id = id.isEmpty() ? rule->id : id;
            return rule;
        }
    }
    for (QString prefix = id; !prefix.isEmpty(); prefix = prefix.left(prefix.lastIndexOf(u'/'))) {
        if (const Rule *rule = m_byId.value(prefix))
            return rule;
        if (!prefix.contains(u'/'))
            break;
    }
    return nullptr;
}

const Tool::Component *Tool::componentOf(const Element &named) const
{
    const double index = number(named, "index", -1);
    if (index >= 0 && index + 1 < double(m_components.size()))
        return &m_components[size_t(index) + 1];
    for (const Component &component : m_components) {
        const QString guid = text(named, "guid");
        if (guid.isEmpty() ? component.name == text(named, "name") : component.guid == guid)
            return &component;
    }
    return nullptr;
}

} // namespace lotse::findings::reportread::sarif
