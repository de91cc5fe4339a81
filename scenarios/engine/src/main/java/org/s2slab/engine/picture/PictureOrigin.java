package org.s2slab.engine.picture;

import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * The hop that brought something into the configuration of a server.
 *
 * @param hop the number of the hop; 0 for the configuration before the first hop
 * @param cmdlet the name of the cmdlet that an administrator ran, or null
 * @param line the cmdlet as it was typed, or null
 * @param uri the URL of the metadata document that contained a key, or null
 */
public record PictureOrigin(
        int hop,
        @Nullable String cmdlet,
        @Nullable String line,
        @Nullable String uri) {
    /** The origin of everything in the configuration before the first hop. */
    public static final PictureOrigin BEFORE = new PictureOrigin(0, null, null, null);

    JsonObject json() {
        return new JsonObject()
                .put("hop", hop)
                .put("cmdlet", cmdlet)
                .put("line", line)
                .put("uri", uri);
    }
}
