package org.s2slab.exchange.property;

import java.util.Locale;
import java.util.Set;

/** The type of a property value, for EWS and MAPI. */
public enum ValueType {
    TEXT(" String "),
    TRUTH(" Boolean "),
    WHOLE(" Integer Long Short "),
    DECIMAL(" Double "),
    /** A percentage: 0 to 100 in EWS, 0 to 1 in MAPI. */
    PERCENT(" Double "),
    TIME(" SystemTime "),
    BINARY(" Binary "),
    /** A list of texts. */
    TEXTS(" StringArray "),
    /** An enumeration: a name in EWS, a number in MAPI. */
    CHOICE(" Integer "),
    /** A text, plain or HTML. */
    BODY(" String "),
    /** An element with child elements, without a single MAPI value. */
    STRUCTURE("");

    /** The MAPI types, each between spaces. */
    private final String mapiTypes;

    ValueType(String mapiTypes) {
        this.mapiTypes = mapiTypes;
    }

    /** Whether a MAPI property of this type can store the value. */
    boolean isHeldBy(String mapiType) {
        return mapiTypes.contains(" " + mapiType + " ");
    }

    /** The value type of a schema type, by the name of the schema type. */
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

    /** The type of a single value of a MAPI type. The name is compared without case. */
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
