// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "commands.h"
#include "models/images/placeindex.h"
#include "triage/findingsservice.h"

#include <QObject>

namespace lotse::ui {

class Application;
class RegistryView;

/**
 * What the palette finds besides commands and pages: projects, repositories, tags, digests, people and vulnerabilities
 * of the local store, and what is pasted into it. Only where the store knows nothing of the registry that is shown,
 * that registry is asked. Belongs to the Application.
 */
class PlaceSource : public QObject {
    Q_OBJECT
public:
    /// All arguments outlive this.
    PlaceSource(Application *app, FindingsService *triage, Clock *clock);

    /// At once: where a pasted text leads.
    QList<Commands::Entry> pasted(const QString &text);
    /// From a worker, and from the registry where that is needed; `found` is called in this thread, once or twice.
    void search(const QString &query, const Commands::Found &found);
    /// Whether the names of the store are in memory.
    bool isReady() const { return m_index != nullptr; }

signals:
    void indexed();

private:
    void read();
    Commands::Entry entryOf(const models::FoundPlace &place);
    QList<Commands::Entry> ofDigest(const QString &digest);
    QList<Commands::Entry> ofName(models::PastedPlace place);
    QList<Commands::Entry> ofReference(const models::PastedPlace &place);
    void askRegistry(const QString &query, const Commands::Found &found);
    const RegistryView *viewOf(const QString &host) const;
    void openProjectNumber(const RegistryView *view, const models::PastedPlace &place);
    void openPlace(const QString &registryId, bool isPlain, const QString &project, const QString &repository,
        const QString &reference);

    Application *m_app;
    FindingsService *m_triage;
    Clock *m_clock;
    std::shared_ptr<const models::PlaceIndex> m_index;
    QObject *m_asking = nullptr; ///< context of what waits for the registry; a new query ends it
    bool m_isReading = false;
    bool m_isStale = false;
};

} // namespace lotse::ui
