package org.s2slab.exchange.content;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An attachment of a stored item, without its bytes.
 *
 * @param id the key of the attachment in EWS ids
 * @param contentType the media type, or null if none was given
 * @param contentId the id by which an HTML body refers to the attachment, or null
 * @param contentLocation the URI of the content's origin, or null
 * @param inline whether the attachment is part of the body
 * @param size the size in bytes
 * @param isItem whether the attachment is an item
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
