// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/tables/remoteobject.h"
#include "session/session.h"

#include <QPointer>
#include <QQmlParserStatus>
#include <QtQml/qqmlregistration.h>

namespace lotse::ui {

/// One object or one log of a session for a page: `ResourceObject { session: …; kind: "gc-log"; params: … }`.
class ResourceObject : public models::RemoteObject, public QQmlParserStatus {
    Q_OBJECT
    Q_INTERFACES(QQmlParserStatus)
    QML_ELEMENT
    Q_PROPERTY(lotse::Session *session MEMBER m_session NOTIFY sourceChanged)
    Q_PROPERTY(QString kind MEMBER m_kind NOTIFY sourceChanged)
    Q_PROPERTY(QVariantMap params MEMBER m_params NOTIFY sourceChanged)
    Q_PROPERTY(bool active MEMBER m_active NOTIFY sourceChanged)
public:
    explicit ResourceObject(QObject *parent = nullptr);

    void classBegin() override { }
    void componentComplete() override;

signals:
    void sourceChanged();

private:
    void begin();

    Session *m_session = nullptr;
    QString m_kind;
    QVariantMap m_params;
    bool m_active = true;
    bool m_complete = false;
    bool m_isQueued = false;
};

} // namespace lotse::ui
