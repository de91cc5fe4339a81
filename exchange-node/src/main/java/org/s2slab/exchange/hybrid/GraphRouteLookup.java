package org.s2slab.exchange.hybrid;

import java.net.URI;
import java.util.Optional;

/**
 * Finds the address of Microsoft Graph that Exchange calls instead of EWS of Exchange Online (<a
 * href="https://microsoft.github.io/CSS-Exchange/Hybrid/ConfigureExchangeHybridApplication/">script of Microsoft</a>).
 */
public record GraphRouteLookup(AuthServerStore servers, SettingOverrideStore overrides) {
    /**
     * The base address of Microsoft Graph for a tenant, without a slash at its end. Empty if the setting override is not
     * in use, or the AzureAD server of the tenant has no GraphBaseUrl.
     */
    public Optional<URI> in(String tenant) {
        if (!overrides.enables(OverridableSetting.GRAPH_ROUTE)) {
            return Optional.empty();
        }
        return servers.serving(tenant, server -> server.graphBaseUrl() != null)
                .map(server -> String.valueOf(server.graphBaseUrl()))
                .map(url -> URI.create(url.endsWith("/") ? url.substring(0, url.length() - 1) : url));
    }
}
