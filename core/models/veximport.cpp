// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/veximport.h"

#include "base/post.h"
#include "base/safefile.h"
#include "base/safetext.h"

#include <QFileInfo>
#include <QThreadPool>

namespace lotse::models {

using namespace Qt::StringLiterals;
using namespace lotse::findings;

namespace {

constexpr qint64 kMostBytes = 64 * 1024 * 1024;
constexpr qsizetype kMostRemarks = 200;

} // namespace

void VexImport::read(Workbench *bench, const QUrl &file)
{
    if (!bench)
        return;
    const QString path = file.toLocalFile();
    start(bench->context(), QFileInfo(path).fileName(), [path] { return readWhole(path, kMostBytes); });
}

void VexImport::readBytes(Workbench *bench, const QByteArray &bytes, const QString &name)
{
    if (bench)
        start(bench->context(), name, [bytes] { return Result<QByteArray>(bytes); });
}

void VexImport::start(const Context &context, const QString &name, std::function<Result<QByteArray>()> read)
{
    if (m_isBusy)
        return;
    drop();
    m_isBusy = true;
    m_file = name;
    emit changed();
    QThreadPool::globalInstance()->start([this, context, read = std::move(read), post = Post(this)] {
        Error error;
        VexDocument document;
        VexPlan plan;
        const Result<QByteArray> bytes = read();
        const Result<VexDocument> found = bytes ? readVex(*bytes, context.now) : Result<VexDocument>(bytes.error());
        if (found) {
            document = *found;
            plan = planVexImport(context, document);
        } else {
            error = found.error();
        }
        post([this, error, document, plan] {
            m_isBusy = false;
            m_error = error;
            m_document = document;
            if (!error)
                m_plan = plan;
            emit changed();
        });
    });
}

void VexImport::take()
{
    if (!isReady())
        return;
    const QList<Decision> decisions = m_plan->decisions;
    const QString note = u"imported from "_s + m_file;
    drop();
    emit decided(decisions, note);
}

void VexImport::drop()
{
    m_plan.reset();
    m_document = {};
    m_error = {};
    emit changed();
}

QString VexImport::title() const
{
    if (!m_plan)
        return m_file;
    static const QStringList names{u"OpenVEX"_s, u"CycloneDX VEX"_s, u"CSAF VEX"_s};
    return Message{LOTSE_MSG("%1 of %2 (%3)"),
        {names.value(int(m_document.format)), safetext::cell(m_document.author), safetext::cell(m_file)}}
        .text();
}

QString VexImport::preview() const
{
    if (!m_plan)
        return {};
    QStringList sentences{Message{LOTSE_MSG("%1 on %2."),
        {Message::counted(LOTSE_MSG_N("%Ln decisions", "%Ln decision"), m_plan->decisions.size()).text(),
            Message::counted(LOTSE_MSG_N("%Ln findings", "%Ln finding"), m_plan->occurrences).text()}}
                              .text()};
    if (m_plan->alreadyDecided > 0)
        sentences += Message::counted(
            LOTSE_MSG_N("%Ln findings are decided already and stay.", "%Ln finding is decided already and stays."),
            m_plan->alreadyDecided)
                         .text();
    if (m_plan->unmatchedCount > 0)
        sentences +=
            Message::counted(LOTSE_MSG_N("%Ln statements found nothing here.", "%Ln statement found nothing here."),
                m_plan->unmatchedCount)
                .text();
    return sentences.join(u' ');
}

QStringList VexImport::remarks() const
{
    QStringList out;
    if (!m_plan)
        return out;
    for (const Message &problem : m_plan->problems)
        out.append(safetext::cell(problem.text()));
    for (const QString &one : m_plan->unmatched)
        out.append(Message{LOTSE_MSG("Found nothing: %1"), {safetext::cell(one)}}.text());
    return out.mid(0, kMostRemarks);
}

} // namespace lotse::models
