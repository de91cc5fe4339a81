package org.s2slab.engine.deployment;

import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.s2slab.pki.CertificateAuthority;
import org.s2slab.pki.CertificateTemplate;
import org.s2slab.pki.KeyPool;
import org.s2slab.pki.SigningKey;

/**
 * Keys that the deployments of one process share, so that a further start generates no key. They are RSA key pairs by
 * number, a root certificate, and all earlier certificates, by names, key and day.
 */
public final class ReusableKeys {
    private final KeyPool pool;
    private final int first;
    private final Map<List<Object>, SigningKey> issued = new HashMap<>();
    private @Nullable CertificateAuthority root;

    public ReusableKeys(KeyPool pool) {
        this(pool, 0);
    }

    /**
     * @param first the number of the first pair that is used from the pool, so that other deployments can use other
     *     pairs
     */
    public ReusableKeys(KeyPool pool, int first) {
        this.pool = pool;
        this.first = first;
    }

    /** The certificate authority that is stored in a folder; for a new deployment, the shared authority. */
    synchronized CertificateAuthority authority(Path folder, Clock clock) {
        if (CertificateAuthority.isIn(folder)) {
            return CertificateAuthority.at(folder, clock);
        }
        CertificateAuthority shared = root == null ? CertificateAuthority.at(folder, clock) : root.in(folder, clock);
        root = shared;
        return shared;
    }

    /**
     * Begins to generate the key pairs of a deployment, each in its own thread, because a start without stored keys
     * waits for them. A failure occurs again when the deployment takes the pair.
     */
    public void prepare(Topology plan) {
        int pairs = plan.nodes().values().stream()
                .mapToInt(node -> node.certificates().size())
                .sum();
        for (int i = 0; i < pairs; i++) {
            int number = first + i;
            Thread thread = new Thread(() -> pool.take(number), "key-" + number);
            thread.setUncaughtExceptionHandler((failed, failure) -> {});
            thread.setDaemon(true);
            thread.start();
        }
    }

    /** Returns a server's TLS certificate. */
    SigningKey tls(CertificateAuthority authority, List<String> hosts) {
        return known(List.of(authority.root(), hosts), () -> authority.issueTls(hosts, true));
    }

    /** Returns a certificate for signing tokens, with the key pair of this number. */
    SigningKey signing(CertificateAuthority authority, PlannedCertificate plan, int number, Clock clock) {
        KeyPair pair = pool.take(first + number);
        LocalDate day = clock.instant().atZone(ZoneOffset.UTC).toLocalDate();
        // Exchange's setup creates a self-signed certificate. The deployment's authority issues all other certificates.
        return known(
                List.of(authority.root(), plan, number, day),
                () -> plan.subject().equals(CertificateTemplate.EXCHANGE_AUTH_NAME)
                        ? exchangeAuth(plan, clock.instant()).selfSigned(pair)
                        : issued(authority, plan, pair));
    }

    private static SigningKey issued(CertificateAuthority authority, PlannedCertificate plan, KeyPair pair) {
        PlannedCertificate.Dates dates = plan.dates();
        return dates == null
                ? authority.issueSigning(pair, plan.subject(), plan.alternatives(), plan.ownLife())
                : authority.issueSigning(pair, plan.subject(), plan.alternatives(), dates.from(), dates.until());
    }

    private static CertificateTemplate exchangeAuth(PlannedCertificate plan, Instant now) {
        PlannedCertificate.Dates dates = plan.dates();
        if (dates != null) {
            return CertificateTemplate.forTokens(plan.subject(), dates.from(), dates.until());
        }
        return plan.ownLife()
                .map(life ->
                        CertificateTemplate.forTokens(plan.subject(), now.minus(Duration.ofDays(1)), now.plus(life)))
                .orElseGet(() -> CertificateTemplate.exchangeAuth(now));
    }

    private synchronized SigningKey known(List<Object> what, Supplier<SigningKey> issue) {
        return issued.computeIfAbsent(what, absent -> issue.get());
    }
}
