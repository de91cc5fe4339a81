package org.s2slab.exchange.search;

/** A keyword query this server does not understand: what, and at which character of it. */
public final class QueryMalformed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int position;

    /** @param position the character it is about, from 1 */
    QueryMalformed(int position, String detail) {
        super(detail, null, false, false);
        this.position = position;
    }

    public int position() {
        return position;
    }

    /** The whole sentence, position included. */
    public String detail() {
        return "The keyword query isn't valid at position " + position + ": " + getMessage();
    }
}
