// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "harbor/operation.h"

#include <QVariantMap>

namespace lotse::models {

/// How a field of a form is filled in; formFieldWord() is what QML sees.
enum class FieldType { Text, Secret, Whole, Size, Switch, Choice, Lines, Ticks, Cron, Colour, Day, Filters };
QString formFieldWord(FieldType type);

struct FieldChoice {
    const char *value = "";
    const char *text = ""; ///< LOTSE_MSG; empty: the value itself
};

/**
 * One field. What its member takes (type, range, length, required) comes from the table of operations; here is what a
 * person reads of it. A field without a member there is virtual: the hooks of its kind make members of it.
 */
struct FormField {
    const char *id = ""; ///< unique in the form; the path of the member unless `path` names it
    FieldType type = FieldType::Text;
    const char *label = ""; ///< LOTSE_MSG
    const char *help = ""; ///< LOTSE_MSG: the rule, shown while the field has the keys
    const char *path = "";
    const char *changePath = ""; ///< of an update, where it is another
    const char *group = ""; ///< LOTSE_MSG: the heading that it stands under; empty: that of the field before
    const char *rule = ""; ///< formrules.h
    const char *unit = ""; ///< LOTSE_MSG
    QList<FieldChoice> choices{};
    const char *source = ""; ///< FormSource whose rows are the choices
    const char *when = ""; ///< shown only where another field has one of these values: "trigger=scheduled|event_based"
    const char *otherwise = ""; ///< what a new one begins with; of a switch "true"
    const char *operation = ""; ///< a change of it is an operation of its own: "setUserSysAdmin"
    const char *reason = ""; ///< LOTSE_MSG: why it is never edited here; empty: it is
    bool isNew = true; ///< part of the form of a new one
    bool isChanged = true; ///< part of the form of one that is there
    bool isRequired = false; ///< besides what the table of operations asks for
    bool isInverted = false; ///< a switch that says the opposite of its member: "Verify certificate" of "insecure"
    bool isVirtual = false; ///< no member of its own
};

/// Rows of the registry that a field offers.
struct FormSource {
    const char *name = "";
    const char *kind = ""; ///< of the endpoint table
    const char *value = "", *text = ""; ///< members of a row
};
const FormSource *formSource(QByteArrayView name);

/// By the id of the field: texts, switches as bool, ticks as QStringList, filters as QVariantList of {type, decoration,
/// value}. Invalid: several values at once.
using FormValues = QVariantMap;
using FormMembers = QMap<QString, QJsonValue>; ///< by path

/// One kind of thing that a form makes or changes.
struct FormKind {
    const char *name = ""; ///< "label"
    const char *create = "", *update = "", *remove = ""; ///< operations; empty: none
    const char *parameter = ""; ///< of the path of `update` and `remove`
    const char *key = ""; ///< member of a row that gives it
    const char *naming = "name"; ///< member that is the name of a thing
    bool isOfProject = false; ///< the operations need the project
    const char *newTitle = ""; ///< LOTSE_MSG "New label"
    const char *title = ""; ///< LOTSE_MSG "Label %1"
    const char *tests = ""; ///< operation that tries what is typed
    QList<FormField> fields{};
    /// Values of virtual fields, from what was read (empty for a new one).
    void (*read)(const QJsonObject &form, FormValues &values) = nullptr;
    /// Members that virtual fields make.
    void (*write)(const FormValues &values, const QJsonObject &form, FormMembers &members) = nullptr;
    /// What is wrong between fields, by field.
    void (*check)(const FormValues &values, const FormValues &before, QMap<QString, Message> &problems) = nullptr;

    const FormField *field(const QString &id) const;
};

const QList<FormKind> &formKinds();
const FormKind *formKind(const QString &name);
/// The form that makes a row of a table of this kind ("project-labels" gives "project-label"); empty where there is
/// none.
QString formOfTable(const QString &kind);

/// What people call a member that an operation changes: "Scan images on push"; the path where no form has it.
QString memberLabel(const QByteArray &operation, const QString &path);

// By subject; only formkinds.cpp puts them together.
void addPeopleForms(QList<FormKind> &kinds);
void addProjectForms(QList<FormKind> &kinds);
void addDistributionForms(QList<FormKind> &kinds);
void addPreheatForms(QList<FormKind> &kinds);
void addSystemForms(QList<FormKind> &kinds);
void addScheduleForms(QList<FormKind> &kinds);

/// What starts a policy: by hand, at set times, or with a push; and the times. Virtual: triggers are written
/// differently.
FormField triggerField();
FormField triggerCronField(const char *rule);

/// Which fields a form shows, by their conditions.
bool isFieldShown(const FormField &field, const FormValues &values, bool isNew);
/// The value of a member as the field shows it.
QVariant fieldValue(const FormField &field, const QJsonValue &member);
/// The member that a field makes; undefined where nothing is said (an empty text of a new thing, mixed values).
QJsonValue memberValue(const FormField &field, const harbor::Member &member, const QVariant &value);

} // namespace lotse::models
