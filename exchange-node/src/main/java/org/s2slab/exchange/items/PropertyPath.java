package org.s2slab.exchange.items;

import java.util.Map;
import org.s2slab.exchange.ews.EwsNames;
import org.s2slab.exchange.xml.XmlElement;
import org.s2slab.exchange.xml.XmlWriter;

/**
 * A property as requests name it: by field URI, by field URI and index, or as an extended property.
 *
 * @param uri the field URI of the property meant, or a name no property has where there is none like it here
 * @param extended attributes of the {@code ExtendedFieldURI} it was named by; empty for the other kinds
 */
record PropertyPath(String uri, Map<String, String> extended) {
    /** Tags of well-known MAPI properties ([MS-OXPROPS]) that are properties with a URI as well. */
    private static final Map<Integer, String> TAGS = Map.of(
            0x001a, "item:ItemClass",
            0x0037, "item:Subject",
            0x0e08, "item:Size",
            0x3001, "contacts:DisplayName",
            0x3007, "item:DateTimeCreated",
            0x3613, "folder:FolderClass");

    /** The whole of which an indexed property is an entry; there is at most one entry here, so either names both. */
    private static final Map<String, String> WHOLES = Map.of(
            "contacts:ImAddress/ImAddress1", "contacts:ImAddresses",
            "contacts:PhoneNumber/BusinessPhone", "contacts:PhoneNumbers");

    /** Reads a {@code FieldURI}, {@code IndexedFieldURI} or {@code ExtendedFieldURI}. */
    static PropertyPath read(XmlElement path) {
        String uri = path.attribute("FieldURI").orElse("");
        return switch (path.name()) {
            case "FieldURI" -> new PropertyPath(uri, Map.of());
            case "IndexedFieldURI" -> {
                String entry = uri + "/" + path.attribute("FieldIndex").orElse("");
                yield new PropertyPath(WHOLES.getOrDefault(entry, entry), Map.of());
            }
            default -> new PropertyPath(tagged(path), path.attributes());
        };
    }

    /** Whether an element of a request is one of the three kinds of path. */
    static boolean isPath(XmlElement element) {
        return element.name().endsWith("FieldURI");
    }

    boolean isExtended() {
        return !extended.isEmpty();
    }

    /** {@code ExtendedFieldURI}, as it was asked for. */
    void writeExtended(XmlWriter xml) {
        xml.open(EwsNames.TYPES, "ExtendedFieldURI");
        extended.forEach(xml::attribute);
        xml.close();
    }

    private static String tagged(XmlElement path) {
        String tag = path.attribute("PropertyTag").orElse("").strip();
        if (tag.isEmpty()) {
            return "extended:unknown";
        }
        int number = Integer.decode(tag.startsWith("0x") || tag.startsWith("0X") ? tag : decimal(tag));
        return TAGS.getOrDefault(number, "extended:unknown");
    }

    /** Leading zeros would otherwise make it octal. */
    private static String decimal(String tag) {
        return tag.replaceFirst("^0+(?=.)", "");
    }
}
