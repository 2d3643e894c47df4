// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "change/change.h"
#include "posture/facts.h"
#include "report/accessrows.h"
#include "report/document.h"
#include "report/words.h"

namespace lotse::review {

/// What a reviewer decided of one permission.
struct Decision {
    enum class What { None, Keep, Change, Revoke };
    What what = What::None;
    qint64 role = 0; ///< the role that a member gets by a Change
    QString reason;
    QString reviewer;
    QDateTime at; ///< UTC

    bool operator==(const Decision &) const = default;
};
/// "keep", "change", "revoke"; empty for None.
QString decisionWord(Decision::What what);
std::optional<Decision::What> decisionOf(const QString &word);
Message decisionText(Decision::What what);
/// "maintainer", …: the words of the command line for roles; 0 where it is none.
qint64 roleOfWord(const QString &word);
QString roleWord(qint64 role);

/// A permission that is reviewed.
struct Item {
    report::AccessRow access;
    Decision decision = {};
    QString host = {}; ///< of another registry than the first one; empty: of the first

    /// "user/payments/joe", with "@host" behind it where it is of another registry than the first.
    QString key() const { return host.isEmpty() ? access.key() : access.key() + u'@' + host; }
};

/// A registry whose permissions are reviewed, and how far they could be read.
struct Reviewed {
    QString registryId, registry, host, version;
    QString readAs;
    QDateTime at; ///< UTC, of its lists
    QStringList projects; ///< patterns; empty: all
    QList<posture::Gap> gaps; ///< what could not be read: it is not reviewed
};

/// An access review: the permissions of one registry or several as they were when it began, and what was decided of
/// each.
struct Campaign : Reviewed {
    QString id; ///< UUID
    QString title;
    QString author;
    QList<Reviewed> others; ///< registries besides the first
    QList<Item> items;
    QDateTime closedAt; ///< invalid while it is open

    bool isOpen() const { return !closedAt.isValid(); }
    qsizetype count(Decision::What what) const;
    qsizetype decided() const { return items.size() - count(Decision::What::None); }
    const Item *find(const QString &key) const;
    /// All its registries, the first one first.
    QList<Reviewed> registries() const;
    bool isOf(const QString &storedId) const; ///< by its id in the store
    bool isOfHost(const QString &name) const;
    /// What could not be read, of all registries; with the host before it where there are several.
    QStringList gapsText(const std::function<QString(const Message &)> &say) const;
};

/// Whether a decision may be made of this permission; ErrorKind::Usage with what is missing. Change and revoke need a
/// reason; a change of a member needs another role.
Result<void> checkDecision(const Item &item, const Decision &decision);

/// The changes at one of its registries that put the decisions into force: other roles and removed members,
/// administrators without the right, robots disabled (not deleted). `byHand` gets a sentence for each decision that no
/// change makes.
QList<change::Change> changesOf(const Campaign &campaign, const QString &host, QStringList *byHand);

/// For sign-off: decisions in order, what is open, progress. A review that is not complete is marked so.
report::Document reportOf(const Campaign &campaign, const report::Words &words, const QDateTime &now);

} // namespace lotse::review
