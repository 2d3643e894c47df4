// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "change/journal.h"

namespace lotse::change {

/// What is staged for one account, so that it outlives the program. No secret is in it.
struct StagedSet {
    static constexpr int version = 1;

    ChangePlan plan;
    QStringList off; ///< ids of changes that are not ticked
    QMap<QString, QStringList> typed; ///< members whose secrets a form took, by id of the change
    QStringList
        sent; ///< ids of the changes that a run with the id of the plan applies, applied, or may apply from a file

    bool isEmpty() const { return plan.changes.isEmpty(); }
    bool operator==(const StagedSet &) const = default;
};

QByteArray toJson(const StagedSet &set);
/// Errors as of a plan: cut, changed, newer, or a change that does not fit its operation.
Result<StagedSet> stagedSetOf(const QByteArray &json);

/// Takes out what the journal tells of the run: what is done, and of a plan that did not end all of it, since that plan
/// is offered by itself. What others need and is done is needed no more.
void settle(StagedSet &set, const QList<Course> &courses);
/// Needs of changes that are not in the plan are dropped where `isDone` says so.
void dropNeeds(ChangePlan &plan, const std::function<bool(const QString &id)> &isDone);

/// The files of staged changes, one an account, in a folder of their own with mode 0700.
class StagedFiles {
public:
    explicit StagedFiles(QString folder)
        : m_folder(std::move(folder))
    {
    }

    /// The set of an account; an empty one where there is no file. A file that cannot be used is renamed and never
    /// overwritten: the error names where it is now.
    Result<StagedSet> read(const QString &account, const QDateTime &now) const;
    /// Renames the file of an account; its new name.
    Result<QString> setAside(const QString &account, const QDateTime &now) const;
    /// An empty set removes the file.
    Result<void> write(const QString &account, const StagedSet &set) const;
    QString path(const QString &account) const;

private:
    QString m_folder;
};

} // namespace lotse::change
