package org.s2slab.exchange.items;

import java.util.ArrayList;
import java.util.List;
import org.s2slab.ews.EwsNames;
import org.s2slab.exchange.items.ItemProperty.Shape;
import org.s2slab.exchange.mailbox.Item;
import org.s2slab.exchange.mailbox.ItemContent;
import org.s2slab.xml.XmlElement;
import org.s2slab.xml.XmlWriter;

/** Extended properties of stored items: those they were given, and MAPI's own names for what the store knows. */
final class ExtendedProperties {
    /** PR_MESSAGE_FLAGS ([MS-OXCMSG] 2.2.1.6): read, not sent yet, has attachments, associated. */
    private static final int READ = 1;

    private static final int UNSENT = 8;
    private static final int ATTACHMENTS = 0x10;
    private static final int ASSOCIATED = 0x40;

    private ExtendedProperties() {}

    /** A stored {@code ExtendedProperty}: shown and found by its {@code ExtendedFieldURI} only. */
    static ItemProperty property(XmlElement extended) {
        XmlElement path = extended.children().get(0);
        XmlElement value = extended.children().get(1);
        return new ItemProperty(
                PropertyPath.read(path).uri(),
                Shape.WHEN_ASKED,
                value.children().isEmpty() ? value.text() : null,
                xml -> xml.copy(EwsNames.TYPES, value));
    }

    /** What the store knows of an item. The article number is what clients of other protocols number messages by. */
    static List<ItemProperty> computed(Item item) {
        ItemContent content = item.content();
        int flags = (content.read() ? READ : 0)
                | (content.draft() ? UNSENT : 0)
                | (item.hasAttachments() ? ATTACHMENTS : 0)
                | (content.associated() ? ASSOCIATED : 0);
        List<ItemProperty> known = new ArrayList<>(List.of(
                number(PropertyPath.MESSAGE_FLAGS, flags),
                number(PropertyPath.ARTICLE_NUMBER, item.number()),
                value(PropertyPath.NORMALIZED_SUBJECT, content.subject().replaceFirst("^([A-Za-z]{1,3}: )+", ""))));
        if (item.depositor() != null) {
            known.add(value(PropertyPath.CREATOR_NAME, item.depositor()));
        }
        return known;
    }

    /** What a new or changed item says by an extended property that is a property of its own here. */
    static ItemContent set(ItemContent content, XmlElement extended) {
        XmlElement value = extended.children().get(1);
        String uri = PropertyPath.read(extended.children().get(0)).uri();
        return switch (uri) {
            case PropertyPath.MESSAGE_FLAGS -> {
                int flags = Integer.parseInt(value.text().strip());
                yield content.withFlags((flags & READ) != 0, (flags & UNSENT) != 0, content.associated());
            }
            case PropertyPath.ARTICLE_NUMBER, PropertyPath.NORMALIZED_SUBJECT, PropertyPath.CREATOR_NAME -> content;
            case "item:DateTimeReceived" -> content.withMailTimes(ItemReader.time(value.text()), content.sent());
            case "item:DateTimeSent" -> content.withMailTimes(content.received(), ItemReader.time(value.text()));
            case "item:ItemClass" -> content.withItemClass(value.text());
            case "item:Subject" -> content.withSubject(value.text());
            default -> without(content, uri).with(extended);
        };
    }

    /** Without the extended property of that name. */
    static ItemContent without(ItemContent content, String uri) {
        return content.without(there -> there.name().equals("ExtendedProperty")
                && PropertyPath.read(there.children().get(0)).uri().equals(uri));
    }

    private static ItemProperty number(String uri, long number) {
        return value(uri, Long.toString(number));
    }

    private static ItemProperty value(String uri, String text) {
        return new ItemProperty(uri, Shape.WHEN_ASKED, text, xml -> writeValue(xml, text));
    }

    private static void writeValue(XmlWriter xml, String text) {
        xml.element(EwsNames.TYPES, "Value", text);
    }
}
