// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "oci/client.h"
#include "oci/pageloopguard.h"

namespace lotse::oci {

/// Answers a ReferrerQuestion: breadth first, two lists for each manifest. Deletes itself when it is done.
class ReferrerWalk final : public QObject {
    Q_OBJECT
public:
    ReferrerWalk(std::shared_ptr<Transport> transport, std::shared_ptr<PullGuard> guard, QString repository,
        ReferrerQuestion question, QObject *context);

    std::function<void(Result<Referrers>)> onDone;
    void start();

private:
    enum class Source { Api, Tag };
    struct Page {
        bool isThere = false; // false: no such API, no such tag
        Manifest index;
        Response link; // the headers alone
    };
    struct Due {
        Digest subject;
        int depth = 1;
    };

    void next();
    void askApi(const QByteArray &path);
    void askTag();
    void lookForTag();
    void readTag();
    static Result<Page> read(const Response &response, Source source, const QString &host);
    void takeApi(const Result<Page> &page);
    void takeTag(const Result<Page> &page);
    void add(const QList<Descriptor> &descriptors, Source source);
    void finish();

    std::shared_ptr<Transport> m_transport;
    std::shared_ptr<PullGuard> m_guard;
    QString m_repository;
    ReferrerQuestion m_question;
    QString m_host;
    Referrers m_found;
    QList<Due> m_queue;
    Due m_current;
    PageLoopGuard m_trail;
    QHash<std::pair<Digest, Digest>, qsizetype> m_rows; // (subject, digest) to the row
    QSet<Digest> m_asked;
    int m_answers = 0; // lists that could be read, or that are known not to be there
};

} // namespace lotse::oci
