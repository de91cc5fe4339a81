package org.s2slab.store;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Clock;
import java.util.function.BiFunction;
import org.s2slab.config.ConfigurationEpoch;
import org.s2slab.pki.CertificateStore;
import org.s2slab.pki.SigningKeyStore;
import org.s2slab.testing.TestKeys;

/**
 * A process that commits as fast as it can and says on its output what was acknowledged, each with a full stop, until {@link KillTest} kills
 * it.
 */
public final class KilledProcess {
    private static final String INSERT = "INSERT INTO rows (n, text) VALUES (?, ?)";

    private KilledProcess() {}

    public static void main(String[] args) {
        Path folder = Path.of(args[1]);
        Vertx vertx = Vertx.vertx();
        if (args[0].equals("rows")) {
            writeRows(vertx, folder, KilledProcess::insert);
        } else if (args[0].equals("transactions")) {
            writeRows(vertx, folder, (database, n) -> database.change(tx -> tx.execute(INSERT, n, "row " + n)));
        } else {
            assignKey(vertx, folder);
        }
    }

    private static Future<?> insert(Database database, int n) {
        return database.write(tx -> tx.first(INSERT + " RETURNING n", row -> row.integer("n"), n, "row " + n));
    }

    private static void writeRows(Vertx vertx, Path folder, BiFunction<Database, Integer, Future<?>> insert) {
        Database database = Database.at(vertx, folder.resolve("node.db"), "db/test");
        database.open().await();
        long last = database.read(rx -> rx.number("SELECT MAX(n) AS number FROM rows"))
                .await();
        int n = (int) last;
        while (true) {
            n++;
            insert.apply(database, n).await();
            System.out.println(n + ".");
        }
    }

    /** What Set-CsCertificate does. */
    private static void assignKey(Vertx vertx, Path folder) {
        Database database = Database.at(vertx, folder.resolve("node.db"), "db/common");
        database.open().await();
        SigningKeyStore keys = keysIn(folder, database);
        keys.load().await();
        keys.assign(TestKeys.lync()).await();
        System.out.println(TestKeys.lync().thumbprint() + ".");
    }

    static SigningKeyStore keysIn(Path folder, Database database) {
        return new SigningKeyStore(
                database,
                new CertificateStore(folder.resolve("certificates")),
                Clock.systemUTC(),
                new ConfigurationEpoch());
    }
}
