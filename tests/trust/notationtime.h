// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

namespace lotse::trust::test {

/// A notation signature counts by a time stamp after its certificate ended, and not once that was revoked.
class TestNotationTime : public QObject {
    Q_OBJECT

private slots:
    void aTimestampKeepsItValid_data();
    void aTimestampKeepsItValid();
    void aListRevokes_data();
    void aListRevokes();
    void aResponderAnswers_data();
    void aResponderAnswers();
    void theFolderHoldsLists();
};

} // namespace lotse::trust::test
