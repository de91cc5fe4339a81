package org.s2slab.sharepoint.rest;

/**
 * A constant in an address or a filter.
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

    /** The integer value. Throws SharePoint's error if the literal is not an integer. */
    int number() {
        if (!text.matches("[0-9]{1,9}|1[0-9]{9}")) {
            throw RestError.argument();
        }
        return Integer.parseInt(text);
    }
}
