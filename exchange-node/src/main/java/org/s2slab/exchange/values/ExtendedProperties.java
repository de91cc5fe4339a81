package org.s2slab.exchange.values;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.s2slab.exchange.content.ItemContent;
import org.s2slab.exchange.content.MapiView;
import org.s2slab.exchange.property.MapiIdentity;
import org.s2slab.exchange.property.PropertyDefinition;
import org.s2slab.exchange.property.PropertyTable;
import org.s2slab.exchange.property.PropertyValue;
import org.s2slab.exchange.responsecode.EwsError;
import org.s2slab.xml.XmlElement;

/** Extended properties of requests, and those that are made of others. */
public final class ExtendedProperties {
    private static final Map<String, Integer> FLAGS = PropertyTable.EXCHANGE.bits("0x0e07");

    private ExtendedProperties() {}

    /**
     * With an extended property set.
     *
     * @throws EwsError where it identifies no property, its value is none of its type, or only the server sets it
     */
    static ItemContent set(ItemContent content, XmlElement extended) {
        MapiIdentity identity = MapiIdentity.read(extended.children().get(0));
        List<String> texts = MapiView.texts(extended.children().get(1));
        Optional<PropertyDefinition> known = MapiView.definition(content.kind(), identity)
                .filter(property -> !property.isOnlyMapi() && !property.isEntry());
        if (known.isEmpty()) {
            return MapiView.with(content, identity, texts);
        }
        XmlElement element = MapiView.element(known.get(), identity, texts);
        ValueRules.check(content.kind(), element);
        return DependentValues.follow(MapiView.with(content, identity, texts), element);
    }

    /** With an extended property that the server sets itself. */
    public static ItemContent with(ItemContent content, PropertyPath path, String value) {
        return MapiView.with(content, Objects.requireNonNull(path.identity()), List.of(value));
    }

    /** The value of an extended property that the property table does not have. */
    public static Optional<String> value(ItemContent content, PropertyPath path) {
        return content.value(path.uri()).map(PropertyValue::text);
    }

    /** Without the extended property that a path names, where only a path names it. */
    public static ItemContent without(ItemContent content, PropertyPath path) {
        return content.withoutValues(List.of(path.definition(content.kind().element())
                .filter(PropertyDefinition::isOnlyMapi)
                .map(PropertyDefinition::uri)
                .orElse(path.uri())));
    }

    /** PidTagMessageFlags: of the truth values that its bits are, and whether it was read, whatever the kind of item. */
    public static String messageFlags(ItemContent content, Function<String, @Nullable ItemProperty> properties) {
        int flags = content.read() ? 1 : 0;
        for (Map.Entry<String, Integer> bit : FLAGS.entrySet()) {
            ItemProperty property = properties.apply(bit.getKey());
            flags |= property != null && property.values().contains("true") ? bit.getValue() : 0;
        }
        return Integer.toString(flags);
    }
}
