package org.s2slab.store;

import io.vertx.core.Vertx;
import org.s2slab.testing.TestPostgres;

/** The same promises where the database is PostgreSQL. */
class GroupCommitOnPostgresTest extends GroupCommitTest {
    @Override
    Database database(Vertx vertx) {
        return Database.on(vertx, TestPostgres.freshDatabase(), "node", "db/test");
    }

    @Override
    String unique() {
        return "unique constraint";
    }
}
