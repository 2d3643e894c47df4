// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/templates.h"

#include "base/clockskew.h"

#include <QJsonArray>
#include <QMap>

#include <algorithm>
#include <utility>

namespace lotse::report {

using namespace Qt::StringLiterals;
using namespace lotse::posture;

namespace {

QList<Section> sectionsOf(const QString &name, const Source &source, const Words &words)
{
    if (name == "posture"_L1)
        return sections::posture(source, words);
    if (name == "executive"_L1)
        return sections::executive(source, words);
    if (name == "exceptions"_L1)
        return sections::exceptions(source, words);
    if (name == "findings"_L1)
        return sections::findings(source, words);
    if (name == "access-review"_L1)
        return sections::accessReview(source, words);
    if (name == "audit"_L1)
        return sections::audit(source, words);
    if (name == "signatures"_L1)
        return sections::signatures(source, words);
    if (name == "retention"_L1)
        return sections::retention(source, words);
    return sections::configuration(source, words);
}

// What of the facts that the report stands on is missing or not whole.
QStringList spotsOf(const Template &row, const Source &source, const Words &words)
{
    const Facts &facts = source.posture->facts;
    const bool needsAll = QByteArrayView(row.kinds).contains('@');
    const QStringList kinds = QString::fromLatin1(row.kinds).split(u' ', Qt::SkipEmptyParts);
    const auto say = [&](const Message &message) { return words.text(message); };
    QStringList out;
    if (needsAll || !kinds.isEmpty())
        out = blindSpots(facts, needsAll ? QStringList() : kinds, say);
    // A store of findings can be whole without Harbor, which alone has projects.
    const bool hasProjects = facts.isHarbor || !row.needsStore;
    for (const QString &kind : kinds) {
        if (!needsAll && !facts.find(kind) && (hasProjects || kind != "projects"_L1))
            out.append(kind + u": "_s + words.text(LOTSE_MSG("not read")));
    }
    if (row.needsStore && source.view) {
        for (const RegistryRead &one : source.view->registries) {
            if (one.id == source.registryId && !one.isWhole())
                out.append(words.text(one.gap()));
        }
    }
    return out;
}

QString markOf(const Template &row, const Source &source, const QStringList &spots, const Words &words)
{
    if (!spots.isEmpty())
        return words.text(LOTSE_MSG("Some data could not be read: this report proves nothing about the missing data."));
    if (!row.needsStore)
        return {};
    constexpr qint64 fresh = 7 * 24 * 3600;
    for (const RegistryRead &one : source.view ? source.view->registries : QList<RegistryRead>()) {
        if (one.id == source.registryId && one.listed.isValid() && one.listed.secsTo(source.posture->at) <= fresh)
            return {};
    }
    return words.text(
        LOTSE_MSG("The local store is older than seven days, or does not contain this registry: run a sync first."));
}

} // namespace

const QList<Template> &templates()
{
    static const QList<Template> all{
        {"posture", LOTSE_MSG("Posture"),
            LOTSE_MSG("How the registry is run, check by check, with the evidence of each."), "@set", false, false},
        {"executive", LOTSE_MSG("Summary"), LOTSE_MSG("One page: results by severity, and what to do first."), "@set",
            false, false},
        {"exceptions", LOTSE_MSG("Exceptions"),
            LOTSE_MSG("Excepted checks and accepted risks, with owner, reason and expiration."), "@set", true, false},
        {"findings", LOTSE_MSG("Findings and decisions"),
            LOTSE_MSG("Open findings in the local store by severity and image, and the decisions on them."), "projects",
            true, false},
        {"access-review", LOTSE_MSG("Access review"),
            LOTSE_MSG("Permissions of administrators, members and robot accounts, with a column for the sign-off."),
            "users projects project-members robots project-robots audit-of-users audit-of-robots", false, false},
        {"audit", LOTSE_MSG("Audit extract"), LOTSE_MSG("Audit trail entries of a period."), "audit", false, true},
        {"signatures", LOTSE_MSG("Signature and SBOM coverage"),
            LOTSE_MSG("Images with verified signatures and SBOMs, by project."),
            "project-artifacts projects store-verdicts", false, false},
        {"retention", LOTSE_MSG("Retention and deletion"),
            LOTSE_MSG("Retention and immutability rules, their executions, deletions in the audit trail and garbage "
                      "collection runs of a period, as proof of deletion."),
            "projects retention retention-executions immutable-rules gc gc-schedule audit", false, true},
        {"configuration", LOTSE_MSG("Configuration"),
            LOTSE_MSG("All settings of the registry and its projects, and what changed since the previous report."),
            "configuration system-info projects quotas", false, false},
    };
    return all;
}

const Template *findTemplate(const QString &name)
{
    for (const Template &one : templates()) {
        if (name == QLatin1StringView(one.name))
            return &one;
    }
    return nullptr;
}

QStringList frameworks()
{
    return {u"CD"_s, u"CS"_s, u"N"_s, u"I"_s, u"B"_s, u"P"_s, u"N2"_s, u"CRA"_s, u"DORA"_s};
}

QHash<QString, harbor::Params> paramsFor(const Template &row, const QDateTime &from, const QDateTime &to)
{
    const auto stamp = [](const QDateTime &at) { return at.toUTC().toString(u"yyyy-MM-ddTHH:mm:ss"_s); };
    QString q = u"op_time=[%1~%2]"_s.arg(stamp(from), stamp(to.addSecs(60)));
    if (QLatin1StringView(row.name) == "retention"_L1)
        q += u",operation=delete"_s;
    return {{u"audit"_s, {{u"q"_s, q}}}};
}

QStringList kindsFor(const Template &row, const CheckSet &set, bool isHarbor)
{
    QStringList kinds;
    for (const QString &kind : QString::fromLatin1(row.kinds).split(u' ', Qt::SkipEmptyParts)) {
        if (kind == "@set"_L1)
            kinds += kindsOf(set, isHarbor);
        else
            kinds.append(kind);
    }
    kinds.removeDuplicates();
    return kinds;
}

Column columnOf(const Words &words, const char *title, double weight, Holds holds)
{
    Column out;
    out.title = words.text(title);
    out.weight = weight;
    out.holds = holds;
    return out;
}

Section sectionOf(const QString &id, const QString &title, const QList<Table> &tables)
{
    Section out;
    out.id = id;
    out.title = title;
    out.tables = tables;
    return out;
}

bool isInScope(const Source &source, const QString &project)
{
    return source.projects.isEmpty() || fits(project, source.projects);
}

QList<FactRow> rowsOf(const Source &source, const QString &kind)
{
    QList<FactRow> out;
    const Fact *fact = source.posture->facts.find(kind);
    for (const FactRow &row : fact ? fact->rows : QList<FactRow>()) {
        const QString project = kind == "projects"_L1 ? row.json[u"name"_s].toString() : row.parent;
        if (project.isEmpty() || isInScope(source, project))
            out.append(row);
    }
    return out;
}

Reading readingOf(const Source &source, const QStringList &kinds)
{
    bool isWhole = true, isMissing = true;
    for (const QString &kind : kinds) {
        const Fact *fact = source.posture->facts.find(kind);
        isWhole = isWhole && fact && fact->reading == Reading::Whole;
        isMissing = isMissing && (!fact || fact->reading == Reading::Missing);
    }
    return isWhole ? Reading::Whole : isMissing ? Reading::Missing : Reading::Partial;
}

QString emptyOf(Reading reading, const char *none, const Words &words)
{
    switch (reading) {
    case Reading::Whole:
        return words.text(none);
    case Reading::Partial:
        return words.text(LOTSE_MSG("Nothing was found in the data that could be read."));
    case Reading::Missing:
        break;
    }
    return words.text(LOTSE_MSG("This could not be read."));
}

QString emptyOf(const Source &source, const QStringList &kinds, const char *none, const Words &words)
{
    return emptyOf(readingOf(source, kinds), none, words);
}

Figure figureOf(const Source &source, const QStringList &kinds, const QString &id, const QString &label,
    const QString &value, bool isNothing, const QString &drill)
{
    const Fact *fact = source.posture->facts.find(kinds.first());
    const Reading reading = readingOf(source, kinds);
    // What nobody could read is no zero, and nothing in a part of it is none, either.
    const bool isKnown = reading == Reading::Whole || (reading == Reading::Partial && !isNothing);
    return {id, label, isKnown ? value : u"–"_s, kinds.join(u", "_s), fact ? fact->at : source.posture->at, drill};
}

QString setTitleOf(const Source &source, const Words &words)
{
    for (const char *known : {LOTSE_MSG("All checks"), LOTSE_MSG("Practices of a trusted registry")}) {
        if (source.posture->setTitle == QLatin1StringView(known))
            return words.text(known);
    }
    return source.posture->setTitle;
}

namespace {

struct Covered {
    qint64 artifacts = 0, scannable = 0, fresh = 0;
};

bool isScannedWithin(const FactRow &row, int days, const QDateTime &now)
{
    for (const QJsonValue one : row.json[u"scan_overview"_s].toObject()) {
        const QDateTime end = timeOf(one[u"end_time"_s].toString());
        const bool isWhole = one[u"complete_percent"_s].toInt(100) >= 100; // all platforms of an index
        if (one[u"scan_status"_s].toString() == "Success"_L1 && isWhole && end.isValid() && end.daysTo(now) <= days
            && !isAhead(end, now)) // what is dated ahead is not shown to be recent
            return true;
    }
    return false;
}

// By project; those without artifacts, too.
QMap<QString, Covered> coveredOf(const Source &source)
{
    QMap<QString, Covered> out;
    for (const FactRow &row : rowsOf(source, u"projects"_s))
        out[row.json[u"name"_s].toString()];
    for (const FactRow &row : rowsOf(source, u"project-artifacts"_s)) {
        Covered &one = out[row.parent];
        ++one.artifacts;
        if (row.json[u"addition_links"_s].toObject().contains(u"vulnerabilities"_s)) {
            ++one.scannable;
            one.fresh += isScannedWithin(row, 30, source.posture->at) ? 1 : 0;
        }
    }
    return out;
}

const QString kCoverage = u"coverage-by-project"_s;

// The rows behind the numbers of coverage(): at the end, for there may be many.
Section coverageRows(const Source &source, const Words &words)
{
    Table table;
    table.id = kCoverage;
    table.keys = {0};
    table.columns = {columnOf(words, LOTSE_MSG("Project"), 2)};
    const Fact *artifacts = source.posture->facts.find(u"project-artifacts"_s);
    if (artifacts) {
        for (const char *title :
            {LOTSE_MSG("Images and other artifacts"), LOTSE_MSG("Scannable"), LOTSE_MSG("Scanned within 30 days")}) {
            table.columns.append(columnOf(words, title));
            table.columns.last().isNumber = true;
        }
    }
    const QMap<QString, Covered> all = coveredOf(source);
    for (auto it = all.cbegin(); it != all.cend(); ++it) {
        QStringList row{it.key()};
        for (const qint64 number : {it->artifacts, it->scannable, it->fresh}) {
            if (artifacts)
                row.append(number > 0 || artifacts->isWholeOf(it.key()) ? words.number(number) : u"–"_s);
        }
        table.rows.append(row);
    }
    table.empty = emptyOf(source, {u"projects"_s}, LOTSE_MSG("There are no projects in this scope."), words);
    return sectionOf(u"coverage-rows"_s, words.text(LOTSE_MSG("Coverage by project")), {table});
}

} // namespace

Section coverage(const Source &source, const Words &words, bool usesSet)
{
    Section out;
    out.id = u"coverage"_s;
    out.title = words.text(LOTSE_MSG("Coverage"));
    Covered all;
    for (const Covered &one : coveredOf(source)) {
        all.artifacts += one.artifacts;
        all.scannable += one.scannable;
        all.fresh += one.fresh;
    }
    const auto add = [&](const QString &kind, const QString &id, const char *label, qint64 value) {
        if (source.posture->facts.find(kind))
            out.figures.append(
                figureOf(source, {kind}, id, words.text(label), words.number(value), value == 0, kCoverage));
    };
    add(u"projects"_s, u"projects"_s, LOTSE_MSG("Projects"), rowsOf(source, u"projects"_s).size());
    add(u"project-artifacts"_s, u"images"_s, LOTSE_MSG("Images and other artifacts"), all.artifacts);
    add(u"project-artifacts"_s, u"scannable"_s, LOTSE_MSG("Scannable"), all.scannable);
    add(u"project-artifacts"_s, u"fresh"_s, LOTSE_MSG("Scanned within 30 days"), all.fresh);
    out.paragraphs.append(words.text(LOTSE_MSG("Read as %1, with %2 responses from the registry."),
        {source.posture->identity.isEmpty() ? u"–"_s : source.posture->identity,
            words.number(source.posture->facts.answerCount())}));
    if (usesSet && !source.posture->setTitle.isEmpty())
        out.paragraphs.append(words.text(LOTSE_MSG("Check set: %1 %2"),
            {setTitleOf(source, words),
                source.posture->setSha256.isEmpty() ? QString() : u"(SHA-256 "_s + source.posture->setSha256 + u')'}));
    return out;
}

void nameLabels(Document &out, const Words &words)
{
    out.madeAtLabel = words.text(LOTSE_MSG("Data as of"));
    out.scopeLabel = words.text(LOTSE_MSG("Scope"));
    out.periodLabel = words.text(LOTSE_MSG("Period"));
    out.registryLabel = words.text(LOTSE_MSG("Registry"));
    out.contentsLabel = words.text(LOTSE_MSG("Contents"));
    out.blindSpotsLabel = words.text(LOTSE_MSG("Blind spots"));
    out.sourceLabel = words.text(LOTSE_MSG("Source"));
    out.valueLabel = words.text(LOTSE_MSG("Value"));
    out.pageLabel = words.text(LOTSE_MSG("Page"));
    out.noneLabel = words.text(LOTSE_MSG("None: all data for this report could be read."));
    out.readAsLabel = words.text(LOTSE_MSG("Read as"));
    out.redactionLabel = words.text(LOTSE_MSG("Redaction"));
}

Document makeReport(const Template &row, const Source &source, const Words &words)
{
    Document out;
    out.name = QString::fromLatin1(row.name);
    out.title = words.text(row.title) + u" – "_s + source.posture->host;
    out.language = words.language();
    out.registry = source.posture->registry;
    out.host = source.posture->host;
    out.version = source.posture->version;
    out.readAs = source.posture->identity;
    out.scope = source.projects.isEmpty() ? words.text(LOTSE_MSG("All projects"))
                                          : words.text(LOTSE_MSG("Projects: %1"), {source.projects.join(u", "_s)});
    out.madeAt = source.posture->at;
    if (row.hasPeriod) {
        out.from = source.from;
        out.to = source.to;
    }
    out.sections = QList<Section>{coverage(source, words, QByteArrayView(row.kinds).contains('@'))}
        + sectionsOf(out.name, source, words);
    if (!out.sections.first().figures.isEmpty())
        out.sections.append(coverageRows(source, words));
    out.blindSpots = spotsOf(row, source, words);
    for (Section &section : out.sections)
        out.blindSpots += std::exchange(section.gaps, {});
    out.mark = markOf(row, source, out.blindSpots, words);
    nameLabels(out, words);
    return out;
}

} // namespace lotse::report
