package org.s2slab.exchange.views;

import static org.assertj.core.api.Assertions.assertThat;
import static org.s2slab.exchange.items.MailboxCalls.done;
import static org.s2slab.exchange.items.MailboxCalls.get;
import static org.s2slab.exchange.items.MailboxCalls.id;
import static org.s2slab.exchange.items.MailboxCalls.saved;
import static org.s2slab.exchange.items.MailboxCalls.text;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.s2slab.exchange.ews.EwsCalls;
import org.s2slab.exchange.items.MailboxCalls;
import org.s2slab.xml.XmlElement;

/** Values that follow from others, in items that do not have them. */
class DerivedValuesTest {
    private static MailboxCalls mailbox;
    private static EwsCalls anna;

    @BeforeAll
    static void open(@TempDir Path folder) {
        mailbox = new MailboxCalls(folder);
        anna = mailbox.anna;
    }

    @AfterAll
    static void close() {
        mailbox.close();
    }

    private static XmlElement updated(XmlElement id, String uri, String kind, String property) {
        done(
                anna,
                "<m:UpdateItem ConflictResolution=\"AlwaysOverwrite\" MessageDisposition=\"SaveOnly\""
                        + " SendMeetingInvitationsOrCancellations=\"SendToNone\"><m:ItemChanges><t:ItemChange>"
                        + id(id) + "<t:Updates><t:SetItemField><t:FieldURI FieldURI=\"" + uri + "\"/><t:" + kind + ">"
                        + property + "</t:" + kind
                        + "></t:SetItemField></t:Updates></t:ItemChange></m:ItemChanges></m:UpdateItem>");
        return get(anna, id);
    }

    @Test
    void makesTheNamesOfAContact() {
        String title = "<t:ExtendedProperty><t:ExtendedFieldURI PropertyTag=\"0x3A45\" PropertyType=\"String\"/>"
                + "<t:Value>Dr.</t:Value></t:ExtendedProperty>";
        XmlElement id = saved(
                anna,
                "contacts",
                "<t:Contact>" + title + "<t:GivenName>Eve</t:GivenName><t:MiddleName>M</t:MiddleName>"
                        + "<t:Surname>Adler</t:Surname></t:Contact>");
        XmlElement contact = get(anna, id);
        assertThat(text(contact, "FileAs")).isEqualTo("Eve M Adler");
        assertThat(contact.child("CompleteName").orElseThrow().children())
                .extracting(part -> part.name() + " " + part.text())
                .containsExactly(
                        "Title Dr.", "FirstName Eve", "MiddleName M", "LastName Adler", "FullName Eve M Adler");
        XmlElement renamed = updated(id, "contacts:Surname", "Contact", "<t:Surname>Bock</t:Surname>");
        assertThat(text(renamed, "CompleteName", "LastName")).isEqualTo("Bock");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "LastCommaFirst, \"Adler, Eve M\"",
                "FirstSpaceLast, Eve M Adler",
                "Company, Contoso",
                "LastFirst, AdlerEve M",
                "LastSpaceFirst, Adler Eve M",
                "FirstName, Eve",
                "LastName, Adler",
            })
    void filesAContactAsItsMappingSays(String mapping, String name) {
        XmlElement id = saved(
                anna,
                "contacts",
                "<t:Contact><t:FileAsMapping>" + mapping + "</t:FileAsMapping><t:GivenName>Eve</t:GivenName>"
                        + "<t:MiddleName>M</t:MiddleName><t:CompanyName>Contoso</t:CompanyName>"
                        + "<t:Surname>Adler</t:Surname></t:Contact>");
        assertThat(text(get(anna, id), "FileAs")).isEqualTo(name);
        XmlElement named = updated(id, "contacts:FileAs", "Contact", "<t:FileAs>Boss</t:FileAs>");
        assertThat(text(named, "FileAs")).isEqualTo("Boss");
        XmlElement mapped =
                updated(id, "contacts:FileAsMapping", "Contact", "<t:FileAsMapping>" + mapping + "</t:FileAsMapping>");
        assertThat(text(mapped, "FileAs")).isEqualTo(name);
    }

    /** exchangelib's own tests delete all properties of a contact of Exchange Online, and find none. */
    @Test
    void makesNoNameInPlaceOfOneThatWasDeleted() {
        XmlElement id = saved(
                anna,
                "contacts",
                "<t:Contact><t:FileAs>Boss</t:FileAs><t:DisplayName>Eve Adler</t:DisplayName><t:GivenName>Eve</t:GivenName>"
                        + "</t:Contact>");
        MailboxCalls.done(
                anna,
                MailboxCalls.update(
                        id, "<t:DeleteItemField><t:FieldURI FieldURI=\"contacts:FileAs\"/></t:DeleteItemField>"));
        assertThat(get(anna, id).child("FileAs")).isEmpty();
        XmlElement mapped =
                updated(id, "contacts:FileAsMapping", "Contact", "<t:FileAsMapping>FirstName</t:FileAsMapping>");
        assertThat(text(mapped, "FileAs")).isEqualTo("Eve");
    }

    @Test
    void saysHowLongAnAppointmentIsAndThatItIsOne() {
        XmlElement id = saved(
                anna,
                "calendar",
                "<t:CalendarItem><t:Start>2026-12-01T10:00:00Z</t:Start><t:End>2026-12-02T11:30:00Z</t:End></t:CalendarItem>");
        XmlElement item = get(anna, id);
        assertThat(text(item, "Duration")).isEqualTo("P1DT1H30M");
        assertThat(text(item, "IsRecurring")).isEqualTo("false");
        assertThat(text(item, "IsMeeting")).isEqualTo("false");
        assertThat(text(item, "CalendarItemType")).isEqualTo("Single");
        assertThat(text(item, "ReminderDueBy")).isEqualTo("2026-12-01T10:00:00Z");
        XmlElement day = updated(id, "calendar:End", "CalendarItem", "<t:End>2026-12-02T10:00:00Z</t:End>");
        assertThat(text(day, "Duration")).isEqualTo("P1D");
    }

    @Test
    void takesTheAuthorForTheSender() {
        XmlElement id = saved(
                anna, "inbox", "<t:Message><t:From><t:Mailbox><t:Name>Bert</t:Name></t:Mailbox></t:From></t:Message>");
        assertThat(text(get(anna, id), "Sender", "Mailbox", "Name")).isEqualTo("Bert");
    }

    @Test
    void namesAConversationAfterTheSubjectWithoutItsPrefix() {
        XmlElement id = saved(anna, "inbox", "<t:Message><t:Subject>RE: Plan</t:Subject></t:Message>");
        assertThat(text(get(anna, id), "ConversationTopic")).isEqualTo("Plan");
    }

    @ParameterizedTest
    @CsvSource({
        "task:Status, <t:Status>Completed</t:Status>, Completed 100 true true",
        "task:PercentComplete, <t:PercentComplete>100</t:PercentComplete>, Completed 100 true true",
        "task:CompleteDate, <t:CompleteDate>2020-01-01T00:00:00Z</t:CompleteDate>, Completed 100 true true",
        "task:PercentComplete, <t:PercentComplete>40</t:PercentComplete>, InProgress 40 false false",
        "task:Status, <t:Status>Deferred</t:Status>, Deferred 0 false false",
    })
    void keepsTheStateOfATaskInOnePiece(String uri, String property, String state) {
        XmlElement id = saved(anna, "tasks", "<t:Task><t:Subject>Do</t:Subject></t:Task>");
        assertThat(state(get(anna, id))).isEqualTo("NotStarted 0 false false");
        assertThat(state(updated(id, uri, "Task", property))).isEqualTo(state);
        assertThat(state(updated(id, "task:Status", "Task", "<t:Status>NotStarted</t:Status>")))
                .isEqualTo("NotStarted 0 false false");
    }

    private static String state(XmlElement task) {
        return text(task, "Status") + " " + text(task, "PercentComplete") + " " + text(task, "IsComplete") + " "
                + task.child("CompleteDate").isPresent();
    }

    @Test
    void saysWhoseMailboxMailCameTo() {
        done(
                mailbox.bert,
                "<m:CreateItem MessageDisposition=\"SendAndSaveCopy\"><m:Items><t:Message><t:Subject>To Anna</t:Subject>"
                        + "<t:ToRecipients><t:Mailbox><t:EmailAddress>anna@contoso.com</t:EmailAddress></t:Mailbox>"
                        + "</t:ToRecipients></t:Message></m:Items></m:CreateItem>");
        XmlElement came = MailboxCalls.find(mailbox.anna, MailboxCalls.folder("inbox")).stream()
                .filter(item -> text(item, "Subject").equals("To Anna"))
                .findFirst()
                .orElseThrow();
        assertThat(text(came, "ReceivedBy", "Mailbox", "EmailAddress")).isEqualTo("anna@contoso.com");
        assertThat(text(came, "ReceivedRepresenting", "Mailbox", "Name")).isEqualTo("Anna");
        assertThat(MailboxCalls.find(mailbox.bert, MailboxCalls.folder("sentitems")))
                .isNotEmpty()
                .allSatisfy(sent -> assertThat(sent.child("ReceivedBy")).isEmpty());
    }
}
