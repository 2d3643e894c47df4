// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "theme.h"

#include "appearance.h"

#include <QFontDatabase>
#include <QGuiApplication>
#include <QPalette>

using namespace Qt::StringLiterals;

namespace lotse::ui {

namespace {

QFont sized(QFont font, qreal pixels, QFont::Weight weight = QFont::Normal)
{
    font.setPixelSize(qRound(pixels));
    font.setWeight(weight);
    return font;
}

} // namespace

Theme::Theme(QObject *parent)
    : QObject(parent)
    , m_appearance(new Appearance(this))
{
    const QByteArray forced = qgetenv("LOTSE_THEME");
    if (forced == "dark")
        m_scheme = Scheme::Dark;
    else if (forced == "light")
        m_scheme = Scheme::Light;
    connect(m_appearance, &Appearance::changed, this, &Theme::update);
    if (qGuiApp)
        m_pixelRatio = qGuiApp->devicePixelRatio();
    update();
}

void Theme::setScheme(Scheme scheme)
{
    if (scheme == m_scheme)
        return;
    m_scheme = scheme;
    update();
}

void Theme::setDensity(Density density)
{
    if (density == m_density)
        return;
    m_density = density;
    update();
}

void Theme::setZoom(qreal zoom)
{
    zoom = qBound(0.75, zoom, 2.0);
    if (qFuzzyCompare(zoom, m_zoom))
        return;
    m_zoom = zoom;
    update();
}

void Theme::setPixelRatio(qreal ratio)
{
    if (qFuzzyCompare(ratio, m_pixelRatio))
        return;
    m_pixelRatio = ratio;
    emit pixelRatioChanged();
}

void Theme::update()
{
    m_dark = m_scheme == Scheme::Dark || (m_scheme == Scheme::System && m_appearance->isDark());
    m_set = m_dark ? &ColourSet::dark() : &ColourSet::light();
    const QFont general = QFontDatabase::systemFont(QFontDatabase::GeneralFont);
    const QFont fixed = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    m_base = sized(general, 13 * m_zoom);
    m_strong = sized(general, 13 * m_zoom, QFont::DemiBold);
    m_caption = sized(general, 11 * m_zoom);
    m_title = sized(general, 16 * m_zoom, QFont::DemiBold);
    m_page = sized(general, 20 * m_zoom, QFont::DemiBold);
    m_mono = sized(fixed, 12 * m_zoom);
    emit changed();
}

int Theme::duration() const
{
    return m_appearance->isMotionReduced() ? 0 : 120;
}

QColor Theme::severityColour(const QString &severity, bool dark) const
{
    const ColourSet &set = dark ? ColourSet::dark() : ColourSet::light();
    const QString word = severity.toLower();
    if (word == u"critical"_s)
        return set.critical;
    if (word == u"high"_s)
        return set.high;
    if (word == u"medium"_s)
        return set.medium;
    if (word == u"low"_s || word == u"negligible"_s)
        return set.low;
    if (word == u"none"_s)
        return set.none;
    return set.unknown;
}

QColor Theme::severityFill(const QString &severity, bool dark) const
{
    const ColourSet &set = dark ? ColourSet::dark() : ColourSet::light();
    const QString word = severity.toLower();
    if (word == u"critical"_s)
        return set.criticalFill;
    if (word == u"high"_s)
        return set.highFill;
    if (word == u"medium"_s)
        return set.mediumFill;
    if (word == u"low"_s || word == u"negligible"_s)
        return set.lowFill;
    if (word == u"none"_s)
        return set.noneFill;
    return set.unknownFill;
}

QString Theme::severityWord(const QString &severity) const
{
    const QString word = severity.toLower();
    if (word == u"critical"_s)
        return tr("Critical");
    if (word == u"high"_s)
        return tr("High");
    if (word == u"medium"_s)
        return tr("Medium");
    if (word == u"low"_s)
        return tr("Low");
    if (word == u"negligible"_s)
        return tr("Negligible");
    if (word == u"none"_s)
        return tr("None");
    return tr("Unknown");
}

QString Theme::severityGlyph(const QString &severity) const
{
    const QString word = severity.toLower();
    if (word == u"critical"_s)
        return u"◆"_s;
    if (word == u"high"_s)
        return u"▲"_s;
    if (word == u"medium"_s)
        return u"■"_s;
    if (word == u"low"_s || word == u"negligible"_s)
        return u"▼"_s;
    if (word == u"none"_s)
        return u"✓"_s;
    return u"?"_s;
}

QColor Theme::stateColour(const QString &state, bool dark) const
{
    const ColourSet &set = dark ? ColourSet::dark() : ColourSet::light();
    if (state == u"ok"_s)
        return set.ok;
    if (state == u"running"_s)
        return set.running;
    if (state == u"enabled"_s)
        return set.textSecondary;
    if (state == u"warning"_s)
        return set.warning;
    if (state == u"error"_s)
        return set.error;
    return state == u"off"_s || state == u"disabled"_s ? set.off : set.unknown;
}

QString Theme::stateWord(const QString &state) const
{
    if (state == u"ok"_s)
        return tr("OK");
    if (state == u"running"_s)
        return tr("Running");
    if (state == u"warning"_s)
        return tr("Warning");
    if (state == u"error"_s)
        return tr("Error");
    if (state == u"enabled"_s)
        return tr("Enabled");
    if (state == u"disabled"_s)
        return tr("Disabled");
    return state == u"off"_s ? tr("Off") : tr("Unknown");
}

QColor Theme::soft(const QColor &colour) const
{
    return mix(colour, m_set->surface, m_dark ? 0.16 : 0.09);
}

QPalette Theme::palette() const
{
    QPalette palette;
    palette.setColor(QPalette::Window, m_set->window);
    palette.setColor(QPalette::WindowText, m_set->text);
    palette.setColor(QPalette::Base, m_set->surface);
    palette.setColor(QPalette::AlternateBase, m_set->header);
    palette.setColor(QPalette::Text, m_set->text);
    palette.setColor(QPalette::PlaceholderText, m_set->textSecondary);
    palette.setColor(QPalette::Button, m_set->raised);
    palette.setColor(QPalette::ButtonText, m_set->text);
    palette.setColor(QPalette::BrightText, m_set->error);
    palette.setColor(QPalette::Highlight, m_set->accent);
    palette.setColor(QPalette::HighlightedText, m_set->accentText);
    palette.setColor(QPalette::Link, m_set->accent);
    palette.setColor(QPalette::LinkVisited, m_set->accent);
    palette.setColor(QPalette::ToolTipBase, m_set->raised);
    palette.setColor(QPalette::ToolTipText, m_set->text);
    palette.setColor(QPalette::Light, m_set->raised);
    palette.setColor(QPalette::Midlight, m_set->hover);
    palette.setColor(QPalette::Mid, m_set->border);
    palette.setColor(QPalette::Dark, m_set->borderStrong);
    palette.setColor(QPalette::Shadow, m_set->shadow);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, m_set->textDisabled);
    return palette;
}

} // namespace lotse::ui
