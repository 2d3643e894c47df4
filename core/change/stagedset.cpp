// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "change/stagedset.h"

#include "base/safefile.h"
#include "json/strict.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lotse::change {

namespace {

constexpr qint64 largestSet = 64 * 1024 * 1024;

QStringList stagedTexts(const QJsonValue &array)
{
    QStringList out;
    for (const QJsonValue &one : array.toArray())
        out.append(one.toString());
    return out;
}

} // namespace

QByteArray toJson(const StagedSet &set)
{
    QJsonObject typed;
    for (auto it = set.typed.begin(); it != set.typed.end(); ++it)
        typed.insert(it.key(), QJsonArray::fromStringList(it.value()));
    const QJsonObject out{{u"format"_s, u"lotse-staged"_s}, {u"version"_s, StagedSet::version},
        {u"plan"_s, QJsonDocument::fromJson(toJson(set.plan)).object()},
        {u"off"_s, QJsonArray::fromStringList(set.off)}, {u"typed"_s, typed},
        {u"sent"_s, QJsonArray::fromStringList(set.sent)}};
    return QJsonDocument(out).toJson(QJsonDocument::Compact);
}

Result<StagedSet> stagedSetOf(const QByteArray &json)
{
    QString flaw;
    const QJsonObject object = json::strictObject(json, flaw);
    if (!flaw.isEmpty() || object.value(u"format"_s) != u"lotse-staged"_s)
        return makeError(ErrorKind::Decode, LOTSE_MSG("The file is truncated or contains no staged changes."));
    if (object.value(u"version"_s).toInt() > StagedSet::version)
        return makeError(ErrorKind::Unsupported, LOTSE_MSG("The file was written by a newer version of Lotse."));
    Result<ChangePlan> plan = fromJson(QJsonDocument(object.value(u"plan"_s).toObject()).toJson());
    if (!plan)
        return plan.error();
    StagedSet out;
    out.plan = *plan;
    out.off = stagedTexts(object.value(u"off"_s));
    out.sent = stagedTexts(object.value(u"sent"_s));
    const QJsonObject typed = object.value(u"typed"_s).toObject();
    for (auto it = typed.begin(); it != typed.end(); ++it)
        out.typed.insert(it.key(), stagedTexts(it.value()));
    return out;
}

void dropNeeds(ChangePlan &plan, const std::function<bool(const QString &id)> &isDone)
{
    QSet<QString> there;
    for (const Change &change : std::as_const(plan.changes))
        there.insert(change.id);
    for (Change &change : plan.changes)
        change.needs.removeIf([&](const QString &need) { return !there.contains(need) && isDone(need); });
}

void settle(StagedSet &set, const QList<Course> &courses)
{
    const auto course =
        std::find_if(courses.begin(), courses.end(), [&set](const Course &one) { return one.plan.id == set.plan.id; });
    if (course == courses.end() || set.sent.isEmpty())
        return;
    const auto isOver = [&](const QString &id) {
        if (!set.sent.contains(id))
            return false;
        const State state = course->steps.value(id).state;
        return course->isOpen() || state == State::Verified || state == State::Done || state == State::Skipped;
    };
    QSet<QString> over;
    for (const Change &one : std::as_const(set.plan.changes)) {
        // What was edited since is another change under the same number.
        const Change *applied = course->plan.find(one.id);
        if (isOver(one.id) && applied && *applied == one)
            over.insert(one.id);
    }
    set.plan.changes.removeIf([&](const Change &one) { return over.contains(one.id); });
    dropNeeds(set.plan, [&](const QString &id) { return over.contains(id); });
}

QString StagedFiles::path(const QString &account) const
{
    // Ids are ours, but lie in a file that a person can edit.
    static const QRegularExpression plain(u"^[A-Za-z0-9_-]{1,80}$"_s);
    const QString name = plain.match(account).hasMatch()
        ? account
        : QString::fromLatin1(QCryptographicHash::hash(account.toUtf8(), QCryptographicHash::Sha256).toHex());
    return QDir(m_folder).filePath(name + u".json"_s);
}

Result<StagedSet> StagedFiles::read(const QString &account, const QDateTime &now) const
{
    const QString file = path(account);
    const Result<QByteArray> bytes = readWhole(file, largestSet);
    if (!bytes && bytes.error().kind == ErrorKind::NotFound)
        return StagedSet();
    Result<StagedSet> out = bytes ? stagedSetOf(*bytes) : Result<StagedSet>(bytes.error());
    if (out)
        return out;
    const Result<QString> aside = setAside(account, now);
    Error error = makeError(ErrorKind::Storage,
        aside ? LOTSE_MSG("The previously staged changes could not be read: %1 Their file is kept as %2.")
              : LOTSE_MSG("The previously staged changes could not be read: %1 New changes are not saved until %2 is "
                          "moved."),
        {out.error().text(), aside ? *aside : file});
    error.code = aside ? u"ASIDE"_s : u"THERE"_s;
    return error;
}

Result<QString> StagedFiles::setAside(const QString &account, const QDateTime &now) const
{
    const QString file = path(account);
    const QString aside = u"%1.aside-%2"_s.arg(file, now.toUTC().toString(u"yyyyMMdd-HHmmss-zzz"_s));
    if (!QFile::rename(file, aside))
        return makeError(ErrorKind::Storage, LOTSE_MSG("%1 cannot be renamed."), {file});
    return aside;
}

Result<void> StagedFiles::write(const QString &account, const StagedSet &set) const
{
    const QString file = path(account);
    if (set.isEmpty()) {
        if (QFile::exists(file) && !QFile::remove(file))
            return makeError(ErrorKind::Storage,
                LOTSE_MSG("The file of staged changes %1 cannot be removed: its changes are staged again at the next "
                          "start."),
                {file});
        return {};
    }
    if (const Result<bool> folder = ensurePrivateFolder(m_folder); !folder)
        return folder.error();
    return writeWhole(file, toJson(set));
}

} // namespace lotse::change
