// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "findings/purl.h"
#include "findings/reportread.h"
#include "findings/reportwords.h"

#include <algorithm>

namespace lotse::findings::reportread {

using namespace Qt::StringLiterals;
using namespace jsonread;
using reportwords::Words;

namespace {

struct Rule {
    QString id, name, level;
    double score = -1;
    QStringList tags, purls, others; // the last: what the vulnerability is called besides
    QString fixedVersion;
    Words help;
    QString prose; // of the help, in Markdown where there is some
    reportwords::NamedVersion named; // the package, where the description names it
    QHash<QString, QString> messages; // by id, with places for arguments
};

/// The rules of a tool or of one of its extensions.
struct Component {
    QString name, guid;
    std::vector<Rule> rules;
};

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

Component readComponent(const Element &item, Taker &taker)
{
    Component component;
    component.name = text(item, "name");
    component.guid = text(item, "guid");
    for (const Element &rule : taker.items(item, "rules"))
        component.rules.push_back(readRule(rule));
    return component;
}

bool hasTag(const Rule *rule, const char *tag)
{
    return rule && rule->tags.contains(QString::fromLatin1(tag), Qt::CaseInsensitive);
}

bool isMarked(const Rule &rule)
{
    return hasTag(&rule, "vulnerability") || rule.name.endsWith(u"Vulnerability"_s) || !rule.purls.isEmpty();
}

bool isOfVulnerability(const Rule &rule)
{
    return isMarked(rule) || isVulnerabilityId(rule.id);
}

/// The tool of a run: its driver first, then its extensions.
class Tool {
public:
    Tool(const Element &run, Taker &taker)
    {
        const auto tool = member(run, "tool");
        const auto driver = tool ? member(*tool, "driver") : std::nullopt;
        m_components.push_back(driver ? readComponent(*driver, taker) : Component());
        version = driver ? text(*driver, "semanticVersion") : QString();
        if (version.isEmpty() && driver)
            version = text(*driver, "version");
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

    QString name() const { return m_components.front().name; }
    // Whether it looks for vulnerabilities: by its name, or by what its rules are of.
    bool isScanner() const
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
    QString version;

    // By index, in the component that the result names, else by id; "CA1000/1" is a case of "CA1000".
    const Rule *ruleOf(const Element &result, QString &id) const
    {
        const auto reference = member(result, "rule");
        id = text(result, "ruleId");
        if (id.isEmpty() && reference)
            id = text(*reference, "id");
        double index = number(result, "ruleIndex", -1);
        const Component *component = &m_components.front();
        if (reference) {
            index = index < 0 ? number(*reference, "index", -1) : index;
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

private:
    const Component *componentOf(const Element &named) const
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

    std::vector<Component> m_components;
    QHash<QString, const Rule *> m_byId; // the first of a name
};

// Section 3.27.23: suppressed where all suppressions are accepted, which they are where they do not say.
bool isSuppressed(const Element &result)
{
    const auto list = items(result, "suppressions", 100);
    for (const Element &item : list) {
        const QString status = text(item, "status");
        if (!status.isEmpty() && status != u"accepted"_s)
            return false;
    }
    return !list.empty();
}

void countOther(const Rule *rule, const Words &words, const QString &message, ImportedReport::Others &others)
{
    const QString name = rule ? rule->name : QString();
    if (hasTag(rule, "secret") || name == u"Secret"_s || message.contains(u"\nSecret "_s))
        ++others.secrets;
    else if (hasTag(rule, "misconfiguration") || name == u"Misconfiguration"_s
        || (words.contains(u"artifact"_s) && words.contains(u"type"_s)))
        ++others.misconfigurations;
    else if (hasTag(rule, "license") || name == u"License"_s)
        ++others.licences;
    else
        ++others.checks;
}

QByteArray fixOf(const QString &text)
{
    return text.compare(u"not fixed"_s, Qt::CaseInsensitive) == 0 || text == u"N/A"_s ? QByteArray() : text.toUtf8();
}

// Of a message that is given by its id, with what belongs into its places.
QString textOf(const Element &result, const Rule *rule)
{
    QString message = messageOf(result, "message");
    const auto object = member(result, "message");
    if (!message.isEmpty() || !object || !rule)
        return message;
    message = rule->messages.value(text(*object, "id"));
    const QStringList arguments = texts(*object, "arguments", 50);
    for (qsizetype i = 0; i < arguments.size(); ++i)
        message.replace(u"{%1}"_s.arg(i), arguments[i]);
    return message;
}

// "curl@7.88.1-10", where a location names the package of this finding.
QString versionIn(const Element &result, const Rule *rule, const QString &package)
{
    const auto versionOf = [&](const reportwords::NamedVersion &named) {
        const bool isIt = named.name == package || named.name.section(u'/', 0, 0) == package;
        return isIt && !package.isEmpty() ? named.version : QString();
    };
    for (const Element &location : items(result, "locations", 100)) {
        for (const Element &logical : items(location, "logicalLocations", 100)) {
            const QString version = versionOf(reportwords::namedVersionOf(text(logical, "fullyQualifiedName")));
            if (!version.isEmpty())
                return version;
        }
    }
    return rule ? versionOf(rule->named) : QString();
}

// What the result, or the prose of its rule, recommends for this package.
QByteArray recommendedFix(const Element &result, const Rule *rule, const QString &package)
{
    QStringList proses;
    for (const Element &fix : items(result, "fixes", 20))
        proses.append(messageOf(fix, "description"));
    if (rule) {
        if (const QByteArray fix = reportwords::tabledFixes(rule->prose, package); !fix.isEmpty())
            return fix;
        proses.append(rule->prose);
    }
    for (const QString &prose : std::as_const(proses)) {
        if (const QByteArray fix = reportwords::recommendedFixes(prose).value(package.toLower()); !fix.isEmpty())
            return fix;
    }
    return {};
}

ImportedReport::Line lineOf(
    const Element &result, const QString &message, const QString &id, const Rule *rule, const Words &words)
{
    ImportedReport::Line line;
    line.vulnerability = id.toUtf8();
    const auto word = [&](const char *key) {
        const QString name = QString::fromLatin1(key);
        return words.contains(name) || !rule ? words.value(name) : rule->help.value(name);
    };
    const reportwords::Sentence sentence = reportwords::sentenceOf(message);
    const auto properties = member(result, "properties");
    QStringList purls = properties ? texts(*properties, "purls", 100) : QStringList();
    if (purls.isEmpty() && rule)
        purls = rule->purls;
    QString package = sentence.package.isEmpty() ? word("package") : sentence.package;
    QString purl;
    if (package.startsWith(u"pkg:"_s))
        purl = std::exchange(package, QString());
    line.package = package.toUtf8();
    for (const QString &version :
        {sentence.version, word("installed version"), word("version"), versionIn(result, rule, package)}) {
        if (line.version.isEmpty())
            line.version = version.toUtf8();
    }
    // Of several purls, the one of this package.
    for (const QString &one : std::as_const(purls)) {
        const auto parsed = Purl::parse(one);
        if (purl.isEmpty() && parsed
            && (purls.size() == 1 || parsed->name == package || parsed->packageName() == package))
            purl = one;
    }
    namePackage(line, purl, sentence.kind.isEmpty() ? word("type") : sentence.kind);
    line.fixVersion = fixOf(word("fixed version"));
    for (const QString &other : {word("fix version"), rule ? rule->fixedVersion : QString()}) {
        if (line.fixVersion.isEmpty())
            line.fixVersion = fixOf(other);
    }
    if (line.fixVersion.isEmpty() && !package.isEmpty())
        line.fixVersion = recommendedFix(result, rule, package);
    const double own = properties ? scoreIn(*properties) : -1;
    addScore(line, {CvssVersion::Other, own > 0 ? own : rule ? rule->score : -1, {}, {}});
    line.severity = (sentence.severity.isEmpty() ? word("severity") : sentence.severity).toUtf8();
    if (severityOf(line.severity) == Severity::Unknown && line.scores.isEmpty()) {
        // For want of anything better, the level: of the result, else of its rule, else what the format says.
        static const QHash<QString, QByteArray> levels{
            {u"error"_s, "high"}, {u"warning"_s, "medium"}, {u"note"_s, "low"}, {u"none"_s, ""}};
        QString level = text(result, "level");
        if (level.isEmpty())
            level = rule && !rule->level.isEmpty() ? rule->level : u"warning"_s;
        if (const QByteArray derived = levels.value(level); !derived.isEmpty()) {
            line.severity = derived;
            line.isSeverityDerived = true;
        }
    }
    if (!sentence.place.isEmpty()) {
        line.places.append(place(sentence.place, {}));
    } else {
        for (const Element &location : items(result, "locations", 1000)) {
            const auto physical = member(location, "physicalLocation");
            const auto artifact = physical ? member(*physical, "artifactLocation") : std::nullopt;
            if (const QString path = artifact ? text(*artifact, "uri") : QString(); !path.isEmpty())
                line.places.append(place(path, {}));
        }
    }
    return line;
}

// False where it is no vulnerability.
bool readResult(const Element &result, const Tool &tool, Taker &taker, ImportedReport &report)
{
    QString id;
    const Rule *rule = tool.ruleOf(result, id);
    const QString message = textOf(result, rule);
    qsizetype length = id.size();
    const bool isNamed = isVulnerabilityId(id, &length);
    const bool isOne = isNamed || (rule && isMarked(*rule) && !id.isEmpty());
    const QString kind = text(result, "kind");
    if (kind == u"pass"_s || kind == u"notApplicable"_s || kind == u"informational"_s
        || text(result, "baselineState") == u"absent"_s) {
        ++report.others.notAffected;
        return isOne;
    }
    if (isSuppressed(result)) {
        ++report.others.suppressed;
        return isOne;
    }
    if (id.isEmpty() && message.isEmpty()) {
        taker.take({});
        return true;
    }
    const Words words = reportwords::wordsOf(message);
    if (!isOne) {
        countOther(rule, words, message, report.others);
        return false;
    }
    ImportedReport::Line line = lineOf(result, message, isNamed ? id.left(length) : id, rule, words);
    // Grype's rules are of a vulnerability in a package.
    if (!isNamed && line.vulnerability.endsWith('-' + line.package)
        && line.vulnerability.size() > line.package.size() + 1)
        line.vulnerability.chop(line.package.size() + 1);
    QStringList others = reportwords::sentenceOf(message).aliases;
    others.removeIf([](const QString &other) { return !isVulnerabilityId(other); });
    if (rule)
        others += rule->others;
    alias(report, line.vulnerability, others);
    taker.take(std::move(line));
    return true;
}

bool hasFailed(const Element &run)
{
    for (const Element &invocation : items(run, "invocations", 1000)) {
        const auto succeeded = member(invocation, "executionSuccessful");
        bool value = true;
        if (succeeded && succeeded->get_bool().get(value) == simdjson::SUCCESS && !value)
            return true;
    }
    return false;
}

} // namespace

Error readSarif(const Element &root, ImportedReport &report)
{
    report.format = ReportFormat::Sarif;
    if (const QString version = text(root, "version"); !version.isEmpty() && !version.startsWith(u"2."_s)) {
        return notAScan(LOTSE_MSG("SARIF %1 is not supported. Use SARIF 2.1.0."), {version});
    }
    Taker taker(report);
    int runs = 0;
    int read = 0;
    bool isAnyFailed = false;
    bool isScan = false; // somebody looked for vulnerabilities
    bool isScanner = false;
    QStringList images;
    for (const Element &run : taker.items(root, "runs")) {
        ++runs;
        const Tool tool(run, taker);
        if (report.scanner.isEmpty())
            report.scanner = scannerName(tool.name(), tool.version);
        if (const auto properties = member(run, "properties")) {
            const QString image = text(*properties, "imageName");
            if (!image.isEmpty() && !images.contains(image))
                images.append(image);
            if (report.image.isEmpty())
                report.image = image;
            for (const QString &reference : texts(*properties, "repoDigests", 100))
                addCandidate(report, reference);
        }
        for (const Element &invocation : items(run, "invocations", 100)) {
            if (const Seconds end = time(invocation, "endTimeUtc"); end != 0)
                report.generated = end;
        }
        const List results = listOf(run, "results");
        const bool isFailed = hasFailed(run);
        isAnyFailed = isAnyFailed || isFailed;
        if (isFailed || results.is != List::Is::There) { // null: the tool could not begin
            ++report.unreadable;
            continue;
        }
        ++read;
        isScanner = isScanner || tool.isScanner();
        for (const Element &result : taker.items(run, "results"))
            isScan = readResult(result, tool, taker, report) || isScan;
    }
    if (read == 0 && isAnyFailed)
        return notAScan(LOTSE_MSG("This SARIF report is from a failed scan. Nothing was imported; scan again."));
    if (read == 0)
        return notAScan(LOTSE_MSG("This SARIF report has no results and is not a scan. Nothing was imported."));
    const ImportedReport::Others &others = report.others;
    const int strange = others.checks + others.secrets + others.misconfigurations + others.licences;
    if (images.size() > 1) {
        return notAScan(
            LOTSE_MSG("This SARIF file has scans of %1 images (%2), and a finding belongs to one. Nothing was "
                      "imported. Import a file for each image."),
            {QString::number(images.size()), images.mid(0, 5).join(u", "_s)});
    }
    if (!isScan && strange > 0) {
        return notAScan(LOTSE_MSG("This SARIF report of %1 has no vulnerabilities; results of other kinds (secrets, "
                                  "misconfigurations, code analysis): %2. Nothing was imported."),
            {report.scanner, QString::number(strange)});
    }
    if (!isScan && !isScanner && report.isWhole()) {
        return notAScan(LOTSE_MSG("This SARIF report does not show that %1 looks for vulnerabilities, and has none. "
                                  "Nothing was imported."),
            {report.scanner.isEmpty() ? u"?"_s : report.scanner});
    }
    return {};
}

} // namespace lotse::findings::reportread
