// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/message.h"
#include "base/result.h"
#include "harbor/endpoint.h"

#include <QJsonObject>

namespace lotse::harbor {

/// How a body is taken. A POST, PUT or PATCH that is answered with 200 proves nothing: what is stored depends on this.
enum class Writing {
    Nothing, ///< there is no body
    Replace, ///< the object becomes the body: an absent boolean is false, an absent text empty
    Merge, ///< what is absent stays
    Command, ///< an instruction (start, stop, test), not an object
};

/// What it costs to be wrong.
enum class Risk {
    Harmless, ///< reads or tests, changes nothing that is kept
    Reversible, ///< the earlier value can be put back as it was
    Restorable, ///< can be made again, with another number, or without what was hidden
    Lossy, ///< loses something small for good
    Final, ///< loses much for good, or acts at once on many things
};

enum class Undo {
    Nothing, ///< nothing was changed
    PutBack, ///< the same operation with the earlier values
    Remove, ///< what was made is deleted
    Recreate, ///< made anew: another number, and no secrets
    Impossible,
};

/// Whom a change reaches, besides the person who makes it.
enum class Affects { Nobody, OnePerson, Group, Robot, Project, Everyone };

/// A member of a body, by its path: "metadata.public". Where the server is irregular, the row says so.
struct Member {
    enum class Type { Text, Whole, Number, Flag, List, Object };
    enum class Handling {
        Written, ///< stored as sent, and read back
        Ignored, ///< answered with 200 and dropped
        CreateOnly, ///< the POST takes it, no later PUT does
        Hidden, ///< stored, and no GET shows it: it is not proved by reading back
        Identity, ///< must be the one of the object in the path
    };
    enum class Comparison {
        Exact,
        Url, ///< without blanks, end slash, query; http:// is put before one without a scheme
        Set, ///< a list in any order; null is the empty one
        Dn, ///< a distinguished name: lower case
        Lower, ///< without case
        Escaped, ///< text that may come back with entities
    };

    QString path;
    Type type = Type::Text;
    Handling handling = Handling::Written;
    Comparison comparison = Comparison::Exact;
    bool isRequired = false;
    bool isAskedFor = false; ///< the API description requires it, too: the registry answers 422 without it
    bool isSecret = false; ///< never sent unless a person typed it in this change
    std::optional<qint64> least, most; ///< of a whole number
    QStringList choices; ///< of a text; empty: any
    int longest = 0; ///< bytes of a text; 0: not limited

    bool operator==(const Member &) const = default;
};

/**
 * One POST, PUT, PATCH or DELETE of Harbor's API, as data. Forms, plans, the transport's callers and the demo registry
 * read the same rows.
 *
 * `members` are words "path:type" with type s text, i whole, n number, b flag, a list, o object, and behind it
 *   ! required (of us; the server takes the body without)   !! required by the API description, too   * secret   -
 * ignored   + only when made   ? hidden   = identity of the object (1..5) range   (a|b) choices   (<=255) bytes   ~url
 * ~set ~dn ~lower ~escaped how it is compared after.
 * "*" alone takes any member.
 */
struct Operation {
    const char *id = ""; ///< operationId of the API description: "updateQuota"
    const char *verb = "";
    const char *path = ""; ///< as in the API description, parameters in braces
    const char *body = ""; ///< type of the body there: "QuotaUpdateReq"; empty: none
    const char *parameter = ""; ///< its name there, which the server's refusals hold
    const char *members = "";
    bool needsBody = false;
    Writing writing = Writing::Nothing;
    const char *permission = ""; ///< "quota:update"; empty: anybody signed in may
    const char *reads = ""; ///< kind whose row is read before and after; empty: nothing shows the effect
    Risk risk = Risk::Reversible;
    Undo undo = Undo::PutBack;
    const char *inverse = ""; ///< id of the operation that takes it back; empty: this one, or none
    Affects affects = Affects::Nobody;
    const char *sentence = ""; ///< what it does, English, translated in context "core"; %1 … are `arguments`
    const char *arguments = ""; ///< "path.project_name body.role_id", in the order of the places
    const char *warning = ""; ///< what a person must know before it is applied; empty: nothing
    bool takesTime = false; ///< the effect comes after the answer: read again until it is there
};

const QList<Operation> &operations();
const Operation *operation(QByteArrayView id);
/// The operation of a verb at a path; names in braces do not count ("/quotas/{id}" is "/quotas/{quota}").
const Operation *operationAt(QByteArrayView verb, QByteArrayView path);

/// The members of the body, in the order of the row; empty for "*".
QList<Member> membersOf(const Operation &operation);
bool takesAnyMember(const Operation &operation);

/// What is wrong with a body before it is sent, by member.
struct MemberFault {
    QString path;
    Message message;
};
/// Members that are unknown (they would be lost without a word), ignored, missing, of a wrong type or out of their
/// range.
QList<MemberFault> faultsOf(const Operation &operation, const QJsonObject &body);

/// The request, checked: ErrorKind::Usage for a fault of the body, a missing path parameter, or a body where none is
/// taken.
Result<Request> buildRequest(const Operation &operation, const Params &params, const QJsonObject &body = {});

/// The body that writes `edited` (path to value) over what was just read: of a Replace the members of `fresh` that this
/// operation takes, without secrets and what is ignored, and the edits over them; of a Merge the edits alone.
QJsonObject bodyFrom(const Operation &operation, const QJsonObject &fresh, const QMap<QString, QJsonValue> &edited);

/// Whether a value is what was sent, by the member's comparison. A hidden member is never proved: false.
bool isStored(const Member &member, const QJsonValue &sent, const QJsonValue &read);

/// What the change does, in words.
Message sentenceOf(const Operation &operation, const Params &params, const QJsonObject &body);

/// A member by its path, undefined where there is none.
QJsonValue valueAt(const QJsonObject &object, const QString &path);
void putAt(QJsonObject &object, const QString &path, const QJsonValue &value);

/// What `make` takes of an object that was read: all but secrets.
QJsonObject remadeBody(const Operation &make, const QJsonObject &before);

/// The request that takes a change back.
struct Inverse {
    const Operation *operation = nullptr;
    Params params;
    QJsonObject body;
    Undo undo = Undo::Impossible;
};
/// `before` is what was read before (empty where there was nothing), `created` the path parameters of what was made.
/// Nothing where it cannot be taken back.
std::optional<Inverse> inverseOf(
    const Operation &operation, const Params &params, const QJsonObject &before, const Params &created = {});

} // namespace lotse::harbor
