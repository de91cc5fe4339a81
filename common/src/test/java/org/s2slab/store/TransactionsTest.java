package org.s2slab.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Transactions whose bodies are plain Java on a database thread. */
class TransactionsTest extends TransactionsOnFile {
    @Test
    void givesTheValueOfItsBodyAndReadsColumnsByName() {
        int changed = database.write(tx -> {
                    insert(tx, 1);
                    tx.executeEach(INSERT, List.of(List.of(2, "two"), List.of(3, "three")));
                    return tx.execute("UPDATE rows SET text = 'new' WHERE n > ?", 2);
                })
                .await();

        assertThat(changed).isEqualTo(1);
        assertThat(database.read(rx -> rx.list(
                                "SELECT parent, text, n FROM rows ORDER BY n",
                                row -> row.integer("n") + row.text("text") + row.optionalText("parent")))
                        .await())
                .containsExactly("1row 1null", "2twonull", "3newnull");
        assertThatThrownBy(database.read(rx -> rx.first("SELECT n FROM rows", row -> row.text("m")))::await)
                .hasMessageContaining("no column 'm'");
        assertThatThrownBy(database.read(rx -> rx.first("SELECT parent FROM rows", row -> row.text("parent")))::await)
                .hasMessageContaining("'parent' is NULL");
    }

    @Test
    void anExceptionUndoesWhatItsBodyWrote() {
        Future<Void> failing = database.change(tx -> {
            insert(tx, 1);
            throw new IllegalStateException("no");
        });
        Future<Void> refused = database.change(tx -> {
            insert(tx, 2);
            insert(tx, 2);
        });

        assertThatThrownBy(failing::await)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("no");
        assertThatThrownBy(refused::await).hasMessageContaining("SQLITE_CONSTRAINT");
        assertThat(rows()).isZero();
    }

    @Test
    void aCommitThatFailsFailsItsTransactionAndLeavesNothingToTheNext() {
        Future<Void> failing = database.change(tx -> {
            tx.execute("PRAGMA defer_foreign_keys=ON");
            tx.execute("INSERT INTO rows (n, text, parent) VALUES (1, 'x', 'nobody')");
        });

        assertThatThrownBy(failing::await).hasMessageContaining("FOREIGN KEY");
        database.change(tx -> insert(tx, 2)).await();
        assertThat(rows()).isEqualTo(1);
    }

    @Test
    void itsCallerGoesOnInTheContextOfTheRequest() throws Exception {
        Context context = vertx.getOrCreateContext();
        CompletableFuture<Context> after = new CompletableFuture<>();
        context.runOnContext(turn ->
                database.change(tx -> insert(tx, 1)).onComplete(done -> after.complete(Vertx.currentContext())));

        assertThat(after.get()).isSameAs(context);
    }

    @Test
    void noneBeginsAnother() {
        Future<Void> outer = database.change(tx -> database.change(inner -> insert(inner, 1)));

        assertThatThrownBy(outer::await).hasMessageContaining("must not begin another");
    }

    @Test
    void aStatementDoesNotRunAgainWhileItsRowsAreRead() {
        database.change(tx -> tx.executeEach(INSERT, List.of(List.of(1, "a"), List.of(2, "b"))))
                .await();

        assertThatThrownBy(
                        database.read(rx -> rx.list(
                                "SELECT n FROM rows",
                                row -> rx.list("SELECT n FROM rows", again -> again.integer("n"))))::await)
                .hasMessageContaining("while its rows are read");
        assertThat(rows()).isEqualTo(2);
    }

    @Test
    void aReadWaitsForNoWriteSeesOneStateAndChangesNothing() {
        database.change(tx -> insert(tx, 1)).await();
        CountDownLatch held = hold();
        assertThat(rows()).isEqualTo(1);
        held.countDown();
        CountDownLatch begun = latch();
        CountDownLatch until = latch();
        Future<List<Long>> twice = database.read("anna", rx -> {
            long before = rx.number(COUNT);
            begun.countDown();
            uninterrupted(until);
            return List.of(before, rx.number(COUNT));
        });
        uninterrupted(begun);
        database.change(tx -> insert(tx, 2)).await();
        assertThat(rows()).isEqualTo(2);
        until.countDown();

        assertThat(twice.await()).containsExactly(1L, 1L);
        assertThatThrownBy(database.read(rx -> rx.list("DELETE FROM rows RETURNING n", row -> row.integer("n")))::await)
                .hasMessageContaining("readonly");
    }
}
