// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "posture/evaluate.h"
#include "report/evidence.h"
#include "report/schedule.h"
#include "report/templates.h"
#include "shell/services.h"

#include <QPointer>

namespace lotse::ui {

/**
 * Makes the report of a schedule once: reads the registry, writes the files. Each file is written whole or not at all.
 * Belongs to its parent; one use; deleting it stops it.
 */
class ReportRun : public QObject {
    Q_OBJECT
public:
    /// The session is online; it and the services outlive the run.
    ReportRun(Session &session, const Services &services, report::Schedule schedule, QObject *parent);

    std::function<void(qint64 done, qint64 total)> onProgress;
    /// The files, or why there are none.
    std::function<void(const Result<QStringList> &files)> onDone;
    void start();

private:
    void make(std::shared_ptr<const posture::Posture> posture);
    void write(const report::Document &document, const QByteArray &pdf);
    void readSigner(); ///< with the passphrase from where the schedule says; goes on with gather()
    void gather();
    void bundle(report::Evidence evidence, const QStringList &files);
    void fail(const Error &error);

    Session &m_session;
    const Services &m_services;
    report::Schedule m_schedule;
    QDateTime m_now;
    TriageView m_view;
    std::shared_ptr<const posture::Posture> m_posture;
    std::optional<report::Redactor> m_redactor;
    std::optional<report::Signer> m_signer;
};

} // namespace lotse::ui
