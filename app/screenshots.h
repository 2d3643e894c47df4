// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shell/frame.h"

#include <QObject>
#include <QTimer>
#include <QVariantMap>

namespace lotse {

/**
 * Saves a picture of every page in both themes into a folder, then quits the program: `lotse --demo --screenshots
 * DIR`. A page is taken when no request has been running for a moment. Lives in main.
 */
class Screenshots : public QObject {
    Q_OBJECT
public:
    Screenshots(ui::Frame *frame, const QString &folder, QObject *parent = nullptr);
    void start();

private:
    struct Shot {
        QString name;
        QString page;
        QVariantMap params;
        bool dark = false;
    };
    void next();
    void look();
    void take();

    ui::Frame *m_frame;
    QString m_folder;
    QList<Shot> m_shots;
    QTimer m_timer;
    int m_quiet = 0;
    int m_waited = 0;
    bool m_failed = false;
};

} // namespace lotse
