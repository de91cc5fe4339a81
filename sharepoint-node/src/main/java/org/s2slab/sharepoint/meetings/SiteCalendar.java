package org.s2slab.sharepoint.meetings;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import org.s2slab.sharepoint.sites.ListItem;
import org.s2slab.sharepoint.sites.ListKind;
import org.s2slab.sharepoint.sites.ListStore;
import org.s2slab.sharepoint.sites.Site;
import org.s2slab.sharepoint.sites.SiteStore;
import org.s2slab.sharepoint.sites.WebList;

/** The meetings in a site's Calendar list. An item contains the id of its meeting. */
record SiteCalendar(SiteStore sites, ListStore lists) {
    /** Changes the item to a meeting's details, or creates it. */
    Future<Void> put(SiteMeeting meeting, MeetingDetails details, String joinUrl) {
        return calendar(meeting)
                .compose(found ->
                        found.isEmpty() ? Future.succeededFuture() : put(found.get(), meeting, details, joinUrl));
    }

    private Future<Void> put(WebList list, SiteMeeting meeting, MeetingDetails details, String joinUrl) {
        JsonObject fields = new JsonObject()
                .put("Title", details.subject())
                .put("EventDate", details.start().toString())
                .put("EndDate", details.end().toString())
                .put("Location", details.location())
                .put("Description", details.description() + "\nJoin the online meeting: " + joinUrl)
                .put(ListStore.MARK, meeting.id());
        return author(meeting)
                .compose(author -> lists.marked(list, meeting.id())
                        .compose(item -> item.isEmpty()
                                ? lists.add(list, fields, author).mapEmpty()
                                : lists.change(list, item.get(), fields, author).mapEmpty()));
    }

    Future<Void> remove(SiteMeeting meeting) {
        return calendar(meeting)
                .compose(list -> list.isEmpty()
                        ? Future.succeededFuture()
                        : lists.marked(list.get(), meeting.id())
                                .compose(item -> item.isEmpty()
                                        ? Future.succeededFuture()
                                        : lists.remove(list.get(), item.get().number())));
    }

    /** The number of a meeting's item. */
    Future<Optional<Integer>> number(SiteMeeting meeting) {
        return calendar(meeting)
                .compose(list -> list.isEmpty()
                        ? Future.succeededFuture(Optional.empty())
                        : lists.marked(list.get(), meeting.id()).map(item -> item.map(ListItem::number)));
    }

    /** The Calendar list; empty when the site was deleted meanwhile. */
    private Future<Optional<WebList>> calendar(SiteMeeting meeting) {
        return site(meeting)
                .compose(site -> site.isEmpty()
                        ? Future.succeededFuture(Optional.empty())
                        : lists.titled(site.get(), ListKind.CALENDAR.title));
    }

    private Future<Integer> author(SiteMeeting meeting) {
        return site(meeting)
                .compose(site -> sites.user(site.orElseThrow(), meeting.organiser()))
                .map(user -> user.orElseThrow().number());
    }

    private Future<Optional<Site>> site(SiteMeeting meeting) {
        return sites.byPath(meeting.sitePath())
                .map(site -> site.filter(found -> found.id().equals(meeting.siteId())));
    }
}
