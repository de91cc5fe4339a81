package org.s2slab.exchange.items;

import static org.assertj.core.api.Assertions.assertThat;
import static org.s2slab.exchange.items.MailboxCalls.code;
import static org.s2slab.exchange.items.MailboxCalls.done;
import static org.s2slab.exchange.items.MailboxCalls.field;
import static org.s2slab.exchange.items.MailboxCalls.find;
import static org.s2slab.exchange.items.MailboxCalls.folder;
import static org.s2slab.exchange.items.MailboxCalls.get;
import static org.s2slab.exchange.items.MailboxCalls.only;
import static org.s2slab.exchange.items.MailboxCalls.properties;
import static org.s2slab.exchange.items.MailboxCalls.saved;
import static org.s2slab.exchange.items.MailboxCalls.set;
import static org.s2slab.exchange.items.MailboxCalls.text;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.s2slab.testing.Requirements;
import org.s2slab.xml.XmlElement;

/** Bodies as MS-OXWSCORE describes them: cut, without images of other servers, and what is found in them. */
class BodyRequirementsTest {
    private static final String BODY = "<t:BaseShape>Default</t:BaseShape>";
    private static final String PAGE =
            "<html><head><meta http-equiv=\"Content-Type\" content=\"text/html; charset=iso-8859-1\">"
                    + "</head><body background=\"//other.example/b.png\"><a href=\"http://other.example/\">link</a>"
                    + "<img alt=\"far\" src=\"https://other.example/far.png\"><img alt=\"near\" src=\"cid:near\">"
                    + "<p style=\"background: url('http://other.example/p.png')\">text</p></body></html>";

    @RegisterExtension
    static final MailboxCalls mailbox = new MailboxCalls();

    private static XmlElement html(String html) {
        return saved(
                mailbox.anna,
                "drafts",
                "<t:Message><t:Subject>page</t:Subject><t:Body BodyType=\"HTML\">" + escaped(html)
                        + "</t:Body><t:Attachments><t:FileAttachment><t:Name>near.png</t:Name><t:ContentId>near</t:ContentId>"
                        + "<t:IsInline>true</t:IsInline><t:Content>AQID</t:Content></t:FileAttachment></t:Attachments></t:Message>");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }

    private static String body(XmlElement id, String shape) {
        return text(get(mailbox.anna, id, BODY + shape), "Body");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Text", "HTML"})
    @Requirements("CORE R3062 R4003 R2119413")
    void cutsBodiesThatAreTooLong(String type) {
        XmlElement id = saved(
                mailbox.anna,
                "drafts",
                "<t:Message><t:Body BodyType=\"" + type + "\">" + escaped("<p>" + "long ".repeat(100) + "</p>")
                        + "</t:Body></t:Message>");
        for (int most : List.of(100, 2000)) {
            XmlElement shown = get(mailbox.anna, id, BODY + "<t:MaximumBodySize>" + most + "</t:MaximumBodySize>")
                    .child("Body")
                    .orElseThrow();
            assertThat(shown.attribute("IsTruncated")).hasValue(Boolean.toString(most == 100));
            assertThat(shown.text().contains("long ".repeat(90))).isEqualTo(most == 2000);
            assertThat(shown.text()).contains("long ".repeat(19).strip());
            assertThat(shown.text().contains("</p>")).isEqualTo(type.equals("HTML") || most == 2000);
        }
        assertThat(get(mailbox.anna, id).child("Body").flatMap(found -> found.attribute("IsTruncated")))
                .hasValue("false");
    }

    @Test
    @Requirements("CORE R149903 R2149905 R2149906 R1059 R1358 R1623")
    void blocksImagesOfOtherServersWhereAskedTo() {
        XmlElement id = html(PAGE);
        String blocking = "<t:BlockExternalImages>true</t:BlockExternalImages>";
        assertThat(body(id, blocking))
                .doesNotContain("far.png")
                .doesNotContain("b.png")
                .doesNotContain("p.png")
                .contains("cid:near")
                .contains("<a href=\"http://other.example/\">");
        String allowing = "<t:BlockExternalImages>false</t:BlockExternalImages>";
        assertThat(body(id, allowing)).contains("far.png").contains("b.png").contains("p.png");
        assertThat(body(id, "")).contains("far.png");
        String told = "<t:BaseShape>IdOnly</t:BaseShape>%s<t:AdditionalProperties>" + field("item:HasBlockedImages")
                + "</t:AdditionalProperties>";
        assertThat(text(get(mailbox.anna, id, told.formatted(blocking)), "HasBlockedImages"))
                .isEqualTo("true");
        assertThat(text(get(mailbox.anna, id, told.formatted(allowing)), "HasBlockedImages"))
                .isEqualTo("false");
        assertThat(text(
                        get(mailbox.anna, html("<img src=\"cid:near\">"), told.formatted(blocking)),
                        "HasBlockedImages"))
                .isEqualTo("false");
    }

    /** A search for the charset that begins again at each tag and runs to the end of the page would not end. */
    @Test
    void findsTheCharsetOfAPageOfUnfinishedTags() {
        String page = "<meta ".repeat(170_000) + "<meta charset=\"latin1\">";
        assertThat(text(get(mailbox.anna, html(page)), "Body")).endsWith("<meta charset=\"utf-8\">");
    }

    @Test
    @Requirements("CORE R1058 R2059 R1357 R1622")
    void tellsWhetherImagesAreToBeBlocked() {
        done(
                mailbox.anna,
                "<m:CreateItem MessageDisposition=\"SendOnly\"><m:Items><t:Message><t:Subject>images</t:Subject>"
                        + "<t:Body BodyType=\"HTML\">" + escaped(PAGE) + "</t:Body><t:ToRecipients><t:Mailbox>"
                        + "<t:EmailAddress>bert@contoso.com</t:EmailAddress></t:Mailbox></t:ToRecipients></t:Message></m:Items></m:CreateItem>");
        XmlElement received = find(mailbox.bert, folder("inbox")).get(0);
        XmlElement id = received.child("ItemId").orElseThrow();
        assertThat(text(get(mailbox.bert, id, properties("item:BlockStatus")), "BlockStatus"))
                .isEqualTo("true");
        long seconds =
                java.time.Instant.parse(text(received, "DateTimeReceived")).getEpochSecond() % 86_400;
        long allowed = Math.round(seconds / 86_400.0 * 100_000_000) + 3;
        String status = "<t:ExtendedFieldURI PropertyTag=\"0x1096\" PropertyType=\"Integer\"/>";
        for (long value : List.of(allowed, 7L)) {
            done(
                    mailbox.bert,
                    set(
                            id,
                            status,
                            "<t:Message><t:ExtendedProperty>" + status + "<t:Value>" + value
                                    + "</t:Value></t:ExtendedProperty></t:Message>"));
            assertThat(text(get(mailbox.bert, id, properties("item:BlockStatus")), "BlockStatus"))
                    .isEqualTo(Boolean.toString(value != allowed));
        }
        for (String asked : List.of("true", "false")) {
            String shape = "<t:BaseShape>IdOnly</t:BaseShape><t:BlockExternalImages>" + asked
                    + "</t:BlockExternalImages><t:AdditionalProperties>" + field("item:BlockStatus")
                    + "</t:AdditionalProperties>";
            assertThat(text(get(mailbox.bert, id, shape), "BlockStatus")).isEqualTo(asked);
        }
        XmlElement plain = saved(mailbox.anna, "drafts", "<t:Message><t:Body BodyType=\"Text\">x</t:Body></t:Message>");
        assertThat(text(get(mailbox.anna, plain, properties("item:BlockStatus")), "BlockStatus"))
                .isEqualTo("false");
    }

    @Test
    @Requirements("CORE R149904 R2149908 R2149909 R2149904")
    void changesLinksAndAddressesOfInlineImagesWhereAskedTo() {
        XmlElement id = html(PAGE);
        assertThat(body(id, "<t:AddBlankTargetToLinks>true</t:AddBlankTargetToLinks>"))
                .contains("target=\"_blank\"");
        assertThat(body(id, "<t:AddBlankTargetToLinks>false</t:AddBlankTargetToLinks>"))
                .doesNotContain("target");
        String attachment = get(mailbox.anna, id)
                .at("Attachments", "FileAttachment", "AttachmentId")
                .flatMap(found -> found.attribute("Id"))
                .orElseThrow();
        assertThat(body(id, "<t:InlineImageUrlTemplate>/image?id={id}&amp;x=1</t:InlineImageUrlTemplate>"))
                .contains("/image?id=" + URLEncoder.encode(attachment, StandardCharsets.UTF_8) + "&amp;x=1")
                .contains("far.png")
                .doesNotContain("cid:near");
    }

    @Test
    @Requirements("CORE R1195b R21195 R21196 R1498b R21498")
    void saysThatPagesAreUtf8() {
        XmlElement id = html(PAGE);
        assertThat(body(id, "")).contains("charset=utf-8").doesNotContain("8859");
        assertThat(body(id, "<t:ConvertHtmlCodePageToUTF8>true</t:ConvertHtmlCodePageToUTF8>"))
                .contains("charset=utf-8");
        assertThat(body(id, "<t:ConvertHtmlCodePageToUTF8>false</t:ConvertHtmlCodePageToUTF8>"))
                .contains("charset=iso-8859-1");
    }

    @ParameterizedTest
    @CsvSource({
        "<html><head><title>T</title></head><body>x</body></html>, <head>",
        "<html lang='de'><body>x</body></html>, <html lang='de'>",
        "<html> <head lang='de'></head></html>, <head lang='de'>"
    })
    @Requirements("CORE R21195 R21196 R21498")
    void addsTheCharsetToPagesWithoutOne(String page, String before) {
        XmlElement id = html(page);
        String charset = "<meta http-equiv=\"Content-Type\" content=\"text/html; charset=utf-8\">";
        assertThat(body(id, "")).isEqualTo(page.replace(before, before + charset));
        assertThat(body(id, "<t:ConvertHtmlCodePageToUTF8>false</t:ConvertHtmlCodePageToUTF8>"))
                .isEqualTo(page);
    }

    @ParameterizedTest
    @CsvSource({
        "UniqueBody, Text",
        "UniqueBody, HTML",
        "NormalizedBody, Text",
        "NormalizedBody, HTML",
    })
    void showsEachBodyInItsFormat(String element, String type) {
        XmlElement id = html("<p>page</p>");
        String shape = "<t:BaseShape>IdOnly</t:BaseShape><t:BodyType>" + (type.equals("Text") ? "HTML" : "Text")
                + "</t:BodyType><t:" + element + "Type>" + type + "</t:" + element + "Type><t:AdditionalProperties>"
                + field("item:" + element) + "</t:AdditionalProperties>";
        assertThat(get(mailbox.anna, id, shape).child(element).flatMap(body -> body.attribute("BodyType")))
                .hasValue(type);
    }

    @Test
    @Requirements("CORE R1051 R1350 R1782 R1783 R1784 R1785 R2934 R2935")
    void findsWhatBodiesMention() {
        XmlElement id = saved(
                mailbox.anna,
                "drafts",
                "<t:Message><t:Subject>ask dora@example.com</t:Subject><t:Body BodyType=\"Text\">See https://contoso.com/a?b=1, or"
                        + " meet at Room 5 tomorrow at 10, or call +1 (425) 555-0100.\n-- \nCarl, carl@example.com\n"
                        + "________________________________\nFrom: Erik\n\nhttps://fabrikam.com/ and dora@example.com</t:Body></t:Message>");
        XmlElement found = get(mailbox.anna, id, properties("item:EntityExtractionResult"))
                .child("EntityExtractionResult")
                .orElseThrow();
        assertThat(entities(found, "EmailAddresses", "EmailAddress"))
                .containsExactlyInAnyOrder("dora@example.com Other Subject", "carl@example.com Signature");
        assertThat(entities(found, "Urls", "Url"))
                .containsExactlyInAnyOrder("https://contoso.com/a?b=1 LatestReply", "https://fabrikam.com/ Other");
        assertThat(entities(found, "PhoneNumbers", "PhoneString")).containsExactly("+14255550100 LatestReply");
        assertThat(text(found, "PhoneNumbers", "Phone", "OriginalPhoneString")).isEqualTo("+1 (425) 555-0100");
        assertThat(found.tree().map(XmlElement::name)).doesNotContain("Location");
        XmlElement nothing = saved(mailbox.anna, "drafts", "<t:Message><t:Subject>x</t:Subject></t:Message>");
        assertThat(get(mailbox.anna, nothing, properties("item:EntityExtractionResult"))
                        .child("EntityExtractionResult"))
                .isEmpty();
        assertThat(code(only(
                        mailbox.anna,
                        set(
                                nothing,
                                field("item:EntityExtractionResult"),
                                "<t:Message><t:EntityExtractionResult/></t:Message>"))))
                .isEqualTo("ErrorInvalidPropertySet");
    }

    @Test
    void findsALimitedNumberOfEntities() {
        String many = IntStream.range(0, 150)
                .mapToObj(number -> "a" + number + "@example.com ")
                .collect(Collectors.joining());
        XmlElement id = saved(
                mailbox.anna,
                "drafts",
                "<t:Message><t:Body BodyType=\"Text\">" + many + " ".repeat(100_000)
                        + "https://contoso.com/</t:Body></t:Message>");
        XmlElement found = get(mailbox.anna, id, properties("item:EntityExtractionResult"))
                .child("EntityExtractionResult")
                .orElseThrow();
        assertThat(entities(found, "EmailAddresses", "EmailAddress"))
                .hasSize(100)
                .contains("a99@example.com LatestReply");
        assertThat(found.child("Urls")).isEmpty();
    }

    private static List<String> entities(XmlElement found, String list, String value) {
        return found.child(list).orElseThrow().children().stream()
                .map(one -> text(one, value)
                        + one.children("Position").stream()
                                .map(position -> " " + position.text())
                                .sorted()
                                .reduce("", String::concat))
                .toList();
    }
}
