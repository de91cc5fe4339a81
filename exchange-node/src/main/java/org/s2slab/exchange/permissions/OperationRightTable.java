package org.s2slab.exchange.permissions;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.accounts.MailboxDirectory;
import org.s2slab.exchange.content.Item;
import org.s2slab.exchange.ids.DistinguishedFolder;
import org.s2slab.exchange.ids.MailboxObjectId;
import org.s2slab.exchange.property.ItemKind;
import org.s2slab.resource.ResourceTable;
import org.s2slab.xml.XmlElement;

/**
 * The rights that operations need for the ids in their requests, from {@code folder-access.tsv}.
 *
 * @param home the id of the caller's mailbox
 */
record OperationRightTable(MailboxDirectory mailboxes, String home) {
    /** The rows by operation name and by element name. */
    private static final Map<String, Map<String, Row>> ROWS = ResourceTable.rows("/ews/folder-access.tsv").stream()
            .collect(Collectors.groupingBy(
                    cells -> cells[0],
                    Collectors.toUnmodifiableMap(
                            cells -> cells[1], cells -> new Row(NeededRight.valueOf(cells[2]), cells[3]))));

    /** The list elements whose entries an operation processes one by one. */
    private static final Set<String> LISTS = Set.of(
            "ItemIds",
            "FolderIds",
            "ParentFolderIds",
            "ItemChanges",
            "FolderChanges",
            "Items",
            "AttachmentIds",
            "Folders");

    /** The right that a response to a meeting message needs on the calendar item. The meeting message is deleted. */
    private static final Map<String, NeededRight> IN_CALENDAR = Map.of(
            "AcceptItem", NeededRight.editAll,
            "TentativelyAcceptItem", NeededRight.editAll,
            "DeclineItem", NeededRight.deleteAll,
            "RemoveItem", NeededRight.deleteAll);

    private static final List<String> ID_ATTRIBUTES = List.of("Id", "OccurrenceId", "RecurringMasterId");

    /** @param failed the element in an error message of the operation, or empty; equal in all rows of an operation */
    record Row(NeededRight right, String failed) {}

    /**
     * An object that a request names.
     *
     * @param row the right that the operation needs, or null if the table does not list the element
     * @param mailbox the id of the mailbox, or empty for an address without a mailbox
     * @param id the id, or null for a whole mailbox
     * @param index the index of an occurrence in the series with this id, or 0
     */
    record Named(
            @Nullable Row row, String mailbox, @Nullable MailboxObjectId id, long index) {
        boolean needs(NeededRight right) {
            return row != null && row.right() == right;
        }
    }

    /** The element in an error message of the operation, or empty. */
    static String failed(String operation) {
        return ROWS.getOrDefault(operation, Map.of()).values().stream()
                .map(Row::failed)
                .findFirst()
                .orElse("");
    }

    /** Splits a request into one request per entry of its list. */
    static List<XmlElement> parts(XmlElement operation) {
        return operation.children().stream()
                .filter(child ->
                        LISTS.contains(child.name()) && child.children().size() > 1)
                .findFirst()
                .map(list -> list.children().stream()
                        .map(element -> with(operation, list, with(list, element)))
                        .toList())
                .orElse(List.of(operation));
    }

    private static XmlElement with(XmlElement list, XmlElement only) {
        return children(list, List.of(only));
    }

    private static XmlElement with(XmlElement operation, XmlElement list, XmlElement shorter) {
        return children(
                operation,
                operation.children().stream()
                        .map(child -> child.equals(list) ? shorter : child)
                        .toList());
    }

    private static XmlElement children(XmlElement element, List<XmlElement> children) {
        return new XmlElement(
                element.namespace(), element.name(), element.attributes(), children, element.text(), element.place());
    }

    /** Whether an item that refers to another mailbox has a target folder. Other mailboxes have no default folder. */
    static boolean hasTarget(XmlElement operation, List<Named> named) {
        return named.stream().noneMatch(one -> one.needs(NeededRight.refer))
                || operation.child("SavedItemFolderId").isPresent();
    }

    /**
     * All objects in a request with an id, a distinguished folder or an address; empty for an operation that the table
     * does not list. A distinguished folder without a mailbox belongs to the caller.
     */
    List<Named> named(XmlElement operation, String name) {
        Map<String, Row> rows = ROWS.get(name);
        List<Named> found = new ArrayList<>();
        if (rows != null) {
            collect(operation, rows, null, found);
        }
        return found;
    }

    private void collect(XmlElement element, Map<String, Row> rows, @Nullable Row above, List<Named> found) {
        Row own = rows.get(element.name());
        Row row = own == null ? above : own;
        for (String attribute : ID_ATTRIBUTES) {
            element.attribute(attribute)
                    .flatMap(id -> MailboxObjectId.parse(id.strip()))
                    .map(id -> attribute.equals("OccurrenceId") && id.kind() == MailboxObjectId.Kind.OCCURRENCE
                            ? id.master()
                            : id)
                    .ifPresent(id -> found.add(new Named(row, id.mailbox(), id, index(element))));
        }
        if (element.name().equals("DistinguishedFolderId")) {
            String key = element.attribute("Id").orElse("").toLowerCase(Locale.ROOT);
            String id = address(element.child("Mailbox")).map(this::mailbox).orElse(home);
            found.add(new Named(row, id, new MailboxObjectId(MailboxObjectId.Kind.FOLDER, id, key), 0));
            return;
        }
        if (own != null && own.right() == NeededRight.mailbox) {
            address(Optional.of(element)).ifPresent(address -> found.add(new Named(row, mailbox(address), null, 0)));
        }
        element.children().forEach(child -> collect(child, rows, row, found));
    }

    /**
     * The folders that an operation writes to without an id in the request.
     *
     * @param items the items in the request; an update sends only drafts
     */
    static List<Named> implied(XmlElement operation, String mailbox, List<Item> items) {
        boolean sends = operation.name().equals("UpdateItem")
                && operation.attribute("MessageDisposition", "").equals("SendAndSaveCopy")
                && items.stream().anyMatch(item -> item.content().draft());
        boolean saves = sends || operation.isTrue("SaveItemToFolder");
        boolean copies = saves && operation.child("SavedItemFolderId").isEmpty();
        Stream<Named> answered = operation.childrenOf("Items").stream()
                .flatMap(element -> Stream.ofNullable(IN_CALENDAR.get(element.name())))
                .flatMap(right -> Stream.concat(
                        Stream.of(folder(right, mailbox, DistinguishedFolder.CALENDAR)),
                        items.stream().map(item -> answered(right, mailbox, item))));
        return Stream.concat(
                        copies
                                ? Stream.of(folder(NeededRight.create, mailbox, DistinguishedFolder.SENTITEMS))
                                : Stream.empty(),
                        answered)
                .toList();
    }

    private static Named answered(NeededRight inCalendar, String mailbox, Item item) {
        boolean isEntry = item.content().kind() == ItemKind.CALENDAR_ITEM;
        return new Named(new Row(isEntry ? inCalendar : NeededRight.delete, ""), mailbox, item.storeId(), 0);
    }

    private static Named folder(NeededRight right, String mailbox, DistinguishedFolder folder) {
        MailboxObjectId id = new MailboxObjectId(MailboxObjectId.Kind.FOLDER, mailbox, folder.distinguishedName());
        return new Named(new Row(right, ""), mailbox, id, 0);
    }

    private static long index(XmlElement element) {
        return element.attribute("InstanceIndex")
                .map(String::strip)
                .map(Long::parseLong)
                .orElse(0L);
    }

    private static Optional<String> address(Optional<XmlElement> mailbox) {
        return mailbox.flatMap(found -> found.childText("EmailAddress").or(() -> found.childText("Address")))
                .map(String::strip)
                .filter(text -> !text.isEmpty());
    }

    /** The id of the mailbox with an address; empty if no mailbox or several mailboxes have it. */
    private String mailbox(String address) {
        return mailboxes.mailboxAt(address).map(Mailbox::id).orElse("");
    }
}
