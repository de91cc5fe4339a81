package org.s2slab.sharepoint.sites;

import io.vertx.core.json.JsonObject;
import java.util.regex.Pattern;
import org.s2slab.config.Switches;

/**
 * A field of a list.
 *
 * @param name the internal name, which never changes
 * @param title the display name
 * @param traits the properties that are either true or false
 * @param details the properties that only fields of its kind have
 */
public record ListField(
        String id,
        String name,
        String title,
        FieldKind kind,
        Switches<FieldTrait> traits,
        String description,
        JsonObject details) {
    /** A property of a field that is either true or false. */
    public enum FieldTrait {
        REQUIRED,

        /** Nobody can set it. */
        READ_ONLY,

        /** People added it to the list, so that it can be changed and deleted. */
        OWN
    }

    /** Maximum number of characters in the internal name of a field. */
    static final int LONGEST = 32;

    /** The permitted internal names, because they become a part of SQL statements. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,63}");

    public ListField {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("'" + name + "' is no internal name of a field");
        }
    }

    public boolean required() {
        return traits.has(FieldTrait.REQUIRED);
    }

    public boolean readOnly() {
        return traits.has(FieldTrait.READ_ONLY);
    }

    public boolean own() {
        return traits.has(FieldTrait.OWN);
    }

    /** The property of items that contains the value. */
    public String property() {
        return switch (kind.values) {
            case PERSON, PERSONS -> name + "Id";
            case TEXT, TIME, FLAG, NUMBER, TEXTS -> name;
        };
    }

    /** The internal name for a title: characters that are not letters or digits become {@code _x0020_}. */
    public static String nameFor(String title) {
        StringBuilder name = new StringBuilder();
        title.chars().forEach(one -> {
            boolean plain = one < 128 && (Character.isLetterOrDigit(one) || one == '_');
            boolean digitFirst = name.isEmpty() && Character.isDigit(one);
            name.append(plain && !digitFirst ? String.valueOf((char) one) : String.format("_x%04x_", one));
        });
        return name.length() > LONGEST ? name.substring(0, LONGEST) : name.toString();
    }

    JsonObject stored() {
        return new JsonObject()
                .put("id", id)
                .put("name", name)
                .put("title", title)
                .put("kind", kind.name())
                .put("required", required())
                .put("description", description)
                .put("details", details);
    }

    static ListField of(JsonObject stored) {
        return new ListField(
                stored.getString("id"),
                stored.getString("name"),
                stored.getString("title"),
                FieldKind.valueOf(stored.getString("kind")),
                Switches.of(FieldTrait.OWN).with(FieldTrait.REQUIRED, stored.getBoolean("required")),
                stored.getString("description"),
                stored.getJsonObject("details"));
    }
}
