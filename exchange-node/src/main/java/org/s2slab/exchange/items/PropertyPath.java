package org.s2slab.exchange.items;

import java.util.Locale;
import java.util.Map;
import org.s2slab.ews.EwsNames;
import org.s2slab.xml.XmlElement;
import org.s2slab.xml.XmlWriter;

/**
 * A property as requests name it: by field URI, by field URI and index, or as an extended property.
 *
 * @param uri the field URI of the property meant, an entry's with its key behind a slash; for an extended property that
 *     has no field URI a name made of what identifies it
 * @param extended attributes of the {@code ExtendedFieldURI} it was named by; empty for the other kinds
 */
record PropertyPath(String uri, Map<String, String> extended) {
    static final String MESSAGE_FLAGS = "extended:0x0e07";
    static final String ARTICLE_NUMBER = "extended:0x0e23";
    static final String NORMALIZED_SUBJECT = "extended:0x0e1d";

    /** PidTagCreatorName ([MS-OXPROPS]). */
    static final String CREATOR_NAME = "extended:0x3ff8";

    /** Tags of well-known MAPI properties ([MS-OXPROPS]) that are properties with a URI as well. */
    private static final Map<Integer, String> TAGS = Map.ofEntries(
            Map.entry(0x001a, "item:ItemClass"),
            Map.entry(0x0037, "item:Subject"),
            Map.entry(0x0039, "item:DateTimeSent"),
            Map.entry(0x0e06, "item:DateTimeReceived"),
            Map.entry(0x0e08, "item:Size"),
            Map.entry(0x0e1b, "item:HasAttachments"),
            Map.entry(0x1035, "message:InternetMessageId"),
            Map.entry(0x3001, "contacts:DisplayName"),
            Map.entry(0x3007, "item:DateTimeCreated"),
            Map.entry(0x3008, "item:LastModifiedTime"),
            Map.entry(0x3613, "folder:FolderClass"));

    /** The property sets that have a name ([MS-OXPROPS] 1.3.2). */
    private static final Map<String, String> SETS = Map.of(
            "Meeting", "6ed8da90-450b-101b-98da-00aa003f1305",
            "Appointment", "00062002-0000-0000-c000-000000000046",
            "Common", "00062008-0000-0000-c000-000000000046",
            "PublicStrings", "00020329-0000-0000-c000-000000000046",
            "Address", "00062004-0000-0000-c000-000000000046",
            "InternetHeaders", "00020386-0000-0000-c000-000000000046",
            "CalendarAssistant", "11000e07-b51b-40d6-af21-caa85edab1d0",
            "UnifiedMessaging", "4442858e-a9e3-4e80-b900-317a210cc15b",
            "Task", "00062003-0000-0000-c000-000000000046",
            "Sharing", "00062040-0000-0000-c000-000000000046");

    /** Reads a {@code FieldURI}, {@code IndexedFieldURI} or {@code ExtendedFieldURI}. */
    static PropertyPath read(XmlElement path) {
        String uri = path.attribute("FieldURI").orElse("");
        return switch (path.name()) {
            case "FieldURI" -> new PropertyPath(uri, Map.of());
            case "IndexedFieldURI" ->
                new PropertyPath(uri + "/" + path.attribute("FieldIndex").orElse(""), Map.of());
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

    /** Whether it names a property, or an entry of it: {@code contacts:ImAddress/ImAddress1} of contacts:ImAddresses. */
    boolean names(String property) {
        if (uri.equals(property)) {
            return true;
        }
        int slash = uri.indexOf('/');
        return slash > 0 && property.equals(dictionary(uri.substring(0, slash)));
    }

    private static String dictionary(String entry) {
        String[] parts = entry.split(":", 3);
        return parts[0] + ":" + parts[1] + (parts[1].endsWith("Address") ? "es" : "s");
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
            return named(path);
        }
        int number = Integer.decode(tag.startsWith("0x") || tag.startsWith("0X") ? tag : decimal(tag));
        String known = TAGS.get(number);
        String hex = Integer.toHexString(number);
        return known == null ? "extended:0x" + "0".repeat(Math.max(0, 4 - hex.length())) + hex : known;
    }

    private static String named(XmlElement path) {
        String set = path.attribute("DistinguishedPropertySetId")
                .map(name -> SETS.getOrDefault(name, name))
                .or(() -> path.attribute("PropertySetId"))
                .orElse("");
        String name = path.attribute("PropertyName")
                .or(() -> path.attribute("PropertyId"))
                .orElse("");
        return "extended:" + set.toLowerCase(Locale.ROOT) + ":" + name.strip();
    }

    /** Leading zeros would otherwise make it octal. */
    private static String decimal(String tag) {
        return tag.replaceFirst("^0+(?=.)", "");
    }
}
