package org.s2slab.exchange.search;

import org.s2slab.exchange.search.KeywordQuery.Measure;

/** The sort orders of search hits. */
public enum SearchHitOrder {
    RECEIVED("item:DateTimeReceived", SearchCondition.column(Measure.RECEIVED)),
    SENT("item:DateTimeSent", SearchCondition.column(Measure.SENT)),
    CREATED("item:DateTimeCreated", "i.created"),
    SIZE("item:Size", SearchCondition.column(Measure.SIZE)),
    SUBJECT("item:Subject", "LOWER(i.subject)"),
    SENDER("message:From", "LOWER(COALESCE(i.sender, ''))");

    private final String field;
    private final String expression;

    SearchHitOrder(String field, String expression) {
        this.field = field;
        this.expression = expression;
    }

    /** The field URI that selects this order in a request. */
    public String field() {
        return field;
    }

    /** The SQL expression of the sort key: a text for subjects and senders, otherwise an integer. */
    String expression() {
        return expression;
    }

    boolean isText() {
        return this == SUBJECT || this == SENDER;
    }
}
