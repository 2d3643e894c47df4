// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/artifactmodels.h"

#include "models/images/filelisting.h"
#include "models/kinds/kinds.h"
#include "models/tables/indentedjson.h"
#include "trust/listedartifact.h"

#include <algorithm>
#include <utility>

namespace lotse::ui {

using namespace Qt::StringLiterals;

ArtifactModels::ArtifactModels(QObject *parent)
    : QObject(parent)
{
    connect(&m_object, &models::RemoteObject::changed, this, &ArtifactModels::showRow);
    connect(&m_object, &models::RemoteObject::changed, this, &ArtifactModels::readWaiting);
    connect(&m_content, &models::ImageContent::changed, this, &ArtifactModels::readWaiting);
    for (models::TableModel *table :
        {static_cast<models::TableModel *>(&m_sbom), static_cast<models::TableModel *>(&m_attached)})
        connect(table, &models::TableModel::stateChanged, this, &ArtifactModels::changed);
}

void ArtifactModels::showRow()
{
    const harbor::Artifact one = artifact();
    if (one.digest.isEmpty()) {
        m_row.setRows({});
        return;
    }
    models::Row row;
    row.key = one.digest;
    row.parent = repository();
    row.record.value = m_object.value();
    row.record.raw = m_object.raw().toUtf8();
    row.enriched = true;
    m_row.setTotal(1);
    m_row.setRows({row});
    m_row.setState(models::TableModel::State::Ready);
}

void ArtifactModels::open(Session *session, const QVariantMap &keys)
{
    m_session = session;
    m_keys.clear();
    for (auto it = keys.begin(); it != keys.end(); ++it)
        m_keys.insert(it.key(), it.value().toString());
    // Lists name the project either way.
    if (!m_keys.contains(u"project_name"_s) && m_keys.contains(u"project_name_or_id"_s))
        m_keys.insert(u"project_name"_s, m_keys.take(u"project_name_or_id"_s));
    m_looked.clear();
    m_waiting.clear();
    if (!m_session)
        return;
    if (isHarbor())
        m_object.setSource(m_session->harbor(), harbor::endpoint("artifact"), m_keys);
    else
        look(u"layers"_s);
    emit changed();
}

void ArtifactModels::look(const QString &tab)
{
    if (!m_session || m_looked.contains(tab))
        return;
    m_looked.append(tab);
    if (isReadable(tab))
        read(tab);
    else
        m_waiting.append(tab);
}

// The digest is waited for; of Harbor by the layers as well: a manifest that is asked for by its tag counts as a pull
// of the tag, and cannot be kept.
bool ArtifactModels::isReadable(const QString &tab) const
{
    if (tab == "sbom"_L1 || tab == "attached"_L1)
        return isKnown();
    return tab != "layers"_L1 || !isHarbor() || !digest().isEmpty() || m_object.state() == "error"_L1;
}

void ArtifactModels::readWaiting()
{
    // What reads tells us of it at once, so the list must be free before.
    if (m_session) {
        const QStringList waiting = std::exchange(m_waiting, {});
        for (const QString &tab : waiting) {
            if (isReadable(tab))
                read(tab);
            else
                m_waiting.append(tab);
        }
    }
    emit changed();
}

// Of Harbor the object is waited for as well: it knows what is attached.
bool ArtifactModels::isKnown() const
{
    return !digest().isEmpty() && (!isHarbor() || !artifact().digest.isEmpty() || m_object.state() == "error"_L1);
}

void ArtifactModels::read(const QString &tab)
{
    if (tab == "findings"_L1 && isHarbor())
        m_findings.setSource(m_session->harbor(), m_keys);
    else if (tab == "layers"_L1)
        readContent();
    else if (tab == "sbom"_L1)
        readSbom();
    else if (tab == "attached"_L1)
        readAttached();
}

QStringList ArtifactModels::signatureDigests() const
{
    return trust::signatureDigests(artifact());
}

QStringList ArtifactModels::childDigests() const
{
    return trust::imageDigests(artifact());
}

void ArtifactModels::readAttached()
{
    m_attached.setKnown(models::knownAttachments(artifact()));
    m_attached.setSource(m_session->browsingOci(), repository(), digest());
}

void ArtifactModels::readSbom()
{
    const harbor::Artifact own = artifact();
    QString sbomDigest = own.sbomOverview.sbomDigest;
    for (const harbor::Accessory &accessory : own.accessories) {
        if (sbomDigest.isEmpty() && accessory.type == "sbom.harbor"_L1)
            sbomDigest = accessory.digest;
    }
    if (sbomDigest.isEmpty()) {
        m_sbom.setSource(m_session->browsingOci(), repository(), digest());
        return;
    }
    harbor::Params keys = m_keys;
    keys.insert(u"reference"_s, sbomDigest);
    m_sbom.setSource(m_session->harbor(), keys);
}

void ArtifactModels::readContent()
{
    if (isHarbor())
        m_content.setHarbor(m_session->harbor(), m_keys);
    m_content.setSource(
        m_session->browsingOci(), repository(), isHarbor() && !digest().isEmpty() ? digest() : reference());
}

bool ArtifactModels::asksToPull() const
{
    return m_content.asks() || m_sbom.asks() || m_attached.asks();
}

void ArtifactModels::agreeToPull()
{
    if (!m_session)
        return;
    m_session->agreeToPulls();
    refresh();
}

void ArtifactModels::refresh()
{
    if (isHarbor())
        m_object.refresh();
    const QStringList looked = m_looked;
    for (const QString &tab : looked) {
        if (!m_waiting.contains(tab))
            read(tab);
    }
}

QString ArtifactModels::repository() const
{
    return isHarbor() ? m_keys.value(u"project_name"_s) + u'/' + m_keys.value(u"repository_name"_s)
                      : m_keys.value(u"repository"_s);
}

QString ArtifactModels::digest() const
{
    const QString known = isHarbor() ? artifact().digest : m_content.digest();
    return known.isEmpty() && reference().startsWith("sha256:"_L1) ? reference() : known;
}

QStringList ArtifactModels::tags() const
{
    QStringList out;
    for (const harbor::Tag &tag : artifact().tags)
        out += tag.name;
    if (!isHarbor() && !reference().contains(u':'))
        out += reference();
    return out;
}

QString ArtifactModels::title() const
{
    return tags().isEmpty() ? models::Cell::digest(digest()).text : tags().first();
}

QStringList ArtifactModels::facts() const
{
    using models::Cell;
    QStringList out;
    if (!isHarbor()) {
        const oci::Manifest &manifest = m_content.manifest();
        out += {m_content.kind(), m_content.platform()};
        if (manifest.kind == oci::Manifest::Kind::Image)
            out += Cell::size(manifest.contentSize()).text;
    } else if (const harbor::Artifact own = artifact(); !own.digest.isEmpty()) {
        out += {own.type.toLower(), models::platformText(own), Cell::size(own.size).text,
            tr("pushed %1").arg(Cell::time(own.pushTime).text),
            own.pullTime.isValid() ? tr("last pull %1").arg(Cell::time(own.pullTime).text) : tr("never pulled")};
    }
    out.removeAll(QString());
    return out;
}

static models::ScanState scanOf(const harbor::Artifact &artifact)
{
    return models::scanStateOf(artifact, true);
}

QString ArtifactModels::scanState() const
{
    if (artifact().digest.isEmpty())
        return u"none"_s;
    switch (scanOf(artifact()).kind) {
    case models::ScanState::Kind::Done:
        return u"done"_s;
    case models::ScanState::Kind::Failed:
        return u"failed"_s;
    case models::ScanState::Kind::Running:
        return u"running"_s;
    case models::ScanState::Kind::Unknown:
    case models::ScanState::Kind::NotScannable:
    case models::ScanState::Kind::NotScanned:
        break;
    }
    return u"none"_s;
}

QString ArtifactModels::scanText() const
{
    if (!isHarbor())
        return tr("This registry has no scanner.");
    if (artifact().digest.isEmpty())
        return {};
    const models::ScanState scan = scanOf(artifact());
    if (scan.kind != models::ScanState::Kind::Done)
        return models::scanCell(scan).text;
    return tr("%1, scanned %2 by %3")
        .arg(models::scanCell(scan).text, models::Cell::time(scan.at).text, scan.scanner.trimmed());
}

QVariantList ArtifactModels::scanCounts() const
{
    if (scanState() != "done"_L1)
        return {};
    const QList<qint64> counts = scanOf(artifact()).counts;
    return {counts[0], counts[1], counts[2], counts[3], counts[5]};
}

QStringList ArtifactModels::additions() const
{
    // Everything else has a tab of its own.
    QStringList out = artifact().additionLinks.keys();
    const auto isShown = [](const QString &name) {
        return name == "vulnerabilities"_L1 || name == "build_history"_L1 || name.startsWith("sbom"_L1);
    };
    out.erase(std::remove_if(out.begin(), out.end(), isShown), out.end());
    return out;
}

QString ArtifactModels::readable(const QString &addition, const QString &text) const
{
    if (addition == "files"_L1)
        return models::fileListing(text.toUtf8());
    const QChar first = text.trimmed().isEmpty() ? QChar() : text.trimmed()[0];
    return first == u'{' || first == u'[' ? models::indentedJson(text.toUtf8()) : text;
}

QVariantList ArtifactModels::pullCommands() const
{
    if (!m_session || repository().isEmpty())
        return {};
    const QString host = m_session->transport()->origin().authority();
    const QString name = host + u'/' + repository();
    const QString tag = tags().isEmpty() ? QString() : tags().first();
    const bool isChart = artifact().type == "CHART"_L1;
    QVariantList out;
    const auto add = [&out](const QString &tool, const QString &byTag, const QString &byDigest) {
        out.append(QVariantMap{{u"tool"_s, tool}, {u"byTag"_s, byTag}, {u"byDigest"_s, byDigest}});
    };
    if (isChart && !tag.isEmpty())
        add(u"helm"_s, u"helm pull oci://"_s + name + u" --version "_s + tag, {});
    for (const auto &tool : {u"docker"_s, u"podman"_s, u"nerdctl"_s, u"crane"_s}) {
        if (isChart && tool != "crane"_L1)
            continue;
        // crane writes what it pulls into a file.
        const QString end = tool == "crane"_L1 ? u" artifact.tar"_s : QString();
        add(tool, tag.isEmpty() ? QString() : tool + u" pull "_s + name + u':' + tag + end,
            digest().isEmpty() ? QString() : tool + u" pull "_s + name + u'@' + digest() + end);
    }
    return out;
}

} // namespace lotse::ui
