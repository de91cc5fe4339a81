package org.s2slab.exchange.items;

import static org.assertj.core.api.Assertions.assertThat;
import static org.s2slab.exchange.items.MailboxCalls.code;
import static org.s2slab.exchange.items.MailboxCalls.get;
import static org.s2slab.exchange.items.MailboxCalls.id;
import static org.s2slab.exchange.items.MailboxCalls.only;
import static org.s2slab.exchange.items.MailboxCalls.saved;
import static org.s2slab.exchange.items.MailboxCalls.text;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.s2slab.xml.XmlElement;

/** Updates made for an older state of an item. */
class ConflictTest {
    private static final String JOB = "<t:FieldURI FieldURI=\"contacts:JobTitle\"/>";
    private static final String PHONE =
            "<t:IndexedFieldURI FieldURI=\"contacts:PhoneNumber\" FieldIndex=\"HomePhone\"/>";

    @RegisterExtension
    static final MailboxCalls mailbox = new MailboxCalls();

    private static XmlElement contact() {
        return saved(mailbox.anna, "contacts", "<t:Contact><t:JobTitle>Clerk</t:JobTitle></t:Contact>");
    }

    private static String set(String path, String element) {
        return "<t:SetItemField>" + path + "<t:Contact>" + element + "</t:Contact></t:SetItemField>";
    }

    private static String job(String title) {
        return set(JOB, "<t:JobTitle>" + title + "</t:JobTitle>");
    }

    private static XmlElement update(String id, String resolution, String updates) {
        return only(
                mailbox.anna,
                "<m:UpdateItem ConflictResolution=\"" + resolution + "\"><m:ItemChanges><t:ItemChange>" + id
                        + "<t:Updates>" + updates + "</t:Updates></t:ItemChange></m:ItemChanges></m:UpdateItem>");
    }

    /** Another property has changed since, the same one, or the same one by its tag. */
    @ParameterizedTest
    @CsvSource({
        "AutoResolve, contacts, NoError",
        "AutoResolve, title, ErrorIrresolvableConflict",
        "AutoResolve, tag, ErrorIrresolvableConflict",
        "AlwaysOverwrite, title, NoError",
        "NeverOverwrite, contacts, ErrorIrresolvableConflict",
    })
    void resolvesAConflictByProperty(String resolution, String changed, String code) {
        XmlElement seen = contact();
        String other = switch (changed) {
            case "title" -> job("Boss");
            case "tag" ->
                set(
                        "<t:ExtendedFieldURI PropertyTag=\"0x3A17\" PropertyType=\"String\"/>",
                        "<t:ExtendedProperty><t:ExtendedFieldURI PropertyTag=\"0x3A17\" PropertyType=\"String\"/>"
                                + "<t:Value>Boss</t:Value></t:ExtendedProperty>");
            default -> set(PHONE, "<t:PhoneNumbers><t:Entry Key=\"HomePhone\">+1 1</t:Entry></t:PhoneNumbers>");
        };
        assertThat(code(update(id(seen), "AutoResolve", other))).isEqualTo("NoError");
        XmlElement answer = update(id(seen), resolution, job("Chef"));
        assertThat(code(answer)).isEqualTo(code);
        if (code.equals("NoError")) {
            assertThat(text(answer, "ConflictResults", "Count")).isEqualTo("0");
            XmlElement now = get(mailbox.anna, seen);
            assertThat(text(now, "JobTitle")).isEqualTo("Chef");
            assertThat(now.child("PhoneNumbers").isPresent()).isEqualTo(changed.equals("contacts"));
        }
    }

    @Test
    void keepsEntriesOfOneDictionaryApart() {
        XmlElement seen = contact();
        String home = "<t:PhoneNumbers><t:Entry Key=\"HomePhone\">+1 1</t:Entry></t:PhoneNumbers>";
        assertThat(code(update(id(seen), "AutoResolve", set(PHONE, home)))).isEqualTo("NoError");
        assertThat(code(update(
                        id(seen),
                        "AutoResolve",
                        set(PHONE.replace("Home", "Business"), home.replace("Home", "Business")))))
                .isEqualTo("NoError");
        assertThat(code(update(id(seen), "AutoResolve", set(PHONE, home)))).isEqualTo("ErrorIrresolvableConflict");
    }

    @Test
    void requiresAChangeKeyThatIsOne() {
        XmlElement seen = contact();
        String bare = "<t:ItemId Id=\"" + seen.attribute("Id").orElseThrow() + "\"";
        assertThat(code(update(bare + " ChangeKey=\"nothing\"/>", "AutoResolve", job("Chef"))))
                .isEqualTo("ErrorInvalidChangeKey");
        assertThat(code(update(bare + "/>", "AutoResolve", job("Chef"))))
                .isEqualTo("ErrorChangeKeyRequiredForWriteOperations");
        assertThat(code(update(bare + "/>", "AlwaysOverwrite", job("Chef")))).isEqualTo("NoError");
    }
}
