// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/findings/attachedvex.h"
#include "models/findings/decisiondraft.h"
#include "models/findings/findingdetail.h"
#include "models/findings/findingsexport.h"
#include "models/findings/findingsquerymodel.h"
#include "models/findings/veximport.h"
#include "models/tables/savedviews.h"
#include "shell/application.h"

#include <QPointer>
#include <QtQml/qqmlregistration.h>

namespace lotse::ui {

/**
 * What the findings page works with: the workbench, the row that is looked at, the decision that is being made, views,
 * exports and imports; kept in step with the program's FindingsService. Tests set a context of their own instead.
 * Belongs to the page.
 */
class FindingsPageModel : public QObject {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(lotse::ui::Application *app READ app WRITE setApp NOTIFY appChanged)
    Q_PROPERTY(lotse::models::FindingsQueryModel *bench READ bench CONSTANT)
    Q_PROPERTY(lotse::models::DecisionDraft *draft READ draft CONSTANT)
    Q_PROPERTY(lotse::models::FindingDetail *detail READ detail CONSTANT)
    Q_PROPERTY(lotse::models::SavedViews *views READ views CONSTANT)
    Q_PROPERTY(lotse::models::FindingsExport *exporter READ exporter CONSTANT)
    Q_PROPERTY(lotse::models::VexImport *vex READ vex CONSTANT)
    Q_PROPERTY(lotse::models::AttachedVex *attached READ attached CONSTANT)
    Q_PROPERTY(QString incomplete READ incomplete NOTIFY changed)
    Q_PROPERTY(QString notes READ notes NOTIFY notesChanged)
    Q_PROPERTY(QString stale READ stale NOTIFY changed)
    Q_PROPERTY(QString scope READ scope NOTIFY changed)
    Q_PROPERTY(QStringList remarks READ remarks NOTIFY changed)
    Q_PROPERTY(QVariantMap coverage READ coverage NOTIFY changed)
    Q_PROPERTY(bool knowsExploited READ knowsExploited NOTIFY changed)
    Q_PROPERTY(QVariantList priorityLists READ priorityLists NOTIFY changed)
    Q_PROPERTY(bool importing READ isImporting NOTIFY importChanged)
    Q_PROPERTY(QString imported READ imported NOTIFY importChanged)
    Q_PROPERTY(bool canDecide READ canDecide NOTIFY changed)
    Q_PROPERTY(QString author READ author WRITE setAuthor NOTIFY changed)
    Q_PROPERTY(QString done READ done NOTIFY doneChanged)
    Q_PROPERTY(bool canUndo READ canUndo NOTIFY doneChanged)
    Q_PROPERTY(QString problem READ problem NOTIFY doneChanged)
public:
    explicit FindingsPageModel(QObject *parent = nullptr);

    Application *app() const { return m_app; }
    void setApp(Application *app);
    models::FindingsQueryModel *bench() { return &m_bench; }
    models::DecisionDraft *draft() { return &m_draft; }
    models::FindingDetail *detail() { return &m_detail; }
    models::SavedViews *views() { return &m_views; }
    models::FindingsExport *exporter() { return &m_exporter; }
    models::VexImport *vex() { return &m_vex; }
    models::AttachedVex *attached() { return &m_attached; }

    /// Whose views are shown together, decisions from the future, what the query asks and nothing tells; else empty.
    QString notes() const;
    QString incomplete() const; ///< why the set is not whole, in sentences; empty where it is
    QString stale() const; ///< which registries were read a day ago or earlier, and when; empty where none
    QString scope() const; ///< of which registries the findings are, in words; empty where nothing was read
    QStringList remarks() const; ///< on priority lists that are missing or old
    /// {images, done, failed, notScanned, other} of images over all registries.
    QVariantMap coverage() const;
    bool knowsExploited() const; ///< there is a list of what is known to be exploited
    QVariantList priorityLists() const; ///< {name, about, version, date, there, old} of EPSS and of KEV
    bool isImporting() const { return m_isImporting; }
    QString imported() const { return m_imported; } ///< what the last list that was taken means here
    bool canDecide() const { return m_triage != nullptr; }
    /// Who stands for decisions and documents; kept in the settings. The person at the system until it is set.
    QString author() const { return m_triage ? m_triage->author() : QString(); }
    void setAuthor(const QString &author);
    QString done() const { return m_done; } ///< what has just been decided, in a sentence
    bool canUndo() const { return !m_undoable.isEmpty(); }
    QString problem() const { return m_problem.text(); } ///< why a change was refused

    Q_INVOKABLE void undo(); ///< takes back the last change made here
    Q_INVOKABLE void dismiss(); ///< what was said of the last change is read
    Q_INVOKABLE void dismissImport(); ///< likewise of the last list
    /// Begins a change of a decision in force.
    Q_INVOKABLE void change(const QString &decisionId);
    Q_INVOKABLE void withdraw(const QString &decisionId);
    /// Shows the page of an image of FindingDetail::images in its registry; false where no account is at that registry.
    Q_INVOKABLE bool openImage(const QVariantMap &image);
    /// The image of a group or of a finding, as openImage() takes it; empty where the key names none.
    Q_INVOKABLE QVariantMap imageOf(const QString &key) const;
    /// Takes an EPSS or KEV list; `imported` or `problem` follows.
    Q_INVOKABLE void importPriority(const QUrl &file);
    /// Takes a file by what it is: a list of priorities, else vexOffered() follows.
    Q_INVOKABLE void takeFile(const QUrl &file);
    /// Reads the VEX document that `referrer` holds, from the registry that is shown; `subject` is the image's digest.
    Q_INVOKABLE void readAttached(const QString &repository, const QString &referrer, const QString &subject);
    Q_INVOKABLE void agreeToPull();
    /// Reads what the store holds once more.
    Q_INVOKABLE void reload();

signals:
    void appChanged();
    void changed();
    void notesChanged();
    void doneChanged();
    void importChanged();
    void vexOffered(const QUrl &file);

private:
    void follow();
    void take(const findings::DecisionEvent &event);

    QPointer<Application> m_app;
    QPointer<FindingsService> m_triage;
    models::FindingsQueryModel m_bench;
    models::DecisionDraft m_draft;
    models::FindingDetail m_detail;
    models::SavedViews m_views;
    models::FindingsExport m_exporter;
    models::VexImport m_vex;
    models::AttachedVex m_attached;
    QStringList m_undoable; ///< ids of events, the last one last
    QString m_done;
    Error m_problem;
    QString m_imported;
    bool m_isImporting = false;
};

} // namespace lotse::ui
