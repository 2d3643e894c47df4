// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "reviewview.h"

#include "base/safefile.h"
#include "report/print.h"

#include <QFileInfo>

namespace lotse::ui {

using namespace Qt::StringLiterals;

ReviewView::ReviewView(QObject *parent)
    : ReviewTable(parent)
    , m_job(nullptr, [this] { cancel(); })
{
    connect(this, &ReviewView::progressChanged, this, [this] { m_job.progress(progressDone(), progressTotal()); });
    connect(this, &ReviewView::stateChanged, this, [this] {
        if (isLoading())
            m_job.begin(tr("Access review of %1").arg(session() ? session()->account().name : QString()));
        else
            m_job.end(u"ok"_s, tr("Permissions read."));
    });
}

void ReviewView::setApp(Application *app)
{
    if (m_app == app)
        return;
    m_app = app;
    m_job.setApp(app);
    // Beside the cache: with the decisions.
    if (const FindingsService *triage = app ? app->services().triage : nullptr)
        setKept(store::decisionPlan(QFileInfo(triage->cachePlan().path).absolutePath()));
    emit appChanged();
}

void ReviewView::say(const QString &text)
{
    m_said = text;
    emit saidChanged();
}

void ReviewView::stage()
{
    const review::Campaign *one = campaign();
    if (!one || !m_app || !m_app->changes())
        return;
    QStringList byHand;
    const QList<change::Change> changes = review::changesOf(*one, &byHand);
    if (!changes.isEmpty() && !m_app->changes()->stage(changes))
        byHand.prepend(tr("The changes could not be staged."));
    else if (!changes.isEmpty())
        byHand.prepend(tr("%Ln changes staged. Review and apply them under Changes.", nullptr, int(changes.size())));
    else if (byHand.isEmpty())
        byHand.append(tr("No decision requires a change."));
    say(byHand.join(u'\n'));
}

QString ReviewView::fileName(const QString &format) const
{
    QString host = campaign() ? campaign()->host : QString();
    for (QChar &c : host) {
        if (!c.isLetterOrNumber() && c != u'.' && c != u'-')
            c = u'-';
    }
    return u"review-"_s + host + u'-' + (campaign() ? campaign()->startedAt.toUTC().toString(u"yyyyMMdd"_s) : QString())
        + u'.' + format;
}

bool ReviewView::prints() const
{
    return !report::printProgram().isEmpty();
}

void ReviewView::save(const QUrl &file, const QString &format)
{
    const QString path = file.isLocalFile() ? file.toLocalFile() : file.toString();
    if (!campaign() || path.isEmpty())
        return;
    const QString language = QLocale().language() == QLocale::German ? u"de"_s : u"en"_s;
    const report::Document document = review::reportOf(*campaign(), report::Words(language), clock()->now());
    const auto keep = [this, path](const Result<QByteArray> &bytes) {
        const Result<void> written = bytes ? writeWhole(path, *bytes) : Result<void>(bytes.error());
        say(written ? tr("Written: %1").arg(path) : written.error().text());
    };
    if (format == "pdf"_L1)
        report::printPdf(report::toJson(document), this, keep);
    else
        keep(format == "csv"_L1       ? report::toCsv(document)
                : format == "json"_L1 ? report::toJson(document)
                                      : report::toHtml(document));
}

const Proxies *ReviewView::proxies() const
{
    return m_app ? m_app->services().proxies : nullptr;
}

} // namespace lotse::ui
