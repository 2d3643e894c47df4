// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/findings/trendsanswer.h"
#include "shell/application.h"

#include <QPointer>
#include <QVariantList>
#include <QtQml/qqmlregistration.h>

namespace lotse::ui {

/**
 * What the page of trends shows: the local history over all registries or a part of them, as rows for charts and their
 * tables. Anew after each sync. Belongs to a page.
 */
class TrendsView : public QObject {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(lotse::ui::Application *app READ app WRITE setApp NOTIFY askedChanged)
    Q_PROPERTY(int place READ place WRITE setPlace NOTIFY askedChanged)
    Q_PROPERTY(int days READ days WRITE setDays NOTIFY askedChanged)
    Q_PROPERTY(QStringList places READ places NOTIFY changed)
    Q_PROPERTY(QString state READ state NOTIFY changed)
    Q_PROPERTY(QString problem READ problem NOTIFY changed)
    Q_PROPERTY(QString begins READ begins NOTIFY changed)
    Q_PROPERTY(QVariantList open READ openRows NOTIFY changed)
    Q_PROPERTY(QVariantList weeks READ weekRows NOTIFY changed)
    Q_PROPERTY(QVariantList coverage READ coverageRows NOTIFY changed)
    Q_PROPERTY(QVariantList age READ ageRows NOTIFY changed)
    Q_PROPERTY(QVariantList packages READ packageRows NOTIFY changed)
    Q_PROPERTY(QVariantList fixTimes READ fixTimes NOTIFY changed)
    Q_PROPERTY(QString openSummary READ openSummary NOTIFY changed)
    Q_PROPERTY(QString fixSummary READ fixSummary NOTIFY changed)
    Q_PROPERTY(QString query READ query NOTIFY changed)
public:
    explicit TrendsView(QObject *parent = nullptr);

    Application *app() const { return m_app; }
    void setApp(Application *app);
    /// Which of `places`.
    int place() const { return m_place; }
    void setPlace(int place);
    /// How far back; 0: all.
    int days() const { return m_days; }
    void setDays(int days);

    QStringList places() const; ///< "All registries", each registry, each project of it
    QString state() const; ///< "loading", "ready", "empty" (no history yet), "error"
    QString problem() const { return m_answer.error.text(); }
    QString begins() const; ///< since when there is a history, and of how many days
    QVariantList openRows() const; ///< of SeverityTrendPlot
    QVariantList weekRows() const; ///< of ComeAndGoPlot
    QVariantList coverageRows() const; ///< share of images with a report, of MeasurePlot
    QVariantList ageRows() const; ///< mean age of scans in days, of MeasurePlot
    QVariantList packageRows() const; ///< of StoragePlot; `name` is the package
    QVariantList fixTimes() const; ///< {name, value} by severity, where anything was fixed
    QString openSummary() const;
    QString fixSummary() const;
    QString query() const; ///< of the findings of this place

    Q_INVOKABLE void refresh();

signals:
    void askedChanged();
    void changed();

private:
    void take(const models::TrendsAnswer &answer);

    QPointer<Application> m_app;
    QPointer<FindingsService> m_triage;
    int m_place = 0;
    int m_days = 90;
    models::TrendsAnswer m_answer;
    QList<HistoryPlace> m_places; ///< as in `places`, without the first
    bool m_isAnswered = false;
    quint64 m_turn = 0;
};

} // namespace lotse::ui
