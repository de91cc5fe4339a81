package org.s2slab.exchange.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.config.Switches;
import org.s2slab.exchange.TestMailboxes;
import org.s2slab.trace.IdGenerator;

class MailboxDirectoryTest {
    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() {
        vertx.close().await();
    }

    /** The second directory has not read the account of the first one, as a server that starts at the same moment. */
    @Test
    void addsAnAccountOnceIfTwoServersAddIt(@TempDir Path folder) {
        TestMailboxes first = TestMailboxes.open(vertx, folder);
        MailboxDirectory second =
                new MailboxDirectory(first.database, IdGenerator.seeded(8), () -> "contoso.com", (tx, accounts) -> {});

        Mailbox added = first.directory.add(application("one")).await();
        Mailbox found = second.add(application("two")).await();

        assertThat(added.id()).isEqualTo("one");
        assertThat(found).isEqualTo(added);
        assertThat(second.identified("Application")).containsExactly(added);
        first.database.close().await();
    }

    @Test
    void neverTakesThePersonWithTheSameUpnForTheApplication(@TempDir Path folder) {
        TestMailboxes first = TestMailboxes.open(vertx, folder);
        Mailbox person = first.directory.all().get(0);

        Mailbox added = first.directory
                .add(new Mailbox("own", "Application", person.upn(), null, null, List.of(), Switches.of()))
                .await();

        assertThat(added.id()).isEqualTo("own");
        first.database.close().await();
    }

    private static Mailbox application(String id) {
        return new Mailbox(id, "Application", "application@contoso.com", null, null, List.of(), Switches.of());
    }
}
