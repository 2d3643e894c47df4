// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/changes/changedesk.h"

#include <memory>

namespace lotse::change {
struct PlanStatement;
}

namespace lotse::models {

/**
 * What can be done with tags of a repository of a plain registry: another tag, a tag less, the image deleted. What an
 * image is, is read before it is staged, so that the review names every tag that goes along. Nothing is sent. Belongs
 * to a page.
 */
class OciEdit : public QObject {
    Q_OBJECT
    Q_PROPERTY(lotse::Session *session READ session WRITE setSession NOTIFY changed)
    Q_PROPERTY(lotse::models::ChangeList *changes MEMBER m_changes NOTIFY changed)
    Q_PROPERTY(lotse::models::ChangeDesk *desk MEMBER m_desk NOTIFY changed)
    Q_PROPERTY(QString repository MEMBER m_repository NOTIFY changed)
    Q_PROPERTY(bool open READ isOpen NOTIFY changed)
    Q_PROPERTY(bool busy READ isBusy NOTIFY changed)
    Q_PROPERTY(QString tag READ tag NOTIFY changed)
    Q_PROPERTY(QString newTag READ newTag WRITE setNewTag NOTIFY changed)
    Q_PROPERTY(QString problem READ problem NOTIFY changed)
    Q_PROPERTY(QString outcome READ outcome NOTIFY changed)
    Q_PROPERTY(bool failed READ hasFailed NOTIFY changed)
public:
    explicit OciEdit(QObject *parent = nullptr)
        : QObject(parent)
    {
    }

    Session *session() const { return m_session; }
    void setSession(Session *session);

    /// {id, text, enabled, reason} for the menu of these tags: "tag" (a form), "untag", "delete".
    Q_INVOKABLE QVariantList offers(const QStringList &tags) const;
    Q_INVOKABLE void act(const QString &id, const QStringList &tags);
    Q_INVOKABLE void close();
    /// Of the form: stages the new tag.
    Q_INVOKABLE void stage();

    bool isOpen() const { return !m_tag.isEmpty(); }
    bool isBusy() const { return m_run != nullptr; }
    QString tag() const { return m_tag; } ///< whose image gets the new one
    QString newTag() const { return m_newTag; }
    void setNewTag(const QString &tag);
    QString problem() const; ///< why the new tag is none; empty where it is one
    QString outcome() const { return m_outcome; } ///< what came of the last act
    bool hasFailed() const { return m_hasFailed; }

signals:
    void changed();

private:
    void plan(const QList<change::PlanStatement> &statements);

    QPointer<Session> m_session;
    QPointer<ChangeList> m_changes;
    QPointer<ChangeDesk> m_desk; ///< knows what this registry refused before
    QString m_repository, m_tag, m_newTag, m_outcome;
    std::unique_ptr<QObject> m_run; ///< while something is read
    bool m_hasFailed = false;
};

} // namespace lotse::models
