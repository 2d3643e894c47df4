// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "signform.h"

#include "base/post.h"
#include "base/safefile.h"
#include "base/safetext.h"

#include <QThreadPool>

using namespace Qt::StringLiterals;

namespace lotse::ui {

constexpr qint64 kMostChain = 1024 * 1024;

/// What the worker needs.
struct SignForm::Order {
    QString key, chain, document, predicate;
    SecureBytes password;
    trust::SigningOrder order;

    Result<trust::SignedContent> make();
};

Result<trust::SignedContent> SignForm::Order::make()
{
    if (!chain.isEmpty()) {
        const Result<QByteArray> pem = readWhole(chain, kMostChain);
        if (!pem)
            return pem.error();
        if (trust::Certificate::listFromFile(*pem, order.chain)) {
            Error error;
            error.kind = ErrorKind::Usage;
            error.message = {LOTSE_MSG("%1 contains no readable certificates."), {chain}};
            return error;
        }
    }
    if (!document.isEmpty()) {
        const Result<QByteArray> text = readWhole(document, trust::mostPredicate);
        if (!text)
            return text.error();
        const Result<trust::Predicate> read = trust::predicateFrom(*text, predicate);
        if (!read)
            return read.error();
        order.predicate = *read;
    }
    const Result<trust::SigningKey> opened = trust::openSigningKey(key, password);
    return opened ? trust::makeSignature(*opened, order) : Result<trust::SignedContent>(opened.error());
}

void SignForm::setApp(Application *app)
{
    m_app = app;
    emit changed();
}

void SignForm::setArtifact(ArtifactModels *artifact)
{
    m_artifact = artifact;
    emit changed();
}

QString SignForm::name() const
{
    if (!m_artifact)
        return {};
    const QStringList tags = m_artifact->tags();
    return m_artifact->repository() + (tags.isEmpty() ? u'@' + m_artifact->digest().left(19) : u':' + tags.first());
}

void SignForm::edited()
{
    ++m_turn; // what is on its way is of another choice
    m_isBusy = false;
    m_problem.clear();
    emit changed();
}

void SignForm::setWhat(const QString &what)
{
    m_what = what;
    if (what != "signature"_L1 && m_form == "notation"_L1)
        m_form = u"bundle"_s; // notation has no attestations
    if (what == "signature"_L1)
        m_document.clear();
    edited();
}

void SignForm::setForm(const QString &form)
{
    m_form = form;
    if (form == "notation"_L1) {
        m_what = u"signature"_s;
        m_document.clear();
    }
    edited();
}

void SignForm::setKey(const QString &key)
{
    if (m_key == key)
        return;
    m_key = key;
    edited();
    readKeyForm();
}

void SignForm::readKeyForm()
{
    const quint64 turn = ++m_turn;
    m_keyForm = trust::KeyForm::Unknown;
    m_keyError = {};
    if (m_key.isEmpty()) {
        emit changed();
        return;
    }
    QThreadPool::globalInstance()->start([this, turn, key = m_key, post = Post(this)] {
        post([this, turn, form = trust::keyFormAt(key)] {
            if (turn != m_turn)
                return;
            if (!form) {
                m_keyError = form.error();
            } else {
                m_keyForm = *form;
                if (*form == trust::KeyForm::Unknown) {
                    m_keyError.kind = ErrorKind::Usage;
                    m_keyError.message = {LOTSE_MSG("This file is not a private key in PEM or PKCS #12 format."), {}};
                }
            }
            emit changed();
        });
    });
}

QString SignForm::keyWord() const
{
    switch (m_keyForm) {
    case trust::KeyForm::Pem:
        return tr("PEM, not encrypted");
    case trust::KeyForm::EncryptedPem:
        return tr("PEM, encrypted");
    case trust::KeyForm::Cosign:
        return tr("Cosign key file");
    case trust::KeyForm::Pkcs12:
        return tr("PKCS #12");
    case trust::KeyForm::Token:
        return tr("Token or HSM (PKCS #11)");
    case trust::KeyForm::Unknown:
        break;
    }
    return {};
}

bool SignForm::takesChain() const
{
    return m_form == "notation"_L1;
}

void SignForm::setChain(const QString &chain)
{
    m_chain = chain;
    edited();
}

void SignForm::setDocument(const QString &document)
{
    m_document = document;
    edited();
}

void SignForm::setPredicate(const QString &predicate)
{
    m_predicate = predicate.trimmed();
    edited();
}

bool SignForm::isReady() const
{
    if (m_isBusy || m_keyForm == trust::KeyForm::Unknown || !m_artifact || m_artifact->digest().isEmpty())
        return false;
    if (takesChain() && m_chain.isEmpty() && m_keyForm != trust::KeyForm::Pkcs12 && m_keyForm != trust::KeyForm::Token)
        return false;
    if (m_what == "signature"_L1)
        return true;
    return !m_document.isEmpty() && (m_what != "other"_L1 || !trust::predicateTypeOf(m_predicate).isEmpty());
}

QString SignForm::whyNot() const
{
    const models::ChangeList *const list = changes();
    if (!list)
        return tr("No registry is open.");
    if (list->isReadOnly())
        return tr("This account is read-only. Enable “Allow changes” in its settings to push signatures.");
    // A plain registry may let anybody push.
    return m_artifact && m_artifact->isHarbor() ? list->whyNot(u"attachSignature"_s) : QString();
}

void SignForm::prepare(const QString &password)
{
    const Session *const session = m_app ? m_app->session() : nullptr;
    if (!session || !isReady())
        return;
    m_problem.clear();
    m_isBusy = true;
    if (models::ChangeList *const list = changes()) // it may be allowed to change something meanwhile
        connect(list, &models::ChangeList::changed, this, &SignForm::changed, Qt::UniqueConnection);
    const quint64 turn = ++m_turn;
    emit changed();
    m_place = {};
    m_place.host = session->transport()->origin().authority();
    m_place.repository = m_artifact->repository();
    m_place.tags = m_artifact->tags();
    if (m_artifact->isHarbor())
        m_place.project = m_place.repository.section(u'/', 0, 0);
    QByteArray typed = password.toUtf8();
    const SecureBytes secret(typed);
    SecureBytes::wipe(typed);
    // Without the guard: who signs an image wants it to be read.
    oci::Client(session->sharedTransport())
        .manifest(m_place.repository, m_artifact->digest(), this,
            [this, turn, secret](const Result<oci::Manifest> &manifest) {
                if (turn != m_turn)
                    return;
                if (manifest) {
                    m_place.subject = manifest->digest;
                    m_place.images = manifest->manifests.size();
                    signNow(*manifest, secret);
                } else if (change::isHeldBack(manifest.error()) && m_form == "legacy"_L1 && m_what == "signature"_L1) {
                    // The digest is what Harbor lists, and all that this form signs.
                    oci::Manifest known;
                    known.digest = oci::Digest::parse(m_artifact->digest()).ok()
                        ? *oci::Digest::parse(m_artifact->digest())
                        : oci::Digest();
                    m_place.subject = known.digest;
                    signNow(known, secret);
                } else {
                    take(change::isHeldBack(manifest.error()) ? change::heldBack(manifest.error()) : manifest.error());
                }
            });
}

void SignForm::signNow(const oci::Manifest &manifest, const SecureBytes &password)
{
    auto order = std::make_shared<Order>();
    order->key = m_key;
    order->password = password;
    order->chain = takesChain() ? m_chain : QString();
    order->document = m_document;
    order->predicate = trust::predicateTypeOf(m_what == "other"_L1 ? m_predicate : m_what);
    order->order.subject = {m_place.host, m_place.repository, manifest};
    order->order.form = trust::signatureFormOf(m_form).value_or(trust::SignatureForm::Bundle);
    order->order.now = m_app->services().clock->now().toUTC();
    QThreadPool::globalInstance()->start([this, turn = m_turn, order, post = Post(this)] {
        post([this, turn, made = order->make()] {
            if (turn == m_turn)
                take(made);
        });
    });
}

void SignForm::take(const Result<trust::SignedContent> &content)
{
    m_isBusy = false;
    if (!content) {
        m_problem = content.error().text();
        if (!content.error().detail.isEmpty())
            m_problem += u" ("_s + safetext::cell(content.error().detail).left(300) + u')';
    } else {
        m_change = change::attachmentOf(*content, m_place);
        m_review = change::reviewOf(m_change);
        go(u"review"_s);
    }
    emit changed();
}

QByteArray SignForm::publicKey() const
{
    const QByteArray base = m_change.body.value(u"public_key"_s).toString().toLatin1();
    QByteArray out = "-----BEGIN PUBLIC KEY-----\n";
    for (qsizetype i = 0; i < base.size(); i += 64)
        out += base.mid(i, 64) + '\n';
    return out + "-----END PUBLIC KEY-----\n";
}

QVariantList SignForm::facts() const
{
    QVariantList out;
    for (const change::Difference &one : m_review.differences) {
        const QString name = one.path.left(1).toUpper() + one.path.mid(1);
        out.append(QVariantMap{{u"name"_s, name}, {u"value"_s, safetext::cell(one.after)}});
    }
    return out;
}

QString SignForm::effect() const
{
    QStringList out;
    for (const Message &one : m_review.effects)
        out.append(one.text());
    return out.join(u"; "_s);
}

bool SignForm::stage()
{
    models::ChangeList *const list = changes();
    if (!list || !list->stage(m_change)) {
        m_problem = list ? list->problem() : tr("No registry is open.");
        emit changed();
        return false;
    }
    clear();
    return true;
}

void SignForm::apply()
{
    models::ChangeList *const list = changes();
    if (!list || m_step != "review"_L1)
        return;
    m_problem.clear();
    m_running = list;
    connect(list, &models::ChangeList::finished, this, &SignForm::ended, Qt::SingleShotConnection);
    if (!list->runNow({m_change})) {
        disconnect(list, &models::ChangeList::finished, this, &SignForm::ended);
        m_problem = list->problem();
        emit changed();
        return;
    }
    go(u"running"_s);
}

void SignForm::ended(const QString &condition)
{
    if (m_step != "running"_L1 || !m_running)
        return;
    go(u"done"_s);
    QString why;
    for (int row = 0; row < m_running->rowCount(); ++row) {
        const QModelIndex index = m_running->index(row);
        if (index.data(models::ChangeList::SentenceRole).toString() == m_review.sentence.text())
            why = index.data(models::ChangeList::ErrorRole).toString();
    }
    if (condition == "ok"_L1) {
        m_outcome = tr("Pushed, read back and verified: the signature is valid.");
        emit changed();
        emit pushed();
        return;
    }
    m_problem = why.isEmpty() ? m_running->sentence() : why;
    emit changed();
}

void SignForm::go(const QString &step)
{
    if (m_step == step)
        return;
    m_step = step;
    emit changed();
    emit stepChanged();
}

void SignForm::back()
{
    m_change = {};
    m_review = {};
    m_outcome.clear();
    edited();
    go(u"form"_s);
}

void SignForm::clear()
{
    m_key.clear();
    m_keyForm = trust::KeyForm::Unknown;
    m_keyError = {};
    m_chain.clear();
    m_document.clear();
    m_what = u"signature"_s;
    m_form = u"bundle"_s;
    back();
}

} // namespace lotse::ui
