// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/safefile.h"
#include "change/signing.h"
#include "harbor/artifact.h"
#include "harbor/client.h"
#include "planning.h"
#include "secretinput.h"
#include "trust/keyfile.h"

namespace lotse::cli {

using namespace Qt::StringLiterals;
using namespace lotse::trust;

namespace {

constexpr qint64 kMostFile = 1024 * 1024;

/// What is typed, before the registry is asked.
struct Typed {
    SigningKey key;
    SignatureForm form = SignatureForm::Bundle;
    Predicate predicate;
    QList<Certificate> chain;
};

/// Reads the artifact, signs, and goes on with the plan.
class Signing : public QObject {
public:
    Signing(Run &run, Typed typed)
        : QObject(&run)
        , m_run(run)
        , m_typed(std::move(typed))
    {
    }

    void start()
    {
        const std::optional<oci::Reference> reference = typedReference(m_run, m_run.arguments().first());
        if (!reference)
            return;
        m_target = reference->target();
        if (reference->tag.isEmpty() && !reference->digest.isValid())
            m_run.output().note(
                u"%1 names no tag: what the tag latest points to is signed.\n"_s.arg(reference->text()));
        m_place.host = m_run.session().transport()->origin().authority();
        m_place.repository = reference->repository;
        if (!reference->tag.isEmpty())
            m_place.tags = {reference->tag};
        m_run.session().oci().manifest(
            reference->repository, reference->target(), this, [this](const Result<oci::Manifest> &manifest) {
                if (!manifest && change::isHeldBack(manifest.error()))
                    return signByDigest(manifest.error());
                if (!manifest)
                    return m_run.fail(manifest.error());
                m_manifest = *manifest;
                m_place.subject = manifest->digest;
                m_place.images = manifest->manifests.size();
                askTags();
            });
    }

private:
    /// A project that holds back what is not signed: Harbor's own list says which digest a tag is.
    void signByDigest(const Error &why)
    {
        if (m_typed.form != SignatureForm::Simple || !m_typed.predicate.type.isEmpty())
            return m_run.fail(change::heldBack(why));
        const qsizetype slash = m_place.repository.indexOf(u'/');
        if (m_run.session().kind() != RegistryKind::Harbor || slash < 0)
            return m_run.fail(why);
        const harbor::Params params{{u"project_name"_s, m_place.repository.left(slash)},
            {u"repository_name"_s, m_place.repository.mid(slash + 1)}, {u"reference"_s, m_target}};
        m_run.session().harbor().one(
            *harbor::endpoint("artifact"), params, this, [this, why](const Result<json::Record> &record) {
                const Result<oci::Digest> digest =
                    oci::Digest::parse(record ? record->value.value<harbor::Artifact>().digest : QString());
                if (!digest)
                    return m_run.fail(record ? why : record.error());
                m_manifest.digest = *digest;
                m_place.subject = *digest;
                askTags();
            });
    }

    /// All tags of the artifact, where the registry is a Harbor: one signs for all of them.
    void askTags()
    {
        const qsizetype slash = m_place.repository.indexOf(u'/');
        if (m_run.session().kind() != RegistryKind::Harbor || slash < 0)
            return sign();
        m_place.project = m_place.repository.left(slash);
        const harbor::Params params{{u"project_name"_s, m_place.project},
            {u"repository_name"_s, m_place.repository.mid(slash + 1)}, {u"reference"_s, m_place.subject.text()}};
        m_run.session().harbor().one(
            *harbor::endpoint("artifact"), params, this, [this](const Result<json::Record> &record) {
                if (record) {
                    for (const harbor::Tag &tag : record->value.value<harbor::Artifact>().tags) {
                        if (!m_place.tags.contains(tag.name))
                            m_place.tags.append(tag.name);
                    }
                }
                sign();
            });
    }

    void sign()
    {
        SigningOrder order;
        order.subject = {m_place.host, m_place.repository, m_manifest};
        order.form = m_typed.form;
        order.predicate = m_typed.predicate;
        order.chain = m_typed.chain;
        order.now = m_run.wiring().clock.now().toUTC();
        const Result<SignedContent> content = makeSignature(m_typed.key, order);
        m_typed.key = {};
        if (!content)
            return m_run.fail(content.error());
        change::ChangePlan plan = newPlan(m_run);
        plan.add(change::attachmentOf(*content, m_place));
        if (m_run.isSet("output"))
            return deliverPlan(m_run, plan, actorOf(m_run.session()));
        applyPlan(m_run, plan,
            {.asksNothing = m_run.isSet("yes"),
                .isDryRun = m_run.isSet("dry-run"),
                .allowsChanges = m_run.isSet("allow-changes")});
    }

    Run &m_run;
    Typed m_typed;
    QString m_target;
    change::SignaturePlace m_place;
    oci::Manifest m_manifest; ///< the digest alone where it is held back
};

/// The password of the key; nothing where the run has ended with the error.
std::optional<SecureBytes> passwordOf(Run &run, KeyForm form)
{
    if (!takesPassword(form)) {
        if (!run.isSet("key-password-fd"))
            return SecureBytes();
        run.usage(LOTSE_MSG("The private key is not encrypted: --key-password-fd has no effect."));
        return std::nullopt;
    }
    if (run.isSet("key-password-fd")) {
        const Result<SecureBytes> read = secretinput::fromDescriptor(run.value("key-password-fd"));
        if (!read)
            run.fail(read.error());
        return read ? std::optional(*read) : std::nullopt;
    }
    const std::optional<SecureBytes> typed =
        secretinput::fromTerminal(form == KeyForm::Token ? u"PIN of the token"_s : u"Password of the private key"_s);
    if (!typed)
        run.usage(form == KeyForm::Token
                ? LOTSE_MSG("The token requires its PIN. Pass it with --key-password-fd.")
                : LOTSE_MSG("The private key is encrypted. Pass its password with --key-password-fd."));
    return typed;
}

bool takeDocument(Run &run, Typed &typed)
{
    if (run.isSet("type") != run.isSet("attest")) {
        run.usage(LOTSE_MSG("--attest FILE and --type must be used together."));
        return false;
    }
    if (!run.isSet("attest"))
        return true;
    const QString type = predicateTypeOf(run.value("type"));
    if (type.isEmpty()) {
        run.usage(LOTSE_MSG("--type requires cyclonedx, spdx, openvex, vuln, slsaprovenance, slsaprovenance1 or a URI, "
                            "not %1."),
            {run.value("type")});
        return false;
    }
    if (typed.form == SignatureForm::Notation) {
        run.usage(LOTSE_MSG("Notation does not support attestations: use --form bundle or legacy with --attest."));
        return false;
    }
    const Result<QByteArray> text = readWhole(run.value("attest"), mostPredicate);
    const Result<Predicate> predicate = text ? predicateFrom(*text, type) : Result<Predicate>(usageOf(text.error()));
    if (!predicate) {
        run.fail(predicate.error());
        return false;
    }
    typed.predicate = *predicate;
    return true;
}

bool takeChain(Run &run, Typed &typed)
{
    if (!run.isSet("chain"))
        return true;
    if (typed.form != SignatureForm::Notation) {
        run.usage(LOTSE_MSG("--chain requires --form notation: cosign's forms with a key contain no certificates."));
        return false;
    }
    const Result<QByteArray> pem = readWhole(run.value("chain"), kMostFile);
    if (!pem) {
        run.fail(usageOf(pem.error()));
        return false;
    }
    if (const Fault fault = Certificate::listFromFile(*pem, typed.chain)) {
        run.usage(
            LOTSE_MSG("%1 contains no readable certificates (%2)."), {run.value("chain"), reasonCode(fault.reason)});
        return false;
    }
    return true;
}

void startSign(Run &run)
{
    if (!run.isSet("key")) {
        run.usage(LOTSE_MSG("Specify the private key with --key."));
        return;
    }
    if (run.isSet("output") && (run.isSet("yes") || run.isSet("dry-run") || run.isSet("allow-changes"))) {
        run.usage(LOTSE_MSG("--output writes the plan and sends nothing: --yes, --dry-run and --allow-changes have no "
                            "effect with it."));
        return;
    }
    if (run.isSet("dry-run") && (run.isSet("yes") || run.isSet("allow-changes"))) {
        run.usage(LOTSE_MSG("--dry-run sends nothing: --yes and --allow-changes have no effect with it."));
        return;
    }
    Typed typed;
    if (run.isSet("form")) {
        const std::optional<SignatureForm> form = signatureFormOf(run.value("form"));
        if (!form) {
            run.usage(LOTSE_MSG("--form requires bundle, legacy or notation, not %1."), {run.value("form")});
            return;
        }
        typed.form = *form;
    }
    if (!takeDocument(run, typed) || !takeChain(run, typed))
        return;
    const Result<KeyForm> form = keyFormAt(run.value("key"));
    if (!form) {
        run.fail(usageOf(form.error()));
        return;
    }
    const std::optional<SecureBytes> password = passwordOf(run, *form);
    if (!password)
        return;
    const Result<SigningKey> key = openSigningKey(run.value("key"), *password);
    if (!key) {
        run.fail(key.error());
        return;
    }
    typed.key = *key;
    run.withSession([&run, typed] { (new Signing(run, typed))->start(); }); // belongs to the run
}

} // namespace

Command signCommand()
{
    return {.name = "sign",
        .arguments = "REF",
        .summary = "Sign an image or another artifact, or attest an SBOM or VEX file of it.",
        .details =
            "REF is repository:tag or repository@digest, with or without the host in front. The artifact's digest is\n"
            "signed here with the private key in FILE: PEM (plain or encrypted), cosign's key file, PKCS #12, or\n"
            "pkcs11:… for a token. The review shows digest, tags, key and what is pushed; then it is pushed, read "
            "back\n"
            "and verified, and kept in the journal. --form bundle (the default) is what cosign 3 makes, legacy the "
            "tag\n"
            ".sig of cosign 1 and 2, notation a JWS with the certificates of --chain or of the PKCS #12 file.\n"
            "--output keeps the plan in a file: \"lotse-cli apply\" pushes it, without the key. \"lotse-cli plan "
            "undo\"\n"
            "removes the signature again where the registry allows deleting. Exit codes as of apply.",
        .options = {{u"key"_s, u"The private key: a file, or pkcs11:… of a token."_s, u"FILE"_s},
            {u"form"_s, u"bundle, legacy or notation."_s, u"FORM"_s},
            {u"attest"_s, u"Attest this JSON document instead of signing the artifact alone."_s, u"FILE"_s},
            {u"type"_s, u"What --attest is: cyclonedx, spdx, openvex, or the URI of a predicate type."_s, u"TYPE"_s},
            {u"chain"_s, u"The certificates of the key up to the root, for --form notation."_s, u"PEM"_s},
            {u"key-password-fd"_s, u"Read the key's password from the open file descriptor N."_s, u"N"_s},
            {u"dry-run"_s, u"Sign and show, and send nothing."_s},
            {u"output"_s, u"Write the plan to FILE, and send nothing."_s, u"FILE"_s}, {u"yes"_s, u"Do not ask."_s},
            {u"allow-changes"_s, u"Let this run change the registry of an account that is kept read only."_s}},
        .least = 1,
        .most = 1,
        .takes = "@registry json csv progress",
        .start = startSign};
}

} // namespace lotse::cli
