package org.s2slab.sharepoint.rest;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.s2slab.sharepoint.sites.ListKind;
import org.s2slab.sharepoint.sites.ListKind.Column;

/** Parses the column values that a client sends for an item, and checks them against the columns of its list. */
record ListFieldParser(ListKind kind) {
    /** The columns that every item has and nobody sets. Clients send them back after a read. */
    private static final Set<String> READ_ONLY =
            Set.of("Id", "ID", "Created", "Modified", "AuthorId", "EditorId", "GUID", "ContentTypeId", "Attachments");

    /** @param typeNeeded whether the entry must name its type, as in the verbose form */
    JsonObject read(@Nullable Buffer body, boolean typeNeeded) {
        JsonObject given = json(body);
        JsonObject metadata = given.getValue("__metadata") instanceof JsonObject object ? object : null;
        String type = metadata == null ? given.getString("odata.type") : metadata.getString("type");
        if (type == null && typeNeeded) {
            throw RestError.query("An entry without a type name was found, but no expected type was specified. To allow"
                    + " entries without type information, the expected type must also be specified when the model is"
                    + " specified.");
        }
        if (type != null && !type.equals(kind.itemType()) && !type.equals("SP.ListItem")) {
            throw RestError.query("A type named '" + type + "' could not be resolved by the model; expected '"
                    + kind.itemType() + "'.");
        }
        JsonObject fields = new JsonObject();
        for (Map.Entry<String, Object> member : given) {
            String name = member.getKey();
            if (!name.equals("__metadata") && !name.startsWith("odata.") && !READ_ONLY.contains(name)) {
                fields.put(name, value(name, member.getValue()));
            }
        }
        return fields;
    }

    private static JsonObject json(@Nullable Buffer body) {
        try {
            if (body != null) {
                return body.toJsonObject();
            }
        } catch (DecodeException | ClassCastException e) {
            // Refused below, like a body that is not an object.
        }
        throw RestError.query("The request body is not a JSON object with an item's properties.");
    }

    private @Nullable Object value(String name, @Nullable Object value) {
        Column column = kind.columns.get(name);
        if (column == null) {
            throw RestError.query("The property '" + name + "' does not exist on type '" + kind.itemType()
                    + "'. Make sure to only use property names that are defined by the type.");
        }
        boolean good = value == null
                || switch (column) {
                    case TEXT -> value instanceof String;
                    case FLAG -> value instanceof Boolean;
                    case DATE -> isDate(value);
                    case NUMBERS -> numbers(value) != null;
                };
        if (!good) {
            throw RestError.query("Cannot convert the value of the property '" + name + "' to its type.");
        }
        return column == Column.NUMBERS ? numbers(value) : value;
    }

    private static boolean isDate(Object value) {
        try {
            return value instanceof String text && OffsetDateTime.parse(text) != null;
        } catch (DateTimeException e) {
            return false;
        }
    }

    /** The numbers of a collection, which the verbose format wraps; null for any other value. */
    private static @Nullable JsonArray numbers(@Nullable Object value) {
        Object list = value instanceof JsonObject wrapped ? wrapped.getValue("results") : value;
        return list instanceof JsonArray array && array.stream().allMatch(Integer.class::isInstance) ? array : null;
    }
}
