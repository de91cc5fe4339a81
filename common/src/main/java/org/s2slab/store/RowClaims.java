package org.s2slab.store;

/**
 * The claims of instances on the rows of a queue. An instance writes its claim into the column {@code claim} of the rows
 * on which it works. As long as it runs, no other instance takes these rows. A row without work has NULL, or an empty
 * text if an instance may have begun to work on it. Clocks do not matter. Only for a PostgreSQL server.
 *
 * <p>If an instance loses its connection, the others take over its rows while it works on. So the work itself must have
 * no second effect.
 */
public final class RowClaims {
    private final String instance;
    private final String table;

    RowClaims(String instance, String table) {
        this.instance = instance;
        this.table = table;
    }

    /** The claim of this run of this instance. */
    public String mine() {
        return instance;
    }

    /** The name of the lock that an instance holds as long as it runs. */
    static String lockOf(String instance) {
        return "instance " + instance;
    }

    /** Ends the claims of this instance, so that others can take the rows. */
    public void release(WriteTransaction tx) {
        end(tx, instance);
    }

    /** Ends the claims of instances that do not run any more, and of this instance, which must not work on any row. */
    public void releaseIdle(WriteTransaction tx) {
        for (String claim :
                tx.list("SELECT DISTINCT claim FROM " + table + " WHERE claim <> ''", row -> row.text("claim"))) {
            if (claim.equals(instance) || !isRunning(tx, claim)) {
                end(tx, claim);
            }
        }
    }

    /** Whether an instance runs. If the lock that shows this is free, it stays free until the end of the transaction. */
    private static boolean isRunning(WriteTransaction tx, String other) {
        return tx.number(
                        "SELECT CASE WHEN pg_try_advisory_xact_lock(hashtextextended(?, 0)) THEN 1 ELSE 0 END AS number",
                        lockOf(other))
                == 0;
    }

    private void end(WriteTransaction tx, String claim) {
        tx.execute("UPDATE " + table + " SET claim = '' WHERE claim = ?", claim);
    }
}
