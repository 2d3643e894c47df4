// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

namespace lotse::models {

/// The files of a model as Harbor's addition "files" tells them ([{name, type, size, children}]), one a line: its size,
/// then its path. What is no such list comes back as it is.
QString fileListing(const QByteArray &json);

} // namespace lotse::models
