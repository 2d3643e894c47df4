// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

namespace lotse::trust::test {

/// A signature without a key of its own counts by its certificate, the log and the time, and each fault of these has
/// its reason. By a sigstore of the test's own.
class TestKeyless : public QObject {
    Q_OBJECT

private slots:
    void aBundleIsProved_data();
    void aBundleIsProved();
    void aLegacySignatureIsProved_data();
    void aLegacySignatureIsProved();
    void aTimestampIsProved_data();
    void aTimestampIsProved();
    void aKeysEntryIsChecked_data();
    void aKeysEntryIsChecked();
    void aRootIsReadStrictly_data();
    void aRootIsReadStrictly();
    void anIdentityFitsWhole_data();
    void anIdentityFitsWhole();
    void thePolicyNamesIdentities_data();
    void thePolicyNamesIdentities();
    void theRuleAsksForTheLog();
    void whatIsWrittenIsReadAgain();
    void anIdentityNeedsARootAndBothSides();
};

} // namespace lotse::trust::test
