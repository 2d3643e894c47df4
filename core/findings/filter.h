// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "findings/context.h"
#include "findings/query.h"

namespace lotse::findings {

/// The rows that a query matches, ascending. A few milliseconds for a million rows; any thread.
Rows select(const Query &query, const Context &context);

/// The images that a query matches, as numbers within `part.segment->images`: by what images have (registry, project,
/// repo, image, tag, label, platform, scanned, pulled, pushed, signed, signer, attested). Terms of other keys are
/// passed over. Shows images without findings and without a scan as well.
std::vector<quint32> selectImages(const Query &query, const Context &context, const FindingSet::Part &part);

/// Whether a key asks for what an image has, and not for what a finding has.
bool isImageKey(Key key);

/// Whether a value is that word of its key ("yes", "none"), and no text that happens to read so.
bool isWord(const Value &value, const QString &word);

/// A text that may be completed at the cursor.
struct Completion {
    QString text; ///< to put in the place of the characters from `position`, `length` long
    int position = 0;
    int length = 0;
    qint64 occurrences = -1; ///< -1 for keys
};

/// The text with blanks in place of the word before the cursor, where that is the beginning of a key ("sev", "-pack"):
/// it is still being typed, and would filter everything away as a free word.
QString withoutBegunKey(const QString &text, int cursor);

/// What may stand at the cursor: keys with their colon, or the values of the key there with what they would match in
/// the whole set, the most frequent first.
QList<Completion> complete(const QString &text, int cursor, const Context &context, int limit = 20);

} // namespace lotse::findings
