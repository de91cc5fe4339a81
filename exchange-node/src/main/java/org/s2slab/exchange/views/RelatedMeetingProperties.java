package org.s2slab.exchange.views;

import static org.s2slab.ews.EwsNames.t;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.content.Item;
import org.s2slab.exchange.content.ItemContent;
import org.s2slab.exchange.ids.DistinguishedFolder;
import org.s2slab.exchange.mailbox.SeriesStore;
import org.s2slab.exchange.permissions.PrivacyRules;
import org.s2slab.exchange.property.BaseShape;
import org.s2slab.exchange.property.ItemKind;
import org.s2slab.exchange.property.PropertyGroup;
import org.s2slab.exchange.recurrence.CalendarItemEditor;
import org.s2slab.exchange.recurrence.OccurrenceItemFactory;
import org.s2slab.exchange.recurrence.Series;
import org.s2slab.exchange.scheduling.OrganizerMeetings;
import org.s2slab.exchange.search.CalendarViewSearch;
import org.s2slab.exchange.values.IdElement;
import org.s2slab.exchange.values.ResponseShape;
import org.s2slab.store.ReadTransaction;
import org.s2slab.xml.XmlElement;

/**
 * Computes the properties of meeting items that depend on other items in the mailbox when an item is read: the
 * occurrences of a series, the calendar item of a message, and the meetings before, after and at the same time. The
 * properties contain only items that the reader may read.
 */
public record RelatedMeetingProperties(ReadTransaction rx, Mailbox mailbox, ResponseShape shape, PrivacyRules privacy) {
    private static final Set<ItemKind> MESSAGES =
            Set.of(ItemKind.MEETING_REQUEST, ItemKind.MEETING_RESPONSE, ItemKind.MEETING_CANCELLATION);

    /** The maximum number of calendar entries to compare, earliest first: a long item can overlap any number. */
    private static final int MOST_NEIGHBOURS = 500;

    /** The properties that a meeting request takes from its calendar item. */
    private static final Set<String> OF_ENTRY = PropertyGroup.elements("entry of request");

    /** An item with its computed properties. An item of another kind does not change. */
    public Item whole(Item item) {
        ItemKind kind = item.content().kind();
        Item related = item;
        if (SeriesStore.isMaster(item)) {
            Series series = privacy.seen(CalendarItemEditor.series(rx, item));
            related = shape.extended().isEmpty()
                    ? OccurrenceItemFactory.master(series)
                    : OccurrenceItemFactory.masterForMapi(series);
        } else if (MESSAGES.contains(kind)) {
            related = message(item);
        }
        return kind == ItemKind.CALENDAR_ITEM || kind == ItemKind.MEETING_REQUEST ? withNeighbours(related) : related;
    }

    private Item message(Item item) {
        return CalendarItemEditor.counterpart(rx, mailbox, item.content())
                .filter(privacy::shows)
                .map(entry -> SeriesStore.isMaster(entry)
                        ? OccurrenceItemFactory.invited(CalendarItemEditor.series(rx, entry))
                        : entry)
                .map(entry -> item.withContent(about(item.content(), entry)))
                .orElse(item);
    }

    private static ItemContent about(ItemContent message, Item entry) {
        boolean old = OrganizerMeetings.isOutOfDate(message, Optional.of(entry.content()));
        ItemContent shown = old ? message.with(t("MeetingRequestType", "Outdated")) : message;
        for (String name : message.kind() == ItemKind.MEETING_REQUEST ? OF_ENTRY : Set.<String>of()) {
            shown = entry.content().property(name).map(shown::with).orElse(shown);
        }
        return shown.with(t("IsOutOfDate", old))
                .with(t("HasBeenProcessed", "true"))
                .with(IdElement.of(entry).element("AssociatedCalendarItemId"));
    }

    private Item withNeighbours(Item item) {
        Instant starts = item.content().starts();
        Instant ends = item.content().ends();
        if (starts == null || ends == null || !isAsked()) {
            return item;
        }
        String folder = item.content().kind() == ItemKind.CALENDAR_ITEM
                ? item.folder()
                : DistinguishedFolder.CALENDAR.distinguishedName();
        Map<Boolean, List<Item>> neighbours =
                CalendarViewSearch.first(rx, mailbox, folder, starts, ends.plusSeconds(1), MOST_NEIGHBOURS).stream()
                        .filter(other -> !isSame(item.content(), other.content()) && isBusy(other.content()))
                        .filter(privacy::shows)
                        .collect(Collectors.partitioningBy(
                                other -> other.content().meets(starts, ends)));
        ItemContent conflicting = with(item.content(), "Conflicting", neighbours.getOrDefault(true, List.of()));
        return item.withContent(with(conflicting, "Adjacent", neighbours.getOrDefault(false, List.of())));
    }

    private boolean isAsked() {
        return shape.base() == BaseShape.ALL_PROPERTIES
                || shape.additional().stream()
                        .anyMatch(path -> Stream.of("Conflicting", "Adjacent")
                                .anyMatch(word -> path.uri().startsWith("calendar:" + word)));
    }

    /** Whether two items belong to the same meeting, for instance two occurrences of a series. */
    private static boolean isSame(ItemContent one, ItemContent other) {
        return one.propertyText("UID").isPresent() && one.propertyText("UID").equals(other.propertyText("UID"));
    }

    private static boolean isBusy(ItemContent content) {
        return !content.propertyText("LegacyFreeBusyStatus", "Busy").equals("Free");
    }

    private static ItemContent with(ItemContent content, String word, List<Item> meetings) {
        ItemContent counted = content.with(t(word + "MeetingCount", meetings.size()));
        return meetings.isEmpty()
                ? counted
                : counted.with(t(
                        word + "Meetings",
                        meetings.stream().map(RelatedMeetingProperties::entry).toList()));
    }

    private static XmlElement entry(Item item) {
        ItemContent content = item.content();
        return t(
                "CalendarItem",
                IdElement.of(item).element("ItemId"),
                t("Subject", content.subject()),
                t("Start", String.valueOf(content.starts())),
                t("End", String.valueOf(content.ends())),
                t("LegacyFreeBusyStatus", content.propertyText("LegacyFreeBusyStatus", "Busy")),
                t("Location", content.propertyText("Location", "")));
    }
}
