// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shell/frame.h"

namespace lotse {

/// Tells on stdout when the first frame and then the numbers of the overview are on the screen, and ends the program:
/// for `./dev bench`, which holds the clock.
class StartupTimes : public QObject {
    Q_OBJECT
public:
    /// `frame` outlives it, and its window is there.
    explicit StartupTimes(ui::Frame *frame, QObject *parent = nullptr);

private:
    void look();

    ui::Frame *m_frame;
    bool m_hasFrame = false;
};

} // namespace lotse
