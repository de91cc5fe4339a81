package org.s2slab.lync.contacts;

import static org.s2slab.ews.EwsNames.m;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.s2slab.ews.EwsItemId;
import org.s2slab.xml.XmlElement;

/** An EWS call that changes an IM list ([MS-OXWSCOS]). */
record ImListChange(XmlElement operation) {
    static ImListChange addGroup(String name) {
        return new ImListChange(m("AddImGroup", m("DisplayName", name)));
    }

    static ImListChange renameGroup(EwsItemId group, String name) {
        return new ImListChange(m("SetImGroup", group.in(m("GroupId")), m("NewDisplayName", name)));
    }

    static ImListChange removeGroup(EwsItemId group) {
        return new ImListChange(m("RemoveImGroup", group.in(m("GroupId"))));
    }

    /** Adds a person; without a {@code group} to Other Contacts. */
    static ImListChange addContact(String sip, String name, @Nullable EwsItemId group) {
        return toGroup(group, "AddNewImContactToGroup", m("ImAddress", sip), m("DisplayName", name));
    }

    /** Adds a telephone number; without a {@code group} to Other Contacts. */
    static ImListChange addTelephone(String telUri, String sipUri, String number, @Nullable EwsItemId group) {
        return toGroup(
                group,
                "AddNewTelUriContactToGroup",
                m("TelUriAddress", telUri),
                m("ImContactSipUriAddress", sipUri),
                m("ImTelephoneNumber", number));
    }

    /** Adds a contact to another group; null stands for Other Contacts. */
    static ImListChange addToGroup(EwsItemId contact, @Nullable EwsItemId group) {
        return toGroup(group, "AddImContactToGroup", contact.in(m("ContactId")));
    }

    private static ImListChange toGroup(@Nullable EwsItemId group, String operation, XmlElement... parameters) {
        List<XmlElement> all = new ArrayList<>(List.of(parameters));
        if (group != null) {
            all.add(group.in(m("GroupId")));
        }
        return new ImListChange(m(operation, all.toArray(XmlElement[]::new)));
    }

    /** Removes a contact from a group; without a group, the contact leaves the list. */
    static ImListChange removeFromGroup(EwsItemId contact, EwsItemId group) {
        return toGroup(group, "RemoveImContactFromGroup", contact.in(m("ContactId")));
    }

    static ImListChange removeContact(EwsItemId contact) {
        return new ImListChange(m("RemoveContactFromImList", contact.in(m("ContactId"))));
    }

    static ImListChange addDistributionGroup(String smtp, String name) {
        return new ImListChange(m("AddDistributionGroupToImList", m("SmtpAddress", smtp), m("DisplayName", name)));
    }

    static ImListChange removeDistributionGroup(EwsItemId group) {
        return new ImListChange(m("RemoveDistributionGroupFromImList", group.in(m("GroupId"))));
    }

    /** Tells Exchange whether the list is in Exchange. */
    static ImListChange migrationCompleted(boolean completed) {
        return new ImListChange(
                m("SetImListMigrationCompleted", m("ImListMigrationCompleted", Boolean.toString(completed))));
    }
}
