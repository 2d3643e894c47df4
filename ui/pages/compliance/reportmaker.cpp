// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "reportmaker.h"

#include "base/post.h"
#include "base/safefile.h"
#include "posture/gather.h"
#include "posture/storefacts.h"
#include "report/compare.h"
#include "report/print.h"
#include "report/stampclient.h"

#include <QFile>
#include <QThreadPool>

namespace lotse::ui {

using namespace Qt::StringLiterals;
using namespace lotse::report;

namespace {

constexpr qint64 kMostKey = 1024 * 1024;

} // namespace

ReportMaker::ReportMaker(QObject *parent)
    : QObject(parent)
    , m_job(nullptr, [this] { stop(); })
{
    m_language = QLocale().language() == QLocale::German ? 1 : 0;
}

void ReportMaker::setApp(Application *app)
{
    m_app = app;
    m_job.setApp(app);
    emit changed();
}

const Template &ReportMaker::row() const
{
    return templates().at(m_frame);
}

QStringList ReportMaker::templateTitles() const
{
    QStringList out;
    for (const Template &one : templates())
        out.append(Message{one.title, {}}.text());
    return out;
}

QString ReportMaker::about() const
{
    return Message{row().about, {}}.text();
}

QStringList ReportMaker::frameworkTitles() const
{
    QStringList out{tr("By result")};
    for (const QString &name : frameworks())
        out.append(posture::frameworkTitle(name));
    return out;
}

QStringList ReportMaker::languageNames() const
{
    return {u"English"_s, u"Deutsch"_s};
}

void ReportMaker::setFrame(int frame)
{
    if (m_frame == frame || frame < 0 || frame >= templates().size())
        return;
    m_frame = frame;
    forget();
}

void ReportMaker::setFramework(int framework)
{
    if (m_framework == framework || framework < 0 || framework > frameworks().size())
        return;
    m_framework = framework;
    compose();
}

void ReportMaker::setLanguage(int language)
{
    if (m_language == language || language < 0 || language >= Words::languages().size())
        return;
    m_language = language;
    compose();
}

void ReportMaker::setProjects(const QString &projects)
{
    if (m_projects == projects)
        return;
    m_projects = projects;
    compose();
}

void ReportMaker::setSince(const QString &since)
{
    if (m_since == since)
        return;
    m_since = since;
    forget();
}

void ReportMaker::setRedaction(int redaction)
{
    if (m_redaction == redaction || redaction < 0 || redaction > builtInRedactions().size())
        return;
    m_redaction = redaction;
    compose();
}

void ReportMaker::setRedactionFile(const QString &file)
{
    m_redactionFile = file;
    m_redaction = file.isEmpty() ? 0 : int(builtInRedactions().size());
    compose();
}

void ReportMaker::setBefore(const QString &path)
{
    if (m_before == path)
        return;
    m_before = path;
    compose();
}

bool ReportMaker::hasPeriod() const
{
    return row().hasPeriod;
}

bool ReportMaker::ordersByFramework() const
{
    return QLatin1StringView(row().name) == "posture"_L1;
}

bool ReportMaker::prints() const
{
    return !printProgram().isEmpty();
}

void ReportMaker::forget()
{
    stop();
    m_posture.reset();
    m_document = {};
    m_error.clear();
    m_done.clear();
    emit changed();
}

Source ReportMaker::source() const
{
    Source out;
    out.posture = m_posture.get();
    out.view = m_view.context.set ? &m_view : nullptr;
    if (m_app && m_app->session())
        out.registryId = m_app->session()->account().registryId;
    for (const QString &pattern : m_projects.split(u',', Qt::SkipEmptyParts))
        out.projects.append(pattern.trimmed());
    out.framework = ordersByFramework() && m_framework > 0 ? frameworks().at(m_framework - 1) : QString();
    out.to = m_posture ? m_posture->at : QDateTime::currentDateTimeUtc();
    out.from = QDateTime(QDate::fromString(m_since, Qt::ISODate), QTime(0, 0), Qt::UTC);
    if (!out.from.isValid() || out.from >= out.to)
        out.from = out.to.addDays(-30);
    return out;
}

void ReportMaker::compose()
{
    m_done.clear();
    m_error.clear();
    m_redactor.reset();
    if (m_posture) {
        m_document = makeReport(row(), source(), Words(Words::languages().at(m_language)));
        // A report that is not as it was asked for is none: nothing of it can be saved.
        if (!compare() || !redact())
            m_document = {};
    }
    emit changed();
}

bool ReportMaker::compare()
{
    if (m_before.isEmpty())
        return true;
    const Result<Document> before = readEarlier(m_before, m_document);
    const Result<void> compared =
        before ? compareWith(m_document, *before, Words(m_document.language)) : Result<void>(before.error());
    if (!compared)
        m_error = compared.error().text();
    return compared.ok();
}

bool ReportMaker::redact()
{
    const QString name =
        m_redaction < builtInRedactions().size() ? builtInRedactions().at(m_redaction) : m_redactionFile;
    const Result<RedactionProfile> profile = findRedaction(name);
    if (!profile) {
        m_error = profile.error().text();
        return false;
    }
    if (profile->isEmpty())
        return true;
    if (!m_before.isEmpty()) {
        m_error = tr("A redacted report cannot be compared with an earlier one: pseudonyms differ between reports.");
        return false;
    }
    m_redactor.emplace(*profile, Words(m_document.language));
    m_redactor->learn(m_posture->facts);
    m_redactor->learn(m_document);
    m_document = m_redactor->document(m_document, true);
    return true;
}

void ReportMaker::read()
{
    Session *session = m_app ? m_app->session() : nullptr;
    const Result<posture::CheckSet> set = posture::builtInSet(u"trusted-registry"_s);
    if (!session || m_busy || !set)
        return;
    forget();
    const Source asked = source();
    posture::Wish wish;
    wish.kinds = kindsFor(row(), *set, session->kind() == RegistryKind::Harbor);
    wish.params = paramsFor(row(), asked.from, asked.to);
    if (const FindingsService *triage = m_app->services().triage) {
        m_view = triage->view();
        wish.given = posture::storeFacts(m_view, session->account().registryId, asked.to);
    }
    const Clock *clock = m_app->services().clock;
    auto *gatherer = new posture::Gatherer(
        *session, clock ? clock : &systemClock(), m_app->services().proxies, std::move(wish), this);
    m_run = gatherer;
    connect(session, &QObject::destroyed, gatherer, [this] { stop(); });
    m_busy = true;
    m_progress = 0;
    m_job.begin(tr("Report of %1").arg(session->account().name));
    gatherer->onProgress = [this](qint64 done, qint64 total, const QString &) {
        m_progress = total > 0 ? double(done) / double(total) : 0;
        m_job.progress(done, total);
        emit progressChanged();
    };
    gatherer->onDone = [this, set = *set](posture::Facts facts) {
        QThreadPool::globalInstance()->start([this, post = Post(this), set, facts = std::move(facts)]() mutable {
            auto posture = std::make_shared<const posture::Posture>(evaluate(std::move(facts), set));
            post([this, posture] {
                if (!m_busy)
                    return; // stopped meanwhile
                m_busy = false;
                m_posture = posture;
                m_job.end(u"ok"_s, tr("Preview loaded."));
                compose();
            });
        });
    };
    gatherer->start();
    emit changed();
}

void ReportMaker::stop()
{
    delete m_run;
    m_busy = false;
    m_job.end(u"off"_s, tr("Cancelled."));
    emit changed();
}

QString ReportMaker::fileName(const QString &format) const
{
    return fileStem(m_document) + u'.' + format;
}

QVariantList ReportMaker::coverage() const
{
    QVariantList out;
    if (m_document.sections.isEmpty())
        return out;
    for (const Section &section : m_document.sections) {
        if (out.size() >= 16)
            break;
        for (const Figure &figure : section.figures)
            out.append(QVariantMap{{u"label"_s, figure.label}, {u"value"_s, figure.value},
                {u"source"_s, figure.source + u" · "_s + Words::time(figure.at)}, {u"drill"_s, figure.drill}});
    }
    return out;
}

QVariantMap ReportMaker::rowsOf(const QString &id) const
{
    constexpr qsizetype most = 1000;
    for (const Section &section : m_document.sections) {
        for (const Table &table : section.tables) {
            if (table.id != id)
                continue;
            QVariantList rows, weights, numbers;
            QStringList columns;
            for (const Column &column : table.columns) {
                columns.append(column.title);
                weights.append(column.weight);
                numbers.append(column.isNumber);
            }
            for (QStringList row : table.rows.mid(0, most)) {
                for (qsizetype i = 0; i < row.size(); ++i) {
                    if (table.columns.value(i).isTone)
                        row[i] = row[i].section(u'|', 1);
                }
                rows.append(QVariant(row));
            }
            return {{u"title"_s, table.title.isEmpty() ? section.title : table.title}, {u"columns"_s, columns},
                {u"weights"_s, weights}, {u"numbers"_s, numbers}, {u"rows"_s, rows}, {u"total"_s, table.rows.size()},
                {u"empty"_s, table.empty}};
        }
    }
    return {};
}

void ReportMaker::keep(const QString &path, const Result<QByteArray> &bytes)
{
    m_busy = false;
    const Result<void> written = bytes ? writeWhole(path, *bytes) : Result<void>(bytes.error());
    m_error = written ? QString() : written.error().text();
    m_done = written ? tr("Written: %1").arg(path) : QString();
    emit changed();
}

void ReportMaker::save(const QUrl &file, const QString &format, const QString &key, const QString &password)
{
    const QString path = file.isLocalFile() ? file.toLocalFile() : file.toString();
    if (!isReady() || path.isEmpty() || m_busy)
        return;
    if (format == "html"_L1)
        keep(path, toHtml(m_document));
    else if (format == "csv"_L1)
        keep(path, toCsv(m_document));
    else if (format == "json"_L1)
        keep(path, toJson(m_document));
    else {
        m_busy = true;
        emit changed();
        printPdf(toJson(m_document), this, [this, path, format, key, password](const Result<QByteArray> &pdf) {
            if (format == "pdf"_L1)
                keep(path, pdf);
            else
                bundle(path, key, password, pdf ? *pdf : QByteArray());
        });
    }
}

void ReportMaker::bundle(const QString &path, const QString &key, const QString &password, const QByteArray &pdf)
{
    std::optional<Signer> signer;
    if (!key.isEmpty()) {
        const Result<QByteArray> file = readWhole(QUrl(key).isLocalFile() ? QUrl(key).toLocalFile() : key, kMostKey);
        QByteArray words = password.toUtf8();
        const SecureBytes secret(words);
        SecureBytes::wipe(words);
        const Result<Signer> read = file ? Signer::read(*file, secret, QDateTime::currentDateTimeUtc()) : file.error();
        if (!read) {
            keep(path, read.error());
            return;
        }
        signer = *read;
    }
    Evidence evidence;
    evidence.document = m_document;
    evidence.pdf = pdf;
    evidence.posture = m_posture;
    evidence.redactor = m_redactor;
    evidence.signer = signer;
    evidence.timestamp = m_timestamp;
    // Hashing and packing some hundred answers takes its time. The view is a value: its copy changes no more.
    QThreadPool::globalInstance()->start(
        [this, post = Post(this), path, view = m_view, evidence, clock = signer ? m_timestamp : QString()]() mutable {
            evidence.view = &view;
            post([this, path, zip = makeEvidence(std::move(evidence)), clock] {
                if (zip && !clock.isEmpty())
                    stamp(path, *zip, clock);
                else
                    keep(path, zip);
            });
        });
}

void ReportMaker::stamp(const QString &path, const QByteArray &zip, const QString &clock)
{
    if (!m_app)
        return;
    report::askStamp(m_app->services().lines, m_app->services().clock, clock, signatureOf(zip), this,
        [this, path, zip](const Result<QByteArray> &stamp) { keep(path, stamp ? addStamp(zip, *stamp) : stamp); });
}

void ReportMaker::setTimestamp(const QString &address)
{
    const QString plain = address.trimmed();
    if (m_timestamp == plain)
        return;
    m_timestamp = plain;
    emit changed();
}

} // namespace lotse::ui
