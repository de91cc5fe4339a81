package org.s2slab.engine.checker.plain;

import java.time.Instant;
import java.util.List;

/**
 * The data from which valid and invalid tokens are created.
 *
 * @param now the current time of all nodes
 * @param callers the callers whose tokens are valid, even if they lack permissions
 * @param keys all keys, including a key that no server knows
 * @param realms all realms of the deployment
 * @param begun when the setup of the deployment began; no registration is older
 */
public record MutationStock(
        Instant now,
        Instant begun,
        List<ServiceFacts> services,
        List<RightCaller> callers,
        List<HeldKey> keys,
        List<String> realms) {
    /** The service with a name. */
    public ServiceFacts service(String name) {
        return services.stream()
                .filter(service -> service.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
