// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "harbor/client.h"
#include "session/registrylink.h"
#include "store/truststore.h"
#include "sync/requestqueue.h"
#include "sync/source.h"
#include "trust/policyfile.h"
#include "trust/trustwalk.h"

namespace lotse {

/// How far a verification is. Numbers are artifacts.
struct TrustProgress {
    enum class Stage { Listing, Judging, Verifying };
    Stage stage = Stage::Listing;
    qint64 done = 0;
    qint64 total = -1; ///< -1 while it is not known
};

/// What a verification did.
struct TrustOutcome {
    Error error; ///< what ended it early; none where it went through
    bool wasCancelled = false;
    qint64 listed = 0; ///< artifacts that the registry lists, and the images of its indexes
    qint64 verified = 0; ///< read from the registry and verified
    qint64 rejudged = 0; ///< judged anew by what is kept, as the policy or the time moved
    qint64 unchanged = 0;
    qint64 unreadable = 0; ///< artifacts of which not all that is attached could be read, now or last time
    qint64 trusted = 0, invalid = 0; ///< of those verified or judged anew
    qint64 shrunk = 0; ///< of those verified, those that show less than before
    qint64 returned = 0; ///< tags that point again to a digest that they had left
    QStringList gaps; ///< lists that are not whole, a sentence each
    int requests = 0;
    qint64 tookMs = 0;

    bool isComplete() const { return !error && !wasCancelled && unreadable == 0 && gaps.isEmpty(); }
};

/// One artifact that is to be verified, whatever is kept of it.
struct TrustTarget {
    QString repository, digest;
    QStringList accessories; ///< digests that Harbor lists as its signatures
    QStringList children = {}; ///< of an index: the digests of its images, which are verified by themselves as well
    bool isChild = false; ///< no list tells what is attached to it
};

struct TrustWish {
    bool again = false; ///< also what has not moved
    QList<TrustTarget> only; ///< these alone, without a list; empty: all that the registry lists
    int inFlight = 6; ///< requests at a time
};

/// Where a verification reads and keeps.
struct TrustPlace {
    SyncSource source;
    QString host; ///< as the policy writes it
    store::Plan plan; ///< of trust.db
    QString policyFolder;
    LinkFactory lines = {}; ///< to responders of OCSP that the policy names; without it none is asked
};

/**
 * Verifies what is attached to the artifacts of a Harbor, in one thread with an event loop and a database connection of
 * its own: lists all with their accessories, and reads only what is new or shows another set of them. Where nothing but
 * the policy moved, it judges what is kept and asks nobody. An artifact that has nothing attached is not read, so that
 * it does not count as pulled. What it found is kept some at a time; whatever ends it, the next run goes on from there.
 */
class TrustRun : public QObject {
    Q_OBJECT
public:
    TrustRun(TrustPlace place, TrustWish wish, Clock *clock, QObject *parent = nullptr);
    ~TrustRun() override;

    void start();
    void cancel();

signals:
    void moved(const lotse::TrustProgress &progress);
    void finished(const lotse::TrustOutcome &outcome);
    /// Nothing is in flight any more.
    void left();

private:
    void list(const char *kind);
    void onListed(const char *kind, const Result<harbor::PagedList> &walk);
    bool seeTags(const QList<store::SeenTag> &tags);
    void sortOut(QList<TrustTarget> targets);
    void judgeNext();
    void verifyNext();
    void askResponders(const TrustTarget &target, const Result<trust::Evidence> &evidence);
    void take(const TrustTarget &target, const Result<trust::Evidence> &evidence);
    void keep(const store::KeptVerdict &verdict, const store::TrustStore::Bodies &bodies);
    bool flush();
    void tell(bool always = false);
    void end(const Error &error = {});
    void leave();

    TrustPlace m_place;
    TrustWish m_wish;
    Clock *m_clock;
    QString m_key; ///< of the registry in the store
    trust::PolicyFile m_policy;
    std::unique_ptr<store::Database> m_database;
    std::shared_ptr<RequestQueue> m_queue;
    QObject *m_stage = nullptr; ///< context of what runs; gone at the end
    QList<TrustTarget> m_targets; ///< to be read
    QList<std::pair<TrustTarget, store::KeptVerdict>> m_kept; ///< to be judged anew
    QList<std::pair<store::KeptVerdict, store::TrustStore::Bodies>> m_unsaved;
    int m_active = 0;
    TrustProgress m_progress;
    TrustOutcome m_outcome;
    std::chrono::milliseconds m_startedAt{0}, m_toldAt{0};
    bool m_isOver = false;
    bool m_hasLeft = false;
};

} // namespace lotse

Q_DECLARE_METATYPE(lotse::TrustProgress)
Q_DECLARE_METATYPE(lotse::TrustOutcome)
