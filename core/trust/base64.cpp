// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "trust/base64.h"

namespace lotse::trust {

std::optional<QByteArray> strictBase64(const QByteArray &text, Alphabet alphabet)
{
    const QByteArray::Base64Options options = alphabet == Alphabet::Url
        ? QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals
        : QByteArray::Base64Options(QByteArray::Base64Encoding);
    const auto decoded = QByteArray::fromBase64Encoding(text, options | QByteArray::AbortOnBase64DecodingErrors);
    // Qt takes missing padding and bits that are left over: only what encodes to the same text is the text.
    if (!decoded || (*decoded).toBase64(options) != text)
        return {};
    return *decoded;
}

} // namespace lotse::trust
