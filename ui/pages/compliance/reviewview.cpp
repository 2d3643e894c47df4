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

Session *ReviewView::sessionOf(const QString &accountId) const
{
    const SessionList *sessions = m_app ? m_app->services().sessions : nullptr;
    Session *found = sessions ? sessions->find(accountId) : nullptr;
    return found && found->state() == Session::State::Online ? found : nullptr;
}

QVariantList ReviewView::otherAccounts() const
{
    QVariantList out;
    const SessionList *sessions = m_app ? m_app->services().sessions : nullptr;
    QStringList known{session() ? session()->account().registryId : QString()};
    for (const Session *one : sessions ? sessions->all() : QList<Session *>()) {
        const Account &account = one->account();
        if (known.contains(account.registryId))
            continue;
        known.append(account.registryId);
        out.append(QVariantMap{{u"id"_s, account.id}, {u"name"_s, account.name}, {u"host"_s, account.host()},
            {u"online"_s, one->state() == Session::State::Online}});
    }
    return out;
}

models::ChangeList *ReviewView::listOf(const QString &registryId) const
{
    if (session() && session()->account().registryId == registryId)
        return m_app->changes();
    const Services &services = m_app->services();
    for (Session *one : services.sessions ? services.sessions->all() : QList<Session *>()) {
        if (one->account().registryId == registryId && services.changes)
            return services.changes->of(one);
    }
    return nullptr;
}

void ReviewView::stage()
{
    const review::Campaign *one = campaign();
    if (!one || !m_app || !m_app->changes())
        return;
    QStringList byHand, staged;
    qsizetype count = 0;
    for (const review::Reviewed &registry : one->registries()) {
        const QList<change::Change> changes = review::changesOf(*one, registry.host, &byHand);
        if (changes.isEmpty())
            continue;
        models::ChangeList *list = listOf(registry.registryId);
        if (!list || !list->stage(changes)) {
            byHand.prepend(tr("The changes of %1 could not be staged.").arg(registry.host));
            continue;
        }
        count += changes.size();
        staged.append(registry.host);
    }
    if (count > 0 && one->others.isEmpty())
        byHand.prepend(tr("%Ln changes staged. Review and apply them under Changes.", nullptr, int(count)));
    else if (count > 0)
        byHand.prepend(tr("%Ln changes staged, in a plan each for %1. Review and apply them under Changes of each "
                          "registry.",
            nullptr, int(count))
                           .arg(staged.join(u", "_s)));
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
    return u"review-"_s + host + u'-' + (campaign() ? campaign()->at.toUTC().toString(u"yyyyMMdd"_s) : QString()) + u'.'
        + format;
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
