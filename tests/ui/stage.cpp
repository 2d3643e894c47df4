// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "stage.h"

#include "net/guard.h"
#include "net/tls.h"
#include "samplepages.h"
#include "shell/pagetable.h"
#include "store/inventory.h"
#include "store/schema.h"
#include "store/snapshotstore.h"
#include "store/truststore.h"

#include <QAccessible>
#include <QClipboard>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QGuiApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace lotse::test {

namespace {

Error playedError(const Account &account)
{
    const QString host = account.host();
    PeerCertificate now;
    now.subject = host;
    now.issuer = u"Test authority"_s;
    now.notBefore = QDateTime::fromString(u"2026-01-02T00:00:00Z"_s, Qt::ISODate);
    now.notAfter = now.notBefore.addYears(1);
    now.spkiSha256 = QByteArray(64, 'b');
    Error error;
    if (host == u"changed.test"_s)
        return pinError(now, account.pinSpkiSha256.toLatin1(), host);
    if (host == u"realm.test"_s) {
        const Result<QUrl> realm =
            guard::decideRealm(QUrl(account.url), u"https://signin.example.com/token"_s, {}, false);
        return realm.error();
    }
    if (host == u"unknown.test"_s) {
        error.kind = ErrorKind::Tls;
        error.code = u"CertificateUntrusted"_s;
        error.message = {LOTSE_MSG("%1 shows a certificate of an unknown authority."), {host}};
    } else if (host == u"plain.test"_s) {
        error.kind = ErrorKind::Tls;
        error.message = {LOTSE_MSG("%1 does not support TLS on this port."), {host}};
    } else if (host == u"wrong.test"_s) {
        error.kind = ErrorKind::Unauthorized;
        error.message = {LOTSE_MSG("%1 refused the sign-in."), {host}};
    }
    return error;
}

bool takesInput(const QQuickItem *item)
{
    return item->activeFocusOnTab() || item->inherits("QQuickAbstractButton") || item->inherits("QQuickTextInput")
        || item->inherits("QQuickTextEdit") || item->inherits("QQuickComboBox") || item->inherits("QQuickSpinBox");
}

QString nameOf(QQuickItem *item)
{
    QAccessibleInterface *face = QAccessible::queryAccessibleInterface(item);
    return face ? face->text(QAccessible::Name) : QString();
}

QString describe(const QQuickItem *item)
{
    QStringList path;
    for (const QQuickItem *at = item; at && path.size() < 5; at = at->parentItem())
        path.prepend(QString::fromLatin1(at->metaObject()->className()).section(u"_QML"_s, 0, 0));
    return path.join(u'/') + u" \"%1\""_s.arg(item->property("text").toString());
}

void collect(QQuickItem *item, const std::function<void(QQuickItem *)> &visit)
{
    if (!item->isVisible())
        return;
    visit(item);
    for (QQuickItem *child : item->childItems())
        collect(child, visit);
}

} // namespace

Stage::Stage(QObject *parent)
    : QObject(parent)
    , m_accounts(m_folder.path(), &m_clock)
    , m_secrets(m_folder.path(), nullptr)
    , m_sessions(
          &m_accounts, &m_secrets, [this](const Account &account) { return lineOf(account); }, &m_clock)
    , m_triage(store::cachePlan(m_folder.path()), store::decisionPlan(m_folder.path()), &m_clock)
    , m_syncs(&m_sessions, store::cachePlan(m_folder.path()), &m_clock)
    , m_trust(&m_sessions, store::cachePlan(m_folder.path()), &m_clock)
    , m_snapshots(&m_sessions, &m_syncs, store::snapshotPlan(m_folder.path()), &m_clock)
    , m_changes(store::changePlan(m_folder.path()), &m_clock)
    , m_settings(m_folder.filePath(u"window.ini"_s), QSettings::IniFormat)
    , m_app(&m_settings)
    , m_views(&m_sessions, &m_app, &m_clock)
{
    QAccessible::setActive(true);
    m_settings.setValue(u"program/syncMinutes"_s, 0);
    m_settings.setValue(u"sync/atSignIn"_s, false);
    m_app.setServices(
        {&m_clock, &m_accounts, &m_secrets, &m_sessions, [this](const Account &account) { return lineOf(account); },
            &m_triage, &m_syncs, nullptr, &m_changes, &m_trust, &m_snapshots});
    m_changes.load();
    m_triage.reload();
    connect(m_app.navigator(), &ui::Navigator::changed, this, &Stage::pageChanged);
    if (const Result<void> loaded = m_accounts.load(); !loaded)
        qFatal("the accounts of the stage cannot be read");
}

Stage::~Stage() = default;

Line Stage::lineOf(const Account &account)
{
    const auto transport = std::make_shared<StagedTransport>(&m_clock);
    transport->refuse(playedError(account));
    return Line{transport, [](const Credentials &) {}, [] { return Peer(); }};
}

bool Stage::keepIdentity(const QString &issuer, const QString &subject, const QString &root)
{
    const auto opened = store::Database::open(store::trustPlan(store::cachePlan(m_folder.path()).path), m_clock);
    if (!opened)
        return false;
    store::TrustStore kept(opened->get());
    const QString place = store::placeOf(m_session->account().url);
    const Result<store::KeptVerdicts> rows = kept.verdicts(place);
    if (!rows || rows->rows.isEmpty())
        return false;
    store::KeptVerdict verdict = rows->rows.first();
    const QString id = u"sha256:"_s + QString(64, u'a');
    verdict.signers = {{id, subject, u"identity"_s, u"ECDSA P-256"_s, u"valid"_s, false, {}}};
    const QJsonObject signer{{u"kind"_s, u"identity"_s}, {u"identity_sha256"_s, id}, {u"name"_s, subject},
        {u"issuer"_s, issuer}, {u"subjects"_s, QJsonArray{QJsonObject{{u"kind"_s, u"URI"_s}, {u"value"_s, subject}}}},
        {u"trusted_root"_s, root}};
    const QJsonObject body{{u"signatures"_s, QJsonArray{QJsonObject{{u"signer"_s, signer}}}}};
    const Result<void> written = (*opened)->write([&] {
        return kept.put(place, verdict, {QJsonDocument(body).toJson(QJsonDocument::Compact), {}});
    });
    m_triage.reloadTrust();
    return written.ok();
}

QUrl Stage::notationPolicy()
{
    const QString folder = m_folder.filePath(u"given"_s);
    const auto write = [&](const QString &name, const QByteArray &bytes) {
        QFile file(folder + u'/' + name);
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("a file of the stage cannot be written");
    };
    const QString root = folder + u"/n/truststore/x509/ca/lab/root.crt"_s;
    if (!QFile::exists(root)) {
        QDir().mkpath(QFileInfo(root).path());
        QFile::copy(QStringLiteral(LOTSE_VECTORS "/keys-notation/ec256-root.crt"), root);
        write(u"n/trustpolicy.json"_s,
            R"({"version":"1.0","trustPolicies":[{"name":"all","registryScopes":["*"],"signatureVerification":{
                "level":"strict"},"trustStores":["ca:lab"],"trustedIdentities":["*"]}]})");
        write(u"trust.json"_s,
            R"({"version":1,"notation":[{"name":"lab","folder":"n"}],"rules":[{"scopes":["**"],
                "signers":["notation:lab"]}]})");
    }
    return QUrl::fromLocalFile(folder + u"/trust.json"_s);
}

bool Stage::isOnline() const
{
    return m_session && m_session->state() == Session::State::Online;
}

void Stage::open(bool plain)
{
    m_transport = std::make_shared<StagedTransport>(&m_clock);
    if (plain) {
        m_transport->direct("/api/", StagedTransport::Play::Absent);
        m_transport->direct("/c/", StagedTransport::Play::Absent);
    }
    Account account;
    account.id = account.registryId = QUuid::createUuid().toString(QUuid::WithoutBraces);
    account.name = plain ? u"Plain stage"_s : u"Stage"_s;
    account.url = m_transport->origin().toString();
    account.user = u"admin"_s;
    account.signIn = SignIn::Password;
    Line line{m_transport};
    line.isDemo = true;
    m_session = m_sessions.adopt(std::make_unique<Session>(account, line, nullptr, &m_clock));
    connect(m_session, &Session::stateChanged, this, &Stage::stateChanged);
    m_session->open();
    m_app.show(account.id);
}

void Stage::direct(const QString &pathPart, const QString &play)
{
    static const QHash<QString, StagedTransport::Play> plays{{u"fail"_s, StagedTransport::Play::Fail},
        {u"forbid"_s, StagedTransport::Play::Forbid}, {u"empty"_s, StagedTransport::Play::Empty},
        {u"absent"_s, StagedTransport::Play::Absent}, {u"hold"_s, StagedTransport::Play::Hold}};
    if (!plays.contains(play))
        qFatal("no such play: %s", qPrintable(play));
    m_transport->direct(pathPart.toLatin1(), plays.value(play));
}

void Stage::answer(const QString &pathPart, const QString &body)
{
    script([part = pathPart.toUtf8(), body = body.toUtf8()](const Request &request) {
        return body.isEmpty() || !request.path.contains(part) ? std::optional<QByteArray>() : body;
    });
}

void Stage::undirect()
{
    m_transport->undirect();
}

QString Stage::addAccount(const QString &host, const QString &name, const QVariantMap &marks)
{
    Result<Account> account = makeAccount(u"https://"_s + host, marks.value(u"user"_s, u"ops"_s).toString(), name);
    if (!account)
        qFatal("no account: %s", qPrintable(account.error().text()));
    Account made = *account;
    made.colour = marks.value(u"colour"_s).toString();
    made.production = marks.value(u"production"_s).toBool();
    made.pinSpkiSha256 = marks.value(u"pin"_s).toString();
    if (const Result<void> added = m_accounts.add(made); !added)
        qFatal("not added: %s", qPrintable(added.error().text()));
    return m_accounts.find(name)->id;
}

QString Stage::addSealed(const QString &host, const QString &name, const QString &master)
{
    Result<Account> account = makeAccount(u"https://"_s + host, u"ops"_s, name);
    if (!account)
        qFatal("no account: %s", qPrintable(account.error().text()));
    Account made = *account;
    made.secretPlace = SecretPlace::Sealed;
    QByteArray words = master.toUtf8();
    m_secrets.sealed().unlock(SecureBytes(words), this, [this, made](const Result<void> &) {
        QByteArray secret("Passw0rd-9");
        m_secrets.write(made, SecureBytes(secret), this, [this, made](const Result<void> &written) {
            m_secrets.sealed().lock();
            if (!written || !m_accounts.add(made))
                qFatal("not added");
        });
    });
    return made.id;
}

QVariantList Stage::pages() const
{
    QVariantList out;
    for (const ui::PageRow &row : ui::pageRows()) {
        const QString page = QString::fromLatin1(row.id);
        if (ui::isBuilt(row))
            out.append(QVariantMap{{u"tag"_s, page}, {u"page"_s, page}, {u"params"_s, sampleOf(page)}});
    }
    return out;
}

QStringList Stage::nameless(QQuickItem *root) const
{
    QStringList out;
    collect(root, [&out](QQuickItem *item) {
        if (takesInput(item) && nameOf(item).trimmed().isEmpty())
            out += describe(item);
    });
    return out;
}

QStringList Stage::tabStops(QQuickItem *root) const
{
    QStringList out;
    collect(root, [&out](QQuickItem *item) {
        if (item->activeFocusOnTab() && item->isEnabled())
            out += nameOf(item);
    });
    return out;
}

void Stage::allowChanges(bool allows)
{
    Account account = m_session->account();
    account.allowsChanges = allows;
    m_session->setAccount(account);
}

QString Stage::ask(const QString &path)
{
    return QString::fromUtf8(m_transport->ask(path.toUtf8()));
}

QString Stage::clipboard() const
{
    return QGuiApplication::clipboard()->text();
}

} // namespace lotse::test
