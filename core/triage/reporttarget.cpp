// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "triage/reporttarget.h"

#include <algorithm>

namespace lotse {

using namespace Qt::StringLiterals;
using findings::ImportedReport;

namespace {

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
        return usageError(
            LOTSE_MSG("The report contains no image reference. Specify REF: HOST/REPOSITORY[:TAG]@DIGEST."));
    const Result<oci::Reference> parsed = oci::Reference::parse(name);
    if (!parsed) {
        if (isNamed)
            return parsed.error();
        return usageError(LOTSE_MSG("The image \"%1\" in the report is not a reference. Specify REF: "
                                    "HOST/REPOSITORY[:TAG]@DIGEST."),
            {name});
    }
    ReportTarget target;
    target.image = *parsed;
    const ImportedReport known = normalized(report);
    if (const auto own = oci::Reference::parse(report.image); isNamed && own) {
        const auto isIt = [&](const auto &one) { return one.repository == repositoryOf(target.image); };
        if (repositoryOf(*own) != repositoryOf(target.image)
            && std::none_of(known.candidates.begin(), known.candidates.end(), isIt))
            target.otherName = repositoryOf(*own);
    }
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
        return usageError(
            LOTSE_MSG("The report contains several digests (%1). Specify REF: HOST/REPOSITORY[:TAG]@DIGEST."),
            {names.join(u", "_s)});
    }
    if (digest.isEmpty()) {
        return usageError(
            LOTSE_MSG("Neither the report nor REF contains a digest. Specify REF as HOST/REPOSITORY[:TAG]@DIGEST."));
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

bool addNewest(QList<TargetedReport> &list, TargetedReport added)
{
    const auto same = std::find_if(list.begin(), list.end(), [&](const TargetedReport &known) {
        return repositoryOf(known.target.image) == repositoryOf(added.target.image)
            && known.target.image.digest == added.target.image.digest;
    });
    if (same == list.end()) {
        list.append(std::move(added));
        return false;
    }
    const auto weightOf = [](const ImportedReport &report) {
        return std::pair(report.generated, report.findings + report.unreadable);
    };
    const bool isOther = weightOf(same->report) != weightOf(added.report);
    if (weightOf(added.report) > weightOf(same->report))
        *same = std::move(added);
    return isOther;
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
    add(others.checks, LOTSE_MSG_N("%Ln results without a vulnerability", "%Ln result without a vulnerability"));
    add(others.suppressed, LOTSE_MSG_N("%Ln suppressed by the scanner", "%Ln suppressed by the scanner"));
    add(others.notAffected,
        LOTSE_MSG_N("%Ln not applicable according to the report", "%Ln not applicable according to the report"));
    QStringList out;
    if (!parts.isEmpty())
        out.append(Message{LOTSE_MSG("Not imported: %1."), {parts.join(u", "_s)}}.text());
    if (report.generated == 0)
        out.append(Message{LOTSE_MSG("The report has no date: its age is not known."), {}}.text());
    if (report.withoutPackage > 0) {
        out.append(Message::counted(
            LOTSE_MSG_N("%Ln findings have no package.", "%Ln finding has no package."), report.withoutPackage)
                       .text());
    }
    const auto derived = std::count_if(
        report.lines.begin(), report.lines.end(), [](const auto &line) { return line.isSeverityDerived; });
    if (derived > 0) {
        out.append(Message::counted(
            LOTSE_MSG_N("The severity of %Ln rows is derived from the score or level; the report has none.",
                "The severity of %Ln row is derived from the score or level; the report has none."),
            qint64(derived))
                       .text());
    }
    for (const Message &note : report.notes)
        out.append(note.text());
    return out;
}

} // namespace lotse
