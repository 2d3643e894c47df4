// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/changes/formkinds.h"

using namespace Qt::StringLiterals;

namespace lotse::models {

namespace {

constexpr const char *twice = LOTSE_MSG("The passwords do not match.");

/// The colours that Harbor's portal offers.
QList<FieldChoice> portalColours()
{
    QList<FieldChoice> out;
    for (const char *colour : {"#000000", "#61717D", "#737373", "#80746D", "#FFFFFF", "#A9B6BE", "#DDDDDD", "#BBB3A9",
             "#0065AB", "#343DAC", "#781DA0", "#9B0D54", "#0095D3", "#9DA3DB", "#BE90D6", "#F1428A", "#1D5100",
             "#006668", "#006690", "#004A70", "#48960C", "#00AB9A", "#00B7D6", "#0081A7", "#C92100", "#CD3517",
             "#C25400", "#D28F00", "#F52F52", "#FF5501", "#F57600", "#FFDC0B"})
        out.append(FieldChoice{colour, ""});
    return out;
}

FormField labelColour()
{
    return {.id = "color",
        .type = FieldType::Colour,
        .label = LOTSE_MSG("Color"),
        .help = LOTSE_MSG("The color of the label in Harbor's portal."),
        .rule = "colour",
        .choices = portalColours(),
        .otherwise = "#0065AB",
        .isRequired = true};
}

FormField description()
{
    return {.id = "description", .type = FieldType::Text, .label = LOTSE_MSG("Description")};
}

void checkPasswords(const char *first, const FormValues &values, QMap<QString, Message> &problems)
{
    const QString typed = values.value(QLatin1StringView(first)).toString();
    if (!typed.isEmpty() && values.value(u"again"_s).toString() != typed)
        problems.insert(u"again"_s, {twice, {}});
}

FormKind label(bool isOfProject)
{
    FormKind out{.name = isOfProject ? "project-label" : "label",
        .create = "CreateLabel",
        .update = "UpdateLabel",
        .remove = "DeleteLabel",
        .parameter = "label_id",
        .key = "id",
        .isOfProject = isOfProject,
        .newTitle = LOTSE_MSG("New label"),
        .title = LOTSE_MSG("Label %1"),
        .fields = {{.id = "name", .type = FieldType::Text, .label = LOTSE_MSG("Name")}, labelColour(), description()}};
    if (isOfProject)
        out.fields.prepend({.id = "project",
            .type = FieldType::Choice,
            .label = LOTSE_MSG("Project"),
            .source = "projects",
            .isChanged = false,
            .isRequired = true,
            .isVirtual = true});
    if (isOfProject)
        out.write = [](const FormValues &values, const QJsonObject &form, FormMembers &members) {
            if (!form.isEmpty())
                return;
            members.insert(u"scope"_s, u"p"_s);
            members.insert(u"project_id"_s, values.value(u"#project_id"_s).toLongLong());
        };
    else
        out.write = [](const FormValues &, const QJsonObject &form, FormMembers &members) {
            if (form.isEmpty())
                members.insert(u"scope"_s, u"g"_s);
        };
    return out;
}

} // namespace

void addPeopleForms(QList<FormKind> &kinds)
{
    kinds << label(false) << label(true);
    kinds << FormKind{.name = "user",
        .create = "createUser",
        .update = "updateUserProfile",
        .remove = "deleteUser",
        .parameter = "user_id",
        .key = "user_id",
        .naming = "username",
        .newTitle = LOTSE_MSG("New user"),
        .title = LOTSE_MSG("User %1"),
        .fields = {{.id = "username",
                       .label = LOTSE_MSG("User name"),
                       .help = LOTSE_MSG("Cannot be changed later. No spaces and none of , \" ~ # % $."),
                       .rule = "user-name",
                       .isChanged = false},
            {.id = "email",
                .label = LOTSE_MSG("Email"),
                .help = LOTSE_MSG("Each user needs a unique email address."),
                .rule = "mail"},
            {.id = "realname", .label = LOTSE_MSG("First and last name"), .rule = "plain-name"},
            {.id = "comment", .label = LOTSE_MSG("Comment"), .help = LOTSE_MSG("At most 30 bytes.")},
            {.id = "password",
                .type = FieldType::Secret,
                .label = LOTSE_MSG("Password"),
                .help = LOTSE_MSG(
                    "8 to 128 characters, with at least one upper-case letter, one lower-case letter and one digit."),
                .rule = "password",
                .isChanged = false},
            {.id = "again",
                .type = FieldType::Secret,
                .label = LOTSE_MSG("Confirm password"),
                .isChanged = false,
                .isRequired = true,
                .isVirtual = true},
            {.id = "sysadmin_flag",
                .type = FieldType::Switch,
                .label = LOTSE_MSG("System administrator"),
                .help = LOTSE_MSG("A system administrator can change everything in this registry."),
                .operation = "setUserSysAdmin",
                .isNew = false}},
        .check = [](const FormValues &values, const FormValues &, QMap<QString, Message> &problems) {
            checkPasswords("password", values, problems);
        }};
    kinds << FormKind{.name = "user-password",
        .update = "updateUserPassword",
        .parameter = "user_id",
        .key = "user_id",
        .naming = "username",
        .title = LOTSE_MSG("Password of %1"),
        .fields = {{.id = "new_password",
                       .type = FieldType::Secret,
                       .label = LOTSE_MSG("New password"),
                       .help = LOTSE_MSG("8 to 128 characters, with at least one upper-case letter, one lower-case "
                                         "letter and one digit."),
                       .rule = "password"},
            {.id = "again",
                .type = FieldType::Secret,
                .label = LOTSE_MSG("Confirm password"),
                .isRequired = true,
                .isVirtual = true},
            {.id = "old_password",
                .type = FieldType::Secret,
                .label = LOTSE_MSG("Your current password"),
                .help = LOTSE_MSG("Required only to change your own password.")}},
        .check = [](const FormValues &values, const FormValues &, QMap<QString, Message> &problems) {
            checkPasswords("new_password", values, problems);
        }};
    kinds << FormKind{.name = "user-secret",
        .update = "setCliSecret",
        .parameter = "user_id",
        .key = "user_id",
        .naming = "username",
        .title = LOTSE_MSG("CLI secret of %1"),
        .fields = {{.id = "secret",
            .type = FieldType::Secret,
            .label = LOTSE_MSG("New CLI secret"),
            .help = LOTSE_MSG("8 to 128 characters, with at least one upper-case letter, one lower-case letter and one "
                              "digit."),
            .rule = "password"}}};
    kinds << FormKind{.name = "group",
        .create = "createUserGroup",
        .update = "updateUserGroup",
        .remove = "deleteUserGroup",
        .parameter = "group_id",
        .key = "id",
        .naming = "group_name",
        .newTitle = LOTSE_MSG("New group"),
        .title = LOTSE_MSG("Group %1"),
        .fields = {{.id = "group_name", .label = LOTSE_MSG("Name")},
            {.id = "group_type",
                .type = FieldType::Choice,
                .label = LOTSE_MSG("Type"),
                .help = LOTSE_MSG("Choose the type of the sign-in service that this registry uses."),
                .choices = {{"1", LOTSE_MSG("LDAP")}, {"2", LOTSE_MSG("Authentication proxy")},
                    {"3", LOTSE_MSG("OIDC")}},
                .otherwise = "3",
                .isChanged = false},
            {.id = "ldap_group_dn",
                .label = LOTSE_MSG("LDAP group DN"),
                .help = LOTSE_MSG("The group must exist in the LDAP directory."),
                .when = "group_type=1",
                .isChanged = false,
                .isRequired = true}}};
}

} // namespace lotse::models
