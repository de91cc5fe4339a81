package org.s2slab.exchange.people;

import io.vertx.core.Future;
import java.util.List;
import java.util.stream.Stream;
import org.s2slab.ews.EwsNames;
import org.s2slab.exchange.access.FolderIdResolver;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.addressbook.AddressBook;
import org.s2slab.exchange.addressbook.AddressBookEntry;
import org.s2slab.exchange.ews.EwsMessage;
import org.s2slab.exchange.ews.EwsPayload;
import org.s2slab.exchange.ews.EwsRequest;
import org.s2slab.exchange.ews.EwsResponse;
import org.s2slab.exchange.responsecode.EwsError;
import org.s2slab.exchange.responsecode.ResponseCode;
import org.s2slab.store.Database;
import org.s2slab.xml.XmlElement;

/** The operation ResolveNames: finds the users that match a text, in the directory, in contacts, or in both. */
record ResolveNames(AddressBook book, Database database) {
    /** The maximum number of entries that the schema allows in a response. */
    private static final int MOST = 100;

    Future<EwsResponse> perform(EwsRequest request) {
        String entry = request.operation().childText("UnresolvedEntry").orElse("");
        if (request.operation().childrenOf("ParentFolderIds").size() > 1) {
            var refusal = new EwsError(ResponseCode.ErrorResolveNamesOnlyOneContactsFolderAllowed);
            return Future.succeededFuture(EwsResponse.listed(List.of(EwsMessage.failure(refusal))));
        }
        String scope = request.operation().attribute("SearchScope").orElse("ActiveDirectoryContacts");
        List<AddressBookEntry> directory = scope.equals("Contacts") ? List.of() : book.matching(entry);
        Future<List<AddressBookEntry>> contacts =
                scope.equals("ActiveDirectory") ? Future.succeededFuture(List.of()) : contacts(request, entry);
        return contacts.map(found -> scope.startsWith("Contacts")
                        ? Stream.concat(found.stream(), directory.stream()).toList()
                        : Stream.concat(directory.stream(), found.stream()).toList())
                .map(found -> EwsResponse.listed(List.of(message(request.operation(), found))));
    }

    private Future<List<AddressBookEntry>> contacts(EwsRequest request, String entry) {
        String folder = request.operation().childrenOf("ParentFolderIds").stream()
                .map(id -> FolderIdResolver.key(id, request.mailbox()))
                .findFirst()
                .orElse("");
        Mailbox owner = request.mailbox();
        return database.read(
                        request.caller().account(),
                        rx -> rx.list(
                                "SELECT " + AddressBookEntry.CONTACT + PersonSource.CONTACTS,
                                row -> AddressBookEntry.of(owner, row),
                                owner.id(),
                                folder,
                                folder))
                .map(contacts -> contacts.stream()
                        .filter(contact -> !contact.addresses().isEmpty() && AddressBook.matches(contact, entry))
                        .sorted()
                        .toList());
    }

    private static EwsMessage message(XmlElement asked, List<AddressBookEntry> found) {
        if (found.isEmpty()) {
            return EwsMessage.failure(new EwsError(ResponseCode.ErrorNameResolutionNoResults));
        }
        EwsPayload payload = xml -> {
            xml.open(EwsNames.MESSAGES, "ResolutionSet")
                    .attribute("TotalItemsInView", Integer.toString(Math.min(MOST, found.size())))
                    .attribute("IncludesLastItemInRange", Boolean.toString(found.size() <= MOST));
            for (AddressBookEntry one : found.subList(0, Math.min(MOST, found.size()))) {
                xml.open(EwsNames.TYPES, "Resolution");
                one.mailbox(xml, "Mailbox");
                contact(asked, one).write(xml);
                xml.close();
            }
            xml.close();
        };
        return found.size() == 1
                ? EwsMessage.success(payload)
                : new EwsMessage(new EwsError(ResponseCode.ErrorNameResolutionMultipleResults), payload);
    }

    private static EwsPayload contact(XmlElement asked, AddressBookEntry one) {
        boolean idOnly = asked.attribute("ContactDataShape").orElse("").equals("IdOnly");
        return asked.isTrue("ReturnFullContactData") ? xml -> one.contact(xml, idOnly) : EwsPayload.NONE;
    }
}
