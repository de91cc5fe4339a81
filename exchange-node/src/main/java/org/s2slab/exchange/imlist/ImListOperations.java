package org.s2slab.exchange.imlist;

import io.vertx.core.Future;
import java.util.List;
import java.util.Set;
import org.s2slab.exchange.ews.EwsOperation;
import org.s2slab.exchange.ews.EwsRequest;
import org.s2slab.exchange.ews.EwsResponse;
import org.s2slab.exchange.ids.MailboxObjectId.Kind;
import org.s2slab.exchange.responsecode.EwsFault;
import org.s2slab.store.Database;

/** The EWS operations on a whole IM list: read it and mark its migration as complete. */
public record ImListOperations(Database database) {
    public List<EwsOperation> all() {
        return List.of(
                EwsOperation.of("GetImItemList", this::list),
                EwsOperation.of("GetImItems", this::items),
                EwsOperation.of("SetImListMigrationCompleted", this::setMigrationCompleted));
    }

    private Future<EwsResponse> list(EwsRequest request) {
        return database.read(rx -> ImListQuery.people(rx, request.mailbox())).map(list -> answer(request, list));
    }

    /** Returns contacts and groups by id. Ignores unknown ids, so that a client with an outdated list gets the rest. */
    private Future<EwsResponse> items(EwsRequest request) {
        ImRequestReader asked = new ImRequestReader(request);
        Set<String> contacts = Set.copyOf(asked.keys("ContactIds", Kind.ITEM));
        Set<String> groups = Set.copyOf(asked.keys("GroupIds", Kind.GROUP));
        return database.read(rx -> ImListQuery.people(rx, request.mailbox()))
                .map(list -> new ImList(
                        list.groups().stream()
                                .filter(group -> groups.contains(group.id()))
                                .toList(),
                        list.contacts().stream()
                                .filter(contact -> contacts.contains(contact.id()))
                                .toList()))
                .map(list -> answer(request, list));
    }

    private Future<EwsResponse> setMigrationCompleted(EwsRequest request) {
        String text = new ImRequestReader(request).text("ImListMigrationCompleted");
        boolean completed = switch (text) {
            case "true", "1" -> true;
            case "false", "0" -> false;
            default ->
                throw EwsFault.schema(
                        request.operation().place(),
                        "The value '" + text + "' of 'ImListMigrationCompleted' is not a valid boolean.");
        };
        return database.change(tx -> ImListQuery.setMigrationCompleted(tx, request.mailbox(), completed))
                .map(EwsResponse.DONE);
    }

    private static EwsResponse answer(EwsRequest request, ImList list) {
        return EwsResponse.single(xml -> new ImListWriter(request.mailbox(), xml).list(list));
    }
}
