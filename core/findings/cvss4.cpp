// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "findings/cvssvector.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <initializer_list>
#include <optional>

namespace lotse::findings {

namespace {

// A base score has no threat and no environmental metrics: exploitation (EQ5) is at its worst and all requirements are
// high. So of the MacroVectors of the specification only those with EQ5 = 0 and EQ4 of 1 or 2 are asked for, and EQ6
// goes with EQ3: 00, 01, 10, 11, 21.
enum Together { Eq00, Eq01, Eq10, Eq11, Eq21 };

struct Macro {
    int eq1 = 0, eq2 = 0, eq3 = 0, eq4 = 0; // eq3: Together; eq4: 0 is the specification's 1
};

// Scores in tenths by EQ1, EQ2, EQ3 with EQ6, EQ4.
constexpr int kScores[3][2][5][2] = {
    {{{100, 93}, {96, 90}, {93, 88}, {92, 80}, {79, 69}}, {{95, 92}, {91, 81}, {92, 84}, {82, 70}, {71, 63}}},
    {{{94, 87}, {89, 75}, {86, 72}, {76, 57}, {65, 53}}, {{90, 77}, {77, 66}, {74, 61}, {59, 52}, {58, 23}}},
    {{{86, 70}, {74, 54}, {72, 53}, {57, 36}, {47, 24}}, {{73, 54}, {55, 43}, {61, 46}, {51, 18}, {24, 10}}},
};

std::optional<double> scoreOf(const Macro &macro)
{
    if (macro.eq1 > 2 || macro.eq2 > 1 || macro.eq4 > 1)
        return std::nullopt;
    return kScores[macro.eq1][macro.eq2][macro.eq3][macro.eq4] / 10.0;
}

struct Metric {
    const char *name;
    const char *letters; // from the worst to the mildest
};
constexpr std::array<Metric, 11> kMetrics{{{"AV", "NALP"}, {"PR", "NLH"}, {"UI", "NPA"}, {"AC", "LH"}, {"AT", "NP"},
    {"VC", "HLN"}, {"VI", "HLN"}, {"VA", "HLN"}, {"SC", "HLN"}, {"SI", "HLN"}, {"SA", "HLN"}}};
enum { AV, PR, UI, AC, AT, VC, VI, VA, SC, SI, SA };
using Steps = std::array<int, kMetrics.size()>; // of each metric from its worst value

// How far the metrics from `first` on are from the first of the worst vectors of their class that they do not exceed.
int distance(const Steps &steps, size_t first, std::initializer_list<std::array<int, 3>> worst)
{
    for (const std::array<int, 3> &vector : worst) {
        int sum = 0;
        bool isWithin = true;
        for (size_t i = 0; i < vector.size(); ++i) {
            if (vector[i] < 0) // no metric
                continue;
            const int apart = steps[first + i] - vector[i];
            isWithin = isWithin && apart >= 0;
            sum += apart;
        }
        if (isWithin)
            return sum;
    }
    return 0;
}

} // namespace

double cvssBaseScore4(const CvssMetrics &metrics)
{
    Steps steps{};
    for (size_t i = 0; i < kMetrics.size(); ++i) {
        const char *at = std::strchr(kMetrics[i].letters, metrics.value(kMetrics[i].name));
        if (!at)
            return -1;
        steps[i] = int(at - kMetrics[i].letters);
    }
    const auto isWorst = [&](size_t metric) { return steps[metric] == 0; };
    constexpr int kNone = 2;
    if (steps[VC] == kNone && steps[VI] == kNone && steps[VA] == kNone && steps[SC] == kNone && steps[SI] == kNone
        && steps[SA] == kNone)
        return 0;

    Macro macro;
    const bool isAnyWorst = isWorst(AV) || isWorst(PR) || isWorst(UI);
    constexpr int kPhysical = 3;
    macro.eq1 = isWorst(AV) && isWorst(PR) && isWorst(UI) ? 0 : isAnyWorst && steps[AV] != kPhysical ? 1 : 2;
    macro.eq2 = isWorst(AC) && isWorst(AT) ? 0 : 1;
    macro.eq3 = isWorst(VC) && isWorst(VI) ? Eq00 : isWorst(VC) || isWorst(VI) || isWorst(VA) ? Eq10 : Eq21;
    macro.eq4 = isWorst(SC) || isWorst(SI) || isWorst(SA) ? 0 : 1;

    const double value = *scoreOf(macro);
    double lowered = 0;
    int existing = 1; // EQ5 has a lower MacroVector always, and the base vector is at its top: no distance
    const auto take = [&](std::optional<double> next, int apart, int depth) {
        if (!next)
            return;
        ++existing;
        lowered += (value - *next) * apart / depth;
    };
    const auto next = [&](int Macro::*eq) {
        Macro lower = macro;
        ++(lower.*eq);
        return scoreOf(lower);
    };

    static constexpr int kDepth1[] = {1, 4, 5};
    const int apart1 = macro.eq1 == 0 ? distance(steps, AV, {{0, 0, 0}})
        : macro.eq1 == 1              ? distance(steps, AV, {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}})
                                      : distance(steps, AV, {{3, 0, 0}, {1, 1, 1}});
    take(next(&Macro::eq1), apart1, kDepth1[macro.eq1]);

    const int apart2 = macro.eq2 == 0 ? 0 : distance(steps, AC, {{1, 0, -1}, {0, 1, -1}});
    take(next(&Macro::eq2), apart2, macro.eq2 == 0 ? 1 : 2);

    Macro lower = macro;
    std::optional<double> next3;
    if (macro.eq3 == Eq00) {
        lower.eq3 = Eq01;
        next3 = scoreOf(lower);
        lower.eq3 = Eq10;
        next3 = std::max(*next3, *scoreOf(lower));
    } else if (macro.eq3 == Eq10) {
        lower.eq3 = Eq11;
        next3 = scoreOf(lower);
    }
    const int apart3 = macro.eq3 == Eq00 ? distance(steps, VC, {{0, 0, 0}})
        : macro.eq3 == Eq10              ? distance(steps, VC, {{1, 0, 0}, {0, 1, 0}})
                                         : distance(steps, VC, {{1, 1, 1}});
    take(next3, apart3, macro.eq3 == Eq00 ? 7 : macro.eq3 == Eq10 ? 8 : 10);

    const int apart4 = macro.eq4 == 0 ? distance(steps, SC, {{0, 0, 0}}) : distance(steps, SC, {{1, 1, 1}});
    take(next(&Macro::eq4), apart4, macro.eq4 == 0 ? 5 : 4);

    constexpr double kEpsilon = 1e-6; // halves go up, whatever the binary fraction says
    const double score = std::clamp(value - lowered / existing, 0.0, 10.0);
    return std::floor((score + kEpsilon) * 10 + 0.5) / 10;
}

} // namespace lotse::findings
