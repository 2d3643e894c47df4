// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/findings/cvequery.h"
#include "models/tables/tablemodel.h"
#include "shell/application.h"

#include <QPointer>
#include <QVariantList>
#include <QtQml/qqmlregistration.h>

namespace lotse::ui {

/**
 * What the page of a vulnerability shows: the answer of the local store over all registries, anew after each sync and
 * decision. Nothing is asked of a registry. Tests set a view of their own instead of an application. Belongs to a page.
 */
class CveView : public QObject {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(lotse::ui::Application *app READ app WRITE setApp NOTIFY sourceChanged)
    Q_PROPERTY(QString vulnerability READ vulnerability WRITE setVulnerability NOTIFY sourceChanged)
    Q_PROPERTY(QString state READ state NOTIFY changed)
    Q_PROPERTY(QString title READ title NOTIFY changed)
    Q_PROPERTY(QStringList aliases READ aliases NOTIFY changed)
    Q_PROPERTY(QString severity READ severity NOTIFY changed)
    Q_PROPERTY(QStringList scores READ scores NOTIFY changed)
    Q_PROPERTY(QString exploited READ exploited NOTIFY changed)
    Q_PROPERTY(QString summary READ summary NOTIFY changed)
    Q_PROPERTY(QString searched READ searched NOTIFY changed)
    Q_PROPERTY(QString gaps READ gaps NOTIFY changed)
    Q_PROPERTY(QString problem READ problem NOTIFY changed)
    Q_PROPERTY(QString description READ description NOTIFY changed)
    Q_PROPERTY(QVariantList facts READ facts NOTIFY changed)
    Q_PROPERTY(QStringList links READ links NOTIFY changed)
    Q_PROPERTY(QVariantList decisions READ decisions NOTIFY changed)
    Q_PROPERTY(QVariantList registries READ registries NOTIFY changed)
    Q_PROPERTY(lotse::models::TableModel *images READ images CONSTANT)
    Q_PROPERTY(int imageCount READ imageCount NOTIFY changed)
public:
    explicit CveView(QObject *parent = nullptr);

    Application *app() const { return m_app; }
    void setApp(Application *app);
    QString vulnerability() const { return m_id; }
    void setVulnerability(const QString &id);

    /// "loading", "found", "absent" (in none of the images that were searched), "unread" (nothing could be searched).
    QString state() const;
    QString title() const;
    QStringList aliases() const { return m_answer.aliases; }
    QString severity() const; ///< a word of the query language; empty where it is not found
    QStringList scores() const; ///< "CVSS 9.8", "EPSS 94.4 %"
    QString exploited() const; ///< what the KEV list says; empty where nothing
    QString summary() const; ///< how much there is, each number with its unit; or that there is none
    QString searched() const; ///< how many images of which registries, and when they were read, in a sentence
    QString gaps() const; ///< why the answer may not be whole
    QString problem() const { return m_answer.error.text(); }
    QString description() const;
    QVariantList facts() const; ///< {name, value, mono} of what scanners say
    QStringList links() const;
    QVariantList decisions() const; ///< {title, condition, text, when}
    QVariantList
    registries() const; ///< {name, condition, text, searched, lacksReports}: all of this program, searched or not
    models::TableModel *images() { return &m_images; } ///< a row for each package of an image
    /// Images, as the summary counts them; -1 before the answer.
    int imageCount() const { return m_isAnswered ? int(m_answer.counts.images) : -1; }

    Q_INVOKABLE void refresh();
    /// Shows the image of this row in its registry; false where this program has no account there.
    Q_INVOKABLE bool open(const QString &key);
    /// Whether a link may be given to the desktop: a plain web address.
    Q_INVOKABLE bool mayOpen(const QString &link) const;

    /// For tests: answers from this view.
    void ask(const TriageView &view, const store::Plan &plan, const Clock *clock);

signals:
    void sourceChanged();
    void changed();

private:
    void follow();
    void take(const models::CveAnswer &answer);
    QVariantMap standing(const RegistryRead &read) const;

    QPointer<Application> m_app;
    QPointer<FindingsService> m_triage;
    const Clock *m_clock = nullptr;
    QString m_id;
    models::CveAnswer m_answer;
    models::TableModel m_images;
    bool m_isAnswered = false;
    quint64 m_turn = 0;
};

} // namespace lotse::ui
