// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "findings/reportread.h"
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
    QString name, group, version, purl, kind, path, layer;
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
        if (!ref.isEmpty() && !m_components.contains(ref))
            m_components.insert(ref, component);
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
void rate(const Element &vulnerability, ImportedReport::Line &line)
{
    struct Word {
        CvssVersion version;
        QByteArray text;
    };
    QList<Word> words;
    for (const Element &rating : items(vulnerability, "ratings", 1000)) {
        const auto source = member(rating, "source");
        CvssScore score;
        score.source = source ? bytes(*source, "name") : QByteArray();
        score.version = cvssVersionNamed(bytes(rating, "method"));
        score.vector = bytes(rating, "vector");
        score.score = number(rating, "score", -1);
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

// "Upgrade gnuzip to version 1.6-5+deb9u1; Upgrade liblzmb5 to version 5.2.2": Trivy's words, and those like them.
QHash<QString, QByteArray> fixesOf(const QString &recommendation)
{
    static const QRegularExpression form(
        u"(?:upgrade|update)\\s+(?:(\\S+)\\s+)?to\\s+(?:version\\s+)?v?([0-9][^;,\\s]*(?:,\\s*[0-9][^;\\s,]*)*)"_s,
        QRegularExpression::CaseInsensitiveOption);
    QHash<QString, QByteArray> fixes;
    for (const QString &part : recommendation.split(u';')) {
        QRegularExpressionMatch match = form.match(part);
        if (!match.hasMatch())
            continue;
        QString version = match.captured(2);
        while (version.endsWith(u'.') || version.endsWith(u','))
            version.chop(1);
        fixes.insert(match.captured(1).toLower(), version.toUtf8());
    }
    return fixes;
}

QByteArray fixFor(
    const ImportedReport::Line &line, const QString &name, const QHash<QString, QByteArray> &fixes, bool isOnly)
{
    const QString own = QString::fromUtf8(line.package).toLower();
    for (const QString &one : {own, name.toLower()}) {
        if (!one.isEmpty() && fixes.contains(one))
            return fixes.value(one);
    }
    // "Upgrade to 2.1" is of the only package that there is.
    return isOnly && fixes.size() == 1 ? fixes.cbegin().value() : QByteArray();
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
            isHere = isHere || (parsed && parsed->contains(line.version));
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
    line.vulnerability = bytes(item, "id");
    rate(item, line);
    QStringList others;
    for (const Element &reference : items(item, "references", 100))
        others.append(text(reference, "id"));
    alias(report, line.vulnerability, others);
    const QHash<QString, QByteArray> fixes = fixesOf(text(item, "recommendation"));
    const auto affects = taker.items(item, "affects");
    if (affects.empty()) {
        taker.take(line); // of no package: it counts all the same
        return;
    }
    for (const Element &affected : affects) {
        ImportedReport::Line own = line;
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

} // namespace

Error readCycloneDx(const Element &root, ImportedReport &report)
{
    report.format = ReportFormat::CycloneDx;
    report.scanner = u"CycloneDX"_s;
    bool isByTrivy = false;
    if (const auto metadata = member(root, "metadata")) {
        report.generated = time(*metadata, "timestamp");
        const auto tools = toolsOf(*metadata);
        if (!tools.isEmpty() && !tools.first().first.isEmpty())
            report.scanner = scannerName(tools.first().first, tools.first().second);
        isByTrivy = tools.size() == 1 && tools.first().first.compare(u"trivy"_s, Qt::CaseInsensitive) == 0;
        if (const auto component = member(*metadata, "component")) {
            report.image = text(*component, "name");
            for (const Element &property : items(*component, "properties", 1000)) {
                if (text(property, "name") == u"aquasecurity:trivy:RepoDigest"_s)
                    addCandidate(report, text(property, "value"));
            }
            if (report.candidates.isEmpty())
                addCandidate(report, text(*component, "version"));
            if (report.candidates.isEmpty())
                addCandidate(report, text(*component, "purl"));
        }
    }
    const List vulnerabilities = listOf(root, "vulnerabilities");
    if (vulnerabilities.is == List::Is::Wrong)
        return notAScan(LOTSE_MSG("The vulnerabilities of this CycloneDX document are no list. Nothing was kept."));
    if (vulnerabilities.is != List::Is::There) {
        return notAScan(LOTSE_MSG("This CycloneDX document lists components and no vulnerabilities: it is no scan. "
                                  "Nothing was kept."));
    }
    if (vulnerabilities.items.empty() && isByTrivy) {
        return notAScan(LOTSE_MSG("Trivy writes an empty list of vulnerabilities into every SBOM, scanned or not. "
                                  "Nothing was kept; import Trivy's own JSON."));
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
