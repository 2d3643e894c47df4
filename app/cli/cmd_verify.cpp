// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/safefile.h"
#include "base/safetext.h"
#include "harbor/artifact.h"
#include "harbor/client.h"
#include "oci/repositorywalk.h"
#include "oci/tagnames.h"
#include "planning.h"
#include "store/inventory.h"
#include "sync/ocspclient.h"
#include "trust/trustwalk.h"
#include "verdicttext.h"
#include "verifieditems.h"

#include <QFile>
#include <QFileInfo>

#include <optional>
#include <vector>

namespace lotse::cli {

using namespace Qt::StringLiterals;
using namespace lotse::trust;

namespace {

constexpr qint64 kMostFile = 1024 * 1024;

/// Verifies artifacts, several at a time, and tells of each in their order.
class Verification : public QObject {
public:
    Verification(Run &run, TrustPolicy policy, QList<NamedKey> keys)
        : QObject(&run)
        , m_run(run)
        , m_policy(std::move(policy))
        , m_keys(std::move(keys))
        , m_host(run.session().account().host())
        , m_isDeep(run.isSet("recursive"))
    {
        for (const QString &typed : run.arguments()) {
            if (!add(typed))
                return;
        }
        if (!run.isSet("all"))
            pump();
        else if (run.session().kind() == RegistryKind::Harbor)
            listHarbor();
        else
            listRepositories();
    }

private:
    static constexpr int kAtOnce = 4;

    bool add(const QString &typed)
    {
        const std::optional<oci::Reference> reference = typedReference(m_run, typed);
        if (!reference)
            return false;
        VerifiedItem item;
        item.question = {m_host, reference->repository, reference->target(), reference->text(), {}};
        m_items.push_back(std::move(item));
        return true;
    }

    static QList<oci::Digest> signaturesOf(const harbor::Artifact &artifact)
    {
        QList<oci::Digest> out;
        for (const harbor::Accessory &accessory : artifact.accessories) {
            const Result<oci::Digest> digest = oci::Digest::parse(accessory.digest);
            if (digest && accessory.type.startsWith("signature."_L1))
                out.append(*digest);
        }
        return out;
    }

    void listHarbor()
    {
        const harbor::Params scope =
            m_run.isSet("project") ? harbor::Params{{u"project_name"_s, m_run.value("project")}} : harbor::Params{};
        m_run.session().harbor().walk(
            *harbor::endpoint("artifacts"), scope, this,
            [this](const harbor::Progress &progress) { m_run.progress(progress.done, progress.total, progress.what); },
            [this](const Result<harbor::PagedList> &walk) {
                if (!walk) {
                    m_run.fail(walk.error());
                    return;
                }
                for (const QString &gap : walk->gaps())
                    m_run.partial(gap);
                for (const json::Record &row : walk->rows) {
                    const auto artifact = row.value.value<harbor::Artifact>();
                    QString text = m_host + u'/' + artifact.repositoryName;
                    if (!artifact.tags.isEmpty())
                        text += u':' + artifact.tags.first().name;
                    VerifiedItem item;
                    item.question = {m_host, artifact.repositoryName, artifact.digest, text + u'@' + artifact.digest,
                        signaturesOf(artifact)};
                    item.isListed = true;
                    m_items.push_back(std::move(item));
                }
                pump();
            });
    }

    void listRepositories()
    {
        oci::WalkQuestion question;
        if (m_run.session().kind() == RegistryKind::OciNoCatalog) {
            question.repositories = m_run.session().account().repositories;
            const bool isKnown = m_run.session().capabilities().support(u"catalog"_s) != Support::Unknown;
            if (question.repositories.isEmpty() && isKnown) {
                m_run.usage(LOTSE_MSG("%1 has no catalog of repositories: specify what to verify."), {m_host});
                return;
            }
        }
        auto *walk = new oci::RepositoryWalk(m_run.session().sharedTransport(), question, this);
        walk->onDone = [this](const Result<oci::WalkAnswer> &answer) {
            if (!answer) {
                m_run.fail(answer.error());
                return;
            }
            if (answer->stopped)
                m_run.partial(answer->stopped.text());
            const QString prefix = m_run.isSet("project") ? m_run.value("project") + u'/' : QString();
            for (const oci::RepositoryRow &row : answer->rows) {
                if (!row.name.startsWith(prefix))
                    continue;
                if (row.error)
                    m_run.partial(row.name + u": "_s + row.error.text());
                for (const oci::TagRow &tag : row.tags) {
                    // Tags that hold signatures themselves.
                    if (!oci::groupTags({tag.tag}).attached.isEmpty())
                        continue;
                    VerifiedItem item;
                    item.question = {m_host, row.name, tag.tag, m_host + u'/' + row.name + u':' + tag.tag, {}};
                    item.isListed = true;
                    m_items.push_back(std::move(item));
                }
            }
            pump();
        };
        walk->start();
    }

    void pump()
    {
        m_run.progress(m_done, qint64(m_items.size()), u"artifacts"_s);
        while (m_active < kAtOnce && m_next < m_items.size()) {
            ++m_active;
            ask(m_next++);
        }
        if (m_active == 0)
            finish();
    }

    void ask(size_t at)
    {
        const TrustQuestion &question = m_items[at].question;
        const qsizetype slash = question.repository.indexOf(u'/');
        if (m_items[at].isListed || m_run.session().kind() != RegistryKind::Harbor || slash < 0) {
            walk(at);
            return;
        }
        const harbor::Params params{{u"project_name"_s, question.repository.left(slash)},
            {u"repository_name"_s, question.repository.mid(slash + 1)}, {u"reference"_s, question.target}};
        m_run.session().harbor().one(
            *harbor::endpoint("artifact"), params, this, [this, at](const Result<json::Record> &record) {
                if (record)
                    m_items[at].question.accessories = signaturesOf(record->value.value<harbor::Artifact>());
                else if (record.error().status != 404)
                    m_items[at].notes.append(record.error());
                walk(at);
            });
    }

    void walk(size_t at)
    {
        auto *walk = new TrustWalk(m_run.session().oci(), m_items[at].question, this);
        walk->onDone = [this, at](const Result<Evidence> &evidence) {
            VerifiedItem &item = m_items[at];
            if (!evidence) {
                // One that cannot be read is no word on the others.
                const Error before = m_failure;
                if (!m_failure)
                    m_failure = evidence.error();
                m_run.warn(evidence.error(), item.question.reference);
                if (!counts(item))
                    m_failure = before;
            } else {
                askResponders(at, *evidence);
                return;
            }
            --m_active;
            ++m_done;
            pump();
        };
        walk->start();
    }

    // Responders of OCSP, where the policy says so.
    void askResponders(size_t at, const Evidence &evidence)
    {
        const QList<OcspQuestion> questions = ocspQuestionsOf(evidence, m_policy);
        for (const OcspQuestion &question : questions)
            m_run.output().note(u"Asks %1 whether the certificate %2 was revoked (OCSP).\n"_s.arg(
                safetext::visible(question.address), QString::fromLatin1(question.certificate)));
        askOcsp(m_run.wiring().lines, questions, this, [this, at, evidence](const QList<OcspAnswer> &answers) {
            Evidence whole = evidence;
            whole.ocsp = answers;
            take(at, whole);
        });
    }

    void take(size_t at, const Evidence &evidence)
    {
        VerifiedItem &item = m_items[at];
        item.verdict = judge(evidence, m_policy, m_run.wiring().clock.now().toUTC(), m_keys);
        item.verdict->failures += item.notes;
        lookBack(item, evidence);
        addChildren(at, evidence.subject.manifest);
        --m_active;
        ++m_done;
        pump();
    }

    // What "trust sync" kept of earlier times: a set that shrank, a tag that went back. Nothing is written.
    void lookBack(VerifiedItem &item, const Evidence &evidence)
    {
        const store::Plan plan = store::trustPlan(m_run.cachePlan().path);
        if (!m_kept && !m_isWithoutPast && QFile::exists(plan.path)) {
            auto opened = store::Database::open(plan, m_run.wiring().clock);
            if (opened)
                m_kept = std::move(opened).value();
            else
                m_run.output().warn(u"What was seen before cannot be read: "_s + opened.error().text());
        }
        m_isWithoutPast = !m_kept;
        if (!m_kept)
            return;
        store::TrustStore kept(m_kept.get());
        for (const QString &line : tellPast(kept, store::placeOf(m_run.session().account().url), item, evidence,
                 m_run.wiring().clock.now().toUTC()))
            m_run.output().warn(line);
    }

    // The images of an index, by their digests. What is no image (an attestation of BuildKit) is left out.
    void addChildren(size_t at, const oci::Manifest &manifest)
    {
        if (manifest.kind != oci::Manifest::Kind::Index || m_items[at].parent != VerifiedItem::kNone
            || (m_run.isSet("all") && !m_isDeep))
            return;
        for (const oci::Descriptor &child : manifest.manifests) {
            if (child.annotations.contains(u"vnd.docker.reference.type"_s))
                continue;
            VerifiedItem item;
            item.question = m_items[at].question;
            item.question.target = child.digest.text();
            item.question.reference = m_host + u'/' + item.question.repository + u'@' + child.digest.text();
            item.question.accessories.clear();
            item.parent = at;
            item.platform = child.platform.text();
            m_items.push_back(std::move(item));
        }
    }

    // Whether it is asked for: an image of an index is so with --recursive alone.
    bool counts(const VerifiedItem &item) const { return item.parent == VerifiedItem::kNone || m_isDeep; }

    void finish()
    {
        int code = 0;
        bool hasVerdict = false;
        for (const VerifiedItem &item : m_items) {
            hasVerdict = hasVerdict || item.verdict;
            if (counts(item))
                code =
                    worse(code, item.verdict ? trust::exitCode(*item.verdict) : lotse::exitCode(ErrorKind::Incomplete));
            for (const Error &failure : item.verdict ? item.verdict->failures : QList<Error>())
                m_run.output().warn(
                    item.verdict->reference + u": not all that is attached could be read: "_s + failure.text());
        }
        if (!hasVerdict && m_failure) {
            m_run.fail(m_failure);
            return;
        }
        tellItems(m_run.output(), m_items, m_isDeep);
        m_run.done(code);
    }

    Run &m_run;
    const TrustPolicy m_policy;
    const QList<NamedKey> m_keys;
    const QString m_host;
    const bool m_isDeep;
    std::vector<VerifiedItem> m_items;
    size_t m_next = 0;
    int m_active = 0;
    qint64 m_done = 0;
    Error m_failure;
    std::unique_ptr<store::Database> m_kept;
    bool m_isWithoutPast = false;
};

void startVerify(Run &run)
{
    if (run.isSet("project") && !run.isSet("all")) {
        run.usage(LOTSE_MSG("--project requires --all."));
        return;
    }
    if (run.arguments().isEmpty() && !run.isSet("all")) {
        run.usage(LOTSE_MSG("Specify what to verify, or use --all."));
        return;
    }
    for (const QString &typed : run.arguments()) {
        if (typed.endsWith(".zip"_L1) && QFileInfo(typed).isFile()) {
            run.usage(LOTSE_MSG("%1 is a file. To verify an evidence bundle, use \"lotse-cli verify-bundle %1 --trust "
                                "CERTIFICATES\"."),
                {typed});
            return;
        }
    }
    QList<NamedKey> keys;
    for (const QString &file : run.values("key")) {
        const Result<QByteArray> pem = readWhole(file, kMostFile);
        if (!pem) {
            run.fail(usageOf(pem.error()));
            return;
        }
        NamedKey named{QFileInfo(file).fileName(), {}};
        if (const Fault fault = PublicKey::fromPem(*pem, named.key)) {
            run.usage(LOTSE_MSG("%1 is not a usable PEM public key (%2)."), {file, reasonCode(fault.reason)});
            return;
        }
        keys.append(named);
    }
    TrustPolicy policy = policyOfKeys(keys);
    if (run.isSet("policy")) {
        const QString file = run.value("policy");
        const Result<QByteArray> text = readWhole(file, kMostFile);
        Result<TrustPolicy> read =
            text ? readTrustPolicy(*text, QFileInfo(file).absolutePath()) : Result<TrustPolicy>(text.error());
        if (!read) {
            run.fail(usageOf(read.error()));
            return;
        }
        policy = std::move(read).value();
    } else if (keys.isEmpty()) {
        policy.rules.clear();
    }
    run.withSession([&run, policy, keys] {
        new Verification(run, policy, keys); // belongs to the run
    });
}

} // namespace

Command verifyCommand()
{
    return {.name = "verify",
        .arguments = "[REF...]",
        .summary = "Verify what signed an image or another artifact.",
        .details =
            "REF is repository:tag or repository@digest, with or without the host in front. Signatures and "
            "attestations\n"
            "of cosign and notation are looked for in all places where they may be, and checked here, without asking\n"
            "anybody but the registry. Ends with 0 where each artifact is trusted: enough of those have signed that "
            "the\n"
            "policy names, or with --key alone one of these keys. 13: a signature is valid, and not trusted. 14: the\n"
            "signatures are invalid. 15: there is no signature. 7: it could not be told. Of several artifacts the "
            "worst\n"
            "counts, in the order 14, 7, 15, 13. An index is judged for itself; which of its images are signed by\n"
            "themselves is told below it, and counts with --recursive. docs/trust-policy.md tells of the policy.",
        .options = {{u"policy"_s, u"The trust policy, a JSON file."_s, u"FILE"_s},
            {u"all"_s, u"Verify all artifacts that the registry lists."_s},
            {u"recursive"_s, u"Of an index each image counts by itself, as after \"cosign sign --recursive\"."_s},
            {u"project"_s, u"With --all: only those of this project, or below this first part of the name."_s,
                u"NAME"_s},
            {u"key"_s,
                u"A public key in PEM. Beside --policy it is only tried: what it fits is valid, and not trusted. May be given more than once."_s,
                u"PEM"_s}},
        .least = 0,
        .most = -1,
        .takes = "@registry json csv progress",
        .start = startVerify};
}

} // namespace lotse::cli
