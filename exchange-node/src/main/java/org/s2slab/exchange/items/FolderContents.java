package org.s2slab.exchange.items;

import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.s2slab.exchange.mailbox.Folder;
import org.s2slab.exchange.mailbox.ImContact;
import org.s2slab.exchange.mailbox.ImList;
import org.s2slab.exchange.mailbox.Mailbox;
import org.s2slab.exchange.mailbox.MailboxStore;
import org.s2slab.exchange.mailbox.StoreId;

/** What lies in the folders of a mailbox: for now, the IM list. */
final class FolderContents {
    private final MailboxStore store;

    FolderContents(MailboxStore store) {
        this.store = store;
    }

    /** The folder with the number of its items. */
    Future<Shown> folder(Mailbox mailbox, Folder folder) {
        return store.itemCount(mailbox, folder).map(count -> FolderView.of(mailbox, folder, count));
    }

    /** The items of a folder, in the order they were added. */
    Future<List<Shown>> items(Mailbox mailbox, Folder folder) {
        return switch (folder) {
            case QUICKCONTACTS ->
                store.contacts(mailbox)
                        .map(contacts -> contacts.stream()
                                .map(contact -> ItemView.contact(mailbox, contact))
                                .toList());
            case IMCONTACTLIST -> store.list(mailbox).map(list -> groups(mailbox, list));
            default -> Future.succeededFuture(List.of());
        };
    }

    /** One item; empty where there is none by that id. */
    Future<Optional<Shown>> item(Mailbox mailbox, StoreId id) {
        return store.list(mailbox).map(list -> switch (id.kind()) {
            case CONTACT ->
                list.contacts().stream()
                        .filter(contact -> contact.id().equals(id.key()))
                        .map(contact -> ItemView.contact(mailbox, contact))
                        .findFirst();
            case GROUP ->
                list.groups().stream()
                        .filter(group -> group.id().equals(id.key()))
                        .map(group -> ItemView.group(mailbox, group, byKey(list)))
                        .findFirst();
            default -> Optional.empty();
        });
    }

    private static List<Shown> groups(Mailbox mailbox, ImList list) {
        Map<String, ImContact> contacts = byKey(list);
        return list.groups().stream()
                .map(group -> ItemView.group(mailbox, group, contacts))
                .toList();
    }

    private static Map<String, ImContact> byKey(ImList list) {
        return list.contacts().stream().collect(Collectors.toMap(ImContact::id, Function.identity()));
    }
}
