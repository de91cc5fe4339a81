package org.s2slab.authz.signin;

import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.s2slab.authz.grants.TokenDenial;
import org.s2slab.authz.registry.TenantRegistry;
import org.s2slab.authz.registry.TenantSnapshot;

/**
 * The request of a program to sign somebody in, by an address for a browser or for a device.
 *
 * @param word the tenant in the address, or the word for several tenants
 * @param second whether it came to an address of v2.0, where {@code scope} names the resource
 * @param fields the parameters; of a duplicate one, the first value
 * @param doubled the name of a duplicate parameter; empty without one
 * @param tenants the tenants whose people may sign in; empty if the address names none
 */
record SignInRequest(
        String word, boolean second, Map<String, String> fields, String doubled, List<TenantSnapshot> tenants)
        implements SignInFacts {
    static SignInRequest of(RoutingContext http, MultiMap parameters, TenantRegistry registry) {
        Map<String, String> fields = new LinkedHashMap<>();
        String doubled = "";
        for (Map.Entry<String, String> parameter : parameters) {
            doubled =
                    fields.putIfAbsent(parameter.getKey(), parameter.getValue()) == null ? doubled : parameter.getKey();
        }
        String word = http.pathParam("tenant");
        return new SignInRequest(
                word,
                http.pathParam("version") != null,
                fields,
                doubled,
                tenants(registry, isSeveral(word) ? "" : word));
    }

    static boolean isSeveral(String word) {
        return TenantRegistry.SEVERAL.contains(word);
    }

    /** The tenants with a name; all of them for the empty text. */
    static List<TenantSnapshot> tenants(TenantRegistry registry, String name) {
        return name.isEmpty()
                ? registry.tenants().stream()
                        .map(tenant -> registry.current(tenant.id()))
                        .toList()
                : registry.named(name).stream().toList();
    }

    /** A parameter; an empty text if it is absent. */
    @Override
    public String text(String name) {
        return switch (name) {
            case "tenant" -> word;
            case "doubled" -> doubled;
            default -> fields.getOrDefault(name, "");
        };
    }

    Optional<PublicClient> client() {
        return PublicClient.of(tenants, text("client_id"));
    }

    /** The scopes; a resource of v1.0 as the scope of all its permissions. */
    String asked() {
        String resource = text("resource");
        return second ? text("scope") : resource.isEmpty() ? "" : resource + "/" + RequestedAccess.ALL;
    }

    /** The id of the only tenant whose people may sign in; empty if there are several. */
    String tenant() {
        return isSeveral(word) ? "" : tenants.get(0).tenant().id();
    }

    /** Throws the TokenDenial of the last tenant if no tenant has the access that the program asks for. */
    void requireAccess(List<String> hosts) {
        TokenDenial last = null;
        for (TenantSnapshot tenant : tenants) {
            last = SignInRule.denial(SignInRules.ACCESS, RequestedAccess.of(tenant, hosts, asked()));
            if (last == null) {
                return;
            }
        }
        if (last != null) {
            throw last;
        }
    }
}
