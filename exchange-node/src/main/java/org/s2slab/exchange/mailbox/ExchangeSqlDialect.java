package org.s2slab.exchange.mailbox;

/** The SQL of the Exchange role that differs between SQLite and PostgreSQL. */
public final class ExchangeSqlDialect {
    private ExchangeSqlDialect() {}

    /** The text of an item property, or NULL. The key is a constant without quotation marks. */
    public static String property(String key) {
        return "properties ->> '$.\"" + key + "\"'";
    }
}
