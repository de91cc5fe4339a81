package org.s2slab.exchange.mime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.s2slab.exchange.items.MailboxCalls.code;
import static org.s2slab.exchange.items.MailboxCalls.get;
import static org.s2slab.exchange.items.MailboxCalls.only;
import static org.s2slab.exchange.items.MailboxCalls.saved;
import static org.s2slab.exchange.items.MailboxCalls.text;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.s2slab.exchange.items.MailboxCalls;
import org.s2slab.exchange.property.ChangeRule;
import org.s2slab.exchange.property.ItemKind;
import org.s2slab.exchange.property.PropertyDefinition;
import org.s2slab.exchange.property.PropertyTable;

/** The MIME content of contacts is a vCard; that of tasks and lists a message. It can only be read. */
class ContactMimeTest {
    /** Lists, what only Exchange says of a contact, and the parts of dictionaries. */
    private static final Set<String> ELSEWHERE = Set.of(
            "FileAsMapping",
            "Initials",
            "Children",
            "Companies",
            "ContactSource",
            "Mileage",
            "PostalAddressIndex",
            "UserSMIMECertificate",
            "MSExchangeCertificate",
            "EmailAddresses",
            "PhysicalAddresses",
            "PhoneNumbers",
            "ImAddresses",
            "DisplayNamePrefix");

    @RegisterExtension
    static final MailboxCalls mail = new MailboxCalls();

    @Test
    void writesEachTextAndEntryOfAContact() {
        Set<String> missing = new TreeSet<>();
        for (PropertyDefinition property : PropertyTable.EXCHANGE.of(ItemKind.CONTACT)) {
            boolean own =
                    property.uri().startsWith("contacts:") && property.rules().create() == ChangeRule.YES;
            if (own && (property.isEntry() || !ELSEWHERE.contains(property.element()))) {
                String value = switch (property.element()) {
                    case "Birthday", "WeddingAnniversary" -> "1980-05-17T11:59:00Z";
                    case "BusinessHomePage" -> "https://example.org/x";
                    default -> property.uri().contains("EmailAddress") ? "x@example.org" : "Value, x";
                };
                String card = card(element(property, value));
                String expected = value.startsWith("1980") ? "1980-05-17" : value.replace(",", "\\,");
                if (!card.contains(expected)) {
                    missing.add(property.uri());
                }
            }
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void writesNamesAddressesAndNumbers() {
        String card = card("<t:Body BodyType=\"Text\">First\nsecond</t:Body>"
                + "<t:Categories><t:String>Red</t:String></t:Categories>"
                + "<t:GivenName>Connie</t:GivenName><t:EmailAddresses><t:Entry Key=\"EmailAddress1\">c@fabrikam.com</t:Entry>"
                + "</t:EmailAddresses><t:PhysicalAddresses><t:Entry Key=\"Home\"><t:Street>Main 1</t:Street>"
                + "<t:City>Berlin</t:City></t:Entry></t:PhysicalAddresses><t:PhoneNumbers>"
                + "<t:Entry Key=\"MobilePhone\">+49 1</t:Entry></t:PhoneNumbers><t:Surname>Cole; Jr.</t:Surname>");
        assertThat(card.lines())
                .startsWith("BEGIN:VCARD", "VERSION:3.0")
                .contains(
                        "FN:Connie Cole\\; Jr.",
                        "N:Cole\\; Jr.;Connie;;;",
                        "EMAIL;TYPE=PREF,INTERNET:c@fabrikam.com",
                        "TEL;TYPE=CELL,VOICE:+49 1",
                        "ADR;TYPE=HOME:;;Main 1;Berlin;;;",
                        "CATEGORIES:Red",
                        "NOTE:First\\nsecond")
                .endsWith("END:VCARD");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Contact", "Task", "DistributionList"})
    void canOnlyBeRead(String kind) {
        String item = "<t:" + kind + "><t:MimeContent>QQ==</t:MimeContent></t:" + kind + ">";
        assertThat(code(only(mail.anna, "<m:CreateItem><m:Items>" + item + "</m:Items></m:CreateItem>")))
                .isEqualTo("ErrorUnsupportedMimeConversion");
    }

    @Test
    void ofATaskIsAMessage() {
        String mime = mime("Task", "<t:Subject>To do</t:Subject><t:Body BodyType=\"Text\">Now</t:Body>");
        assertThat(mime).contains("Subject: To do").contains("MIME-Version: 1.0");
    }

    private static String element(PropertyDefinition property, String value) {
        if (!property.isEntry()) {
            return "<t:" + property.element() + ">" + value + "</t:" + property.element() + ">";
        }
        String text = property.part()
                .map(part -> "<t:" + part + ">" + value + "</t:" + part + ">")
                .orElse(value);
        return "<t:" + property.element() + "><t:Entry Key=\"" + property.key() + "\">" + text + "</t:Entry></t:"
                + property.element() + ">";
    }

    private static String card(String properties) {
        return mime("Contact", properties)
                .lines()
                .collect(Collectors.joining("\n"))
                .replace("\n ", "");
    }

    private static String mime(String kind, String properties) {
        String item = "<t:" + kind + ">" + properties + "</t:" + kind + ">";
        return new String(
                Base64.getDecoder()
                        .decode(text(
                                get(
                                        mail.anna,
                                        saved(mail.anna, kind.equals("Task") ? "tasks" : "contacts", item),
                                        "<t:BaseShape>IdOnly</t:BaseShape><t:IncludeMimeContent>true</t:IncludeMimeContent>"),
                                "MimeContent")),
                StandardCharsets.UTF_8);
    }
}
