package org.s2slab.exchange.hybrid;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.s2slab.identity.Guid;
import org.s2slab.identity.PrincipalId;
import org.s2slab.identity.WellKnownPrincipals;
import org.s2slab.trust.DedicatedApplication;

/**
 * Finds the dedicated hybrid application of the organisation (<a
 * href="https://learn.microsoft.com/exchange/hybrid-deployment/deploy-dedicated-hybrid-app">procedure</a>). Exchange uses
 * it if this server has picked up a setting override that enables it, and an enabled AzureAD server of the tenant has its application id.
 */
public record DedicatedApplicationLookup(AuthServerStore servers, SettingOverrideStore overrides) {
    /** The application in a tenant; empty if Exchange authenticates as Microsoft's own application in this tenant. */
    public Optional<DedicatedApplication> in(String tenant) {
        if (!overrides.enables(OverridableSetting.DEDICATED_APPLICATION)) {
            return Optional.empty();
        }
        return servers.serving(tenant, server -> isOwn(server.applicationIdentifier()))
                .map(server -> new DedicatedApplication(
                        new PrincipalId(String.valueOf(server.applicationIdentifier()), tenant),
                        WellKnownPrincipals.EXCHANGE,
                        server.tokenEndpointOf(tenant)));
    }

    /** The same application for calls to Microsoft Graph. */
    Optional<DedicatedApplication> atGraph(String tenant) {
        return in(tenant)
                .map(own ->
                        new DedicatedApplication(own.application(), WellKnownPrincipals.GRAPH, own.tokenEndpoint()));
    }

    private static boolean isOwn(@Nullable String application) {
        return application != null
                && Guid.isLowerCase(application)
                && !application.equals(WellKnownPrincipals.EXCHANGE);
    }
}
