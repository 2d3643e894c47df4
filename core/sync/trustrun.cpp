// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/trustrun.h"

#include "base/keptmessage.h"
#include "harbor/artifact.h"
#include "store/inventory.h"
#include "sync/ocspclient.h"
#include "trust/keptevidence.h"
#include "trust/listedartifact.h"

#include <algorithm>

namespace lotse {

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::milliseconds kTellAfter{100};
constexpr qsizetype kAtOnce = 100; ///< rows of one transaction, and judged between two looks at the event loop
constexpr int kWalks = 18; ///< artifacts at a time: each waits for itself, and the queue is to have something to send
constexpr qint64 kChildAfter = 24 * 3600; ///< seconds; what no list tells of is asked for again

QString keyOf(const QString &repository, const QString &digest)
{
    return repository + u'@' + digest;
}

TrustTarget targetOf(const harbor::Artifact &artifact)
{
    return {artifact.repositoryName, artifact.digest, trust::signatureDigests(artifact), trust::imageDigests(artifact),
        false};
}

// The images of indexes, but for those that are listed themselves. No list tells what is attached to them.
void addChildren(QList<TrustTarget> &targets)
{
    QSet<QString> known;
    for (const TrustTarget &target : std::as_const(targets))
        known.insert(keyOf(target.repository, target.digest));
    const qsizetype count = targets.size();
    for (qsizetype i = 0; i < count; ++i) {
        const QString repository = targets[i].repository;
        for (const QString &digest : QStringList(targets[i].children)) {
            if (known.contains(keyOf(repository, digest)))
                continue;
            known.insert(keyOf(repository, digest));
            targets.append({repository, digest, {}, {}, true});
        }
    }
}

// What goes wrong for one artifact and would for every other.
bool endsAll(const Error &error)
{
    switch (error.kind) {
    case ErrorKind::Unreachable:
    case ErrorKind::Tls:
    case ErrorKind::PinChanged:
    case ErrorKind::ProxyAuth:
    case ErrorKind::Unauthorized:
    case ErrorKind::Cancelled:
        return true;
    default:
        return false;
    }
}

bool isWorthAnotherTry(const store::KeptVerdict &kept, const QDateTime &now)
{
    return kept.retryAt.isValid() && now >= kept.retryAt;
}

} // namespace

TrustRun::TrustRun(TrustPlace place, TrustWish wish, Clock *clock, QObject *parent)
    : QObject(parent)
    , m_place(std::move(place))
    , m_wish(std::move(wish))
    , m_clock(clock)
    , m_key(store::placeOf(m_place.source.origin))
{
}

TrustRun::~TrustRun() = default;

void TrustRun::start()
{
    m_startedAt = m_toldAt = m_clock->elapsed();
    m_queue = std::make_shared<RequestQueue>(m_place.source.transport, m_wish.inFlight);
    connect(m_queue.get(), &RequestQueue::idle, this, &TrustRun::leave);
    m_stage = new QObject(this);
    auto opened = store::Database::open(m_place.plan, *m_clock);
    if (!opened) {
        end(opened.error());
        return;
    }
    m_database = std::move(opened).value();
    m_policy = trust::readPolicyFile(m_place.policyFolder);
    if (m_policy.error)
        end(m_policy.error);
    else if (m_wish.only.isEmpty())
        list("project-artifacts");
    else
        sortOut(m_wish.only);
}

void TrustRun::cancel()
{
    if (m_isOver)
        return;
    m_outcome.wasCancelled = true;
    end();
}

void TrustRun::list(const char *kind)
{
    tell(true);
    const harbor::Params params{{u"with_accessory"_s, u"true"_s}, {u"sort"_s, u"id"_s}};
    harbor::Client(m_queue).walk(
        *harbor::endpoint(kind), params, m_stage,
        [this](const harbor::Progress &progress) {
            m_progress.done = progress.done;
            m_progress.total = progress.total;
            tell();
        },
        [this, kind](const Result<harbor::PagedList> &walk) {
            if (!m_isOver)
                onListed(kind, walk);
        });
}

void TrustRun::onListed(const char *kind, const Result<harbor::PagedList> &walk)
{
    const auto isMissing = [](const Error &error) { return error.status == 404 || error.status == 405; };
    const bool isOld = walk ? walk->rows.isEmpty() && !walk->refusals.isEmpty()
            && std::all_of(walk->refusals.begin(), walk->refusals.end(),
                [&](const harbor::PagedList::Refusal &refusal) { return isMissing(refusal.error); })
                            : isMissing(walk.error());
    // An older Harbor lists artifacts by repository alone.
    if (isOld && kind != QByteArrayView("artifacts")) {
        list("artifacts");
        return;
    }
    if (!walk) {
        end(walk.error());
        return;
    }
    m_outcome.gaps = walk->gaps();
    QList<TrustTarget> targets;
    QList<store::SeenTag> tags;
    for (const json::Record &row : walk->rows) {
        const auto artifact = row.value.value<harbor::Artifact>();
        targets.append(targetOf(artifact));
        for (const harbor::Tag &tag : artifact.tags)
            tags.append({artifact.repositoryName, tag.name, artifact.digest});
    }
    if (seeTags(tags))
        sortOut(std::move(targets));
}

// A registry that shows again what it had replaced is noticed by that.
bool TrustRun::seeTags(const QList<store::SeenTag> &tags)
{
    const Result<void> written = m_database->write([&]() -> Result<void> {
        const Result<qint64> back = store::TrustStore(m_database.get()).seeTags(m_key, tags, m_clock->now());
        if (!back)
            return back.error();
        m_outcome.returned = *back;
        return {};
    });
    if (!written)
        end(written.error());
    return bool(written);
}

void TrustRun::sortOut(QList<TrustTarget> targets)
{
    addChildren(targets);
    m_outcome.listed = targets.size();
    const Result<store::KeptVerdicts> kept = store::TrustStore(m_database.get()).verdicts(m_key);
    if (!kept) {
        end(kept.error());
        return;
    }
    QHash<QString, const store::KeptVerdict *> known;
    for (const store::KeptVerdict &one : kept->rows)
        known.insert(keyOf(one.repository, one.digest), &one);
    const QDateTime now = m_clock->now().toUTC();
    for (const TrustTarget &target : targets) {
        const store::KeptVerdict *before = known.value(keyOf(target.repository, target.digest));
        const bool isSame = before && !isWorthAnotherTry(*before, now)
            && (target.isChild || before->listed == trust::listedMark(target.accessories));
        if (!isSame || m_wish.again || !m_wish.only.isEmpty()) {
            m_targets.append(target);
        } else if (trust::isCurrent(*before, m_policy, now)) {
            ++m_outcome.unchanged;
            m_outcome.unreadable += before->isPartial ? 1 : 0;
        } else {
            m_kept.append({target, *before});
        }
    }
    m_progress = {TrustProgress::Stage::Judging, 0, m_kept.size()};
    tell(true);
    judgeNext();
}

// Some at a time, so that a cancel gets through.
void TrustRun::judgeNext()
{
    if (m_isOver)
        return;
    store::TrustStore kept(m_database.get());
    for (qsizetype i = 0; i < kAtOnce && !m_kept.isEmpty(); ++i) {
        const auto [target, before] = m_kept.takeFirst();
        const auto bodies = kept.bodies(m_key, before.repository, before.digest);
        if (!bodies) {
            end(bodies.error());
            return;
        }
        const QByteArray evidence = *bodies ? (*bodies)->evidence : QByteArray();
        const auto judged = trust::rejudge(before, evidence, m_policy, m_clock->now().toUTC());
        if (judged) {
            ++m_outcome.rejudged;
            keep(judged->verdict, judged->bodies);
        } else {
            m_targets.append(target);
        }
        ++m_progress.done;
    }
    if (!flush())
        return;
    tell();
    if (!m_kept.isEmpty()) {
        QMetaObject::invokeMethod(
            m_stage, [this] { judgeNext(); }, Qt::QueuedConnection);
        return;
    }
    m_progress = {TrustProgress::Stage::Verifying, 0, m_targets.size()};
    tell(true);
    verifyNext();
}

void TrustRun::verifyNext()
{
    while (!m_isOver && m_active < kWalks && !m_targets.isEmpty()) {
        const TrustTarget target = m_targets.takeFirst();
        trust::TrustQuestion question{m_place.host, target.repository, target.digest,
            m_place.host + u'/' + target.repository + u'@' + target.digest, {}, true};
        for (const QString &text : target.accessories) {
            if (const Result<oci::Digest> digest = oci::Digest::parse(text))
                question.accessories.append(*digest);
        }
        ++m_active;
        auto *walk = new trust::TrustWalk(oci::Client(m_queue), question, m_stage);
        walk->onDone = [this, target](const Result<trust::Evidence> &evidence) { askResponders(target, evidence); };
        walk->start();
    }
    if (!m_isOver && m_active == 0 && flush())
        end();
}

// Responders of OCSP, where the policy says so.
void TrustRun::askResponders(const TrustTarget &target, const Result<trust::Evidence> &evidence)
{
    if (m_isOver)
        return;
    const auto go = [this, target](const Result<trust::Evidence> &whole) {
        --m_active;
        take(target, whole);
        verifyNext();
    };
    const auto questions = evidence ? ocspQuestionsOf(*evidence, m_policy.policy) : QList<trust::OcspQuestion>();
    if (questions.isEmpty()) {
        go(evidence);
        return;
    }
    askOcsp(m_place.lines, questions, m_stage, [go, known = *evidence](const QList<trust::OcspAnswer> &answers) {
        trust::Evidence whole = known;
        whole.ocsp = answers;
        go(whole);
    });
}

void TrustRun::take(const TrustTarget &target, const Result<trust::Evidence> &evidence)
{
    if (m_isOver)
        return;
    if (!evidence && endsAll(evidence.error())) {
        end(evidence.error());
        return;
    }
    ++m_progress.done;
    const QDateTime now = m_clock->now().toUTC();
    const QByteArray listed = trust::listedMark(target.accessories);
    if (evidence) {
        const trust::ArtifactVerdict verdict = trust::judge(*evidence, m_policy.policy, now);
        ++m_outcome.verified;
        store::KeptVerdict kept = trust::keptVerdict(verdict, *evidence, m_policy, listed);
        if (target.isChild && !kept.retryAt.isValid())
            kept.retryAt = now.addSecs(kChildAfter);
        keep(kept, {trust::keptJson(verdict), trust::packEvidence(*evidence)});
    } else if (evidence.error().kind != ErrorKind::NotFound) {
        // One that cannot be read is told as that, and is no word on the others.
        trust::ArtifactVerdict verdict;
        trust::Evidence none;
        const Result<oci::Digest> digest = oci::Digest::parse(target.digest);
        if (digest)
            none.subject.manifest.digest = verdict.digest = *digest;
        none.subject.repository = target.repository;
        verdict.state = trust::State::Claimed;
        verdict.reason = trust::Reason::Unreachable;
        verdict.detail = toKept(evidence.error().message);
        verdict.failures.append(evidence.error());
        verdict.checkedAt = now;
        keep(trust::keptVerdict(verdict, none, m_policy, listed), {trust::keptJson(verdict), {}});
        ++m_outcome.verified;
    }
    if (m_unsaved.size() >= kAtOnce)
        flush();
    tell();
}

void TrustRun::keep(const store::KeptVerdict &verdict, const store::TrustStore::Bodies &bodies)
{
    m_outcome.trusted += verdict.state == trust::stateWord(trust::State::Trusted) ? 1 : 0;
    m_outcome.invalid += verdict.state == trust::stateWord(trust::State::Invalid) ? 1 : 0;
    m_outcome.unreadable += verdict.isPartial ? 1 : 0;
    m_unsaved.append({verdict, bodies});
}

bool TrustRun::flush()
{
    if (m_unsaved.isEmpty())
        return true;
    const Result<void> written = m_database->write([&]() -> Result<void> {
        store::TrustStore kept(m_database.get());
        for (const auto &[verdict, bodies] : std::as_const(m_unsaved)) {
            const auto before = kept.verdict(m_key, verdict.repository, verdict.digest);
            if (!before)
                return before.error();
            if (const Result<void> put = kept.put(m_key, verdict, bodies); !put)
                return put;
            const auto after = kept.verdict(m_key, verdict.repository, verdict.digest);
            if (!after)
                return after.error();
            const qsizetype lost = *before ? (*before)->lost.size() : 0;
            m_outcome.shrunk += *after && (*after)->lost.size() > lost ? 1 : 0;
        }
        return {};
    });
    m_unsaved.clear();
    if (!written)
        end(written.error());
    return bool(written);
}

void TrustRun::tell(bool always)
{
    const auto now = m_clock->elapsed();
    if (!always && now - m_toldAt < kTellAfter && m_progress.done != m_progress.total)
        return;
    m_toldAt = now;
    emit moved(m_progress);
}

void TrustRun::end(const Error &error)
{
    if (m_isOver)
        return;
    m_isOver = true;
    if (!error && m_database && !m_unsaved.isEmpty())
        flush();
    m_outcome.error = error;
    m_outcome.requests = m_queue->requests();
    m_outcome.tookMs = (m_clock->elapsed() - m_startedAt).count();
    m_queue->stop();
    m_database.reset();
    emit finished(m_outcome);
    leave();
}

void TrustRun::leave()
{
    if (!m_isOver || m_hasLeft || !m_queue->isIdle())
        return;
    m_hasLeft = true;
    emit left();
}

} // namespace lotse
