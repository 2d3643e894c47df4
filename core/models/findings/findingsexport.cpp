// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/findings/findingsexport.h"

#include "base/post.h"
#include "base/safefile.h"
#include "findings/filter.h"

#include <QDir>
#include <QThreadPool>

#include <algorithm>

namespace lotse::models {

using namespace Qt::StringLiterals;
using namespace lotse::findings;

namespace {

bool statesDecisions(ExportFormat format)
{
    return format == ExportFormat::OpenVex || format == ExportFormat::Csaf || format == ExportFormat::CycloneDx;
}

/// The query without the condition that hides what was decided.
Query withDecided(Query query)
{
    query.terms.removeIf([](const Term &term) {
        return term.key == Key::State && !term.isNegated && term.values.size() == 1
            && term.values.first().text == "open"_L1;
    });
    return query;
}

struct Written {
    Rows rows;
    Query query;
    qint64 decided = 0;
};

/// Any thread.
Written rowsToWrite(ExportFormat format, const WorkbenchAnswer &answer, Rows rows, bool isAll)
{
    Written out{std::move(rows), answer.query, 0};
    if (isAll && statesDecisions(format)) {
        out.query = withDecided(answer.query);
        if (!(out.query == answer.query))
            out.rows = select(out.query, answer.context);
    }
    out.decided = exportedCount(ExportFormat::OpenVex, answer.context, out.rows);
    return out;
}

/// What was written, counted as the document counts it.
QString savedText(ExportFormat format, const Written &written, const QString &name, bool isWhole)
{
    Message said;
    if (statesDecisions(format)) {
        said = Message::counted(
            LOTSE_MSG_N("Decisions on %Ln findings stated in %1.", "Decisions on %Ln finding stated in %1."),
            written.decided, {name});
    } else {
        said = Message::counted(
            LOTSE_MSG_N("%Ln findings saved as %1.", "%Ln finding saved as %1."), qint64(written.rows.size()), {name});
    }
    const Message mark{LOTSE_MSG("The document is marked as incomplete."), {}};
    return isWhole ? said.text() : said.text() + u' ' + mark.text();
}

} // namespace

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

void FindingsExport::save(
    FindingsQueryModel *bench, const QStringList &keys, bool isAll, const QString &word, const QUrl &file)
{
    const std::optional<ExportFormat> format = exportFormatOf(word);
    const auto answer = bench ? bench->table()->answer() : nullptr;
    if (!format || !answer || m_isBusy)
        return;
    Rows rows = bench->rowsOf(keys, isAll);
    ExportOptions options = m_options;
    options.now = answer->context.now;
    m_isBusy = true;
    m_sentence.clear();
    emit changed();
    QThreadPool::globalInstance()->start([this, format = *format, answer, rows = std::move(rows), isAll, options,
                                             path = file.toLocalFile(), post = Post(this)]() mutable {
        const Written done = rowsToWrite(format, *answer, std::move(rows), isAll);
        options.query = done.query.canonical();
        const Result<QByteArray> bytes = exportFindings(format, answer->context, done.rows, options);
        const Result<void> written = bytes ? writeWhole(path, *bytes) : Result<void>(bytes.error());
        const QString said = savedText(format, done, QDir::toNativeSeparators(path), options.incomplete.isEmpty());
        post([this, written, said] {
            if (!written) {
                fail(written.error());
                return;
            }
            m_isBusy = false;
            m_hasFailed = false;
            m_sentence = said;
            emit changed();
        });
    });
}

void FindingsExport::prepare(FindingsQueryModel *bench, const QStringList &keys, bool isAll, const QString &word)
{
    const std::optional<ExportFormat> format = exportFormatOf(word);
    const auto answer = bench ? bench->table()->answer() : nullptr;
    if (!format || !answer || m_isBusy)
        return;
    if (!statesDecisions(*format)) {
        emit prepared(word);
        return;
    }
    clear();
    QThreadPool::globalInstance()->start(
        [this, format = *format, answer, rows = bench->rowsOf(keys, isAll), isAll, word, post = Post(this)]() mutable {
            const qint64 decided = rowsToWrite(format, *answer, std::move(rows), isAll).decided;
            post([this, decided, word] {
                if (decided > 0) {
                    emit prepared(word);
                    return;
                }
                Error nothing;
                nothing.kind = ErrorKind::Invalid;
                nothing.message = {LOTSE_MSG("These findings have no decisions to export."), {}};
                fail(nothing);
            });
        });
}

void FindingsExport::fail(const Error &error)
{
    m_isBusy = false;
    m_hasFailed = true;
    m_sentence = error.text();
    emit changed();
}

void FindingsExport::clear()
{
    m_sentence.clear();
    m_hasFailed = false;
    emit changed();
}

} // namespace lotse::models
