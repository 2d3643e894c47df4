// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dockerimport.h"

#include <QDir>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace lotse::ui {

namespace {
constexpr std::chrono::seconds patience{60}; // a helper may ask the person to open its store
}

void TakeoverList::setApp(Application *app)
{
    m_app = app;
    refresh();
}

int TakeoverList::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : count();
}

QHash<int, QByteArray> TakeoverList::roleNames() const
{
    return {{HostRole, "host"}, {UserRole, "user"}, {KeptRole, "kept"}, {FileRole, "file"}, {KnownRole, "known"},
        {PossibleRole, "possible"}};
}

QVariant TakeoverList::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= count())
        return {};
    const DockerEntry &entry = m_auths.entries[index.row()];
    switch (role) {
    case HostRole:
        return QUrl(entry.url).authority();
    case UserRole:
        return entry.user.isEmpty() ? tr("user stored by the helper") : entry.user;
    case KeptRole:
        return !entry.helper.isEmpty() ? tr("in docker-credential-%1").arg(entry.helper)
            : entry.secret.isEmpty()   ? tr("not stored: enter it")
                                       : tr("in the file, not encrypted");
    case FileRole:
        return QDir::toNativeSeparators(entry.file);
    case KnownRole:
        return isKnown(entry);
    case PossibleRole:
        return !m_busy && !isKnown(entry);
    default:
        return {};
    }
}

bool TakeoverList::isKnown(const DockerEntry &entry) const
{
    if (!m_app || !m_app->services().accounts)
        return false;
    for (const Account &account : m_app->services().accounts->all()) {
        if (account.url == entry.url && (entry.user.isEmpty() || account.user == entry.user))
            return true;
    }
    return false;
}

void TakeoverList::refresh()
{
    beginResetModel();
    m_auths = readDockerAuths(dockerAuthFiles());
    endResetModel();
    say(m_auths.errors.isEmpty() ? QString() : m_auths.errors.first().text());
}

void TakeoverList::take(int row)
{
    if (row < 0 || row >= count() || m_busy || !m_app)
        return;
    const DockerEntry entry = m_auths.entries[row];
    if (entry.helper.isEmpty())
        return open(entry);
    m_busy = true;
    say({});
    askCredentialHelper(entry, m_app->services().clock, patience, this, [this](const Result<DockerEntry> &answer) {
        m_busy = false;
        say(answer ? QString() : answer.error().text(), answer ? QString() : answer.error().detail);
        if (answer)
            open(*answer);
    });
}

void TakeoverList::open(const DockerEntry &entry)
{
    // The secret does not pass through the page: the form takes it from the workspace.
    if (auto *workspace = qobject_cast<Workspace *>(m_app->workspace()))
        workspace->handOver(entry.secret);
    m_app->navigator()->open(u"account"_s, {{u"url"_s, entry.url}, {u"user"_s, entry.user}});
}

void TakeoverList::say(const QString &sentence, const QString &detail)
{
    m_sentence = sentence;
    m_detail = detail;
    if (count() > 0)
        emit dataChanged(index(0), index(count() - 1));
    emit changed();
}

} // namespace lotse::ui
