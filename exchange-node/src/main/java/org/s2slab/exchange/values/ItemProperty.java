package org.s2slab.exchange.values;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.s2slab.ews.EwsNames;
import org.s2slab.exchange.content.MailPerson;
import org.s2slab.exchange.property.PropertyDefinition;
import org.s2slab.exchange.property.PropertyValue;
import org.s2slab.xml.XmlElement;
import org.s2slab.xml.XmlText;
import org.s2slab.xml.XmlWriter;

/**
 * One property of an item or folder.
 *
 * @param uri its field URI
 * @param values its values for searching and sorting, none where it cannot be searched by
 * @param content writes its element
 */
public record ItemProperty(String uri, List<String> values, Consumer<XmlWriter> content) {
    /**
     * The number of characters of a text that a search shows:
     * https://learn.microsoft.com/exchange/client-developer/web-service-reference/finditem-operation.
     */
    static final int LONGEST = 255;

    /** Copies the values. */
    public ItemProperty {
        values = List.copyOf(values);
    }

    /** A property of one value, or of none that can be searched by. */
    public ItemProperty(String uri, @Nullable String value, Consumer<XmlWriter> content) {
        this(uri, value == null ? List.of() : List.of(value), content);
    }

    /** Its values as one text, or null where it cannot be searched by. */
    @Nullable
    String text() {
        return values.isEmpty() ? null : String.join("; ", values);
    }

    /** A property whose element holds its value as text; the element is named after the URI's last part. */
    public static ItemProperty simple(String uri, String value) {
        String name = uri.substring(uri.indexOf(':') + 1);
        return of(uri, value, EwsNames.t(name, value));
    }

    /** A property with one truth value. */
    public static ItemProperty simple(String uri, boolean truth) {
        return simple(uri, Boolean.toString(truth));
    }

    /** A property with one number. */
    public static ItemProperty simple(String uri, long number) {
        return simple(uri, Long.toString(number));
    }

    /** A property that is shown as this element; the value is null if the property cannot be searched by. */
    public static ItemProperty of(String uri, @Nullable String value, XmlElement element) {
        return new ItemProperty(uri, value, xml -> xml.copy(EwsNames.TYPES, element));
    }

    /** This property with its text shortened for a search result. */
    ItemProperty shortened() {
        String text = text();
        return text == null || text.length() <= LONGEST ? this : simple(uri, XmlText.start(text, LONGEST));
    }

    /** An id with its change key. */
    public static ItemProperty id(String uri, IdView id) {
        String name = uri.substring(uri.indexOf(':') + 1);
        return new ItemProperty(uri, id.id(), xml -> id.write(xml, EwsNames.TYPES, name));
    }

    /** A property with its value; to be found, its text is that of all its parts, but each text of a list by itself. */
    public static ItemProperty stored(PropertyDefinition field, Object value) {
        return new ItemProperty(
                field.uri(),
                field.schemaType().equals("SingleRecipientType") ? person(field, value) : PropertyValue.texts(value),
                xml -> xml.copy(EwsNames.TYPES, PropertyValue.element(field.element(), value)));
    }

    /** A person is found by name and by address. */
    private static List<String> person(PropertyDefinition field, Object value) {
        return PropertyValue.element(field.element(), value)
                .tree()
                .filter(one -> one.name().equals("Mailbox"))
                .map(MailPerson::read)
                .flatMap(one -> Stream.of(one.name(), one.address()))
                .filter(text -> !text.isEmpty())
                .toList();
    }

    /** A value that only an extended property shows, or the element that it is an entry of. */
    public static ItemProperty extended(String key, Object value) {
        List<String> texts = value instanceof List<?> ? PropertyValue.texts(value) : List.of(PropertyValue.text(value));
        return new ItemProperty(key, texts, xml -> {
            if (value instanceof List<?>) {
                xml.list(EwsNames.TYPES, "Values", texts, text -> xml.element(EwsNames.TYPES, "Value", text));
            } else {
                xml.element(EwsNames.TYPES, "Value", texts.get(0));
            }
        });
    }

    /** What is found by a path and shown as an extended property only. */
    public static ItemProperty hidden(String uri, String value) {
        return new ItemProperty(uri, value, xml -> {});
    }

    /** What the owner may do with an item: everything, or only read what other operations change. */
    public static ItemProperty rights(String uri, boolean all) {
        return rights(uri, new EffectiveRights(false, false, all, all, true, true));
    }

    /** The rights of the caller. */
    public static ItemProperty rights(String uri, EffectiveRights rights) {
        return of(uri, null, rights.element());
    }
}
