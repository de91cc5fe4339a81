package org.s2slab.engine.checker.plain;

import java.util.List;
import java.util.Set;

/**
 * A resource with its configuration, as plain data.
 *
 * @param name the product
 * @param id its principal id
 * @param hosts its host names
 * @param realms the served realms
 * @param addIns whether it accepts the tokens of SharePoint's high-trust add-ins
 * @param outerLife the maximum lifetime of an outer token, in seconds
 */
public record ServiceFacts(
        String name,
        String id,
        List<String> hosts,
        Set<String> realms,
        boolean addIns,
        int outerLife,
        List<IssuerFacts> issuers,
        List<ApplicationFacts> applications,
        List<PersonFacts> people) {}
