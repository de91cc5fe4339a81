package org.s2slab.exchange.property;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.s2slab.exchange.responsecode.EwsError;
import org.s2slab.exchange.responsecode.ResponseCode;
import org.s2slab.identity.Guid;
import org.s2slab.resource.ResourceTable;
import org.s2slab.xml.XmlElement;

/**
 * The identity of a MAPI property.
 *
 * @param key a tag, {@code 0x3a08}; or the GUID of a property set with an id, {@code guid:#33411}, or with a name in
 *     lower case, {@code guid:keywords}
 * @param type the MAPI type, for instance {@code String}
 * @param mask the bit of the MAPI integer that stores this property, or 0 for the whole value
 * @param negated whether the MAPI boolean is the opposite of the EWS element
 */
public record MapiIdentity(String key, String type, int mask, boolean negated) {
    /** The first tag of named properties, which have no fixed tag. */
    private static final int FIRST_NAMED = 0x8000;

    /** Types that extended properties cannot have. */
    private static final Set<String> NO_VALUES = Set.of("Object", "ObjectArray", "Error", "Null");

    /** The GUIDs of the property sets, by their names ([MS-OXPROPS] 1.3.2). */
    private static final Map<String, String> SETS = ResourceTable.rows("/ews/property-sets.tsv").stream()
            .collect(Collectors.toUnmodifiableMap(row -> row[0], row -> row[1]));

    /**
     * Reads an {@code ExtendedFieldURI}.
     *
     * @throws EwsError if the path is invalid, or its property cannot be read or set in this way
     */
    public static MapiIdentity read(XmlElement path) {
        String type = path.attribute("PropertyType", "");
        ResponseCode.ErrorUnsupportedMapiPropertyType.throwIf(NO_VALUES.contains(type));
        Optional<String> tag = path.attribute("PropertyTag").map(String::strip).filter(text -> !text.isEmpty());
        Optional<String> id = path.attribute("PropertyId").map(String::strip);
        Optional<String> name = path.attribute("PropertyName");
        String set = set(path);
        // A path may name the same set by name and by GUID, but not two different sets.
        boolean twoSets = path.attribute("DistinguishedPropertySetId").isPresent()
                && path.attribute("PropertySetId")
                        .filter(guid -> !lower(guid).equals(set))
                        .isPresent();
        boolean named = id.isPresent() != name.isPresent() && !set.isEmpty() && !twoSets;
        ResponseCode.ErrorInvalidExtendedProperty.throwIf(tag.isPresent() == named
                || (tag.isPresent() && (id.isPresent() || name.isPresent() || !set.isEmpty())));
        if (named) {
            String within = id.map(number -> "#" + number).orElseGet(() -> lower(name.orElse("")));
            return new MapiIdentity(set + ":" + within, type, 0, false);
        }
        int number = number(tag.orElse(""));
        ResponseCode.ErrorNoPropertyTagForCustomProperties.throwIf(number >= FIRST_NAMED);
        return new MapiIdentity(tag(number), type, 0, false);
    }

    /** Reads an identity of the property table. */
    static MapiIdentity parse(String text) {
        boolean negated = text.startsWith("!");
        String[] masked = text.substring(negated ? 1 : 0).split("&", 2);
        String[] parts = masked[0].split(":", 3);
        int mask = masked.length == 1 ? 0 : Integer.decode(masked[1]);
        if (parts.length == 2) {
            return new MapiIdentity(tag(Integer.decode(parts[0])), parts[1], mask, negated);
        }
        String guid = SETS.get(parts[0]);
        if (guid == null) {
            throw new IllegalArgumentException("unknown property set " + parts[0]);
        }
        String within = parts[1].startsWith("0x") ? "#" + Integer.decode(parts[1]) : lower(parts[1]);
        return new MapiIdentity(guid + ":" + within, parts[2], mask, negated);
    }

    /** The identity in the form of the property table. */
    public String text() {
        String[] parts = key.split(":", 2);
        String set = SETS.entrySet().stream()
                .filter(known -> known.getValue().equals(parts[0]))
                .map(known -> known.getKey() + ":")
                .findFirst()
                .orElse("");
        String last = parts[parts.length - 1];
        String within = last.startsWith("#")
                ? String.format(Locale.ROOT, "0x%04X", Integer.parseInt(last.substring(1)))
                : last.startsWith("0x") ? "0x" + last.substring(2).toUpperCase(Locale.ROOT) : last;
        String bit = mask == 0 ? "" : "&0x" + Integer.toHexString(mask);
        return (negated ? "!" : "") + set + within + ":" + type + bit;
    }

    private static String set(XmlElement path) {
        Optional<String> known = path.attribute("DistinguishedPropertySetId").map(SETS::get);
        String guid = lower(known.or(() -> path.attribute("PropertySetId")).orElse(""));
        ResponseCode.ErrorInvalidExtendedProperty.throwIf(!guid.isEmpty() && !Guid.isLowerCase(guid));
        return guid;
    }

    private static int number(String tag) {
        // Without this, a leading zero would select octal notation.
        return Integer.decode(tag.startsWith("0x") || tag.startsWith("0X") ? tag : tag.replaceFirst("^0+(?=.)", ""));
    }

    private static String tag(int number) {
        return String.format(Locale.ROOT, "0x%04x", number);
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
