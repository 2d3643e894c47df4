// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

/// Text of a server, made fit to be shown. Nothing here escapes markup: every view shows plain text only.
namespace lotse::safetext {

/// Control characters, bidi controls, zero-width and other invisible characters as visible tokens ("<U+202E>").
/// Line feed and tab stay where `multiline` is true.
QString visible(const QString &text, bool multiline = false);

/// At most `limit` characters, the middle replaced by "…"; never cuts a surrogate pair.
QString elideMiddle(const QString &text, qsizetype limit);

/// A cell or a line: elided to 4096 characters, then made visible.
QString cell(const QString &text);

/// The text of a log without terminal escapes (CSI, OSC and single ones); other control characters become visible.
QString log(const QString &text);

/// UTF-8 text of any length for a terminal: line feeds and tabs stay, other control characters become visible. Bytes
/// that are no UTF-8 become U+FFFD.
QByteArray terminal(const QByteArray &text);

/// JSON that means the same, with each control or invisible character escaped; white space between its parts stays.
QByteArray json(const QByteArray &document);

/// A field of a CSV file (RFC 4180). What a spreadsheet would read as a formula, also behind white space or control
/// characters, gets a leading apostrophe.
QByteArray csvField(const QString &text);

} // namespace lotse::safetext
