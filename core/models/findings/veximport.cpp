// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/findings/veximport.h"

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

void VexImport::read(FindingsQueryModel *bench, const QUrl &file)
{
    if (!bench)
        return;
    const QString path = file.toLocalFile();
    start(bench->context(), QFileInfo(path).fileName(), [path] { return readWhole(path, kMostBytes); });
}

void VexImport::readBytes(FindingsQueryModel *bench, const QByteArray &bytes, const QString &name)
{
    if (bench)
        start(bench->context(), name, [bytes] { return Result<QByteArray>(bytes); });
}

void VexImport::start(const Context &context, const QString &name, std::function<Result<QByteArray>()> read)
{
    if (m_isBusy)
        return;
    drop();
    m_file = name;
    m_context = context;
    work([read = std::move(read), now = context.now] {
        const Result<QByteArray> bytes = read();
        return bytes ? readVex(*bytes, now) : Result<VexDocument>(bytes.error());
    });
}

void VexImport::setDraftsIncluded(bool isIncluded)
{
    if (m_isBusy || m_options.includesDrafts == isIncluded)
        return;
    m_options.includesDrafts = isIncluded;
    if (m_plan)
        work([document = m_document] { return Result<VexDocument>(document); });
}

void VexImport::work(std::function<Result<VexDocument>()> document)
{
    m_isBusy = true;
    emit changed();
    QThreadPool::globalInstance()->start(
        [this, context = m_context, options = m_options, document = std::move(document), post = Post(this)] {
            const Result<VexDocument> found = document();
            VexPlan plan;
            if (found)
                plan = planVexImport(context, *found, options);
            post([this, found, plan] {
                m_isBusy = false;
                m_error = found ? Error() : found.error();
                if (found) {
                    m_document = *found;
                    m_plan = plan;
                }
                emit changed();
            });
        });
}

void VexImport::take()
{
    if (!isReady())
        return;
    const QList<Decision> decisions = m_plan->decisions;
    const Import import{m_plan->document, m_plan->withdrawn};
    const QString note = u"imported from "_s + m_file;
    drop();
    emit decided(decisions, note, import);
}

void VexImport::drop()
{
    m_plan.reset();
    m_document = {};
    m_context = {};
    m_options.includesDrafts = false;
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
    if (!m_plan->withdrawn.isEmpty())
        sentences +=
            Message::counted(LOTSE_MSG_N("%Ln decisions of an earlier version are not in this one and are withdrawn.",
                                 "%Ln decision of an earlier version is not in this one and is withdrawn."),
                m_plan->withdrawn.size())
                .text();
    if (m_plan->alreadyDecided > 0)
        sentences += Message::counted(LOTSE_MSG_N("%Ln findings are already decided and unchanged.",
                                          "%Ln finding is already decided and unchanged."),
            m_plan->alreadyDecided)
                         .text();
    const auto add = [&](const char *many, const char *one, quint32 count) {
        if (count > 0)
            sentences += Message::counted(many, one, count).text();
    };
    add(LOTSE_MSG_N("%Ln findings have no package type: matched by name and version.",
            "%Ln finding has no package type: matched by name and version."),
        m_plan->byNameAlone);
    add(LOTSE_MSG_N("%Ln statements have no matches.", "%Ln statement has no matches."), m_plan->unmatched.count);
    add(LOTSE_MSG_N("%Ln unknown products were skipped.", "%Ln unknown product was skipped."),
        m_plan->inapplicable.count);
    add(LOTSE_MSG_N("%Ln statements are superseded by a newer one.", "%Ln statement is superseded by a newer one."),
        m_plan->superseded.count);
    add(LOTSE_MSG_N("%Ln statements contradict others of the same time and hide nothing.",
            "%Ln statement contradicts another one of the same time and hides nothing."),
        m_plan->contradicting.count);
    add(LOTSE_MSG_N("%Ln findings have versions not comparable to the stated range and stay open.",
            "%Ln finding has a version not comparable to the stated range and stays open."),
        m_plan->unplaced.count);
    if (m_options.includesDrafts)
        add(LOTSE_MSG_N("%Ln statements are not final, included.", "%Ln statement is not final, included."),
            m_plan->drafts.count);
    else
        add(LOTSE_MSG_N("%Ln statements are not final, skipped.", "%Ln statement is not final, skipped."),
            m_plan->drafts.count);
    return sentences.join(u' ');
}

QStringList VexImport::remarks() const
{
    QStringList out;
    if (!m_plan)
        return out;
    const auto add = [&](const char *id, const VexLot &lot) {
        for (const QString &one : lot.list)
            out.append(Message{id, {safetext::cell(one)}}.text());
    };
    add(LOTSE_MSG("Withdrawn: %1"), m_plan->lapsed);
    for (const Message &problem : m_plan->problems)
        out.append(safetext::cell(problem.text()));
    add(LOTSE_MSG("Contradicting: %1"), m_plan->contradicting);
    add(LOTSE_MSG("Superseded: %1"), m_plan->superseded);
    add(LOTSE_MSG("Not final: %1"), m_plan->drafts);
    add(LOTSE_MSG("Not applied: %1"), m_plan->inapplicable);
    add(LOTSE_MSG("Version not comparable: %1"), m_plan->unplaced);
    add(LOTSE_MSG("No matches: %1"), m_plan->unmatched);
    return out.mid(0, kMostRemarks);
}

} // namespace lotse::models
