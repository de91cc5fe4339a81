package org.s2slab.cli.bench;

import static org.s2slab.ews.EwsNames.t;

import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.s2slab.config.UserAccount;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.accounts.MailboxDirectory;
import org.s2slab.exchange.content.ItemContent;
import org.s2slab.exchange.imlist.ImListQuery;
import org.s2slab.exchange.mailbox.AttachmentStore;
import org.s2slab.exchange.mailbox.DepositStore;
import org.s2slab.exchange.mailbox.ItemStore;
import org.s2slab.exchange.property.ItemKind;
import org.s2slab.exchange.search.MailboxSearchScope;
import org.s2slab.exchange.search.QueryParser;
import org.s2slab.exchange.search.SearchHitOrder;
import org.s2slab.exchange.search.SearchHitPageRequest;
import org.s2slab.exchange.search.SearchIndex;
import org.s2slab.identity.PrincipalId;
import org.s2slab.identity.WellKnownPrincipals;
import org.s2slab.store.Database;
import org.s2slab.trace.IdGenerator;
import org.s2slab.xml.XmlElement;

/**
 * Finding a rare word among archived transcripts: the count and the first page of a search, beside SQLite asked for the
 * same word by a bare connection (the yardstick), and beside a scan.
 */
final class SearchBench {
    private static final int TRANSCRIPTS = 100_000;
    private static final int PEOPLE = 100;
    private static final int BATCH = 1_000;
    private static final int WORDS = 120;
    private static final int RARE = 5;
    private static final int TURNS = 60;
    private static final int WARM_UP = 20;
    private static final double LIMIT = 100;

    private final Clock clock = Clock.systemUTC();
    private final Vertx vertx = Vertx.vertx();
    private final Path file;
    private final Database database;
    private final Random random = new Random(1);

    private SearchBench(Path folder) {
        file = folder.resolve("node.db");
        database = Database.at(vertx, file, "db/common", "db/exchange");
    }

    static void runInFolder() throws Exception {
        Path folder = Files.createTempDirectory("s2slab-bench");
        try {
            new SearchBench(folder).run();
        } finally {
            StartBench.delete(folder);
        }
    }

    private void run() throws Exception {
        database.open().await();
        IdGenerator ids = IdGenerator.seeded(1);
        MailboxDirectory directory =
                new MailboxDirectory(database, ids, () -> "contoso.com", ImListQuery.defaultGroups(ids));
        directory.load(people()).await();
        ItemStore store = new ItemStore(database, ids, clock);
        DepositStore deposits = new DepositStore(store, new AttachmentStore(store, ids, clock), ids, clock);
        fill(store, deposits, directory.all());
        store.words()
                .catchUp(directory.all().stream().map(Mailbox::id).toList())
                .await();
        MailboxSearchScope everywhere =
                MailboxSearchScope.all(directory.all().stream().map(Mailbox::id).toList());
        Measured bare = new Measured("SQLite alone, the word's rows");
        Measured rare = new Measured("a rare word, count and first page");
        Measured joined = new Measured("rare words, a sender, a day and a kind");
        Measured common = new Measured("a word in every tenth transcript, count and first page");
        Measured scan = new Measured("a scan for the rare word");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
            for (int turn = -WARM_UP; turn < TURNS; turn++) {
                boolean counts = turn >= 0;
                add(
                        bare,
                        counts,
                        () -> ask(connection, "SELECT rowid FROM item_text WHERE item_text MATCH ?", "zebrafinch"));
                add(rare, counts, () -> search(store, everywhere, "zebrafinch"));
                add(
                        joined,
                        counts,
                        () -> search(
                                store,
                                everywhere,
                                "zebrafinch AND from:person* kind:im NOT nightingale sent>=2013-01-01"));
                if (turn % 10 == 0) {
                    add(common, counts, () -> search(store, everywhere, "sparrow"));
                    add(
                            scan,
                            counts,
                            () -> ask(connection, "SELECT number FROM items WHERE text LIKE ?", "%zebrafinch%"));
                }
            }
        }
        report(bare, rare, joined, common, scan);
        database.close().await();
        vertx.close().await();
    }

    private void report(Measured bare, Measured rare, Measured joined, Measured common, Measured scan)
            throws Exception {
        System.out.printf(
                "Searching %,d transcripts of %d words in %d mailboxes, a database of %,d MiB%n",
                TRANSCRIPTS, WORDS, PEOPLE, Files.size(file) >> 20);
        for (Measured measured : List.of(bare, rare, joined, common, scan)) {
            System.out.println(measured.line("ms"));
        }
        System.out.println(
                Measured.ratio("a rare word, milliseconds", rare.median(), "<= 100", rare.median() <= LIMIT));
        System.out.printf("  a scan takes %.0f times as long%n", scan.median() / rare.median());
    }

    private interface Work {
        int run() throws Exception;
    }

    private static void add(Measured measured, boolean counts, Work work) throws Exception {
        long begin = System.nanoTime();
        int found = work.run();
        double milliseconds = (System.nanoTime() - begin) / 1e6;
        if (found < RARE) {
            throw new IllegalStateException(measured.what() + " found " + found);
        }
        if (counts) {
            measured.add(milliseconds);
        }
    }

    private int search(ItemStore store, MailboxSearchScope scope, String query) {
        SearchIndex index = new SearchIndex();
        var parsed = QueryParser.parse(query, clock.instant());
        SearchHitPageRequest page = new SearchHitPageRequest(SearchHitOrder.RECEIVED, true, null, true, 100);
        return store.database()
                .read(rx -> {
                    index.count(rx, scope, parsed, false);
                    return index.page(rx, scope, parsed, false, page);
                })
                .await()
                .size();
    }

    private static int ask(Connection connection, String sql, String value) throws Exception {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, value);
            int found = 0;
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found++;
                }
            }
            return found;
        }
    }

    private void fill(ItemStore store, DepositStore deposits, List<Mailbox> mailboxes) {
        for (int done = 0; done < TRANSCRIPTS; done += BATCH) {
            int from = done;
            List<ItemContent> transcripts = IntStream.range(from, from + BATCH)
                    .mapToObj(this::transcript)
                    .toList();
            store.database()
                    .change(tx -> {
                        for (int i = 0; i < BATCH; i++) {
                            deposits.put(
                                    tx,
                                    mailboxes.get((from + i) % PEOPLE),
                                    "recoverableitemspurges",
                                    new PrincipalId(WellKnownPrincipals.LYNC, "contoso.com"),
                                    List.of(transcripts.get(i)));
                        }
                    })
                    .await();
        }
    }

    private ItemContent transcript(int number) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < WORDS; i++) {
            // Few words are frequent and many are rare, as in speech.
            text.append("word")
                    .append((int) (20_000 * Math.pow(random.nextDouble(), 3)))
                    .append(' ');
        }
        if (number % 10 == 0) {
            text.append("sparrow ");
        }
        if (number % (TRANSCRIPTS / RARE) == 7) {
            text.append("zebrafinch");
        }
        Instant time = Instant.parse("2013-03-01T00:00:00Z").plusSeconds(number * 60L);
        return ItemContent.empty(ItemKind.MESSAGE)
                .withItemClass("IPM.Note.Microsoft.Conversation")
                .withSubject("Conversation " + number)
                .withBody("<p>" + text + "</p>", text.toString())
                .withMailTimes(time, time)
                .with(sender(number));
    }

    private static XmlElement sender(int number) {
        String name = "person" + number % PEOPLE;
        return t("From", t("Mailbox", t("EmailAddress", name + "@contoso.com")));
    }

    private static List<UserAccount> people() {
        return IntStream.range(0, PEOPLE)
                .mapToObj(i -> {
                    String address = "person" + i + "@contoso.com";
                    return new UserAccount(
                            "Person " + i, address, List.of(address), address, null, "Passw0rd!", true, true, null);
                })
                .toList();
    }
}
