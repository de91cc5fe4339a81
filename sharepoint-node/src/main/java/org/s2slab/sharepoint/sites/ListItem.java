package org.s2slab.sharepoint.sites;

import io.vertx.core.json.JsonObject;
import java.time.Instant;

/**
 * An item in a list.
 *
 * @param fields the columns of its list that have a value
 * @param author the number of the person who created it
 * @param version increases with each change; its ETag
 * @param attachments whether files are attached to it
 */
public record ListItem(
        int number,
        String guid,
        JsonObject fields,
        int author,
        int editor,
        Instant created,
        Instant modified,
        int version,
        boolean attachments) {
    /** An item without values, which shows the properties that all items have. */
    public static final ListItem BLANK =
            new ListItem(0, "", new JsonObject(), 0, 0, Instant.EPOCH, Instant.EPOCH, 0, false);

    public String etag() {
        return "\"" + version + "\"";
    }
}
