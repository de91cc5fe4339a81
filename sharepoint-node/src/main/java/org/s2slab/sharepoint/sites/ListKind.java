package org.s2slab.sharepoint.sites;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** The lists of every web, with their columns by the names in the REST interface. */
public enum ListKind {
    CALENDAR("Calendar", 106, "0x0102", calendar()),
    ANNOUNCEMENTS("Announcements", 104, "0x0104", announcements());

    /** The type of a column's values. */
    public enum Column {
        TEXT,
        DATE,
        FLAG,
        NUMBERS
    }

    public final String title;
    public final int baseTemplate;
    public final String contentType;

    /** The columns in their order; unmodifiable. */
    @SuppressWarnings("ImmutableEnumChecker")
    public final Map<String, Column> columns;

    ListKind(String title, int baseTemplate, String contentType, Map<String, Column> columns) {
        this.title = title;
        this.baseTemplate = baseTemplate;
        this.contentType = contentType;
        this.columns = Collections.unmodifiableMap(columns);
    }

    /** The type name of items, for instance {@code SP.Data.CalendarListItem}. */
    public String itemType() {
        return "SP.Data." + title + "ListItem";
    }

    private static Map<String, Column> calendar() {
        Map<String, Column> columns = new LinkedHashMap<>();
        columns.put("Title", Column.TEXT);
        columns.put("EventDate", Column.DATE);
        columns.put("EndDate", Column.DATE);
        columns.put("Location", Column.TEXT);
        columns.put("Description", Column.TEXT);
        columns.put("fAllDayEvent", Column.FLAG);
        columns.put("fRecurrence", Column.FLAG);
        columns.put("Category", Column.TEXT);
        columns.put("ParticipantsPickerId", Column.NUMBERS);
        return columns;
    }

    private static Map<String, Column> announcements() {
        Map<String, Column> columns = new LinkedHashMap<>();
        columns.put("Title", Column.TEXT);
        columns.put("Body", Column.TEXT);
        columns.put("Expires", Column.DATE);
        return columns;
    }
}
