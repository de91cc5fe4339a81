package org.s2slab.sharepoint.meetings;

import java.util.List;
import java.util.Optional;
import org.s2slab.refusal.Refusal;
import org.s2slab.xml.XmlElement;

/**
 * A page of a calendar (the RootFolder of FindItem, [MS-OXWSSRCH] 2.2.4.3).
 *
 * @param all the number of items in the calendar
 * @param next the offset of the next page
 */
record CalendarPage(List<XmlElement> items, int all, int next, boolean isLast) {
    /** Parses a response to FindItem; fails with UNAVAILABLE if the response lacks the items. */
    static CalendarPage of(XmlElement answer) {
        XmlElement folder = answer.at("RootFolder").orElseThrow(() -> unreadable("no RootFolder"));
        boolean last =
                Boolean.parseBoolean(folder.attribute("IncludesLastItemInRange").orElse(""));
        int all = number(folder, "TotalItemsInView");
        List<XmlElement> items = folder.at("Items").map(XmlElement::children).orElse(List.of());
        if (!last && items.isEmpty()) {
            throw unreadable("a page without items that is not the last one");
        }
        return new CalendarPage(items, all, last ? all : number(folder, "IndexedPagingOffset"), last);
    }

    /** The id of the item with this UID. */
    Optional<String> marked(String mark) {
        return items.stream()
                .filter(item -> item.childText("UID").equals(Optional.of(mark)))
                .flatMap(item -> item.child("ItemId").stream())
                .map(id -> id.attribute("Id").orElse(""))
                .findFirst();
    }

    private static int number(XmlElement folder, String name) {
        String value = folder.attribute(name).orElse("");
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw unreadable(name + "='" + value + "'");
        }
    }

    private static Refusal unreadable(String what) {
        return Refusal.unavailable("Exchange's answer to FindItem has " + what);
    }
}
