// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

class QDBusVariant;

namespace lotse::ui {

/**
 * What the desktop asks for: dark or light, and whether things should move. Asked of the settings portal over D-Bus
 * without waiting; until it answers, and where there is none, the lightness of the platform's palette decides.
 */
class Appearance : public QObject {
    Q_OBJECT
public:
    explicit Appearance(QObject *parent = nullptr);

    bool isDark() const { return m_dark; }
    bool isMotionReduced() const { return m_motionReduced; }

signals:
    void changed();

private slots:
    void onSettingChanged(const QString &group, const QString &key, const QDBusVariant &value);

private:
    void ask(const QString &group, const QString &key);
    void take(const QString &group, const QString &key, const QVariant &value);

    bool m_dark = false;
    bool m_motionReduced = false;
};

} // namespace lotse::ui
