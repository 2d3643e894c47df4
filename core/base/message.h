// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace lotse {

/**
 * A sentence for people: an id, which is its English text with %1, %2, ... for the arguments, and the arguments.
 *
 * Core keeps the id; words in another language come from the translation of context "core" at the moment of showing,
 * so that journals and exports can stay English while the window speaks German. Mark an id with LOTSE_MSG.
 */
struct Message {
    const char *id = "";
    QStringList args;
    const char *one = nullptr; ///< the English text where `count` is 1; null where nothing is counted
    qint64 count = 0;

    /// A sentence around a number, which stands in it as %Ln: counted(LOTSE_MSG_N("%Ln images", "%Ln image"), 3).
    static Message counted(const char *id, const char *one, qint64 count, const QStringList &args = {});

    /// The text in the language installed in the program.
    QString text() const;
    /// The English text, for logs, exports and the journal.
    QString english() const;
    bool isEmpty() const { return !id || !*id; }
    bool operator==(const Message &other) const
    {
        return qstrcmp(id, other.id) == 0 && args == other.args && count == other.count;
    }
};

/// Marks a literal as a message id for lupdate (context "core").
#define LOTSE_MSG(text) QT_TRANSLATE_NOOP("core", text)
/// The same for a sentence with a number: the text for several, then the English one for a single one.
#define LOTSE_MSG_N(text, one) QT_TRANSLATE_N_NOOP("core", text), one

} // namespace lotse
