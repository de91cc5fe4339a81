package org.s2slab.exchange.content;

import static org.s2slab.ews.EwsNames.t;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.s2slab.ews.EwsNames;
import org.s2slab.exchange.property.ChangeRule;
import org.s2slab.exchange.property.ItemKind;
import org.s2slab.exchange.property.MapiIdentity;
import org.s2slab.exchange.property.MapiValueConverter;
import org.s2slab.exchange.property.PropertyDefinition;
import org.s2slab.exchange.property.PropertyTable;
import org.s2slab.exchange.property.PropertyValueCodec;
import org.s2slab.exchange.property.ValueType;
import org.s2slab.exchange.responsecode.EwsError;
import org.s2slab.exchange.responsecode.ResponseCode;
import org.s2slab.xml.XmlElement;

/**
 * Reads and sets the values of an item by their MAPI identities. A property of the property table has one value for its
 * EWS element and its MAPI identity. Any other MAPI property has a key made from its identity and type.
 */
public final class ItemMapiConverter {
    /** Bits of PidTagMessageFlags ([MS-OXCMSG] 2.2.1.6) that a client may set. */
    private static final int READ = 1;

    private static final int UNMODIFIED = 2;
    private static final int UNSENT = 8;
    private static final int RESEND = 128;
    private static final String PRIVATE = "Private";
    private static final String SENSITIVITY = "item:Sensitivity";

    private ItemMapiConverter() {}

    /** The key of a property that is not in the property table. */
    public static String key(MapiIdentity identity) {
        return PropertyValueCodec.OPAQUE + identity.key() + ":"
                + identity.type().toLowerCase(Locale.ROOT);
    }

    /** The property of an item kind with a MAPI identity; empty if the property table does not have it. */
    public static Optional<PropertyDefinition> definition(ItemKind kind, MapiIdentity identity) {
        List<PropertyDefinition> own = PropertyTable.EXCHANGE.of(kind);
        return PropertyTable.EXCHANGE.byMapi(identity).stream()
                .filter(own::contains)
                .findFirst();
    }

    /**
     * Sets a property by its MAPI identity.
     *
     * @throws EwsError for a value of the wrong type, or a property that only the server sets
     */
    public static ItemContent with(ItemContent content, MapiIdentity identity, List<String> texts) {
        Optional<PropertyDefinition> known = definition(content.kind(), identity);
        if (known.isEmpty() || known.get().isOnlyMapi()) {
            MapiValueConverter.check(identity.type(), texts);
            return content.with(
                    known.map(PropertyDefinition::uri).orElse(key(identity)),
                    PropertyValueCodec.ofMapi(identity.type(), texts));
        }
        PropertyDefinition property = known.get();
        XmlElement element = element(property, identity, texts);
        if (property.rules().create() == ChangeRule.IGNORED) {
            return content;
        }
        if (property.isEntry()) {
            return content.with(property.uri(), element.text());
        }
        return switch (property.uri()) {
            case "mapi:MessageFlags" ->
                withFlags(content, Integer.parseInt(element.text().strip()));
            case "mapi:Private" -> {
                boolean becomesPrivate = Boolean.parseBoolean(MapiValueConverter.truth(element.text()));
                yield becomesPrivate == isPrivate(content)
                        ? content
                        : content.with(SENSITIVITY, becomesPrivate ? PRIVATE : "Normal");
            }
            case "mapi:GlobalObjectId", "mapi:CleanGlobalObjectId" ->
                content.with(t("UID", GlobalObjectIdConverter.uid(element.text())));
            default -> {
                if (StructuredPartAccess.is(property)) {
                    yield StructuredPartAccess.with(content, property, Optional.of(element.text()));
                }
                if (property.isDerived()) {
                    throw new EwsError(ResponseCode.ErrorInvalidPropertySet, property.uri() + " is read-only.");
                }
                yield content.with(element);
            }
        };
    }

    private static ItemContent withFlags(ItemContent content, int flags) {
        return content.withFlag(ItemFlag.READ, (flags & READ) != 0)
                .withFlag(ItemFlag.DRAFT, (flags & UNSENT) != 0)
                .with(t("IsUnmodified", Boolean.toString((flags & UNMODIFIED) != 0)))
                .with(t("IsResend", Boolean.toString((flags & RESEND) != 0)));
    }

    public static boolean isPrivate(ItemContent content) {
        return content.value(SENSITIVITY).filter(PRIVATE::equals).isPresent();
    }

    /**
     * Converts MAPI values to the EWS element of a property.
     *
     * @throws EwsError for values of the wrong type, or without a meaning for the property
     */
    public static XmlElement element(PropertyDefinition property, MapiIdentity identity, List<String> texts) {
        List<String> shown = MapiValueConverter.read(property, identity.type(), texts);
        return property.form().type() == ValueType.TEXTS
                ? PropertyValueCodec.element(property.element(), shown)
                : XmlElement.of(EwsNames.TYPES, property.element(), shown.isEmpty() ? "" : shown.get(0));
    }

    /** The texts of a {@code Value} or {@code Values} element. */
    public static List<String> texts(XmlElement value) {
        return value.name().equals("Values")
                ? value.children().stream().map(XmlElement::text).toList()
                : List.of(value.text());
    }
}
