package org.s2slab.migration.importer;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Recognizes servers and pools with one configuration. The servers of an organization sign with one key, so the folders
 * with a common key become one draft with its pools.
 */
final class PoolInference {
    private final DeploymentDraft draft;
    private final Set<String> names = new HashSet<>(Set.of("authz"));

    PoolInference(DeploymentDraft draft) {
        this.draft = draft;
        draft.servers.forEach(server -> {
            names.add(server.name);
            names.addAll(server.members.keySet());
        });
    }

    void fill() {
        for (String role : List.of("lync", "exchange", "sharepoint")) {
            boolean first = true;
            for (List<ServerDraft> organization : organizations(role)) {
                ServerDraft owner = organization.get(0);
                pools(organization, owner);
                if (!owner.pools.isEmpty()) {
                    owner.poolsOrganization = first ? null : owner.name;
                    first = false;
                }
            }
        }
    }

    /** The folders of each organization. The folder with the most settings is the first. */
    private List<List<ServerDraft>> organizations(String role) {
        List<List<ServerDraft>> found = new ArrayList<>();
        List<ServerDraft> ordered = draft.of(role)
                .filter(server -> !server.online)
                .sorted(Comparator.comparing(server -> server.keys.published().isEmpty()))
                .toList();
        for (ServerDraft server : ordered) {
            boolean keyless = !server.keysAreKnown && !server.partnersAreKnown;
            List<ServerDraft> shared = found.stream()
                    .filter(one -> (keyless && found.size() == 1)
                            || shareKey(one.get(0), server)
                            || shareList(one.get(0), server))
                    .findFirst()
                    .orElseGet(ArrayList::new);
            if (shared.isEmpty()) {
                found.add(shared);
            }
            shared.add(server);
        }
        found.forEach(one -> one.sort(Comparator.comparing(server -> !server.partnersAreKnown)));
        return found;
    }

    private static boolean shareKey(ServerDraft one, ServerDraft other) {
        return !Collections.disjoint(one.keys.published(), other.keys.published());
    }

    private static boolean shareList(ServerDraft one, ServerDraft other) {
        return other.listed.values().stream()
                .flatMap(List::stream)
                .anyMatch(host -> one.listed.values().stream().anyMatch(servers -> servers.contains(host)));
    }

    private void pools(List<ServerDraft> folders, ServerDraft owner) {
        Map<String, List<String>> listed = new LinkedHashMap<>();
        folders.forEach(folder -> listed.putAll(folder.listed));
        boolean severalListed = listed.size() > 1 || listed.values().stream().anyMatch(servers -> servers.size() > 1);
        if (folders.size() == 1 && owner.members.isEmpty() && !severalListed) {
            return;
        }
        Map<String, List<ServerDraft>> buckets = new LinkedHashMap<>();
        folders.forEach(folder -> buckets.computeIfAbsent(bucketOf(folder, listed), key -> new ArrayList<>())
                .add(folder));
        List<ImportedPool> pools = new ArrayList<>();
        Set<String> claimed = new HashSet<>(listed.keySet());
        listed.values().forEach(claimed::addAll);
        buckets.forEach((key, bucket) -> pools.add(pool(bucket, key, listed.getOrDefault(key, List.of()), claimed)));
        listed.forEach((host, computers) -> {
            if (!buckets.containsKey(host) && !host.isEmpty()) {
                pools.add(new ImportedPool(free(label(host)), Set.of(host), named(computers, host)));
            }
        });
        folders.stream().skip(1).forEach(folder -> join(owner, folder));
        owner.name = pools.get(0).name();
        owner.pools.addAll(pools);
        pools.forEach(pool -> owner.hosts.addAll(pool.allHosts()));
        pools.forEach(this::note);
    }

    /** The pool of a folder: its host in the list of all pools, or another mark that the pool's folders have in common. */
    private static String bucketOf(ServerDraft folder, Map<String, List<String>> listed) {
        if (folder.is("lync")) {
            return folder.hosts.stream()
                    .flatMap(host -> listed.keySet().stream()
                            .filter(pool -> host.equals(pool)
                                    || listed.getOrDefault(pool, List.of()).contains(host)))
                    .findFirst()
                    .or(() -> folder.hosts.stream().findFirst())
                    .orElse(folder.name);
        }
        return folder.members.isEmpty() ? "" : folder.name;
    }

    /** @param claimed the hosts that cannot be those of the pool; a host belongs to the first pool that shows it */
    private ImportedPool pool(List<ServerDraft> bucket, String host, List<String> computers, Set<String> claimed) {
        ServerDraft first = bucket.get(0);
        Set<String> hosts = new LinkedHashSet<>(bucket.size() == 1 ? first.hosts : common(bucket));
        Map<String, List<String>> servers = new LinkedHashMap<>();
        bucket.forEach(folder -> servers.putAll(folder.members));
        bucket.forEach(folder -> names.remove(folder.name));
        if (servers.isEmpty() && computers.isEmpty() && bucket.size() > 1) {
            bucket.forEach(folder -> servers.put(
                    free(folder.name),
                    folder.hosts.stream().filter(one -> !hosts.contains(one)).toList()));
        } else if (servers.isEmpty()) {
            servers.putAll(named(computers, host));
        }
        servers.values().forEach(hosts::removeAll);
        hosts.removeIf(one -> !one.equals(host) && !claimed.add(one));
        String name = free(
                bucket.size() == 1 && !servers.containsKey(first.name)
                        ? first.name
                        : first.is("lync") ? label(host) : first.role + "-pool");
        if (hosts.isEmpty()) {
            hosts.add(name + "." + draft.domain);
            draft.notes.assumed("the servers of " + name + " have the common host " + name + "." + draft.domain);
        }
        return new ImportedPool(name, hosts, servers);
    }

    /** The hosts that at least two servers have. */
    private static Set<String> common(List<ServerDraft> servers) {
        Set<String> seen = new HashSet<>();
        Set<String> common = new LinkedHashSet<>();
        servers.forEach(
                server -> server.hosts.stream().filter(host -> !seen.add(host)).forEach(common::add));
        return common;
    }

    /** The servers with these hosts, by the first part of the host. */
    private Map<String, List<String>> named(List<String> computers, String ofPool) {
        Map<String, List<String>> servers = new LinkedHashMap<>();
        computers.stream()
                .filter(host -> !host.equals(ofPool))
                .forEach(host -> servers.put(free(label(host)), List.of(host)));
        return servers;
    }

    private static String label(String host) {
        int dot = host.indexOf('.');
        return dot < 0 ? host : host.substring(0, dot);
    }

    private String free(String name) {
        String free = name;
        for (int i = 2; !names.add(free); i++) {
            free = name + "-" + i;
        }
        return free;
    }

    /** Removes the draft of a folder, whose settings are those of the organization. */
    private void join(ServerDraft owner, ServerDraft folder) {
        String why = shareKey(owner, folder)
                ? "both sign with " + owner.keys.current()
                : shareList(owner, folder) ? "both list the same servers" : "its folder has no configuration";
        draft.notes.assumed(folder.name + " has the configuration of " + owner.name + ", because " + why);
        if (folder.keys.current() != null && !shareKey(owner, folder)) {
            draft.notes.leftOut("the key " + folder.keys.current() + " of " + folder.name
                    + "; the servers of an organization sign with one key");
        }
        if (folder.partnersAreKnown && !Set.copyOf(folder.partners).equals(Set.copyOf(owner.partners))) {
            draft.notes.leftOut("the registrations of " + folder.name + ", which differ from those of " + owner.name
                    + "; the servers of an organization share them");
        }
        if (!owner.peopleAreKnown) {
            owner.people.addAll(folder.people);
            owner.peopleAreKnown = folder.peopleAreKnown;
        }
        List<String> store = new ArrayList<>(owner.keys.others());
        folder.keys.others().stream().filter(key -> !store.contains(key)).forEach(store::add);
        owner.keys = owner.keys.storing(store);
        draft.servers.remove(folder);
    }

    private void note(ImportedPool pool) {
        if (pool.servers().isEmpty()) {
            draft.notes.assumed("the pool " + pool.name()
                    + " has one server, because the export does not list its servers; Get-CsPool.json and"
                    + " Get-ExchangeServer.json do");
        } else {
            draft.notes.found("the pool " + pool.name() + " with the servers "
                    + String.join(", ", pool.servers().keySet()));
        }
    }
}
