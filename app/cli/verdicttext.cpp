// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "verdicttext.h"

#include "base/keptmessage.h"

namespace lotse::cli {

using namespace Qt::StringLiterals;
using namespace lotse::trust;

static QString reasonLine(Reason reason, const QString &detail)
{
    const QString text = reasonText(reason).english();
    return detail.isEmpty() ? text : text + keptEnglish(u" ("_s + detail + u')');
}

static void tellStep(Output &out, Step::Outcome outcome, const QString &name, Reason reason, const QString &detail)
{
    const QString mark = outcome == Step::Outcome::Passed ? u"ok"_s
        : outcome == Step::Outcome::Failed                ? u"failed"_s
        : outcome == Step::Outcome::NotChecked            ? u"not checked"_s
                                                          : u"note"_s;
    const QString why =
        reason == Reason::None || reason == Reason::NotChecked ? keptEnglish(detail) : reasonLine(reason, detail);
    out.sentence(u"    "_s + mark + u": "_s + name + (why.isEmpty() ? QString() : u" - "_s + why));
}

void tellVerdict(Output &out, const ArtifactVerdict &verdict)
{
    const bool isAttested = verdict.state == State::None && verdict.reason == Reason::AttestedOnly;
    out.sentence(
        verdict.reference + u": "_s + (isAttested ? u"attested, not signed"_s : stateText(verdict.state).english()));
    out.sentence(u"  digest "_s + verdict.digest.text());
    if (verdict.reason != Reason::None)
        out.sentence(u"  "_s + reasonLine(verdict.reason, verdict.detail));
    for (const SignatureVerdict &one : verdict.signatures) {
        QString line = u"  "_s + formText(one.form).english() + u": "_s + stateText(one.state).english();
        if (one.isAttestation && !one.predicateType.isEmpty())
            line += u", attests "_s + one.predicateType;
        out.sentence(line);
        out.sentence(u"    attached as "_s + one.manifest.text() + u", found by "_s + one.foundBy.join(u", "_s));
        if (one.signer.kind != Signer::Kind::None)
            out.sentence(u"    by "_s + (one.signer.name.isEmpty() ? u"a key"_s : one.signer.name) + u", "_s
                + (one.signer.kind == Signer::Kind::Identity
                        ? u"vouched for by "_s + one.signer.identity.issuer + u", trusted root "_s + one.signer.root
                        : one.signer.algorithm + u", key "_s + one.signer.id));
        for (const Step &step : one.steps)
            tellStep(out, step.outcome, step.name.english(), step.reason, step.detail);
    }
}

void tellKeptSignatures(Output &out, const QJsonObject &verdict)
{
    using SignatureForm = SignatureVerdict::Form;
    for (const QJsonValue &one : verdict[u"signatures"_s].toArray()) {
        const QString word = one[u"form"_s].toString();
        SignatureForm form = SignatureForm::Unknown;
        for (const SignatureForm known : {SignatureForm::CosignSimple, SignatureForm::DsseAttestation,
                 SignatureForm::SigstoreBundle, SignatureForm::NotationJws, SignatureForm::NotationCose}) {
            if (formWord(known) == word)
                form = known;
        }
        QString line = u"  "_s + formText(form).english();
        for (const State state :
            {State::None, State::Claimed, State::Limit, State::Invalid, State::Valid, State::Trusted}) {
            if (stateWord(state) == one[u"state"_s].toString())
                line += u": "_s + stateText(state).english();
        }
        const QString predicate = one[u"predicate_type"_s].toString();
        if (one[u"kind"_s] == u"attestation"_s && !predicate.isEmpty())
            line += u", attests "_s + predicate;
        out.sentence(line);
        out.sentence(u"    attached as "_s + one[u"manifest"_s].toString());
        for (const QJsonValue &step : one[u"steps"_s].toArray()) {
            const QString outcome = step[u"outcome"_s].toString();
            tellStep(out,
                outcome == "passed"_L1            ? Step::Outcome::Passed
                    : outcome == "failed"_L1      ? Step::Outcome::Failed
                    : outcome == "not checked"_L1 ? Step::Outcome::NotChecked
                                                  : Step::Outcome::Noted,
                step[u"step"_s].toString(), reasonOf(step[u"reason"_s].toString()), step[u"detail"_s].toString());
        }
    }
}

static QString timeOf(const QDateTime &time)
{
    return time.isValid() ? time.toUTC().toString(Qt::ISODate) : u"an unknown time"_s;
}

QString returnLine(const store::TagReturn &back)
{
    return u"%1:%2 points to %3 again since %4, an older digest: since %5 it had pointed to %6"_s.arg(
        back.repository, back.tag, back.digest, timeOf(back.at), timeOf(back.newerAt), back.newer);
}

QString lostLine(const store::KeptVerdict &kept)
{
    return u"%1@%2 no longer shows %3: seen last at %4, missing since %5"_s.arg(
        kept.repository, kept.digest, kept.lost.join(u", "_s), timeOf(kept.lostSeenAt), timeOf(kept.lostAt));
}

QJsonArray historyJson(const store::KeptVerdict *kept, const QList<store::TagReturn> &returns,
    const QString &repository, const QString &digest)
{
    QJsonArray out;
    for (const store::TagReturn &back : returns) {
        if (back.repository != repository || back.digest != digest)
            continue;
        out.append(QJsonObject{{u"problem"_s, u"tag-moved-back"_s}, {u"tag"_s, back.tag}, {u"at"_s, timeOf(back.at)},
            {u"newer_digest"_s, back.newer}, {u"newer_at"_s, timeOf(back.newerAt)}});
    }
    if (kept && !kept->lost.isEmpty())
        out.append(QJsonObject{{u"problem"_s, u"attachments-missing"_s},
            {u"digests"_s, QJsonArray::fromStringList(kept->lost)}, {u"seen"_s, timeOf(kept->lostSeenAt)},
            {u"missing"_s, timeOf(kept->lostAt)}});
    return out;
}

} // namespace lotse::cli
