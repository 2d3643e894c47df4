// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/findings/compareanswer.h"
#include "models/images/imagecontent.h"
#include "models/tables/tablemodel.h"
#include "shell/application.h"

#include <QPointer>
#include <QVariantList>
#include <QtQml/qqmlregistration.h>

namespace lotse::ui {

/// A table that is read again by whoever fills it.
class AskedTable : public models::TableModel {
    Q_OBJECT
public:
    using TableModel::TableModel;
    void refresh() override { emit refreshAsked(); }

signals:
    void refreshAsked();
};

/**
 * An image of Harbor against an earlier one: findings and packages from the local store, layers from the registry that
 * is shown. Belongs to a page.
 */
class CompareView : public QObject {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(lotse::ui::Application *app READ app WRITE setApp NOTIFY askedChanged)
    Q_PROPERTY(QVariantMap wish READ wish WRITE setWish NOTIFY askedChanged)
    Q_PROPERTY(QStringList choices READ choices NOTIFY changed)
    Q_PROPERTY(int before READ before NOTIFY changed)
    Q_PROPERTY(int after READ after NOTIFY changed)
    Q_PROPERTY(QString state READ state NOTIFY changed)
    Q_PROPERTY(QString problem READ problem NOTIFY changed)
    Q_PROPERTY(QString repository READ repository NOTIFY changed)
    Q_PROPERTY(QString summary READ summary NOTIFY changed)
    Q_PROPERTY(QStringList sides READ sides NOTIFY changed)
    Q_PROPERTY(QString notes READ notes NOTIFY changed)
    Q_PROPERTY(QString layerProblem READ layerProblem NOTIFY layersChanged)
    Q_PROPERTY(bool asksToPull READ asksToPull NOTIFY layersChanged)
    Q_PROPERTY(lotse::models::TableModel *findings READ findings CONSTANT)
    Q_PROPERTY(lotse::models::TableModel *packages READ packages CONSTANT)
    Q_PROPERTY(lotse::models::TableModel *layers READ layers CONSTANT)
public:
    explicit CompareView(QObject *parent = nullptr);

    Application *app() const { return m_app; }
    void setApp(Application *app);
    /// {repository, after (digest or tag), before (digest; empty: the one pushed before), beforeRepository}.
    QVariantMap wish() const { return m_wish; }
    void setWish(const QVariantMap &wish);

    QStringList choices() const; ///< images of the repository; the first is the image's own earlier report
    int before() const; ///< place in `choices`, -1 where it is none of them
    int after() const;
    QString state() const; ///< "loading", "ready", "error"
    QString problem() const { return m_answer.error.text(); }
    QString repository() const { return m_wish.value(QStringLiteral("repository")).toString(); }
    QString summary() const; ///< how much came, went and changed
    QStringList sides() const; ///< what is known of each of the two reports
    QString notes() const; ///< what limits the comparison
    QString layerProblem() const { return m_layerProblem; }
    models::TableModel *findings() { return &m_findings; }
    models::TableModel *packages() { return &m_packages; }
    models::TableModel *layers() { return &m_layers; }

    /// The layers are not read, as the registry counts that as a pull.
    bool asksToPull() const;

    Q_INVOKABLE void refresh();
    Q_INVOKABLE void agreeToPull();
    Q_INVOKABLE void chooseBefore(int choice);
    Q_INVOKABLE void chooseAfter(int choice);
    /// The id of a row of `findings`.
    Q_INVOKABLE QString vulnerability(const QString &key) const;

signals:
    void askedChanged();
    void changed();
    void layersChanged();

private:
    void ask();
    void take(const models::CompareAnswer &answer);
    void readLayers();
    void onLayers();

    QPointer<Application> m_app;
    QPointer<FindingsService> m_triage;
    QVariantMap m_wish;
    QString m_registryId;
    models::CompareAnswer m_answer;
    models::TableModel m_findings, m_packages;
    AskedTable m_layers;
    models::ImageContent m_old, m_now;
    QString m_layerProblem;
    bool m_isAnswered = false;
    bool m_isEarlierReport = false;
    quint64 m_turn = 0;
};

} // namespace lotse::ui
