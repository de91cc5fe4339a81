package org.s2slab.exchange.mailbox;

/** The SQL of this role that SQLite and PostgreSQL write differently. */
public final class SqlDialect {
    private SqlDialect() {}

    /** The text of a property of an item, or NULL. The key is constant and has no quotation mark. */
    public static String property(String key) {
        return "properties ->> '$.\"" + key + "\"'";
    }
}
