package org.s2slab.lync;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.s2slab.config.NodeConfig;
import org.s2slab.config.ProductBehavior;
import org.s2slab.node.ProductConfig;

/**
 * The configuration file of a Lync node.
 *
 * @param node the settings of every node
 * @param sipDomains further SIP domains of the deployment; the node's domain is the default and always the first
 */
public record LyncConfig(
        NodeConfig node,
        @JsonProperty("sip-domains") @Nullable List<String> sipDomains) implements ProductConfig {
    public LyncConfig {
        ProductBehavior.requireFor("lync", node.simulation().behaviors());
        Set<String> domains = new LinkedHashSet<>();
        domains.add(node.domain().toLowerCase(Locale.ROOT));
        if (sipDomains != null) {
            sipDomains.forEach(domain -> domains.add(domain.toLowerCase(Locale.ROOT)));
        }
        if (domains.stream().anyMatch(domain -> domain.isBlank() || domain.indexOf('@') >= 0)) {
            throw new IllegalArgumentException("sip-domains: " + domains + " has an entry that is not a domain");
        }
        sipDomains = List.copyOf(domains);
    }

    /** A configuration with only the default SIP domain. */
    public LyncConfig(NodeConfig node) {
        this(node, null);
    }

    String defaultSipDomain() {
        return allSipDomains().get(0);
    }

    /** The default realm of Lync's tokens: the default SIP domain, or the tenant of an online service. */
    String defaultRealm() {
        return node.online() == null ? defaultSipDomain() : node.online().tenant();
    }

    /** All SIP domains, the default one first. */
    List<String> allSipDomains() {
        return sipDomains == null ? List.of() : sipDomains;
    }
}
