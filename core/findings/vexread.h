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
/// A part of a product: of an image that is named, or of one that is not here.
VexProduct partOf(const VexProduct &whole, const VexProduct &part);
std::optional<Justification> justificationOfVex(const QString &word);
/// Takes "Risk accepted until …: " and "False positive: " from a text and makes the state of it. False where accepted
/// risk has no date ahead: then it stays exploitable.
bool readStatementText(const QString &text, VexStatement &statement, Seconds now);
/// Adds a problem; past a thousand they are dropped.
void addProblem(VexDocument &document, const char *id, const QStringList &args);

} // namespace lotse::findings::vexread
