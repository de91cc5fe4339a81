package org.s2slab.sharepoint.rest;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.s2slab.sharepoint.sites.ListField;
import org.s2slab.sharepoint.sites.WebList;

/** Parses the values that a client sends for an item, and checks them against the fields of its list. */
record ListFieldParser(WebList list) {
    /**
     * The properties that every item has and nobody can set. Clients that have read an item send these properties back
     * with a change.
     */
    private static final Set<String> READ_ONLY =
            Set.of("Id", "ID", "Created", "Modified", "AuthorId", "EditorId", "GUID", "ContentTypeId", "Attachments");

    JsonObject read(RestRequest request) {
        EntityBody body = EntityBody.of(
                request, list.itemType(), type -> type.equals(list.itemType()) || type.equals("SP.ListItem"));
        JsonObject fields = new JsonObject();
        for (Map.Entry<String, Object> member : body.members()) {
            String name = member.getKey();
            if (!READ_ONLY.contains(name)) {
                ListField field =
                        list.field(name).filter(found -> !found.readOnly()).orElseThrow(() -> body.noProperty(name));
                fields.put(name, value(field, member.getValue()));
            }
        }
        return fields;
    }

    /** The value of a field in the store's form; throws for a value that the field cannot have. */
    static @Nullable Object value(ListField field, @Nullable Object value) {
        if (value == null) {
            return null;
        }
        boolean good = switch (field.kind().values) {
            case TEXT -> value instanceof String text && text.length() <= limit(field, "MaxLength", Double.MAX_VALUE);
            case FLAG -> value instanceof Boolean;
            case TIME -> isTime(value);
            case NUMBER ->
                value instanceof Number number
                        && Double.isFinite(number.doubleValue())
                        && number.doubleValue() <= limit(field, "MaximumValue", Double.MAX_VALUE)
                        && number.doubleValue() >= limit(field, "MinimumValue", -Double.MAX_VALUE);
            case PERSON -> value instanceof Integer;
            case TEXTS -> all(value, String.class) != null;
            case PERSONS -> all(value, Integer.class) != null;
        };
        if (!good) {
            throw EntityBody.unusable(field.property());
        }
        return switch (field.kind().values) {
            case TEXTS, PERSONS -> all(value, Object.class);
            case TEXT, FLAG, TIME, NUMBER, PERSON -> value;
        };
    }

    private static double limit(ListField field, String detail, double none) {
        return field.details().getValue(detail) instanceof Number number ? number.doubleValue() : none;
    }

    private static boolean isTime(Object value) {
        try {
            return value instanceof String text && OffsetDateTime.parse(text) != null;
        } catch (DateTimeException e) {
            return false;
        }
    }

    /** The values of a collection, which the verbose format wraps; null for any other value. */
    private static @Nullable JsonArray all(Object value, Class<?> kind) {
        Object list = value instanceof JsonObject wrapped ? wrapped.getValue("results") : value;
        return list instanceof JsonArray array && array.stream().allMatch(kind::isInstance) ? array : null;
    }
}
