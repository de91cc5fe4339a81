package org.s2slab.sharepoint.sites;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/** The kinds of list fields, with their numbers and names in the REST interface ([MS-CSOMSPT], FieldType). */
public enum FieldKind {
    COUNTER(5, "Counter", "SP.Field", Values.NUMBER, false),
    TEXT(2, "Text", "SP.FieldText", Values.TEXT, true, "MaxLength"),
    NOTE(
            3,
            "Note",
            "SP.FieldMultiLineText",
            Values.TEXT,
            true,
            "NumberOfLines",
            "RichText",
            "RestrictedMode",
            "AppendOnly",
            "AllowHyperlink"),
    DATE(
            4,
            "DateTime",
            "SP.FieldDateTime",
            Values.TIME,
            true,
            "DisplayFormat",
            "DateTimeCalendarType",
            "FriendlyDisplayFormat"),
    CHOICE(6, "Choice", "SP.FieldChoice", Values.TEXT, true, "Choices", "FillInChoice", "EditFormat"),
    FLAG(8, "Boolean", "SP.Field", Values.FLAG, true),
    NUMBER(9, "Number", "SP.FieldNumber", Values.NUMBER, true, "MinimumValue", "MaximumValue"),
    CURRENCY(
            10,
            "Currency",
            "SP.FieldCurrency",
            Values.NUMBER,
            true,
            "MinimumValue",
            "MaximumValue",
            "CurrencyLocaleId"),
    GUID(14, "Guid", "SP.FieldGuid", Values.TEXT, false),
    MULTI_CHOICE(15, "MultiChoice", "SP.FieldMultiChoice", Values.TEXTS, true, "Choices", "FillInChoice"),
    ATTACHMENTS(19, "Attachments", "SP.Field", Values.FLAG, false),
    USER(20, "User", "SP.FieldUser", Values.PERSON, true, "SelectionMode"),
    USERS(20, "UserMulti", "SP.FieldUser", Values.PERSONS, false),
    CONTENT_TYPE(25, "ContentTypeId", "SP.Field", Values.TEXT, false);

    /** The type of a field's values. */
    public enum Values {
        TEXT,
        TIME,
        FLAG,
        NUMBER,
        TEXTS,
        /** The number of a person of the site. The name of its property in items ends with {@code Id}. */
        PERSON,
        /** The numbers of several people. */
        PERSONS
    }

    public final int number;
    public final String typeName;

    /** The type of the field as an entity. */
    public final String entityType;

    public final Values values;

    /** Whether people can add a field of this kind to a list. */
    public final boolean canBeAdded;

    /** The properties that only fields of this kind have; unmodifiable. */
    @SuppressWarnings("ImmutableEnumChecker")
    public final Set<String> details;

    FieldKind(int number, String typeName, String entityType, Values values, boolean canBeAdded, String... details) {
        this.number = number;
        this.typeName = typeName;
        this.entityType = entityType;
        this.values = values;
        this.canBeAdded = canBeAdded;
        this.details = Set.of(details);
    }

    /** The kind with this number, if people can add fields of this kind. */
    public static Optional<FieldKind> numbered(int number) {
        return Arrays.stream(values())
                .filter(kind -> kind.number == number && kind.canBeAdded)
                .findFirst();
    }
}
