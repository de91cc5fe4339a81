package org.s2slab.exchange.values;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.s2slab.config.Switches;
import org.s2slab.ews.EwsNames;
import org.s2slab.exchange.content.MailPerson;
import org.s2slab.exchange.property.PropertyDefinition;
import org.s2slab.exchange.property.PropertyValueCodec;
import org.s2slab.exchange.values.EffectiveRights.EffectiveRight;
import org.s2slab.xml.XmlElement;
import org.s2slab.xml.XmlText;
import org.s2slab.xml.XmlWriter;

/**
 * One property of an item or folder.
 *
 * @param uri the field URI of the property
 * @param values the values for searching and sorting; empty if the property is not searchable
 * @param content writes the XML element of the property
 */
public record ItemProperty(String uri, List<String> values, Consumer<XmlWriter> content) {
    /**
     * The maximum number of characters of a text in a search response:
     * https://learn.microsoft.com/exchange/client-developer/web-service-reference/finditem-operation.
     */
    static final int LONGEST = 255;

    /** Copies the values. */
    public ItemProperty {
        values = List.copyOf(values);
    }

    /** A property with one searchable value, or without a searchable value if the value is null. */
    public ItemProperty(String uri, @Nullable String value, Consumer<XmlWriter> content) {
        this(uri, value == null ? List.of() : List.of(value), content);
    }

    /** The values as one text, or null if the property is not searchable. */
    @Nullable
    String text() {
        return values.isEmpty() ? null : String.join("; ", values);
    }

    /** A property with a text value. The element name is the last part of the URI. */
    public static ItemProperty simple(String uri, String value) {
        String name = uri.substring(uri.indexOf(':') + 1);
        return of(uri, value, EwsNames.t(name, value));
    }

    /** A property with a boolean value. */
    public static ItemProperty simple(String uri, boolean truth) {
        return simple(uri, Boolean.toString(truth));
    }

    /** A property with an integer value. */
    public static ItemProperty simple(String uri, long number) {
        return simple(uri, Long.toString(number));
    }

    /** A property with the given element. The value is null if the property is not searchable. */
    public static ItemProperty of(String uri, @Nullable String value, XmlElement element) {
        return new ItemProperty(uri, value, xml -> xml.copy(EwsNames.TYPES, element));
    }

    /** This property with its text shortened for a search result. */
    ItemProperty shortened() {
        String text = text();
        return text == null || text.length() <= LONGEST ? this : simple(uri, XmlText.start(text, LONGEST));
    }

    /** A property with an id and a change key. */
    public static ItemProperty id(String uri, IdElement id) {
        String name = uri.substring(uri.indexOf(':') + 1);
        return new ItemProperty(uri, id.id(), xml -> id.write(xml, EwsNames.TYPES, name));
    }

    /** A property with its stored value. All its texts form one searchable text. A list has one per entry. */
    public static ItemProperty stored(PropertyDefinition field, Object value) {
        return new ItemProperty(
                field.uri(),
                field.form().schemaType().equals("SingleRecipientType")
                        ? person(field, value)
                        : PropertyValueCodec.texts(value),
                xml -> xml.copy(EwsNames.TYPES, PropertyValueCodec.element(field.element(), value)));
    }

    /** The searchable values of a person: name and address. */
    private static List<String> person(PropertyDefinition field, Object value) {
        return PropertyValueCodec.element(field.element(), value)
                .tree()
                .filter(one -> one.name().equals("Mailbox"))
                .map(MailPerson::read)
                .flatMap(one -> Stream.of(one.name(), one.address()))
                .filter(text -> !text.isEmpty())
                .toList();
    }

    /** A value that is only available as an extended property, or as an entry of an element. */
    public static ItemProperty extended(String key, Object value) {
        List<String> texts =
                value instanceof List<?> ? PropertyValueCodec.texts(value) : List.of(PropertyValueCodec.text(value));
        return new ItemProperty(key, texts, xml -> {
            if (value instanceof List<?>) {
                xml.list(EwsNames.TYPES, "Values", texts, text -> xml.element(EwsNames.TYPES, "Value", text));
            } else {
                xml.element(EwsNames.TYPES, "Value", texts.get(0));
            }
        });
    }

    /** A searchable property that is only available as an extended property. */
    public static ItemProperty hidden(String uri, String value) {
        return new ItemProperty(uri, value, xml -> {});
    }

    /** The owner's rights on an item: all rights, or only read access if other operations change the item. */
    public static ItemProperty rights(String uri, boolean all) {
        return rights(
                uri,
                new EffectiveRights(Switches.of(EffectiveRight.READ, EffectiveRight.VIEW_PRIVATE)
                        .with(EffectiveRight.DELETE, all)
                        .with(EffectiveRight.MODIFY, all)));
    }

    /** The rights of the caller on an item or folder. */
    public static ItemProperty rights(String uri, EffectiveRights rights) {
        return of(uri, null, rights.element());
    }
}
