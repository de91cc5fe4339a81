package org.s2slab.trace;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One subject of a node's trust at a moment. A comparison of two lists of subjects shows what a cmdlet changed.
 *
 * @param name its name, unique among the subjects of its kind; of a service principal, within its tenant
 * @param principal its application id, with its realm where it is known, or null
 * @param keys thumbprints of its certificates, and ids of its secrets
 * @param names its service principal names
 * @param settings its other settings by name
 */
public record TrustSubject(
        Kind kind,
        String name,
        @Nullable String principal,
        List<String> keys,
        List<String> names,
        Map<String, String> settings) {
    /** The setting of a subject that an administrator can disable. */
    public static final String ENABLED = "enabled";

    /** The setting of a signing certificate: current, next or previous. */
    private static final String USE = "use";

    /** The settings that give a partner application its rights. */
    private static final List<String> RIGHTS = List.of("account", "permissions");

    /** The kind of a subject. */
    public enum Kind {
        /** A certificate with which the node signs. Its name is the thumbprint. */
        KEY,
        /** A partner application. */
        PARTNER,
        /** An authorization server. */
        SERVER,
        /** A service principal of a tenant. */
        PRINCIPAL,
        /** The realm of the node. */
        REALM
    }

    public TrustSubject {
        keys = List.copyOf(keys);
        names = List.copyOf(names);
        settings = Map.copyOf(settings);
    }

    /** A certificate with which the node signs. Its use is current, next or previous. */
    public static TrustSubject key(String thumbprint, String use) {
        return new TrustSubject(Kind.KEY, thumbprint, null, List.of(), List.of(), Map.of(USE, use));
    }

    /** The changes between two lists of subjects. */
    public static List<TrustChange> changes(Collection<TrustSubject> before, Collection<TrustSubject> after) {
        Map<List<Object>, TrustSubject> old = new LinkedHashMap<>();
        before.forEach(subject -> old.put(subject.identity(), subject));
        List<TrustChange> changes = new ArrayList<>();
        for (TrustSubject now : after) {
            TrustSubject then = old.remove(now.identity());
            if (!now.equals(then)) {
                now.since(then, changes);
            }
        }
        old.values()
                .forEach(gone -> changes.add(gone.change(gone.word() + "-removed", List.of(), gone.keys, null, null)));
        return changes;
    }

    /** Service principals of different tenants may have the same name. */
    private List<Object> identity() {
        return List.of(kind, name, kind == Kind.PRINCIPAL ? String.valueOf(principal) : "");
    }

    private void since(@Nullable TrustSubject then, List<TrustChange> changes) {
        if (kind == Kind.KEY) {
            String use = String.valueOf(settings.get(USE));
            changes.add(change(
                    switch (use) {
                        case "CURRENT" -> "key-assigned";
                        case "NEXT" -> "key-staged";
                        default -> "key-retired";
                    },
                    List.of(name),
                    List.of(),
                    null,
                    null));
        } else if (then == null) {
            changes.add(new TrustChange(word() + "-added", name, principal, keys, List.of(), names, null, null));
            if ("false".equals(settings.get(ENABLED))) {
                changes.add(change(word() + "-disabled", List.of(), List.of(), "false", null));
            }
            RIGHTS.stream()
                    .filter(right -> kind == Kind.PARTNER && settings.containsKey(right))
                    .forEach(right ->
                            changes.add(change(word() + "-" + right, List.of(), List.of(), settings.get(right), null)));
        } else {
            compare(then, changes);
        }
    }

    private void compare(TrustSubject then, List<TrustChange> changes) {
        List<String> learned = without(keys, then.keys);
        List<String> gone = without(then.keys, keys);
        if (kind == Kind.PRINCIPAL) {
            add(changes, "credential-added", learned, List.of(), List.of());
            add(changes, "credential-removed", List.of(), gone, List.of());
        } else {
            add(changes, word() + "-keys", learned, gone, List.of());
        }
        add(changes, "name-added", List.of(), List.of(), without(names, then.names));
        add(changes, "name-removed", List.of(), List.of(), without(then.names, names));
        Map<String, String> all = new TreeMap<>(then.settings);
        all.putAll(settings);
        for (String setting : all.keySet()) {
            String value = settings.get(setting);
            String earlier = then.settings.get(setting);
            if (!Objects.equals(value, earlier)) {
                changes.add(change(what(setting, value), List.of(), List.of(), value, earlier));
            }
        }
    }

    private String what(String setting, @Nullable String value) {
        if (setting.equals(ENABLED)) {
            return word() + (Boolean.parseBoolean(value) ? "-enabled" : "-disabled");
        }
        return kind == Kind.REALM ? setting : word() + "-" + setting;
    }

    private void add(
            List<TrustChange> changes, String what, List<String> learned, List<String> gone, List<String> changed) {
        if (!learned.isEmpty() || !gone.isEmpty() || !changed.isEmpty()) {
            changes.add(new TrustChange(what, name, principal, learned, gone, changed, null, null));
        }
    }

    private TrustChange change(
            String what, List<String> learned, List<String> gone, @Nullable String value, @Nullable String before) {
        return new TrustChange(what, name, principal, learned, gone, List.of(), value, before);
    }

    private String word() {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private static List<String> without(List<String> all, List<String> others) {
        return all.stream().filter(one -> !others.contains(one)).toList();
    }
}
