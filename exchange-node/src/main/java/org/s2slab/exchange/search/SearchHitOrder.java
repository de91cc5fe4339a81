package org.s2slab.exchange.search;

/** The sort orders of search hits. */
public enum SearchHitOrder {
    RECEIVED("item:DateTimeReceived", "item:DateTimeReceived"),
    SENT("item:DateTimeSent", "query:sent"),
    CREATED("item:DateTimeCreated", "item:DateTimeCreated"),
    SIZE("item:Size", "item:Size"),
    SUBJECT("item:Subject", "item:Subject"),
    SENDER("message:From", "query:sender");

    private final String field;
    private final String path;

    SearchHitOrder(String field, String path) {
        this.field = field;
        this.path = path;
    }

    /** The field URI that selects this order in a request. */
    public String field() {
        return field;
    }

    /** The SQL expression of the sort key: a text for subjects and senders, otherwise an integer. */
    String expression() {
        String sql = SearchColumn.sql(path);
        return isText() ? "LOWER(" + sql + ")" : sql;
    }

    boolean isText() {
        return this == SUBJECT || this == SENDER;
    }
}
