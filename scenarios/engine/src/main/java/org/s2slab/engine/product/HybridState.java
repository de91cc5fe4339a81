package org.s2slab.engine.product;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.s2slab.config.Switches;

/**
 * What an Exchange server already has for calls to Exchange Online as an application of the organisation.
 *
 * @param signInServers the names of the authorization servers of type AzureAD, by their issuers
 * @param override the name of the setting override for the dedicated application, enabled or not; null if there is none
 * @param federated the domains with an organization relationship but without a connector, if the server uses this
 *     override; free/busy for them fails
 */
public record HybridState(
        Map<String, String> signInServers,
        @Nullable String override,
        List<String> federated,
        Switches<HybridTrait> traits) {
    /** A property of the server's calls that is either true or false. */
    public enum HybridTrait {
        /** One of the authorization servers names an application of the organisation. */
        NAMES_APPLICATION,

        /** The setting override enables the dedicated application. */
        OVERRIDE_ENABLED,

        /** The server calls Microsoft Graph in place of EWS. */
        USES_GRAPH
    }

    static final HybridState NONE = new HybridState(Map.of(), null, List.of(), Switches.of());

    public HybridState {
        signInServers = Map.copyOf(signInServers);
        federated = List.copyOf(federated);
    }

    public boolean usesGraph() {
        return traits.has(HybridTrait.USES_GRAPH);
    }
}
