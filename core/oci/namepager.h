// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "oci/client.h"
#include "oci/pageloopguard.h"

namespace lotse::oci {

/// Reads a list of names page after page. Deletes itself when it is done; deleting it earlier cancels.
class NamePager final : public QObject {
    Q_OBJECT
public:
    enum class Kind { Repositories, Tags };
    static constexpr qsizetype maxNames = 1'000'000;

    NamePager(std::shared_ptr<Transport> transport, Kind kind, Request first, QObject *context);

    /// Called after each page with the usable names of that page.
    std::function<void(const QStringList &names)> onPage;
    std::function<void(Result<NameList>)> onDone;
    void start();

private:
    struct Page {
        QStringList names;
        QStringList unusable;
        qsizetype count = 0; // of all names, usable or not
        QString last;
        Response link; // the headers alone
    };
    static Result<Page> read(const Response &response, Kind kind, const QString &host);
    void request();
    bool retriesPlainly(const Error &error);
    void take(const Result<Page> &page);
    void finish(const Error &stopped);

    std::shared_ptr<Transport> m_transport;
    Kind m_kind;
    Request m_request;
    PageLoopGuard m_trail;
    QString m_host;
    NameList m_list;
    QSet<QString> m_seen;
};

} // namespace lotse::oci
