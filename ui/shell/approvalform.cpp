// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/approvalform.h"

#include "base/post.h"
#include "base/safefile.h"
#include "change/approval.h"

#include <QThreadPool>

using namespace Qt::StringLiterals;

namespace lotse::ui {

namespace {

constexpr qint64 largestKey = 64 * 1024;

QString factsOf(const trust::PublicKey &key)
{
    return u"%1, %2"_s.arg(key.algorithm(), QString::fromLatin1(key.fingerprint()));
}

} // namespace

ApprovalForm::ApprovalForm(QObject *parent)
    : ApprovalForm(change::approvalFiles(), parent)
{
}

ApprovalForm::ApprovalForm(QStringList files, QObject *parent)
    : QObject(parent)
    , m_files(std::move(files))
{
}

QString ApprovalForm::user() const
{
    return change::systemUser();
}

void ApprovalForm::setOrigin(const QString &origin)
{
    if (m_origin == origin)
        return;
    m_origin = origin;
    m_problem.clear();
    refresh();
}

void ApprovalForm::refresh()
{
    change([] { return Result<void>(); });
}

void ApprovalForm::setKey(const QString &pem)
{
    if (m_key == pem)
        return;
    m_key = pem;
    m_keyFacts.clear();
    m_keyProblem.clear();
    trust::PublicKey key;
    if (pem.contains(u"PRIVATE KEY"_s))
        m_keyProblem = tr("This is a private key and must be kept secret; choose the public key.");
    else if (!pem.trimmed().isEmpty() && trust::PublicKey::fromPem(pem.toLatin1(), key))
        m_keyProblem = tr("No public key in PEM form found (Ed25519 or ECDSA).");
    else if (!pem.trimmed().isEmpty())
        m_keyFacts = factsOf(key);
    emit keyChanged();
}

void ApprovalForm::readKey(const QUrl &file)
{
    QThreadPool::globalInstance()->start([this, path = file.toLocalFile(), post = Post(this)] {
        const Result<QByteArray> bytes = readWhole(path, largestKey);
        post([this, bytes] {
            setKey(bytes ? QString::fromLatin1(*bytes) : QString());
            if (bytes)
                return;
            m_keyProblem = bytes.error().text();
            emit keyChanged();
        });
    });
}

void ApprovalForm::change(std::function<Result<void>()> work, bool isAddition)
{
    QThreadPool::globalInstance()->start(
        [this, work = std::move(work), isAddition, origin = m_origin, files = m_files, post = Post(this)] {
            const Result<void> done = work();
            const Result<change::ApprovalRule> rule = change::approvalRule(origin, files);
            post([this, done, rule, origin, isAddition] {
                if (origin != m_origin)
                    return;
                m_approvers.clear();
                m_isRequired = !rule || rule->isRequired;
                m_file = rule && !rule->file.isEmpty() ? rule->file : m_files.constLast();
                m_isFixed = rule && rule->isRequired && rule->file != m_files.constLast();
                for (const change::Approver &one : rule ? rule->approvers : QList<change::Approver>()) {
                    m_approvers.append(QVariantMap{{u"user"_s, one.user}, {u"algorithm"_s, one.key.algorithm()},
                        {u"fingerprint"_s, QString::fromLatin1(one.key.fingerprint())}});
                }
                m_problem = !done ? done.error().text() : !rule ? rule.error().text() : QString();
                emit changed();
                if (done && isAddition) {
                    setKey({});
                    emit added();
                }
            });
        });
}

void ApprovalForm::add(const QString &user)
{
    change([file = m_files.constLast(), origin = m_origin, user = user.trimmed(),
               pem = m_key.toLatin1()] { return change::addApprover(file, origin, user, pem); },
        true);
}

void ApprovalForm::remove(const QString &fingerprint)
{
    change([file = m_files.constLast(), origin = m_origin, print = fingerprint.toLatin1()] {
        return change::removeApprover(file, origin, print);
    });
}

void ApprovalForm::release()
{
    change([file = m_files.constLast(), origin = m_origin] { return change::dropApprovalRule(file, origin); });
}

} // namespace lotse::ui
