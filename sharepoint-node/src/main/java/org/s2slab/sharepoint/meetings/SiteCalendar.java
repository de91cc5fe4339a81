package org.s2slab.sharepoint.meetings;

import io.vertx.core.json.JsonObject;
import java.util.Optional;
import org.s2slab.sharepoint.sites.ListItem;
import org.s2slab.sharepoint.sites.ListKind;
import org.s2slab.sharepoint.sites.ListStore;
import org.s2slab.sharepoint.sites.Site;
import org.s2slab.sharepoint.sites.SiteStore;
import org.s2slab.sharepoint.sites.WebList;
import org.s2slab.store.ReadTransaction;
import org.s2slab.store.WriteTransaction;

/** The meetings in a site's Calendar list. An item contains the id of its meeting. */
record SiteCalendar(ListStore lists) {
    /**
     * Writes the details of a meeting into the item of the meeting, and creates the item if it is missing. Does nothing
     * if the site was deleted in the meantime.
     */
    void put(WriteTransaction tx, SiteMeeting meeting, MeetingDetails details, String joinUrl) {
        site(tx, meeting).ifPresent(site -> {
            SiteStore.lock(tx, site);
            list(tx, site).ifPresent(list -> put(tx, site, list, meeting, details, joinUrl));
        });
    }

    private void put(
            WriteTransaction tx, Site site, WebList list, SiteMeeting meeting, MeetingDetails details, String joinUrl) {
        JsonObject fields = new JsonObject()
                .put("Title", details.subject())
                .put("EventDate", details.start().toString())
                .put("EndDate", details.end().toString())
                .put("Location", details.location())
                .put("Description", details.description() + "\nJoin the online meeting: " + joinUrl)
                .put(ListStore.MARK, meeting.id());
        int author = SiteStore.user(tx, site, meeting.organiser()).orElseThrow().number();
        ListStore.marked(tx, list, meeting.id())
                .ifPresentOrElse(
                        item -> lists.change(tx, list, item, fields, author),
                        () -> lists.add(tx, list, fields, author));
    }

    void remove(WriteTransaction tx, SiteMeeting meeting) {
        calendar(tx, meeting)
                .ifPresent(list -> ListStore.marked(tx, list, meeting.id())
                        .ifPresent(item -> lists.remove(tx, list, item.number())));
    }

    /** The number of a meeting's item. */
    static Optional<Integer> number(ReadTransaction rx, SiteMeeting meeting) {
        return calendar(rx, meeting)
                .flatMap(list -> ListStore.marked(rx, list, meeting.id()))
                .map(ListItem::number);
    }

    /** The Calendar list; empty if the site was deleted in the meantime. */
    private static Optional<WebList> calendar(ReadTransaction rx, SiteMeeting meeting) {
        return site(rx, meeting).flatMap(site -> list(rx, site));
    }

    private static Optional<WebList> list(ReadTransaction rx, Site site) {
        return ListStore.titled(rx, site, ListKind.CALENDAR.title);
    }

    private static Optional<Site> site(ReadTransaction rx, SiteMeeting meeting) {
        return SiteStore.byKey(rx, meeting.sitePath())
                .filter(found -> found.id().equals(meeting.siteId()));
    }
}
