// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "reportfiles.h"

#include "base/safefile.h"
#include "report/print.h"

#include <QDir>

namespace lotse::cli {

using namespace Qt::StringLiterals;
using namespace lotse::report;

namespace {

const QStringList kFormats{u"html"_s, u"csv"_s, u"json"_s, u"pdf"_s};

QByteArray bytesOf(const Document &document, const QString &format, const QByteArray &pdf)
{
    return format == "html"_L1 ? toHtml(document)
        : format == "csv"_L1   ? toCsv(document)
        : format == "json"_L1  ? toJson(document)
                               : pdf;
}

} // namespace

std::optional<QStringList> reportFormats(Run &run, bool isWanted)
{
    const QStringList formats = run.isSet("format") ? run.value("format").split(u',', Qt::SkipEmptyParts)
        : isWanted                                  ? QStringList{u"html"_s}
                                                    : QStringList();
    for (const QString &format : formats) {
        if (!kFormats.contains(format)) {
            run.usage(LOTSE_MSG("--format requires html, csv, json or pdf, separated by commas, not %1."), {format});
            return {};
        }
    }
    const bool needsFolder = formats.size() > 1 || formats.contains(u"pdf"_s);
    if (needsFolder && !run.isSet("output")) {
        run.usage(LOTSE_MSG("Specify the folder for the files with --output FOLDER."));
        return {};
    }
    if (formats.contains(u"pdf"_s) && printProgram().isEmpty()) {
        Error error;
        error.kind = ErrorKind::Unsupported;
        error.message = {
            LOTSE_MSG("PDF requires the program lotse-print, which is not installed; it is part of the desktop "
                      "application."),
            {}};
        run.fail(error);
        return {};
    }
    return formats;
}

bool keepFile(Run &run, const QString &path, const QByteArray &bytes)
{
    if (const Result<void> written = writeWhole(path, bytes); !written) {
        run.fail(written.error());
        return false;
    }
    run.output().warn(u"written: "_s + path);
    return true;
}

bool keepReport(Run &run, const Document &document, const QStringList &formats, const QByteArray &pdf)
{
    const QDir folder(run.value("output"));
    if (run.isSet("output") && !folder.mkpath(u"."_s))
        run.output().warn(u"the folder cannot be created: "_s + folder.path());
    for (const QString &format : formats) {
        const QByteArray bytes = bytesOf(document, format, pdf);
        if (!run.isSet("output"))
            run.output().bytes(bytes);
        else if (!keepFile(run, folder.filePath(fileStem(document) + u'.' + format), bytes))
            return false;
    }
    return true;
}

} // namespace lotse::cli
