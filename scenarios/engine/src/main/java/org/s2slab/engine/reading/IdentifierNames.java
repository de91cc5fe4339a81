package org.s2slab.engine.reading;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.deployment.NodeAddress;
import org.s2slab.engine.deployment.TenantPlan;
import org.s2slab.engine.deployment.Topology;
import org.s2slab.engine.product.ProductRole;
import org.s2slab.identity.Guid;
import org.s2slab.identity.PrincipalId;

/**
 * The names of identifiers in explanations: of servers, principals, tenants, service principals, registrations and
 * thumbprints. More names come from the hops of a history.
 */
public final class IdentifierNames {
    private static final Pattern IDENTIFIER =
            Pattern.compile(Guid.LOWER_CASE + "|(?=[0-9A-F])\\b[0-9A-F]{40}\\b|(?=L)\\bLyncEnterprise-[0-9a-f]{32}\\b");

    private static final int SIGNS = 4;

    private final List<NamedServer> servers;
    private final Map<String, String> known = new HashMap<>();
    private final Map<String, String> owners = new HashMap<>();

    private IdentifierNames(List<NamedServer> servers, List<TenantPlan> tenants) {
        this.servers = List.copyOf(servers);
        for (ProductRole role : ProductRole.values()) {
            known.put(role.application(), role.title().replaceFirst("^the ", ""));
        }
        tenants.forEach(tenant -> known.put(tenant.id(), "tenant " + tenant.name()));
    }

    /** Creates the names of a topology. */
    public static IdentifierNames of(Topology plan) {
        return new IdentifierNames(
                plan.nodes().values().stream()
                        .map(node -> NamedServer.of(node, plan))
                        .toList(),
                plan.tenants());
    }

    /** Creates the names of started nodes. For hops from a file, the list of nodes is empty. */
    public static IdentifierNames of(List<NodeAddress> nodes) {
        return new IdentifierNames(nodes.stream().map(NamedServer::of).toList(), List.of());
    }

    Optional<NamedServer> find(@Nullable String word) {
        if (word == null) {
            return Optional.empty();
        }
        return servers.stream()
                .filter(server -> server.isMeantBy(word))
                .findFirst()
                .or(() -> servers.stream()
                        .filter(server -> server.role().equals(word))
                        .findFirst());
    }

    boolean areKnown() {
        return !servers.isEmpty();
    }

    /** The first authorization server. */
    Optional<NamedServer> authorizationServer() {
        return find(ProductRole.AUTHORIZATION_SERVER.word());
    }

    /**
     * The name of a server: its product. If several servers have the same product, the name of the node follows, with
     * that of its pool. A word for all servers of a pool results in the name of the pool.
     */
    public String server(String word) {
        NamedServer server = find(word).orElse(null);
        if (server == null) {
            return product(word);
        }
        long alike = servers.stream()
                .filter(other -> other.title().equals(server.title()))
                .count();
        boolean isPool = servers.stream().filter(other -> other.isMeantBy(word)).count() > 1;
        return alike > 1 || server.pool() != null ? server.title() + " '" + server.label(isPool) + "'" : server.title();
    }

    private String product(String word) {
        for (ProductRole role : ProductRole.values()) {
            if (role.word().equals(word)) {
                return role.title();
            }
        }
        return known.getOrDefault(word, word);
    }

    /**
     * The name of a principal {@code id@realm}. If exactly one server has this id and realm, it is the server's name,
     * otherwise the product's.
     */
    String principal(String text) {
        PrincipalId principal = parsed(text);
        if (principal == null) {
            return product(text);
        }
        List<NamedServer> of = servers.stream()
                .filter(server -> server.application().equals(principal.id()))
                .filter(server -> principal.realm().equals(server.realm()))
                .toList();
        boolean several = known.values().stream()
                        .filter(name -> name.startsWith("tenant "))
                        .count()
                > 1;
        if (of.size() == 1 && !(several && of.get(0).role().equals(ProductRole.AUTHORIZATION_SERVER.word()))) {
            return server(of.get(0).name());
        }
        ProductRole role = ProductRole.AUTHORIZATION_SERVER;
        if (!principal.id().equals(role.application())) {
            return product(principal.id());
        }
        String tenant = known.get(principal.realm());
        return several && tenant != null ? role.title() + " of " + tenant : role.title();
    }

    /** The name of a registration in a sentence: the long number in a name from Exchange is shortened. */
    static @Nullable String brief(@Nullable String registration) {
        return registration == null
                ? null
                : registration.replaceFirst("^(LyncEnterprise-[0-9a-f]{8})[0-9a-f]{24}$", "$1…");
    }

    static @Nullable PrincipalId parsed(@Nullable String text) {
        try {
            return text == null ? null : PrincipalId.parse(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** Records the name of an identifier. A known name does not change. */
    void learn(String identifier, String name) {
        known.putIfAbsent(identifier, name);
    }

    /** Records the owner of a certificate's key. */
    void own(String thumbprint, String owner) {
        owners.put(thumbprint, owner);
    }

    /** The owner of a certificate's key; empty if no hop shows the owner. */
    public Optional<String> owner(String thumbprint) {
        return Optional.ofNullable(owners.get(thumbprint));
    }

    /** The name of an identifier, or null. */
    public @Nullable String name(String identifier) {
        String owner = owners.get(identifier.toUpperCase(Locale.ROOT));
        return owner == null ? known.get(identifier) : owner;
    }

    /** The identifiers in a text that have known names, with these names. */
    public Map<String, String> in(String text) {
        Map<String, String> named = new LinkedHashMap<>();
        IDENTIFIER.matcher(text).results().forEach(found -> {
            String name = name(found.group());
            if (name != null) {
                named.put(found.group(), name);
            }
        });
        return named;
    }

    /** A thumbprint, shortened to its first four and its last four characters. */
    public static String shortened(String thumbprint) {
        return thumbprint.length() <= 2 * SIGNS
                ? thumbprint
                : thumbprint.substring(0, SIGNS) + "…" + thumbprint.substring(thumbprint.length() - SIGNS);
    }

    /** Shortened thumbprints as a list in a sentence; null for an empty list. */
    static @Nullable String keys(List<String> thumbprints) {
        List<String> shown = new ArrayList<>();
        thumbprints.forEach(one -> shown.add(shortened(one)));
        return shown.isEmpty() ? null : Objects.requireNonNull(String.join(" and ", shown));
    }
}
