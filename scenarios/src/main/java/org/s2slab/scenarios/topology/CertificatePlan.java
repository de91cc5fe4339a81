package org.s2slab.scenarios.topology;

import java.util.List;

/**
 * A certificate with its key that lies ready in a node's certificate store.
 *
 * @param subject its common name
 * @param alternatives the domains of its subject alternative name
 */
public record CertificatePlan(String subject, List<String> alternatives) {
    public CertificatePlan {
        alternatives = List.copyOf(alternatives);
    }
}
