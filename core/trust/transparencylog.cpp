// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "trust/transparencylog.h"

#include "trust/base64.h"

#include <QCryptographicHash>

namespace lotse::trust {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kHash = 32;
constexpr qsizetype kMostHashes = 64; ///< a tree of 2^63 leaves has no more
constexpr qsizetype kMostCheckpoint = 64 * 1024;
constexpr qsizetype kMostNoteSignatures = 64;
constexpr qsizetype kMostBody = 4 * 1024 * 1024;

QByteArray hashOf(char mark, const QByteArray &left, const QByteArray &right = {})
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(QByteArrayView(&mark, 1));
    hash.addData(left);
    hash.addData(right);
    return hash.result();
}

Fault readProof(const JsonObject &entry, LogEntry &out)
{
    JsonObject proof;
    JsonObject checkpoint;
    QList<JsonPart> hashes;
    if (Fault fault = entry.object("inclusionProof", proof))
        return fault;
    if (Fault fault = proof.only({"logIndex", "rootHash", "treeSize", "hashes", "checkpoint"}))
        return fault;
    if (Fault fault = proof.count("logIndex", out.treeIndex))
        return fault;
    if (Fault fault = proof.count("treeSize", out.treeSize))
        return fault;
    if (Fault fault = proof.base64("rootHash", out.rootHash))
        return fault;
    if (proof.has("hashes")) {
        if (Fault fault = proof.array("hashes", kMostHashes, hashes))
            return fault.reason == Reason::TooMany ? Fault(Reason::WrongInclusion, u"too many hashes"_s) : fault;
    }
    for (const JsonPart &part : std::as_const(hashes)) {
        const std::optional<QByteArray> hash = strictBase64(part.text);
        if (part.kind != json::Value::Kind::Text || !hash)
            return {Reason::BrokenBase64, u"hashes"_s};
        out.hashes.append(*hash);
    }
    if (Fault fault = proof.object("checkpoint", checkpoint))
        return fault;
    if (Fault fault = checkpoint.only({"envelope"}))
        return fault;
    out.hasProof = true;
    return checkpoint.text("envelope", out.checkpoint);
}

// RFC 9162, 2.1.3.2. Empty where the path does not fit the size of the tree.
QByteArray rootOf(const LogEntry &entry)
{
    auto at = quint64(entry.treeIndex);
    auto last = quint64(entry.treeSize) - 1;
    if (entry.treeSize <= 0 || entry.treeIndex >= entry.treeSize)
        return {};
    QByteArray hash = hashOf('\0', entry.body);
    for (const QByteArray &next : entry.hashes) {
        if (last == 0 || next.size() != kHash)
            return {};
        if ((at & 1) || at == last) {
            hash = hashOf('\1', next, hash);
            while (!(at & 1) && at != 0) {
                at >>= 1;
                last >>= 1;
            }
        } else {
            hash = hashOf('\1', hash, next);
        }
        at >>= 1;
        last >>= 1;
    }
    return last == 0 ? hash : QByteArray();
}

/// A signed note of C2SP: its text, and the signatures with their names.
struct Note {
    QByteArray text; ///< with its last line break
    QList<std::pair<QByteArray, QByteArray>> signatures; ///< name, bytes with the four of the hint in front
};

bool readNote(const QByteArray &note, Note &out)
{
    const qsizetype end = note.indexOf("\n\n");
    if (note.size() > kMostCheckpoint || end < 0 || note.contains('\r') || !note.endsWith('\n'))
        return false;
    out.text = note.left(end + 1);
    for (const QByteArray &line : note.mid(end + 2).split('\n')) {
        if (line.isEmpty())
            continue;
        static const QByteArray kMark("\xe2\x80\x94 "); // a dash
        const qsizetype space = line.lastIndexOf(' ');
        if (!line.startsWith(kMark) || space <= kMark.size() || out.signatures.size() >= kMostNoteSignatures)
            return false;
        const std::optional<QByteArray> bytes = strictBase64(line.mid(space + 1));
        if (!bytes || bytes->size() <= 4)
            return false;
        out.signatures.append({line.mid(kMark.size(), space - kMark.size()), *bytes});
    }
    return true;
}

Fault checkCheckpoint(const LogEntry &entry, const LogKey &log)
{
    Note note;
    if (!readNote(entry.checkpoint, note))
        return {Reason::WrongCheckpoint, u"malformed"_s};
    const QList<QByteArray> lines = note.text.split('\n');
    if (lines.size() < 4 || lines[0].isEmpty())
        return {Reason::WrongCheckpoint, u"origin, size or root hash is missing"_s};
    const QByteArray &origin = lines[0];
    if (lines[1] != QByteArray::number(entry.treeSize))
        return {Reason::WrongCheckpoint, u"another size of the tree"_s};
    if (lines[2] != entry.rootHash.toBase64())
        return {Reason::WrongCheckpoint, u"another root hash"_s};
    for (const auto &[name, bytes] : std::as_const(note.signatures)) {
        // Version 2 signs as its host; version 1 adds the number of the tree to the origin.
        const bool isNamed = entry.isVersion2() ? name == origin && name == log.host().toUtf8()
                                                : origin == name || origin.startsWith(name + " - ");
        if (isNamed && bytes.first(4) == log.id.first(4)
            && log.key.verify(note.text, bytes.mid(4), log.key.usualHash()))
            return {};
    }
    return {Reason::WrongCheckpoint, u"no signature of the log"_s};
}

} // namespace

Fault readLogEntry(QByteArrayView json, LogEntry &out)
{
    JsonObject entry;
    JsonObject log;
    if (Fault fault = readJsonObject(json, entry))
        return fault;
    if (Fault fault = entry.only({"logIndex", "logId", "kindVersion", "integratedTime", "inclusionPromise",
            "inclusionProof", "canonicalizedBody"}))
        return fault;
    if (Fault fault = entry.count("logIndex", out.index))
        return fault;
    if (Fault fault = entry.object("logId", log))
        return fault;
    if (Fault fault = log.base64("keyId", out.logId))
        return fault;
    if (entry.has("kindVersion")) {
        JsonObject kind;
        if (Fault fault = entry.object("kindVersion", kind))
            return fault;
        if (Fault fault = kind.text("kind", out.kind))
            return fault;
        if (Fault fault = kind.text("version", out.version))
            return fault;
    }
    if (Fault fault = entry.count("integratedTime", out.integratedTime))
        return fault;
    if (entry.has("inclusionPromise")) {
        JsonObject promise;
        if (Fault fault = entry.object("inclusionPromise", promise))
            return fault;
        if (Fault fault = promise.base64("signedEntryTimestamp", out.promise))
            return fault;
    }
    if (entry.has("inclusionProof")) {
        if (Fault fault = readProof(entry, out))
            return fault;
    }
    if (Fault fault = entry.base64("canonicalizedBody", out.body))
        return fault;
    return out.body.size() > kMostBody ? Fault(Reason::TooLarge) : Fault();
}

Fault readLegacyLogEntry(QByteArrayView json, LogEntry &out)
{
    JsonObject bundle;
    JsonObject payload;
    QByteArray id;
    if (Fault fault = readJsonObject(json, bundle))
        return fault;
    if (Fault fault = bundle.only({"SignedEntryTimestamp", "Payload"}))
        return fault;
    if (Fault fault = bundle.base64("SignedEntryTimestamp", out.promise))
        return fault;
    if (Fault fault = bundle.object("Payload", payload))
        return fault;
    if (Fault fault = payload.only({"body", "integratedTime", "logIndex", "logID"}))
        return fault;
    if (Fault fault = payload.base64("body", out.body))
        return fault;
    if (Fault fault = payload.count("integratedTime", out.integratedTime))
        return fault;
    if (Fault fault = payload.count("logIndex", out.index))
        return fault;
    if (Fault fault = payload.text("logID", id))
        return fault;
    out.logId = QByteArray::fromHex(id);
    if (out.logId.toHex() != id)
        return {Reason::WrongType, u"logID"_s};
    return out.body.size() > kMostBody ? Fault(Reason::TooLarge) : Fault();
}

Fault checkPromise(const LogEntry &entry, const LogKey &log)
{
    // Canonical JSON (RFC 8785) of these four; none of them needs an escape.
    const QByteArray message = "{\"body\":\"" + entry.body.toBase64()
        + "\",\"integratedTime\":" + QByteArray::number(entry.integratedTime) + ",\"logID\":\"" + entry.logId.toHex()
        + "\",\"logIndex\":" + QByteArray::number(entry.index) + '}';
    if (!log.key.verify(message, entry.promise, log.key.usualHash()))
        return Reason::WrongPromise;
    if (!log.valid.contains(QDateTime::fromSecsSinceEpoch(entry.integratedTime, Qt::UTC)))
        return {Reason::LogKeyPeriod, log.url};
    return {};
}

Fault checkInclusion(const LogEntry &entry, const LogKey &log)
{
    const QByteArray root = rootOf(entry);
    if (root.isEmpty() || root != entry.rootHash)
        return Reason::WrongInclusion;
    return checkCheckpoint(entry, log);
}

} // namespace lotse::trust
