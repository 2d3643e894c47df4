// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "findings/exports.h"

#include "findings/exportrow.h"
#include "findings/jsonread.h"
#include "findings/purl.h"

#include <QRegularExpression>
#include <QUrl>
#include <QUuid>

#include <algorithm>

namespace lotse::findings {

using namespace Qt::StringLiterals;

std::optional<ExportFormat> exportFormatOf(const QString &word)
{
    static const QStringList words{
        u"csv"_s, u"jsonl"_s, u"sarif"_s, u"openvex"_s, u"cyclonedx"_s, u"csaf"_s, u"html"_s};
    const qsizetype at = words.indexOf(word);
    if (at < 0)
        return std::nullopt;
    return ExportFormat(at);
}

ExportRow exportRow(const Context &context, RowId id, const ExportOptions &options)
{
    ExportRow row;
    row.finding = context.set->occurrence(id);
    row.bits = context.stateBits(id);
    row.grounds = context.grounds(id);
    row.due = context.due(id);
    row.isKevKnown = context.knowsKev() && (context.isKevWhole() || row.grounds.kev != Kev::No);
    const bool isDecided = row.state() != State::None && context.states;
    if (const quint32 index = isDecided ? context.states->decision[id] : 0; index != 0) {
        const auto at = options.decisions.constFind(context.states->ids[index - 1]);
        row.decision = at == options.decisions.cend() ? nullptr : &*at;
    }
    return row;
}

QString repositoryUrl(const Occurrence &finding, const ExportOptions &options)
{
    return options.hosts.value(finding.registryId, finding.registry) + u'/' + finding.repository;
}

QString imagePurl(const Occurrence &finding, const ExportOptions &options)
{
    const auto encoded = [](const QString &text, const char *keep) {
        return QString::fromLatin1(QUrl::toPercentEncoding(text, keep));
    };
    const QString name = finding.repository.section(u'/', -1).toLower();
    return u"pkg:oci/%1@%2?repository_url=%3"_s.arg(encoded(name, ""), encoded(finding.platformDigest, ""),
        encoded(repositoryUrl(finding, options).toLower(), "/:"));
}

QString packageUrl(const Occurrence &finding)
{
    std::optional<Purl> purl = Purl::parse(finding.purl);
    if (!purl)
        return {};
    purl->version = finding.version;
    // The version has it already.
    purl->qualifiers.remove(u"epoch"_s);
    return purl->text();
}

QString packagePurl(const Occurrence &finding)
{
    if (const QString known = packageUrl(finding); !known.isEmpty())
        return known;
    const QString purl = u"pkg:generic/"_s + QString::fromLatin1(QUrl::toPercentEncoding(finding.package));
    return finding.version.isEmpty() ? purl
                                     : purl + u'@' + QString::fromLatin1(QUrl::toPercentEncoding(finding.version));
}

bool isCve(const QString &id)
{
    static const QRegularExpression form(u"^CVE-[0-9]{4}-[0-9]{4,}$"_s);
    return form.match(id).hasMatch();
}

QString vulnerabilityUrl(const QString &id)
{
    if (isCve(id))
        return u"https://nvd.nist.gov/vuln/detail/"_s + id;
    if (id.startsWith(u"GHSA-"_s))
        return u"https://github.com/advisories/"_s + QString::fromLatin1(QUrl::toPercentEncoding(id));
    return {};
}

QString documentUuid(const ExportOptions &options)
{
    const QUuid given(options.documentId);
    return (given.isNull() ? QUuid::createUuid() : given).toString(QUuid::WithoutBraces);
}

QString statementText(const ExportRow &row)
{
    const Decision *decision = row.decision;
    const QString reason = !decision ? QString() : decision->reason.isEmpty() ? decision->detail : decision->reason;
    switch (row.state()) {
    case State::RiskAccepted:
        return u"Risk accepted until %1: %2"_s.arg(
            isoTime(decision ? decision->expires : 0), reason.isEmpty() ? u"no reason given"_s : reason);
    case State::FalsePositive:
        return u"False positive: "_s + (reason.isEmpty() ? u"no reason given"_s : reason);
    case State::Exploitable:
        if (!reason.isEmpty())
            return reason;
        if (row.finding.isFixUnknown)
            return u"The report does not say whether there is a fix."_s;
        if (row.finding.fixVersion.isEmpty())
            return u"No fix is known."_s;
        if (row.finding.upgrade.isEmpty())
            return u"The installed version is above the fix %1."_s.arg(row.finding.fixVersion);
        return u"Update %1 to %2."_s.arg(row.finding.package, row.finding.upgrade);
    default:
        return reason;
    }
}

QString vexJustification(Justification justification)
{
    switch (justification) {
    case Justification::CodeNotPresent:
        return u"vulnerable_code_not_present"_s;
    case Justification::CodeNotReachable:
        return u"vulnerable_code_not_in_execute_path"_s;
    case Justification::ProtectedByCompiler:
    case Justification::ProtectedAtRuntime:
    case Justification::ProtectedByMitigatingControl:
        return u"inline_mitigations_already_exist"_s;
    default: // what depends on the surroundings is a text there: no word would be true
        return {};
    }
}

QString statementNotes(const ExportRow &row)
{
    QStringList notes;
    if (row.state() == State::RiskAccepted)
        notes << u"lotse:risk_accepted"_s;
    else
        notes << u"cyclonedx:"_s + stateWord(row.state());
    if (!row.decision)
        return notes.join(u' ');
    if (row.decision->justification != Justification::None)
        notes << u"cyclonedx:"_s + justificationWord(row.decision->justification);
    for (const QString &response : row.decision->responses)
        notes << u"cyclonedx:"_s + response;
    if (row.decision->expires && !row.isExpired())
        notes << u"lotse:expires="_s + isoTime(row.decision->expires);
    if (row.decision->review)
        notes << u"lotse:review="_s + isoTime(row.decision->review);
    if (row.isHidden())
        notes << u"lotse:hides"_s;
    return notes.join(u' ');
}

qint64 exportedCount(ExportFormat format, const Context &context, std::span<const RowId> rows)
{
    if (format != ExportFormat::OpenVex && format != ExportFormat::Csaf)
        return qint64(rows.size());
    return std::count_if(
        rows.begin(), rows.end(), [&](RowId row) { return (context.stateBits(row) & StateBits::kStateMask) != 0; });
}

Result<QByteArray> exportFindings(
    ExportFormat format, const Context &context, std::span<const RowId> rows, const ExportOptions &options)
{
    QList<ExportRow> list;
    const bool isVex = format == ExportFormat::OpenVex || format == ExportFormat::Csaf;
    for (const RowId row : rows) {
        if (!isVex || (context.stateBits(row) & StateBits::kStateMask) != 0)
            list.append(exportRow(context, row, options));
    }
    Error error;
    error.kind = ErrorKind::Invalid;
    if (isVex && list.isEmpty()) {
        error.message = {LOTSE_MSG("These findings have no decisions to export."), {}};
        return error;
    }
    if (isVex && options.author.trimmed().isEmpty()) {
        error.message = {LOTSE_MSG("The author of the document is missing."), {}};
        return error;
    }
    if (format == ExportFormat::Csaf && !QUrl(options.authorUrl, QUrl::StrictMode).isValid()) {
        error.message = {LOTSE_MSG("CSAF requires the URL of the author, such as https://example.com."), {}};
        return error;
    }
    switch (format) {
    case ExportFormat::Csv:
        return exportCsv(list, options);
    case ExportFormat::JsonLines:
        return exportJsonLines(list, options);
    case ExportFormat::Sarif:
        return exportSarif(list, options);
    case ExportFormat::OpenVex:
        return exportOpenVex(list, options);
    case ExportFormat::CycloneDx:
        return exportCycloneDx(list, options, context.set->aliases());
    case ExportFormat::Csaf:
        return exportCsaf(list, options);
    case ExportFormat::Html:
        break;
    }
    return exportHtml(list, options);
}

} // namespace lotse::findings
