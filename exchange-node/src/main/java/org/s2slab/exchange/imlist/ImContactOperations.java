package org.s2slab.exchange.imlist;

import io.vertx.core.Future;
import java.util.List;
import org.s2slab.ews.EwsNames;
import org.s2slab.exchange.accounts.MailboxDirectory;
import org.s2slab.exchange.ews.EwsOperation;
import org.s2slab.exchange.ews.EwsRequest;
import org.s2slab.exchange.ews.EwsResponse;
import org.s2slab.exchange.ews.ResponseCode;

/** The EWS operations on the contacts of an IM list and on their group membership. */
public record ImContactOperations(ImContactStore contacts, MailboxDirectory mailboxes) {
    public List<EwsOperation> all() {
        return List.of(
                EwsOperation.of("AddNewImContactToGroup", this::addNew),
                EwsOperation.of("AddNewTelUriContactToGroup", this::addNewTelephone),
                EwsOperation.of("AddImContactToGroup", this::addToGroup),
                EwsOperation.of("RemoveImContactFromGroup", this::removeFromGroup),
                EwsOperation.of("RemoveContactFromImList", this::remove));
    }

    private Future<EwsResponse> addNew(EwsRequest request) {
        ImRequestReader asked = new ImRequestReader(request);
        String address = asked.text("ImAddress");
        String name = asked.optionalText("DisplayName").orElseGet(() -> mailboxes.nameOf(address));
        return add(request, new NewImContact(address, name, null, null));
    }

    private Future<EwsResponse> addNewTelephone(EwsRequest request) {
        ImRequestReader asked = new ImRequestReader(request);
        String telephone = asked.text("ImTelephoneNumber");
        return add(
                request,
                new NewImContact(
                        asked.text("ImContactSipUriAddress"), telephone, asked.text("TelUriAddress"), telephone));
    }

    private Future<EwsResponse> add(EwsRequest request, NewImContact contact) {
        return ImRequestReader.answering(
                        contacts.add(request.mailbox(), contact, new ImRequestReader(request).optionalGroup()),
                        ResponseCode.ErrorItemNotFound,
                        ResponseCode.ErrorItemNotFound)
                .map(added -> EwsResponse.single(
                        xml -> new ImListWriter(request.mailbox(), xml).persona(EwsNames.MESSAGES, added)));
    }

    private Future<EwsResponse> addToGroup(EwsRequest request) {
        ImRequestReader asked = new ImRequestReader(request);
        return answering(contacts.addToGroup(request.mailbox(), asked.contact(), asked.optionalGroup()));
    }

    private Future<EwsResponse> removeFromGroup(EwsRequest request) {
        ImRequestReader asked = new ImRequestReader(request);
        return answering(contacts.removeFromGroup(request.mailbox(), asked.contact(), asked.group()));
    }

    private Future<EwsResponse> remove(EwsRequest request) {
        return ImRequestReader.answering(
                        contacts.remove(request.mailbox(), new ImRequestReader(request).contact()),
                        ResponseCode.ErrorItemNotFound,
                        ResponseCode.ErrorItemNotFound)
                .map(EwsResponse.DONE);
    }

    private static Future<EwsResponse> answering(Future<Void> change) {
        return ImRequestReader.answering(
                        change, ResponseCode.ErrorInvalidImContactId, ResponseCode.ErrorInvalidImGroupId)
                .map(EwsResponse.DONE);
    }
}
