// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "colourset.h"

#include <cmath>

namespace lotse::ui {

namespace {

QColor rgb(QRgb value)
{
    return QColor::fromRgb(value);
}

double channel(double value)
{
    return value <= 0.03928 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
}

double luminance(const QColor &colour)
{
    return 0.2126 * channel(double(colour.redF())) + 0.7152 * channel(double(colour.greenF()))
        + 0.0722 * channel(double(colour.blueF()));
}

} // namespace

const ColourSet &ColourSet::light()
{
    static const ColourSet set{
        .window = rgb(0xF5F6F8),
        .rail = rgb(0xE9ECF0),
        .surface = rgb(0xFFFFFF),
        .raised = rgb(0xFFFFFF),
        .header = rgb(0xFAFBFC),
        .hover = rgb(0xEEF1F5),
        .pressed = rgb(0xE2E7ED),
        .selection = rgb(0xDCE9F9),
        .selectionInactive = rgb(0xE8ECF1),
        .border = rgb(0xE1E5EA),
        .borderStrong = rgb(0xC6CDD6),
        .text = rgb(0x1A222D),
        .textSecondary = rgb(0x566271),
        .textDisabled = rgb(0x8C96A3),
        .accent = rgb(0x1B6AC9),
        .accentHover = rgb(0x155BB0),
        .accentText = rgb(0xFFFFFF),
        .accentSoft = rgb(0xE5EFFB),
        .focus = rgb(0x1B6AC9),
        .shadow = QColor(20, 30, 45, 46),
        .skeleton = rgb(0xE9ECF0),
        .critical = rgb(0xA50E35),
        .high = rgb(0xB03A06),
        .medium = rgb(0x7D5700),
        .low = rgb(0x2C6480),
        .none = rgb(0x276B43),
        .unknown = rgb(0x5A6573),
        .criticalFill = rgb(0xC4183F),
        .highFill = rgb(0xD9540B),
        .mediumFill = rgb(0xB98209),
        .lowFill = rgb(0x3C86A8),
        .noneFill = rgb(0x3A8F5C),
        .unknownFill = rgb(0x7C8794),
        .ok = rgb(0x276B43),
        .running = rgb(0x155BB0),
        .warning = rgb(0x7D5700),
        .error = rgb(0xA50E35),
        .off = rgb(0x5A6573),
    };
    return set;
}

const ColourSet &ColourSet::dark()
{
    static const ColourSet set{
        .window = rgb(0x14181E),
        .rail = rgb(0x0F1217),
        .surface = rgb(0x191E25),
        .raised = rgb(0x222933),
        .header = rgb(0x1C222A),
        .hover = rgb(0x222933),
        .pressed = rgb(0x2B3440),
        .selection = rgb(0x1E3A5A),
        .selectionInactive = rgb(0x27303B),
        .border = rgb(0x29313B),
        .borderStrong = rgb(0x3E4956),
        .text = rgb(0xE2E7EE),
        .textSecondary = rgb(0x9AA6B5),
        .textDisabled = rgb(0x687483),
        .accent = rgb(0x6CB0F5),
        .accentHover = rgb(0x8AC1F8),
        .accentText = rgb(0x0B1622),
        .accentSoft = rgb(0x1B2E44),
        .focus = rgb(0x6CB0F5),
        .shadow = QColor(0, 0, 0, 120),
        .skeleton = rgb(0x262E38),
        .critical = rgb(0xFF8098),
        .high = rgb(0xFF9C63),
        .medium = rgb(0xE9BE4D),
        .low = rgb(0x82B9D8),
        .none = rgb(0x74CB97),
        .unknown = rgb(0xA3AEBB),
        .criticalFill = rgb(0xF2637E),
        .highFill = rgb(0xF58A4B),
        .mediumFill = rgb(0xDDB03C),
        .lowFill = rgb(0x6FA9C9),
        .noneFill = rgb(0x5FB984),
        .unknownFill = rgb(0x8E99A6),
        .ok = rgb(0x74CB97),
        .running = rgb(0x6CB0F5),
        .warning = rgb(0xE9BE4D),
        .error = rgb(0xFF8098),
        .off = rgb(0xA3AEBB),
    };
    return set;
}

double contrast(const QColor &a, const QColor &b)
{
    const double first = luminance(a) + 0.05;
    const double second = luminance(b) + 0.05;
    return first > second ? first / second : second / first;
}

QColor mix(const QColor &over, const QColor &under, double share)
{
    const auto blend = [share](float top, float bottom) { return float(share) * top + float(1 - share) * bottom; };
    return QColor::fromRgbF(
        blend(over.redF(), under.redF()), blend(over.greenF(), under.greenF()), blend(over.blueF(), under.blueF()));
}

} // namespace lotse::ui
