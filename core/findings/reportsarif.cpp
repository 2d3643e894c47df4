// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "findings/purl.h"
#include "findings/reportread.h"

#include <QRegularExpression>

namespace lotse::findings::reportread {

using namespace Qt::StringLiterals;
using namespace jsonread;

namespace {

using Words = QHash<QString, QString>;

struct Rule {
    QString id, name, level;
    double score = -1;
    QStringList tags, purls;
    QString fixedVersion;
    Words help;
};

/// The rules of a tool or of one of its extensions.
struct Component {
    QString name, guid;
    std::vector<Rule> rules;
};

// "Package: openssl", "  Package         : pkg:npm/kit@1": what scanners put into a text, for want of a field.
Words wordsOf(const QString &message)
{
    Words words;
    for (const QString &line : message.split(u'\n').mid(0, 50)) {
        const qsizetype colon = line.indexOf(u':');
        const QString key = line.left(colon).trimmed().toLower();
        if (colon > 0 && !words.contains(key))
            words.insert(key, line.mid(colon + 1).trimmed());
    }
    return words;
}

QString messageOf(const Element &object, std::string_view key)
{
    const auto message = member(object, key);
    return message ? text(*message, "text") : QString();
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
    rule.help = wordsOf(messageOf(item, "help"));
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

bool hasTag(const Rule *rule, const char *tag)
{
    return rule && rule->tags.contains(QString::fromLatin1(tag), Qt::CaseInsensitive);
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

// "A critical vulnerability in deb package: squeezer, version 1.10-4 was found in image x at: /var/lib/dpkg/status"
struct Sentence {
    QString kind, package, version, place, severity;
};

Sentence sentenceOf(const QString &message)
{
    static const QRegularExpression form(
        u"vulnerability in (?:the )?(\\S+) package: (.+), version (\\S+) was found (?:in .+ )?at: (.+)$"_s);
    // "This file introduces a vulnerable curl package with a high severity vulnerability.": Snyk's.
    static const QRegularExpression other(u"introduces a vulnerable (\\S+) package with an? (\\S+) severity"_s);
    const QRegularExpressionMatch match = form.match(message);
    if (const QRegularExpressionMatch second = other.match(message); second.hasMatch())
        return {{}, second.captured(1), {}, {}, second.captured(2)};
    if (!match.hasMatch())
        return {};
    return {match.captured(1), match.captured(2), match.captured(3), match.captured(4).trimmed(), {}};
}

QByteArray fixOf(const QString &text)
{
    return text.compare(u"not fixed"_s, Qt::CaseInsensitive) == 0 || text == u"N/A"_s ? QByteArray() : text.toUtf8();
}

ImportedReport::Line lineOf(const Element &result, const QString &id, const Rule *rule, const Words &words)
{
    ImportedReport::Line line;
    line.vulnerability = id.toUtf8();
    const auto word = [&](const char *key) {
        const QString name = QString::fromLatin1(key);
        return words.contains(name) || !rule ? words.value(name) : rule->help.value(name);
    };
    const Sentence sentence = sentenceOf(messageOf(result, "message"));
    const auto properties = member(result, "properties");
    QStringList purls = properties ? texts(*properties, "purls", 100) : QStringList();
    if (purls.isEmpty() && rule)
        purls = rule->purls;
    QString package = sentence.package.isEmpty() ? word("package") : sentence.package;
    QString purl;
    if (package.startsWith(u"pkg:"_s))
        purl = std::exchange(package, QString());
    line.package = package.toUtf8();
    line.version = (sentence.version.isEmpty() ? word("installed version") : sentence.version).toUtf8();
    if (line.version.isEmpty())
        line.version = word("version").toUtf8();
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

void readResult(const Element &result, const Tool &tool, Taker &taker, ImportedReport &report)
{
    QString id;
    const Rule *rule = tool.ruleOf(result, id);
    const QString kind = text(result, "kind");
    if (kind == u"pass"_s || kind == u"notApplicable"_s || kind == u"informational"_s
        || text(result, "baselineState") == u"absent"_s) {
        ++report.others.notAffected;
        return;
    }
    if (isSuppressed(result)) {
        ++report.others.suppressed;
        return;
    }
    const QString message = messageOf(result, "message");
    const Words words = wordsOf(message);
    if (id.isEmpty() && message.isEmpty()) {
        taker.take({});
        return;
    }
    qsizetype length = id.size();
    const bool isNamed = isVulnerabilityId(id, &length);
    const bool isMarked =
        hasTag(rule, "vulnerability") || (rule && (rule->name.endsWith(u"Vulnerability"_s) || !rule->purls.isEmpty()));
    if (!isNamed && (!isMarked || id.isEmpty())) {
        countOther(rule, words, message, report.others);
        return;
    }
    ImportedReport::Line line = lineOf(result, isNamed ? id.left(length) : id, rule, words);
    // Grype's rules are of a vulnerability in a package.
    if (!isNamed && line.vulnerability.endsWith('-' + line.package)
        && line.vulnerability.size() > line.package.size() + 1)
        line.vulnerability.chop(line.package.size() + 1);
    taker.take(std::move(line));
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
        return notAScan(LOTSE_MSG("This is SARIF %1; version 2.1.0 is read. Let the scanner write that."), {version});
    }
    Taker taker(report);
    int runs = 0;
    int read = 0;
    bool isAnyFailed = false;
    for (const Element &run : taker.items(root, "runs")) {
        ++runs;
        const Tool tool(run, taker);
        if (report.scanner.isEmpty())
            report.scanner = scannerName(tool.name(), tool.version);
        if (const auto properties = member(run, "properties")) {
            if (report.image.isEmpty())
                report.image = text(*properties, "imageName");
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
        for (const Element &result : taker.items(run, "results"))
            readResult(result, tool, taker, report);
    }
    if (read == 0 && isAnyFailed)
        return notAScan(LOTSE_MSG("This SARIF report says that the scan failed. Nothing was kept; scan anew."));
    if (read == 0)
        return notAScan(LOTSE_MSG("This SARIF report holds no results, so it is no scan. Nothing was kept."));
    const ImportedReport::Others &others = report.others;
    const int strange = others.checks + others.secrets + others.misconfigurations + others.licences;
    if (report.findings == 0 && strange > 0 && others.suppressed == 0 && others.notAffected == 0) {
        return notAScan(LOTSE_MSG("This SARIF report of %1 names no vulnerabilities: %2 results are of other kinds "
                                  "(secrets, misconfigurations, code analysis). Nothing was kept."),
            {report.scanner, QString::number(strange)});
    }
    return {};
}

} // namespace lotse::findings::reportread
