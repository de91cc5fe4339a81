package org.s2slab.exchange.content;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An attachment of a stored item, without its bytes.
 *
 * @param id its key in the ids that clients see
 * @param contentType media type, or null where none was given
 * @param contentId what an HTML body refers to it by, or null
 * @param contentLocation where its content comes from, as a URI, or null
 * @param inline whether it is part of the body and not shown beside it
 * @param size in bytes
 * @param isItem whether it is itself an item
 */
public record Attachment(
        String id,
        String name,
        @Nullable String contentType,
        @Nullable String contentId,
        @Nullable String contentLocation,
        boolean inline,
        Instant modified,
        long size,
        boolean isItem) {}
