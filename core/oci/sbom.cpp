// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "oci/sbom.h"

#include "base/decodetext.h"
#include "oci/sbomgraph.h"
#include "json/check.h"

#include <simdjson.h>

namespace lotse::oci {

using namespace Qt::StringLiterals;

namespace {

namespace od = simdjson::ondemand;

constexpr qsizetype kMaxSbom = 256LL * 1024 * 1024;
constexpr qsizetype maxPackages = 500'000;
constexpr size_t maxText = 1024 * 1024;
constexpr int maxNesting = 16;

Error wrong(const QString &where, const char *due)
{
    Error error;
    error.kind = ErrorKind::Decode;
    error.where = where;
    error.message = {LOTSE_MSG("The SBOM is not readable: %1 is not %2."), {where, QString::fromLatin1(due)}};
    return error;
}

Error broken(const QString &where, const char *detail)
{
    Error error;
    error.kind = ErrorKind::Decode;
    error.where = where;
    error.detail = QString::fromLatin1(detail);
    error.message = {LOTSE_MSG("The SBOM is not valid JSON or is truncated (at %1)."), {where}};
    return error;
}

Error broken(const QString &where, simdjson::error_code code)
{
    return broken(where, simdjson::error_message(code));
}

Error tooLarge(const char *message, const QString &limit)
{
    Error error;
    error.kind = ErrorKind::TooLarge;
    error.message = {message, {limit}};
    return error;
}

/// One pass over the document. Every read function returns false after it has set `m_error`.
class Reader {
public:
    Result<Sbom> read(const simdjson::padded_string_view &text);

private:
    bool document(od::object object, const QString &path, int depth);
    bool spdxPackage(od::object object, const QString &path);
    bool spdxReference(od::object object, const QString &path, SbomPackage &package);
    bool component(od::object object, const QString &path, int depth);
    bool metadata(od::object object, const QString &path);
    bool licence(od::object object, const QString &path, QStringList &out);
    bool addPackage(SbomPackage package);
    bool graphElement(od::object object, const QString &path);
    bool graphReferences(od::value &value, const QString &path, QStringList &out);

    bool text(od::value &value, const QString &path, QString &out);
    bool texts(od::value &value, const QString &path, QStringList &out);
    bool isNull(od::value &value);
    bool fail(const Error &error)
    {
        m_error = error;
        return false;
    }

    /// Calls `member(key, value, path)` for each member that is not null.
    template <typename F>
    bool members(od::object object, const QString &path, F member)
    {
        for (auto entry : object) {
            std::string_view key;
            od::value value;
            if (const auto code = entry.unescaped_key().get(key))
                return fail(broken(path, code));
            if (const auto code = entry.value().get(value))
                return fail(broken(path, code));
            if (!isNull(value)
                && !member(key, value, path + u'.' + QString::fromUtf8(key.data(), qsizetype(key.size()))))
                return false;
        }
        return true;
    }

    bool object(od::value &value, const QString &path, od::object &out)
    {
        return value.get_object().get(out) ? fail(wrong(path, "an object")) : true;
    }

    /// Calls `element(object, path)` for each object of a list.
    template <typename F>
    bool objects(od::value &value, const QString &path, F element)
    {
        od::array array;
        if (value.get_array().get(array))
            return fail(wrong(path, "a list"));
        qsizetype i = 0;
        for (auto entry : array) {
            const QString here = path + u'[' + QString::number(i++) + u']';
            od::value each;
            od::object inner;
            if (const auto code = entry.get(each))
                return fail(broken(here, code));
            if (!object(each, here, inner) || !element(inner, here))
                return false;
        }
        return true;
    }

    Sbom m_sbom;
    SbomGraph m_graph;
    Error m_error;
    QString m_otherFormat;
};

bool Reader::isNull(od::value &value)
{
    bool null = false;
    return value.is_null().get(null) == simdjson::SUCCESS && null;
}

bool Reader::text(od::value &value, const QString &path, QString &out)
{
    std::string_view raw;
    if (value.get_string().get(raw))
        return fail(wrong(path, "a text"));
    if (raw.size() > maxText)
        return fail(tooLarge(LOTSE_MSG("A text of the SBOM exceeds %1 and is not read."), u"1 MiB"_s));
    out = QString::fromUtf8(raw.data(), qsizetype(raw.size()));
    return true;
}

bool Reader::texts(od::value &value, const QString &path, QStringList &out)
{
    od::array array;
    if (value.get_array().get(array))
        return fail(wrong(path, "a list"));
    for (auto entry : array) {
        od::value each;
        QString word;
        if (const auto code = entry.get(each))
            return fail(broken(path, code));
        if (!text(each, path, word))
            return false;
        out.append(word);
    }
    return true;
}

bool Reader::addPackage(SbomPackage package)
{
    if (m_sbom.packages.size() >= maxPackages)
        return fail(tooLarge(LOTSE_MSG("The SBOM lists more than %1 packages and is not read."), u"500,000"_s));
    m_sbom.packages.append(std::move(package));
    return true;
}

// SPDX writes that it does not know in words.
bool isAsserted(const QString &licence)
{
    return !licence.isEmpty() && licence != "NOASSERTION"_L1 && licence != "NONE"_L1;
}

bool Reader::spdxReference(od::object object, const QString &path, SbomPackage &package)
{
    QString type;
    QString locator;
    const bool ok = members(object, path, [&](std::string_view key, od::value &value, const QString &here) {
        if (key == "referenceType")
            return text(value, here, type);
        return key != "referenceLocator" || text(value, here, locator);
    });
    if (ok && type == "purl"_L1 && package.purl.isEmpty())
        package.purl = locator;
    return ok;
}

bool Reader::spdxPackage(od::object object, const QString &path)
{
    SbomPackage package;
    QString declared;
    QString concluded;
    const bool ok = members(object, path, [&](std::string_view key, od::value &value, const QString &here) {
        if (key == "name")
            return text(value, here, package.name);
        if (key == "versionInfo")
            return text(value, here, package.version);
        if (key == "licenseDeclared")
            return text(value, here, declared);
        if (key == "licenseConcluded")
            return text(value, here, concluded);
        if (key == "primaryPackagePurpose")
            return text(value, here, package.type);
        if (key == "supplier")
            return text(value, here, package.supplier);
        if (key != "externalRefs")
            return true;
        return objects(value, here,
            [&](od::object reference, const QString &at) { return spdxReference(reference, at, package); });
    });
    package.type = package.type.toLower();
    package.name = packageName(package.name, package.purl);
    if (!isAsserted(package.supplier))
        package.supplier.clear();
    if (isAsserted(concluded))
        package.licences.append(concluded);
    else if (isAsserted(declared))
        package.licences.append(declared);
    return ok && addPackage(std::move(package));
}

// {"license":{"id" or "name"}} or {"expression"}
bool Reader::licence(od::object object_, const QString &path, QStringList &out)
{
    return members(object_, path, [&](std::string_view key, od::value &value, const QString &here) {
        QString word;
        if (key == "expression") {
            if (!text(value, here, word))
                return false;
        } else if (key == "license") {
            od::object inner;
            const bool ok = object(value, here, inner)
                && members(inner, here, [&](std::string_view name, od::value &each, const QString &at) {
                       return (name != "id" && name != "name") || text(each, at, word);
                   });
            if (!ok)
                return false;
        }
        if (!word.isEmpty())
            out.append(word);
        return true;
    });
}

bool Reader::component(od::object object_, const QString &path, int depth)
{
    if (depth > maxNesting)
        return fail(tooLarge(LOTSE_MSG("The SBOM components exceed the nesting depth of %1; the SBOM is not read."),
            QString::number(maxNesting)));
    // The row is taken before what is nested in it, and filled by its number: the list grows meanwhile.
    if (!addPackage({}))
        return false;
    const qsizetype row = m_sbom.packages.size() - 1;
    SbomPackage package;
    QString group;
    const bool ok = members(object_, path, [&](std::string_view key, od::value &value, const QString &here) {
        if (key == "name")
            return text(value, here, package.name);
        if (key == "version")
            return text(value, here, package.version);
        if (key == "type")
            return text(value, here, package.type);
        if (key == "purl")
            return text(value, here, package.purl);
        if (key == "group")
            return text(value, here, group);
        if (key == "supplier") {
            od::object supplier;
            return object(value, here, supplier)
                && members(supplier, here, [&](std::string_view name, od::value &each, const QString &at) {
                       return name != "name" || text(each, at, package.supplier);
                   });
        }
        if (key == "licenses") {
            return objects(
                value, here, [&](od::object each, const QString &at) { return licence(each, at, package.licences); });
        }
        if (key != "components")
            return true;
        return objects(value, here, [&](od::object each, const QString &at) { return component(each, at, depth + 1); });
    });
    if (!group.isEmpty())
        package.name.prepend(group + u'/');
    package.name = packageName(package.name, package.purl);
    package.type = package.type.toLower();
    m_sbom.packages[row] = std::move(package);
    return ok;
}

// An id, or an element in its place, or a list of them.
bool Reader::graphReferences(od::value &value, const QString &path, QStringList &out)
{
    const auto one = [&](od::value &each) {
        od::json_type type;
        if (const auto code = each.type().get(type))
            return fail(broken(path, code));
        if (type == od::json_type::string) {
            QString id;
            if (!text(each, path, id))
                return false;
            out.append(id);
            return true;
        }
        od::object inner;
        return object(each, path, inner)
            && members(inner, path, [&](std::string_view key, od::value &member, const QString &here) {
                   QString id;
                   if (withoutProfile(key) != "spdxId" && key != "@id" && withoutProfile(key) != "name")
                       return true;
                   if (!text(member, here, id))
                       return false;
                   if (out.isEmpty() || withoutProfile(key) != "name")
                       out.append(id);
                   return true;
               });
    };
    od::json_type type;
    if (const auto code = value.type().get(type))
        return fail(broken(path, code));
    if (type != od::json_type::array)
        return one(value);
    od::array array;
    if (value.get_array().get(array))
        return fail(wrong(path, "a list"));
    for (auto entry : array) {
        od::value each;
        if (const auto code = entry.get(each))
            return fail(broken(path, code));
        if (!one(each))
            return false;
    }
    return true;
}

// An element of SPDX 3. What refers to what is put together when all are read.
bool Reader::graphElement(od::object object_, const QString &path)
{
    SbomElement element;
    const bool ok = members(object_, path, [&](std::string_view key, od::value &value, const QString &here) {
        const std::string_view name = withoutProfile(key);
        if (name == "type" || name == "@type")
            return text(value, here, element.type);
        if (name == "spdxId" || name == "@id")
            return text(value, here, element.id);
        if (name == "name")
            return text(value, here, element.name);
        if (name == "packageVersion")
            return text(value, here, element.version);
        if (name == "packageUrl")
            return text(value, here, element.purl);
        if (name == "primaryPurpose")
            return text(value, here, element.purpose);
        if (name == "relationshipType")
            return text(value, here, element.relation);
        if (name == "licenseExpression")
            return text(value, here, element.expression);
        if (name == "created")
            return text(value, here, element.created);
        if (name == "specVersion")
            return text(value, here, element.specVersion);
        if (name == "createdUsing")
            return graphReferences(value, here, element.tools);
        if (name == "to")
            return graphReferences(value, here, element.to);
        QStringList one;
        if (name == "from" || name == "suppliedBy") {
            if (!graphReferences(value, here, one))
                return false;
            (name == "from" ? element.from : element.supplier) = one.value(0);
            return true;
        }
        if (name != "externalIdentifier" && name != "externalIdentifiers")
            return true;
        return objects(value, here, [&](od::object identifier, const QString &at) {
            QString type;
            QString is;
            const bool isRead = members(identifier, at, [&](std::string_view part, od::value &each, const QString &in) {
                const std::string_view word = withoutProfile(part);
                if (word == "externalIdentifierType")
                    return text(each, in, type);
                return word != "identifier" || text(each, in, is);
            });
            if (isRead && element.purl.isEmpty() && type.compare("packageUrl"_L1, Qt::CaseInsensitive) == 0)
                element.purl = is;
            return isRead;
        });
    });
    const QByteArray type = element.type.toUtf8();
    element.type = QString::fromUtf8(withoutProfile({type.constData(), size_t(type.size())}));
    m_graph.add(std::move(element));
    if (m_graph.packageCount() > maxPackages)
        return fail(tooLarge(LOTSE_MSG("The SBOM lists more than %1 packages and is not read."), u"500,000"_s));
    return ok;
}

// creationInfo of SPDX and metadata of CycloneDX: when, by what, and of what.
bool Reader::metadata(od::object object_, const QString &path)
{
    return members(object_, path, [&](std::string_view key, od::value &value, const QString &here) {
        if (key == "created" || key == "timestamp") {
            QString time;
            if (!text(value, here, time))
                return false;
            const QDateTime parsed = QDateTime::fromString(time, Qt::ISODateWithMs);
            m_sbom.created =
                parsed.timeSpec() == Qt::LocalTime ? QDateTime(parsed.date(), parsed.time(), Qt::UTC) : parsed.toUTC();
            return true;
        }
        if (key == "creators")
            return texts(value, here, m_sbom.tools);
        if (key != "component")
            return true;
        od::object inner;
        return object(value, here, inner)
            && members(inner, here, [&](std::string_view name, od::value &each, const QString &at) {
                   return name != "name" || text(each, at, m_sbom.name);
               });
    });
}

bool Reader::document(od::object object_, const QString &path, int depth)
{
    return members(object_, path, [&](std::string_view key, od::value &value, const QString &here) {
        od::object inner;
        if (key == "spdxVersion") {
            m_sbom.format = Sbom::Format::Spdx;
            return text(value, here, m_sbom.version);
        }
        if (key == "bomFormat") {
            m_sbom.format = Sbom::Format::CycloneDx;
            return text(value, here, m_otherFormat);
        }
        if (key == "specVersion")
            return text(value, here, m_sbom.version);
        if (key == "name")
            return text(value, here, m_sbom.name);
        if (key == "creationInfo" || key == "metadata")
            return object(value, here, inner) && metadata(inner, here);
        if (key == "packages") {
            return objects(value, here, [&](od::object each, const QString &at) { return spdxPackage(each, at); });
        }
        if (key == "components") {
            return objects(value, here, [&](od::object each, const QString &at) { return component(each, at, 1); });
        }
        if (key == "@graph")
            return objects(value, here, [&](od::object each, const QString &at) { return graphElement(each, at); });
        if (key == "predicate" && depth == 0) // an in-toto statement around it
            return object(value, here, inner) && document(inner, here, depth + 1);
        return true;
    });
}

Result<Sbom> Reader::read(const simdjson::padded_string_view &text)
{
    const QString root = u"$"_s;
    if (const json::Flaw flaw = json::check({text.data(), qsizetype(text.size())}))
        return broken(root, flaw.what);
    od::parser parser; // not kept: its index is four times as large as the document
    od::document whole;
    if (const auto code = parser.iterate(text).get(whole))
        return broken(root, code);
    od::object object_;
    if (whole.get_object().get(object_))
        return wrong(root, "an object");
    if (!document(object_, root, 0))
        return m_error;
    if (whole.current_location().error() == simdjson::SUCCESS)
        return broken(root, simdjson::TRAILING_CONTENT);
    m_graph.putInto(m_sbom);
    if (m_sbom.format == Sbom::Format::Unknown) {
        Error error;
        error.kind = ErrorKind::Unsupported;
        error.message = {
            LOTSE_MSG("Unsupported SBOM format: SPDX 2 and 3 and CycloneDX JSON are supported. You can save the file."),
            {}};
        return error;
    }
    return std::move(m_sbom);
}

} // namespace

Result<Sbom> parseSbom(QByteArray text)
{
    Result<QByteArray> decoded = decodeText(text, kMaxSbom, u"an SBOM"_s);
    if (!decoded)
        return decoded.error();
    text = std::move(decoded).value();
    const QByteArray start = text.left(64).trimmed();
    if (!start.isEmpty() && !start.startsWith('{') && !start.startsWith('[')) {
        Error error = broken(u"$"_s, simdjson::INCORRECT_TYPE);
        if (const Message said = foreignText(text); !said.isEmpty()) {
            error.kind = ErrorKind::Unsupported;
            error.message = said;
        }
        return error;
    }
    // Room behind the text instead of a second copy of it.
    const qsizetype length = text.size();
    text.reserve(length + qsizetype(simdjson::SIMDJSON_PADDING));
    return Reader().read(
        simdjson::padded_string_view(text.constData(), size_t(length), size_t(length) + simdjson::SIMDJSON_PADDING));
}

} // namespace lotse::oci
