package org.s2slab.sharepoint.sites;

import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.s2slab.config.Switches;
import org.s2slab.resource.ResourceTable;
import org.s2slab.sharepoint.sites.ListField.FieldTrait;

/** The templates of lists. The resource {@code list-fields.tsv} contains the fields of each template. */
public enum ListKind {
    CALENDAR("Calendar", 106, "0x0102", "Event", true),
    ANNOUNCEMENTS("Announcements", 104, "0x0104", "Announcement", true),
    CUSTOM("Custom List", 100, "0x01", "Item", false);

    public final String title;
    public final int baseTemplate;
    public final String contentType;
    public final String contentTypeName;

    /** Whether every web has a list of this kind from the beginning. */
    final boolean everywhere;

    /** An unmodifiable list. */
    @SuppressWarnings("ImmutableEnumChecker")
    private final List<ListField> fields;

    ListKind(String title, int baseTemplate, String contentType, String contentTypeName, boolean everywhere) {
        this.title = title;
        this.baseTemplate = baseTemplate;
        this.contentType = contentType;
        this.contentTypeName = contentTypeName;
        this.everywhere = everywhere;
        this.fields = fields(name());
    }

    /** The kind with this template number; empty for document libraries and templates that the lab lacks. */
    public static Optional<ListKind> numbered(int template) {
        return Arrays.stream(values())
                .filter(kind -> kind.baseTemplate == template)
                .findFirst();
    }

    /** The fields that every list of this kind has. */
    public List<ListField> fields() {
        return fields;
    }

    private static List<ListField> fields(String list) {
        return ResourceTable.rows("/sharepoint/list-fields.tsv").stream()
                .filter(row -> row[0].equals("*") || row[0].equals(list))
                .map(ListKind::field)
                .toList();
    }

    private static ListField field(String[] row) {
        return new ListField(
                row[4],
                row[1],
                row[2],
                FieldKind.valueOf(row[3]),
                Switches.<FieldTrait>of()
                        .with(FieldTrait.REQUIRED, row[5].equals("required"))
                        .with(FieldTrait.READ_ONLY, row[5].equals("read")),
                "",
                new JsonObject());
    }
}
