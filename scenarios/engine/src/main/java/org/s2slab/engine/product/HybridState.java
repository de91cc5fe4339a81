package org.s2slab.engine.product;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an Exchange server already has for calls to Exchange Online as an application of the organisation.
 *
 * @param signInServers the names of the authorization servers of type AzureAD, by their issuers
 * @param override the name of the setting override for the dedicated application, enabled or not; null if there is none
 * @param usesGraph whether the server calls Microsoft Graph in place of EWS
 */
public record HybridState(
        Map<String, String> signInServers, @Nullable String override, boolean usesGraph) {
    static final HybridState NONE = new HybridState(Map.of(), null, false);

    public HybridState {
        signInServers = Map.copyOf(signInServers);
    }
}
