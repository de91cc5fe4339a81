package org.s2slab.exchange.imlist;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.s2slab.exchange.content.Item;
import org.s2slab.exchange.content.ItemContent;
import org.s2slab.exchange.property.PropertyValueCodec;
import org.s2slab.xml.XmlElement;

/**
 * A contact of an IM list: a contact item in the owner's folder "Lync Contacts".
 *
 * @param item the contact item
 * @param name the display name
 * @param telephone a telephone number in display form, or null
 */
public record ImContact(Item item, String name, @Nullable String telephone) {
    static final String ADDRESS = "contacts:ImAddress/ImAddress1";
    static final String PHONE = "contacts:PhoneNumber/BusinessPhone";

    /**
     * The property with the {@code tel:} address of a telephone contact, for which the specification names no property.
     */
    static final String TEL_URI = PropertyValueCodec.OPAQUE + "00020329-0000-0000-c000-000000000046:teluri:string";

    /** Reads a contact from its item. */
    static ImContact of(Item item) {
        ItemContent content = item.content();
        return new ImContact(item, name(content).orElse(content.subject()), phone(content));
    }

    /** This contact with the name and telephone number, if any, of another contact of the same person. */
    ImContact knownAs(Item other) {
        return new ImContact(
                item, name(other.content()).orElse(name), telephone == null ? phone(other.content()) : telephone);
    }

    private static Optional<String> name(ItemContent content) {
        return content.propertyText("DisplayName").filter(text -> !text.isBlank());
    }

    private static @Nullable String phone(ItemContent content) {
        return content.property("PhoneNumbers").stream()
                .flatMap(numbers -> numbers.children().stream())
                .map(XmlElement::text)
                .filter(number -> !number.isBlank())
                .findFirst()
                .orElse(null);
    }

    /** The key of the item. */
    public String id() {
        return item.id();
    }

    /** The IM address as received, with or without {@code sip:}; empty if a client has removed it. */
    public String address() {
        return text(ADDRESS).orElse("");
    }

    Optional<String> telUri() {
        return text(TEL_URI);
    }

    private Optional<String> text(String key) {
        return item.content().value(key).map(PropertyValueCodec::text);
    }
}
