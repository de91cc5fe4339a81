package org.s2slab.sharepoint.sites;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A list in a web.
 *
 * @param name the name in the types of the list and its items, which never changes
 * @param settings what people change in a list
 * @param ownFields the fields that people added
 * @param version rises with each change; a part of its ETag
 */
public record WebList(
        String id,
        ListKind kind,
        String name,
        Settings settings,
        List<ListField> ownFields,
        Instant created,
        Instant modified,
        int version,
        int itemCount) {
    public WebList {
        ownFields = List.copyOf(ownFields);
    }

    /** What people change in a list. */
    public record Settings(
            String title, String description, boolean contentTypesEnabled, boolean hidden, boolean noCrawl) {}

    /** All fields, those of the kind first. */
    public List<ListField> fields() {
        return Stream.concat(kind.fields().stream(), ownFields.stream()).toList();
    }

    /** The field whose property in items has this name. */
    public Optional<ListField> field(String property) {
        return fields().stream()
                .filter(field -> field.property().equals(property))
                .findFirst();
    }

    /** The type of its items, for instance {@code SP.Data.CalendarListItem}. */
    public String itemType() {
        return "SP.Data." + name + "ListItem";
    }

    /** Whether the list is at this address, for instance {@code /sites/sales/Lists/Project plans}. */
    public boolean isAt(String site, String address) {
        String lists = site + "/lists/";
        return address.regionMatches(true, 0, lists, 0, lists.length())
                && ListField.nameFor(address.substring(lists.length())).equalsIgnoreCase(name);
    }

    public String etag() {
        return "\"" + id + "," + version + "\"";
    }
}
