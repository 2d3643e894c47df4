// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "findings/purl.h"
#include "findings/reportread.h"
#include "findings/reportwords.h"
#include "findings/sariftool.h"

#include <algorithm>

namespace lotse::findings::reportread {

using namespace Qt::StringLiterals;
using namespace jsonread;
using namespace sarif;
using reportwords::Words;

namespace {

enum class Suppressed { No, Yes, Unreadable };

// Section 3.27.23: suppressed where all suppressions are accepted, which they are where they do not say.
Suppressed suppressionOf(const Element &result)
{
    const List list = listOf(result, "suppressions");
    bool isReadable = list.is != List::Is::Wrong;
    for (const Element &item : list.items) {
        const QString status = text(item, "status");
        isReadable = isReadable && item.is_object() && !isNoText(item, "status");
        if (!status.isEmpty() && status != u"accepted"_s)
            return Suppressed::No;
    }
    return !isReadable ? Suppressed::Unreadable : list.items.empty() ? Suppressed::No : Suppressed::Yes;
}

void countOther(const Rule *rule, const Words &words, const QString &message, ImportedReport::Others &others)
{
    const QString name = rule ? rule->name : QString();
    if ((rule && rule->hasTag("secret")) || name == u"Secret"_s || message.contains(u"\nSecret "_s))
        ++others.secrets;
    else if ((rule && rule->hasTag("misconfiguration")) || name == u"Misconfiguration"_s
        || (words.contains(u"artifact"_s) && words.contains(u"type"_s)))
        ++others.misconfigurations;
    else if ((rule && rule->hasTag("license")) || name == u"License"_s)
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

// Whether it was said in any of the places where tools say it, so that no version there means that there is none.
bool isFixStated(const Element &result, const Rule *rule, const Words &words)
{
    const auto names = [](const Words &some) {
        return some.contains(u"fixed version"_s) || some.contains(u"fix version"_s);
    };
    if (names(words) || !items(result, "fixes", 1).empty())
        return true;
    return rule
        && (names(rule->help) || !rule->fixedVersion.isEmpty()
            || rule->prose.contains(u"fixed version"_s, Qt::CaseInsensitive));
}

// What the run sets for a rule takes the place of what the rule says of itself (section 3.20.5).
struct Override {
    const Rule *rule = nullptr;
    QString level;
};

class Overrides {
public:
    Overrides(const Element &run, const Tool &tool)
    {
        for (const Element &invocation : items(run, "invocations", 1000)) {
            std::vector<Override> list;
            for (const Element &one : items(invocation, "ruleConfigurationOverrides", 100'000)) {
                const auto rule = member(one, "descriptor");
                const auto configuration = member(one, "configuration");
                if (!rule || !configuration)
                    continue;
                if (const Rule *named = tool.ruleNamed(*rule))
                    list.push_back({named, text(*configuration, "level")});
            }
            m_invocations.push_back(std::move(list));
        }
    }

    /// The level of a rule in the invocation that found the result; empty where the run sets none.
    QString levelOf(const Element &result, const Rule *rule) const
    {
        const auto provenance = member(result, "provenance");
        const double named = provenance ? number(*provenance, "invocationIndex", -1) : -1;
        // Where a result does not say which one found it, the only one did, or the worse of what several say counts.
        static const QStringList levels{u"none"_s, u"note"_s, u"warning"_s, u"error"_s};
        QString worst;
        for (size_t i = 0; rule && i < m_invocations.size(); ++i) {
            for (const Override &one : m_invocations[i]) {
                const bool isIt = one.rule == rule && (named < 0 || named == double(i));
                if (isIt && levels.indexOf(one.level) > levels.indexOf(worst))
                    worst = one.level;
            }
        }
        return worst;
    }

private:
    std::vector<std::vector<Override>> m_invocations;
};

ImportedReport::Line lineOf(const Element &result, const QString &message, const QString &id, const Rule *rule,
    const Words &words, const Overrides &overrides)
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
    line.status = word("status").toUtf8();
    line.fixVersion = fixOf(word("fixed version"));
    for (const QString &other : {word("fix version"), rule ? rule->fixedVersion : QString()}) {
        if (line.fixVersion.isEmpty())
            line.fixVersion = fixOf(other);
    }
    if (line.fixVersion.isEmpty() && !package.isEmpty())
        line.fixVersion = recommendedFix(result, rule, package);
    line.isFixUnknown = line.fixVersion.isEmpty() && !isFixStated(result, rule, words);
    const double own = properties ? scoreIn(*properties) : -1;
    addScore(line, {CvssVersion::Other, own > 0 ? own : rule ? rule->score : -1, {}, {}});
    line.severity = (sentence.severity.isEmpty() ? word("severity") : sentence.severity).toUtf8();
    // A tool that says that it does not know the severity, in a word or as 0.0, writes a level all the same.
    const bool isSaid = !line.severity.trimmed().isEmpty() || own == 0 || (own < 0 && rule && rule->score == 0);
    if (!isSaid && line.scores.isEmpty()) {
        // For want of anything better, the level: of the result, else of its rule, else what the format says.
        static const QHash<QString, QByteArray> levels{
            {u"error"_s, "high"}, {u"warning"_s, "medium"}, {u"note"_s, "low"}, {u"none"_s, ""}};
        QString level = text(result, "level");
        if (level.isEmpty())
            level = overrides.levelOf(result, rule);
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
bool readResult(
    const Element &result, const Tool &tool, const Overrides &overrides, Taker &taker, ImportedReport &report)
{
    QString id;
    const Rule *rule = tool.ruleOf(result, id);
    const QString message = textOf(result, rule);
    qsizetype length = id.size();
    const bool isNamed = isVulnerabilityId(id, &length);
    const bool isOne = isNamed || (rule && rule->isMarked() && !id.isEmpty());
    const QString kind = text(result, "kind");
    if (kind == u"pass"_s || kind == u"notApplicable"_s || kind == u"informational"_s
        || text(result, "baselineState") == u"absent"_s) {
        ++report.others.notAffected;
        return isOne;
    }
    const Suppressed suppressed = suppressionOf(result);
    if (suppressed == Suppressed::Yes) {
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
    if (suppressed == Suppressed::Unreadable)
        taker.addUnreadable();
    taker.expectTexts(result, {"kind", "baselineState", "level"});
    ImportedReport::Line line = lineOf(result, message, isNamed ? id.left(length) : id, rule, words, overrides);
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

// An invocation that says something else than true does not show that the scan succeeded.
bool hasFailed(const Element &run, Taker &taker)
{
    for (const Element &invocation : taker.items(run, "invocations")) {
        const auto succeeded = member(invocation, "executionSuccessful");
        bool value = false;
        if (succeeded && (succeeded->get_bool().get(value) != simdjson::SUCCESS || !value))
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
            report.scanner = scannerName(tool.name(), tool.version());
        if (const auto properties = member(run, "properties")) {
            const QString image = text(*properties, "imageName");
            if (!image.isEmpty() && !images.contains(image))
                images.append(image);
            for (const QString &reference : texts(*properties, "repoDigests", 100))
                addCandidate(report, reference);
            nameImage(report, QStringList{report.image, image} + texts(*properties, "repoTags", 10));
        }
        Seconds end = 0;
        for (const Element &invocation : items(run, "invocations", 100))
            end = std::max(end, time(invocation, "endTimeUtc"));
        // Of several scans the oldest tells how old the report is.
        if (end != 0)
            report.generated = report.generated == 0 ? end : std::min(report.generated, end);
        const List results = listOf(run, "results");
        const bool isFailed = hasFailed(run, taker);
        isAnyFailed = isAnyFailed || isFailed;
        if (isFailed || results.is != List::Is::There) { // null: the tool could not begin
            ++report.unreadable;
            continue;
        }
        ++read;
        isScanner = isScanner || tool.isScanner();
        const Overrides overrides(run, tool);
        for (const Element &result : taker.items(run, "results"))
            isScan = readResult(result, tool, overrides, taker, report) || isScan;
    }
    if (read == 0 && isAnyFailed)
        return notAScan(LOTSE_MSG("This SARIF report is from a failed scan. Nothing was imported; scan again."));
    if (read == 0)
        return notAScan(LOTSE_MSG("This SARIF report has no results and is not a scan. Nothing was imported."));
    const ImportedReport::Others &others = report.others;
    const int strange = others.checks + others.secrets + others.misconfigurations + others.licences;
    if (images.size() > 1) {
        return notAScan(
            LOTSE_MSG("This SARIF file has scans of %1 images (%2), but a finding belongs to exactly one. Nothing "
                      "was imported. Import one file per image."),
            {QString::number(images.size()), images.mid(0, 5).join(u", "_s)});
    }
    if (!isScan && strange > 0) {
        return notAScan(LOTSE_MSG("This SARIF report of %1 has no vulnerabilities; results of other kinds (secrets, "
                                  "misconfigurations, code analysis): %2. Nothing was imported."),
            {report.scanner, QString::number(strange)});
    }
    if (!isScan && !isScanner && report.isWhole()) {
        return notAScan(
            LOTSE_MSG("This SARIF report has no vulnerabilities and no indication that %1 scans for them. Nothing "
                      "was imported."),
            {report.scanner.isEmpty() ? u"?"_s : report.scanner});
    }
    return {};
}

} // namespace lotse::findings::reportread
