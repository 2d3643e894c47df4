// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "findings/cvss.h"

#include "findings/cvssvector.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace lotse::findings {

using namespace Qt::StringLiterals;

namespace {

// Which version is asked first: what reports agree on most.
int rank(CvssVersion version)
{
    switch (version) {
    case CvssVersion::V31:
    case CvssVersion::V30:
    case CvssVersion::V3:
        return 4;
    case CvssVersion::V4:
        return 3;
    case CvssVersion::V2:
        return 2;
    case CvssVersion::Other:
        return 1;
    case CvssVersion::None:
        break;
    }
    return 0;
}

double valueOf(const CvssMetrics &metrics, const char *name, std::initializer_list<std::pair<char, double>> values)
{
    const char is = metrics.value(name);
    for (const auto &[letter, value] : values) {
        if (letter == is)
            return value;
    }
    return std::nan("");
}

// CVSS 2.0, section 3.2.1.
double baseScore2(const CvssMetrics &metrics)
{
    const auto impactOf = [&](const char *name) {
        return valueOf(metrics, name, {{'N', 0.0}, {'P', 0.275}, {'C', 0.660}});
    };
    const double impact = 10.41 * (1 - (1 - impactOf("C")) * (1 - impactOf("I")) * (1 - impactOf("A")));
    const double exploitability = 20 * valueOf(metrics, "AV", {{'L', 0.395}, {'A', 0.646}, {'N', 1.0}})
        * valueOf(metrics, "AC", {{'H', 0.35}, {'M', 0.61}, {'L', 0.71}})
        * valueOf(metrics, "Au", {{'M', 0.45}, {'S', 0.56}, {'N', 0.704}});
    const double score = (0.6 * impact + 0.4 * exploitability - 1.5) * (impact == 0 ? 0 : 1.176);
    return std::round(score * 10) / 10;
}

// CVSS 3.1, appendix A: the smallest number with one decimal that is no smaller. Version 3.0 says the same in words.
double roundedUp(double value)
{
    const qint64 whole = std::llround(value * 100'000);
    return whole % 10'000 == 0 ? double(whole) / 100'000 : (std::floor(double(whole) / 10'000) + 1) / 10;
}

// CVSS 3.0 and 3.1, section 7.1.
double baseScore3(const CvssMetrics &metrics)
{
    const auto impactOf = [&](const char *name) {
        return valueOf(metrics, name, {{'N', 0.0}, {'L', 0.22}, {'H', 0.56}});
    };
    const char scope = metrics.value("S");
    if (scope != 'U' && scope != 'C')
        return -1;
    const bool isChanged = scope == 'C';
    const double privileges = isChanged ? valueOf(metrics, "PR", {{'N', 0.85}, {'L', 0.68}, {'H', 0.50}})
                                        : valueOf(metrics, "PR", {{'N', 0.85}, {'L', 0.62}, {'H', 0.27}});
    const double sub = 1 - (1 - impactOf("C")) * (1 - impactOf("I")) * (1 - impactOf("A"));
    const double impact = isChanged ? 7.52 * (sub - 0.029) - 3.25 * std::pow(sub - 0.02, 15) : 6.42 * sub;
    const double exploitability = 8.22 * valueOf(metrics, "AV", {{'N', 0.85}, {'A', 0.62}, {'L', 0.55}, {'P', 0.2}})
        * valueOf(metrics, "AC", {{'L', 0.77}, {'H', 0.44}}) * privileges
        * valueOf(metrics, "UI", {{'N', 0.85}, {'R', 0.62}});
    if (std::isnan(impact) || std::isnan(exploitability))
        return -1;
    if (impact <= 0)
        return 0;
    return roundedUp(std::min((isChanged ? 1.08 : 1.0) * (impact + exploitability), 10.0));
}

} // namespace

CvssMetrics::CvssMetrics(QByteArrayView vector)
{
    QByteArray text = vector.trimmed().toByteArray();
    if (text.startsWith('(') && text.endsWith(')')) // as NVD wrote version 2
        text = text.mid(1, text.size() - 2);
    for (const QByteArray &part : text.split('/')) {
        const qsizetype colon = part.indexOf(':');
        // A value of more than one letter belongs to metrics that the base score does not need.
        if (colon > 0 && part.size() == colon + 2)
            m_values.insert(part.left(colon), part[colon + 1]);
    }
}

QString cvssLabel(CvssVersion version)
{
    switch (version) {
    case CvssVersion::V2:
        return u"CVSS 2.0"_s;
    case CvssVersion::V3:
        return u"CVSS 3"_s;
    case CvssVersion::V30:
        return u"CVSS 3.0"_s;
    case CvssVersion::V31:
        return u"CVSS 3.1"_s;
    case CvssVersion::V4:
        return u"CVSS 4.0"_s;
    case CvssVersion::Other:
        return u"score"_s;
    case CvssVersion::None:
        break;
    }
    return {};
}

CvssVersion cvssVersionOf(QByteArrayView vector)
{
    const QByteArray text = vector.trimmed().toByteArray();
    if (text.startsWith("CVSS:3.1/"))
        return CvssVersion::V31;
    if (text.startsWith("CVSS:3.0/"))
        return CvssVersion::V30;
    if (text.startsWith("CVSS:4.0/"))
        return CvssVersion::V4;
    // Without a prefix, and in parentheses at times.
    return text.contains("AV:") && text.contains("Au:") ? CvssVersion::V2 : CvssVersion::None;
}

CvssVersion cvssVersionNamed(QByteArrayView word)
{
    QByteArray digits;
    for (const char c : word) {
        if (c >= '0' && c <= '9')
            digits += c;
    }
    if (digits == "2" || digits == "20")
        return CvssVersion::V2;
    if (digits == "3")
        return CvssVersion::V3;
    if (digits == "30")
        return CvssVersion::V30;
    if (digits == "31")
        return CvssVersion::V31;
    if (digits == "4" || digits == "40")
        return CvssVersion::V4;
    return CvssVersion::None;
}

double cvssBaseScore(QByteArrayView vector)
{
    const CvssMetrics metrics(vector);
    double score = -1;
    switch (cvssVersionOf(vector)) {
    case CvssVersion::V2:
        score = baseScore2(metrics);
        break;
    case CvssVersion::V30:
    case CvssVersion::V31:
        score = baseScore3(metrics);
        break;
    case CvssVersion::V4:
        score = cvssBaseScore4(metrics);
        break;
    default:
        break;
    }
    return score >= 0 && score <= 10 ? score : -1; // a missing metric makes it no number
}

CvssScore completed(CvssScore score)
{
    const CvssVersion told = cvssVersionOf(score.vector);
    const bool isThree = score.version == CvssVersion::V3 && (told == CvssVersion::V30 || told == CvssVersion::V31);
    if (isThree || score.version == CvssVersion::None || score.version == CvssVersion::Other)
        score.version = told != CvssVersion::None ? told : score.version;
    if (!(score.score >= 0 && score.score <= 10) || score.score == 0)
        score.score = told == CvssVersion::None ? -1 : cvssBaseScore(score.vector);
    if (score.score >= 0 && score.version == CvssVersion::None)
        score.version = CvssVersion::Other;
    return score;
}

CvssScore applicable(const QList<CvssScore> &scores, Severity said)
{
    CvssScore best;
    CvssScore fourth;
    for (const CvssScore &score : scores) {
        if (score.score < 0)
            continue;
        if (std::pair(rank(score.version), score.score) > std::pair(rank(best.version), best.score))
            best = score;
        if (score.version == CvssVersion::V4 && score.score > fourth.score)
            fourth = score;
    }
    const auto agrees = [said](const CvssScore &score) { return severityOfScore(score.version, score.score) == said; };
    const bool isFourth = fourth.score >= 0 && !agrees(best) && agrees(fourth);
    return isFourth ? fourth : best;
}

bool isNoSeverity(QByteArrayView word)
{
    // The words of Trivy and Grype, Docker Scout, Dependency-Track, Amazon and Ubuntu for it.
    static constexpr const char *words[] = {"", "unknown", "unspecified", "unassigned", "undefined", "untriaged"};
    return std::any_of(std::begin(words), std::end(words), [plain = word.trimmed()](const char *one) {
        return plain.compare(QByteArrayView(one), Qt::CaseInsensitive) == 0;
    });
}

Severity severityOfScore(CvssVersion version, double score)
{
    if (version == CvssVersion::None || !(score >= 0))
        return Severity::Unknown;
    if (version == CvssVersion::V2)
        return score < 4 ? Severity::Low : score < 7 ? Severity::Medium : Severity::High;
    return score == 0 ? Severity::None
        : score < 4   ? Severity::Low
        : score < 7   ? Severity::Medium
        : score < 9   ? Severity::High
                      : Severity::Critical;
}

} // namespace lotse::findings
