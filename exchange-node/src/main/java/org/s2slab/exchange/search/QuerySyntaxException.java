package org.s2slab.exchange.search;

/** A syntax error in a keyword query, with its cause and its character position. */
public final class QuerySyntaxException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int position;
    private final boolean tooLong;

    /** @param position the position of the wrong character, from 1 */
    QuerySyntaxException(int position, String detail) {
        this(position, detail, false);
    }

    private QuerySyntaxException(int position, String detail, boolean tooLong) {
        super(detail, null, false, false);
        this.position = position;
        this.tooLong = tooLong;
    }

    /** The error for a query with too many words, phrases and properties. */
    static QuerySyntaxException tooLong(int position, int mostTerms) {
        return new QuerySyntaxException(
                position, "there are more than " + mostTerms + " words, phrases and properties.", true);
    }

    /** Whether the only error is the length of the query. */
    public boolean isTooLong() {
        return tooLong;
    }

    /** The error message with the position. */
    public String detail() {
        return "The keyword query isn't valid at position " + position + ": " + getMessage();
    }
}
