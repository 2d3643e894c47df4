// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

class QCoreApplication;

namespace lotse {

/**
 * Tells that the program speaks another language now, so that texts that were made once are made anew. Told once for a
 * change, after the new words and the new locale are in place. Belongs to the application object.
 */
class LanguageWatch final : public QObject {
    Q_OBJECT
public:
    /// The one of this application, made where there is none yet; null without an application.
    static LanguageWatch *of(QCoreApplication *app);

    bool eventFilter(QObject *watched, QEvent *event) override;

signals:
    void changed();

private:
    explicit LanguageWatch(QCoreApplication *app);

    bool m_isDue = false;
};

} // namespace lotse
