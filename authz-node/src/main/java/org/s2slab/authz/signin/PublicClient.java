package org.s2slab.authz.signin;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.s2slab.authz.registry.TenantSnapshot;
import org.s2slab.resource.ResourceTable;

/**
 * A program with which people sign in.
 *
 * @param addresses the registered redirect addresses
 */
record PublicClient(String appId, String name, List<String> addresses) {
    private static final List<PublicClient> KNOWN = ResourceTable.rows("/signin/programs.tsv").stream()
            .map(cells -> new PublicClient(cells[0], cells[1], List.of("http://localhost")))
            .toList();

    /**
     * An address of the own computer. Its port is not compared (<a
     * href="https://learn.microsoft.com/entra/identity-platform/reply-url#localhost-exceptions">localhost exceptions</a>).
     */
    private static final Pattern LOOPBACK =
            Pattern.compile("(?<host>http://(?:localhost|127\\.0\\.0\\.1))(?::[0-9]{1,5}+)?(?<path>/.*)?");

    /** The enabled program with this application id: one of Microsoft's, or an application of one of the tenants. */
    static Optional<PublicClient> of(List<TenantSnapshot> tenants, String appId) {
        Stream<PublicClient> own = tenants.stream()
                .flatMap(tenant -> Stream.ofNullable(tenant.principal(appId)))
                .filter(principal -> !principal.firstParty() && principal.accountEnabled())
                .map(principal -> new PublicClient(appId, principal.displayName(), principal.addresses()));
        return Stream.concat(KNOWN.stream().filter(client -> client.appId.equals(appId)), own)
                .findFirst();
    }

    /** Whether a redirect address is registered, compared character by character except for the port of localhost. */
    boolean hasAddress(String address) {
        return addresses.stream().anyMatch(own -> portless(own).equals(portless(address)));
    }

    private static String portless(String address) {
        Matcher loopback = LOOPBACK.matcher(address);
        if (!loopback.matches()) {
            return address;
        }
        String path = loopback.group("path");
        return loopback.group("host") + (path == null ? "/" : path);
    }
}
