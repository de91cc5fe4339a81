package org.s2slab.engine.checker.plain;

import java.util.List;
import java.util.Set;

/**
 * A resource and whatever its administrators told it, as plain data.
 *
 * @param name which product it is
 * @param id its principal id
 * @param hosts its host names
 * @param realms those it serves
 * @param addIns whether it takes the tokens of SharePoint's high-trust add-ins
 * @param outerLife the most that an outer token may live, in seconds
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
