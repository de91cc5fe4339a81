package org.s2slab.exchange.property;

import java.util.Locale;
import java.util.Set;

/** What a property's value is, whichever view shows it. */
public enum ValueType {
    TEXT(" String "),
    TRUTH(" Boolean "),
    WHOLE(" Integer Long Short "),
    DECIMAL(" Double "),
    /** 0 to 100 in its element, 0 to 1 in MAPI. */
    PERCENT(" Double "),
    TIME(" SystemTime "),
    BINARY(" Binary "),
    /** Several texts. */
    TEXTS(" StringArray "),
    /** One of the names of an enumeration, a number in MAPI. */
    CHOICE(" Integer "),
    /** A text, plain or HTML. */
    BODY(" String "),
    /** Elements within elements; MAPI has no single value for it. */
    STRUCTURE("");

    /** The MAPI types, each between spaces. */
    private final String mapiTypes;

    ValueType(String mapiTypes) {
        this.mapiTypes = mapiTypes;
    }

    /** Whether a MAPI property of a type can hold the same value. */
    boolean isHeldBy(String mapiType) {
        return mapiTypes.contains(" " + mapiType + " ");
    }

    /** By the name of a type of the schema. */
    static ValueType of(String schemaType, Set<String> enumerations) {
        return switch (schemaType) {
            case "string", "anyURI", "ItemClassType", "DistinguishedFolderIdNameType" -> TEXT;
            case "boolean" -> TRUTH;
            case "int", "ReminderMinutesBeforeStartType" -> WHOLE;
            case "double" -> DECIMAL;
            case "percent" -> PERCENT;
            case "dateTime" -> TIME;
            case "base64Binary" -> BINARY;
            case "ArrayOfStringsType" -> TEXTS;
            case "BodyType" -> BODY;
            default -> enumerations.contains(schemaType) ? CHOICE : STRUCTURE;
        };
    }

    /** What a single value of a MAPI type is, whatever the case of its letters. */
    static ValueType ofMapi(String mapiType) {
        return switch (mapiType.toLowerCase(Locale.ROOT).replaceFirst("array$", "")) {
            case "boolean" -> TRUTH;
            case "short", "integer", "long", "currency" -> WHOLE;
            case "double", "float", "applicationtime" -> DECIMAL;
            case "systemtime" -> TIME;
            case "binary" -> BINARY;
            default -> TEXT;
        };
    }

    /** Whether a MAPI type is a list of values. */
    static boolean isSeveral(String mapiType) {
        return mapiType.toLowerCase(Locale.ROOT).endsWith("array");
    }
}
