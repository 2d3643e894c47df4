// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/findings/findingsquerymodel.h"
#include "models/tables/joinedsource.h"
#include "shell/application.h"
#include "triage/allowlistproposal.h"

#include <QPointer>
#include <QtQml/qqmlregistration.h>

namespace lotse::ui {

/**
 * A change of an allowlist that is being thought out: for which vulnerabilities, on which list, and what it would let
 * through or stop. Policies and lists are read from the registry when it begins, findings come from the local store.
 * It writes nothing but the file that one asks for. Belongs to a page.
 */
class AllowlistView : public QObject {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(lotse::ui::Application *app READ app WRITE setApp NOTIFY changed)
    Q_PROPERTY(bool adds READ adds WRITE setAdds NOTIFY changed)
    Q_PROPERTY(QStringList registries READ registries NOTIFY changed)
    Q_PROPERTY(int registry READ registry WRITE setRegistry NOTIFY changed)
    Q_PROPERTY(QStringList lists READ lists NOTIFY changed)
    Q_PROPERTY(int list READ list WRITE setList NOTIFY changed)
    Q_PROPERTY(QString end READ end WRITE setEnd NOTIFY changed)
    Q_PROPERTY(bool busy READ isBusy NOTIFY changed)
    Q_PROPERTY(bool ready READ isReady NOTIFY changed)
    Q_PROPERTY(QString error READ errorText NOTIFY changed)
    Q_PROPERTY(QString effect READ effect NOTIFY changed)
    Q_PROPERTY(QStringList remarks READ remarks NOTIFY changed)
    Q_PROPERTY(QVariantList images READ images NOTIFY changed)
    Q_PROPERTY(QString summary READ summary NOTIFY changed)
public:
    explicit AllowlistView(QObject *parent = nullptr);

    Application *app() const { return m_app; }
    void setApp(Application *app);

    /// For the rows of these keys, or all that match.
    Q_INVOKABLE void begin(lotse::models::FindingsQueryModel *bench, const QStringList &keys, bool isAll, bool adds);
    /// For one vulnerability, under all its names.
    Q_INVOKABLE void beginFor(const QString &vulnerability, bool adds);
    Q_INVOKABLE void drop();
    /// What a file with this ending holds: ".json" for programs, else for people.
    Q_INVOKABLE QByteArray bytes(const QUrl &file) const;

    bool adds() const { return m_adds; }
    void setAdds(bool adds);
    QStringList registries() const; ///< names of those that hold the findings
    int registry() const { return m_registry; }
    void setRegistry(int registry);
    QStringList lists() const; ///< of the projects that hold them, then that of the whole registry
    int list() const { return m_list; }
    void setList(int list);
    /// When the whole list is to end: "2027-01-31", "never"; empty: as it is.
    QString end() const { return m_end; }
    void setEnd(const QString &end);
    bool isBusy() const { return m_isBusy; }
    bool isReady() const { return m_proposal.has_value(); }
    QString errorText() const { return m_error.text(); }
    QString effect() const; ///< what would come of it, in sentences
    QStringList remarks() const;
    QVariantList images() const; ///< {name, tags, freed} of those whose pull changes, at most 500
    QString summary() const { return m_proposal ? m_proposal->summary() : QString(); }

    /// For tests: the way to a registry instead of the session's.
    void setClient(const harbor::Client &client) { m_client = client; }

signals:
    void changed();

private:
    /// A registry with some of the findings.
    struct Place {
        QString id;
        QString name;
        QStringList projects;
    };
    void start(const findings::Context &context, std::function<findings::Rows()> rows, bool adds);
    void read();
    void gathered();
    void propose();
    void fail(const Error &error);

    QPointer<Application> m_app;
    harbor::Client m_client{nullptr};
    models::JoinedSource m_joined;
    findings::Context m_context;
    std::shared_ptr<const findings::Rows> m_rows;
    QList<Place> m_places;
    std::optional<PullPolicies> m_policies; ///< of the registry chosen
    QList<Message> m_gaps;
    std::optional<AllowlistProposal> m_proposal;
    Error m_error;
    bool m_adds = true;
    bool m_isBusy = false;
    int m_registry = 0;
    int m_list = 0;
    QString m_end;
    quint64 m_turn = 0;
};

} // namespace lotse::ui
