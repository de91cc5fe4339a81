package org.s2slab.engine.checker.plain;

import java.time.Instant;
import java.util.List;

/**
 * What tokens are made of.
 *
 * @param now the moment by the clock of all nodes
 * @param callers those whose tokens are right, or would be but for what they may do
 * @param keys every key there is, and one that nobody knows
 * @param realms every realm that is anybody's
 * @param begun when the deployment was set up: nothing was registered before
 */
public record MutationStock(
        Instant now,
        Instant begun,
        List<ServiceFacts> services,
        List<RightCaller> callers,
        List<HeldKey> keys,
        List<String> realms) {
    /** A service by its name. */
    public ServiceFacts service(String name) {
        return services.stream()
                .filter(service -> service.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
