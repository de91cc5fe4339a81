package org.s2slab.sharepoint.rest;

/**
 * A constant in a filter.
 *
 * @param text without quotation marks
 */
record ODataLiteral(Kind kind, String text) {
    enum Kind {
        TEXT,
        TIME,
        GUID,
        NUMBER,
        TRUTH,
        NULL
    }
}
