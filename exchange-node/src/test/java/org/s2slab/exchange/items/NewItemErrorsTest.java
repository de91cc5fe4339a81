package org.s2slab.exchange.items;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.s2slab.exchange.items.MailboxCalls.code;
import static org.s2slab.exchange.items.MailboxCalls.field;
import static org.s2slab.exchange.items.MailboxCalls.message;
import static org.s2slab.exchange.items.MailboxCalls.only;
import static org.s2slab.exchange.items.MailboxCalls.saved;
import static org.s2slab.exchange.items.MailboxCalls.set;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.s2slab.exchange.responsecode.EwsFault;
import org.s2slab.exchange.responsecode.ResponseCode;
import org.s2slab.xml.XmlElement;

/** The response codes of items and attachments that the server does not take. */
class NewItemErrorsTest {
    @RegisterExtension
    static final MailboxCalls MAIL = new MailboxCalls();

    private static String created(String element, String properties) {
        return code(only(MAIL.anna, creating(element, properties)));
    }

    private static String creating(String element, String properties) {
        return "<m:CreateItem MessageDisposition=\"SaveOnly\" SendMeetingInvitations=\"SendToNone\"><m:Items><t:"
                + element + ">" + properties + "</t:" + element + "></m:Items></m:CreateItem>";
    }

    private static String mime(String base64) {
        return "<t:MimeContent>" + base64 + "</t:MimeContent>";
    }

    private static String mimeOf(String source) {
        return mime(Base64.getEncoder().encodeToString(source.getBytes(StandardCharsets.US_ASCII)));
    }

    @ParameterizedTest
    @CsvSource({
        "de-DE,NoError",
        "en,NoError",
        "sr-Latn-RS,NoError",
        "es-419,NoError",
        "fil-PH,NoError",
        "xx-XX,ErrorUnsupportedCulture",
        "en-XX,ErrorUnsupportedCulture",
        "klingon,ErrorUnsupportedCulture"
    })
    void haveAKnownCulture(String culture, String code) {
        String property = "<t:Culture>" + culture + "</t:Culture>";
        assertThat(created("Message", property)).isEqualTo(code);
        XmlElement id = message(MAIL.anna, "drafts", "s");
        assertThat(code(only(MAIL.anna, set(id, field("item:Culture"), "<t:Message>" + property + "</t:Message>"))))
                .isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({"Message", "CalendarItem"})
    void haveMimeContentInBase64(String element) {
        assertThat(created(element, mime("U3ViamVjdDogYQ*="))).isEqualTo("ErrorMimeContentInvalidBase64String");
        assertThat(created(element, mime("U"))).isEqualTo("ErrorMimeContentInvalidBase64String");
    }

    @Test
    void haveMimeContentThatCanBeRead() {
        assertThat(created("Message", mime("U3ViamVj\r\n dDogYQ=="))).isEqualTo("NoError");
        assertThat(created("Message", mime(""))).isEqualTo("ErrorMimeContentInvalid");
        assertThat(created("Message", mimeOf("no message at all"))).isEqualTo("ErrorMimeContentInvalid");
        assertThat(created("CalendarItem", mimeOf("Subject: a\r\n\r\nno calendar")))
                .isEqualTo("ErrorMimeContentConversionFailed");
        XmlElement draft = message(MAIL.anna, "drafts", "s");
        assertThat(code(only(
                        MAIL.anna, set(draft, field("item:MimeContent"), "<t:Message>" + mime("*") + "</t:Message>"))))
                .isEqualTo("ErrorMimeContentInvalidBase64String");
        assertThat(created("Contact", mime("*"))).isEqualTo("ErrorUnsupportedMimeConversion");
    }

    @ParameterizedTest
    @CsvSource({"GivenName", "MiddleName", "Surname"})
    void haveNamesOfLessThanFourThousandCharacters(String element) {
        String name = "<t:" + element + ">%s</t:" + element + ">";
        assertThat(created("Contact", name.formatted("x".repeat(3999)))).isEqualTo("NoError");
        assertThat(created("Contact", name.formatted("x".repeat(4000)))).isEqualTo("ErrorPropertyUpdate");
        XmlElement contact = saved(MAIL.anna, "contacts", "<t:Contact/>");
        String update = "<t:Contact>" + name.formatted("x".repeat(4000)) + "</t:Contact>";
        assertThat(code(only(MAIL.anna, set(contact, field("contacts:" + element), update))))
                .isEqualTo("ErrorPropertyUpdate");
    }

    @Test
    void haveMimeContentOfNoMoreThanAMessageMayHave() {
        assertThat(created("Message", mime("QUJD".repeat(7 * 1024 * 1024)))).isEqualTo("ErrorMessageSizeExceeded");
    }

    @ParameterizedTest
    @CsvSource({"10,NoError", "11,ErrorAttachmentNestLevelLimitExceeded"})
    void nestAttachedItemsTenTimes(int levels, String code) {
        String attachment = "<t:FileAttachment><t:Name>f</t:Name><t:Content>AQID</t:Content></t:FileAttachment>";
        for (int level = 0; level < levels; level++) {
            attachment = "<t:ItemAttachment><t:Name>i</t:Name><t:Message><t:Attachments>" + attachment
                    + "</t:Attachments></t:Message></t:ItemAttachment>";
        }
        XmlElement parent = message(MAIL.anna, "drafts", "s");
        assertThat(code(only(
                        MAIL.anna,
                        "<m:CreateAttachment><m:ParentItemId Id=\""
                                + parent.attribute("Id").orElseThrow() + "\"/><m:Attachments>" + attachment
                                + "</m:Attachments></m:CreateAttachment>")))
                .isEqualTo(code);
        assertThat(created("Message", "<t:Attachments>" + attachment + "</t:Attachments>"))
                .isEqualTo(code);
    }

    /** Midnight at the end of a day and long fractions are xs:dateTime, and ended in an internal error. */
    @ParameterizedTest
    @CsvSource({
        "2030-01-01T24:00:00Z, 2030-01-02T00:00:00Z",
        "2030-12-31T24:00:00-02:00, 2031-01-01T02:00:00Z",
        "2030-01-01T24:00:00, 2030-01-02T00:00:00Z",
        "2030-01-01T10:00:00.1234567890Z, 2030-01-01T10:00:00Z",
        "2030-01-01T10:00:00.00000000000000000001, 2030-01-01T10:00:00Z",
    })
    void haveTimesInEachLexicalForm(String text, String read) {
        String end = "<t:End>2032-01-01T00:00:00Z</t:End>";
        XmlElement message = only(MAIL.anna, creating("CalendarItem", "<t:Start>" + text + "</t:Start>" + end));
        assertThat(code(message)).isEqualTo("NoError");
        XmlElement id = MailboxCalls.item(message).child("ItemId").orElseThrow();
        assertThat(MailboxCalls.text(MailboxCalls.get(MAIL.anna, id), "Start")).isEqualTo(read);
        assertThat(created("Message", "<t:ReminderDueBy>" + text + "</t:ReminderDueBy>"))
                .isEqualTo("NoError");
        assertThat(created("Task", "<t:DueDate>" + text + "</t:DueDate>")).isEqualTo("NoError");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10000-01-01T00:00:00Z",
                "-0001-01-01T00:00:00Z",
                "9999-12-31T24:00:00Z",
                "9999-12-31T23:00:00-02:00",
                "0001-01-01T00:00:00+02:00"
            })
    void haveNoYearsThatAreNoneInTheProduct(String text) {
        for (String request : List.of(
                creating("CalendarItem", "<t:Start>" + text + "</t:Start>"),
                creating("Task", "<t:DueDate>" + text + "</t:DueDate>"),
                "<m:FindItem Traversal=\"Shallow\"><m:ItemShape><t:BaseShape>Default</t:BaseShape></m:ItemShape>"
                        + "<m:CalendarView StartDate=\"" + text + "\" EndDate=\"" + text + "\"/><m:ParentFolderIds>"
                        + MailboxCalls.folder("calendar") + "</m:ParentFolderIds></m:FindItem>")) {
            assertThatThrownBy(() -> only(MAIL.anna, request))
                    .isInstanceOfSatisfying(
                            EwsFault.class,
                            fault -> assertThat(fault.code()).isEqualTo(ResponseCode.ErrorSchemaValidation))
                    .hasMessageContaining(text);
        }
    }

    /** A MAPI property reaches the same value as the element of its name. */
    @ParameterizedTest
    @ValueSource(strings = {"+12000-01-01T00:00:00Z", "0000-12-31T00:00:00Z", "9999-12-31T23:00:00-02:00"})
    void haveNoSuchYearsInPropertiesOfMapi(String text) {
        String property =
                "<t:ExtendedProperty><t:ExtendedFieldURI DistinguishedPropertySetId=\"Appointment\" PropertyId=\"33293\""
                        + " PropertyType=\"SystemTime\"/><t:Value>" + text + "</t:Value></t:ExtendedProperty>";

        assertThat(only(MAIL.anna, creating("CalendarItem", property)).childText("ResponseCode"))
                .contains("ErrorInvalidExtendedPropertyValue");
    }
}
