package org.s2slab.exchange.items;

import static org.s2slab.ews.EwsNames.t;

import java.time.Duration;
import java.time.Instant;
import org.s2slab.exchange.content.ItemContent;
import org.s2slab.exchange.ids.DistinguishedFolder;
import org.s2slab.exchange.mailbox.MailFolder;
import org.s2slab.exchange.property.ItemKind;
import org.s2slab.exchange.property.PropertyValueCodec;
import org.s2slab.exchange.reminders.ReminderTimes;
import org.s2slab.exchange.responsecode.EwsError;
import org.s2slab.exchange.responsecode.ResponseCode;
import org.s2slab.exchange.search.SearchCriteria;
import org.s2slab.exchange.values.DependentValues;

/** Checks a whole item before it is stored. */
final class ItemRules {
    /**
     * The maximum duration of an item, five years:
     * https://learn.microsoft.com/exchange/client-developer/web-service-reference/responsecode.
     */
    private static final Duration LONGEST = Duration.ofDays(5 * 365 + 2);

    private static final String COMPLETE_DATE = "CompleteDate";

    private ItemRules() {}

    /**
     * Prepares an item for storage: a completed task gets its completion time, a series gets its next reminder time.
     *
     * @throws EwsError for contradicting properties
     */
    static ItemContent settled(ItemContent content, Instant now) {
        requireSpan(content);
        if (content.kind() != ItemKind.TASK || !DependentValues.isComplete(content)) {
            return content.kind() == ItemKind.CALENDAR_ITEM ? ReminderTimes.settled(content, now) : content;
        }
        ResponseCode.ErrorInvalidCompleteDate.throwIf(content.propertyText(COMPLETE_DATE)
                .filter(date -> PropertyValueCodec.time(date).isAfter(now))
                .isPresent());
        return content.property(COMPLETE_DATE).isPresent()
                ? content
                : content.with(t(
                        COMPLETE_DATE,
                        Instant.ofEpochSecond(now.getEpochSecond()).toString()));
    }

    /** @throws EwsError for an item that ends before it starts or is too long */
    static void requireSpan(ItemContent content) {
        Instant starts = content.starts();
        Instant ends = content.ends();
        if (starts != null && ends != null) {
            ResponseCode.ErrorCalendarEndDateIsEarlierThanStartDate.throwIf(ends.isBefore(starts));
            ResponseCode.ErrorCalendarDurationIsTooLong.throwIf(
                    Duration.between(starts, ends).compareTo(LONGEST) > 0);
        }
    }

    /**
     * Requires that a folder accepts items of a kind.
     *
     * @return the folder
     * @throws EwsError if the folder does not accept the kind
     */
    static MailFolder requireFits(MailFolder folder, ItemKind kind) {
        String folderClass = SearchCriteria.requireHolds(folder).folderClass();
        String usual = DistinguishedFolder.of(kind).folderClass();
        boolean fits = DistinguishedFolder.of(kind) == DistinguishedFolder.DRAFTS
                || folderClass.startsWith(usual)
                || (kind == ItemKind.POST_ITEM && folderClass.isEmpty());
        // A folder that preserves items for eDiscovery has its own rules about new items.
        if (fits || DistinguishedFolder.isPreserving(folder.key())) {
            return folder;
        }
        throw new EwsError(
                switch (kind) {
                    case CALENDAR_ITEM -> ResponseCode.ErrorCannotCreateCalendarItemInNonCalendarFolder;
                    case TASK -> ResponseCode.ErrorCannotCreateTaskInNonTaskFolder;
                    case POST_ITEM -> ResponseCode.ErrorCannotCreatePostItemInNonMailFolder;
                    default -> ResponseCode.ErrorCannotCreateContactInNonContactFolder;
                });
    }
}
