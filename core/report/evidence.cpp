// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/evidence.h"

namespace lotse::report {

using namespace Qt::StringLiterals;

Result<QByteArray> makeEvidence(Evidence evidence)
{
    const Document &document = evidence.document;
    const posture::Posture &posture = *evidence.posture;
    QList<File> files{
        {u"report.html"_s, toHtml(document)}, {u"report.csv"_s, toCsv(document)}, {u"report.json"_s, toJson(document)}};
    if (!evidence.pdf.isEmpty())
        files.append({u"report.pdf"_s, evidence.pdf});
    const bool isRedacted = evidence.redactor.has_value();
    for (const auto &[name, bytes] :
        {std::pair{u"posture.json"_s, postureJson(posture)}, {u"posture.sarif"_s, postureSarif(posture)}})
        files.append({name, isRedacted ? evidence.redactor->json(bytes) : bytes});
    const TriageView *view = evidence.view;
    if (!isRedacted && view && view->context.set) {
        const auto vex = findings::exportFindings(
            findings::ExportFormat::OpenVex, view->context, view->context.set->allRows(), view->exportOptions());
        if (vex) // nothing decided: nothing to state
            files.append({u"decisions.openvex.json"_s, *vex});
    }
    // Only a signature can be stamped.
    const QString clock = evidence.signer ? evidence.timestamp : QString();
    files.append({u"VERIFY.txt"_s, (opensslCommands(!clock.isEmpty()).join(u'\n') + u'\n').toUtf8()});
    const BundleSubject subject{document.name, document.title, document.host, document.version, document.readAs,
        posture.set, posture.setSha256, document.madeAt, document.isWhole(), clock};
    return makeBundle(
        files, isRedacted ? posture::Facts() : posture.facts, subject, evidence.signer ? &*evidence.signer : nullptr);
}

} // namespace lotse::report
