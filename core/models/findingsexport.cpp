// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/findingsexport.h"

#include "base/post.h"
#include "base/safefile.h"

#include <QDir>
#include <QThreadPool>

namespace lotse::models {

using namespace Qt::StringLiterals;
using namespace lotse::findings;

QVariantList FindingsExport::formats() const
{
    const auto format = [](const QString &word, const char *name, const QString &suffix) {
        return QVariantMap{{u"format"_s, word}, {u"name"_s, Message{name, {}}.text()}, {u"suffix"_s, suffix}};
    };
    return {format(u"csv"_s, LOTSE_MSG("Table (CSV)"), u".csv"_s),
        format(u"jsonl"_s, LOTSE_MSG("Records (JSON Lines)"), u".jsonl"_s),
        format(u"html"_s, LOTSE_MSG("Report (HTML)"), u".html"_s),
        format(u"sarif"_s, LOTSE_MSG("SARIF 2.1.0"), u".sarif"_s),
        format(u"openvex"_s, LOTSE_MSG("Decisions as OpenVEX"), u".openvex.json"_s),
        format(u"cyclonedx"_s, LOTSE_MSG("Decisions as CycloneDX VEX"), u".cdx.json"_s),
        format(u"csaf"_s, LOTSE_MSG("Decisions as CSAF VEX"), u".csaf.json"_s)};
}

void FindingsExport::save(Workbench *bench, const QStringList &keys, bool isAll, const QString &word, const QUrl &file)
{
    const std::optional<ExportFormat> format = exportFormatOf(word);
    const auto answer = bench ? bench->table()->answer() : nullptr;
    if (!format || !answer || m_isBusy)
        return;
    Rows rows = bench->rowsOf(keys, isAll);
    ExportOptions options = m_options;
    options.query = answer->query.canonical();
    options.now = answer->context.now;
    m_isBusy = true;
    m_sentence.clear();
    emit changed();
    QThreadPool::globalInstance()->start([this, format = *format, context = answer->context, rows = std::move(rows),
                                             options, path = file.toLocalFile(), post = Post(this)] {
        const Result<QByteArray> bytes = exportFindings(format, context, rows, options);
        const Result<void> written = bytes ? writeWhole(path, *bytes) : Result<void>(bytes.error());
        post([this, written, count = exportedCount(format, context, rows), path,
                 isWhole = options.incomplete.isEmpty()] {
            m_isBusy = false;
            m_hasFailed = !written;
            const QString name = QDir::toNativeSeparators(path);
            m_sentence = !written ? written.error().text()
                : isWhole
                ? Message::counted(LOTSE_MSG_N("%Ln findings saved as %1", "%Ln finding saved as %1"), count, {name})
                      .text()
                : Message::counted(LOTSE_MSG_N("%Ln findings saved as %1, marked as incomplete.",
                                       "%Ln finding saved as %1, marked as incomplete."),
                    count, {name})
                      .text();
            emit changed();
        });
    });
}

void FindingsExport::clear()
{
    m_sentence.clear();
    m_hasFailed = false;
    emit changed();
}

} // namespace lotse::models
