package org.s2slab.sharepoint.sites;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.s2slab.config.Switches;

/**
 * A list in a web.
 *
 * @param name the name in the types of the list and its items, which never changes
 * @param settings the settings that people can change
 * @param ownFields the fields that people added
 * @param version increases with each change; a part of its ETag
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
    /** The folder of a web that contains its lists. */
    public static final String FOLDER = "/Lists/";

    private static final Pattern ESCAPED = Pattern.compile("_x([0-9a-f]{4})_");

    public WebList {
        ownFields = List.copyOf(ownFields);
    }

    /** The settings of a list that people can change. */
    public record Settings(String title, String description, Switches<ListOption> options) {
        /** A setting of a list that is on or off. */
        public enum ListOption {
            CONTENT_TYPES,

            HIDDEN,

            NO_CRAWL,

            ATTACHMENTS
        }

        public boolean contentTypesEnabled() {
            return options.has(ListOption.CONTENT_TYPES);
        }

        public boolean hidden() {
            return options.has(ListOption.HIDDEN);
        }

        public boolean noCrawl() {
            return options.has(ListOption.NO_CRAWL);
        }

        public boolean attachments() {
            return options.has(ListOption.ATTACHMENTS);
        }
    }

    /** All fields, the fields of the kind first. */
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

    /** The address of its root folder on the host, for instance {@code /sites/sales/Lists/Project plans}. */
    public String address(String site) {
        return site
                + FOLDER
                + ESCAPED.matcher(name)
                        .replaceAll(found ->
                                Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(found.group(1), 16))));
    }

    /** Whether the list is at this address, for instance {@code /sites/sales/Lists/Project plans}. */
    public boolean isAt(String site, String address) {
        return address.equalsIgnoreCase(address(site));
    }

    public String etag() {
        return "\"" + id + "," + version + "\"";
    }
}
