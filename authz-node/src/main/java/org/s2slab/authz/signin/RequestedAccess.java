package org.s2slab.authz.signin;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.s2slab.authz.registry.ServicePrincipal;
import org.s2slab.authz.registry.TenantSnapshot;
import org.s2slab.identity.WellKnownPrincipals;
import org.s2slab.resource.ResourceTable;

/**
 * The resource and the permissions for which a program asks in the name of a person of a tenant, not checked yet.
 *
 * @param asked the scopes, separated by blanks
 * @param audience the audience of the token: the first resource as the program wrote it
 * @param resources the application ids of the resources
 * @param scopes the permissions in the token
 * @param unknown a scope that the resource does not offer; empty if it offers all
 */
record RequestedAccess(
        String tenant, String asked, String audience, Set<String> resources, List<String> scopes, String unknown)
        implements SignInFacts {
    /** The application id in place of that of a resource that the tenant does not have. */
    static final String UNKNOWN = "";

    private static final List<String> OPENID = List.of("openid", "profile", "email", "offline_access");
    private static final String OFFLINE = "offline_access";
    /** The scope of all permissions at a resource. */
    static final String ALL = ".default";

    private static final String GRAPH = "https://graph.microsoft.com";
    private static final String HTTPS = "https://";

    /** The delegated permissions that resources offer: pairs of application id and scope. */
    private static final List<String[]> OFFERED = ResourceTable.rows("/signin/scopes.tsv");

    /**
     * Reads what a program asks for.
     *
     * @param hosts the names of this server, which are addresses of Microsoft Graph here
     */
    static RequestedAccess of(TenantSnapshot tenant, List<String> hosts, String asked) {
        List<String> words = List.of(asked.strip().split(" +"));
        List<String> names = new ArrayList<>();
        List<String> scopes = new ArrayList<>();
        for (String word : words) {
            int end = word.lastIndexOf('/');
            if (!OPENID.contains(word)) {
                names.add(end < 0 ? WellKnownPrincipals.GRAPH : word.substring(0, end));
                scopes.add(word.substring(end + 1));
            }
        }
        String name = names.isEmpty() ? WellKnownPrincipals.GRAPH : names.get(0);
        Set<String> resources = Stream.concat(Stream.of(name), names.stream())
                .map(one -> id(tenant, hosts, one))
                .collect(Collectors.toSet());
        List<String> offered = OFFERED.stream()
                .filter(row -> resources.contains(row[0]))
                .map(row -> row[1])
                .toList();
        List<String> named = scopes.equals(List.of(ALL)) && !offered.isEmpty() ? offered : scopes;
        Stream<String> openId = words.stream()
                .filter(OPENID::contains)
                .filter(word -> !word.equals(OFFLINE) && resources.contains(WellKnownPrincipals.GRAPH));
        return new RequestedAccess(
                tenant.tenant().name(),
                asked,
                isOwn(hosts, name) ? GRAPH : name,
                resources,
                Stream.concat(named.stream(), openId)
                        .sorted(String.CASE_INSENSITIVE_ORDER)
                        .toList(),
                named.stream()
                        .filter(scope -> !offered.contains(scope))
                        .findFirst()
                        .orElse(""));
    }

    /** The application id of a resource by its id or an address among its names, with or without a slash at its end. */
    private static String id(TenantSnapshot tenant, List<String> hosts, String name) {
        String wanted = isOwn(hosts, name) ? GRAPH : bare(name);
        return tenant.principals().values().stream()
                .filter(ServicePrincipal::accountEnabled)
                .filter(principal -> principal.appId().equals(wanted)
                        || (wanted.startsWith(HTTPS)
                                && principal.names().stream()
                                        .anyMatch(own -> bare(own).equals(wanted))))
                .map(ServicePrincipal::appId)
                .findFirst()
                .orElse(UNKNOWN);
    }

    private static boolean isOwn(List<String> hosts, String name) {
        return name.startsWith(HTTPS)
                && hosts.contains(bare(name).substring(HTTPS.length()).replaceFirst(":[0-9]+$", ""));
    }

    private static String bare(String address) {
        return address.toLowerCase(Locale.ROOT).replaceFirst("/++$", "");
    }

    boolean isForGraph() {
        return resources.contains(WellKnownPrincipals.GRAPH);
    }

    @Override
    public String text(String name) {
        return switch (name) {
            case "tenant" -> tenant;
            case "resource" -> audience;
            case "unknown" -> unknown;
            default -> asked;
        };
    }
}
