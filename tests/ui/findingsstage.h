// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shell/application.h"
#include "support/samplestore.h"
#include "triage/findingsservice.h"

#include <QQuickItem>
#include <QSettings>
#include <QtQml/qqmlregistration.h>

namespace lotse::test {

/// All that the pages of findings want of the program, over a store and a ledger in a temporary folder: `FindingsStage
/// { id: stage }`, then a page with `app: stage.app`. Nothing is read from or kept on the machine of the user.
class FindingsStage : public QObject {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(lotse::ui::Application *app READ app CONSTANT)
public:
    explicit FindingsStage(QObject *parent = nullptr);

    ui::Application *app() { return &m_app; }
    /// Fills the store: `images` images of web/* with a few findings each, the first of them critical.
    Q_INVOKABLE void fill(int images);
    /// How many findings have this state, by the word of the query language.
    Q_INVOKABLE int count(const QString &query) const;
    Q_INVOKABLE bool isLoading() const { return m_triage.isLoading(); }
    /// The visible items below `root` that take keys or clicks and tell no screen reader what they are.
    Q_INVOKABLE QStringList nameless(QQuickItem *root) const;

private:
    ManualClock m_clock;
    SampleStore m_store;
    FindingsService m_triage;
    QSettings m_settings;
    ui::Application m_app;
};

} // namespace lotse::test
