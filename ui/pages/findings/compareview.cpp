// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "compareview.h"

#include "base/format.h"
#include "base/post.h"
#include "base/safetext.h"
#include "base/stoppedclock.h"
#include "models/findings/workbenchcolumns.h"

#include <QThreadPool>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lotse::ui {

namespace {

using models::CompareChoice;
using models::Row;

template <typename T>
void fill(models::TableModel &table, const QList<T> &values)
{
    QList<Row> rows;
    for (const T &value : values) {
        Row row;
        row.key = QString::number(rows.size());
        row.record.value = QVariant::fromValue(value);
        rows.append(std::move(row));
    }
    table.setTotal(rows.size());
    const bool isEmpty = rows.isEmpty();
    table.setRows(std::move(rows));
    table.setState(isEmpty ? models::TableModel::State::Empty : models::TableModel::State::Ready);
}

QList<oci::LayerStep> stepsOf(models::ImageContent &content)
{
    QList<oci::LayerStep> out;
    for (int row = 0; row < content.layers()->rowCount(); ++row)
        out.append(content.layers()->rowValue(content.layers()->rowKey(row)).value<oci::LayerStep>());
    return out;
}

QString choiceText(const CompareChoice &choice)
{
    const QString tags = choice.tags.mid(0, 3).join(u", "_s);
    const QString digest = choice.digest.section(u':', 1).left(12);
    const QString when = choice.pushed == 0
        ? QString()
        : CompareView::tr("pushed %1").arg(format::dateTime(models::timeOf(choice.pushed)));
    QStringList parts{tags, digest, when};
    parts.removeAll(QString());
    return safetext::cell(parts.join(u"  ·  "_s));
}

} // namespace

CompareView::CompareView(QObject *parent)
    : QObject(parent)
{
    m_findings.setColumns(models::diffFindingColumns());
    m_packages.setColumns(models::diffPackageColumns());
    m_layers.setColumns(models::layerChangeColumns());
    for (models::TableModel *table : {&m_findings, &m_packages, static_cast<models::TableModel *>(&m_layers)})
        table->setState(models::TableModel::State::Loading);
    connect(&m_layers, &AskedTable::refreshAsked, this, &CompareView::readLayers);
    connect(&m_old, &models::ImageContent::changed, this, &CompareView::onLayers);
    connect(&m_now, &models::ImageContent::changed, this, &CompareView::onLayers);
}

void CompareView::setApp(Application *app)
{
    m_app = app;
    m_triage = app ? app->services().triage : nullptr;
    const Session *session = app ? app->session() : nullptr;
    m_registryId = session ? session->account().registryId : QString();
    if (m_triage)
        connect(m_triage, &FindingsService::changed, this, &CompareView::ask);
    ask();
    emit askedChanged();
}

void CompareView::setWish(const QVariantMap &wish)
{
    m_wish = wish;
    m_isEarlierReport = false;
    ask();
    emit askedChanged();
}

void CompareView::refresh()
{
    ask();
}

void CompareView::ask()
{
    if (!m_triage || !m_triage->wasLoaded() || repository().isEmpty())
        return;
    models::CompareWish wish;
    wish.registryId = m_registryId;
    wish.afterRepository = repository();
    wish.after = m_wish.value(u"after"_s).toString();
    wish.before = m_wish.value(u"before"_s).toString();
    wish.beforeRepository = m_wish.value(u"beforeRepository"_s, repository()).toString();
    wish.isEarlierReport = m_isEarlierReport;
    const quint64 turn = ++m_turn;
    QThreadPool::globalInstance()->start([this, turn, wish, view = m_triage->view(), plan = m_triage->cachePlan(),
                                             clock = StoppedClock(*m_app->services().clock), post = Post(this)] {
        post([this, turn, answer = models::compareAnswer(wish, view, plan, clock)] {
            if (turn == m_turn)
                take(answer);
        });
    });
}

void CompareView::take(const models::CompareAnswer &answer)
{
    const bool isOther = !m_isAnswered || answer.wish.before != m_answer.wish.before
        || answer.wish.after != m_answer.wish.after || answer.wish.isEarlierReport != m_answer.wish.isEarlierReport;
    m_answer = answer;
    m_isAnswered = true;
    fill(m_findings, answer.diff.findings);
    fill(m_packages, answer.diff.packages);
    if (isOther && !answer.error)
        readLayers();
    emit changed();
}

void CompareView::readLayers()
{
    m_layerProblem.clear();
    Session *session = m_app ? m_app->session() : nullptr;
    if (!session || m_answer.wish.isEarlierReport) {
        m_layerProblem = session ? tr("Same image, same layers.") : QString();
        fill(m_layers, QList<models::LayerChange>());
        emit layersChanged();
        return;
    }
    m_layers.setState(models::TableModel::State::Loading);
    m_old.setSource(session->browsingOci(), m_answer.wish.beforeRepository, m_answer.wish.before);
    m_now.setSource(session->browsingOci(), m_answer.wish.afterRepository, m_answer.wish.after);
}

void CompareView::onLayers()
{
    for (const models::ImageContent *content : {&m_old, &m_now}) {
        if (content->state() == "error"_L1) {
            m_layers.setState(models::TableModel::State::Error, content->error());
            emit layersChanged();
            return;
        }
        if (content->state() != "ready"_L1)
            return;
    }
    m_layerProblem.clear();
    if (m_old.platform() != m_now.platform()) {
        m_layerProblem = tr("Layers of different platforms: %1 and %2.")
                             .arg(safetext::cell(m_old.platform()), safetext::cell(m_now.platform()));
    } else if (m_now.kind() == "index"_L1 || m_old.kind() == "index"_L1) {
        m_layerProblem = tr("Layers of %1.").arg(safetext::cell(m_now.platform()));
    }
    fill(m_layers, models::compareLayers(stepsOf(m_old), stepsOf(m_now)));
    emit layersChanged();
}

bool CompareView::asksToPull() const
{
    return m_old.asks() || m_now.asks();
}

void CompareView::agreeToPull()
{
    if (Session *session = m_app ? m_app->session() : nullptr) {
        session->agreeToPulls();
        readLayers();
    }
}

QStringList CompareView::choices() const
{
    QStringList out{tr("Previous report of this image")};
    for (const CompareChoice &choice : m_answer.choices)
        out.append(choiceText(choice));
    return out;
}

static int placeOf(const QList<CompareChoice> &choices, const QString &digest)
{
    const auto found = std::find_if(
        choices.begin(), choices.end(), [&digest](const CompareChoice &choice) { return choice.digest == digest; });
    return found == choices.end() ? -1 : int(found - choices.begin()) + 1;
}

int CompareView::before() const
{
    if (m_answer.wish.isEarlierReport)
        return 0;
    return m_answer.wish.beforeRepository == repository() ? placeOf(m_answer.choices, m_answer.wish.before) : -1;
}

int CompareView::after() const
{
    return placeOf(m_answer.choices, m_answer.wish.after);
}

void CompareView::chooseBefore(int choice)
{
    if (choice < 0 || choice > m_answer.choices.size())
        return;
    m_isEarlierReport = choice == 0;
    m_wish.insert(u"beforeRepository"_s, repository());
    m_wish.insert(u"before"_s, choice == 0 ? QString() : m_answer.choices[choice - 1].digest);
    ask();
}

void CompareView::chooseAfter(int choice)
{
    if (choice < 1 || choice > m_answer.choices.size())
        return;
    // What it is compared with stays, unless that was left to us.
    m_wish.insert(u"before"_s, m_isEarlierReport ? QString() : m_answer.wish.before);
    m_wish.insert(u"after"_s, m_answer.choices[choice - 1].digest);
    ask();
}

QString CompareView::state() const
{
    if (!m_isAnswered)
        return u"loading"_s;
    return m_answer.error ? u"error"_s : u"ready"_s;
}

QString CompareView::summary() const
{
    if (state() != "ready"_L1)
        return {};
    int counts[3] = {0, 0, 0};
    for (const DiffFinding &finding : m_answer.diff.findings)
        ++counts[int(finding.kind)];
    return tr("%1 findings added, %2 removed, %3 changed, %4 unchanged")
        .arg(counts[int(DiffKind::Added)])
        .arg(counts[int(DiffKind::Gone)])
        .arg(counts[int(DiffKind::Changed)])
        .arg(m_answer.diff.unchanged);
}

QStringList CompareView::sides() const
{
    if (state() != "ready"_L1)
        return {};
    const auto text = [](const DiffSide &side) {
        if (!side.isScanned)
            return tr("not scanned on all platforms");
        return side.scanner.isEmpty()
            ? tr("reported %1").arg(format::dateTime(side.reported))
            : tr("reported %1 by %2").arg(format::dateTime(side.reported), safetext::cell(side.scanner));
    };
    return {text(m_answer.diff.before), text(m_answer.diff.after)};
}

QString CompareView::notes() const
{
    QStringList out;
    for (const Message &note : m_answer.diff.notes)
        out.append(note.text());
    return safetext::cell(out.join(u' '));
}

QString CompareView::vulnerability(const QString &key) const
{
    return m_findings.rowValue(key).value<DiffFinding>().vulnerability;
}

} // namespace lotse::ui
