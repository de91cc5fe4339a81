package org.s2slab.exchange.imlist;

import io.vertx.core.Future;
import java.util.List;
import org.s2slab.ews.EwsNames;
import org.s2slab.exchange.accounts.MailboxDirectory;
import org.s2slab.exchange.ews.EwsOperation;
import org.s2slab.exchange.ews.EwsPayload;

/** The EWS operations on the contacts of an IM list and on their group membership. */
public record ImContactOperations(ImContactStore contacts, MailboxDirectory mailboxes) {
    public List<EwsOperation> all() {
        return List.of(
                ImRequestReader.ofItem("AddNewImContactToGroup", this::addNew),
                ImRequestReader.ofItem("AddNewTelUriContactToGroup", this::addNewTelephone),
                ImRequestReader.operation(
                        "AddImContactToGroup",
                        asked -> contacts.addToGroup(asked.mailbox(), asked.contact(), asked.optionalGroup())
                                .map(EwsPayload.NONE)),
                ImRequestReader.operation(
                        "RemoveImContactFromGroup",
                        asked -> contacts.removeFromGroup(asked.mailbox(), asked.contact(), asked.group())
                                .map(EwsPayload.NONE)),
                ImRequestReader.ofItem(
                        "RemoveContactFromImList",
                        asked -> contacts.remove(asked.mailbox(), asked.contact())
                                .map(EwsPayload.NONE)));
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
        return contacts.add(asked.mailbox(), contact, asked.optionalGroup())
                .map(added -> xml -> new ImListWriter(asked.mailbox(), xml).persona(EwsNames.MESSAGES, added));
    }
}
