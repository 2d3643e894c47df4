// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "findings/purl.h"
#include "findings/reportread.h"
#include "findings/reportwords.h"
#include "findings/versionrange.h"

#include <QRegularExpression>
#include <QUrl>

#include <algorithm>

namespace lotse::findings::reportread {

using namespace Qt::StringLiterals;
using namespace jsonread;

namespace {

constexpr int kDeepest = 16;

struct Component {
    QString name, group = {}, version = {}, purl = {}, kind = {}, path = {}, layer = {};
};

class Components {
public:
    Components(const Element &root, Taker &taker)
        : m_serial(text(root, "serialNumber").section(u':', -1))
    {
        if (const auto metadata = member(root, "metadata")) {
            if (const auto component = member(*metadata, "component"))
                add(*component, taker, 0);
        }
        for (const Element &component : taker.items(root, "components"))
            add(component, taker, 0);
    }

    /// By bom-ref, also within a BOM-Link to this very document, escaped or not.
    const Component *find(const QString &ref) const
    {
        if (const auto at = m_components.constFind(ref); at != m_components.cend())
            return &*at;
        const QString inner = innerOf(ref);
        for (const QString &one : {inner, QUrl::fromPercentEncoding(inner.toUtf8())}) {
            if (const auto at = m_components.constFind(one); !one.isEmpty() && at != m_components.cend())
                return &*at;
        }
        return nullptr;
    }

    /// What a reference names where no component has it: its own last part.
    QString nameOf(const QString &ref) const
    {
        const QString inner = ref.startsWith(u"urn:cdx:"_s) ? ref.section(u'#', 1) : QString();
        return inner.isEmpty() ? ref : QUrl::fromPercentEncoding(inner.toUtf8());
    }

private:
    // "urn:cdx:SERIAL/VERSION#REF", where it is of this document.
    QString innerOf(const QString &ref) const
    {
        static const QRegularExpression form(u"^urn:cdx:([^/#]+)(?:/[^#]*)?#(.+)$"_s);
        const QRegularExpressionMatch match = form.match(ref);
        if (!match.hasMatch())
            return {};
        const bool isOwn = m_serial.isEmpty() || match.captured(1).compare(m_serial, Qt::CaseInsensitive) == 0;
        return isOwn ? match.captured(2) : QString();
    }

    void add(const Element &item, Taker &taker, int depth)
    {
        Component component;
        taker.expectTexts(item, {"name", "version", "purl", "bom-ref"});
        component.name = text(item, "name");
        component.group = text(item, "group");
        component.version = text(item, "version");
        component.purl = text(item, "purl");
        for (const Element &property : items(item, "properties", 100)) {
            const QString name = text(property, "name");
            const QString value = text(property, "value");
            if (name == u"aquasecurity:trivy:PkgType"_s || name == u"syft:package:type"_s)
                component.kind = value;
            else if (name == u"aquasecurity:trivy:FilePath"_s || name == u"syft:location:0:path"_s)
                component.path = value;
            else if (name == u"aquasecurity:trivy:LayerDigest"_s || name == u"syft:location:0:layerID"_s)
                component.layer = value;
        }
        // A component without a reference is known by its package URL.
        QString ref = text(item, "bom-ref");
        if (ref.isEmpty())
            ref = component.purl;
        if (const auto known = m_components.constFind(ref); ref.isEmpty() || known == m_components.cend()) {
            if (!ref.isEmpty())
                m_components.insert(ref, component);
        } else if (known->name != component.name || known->version != component.version
            || known->purl != component.purl) {
            // One reference for two components: whichever was taken, it might be the wrong one.
            m_components.insert(ref, Component{.name = ref});
            taker.addUnreadable();
        }
        if (depth < kDeepest) {
            for (const Element &inner : taker.items(item, "components"))
                add(inner, taker, depth + 1);
        }
    }

    const QString m_serial;
    QHash<QString, Component> m_components;
};

void nameIt(ImportedReport::Line &line, const Component &component)
{
    line.package = component.name.toUtf8();
    line.version = component.version.toUtf8();
    if (!component.group.isEmpty()) {
        static const QStringList java{u"jar"_s, u"pom"_s, u"java-archive"_s, u"gradle"_s, u"maven"_s};
        const char mark = java.contains(component.kind.toLower()) ? ':' : '/';
        if (component.purl.isEmpty())
            line.package.prepend(component.group.toUtf8() + mark);
    }
    namePackage(line, component.purl, component.kind);
    if (!component.path.isEmpty() || !component.layer.isEmpty())
        line.places.append(place(component.path, component.layer));
}

// The highest that any rating says, in words or by its score. Version 2 counts only where there is no other.
void rate(const Element &vulnerability, ImportedReport::Line &line, Taker &taker)
{
    struct Word {
        CvssVersion version;
        QByteArray text;
    };
    QList<Word> words;
    for (const Element &rating : taker.items(vulnerability, "ratings")) {
        taker.expectTexts(rating, {"severity", "method"});
        const auto source = member(rating, "source");
        CvssScore score;
        score.source = source ? bytes(*source, "name") : QByteArray();
        score.version = cvssVersionNamed(bytes(rating, "method"));
        score.vector = bytes(rating, "vector");
        score.score = number(rating, "score", -1);
        // "AV:N/AC:L/PR:N/…" without the version, which the method names.
        if (!score.vector.isEmpty() && cvssVersionOf(score.vector) == CvssVersion::None) {
            const char *prefix = score.version == CvssVersion::V30                      ? "CVSS:3.0/"
                : score.version == CvssVersion::V3 || score.version == CvssVersion::V31 ? "CVSS:3.1/"
                : score.version == CvssVersion::V4                                      ? "CVSS:4.0/"
                                                                                        : "";
            score.vector.prepend(prefix);
        }
        const bool isLikelihood = score.source.compare("EPSS", Qt::CaseInsensitive) == 0;
        const bool isOther = score.version == CvssVersion::None && !bytes(rating, "method").isEmpty();
        if (isLikelihood)
            continue;
        words.append({score.version, bytes(rating, "severity")});
        if (!isOther || cvssVersionOf(score.vector) != CvssVersion::None) // OWASP and SSVC have scales of their own
            addScore(line, score);
    }
    const bool hasNewer = std::any_of(line.scores.cbegin(), line.scores.cend(),
        [](const CvssScore &score) { return score.version > CvssVersion::V2 && score.version < CvssVersion::Other; });
    Severity highest = Severity::Unknown;
    for (const Word &word : std::as_const(words)) {
        const Severity severity = severityOf(word.text);
        if (severity == Severity::Unknown || (hasNewer && word.version == CvssVersion::V2))
            continue;
        if (highest == Severity::Unknown || severity > highest) {
            highest = severity;
            line.severity = word.text;
        }
    }
    for (const CvssScore &score : std::as_const(line.scores)) {
        const Severity severity = severityOfScore(score.version, score.score);
        const bool counts = score.version > CvssVersion::V2 || !hasNewer;
        if (counts && severity != Severity::Unknown && (highest == Severity::Unknown || severity > highest)) {
            highest = severity;
            line.severity = severityWord(severity).toLatin1();
            line.isSeverityDerived = true;
        }
    }
    // A word that nobody knows is kept as it is.
    if (highest == Severity::Unknown && !words.isEmpty())
        line.severity = words.first().text;
}

QByteArray fixFor(
    const ImportedReport::Line &line, const QString &name, const QHash<QString, QByteArray> &fixes, bool isOnly)
{
    const QString own = QString::fromUtf8(line.package).toLower();
    for (const QString &one : {own, name.toLower()}) {
        if (!one.isEmpty() && fixes.contains(one))
            return fixes.value(one);
    }
    // "Upgrade to 2.1" is of the only package that there is, "Upgrade q to 3.0" of another one.
    static const QStringList anyName{
        QString(), u"package"_s, u"it"_s, u"library"_s, u"component"_s, u"dependency"_s, u"version"_s, u"this"_s};
    if (!isOnly || fixes.size() != 1)
        return {};
    const QString named = fixes.cbegin().key();
    const auto lastOf = [](const QString &text) { return text.section(u'/', -1).section(u':', -1); };
    const bool isMeant =
        anyName.contains(named) || lastOf(named) == lastOf(own) || lastOf(named) == lastOf(name.toLower());
    return isMeant ? fixes.cbegin().value() : QByteArray();
}

// What the document says of the version that is here; where it says nothing of it, it is affected.
bool isUnaffected(const Element &affected, const ImportedReport::Line &line)
{
    bool isOut = false;
    for (const Element &item : items(affected, "versions", 10'000)) {
        const QString version = text(item, "version");
        const QString range = text(item, "range");
        bool isHere = !version.isEmpty() && version.toUtf8() == line.version;
        if (!range.isEmpty() && !line.version.isEmpty()) {
            const auto parsed = VersionRange::parse(range);
            const auto purl = Purl::parse(QString::fromUtf8(line.purl));
            // By the order of another ecosystem nothing can be told of this package.
            isHere = isHere || (parsed && !parsed->isEverything() && parsed->names(line.version))
                || (parsed && purl && parsed->scheme() == versionSchemeOf(purl->type)
                    && parsed->contains(line.version));
        }
        if (!isHere)
            continue;
        if (text(item, "status") != u"unaffected"_s)
            return false;
        isOut = true;
    }
    return isOut;
}

void readVulnerability(const Element &item, const Components &components, Taker &taker, ImportedReport &report)
{
    ImportedReport::Line line;
    // The format has no field for a fix: what is not recommended, or not in words that are understood, may exist.
    line.isFixUnknown = !reportwords::saysNoFix(text(item, "recommendation"));
    taker.expectTexts(item, {"recommendation"});
    line.vulnerability = bytes(item, "id");
    rate(item, line, taker);
    QStringList others;
    for (const Element &reference : items(item, "references", 100))
        others.append(text(reference, "id"));
    alias(report, line.vulnerability, others);
    const QHash<QString, QByteArray> fixes = reportwords::recommendedFixes(text(item, "recommendation"));
    const auto affects = taker.items(item, "affects");
    if (affects.empty()) {
        taker.take(line); // of no package: it counts all the same
        return;
    }
    for (const Element &affected : affects) {
        ImportedReport::Line own = line;
        taker.expectTexts(affected, {"ref"});
        const QString ref = text(affected, "ref");
        const Component *component = components.find(ref);
        if (component) {
            nameIt(own, *component);
        } else {
            const QString name = components.nameOf(ref);
            namePackage(own, name, {});
            if (own.package.isEmpty())
                own.package = name.toUtf8();
        }
        const auto versions = items(affected, "versions", 2);
        if (own.version.isEmpty() && versions.size() == 1)
            own.version = bytes(versions.front(), "version");
        if (isUnaffected(affected, own)) {
            ++report.others.notAffected;
            continue;
        }
        own.fixVersion = fixFor(own, component ? component->name : QString(), fixes, affects.size() == 1);
        if (!own.fixVersion.isEmpty())
            own.status = "fixed";
        taker.take(std::move(own));
    }
}

// Tools as a list (before 1.5), or as components.
QList<QPair<QString, QString>> toolsOf(const Element &metadata)
{
    QList<QPair<QString, QString>> tools;
    const auto list = member(metadata, "tools");
    const bool isObject = list && list->is_object();
    for (const Element &tool : isObject ? items(*list, "components", 20) : items(metadata, "tools", 20))
        tools.append({text(tool, "name"), text(tool, "version")});
    return tools;
}

// The tool that writes an empty list of vulnerabilities whether it looked for them or not; empty where a scanner is
// among the tools.
QString makerOfSboms(const QList<QPair<QString, QString>> &tools)
{
    static const QStringList makers{u"trivy"_s, u"syft"_s, u"cdxgen"_s, u"tern"_s, u"apko"_s, u"melange"_s, u"ko"_s,
        u"buildpacks"_s, u"sbom-tool"_s, u"microsoft.sbom"_s, u"cyclonedx-"_s, u"bom"_s, u"buildkit"_s};
    static const QStringList scanners{u"grype"_s, u"snyk"_s, u"scout"_s, u"dependency-track"_s, u"osv-scanner"_s,
        u"xray"_s, u"clair"_s, u"anchore"_s, u"bomber"_s, u"depscan"_s, u"dep-scan"_s};
    QString maker;
    for (const auto &tool : tools) {
        const QString name = tool.first.toLower();
        const auto isNamed = [&](const QString &word) { return name.contains(word); };
        if (std::any_of(scanners.begin(), scanners.end(), isNamed))
            return {};
        if (maker.isEmpty() && std::any_of(makers.begin(), makers.end(), [&](const QString &word) {
                return name == word || (word.size() > 4 && name.startsWith(word));
            }))
            maker = tool.first;
    }
    return maker;
}

} // namespace

Error readCycloneDx(const Element &root, ImportedReport &report)
{
    report.format = ReportFormat::CycloneDx;
    report.scanner = u"CycloneDX"_s;
    QString maker; // of SBOMs, which does not look for vulnerabilities
    if (const auto metadata = member(root, "metadata")) {
        report.generated = time(*metadata, "timestamp");
        const auto tools = toolsOf(*metadata);
        if (!tools.isEmpty() && !tools.first().first.isEmpty())
            report.scanner = scannerName(tools.first().first, tools.first().second);
        maker = makerOfSboms(tools);
        if (const auto component = member(*metadata, "component")) {
            QStringList names{text(*component, "name")};
            for (const Element &property : items(*component, "properties", 1000)) {
                const QString name = text(property, "name");
                if (name == u"aquasecurity:trivy:RepoDigest"_s)
                    addCandidate(report, text(property, "value"));
                else if (name == u"aquasecurity:trivy:RepoTag"_s)
                    names.append(text(property, "value"));
            }
            if (report.candidates.isEmpty())
                addCandidate(report, text(*component, "version"));
            if (report.candidates.isEmpty())
                addCandidate(report, text(*component, "purl"));
            nameImage(report, names);
        }
    }
    const List vulnerabilities = listOf(root, "vulnerabilities");
    if (vulnerabilities.is == List::Is::Wrong)
        return notAScan(
            LOTSE_MSG("The vulnerabilities of this CycloneDX document are not a list. Nothing was imported."));
    if (vulnerabilities.is != List::Is::There) {
        return notAScan(
            LOTSE_MSG("This CycloneDX document has no vulnerabilities: it is an SBOM, not a scan. Nothing was "
                      "imported."));
    }
    if (vulnerabilities.items.empty() && !maker.isEmpty()) {
        return notAScan(
            LOTSE_MSG("SBOMs of %1 may have an empty vulnerability list without a scan. Nothing was imported. "
                      "Import the report of a scanner."),
            {maker});
    }
    Taker taker(report);
    const Components components(root, taker);
    int analysed = 0;
    for (const Element &item : taker.items(root, "vulnerabilities")) {
        const auto analysis = member(item, "analysis");
        analysed += analysis && !text(*analysis, "state").isEmpty() ? 1 : 0;
        readVulnerability(item, components, taker, report);
    }
    if (analysed > 0) {
        report.notes.append(Message::counted(
            LOTSE_MSG_N("%Ln vulnerabilities carry a decision of the document (analysis), which is not applied here. "
                        "Import it with \"vex import\", too.",
                "%Ln vulnerability carries a decision of the document (analysis), which is not applied here. Import it "
                "with \"vex import\", too."),
            analysed));
    }
    return {};
}

} // namespace lotse::findings::reportread
