package org.s2slab.exchange.items;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.s2slab.ews.EwsNames;
import org.s2slab.exchange.ews.EwsError;
import org.s2slab.exchange.ews.ResponseCode;
import org.s2slab.exchange.mailbox.ElementJson;
import org.s2slab.exchange.mailbox.ItemContent;
import org.s2slab.exchange.mailbox.ItemKind;
import org.s2slab.exchange.property.BaseShape;
import org.s2slab.exchange.property.ChangeRule;
import org.s2slab.exchange.property.MapiValue;
import org.s2slab.exchange.property.PropertyDefinition;
import org.s2slab.exchange.property.PropertyTable;
import org.s2slab.xml.XmlElement;

/**
 * Extended properties of stored items. One that the property table has is the same value as its element, whichever of
 * the two it is set or read by; another is kept as it was given.
 */
final class ExtendedProperties {
    /** Bits of PidTagMessageFlags ([MS-OXCMSG] 2.2.1.6) that a client may set: read, not sent yet. */
    private static final int READ = 1;

    private static final int UNSENT = 8;

    private static final Map<String, Integer> FLAGS = PropertyTable.EXCHANGE.bits("0x0e07");
    private static final String PRIVATE = "Private";

    private ExtendedProperties() {}

    /** A stored {@code ExtendedProperty}: shown and found by its {@code ExtendedFieldURI} only. */
    static ItemProperty property(ItemKind kind, XmlElement extended) {
        XmlElement value = extended.children().get(1);
        PropertyPath path = stored(extended);
        String uri =
                path.definition(kind.element()).map(PropertyDefinition::uri).orElse(path.uri());
        return new ItemProperty(uri, BaseShape.WHEN_ASKED, values(value), xml -> xml.copy(EwsNames.TYPES, value));
    }

    /**
     * With an extended property set.
     *
     * @throws EwsError where it identifies no property, its value is none of its type, or only the server sets it
     */
    static ItemContent set(ItemContent content, XmlElement extended) {
        PropertyPath path = path(extended);
        String type = path.extended().getOrDefault("PropertyType", "");
        List<String> values = values(extended.children().get(1));
        Optional<PropertyDefinition> known = path.definition(content.kind().element());
        if (known.isEmpty() || isKeptAsGiven(known.get())) {
            MapiValue.check(type, values);
            XmlElement kept = type.equals("Boolean")
                    ? ElementJson.of(
                            extended.name(),
                            List.of(
                                    extended.children().get(0),
                                    ElementJson.text("Value", MapiValue.truth(values.get(0)))))
                    : extended;
            return without(content, path).with(kept);
        }
        PropertyDefinition property = known.get();
        List<String> shown = MapiValue.read(property, type, values);
        String text = shown.isEmpty() ? "" : shown.get(0);
        if (property.rules().create() == ChangeRule.IGNORED) {
            return content;
        }
        if (property.isEntry()) {
            return DictionaryEntries.with(content, property, text);
        }
        return switch (property.uri()) {
            case "mapi:MessageFlags" -> {
                int flags = Integer.parseInt(text.strip());
                yield content.withFlags((flags & READ) != 0, (flags & UNSENT) != 0, content.associated());
            }
            case "mapi:Private" ->
                ItemReader.truth(text) == isPrivate(content)
                        ? content
                        : content.with(ElementJson.text("Sensitivity", ItemReader.truth(text) ? PRIVATE : "Normal"));
            default -> {
                if (property.isDerived()) {
                    throw new EwsError(ResponseCode.ErrorInvalidPropertySet, property.uri() + " is read-only.");
                }
                yield ItemReader.set(content, element(property, shown));
            }
        };
    }

    /** With an extended property that the server sets itself. */
    static ItemContent with(ItemContent content, PropertyPath path, String value) {
        XmlElement uri = ElementJson.of("ExtendedFieldURI", List.of());
        for (Map.Entry<String, String> attribute : path.extended().entrySet()) {
            uri = uri.with(attribute.getKey(), attribute.getValue());
        }
        return set(content, ElementJson.of("ExtendedProperty", List.of(uri, ElementJson.text("Value", value))));
    }

    /** The value of an extended property that is kept as it was given. */
    static Optional<String> value(ItemContent content, PropertyPath path) {
        return content.extended().stream()
                .filter(extended -> stored(extended).uri().equals(path.uri()))
                .map(extended -> extended.children().get(1).text())
                .findFirst();
    }

    private static XmlElement element(PropertyDefinition property, List<String> values) {
        return switch (property.type()) {
            case TEXTS ->
                ElementJson.of(
                        property.element(),
                        values.stream()
                                .map(text -> ElementJson.text("String", text))
                                .toList());
            case TIME ->
                ElementJson.text(
                        property.element(), ItemReader.time(values.get(0)).toString());
            default -> ElementJson.text(property.element(), values.get(0));
        };
    }

    /** Without the extended property that a path names, where it is kept as it was given. */
    static ItemContent without(ItemContent content, PropertyPath path) {
        return content.without(there ->
                there.name().equals("ExtendedProperty") && stored(there).uri().equals(path.uri()));
    }

    /** The same item; what was kept as an extended property before the property table had it is that property. */
    static ItemContent folded(ItemContent content) {
        ItemContent folded = content;
        for (XmlElement extended : content.extended()) {
            Optional<PropertyDefinition> known =
                    stored(extended).definition(content.kind().element());
            if (known.isPresent() && !isKeptAsGiven(known.get()) && !known.get().isDerived()) {
                try {
                    folded = set(without(folded, stored(extended)), extended);
                } catch (EwsError e) {
                    // A value that would be refused today stays what it was.
                }
            }
        }
        return folded;
    }

    /** PidTagMessageFlags: of the truth values that its bits are, and whether it was read, whatever the kind of item. */
    static String messageFlags(ItemContent content, List<ItemProperty> shown) {
        int flags = content.read() ? READ : 0;
        for (ItemProperty property : shown) {
            int bit = FLAGS.getOrDefault(property.uri(), 0);
            flags |= bit != 0 && property.values().contains("true") ? bit : 0;
        }
        return Integer.toString(flags);
    }

    static boolean isPrivate(ItemContent content) {
        return content.propertyText("Sensitivity").filter(PRIVATE::equals).isPresent();
    }

    /** Whether a property of the table has no element: then its ExtendedProperty is all there is. */
    private static boolean isKeptAsGiven(PropertyDefinition property) {
        return property.uri().startsWith("mapi:") && property.derivation().isEmpty();
    }

    private static PropertyPath path(XmlElement extended) {
        return PropertyPath.read(extended.children().get(0));
    }

    /** The path of what is stored; one that would be refused today names nothing. */
    private static PropertyPath stored(XmlElement extended) {
        try {
            return path(extended);
        } catch (EwsError e) {
            return PropertyPath.of("extended:" + extended.children().get(0).attributes());
        }
    }

    private static List<String> values(XmlElement value) {
        return value.name().equals("Values")
                ? value.children().stream().map(XmlElement::text).toList()
                : List.of(value.text());
    }
}
