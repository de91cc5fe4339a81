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
 * Keys that the deployments of one process share, so that a further start generates no key: RSA pairs by number, a root
 * certificate, and every certificate that was issued before for the same names, key and day.
 */
public final class ReusableKeys {
    private final KeyPool pool;
    private final int first;
    private final Map<List<Object>, SigningKey> issued = new HashMap<>();
    private @Nullable CertificateAuthority root;

    public ReusableKeys(KeyPool pool) {
        this(pool, 0);
    }

    /** @param first the number in the pool of the first pair that is used, so that others may use other pairs */
    public ReusableKeys(KeyPool pool, int first) {
        this.pool = pool;
        this.first = first;
    }

    /** The stored authority of a folder, or the one that all new deployments share. */
    synchronized CertificateAuthority authority(Path folder, Clock clock) {
        if (CertificateAuthority.isIn(folder)) {
            return CertificateAuthority.at(folder, clock);
        }
        CertificateAuthority shared = root == null ? CertificateAuthority.at(folder, clock) : root.in(folder);
        root = shared;
        return shared;
    }

    /** A server's TLS certificate. */
    SigningKey tls(CertificateAuthority authority, List<String> hosts) {
        return known(List.of(authority.root(), hosts), () -> authority.issueTls(hosts, true));
    }

    /** A certificate for signing tokens, with the key pair of a number. */
    SigningKey signing(CertificateAuthority authority, CertificatePlan plan, int number, Clock clock) {
        KeyPair pair = pool.take(first + number);
        LocalDate day = clock.instant().atZone(ZoneOffset.UTC).toLocalDate();
        // Exchange's setup makes a self-signed certificate; all others are issued by the deployment's authority.
        return known(
                List.of(authority.root(), plan, number, day),
                () -> plan.subject().equals(CertificateTemplate.EXCHANGE_AUTH_NAME)
                        ? exchangeAuth(plan, clock.instant()).selfSigned(pair)
                        : issued(authority, plan, pair));
    }

    private static SigningKey issued(CertificateAuthority authority, CertificatePlan plan, KeyPair pair) {
        CertificatePlan.Dates dates = plan.dates();
        return dates == null
                ? authority.issueSigning(pair, plan.subject(), plan.alternatives(), plan.ownLife())
                : authority.issueSigning(pair, plan.subject(), plan.alternatives(), dates.from(), dates.until());
    }

    private static CertificateTemplate exchangeAuth(CertificatePlan plan, Instant now) {
        CertificatePlan.Dates dates = plan.dates();
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
