package org.s2slab.exchange.items;

import static org.s2slab.ews.EwsNames.t;

import java.time.Duration;
import java.time.Instant;
import org.s2slab.exchange.content.ItemContent;
import org.s2slab.exchange.ids.DistinguishedFolder;
import org.s2slab.exchange.mailbox.MailFolder;
import org.s2slab.exchange.property.ItemKind;
import org.s2slab.exchange.property.PropertyValue;
import org.s2slab.exchange.reminders.ReminderTimes;
import org.s2slab.exchange.responsecode.EwsError;
import org.s2slab.exchange.responsecode.ResponseCode;
import org.s2slab.exchange.search.SearchCriteria;
import org.s2slab.exchange.values.DependentValues;

/** What holds of a whole item before it is stored. */
final class ItemRules {
    /** Five years: https://learn.microsoft.com/exchange/client-developer/web-service-reference/responsecode. */
    private static final Duration LONGEST = Duration.ofDays(5 * 365 + 2);

    private static final String COMPLETE_DATE = "CompleteDate";

    private ItemRules() {}

    /**
     * An item as it is stored: a completed task with the time of its completion, a series with its next reminder time.
     *
     * @throws EwsError where properties contradict each other
     */
    static ItemContent settled(ItemContent content, Instant now) {
        requireSpan(content);
        if (content.kind() != ItemKind.TASK || !DependentValues.isComplete(content)) {
            return content.kind() == ItemKind.CALENDAR_ITEM ? ReminderTimes.settled(content, now) : content;
        }
        ResponseCode.ErrorInvalidCompleteDate.throwIf(content.propertyText(COMPLETE_DATE)
                .filter(date -> PropertyValue.time(date).isAfter(now))
                .isPresent());
        return content.property(COMPLETE_DATE).isPresent()
                ? content
                : content.with(t(
                        COMPLETE_DATE,
                        Instant.ofEpochSecond(now.getEpochSecond()).toString()));
    }

    /** @throws EwsError where an item ends before it starts, or later than it may */
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
     * Requires that a folder takes items of a kind.
     *
     * @return the folder
     * @throws EwsError where it does not
     */
    static MailFolder requireFits(MailFolder folder, ItemKind kind) {
        String folderClass = SearchCriteria.requireHolds(folder).folderClass();
        String usual = DistinguishedFolder.of(kind).folderClass();
        boolean fits = DistinguishedFolder.of(kind) == DistinguishedFolder.DRAFTS
                || folderClass.startsWith(usual)
                || (kind == ItemKind.POST_ITEM && folderClass.isEmpty());
        // What is kept for discovery has a rule of its own about who puts what there.
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
