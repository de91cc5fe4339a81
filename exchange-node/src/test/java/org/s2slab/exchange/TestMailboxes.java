package org.s2slab.exchange;

import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.s2slab.config.Switches;
import org.s2slab.config.UserAccount;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.accounts.Mailbox.MailboxTrait;
import org.s2slab.exchange.accounts.MailboxDirectory;
import org.s2slab.exchange.imlist.ImListQuery;
import org.s2slab.store.Database;
import org.s2slab.store.TestDatabase;
import org.s2slab.trace.IdGenerator;
import org.s2slab.validation.UserDirectory.Kind;

/**
 * A small organisation in a real database: Anna and Bert with mailboxes, Carla without, Dora and Dirk sharing an
 * address.
 */
public final class TestMailboxes {
    public final Database database;
    public final MailboxDirectory directory;

    private TestMailboxes(Database database) {
        this.database = database;
        IdGenerator ids = IdGenerator.seeded(7);
        this.directory = new MailboxDirectory(database, ids, () -> "contoso.com", ImListQuery.defaultGroups(ids));
    }

    public static TestMailboxes open(Vertx vertx, Path folder) {
        return in(TestDatabase.in(vertx, folder, "db/common", "db/exchange"));
    }

    /** Opens the database in a SQLite file, on whatever engine other tests run. */
    public static TestMailboxes openFile(Vertx vertx, Path folder) {
        return in(Database.at(vertx, folder.resolve("node.db"), "db/common", "db/exchange"));
    }

    /** Opens a database, and creates the organisation in it. */
    static TestMailboxes in(Database database) {
        database.open().await();
        TestMailboxes mailboxes = new TestMailboxes(database);
        mailboxes.directory.load(PEOPLE).await();
        return mailboxes;
    }

    /** The mailbox of somebody, {@code anna}. */
    public Mailbox of(String name) {
        return directory.find(Kind.UPN, name + "@contoso.com").get(0);
    }

    /** Adds people with mailboxes. */
    public void add(List<String> names) {
        for (String name : names) {
            String id = UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8))
                    .toString();
            String upn = name + "@contoso.com";
            directory
                    .add(new Mailbox(
                            id,
                            name,
                            upn,
                            upn,
                            upn,
                            List.of(upn),
                            Switches.of(MailboxTrait.ENABLED, MailboxTrait.PRESENT)))
                    .await();
        }
    }

    private static final List<UserAccount> PEOPLE = List.of(
            person("Anna", "anna", List.of("anna@contoso.com", "anna.berg@contoso.com"), true),
            person("Bert", "bert", List.of("bert@contoso.com"), true),
            person("Carla", "carla", List.of("carla@contoso.com"), false),
            person("Dora", "dora", List.of("shared@contoso.com"), true),
            person("Dirk", "dirk", List.of("shared@contoso.com"), true));

    private static UserAccount person(String name, String alias, List<String> smtp, boolean mailbox) {
        String upn = alias + "@contoso.com";
        return new UserAccount(name, upn, smtp, upn, null, "Passw0rd!", true, mailbox, null);
    }
}
