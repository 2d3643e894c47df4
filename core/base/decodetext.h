// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QByteArray>

namespace lotse {

/**
 * The text of a file that a person imports, as UTF-8 without a byte order mark: the one decoding step for scanner
 * reports, SBOMs, VEX documents and priority lists.
 *
 * Takes UTF-8, UTF-16 and UTF-32 of either byte order (PowerShell's ">" writes UTF-16; known by the mark, or by the
 * zeros beside the first characters), and gzip around any of them. Bytes that are UTF-8 already are returned as they
 * are, without a copy of their own. `cap` is the most bytes, packed and unpacked; `what` stands in errors ("a scanner's
 * report"). ErrorKind::TooLarge, or Decode where the packing or the encoding is damaged.
 */
Result<QByteArray> decodeText(const QByteArray &file, qsizetype cap, const QString &what);

/// What a text that is no JSON seems to be, for the error: "CycloneDX as XML", "a ZIP archive"; nothing where it is not
/// known. With what to do about it, a whole sentence.
Message foreignText(QByteArrayView text);

} // namespace lotse
