// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "findings/jsonread.h"
#include "findings/reportimport.h"

#include <QHash>

/// What the readers of the formats share.
namespace lotse::findings::reportread {

using jsonread::Element;

inline constexpr qsizetype kMaxBytes = 128 * 1024 * 1024;
inline constexpr int kMaxFindings = 1'000'000;

/// A list that a format has in a member. Vendors write null for an empty one; one that is missing, or is no list, says
/// nothing.
struct List {
    enum class Is { Missing, Null, Wrong, There };
    Is is = Is::Missing;
    std::vector<Element> items;
    bool isRead() const { return is == Is::Null || is == Is::There; }
};
List listOf(const Element &object, std::string_view key);

/// Puts lines with the same key together and counts what is left out.
class Taker {
public:
    explicit Taker(ImportedReport &report)
        : m_report(report)
    {
    }
    /// A line without a vulnerability is unreadable. Fills in what the scores say where there is no severity.
    void take(ImportedReport::Line line);
    /// A list within the report (of one target): its items, with what is not one counted as unreadable.
    std::vector<Element> items(const Element &object, std::string_view key);
    /// Counts the object as unreadable where one of these members is there and neither a text nor null: what it says
    /// of the package or of its fix would be lost without a word.
    void expectTexts(const Element &object, std::initializer_list<const char *> keys);
    /// The same for anything else that cannot be read; one line counts once.
    void addUnreadable();

private:
    ImportedReport &m_report;
    bool m_isCounted = false; // the line that is being read is unreadable already
    QHash<QByteArray, qsizetype> m_lines; // by vulnerability, package and version
};

/// The name that all readers give a package: from its package URL where that says more than the scanner's own word
/// (the group of Maven, the scope of npm). Sets name, version where it is missing, and purl. `kind` is the scanner's
/// word for the ecosystem.
void namePackage(ImportedReport::Line &line, const QString &purl, const QString &kind);

/// Adds a score, completed; of each version the highest stays.
void addScore(ImportedReport::Line &line, const CvssScore &score);
/// What else the scanner calls it. Whether such a name stands for this one alone is seen only over all reports: see
/// Aliases.
void alias(ImportedReport &report, const QByteArray &id, const QStringList &others);
/// "repository@sha256:…" or a digest alone.
void addCandidate(ImportedReport &report, const QString &reference);
/// Names the image by the first of these names that is none of a file ("web.tar", "./sbom.json"), else by the
/// repository of a candidate. What a scanner was given need not be an image, and as the name of one it would be that of
/// another.
void nameImage(ImportedReport &report, const QStringList &names);
QByteArray place(const QString &path, const QString &layer);
/// "Trivy 0.58.0"; the name alone where there is no version.
QString scannerName(const QString &name, const QString &version);

/// Whether a text is the id of a vulnerability: of CVE, GHSA, OSV's databases or a distribution. `length` is how much
/// of the text the id is ("CVE-2021-44228-openssl"), where it is asked for.
bool isVulnerabilityId(const QString &text, qsizetype *length = nullptr);

Error notAScan(const char *id, const QStringList &args = {});

// One for each format. An error where the document is of the format and holds no scan.
/// {"nvd": {"V3Score", "V3Vector", …}, "ghsa": …}, as Trivy writes it, also within a report of Harbor.
void readTrivyScores(const Element &cvss, const QString &severitySource, ImportedReport::Line &line);

Error readTrivy(const Element &root, ImportedReport &report);
Error readTrivyResults(const List &results, ImportedReport &report, bool mustHaveScan);
Error readGrype(const Element &root, ImportedReport &report);
Error readSarif(const Element &root, ImportedReport &report);
Error readCycloneDx(const Element &root, ImportedReport &report);
Error readHarbor(const Element &report, ImportedReport &out);
Error readOperator(const Element &object, ImportedReport &report);
Error readCluster(const Element &root, ReportFile &file);

} // namespace lotse::findings::reportread
