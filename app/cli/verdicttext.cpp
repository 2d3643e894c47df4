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
        for (const Step &step : one.steps) {
            const QString mark = step.outcome == Step::Outcome::Passed ? u"ok"_s
                : step.outcome == Step::Outcome::Failed                ? u"failed"_s
                : step.outcome == Step::Outcome::NotChecked            ? u"not checked"_s
                                                                       : u"note"_s;
            const QString why = step.reason == Reason::None || step.reason == Reason::NotChecked
                ? step.detail
                : reasonLine(step.reason, step.detail);
            out.sentence(
                u"    "_s + mark + u": "_s + step.name.english() + (why.isEmpty() ? QString() : u" - "_s + why));
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
