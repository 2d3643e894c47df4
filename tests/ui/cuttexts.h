// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QQuickItem>

#include <functional>

namespace lotse::test {

/// Every visible item below this one, and itself.
void walk(QQuickItem *item, const std::function<void(QQuickItem *)> &visit);

/**
 * The visible texts below `top` that a person cannot read whole: elided, or painted beyond the control or the clipped
 * area that they stand in. What scrolls may stand outside of what is shown of it. `isMeant` says which texts are looked
 * at. Each as "AccountPage/Button/Text "Save and open": why".
 */
QStringList cutTexts(QQuickItem *top, const std::function<bool(const QString &text)> &isMeant);

/// Cells of tables and heads of columns whose words are cut.
QStringList cutCells(QQuickItem *top);

/// Choices whose first entry has no words.
QStringList blankChoices(QQuickItem *top);

/// Objects of the server that stand unfolded as JSON.
QStringList openedRaw(QQuickItem *top);

/// Tables that stand beside others without a heading that tells which it is.
QStringList namelessTables(QQuickItem *top);

/// Buttons and fields that stand beyond the window, where nothing scrolls to them.
QStringList beyondWindow(QQuickItem *top);

/// Texts that are painted over each other: each as two texts.
QStringList overlappingTexts(QQuickItem *top);

/// The QML types from an item up to the page, for people: "AccountPage/ColumnLayout/Label".
QString pathOf(const QQuickItem *item);

} // namespace lotse::test
