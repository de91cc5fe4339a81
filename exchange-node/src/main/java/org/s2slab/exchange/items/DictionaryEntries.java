package org.s2slab.exchange.items;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.s2slab.ews.EwsNames;
import org.s2slab.exchange.mailbox.ElementJson;
import org.s2slab.exchange.mailbox.ItemContent;
import org.s2slab.exchange.property.PropertyDefinition;
import org.s2slab.xml.XmlElement;

/** The entries of properties that hold several values by key: phone numbers, addresses. */
final class DictionaryEntries {
    private static final String ENTRY = "Entry";

    /** The parts of a postal address in the order of the schema. */
    private static final List<String> PARTS = List.of("Street", "City", "State", "CountryOrRegion", "PostalCode");

    private DictionaryEntries() {}

    /** With an entry, or the part of one, in place of what there was; the attributes are those given. */
    static ItemContent with(ItemContent content, PropertyDefinition property, XmlElement entry) {
        XmlElement whole = property.part()
                .map(part -> withParts(
                        entry, Stream.concat(otherParts(content, property, part), entry.children(part).stream())))
                .orElse(entry);
        return withEntries(content, property, Stream.of(whole));
    }

    /** With an entry, or the part of one, of that text. */
    static ItemContent with(ItemContent content, PropertyDefinition property, String text) {
        XmlElement empty = new XmlElement(
                EwsNames.TYPES.uri(),
                ENTRY,
                Map.of("Key", property.key()),
                property.part().stream()
                        .map(part -> ElementJson.text(part, text))
                        .toList(),
                property.part().isPresent() ? "" : text,
                ElementJson.text(ENTRY, "").place());
        return with(content, property, empty);
    }

    /** Without an entry, or without the part of one. */
    static ItemContent without(ItemContent content, PropertyDefinition property) {
        Optional<XmlElement> entry = entry(content, property);
        List<XmlElement> left = property.part().stream()
                .flatMap(part -> otherParts(content, property, part))
                .toList();
        return withEntries(
                content,
                property,
                left.isEmpty() ? Stream.empty() : entry.stream().map(found -> withParts(found, left.stream())));
    }

    private static ItemContent withEntries(ItemContent content, PropertyDefinition property, Stream<XmlElement> own) {
        List<XmlElement> entries = new ArrayList<>(
                content.property(property.element()).map(XmlElement::children).orElse(List.of()));
        entries.removeIf(there -> isOf(there, property));
        own.forEach(entries::add);
        return entries.isEmpty()
                ? content.without(property.element())
                : content.with(ElementJson.of(property.element(), entries));
    }

    private static Optional<XmlElement> entry(ItemContent content, PropertyDefinition property) {
        return content.property(property.element())
                .flatMap(dictionary -> dictionary.children().stream()
                        .filter(there -> isOf(there, property))
                        .findFirst());
    }

    private static Stream<XmlElement> otherParts(ItemContent content, PropertyDefinition property, String part) {
        return entry(content, property).stream()
                .flatMap(there -> there.children().stream())
                .filter(there -> !there.name().equals(part));
    }

    private static boolean isOf(XmlElement entry, PropertyDefinition property) {
        return entry.attribute("Key").filter(property.key()::equals).isPresent();
    }

    private static XmlElement withParts(XmlElement entry, Stream<XmlElement> parts) {
        List<XmlElement> sorted = parts.sorted(Comparator.comparingInt(one -> PARTS.indexOf(one.name())))
                .toList();
        return new XmlElement(entry.namespace(), ENTRY, entry.attributes(), sorted, "", entry.place());
    }
}
