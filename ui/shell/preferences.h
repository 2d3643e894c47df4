// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLocale>
#include <QObject>
#include <QSettings>
#include <QtQml/qqmlregistration.h>

namespace lotse::ui {

/// The words of `language` ("en", "de"; empty: the desktop's) with the numbers and the region of the desktop.
QLocale localeOf(const QString &language, const QLocale &desktop);

/**
 * What a person chose of the program as a whole; theme, density and zoom are the Theme's own. A value that is missing
 * or out of its range is the default. Belongs to the Application, over its settings.
 */
class Preferences : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Belongs to the Application")
    /// "en", "de", or empty for the desktop's.
    Q_PROPERTY(QString language READ language WRITE setLanguage NOTIFY languageChanged)
    /// Minutes after which the page that is shown is read again; 0: when asked only.
    Q_PROPERTY(int refreshMinutes READ refreshMinutes WRITE setRefreshMinutes NOTIFY changed)
    /// Minutes between two runs that bring the local store up to date; 0: when asked only.
    Q_PROPERTY(int syncMinutes READ syncMinutes WRITE setSyncMinutes NOTIFY changed)
    /// Minutes without a key or a move of the mouse until the window locks; 0: never.
    Q_PROPERTY(int lockMinutes READ lockMinutes WRITE setLockMinutes NOTIFY changed)
    Q_PROPERTY(bool locksWithDesktop READ locksWithDesktop WRITE setLocksWithDesktop NOTIFY changed)
    /// Whether what runs goes on, and stays signed in, while the window is locked.
    Q_PROPERTY(bool worksWhileLocked READ worksWhileLocked WRITE setWorksWhileLocked NOTIFY changed)
    /// What the local store of findings may take, in MiB; 0: all that it needs.
    Q_PROPERTY(int storeMegabytes READ storeMegabytes WRITE setStoreMegabytes NOTIFY changed)
    /// Whether the configuration of a Harbor is kept after each sync, and how many snapshots of each registry.
    Q_PROPERTY(bool takesSnapshots READ takesSnapshots WRITE setTakesSnapshots NOTIFY changed)
    Q_PROPERTY(int keptSnapshots READ keptSnapshots WRITE setKeptSnapshots NOTIFY changed)
    /// environment, none or manual
    Q_PROPERTY(QString proxyKind READ proxyKind WRITE setProxyKind NOTIFY proxyChanged)
    Q_PROPERTY(QString proxyHost READ proxyHost WRITE setProxyHost NOTIFY proxyChanged)
    Q_PROPERTY(int proxyPort READ proxyPort WRITE setProxyPort NOTIFY proxyChanged)
    Q_PROPERTY(QString proxyUser READ proxyUser WRITE setProxyUser NOTIFY proxyChanged)
    /// Hosts that are reached without it, with commas between.
    Q_PROPERTY(QString proxyStraight READ proxyStraight WRITE setProxyStraight NOTIFY proxyChanged)
    /// What there is to know of the file of settings; empty where all is well.
    Q_PROPERTY(QString notice READ notice NOTIFY noticeChanged)
public:
    /// `settings` outlives it.
    explicit Preferences(QSettings *settings, QObject *parent = nullptr);

    QString language() const;
    void setLanguage(const QString &language);
    int refreshMinutes() const { return number("refreshMinutes", 0, 0, 1440); }
    void setRefreshMinutes(int minutes) { set("refreshMinutes", minutes); }
    int syncMinutes() const { return number("syncMinutes", 30, 0, 10080); }
    void setSyncMinutes(int minutes) { set("syncMinutes", minutes); }
    int lockMinutes() const { return number("lockMinutes", 15, 0, 480); }
    void setLockMinutes(int minutes) { set("lockMinutes", minutes); }
    int storeMegabytes() const { return number("storeMegabytes", 0, 0, 1'000'000); }
    void setStoreMegabytes(int megabytes) { set("storeMegabytes", megabytes); }
    bool takesSnapshots() const { return value("takesSnapshots", true).toBool(); }
    void setTakesSnapshots(bool on) { set("takesSnapshots", on); }
    int keptSnapshots() const { return number("keptSnapshots", 1000, 2, 1'000'000); }
    void setKeptSnapshots(int count) { set("keptSnapshots", count); }
    bool locksWithDesktop() const { return value("locksWithDesktop", true).toBool(); }
    void setLocksWithDesktop(bool on) { set("locksWithDesktop", on); }
    bool worksWhileLocked() const { return value("worksWhileLocked", true).toBool(); }
    void setWorksWhileLocked(bool on) { set("worksWhileLocked", on); }

    QString proxyKind() const;
    void setProxyKind(const QString &kind) { setProxy("proxyKind", kind); }
    QString proxyHost() const { return value("proxyHost", QString()).toString(); }
    void setProxyHost(const QString &host) { setProxy("proxyHost", host.trimmed()); }
    int proxyPort() const { return number("proxyPort", 3128, 1, 65535); }
    void setProxyPort(int port) { setProxy("proxyPort", port); }
    QString proxyUser() const { return value("proxyUser", QString()).toString(); }
    void setProxyUser(const QString &user) { setProxy("proxyUser", user); }
    QString proxyStraight() const { return value("proxyStraight", QString()).toString(); }
    void setProxyStraight(const QString &hosts) { setProxy("proxyStraight", hosts); }

    QString notice() const { return m_notice; }
    void setNotice(const QString &notice);

signals:
    void changed();
    void languageChanged();
    void proxyChanged();
    void noticeChanged();

private:
    QVariant value(const char *key, const QVariant &otherwise) const;
    int number(const char *key, int otherwise, int least, int most) const;
    bool write(const char *key, const QVariant &value);
    void set(const char *key, const QVariant &value);
    void setProxy(const char *key, const QVariant &value);

    QSettings *m_settings;
    QString m_notice;
};

} // namespace lotse::ui
