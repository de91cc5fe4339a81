package org.s2slab.exchange.hybrid;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Says that some domains live in the other half of a hybrid organisation and that it is asked by OAuth. While it is enabled
 * there is no other way: a request that fails is not tried by an older one (New-IntraOrganizationConnector).
 *
 * @param name unique without case
 * @param targetAddressDomains the domains of recipients there, in lower case
 * @param discoveryEndpoint the Autodiscover service there, {@code https://.../autodiscover.svc}
 * @param targetSharingEpr the address of Exchange Web Services there where Autodiscover need not be asked, or null
 * @param enabled whether it is used
 */
public record IntraOrganizationConnector(
        String name,
        List<String> targetAddressDomains,
        URI discoveryEndpoint,
        @Nullable URI targetSharingEpr,
        boolean enabled) {
    public IntraOrganizationConnector {
        targetAddressDomains = targetAddressDomains.stream()
                .map(domain -> domain.toLowerCase(Locale.ROOT))
                .toList();
    }

    /** Whether a recipient's mailbox is found through it. */
    boolean leadsTo(String smtp) {
        String domain = smtp.substring(smtp.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
        return enabled && targetAddressDomains.contains(domain);
    }
}
