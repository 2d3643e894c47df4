// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/findings.h"
#include "demo/images.h"
#include "demo/jsonvalue.h"
#include "demo/signing.h"

#include <QCryptographicHash>

using namespace Qt::StringLiterals;

namespace lotse::demo {

Artifact &Images::refer(qint64 subject, const QByteArray &artifactType, const QByteArray &configType,
    const QByteArray &layerType, const QByteArray &payload, const QString &accessoryType,
    const QJsonObject &annotations, const QDateTime &when)
{
    const Artifact &target = m_state.artifacts[subject];
    Repository &repository = m_state.repositories[target.repository];
    const QJsonObject of{{u"mediaType"_s, QString::fromLatin1(target.manifestMediaType)},
        {u"digest"_s, QString::fromLatin1(target.digest)}, {u"size"_s, target.manifest.size()}};
    QJsonObject layer{{u"mediaType"_s, QString::fromLatin1(layerType)},
        {u"digest"_s, QString::fromLatin1(blob(payload))}, {u"size"_s, payload.size()}};
    if (accessoryType == "signature.cosign"_L1)
        layer.insert(u"annotations"_s, annotations);
    QJsonObject manifest{{u"schemaVersion"_s, 2}, {u"mediaType"_s, QString::fromLatin1(OciManifest)},
        {u"config"_s,
            QJsonObject{{u"mediaType"_s, QString::fromLatin1(configType)},
                {u"digest"_s, QString::fromLatin1(blob("{}"))}, {u"size"_s, 2}}},
        {u"layers"_s, QJsonArray{layer}}, {u"subject"_s, of}};
    if (!artifactType.isEmpty())
        manifest.insert(u"artifactType"_s, QString::fromLatin1(artifactType));
    if (accessoryType != "signature.cosign"_L1 && !annotations.isEmpty())
        manifest.insert(u"annotations"_s, annotations);
    Artifact &artifact = add(repository, compact(manifest), when);
    artifact.mediaType = configType;
    artifact.artifactType = artifactType.isEmpty() ? configType : artifactType;
    artifact.accessoryType = accessoryType;
    artifact.accessoryId = m_state.nextAccessory++;
    artifact.subject = subject;
    artifact.type = accessoryType == "sbom.harbor"_L1 ? u"SBOM"_s : u"UNKNOWN"_s;
    artifact.size += 2 + payload.size();
    artifact.annotations = manifest[u"annotations"_s].toObject();
    artifact.scan.outcome = Scan::Outcome::NotScannable;
    m_state.artifacts[subject].accessories.append(artifact.id);
    return artifact;
}

Artifact &Images::attached(Repository &repository, const QByteArray &manifest, qint64 subject,
    const QString &accessoryType, const QDateTime &when)
{
    Artifact &artifact = add(repository, manifest, when);
    artifact.accessoryType = accessoryType;
    artifact.accessoryId = m_state.nextAccessory++;
    artifact.subject = subject;
    artifact.type = u"UNKNOWN"_s;
    artifact.scan.outcome = Scan::Outcome::NotScannable;
    m_state.artifacts[subject].accessories.append(artifact.id);
    return artifact;
}

void Images::sign(qint64 artifact, const QDateTime &when, bool isBroken)
{
    const Artifact &target = m_state.artifacts[artifact];
    // The broken one was made for another image and copied to this one: a check of it has to fail, and Harbor counts it
    // all the same.
    const QString digest = isBroken ? u"sha256:"_s
            + QString::fromLatin1(QCryptographicHash::hash(target.digest, QCryptographicHash::Sha256).toHex())
                                    : QString::fromLatin1(target.digest);
    const QByteArray payload = compact(
        QJsonObject{{u"critical"_s,
                        QJsonObject{{u"identity"_s,
                                        QJsonObject{{u"docker-reference"_s,
                                            u"demo.lotse.example/"_s + m_state.repositories[target.repository].name}}},
                            {u"image"_s, QJsonObject{{u"docker-manifest-digest"_s, digest}}},
                            {u"type"_s, u"cosign container image signature"_s}}},
            {u"optional"_s, QJsonValue::Null}});
    const QByteArray signature = demoSignature(payload).toBase64();
    refer(artifact, {}, "application/vnd.oci.image.config.v1+json", "application/vnd.dev.cosign.simplesigning.v1+json",
        payload, u"signature.cosign"_s, {{u"dev.cosignproject.cosign/signature"_s, QString::fromLatin1(signature)}},
        when);
}

void Images::notarize(qint64 artifact, const QDateTime &when)
{
    const QByteArray payload = "{\"payload\":\""
        + QByteArray::fromHex(m_state.artifacts[artifact].digest.mid(7)).toBase64()
        + "\",\"protected\":\"\",\"signature\":\"\"}";
    const QString thumbprint = QString::fromLatin1(digestOf("certificate of release-bot").mid(7));
    refer(artifact, "application/vnd.cncf.notary.signature", "application/vnd.cncf.notary.signature",
        "application/jose+json", payload, u"signature.notation"_s,
        {{u"io.cncf.notary.x509chain.thumbprint#S256"_s, u"[\"%1\"]"_s.arg(thumbprint)}}, when);
}

void Images::attest(qint64 artifact, const QDateTime &when)
{
    const Artifact &target = m_state.artifacts[artifact];
    const QByteArray statement = compact(QJsonObject{{u"_type"_s, u"https://in-toto.io/Statement/v1"_s},
        {u"predicateType"_s, u"https://slsa.dev/provenance/v1"_s},
        {u"subject"_s,
            QJsonArray{QJsonObject{{u"name"_s, m_state.repositories[target.repository].name},
                {u"digest"_s, QJsonObject{{u"sha256"_s, QString::fromLatin1(target.digest.mid(7))}}}}}},
        {u"predicate"_s,
            QJsonObject{
                {u"buildDefinition"_s, QJsonObject{{u"buildType"_s, u"https://git.lotse.example/build/v1"_s}}}}}});
    const QByteArray envelope = compact(QJsonObject{{u"payloadType"_s, u"application/vnd.in-toto+json"_s},
        {u"payload"_s, QString::fromLatin1(statement.toBase64())}, {u"signatures"_s, QJsonArray()}});
    refer(artifact, "application/vnd.in-toto+json", "application/vnd.oci.empty.v1+json", "application/vnd.in-toto+json",
        envelope, u"subject.accessory"_s, {{u"in-toto.io/predicate-type"_s, u"https://slsa.dev/provenance/v1"_s}},
        when);
}

void Images::attestSigned(qint64 artifact, const QDateTime &when)
{
    const Artifact &target = m_state.artifacts[artifact];
    const QByteArray statement = compact(QJsonObject{{u"_type"_s, u"https://in-toto.io/Statement/v1"_s},
        {u"predicateType"_s, u"https://slsa.dev/provenance/v1"_s},
        {u"subject"_s,
            QJsonArray{QJsonObject{{u"name"_s, m_state.repositories[target.repository].name},
                {u"digest"_s, QJsonObject{{u"sha256"_s, QString::fromLatin1(target.digest.mid(7))}}}}}},
        {u"predicate"_s,
            QJsonObject{
                {u"buildDefinition"_s, QJsonObject{{u"buildType"_s, u"https://git.lotse.example/build/v1"_s}}}}}});
    const QByteArray type = "application/vnd.in-toto+json";
    const QByteArray signature = demoSignature("DSSEv1 " + QByteArray::number(type.size()) + ' ' + type + ' '
        + QByteArray::number(statement.size()) + ' ' + statement);
    const QByteArray bundleType = "application/vnd.dev.sigstore.bundle.v0.3+json";
    const QByteArray bundle = compact(QJsonObject{{u"mediaType"_s, QString::fromLatin1(bundleType)},
        {u"verificationMaterial"_s, QJsonObject{{u"publicKey"_s, QJsonObject{{u"hint"_s, u"demo"_s}}}}},
        {u"dsseEnvelope"_s,
            QJsonObject{{u"payload"_s, QString::fromLatin1(statement.toBase64())},
                {u"payloadType"_s, QString::fromLatin1(type)},
                {u"signatures"_s, QJsonArray{QJsonObject{{u"sig"_s, QString::fromLatin1(signature.toBase64())}}}}}}});
    refer(artifact, bundleType, "application/vnd.oci.empty.v1+json", bundleType, bundle, u"signature.cosign"_s,
        {{u"dev.sigstore.bundle.predicateType"_s, u"https://slsa.dev/provenance/v1"_s}}, when);
}

void Images::describe(qint64 artifact, const QDateTime &when)
{
    const Artifact target = m_state.artifacts[artifact];
    const QByteArray name = m_state.repositories[target.repository].name.toUtf8() + '@' + target.digest;
    const QByteArray created = madeAt(name).toLatin1();
    QByteArray packages;
    QByteArray relations = "{\"relatedSpdxElement\":\"SPDXRef-Image\",\"relationshipType\":\"DESCRIBES\","
                           "\"spdxElementId\":\"SPDXRef-DOCUMENT\"}";
    for (const Package &package : packagesOf(familyOf(target))) {
        const QByteArray version = versionOf(target, package);
        const QByteArray id = "SPDXRef-Package-" + digestOf(package.name).mid(7, 16);
        packages += packages.isEmpty() ? "" : ",";
        packages += "{\"SPDXID\":\"" + id + "\",\"downloadLocation\":\"NONE\",\"externalRefs\":[{\"referenceCategory\":"
            + "\"PACKAGE-MANAGER\",\"referenceLocator\":\"pkg:" + package.type + '/' + package.name + '@' + version
            + "\",\"referenceType\":\"purl\"}],\"filesAnalyzed\":false,\"licenseConcluded\":\"" + package.license
            + "\",\"licenseDeclared\":\"" + package.license + "\",\"name\":\"" + package.name
            + "\",\"primaryPackagePurpose\":\"LIBRARY\",\"supplier\":\"NOASSERTION\",\"versionInfo\":\"" + version
            + "\"}";
        relations += ",{\"relatedSpdxElement\":\"" + id
            + "\",\"relationshipType\":\"CONTAINS\",\"spdxElementId\":\"SPDXRef-Image\"}";
    }
    const QByteArray document = "{\"SPDXID\":\"SPDXRef-DOCUMENT\",\"creationInfo\":{\"created\":\"" + created
        + "\",\"creators\":[\"Organization: Aqua Security\",\"Tool: trivy-v0.58.2\"]},\"dataLicense\":\"CC0-1.0\","
        + "\"documentNamespace\":\"https://demo.lotse.example/spdx/" + name + "\",\"name\":\"" + name
        + "\",\"packages\":[" + packages + "],\"relationships\":[" + relations + "],\"spdxVersion\":\"SPDX-2.3\"}";
    Artifact &sbom = refer(artifact, "application/vnd.goharbor.harbor.sbom.v1",
        "application/vnd.goharbor.harbor.sbom.v1", "application/vnd.goharbor.harbor.sbom.v1", document,
        u"sbom.harbor"_s, {{u"org.opencontainers.artifact.created"_s, QString::fromLatin1(created)}}, when);
    sbom.sbomBlob = digestOf(document);
    m_state.artifacts[artifact].sbom = sbom.id;
}

} // namespace lotse::demo
