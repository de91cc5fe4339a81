package org.s2slab.authz.grants;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.s2slab.authz.registry.ServicePrincipal;
import org.s2slab.authz.registry.TenantSnapshot;
import org.s2slab.identity.Audience;
import org.s2slab.identity.HostNameSyntax;
import org.s2slab.identity.WellKnownPrincipals;

/**
 * The resource for which a client requests a token. Lync and SharePoint get server-to-server tokens, whose audience has
 * a host, and so does a resource that is written as such an audience. Exchange and Microsoft Graph get access tokens in
 * the form of v1.0, and a tenant's own web API in the form of the endpoint at which the token was requested.
 *
 * @param audience the audience of a server-to-server token, which need not exist; null for a web API and for a text
 *     that is not an audience
 * @param webApi Exchange, Microsoft Graph or the tenant's own web API; null for a server-to-server token, and if the
 *     tenant has no such application
 */
record RequestedResource(
        @Nullable Audience audience, @Nullable ServicePrincipal webApi) {
    private static final Pattern ADDRESS = Pattern.compile("https://(?<host>[^/]++)/?", Pattern.CASE_INSENSITIVE);

    static RequestedResource of(TokenRequest request, TenantSnapshot registry) {
        TokenEndpointProfile door = request.door();
        String name = door.byScope() ? ScopeParser.resourceIn(request.asked()) : request.asked();
        Audience audience = name == null || door.byScope() ? null : audience(name);
        if (name == null || audience != null || !door.forLibraries()) {
            return new RequestedResource(audience, null);
        }
        ServicePrincipal graph = registry.principal(WellKnownPrincipals.GRAPH);
        if (graph != null && graph.isNamed(name)) {
            return new RequestedResource(null, graph);
        }
        Matcher address = ADDRESS.matcher(name);
        String host = address.matches() ? address.group("host").toLowerCase(Locale.ROOT) : null;
        ServicePrincipal serving = host == null ? null : registry.serving(host).orElse(null);
        if (serving != null && takesAccessTokens(serving)) {
            return new RequestedResource(null, serving);
        }
        if (host != null && serving != null && serving.firstParty()) {
            return new RequestedResource(
                    new Audience(serving.appId(), host, registry.tenant().id()), null);
        }
        ServicePrincipal named = registry.principal(name.toLowerCase(Locale.ROOT));
        if (named != null && takesAccessTokens(named)) {
            return new RequestedResource(null, named);
        }
        if (named != null && named.firstParty() && named.host().isPresent()) {
            return new RequestedResource(
                    new Audience(
                            named.appId(), named.host().get(), registry.tenant().id()),
                    null);
        }
        return new RequestedResource(
                null, serving != null ? serving : registry.webApi(name).orElse(null));
    }

    /** Whether a product of Microsoft accepts access tokens. The others of the lab accept server-to-server tokens only. */
    private static boolean takesAccessTokens(ServicePrincipal product) {
        return product.appId().equals(WellKnownPrincipals.EXCHANGE);
    }

    /** Whether a name is an address with a malformed host name. */
    static boolean isMalformedHost(String name) {
        Matcher address = ADDRESS.matcher(name);
        return address.matches() && !HostNameSyntax.isWellFormed(address.group("host"));
    }

    private static @Nullable Audience audience(String text) {
        try {
            return Audience.parse(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
