package org.s2slab.lync.contacts;

import static org.s2slab.ews.EwsNames.MESSAGES;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.s2slab.ews.EwsItemId;
import org.s2slab.xml.XmlWriter;

/**
 * One call that changes an IM list ([MS-OXWSCOS]).
 *
 * @param operation the name of the EWS operation
 * @param parameters writes what is in the operation's element
 */
record ImListChange(String operation, Consumer<XmlWriter> parameters) implements Consumer<XmlWriter> {
    static ImListChange addGroup(String name) {
        return new ImListChange("AddImGroup", xml -> xml.element(MESSAGES, "DisplayName", name));
    }

    static ImListChange renameGroup(EwsItemId group, String name) {
        return new ImListChange("SetImGroup", xml -> group.write(xml, MESSAGES, "GroupId")
                .element(MESSAGES, "NewDisplayName", name));
    }

    static ImListChange removeGroup(EwsItemId group) {
        return new ImListChange("RemoveImGroup", xml -> group(xml, group));
    }

    /** Adds a person; {@code group} null stands for Other Contacts. */
    static ImListChange addContact(String sip, String name, @Nullable EwsItemId group) {
        return new ImListChange(
                "AddNewImContactToGroup",
                xml -> group(xml.element(MESSAGES, "ImAddress", sip).element(MESSAGES, "DisplayName", name), group));
    }

    /** Adds a telephone number; {@code group} null stands for Other Contacts. */
    static ImListChange addTelephone(String telUri, String sipUri, String number, @Nullable EwsItemId group) {
        return new ImListChange(
                "AddNewTelUriContactToGroup",
                xml -> group(
                        xml.element(MESSAGES, "TelUriAddress", telUri)
                                .element(MESSAGES, "ImContactSipUriAddress", sipUri)
                                .element(MESSAGES, "ImTelephoneNumber", number),
                        group));
    }

    /** Puts a contact into one more group; null stands for Other Contacts. */
    static ImListChange addToGroup(EwsItemId contact, @Nullable EwsItemId group) {
        return new ImListChange("AddImContactToGroup", xml -> group(contact(xml, contact), group));
    }

    /** Takes a contact out of a group; out of its last group it leaves the list. */
    static ImListChange removeFromGroup(EwsItemId contact, EwsItemId group) {
        return new ImListChange("RemoveImContactFromGroup", xml -> group(contact(xml, contact), group));
    }

    static ImListChange removeContact(EwsItemId contact) {
        return new ImListChange("RemoveContactFromImList", xml -> contact(xml, contact));
    }

    static ImListChange addDistributionGroup(String smtp, String name) {
        return new ImListChange("AddDistributionGroupToImList", xml -> xml.element(MESSAGES, "SmtpAddress", smtp)
                .element(MESSAGES, "DisplayName", name));
    }

    static ImListChange removeDistributionGroup(EwsItemId group) {
        return new ImListChange("RemoveDistributionGroupFromImList", xml -> group(xml, group));
    }

    /** Says that Exchange now holds the list, or no longer does. */
    static ImListChange migrationCompleted(boolean completed) {
        return new ImListChange(
                "SetImListMigrationCompleted",
                xml -> xml.element(MESSAGES, "ImListMigrationCompleted", Boolean.toString(completed)));
    }

    @Override
    public void accept(XmlWriter xml) {
        parameters.accept(xml.open(MESSAGES, operation));
        xml.close();
    }

    private static XmlWriter contact(XmlWriter xml, EwsItemId contact) {
        return contact.write(xml, MESSAGES, "ContactId");
    }

    private static void group(XmlWriter xml, @Nullable EwsItemId group) {
        if (group != null) {
            group.write(xml, MESSAGES, "GroupId");
        }
    }
}
