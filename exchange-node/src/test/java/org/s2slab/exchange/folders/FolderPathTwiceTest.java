package org.s2slab.exchange.folders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.s2slab.exchange.items.MailboxCalls.folder;

import io.vertx.core.Future;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.s2slab.exchange.items.MailboxCalls;
import org.s2slab.store.Database;
import org.s2slab.store.TestDatabase;
import org.s2slab.xml.XmlElement;

/** A transaction that shares its commit with one that cannot be committed runs a second time. */
class FolderPathTwiceTest {
    @RegisterExtension
    static final MailboxCalls mailbox = new MailboxCalls();

    private final Database database = mailbox.mailboxes.database;

    @Test
    void aFolderLiesWhereItsPathSays() throws Exception {
        CountDownLatch held = new CountDownLatch(1);
        Future<Void> first = database.change(tx -> await(held));
        FutureTask<List<XmlElement>> path = new FutureTask<>(() -> mailbox.anna.messages(
                "<m:CreateFolderPath><m:ParentFolderId>" + folder("inbox") + "</m:ParentFolderId><m:RelativeFolderPath>"
                        + "<t:Folder><t:DisplayName>a</t:DisplayName></t:Folder></m:RelativeFolderPath>"
                        + "</m:CreateFolderPath>"));
        Thread caller = new Thread(path);
        caller.start();
        while (caller.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        Future<Void> bad = database.change(tx -> {
            tx.execute(
                    TestDatabase.isPostgres()
                            ? "CREATE TEMPORARY TABLE late (n INTEGER UNIQUE DEFERRABLE INITIALLY DEFERRED)"
                            : "PRAGMA defer_foreign_keys=ON");
            tx.execute(
                    TestDatabase.isPostgres()
                            ? "INSERT INTO late VALUES (1), (1)"
                            : "INSERT INTO series_changes (item, original, attached) VALUES (-1, 0, 0)");
        });
        held.countDown();

        first.await();
        assertThat(MailboxCalls.code(path.get().get(0))).isEqualTo("NoError");
        assertThatThrownBy(bad::await)
                .hasMessageContaining(TestDatabase.isPostgres() ? "duplicate key" : "FOREIGN KEY");
        assertThat(mailbox.anna
                        .call("<m:FindFolder Traversal=\"Shallow\"><m:FolderShape><t:BaseShape>Default"
                                + "</t:BaseShape></m:FolderShape><m:ParentFolderIds>" + folder("inbox")
                                + "</m:ParentFolderIds></m:FindFolder>")
                        .find("DisplayName")
                        .map(XmlElement::text))
                .hasValue("a");
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
