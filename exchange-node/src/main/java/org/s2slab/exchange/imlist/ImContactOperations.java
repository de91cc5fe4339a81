package org.s2slab.exchange.imlist;

import io.vertx.core.Future;
import java.util.List;
import org.s2slab.ews.EwsNames;
import org.s2slab.exchange.accounts.MailboxDirectory;
import org.s2slab.exchange.ews.EwsOperation;
import org.s2slab.exchange.ews.EwsPayload;
import org.s2slab.store.Database;

/** The EWS operations on the contacts of an IM list and on their group membership. */
public record ImContactOperations(Database database, ImContactStore contacts, MailboxDirectory mailboxes) {
    public List<EwsOperation> all() {
        return List.of(
                ImRequestReader.ofItem("AddNewImContactToGroup", this::addNew),
                ImRequestReader.ofItem("AddNewTelUriContactToGroup", this::addNewTelephone),
                ImRequestReader.operation("AddImContactToGroup", this::addToGroup),
                ImRequestReader.operation("RemoveImContactFromGroup", this::removeFromGroup),
                ImRequestReader.ofItem("RemoveContactFromImList", this::remove));
    }

    private Future<EwsPayload> addToGroup(ImRequestReader asked) {
        String contact = asked.contact();
        String group = asked.optionalGroup();
        return database.change(tx -> contacts.addToGroup(tx, asked.mailbox(), contact, group))
                .map(EwsPayload.NONE);
    }

    private Future<EwsPayload> removeFromGroup(ImRequestReader asked) {
        String contact = asked.contact();
        String group = asked.group();
        return database.change(tx -> contacts.removeFromGroup(tx, asked.mailbox(), contact, group))
                .map(EwsPayload.NONE);
    }

    private Future<EwsPayload> remove(ImRequestReader asked) {
        String contact = asked.contact();
        return database.change(tx -> contacts.remove(tx, asked.mailbox(), contact))
                .map(EwsPayload.NONE);
    }

    private Future<EwsPayload> addNew(ImRequestReader asked) {
        String address = asked.text("ImAddress");
        String name = asked.optionalText("DisplayName").orElseGet(() -> mailboxes.nameOf(address));
        return add(asked, new NewImContact(address, name, null, null));
    }

    private Future<EwsPayload> addNewTelephone(ImRequestReader asked) {
        String telephone = asked.text("ImTelephoneNumber");
        return add(
                asked,
                new NewImContact(
                        asked.text("ImContactSipUriAddress"), telephone, asked.text("TelUriAddress"), telephone));
    }

    private Future<EwsPayload> add(ImRequestReader asked, NewImContact contact) {
        String group = asked.optionalGroup();
        return database.write(tx -> contacts.add(tx, asked.mailbox(), contact, group))
                .map(added -> xml -> new ImListWriter(asked.mailbox(), xml).persona(EwsNames.MESSAGES, added));
    }
}
