// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/changes/webhooktest.h"

#include <QtQml/qqmlregistration.h>

namespace lotse::ui {

/// The one receiver of webhooks of the program: it goes on while pages come and go, since what triggers a notification
/// is done elsewhere.
class WebhookTester : public models::WebhookTest {
    Q_OBJECT
    QML_ELEMENT
    QML_SINGLETON
public:
    explicit WebhookTester(QObject *parent = nullptr)
        : WebhookTest(&systemClock(), parent)
    {
    }
};

} // namespace lotse::ui
