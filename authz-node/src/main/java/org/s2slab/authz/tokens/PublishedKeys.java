package org.s2slab.authz.tokens;

import io.vertx.core.Future;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.s2slab.pki.CertificateEncoding;
import org.s2slab.pki.SigningKey;
import org.s2slab.store.Database;
import org.s2slab.store.ReadTransaction;
import org.s2slab.store.WriteTransaction;

/**
 * The certificates whose keys may have signed a token that is still valid, or will sign tokens, of all instances on the
 * same database. A server that validates a token does not know which instance signed it.
 */
public final class PublishedKeys {
    /** Interval in seconds after which an instance publishes its keys again. */
    public static final long REPEAT = 3_600;

    /**
     * The time in seconds for which the keys of a stopped instance stay published, because tokens live a day and five
     * minutes.
     */
    private static final long KEPT = 2 * 86_400;

    private final Database database;
    private final Supplier<List<SigningKey>> own;
    private final Clock clock;
    private volatile List<X509Certificate> others = List.of();
    private List<String> said = List.of();
    private long saidAt;

    /** @param own the current, previous and next key of this instance */
    public PublishedKeys(Database database, Supplier<List<SigningKey>> own, Clock clock) {
        this.database = database;
        this.own = own;
        this.clock = clock;
    }

    /** The certificates of all instances, with the certificates of this instance first. */
    public List<X509Certificate> certificates() {
        List<X509Certificate> all = new ArrayList<>();
        own.get().forEach(key -> all.add(key.certificate()));
        all.addAll(others);
        return all;
    }

    /** Publishes this instance's keys if they have changed, and reads the keys of the other instances. */
    public Future<Void> exchange() {
        long now = clock.instant().getEpochSecond();
        List<SigningKey> keys = own.get();
        List<String> names = keys.stream().map(SigningKey::x5t).toList();
        boolean tells = !names.equals(said) || now - saidAt >= REPEAT;
        Future<List<X509Certificate>> read = tells
                ? database.instances().write(tx -> {
                    tell(tx, keys, now);
                    return others(tx, now);
                })
                : database.read(rx -> others(rx, now));
        return read.<Void>map(found -> {
            others = found;
            said = names;
            saidAt = tells ? now : saidAt;
            return null;
        });
    }

    private List<X509Certificate> others(ReadTransaction rx, long now) {
        return rx.list(
                "SELECT certificate FROM published_keys WHERE node <> ? AND said > ?",
                row -> CertificateEncoding.of(row.text("certificate")),
                database.node(),
                now - KEPT);
    }

    private void tell(WriteTransaction tx, List<SigningKey> keys, long now) {
        tx.execute("DELETE FROM published_keys WHERE node = ?", database.node());
        tx.executeEach(
                "INSERT INTO published_keys (node, x5t, certificate, said) VALUES (?, ?, ?, ?)",
                keys.stream()
                        .map(key ->
                                List.of(database.node(), key.x5t(), CertificateEncoding.text(key.certificate()), now))
                        .toList());
    }
}
