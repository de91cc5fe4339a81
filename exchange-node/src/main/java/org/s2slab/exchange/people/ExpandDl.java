package org.s2slab.exchange.people;

import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import org.s2slab.ews.EwsNames;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.addressbook.AddressBook;
import org.s2slab.exchange.addressbook.AddressBookEntry;
import org.s2slab.exchange.ews.EwsMessage;
import org.s2slab.exchange.ews.EwsRequest;
import org.s2slab.exchange.ews.EwsResponse;
import org.s2slab.exchange.ids.MailboxObjectId;
import org.s2slab.exchange.imlist.ImContact;
import org.s2slab.exchange.imlist.ImList;
import org.s2slab.exchange.imlist.ImListQuery;
import org.s2slab.exchange.mailbox.ItemStore;
import org.s2slab.exchange.property.ItemKind;
import org.s2slab.exchange.responsecode.EwsError;
import org.s2slab.exchange.responsecode.ResponseCode;
import org.s2slab.store.Database;
import org.s2slab.store.NameKey;
import org.s2slab.xml.XmlElement;

/** The operation ExpandDL: returns the direct members of a distribution group or of the caller's contact group. */
record ExpandDl(AddressBook book, Database database, ItemStore items) {
    Future<EwsResponse> perform(EwsRequest request) {
        XmlElement asked = request.operation().child("Mailbox").orElse(request.operation());
        Optional<String> item = asked.child("ItemId").flatMap(id -> id.attribute("Id"));
        if (item.isPresent()) {
            MailboxObjectId id = MailboxObjectId.parse(item.get()).orElse(null);
            if (id == null) {
                return Future.succeededFuture(failure(ResponseCode.ErrorInvalidIdMalformed));
            }
            if (id.kind() == MailboxObjectId.Kind.ITEM) {
                return ofItem(request, id);
            }
            return database.read(rx -> ImListQuery.list(rx, request.mailbox()))
                    .map(list -> ofMailbox(request.mailbox(), list, id));
        }
        String address = asked.childText("EmailAddress").orElse("").strip();
        return Future.succeededFuture(book.groupAt(address)
                .map(group -> answer(book.members(group)))
                .orElseGet(() -> failure(ResponseCode.ErrorNameResolutionNoResults)));
    }

    private Future<EwsResponse> ofItem(EwsRequest request, MailboxObjectId id) {
        return database.read(rx -> items.find(rx, request.mailbox(), id.key()))
                .map(found -> found.filter(item -> item.content().kind() == ItemKind.DISTRIBUTION_LIST)
                        .map(item -> answer(item.content().property("Members").stream()
                                .flatMap(members -> members.children().stream())
                                .flatMap(member -> member.child("Mailbox").stream())
                                .map(AddressBookEntry::ofMember)
                                .toList()))
                        .orElseGet(() -> failure(ResponseCode.ErrorItemNotFound)));
    }

    private static EwsResponse ofMailbox(Mailbox mailbox, ImList list, MailboxObjectId id) {
        return list.groups().stream()
                .filter(group -> id.kind() == MailboxObjectId.Kind.GROUP
                        && id.mailbox().equals(mailbox.id())
                        && group.id().equals(id.key()))
                .findFirst()
                .map(group -> answer(list.contacts().stream()
                        .filter(contact -> group.members().contains(contact.id()))
                        .map(ExpandDl::entry)
                        .toList()))
                .orElseGet(() -> failure(ResponseCode.ErrorItemNotFound));
    }

    private static AddressBookEntry entry(ImContact contact) {
        String address = NameKey.withoutSip(contact.address());
        return new AddressBookEntry(
                contact.name(),
                "Contact",
                List.of(address),
                address,
                contact.item().storeId().text());
    }

    private static EwsResponse answer(List<AddressBookEntry> members) {
        return EwsResponse.listed(List.of(EwsMessage.success(xml -> {
            xml.open(EwsNames.MESSAGES, "DLExpansion")
                    .attribute("TotalItemsInView", Integer.toString(members.size()))
                    .attribute("IncludesLastItemInRange", "true");
            members.forEach(member -> member.mailbox(xml, "Mailbox"));
            xml.close();
        })));
    }

    private static EwsResponse failure(ResponseCode code) {
        return EwsResponse.listed(List.of(EwsMessage.failure(new EwsError(code))));
    }
}
