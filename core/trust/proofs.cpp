// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "trust/proofs.h"

#include "trust/fulciochain.h"
#include "trust/sct.h"
#include "trust/timestamp.h"

#include <QSet>

#include <algorithm>

namespace lotse::trust {

using namespace Qt::StringLiterals;

namespace {

constexpr const char *kCertificate = LOTSE_MSG("certificate");
constexpr const char *kIdentity = LOTSE_MSG("identity");
constexpr const char *kSct = LOTSE_MSG("certificate transparency");
constexpr const char *kLog = LOTSE_MSG("transparency log");
constexpr const char *kTimestamp = LOTSE_MSG("time stamp");
constexpr const char *kTimes = LOTSE_MSG("certificate validity period");

constexpr qint64 kSkew = 300; ///< seconds that two clocks may differ

/// What one trusted root makes of the proofs: the steps gather in a verdict of its own.
struct Attempt {
    SignatureVerdict verdict;
    QList<QDateTime> times; ///< that the root vouches for
    QList<const LogKey *> undated; ///< logs whose entries say no time that can be believed
    bool isOfKey = false; ///< the signature stands by itself: what cannot be read of the log takes nothing from it
};

bool isFuture(const QDateTime &time, const QDateTime &now)
{
    return time > now.addSecs(kSkew);
}

QString timeText(const QDateTime &time)
{
    return time.toUTC().toString(Qt::ISODate);
}

Fault readEntries(const Proofs &proofs, QList<LogEntry> &out)
{
    QSet<QByteArray> seen;
    for (const QByteArray &json : proofs.logEntries) {
        LogEntry entry;
        if (Fault fault = proofs.isLegacy ? readLegacyLogEntry(json, entry) : readLogEntry(json, entry))
            return fault;
        const QByteArray place = entry.logId + QByteArray::number(entry.index);
        if (seen.contains(place))
            return {Reason::DuplicateMember, u"tlogEntries"_s};
        seen.insert(place);
        if (entry.promise.isEmpty() && !entry.hasProof)
            return {Reason::MissingMember, u"inclusionProof"_s};
        out.append(entry);
    }
    return {};
}

const LogKey *logOf(const LogEntry &entry, const TrustedRoot &root)
{
    for (const LogKey &log : root.logs) {
        if (log.id == entry.logId)
            return &log;
    }
    return nullptr;
}

Fault checkEntry(
    const LogEntry &entry, const LoggedSignature &signature, const LogKey &log, const QDateTime &now, Attempt &attempt)
{
    if (log.key.isNull())
        return {Reason::UnsupportedKey, log.url};
    if (Fault fault = checkLogBody(entry, signature))
        return fault;
    if (entry.hasProof) {
        if (Fault fault = checkInclusion(entry, log))
            return fault;
    }
    if (entry.promise.isEmpty()) {
        attempt.undated.append(&log);
        return {};
    }
    if (Fault fault = checkPromise(entry, log))
        return fault;
    const QDateTime time = QDateTime::fromSecsSinceEpoch(entry.integratedTime, Qt::UTC);
    if (isFuture(time, now))
        return {Reason::FutureTime, timeText(time)};
    attempt.times.append(time);
    return {};
}

// False where one that the root knows is wrong. Those of logs that it does not know count for nothing.
bool checkLogs(const QList<LogEntry> &entries, const LoggedSignature &signature, const TrustedRoot &root,
    const QDateTime &now, Attempt &attempt)
{
    SignatureVerdict &verdict = attempt.verdict;
    for (const LogEntry &entry : entries) {
        const LogKey *log = logOf(entry, root);
        if (!log) {
            verdict.note(kLog, Reason::UnknownLog, QString::fromLatin1(entry.logId.toHex()).left(64));
            continue;
        }
        const Fault fault = checkEntry(entry, signature, *log, now, attempt);
        if (attempt.isOfKey
            && (fault.reason == Reason::UnsupportedLogEntry || fault.reason == Reason::UnsupportedKey)) {
            verdict.note(kLog, fault.reason, fault.detail);
            continue;
        }
        if (fault) {
            verdict.fail(kLog, fault, sha256Text(entry.body));
            return false;
        }
        verdict.isLogged = true;
        verdict.pass(kLog, sha256Text(entry.body), u"%1, entry %2"_s.arg(log->url).arg(entry.index));
    }
    return true;
}

bool checkTimestamps(const Proofs &proofs, const LoggedSignature &signature, const TrustedRoot &root,
    const QDateTime &now, Attempt &attempt)
{
    SignatureVerdict &verdict = attempt.verdict;
    QSet<qsizetype> authorities;
    for (const QByteArray &der : proofs.timestamps) {
        TimestampToken token;
        TimestampToken::Signer signer;
        Fault fault = TimestampToken::fromDer(der, TimestampToken::Form::Response, token);
        if (!fault)
            fault = token.checkImprint(signature.signature);
        if (!fault)
            fault = token.checkSigner(root.timestampAuthorities, signer);
        if (!fault && isFuture(token.time(), now))
            fault = Fault(Reason::FutureTime, timeText(token.time()));
        if (fault.reason == Reason::UnknownTimestampAuthority) {
            verdict.note(kTimestamp, fault.reason, fault.detail);
            continue;
        }
        if (fault) {
            verdict.fail(kTimestamp, fault, sha256Text(der));
            return false;
        }
        // Several of one authority are one word.
        if (!authorities.contains(signer.authority))
            attempt.times.append(token.time());
        authorities.insert(signer.authority);
        verdict.pass(kTimestamp, sha256Text(der), timeText(token.time()) + u", "_s + signer.certificate.subject());
    }
    return true;
}

// Each log counted when the entry was made, as far as a time is known.
bool checkUndated(Attempt &attempt)
{
    for (const LogKey *log : std::as_const(attempt.undated)) {
        for (const QDateTime &time : std::as_const(attempt.times)) {
            if (!log->valid.contains(time)) {
                attempt.verdict.fail(kLog, Fault(Reason::LogKeyPeriod, log->url));
                return false;
            }
        }
    }
    return true;
}

bool checkTimes(const Proofs &proofs, const TrustedRoot &root, const QDateTime &now, Attempt &attempt)
{
    SignatureVerdict &verdict = attempt.verdict;
    const Certificate &leaf = proofs.certificate;
    QList<QDateTime> times = attempt.times;
    if (times.isEmpty()) {
        if (now < leaf.notBefore() || now > leaf.notAfter()) {
            verdict.fail(kTimes,
                Fault(Reason::NoVerifiedTime, timeText(leaf.notBefore()) + u" to "_s + timeText(leaf.notAfter())));
            return false;
        }
        times.append(now);
    }
    QList<Certificate> chain;
    for (const QDateTime &time : std::as_const(times)) {
        if (Fault fault = buildChain(leaf, proofs.chain, root.authorities, time, chain)) {
            fault.detail = timeText(time);
            verdict.fail(kTimes, fault);
            return false;
        }
    }
    std::sort(times.begin(), times.end());
    if (attempt.times.isEmpty())
        verdict.note(kTimes, Reason::NotChecked, u"no verified time; the certificate is valid now"_s);
    else
        verdict.pass(kTimes, {}, timeText(times.first()));
    return true;
}

bool attemptIdentity(const LoggedSignature &signature, const Proofs &proofs, const QList<LogEntry> &entries,
    const TrustedRoot &root, const QDateTime &now, Attempt &attempt)
{
    SignatureVerdict &verdict = attempt.verdict;
    const Certificate &leaf = proofs.certificate;
    QList<Certificate> chain;
    // Where it leads is told at the time at which it was made; whether it counted then, further down.
    if (const Fault fault = buildChain(leaf, proofs.chain, root.authorities, leaf.notBefore(), chain)) {
        verdict.fail(kCertificate, fault, leaf.fingerprint());
        return false;
    }
    verdict.pass(kCertificate, leaf.fingerprint(),
        root.name + u", sha256 "_s + QString::fromLatin1(root.sha256) + u", "_s + chain.last().subject());
    Signer &signer = verdict.signer;
    if (const Fault fault = readIdentity(leaf, signer.identity)) {
        verdict.fail(kIdentity, fault, leaf.fingerprint());
        return false;
    }
    verdict.pass(kIdentity, {}, signer.identity.text() + u", issuer "_s + signer.identity.issuer);
    if (root.certificateLogs.isEmpty()) {
        verdict.skip(kSct, Reason::NotChecked, u"the trusted root names no certificate transparency log"_s);
    } else {
        if (const Fault fault = checkSct(leaf, chain[1], root.certificateLogs)) {
            verdict.fail(kSct, fault, leaf.fingerprint());
            return false;
        }
        verdict.pass(kSct, leaf.fingerprint());
    }
    if (!checkLogs(entries, signature, root, now, attempt) || !checkTimestamps(proofs, signature, root, now, attempt)
        || !checkUndated(attempt))
        return false;
    if (!entries.isEmpty() && !verdict.isLogged) {
        verdict.fail(kLog, Reason::UnknownLog);
        return false;
    }
    if (entries.isEmpty())
        verdict.skip(kLog, Reason::NoLogEntry);
    return checkTimes(proofs, root, now, attempt);
}

void take(SignatureVerdict &verdict, const Attempt &attempt)
{
    verdict.steps += attempt.verdict.steps;
    verdict.isLogged = attempt.verdict.isLogged;
    if (!attempt.times.isEmpty())
        verdict.signedAt = *std::min_element(attempt.times.begin(), attempt.times.end());
    if (attempt.verdict.reason != Reason::None) {
        verdict.state = attempt.verdict.state;
        verdict.reason = attempt.verdict.reason;
        verdict.detail = attempt.verdict.detail;
    }
}

} // namespace

bool proveIdentity(
    SignatureVerdict &verdict, const LoggedSignature &signature, const Proofs &proofs, const Material &material)
{
    QList<LogEntry> entries;
    if (const Fault fault = readEntries(proofs, entries)) {
        verdict.fail(kLog, fault);
        return false;
    }
    Attempt best;
    bool hasBest = false;
    for (const TrustedRoot &root : material.roots) {
        Attempt attempt;
        const bool isProved = attemptIdentity(signature, proofs, entries, root, material.now, attempt);
        // A root that does not know the certificate has the least to say.
        if (!isProved && hasBest && attempt.verdict.reason == Reason::UntrustedRoot)
            continue;
        if (isProved || !hasBest || best.verdict.reason == Reason::UntrustedRoot) {
            best = attempt;
            hasBest = true;
        }
        if (!isProved)
            continue;
        take(verdict, attempt);
        PublicKey key;
        (void)!proofs.certificate.publicKey(key); // it was read before
        const CertificateIdentity &identity = attempt.verdict.signer.identity;
        verdict.signer = {
            Signer::Kind::Identity, identity.fingerprint(), identity.text(), key.algorithm(), {}, identity, root.name};
        return true;
    }
    take(verdict, best);
    return false;
}

PublicKey loggedKey(const Proofs &proofs)
{
    for (const QByteArray &json : proofs.logEntries) {
        LogEntry entry;
        const Fault fault = proofs.isLegacy ? readLegacyLogEntry(json, entry) : readLogEntry(json, entry);
        const PublicKey key = fault ? PublicKey() : signerKey(entry);
        if (!key.isNull())
            return key;
    }
    return {};
}

bool proveLogged(
    SignatureVerdict &verdict, const LoggedSignature &signature, const Proofs &proofs, const Material &material)
{
    if (proofs.logEntries.isEmpty() && proofs.timestamps.isEmpty())
        return true;
    if (material.roots.isEmpty()) {
        verdict.skip(
            proofs.logEntries.isEmpty() ? kTimestamp : kLog, Reason::NotChecked, u"no trusted root was imported"_s);
        return true;
    }
    QList<LogEntry> entries;
    if (const Fault fault = readEntries(proofs, entries)) {
        verdict.fail(kLog, fault);
        return false;
    }
    // The root that knows a log of it, else the first one.
    const TrustedRoot *meant = &material.roots.first();
    for (const TrustedRoot &root : material.roots) {
        if (std::any_of(entries.begin(), entries.end(), [&](const LogEntry &entry) { return logOf(entry, root); })) {
            meant = &root;
            break;
        }
    }
    Attempt attempt;
    attempt.isOfKey = true;
    const bool isFine = checkLogs(entries, signature, *meant, material.now, attempt)
        && checkTimestamps(proofs, signature, *meant, material.now, attempt) && checkUndated(attempt);
    take(verdict, attempt);
    return isFine;
}

} // namespace lotse::trust
