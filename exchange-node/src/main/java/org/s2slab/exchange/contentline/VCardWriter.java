package org.s2slab.exchange.contentline;

import io.vertx.core.buffer.Buffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.s2slab.exchange.content.ItemContent;
import org.s2slab.resource.ResourceTable;
import org.s2slab.xml.XmlElement;

/** Writes contacts as vCard 3.0 (RFC 2426), by the table {@code ews/vcard.tsv}. */
public final class VCardWriter {
    private static final List<String[]> ROWS = ResourceTable.rows("/ews/vcard.tsv");
    private static final EventProperty CATEGORIES =
            new EventProperty("CATEGORIES", new PropertyMapping("Categories", "list"), "-");
    private static final EventProperty CLASS = new EventProperty(
            "CLASS",
            new PropertyMapping(
                    "Sensitivity", "Normal=PUBLIC Personal=PERSONAL Private=PRIVATE Confidential=CONFIDENTIAL"),
            "PUBLIC");
    private static final int DATE = 10;

    private VCardWriter() {}

    /** Writes the vCard of a contact. */
    public static Buffer write(ItemContent contact) {
        ContentLineComponent card = new ContentLineComponent("VCARD").raw("VERSION", "3.0");
        for (String[] row : ROWS) {
            List<String> values = Arrays.stream(row[1].split(",", -1))
                    .map(path -> value(contact, path)
                            .map(ContentLineComponent::escaped)
                            .orElse(""))
                    .toList();
            if (values.stream().anyMatch(value -> !value.isEmpty()) || row[0].matches("N|FN")) {
                String[] property = row[0].split("[;=]", -1);
                card.raw(
                        property[0],
                        String.join(";", values),
                        property.length < 3 ? new String[0] : new String[] {property[1], property[2]});
            }
        }
        CATEGORIES.write(contact, card);
        if (!contact.text().isEmpty()) {
            card.text("NOTE", contact.text());
        }
        CLASS.write(contact, card);
        return Buffer.buffer(card.write());
    }

    /** The text of an element, of a dictionary entry, or of a part of an entry. */
    private static Optional<String> value(ItemContent contact, String path) {
        String[] parts = path.split("/", -1);
        Optional<XmlElement> found = contact.property(parts[0]);
        if (parts.length > 1) {
            found = found.stream()
                    .flatMap(list -> list.children("Entry").stream())
                    .filter(entry -> entry.attribute("Key")
                            .filter(parts[parts.length - 1]::equals)
                            .isPresent())
                    .findFirst()
                    .flatMap(entry -> parts.length == 2 ? Optional.of(entry) : entry.child(parts[1]));
        }
        return found.map(XmlElement::text)
                .map(String::strip)
                .map(text -> path.matches("Birthday|WeddingAnniversary") && text.length() > DATE
                        ? text.substring(0, DATE)
                        : text);
    }
}
