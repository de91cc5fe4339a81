package org.s2slab.client;

import io.vertx.core.Future;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.s2slab.config.ConfigurationEpoch;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;
import org.s2slab.trace.FailureCause;
import org.s2slab.trace.HopDetail.Failure;
import org.s2slab.trust.DeploymentHttpClient;

/** Caches the challenge of each called host. Requests the challenge once in each configuration epoch. */
final class ChallengeCache {
    private final ConfigurationEpoch epoch;
    private final Map<String, Known> byHost = new ConcurrentHashMap<>();

    /** A challenge, or the running request for the challenge. */
    private record Known(long epoch, Future<Challenge> challenge) {
        boolean isGood(long now) {
            return epoch == now && !challenge.failed();
        }
    }

    ChallengeCache(ConfigurationEpoch epoch) {
        this.epoch = epoch;
    }

    /** The challenge of a host; concurrent calls share the request for it. */
    Future<Challenge> of(String host, Supplier<Future<DeploymentHttpClient.Answer>> ask) {
        long now = epoch.current();
        return byHost.compute(
                        key(host),
                        (name, known) -> known != null && known.isGood(now)
                                ? known
                                : new Known(now, ask.get().map(answer -> read(host, answer))))
                .challenge();
    }

    void forget(String host) {
        byHost.remove(key(host));
    }

    private static Challenge read(String host, DeploymentHttpClient.Answer answer) {
        List<String> fields = answer.headers().getAll("WWW-Authenticate");
        if (answer.status() != 401) {
            // A server that cannot even request a token is unavailable, even if its front end responds.
            throw new Refusal(
                    answer.status() >= 500 ? RefusalCode.PARTNER_UNREACHABLE : RefusalCode.TOKEN_UNOBTAINABLE,
                    failure("'" + host + "' answered " + answer.status() + " instead of a challenge (401)", answer));
        }
        return Challenge.parse(fields)
                .orElseThrow(() -> new Refusal(
                        RefusalCode.TOKEN_UNOBTAINABLE,
                        failure(
                                "'" + host + "' answered without a Bearer challenge: " + fields
                                        + "; OAuth may be off on that virtual directory",
                                answer)));
    }

    private static Failure failure(String text, DeploymentHttpClient.Answer answer) {
        return new Failure(FailureCause.NO_CHALLENGE, text, null, answer.status(), null, null);
    }

    private static String key(String host) {
        return host.toLowerCase(Locale.ROOT);
    }
}
