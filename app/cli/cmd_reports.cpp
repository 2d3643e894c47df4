// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/safefile.h"
#include "posture.h"
#include "report/compare.h"
#include "report/evidence.h"
#include "report/print.h"
#include "report/stampclient.h"
#include "report/templates.h"
#include "reportfiles.h"
#include "secretinput.h"
#include "triage.h"

#include <QDir>
#include <QFileInfo>

#include <algorithm>

namespace lotse::cli {

using namespace Qt::StringLiterals;
using namespace lotse::report;

namespace {

constexpr int kExitChanged = 13;
constexpr int kExitUnproved = 14;
constexpr qint64 kMostKey = 1024 * 1024;
constexpr qint64 kMostBundle = 1024LL * 1024 * 1024;

/// What was asked for, checked before anything is read from the registry.
struct Order {
    const Template *row = nullptr;
    QStringList formats;
    Words words;
    Source source;
    RedactionProfile redaction;
    std::optional<Signer> signer;
};

bool readSigner(Run &run, Order &order)
{
    if (run.isSet("timestamp") && (!run.isSet("sign") || !run.isSet("bundle"))) {
        run.usage(
            LOTSE_MSG("--timestamp adds a time stamp to the signature of a bundle and requires --bundle and --sign."));
        return false;
    }
    if (!run.isSet("sign"))
        return true;
    const Result<QByteArray> file = readWhole(run.value("sign"), kMostKey);
    if (!file) {
        run.fail(file.error());
        return false;
    }
    SecureBytes password;
    if (run.isSet("sign-password-fd")) {
        const Result<SecureBytes> read = secretinput::fromDescriptor(run.value("sign-password-fd"));
        if (!read) {
            run.fail(read.error());
            return false;
        }
        password = *read;
    } else if (const auto given = secretinput::fromEnvironment("LOTSE_SIGN_PASSWORD")) {
        password = *given;
    } else if (Signer::isLocked(*file)) {
        if (const auto typed = secretinput::fromTerminal(u"Password of %1"_s.arg(run.value("sign"))))
            password = *typed;
    }
    const Result<Signer> signer = Signer::read(*file, password, run.wiring().clock.now());
    if (!signer) {
        run.fail(signer.error());
        return false;
    }
    order.signer = *signer;
    return true;
}

bool readScope(Run &run, Order &order)
{
    if (run.isSet("project"))
        order.source.projects = run.value("project").split(u',', Qt::SkipEmptyParts);
    if (run.isSet("framework")) {
        order.source.framework = run.value("framework");
        if (!frameworks().contains(order.source.framework) || run.arguments().value(0) != "posture"_L1) {
            run.usage(LOTSE_MSG("--framework requires one of %1 and applies to the template posture."),
                {frameworks().join(u", "_s)});
            return false;
        }
    }
    order.source.to = run.wiring().clock.now();
    order.source.from = order.source.to.addDays(-30);
    if (run.isSet("since")) {
        order.source.from = QDateTime(QDate::fromString(run.value("since"), Qt::ISODate), QTime(0, 0), Qt::UTC);
        if (!order.source.from.isValid() || order.source.from >= order.source.to || !order.row->hasPeriod) {
            run.usage(
                LOTSE_MSG("--since requires a date in the past (2026-01-31), for the templates audit and retention."));
            return false;
        }
    }
    if (run.isSet("redact")) {
        const Result<RedactionProfile> profile = findRedaction(run.value("redact"));
        if (!profile) {
            run.fail(profile.error());
            return false;
        }
        order.redaction = *profile;
        if (run.isSet("before") && !profile->isEmpty()) {
            run.usage(LOTSE_MSG("--before and --redact cannot be used together: pseudonyms differ between reports."));
            return false;
        }
    }
    return true;
}

/// Makes the files, and keeps them where they were asked for. Belongs to the run.
class Making : public QObject {
public:
    Making(Run &run, Order order, const posture::Posture &posture, std::unique_ptr<FindingsEngine> desk)
        : QObject(&run)
        , m_run(run)
        , m_order(std::move(order))
        , m_posture(std::make_shared<const posture::Posture>(posture))
        , m_desk(std::move(desk))
    {
        m_order.source.posture = m_posture.get();
        m_order.source.registryId = storedRegistryId(run);
        if (m_desk)
            m_order.source.view = &m_desk->view();
        m_document = makeReport(*m_order.row, m_order.source, m_order.words);
        if (run.isSet("before") && !compare())
            return;
        redact();
        m_json = toJson(m_document);
        const bool wantsPdf = m_order.formats.contains(u"pdf"_s) || run.isSet("bundle");
        if (wantsPdf && !printProgram().isEmpty()) {
            printPdf(m_json, this, [this](const Result<QByteArray> &pdf) {
                if (!pdf) {
                    m_run.fail(pdf.error());
                    return;
                }
                finish(*pdf);
            });
            return;
        }
        if (wantsPdf)
            run.output().warn(u"the bundle holds no PDF: lotse-print is not installed"_s);
        finish({});
    }

private:
    bool compare()
    {
        const QString place = m_run.value("before");
        const Result<Document> before = readEarlier(place, m_document);
        // The first report into a folder has none before it, and makes the folder where it is the output.
        if (!before && before.error().kind == ErrorKind::NotFound
            && (QFileInfo(place).isDir() || place == m_run.value("output"))) {
            if (QFileInfo(place).isDir())
                m_run.output().warn(before.error().message.english());
            return true;
        }
        const Result<void> compared = before ? compareWith(m_document, *before, m_order.words) : before.error();
        if (!compared)
            m_run.fail(compared.error());
        return compared.ok();
    }
    void redact()
    {
        if (m_order.redaction.isEmpty())
            return;
        m_redactor.emplace(m_order.redaction, m_order.words);
        m_redactor->learn(m_posture->facts);
        m_redactor->learn(m_document);
        m_document = m_redactor->document(m_document, m_run.isSet("bundle"));
    }
    bool isStamped() const { return m_run.isSet("timestamp"); }
    Result<QByteArray> bundle(const QByteArray &pdf)
    {
        Evidence evidence;
        evidence.document = m_document;
        evidence.pdf = pdf;
        evidence.posture = m_posture;
        evidence.view = m_order.source.view;
        evidence.redactor = m_redactor;
        evidence.signer = m_order.signer;
        evidence.timestamp = m_run.value("timestamp");
        return makeEvidence(std::move(evidence));
    }
    /// A folder gets a file with the name of the report.
    QString bundlePath() const
    {
        const QString path = m_run.value("bundle");
        return QFileInfo(path).isDir() || path.endsWith(u'/') ? QDir(path).filePath(fileStem(m_document) + u".zip"_s)
                                                              : path;
    }
    void finish(const QByteArray &pdf)
    {
        if (!keepReport(m_run, m_document, m_order.formats, pdf))
            return;
        if (!m_run.isSet("bundle")) {
            end();
            return;
        }
        const Result<QByteArray> zip = bundle(pdf);
        if (!zip) {
            m_run.fail(zip.error());
        } else if (!isStamped()) {
            keepBundle(*zip);
        } else {
            askStamp(m_run.wiring().lines, &m_run.wiring().clock, m_run.value("timestamp"), signatureOf(*zip), this,
                [this, zip = *zip](const Result<QByteArray> &stamp) {
                    const Result<QByteArray> whole = stamp ? addStamp(zip, *stamp) : stamp;
                    if (whole)
                        keepBundle(*whole);
                    else
                        m_run.fail(whole.error());
                });
        }
    }
    void keepBundle(const QByteArray &zip)
    {
        const QString path = bundlePath();
        if (!QDir().mkpath(QFileInfo(path).absolutePath()))
            m_run.output().warn(u"the folder cannot be created: "_s + QFileInfo(path).absolutePath());
        if (!keepFile(m_run, path, zip))
            return;
        if (m_order.signer)
            m_run.output().warn(u"signed by "_s + m_order.signer->subject());
        if (isStamped())
            m_run.output().warn(u"time stamp by "_s + m_run.value("timestamp"));
        for (const QString &command : opensslCommands(isStamped()))
            m_run.output().warn(u"verify: "_s + command);
        end();
    }
    void end()
    {
        if (!m_document.isWhole())
            m_run.partial(m_document.mark);
        m_run.done();
    }

    Run &m_run;
    Order m_order;
    const std::shared_ptr<const posture::Posture> m_posture;
    std::unique_ptr<FindingsEngine> m_desk;
    Document m_document;
    QByteArray m_json;
    std::optional<Redactor> m_redactor; ///< where something is redacted
};

void startNamedReport(Run &run)
{
    Order order;
    order.row = findTemplate(run.arguments().value(0));
    if (!order.row) {
        QStringList names;
        for (const Template &one : templates())
            names.append(QString::fromLatin1(one.name));
        run.usage(LOTSE_MSG("Template %1 not found. Available templates: %2."),
            {run.arguments().value(0), names.join(u", "_s)});
        return;
    }
    const QString language = run.isSet("language") ? run.value("language") : u"en"_s;
    if (!Words::languages().contains(language)) {
        run.usage(LOTSE_MSG("--language requires en or de, not %1."), {language});
        return;
    }
    order.words = Words(language);
    const auto formats = reportFormats(run, !run.isSet("bundle") || run.isSet("output"));
    if (!formats || !readScope(run, order) || !readSigner(run, order))
        return;
    order.formats = *formats;
    std::unique_ptr<FindingsEngine> desk;
    if (order.row->needsStore) {
        desk = openDesk(run, Gaps::AreTold);
        if (!desk)
            return;
    }
    const auto shared = std::make_shared<std::unique_ptr<FindingsEngine>>(std::move(desk));
    withPosture(
        run,
        [&run, order, shared](const posture::Posture &posture) { new Making(run, order, posture, std::move(*shared)); },
        [row = order.row, source = order.source](const posture::CheckSet &set, bool isHarbor) {
            posture::Wish wish;
            wish.kinds = kindsFor(*row, set, isHarbor);
            wish.params = paramsFor(*row, source.from, source.to);
            return wish;
        });
}

void startVerifyBundle(Run &run)
{
    QByteArray trusted;
    if (run.isSet("trust")) {
        const Result<QByteArray> file = readWhole(run.value("trust"), kMostKey);
        if (!file) {
            run.fail(file.error());
            return;
        }
        trusted = *file;
    }
    const Result<QByteArray> zip = readWhole(run.arguments().value(0), kMostBundle);
    if (!zip) {
        run.fail(zip.error());
        return;
    }
    const Result<BundleCheck> checked = checkBundle(*zip, trusted, run.wiring().clock.now());
    if (!checked) {
        run.output().warn(checked.error().text());
        run.done(kExitChanged);
        return;
    }
    const BundleSubject &subject = checked->subject;
    QStringList lines{u"%1, data of %2%3"_s.arg(
        subject.title, Words::time(subject.at), subject.isWhole ? QString() : u", not complete"_s)};
    lines += checked->changed;
    int code = 0;
    if (!checked->isIntact()) {
        if (checked->isSigned && !checked->signature.isIntact)
            lines.append(checked->signature.problem);
        if (checked->isStamped && !checked->stamp.isIntact)
            lines.append(checked->stamp.problem);
        lines.append(u"The bundle is not what was made."_s);
        code = kExitChanged;
    } else if (!checked->isSigned) {
        lines.append(u"All %1 files are as the manifest says. Nobody signed it: anybody can have made it."_s.arg(
            checked->files));
        code = kExitUnproved;
    } else {
        lines.append(u"All %1 files are as the manifest says, and it is signed by %2 on %3."_s.arg(
            QString::number(checked->files), checked->signature.signer, Words::time(checked->signature.signedAt)));
        if (!checked->signature.isTrusted) {
            lines.append(checked->signature.problem);
            code = kExitUnproved;
        }
        if (checked->isStamped) {
            lines.append(u"The signature was there on %1, says the time stamp authority %2."_s.arg(
                Words::time(checked->stamp.time), checked->stamp.authority));
            if (!checked->stamp.isTrusted)
                lines.append(checked->stamp.problem);
        }
    }
    for (const QString &line : std::as_const(lines))
        run.output().sentence(line);
    run.done(code);
}

} // namespace

Command reportCommand()
{
    return {.name = "report",
        .arguments = "TEMPLATE",
        .summary = "Make a report of a registry, or a signed bundle of evidence.",
        .details =
            "TEMPLATE is posture, executive, exceptions, findings, access-review, audit, signatures, retention or\n"
            "configuration. One format goes to the standard output, several into --output. --bundle makes a zip with\n"
            "the report in all formats, all answers of the registry and a manifest of their SHA-256; --sign signs the\n"
            "manifest (CMS, CAdES-BES). The password of the key comes from LOTSE_SIGN_PASSWORD, --sign-password-fd or\n"
            "the terminal. Ends with 7 where not all could be read: the report says what, and calls nothing compliant.",
        .options = postureOptions()
            + QList<QCommandLineOption>{{u"format"_s, u"html, csv, json or pdf; several with commas."_s, u"FORMATS"_s},
                {u"output"_s, u"Write the files into FOLDER."_s, u"FOLDER"_s},
                {u"language"_s, u"en or de."_s, u"LANGUAGE"_s},
                {u"project"_s, u"Only projects that fit a pattern; several with commas."_s, u"PATTERNS"_s},
                {u"framework"_s, u"Order the posture by the controls of CD, CS, N, I, B, P, N2, CRA or DORA."_s,
                    u"FRAMEWORK"_s},
                {u"since"_s, u"Begin the period of audit and retention on this day; else 30 days ago."_s, u"DAY"_s},
                {u"before"_s,
                    u"Compare with an earlier report: its JSON file or bundle, or a folder with the newest one."_s,
                    u"FILE"_s},
                {u"redact"_s,
                    u"Replace names by pseudonyms: none, persons, hosts, all, or a file (docs/redaction.md)."_s,
                    u"PROFILE"_s},
                {u"bundle"_s, u"Write the bundle of evidence into FILE, or into a folder."_s, u"FILE"_s},
                {u"sign"_s, u"Sign the bundle with the key in FILE (PKCS#12, or PEM with its certificate)."_s,
                    u"FILE"_s},
                {u"timestamp"_s,
                    u"Have the signature stamped by the time stamp authority at URL (RFC 3161). It gets a digest and nothing else."_s,
                    u"URL"_s},
                {u"sign-password-fd"_s, u"Read the password of the key from the open file descriptor N."_s, u"N"_s}},
        .least = 1,
        .most = 1,
        .takes = "@registry progress",
        .start = startNamedReport};
}

Command verifyBundleCommand()
{
    return {.name = "verify-bundle",
        .arguments = "BUNDLE",
        .summary = "Check a bundle of evidence: every file, and the signature.",
        .details = "Ends with 0 where all is as it was signed by a signer that --trust knows, 13 where something was\n"
                   "changed, added, removed or renamed, 14 where all is as it was made, but nobody signed it or the\n"
                   "signer is not known.",
        .options = {{u"trust"_s,
            u"Certificates of signers, of time stamp authorities, or of who vouches for them, that are trusted; PEM."_s,
            u"FILE"_s}},
        .least = 1,
        .most = 1,
        .start = startVerifyBundle};
}

} // namespace lotse::cli
