// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/trust/trustanswer.h"

#include "base/format.h"
#include "base/keptmessage.h"
#include "base/safetext.h"
#include "models/tables/kindtables.h"

namespace lotse::models {

using namespace Qt::StringLiterals;
using findings::SignState;

namespace {

struct StateRow {
    SignState state;
    const char *text;
    const char *condition;
};
// Valid is no warning and no success: a ring of its own.
constexpr StateRow kStates[] = {
    {SignState::Unverified, LOTSE_MSG("not verified"), "unverified"},
    {SignState::None, LOTSE_MSG("none"), "off"},
    {SignState::Claimed, LOTSE_MSG("claimed"), "warning"},
    {SignState::Invalid, LOTSE_MSG("invalid"), "error"},
    {SignState::Valid, LOTSE_MSG("valid, not trusted"), "running"},
    {SignState::Trusted, LOTSE_MSG("trusted"), "ok"},
};

QString whyOf(const ImageTrust &image)
{
    if (!image.isVerified)
        return word(LOTSE_MSG("Not verified yet."));
    if (image.isOutdated)
        return word(LOTSE_MSG("The trust policy was changed, or a certificate expired, after the verification."));
    const QString sentence = reasonSentence(image.reason, image.detail);
    if (!sentence.isEmpty())
        return sentence;
    return image.isPartial ? word(LOTSE_MSG("Some attachments could not be read.")) : QString();
}

Cell countCell(qint64 count)
{
    Cell cell = Cell::number(count);
    if (count == 0)
        cell.text = u"\u2013"_s;
    return cell;
}

// Of an index its images by themselves: how many of them are trusted.
Cell childrenCell(const SignCounts &children)
{
    Cell cell = Cell::plain(u"\u2013"_s);
    cell.order = -1.0;
    // Where nothing was verified, nothing is known.
    if (children.of(SignState::Unverified) == children.total())
        return cell;
    cell.text = Message{LOTSE_MSG("%1 of %2 trusted"),
        {QString::number(children.of(SignState::Trusted)), QString::number(children.total())}}
                    .text();
    cell.tip = childrenText(children);
    cell.order = double(children.of(SignState::Trusted)) / double(children.total());
    return cell;
}

Column countColumn(const QString &id, const char *title, SignState state, int width)
{
    return column<ProjectTrust>(
        id, title, ColumnKind::Number, width, [state](const ProjectTrust &p) { return countCell(p.counts.of(state)); });
}

} // namespace

QString signStateText(SignState state)
{
    return word(kStates[int(state)].text);
}

QString signStateCondition(SignState state)
{
    return QString::fromLatin1(kStates[int(state)].condition);
}

QString reasonSentence(const QString &code, const QString &detail)
{
    const trust::Reason reason = trust::reasonOf(code);
    if (reason == trust::Reason::None)
        return {};
    const QString sentence = trust::reasonText(reason).text();
    return detail.isEmpty() ? sentence : u"%1 (%2)"_s.arg(sentence, safetext::cell(keptText(detail)));
}

Cell signCell(SignState state, const QString &why, const QDateTime &checkedAt)
{
    Cell cell = Cell::state(signStateCondition(state), signStateText(state));
    QStringList tip;
    if (!why.isEmpty())
        tip.append(why);
    if (checkedAt.isValid())
        tip.append(Message{LOTSE_MSG("Verified %1."), {format::dateTime(checkedAt)}}.text());
    cell.tip = tip.join(u' ');
    cell.order = int(state);
    return cell;
}

QString childrenText(const SignCounts &children)
{
    QStringList parts;
    for (const StateRow &row : kStates) {
        const qint64 count = children.of(row.state);
        if (count > 0)
            parts.prepend(Message{LOTSE_MSG("%1 %2"), {QString::number(count), word(row.text)}}.text());
    }
    return parts.isEmpty()
        ? QString()
        : Message{LOTSE_MSG("Images of this index, verified individually: %1."), {parts.join(u", "_s)}}.text();
}

QString returnText(const store::TagReturn &back)
{
    return Message{LOTSE_MSG("Since %1, tag %2 points to this older digest again. Since %3, it had pointed to %4."),
        {format::dateTime(back.at), safetext::cell(back.tag), format::dateTime(back.newerAt), back.newer.left(19)}}
        .text();
}

QString lostText(qsizetype lost, const QDateTime &seenAt, const QDateTime &lostAt)
{
    if (lost == 0)
        return {};
    return Message::counted(LOTSE_MSG_N("%Ln attachments are no longer listed by the registry: seen last %1, missing "
                                        "since %2.",
                                "%Ln attachment is no longer listed by the registry: seen last %1, missing since %2."),
        lost, {seenAt.isValid() ? format::dateTime(seenAt) : u"\u2013"_s, format::dateTime(lostAt)})
        .text();
}

Cell keptCell(SignState state, const QString &code, const QString &why, const QDateTime &checkedAt)
{
    Cell cell = signCell(state, why, checkedAt);
    if (state == SignState::None && code == trust::reasonCode(trust::Reason::AttestedOnly)) {
        const Cell attested = Cell::state(u"warning"_s, word(LOTSE_MSG("attested, not signed")));
        cell.text = attested.text;
        cell.value = attested.value;
    }
    return cell;
}

Cell contentTrustCell(bool isOn, const ProjectTrust *known)
{
    if (!isOn)
        return {};
    const bool isVerified = known && known->counts.of(SignState::Unverified) < known->counts.total();
    Cell cell;
    if (!isVerified) {
        cell = Cell::state(u"unverified"_s, word(LOTSE_MSG("presence only, nothing verified yet")));
    } else if (known->passedUnproven > 0) {
        cell = Cell::state(u"warning"_s,
            Message::counted(LOTSE_MSG_N("presence only: %Ln without a valid signature",
                                 "presence only: %Ln without a valid signature"),
                known->passedUnproven)
                .text());
    } else {
        cell = Cell::state(u"ok"_s, word(LOTSE_MSG("presence only: all are valid")));
    }
    cell.tip =
        word(LOTSE_MSG("Harbor allows an image when a signature is attached, whether it is valid or not. The number "
                       "counts images in the local store that have an attachment but no valid signature."));
    cell.order = known ? known->passedUnproven : -1;
    return cell;
}

QList<Column> projectTrustColumns()
{
    return {column<ProjectTrust>(u"project"_s, LOTSE_MSG("Project"), ColumnKind::Text, 220,
                [](const ProjectTrust &p) { return Cell::plain(p.project); }),
        column<ProjectTrust>(u"share"_s, LOTSE_MSG("Trusted share"), ColumnKind::Share, 150,
            [](const ProjectTrust &p) {
                // Where nothing was verified, no share is known.
                const bool isKnown = p.counts.of(SignState::Unverified) < p.counts.total();
                return isKnown ? Cell::share(p.counts.of(SignState::Trusted), p.counts.total())
                               : Cell{u"–"_s, {}, {}, -1.0};
            }),
        column<ProjectTrust>(u"images"_s, LOTSE_MSG("Images"), ColumnKind::Number, 80,
            [](const ProjectTrust &p) { return Cell::number(p.counts.total()); }),
        countColumn(u"trusted"_s, LOTSE_MSG("Trusted"), SignState::Trusted, 80),
        countColumn(u"valid"_s, LOTSE_MSG("Valid, not trusted"), SignState::Valid, 130),
        countColumn(u"invalid"_s, LOTSE_MSG("Invalid"), SignState::Invalid, 80),
        countColumn(u"claimed"_s, LOTSE_MSG("Claimed"), SignState::Claimed, 80),
        countColumn(u"none"_s, LOTSE_MSG("None"), SignState::None, 80),
        countColumn(u"unverified"_s, LOTSE_MSG("Not verified"), SignState::Unverified, 100),
        column<ProjectTrust>(u"children"_s, LOTSE_MSG("Inside indexes"), ColumnKind::Text, 130,
            [](const ProjectTrust &p) { return childrenCell(p.children); })};
}

QList<Column> imageTrustColumns()
{
    return {column<ImageTrust>(u"signature"_s, LOTSE_MSG("Signature"), ColumnKind::State, 150,
                [](const ImageTrust &i) { return keptCell(i.state, i.reason, whyOf(i), i.checkedAt); }),
        column<ImageTrust>(u"repository"_s, LOTSE_MSG("Repository"), ColumnKind::Text, 260,
            [](const ImageTrust &i) { return Cell::plain(i.repository); }),
        column<ImageTrust>(u"tags"_s, LOTSE_MSG("Tags"), ColumnKind::Text, 140,
            [](const ImageTrust &i) {
                return Cell::plain(i.tags.isEmpty() ? word(LOTSE_MSG("untagged")) : i.tags.join(u", "_s));
            }),
        column<ImageTrust>(u"why"_s, LOTSE_MSG("Reason"), ColumnKind::Text, 300,
            [](const ImageTrust &i) { return Cell::plain(whyOf(i)); }),
        column<ImageTrust>(u"children"_s, LOTSE_MSG("Inside the index"), ColumnKind::Text, 130,
            [](const ImageTrust &i) { return childrenCell(i.children); }),
        column<ImageTrust>(u"digest"_s, LOTSE_MSG("Digest"), ColumnKind::Digest, 145,
            [](const ImageTrust &i) { return Cell::digest(i.digest); }),
        column<ImageTrust>(u"ends"_s, LOTSE_MSG("Trusted until"), ColumnKind::Time, 140,
            [](const ImageTrust &i) { return i.endsAt.isValid() ? Cell::time(i.endsAt) : Cell::plain(u"\u2013"_s); }),
        column<ImageTrust>(u"pulled"_s, LOTSE_MSG("Last pull"), ColumnKind::Time, 140,
            [](const ImageTrust &i) { return Cell::time(i.pulledAt); }),
        column<ImageTrust>(u"checked"_s, LOTSE_MSG("Verified"), ColumnKind::Time, 140,
            [](const ImageTrust &i) { return i.isVerified ? Cell::time(i.checkedAt) : Cell::plain(u"\u2013"_s); })};
}

QList<Column> signerColumns()
{
    return {column<SignerTrust>(u"policy"_s, LOTSE_MSG("Trust policy"), ColumnKind::State, 150,
                [](const SignerTrust &s) {
                    return s.isInPolicy || s.trusted > 0
                        ? Cell::state(u"ok"_s, word(LOTSE_MSG("in the policy")))
                        : Cell::state(u"warning"_s, word(LOTSE_MSG("not in the policy")));
                }),
        column<SignerTrust>(u"name"_s, LOTSE_MSG("Name"), ColumnKind::Text, 220,
            [](const SignerTrust &s) { return Cell::plain(s.name.isEmpty() ? u"\u2013"_s : safetext::cell(s.name)); }),
        column<SignerTrust>(u"kind"_s, LOTSE_MSG("Type"), ColumnKind::Text, 100,
            [](const SignerTrust &s) {
                return Cell::plain(s.kind == "certificate"_L1 ? word(LOTSE_MSG("certificate"))
                        : s.kind == "identity"_L1             ? word(LOTSE_MSG("keyless identity"))
                                                              : word(LOTSE_MSG("key")));
            }),
        column<SignerTrust>(u"algorithm"_s, LOTSE_MSG("Algorithm"), ColumnKind::Text, 110,
            [](const SignerTrust &s) { return Cell::plain(s.algorithm); }),
        column<SignerTrust>(u"signatures"_s, LOTSE_MSG("Signatures"), ColumnKind::Number, 100,
            [](const SignerTrust &s) { return countCell(s.signatures); }),
        column<SignerTrust>(u"attestations"_s, LOTSE_MSG("Attestations"), ColumnKind::Number, 110,
            [](const SignerTrust &s) { return countCell(s.attestations); }),
        column<SignerTrust>(u"id"_s, LOTSE_MSG("Key fingerprint"), ColumnKind::Digest, 160,
            [](const SignerTrust &s) { return Cell::digest(s.id); }),
        column<SignerTrust>(u"projects"_s, LOTSE_MSG("Projects"), ColumnKind::Text, 200,
            [](const SignerTrust &s) { return Cell::plain(s.projects.join(u", "_s)); }),
        column<SignerTrust>(
            u"ends"_s, LOTSE_MSG("Certificate expires"), ColumnKind::Time, 150, [](const SignerTrust &s) {
                return s.notAfter.isValid() ? Cell::time(s.notAfter) : Cell::plain(u"\u2013"_s);
            })};
}

QList<Column> shrunkColumns()
{
    return {column<ImageTrust>(u"repository"_s, LOTSE_MSG("Repository"), ColumnKind::Text, 260,
                [](const ImageTrust &i) { return Cell::plain(i.repository); }),
        column<ImageTrust>(u"tags"_s, LOTSE_MSG("Tags"), ColumnKind::Text, 140,
            [](const ImageTrust &i) {
                return Cell::plain(i.tags.isEmpty() ? word(LOTSE_MSG("untagged")) : i.tags.join(u", "_s));
            }),
        column<ImageTrust>(u"problem"_s, LOTSE_MSG("Problem"), ColumnKind::Text, 210,
            [](const ImageTrust &i) {
                QStringList words;
                QStringList sentences;
                for (const store::TagReturn &back : i.returns) {
                    words.append(Message{LOTSE_MSG("tag %1 moved back"), {safetext::cell(back.tag)}}.text());
                    sentences.append(returnText(back));
                }
                if (!i.lost.isEmpty()) {
                    words.append(Message::counted(
                        LOTSE_MSG_N("%Ln attachments missing", "%Ln attachment missing"), i.lost.size())
                                     .text());
                    sentences.append(lostText(i.lost.size(), i.lostSeenAt, i.lostAt));
                }
                Cell cell = Cell::plain(words.join(u", "_s));
                cell.tip = sentences.join(u' ');
                return cell;
            }),
        column<ImageTrust>(u"seen"_s, LOTSE_MSG("Seen"), ColumnKind::Time, 140,
            [](const ImageTrust &i) {
                return Cell::time(i.returns.isEmpty() ? i.lostSeenAt : i.returns.first().newerAt);
            }),
        column<ImageTrust>(u"since"_s, LOTSE_MSG("Gone since"), ColumnKind::Time, 140,
            [](const ImageTrust &i) { return Cell::time(i.returns.isEmpty() ? i.lostAt : i.returns.first().at); }),
        column<ImageTrust>(u"lost"_s, LOTSE_MSG("Missing or left"), ColumnKind::Digest, 150,
            [](const ImageTrust &i) {
                Cell cell = Cell::digest(i.returns.isEmpty() ? i.lost.value(0) : i.returns.first().newer);
                if (i.returns.isEmpty() && i.lost.size() > 1)
                    cell.tip = i.lost.join(u'\n');
                return cell;
            }),
        column<ImageTrust>(u"signature"_s, LOTSE_MSG("Signature"), ColumnKind::State, 150,
            [](const ImageTrust &i) { return keptCell(i.state, i.reason, whyOf(i), i.checkedAt); }),
        column<ImageTrust>(u"digest"_s, LOTSE_MSG("Digest"), ColumnKind::Digest, 145,
            [](const ImageTrust &i) { return Cell::digest(i.digest); })};
}

} // namespace lotse::models
