package org.s2slab.exchange.items;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.s2slab.ews.EwsNames;
import org.s2slab.exchange.ews.EwsError;
import org.s2slab.exchange.ews.EwsFault;
import org.s2slab.exchange.ews.RequestSchema;
import org.s2slab.exchange.ews.ResponseCode;
import org.s2slab.exchange.mailbox.ItemContent;
import org.s2slab.exchange.mailbox.ItemWithAttachments;
import org.s2slab.exchange.property.PropertyDefinition;
import org.s2slab.exchange.property.PropertyTable;
import org.s2slab.exchange.property.PropertyValue;
import org.s2slab.xml.XmlElement;
import org.s2slab.xml.XmlWriter;

/** Checks an uploaded item: its sender can write any data, and everybody who receives the item reads its values as XML. */
final class UploadedItem {
    private static final RequestSchema SCHEMA = new RequestSchema();

    /** Attached items within each other. MIME content can have more than a request, but an id counts them in one byte. */
    private static final int LEVELS = 200;

    /** The names in structured values: of elements, of attributes, of the text and of mixed content. */
    private static final Pattern NAME = Pattern.compile("@?[A-Za-z][A-Za-z0-9]*|\\*?");

    private UploadedItem() {}

    /**
     * Gives back an item that the schema permits.
     *
     * @throws EwsError ErrorCorruptData for any other
     */
    static ItemWithAttachments checked(ItemWithAttachments whole) {
        ResponseCode.ErrorCorruptData.throwIf(
                whole.attachments().stream().anyMatch(attachment -> attachment.levels() > LEVELS));
        whole.attachments().stream()
                .flatMap(attachment -> Stream.ofNullable(attachment.item()))
                .forEach(UploadedItem::checked);
        try {
            check(whole.content());
        } catch (EwsFault | ClassCastException e) {
            throw new EwsError(ResponseCode.ErrorCorruptData);
        }
        return whole;
    }

    private static void check(ItemContent content) {
        ResponseCode.ErrorCorruptData.throwIf(!content.values().entrySet().stream()
                .allMatch(value -> isKnown(value.getKey()) && isNamed(value.getValue())));
        List<XmlElement> elements = PropertyTable.EXCHANGE.of(content.kind()).stream()
                .filter(PropertyDefinition::isElement)
                .flatMap(property -> content.property(property.element()).stream())
                .toList();
        String request = new XmlWriter()
                .open(EwsNames.SOAP, "Envelope")
                .open(EwsNames.SOAP, "Body")
                .open(EwsNames.MESSAGES, "CreateItem")
                .open(EwsNames.MESSAGES, "Items")
                .copy(
                        EwsNames.TYPES,
                        XmlElement.of(EwsNames.TYPES, content.kind().element(), elements))
                .close()
                .close()
                .close()
                .close()
                .document();
        SCHEMA.read(request.getBytes(StandardCharsets.UTF_8)).requireValid();
    }

    private static boolean isKnown(String key) {
        return key.startsWith(PropertyValue.OPAQUE)
                || key.startsWith(PropertyValue.ELEMENT)
                || !PropertyTable.EXCHANGE.byUri(key).isEmpty();
    }

    private static boolean isNamed(Object value) {
        if (value instanceof List<?> several) {
            return several.stream().allMatch(UploadedItem::isNamed);
        }
        return !(value instanceof Map<?, ?> fields)
                || fields.entrySet().stream()
                        .allMatch(
                                field -> NAME.matcher((String) field.getKey()).matches() && isNamed(field.getValue()));
    }
}
