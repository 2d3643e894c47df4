// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "colourset.h"

#include <QFont>
#include <QObject>
#include <QPalette>
#include <QtQml/qqmlregistration.h>

namespace lotse::ui {

class Appearance;

/// One colour token: a property of the theme with the name of the ColourSet's member.
#define TOKEN(name)                                                                                                    \
    Q_PROPERTY(QColor name READ name NOTIFY changed)                                                                   \
public:                                                                                                                \
    QColor name() const                                                                                                \
    {                                                                                                                  \
        return m_set->name;                                                                                            \
    }

/**
 * The design tokens: colours, fonts, spaces, heights and durations. QML takes them from here and from nowhere else.
 * One object an engine, owned by it. LOTSE_THEME=light or dark forces a theme for tests.
 */
class Theme : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_SINGLETON
    Q_PROPERTY(Scheme scheme READ scheme WRITE setScheme NOTIFY changed)
    Q_PROPERTY(Density density READ density WRITE setDensity NOTIFY changed)
    Q_PROPERTY(qreal zoom READ zoom WRITE setZoom NOTIFY changed)
    Q_PROPERTY(bool dark READ isDark NOTIFY changed)
    Q_PROPERTY(QFont baseFont READ baseFont NOTIFY changed)
    Q_PROPERTY(QFont strongFont READ strongFont NOTIFY changed)
    Q_PROPERTY(QFont captionFont READ captionFont NOTIFY changed)
    Q_PROPERTY(QFont titleFont READ titleFont NOTIFY changed)
    Q_PROPERTY(QFont pageFont READ pageFont NOTIFY changed)
    Q_PROPERTY(QFont monoFont READ monoFont NOTIFY changed)
    Q_PROPERTY(int rowHeight READ rowHeight NOTIFY changed)
    Q_PROPERTY(int controlHeight READ controlHeight NOTIFY changed)
    Q_PROPERTY(int headerHeight READ headerHeight NOTIFY changed)
    Q_PROPERTY(int iconSize READ iconSize NOTIFY changed)
    Q_PROPERTY(int duration READ duration NOTIFY changed)
    Q_PROPERTY(qreal pixelRatio READ pixelRatio WRITE setPixelRatio NOTIFY pixelRatioChanged)
    Q_PROPERTY(int tipDelay MEMBER m_tipDelay CONSTANT) ///< ms that the mouse rests before a tooltip
    Q_PROPERTY(int tipTime MEMBER m_tipTime CONSTANT) ///< ms that one stays
    Q_PROPERTY(int xs MEMBER m_xs CONSTANT)
    Q_PROPERTY(int s MEMBER m_s CONSTANT)
    Q_PROPERTY(int m MEMBER m_m CONSTANT)
    Q_PROPERTY(int l MEMBER m_l CONSTANT)
    Q_PROPERTY(int xl MEMBER m_xl CONSTANT)
    Q_PROPERTY(int radius MEMBER m_radius CONSTANT)
    TOKEN(window)
    TOKEN(rail)
    TOKEN(surface)
    TOKEN(raised)
    TOKEN(header)
    TOKEN(hover)
    TOKEN(pressed)
    TOKEN(selection)
    TOKEN(selectionInactive)
    TOKEN(border)
    TOKEN(borderStrong)
    TOKEN(text)
    TOKEN(textSecondary)
    TOKEN(textDisabled)
    TOKEN(accent)
    TOKEN(accentHover)
    TOKEN(accentText)
    TOKEN(accentSoft)
    TOKEN(focus)
    TOKEN(shadow)
    TOKEN(skeleton)
    TOKEN(critical)
    TOKEN(criticalFill)
    TOKEN(high)
    TOKEN(highFill)
    TOKEN(medium)
    TOKEN(mediumFill)
    TOKEN(low)
    TOKEN(lowFill)
    TOKEN(none)
    TOKEN(noneFill)
    TOKEN(unknown)
    TOKEN(unknownFill)
    TOKEN(ok)
    TOKEN(running)
    TOKEN(warning)
    TOKEN(error)
    TOKEN(off)

public:
    enum class Scheme { System, Light, Dark };
    Q_ENUM(Scheme)
    enum class Density { Compact, Comfortable };
    Q_ENUM(Density)

    explicit Theme(QObject *parent = nullptr);

    Scheme scheme() const { return m_scheme; }
    void setScheme(Scheme scheme);
    Density density() const { return m_density; }
    void setDensity(Density density);
    /// 0.75 to 2; multiplies fonts and heights.
    qreal zoom() const { return m_zoom; }
    void setZoom(qreal zoom);
    bool isDark() const { return m_dark; }
    const ColourSet &colours() const { return *m_set; }

    QFont baseFont() const { return m_base; }
    QFont strongFont() const { return m_strong; }
    QFont captionFont() const { return m_caption; }
    QFont titleFont() const { return m_title; }
    QFont pageFont() const { return m_page; }
    QFont monoFont() const { return m_mono; }

    int rowHeight() const { return scaled(m_density == Density::Compact ? 28 : 36); }
    int controlHeight() const { return scaled(m_density == Density::Compact ? 28 : 32); }
    int headerHeight() const { return scaled(26); }
    int iconSize() const { return scaled(16); }
    /// Milliseconds of a transition; 0 where the desktop asks for calm.
    int duration() const;
    /// Pixels of the screen for one of an item. The window sets it: an icon that asks for its screen itself stays
    /// connected to it as long as it lives, and each that goes looks through the connections of all.
    qreal pixelRatio() const { return m_pixelRatio; }
    void setPixelRatio(qreal ratio);

    /// The functions of a colour take `dark` (Theme.dark) so that a binding follows a change of the theme.
    /// Colour of a severity word ("critical", "High", ...); anything else is unknown.
    Q_INVOKABLE QColor severityColour(const QString &severity, bool dark) const;
    /// For areas of a chart, where a brighter colour reads better than the one for text; 3 : 1 at least.
    Q_INVOKABLE QColor severityFill(const QString &severity, bool dark) const;
    /// The word shown for a severity, translated.
    Q_INVOKABLE QString severityWord(const QString &severity) const;
    /// A glyph of its own for each severity, so that colour is never the only sign.
    Q_INVOKABLE QString severityGlyph(const QString &severity) const;
    /// Colour of ok, running, warning, error, off; anything else is unknown.
    Q_INVOKABLE QColor stateColour(const QString &state, bool dark) const;
    Q_INVOKABLE QString stateWord(const QString &state) const;
    /// The tint of a badge of this colour on the content surface.
    Q_INVOKABLE QColor soft(const QColor &colour) const;
    /// The colours of the controls that come from the fallback style.
    QPalette palette() const;

signals:
    void changed();
    void pixelRatioChanged();

private:
    int scaled(int pixels) const { return qRound(pixels * m_zoom); }
    void update();

    Appearance *m_appearance;
    Scheme m_scheme = Scheme::System;
    Density m_density = Density::Compact;
    qreal m_zoom = 1;
    qreal m_pixelRatio = 1;
    bool m_dark = false;
    const ColourSet *m_set = nullptr;
    QFont m_base;
    QFont m_strong;
    QFont m_caption;
    QFont m_title;
    QFont m_page;
    QFont m_mono;
    int m_tipDelay = 500;
    int m_tipTime = 12'000;
    int m_xs = 4;
    int m_s = 8;
    int m_m = 12;
    int m_l = 16;
    int m_xl = 24;
    int m_radius = 4;
};

#undef TOKEN

} // namespace lotse::ui
