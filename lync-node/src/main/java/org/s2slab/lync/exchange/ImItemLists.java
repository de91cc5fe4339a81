package org.s2slab.lync.exchange;

import io.vertx.core.Future;
import org.jspecify.annotations.Nullable;
import org.s2slab.trace.CallContext;
import org.s2slab.xml.XmlText;

/** The IM-list operations of Exchange ([MS-OXWSCOS]), for the context's user. */
public final class ImItemLists {
    private final ExchangeServices exchange;

    public ImItemLists(ExchangeServices exchange) {
        this.exchange = exchange;
    }

    /** The whole list: the default groups, own groups, distribution groups, contacts. */
    public Future<ImList> read(CallContext context) {
        return exchange.perform("<m:GetImItemList/>", context).map(ImList::of);
    }

    public Future<Void> addGroup(String name, CallContext context) {
        return run("AddImGroup", text("m:DisplayName", name), context);
    }

    public Future<Void> renameGroup(ItemId group, String name, CallContext context) {
        return run("SetImGroup", group.xml("m:GroupId") + text("m:NewDisplayName", name), context);
    }

    public Future<Void> removeGroup(ItemId group, CallContext context) {
        return run("RemoveImGroup", group.xml("m:GroupId"), context);
    }

    /** Adds a person; {@code group} null stands for Other Contacts. */
    public Future<Void> addContact(String sip, String name, @Nullable ItemId group, CallContext context) {
        return run(
                "AddNewImContactToGroup",
                text("m:ImAddress", sip) + text("m:DisplayName", name) + groupId(group),
                context);
    }

    /** Adds a telephone number; {@code group} null stands for Other Contacts. */
    public Future<Void> addTelephone(
            String telUri, String sipUri, String number, @Nullable ItemId group, CallContext context) {
        return run(
                "AddNewTelUriContactToGroup",
                text("m:TelUriAddress", telUri)
                        + text("m:ImContactSipUriAddress", sipUri)
                        + text("m:ImTelephoneNumber", number)
                        + groupId(group),
                context);
    }

    /** Puts a contact into one more group; null stands for Other Contacts. */
    public Future<Void> addToGroup(ItemId contact, @Nullable ItemId group, CallContext context) {
        return run("AddImContactToGroup", contact.xml("m:ContactId") + groupId(group), context);
    }

    /** Takes a contact out of a group; out of its last group it leaves the list. */
    public Future<Void> removeFromGroup(ItemId contact, ItemId group, CallContext context) {
        return run("RemoveImContactFromGroup", contact.xml("m:ContactId") + group.xml("m:GroupId"), context);
    }

    public Future<Void> removeContact(ItemId contact, CallContext context) {
        return run("RemoveContactFromImList", contact.xml("m:ContactId"), context);
    }

    public Future<Void> addDistributionGroup(String smtp, String name, CallContext context) {
        return run("AddDistributionGroupToImList", text("m:SmtpAddress", smtp) + text("m:DisplayName", name), context);
    }

    public Future<Void> removeDistributionGroup(ItemId group, CallContext context) {
        return run("RemoveDistributionGroupFromImList", group.xml("m:GroupId"), context);
    }

    /** Says that Exchange now holds the list, or no longer does. */
    public Future<Void> migrationCompleted(boolean completed, CallContext context) {
        return run(
                "SetImListMigrationCompleted",
                text("m:ImListMigrationCompleted", Boolean.toString(completed)),
                context);
    }

    private Future<Void> run(String operation, String children, CallContext context) {
        return exchange.perform("<m:" + operation + ">" + children + "</m:" + operation + ">", context)
                .mapEmpty();
    }

    private static String groupId(@Nullable ItemId group) {
        return group == null ? "" : group.xml("m:GroupId");
    }

    private static String text(String element, String value) {
        return "<" + element + ">" + XmlText.escape(value) + "</" + element + ">";
    }
}
