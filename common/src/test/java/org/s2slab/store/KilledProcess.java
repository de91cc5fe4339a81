package org.s2slab.store;

import io.vertx.core.Vertx;
import io.vertx.sqlclient.Tuple;
import java.nio.file.Path;
import java.time.Clock;
import org.s2slab.config.ConfigurationEpoch;
import org.s2slab.pki.CertificateStore;
import org.s2slab.pki.SigningKeyStore;
import org.s2slab.testing.TestKeys;

/**
 * A process that commits as fast as it can and says on its output what was acknowledged, each with a full stop, until {@link KillTest} kills
 * it.
 */
public final class KilledProcess {
    private KilledProcess() {}

    public static void main(String[] args) {
        Path folder = Path.of(args[1]);
        Vertx vertx = Vertx.vertx();
        if (args[0].equals("rows")) {
            writeRows(vertx, folder);
        } else {
            assignKey(vertx, folder);
        }
    }

    private static void writeRows(Vertx vertx, Path folder) {
        Database database = Database.at(vertx, folder.resolve("node.db"), "db/test");
        database.open().await();
        int n = database.pool()
                .query("SELECT COALESCE(MAX(n), 0) FROM rows")
                .execute()
                .await()
                .iterator()
                .next()
                .getInteger(0);
        while (true) {
            n++;
            database.pool()
                    .preparedQuery("INSERT INTO rows (n, text) VALUES (?, ?)")
                    .execute(Tuple.of(n, "row " + n))
                    .await();
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
