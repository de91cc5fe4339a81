package org.s2slab.exchange.items;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.s2slab.exchange.items.ItemProperty.Shape;
import org.s2slab.exchange.mailbox.ItemKind;

/** The properties that items of each kind have, in the order of the schema. */
final class ItemFields {
    /**
     * One property.
     *
     * @param uri its field URI
     * @param element the element it is shown as, also the last part of its URI
     * @param shape the smallest base shape that shows it
     */
    record Field(String uri, String element, Shape shape) {}

    /** Marks in the lists below: {@code !} is shown by the default shape, {@code ?} only when asked for by name. */
    private static final List<Field> ITEM = fields("item", """
            ?MimeContent #ItemId ParentFolderId ItemClass !Subject Sensitivity !Body !Attachments DateTimeReceived !Size
            Categories Importance InReplyTo IsSubmitted IsDraft IsFromMe IsResend IsUnmodified InternetMessageHeaders
            !DateTimeSent !DateTimeCreated ReminderDueBy ReminderIsSet ReminderNextTime ReminderMinutesBeforeStart
            DisplayCc DisplayTo !HasAttachments #ExtendedProperty Culture EffectiveRights LastModifiedName
            LastModifiedTime IsAssociated ?UniqueBody ?Flag ?StoreEntryId ?InstanceKey ?NormalizedBody ?PolicyTag
            ?ArchiveTag ?RetentionDate ?Preview ?TextBody ?IconIndex""");

    private static final List<Field> MESSAGE = fields("message", """
            !Sender !ToRecipients !CcRecipients !BccRecipients !IsReadReceiptRequested !IsDeliveryReceiptRequested
            ConversationIndex ConversationTopic !From InternetMessageId !IsRead IsResponseRequested References ReplyTo
            ReceivedBy ReceivedRepresenting""");

    private static final List<Field> CALENDAR = fields("calendar", """
            UID RecurrenceId DateTimeStamp !Start !End OriginalStart IsAllDayEvent !LegacyFreeBusyStatus !Location When
            !IsMeeting !IsCancelled !IsRecurring MeetingRequestWasSent IsResponseRequested !CalendarItemType
            !MyResponseType !Organizer !RequiredAttendees !OptionalAttendees Resources ConflictingMeetingCount
            AdjacentMeetingCount Duration TimeZone AppointmentReplyTime AppointmentSequenceNumber AppointmentState
            StartTimeZone EndTimeZone ConferenceType AllowNewTimeProposal IsOnlineMeeting MeetingWorkspaceUrl NetShowUrl
            ?StartWallClock ?EndWallClock ?StartTimeZoneId ?EndTimeZoneId ?IntendedFreeBusyStatus
            ?JoinOnlineMeetingUrl ?OnlineMeetingSettings ?IsOrganizer""");

    private static final List<Field> CONTACT = fields("contacts", """
            !FileAs FileAsMapping !DisplayName GivenName Initials MiddleName Nickname !CompleteName !CompanyName
            !EmailAddresses !PhysicalAddresses !PhoneNumbers AssistantName Birthday BusinessHomePage Children Companies
            ContactSource Department Generation !ImAddresses !JobTitle Manager Mileage OfficeLocation PostalAddressIndex
            Profession SpouseName Surname WeddingAnniversary HasPicture ?PhoneticFullName ?PhoneticFirstName
            ?PhoneticLastName ?Alias ?Notes ?DirectoryId ?ManagerMailbox ?DirectReports""");

    private static final List<Field> GROUP =
            concat(fields("contacts", "!DisplayName !FileAs ContactSource"), fields("distributionlist", "!Members"));

    private static final List<Field> TASK = fields("task", """
            ActualWork AssignedTime BillingInformation ChangeCount Companies CompleteDate Contacts DelegationState
            Delegator !DueDate IsAssignmentEditable !IsComplete IsRecurring IsTeamTask Mileage Owner !PercentComplete
            !StartDate !Status StatusDescription TotalWork""");

    private static final List<Field> POST = concat(
            fields("message", "ConversationIndex ConversationTopic !From InternetMessageId !IsRead"),
            fields("postitem", "PostedTime"),
            fields("message", "References !Sender"));

    private static final List<Field> MEETING = fields("meeting", """
            AssociatedCalendarItemId IsDelegated IsOutOfDate HasBeenProcessed ResponseType""");

    private static final List<Field> MEETING_UID = fields("calendar", "UID RecurrenceId DateTimeStamp ?IsOrganizer");

    private static final List<Field> REQUEST =
            concat(fields("meetingRequest", "MeetingRequestType IntendedFreeBusyStatus"), fields("calendar", """
            !Start !End OriginalStart IsAllDayEvent LegacyFreeBusyStatus !Location When IsMeeting IsCancelled IsRecurring
            MeetingRequestWasSent CalendarItemType MyResponseType !Organizer !RequiredAttendees !OptionalAttendees
            Resources ConflictingMeetingCount AdjacentMeetingCount Duration TimeZone AppointmentReplyTime
            AppointmentSequenceNumber AppointmentState StartTimeZone EndTimeZone ConferenceType AllowNewTimeProposal
            IsOnlineMeeting MeetingWorkspaceUrl NetShowUrl ?StartWallClock ?EndWallClock ?StartTimeZoneId
            ?EndTimeZoneId"""));

    private static final List<Field> ANSWER = fields("calendar", "?Start ?End ?Location ?CalendarItemType");

    private static final Map<ItemKind, List<Field>> BY_KIND = new EnumMap<>(Map.of(
            ItemKind.ITEM, ITEM,
            ItemKind.MESSAGE, concat(ITEM, MESSAGE),
            ItemKind.CALENDAR_ITEM, concat(ITEM, CALENDAR),
            ItemKind.CONTACT, concat(ITEM, CONTACT),
            ItemKind.DISTRIBUTION_LIST, concat(ITEM, GROUP),
            ItemKind.TASK, concat(ITEM, TASK),
            ItemKind.POST_ITEM, concat(ITEM, POST),
            ItemKind.MEETING_REQUEST, concat(ITEM, MESSAGE, MEETING, MEETING_UID, REQUEST),
            ItemKind.MEETING_RESPONSE, concat(ITEM, MESSAGE, MEETING, MEETING_UID, ANSWER),
            ItemKind.MEETING_CANCELLATION, concat(ITEM, MESSAGE, MEETING, MEETING_UID, ANSWER)));

    private ItemFields() {}

    static List<Field> of(ItemKind kind) {
        return BY_KIND.getOrDefault(kind, ITEM);
    }

    private static List<Field> fields(String family, String names) {
        return Arrays.stream(names.split("\\s+"))
                .map(name -> field(family, name))
                .toList();
    }

    private static Field field(String family, String marked) {
        Shape shape = switch (marked.charAt(0)) {
            case '#' -> Shape.ID_ONLY;
            case '!' -> Shape.DEFAULT;
            case '?' -> Shape.WHEN_ASKED;
            default -> Shape.ALL_PROPERTIES;
        };
        String element = marked.replaceFirst("^[#!?]", "");
        return new Field(family + ":" + element, element, shape);
    }

    @SafeVarargs
    private static List<Field> concat(List<Field>... parts) {
        List<Field> all = new ArrayList<>();
        for (List<Field> part : parts) {
            all.addAll(part);
        }
        return List.copyOf(all);
    }
}
