// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "findings/jsonread.h"
#include "findings/vex.h"

namespace lotse::findings::vexread {

inline constexpr size_t kMaxStatements = 200'000;
inline constexpr size_t kMaxProducts = 100'000; ///< of one statement

// One for each format.
void readOpenVex(const jsonread::Element &root, VexDocument &document, Seconds now);
void readCycloneDx(const jsonread::Element &root, VexDocument &document, Seconds now);
void readCsaf(const jsonread::Element &root, VexDocument &document, Seconds now);

/// What an identifier names: an image by its package URL or reference, a package, or what cannot be told here (an
/// address, a CPE, a name), with the obstacle.
VexProduct productOf(const QString &identifier);
/// An image by its reference, "reg.example.com/payments/api:1.4"; nothing is named where it has no registry.
VexProduct imageOf(const QString &reference);
/// Whether two products of a document are the same thing.
bool isSameProduct(const VexProduct &a, const VexProduct &b);
/// A part of a product: of an image that is named, or of one that is not here.
VexProduct partOf(const VexProduct &whole, const VexProduct &part);
std::optional<Justification> justificationOfVex(const QString &word);
/// Takes "Risk accepted until …: " and "False positive: " from a text and makes the state of it. False where accepted
/// risk has no date ahead: then it stays exploitable.
bool readStatementText(const QString &text, VexStatement &statement, Seconds now);
/// Whether an item can be read as one statement: it is an object, and nothing within it is said twice. Adds a problem
/// under the name that the document has for it.
bool isReadable(const jsonread::Element &item, VexDocument &document, const QString &name);
/// The time of a statement by the newest of these members; 0 where there is none, never after `now`. What is said at a
/// time that cannot be read is a problem: it hides nothing (false), and where it does not hide it counts as of now, so
/// that no older statement hides what it says.
bool readTime(const jsonread::Element &item, std::initializer_list<const char *> keys, VexStatement &statement,
    VexDocument &document, Seconds now);
/// The id as findings have it; empty where it is none.
QString vulnerabilityOf(const jsonread::Element &object, std::string_view key);
/// What is known of a product by the hashes of files too. One that contradicts the digest of the image, that alone
/// would tell which version of a package is meant, or that no report has (`hasOthers`: a file is known only by such) is
/// an obstacle.
void addHashes(VexProduct &product, const QStringList &sha256, bool hasOthers);
/// The version of a document, which is a number or a text; empty where there is none.
QString versionOf(const jsonread::Element &object, std::string_view key);
/// Adds a problem; past a thousand they are dropped.
void addProblem(VexDocument &document, const char *id, const QStringList &args);
/// The same for a statement that is left out.
void addSkipped(VexDocument &document, const char *id, const QStringList &args);

} // namespace lotse::findings::vexread
