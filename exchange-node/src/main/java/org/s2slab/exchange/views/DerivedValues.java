package org.s2slab.exchange.views;

import static org.s2slab.ews.EwsNames.t;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.content.ConversationIdentifier;
import org.s2slab.exchange.content.GlobalObjectIdConverter;
import org.s2slab.exchange.content.Item;
import org.s2slab.exchange.content.ItemContent;
import org.s2slab.exchange.content.ItemMapiConverter;
import org.s2slab.exchange.content.MailPerson;
import org.s2slab.exchange.content.StructuredPartAccess;
import org.s2slab.exchange.ids.DistinguishedFolder;
import org.s2slab.exchange.mime.MessageHeaders;
import org.s2slab.exchange.property.ItemKind;
import org.s2slab.exchange.property.PropertyDefinition;
import org.s2slab.exchange.recurrence.Series;
import org.s2slab.exchange.reminders.ReminderTimes;
import org.s2slab.exchange.values.DependentValues;
import org.s2slab.resource.ResourceTable;
import org.s2slab.xml.XmlElement;

/** Computes property values that an item does not store, by the column {@code value} of the property table. */
final class DerivedValues {
    private static final List<String[]> NAMES = ResourceTable.rows("/ews/complete-name.tsv");

    private DerivedValues() {}

    /** The element of a property that is not stored; empty if it has no derived value. */
    static Optional<XmlElement> of(PropertyDefinition property, ItemContent content) {
        String derivation = property.derivation();
        if (derivation.startsWith("=")) {
            return Optional.of(t(property.element(), derivation.substring(1)));
        }
        if (StructuredPartAccess.is(property)) {
            return StructuredPartAccess.text(content, property).map(text -> t(property.element(), text));
        }
        return switch (derivation) {
            case "~from" -> content.property("From").map(from -> t(property.element(), from.children()));
            case "predictions" -> Optional.of(t(property.element(), t("PredictedActionReason", "None")));
            case "entities" -> EntityExtraction.of(content);
            case "completeName" -> completeName(content);
            default -> Optional.ofNullable(text(property, content)).map(text -> t(property.element(), text));
        };
    }

    private static @Nullable String text(PropertyDefinition property, ItemContent content) {
        return switch (property.derivation()) {
            case "recipients" -> names(content, property.element().replace("Display", "") + "Recipients");
            case "~normalizedSubject", "normalizedSubject" -> ConversationIdentifier.normalized(content.subject());
            case "~conversationIndex" -> ConversationIdentifier.indexText(content);
            case "~duration" -> duration(content, false);
            case "minutes" -> duration(content, true);
            case "globalObjectId" -> GlobalObjectIdConverter.of(content, false).orElse(null);
            case "cleanGlobalObjectId" ->
                GlobalObjectIdConverter.of(content, true).orElse(null);
            case "transportHeaders" -> MessageHeaders.text(content);
            case "~icon" -> icon(content);
            case "~unmodified" -> Boolean.toString(content.sent() != null && !content.draft());
            case "~isComplete" -> Boolean.toString(DependentValues.isComplete(content));
            case "statusDescription" -> description(content.propertyText("Status", "NotStarted"));
            case "~fileAs" -> FileAsName.of(content);
            case "~reminderDueBy" ->
                ReminderTimes.dueBy(content).map(Instant::toString).orElse(null);
            case "~reminderMinutes" -> ReminderTimes.minutes(content).orElse(null);
            case "~reminderNextTime" ->
                ReminderTimes.signal(content).map(Instant::toString).orElse(null);
            case "~appointmentState" -> Boolean.toString(hasState(content, property.element()));
            // For an organizer's series, calendar:IsRecurring is false ([MS-OXOCAL] 2.2.1.12 and the table).
            case "recurring" ->
                Boolean.toString(content.property(Series.RECURRENCE).isPresent() || content.isTrue("IsRecurring"));
            case "private" -> Boolean.toString(ItemMapiConverter.isPrivate(content));
            default -> null;
        };
    }

    private static @Nullable String duration(ItemContent content, boolean minutes) {
        Instant start = content.starts();
        Instant end = content.ends();
        if (start == null || end == null) {
            return null;
        }
        Duration length = Duration.between(start, end);
        String time = length.minusDays(length.toDays()).toString().substring(1);
        String days = length.toDays() == 0 ? "" : length.toDays() + "D";
        return minutes
                ? Long.toString(length.toMinutes())
                : "P" + days + (time.equals("T0S") && !days.isEmpty() ? "" : time);
    }

    /** Whether a bit of PidLidAppointmentStateFlags ([MS-OXOCAL] 2.2.1.10) is set: meeting or cancelled. */
    private static boolean hasState(ItemContent content, String element) {
        int state =
                content.propertyText("AppointmentState").map(Integer::parseInt).orElse(0);
        return (state & (element.equals("IsMeeting") ? 1 : 4)) != 0;
    }

    private static @Nullable String icon(ItemContent content) {
        return content.kind() != ItemKind.TASK
                ? null
                : content.property("Recurrence").isPresent() ? "TaskRecur" : "TaskItem";
    }

    private static String description(String status) {
        return switch (status) {
            case "InProgress" -> "In Progress";
            case "Completed" -> "Completed";
            case "WaitingOnOthers" -> "Waiting on someone else";
            case "Deferred" -> "Deferred";
            default -> "Not Started";
        };
    }

    private static String names(ItemContent content, String recipients) {
        return MailPerson.in(content, recipients).stream()
                .map(MailPerson::shownName)
                .collect(Collectors.joining("; "));
    }

    private static Optional<XmlElement> completeName(ItemContent content) {
        List<XmlElement> parts = NAMES.stream()
                .flatMap(row ->
                        content
                                .propertyText(row[1])
                                .filter(value -> !value.isEmpty())
                                .map(value -> t(row[0], value))
                                .stream())
                .toList();
        return parts.isEmpty() ? Optional.empty() : Optional.of(t("CompleteName", parts));
    }

    /** The mailbox owner as the receiver of a received message; empty for sent messages and drafts. */
    static Optional<XmlElement> receiver(Item stored, Mailbox mailbox) {
        boolean came = stored.content().received() != null
                && !stored.content().draft()
                && !stored.folder().equals(DistinguishedFolder.SENTITEMS.distinguishedName());
        return came ? Optional.of(MailPerson.of(mailbox).element()) : Optional.empty();
    }
}
