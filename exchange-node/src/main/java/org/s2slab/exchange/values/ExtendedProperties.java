package org.s2slab.exchange.values;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.s2slab.exchange.content.ItemContent;
import org.s2slab.exchange.content.ItemMapiConverter;
import org.s2slab.exchange.property.MapiIdentity;
import org.s2slab.exchange.property.PropertyDefinition;
import org.s2slab.exchange.property.PropertyTable;
import org.s2slab.exchange.property.PropertyValueCodec;
import org.s2slab.exchange.responsecode.EwsError;
import org.s2slab.xml.XmlElement;

/** Sets and computes the extended properties of items. */
public final class ExtendedProperties {
    private static final Map<String, Integer> FLAGS = PropertyTable.EXCHANGE.bits("0x0e07");

    private ExtendedProperties() {}

    /**
     * Sets an extended property of a request.
     *
     * @throws EwsError for an invalid property, a value of the wrong type, or a property that only the server sets
     */
    static ItemContent set(ItemContent content, XmlElement extended) {
        MapiIdentity identity = MapiIdentity.read(extended.children().get(0));
        List<String> texts = ItemMapiConverter.texts(extended.children().get(1));
        Optional<PropertyDefinition> known = ItemMapiConverter.definition(content.kind(), identity)
                .filter(property -> !property.isOnlyMapi() && !property.isEntry());
        if (known.isEmpty()) {
            return ItemMapiConverter.with(content, identity, texts);
        }
        XmlElement element = ItemMapiConverter.element(known.get(), identity, texts);
        ValueRules.check(content.kind(), element);
        return DependentValues.follow(ItemMapiConverter.with(content, identity, texts), element);
    }

    /** Sets an extended property as the server, without checks. */
    public static ItemContent with(ItemContent content, PropertyPath path, String value) {
        return ItemMapiConverter.with(content, Objects.requireNonNull(path.identity()), List.of(value));
    }

    /** The value of an extended property that is not in the property table. */
    public static Optional<String> value(ItemContent content, PropertyPath path) {
        return content.value(path.uri()).map(PropertyValueCodec::text);
    }

    /** Removes the value of an extended property that is not an EWS property. */
    public static ItemContent without(ItemContent content, PropertyPath path) {
        return content.withoutValues(List.of(path.definition(content.kind().element())
                .filter(PropertyDefinition::isOnlyMapi)
                .map(PropertyDefinition::uri)
                .orElse(path.uri())));
    }

    /** Computes PidTagMessageFlags, for every item kind, from the boolean properties of its bits and the read state. */
    public static String messageFlags(ItemContent content, Function<String, @Nullable ItemProperty> properties) {
        int flags = content.read() ? 1 : 0;
        for (Map.Entry<String, Integer> bit : FLAGS.entrySet()) {
            ItemProperty property = properties.apply(bit.getKey());
            flags |= property != null && property.values().contains("true") ? bit.getValue() : 0;
        }
        return Integer.toString(flags);
    }
}
