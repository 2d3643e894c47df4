// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "findingspagemodel.h"

#include "base/format.h"
#include "base/post.h"
#include "base/safetext.h"
#include "findings/unanswered.h"
#include "models/findings/workbenchcolumns.h"

#include <QFile>
#include <QThreadPool>

#include <algorithm>

namespace lotse::ui {

using namespace Qt::StringLiterals;
using namespace lotse::findings;

namespace {
constexpr qint64 staleAfter = 24 * 3600; // seconds
}

FindingsPageModel::FindingsPageModel(QObject *parent)
    : QObject(parent)
{
    connect(
        &m_draft, &models::DecisionDraft::decided, this, [this](const QList<Decision> &decisions, const QString &note) {
            if (m_triage)
                m_triage->make(decisions, note);
        });
    connect(&m_vex, &models::VexImport::decided, this,
        [this](const QList<Decision> &decisions, const QString &note, const Import &import) {
            if (m_triage)
                m_triage->make(decisions, note, import);
        });
    connect(this, &FindingsPageModel::changed, this, &FindingsPageModel::notesChanged);
    connect(&m_bench, &models::FindingsQueryModel::shown, this, &FindingsPageModel::notesChanged);
    connect(m_bench.table(), &models::WorkbenchTable::refreshAsked, this, &FindingsPageModel::reload);
}

void FindingsPageModel::setApp(Application *app)
{
    if (app == m_app)
        return;
    if (m_triage)
        m_triage->disconnect(this);
    m_app = app;
    m_triage = app ? app->services().triage : nullptr;
    m_views.setSettings(app ? app->settings() : nullptr);
    emit appChanged();
    if (!m_triage)
        return;
    m_detail.setStore(m_triage->cachePlan(), app->services().clock);
    if (const QString kept = app->settings()->value(u"findings/author"_s).toString(); !kept.isEmpty())
        m_triage->setAuthor(kept);
    connect(m_triage, &FindingsService::changed, this, &FindingsPageModel::follow);
    connect(m_triage, &FindingsService::loadingChanged, this, &FindingsPageModel::follow);
    connect(m_triage, &FindingsService::decided, this, &FindingsPageModel::take);
    connect(m_triage, &FindingsService::failed, this, [this](const Error &error) {
        m_problem = error;
        m_isImporting = false;
        emit doneChanged();
        emit importChanged();
    });
    connect(m_triage, &FindingsService::priorityImported, this, [this](const QString &sentences) {
        m_imported = safetext::cell(sentences);
        m_isImporting = false;
        emit importChanged();
    });
    follow();
}

void FindingsPageModel::follow()
{
    const TriageView &view = m_triage->view();
    m_draft.setExisting(view.decisions);
    m_detail.setHistory(view.history);
    ExportOptions options = view.exportOptions();
    options.author = m_triage->author();
    m_exporter.setOptions(options);
    m_vex.setOptions({options.hosts, view.decisions, importedDocuments(view.history), false});
    const bool isLoading = m_triage->isLoading() || !m_triage->wasLoaded();
    // What is there is shown although something could not be read; then the sentence says what is missing.
    const Error error = view.context.set->parts().empty() ? m_triage->error().value_or(Error()) : Error();
    m_bench.setContext(view.context, isLoading, error);
    if (const Session *session = m_app->session())
        m_attached.setContext(view.context, session->account().registryId);
    emit changed();
}

void FindingsPageModel::setAuthor(const QString &author)
{
    if (!m_triage || author == m_triage->author())
        return;
    m_triage->setAuthor(author.trimmed());
    m_app->settings()->setValue(u"findings/author"_s, author.trimmed());
    follow();
}

void FindingsPageModel::reload()
{
    if (m_triage)
        m_triage->reload();
}

QString FindingsPageModel::incomplete() const
{
    return m_triage ? m_triage->incomplete() : QString();
}

QString FindingsPageModel::notes() const
{
    QStringList notes;
    if (m_triage && !m_triage->notes().isEmpty())
        notes.append(m_triage->notes());
    if (const auto why = findings::unanswered(m_bench.query(), *m_bench.context().set))
        notes.append(why->text());
    return notes.join(u' ');
}

QString FindingsPageModel::stale() const
{
    if (!m_triage)
        return {};
    const QDateTime now = m_app->services().clock->now();
    QStringList out;
    for (const RegistryRead &registry : m_triage->view().registries) {
        if (registry.listed.isValid() && registry.listed.secsTo(now) > staleAfter)
            out += tr("%1 was synced %2.")
                       .arg(safetext::cell(registry.name), format::age(registry.listed, now, QLocale()).text());
    }
    return out.join(u' ');
}

QString FindingsPageModel::scope() const
{
    QStringList names;
    if (m_triage) {
        for (const RegistryRead &registry : m_triage->view().registries)
            names += safetext::cell(registry.name);
    }
    if (names.isEmpty())
        return {};
    return names.size() == 1 ? tr("from %1").arg(names.first())
                             : tr("from %n registries: %1", "", int(names.size())).arg(names.join(u", "_s));
}

QStringList FindingsPageModel::remarks() const
{
    QStringList out;
    if (m_triage) {
        for (const Message &warning : m_triage->view().warnings)
            out += safetext::cell(warning.text());
    }
    return out;
}

QVariantMap FindingsPageModel::coverage() const
{
    const Coverage coverage = m_bench.context().set->coverage();
    return {{u"images"_s, coverage.images}, {u"done"_s, coverage.done}, {u"failed"_s, coverage.failed},
        {u"notScanned"_s, coverage.notScanned}, {u"other"_s, coverage.other}, {u"unreadable"_s, coverage.unreadable}};
}

bool FindingsPageModel::knowsExploited() const
{
    return m_triage && m_triage->view().kev.date != 0;
}

QVariantList FindingsPageModel::priorityLists() const
{
    if (!m_triage)
        return {};
    const TriageView &view = m_triage->view();
    const QDateTime now = m_app->services().clock->now();
    const auto row = [&](const QString &name, const QString &about, const QString &version, Seconds date, bool isThere,
                         int freshDays) {
        const QDateTime time = models::timeOf(date);
        return QVariantMap{{u"name"_s, name}, {u"about"_s, about}, {u"version"_s, safetext::cell(version)},
            {u"date"_s, time.isValid() ? format::date(time) : QString()},
            {u"age"_s, time.isValid() ? format::age(time, now, QLocale()).text() : QString()}, {u"there"_s, isThere},
            {u"old"_s, isThere && time.isValid() && time.daysTo(now) > freshDays}};
    };
    return {row(u"EPSS"_s, tr("Probability that a vulnerability is exploited. File: epss_scores-DATE.csv or .csv.gz"),
                view.epss.modelVersion, view.epss.date, view.hasEpss, 7),
        row(u"KEV"_s, tr("Known exploited vulnerabilities. File: known_exploited_vulnerabilities.json"),
            view.kev.version, view.kev.date, view.hasKev, 3)};
}

void FindingsPageModel::importPriority(const QUrl &file)
{
    if (!m_triage)
        return;
    m_isImporting = true;
    m_imported.clear();
    dismiss();
    emit importChanged();
    m_triage->importPriority(file.toLocalFile());
}

void FindingsPageModel::takeFile(const QUrl &file)
{
    const QString path = file.toLocalFile();
    if (path.isEmpty())
        return;
    QThreadPool::globalInstance()->start([this, file, path, post = Post(this)] {
        // The first of it tells: only CISA's list has a catalogue, and what is no JSON can be EPSS alone.
        QFile opened(path);
        const QByteArray first = opened.open(QIODevice::ReadOnly) ? opened.read(64 * 1024) : QByteArray();
        const bool isVex =
            first.trimmed().startsWith('{') && !first.contains("catalogVersion") && !first.contains("cveID");
        post([this, file, isVex] {
            if (isVex)
                emit vexOffered(file);
            else
                importPriority(file);
        });
    });
}

void FindingsPageModel::take(const DecisionEvent &event)
{
    m_problem = {};
    if (!event.undoes.isEmpty()) {
        m_undoable.removeAll(event.undoes);
        m_done = tr("Undone.");
    } else {
        m_undoable.append(event.id);
        if (event.kind == DecisionEvent::Kind::Withdrawn || event.decisions.isEmpty()) {
            m_done = tr("%n decisions withdrawn.", "", int(event.withdrawn.size()));
        } else {
            const State state = event.decisions.isEmpty() ? State::None : event.decisions.first().state;
            m_done = tr("%n decisions made: %1.", "", int(event.decisions.size())).arg(models::stateText(state).text());
            if (!event.withdrawn.isEmpty())
                m_done += u' ' + tr("%n decisions withdrawn.", "", int(event.withdrawn.size()));
        }
    }
    emit doneChanged();
}

void FindingsPageModel::undo()
{
    if (m_triage && !m_undoable.isEmpty())
        m_triage->undo(m_undoable.last());
}

void FindingsPageModel::dismiss()
{
    m_done.clear();
    m_problem = {};
    emit doneChanged();
}

void FindingsPageModel::dismissImport()
{
    m_imported.clear();
    emit importChanged();
}

void FindingsPageModel::change(const QString &decisionId)
{
    if (!m_triage)
        return;
    for (const Decision &decision : m_triage->view().decisions) {
        if (decision.id == decisionId)
            m_draft.beginChange(&m_bench, decision);
    }
}

void FindingsPageModel::withdraw(const QString &decisionId)
{
    if (m_triage)
        m_triage->withdraw({decisionId}, u"withdrawn"_s);
}

QVariantMap FindingsPageModel::imageOf(const QString &key) const
{
    const auto &answer = m_bench.table()->answer();
    const auto made = [](const QString &registryId, const QString &registry, const QString &project,
                          const QString &repository, const QString &digest) {
        return QVariantMap{{u"registryId"_s, registryId}, {u"registry"_s, registry}, {u"project"_s, project},
            {u"repository"_s, repository}, {u"digest"_s, digest}};
    };
    if (const std::optional<RowId> row = m_bench.table()->rowOfKey(key)) {
        const Occurrence one = answer->context.set->occurrence(*row);
        return made(one.registryId, one.registry, one.project, one.repository, one.image);
    }
    const Group *group = m_bench.table()->groupOf(key);
    if (!group || answer->pivot != Pivot::Image)
        return {};
    const ImageName name = imageName(*answer->context.set, group->key);
    return made(name.registryId, name.registry, name.project, name.repository, name.digest);
}

void FindingsPageModel::readAttached(const QString &repository, const QString &referrer, const QString &subject)
{
    if (const Session *session = m_app ? m_app->session() : nullptr)
        m_attached.setSource(session->browsingOci(), repository, referrer, subject);
}

void FindingsPageModel::agreeToPull()
{
    if (Session *session = m_app ? m_app->session() : nullptr) {
        session->agreeToPulls();
        m_attached.refresh();
    }
}

bool FindingsPageModel::openImage(const QVariantMap &image)
{
    if (!m_app)
        return false;
    const QString registryId = image.value(u"registryId"_s).toString();
    const QString project = image.value(u"project"_s).toString();
    const QString repository = image.value(u"repository"_s).toString();
    const QVariant digest = image.value(u"digest"_s);
    const bool isHarbor = !project.isEmpty() && repository.startsWith(project + u'/');
    const QVariantMap keys = isHarbor ? QVariantMap{{u"project_name"_s, project},
                                 {u"repository_name"_s, repository.mid(project.size() + 1)}, {u"reference"_s, digest}}
                                      : QVariantMap{{u"repository"_s, repository}, {u"reference"_s, digest}};
    const auto isThere = [&](const RegistryView *view) {
        const auto *session = view ? qobject_cast<const Session *>(view->session) : nullptr;
        return session && session->account().registryId == registryId;
    };
    if (!isThere(m_app->registry())) {
        const RegistryView *other = nullptr;
        for (int row = 0; !other && row < m_app->registries()->count(); ++row) {
            if (isThere(m_app->registries()->at(row)))
                other = m_app->registries()->at(row);
        }
        if (!other) {
            m_problem = {};
            m_problem.kind = ErrorKind::NotFound;
            m_problem.message = {LOTSE_MSG("No account for %1. Add an account to open its images."),
                {safetext::cell(image.value(u"registry"_s).toString())}};
            emit doneChanged();
            return false;
        }
        // The way back leads here again.
        const QVariantMap here = m_app->navigator()->params();
        const QString page = m_app->navigator()->page();
        m_app->show(other->id);
        m_app->navigator()->open(page, here);
    }
    m_app->navigator()->open(u"artifact"_s, {{u"keys"_s, keys}});
    return true;
}

} // namespace lotse::ui
