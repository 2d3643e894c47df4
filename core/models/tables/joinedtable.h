// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/tables/joinedsource.h"
#include "models/tables/tablemodel.h"
#include "models/tables/watchedsession.h"
#include "session/place.h"

#include <QSet>

#include <optional>

namespace lotse::models {

/**
 * A table that is joined from several kinds of a registry: a subclass names the parts and makes rows of them. What a
 * row in view lacks besides, one request a question, is asked for rows in view only, four in flight. After an error the
 * rows stay. Belongs to a page.
 */
class JoinedTable : public TableModel {
    Q_OBJECT
    Q_PROPERTY(lotse::Session *session READ session WRITE setSession NOTIFY sourceChanged)
    Q_PROPERTY(QVariantMap counts READ counts NOTIFY stateChanged)
    Q_PROPERTY(QString only READ only WRITE setOnly NOTIFY onlyChanged)
public:
    explicit JoinedTable(QObject *parent = nullptr);

    Session *session() const { return m_session.get(); }
    /// Reads soon, so that the other properties can be set before.
    void setSession(Session *session);
    /// The same without a session.
    void setSource(const harbor::Client &client);
    void refresh() override;
    void cancel() override;
    bool isCancellable() const override { return true; }
    void setInView(int first, int last) override;
    /// With what is asked of the rows besides, for all of them.
    void readAll(QObject *context, std::function<void(const harbor::Progress &)> progress,
        std::function<void(Result<AllRows>)> done) override;

    /// Which rows are shown: a word of the subclass, empty for all.
    QString only() const { return m_only; }
    void setOnly(const QString &only);
    /// How many rows each such word means; empty before the first reading.
    QVariantMap counts() const;

    /// What a row opens; null where it opens nothing.
    Q_INVOKABLE virtual lotse::Place placeOf(const QString &key) const;

    qint64 progressDone() const override { return m_joined.progress().done; }
    qint64 progressTotal() const override { return m_joined.progress().total; }
    QStringList refusals() const override { return m_joined.refusals(); }

signals:
    void sourceChanged();
    void onlyChanged();

protected:
    struct Question {
        QString name; ///< what it asks of its row
        QByteArray kind;
        harbor::Params params;
    };

    virtual QList<JoinedPart> parts() const = 0;
    /// The rows of the parts, all of them; called once all are in, and again where `rebuild` is.
    virtual QList<Row> build(const JoinedSource &parts) = 0;
    /// The words that `only` takes.
    virtual QStringList choices() const { return {}; }
    virtual bool isShown(const Row &, const QString &) const { return true; }
    virtual QList<Question> questions(const Row &) const { return {}; }
    /// These rows are in view; for what is asked by other means than questions.
    virtual void seen(const QList<Row> &) { }
    /// Whether something of what seen() began is still asked; stateChanged is emitted once it is not.
    virtual bool isLooking() const { return false; }
    /// The session is going: what a subclass asks besides must not be asked any more.
    virtual void released() { }
    virtual void answered(const QString &, const QString &, const Result<harbor::Page> &) { }
    /// Whether every row is asked about, not only those in view.
    virtual bool asksAll() const { return false; }
    /// Asks what is not known yet of the rows in view, or of all of them.
    void ask();
    /// Shows the rows that `only` means now.
    void show();
    /// Reads soon; for the setters of what the parts need.
    void schedule();
    const QList<Row> &allRows() const { return m_all; }
    const JoinedSource &joined() const { return m_joined; }
    const harbor::Client &client() const { return m_client; }
    QDateTime now() const { return QDateTime::currentDateTimeUtc(); }

private:
    void forget();
    void gathered();
    bool askFor(const Row &row);
    bool isThrough() const; ///< nothing is asked of any row any more

    WatchedSession m_session;
    harbor::Client m_client{nullptr};
    JoinedSource m_joined;
    QList<Row> m_all;
    QString m_only;
    mutable std::optional<QVariantMap> m_counts; ///< each pill asks for all of them
    QObject *m_run = nullptr; // context of the questions
    bool m_isQueued = false;
    int m_first = 0;
    int m_last = -1;
    int m_cursor = 0; ///< rows of the view before it have been asked about
    qsizetype m_allCursor = 0; ///< the same of all rows
    int m_inFlight = 0;
    QSet<QString> m_asked;
    bool m_asksEvery = false; ///< an export wants to know it of every row
};

} // namespace lotse::models
