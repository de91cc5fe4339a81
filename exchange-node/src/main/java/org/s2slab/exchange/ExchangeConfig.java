package org.s2slab.exchange;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.s2slab.config.NodeConfig;
import org.s2slab.config.ProductBehavior;
import org.s2slab.exchange.imlist.ImLimits;
import org.s2slab.node.ProductConfig;

/**
 * The settings in Exchange's configuration file.
 *
 * @param acceptedDomains the accepted domains of a new organisation, the default one first (default: the node's
 *     domain). Cmdlets make later changes.
 * @param imLimits the size limits of IM lists
 * @param pushHosts the hosts, other than this machine, that the server calls for push subscriptions (default: none)
 * @param policyDelays whether Exchange Online applies EwsEnabled after an hour and EwsAllowedAppIDs after 24 hours, as the
 *     product does (default: false, at once)
 */
public record ExchangeConfig(
        NodeConfig node,
        @Nullable List<String> acceptedDomains,
        @Nullable ImLimits imLimits,
        @Nullable List<String> pushHosts,
        @Nullable Boolean policyDelays)
        implements ProductConfig {
    public ExchangeConfig {
        ProductBehavior.requireFor("exchange", node.simulation().behaviors());
        acceptedDomains = acceptedDomains == null || acceptedDomains.isEmpty()
                ? List.of(node.domain())
                : List.copyOf(acceptedDomains);
        imLimits = imLimits == null ? ImLimits.DEFAULT : imLimits;
        pushHosts = pushHosts == null ? List.of() : List.copyOf(pushHosts);
    }

    /** A configuration with only the settings that every node has. */
    public static ExchangeConfig of(NodeConfig node) {
        return new ExchangeConfig(node, null, null, null, null);
    }

    List<String> firstDomains() {
        return acceptedDomains == null ? List.of() : acceptedDomains;
    }

    List<String> calledHosts() {
        return pushHosts == null ? List.of() : pushHosts;
    }

    boolean hasPolicyDelays() {
        return Boolean.TRUE.equals(policyDelays);
    }

    ImLimits limits() {
        return imLimits == null ? ImLimits.DEFAULT : imLimits;
    }
}
