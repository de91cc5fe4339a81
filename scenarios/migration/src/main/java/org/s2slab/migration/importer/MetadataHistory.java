package org.s2slab.migration.importer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Replays the versions of a server's metadata document. Each partner reads the version whose keys and realm it has in
 * the export. Older versions come first, the current version last.
 */
record MetadataHistory(
        ServerDraft server,
        DeploymentDraft draft,
        CertificateNameRegistry names,
        TrustSteps steps,
        PartnerSteps registrar) {
    /** Maximum number of published keys: the signing key and the key before it. */
    private static final int MOST = 2;

    /** The content that a partner read from a server's metadata. */
    private record Reading(
            ServerDraft at,
            ImportedPartner partner,
            @Nullable String realm,
            List<String> keys) {
        boolean isAlike(Reading other) {
            return Objects.equals(realm, other.realm) && keys.equals(other.keys);
        }
    }

    void play() {
        List<String> present = present();
        List<Reading> readings = readings(present);
        MetadataHistorySteps publisher = new MetadataHistorySteps(server, draft, names, steps);
        Reading last = null;
        for (Reading reading : readings) {
            if (server.online) {
                registrar.byMetadata(reading.at, reading.partner, server);
                continue;
            }
            if (last == null || !last.isAlike(reading)) {
                publisher.publish(reading.realm, reading.keys);
            }
            last = reading;
            registrar.whileValid(
                    reading.at, reading.keys, () -> registrar.byMetadata(reading.at, reading.partner, server));
        }
        if (!server.online) {
            publisher.publish(server.realm, present);
            Set<String> lost = new LinkedHashSet<>(names.of(server).keySet());
            lost.removeAll(server.keys.published());
            server.keys.others().forEach(lost::remove);
            publisher.lose(lost);
        }
    }

    /** The keys that the server publishes now: the previous key, the signing key, then the staged key. */
    private List<String> present() {
        List<String> present = new ArrayList<>();
        Optional.ofNullable(server.keys.previous()).ifPresent(present::add);
        Optional.ofNullable(server.keys.current()).ifPresent(present::add);
        Optional.ofNullable(server.keys.next()).ifPresent(present::add);
        return present;
    }

    /** The reads of all partners, oldest first. A read with fewer of the current keys counts as older. */
    private List<Reading> readings(List<String> present) {
        List<Reading> readings = new ArrayList<>();
        for (ServerDraft at : draft.servers) {
            for (ImportedPartner partner : at.partners) {
                boolean means = !partner.byServer()
                        && partner.metadata() != null
                        && draft.meant(at, partner).equals(Optional.of(server));
                if (means && at.online) {
                    draft.notes.leftOut(at.name + ": '" + partner.name()
                            + "', because the operator configures the trust" + " of an online service");
                } else if (means) {
                    String realm = partner.realm() == null ? server.realm : partner.realm();
                    readings.add(new Reading(at, partner, realm, read(partner, present)));
                }
            }
        }
        readings.sort(Comparator.comparing((Reading reading) ->
                        reading.keys.equals(present) && Objects.equals(reading.realm, server.realm))
                .thenComparing(reading -> server.keys.next() != null && reading.keys.contains(server.keys.next()))
                .thenComparing(reading ->
                        reading.keys.stream().filter(present::contains).count()));
        return readings;
    }

    /** The keys that a partner read, in the order in which the server used them. */
    private List<String> read(ImportedPartner partner, List<String> present) {
        Set<String> held = partner.keys();
        if (server.online || ((held == null || held.isEmpty()) && !present.isEmpty())) {
            return present;
        }
        if (held == null || held.isEmpty()) {
            String made = draft.keep(
                    new KnownCertificate("a former key of " + server.name, null, List.of(), null, null, null));
            names.stale(server, made);
            return List.of(made);
        }
        List<String> keys = new ArrayList<>(held);
        keys.removeIf(present::contains);
        List<String> kept = present.stream().filter(held::contains).toList();
        int signed = (int)
                kept.stream().filter(key -> !key.equals(server.keys.next())).count();
        while (keys.size() + signed > MOST && !keys.isEmpty()) {
            draft.notes.leftOut("the key " + keys.remove(0) + " that '" + partner.name() + "' is known by as well, for "
                    + server.name + " publishes two at a time");
        }
        keys.addAll(kept);
        return keys;
    }
}
