package org.s2slab.sharepoint.sites;

import io.vertx.core.json.JsonObject;
import java.time.Instant;

/**
 * An item in a list.
 *
 * @param fields the columns of its list that have a value
 * @param author the number of who made it
 * @param version rises with each change; its ETag
 */
public record ListItem(
        int number,
        String guid,
        JsonObject fields,
        int author,
        int editor,
        Instant created,
        Instant modified,
        int version) {
    public String etag() {
        return "\"" + version + "\"";
    }
}
