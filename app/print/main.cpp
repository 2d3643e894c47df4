// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "layout.h"

#include <QApplication>
#include <QBuffer>
#include <QFile>
#include <QPdfWriter>

#include <cstdio>

/// lotse-print: a report as JSON from the standard input, PDF to the standard output. Run by the window and the command
/// line; needs no display.
int main(int argc, char *argv[])
{
    using namespace Qt::StringLiterals;
    if (argc > 1) {
        const bool asks = argc == 2 && (qstrcmp(argv[1], "-h") == 0 || qstrcmp(argv[1], "--help") == 0);
        std::fputs("Usage: lotse-print < REPORT.json > REPORT.pdf\n\n"
                   "Makes a PDF of a report that \"lotse-cli report TEMPLATE --format json\" wrote.\n",
            asks ? stdout : stderr);
        return asks ? 0 : 2;
    }
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    const QApplication app(argc, argv);
    QCoreApplication::setApplicationName(u"lotse-print"_s);
    QFile input;
    QFile output;
    if (!input.open(stdin, QIODevice::ReadOnly) || !output.open(stdout, QIODevice::WriteOnly))
        return 1;
    const lotse::Result<lotse::report::Document> document = lotse::report::documentFromJson(input.readAll());
    if (!document) {
        std::fprintf(stderr, "lotse-print: %s\n", qPrintable(document.error().text()));
        return 1;
    }
    QByteArray pdf;
    QBuffer buffer(&pdf);
    buffer.open(QIODevice::WriteOnly);
    if (!lotse::print::writePdf(*document, buffer)) {
        std::fprintf(stderr, "lotse-print: the report could not be printed\n");
        return 1;
    }
    buffer.close();
    return output.write(pdf) == pdf.size() && output.flush() ? 0 : 1;
}
