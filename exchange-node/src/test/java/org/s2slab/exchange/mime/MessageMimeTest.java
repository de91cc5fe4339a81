package org.s2slab.exchange.mime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.s2slab.exchange.items.MailboxCalls.code;
import static org.s2slab.exchange.items.MailboxCalls.done;
import static org.s2slab.exchange.items.MailboxCalls.get;
import static org.s2slab.exchange.items.MailboxCalls.id;
import static org.s2slab.exchange.items.MailboxCalls.only;
import static org.s2slab.exchange.items.MailboxCalls.saved;
import static org.s2slab.exchange.items.MailboxCalls.text;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.s2slab.exchange.items.MailboxCalls;
import org.s2slab.xml.XmlElement;

/** Messages of RFC 5322 are a view of items: header fields, parts, and the unchanged original. */
class MessageMimeTest {
    private static final String MIME = "<t:IncludeMimeContent>true</t:IncludeMimeContent>";
    private static final String WHOLE = """
            Received: from b by c; Tue, 1 Oct 2030 09:00:05 +0000 (UTC)\r
            Received: from a by b; Tue, 1 Oct 2030 09:00:01 +0000\r
            From: =?utf-8?q?J=C3=B6?= <jo@fabrikam.com>\r
            Sender: secretary@fabrikam.com\r
            To: anna@contoso.com\r
            Reply-To: other@fabrikam.com\r
            Date: Tue, 1 Oct 2030 09:00:00 +0000\r
            Subject: Parts\r
            Message-ID: <1@fabrikam.com>\r
            In-Reply-To: <0@fabrikam.com>\r
            References: <00@fabrikam.com>\r
             <0@fabrikam.com>\r
            Importance: high\r
            Sensitivity: company-confidential\r
            Keywords: Red, Blue\r
            X-Own: yes\r
            Content-Language: de-DE\r
            MIME-Version: 1.0\r
            Content-Type: multipart/mixed; boundary=m\r
            \r
            --m\r
            Content-Type: multipart/related; boundary=r\r
            \r
            --r\r
            Content-Type: text/html; charset=iso-8859-1\r
            Content-Transfer-Encoding: quoted-printable\r
            \r
            <b>K=F6ln</b><img src=3D"cid:pic">\r
            --r\r
            Content-Type: image/png; name=pic.png\r
            Content-ID: <pic>\r
            Content-Disposition: inline; filename=pic.png\r
            Content-Transfer-Encoding: base64\r
            \r
            AAEC\r
            --r--\r
            --m\r
            Content-Type: message/rfc822\r
            \r
            From: bert@contoso.com\r
            Subject: Nested\r
            \r
            Inner\r
            --m--\r
            """;

    @RegisterExtension
    static final MailboxCalls mail = new MailboxCalls();

    @Test
    void readsHeaderFieldsAndParts() {
        XmlElement item = get(mail.anna, saved(mail.anna, "inbox", message(given(WHOLE))), all(MIME));
        assertThat(text(item, "From", "Mailbox", "Name")).isEqualTo("J\u00f6");
        assertThat(text(item, "Sender", "Mailbox", "EmailAddress")).isEqualTo("secretary@fabrikam.com");
        assertThat(text(item, "ReplyTo", "Mailbox", "EmailAddress")).isEqualTo("other@fabrikam.com");
        assertThat(text(item, "DateTimeReceived")).isEqualTo("2030-10-01T09:00:05Z");
        assertThat(text(item, "DateTimeSent")).isEqualTo("2030-10-01T09:00:00Z");
        assertThat(text(item, "InReplyTo")).isEqualTo("<0@fabrikam.com>");
        assertThat(text(item, "References")).isEqualTo("<00@fabrikam.com> <0@fabrikam.com>");
        assertThat(text(item, "Importance")).isEqualTo("High");
        assertThat(text(item, "Sensitivity")).isEqualTo("Confidential");
        assertThat(text(item, "Culture")).isEqualTo("de-DE");
        assertThat(texts(item, "Categories")).isEqualTo("Red Blue");
        assertThat(text(item, "Body")).contains("K\u00f6ln");
        assertThat(headers(item)).contains("X-Own=yes", "Subject=Parts").hasSize(18);
        List<XmlElement> attachments = item.child("Attachments").orElseThrow().children();
        assertThat(attachments).extracting(XmlElement::name).containsExactly("FileAttachment", "ItemAttachment");
        assertThat(text(attachments.get(0), "IsInline")).isEqualTo("true");
        assertThat(text(attachments.get(0), "ContentId")).isEqualTo("pic");
        assertThat(text(attachments.get(1), "Name")).isEqualTo("Nested");
        assertThat(mime(item)).isEqualTo(WHOLE);
    }

    @Test
    void showsHeaderFieldsByName() {
        XmlElement saved = saved(mail.anna, "inbox", message(given(WHOLE)));
        XmlElement item = get(
                mail.anna,
                saved,
                "<t:BaseShape>IdOnly</t:BaseShape><t:AdditionalProperties>"
                        + "<t:IndexedFieldURI FieldURI=\"item:InternetMessageHeader\" FieldIndex=\"x-own\"/>"
                        + "</t:AdditionalProperties>");
        assertThat(headers(item)).containsExactly("X-Own=yes");
    }

    @Test
    void deliveredMessagesHaveHeaderFields() {
        done(
                mail.anna,
                "<m:CreateItem MessageDisposition=\"SendOnly\"><m:Items><t:Message><t:Subject>Sent</t:Subject>"
                        + "<t:Importance>Low</t:Importance>"
                        + "<t:ToRecipients><t:Mailbox><t:EmailAddress>bert@contoso.com</t:EmailAddress></t:Mailbox></t:ToRecipients>"
                        + "<t:BccRecipients><t:Mailbox><t:EmailAddress>anna@contoso.com</t:EmailAddress></t:Mailbox></t:BccRecipients>"
                        + "</t:Message></m:Items></m:CreateItem>");
        XmlElement found =
                MailboxCalls.find(mail.bert, MailboxCalls.folder("inbox")).get(0);
        XmlElement item = get(mail.bert, found.child("ItemId").orElseThrow());
        assertThat(headers(item))
                .contains(
                        "Subject=Sent", "Importance=low", "From=Anna <anna@contoso.com>", "To=Bert <bert@contoso.com>")
                .noneMatch(header -> header.startsWith("Bcc"));
    }

    @Test
    void rendersTheOriginalAnewAfterAChange() {
        XmlElement saved = saved(mail.anna, "inbox", message(given(WHOLE)));
        XmlElement updated = update(saved, "item:Subject", "<t:Subject>Changed</t:Subject>");
        String mime =
                mime(get(mail.anna, MailboxCalls.item(updated).child("ItemId").orElseThrow(), all(MIME)));
        assertThat(mime)
                .contains(
                        "Subject: Changed",
                        "Importance: high",
                        "Sensitivity: company-confidential",
                        "Keywords: Red, Blue")
                .contains("multipart/mixed", "multipart/related", "multipart/alternative", "message/rfc822")
                .contains("Content-ID: <pic>", "Sender: secretary@fabrikam.com", "In-Reply-To: <0@fabrikam.com>");
        XmlElement again = get(mail.anna, saved(mail.anna, "inbox", message(given(mime))), all(""));
        assertThat(text(again, "Body")).contains("K\u00f6ln");
        assertThat(again.child("Attachments").orElseThrow().children())
                .extracting(attachment -> text(attachment, "Name"))
                .containsExactly("pic.png", "Nested");
    }

    @Test
    void replacesADraftByItsMimeContent() {
        XmlElement draft = saved(
                mail.anna,
                "drafts",
                "<t:Message><t:Subject>Old</t:Subject><t:Attachments><t:FileAttachment><t:Name>old.txt</t:Name>"
                        + "<t:Content>AAEC</t:Content></t:FileAttachment></t:Attachments>"
                        + "<t:CcRecipients><t:Mailbox><t:EmailAddress>bert@contoso.com</t:EmailAddress></t:Mailbox></t:CcRecipients>"
                        + "</t:Message>");
        XmlElement updated = update(draft, "item:MimeContent", given(WHOLE));
        assertThat(code(updated)).isEqualTo("NoError");
        XmlElement item =
                get(mail.anna, MailboxCalls.item(updated).child("ItemId").orElseThrow(), all(MIME));
        assertThat(text(item, "Subject")).isEqualTo("Parts");
        assertThat(text(item, "IsDraft")).isEqualTo("true");
        assertThat(item.child("CcRecipients")).isEmpty();
        assertThat(item.child("Attachments").orElseThrow().children())
                .extracting(attachment -> text(attachment, "Name"))
                .containsExactly("pic.png", "Nested");
    }

    @Test
    void refusesMimeContentWhereItCannotBeChanged() {
        XmlElement received = saved(
                mail.anna,
                "inbox",
                "<t:Message><t:ExtendedProperty><t:ExtendedFieldURI PropertyTag=\"0x0E07\" PropertyType=\"Integer\"/>"
                        + "<t:Value>1</t:Value></t:ExtendedProperty></t:Message>");
        assertThat(code(update(received, "item:MimeContent", given(WHOLE))))
                .isEqualTo("ErrorInvalidPropertyUpdateSentMessage");
        XmlElement contact = saved(mail.anna, "contacts", "<t:Contact/>");
        assertThat(code(update(contact, "item:MimeContent", given(WHOLE)))).isEqualTo("ErrorUnsupportedMimeConversion");
    }

    @Test
    void meetingMessagesContainTheirEvent() {
        done(
                mail.anna,
                "<m:CreateItem SendMeetingInvitations=\"SendOnlyToAll\"><m:Items><t:CalendarItem><t:Subject>Meet</t:Subject>"
                        + "<t:UID>meet@x</t:UID><t:Start>2030-07-01T09:00:00Z</t:Start><t:End>2030-07-01T10:00:00Z</t:End>"
                        + "<t:RequiredAttendees><t:Attendee><t:Mailbox><t:EmailAddress>bert@contoso.com</t:EmailAddress></t:Mailbox>"
                        + "</t:Attendee></t:RequiredAttendees></t:CalendarItem></m:Items></m:CreateItem>");
        XmlElement request = MailboxCalls.find(mail.bert, MailboxCalls.folder("inbox")).stream()
                .filter(item -> item.name().equals("MeetingRequest"))
                .findFirst()
                .orElseThrow();
        String mime = mime(get(mail.bert, request.child("ItemId").orElseThrow(), all(MIME)));
        assertThat(mime).contains("text/calendar", "method=REQUEST", "Subject: Meet");
        assertThat(MimeReader.calendar(mime.getBytes(StandardCharsets.UTF_8)))
                .contains("METHOD:REQUEST", "UID:meet@x", "ORGANIZER;CN=Anna:mailto:anna@contoso.com")
                .contains("ATTENDEE;", "mailto:bert@contoso.com");
        done(
                mail.bert,
                "<m:CreateItem MessageDisposition=\"SendOnly\"><m:Items><t:AcceptItem>"
                        + id(request.child("ItemId").orElseThrow()).replace("t:ItemId", "t:ReferenceItemId")
                        + "</t:AcceptItem></m:Items></m:CreateItem>");
        XmlElement response = MailboxCalls.find(mail.anna, MailboxCalls.folder("inbox")).stream()
                .filter(item -> item.name().equals("MeetingResponse"))
                .findFirst()
                .orElseThrow();
        String answer = mime(get(mail.anna, response.child("ItemId").orElseThrow(), all(MIME)));
        assertThat(MimeReader.calendar(answer.getBytes(StandardCharsets.UTF_8)))
                .contains("METHOD:REPLY", "PARTSTAT=ACCEPTED");
    }

    private static XmlElement sent(String subject, String before, String behind) {
        String recipient =
                "<t:ToRecipients><t:Mailbox><t:EmailAddress>bert@contoso.com</t:EmailAddress></t:Mailbox></t:ToRecipients>";
        XmlElement answer = only(
                mail.anna,
                "<m:CreateItem MessageDisposition=\"SendAndSaveCopy\"><m:Items><t:Message>" + before + "<t:Subject>"
                        + subject + "</t:Subject>" + behind + recipient + "</t:Message></m:Items></m:CreateItem>");
        assertThat(code(answer)).isEqualTo("NoError");
        return MailboxCalls.find(mail.bert, MailboxCalls.folder("inbox")).stream()
                .filter(item -> text(item, "Subject").equals(subject))
                .map(item -> item.child("ItemId").orElseThrow())
                .findFirst()
                .orElseThrow();
    }

    private static String path(String name) {
        return "<t:ExtendedFieldURI DistinguishedPropertySetId=\"InternetHeaders\" PropertyName=\"" + name
                + "\" PropertyType=\"String\"/>";
    }

    private static String header(String name, String value) {
        return "<t:ExtendedProperty>" + path(name) + "<t:Value>" + value + "</t:Value></t:ExtendedProperty>";
    }

    @Test
    void otherFieldsOfAMessageReachItsRecipient() {
        String fields = """
                X-Own: yes\r
                List-Unsubscribe: <mailto:off@contoso.com>\r
                X-Name: =?utf-8?q?J=C3=B6?=\r
                X-Own: again\r
                Received: from evil; Tue, 1 Oct 2030 09:00:05 +0000\r
                Return-Path: <x@evil.com>\r
                X-MS-Exchange-Organization-SCL: -1\r
                Date: Tue, 1 Oct 2030 09:00:00 +0000\r
                Subject: x\r
                \r
                Body""";
        XmlElement id = sent("Added", given(fields), "");
        XmlElement item = get(
                mail.bert,
                id,
                all(MIME) + "<t:AdditionalProperties>" + path("x-own") + path("X-Name") + "</t:AdditionalProperties>");
        assertThat(headers(item))
                .contains("X-Own=yes", "X-Own=again", "X-Name=J\u00f6", "List-Unsubscribe=<mailto:off@contoso.com>")
                .noneMatch(field -> field.startsWith("Received") || field.startsWith("X-MS") || field.contains("evil"))
                .noneMatch(field -> field.startsWith("Date=") && field.contains("2030"));
        assertThat(mime(item))
                .contains("X-Own: yes\r\n", "X-Own: again\r\n", "X-Name: =?", "List-Unsubscribe: <mailto:")
                .doesNotContain("Received:", "X-MS-Exchange", "evil");
        assertThat(item.children("ExtendedProperty"))
                .extracting(one -> text(one, "Value"))
                .containsExactly("yes", "J\u00f6");
        XmlElement again = get(mail.anna, saved(mail.anna, "drafts", message(given(mime(item)))), all(MIME));
        assertThat(headers(again)).contains("X-Own=yes", "X-Own=again", "X-Name=J\u00f6");
    }

    @Test
    void propertiesOfTheSetOfHeadersBecomeFields() {
        String injected = "a&#13;&#10;Bcc: carla@contoso.com&#13;&#10;&#13;&#10;Text \u2028 of it";
        XmlElement id = sent(
                "Properties",
                "",
                header("X-Own", "yes")
                        + header("X-Injected", injected)
                        + header("From", "boss@contoso.com")
                        + header("Received", "from evil")
                        + header("X-A: b&#13;&#10;Bcc", "carla@contoso.com")
                        + header("X-Long", "w".repeat(3000)));
        XmlElement item = get(mail.bert, id, all(MIME));
        String head = mime(item).substring(0, mime(item).indexOf("\r\n\r\n"));
        assertThat(head).contains("x-own: yes", "x-injected: ").doesNotContain("boss@", "evil", "\r\nBcc", "x-a");
        assertThat(head.split("\r\n")).allMatch(line -> line.length() < 998 && line.matches("\\p{ASCII}*"));
        assertThat(headers(item))
                .contains("x-own=yes", "x-long=" + "w".repeat(3000))
                .contains("x-injected=a Bcc: carla@contoso.com Text \u2028 of it");
        XmlElement draft = saved(mail.anna, "drafts", message(given("X-Own: old\r\nSubject: s\r\n\r\nb")));
        XmlElement changed = only(mail.anna, MailboxCalls.set(draft, path("X-Own"), message(header("X-Own", "new"))));
        XmlElement read =
                get(mail.anna, MailboxCalls.item(changed).child("ItemId").orElseThrow(), all(MIME));
        assertThat(mime(read)).contains("x-own: new\r\n").doesNotContain("old");
    }

    @Test
    void fieldsBeyondTheSizeOfAHeaderAreNotSent() {
        String much = header("X-Much", "w ".repeat(33_000));
        XmlElement draft = saved(mail.anna, "drafts", message("<t:Subject>much</t:Subject>" + much));
        assertThat(mime(get(mail.anna, draft, all(MIME)))).contains("x-much: w w");
        String recipient =
                "<t:ToRecipients><t:Mailbox><t:EmailAddress>bert@contoso.com</t:EmailAddress></t:Mailbox></t:ToRecipients>";
        XmlElement refused = only(
                mail.anna,
                "<m:CreateItem MessageDisposition=\"SendOnly\"><m:Items>" + message(much + recipient)
                        + "</m:Items></m:CreateItem>");
        assertThat(code(refused)).isEqualTo("ErrorMessageSizeExceeded");
        assertThat(text(refused, "MessageText")).contains("at most 65536");
    }

    /** Set-TransportConfig -ClearCategories is true by default. */
    @Test
    void whatASenderNotesForItselfDoesNotReachTheRecipient() {
        XmlElement id = sent(
                "Noted",
                "",
                "<t:Categories><t:String>Secret project</t:String></t:Categories><t:Flag><t:FlagStatus>Flagged</t:FlagStatus></t:Flag>");
        XmlElement item = get(mail.bert, id, all(MIME));
        assertThat(item.child("Categories")).isEmpty();
        assertThat(item.child("Flag").map(flag -> text(flag, "FlagStatus"))).isNotEqualTo(Optional.of("Flagged"));
        assertThat(mime(item)).doesNotContain("Secret project");
        assertThat(headers(item)).noneMatch(field -> field.contains("Secret"));
        XmlElement copy = MailboxCalls.find(mail.anna, MailboxCalls.folder("sentitems")).stream()
                .filter(one -> text(one, "Subject").equals("Noted"))
                .findFirst()
                .orElseThrow();
        assertThat(texts(copy, "Categories")).isEqualTo("Secret project");
    }

    private static XmlElement update(XmlElement id, String uri, String property) {
        String element = "Message";
        return only(
                mail.anna,
                "<m:UpdateItem ConflictResolution=\"AlwaysOverwrite\" MessageDisposition=\"SaveOnly\"><m:ItemChanges><t:ItemChange>"
                        + id(id) + "<t:Updates><t:SetItemField><t:FieldURI FieldURI=\"" + uri + "\"/><t:" + element
                        + ">"
                        + property + "</t:" + element
                        + "></t:SetItemField></t:Updates></t:ItemChange></m:ItemChanges></m:UpdateItem>");
    }

    private static String all(String more) {
        return "<t:BaseShape>AllProperties</t:BaseShape>" + more;
    }

    private static String message(String properties) {
        return "<t:Message>" + properties + "</t:Message>";
    }

    private static String given(String mime) {
        return "<t:MimeContent>" + Base64.getEncoder().encodeToString(mime.getBytes(StandardCharsets.UTF_8))
                + "</t:MimeContent>";
    }

    private static String mime(XmlElement item) {
        return new String(Base64.getDecoder().decode(text(item, "MimeContent")), StandardCharsets.UTF_8);
    }

    private static String texts(XmlElement item, String element) {
        return item.child(element).orElseThrow().children().stream()
                .map(XmlElement::text)
                .collect(Collectors.joining(" "));
    }

    private static List<String> headers(XmlElement item) {
        return item.child("InternetMessageHeaders").orElseThrow().children().stream()
                .map(header -> header.attribute("HeaderName").orElse("") + "=" + header.text())
                .toList();
    }
}
