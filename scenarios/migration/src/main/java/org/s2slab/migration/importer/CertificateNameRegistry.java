package org.s2slab.migration.importer;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Assigns names to the keys that replace the real keys in the copy's topology, by server and thumbprint. {@code oauth}
 * is the current signing key, {@code previous} and {@code next} are the keys before and after it. {@code store-1} is
 * another key in the server's store. {@code stale-1} is a key that only partners still have.
 */
final class CertificateNameRegistry {
    private static final String STALE = "stale-";

    private final Map<ServerDraft, Map<String, String>> names = new LinkedHashMap<>();

    CertificateNameRegistry(DeploymentDraft draft) {
        for (ServerDraft server : draft.servers) {
            Map<String, String> ofServer = new LinkedHashMap<>();
            put(ofServer, server.keys.current(), "oauth");
            if (!server.online) {
                put(ofServer, server.keys.previous(), "previous");
                put(ofServer, server.keys.next(), "next");
                server.keys.others().forEach(key -> put(ofServer, key, "store-" + (count(ofServer, "store-") + 1)));
            }
            names.put(server, ofServer);
        }
        for (ServerDraft holder : draft.servers) {
            for (ImportedPartner partner : holder.partners) {
                Set<String> keys = partner.keys();
                if (keys != null && partner.metadata() != null) {
                    draft.meant(holder, partner)
                            .filter(server -> !server.online)
                            .ifPresent(server -> keys.forEach(key -> stale(server, key)));
                }
            }
        }
    }

    /** Whether the key's server no longer has this key. The lab then chooses the dates of its certificate. */
    boolean isStale(String key) {
        return names.values().stream()
                .anyMatch(ofServer -> String.valueOf(ofServer.get(key)).startsWith(STALE));
    }

    /** Adds a key that a partner read from a server. Its name is {@code stale-1} and so on if the server lost it. */
    void stale(ServerDraft server, String key) {
        Map<String, String> ofServer = of(server);
        put(ofServer, key, STALE + (count(ofServer, STALE) + 1));
    }

    private static void put(Map<String, String> names, @Nullable String key, String name) {
        if (key != null) {
            names.putIfAbsent(key, name);
        }
    }

    private static long count(Map<String, String> names, String prefix) {
        return names.values().stream().filter(name -> name.startsWith(prefix)).count();
    }

    /** The names of one server's keys, by thumbprint. */
    Map<String, String> of(ServerDraft server) {
        return names.getOrDefault(server, Map.of());
    }

    /** The reference to the thumbprint of a server's key in a step. */
    String thumbprint(ServerDraft server, String key) {
        return reference(server, key, "thumbprint");
    }

    private String reference(ServerDraft server, String key, String member) {
        return "${" + server.name + ".certificates." + of(server).get(key) + "." + member + "}";
    }

    /** The reference to the certificate of a key in a step; empty if no server has the key. */
    Optional<String> raw(String key) {
        return names.keySet().stream()
                .filter(server -> of(server).containsKey(key))
                .findFirst()
                .map(server -> reference(server, key, "raw"));
    }
}
