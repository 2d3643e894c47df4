// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "plainreading.h"

#include <QRegularExpression>

#include <algorithm>

namespace lotse::findings {

using namespace Qt::StringLiterals;

namespace {

bool textFits(const QString &text, const Value &value, bool isAnywhere = false)
{
    QString pattern = QRegularExpression::escape(value.text);
    if (!value.isLiteral)
        pattern.replace(u"\\*"_s, u".*"_s).replace(u"\\?"_s, u"."_s);
    if (isAnywhere)
        pattern = u".*"_s + pattern + u".*"_s;
    const QRegularExpression expression(QRegularExpression::anchoredPattern(pattern),
        QRegularExpression::CaseInsensitiveOption | QRegularExpression::DotMatchesEverythingOption);
    return expression.match(text).hasMatch();
}

bool sizeFits(double left, const Value &value)
{
    switch (value.compare) {
    case Compare::Less:
        return left < value.number;
    case Compare::LessEqual:
        return left <= value.number;
    case Compare::Greater:
        return left > value.number;
    case Compare::GreaterEqual:
        return left >= value.number;
    case Compare::Equal:
        break;
    }
    return left == value.number;
}

bool plainTimeFits(Seconds time, const Value &value, Key key)
{
    if (value.text == u"never"_s)
        return time == 0;
    const double age = time == 0 ? 1e18 : double(kSampleNow) - double(time);
    return key == Key::New ? age <= value.number : sizeFits(age, value);
}

QStringList idsOf(const QString &id)
{
    const QStringList group{u"GHSA-aaaa"_s, u"CVE-2022-7"_s};
    return group.contains(id) ? group : QStringList{id};
}

bool isNone(const Value &value)
{
    return !value.isLiteral && value.text.toLower() == u"none"_s;
}

ScoreGrounds plainGrounds(const SampleRow &row, const Sample &sample)
{
    ScoreGrounds grounds;
    Seconds used = 0;
    for (const SampleImage &image : row.images) {
        grounds.isExposed = grounds.isExposed || image.labels.contains(u"exposed"_s);
        used = std::max({used, image.pushed, image.pulled});
    }
    grounds.isIdle = used != 0 && kSampleNow - used > 90 * 86400;
    grounds.severity = severityOf(row.severity.toUtf8());
    grounds.isFixable = !row.fix.isEmpty();
    for (const QString &id : idsOf(row.vulnerability)) {
        grounds.epss = std::max(grounds.epss, sample.epss.value(id, -1));
        grounds.kev = std::max(grounds.kev, sample.kev.value(id, Kev::No));
    }
    return grounds;
}

bool digestFits(const QString &digest, const Value &value)
{
    if (!value.isLiteral && (value.text.contains(u'*') || value.text.contains(u'?')))
        return textFits(digest, value);
    return digest.startsWith(value.text.toLower()) || digest.mid(7).startsWith(value.text.toLower());
}

bool valueFits(Key key, const Value &value, const SampleRow &row, const Sample &sample)
{
    const auto anyImage = [&](auto fits) { return std::any_of(row.images.begin(), row.images.end(), fits); };
    const auto listFits = [&](const QStringList &list) {
        return isNone(value)
            ? list.isEmpty()
            : std::any_of(list.begin(), list.end(), [&](const QString &t) { return textFits(t, value); });
    };
    const ScoreGrounds grounds = plainGrounds(row, sample);
    const quint8 state = row.stateBits & StateBits::kStateMask;
    switch (key) {
    case Key::Word: {
        QStringList texts = idsOf(row.vulnerability);
        texts << row.package << row.repository;
        return std::any_of(texts.begin(), texts.end(), [&](const QString &t) { return textFits(t, value, true); });
    }
    case Key::Severity:
        return sizeFits(double(grounds.severity), value);
    case Key::Fix:
        if (!value.isLiteral && value.text.toLower() == u"yes"_s)
            return !row.fix.isEmpty();
        if (!value.isLiteral && value.text.toLower() == u"no"_s)
            return row.fix.isEmpty() && row.status != u"fixed"_s;
        return textFits(row.fix, value);
    case Key::Kev:
        return (grounds.kev != Kev::No) == (value.text == u"yes"_s);
    case Key::Epss:
        if (value.text == u"none"_s || grounds.epss < 0)
            return value.text == u"none"_s && grounds.epss < 0;
        return sizeFits(grounds.epss, {value.text, value.compare, false, double(float(value.number))});
    case Key::Cvss:
        if (value.text == u"none"_s || row.cvss < 0)
            return value.text == u"none"_s && row.cvss < 0;
        return sizeFits(row.cvss, value);
    case Key::Score:
        return sizeFits(score(grounds), value);
    case Key::Tier:
        return choicesOf(Key::Tier)[int(tier(grounds))] == value.text;
    case Key::State:
        if (value.text == u"open"_s)
            return !(row.stateBits & StateBits::kHidden);
        if (value.text == u"hidden"_s)
            return row.stateBits & StateBits::kHidden;
        if (value.text == u"review"_s)
            return row.stateBits & StateBits::kReview;
        if (value.text == u"expired"_s)
            return row.stateBits & StateBits::kExpired;
        return stateWord(State(state)) == value.text;
    case Key::Due: {
        QHash<Severity, int> days{{Severity::Critical, 7}, {Severity::High, 30}, {Severity::Medium, 90},
            {Severity::Low, 120}, {Severity::Unknown, 30}};
        double due = 0;
        if (row.firstSeen && days.contains(grounds.severity))
            due = double(row.firstSeen) + days[grounds.severity] * 86400.0;
        if (grounds.kev != Kev::No) {
            double other = row.vulnerability == u"CVE-2021-44228"_s ? kSampleNow + 86400.0
                : row.firstSeen                                     ? double(row.firstSeen) + 14 * 86400.0
                                                                    : 0;
            due = due > 0 ? std::min(due, other) : other;
        }
        const double left = due - kSampleNow;
        const QString word = due <= 0 || (row.stateBits & StateBits::kHidden) ? u"none"_s
            : left < 0                                                        ? u"breached"_s
            : left <= 7 * 86400                                               ? u"soon"_s
                                                                              : u"ok"_s;
        return word == value.text;
    }
    case Key::Registry:
        return textFits(row.registry, value) || textFits(row.registryId, value);
    case Key::Project:
        return textFits(row.project, value);
    case Key::Repository:
        return textFits(row.repository, value)
            || (!row.project.isEmpty() && textFits(row.repository.mid(row.project.size() + 1), value));
    case Key::Image:
        return digestFits(row.platformDigest, value)
            || anyImage([&](const SampleImage &i) { return digestFits(i.digest, value); });
    case Key::Tag:
        return anyImage([&](const SampleImage &i) { return listFits(i.tags); });
    case Key::Label:
        return anyImage([&](const SampleImage &i) { return listFits(i.labels); });
    case Key::Package:
        return textFits(row.package, value);
    case Key::Version:
        return textFits(row.version, value);
    case Key::Vulnerability: {
        const QStringList ids = idsOf(row.vulnerability);
        return std::any_of(ids.begin(), ids.end(), [&](const QString &t) { return textFits(t, value); });
    }
    case Key::Status:
        return textFits(row.status, value);
    case Key::Platform:
        return textFits(row.platform, value);
    case Key::Age:
    case Key::New:
        return plainTimeFits(row.firstSeen, value, key);
    case Key::Scanned:
        return plainTimeFits(row.reported, value, key);
    case Key::Pulled:
        return anyImage([&](const SampleImage &i) { return plainTimeFits(i.pulled, value, key); });
    case Key::Pushed:
        return anyImage([&](const SampleImage &i) { return plainTimeFits(i.pushed, value, key); });
    // The sample has no verdicts.
    case Key::Signed:
        return value.text == u"unverified"_s;
    case Key::Signer:
    case Key::Attested:
        return false;
    }
    return false;
}

} // namespace

Rows readPlainly(const Query &query, const Sample &sample)
{
    Rows rows;
    for (qsizetype i = 0; i < sample.rows.size(); ++i) {
        bool fits = true;
        for (const Term &term : query.terms) {
            bool any = false;
            for (const Value &value : term.values)
                any = any || valueFits(term.key, value, sample.rows[i], sample);
            fits = fits && any != term.isNegated;
        }
        if (fits)
            rows.push_back(RowId(i));
    }
    return rows;
}

} // namespace lotse::findings
