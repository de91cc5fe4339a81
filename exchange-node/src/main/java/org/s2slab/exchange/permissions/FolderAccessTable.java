package org.s2slab.exchange.permissions;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.accounts.MailboxDirectory;
import org.s2slab.exchange.mailbox.StoreId;
import org.s2slab.resource.ResourceTable;
import org.s2slab.xml.XmlElement;

/** The rights that operations need for what their requests name, from {@code folder-access.tsv}. */
record FolderAccessTable(MailboxDirectory mailboxes) {
    /** By the name of the operation, and by that of an element in it. */
    private static final Map<String, Map<String, Row>> ROWS = ResourceTable.rows("/ews/folder-access.tsv").stream()
            .collect(Collectors.groupingBy(
                    cells -> cells[0],
                    Collectors.toUnmodifiableMap(
                            cells -> cells[1], cells -> new Row(NeededRight.valueOf(cells[2]), cells[3]))));

    /** The lists whose elements an operation handles one by one. */
    private static final Set<String> LISTS = Set.of(
            "ItemIds",
            "FolderIds",
            "ParentFolderIds",
            "ItemChanges",
            "FolderChanges",
            "Items",
            "AttachmentIds",
            "Folders");

    private static final List<String> ID_ATTRIBUTES = List.of("Id", "OccurrenceId", "RecurringMasterId");

    /** @param failed the element that a message without content carries, or empty; the same for each id of an operation */
    record Row(NeededRight right, String failed) {}

    /**
     * A thing that a request names.
     *
     * @param row what the operation needs for it, or null where the table does not list its place
     * @param mailbox the id of the mailbox, or empty for an address without a mailbox
     * @param id the id, or null for a whole mailbox
     */
    record Named(
            @Nullable Row row, String mailbox, @Nullable StoreId id) {
        boolean needs(NeededRight right) {
            return row != null && row.right() == right;
        }
    }

    /** The element that a message of an operation carries without content, or empty. */
    static String failed(String operation) {
        return ROWS.getOrDefault(operation, Map.of()).values().stream()
                .map(Row::failed)
                .findFirst()
                .orElse("");
    }

    /** The request once for each element of its list. */
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

    /** What refers to an item of another mailbox is made in a folder of that mailbox, and nowhere by default. */
    static boolean hasTarget(XmlElement operation, List<Named> named) {
        return named.stream().noneMatch(one -> one.needs(NeededRight.refer))
                || operation.child("SavedItemFolderId").isPresent();
    }

    /**
     * All that a request names by an id, by a distinguished folder of a mailbox, or by an address; nothing for an operation
     * that the table does not list.
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
                    .flatMap(id -> StoreId.parse(id.strip()))
                    .ifPresent(id -> found.add(new Named(row, id.mailbox(), id)));
        }
        if (element.name().equals("DistinguishedFolderId")) {
            String key = element.attribute("Id").orElse("").toLowerCase(Locale.ROOT);
            address(element.child("Mailbox"))
                    .map(this::mailbox)
                    .ifPresent(id -> found.add(new Named(row, id, new StoreId(StoreId.Kind.FOLDER, id, key))));
            return;
        }
        if (own != null && own.right() == NeededRight.mailbox) {
            address(Optional.of(element)).ifPresent(address -> found.add(new Named(row, mailbox(address), null)));
        }
        element.children().forEach(child -> collect(child, rows, row, found));
    }

    private static Optional<String> address(Optional<XmlElement> mailbox) {
        return mailbox.flatMap(found -> found.childText("EmailAddress").or(() -> found.childText("Address")))
                .map(String::strip)
                .filter(text -> !text.isEmpty());
    }

    /** The id of the mailbox of an address; empty where no mailbox or more than one has it. */
    private String mailbox(String address) {
        return mailboxes.mailboxAt(address).map(Mailbox::id).orElse("");
    }
}
