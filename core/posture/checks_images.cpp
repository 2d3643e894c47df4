// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "posture/image.h"

#include <QJsonArray>
#include <QMap>
#include <QRegularExpression>

#include <cmath>

namespace lotse::posture {

using namespace Qt::StringLiterals;

namespace {

// Bits of entropy a character: a random key has more than words have.
double entropy(const QString &text)
{
    QHash<QChar, int> counts;
    for (const QChar c : text)
        ++counts[c];
    double bits = 0;
    for (const int count : std::as_const(counts)) {
        const double share = double(count) / double(text.size());
        bits -= share * std::log2(share);
    }
    return bits;
}

/// Whether NAME=VALUE looks like a secret: by what it is called, or by a well-known form.
bool isSecret(const QString &name, const QString &value)
{
    static const QRegularExpression named(
        u"(?:PASSWORD|PASSWD|SECRET|API_?KEY|ACCESS_?KEY|PRIVATE_?KEY|TOKEN|CREDENTIALS?)$"_s,
        QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression known(
        u"AKIA[0-9A-Z]{16}|gh[pousr]_[A-Za-z0-9]{36}|glpat-[A-Za-z0-9_-]{20}|xox[abp]-[A-Za-z0-9-]{10,}|"
        "-----BEGIN [A-Z ]*PRIVATE KEY-----"_s);
    if (known.match(value).hasMatch())
        return true;
    // A path, a name of a variable or an empty value is no secret.
    if (value.size() < 6 || value.startsWith(u'/') || value.startsWith(u'$') || value.startsWith(u"http"_s))
        return false;
    return named.match(name).hasMatch() && entropy(value) > 2.0;
}

bool holdsSecret(const Image &image)
{
    for (const QJsonValue variable : image.config[u"Env"_s].toArray()) {
        const QString text = variable.toString();
        if (isSecret(text.section(u'=', 0, 0), text.section(u'=', 1)))
            return true;
    }
    static const QRegularExpression assignment(u"([A-Za-z_][A-Za-z0-9_]*)=([^\\s;&|\"']+)"_s);
    for (const QString &command : image.commands) {
        for (auto match = assignment.globalMatch(command); match.hasNext();) {
            const auto found = match.next();
            if (isSecret(found.captured(1), found.captured(2)))
                return true;
        }
    }
    return false;
}

template <typename IsGood>
Verdict survey(const Sight &sight, bool onlyUsed, const char *good, const char *bad, IsGood isGood)
{
    Survey survey(imageKind(sight));
    for (const Image &image : imagesOf(sight)) {
        if (!image.knowsConfig || (onlyUsed && !image.isInUse))
            continue;
        if (isGood(image))
            survey.good(image.row, image.configPath);
        else
            survey.bad(image.row, image.name, image.configPath);
    }
    return survey.verdict(
        good, bad, LOTSE_MSG("There are no images with a readable configuration."), Outcome::NotApplicable);
}

Verdict secrets(const Sight &sight)
{
    return survey(sight, false, LOTSE_MSG("No secret was found in the configurations of %1 images."),
        LOTSE_MSG("In the configurations of %1 of %2 images stands what looks like a secret."),
        [](const Image &image) { return !holdsSecret(image); });
}

Verdict user(const Sight &sight)
{
    const bool wantsHealth = sight.number(u"healthcheck"_s) != 0;
    return survey(sight, false, LOTSE_MSG("All %1 images name a user who is not root."),
        LOTSE_MSG("%1 of %2 images run as root or do not meet the requirements."), [&](const Image &image) {
            const QString name = image.config[u"User"_s].toString().section(u':', 0, 0);
            return !name.isEmpty() && name != "0"_L1 && name != "root"_L1
                && (!wantsHealth || image.config.contains(u"Healthcheck"_s));
        });
}

Verdict age(const Sight &sight)
{
    return survey(sight, true, LOTSE_MSG("All %1 images in use were built within the allowed period."),
        LOTSE_MSG("%1 of %2 images in use were built too long ago."),
        [&](const Image &image) { return sight.daysSince(image.created) < sight.number(u"days"_s); });
}

Verdict sameEverywhere(const Sight &sight)
{
    Survey survey(u"store-tags"_s);
    const QList<FactRow> &rows = sight.rows(u"store-tags"_s);
    for (qsizetype i = 0; i < rows.size(); ++i) {
        QStringList digests;
        for (const QJsonValue place : rows[i].json[u"places"_s].toArray())
            digests.append(place[u"digest"_s].toString());
        digests.removeDuplicates();
        if (digests.size() <= 1)
            survey.good(i);
        else
            survey.bad(i, rows[i].json[u"repository"_s].toString() + u':' + rows[i].json[u"tag"_s].toString());
    }
    return survey.verdict(LOTSE_MSG("All %1 tags that exist in several registries are the same image."),
        LOTSE_MSG("%1 of %2 tags that exist in several registries are different images."),
        LOTSE_MSG("No tag exists in several registries of the local store."), Outcome::NotApplicable);
}

} // namespace

QList<Check> imageChecks()
{
    return {
        {"P54", LOTSE_MSG("No secrets in images"), Severity::Critical, true, "@images", "", "",
            "CD 4.10; N 4.1.4; I 8.12, 5.17; P 8.6.2; B A8", 'h',
            LOTSE_MSG("Remove the secret from the image, replace it where it is used, and rebuild the image."), "",
            secrets},
        {"P55", LOTSE_MSG("Images do not run as root"), Severity::Medium, true, "@images", "", "healthcheck=0",
            "CD 4.1, 4.6; N 4.1.2; I 8.9; B A17", 'h', LOTSE_MSG("Set USER in the Dockerfile."), "", user},
        {"P56", LOTSE_MSG("Images in use are not old"), Severity::Low, true, "@images", "", "days=90",
            "CD 4.4; N 4.2.2; I 8.8; B A6, A14", 'm', LOTSE_MSG("Build the image again on a fresh base."), "", age},
        {"P57", LOTSE_MSG("A tag is the same image in every registry"), Severity::Low, true, "store-tags", "", "",
            "N 4.1.5; I 8.9, 8.32", 'l', LOTSE_MSG("Copy the image again, or deploy by digest."), "", sameEverywhere},
    };
}

} // namespace lotse::posture
