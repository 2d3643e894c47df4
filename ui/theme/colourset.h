// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>

namespace lotse::ui {

/// Every colour of the program. A member without a value does not build, so that both themes are always complete.
struct ColourSet {
    QColor window; ///< chrome: sections, dock, status bar
    QColor rail;
    QColor surface; ///< content: tables, pages, fields
    QColor raised; ///< menus, dialogs, palette
    QColor header; ///< table headers
    QColor hover;
    QColor pressed;
    QColor selection; ///< selected row
    QColor selectionInactive;
    QColor border;
    QColor borderStrong; ///< of fields and buttons
    QColor text;
    QColor textSecondary;
    QColor textDisabled;
    QColor accent;
    QColor accentHover;
    QColor accentText; ///< on accent
    QColor accentSoft;
    QColor focus;
    QColor shadow;
    QColor skeleton;
    QColor critical;
    QColor high;
    QColor medium;
    QColor low;
    QColor none;
    QColor unknown;
    QColor criticalFill; ///< areas of charts
    QColor highFill;
    QColor mediumFill;
    QColor lowFill;
    QColor noneFill;
    QColor unknownFill;
    QColor ok;
    QColor running;
    QColor warning;
    QColor error;
    QColor off;

    static const ColourSet &light();
    static const ColourSet &dark();
};

/// Contrast of two opaque colours after WCAG 2.1, 1 to 21.
double contrast(const QColor &a, const QColor &b);
/// `over` laid on `under` with `share` (0..1): the tint behind a badge.
QColor mix(const QColor &over, const QColor &under, double share);

} // namespace lotse::ui
