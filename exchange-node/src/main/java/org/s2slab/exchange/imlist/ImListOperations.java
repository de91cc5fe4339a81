package org.s2slab.exchange.imlist;

import org.s2slab.exchange.ews.EwsAnswer;
import org.s2slab.exchange.ews.EwsFault;
import org.s2slab.exchange.ews.EwsOperation;
import org.s2slab.exchange.ews.EwsRequest;

import io.vertx.core.Future;
import java.util.List;
import java.util.Set;
import org.s2slab.exchange.mailbox.StoreId.Kind;

/** The operations on an IM list as a whole: reading it, and declaring its migration complete. */
public final class ImListOperations {
    private final MailboxStore store;

    public ImListOperations(MailboxStore store) {
        this.store = store;
    }

    public List<EwsOperation> all() {
        return List.of(
                new ImOperation("GetImItemList", this::list),
                new ImOperation("GetImItems", this::items),
                new ImOperation("SetImListMigrationCompleted", this::setMigrationCompleted));
    }

    private Future<EwsAnswer> list(EwsRequest request) {
        return store.list(request.mailbox()).map(list -> answer(request, list));
    }

    /** Ids that name nothing here are passed over, so that a client with an old list still gets the rest. */
    private Future<EwsAnswer> items(EwsRequest request) {
        ImRequest asked = new ImRequest(request);
        Set<String> contacts = Set.copyOf(asked.keys("ContactIds", Kind.CONTACT));
        Set<String> groups = Set.copyOf(asked.keys("GroupIds", Kind.GROUP));
        return store.list(request.mailbox())
                .map(list -> new ImList(
                        list.groups().stream()
                                .filter(group -> groups.contains(group.id()))
                                .toList(),
                        list.contacts().stream()
                                .filter(contact -> contacts.contains(contact.id()))
                                .toList()))
                .map(list -> answer(request, list));
    }

    private Future<EwsAnswer> setMigrationCompleted(EwsRequest request) {
        String text = new ImRequest(request).text("ImListMigrationCompleted");
        boolean completed = switch (text) {
            case "true", "1" -> true;
            case "false", "0" -> false;
            default ->
                throw EwsFault.schema(
                        request.operation().place(),
                        "The value '" + text + "' of 'ImListMigrationCompleted' is not a valid boolean.");
        };
        return store.setMigrationCompleted(request.mailbox(), completed).map(EwsAnswer.DONE);
    }

    private static EwsAnswer answer(EwsRequest request, ImList list) {
        return EwsAnswer.single(xml -> new ImListWriter(request.mailbox(), xml).list(list));
    }
}
