package org.s2slab.exchange.organization;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.exchange.TestMailboxes;
import org.s2slab.testing.TestDeployment;

/** On which server of an organization a mailbox is. */
class MailboxServersTest {
    private static final String FIRST = "ex1.contoso.com";
    private static final String SECOND = "ex2.contoso.com";

    @TempDir
    Path folder;

    private final Vertx vertx = Vertx.vertx();
    private TestMailboxes mailboxes;

    @BeforeEach
    void open() {
        mailboxes = TestMailboxes.open(vertx, folder);
    }

    @AfterEach
    void close() {
        mailboxes.database.close().await();
        vertx.close().await();
    }

    private MailboxServers servers() {
        String pool = "mail.contoso.com";
        return MailboxServers.of(
                TestDeployment.pooled(
                        new TestDeployment(folder).config("ex-2", List.of(pool, SECOND), List.of()),
                        Map.of(pool, List.of(SECOND, FIRST))),
                mailboxes.directory);
    }

    @Test
    void everyServerHasMailboxes() {
        assertThat(mailboxes.directory.all().stream().map(servers()::of).distinct())
                .containsExactlyInAnyOrder(FIRST, SECOND);
    }

    @Test
    void aMovedMailboxIsOnTheServerOfItsDatabase() {
        for (String server : List.of(FIRST, SECOND)) {
            mailboxes
                    .directory
                    .move(mailboxes.of("anna"), MailboxServers.databaseOf(server))
                    .await();
            assertThat(servers().of(mailboxes.of("anna"))).isEqualTo(server);
        }
    }

    @Test
    void aMailboxWhoseServerIsGoneIsOnAnotherOne() {
        mailboxes
                .directory
                .move(mailboxes.of("anna"), MailboxServers.databaseOf("ex3.contoso.com"))
                .await();
        assertThat(servers().of(mailboxes.of("anna"))).isIn(FIRST, SECOND);
    }

    @Test
    void aServerWithoutPoolIsTheOnlyOne() {
        var alone = new TestDeployment(folder).config("exchange", List.of("mail.contoso.com"), List.of());
        assertThat(MailboxServers.of(alone, mailboxes.directory).hosts()).containsExactly("mail.contoso.com");
    }
}
