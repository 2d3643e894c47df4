// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/activity/lastruns.h"
#include "models/tables/remotelist.h"
#include "session/place.h"
#include "session/session.h"

#include <QPointer>
#include <QQmlParserStatus>
#include <QtQml/qqmlregistration.h>

namespace lotse::ui {

/**
 * A kind of resource of a session as a table for a page: `ResourceList { session: …; kind: "quotas" }`. `params` are
 * the parents ("project_name", …) and the query; without parents a kind of a project is read over all projects.
 */
class ResourceList : public models::RemoteList, public QQmlParserStatus {
    Q_OBJECT
    Q_INTERFACES(QQmlParserStatus)
    QML_ELEMENT
    Q_PROPERTY(lotse::Session *session READ session WRITE setSession NOTIFY sourceChanged)
    Q_PROPERTY(QString kind READ kind WRITE setKind NOTIFY sourceChanged)
    Q_PROPERTY(QVariantMap params READ paramMap WRITE setParamMap NOTIFY sourceChanged)
    Q_PROPERTY(QString title READ title NOTIFY sourceChanged)
    Q_PROPERTY(bool active READ isActive WRITE setActive NOTIFY sourceChanged)
public:
    explicit ResourceList(QObject *parent = nullptr);

    Session *session() const { return m_session; }
    void setSession(Session *session);
    QString kind() const { return QString::fromLatin1(m_kind); }
    void setKind(const QString &kind);
    QVariantMap paramMap() const;
    void setParamMap(const QVariantMap &params);
    QString title() const; ///< the heading of the kind
    /// Nothing is read while false: a tab that nobody looked at yet.
    bool isActive() const { return m_active; }
    void setActive(bool active);

    /// Path parameters that a row gives to the kinds below it, for opening its page.
    Q_INVOKABLE QVariantMap childParams(const QString &key) const;

    /// What a row opens; null where it opens nothing.
    Q_INVOKABLE lotse::Place placeOf(const QString &key) const;
    /// The same as {page, params} for the Navigator, with the title of the page.
    Q_INVOKABLE QVariantMap opens(const QString &key) const;

    /// {text, place} of what a row names by number, while that is known, or {text, page, params} of what belongs to it.
    Q_INVOKABLE QVariantList links(const QString &key) const;

    void refresh() override;
    void setInView(int first, int last) override;
    /// With the last runs of all rows, where the kind has them.
    void readAll(QObject *context, std::function<void(const harbor::Progress &)> progress,
        std::function<void(Result<AllRows>)> done) override;

    void classBegin() override { }
    void componentComplete() override;

signals:
    void sourceChanged();

protected:
    /// What the kind shows; a list that knows more of its rows shows more.
    virtual QList<models::Column> columns() const;

private:
    void drop();
    void begin();
    void learn();
    void askRuns();

    QPointer<Session> m_session;
    QByteArray m_kind;
    harbor::Params m_params;
    bool m_active = true;
    bool m_complete = false;
    bool m_begun = false;
    models::LastRuns m_runs;
    int m_first = 0; ///< rows in view
    int m_last = -1;
};

} // namespace lotse::ui
