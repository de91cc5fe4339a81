package org.s2slab.exchange.values;

import org.s2slab.config.Switches;
import org.s2slab.exchange.content.ItemContent;
import org.s2slab.exchange.content.ItemFlag;
import org.s2slab.exchange.property.ChangeRule;
import org.s2slab.exchange.property.ItemKind;
import org.s2slab.exchange.property.PropertyDefinition;
import org.s2slab.exchange.property.PropertyTable;
import org.s2slab.exchange.responsecode.EwsError;
import org.s2slab.exchange.responsecode.ResponseCode;
import org.s2slab.xml.XmlElement;

/** Reads items from requests. */
public final class ItemReader {
    private ItemReader() {}

    /** A new item without properties. A new message is a draft. A new post is not. */
    public static ItemContent empty(ItemKind kind) {
        return ItemContent.empty(kind).withFlags(Switches.of(ItemFlag.READ).with(ItemFlag.DRAFT, kind.isSendable()));
    }

    /**
     * Sets a property of a new item.
     *
     * @throws EwsError if the property cannot be set at creation
     */
    public static ItemContent create(ItemContent content, XmlElement property) {
        PropertyDefinition definition = PropertyTable.EXCHANGE
                .element(content.kind(), property.name())
                .orElseThrow(() -> new EwsError(ResponseCode.ErrorInvalidPropertyRequest));
        ResponseCode.ErrorInvalidPropertySet.throwIf(
                definition.rules().create() == ChangeRule.NO, property.name() + " is read-only.");
        return definition.rules().create() == ChangeRule.IGNORED ? content : set(content, property);
    }

    /**
     * Sets a property from its element, without a check of the property table's rules.
     *
     * @throws EwsError if the property cannot have the value
     */
    public static ItemContent set(ItemContent content, XmlElement given) {
        ValueRules.check(content.kind(), given);
        return switch (given.name()) {
            // Stored separately from the item.
            case "MimeContent", "Attachments" -> content;
            case "Body" -> body(content, given);
            case "ExtendedProperty" -> ExtendedProperties.set(content, given);
            default -> DependentValues.follow(content.with(given), given);
        };
    }

    /** Replaces the body of an item with the body of a request. */
    public static ItemContent body(ItemContent content, XmlElement body) {
        return body.attribute("BodyType", "Text").equals("HTML")
                ? content.withBody(body.text(), BodyConverter.text(body.text()))
                : content.withBody(null, body.text());
    }
}
