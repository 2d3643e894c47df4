// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/reportrun.h"

#include "base/post.h"
#include "base/safefile.h"
#include "posture/gather.h"
#include "posture/storefacts.h"
#include "report/compare.h"
#include "report/print.h"

#include <QDir>
#include <QThreadPool>

namespace lotse::ui {

using namespace Qt::StringLiterals;
using namespace lotse::report;

namespace {

constexpr qint64 kMostKey = 1024 * 1024;

} // namespace

ReportRun::ReportRun(Session &session, const Services &services, Schedule schedule, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_services(services)
    , m_schedule(std::move(schedule))
{
}

void ReportRun::start()
{
    const Clock *clock = m_services.clock ? m_services.clock : &systemClock();
    m_now = clock->now().toUTC();
    const Template *row = findTemplate(m_schedule.name);
    const Result<posture::CheckSet> set = posture::builtInSet(u"trusted-registry"_s);
    const Result<void> fits = checkSchedule(m_schedule);
    if (!row || !set || !fits) {
        onDone(!fits ? fits.error() : set.error());
        return;
    }
    // The key first: what cannot be signed in the end is not made at all.
    if (m_schedule.isSigned())
        readSigner();
    else
        gather();
}

void ReportRun::gather()
{
    const Clock *clock = m_services.clock ? m_services.clock : &systemClock();
    const Template *row = findTemplate(m_schedule.name);
    const Result<posture::CheckSet> set = posture::builtInSet(u"trusted-registry"_s);
    posture::Wish wish;
    wish.kinds = kindsFor(*row, *set, m_session.kind() == RegistryKind::Harbor);
    wish.params = paramsFor(*row, m_now.addDays(-30), m_now);
    if (m_services.triage) {
        m_view = m_services.triage->view();
        wish.given = posture::storeFacts(m_view, m_session.account().registryId, m_now);
    }
    auto *gatherer = new posture::Gatherer(m_session, clock, m_services.proxies, std::move(wish), this);
    gatherer->onProgress = [this](qint64 done, qint64 total, const QString &) {
        if (onProgress)
            onProgress(done, total);
    };
    gatherer->onDone = [this, set = *set](posture::Facts facts) {
        QThreadPool::globalInstance()->start([this, post = Post(this), set, facts = std::move(facts)]() mutable {
            auto posture = std::make_shared<const posture::Posture>(evaluate(std::move(facts), set));
            post([this, posture] { make(posture); });
        });
    };
    gatherer->start();
}

void ReportRun::make(std::shared_ptr<const posture::Posture> posture)
{
    m_posture = posture;
    Source source;
    source.posture = posture.get();
    source.view = m_view.context.set ? &m_view : nullptr;
    source.registryId = m_session.account().registryId;
    source.projects = m_schedule.projects;
    source.from = m_now.addDays(-30);
    source.to = m_now;
    const Words words(m_schedule.language);
    Document document = makeReport(*findTemplate(m_schedule.name), source, words);
    if (!QDir().mkpath(m_schedule.folder)) {
        Error error;
        error.kind = ErrorKind::Storage;
        error.message = {LOTSE_MSG("The folder %1 cannot be created."), {m_schedule.folder}};
        onDone(error);
        return;
    }
    const bool isRedacted = !m_schedule.redaction.isEmpty() && m_schedule.redaction != "none"_L1;
    if (m_schedule.compares && !isRedacted) {
        // The first one has none before it.
        if (const Result<Document> before = readEarlier(m_schedule.folder, document)) {
            if (const Result<void> compared = compareWith(document, *before, words); !compared) {
                onDone(compared.error());
                return;
            }
        }
    }
    if (isRedacted) {
        const Result<RedactionProfile> profile = findRedaction(m_schedule.redaction);
        if (!profile) {
            onDone(profile.error());
            return;
        }
        m_redactor.emplace(*profile, words);
        m_redactor->learn(posture->facts);
        m_redactor->learn(document);
        document = m_redactor->document(document, m_schedule.bundles);
    }
    const bool wantsPdf = m_schedule.formats.contains(u"pdf"_s);
    // A bundle has the PDF where it can be made.
    if (!wantsPdf && !(m_schedule.bundles && !printProgram().isEmpty())) {
        write(document, {});
        return;
    }
    printPdf(toJson(document), this, [this, document](const Result<QByteArray> &pdf) {
        if (pdf)
            write(document, *pdf);
        else
            onDone(pdf.error());
    });
}

void ReportRun::write(const Document &document, const QByteArray &pdf)
{
    QStringList files;
    for (const QString &format : std::as_const(m_schedule.formats)) {
        const QString path = QDir(m_schedule.folder).filePath(fileStem(document) + u'.' + format);
        const QByteArray bytes = format == "html"_L1 ? toHtml(document)
            : format == "csv"_L1                     ? toCsv(document)
            : format == "json"_L1                    ? toJson(document)
                                                     : pdf;
        if (const Result<void> written = writeWhole(path, bytes); !written) {
            onDone(written.error());
            return;
        }
        files.append(path);
    }
    if (!m_schedule.bundles) {
        onDone(files);
        return;
    }
    Evidence evidence;
    evidence.document = document;
    evidence.pdf = pdf;
    evidence.posture = m_posture;
    evidence.redactor = m_redactor;
    evidence.signer = m_signer;
    bundle(std::move(evidence), files);
}

void ReportRun::fail(const Error &error)
{
    onDone(error);
}

void ReportRun::readSigner()
{
    const auto take = [this](const Result<SecureBytes> &passphrase) {
        if (!passphrase) {
            fail(passphrase.error());
            return;
        }
        // To open a key takes a good part of a second.
        QThreadPool::globalInstance()->start(
            [this, post = Post(this), path = m_schedule.signKey, passphrase = *passphrase, now = m_now] {
                const Result<QByteArray> key = readWhole(path, kMostKey);
                post([this, signer = key ? Signer::read(*key, passphrase, now) : key.error()] {
                    if (!signer) {
                        fail(signer.error());
                        return;
                    }
                    m_signer = *signer;
                    gather();
                });
            });
    };
    const QString variable = m_schedule.passphraseVariable();
    if (!m_schedule.isInKeychain()) {
        QByteArray words = variable.isEmpty() ? QByteArray() : qgetenv(variable.toLatin1().constData());
        if (!variable.isEmpty() && words.isEmpty()) {
            fail(makeError(ErrorKind::Secret,
                LOTSE_MSG("The variable %1 with the passphrase of the signing key is not set."), {variable}));
            return;
        }
        const SecureBytes passphrase(words);
        SecureBytes::wipe(words);
        take(passphrase);
    } else if (!m_services.secrets) {
        fail(makeError(
            ErrorKind::Secret, LOTSE_MSG("The keychain with the passphrase of the signing key is not available.")));
    } else {
        m_services.secrets->read(passphraseAccount(m_schedule), this, take);
    }
}

void ReportRun::bundle(Evidence evidence, const QStringList &files)
{
    const QString path = QDir(m_schedule.folder).filePath(fileStem(evidence.document) + u".zip"_s);
    QThreadPool::globalInstance()->start(
        [this, post = Post(this), view = m_view, evidence = std::move(evidence), path, files]() mutable {
            evidence.view = &view;
            const Result<QByteArray> zip = makeEvidence(std::move(evidence));
            const Result<void> written = zip ? writeWhole(path, *zip) : Result<void>(zip.error());
            post([this, written, files = files + QStringList{path}] {
                onDone(written ? Result<QStringList>(files) : Result<QStringList>(written.error()));
            });
        });
}

} // namespace lotse::ui
