package org.s2slab.engine.snapshot;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.s2slab.calendar.PolicyMode;
import org.s2slab.calendar.TenantDates;
import org.s2slab.engine.deployment.DeploymentLinks.Link;
import org.s2slab.engine.deployment.DeploymentMoment;
import org.s2slab.engine.deployment.Exposure;
import org.s2slab.engine.deployment.OwnPasswords;
import org.s2slab.engine.deployment.Topology;
import org.s2slab.engine.language.TopologyParser;
import org.s2slab.engine.network.LinkFault;
import org.s2slab.engine.text.FileSyntaxException;
import org.s2slab.engine.text.LabVersion;

/**
 * The first entry of a snapshot: what the snapshot is of, and all its other entries.
 *
 * @param lab the version of the lab that saved it
 * @param plan the topology with its policies
 * @param saved the machine's time when it was saved
 * @param time the deployment's time when it was saved, at which its clocks continue
 * @param state the clocks, the stopped nodes and the links
 * @param entries the other entries, in their order
 */
public record SnapshotManifest(
        String lab, Topology plan, Instant saved, Instant time, DeploymentMoment state, List<Entry> entries) {
    /** The version of the format. */
    static final int FORMAT = 1;

    private static final String FORMAT_KEY = "s2slab-snapshot";

    /** Maximum number of entries. A deployment of ten nodes has about a hundred. */
    private static final int MOST_ENTRIES = 2_000;

    /** The times that a snapshot can have. With these a node can compute, and a JWT can have them. */
    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");

    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

    /** A file of the deployment. */
    record Entry(String name, long size, String sha256) {}

    public SnapshotManifest {
        entries = List.copyOf(entries);
    }

    JsonObject json() {
        JsonObject clocks = new JsonObject();
        new TreeMap<>(state.clocks()).forEach((node, time) -> clocks.put(node, time.toString()));
        JsonArray links = new JsonArray();
        state.links()
                .forEach(link -> links.add(new JsonObject()
                        .put("from", link.from())
                        .put("to", link.to())
                        .put("fault", link.fault().toJson())));
        JsonArray files = new JsonArray();
        entries.forEach(entry -> files.add(new JsonObject()
                .put("name", entry.name())
                .put("size", entry.size())
                .put("sha256", entry.sha256())));
        return of(plan).put(FORMAT_KEY, FORMAT)
                .put("warning", "This file contains private keys and passwords.")
                .put("lab", lab)
                .put("saved", saved.toString())
                .put("time", time.toString())
                .put("clocks", clocks)
                .put("down", new JsonArray(List.copyOf(new TreeSet<>(state.down()))))
                .put("links", links)
                .put("entries", files);
    }

    /** The members about the topology. A deployment takes only snapshots with the same members. */
    static JsonObject of(Topology plan) {
        Map<String, Object> passwords = new TreeMap<>();
        plan.everybody().forEach(person -> passwords.put(person.upn(), person.password()));
        return new JsonObject()
                .put("topology", plan.name())
                .put("topology-file", plan.source().text())
                .put("policies", plan.policies().key())
                .put(TenantDates.KEY, JsonObject.mapFrom(plan.policyDates().written()))
                .put("passwords", new JsonObject(passwords));
    }

    /** Reads a manifest of somebody else. Throws FileSyntaxException if it is not what {@link #json} writes. */
    static SnapshotManifest of(String source, String text) {
        try {
            JsonObject json = new JsonObject(text);
            if (json.getInteger(FORMAT_KEY) != FORMAT) {
                throw new FileSyntaxException(
                        source,
                        "the snapshot has the format " + json.getInteger(FORMAT_KEY)
                                + ", and this program reads the format "
                                + FORMAT + "; open it with the version of the lab that saved it, "
                                + json.getString("lab"));
            }
            Topology plan = plan(source, json);
            SnapshotManifest read = new SnapshotManifest(
                    json.getString("lab"),
                    plan,
                    time("saved", json.getString("saved")),
                    time("time", json.getString("time")),
                    state(json),
                    entries(json));
            read.requireKnown(source);
            return read;
        } catch (DecodeException
                | ClassCastException
                | NullPointerException
                | DateTimeException
                | ArithmeticException
                | IllegalArgumentException e) {
            throw new FileSyntaxException(
                    source,
                    "the manifest is not what ./lab snapshot save writes: " + e.getMessage()
                            + "; ask for a new snapshot, or open another one");
        }
    }

    private static Instant time(String name, String text) {
        Instant time = Instant.parse(text);
        if (time.isBefore(EARLIEST) || time.isAfter(LATEST)) {
            throw new DateTimeException(name + ": '" + text + "' is not in the years 2000 to 2199");
        }
        return time;
    }

    private static Topology plan(String source, JsonObject json) {
        Topology plan = TopologyParser.read(source + " (topology)", json.getString("topology-file"))
                .with(PolicyMode.of(json.getString("policies")))
                .with(TenantDates.of(texts(json.getJsonObject(TenantDates.KEY))))
                // Only the command line opens a snapshot for other machines, or sends its spans.
                .with(Exposure.LOOPBACK)
                .sendingTo(null);
        return OwnPasswords.given(plan, texts(json.getJsonObject("passwords")));
    }

    private static Map<String, String> texts(JsonObject json) {
        Map<String, String> texts = new TreeMap<>();
        json.forEach(entry -> texts.put(entry.getKey(), (String) entry.getValue()));
        return texts;
    }

    private static DeploymentMoment state(JsonObject json) {
        Map<String, Instant> clocks = new TreeMap<>();
        texts(json.getJsonObject("clocks")).forEach((node, time) -> clocks.put(node, time("clocks." + node, time)));
        Set<String> down = new TreeSet<>();
        json.getJsonArray("down").forEach(name -> down.add((String) name));
        List<Link> links = new ArrayList<>();
        for (Object one : json.getJsonArray("links")) {
            JsonObject link = (JsonObject) one;
            links.add(new Link(
                    link.getString("from"), link.getString("to"), LinkFault.fromJson(link.getJsonObject("fault"))));
        }
        return new DeploymentMoment(clocks, down, links);
    }

    private static List<Entry> entries(JsonObject json) {
        List<Entry> entries = new ArrayList<>();
        for (Object one : json.getJsonArray("entries")) {
            JsonObject entry = (JsonObject) one;
            entries.add(new Entry(entry.getString("name"), entry.getLong("size"), entry.getString("sha256")));
        }
        return entries;
    }

    private void requireKnown(String source) {
        Set<String> named = new TreeSet<>(state.clocks().keySet());
        named.addAll(state.down());
        state.links().forEach(link -> named.addAll(List.of(link.from(), link.to())));
        named.removeAll(plan.nodes().keySet());
        if (!named.isEmpty()) {
            throw new FileSyntaxException(
                    source,
                    "the clocks, links or stopped nodes name " + named + ", but the topology has only "
                            + plan.nodes().keySet());
        }
        if (entries.size() > MOST_ENTRIES) {
            throw new FileSyntaxException(
                    source, "has " + entries.size() + " entries, and no more than " + MOST_ENTRIES + " are read");
        }
        Set<String> names = new HashSet<>();
        SnapshotContent content = new SnapshotContent(source, plan);
        for (Entry entry : entries) {
            content.requireName(entry);
            if (!names.add(SnapshotContent.folded(entry.name()))) {
                throw new FileSyntaxException(
                        source, "entry '" + entry.name() + "' occurs twice, or differs only in the case of letters");
            }
        }
        content.requireNeeded(names);
    }

    /** A manifest of this version of the lab. */
    static SnapshotManifest of(Topology plan, Instant saved, Instant time, DeploymentMoment state, List<Entry> files) {
        return new SnapshotManifest(LabVersion.TEXT, plan, saved, time, state, files);
    }
}
