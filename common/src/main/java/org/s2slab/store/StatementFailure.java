package org.s2slab.store;

import java.sql.SQLException;
import java.util.Objects;

/** The failure of a statement in a transaction. The Future of the transaction fails with its cause. */
public final class StatementFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StatementFailure(SQLException cause) {
        super(cause);
    }

    SQLException sql() {
        return (SQLException) Objects.requireNonNull(getCause());
    }
}
