package org.s2slab.exchange.items;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.s2slab.exchange.ews.EwsError;
import org.s2slab.exchange.ews.ResponseCode;
import org.s2slab.exchange.mailbox.ElementJson;
import org.s2slab.exchange.mailbox.ItemContent;
import org.s2slab.xml.XmlElement;

/** Changes of single properties: set, appended to, deleted. */
final class PropertyUpdater {
    private static final Set<String> LISTS = Set.of(
            "ToRecipients",
            "CcRecipients",
            "BccRecipients",
            "ReplyTo",
            "RequiredAttendees",
            "OptionalAttendees",
            "Resources",
            "Categories");

    /** What every item has to have. */
    private static final Set<String> LASTING =
            Set.of("ItemClass", "IsRead", "IsDraft", "IsAssociated", "Sensitivity", "Importance");

    /** The parts of a postal address in the order of the schema. */
    private static final List<String> PARTS = List.of("Street", "City", "State", "CountryOrRegion", "PostalCode");

    private PropertyUpdater() {}

    /**
     * Applies a {@code SetItemField}, {@code AppendToItemField} or {@code DeleteItemField}.
     *
     * @throws EwsError where the property does not allow it
     */
    static ItemContent apply(ItemContent content, XmlElement update) {
        XmlElement path = update.children().get(0);
        return switch (update.name()) {
            case "SetItemField" -> set(content, path, value(update));
            case "AppendToItemField" -> append(content, value(update));
            default -> delete(content, path);
        };
    }

    /** The one property of the item that an update carries. */
    private static XmlElement value(XmlElement update) {
        return update.children().get(1).children().stream()
                .findFirst()
                .orElseThrow(() -> new EwsError(ResponseCode.ErrorInvalidPropertySet, "The new value is missing."));
    }

    private static ItemContent set(ItemContent content, XmlElement path, XmlElement value) {
        if (ItemReader.isOurs(value.name())) {
            throw new EwsError(ResponseCode.ErrorInvalidPropertySet, value.name() + " is read-only.");
        }
        return path.name().equals("IndexedFieldURI")
                ? content.with(merged(content, path, value))
                : ItemReader.set(content, value);
    }

    /** The entries there are with those given in place of what they replace. */
    private static XmlElement merged(ItemContent content, XmlElement path, XmlElement value) {
        XmlElement entry = value.children().get(0);
        XmlElement changed = entry;
        if (!entry.children().isEmpty()) {
            XmlElement part = entry.children().get(0);
            List<XmlElement> parts = Stream.concat(
                            entry(content, value.name(), path).stream()
                                    .flatMap(before -> before.children().stream())
                                    .filter(before -> !before.name().equals(part.name())),
                            Stream.of(part))
                    .sorted(Comparator.comparingInt(one -> PARTS.indexOf(one.name())))
                    .toList();
            changed = new XmlElement(entry.namespace(), "Entry", entry.attributes(), parts, "", entry.place());
        }
        List<XmlElement> entries = new ArrayList<>(others(content, value.name(), path));
        entries.add(changed);
        return ElementJson.of(value.name(), entries);
    }

    private static List<XmlElement> entry(ItemContent content, String dictionary, XmlElement path) {
        return entries(content, dictionary).stream()
                .filter(there -> there.attribute("Key").equals(path.attribute("FieldIndex")))
                .toList();
    }

    private static List<XmlElement> others(ItemContent content, String dictionary, XmlElement path) {
        return entries(content, dictionary).stream()
                .filter(there -> !there.attribute("Key").equals(path.attribute("FieldIndex")))
                .toList();
    }

    private static List<XmlElement> entries(ItemContent content, String dictionary) {
        return content.property(dictionary).map(XmlElement::children).orElse(List.of());
    }

    private static ItemContent append(ItemContent content, XmlElement value) {
        if (value.name().equals("Body")) {
            boolean html = value.attribute("BodyType").orElse("Text").equals("HTML");
            String page = content.html();
            if (page == null && !html) {
                return content.withBody(null, content.text() + value.text());
            }
            String whole = (page == null ? BodyConverter.html(content.text()) : page)
                    + (html ? value.text() : BodyConverter.html(value.text()));
            return content.withBody(whole, BodyConverter.text(whole));
        }
        if (!LISTS.contains(value.name())) {
            throw new EwsError(ResponseCode.ErrorInvalidPropertyAppend);
        }
        List<XmlElement> all = Stream.concat(entries(content, value.name()).stream(), value.children().stream())
                .toList();
        return content.with(ElementJson.of(value.name(), all));
    }

    private static ItemContent delete(ItemContent content, XmlElement path) {
        PropertyPath property = PropertyPath.read(path);
        if (property.isExtended()) {
            return ExtendedProperties.without(content, property.uri());
        }
        String uri = path.attribute("FieldURI").orElse("");
        String element = uri.substring(uri.indexOf(':') + 1);
        if (path.name().equals("IndexedFieldURI")) {
            return deleteEntry(content, property, path);
        }
        if (LASTING.contains(element) || ItemReader.isOurs(element)) {
            throw new EwsError(ResponseCode.ErrorInvalidPropertyDelete);
        }
        return switch (element) {
            case "Subject" -> content.withSubject("");
            case "Body" -> content.withBody(null, "");
            case "Start", "End" -> throw new EwsError(ResponseCode.ErrorInvalidPropertyDelete);
            default -> content.without(element);
        };
    }

    private static ItemContent deleteEntry(ItemContent content, PropertyPath property, XmlElement path) {
        for (XmlElement dictionary : content.properties()) {
            if (property.names("contacts:" + dictionary.name())) {
                List<XmlElement> left = others(content, dictionary.name(), path);
                return left.isEmpty()
                        ? content.without(dictionary.name())
                        : content.with(ElementJson.of(dictionary.name(), left));
            }
        }
        return content;
    }
}
