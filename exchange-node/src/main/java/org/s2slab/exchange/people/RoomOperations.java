package org.s2slab.exchange.people;

import io.vertx.core.Future;
import java.util.List;
import org.s2slab.ews.EwsNames;
import org.s2slab.exchange.addressbook.AddressBook;
import org.s2slab.exchange.addressbook.AddressBookEntry;
import org.s2slab.exchange.addressbook.DistributionGroup;
import org.s2slab.exchange.addressbook.RoomStore;
import org.s2slab.exchange.ews.EwsOperation;
import org.s2slab.exchange.ews.EwsRequest;
import org.s2slab.exchange.ews.EwsResponse;
import org.s2slab.exchange.responsecode.EwsError;
import org.s2slab.exchange.responsecode.ResponseCode;
import org.s2slab.xml.XmlElement;

/** The operations GetRoomLists and GetRooms. Room lists are distribution groups; rooms are mailboxes in them. */
record RoomOperations(AddressBook book, RoomStore rooms) {
    List<EwsOperation> all() {
        return List.of(EwsOperation.of("GetRoomLists", this::lists), EwsOperation.of("GetRooms", this::rooms));
    }

    private Future<EwsResponse> lists(EwsRequest request) {
        List<AddressBookEntry> lists = book.groups().all().stream()
                .filter(group -> rooms.contains(group.id()))
                .map(AddressBookEntry::of)
                .toList();
        return Future.succeededFuture(EwsResponse.single(
                xml -> xml.list(EwsNames.MESSAGES, "RoomLists", lists, list -> list.mailbox(xml, "Address"))));
    }

    private Future<EwsResponse> rooms(EwsRequest request) {
        String address = request.operation()
                .at("RoomList", "EmailAddress")
                .map(XmlElement::text)
                .orElse("")
                .strip();
        DistributionGroup list = book.groupAt(address)
                .filter(group -> rooms.contains(group.id()))
                .orElseThrow(() -> new EwsError(ResponseCode.ErrorNameResolutionNoResults));
        List<AddressBookEntry> found = book.mailboxesOf(list).stream()
                .filter(mailbox -> rooms.contains(mailbox.id()))
                .map(AddressBookEntry::of)
                .toList();
        return Future.succeededFuture(EwsResponse.single(xml -> xml.list(
                EwsNames.MESSAGES,
                "Rooms",
                found,
                room -> xml.list(EwsNames.TYPES, "Room", List.of(room), id -> id.mailbox(xml, "Id")))));
    }
}
