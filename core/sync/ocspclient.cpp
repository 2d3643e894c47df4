// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/ocspclient.h"

#include "trust/cosign.h"
#include "trust/notation.h"

#include <QUrl>

#include <memory>

namespace lotse {

using namespace Qt::StringLiterals;
using trust::OcspAnswer;
using trust::OcspQuestion;

namespace {

constexpr qint64 kMostAnswer = 64 * 1024;
constexpr qsizetype kMostQuestions = 64;

struct Asking {
    LinkFactory lines;
    QList<OcspQuestion> questions;
    QList<OcspAnswer> answers;
    std::function<void(QList<OcspAnswer>)> done;
};

void askNext(const std::shared_ptr<Asking> &asking, QObject *context)
{
    if (asking->answers.size() == asking->questions.size()) {
        asking->done(asking->answers);
        return;
    }
    const OcspQuestion question = asking->questions[asking->answers.size()];
    const QUrl url(question.address, QUrl::StrictMode);
    Account account;
    account.url = url.scheme() + u"://"_s + url.authority(QUrl::FullyEncoded);
    const Line line = asking->lines(account);
    // A question changes nothing there; it goes by this line alone.
    line.transport->setAllowsChanges(true);
    Request request;
    request.method = "POST";
    request.path = url.path(QUrl::FullyEncoded).isEmpty() ? "/" : url.path(QUrl::FullyEncoded).toLatin1();
    if (url.hasQuery())
        request.path += '?' + url.query(QUrl::FullyEncoded).toLatin1();
    request.headers = {{"Accept", "application/ocsp-response"}};
    request.contentType = "application/ocsp-request";
    request.body = question.der;
    request.limits = {.body = kMostAnswer};
    request.signIn = false;
    request.retry = false;
    request.follow = false;
    // The line lives as long as its one call.
    line.transport->call<QByteArray>(
        request, context,
        [](const Response &response) -> Result<QByteArray> {
            if (response.status == 200 && !response.body.isEmpty())
                return response.body;
            return makeError(ErrorKind::Server, LOTSE_MSG("status %1"), {QString::number(response.status)});
        },
        [asking, line, question, context](const Result<QByteArray> &came) {
            OcspAnswer answer{question.certificate, question.address, question.nonce, {}, {}};
            if (came)
                answer.der = *came;
            else
                answer.failure = came.error().message.english();
            asking->answers.append(answer);
            askNext(asking, context);
        });
}

} // namespace

QList<OcspQuestion> ocspQuestionsOf(const trust::Evidence &evidence, const trust::TrustPolicy &policy)
{
    QList<OcspQuestion> out;
    QStringList allowed;
    for (const trust::NotationStore &store : policy.stores) {
        const trust::NotationPolicy *found = store.policyFor(evidence.subject.place());
        if (found && found->level.revocation != trust::Enforcement::Skip)
            allowed += store.ocsp;
    }
    if (allowed.isEmpty())
        return out;
    for (const trust::AttachedManifest &attached : evidence.attached) {
        for (const trust::AttachedBlob &blob : attached.blobs) {
            trust::NotationEnvelope envelope;
            const QString &type = blob.descriptor.mediaType;
            const bool isCose = type == trust::mediatype::cose;
            if (blob.failure || (!isCose && type != trust::mediatype::jose)
                || (isCose ? trust::readNotationCose(blob.bytes, envelope)
                           : trust::readNotationJws(blob.bytes, envelope)))
                continue;
            for (const OcspQuestion &question : trust::ocspQuestions(envelope.chain, allowed)) {
                const bool isKnown = std::any_of(out.begin(), out.end(),
                    [&](const OcspQuestion &known) { return known.certificate == question.certificate; });
                if (!isKnown && out.size() < kMostQuestions)
                    out.append(question);
            }
        }
    }
    return out;
}

void askOcsp(const LinkFactory &lines, const QList<OcspQuestion> &questions, QObject *context,
    std::function<void(QList<OcspAnswer>)> done)
{
    if (questions.isEmpty() || !lines) {
        QList<OcspAnswer> none;
        for (const OcspQuestion &question : questions)
            none.append({question.certificate, question.address, question.nonce, {},
                u"not asked from here; \"lotse-cli trust sync\" asks"_s});
        done(none);
        return;
    }
    askNext(std::make_shared<Asking>(Asking{lines, questions, {}, std::move(done)}), context);
}

} // namespace lotse
