// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "triage/trustbook.h"

#include "store/inventory.h"
#include "trust/keptevidence.h"

#include <QFile>
#include <QFileInfo>

namespace lotse {

using namespace Qt::StringLiterals;
using findings::SignState;

namespace {

QString keyOf(const QString &repository, const QString &digest)
{
    return repository + u'@' + digest;
}

class Texts {
public:
    explicit Texts(std::vector<QByteArray> &texts)
        : m_texts(texts)
    {
    }
    void add(std::vector<quint32> &list, const QString &text)
    {
        if (text.isEmpty())
            return;
        const QByteArray bytes = text.toUtf8();
        const auto known = m_numbers.constFind(bytes);
        const quint32 number = known != m_numbers.cend() ? *known : quint32(m_texts.size());
        if (known == m_numbers.cend()) {
            m_numbers.insert(bytes, number);
            m_texts.push_back(bytes);
        }
        if (std::find(list.begin(), list.end(), number) == list.end())
            list.push_back(number);
    }

private:
    std::vector<QByteArray> &m_texts;
    QHash<QByteArray, quint32> m_numbers;
};

} // namespace

const store::KeptVerdict *RegistryTrust::find(const QString &repository, const QString &digest) const
{
    const auto at = byKey.constFind(keyOf(repository, digest));
    return at == byKey.cend() ? nullptr : &rows[*at];
}

SignState RegistryTrust::state(const store::KeptVerdict *verdict, const QDateTime &now) const
{
    if (!verdict || policy.error || !trust::isCurrent(*verdict, policy, now))
        return SignState::Unverified;
    if (verdict->state == "trusted"_L1)
        return SignState::Trusted;
    if (verdict->state == "valid"_L1)
        return SignState::Valid;
    // What could not be read may say otherwise.
    if (verdict->isPartial || verdict->state == "limit"_L1)
        return SignState::Unverified;
    if (verdict->state == "invalid"_L1)
        return SignState::Invalid;
    if (verdict->state == "claimed"_L1)
        return SignState::Claimed;
    return verdict->state == "none"_L1 ? SignState::None : SignState::Unverified;
}

std::vector<SignState> RegistryTrust::children(
    const QString &repository, const QStringList &digests, const QDateTime &now) const
{
    std::vector<SignState> out;
    for (const QString &digest : digests)
        out.push_back(state(find(repository, digest), now));
    return out;
}

QStringList childrenOf(const findings::Segment &segment, const findings::Segment::Image &image)
{
    using findings::Segment;
    QStringList out;
    for (const quint32 number : image.platforms) {
        const Segment::Platform &platform = segment.platforms[number];
        if (platform.digest != image.digest && !segment.text(Segment::Name, platform.name).startsWith(u"unknown"))
            out.append(segment.text(Segment::Digest, platform.digest));
    }
    return out;
}

const RegistryTrust *TrustBook::find(const QString &registryId) const
{
    const auto at = registries.constFind(registryId);
    return at == registries.cend() ? nullptr : &*at;
}

std::shared_ptr<const TrustBook> readTrustBook(
    const store::Plan &cache, const QList<TrustRegistry> &registries, const Clock &clock)
{
    auto book = std::make_shared<TrustBook>();
    const store::Plan plan = store::trustPlan(cache.path);
    const QString folder = QFileInfo(cache.path).absolutePath();
    std::unique_ptr<store::Database> database;
    if (QFile::exists(plan.path)) {
        auto opened = store::Database::open(plan, clock);
        if (opened)
            database = std::move(opened).value();
        else
            book->error = opened.error();
    }
    for (const TrustRegistry &registry : registries) {
        RegistryTrust one;
        one.place = store::placeOf(registry.origin);
        one.policy = trust::readPolicyFile(trust::policyFolder(folder, one.place));
        if (database) {
            const Result<store::KeptVerdicts> kept = store::TrustStore(database.get()).verdicts(one.place);
            if (kept) {
                one.rows = kept->rows;
                one.damaged = kept->damaged;
            } else {
                book->error = kept.error();
            }
            const Result<QList<store::TagReturn>> returns = store::TrustStore(database.get()).returns(one.place);
            if (returns)
                one.returns = *returns;
            else
                book->error = returns.error();
        }
        for (qsizetype i = 0; i < one.rows.size(); ++i) {
            one.byKey.insert(keyOf(one.rows[i].repository, one.rows[i].digest), i);
            if (!one.newest.isValid() || one.rows[i].checkedAt > one.newest)
                one.newest = one.rows[i].checkedAt;
        }
        book->registries.insert(registry.id, std::move(one));
    }
    return book;
}

std::shared_ptr<const findings::TrustMarks> trustMarks(
    const TrustBook &book, const findings::FindingSet &set, const QDateTime &now)
{
    auto marks = std::make_shared<findings::TrustMarks>();
    for (const findings::FindingSet::Part &part : set.parts()) {
        const findings::Segment &segment = *part.segment;
        const RegistryTrust *registry = book.find(segment.registryId);
        if (!registry)
            continue;
        findings::TrustMarks::Part out;
        Texts texts(out.texts);
        out.images.resize(segment.images.size());
        for (size_t i = 0; i < segment.images.size(); ++i) {
            const findings::Segment::Image &image = segment.images[i];
            const QString repository =
                segment.text(findings::Segment::Name, segment.repositories[image.repository].name);
            const store::KeptVerdict *verdict =
                registry->find(repository, segment.text(findings::Segment::Digest, image.digest));
            findings::TrustMarks::Image &mark = out.images[i];
            mark.state = registry->state(verdict, now);
            mark.children = registry->children(repository, childrenOf(segment, image), now);
            if (!verdict || !trust::isCurrent(*verdict, registry->policy, now))
                continue;
            mark.checked = verdict->checkedAt.toSecsSinceEpoch();
            for (const store::KeptSigner &signer : verdict->signers) {
                if (signer.state != "trusted"_L1 && signer.state != "valid"_L1)
                    continue;
                texts.add(mark.signers, signer.name);
                texts.add(mark.signers, signer.id);
            }
            for (const QString &type : verdict->attested)
                texts.add(mark.attested, type);
            for (const QString &type : verdict->vouched)
                texts.add(mark.vouched, type);
        }
        marks->parts.insert(segment.registryId, std::move(out));
    }
    return marks;
}

} // namespace lotse
