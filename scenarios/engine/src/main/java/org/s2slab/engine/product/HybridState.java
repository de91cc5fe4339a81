package org.s2slab.engine.product;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an Exchange server already has for calls to Exchange Online as an application of the organisation.
 *
 * @param signInServers the names of the authorization servers of type AzureAD, by their issuers
 * @param override the name of the setting override for the dedicated application, enabled or not; null if there is none
 * @param federated the domains with an organization relationship but without a connector, if the server uses this
 *     override; free/busy for them fails
 * @param usesGraph whether the server calls Microsoft Graph in place of EWS
 */
public record HybridState(
        Map<String, String> signInServers, @Nullable String override, List<String> federated, boolean usesGraph) {
    static final HybridState NONE = new HybridState(Map.of(), null, List.of(), false);

    public HybridState {
        signInServers = Map.copyOf(signInServers);
        federated = List.copyOf(federated);
    }
}
