package org.s2slab.management;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One output object of a cmdlet, with the product's property names in the product's order. Values are strings, numbers,
 * booleans, null, {@link java.time.Instant}, and lists and maps of these.
 */
public record CmdletObject(Map<String, @Nullable Object> properties) {
    public CmdletObject {
        properties = new LinkedHashMap<>(properties);
    }

    public static CmdletObject empty() {
        return new CmdletObject(new LinkedHashMap<>());
    }

    /** Returns this object with one more property, the last. */
    public CmdletObject with(String name, @Nullable Object value) {
        CmdletObject more = new CmdletObject(properties);
        more.properties.put(name, value);
        return more;
    }

    /** Returns this object followed by the properties of another object. */
    public CmdletObject withAll(CmdletObject other) {
        CmdletObject more = new CmdletObject(properties);
        more.properties.putAll(other.properties);
        return more;
    }
}
