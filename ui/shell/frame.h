// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shell/application.h"

#include <QQmlApplicationEngine>

class QQuickWindow;

namespace lotse::ui {

class Theme;

/// The window with its engine: style, import paths, icons, theme and palette. Made in main.
class Frame : public QObject {
    Q_OBJECT
public:
    /// `settings` outlives the frame.
    explicit Frame(QSettings *settings, QObject *parent = nullptr);

    Application &application() { return m_application; }
    /// Loads the window; false where it cannot be made, with the reason on stderr.
    bool start();
    QQuickWindow *window() const;
    /// Forces a theme for this run.
    void setDark(bool dark);
    QQmlEngine &engine() { return m_engine; }
    /// After another language was installed: every text that was made before is made anew.
    void retranslate();

private:
    Theme *theme();
    void followTheme();
    void addCommands();

    Application m_application;
    QQmlApplicationEngine m_engine;
};

} // namespace lotse::ui
