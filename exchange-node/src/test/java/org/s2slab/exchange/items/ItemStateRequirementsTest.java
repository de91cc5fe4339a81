package org.s2slab.exchange.items;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.s2slab.exchange.items.MailboxCalls.code;
import static org.s2slab.exchange.items.MailboxCalls.done;
import static org.s2slab.exchange.items.MailboxCalls.field;
import static org.s2slab.exchange.items.MailboxCalls.find;
import static org.s2slab.exchange.items.MailboxCalls.folder;
import static org.s2slab.exchange.items.MailboxCalls.get;
import static org.s2slab.exchange.items.MailboxCalls.item;
import static org.s2slab.exchange.items.MailboxCalls.only;
import static org.s2slab.exchange.items.MailboxCalls.properties;
import static org.s2slab.exchange.items.MailboxCalls.saved;
import static org.s2slab.exchange.items.MailboxCalls.set;
import static org.s2slab.exchange.items.MailboxCalls.text;
import static org.s2slab.exchange.items.MailboxCalls.update;

import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.s2slab.exchange.ews.EwsCalls;
import org.s2slab.testing.Requirements;
import org.s2slab.xml.XmlElement;

/** What items say of their state, and what requests may say beside the items, as MS-OXWSCORE describes it. */
class ItemStateRequirementsTest {
    private static final String DAILY = """
            <t:Recurrence><t:DailyRecurrence><t:Interval>1</t:Interval></t:DailyRecurrence><t:NumberedRecurrence>\
            <t:StartDate>2026-12-01</t:StartDate><t:NumberOfOccurrences>3</t:NumberOfOccurrences></t:NumberedRecurrence>\
            </t:Recurrence>""";

    @RegisterExtension
    static final MailboxCalls mailbox = new MailboxCalls();

    private static XmlElement draft(String properties) {
        return saved(mailbox.anna, "drafts", "<t:Message>" + properties + "</t:Message>");
    }

    private static String person(String address) {
        return "<t:Mailbox><t:EmailAddress>" + address + "</t:EmailAddress></t:Mailbox>";
    }

    private static void send(String subject, String to, String more) {
        done(
                mailbox.anna,
                "<m:CreateItem MessageDisposition=\"SendOnly\"><m:Items><t:Message><t:Subject>" + subject
                        + "</t:Subject><t:ToRecipients>" + person(to) + "</t:ToRecipients>" + more
                        + "</t:Message></m:Items></m:CreateItem>");
    }

    private static XmlElement named(EwsCalls who, String place, String subject) {
        return find(who, folder(place)).stream()
                .filter(found -> text(found, "Subject").equals(subject))
                .findFirst()
                .flatMap(found -> found.child("ItemId"))
                .orElseThrow();
    }

    private static XmlElement idOf(XmlElement message) {
        return item(message).child("ItemId").orElseThrow();
    }

    /** Sends an operation with these SOAP headers. */
    private static XmlElement withHeaders(String headers, String operation) {
        String envelope = """
                <soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"
                 xmlns:m="http://schemas.microsoft.com/exchange/services/2006/messages"
                 xmlns:t="http://schemas.microsoft.com/exchange/services/2006/types">
                <soap:Header><t:RequestServerVersion Version="Exchange2013_SP1"/>%s</soap:Header><soap:Body>%s</soap:Body></soap:Envelope>""";
        return mailbox.anna
                .send(envelope.formatted(headers, operation).getBytes(UTF_8))
                .child("ResponseMessages")
                .orElseThrow()
                .children()
                .get(0);
    }

    @Test
    @Requirements("CORE R74")
    void cutsSubjects() {
        assertThat(text(get(mailbox.anna, draft("<t:Subject>" + "s".repeat(300) + "</t:Subject>")), "Subject"))
                .isEqualTo("s".repeat(255));
    }

    @Test
    @Requirements("CORE R1610")
    void tellsWhoSendsToThemselves() {
        send("to both", "anna@contoso.com", "<t:CcRecipients>" + person("bert@contoso.com") + "</t:CcRecipients>");
        assertThat(text(get(mailbox.anna, named(mailbox.anna, "inbox", "to both")), "IsFromMe"))
                .isEqualTo("true");
        assertThat(text(get(mailbox.bert, named(mailbox.bert, "inbox", "to both")), "IsFromMe"))
                .isEqualTo("false");
    }

    @Test
    @Requirements("CORE R1612")
    void tellsWhatIsSentAgain() {
        String flags = "<t:ExtendedProperty><t:ExtendedFieldURI PropertyTag=\"0x0E07\" PropertyType=\"Integer\"/>"
                + "<t:Value>136</t:Value></t:ExtendedProperty>";
        XmlElement again = get(mailbox.anna, draft(flags));
        assertThat(text(again, "IsResend")).isEqualTo("true");
        assertThat(text(again, "IsDraft")).isEqualTo("true");
    }

    @Test
    @Requirements("CORE R87 R1614 R1615")
    void tellsWhatIsModified() {
        send("unmodified", "bert@contoso.com", "");
        XmlElement id = named(mailbox.bert, "inbox", "unmodified");
        assertThat(text(get(mailbox.bert, id), "IsUnmodified")).isEqualTo("true");
        String read = "<t:Message><t:IsRead>true</t:IsRead></t:Message>";
        done(mailbox.bert, set(id, field("message:IsRead"), read));
        assertThat(text(get(mailbox.bert, id), "IsUnmodified")).isEqualTo("true");
        String high = "<t:Message><t:Importance>High</t:Importance></t:Message>";
        done(mailbox.bert, set(id, field("item:Importance"), high));
        assertThat(text(get(mailbox.bert, id), "IsUnmodified")).isEqualTo("false");
    }

    @ParameterizedTest
    @CsvSource({
        "ReplyToItem, Unknown",
        "ReplyAllToItem, OneOff",
        "ForwardItem, Contact",
        "ReplyToItem, Mailbox",
        "ReplyAllToItem, PrivateDL",
        "ForwardItem, PublicDL",
        "ReplyToItem, PublicFolder"
    })
    @Requirements("CORE R178 R1672 R1673 R1674 R1675 R1676 R1677 R1678")
    void keepsTheSenderOfAReply(String element, String type) {
        send("for " + type, "bert@contoso.com", "");
        String from =
                "<t:From><t:Mailbox><t:Name>Dora</t:Name><t:EmailAddress>dora@example.com</t:EmailAddress><t:RoutingType>SMTP</t:RoutingType>"
                        + "<t:MailboxType>" + type + "</t:MailboxType></t:Mailbox></t:From>";
        String reply = "<m:CreateItem MessageDisposition=\"SaveOnly\"><m:Items><t:" + element + "><t:ToRecipients>"
                + person("anna@contoso.com") + "</t:ToRecipients>" + from
                + MailboxCalls.id(named(mailbox.bert, "inbox", "for " + type)).replace("t:ItemId", "t:ReferenceItemId")
                + "</t:" + element + "></m:Items></m:CreateItem>";
        XmlElement kept = get(mailbox.bert, idOf(done(mailbox.bert, reply)));
        assertThat(text(kept, "From", "Mailbox", "EmailAddress")).isEqualTo("dora@example.com");
        assertThat(text(kept, "From", "Mailbox", "MailboxType")).isEqualTo(type);
        assertThat(code(only(mailbox.bert, reply.replace("SaveOnly", "SendOnly"))))
                .isEqualTo("ErrorSendAsDenied");
    }

    @ParameterizedTest
    @CsvSource({
        "Seconds, 2026-12-05T10:00:00Z",
        "Milliseconds, 2026-12-05T10:00:00.250Z",
        "'', 2026-12-05T10:00:00.250Z"
    })
    @Requirements("CORE R1670 R1671 R1163 R1256 R2106 R2107b")
    void showsTimesAsExactlyAsTheHeaderAsks(String precision, String shown) {
        XmlElement id = draft("<t:ReminderDueBy>2026-12-05T10:00:00.25Z</t:ReminderDueBy>");
        String header = precision.isEmpty() ? "" : "<t:DateTimePrecision>" + precision + "</t:DateTimePrecision>";
        String get = MailboxCalls.getItem(id, "<t:BaseShape>AllProperties</t:BaseShape>");
        XmlElement read = item(withHeaders(header, get));
        assertThat(text(read, "ReminderDueBy").replace(".25Z", ".250Z")).isEqualTo(shown);
        assertThat(text(read, "DateTimeCreated").contains(".000")).isEqualTo(precision.equals("Milliseconds"));
    }

    @Test
    @Requirements("CORE R274 R482")
    void showsTimesInTheZoneOfTheHeader() {
        String zone = "<t:TimeZoneContext><t:TimeZoneDefinition Id=\"Eastern Standard Time\"/></t:TimeZoneContext>";
        XmlElement id = idOf(
                withHeaders(
                        zone,
                        "<m:CreateItem SendMeetingInvitations=\"SendToNone\"><m:Items><t:CalendarItem><t:Subject>zone</t:Subject>"
                                + "<t:Start>2026-12-01T10:00:00</t:Start><t:End>2026-12-01T11:00:00</t:End></t:CalendarItem></m:Items></m:CreateItem>"));
        assertThat(text(get(mailbox.anna, id), "Start")).isEqualTo("2026-12-01T15:00:00Z");
        String end = "<t:CalendarItem><t:End>2026-12-01T12:00:00</t:End></t:CalendarItem>";
        withHeaders(zone, set(id, field("calendar:End"), end));
        XmlElement read = item(withHeaders(zone, MailboxCalls.getItem(id, "<t:BaseShape>AllProperties</t:BaseShape>")));
        assertThat(text(read, "Start")).isEqualTo("2026-12-01T10:00:00-05:00");
        assertThat(text(read, "End")).isEqualTo("2026-12-01T12:00:00-05:00");
    }

    @Test
    @Requirements("CORE R144 R151")
    void readsTheVersionBesideTheIdsOfOccurrencesAndSeries() {
        XmlElement series = saved(
                mailbox.anna,
                "calendar",
                "<t:CalendarItem><t:Subject>S</t:Subject><t:Start>2026-12-01T10:00:00Z</t:Start><t:End>2026-12-01T11:00:00Z</t:End>"
                        + DAILY + "</t:CalendarItem>");
        String key = series.attribute("ChangeKey").orElseThrow();
        String index = "<t:OccurrenceItemId RecurringMasterId=\""
                + series.attribute("Id").orElseThrow() + "\" InstanceIndex=\"2\"";
        XmlElement occurrence = idOf(done(
                mailbox.anna,
                MailboxCalls.getItem(series, "<t:BaseShape>IdOnly</t:BaseShape>")
                        .replaceFirst("<t:ItemId [^>]*>", index + "/>")));
        String master = "<t:RecurringMasterItemId OccurrenceId=\""
                + occurrence.attribute("Id").orElseThrow() + "\"";
        String change = set(
                        series, field("item:Subject"), "<t:CalendarItem><t:Subject>new</t:Subject></t:CalendarItem>")
                .replace("AlwaysOverwrite", "NeverOverwrite");
        done(mailbox.anna, change.replaceFirst("<t:ItemId [^>]*>", master + " ChangeKey=\"" + key + "\"/>"));
        for (String id : List.of(index, master)) {
            assertThat(code(only(
                            mailbox.anna,
                            change.replaceFirst("<t:ItemId [^>]*>", id + " ChangeKey=\"" + key + "\"/>"))))
                    .as(id)
                    .isEqualTo("ErrorIrresolvableConflict");
        }
    }

    @ParameterizedTest
    @CsvSource({"SendToNone, 0, 0", "SendOnlyToAll, 1, 0", "SendToAllAndSaveCopy, 1, 1"})
    @Requirements("CORE R344")
    void tellsAttendeesOfDeletedMeetingsAsTheRequestSays(String mode, int told, int copies) {
        XmlElement id = meeting("deleted " + mode);
        done(
                mailbox.anna,
                "<m:DeleteItem DeleteType=\"HardDelete\" SendMeetingCancellations=\"" + mode + "\"><m:ItemIds>"
                        + MailboxCalls.id(id) + "</m:ItemIds></m:DeleteItem>");
        String subject = "Canceled: deleted " + mode;
        assertThat(MailboxCalls.subjects(mailbox.bert, "inbox"))
                .filteredOn(subject::equals)
                .hasSize(told);
        assertThat(MailboxCalls.subjects(mailbox.anna, "sentitems"))
                .filteredOn(subject::equals)
                .hasSize(copies);
    }

    private static XmlElement meeting(String subject) {
        return idOf(done(
                mailbox.anna,
                "<m:CreateItem SendMeetingInvitations=\"SendOnlyToAll\"><m:Items><t:CalendarItem><t:Subject>" + subject
                        + "</t:Subject><t:Start>2026-12-01T10:00:00Z</t:Start><t:End>2026-12-01T11:00:00Z</t:End><t:RequiredAttendees>"
                        + "<t:Attendee>" + person("bert@contoso.com")
                        + "</t:Attendee></t:RequiredAttendees></t:CalendarItem></m:Items></m:CreateItem>"));
    }

    @ParameterizedTest
    @CsvSource({
        "MeetingRequest",
        "MeetingCancellation",
        "MeetingResponse",
        "MeetingMessage",
    })
    @Requirements("CORE R529 R530 R531 R532 R571 R572 R573 R574")
    void appendsAndSetsPropertiesOfMessagesAboutMeetings(String element) {
        String name = "set " + element;
        XmlElement meeting = meeting(name);
        XmlElement request = named(mailbox.bert, "inbox", name);
        EwsCalls who = element.equals("MeetingResponse") ? mailbox.anna : mailbox.bert;
        if (who == mailbox.anna) {
            done(
                    mailbox.bert,
                    "<m:CreateItem MessageDisposition=\"SendOnly\"><m:Items><t:AcceptItem>"
                            + MailboxCalls.id(request).replace("t:ItemId", "t:ReferenceItemId")
                            + "</t:AcceptItem></m:Items></m:CreateItem>");
        } else if (element.equals("MeetingCancellation")) {
            done(
                    mailbox.anna,
                    "<m:DeleteItem DeleteType=\"HardDelete\" SendMeetingCancellations=\"SendOnlyToAll\"><m:ItemIds>"
                            + MailboxCalls.id(meeting) + "</m:ItemIds></m:DeleteItem>");
        }
        XmlElement id = find(who, folder("inbox")).stream()
                .filter(found -> text(found, "Subject").endsWith(name))
                .filter(found ->
                        element.equals("MeetingMessage") || found.name().equals(element))
                .findFirst()
                .flatMap(found -> found.child("ItemId"))
                .orElseThrow();
        done(
                who,
                update(
                        id,
                        "<t:AppendToItemField>" + field("item:Body") + "<t:" + element
                                + "><t:Body BodyType=\"Text\">appended</t:Body></t:" + element
                                + "></t:AppendToItemField><t:SetItemField>" + field("item:Importance") + "<t:" + element
                                + "><t:Importance>High</t:Importance></t:" + element + "></t:SetItemField>"));
        XmlElement read = get(who, id);
        assertThat(text(read, "Body")).contains("appended");
        assertThat(text(read, "Importance")).isEqualTo("High");
    }

    @ParameterizedTest
    @CsvSource({
        "Sensitivity, Private, Personal, Private",
        "Sensitivity, Personal, Confidential, Confidential",
        "Importance, High, Low, High",
        "Importance, Low, High, High"
    })
    @Requirements("CORE R585")
    void keepsTheHigherOfTwoValuesThatAreSetAtTheSameTime(String name, String theirs, String mine, String kept) {
        XmlElement seen = draft("<t:Subject>both</t:Subject>");
        String change = "<t:Message><t:" + name + ">%s</t:" + name + "></t:Message>";
        done(mailbox.anna, set(seen, field("item:" + name), change.formatted(theirs)));
        XmlElement answer = done(
                mailbox.anna,
                set(seen, field("item:" + name), change.formatted(mine))
                        .replace("AlwaysOverwrite", "AutoResolve")
                        .replaceFirst("<t:ItemId [^>]*>", MailboxCalls.id(seen)));
        assertThat(text(answer, "ConflictResults", "Count")).isEqualTo("1");
        assertThat(text(get(mailbox.anna, seen), name)).isEqualTo(kept);
    }

    @ParameterizedTest
    @CsvSource({
        "Contact, contacts, BEGIN:VCARD",
        "Task, tasks, Subject: mime",
        "DistributionList, contacts, Subject: mime"
    })
    @Requirements("CORE R23091")
    void givesMimeContentOfEachKind(String element, String place, String content) {
        XmlElement id =
                saved(mailbox.anna, place, "<t:" + element + "><t:Subject>mime</t:Subject></t:" + element + ">");
        String mime = text(
                get(
                        mailbox.anna,
                        id,
                        "<t:BaseShape>IdOnly</t:BaseShape><t:IncludeMimeContent>true</t:IncludeMimeContent>"),
                "MimeContent");
        assertThat(new String(Base64.getDecoder().decode(mime), UTF_8)).contains(content);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PolicyTag", "ArchiveTag"})
    @Requirements("CORE R1052 R1053 R1351 R1352")
    void keepsTagsOfRetention(String name) {
        String tag = "<t:" + name + " IsExplicit=\"true\">7f5d4a2e-0f6c-4a63-9d80-2f8e2b6c1a11</t:" + name + ">";
        XmlElement read = get(mailbox.anna, draft(tag), properties("item:" + name))
                .child(name)
                .orElseThrow();
        assertThat(read.text()).isEqualTo("7f5d4a2e-0f6c-4a63-9d80-2f8e2b6c1a11");
        assertThat(read.attribute("IsExplicit")).hasValue("true");
    }

    @Test
    @Requirements("CORE R1054 R1353")
    void showsTheDateOfRetentionThatMapiSets() {
        XmlElement id =
                draft("<t:ExtendedProperty><t:ExtendedFieldURI PropertyTag=\"0x301C\" PropertyType=\"SystemTime\"/>"
                        + "<t:Value>2027-01-01T00:00:00Z</t:Value></t:ExtendedProperty>");
        assertThat(text(get(mailbox.anna, id, properties("item:RetentionDate")), "RetentionDate"))
                .isEqualTo("2027-01-01T00:00:00Z");
    }

    @Test
    @Requirements("CORE R1917 R3039")
    void showsAnIconOfTasksThatRecur() {
        String task = "<t:Task><t:Subject>t</t:Subject>%s</t:Task>";
        String icon = "item:IconIndex";
        XmlElement series = saved(mailbox.anna, "tasks", task.formatted(DAILY));
        assertThat(text(get(mailbox.anna, series, properties(icon)), "IconIndex"))
                .isEqualTo("TaskRecur");
        XmlElement one = saved(mailbox.anna, "tasks", task.formatted(""));
        assertThat(text(get(mailbox.anna, one, properties(icon)), "IconIndex")).isEqualTo("TaskItem");
    }

    @Test
    @Requirements("CORE R2292 R2294 R2052 R2353 R1253 R102000001")
    void predictsNothingAndProtectsNothing() {
        XmlElement id = saved(mailbox.anna, "drafts", "<t:Item><t:Subject>generic</t:Subject></t:Item>");
        XmlElement read = get(
                mailbox.anna,
                id,
                properties("item:PredictedActionReasons", "item:IsClutter", "item:RightsManagementLicenseData"));
        assertThat(read.name()).isEqualTo("Message");
        assertThat(text(read, "PredictedActionReasons", "PredictedActionReason"))
                .isEqualTo("None");
        assertThat(text(read, "IsClutter")).isEqualTo("false");
        assertThat(read.child("RightsManagementLicenseData")).isEmpty();
        String license =
                "<t:RightsManagementLicenseData><t:EditAllowed>true</t:EditAllowed></t:RightsManagementLicenseData>";
        assertThat(code(only(
                        mailbox.anna,
                        "<m:CreateItem MessageDisposition=\"SaveOnly\"><m:Items><t:Message>" + license
                                + "</t:Message></m:Items></m:CreateItem>")))
                .isEqualTo("ErrorInvalidPropertySet");
        assertThat(code(only(
                        mailbox.anna,
                        set(id, field("item:RightsManagementLicenseData"), "<t:Message>" + license + "</t:Message>"))))
                .isEqualTo("ErrorInvalidPropertySet");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @Requirements("CORE R2174 R2311")
    void sendsReceiptsOfDeletedMessagesUnlessTheyAreSuppressed(boolean suppressed) {
        String subject = "deleted unread " + suppressed;
        send(subject, "bert@contoso.com", "<t:IsReadReceiptRequested>true</t:IsReadReceiptRequested>");
        done(
                mailbox.bert,
                "<m:DeleteItem DeleteType=\"HardDelete\" SuppressReadReceipts=\"" + suppressed + "\"><m:ItemIds>"
                        + MailboxCalls.id(named(mailbox.bert, "inbox", subject)) + "</m:ItemIds></m:DeleteItem>");
        assertThat(MailboxCalls.subjects(mailbox.anna, "inbox"))
                .filteredOn(found -> found.endsWith(subject))
                .hasSize(suppressed ? 0 : 1);
    }
}
