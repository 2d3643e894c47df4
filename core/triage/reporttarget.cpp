// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "triage/reporttarget.h"

#include <algorithm>

namespace lotse {

using namespace Qt::StringLiterals;
using findings::ImportedReport;

namespace {

Error usage(const char *sentence, const QStringList &args = {})
{
    Error error;
    error.kind = ErrorKind::Usage;
    error.message = {sentence, args};
    return error;
}

QString repositoryOf(const oci::Reference &image)
{
    return image.host + u'/' + image.repository;
}

// The report's candidates with names as a reference has them: "nginx" is docker.io/library/nginx.
ImportedReport normalized(const ImportedReport &report)
{
    ImportedReport out;
    for (const ImportedReport::Candidate &candidate : report.candidates) {
        const auto parsed = oci::Reference::parse(candidate.repository);
        out.candidates.append(
            {candidate.repository.isEmpty() || !parsed ? QString() : repositoryOf(*parsed), candidate.digest});
    }
    return out;
}

} // namespace

Result<ReportTarget> targetOf(const ImportedReport &report, const QString &reference)
{
    const bool isNamed = !reference.isEmpty();
    const QString name = isNamed ? reference : report.image;
    if (name.isEmpty())
        return usage(LOTSE_MSG("The report does not name its image. Give it as REF: HOST/REPOSITORY[:TAG]@DIGEST."));
    const Result<oci::Reference> parsed = oci::Reference::parse(name);
    if (!parsed) {
        if (isNamed)
            return parsed.error();
        return usage(LOTSE_MSG("The report names its image \"%1\", which is no reference. Give it as REF: "
                               "HOST/REPOSITORY[:TAG]@DIGEST."),
            {name});
    }
    ReportTarget target;
    target.image = *parsed;
    const ImportedReport known = normalized(report);
    if (target.image.digest.isValid()) {
        const QString digest = target.image.digest.text();
        const auto &all = known.candidates;
        target.isOther = !all.isEmpty()
            && std::none_of(all.begin(), all.end(), [&](const auto &one) { return one.digest == digest; });
        return target;
    }
    const QString digest = known.digestIn(repositoryOf(target.image));
    if (digest.isEmpty() && !report.candidates.isEmpty()) {
        QStringList names;
        for (const ImportedReport::Candidate &candidate : report.candidates.mid(0, 10)) {
            names.append(
                candidate.repository.isEmpty() ? candidate.digest : candidate.repository + u'@' + candidate.digest);
        }
        return usage(LOTSE_MSG("The report knows several digests (%1). Give the right one as REF: "
                               "HOST/REPOSITORY[:TAG]@DIGEST."),
            {names.join(u", "_s)});
    }
    if (digest.isEmpty()) {
        return usage(LOTSE_MSG("Neither the report nor REF names a digest. Give REF as "
                               "HOST/REPOSITORY[:TAG]@DIGEST."));
    }
    const Result<oci::Digest> valid = oci::Digest::parse(digest);
    if (!valid)
        return valid.error();
    target.image.digest = *valid;
    return target;
}

QList<ImportedReport> reportsFor(const QList<ImportedReport> &reports, const QString &reference)
{
    const Result<oci::Reference> wanted = oci::Reference::parse(reference);
    if (reports.size() <= 1 || reference.isEmpty() || !wanted)
        return reports;
    QList<ImportedReport> out;
    for (const ImportedReport &report : reports) {
        const auto target = targetOf(report, {});
        const bool isDigest = wanted->digest.isValid()
            && std::any_of(report.candidates.begin(), report.candidates.end(),
                [&](const auto &candidate) { return candidate.digest == wanted->digest.text(); });
        const bool isName = target && !wanted->digest.isValid() && repositoryOf(target->image) == repositoryOf(*wanted)
            && (wanted->tag.isEmpty() || wanted->tag == target->image.tag);
        if (isDigest || isName)
            out.append(report);
    }
    return out;
}

QStringList remarksOn(const ImportedReport &report)
{
    QStringList parts;
    const auto add = [&](int count, const char *many, const char *one) {
        if (count > 0)
            parts.append(Message::counted(many, one, count).text());
    };
    const ImportedReport::Others &others = report.others;
    add(others.secrets, LOTSE_MSG_N("%Ln secrets", "%Ln secret"));
    add(others.misconfigurations, LOTSE_MSG_N("%Ln misconfigurations", "%Ln misconfiguration"));
    add(others.licences, LOTSE_MSG_N("%Ln licences", "%Ln licence"));
    add(others.checks, LOTSE_MSG_N("%Ln results that name no vulnerability", "%Ln result that names no vulnerability"));
    add(others.suppressed, LOTSE_MSG_N("%Ln suppressed by the scanner", "%Ln suppressed by the scanner"));
    add(others.notAffected,
        LOTSE_MSG_N("%Ln that do not apply by the report itself", "%Ln that does not apply by the report itself"));
    QStringList out;
    if (!parts.isEmpty())
        out.append(Message{LOTSE_MSG("Not taken: %1."), {parts.join(u", "_s)}}.text());
    if (report.withoutPackage > 0) {
        out.append(Message::counted(
            LOTSE_MSG_N("%Ln findings name no package.", "%Ln finding names no package."), report.withoutPackage)
                       .text());
    }
    const auto derived = std::count_if(
        report.lines.begin(), report.lines.end(), [](const auto &line) { return line.isSeverityDerived; });
    if (derived > 0) {
        out.append(Message::counted(
            LOTSE_MSG_N(
                "The severity of %Ln rows is derived from the score or the level; the report has no word for it.",
                "The severity of %Ln row is derived from the score or the level; the report has no word for it."),
            qint64(derived))
                       .text());
    }
    for (const Message &note : report.notes)
        out.append(note.text());
    return out;
}

} // namespace lotse
