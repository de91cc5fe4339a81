package org.s2slab.exchange.items;

import static org.assertj.core.api.Assertions.assertThat;
import static org.s2slab.exchange.items.MailboxCalls.code;
import static org.s2slab.exchange.items.MailboxCalls.get;
import static org.s2slab.exchange.items.MailboxCalls.only;
import static org.s2slab.exchange.items.MailboxCalls.saved;
import static org.s2slab.exchange.items.MailboxCalls.subjects;

import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.s2slab.testing.Requirements;
import org.s2slab.xml.XmlElement;

/** Recipients are what the address book knows of them, from when they are saved. */
class RecipientResolutionTest {
    @RegisterExtension
    static final MailboxCalls mail = new MailboxCalls();

    @ParameterizedTest
    @CsvSource({
        "<t:EmailAddress>BERT@contoso.com</t:EmailAddress>, Bert|bert@contoso.com|SMTP|Mailbox",
        "<t:Name>Another</t:Name><t:EmailAddress>bert@contoso.com</t:EmailAddress>, Bert|bert@contoso.com|SMTP|Mailbox",
        "<t:Name>bert</t:Name>, Bert|bert@contoso.com|SMTP|Mailbox",
        "<t:EmailAddress>bert</t:EmailAddress>, Bert|bert@contoso.com|SMTP|Mailbox",
        "<t:Name>Jo</t:Name><t:EmailAddress>jo@fabrikam.com</t:EmailAddress>, Jo|jo@fabrikam.com|SMTP|OneOff",
        "<t:EmailAddress>jo@fabrikam.com</t:EmailAddress>, jo@fabrikam.com|jo@fabrikam.com|SMTP|OneOff",
        "<t:Name>Nobody</t:Name>, Nobody"
    })
    void resolvesOnSave(String given, String expected) {
        XmlElement saved = get(
                mail.anna,
                saved(
                        mail.anna,
                        "drafts",
                        "<t:Message><t:ToRecipients><t:Mailbox>" + given
                                + "</t:Mailbox></t:ToRecipients></t:Message>"));
        assertThat(texts(saved.at("ToRecipients", "Mailbox").orElseThrow())).isEqualTo(expected);
        XmlElement meeting = MailboxCalls.item(only(
                mail.anna,
                "<m:CreateItem SendMeetingInvitations=\"SendToNone\"><m:Items><t:CalendarItem><t:RequiredAttendees><t:Attendee>"
                        + "<t:Mailbox>" + given
                        + "</t:Mailbox></t:Attendee></t:RequiredAttendees></t:CalendarItem></m:Items></m:CreateItem>"));
        XmlElement shown = get(mail.anna, meeting.child("ItemId").orElseThrow());
        assertThat(texts(shown.at("RequiredAttendees", "Attendee", "Mailbox").orElseThrow()))
                .isEqualTo(expected);
    }

    @Test
    @Requirements("MSG R2512 R1428001")
    void resolvesFromAndSenderOfADraft() {
        String people = "<t:Sender><t:Mailbox><t:EmailAddress>bert@contoso.com</t:EmailAddress></t:Mailbox></t:Sender>"
                + "<t:From><t:Mailbox><t:EmailAddress>jo@fabrikam.com</t:EmailAddress></t:Mailbox></t:From>";
        XmlElement id = saved(mail.anna, "drafts", "<t:Message>" + people + "</t:Message>");
        XmlElement draft = get(mail.anna, id);
        assertThat(texts(draft.at("Sender", "Mailbox").orElseThrow())).isEqualTo("Bert|bert@contoso.com|SMTP|Mailbox");
        assertThat(texts(draft.at("From", "Mailbox").orElseThrow()))
                .isEqualTo("jo@fabrikam.com|jo@fabrikam.com|SMTP|OneOff");
        only(
                mail.anna,
                MailboxCalls.set(
                        id,
                        MailboxCalls.field("message:From"),
                        "<t:Message><t:From><t:Mailbox><t:EmailAddress>BERT@contoso.com</t:EmailAddress></t:Mailbox></t:From>"
                                + "</t:Message>"));
        assertThat(texts(get(mail.anna, id).at("From", "Mailbox").orElseThrow()))
                .isEqualTo("Bert|bert@contoso.com|SMTP|Mailbox");
    }

    @Test
    void resolvesOnSend() {
        assertThat(code(sent("<t:Name>Bert</t:Name>", "By name"))).isEqualTo("NoError");
        assertThat(subjects(mail.bert, "inbox")).contains("By name");
    }

    @Test
    void refusesToSendToNobody() {
        assertThat(code(sent("<t:Name>Nobody</t:Name>", "x"))).isEqualTo("ErrorInvalidRecipients");
        assertThat(code(only(
                        mail.anna,
                        "<m:CreateItem SendMeetingInvitations=\"SendOnlyToAll\"><m:Items><t:CalendarItem><t:RequiredAttendees>"
                                + "<t:Attendee><t:Mailbox><t:Name>Nobody</t:Name></t:Mailbox></t:Attendee>"
                                + "</t:RequiredAttendees></t:CalendarItem></m:Items></m:CreateItem>")))
                .isEqualTo("ErrorInvalidRecipients");
    }

    private static XmlElement sent(String recipient, String subject) {
        return only(
                mail.anna,
                "<m:CreateItem MessageDisposition=\"SendOnly\"><m:Items><t:Message><t:Subject>" + subject
                        + "</t:Subject><t:ToRecipients><t:Mailbox>" + recipient
                        + "</t:Mailbox></t:ToRecipients></t:Message></m:Items></m:CreateItem>");
    }

    private static String texts(XmlElement mailbox) {
        return mailbox.children().stream().map(XmlElement::text).collect(Collectors.joining("|"));
    }
}
