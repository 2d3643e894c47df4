// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/templates.h"

#include <QJsonArray>
#include <QMap>

#include <algorithm>
#include <array>

namespace lotse::report::sections {

using namespace Qt::StringLiterals;
using namespace lotse::posture;

namespace {

/// What is said of an image's signatures, from bad to good.
enum Standing { Invalid, Unverified, Unsigned, Attested, Claimed, Valid, Trusted, kStandings };

struct Look {
    QString tone;
    const char *text;
};

const Look &look(Standing standing)
{
    static const std::array<Look, kStandings> all{
        Look{u"bad"_s, LOTSE_MSG("Invalid signature")},
        Look{u"warn"_s, LOTSE_MSG("Not verified")},
        Look{u"bad"_s, LOTSE_MSG("Not signed")},
        Look{u"bad"_s, LOTSE_MSG("Attested, not signed")},
        Look{u"warn"_s, LOTSE_MSG("Claimed")},
        Look{u"warn"_s, LOTSE_MSG("Valid, not trusted")},
        Look{u"good"_s, LOTSE_MSG("Trusted")},
    };
    return all[standing];
}

struct Kept {
    QString state;
    QString checked;
    QStringList attested;
    bool isAttestedOnly = false;
};

QHash<QString, Kept> verdictsOf(const Source &source)
{
    QHash<QString, Kept> out;
    const Fact *fact = source.posture->facts.find(u"store-verdicts"_s);
    for (const FactRow &row : fact ? fact->rows : QList<FactRow>()) {
        Kept kept{row.json[u"state"_s].toString(), row.json[u"checked"_s].toString(), {},
            row.json[u"reason"_s].toString() == "attested-only"_L1};
        for (const QJsonValue type : row.json[u"attested"_s].toArray())
            kept.attested.append(type.toString());
        out.insert(row.json[u"repository"_s].toString() + u'@' + row.json[u"digest"_s].toString(), kept);
    }
    return out;
}

// As the page of signatures counts it: what the registry merely lists is no verdict.
Standing standingOf(const Kept *kept)
{
    if (!kept)
        return Unverified;
    if (kept->state == "trusted"_L1)
        return Trusted;
    if (kept->state == "valid"_L1)
        return Valid;
    if (kept->state == "invalid"_L1)
        return Invalid;
    if (kept->state == "claimed"_L1)
        return Claimed;
    return kept->state != "none"_L1 ? Unverified : kept->isAttestedOnly ? Attested : Unsigned;
}

/// Whether only a verification tells it: without any, its number is not zero but unknown.
bool isOfVerdict(Standing standing)
{
    return standing != Unverified;
}

struct Count {
    qint64 images = 0, boms = 0;
    qint64 listed = 0; ///< with something that the registry calls a signature
    qint64 inside = 0, trustedInside = 0; ///< images of indexes, by themselves
    std::array<qint64, kStandings> by{};
};

bool isBomPredicate(const QString &type)
{
    return type.contains("spdx"_L1, Qt::CaseInsensitive) || type.contains("cyclonedx"_L1, Qt::CaseInsensitive);
}

Table byProject(const Source &source, const QMap<QString, Count> &counts, bool isVerified, const Words &words)
{
    Table out;
    out.id = u"signatures-by-project"_s;
    out.title = words.text(LOTSE_MSG("By project"));
    out.keys = {0};
    out.columns = {columnOf(words, LOTSE_MSG("Project"), 1.6)};
    const auto number = [&](const char *title) {
        out.columns.append(columnOf(words, title));
        out.columns.last().isNumber = true;
    };
    number(LOTSE_MSG("Images"));
    for (int i = kStandings - 1; i >= 0; --i)
        number(look(Standing(i)).text);
    out.columns.append(columnOf(words, LOTSE_MSG("Inside indexes")));
    number(LOTSE_MSG("Signature attached"));
    number(LOTSE_MSG("With SBOM"));
    for (auto it = counts.cbegin(); it != counts.cend(); ++it) {
        QStringList row{it.key(), words.number(it->images)};
        for (int i = kStandings - 1; i >= 0; --i)
            row.append(isVerified || !isOfVerdict(Standing(i)) ? words.number(it->by[size_t(i)]) : u"–"_s);
        row.append(isVerified && it->inside > 0
                ? words.text(LOTSE_MSG("%1 of %2 trusted"), {words.number(it->trustedInside), words.number(it->inside)})
                : u"–"_s);
        row.append(words.number(it->listed));
        row.append(words.number(it->boms));
        out.rows.append(row);
    }
    out.empty = emptyOf(source, {u"project-artifacts"_s}, LOTSE_MSG("There are no images."), words);
    return out;
}

} // namespace

QList<Section> signatures(const Source &source, const Words &words)
{
    const QHash<QString, Kept> verdicts = verdictsOf(source);
    const Fact *fact = source.posture->facts.find(u"store-verdicts"_s);
    const bool isVerified = fact && fact->reading != Reading::Missing;
    QMap<QString, Count> counts;
    Count all;
    qint64 unverified = 0;
    Table missing;
    missing.id = u"unsigned"_s;
    missing.title = words.text(LOTSE_MSG("Images without a trusted signature or an SBOM"));
    missing.keys = {0};
    missing.columns = {columnOf(words, LOTSE_MSG("Image"), 3), columnOf(words, LOTSE_MSG("Signature"), 1.1),
        columnOf(words, LOTSE_MSG("Verified on"), 1, Holds::Passing), columnOf(words, LOTSE_MSG("SBOM"), 0.5),
        columnOf(words, LOTSE_MSG("Last pull"), 1, Holds::Passing)};
    missing.columns[1].isTone = true;
    struct Line {
        Standing standing;
        QStringList cells;
    };
    QList<Line> lines;
    for (const FactRow &row : rowsOf(source, u"project-artifacts"_s)) {
        if (row.json[u"type"_s].toString() != "IMAGE"_L1)
            continue;
        const QString name = row.json[u"repository_name"_s].toString() + u'@' + row.json[u"digest"_s].toString();
        const auto found = verdicts.constFind(name);
        const Kept *kept = found == verdicts.cend() ? nullptr : &*found;
        bool isListed = false;
        bool hasBom = row.json[u"sbom_overview"_s].toObject()[u"scan_status"_s].toString() == "Success"_L1
            || (kept && std::any_of(kept->attested.begin(), kept->attested.end(), isBomPredicate));
        for (const QJsonValue accessory : row.json[u"accessories"_s].toArray()) {
            const QString type = accessory[u"type"_s].toString();
            isListed = isListed || type.startsWith("signature."_L1);
            hasBom = hasBom || type.startsWith("sbom."_L1);
        }
        const Standing standing = standingOf(kept);
        unverified += kept ? 0 : 1;
        for (Count *count : {&counts[row.parent], &all}) {
            ++count->images;
            ++count->by[standing];
            count->boms += hasBom ? 1 : 0;
            count->listed += isListed ? 1 : 0;
        }
        // The same images of an index as on the page: what is no platform is none of them.
        for (const QJsonValue child : row.json[u"references"_s].toArray()) {
            const QString digest = child[u"child_digest"_s].toString();
            if (digest.isEmpty() || child[u"platform"_s][u"os"_s].toString().startsWith(u"unknown"))
                continue;
            const auto judged = verdicts.constFind(row.json[u"repository_name"_s].toString() + u'@' + digest);
            const bool isTrusted = judged != verdicts.cend() && standingOf(&*judged) == Trusted;
            for (Count *count : {&counts[row.parent], &all}) {
                ++count->inside;
                count->trustedInside += isTrusted ? 1 : 0;
            }
        }
        if (standing != Trusted || !hasBom)
            lines.append({standing,
                {name, look(standing).tone + u'|' + words.text(look(standing).text),
                    kept ? Words::time(QDateTime::fromString(kept->checked, Qt::ISODate)) : u"–"_s,
                    words.text(hasBom ? LOTSE_MSG("yes") : LOTSE_MSG("no")),
                    Words::time(timeOf(row.json[u"pull_time"_s].toString()))}});
    }
    std::stable_sort(lines.begin(), lines.end(), [](const Line &a, const Line &b) { return a.standing < b.standing; });
    for (const Line &line : std::as_const(lines))
        missing.rows.append(line.cells);
    missing.empty =
        emptyOf(source, {u"project-artifacts"_s}, LOTSE_MSG("Every image has a trusted signature and an SBOM."), words);
    Section out = sectionOf(u"signatures-section"_s, words.text(LOTSE_MSG("Signature and SBOM coverage")),
        {byProject(source, counts, isVerified, words), missing});
    const auto figure = [&](const QString &kind, const QString &id, const char *label, qint64 value,
                            const QString &drill) {
        out.figures.append(figureOf(source, {kind}, id, words.text(label), words.number(value), value == 0, drill));
    };
    const QString kind = u"store-verdicts"_s;
    figure(u"project-artifacts"_s, u"images"_s, LOTSE_MSG("Images"), all.images, u"signatures-by-project"_s);
    figure(kind, u"trusted"_s, look(Trusted).text, all.by[Trusted], u"signatures-by-project"_s);
    figure(kind, u"valid"_s, look(Valid).text, all.by[Valid], missing.id);
    figure(kind, u"invalid"_s, look(Invalid).text, all.by[Invalid], missing.id);
    figure(kind, u"attested"_s, look(Attested).text, all.by[Attested], missing.id);
    figure(kind, u"claimed"_s, look(Claimed).text, all.by[Claimed], missing.id);
    figure(kind, u"none"_s, look(Unsigned).text, all.by[Unsigned], missing.id);
    figure(u"project-artifacts"_s, u"unverified"_s, look(Unverified).text, all.by[Unverified], missing.id);
    figure(
        kind, u"trusted-inside"_s, LOTSE_MSG("Trusted inside indexes"), all.trustedInside, u"signatures-by-project"_s);
    figure(u"project-artifacts"_s, u"listed"_s, LOTSE_MSG("Signature attached"), all.listed, missing.id);
    figure(u"project-artifacts"_s, u"boms"_s, LOTSE_MSG("With SBOM"), all.boms, u"signatures-by-project"_s);
    for (int i = kStandings - 1; i >= 0; --i) {
        if (!isVerified && isOfVerdict(Standing(i)))
            continue;
        out.bars.append({words.text(look(Standing(i)).text), all.by[size_t(i)], look(Standing(i)).tone});
    }
    out.paragraphs = {words.text(
        LOTSE_MSG("Trusted: a valid signature by a key or identity in the trust policy. Valid, not trusted: "
                  "the signature is valid, but its signer is not in the policy. Claimed: something is attached "
                  "that could not be verified. Signature attached: the registry lists a signature, valid or "
                  "not. An index counts as one image; its images are counted under Inside indexes."))};
    // Where no verdict is kept at all, the missing fact says it already.
    if (unverified > 0 && !verdicts.isEmpty())
        out.gaps.append(words.text(LOTSE_MSG("The signatures of %1 of %2 images have no current verification."),
            {words.number(unverified), words.number(all.images)}));
    return {out};
}

} // namespace lotse::report::sections
