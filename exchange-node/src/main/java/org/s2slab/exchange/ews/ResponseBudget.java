package org.s2slab.exchange.ews;

import org.s2slab.exchange.responsecode.EwsError;
import org.s2slab.exchange.responsecode.ResponseCode;

/** Limits the total size of the contents in one response, because the node holds them in memory. */
public final class ResponseBudget {
    /** The maximum size in bytes of a response with more than one content: twice the maximum size of a request. */
    static final long MOST = 64L * 1024 * 1024;

    /** Contents of so many bytes are written at once, on the event loop. */
    private static final long SMALL = 64 * 1024;

    private long spent;

    /**
     * Adds the size of a content before it is read.
     *
     * @return the content
     * @throws EwsError ErrorDataSizeLimitExceeded if the total exceeds the limit; never for the first content
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
