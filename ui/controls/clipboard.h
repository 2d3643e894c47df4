// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QObject>
#include <QTimer>
#include <QtQml/qqmlregistration.h>

namespace lotse::ui {

/// The clipboard as QML may use it. The engine owns it.
class Clipboard : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_SINGLETON
    /// Seconds until a secret goes from the clipboard; 0 where there is none.
    Q_PROPERTY(int secondsLeft READ secondsLeft NOTIFY secondsLeftChanged)
public:
    /// How long a secret stays.
    static constexpr int secretSeconds = 10;

    explicit Clipboard(QObject *parent = nullptr);
    /// Takes a secret along.
    ~Clipboard() override;

    Q_INVOKABLE void copy(const QString &text);
    /// Copies a secret: marked for clipboard histories not to keep it, and taken away again after ten seconds, where
    /// nothing else was copied meanwhile.
    Q_INVOKABLE void copySecret(const QString &text);
    /// Takes the secret away now.
    Q_INVOKABLE void forgetSecret();
    int secondsLeft() const { return m_left; }

signals:
    void secondsLeftChanged();

private:
    void tick();

    QTimer m_timer;
    int m_left = 0;
    QByteArray m_hash; ///< of the secret, to see whether it is still the one there
};

} // namespace lotse::ui
