// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "change/changeplan.h"

#include <functional>

namespace lotse::change {

/// Adds many changes to a plan: what is in it is found by its object, not by looking at all of it for each. The plan
/// outlives it, is touched by nothing else meanwhile, and is whole again once this is gone.
class PlanAdder {
public:
    explicit PlanAdder(ChangePlan &plan);
    ~PlanAdder();
    Q_DISABLE_COPY_MOVE(PlanAdder)

    /// As ChangePlan::add().
    QString add(Change change);
    /// Takes the changes of one object out that are meant; their ids.
    QStringList takeOut(const QString &target, const std::function<bool(const Change &)> &isMeant);

private:
    void remember(qsizetype at, const QString &target);

    ChangePlan &m_plan;
    QHash<QString, QList<qsizetype>> m_places; ///< in the plan, by target
    QList<qsizetype> m_gone; ///< places that are taken out in the end
    qint64 m_highest = 0;
};

} // namespace lotse::change
