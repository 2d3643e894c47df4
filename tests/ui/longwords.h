// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTranslator>

namespace lotse::test {

/// A language in which every text is 40 % longer than in English, as German and Finnish often are: each word gets a
/// tail of a letter that stands in no other text, so that a translated text can be told from one of a server.
class LongWords final : public QTranslator {
    Q_OBJECT
public:
    using QTranslator::QTranslator;

    static constexpr QChar mark = u'\u00f8';
    QString translate(const char *context, const char *source, const char *disambiguation, int n) const override;
    bool isEmpty() const override { return false; }
};

} // namespace lotse::test
