package org.s2slab.migration.importer;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.s2slab.identity.Guid;

/** Infers the tenants from the exported folders and from registrations of their authorization server. */
record TenantInference(DeploymentDraft draft) {
    private static final String GRAPH = "graph.microsoft.com";

    private static final List<String> HOSTS =
            List.of("accounts.accesscontrol.windows.net", "login.microsoftonline.com", "login.windows.net", GRAPH);

    void fill() {
        boolean told = !draft.authzHosts.isEmpty();
        for (ServerDraft server : draft.servers) {
            List<ImportedAuthorizationServer> known = new ArrayList<>(server.servers);
            server.servers.clear();
            known.forEach(trust -> server.servers.add(of(trust)));
            server.proxies.values().forEach(url -> tenant(URI.create(url)));
        }
        draft.servers.stream()
                .filter(server -> server.online && Guid.isLowerCase(String.valueOf(server.realm)))
                .forEach(server -> draft.tenant(String.valueOf(server.realm)));
        boolean online = draft.servers.stream().anyMatch(server -> server.online);
        if (draft.tenants.isEmpty() && online) {
            String id = invented(draft.domain);
            draft.tenant(id);
            draft.notes.assumed("the export has no id of the tenant, so it is " + id);
        }
        draft.ownTenant = own();
        if (!draft.tenants.isEmpty() && !told) {
            draft.authzHosts.addAll(HOSTS);
        }
        draft.servers.stream()
                .filter(server -> server.ownApplication != null)
                .forEach(server -> draft.authzHosts.add(server.tokenEndpointHost));
        draft.tenants.values().forEach(this::named);
    }

    /** A copy of a registration with the id of the tenant that its realm or its URL names. */
    private ImportedAuthorizationServer of(ImportedAuthorizationServer trust) {
        String realm = trust.realm() == null ? "" : trust.realm().toLowerCase(Locale.ROOT);
        String id = Guid.isLowerCase(realm) ? realm : tenant(trust.metadata());
        draft.tenant(id);
        word(trust.metadata()).filter(word -> !Guid.isLowerCase(word)).ifPresent(draft.tenant(id).domains::add);
        draft.authzHosts.add(trust.metadata().getHost().toLowerCase(Locale.ROOT));
        return new ImportedAuthorizationServer(
                trust.name(), id, trust.metadata(), trust.enabled(), trust.keys(), trust.application());
    }

    /** The id of the tenant in a metadata URL. If the export does not contain this id, a new id is created. */
    private String tenant(URI url) {
        String word = word(url).orElse("");
        if (Guid.isLowerCase(word)) {
            draft.tenant(word);
            return word;
        }
        Optional<TenantDraft> known = draft.tenants.values().stream()
                .filter(tenant -> tenant.domains.contains(word))
                .findFirst()
                .or(() -> draft.tenants.size() == 1
                        ? draft.tenants.values().stream().findFirst()
                        : Optional.empty());
        if (known.isPresent()) {
            return known.get().id;
        }
        String id = invented(word.isEmpty() ? draft.domain : word);
        draft.tenant(id);
        draft.notes.assumed("the export has no id of the tenant of " + url + ", so it is " + id);
        return id;
    }

    /** The tenant in the path ({@code /<tenant>/metadata/json/1}) or query ({@code ?realm=<tenant>}) of a URL. */
    private static Optional<String> word(URI url) {
        String path = url.getPath() == null ? "" : url.getPath();
        String query = url.getQuery() == null ? "" : url.getQuery();
        String first = path.replaceFirst("^/", "").split("/", 2)[0];
        String word = query.startsWith("realm=") ? query.substring("realm=".length()) : first;
        return Optional.of(word.toLowerCase(Locale.ROOT))
                .filter(name -> DomainNameValidator.isName(name) && !name.equals("metadata"));
    }

    private static String invented(String word) {
        return UUID.nameUUIDFromBytes(word.getBytes(StandardCharsets.UTF_8)).toString();
    }

    private @Nullable String own() {
        return draft.servers.stream()
                .filter(server -> server.online && server.realm != null && draft.tenants.containsKey(server.realm))
                .map(server -> server.realm)
                .findFirst()
                .or(() -> draft.tenants.values().stream()
                        .filter(tenant -> tenant.domains.contains(draft.domain))
                        .map(tenant -> tenant.id)
                        .findFirst())
                .or(() -> draft.tenants.values().stream()
                        .filter(tenant -> tenant.principalsAreKnown)
                        .map(tenant -> tenant.id)
                        .findFirst())
                .or(() -> draft.tenants.keySet().stream().findFirst())
                .orElse(null);
    }

    /** Gives a tenant a name for scenarios, and at least one domain. */
    private void named(TenantDraft tenant) {
        boolean own = tenant.id.equals(draft.ownTenant);
        if (own && tenant.domains.isEmpty()) {
            tenant.domains.add(draft.domain);
        } else if (tenant.domains.isEmpty()) {
            tenant.domains.add("tenant-" + tenant.id.substring(0, 8) + ".example");
        }
        String said = tenant.name.isEmpty() ? tenant.domains.iterator().next().split("\\.", 2)[0] : tenant.name;
        String name =
                said.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        boolean taken = draft.tenants.values().stream().anyMatch(other -> other != tenant && other.name.equals(name));
        tenant.name = name.isEmpty() || taken ? "tenant-" + tenant.id.substring(0, 8) : name;
    }
}
