// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "signaturesview.h"

#include "base/format.h"
#include "base/post.h"
#include "base/safetext.h"
#include "session/place.h"

#include <QThreadPool>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lotse::ui {

using findings::SignState;
using models::ImageTrust;
using models::ProjectTrust;
using models::SignerTrust;

namespace {

constexpr qsizetype kMostBars = 12;
// The best first: the order of the tiles, the bars and the pills.
constexpr SignState kOrder[] = {SignState::Trusted, SignState::Valid, SignState::Invalid, SignState::Claimed,
    SignState::None, SignState::Unverified};

template <typename T>
models::Row rowOf(const QString &key, const QString &parent, const T &value)
{
    models::Row row;
    row.key = key;
    row.parent = parent;
    row.record.value = QVariant::fromValue(value);
    return row;
}

void publish(models::TableModel &table, QList<models::Row> rows)
{
    const bool isEmpty = rows.isEmpty();
    table.setTotal(rows.size());
    table.setRows(std::move(rows));
    table.setState(isEmpty ? models::TableModel::State::Empty : models::TableModel::State::Ready);
}

// Of tens of thousands of images: not on the GUI thread.
QList<models::Row> imageRows(const models::TrustAnswer &answer, const QString &only)
{
    QList<models::Row> rows;
    for (const ImageTrust &image : answer.images) {
        const bool isShown = only.isEmpty()
            || (only == "untrusted"_L1 ? image.state != SignState::Trusted
                                       : findings::signStateWord(image.state) == only);
        if (isShown)
            rows.append(rowOf(image.repository + u'@' + image.digest, image.project, image));
    }
    return rows;
}

} // namespace

SignaturesView::SignaturesView(QObject *parent)
    : QObject(parent)
{
    m_projects.setColumns(models::projectTrustColumns());
    m_images.setColumns(models::imageTrustColumns());
    m_signers.setColumns(models::signerColumns());
    m_shrunk.setColumns(models::shrunkColumns());
}

void SignaturesView::setApp(Application *app)
{
    if (m_triage)
        disconnect(m_triage, nullptr, this, nullptr);
    m_app = app;
    m_triage = app ? app->services().triage : nullptr;
    if (m_triage)
        connect(m_triage, &FindingsService::changed, this, &SignaturesView::refresh);
    refresh();
    emit askedChanged();
}

void SignaturesView::setOnly(const QString &only)
{
    if (m_only == only)
        return;
    m_only = only;
    showImages();
    emit onlyChanged();
}

void SignaturesView::refresh()
{
    const Session *const session = m_app ? m_app->session() : nullptr;
    if (!session || !m_triage || !m_triage->wasLoaded())
        return;
    const quint64 turn = ++m_turn;
    QThreadPool::globalInstance()->start(
        [this, turn, id = session->account().registryId, view = m_triage->view(), only = m_only, post = Post(this)] {
            const models::TrustAnswer answer = models::trustAnswer(view, id);
            post([this, turn, only, answer, images = imageRows(answer, only)] {
                if (turn == m_turn)
                    take(answer, only, images);
            });
        });
}

void SignaturesView::take(const models::TrustAnswer &answer, const QString &only, const QList<models::Row> &images)
{
    m_answer = answer;
    m_isAnswered = true;
    QList<models::Row> projects;
    for (const ProjectTrust &project : answer.projects)
        projects.append(rowOf(project.project, {}, project));
    publish(m_projects, std::move(projects));
    QList<models::Row> signers;
    for (const SignerTrust &signer : answer.signers)
        signers.append(rowOf(signer.id, {}, signer));
    publish(m_signers, std::move(signers));
    QList<models::Row> shrunk;
    for (const ImageTrust &image : answer.images) {
        if (!image.lost.isEmpty() || !image.returns.isEmpty())
            shrunk.append(rowOf(image.repository + u'@' + image.digest, image.project, image));
    }
    publish(m_shrunk, std::move(shrunk));
    if (only == m_only) {
        ++m_imageTurn;
        publish(m_images, images);
    } else {
        showImages();
    }
    emit changed();
}

void SignaturesView::showImages()
{
    const quint64 turn = ++m_imageTurn;
    QThreadPool::globalInstance()->start([this, turn, answer = m_answer, only = m_only, post = Post(this)] {
        post([this, turn, images = imageRows(answer, only)] {
            if (turn == m_imageTurn)
                publish(m_images, images);
        });
    });
}

QString SignaturesView::state() const
{
    if (!m_isAnswered)
        return u"loading"_s;
    if (!m_answer.isKnown)
        return u"unread"_s;
    return m_answer.images.isEmpty() ? u"empty"_s : u"ready"_s;
}

QString SignaturesView::problem() const
{
    return m_answer.error.text();
}

QString SignaturesView::notes() const
{
    QStringList sentences;
    if (m_answer.outdated > 0)
        sentences.append(
            tr("%Ln results are outdated, because the trust policy changed or a certificate expired: verify "
               "again.",
                nullptr, int(m_answer.outdated)));
    if (m_answer.endsSoon > 0)
        sentences.append(tr("%Ln trusted images have a signature, certificate or attestation that ends within 30 days: "
                            "see \"Trusted until\".",
            nullptr, int(m_answer.endsSoon)));
    if (m_answer.damaged > 0)
        sentences.append(tr("%Ln results in the local store are damaged and are not counted: verify again.", nullptr,
            int(m_answer.damaged)));
    return sentences.join(u' ');
}

QString SignaturesView::summary() const
{
    if (!m_answer.newest.isValid())
        return tr("Nothing verified yet");
    if (m_answer.children.total() > 0)
        return tr("%1 of %2 images trusted (images inside indexes: %3 of %4), last verified %5")
            .arg(format::count(m_answer.counts.of(SignState::Trusted), QLocale()),
                format::count(m_answer.counts.total(), QLocale()),
                format::count(m_answer.children.of(SignState::Trusted), QLocale()),
                format::count(m_answer.children.total(), QLocale()), format::dateTime(m_answer.newest));
    return tr("%1 of %2 images trusted, last verified %3")
        .arg(format::count(m_answer.counts.of(SignState::Trusted), QLocale()),
            format::count(m_answer.counts.total(), QLocale()), format::dateTime(m_answer.newest));
}

QVariantList SignaturesView::counts() const
{
    QVariantList out;
    for (const SignState state : kOrder) {
        out.append(QVariantMap{{u"word"_s, findings::signStateWord(state)}, {u"text"_s, models::signStateText(state)},
            {u"condition"_s, models::signStateCondition(state)}, {u"count"_s, m_answer.counts.of(state)}});
    }
    return out;
}

QVariantList SignaturesView::chartRows() const
{
    QVariantList out;
    for (const ProjectTrust &project : m_answer.projects.mid(0, kMostBars)) {
        QStringList parts;
        QVariantMap row{{u"label"_s, safetext::cell(project.project)}};
        for (const SignState state : kOrder) {
            const qint64 count = project.counts.of(state);
            row.insert(findings::signStateWord(state), count);
            if (count > 0)
                parts.append(tr("%1 %2").arg(format::count(count, QLocale()), models::signStateText(state)));
        }
        const QString text = tr("%1: %2").arg(safetext::cell(project.project), parts.join(u", "_s));
        row.insert(u"text"_s, text);
        row.insert(u"value"_s, project.counts.total());
        out.append(row);
    }
    return out;
}

QVariantMap SignaturesView::imageParams(const QString &key) const
{
    const qsizetype at = key.lastIndexOf(u'@');
    const QString repository = key.left(at);
    const qsizetype slash = repository.indexOf(u'/');
    return {{u"keys"_s,
        QVariantMap{{u"project_name"_s, repository.left(slash)}, {u"repository_name"_s, repository.mid(slash + 1)},
            {u"reference"_s, key.mid(at + 1)}}}};
}

QVariantMap SignaturesView::signer(const QString &key) const
{
    const auto signer = m_signers.rowValue(key).value<SignerTrust>();
    return {{u"id"_s, signer.id}, {u"name"_s, signer.name}, {u"kind"_s, signer.kind},
        {u"algorithm"_s, signer.algorithm}, {u"inPolicy"_s, signer.isInPolicy}, {u"projects"_s, signer.projects}};
}

} // namespace lotse::ui
