// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <QVariant>

namespace lotse::models {

/// A policy in sentences: of replication, a webhook, preheating, an immutability rule; empty for anything else.
QStringList policyTexts(const QVariant &policy);
/// What a webhook tells of in words, "Artifact pushed"; the word of the registry where it is a new one.
QString eventTypeText(const QString &type);
QString eventTypesText(const QStringList &types);
/// The texts in a JSON text or in a list of them; what is neither, as it came.
QStringList jsonTexts(const QByteArray &text);

} // namespace lotse::models
