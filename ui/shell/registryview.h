// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractListModel>
#include <QObject>
#include <QtQml/qqmlregistration.h>

#include <functional>

namespace lotse::ui {

/**
 * What the frame shows of one registry: its tile, its sections, its part of the status bar. A plain picture of a
 * session that whoever owns the session keeps up to date.
 */
class RegistryView : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Belongs to the registry list")
    Q_PROPERTY(QString id MEMBER id CONSTANT)
    Q_PROPERTY(QString name MEMBER name NOTIFY changed)
    Q_PROPERTY(QString host MEMBER host NOTIFY changed)
    Q_PROPERTY(QString version MEMBER version NOTIFY changed)
    Q_PROPERTY(QString identity MEMBER identity NOTIFY changed)
    Q_PROPERTY(QString condition MEMBER condition NOTIFY changed)
    Q_PROPERTY(QString conditionWord MEMBER conditionWord NOTIFY changed)
    Q_PROPERTY(QString sentence MEMBER sentence NOTIFY changed)
    Q_PROPERTY(QString security MEMBER security NOTIFY changed)
    Q_PROPERTY(QString synced MEMBER synced NOTIFY syncedChanged) ///< moves with each answer
    Q_PROPERTY(QString findings MEMBER findings NOTIFY findingsChanged)
    Q_PROPERTY(QString colour MEMBER colour NOTIFY changed)
    Q_PROPERTY(bool production MEMBER production NOTIFY changed)
    Q_PROPERTY(bool readOnly MEMBER readOnly NOTIFY changed)
    Q_PROPERTY(bool plain MEMBER plain NOTIFY changed)
    Q_PROPERTY(QString url MEMBER url NOTIFY changed)
    Q_PROPERTY(QString user MEMBER user NOTIFY changed)
    Q_PROPERTY(QString kind MEMBER kind NOTIFY changed)
    Q_PROPERTY(bool demo MEMBER demo NOTIFY changed)
    Q_PROPERTY(bool reached MEMBER reached NOTIFY changed)
    Q_PROPERTY(bool needsSignIn MEMBER needsSignIn NOTIFY changed)
    Q_PROPERTY(bool needsMaster MEMBER needsMaster NOTIFY changed)
    Q_PROPERTY(bool keyChanged MEMBER keyChanged NOTIFY changed)
    Q_PROPERTY(bool certificateRefused MEMBER certificateRefused NOTIFY changed)
    Q_PROPERTY(QString initials READ initials NOTIFY changed)
    Q_PROPERTY(QVariantList sections READ sections NOTIFY sectionsChanged)
    Q_PROPERTY(QObject *session MEMBER session CONSTANT)
public:
    /// Whether a page can be offered: absent, or why it is disabled (empty: it may be used).
    struct Offer {
        bool present = true;
        QString reason;
    };

    using QObject::QObject;

    QString id; ///< of the account
    QString name;
    QString host;
    QString version; ///< "Harbor 2.15.2"; empty while it is not known
    QString identity; ///< "admin (system admin)"; empty while it is not proved
    QString condition; ///< ok, running, warning, error, off
    QString conditionWord; ///< "online", "offline", "certificate expires in 6 days"
    QString sentence; ///< the whole sentence about a condition that is not ok
    QString security; ///< "TLS 1.3"
    QString synced; ///< "12 s ago", by the locale
    QString findings; ///< "findings read 12 s ago"; empty where there can be none
    QString colour; ///< "#rrggbb" or empty
    QObject *session = nullptr; ///< the Session that this is a view of, for pages that make models of it
    bool production = false;
    bool readOnly = true;
    bool plain = false; ///< speaks the OCI Distribution API alone
    QString url; ///< origin, "https://harbor.example.com"
    QString user; ///< of the account; empty for an anonymous one
    QString kind; ///< "Harbor", "OCI registry", "not known yet"
    bool demo = false; ///< made by the program and kept nowhere
    bool reached =
        false; ///< was online since the start: pages have something to show, also when it does not answer now
    bool needsSignIn = false;
    bool needsMaster = false; ///< its secret is in the sealed file, which is locked
    bool certificateRefused = false; ///< TLS ended over a certificate, theirs or ours
    bool keyChanged = false; ///< it shows another key than the pinned one, and nothing was sent
    /// Asked for each page with a feature; without it every page is offered.
    std::function<Offer(const char *feature)> offer;

    QString initials() const;
    /// {id, title, icon, enabled, reason, pages: [{id, title, enabled, reason}]} of what this registry can serve.
    QVariantList sections() const;

signals:
    void changed();
    void syncedChanged();
    void sectionsChanged();
    void findingsChanged();
};

/// The registries of the rail, in its order. Belongs to the Application and owns the views.
class RegistryList : public QAbstractListModel {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Belongs to the Application")
    Q_PROPERTY(int count READ count NOTIFY countChanged)
public:
    using QAbstractListModel::QAbstractListModel;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

    int count() const { return int(m_views.size()); }
    Q_INVOKABLE lotse::ui::RegistryView *at(int row) const;
    RegistryView *view(const QString &id) const;
    void add(RegistryView *view);
    void remove(const QString &id);

signals:
    void countChanged();

private:
    QList<RegistryView *> m_views;
};

} // namespace lotse::ui
