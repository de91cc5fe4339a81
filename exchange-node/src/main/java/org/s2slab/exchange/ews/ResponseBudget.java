package org.s2slab.exchange.ews;

import org.s2slab.exchange.responsecode.EwsError;
import org.s2slab.exchange.responsecode.ResponseCode;

/** Bounds the bytes of contents in the response to one request, which the node has in memory. */
public final class ResponseBudget {
    /** The most bytes of a response with more than one content: two of the longest requests. */
    static final long MOST = 64L * 1024 * 1024;

    /** Contents of so many bytes are written at once, on the event loop. */
    private static final long SMALL = 64 * 1024;

    private long spent;

    /**
     * Accounts for a content before its bytes are read.
     *
     * @return the content
     * @throws EwsError ErrorDataSizeLimitExceeded for one too many; the first one is never too many
     */
    public <T> T spend(long bytes, T content) {
        ResponseCode.ErrorDataSizeLimitExceeded.throwIf(spent > 0 && spent + bytes > MOST);
        spent += bytes;
        return content;
    }

    /** Whether the response has contents of items, and so few bytes of them that a worker thread saves nothing. */
    boolean isSmall() {
        return spent > 0 && spent <= SMALL;
    }
}
