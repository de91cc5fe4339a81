package org.s2slab.exchange.ews;

import org.jspecify.annotations.Nullable;

/**
 * One response message.
 *
 * @param error what went wrong, or null for success
 * @param payload what it carries; after an error nothing, or what the schema wants there all the same
 */
public record EwsMessage(@Nullable EwsError error, EwsPayload payload) {
    public static EwsMessage success(EwsPayload payload) {
        return new EwsMessage(null, payload);
    }

    public static EwsMessage failure(EwsError error) {
        return new EwsMessage(error, EwsPayload.NONE);
    }
}
