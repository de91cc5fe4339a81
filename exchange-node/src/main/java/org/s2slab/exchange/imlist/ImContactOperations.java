package org.s2slab.exchange.imlist;

import org.s2slab.exchange.ews.EwsAnswer;
import org.s2slab.exchange.ews.EwsOperation;
import org.s2slab.exchange.ews.EwsRequest;
import org.s2slab.exchange.ews.ResponseCode;

import io.vertx.core.Future;
import java.util.List;
import org.s2slab.ews.EwsNames;
import org.s2slab.exchange.accounts.MailboxDirectory;

/** The operations on contacts of an IM list and on who is in which group. */
public final class ImContactOperations {
    private final ImContactStore contacts;
    private final MailboxDirectory mailboxes;

    public ImContactOperations(ImContactStore contacts, MailboxDirectory mailboxes) {
        this.contacts = contacts;
        this.mailboxes = mailboxes;
    }

    public List<EwsOperation> all() {
        return List.of(
                new ImOperation("AddNewImContactToGroup", this::addNew),
                new ImOperation("AddNewTelUriContactToGroup", this::addNewTelephone),
                new ImOperation("AddImContactToGroup", this::addToGroup),
                new ImOperation("RemoveImContactFromGroup", this::removeFromGroup),
                new ImOperation("RemoveContactFromImList", this::remove));
    }

    private Future<EwsAnswer> addNew(EwsRequest request) {
        ImRequest asked = new ImRequest(request);
        String address = asked.text("ImAddress");
        String name = asked.optionalText("DisplayName").orElseGet(() -> mailboxes.nameOf(address));
        return add(request, new NewImContact(address, name, null, null));
    }

    private Future<EwsAnswer> addNewTelephone(EwsRequest request) {
        ImRequest asked = new ImRequest(request);
        String telephone = asked.text("ImTelephoneNumber");
        return add(
                request,
                new NewImContact(
                        asked.text("ImContactSipUriAddress"), telephone, asked.text("TelUriAddress"), telephone));
    }

    private Future<EwsAnswer> add(EwsRequest request, NewImContact contact) {
        return ImRequest.answering(
                        contacts.add(request.mailbox(), contact, new ImRequest(request).optionalGroup()),
                        ResponseCode.ErrorItemNotFound,
                        ResponseCode.ErrorItemNotFound)
                .map(added -> EwsAnswer.single(
                        xml -> new ImListWriter(request.mailbox(), xml).persona(EwsNames.MESSAGES, added)));
    }

    private Future<EwsAnswer> addToGroup(EwsRequest request) {
        ImRequest asked = new ImRequest(request);
        return answering(contacts.addToGroup(request.mailbox(), asked.contact(), asked.optionalGroup()));
    }

    private Future<EwsAnswer> removeFromGroup(EwsRequest request) {
        ImRequest asked = new ImRequest(request);
        return answering(contacts.removeFromGroup(request.mailbox(), asked.contact(), asked.group()));
    }

    private Future<EwsAnswer> remove(EwsRequest request) {
        return ImRequest.answering(
                        contacts.remove(request.mailbox(), new ImRequest(request).contact()),
                        ResponseCode.ErrorItemNotFound,
                        ResponseCode.ErrorItemNotFound)
                .map(EwsAnswer.DONE);
    }

    private static Future<EwsAnswer> answering(Future<Void> change) {
        return ImRequest.answering(change, ResponseCode.ErrorInvalidImContactId, ResponseCode.ErrorInvalidImGroupId)
                .map(EwsAnswer.DONE);
    }
}
