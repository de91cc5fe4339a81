package org.s2slab.engine.picture;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.s2slab.trace.TrustChange;
import org.s2slab.trace.TrustSubject;
import org.s2slab.trace.TrustSubject.Kind;
import org.s2slab.validation.TrustLevel;

/**
 * A certificate, a registration or a service principal in the configuration of a server, with the origin of each key.
 *
 * @param name the name; of a certificate, its thumbprint
 * @param principal the application id, with its realm if it is known, or null
 * @param keys the keys by thumbprint, each with the hop in which the server got the key
 * @param names the service principal names
 * @param settings the settings by name, such as {@code enabled}
 * @param since the hop of the last change
 */
public record PictureSubject(
        Kind kind,
        String name,
        @Nullable String principal,
        Map<String, PictureOrigin> keys,
        List<String> names,
        Map<String, String> settings,
        PictureOrigin since) {
    /** The name of a signing certificate's setting for its use: CURRENT, NEXT or PREVIOUS. */
    private static final String USE = "use";

    private static final String CURRENT = "CURRENT";

    /** The name of the setting with the key of a refused token, which the server did not have. */
    private static final String REFUSED = "refused";

    public PictureSubject {
        keys = Map.copyOf(keys);
        names = List.copyOf(names);
        settings = Map.copyOf(settings);
    }

    static PictureSubject of(TrustSubject subject) {
        Map<String, PictureOrigin> keys = new LinkedHashMap<>();
        subject.keys().forEach(key -> keys.put(key, PictureOrigin.BEFORE));
        if (subject.kind() == Kind.KEY) {
            keys.put(subject.name(), PictureOrigin.BEFORE);
        }
        return new PictureSubject(
                subject.kind(),
                subject.name(),
                subject.principal(),
                keys,
                subject.names(),
                subject.settings(),
                PictureOrigin.BEFORE);
    }

    /** The subject that a change adds. */
    static PictureSubject added(Kind kind, TrustChange change, PictureOrigin origin) {
        return new PictureSubject(
                        kind, change.name(), change.principal(), Map.of(), List.of(), Map.of(), PictureOrigin.BEFORE)
                .after(change, origin);
    }

    /** A certificate with its use (see {@link #USE}). */
    static PictureSubject signing(String thumbprint, String use, PictureOrigin origin) {
        return new PictureSubject(
                Kind.KEY, thumbprint, null, Map.of(thumbprint, origin), List.of(), Map.of(USE, use), origin);
    }

    /** The subject after a change of its keys, names or settings. */
    PictureSubject after(TrustChange change, PictureOrigin origin) {
        List<String> left = new ArrayList<>(names);
        if (change.what().equals("name-removed")) {
            left.removeAll(change.names());
        } else {
            left.addAll(change.names());
        }
        Map<String, String> set = new LinkedHashMap<>(settings);
        String setting = change.what().substring(change.what().indexOf('-') + 1);
        switch (setting) {
            case "enabled", "disabled" -> set.put(TrustSubject.ENABLED, String.valueOf(setting.equals("enabled")));
            default -> {
                if (change.value() != null) {
                    set.put(setting, change.value());
                } else if (change.before() != null) {
                    set.remove(setting);
                }
            }
        }
        return new PictureSubject(kind, name, principal, keys(change.keys(), change.gone(), origin), left, set, origin);
    }

    /** The subject after the server read its metadata document. */
    PictureSubject read(List<String> learned, List<String> gone, PictureOrigin origin) {
        Map<String, String> left = new LinkedHashMap<>(settings);
        left.remove(REFUSED);
        return new PictureSubject(kind, name, principal, keys(learned, gone, origin), names, left, since);
    }

    private Map<String, PictureOrigin> keys(List<String> learned, List<String> gone, PictureOrigin origin) {
        Map<String, PictureOrigin> left = new LinkedHashMap<>(keys);
        left.keySet().removeAll(gone);
        learned.forEach(key -> left.putIfAbsent(key, origin));
        return left;
    }

    /** Whether the subject is enabled; true if it has no such setting. */
    public boolean isEnabled() {
        return !"false".equals(settings.get(TrustSubject.ENABLED));
    }

    /** The realm of the application, or null. */
    @Nullable
    String realm() {
        String id = String.valueOf(principal);
        return id.contains("@") ? id.substring(id.indexOf('@') + 1) : settings.get("realm");
    }

    /** Whether the server refused a token because it lacked this key, and has not read the document since. */
    boolean hasRefused(@Nullable String key) {
        return key != null && key.equals(settings.get(REFUSED));
    }

    /** The subject after a server refused a token because that server did not know this key. */
    PictureSubject refusing(String key) {
        if (kind != Kind.PARTNER && kind != Kind.SERVER) {
            return this;
        }
        Map<String, String> set = new LinkedHashMap<>(settings);
        set.put(REFUSED, key);
        return new PictureSubject(kind, name, principal, keys, names, set, since);
    }

    /** Whether this is a registration with the trust level User, which needs a token of an authorization server. */
    boolean isForUsersOnly() {
        return TrustLevel.USER.name().equals(settings.get("level"));
    }

    /** Whether the registration has a linked account or its own permissions. */
    boolean hasRights() {
        return settings.containsKey("account") || settings.containsKey("permissions");
    }

    /** Whether this is the certificate that signs now. */
    public boolean signsNow() {
        return kind == Kind.KEY && CURRENT.equals(settings.get(USE));
    }

    /** A certificate with its new use, current or previous. Other subjects are returned unchanged. */
    PictureSubject used(boolean now) {
        if (kind != Kind.KEY || (!now && !signsNow())) {
            return this;
        }
        return new PictureSubject(kind, name, principal, keys, names, Map.of(USE, now ? CURRENT : "PREVIOUS"), since);
    }

    /** Whether an authorization server issues the tokens of this application. */
    boolean isVouched() {
        return "true".equals(settings.get("vouched"));
    }

    /** Whether this is the application in the realm. An unknown realm on either side matches every realm. */
    boolean isOf(String application, @Nullable String realm) {
        String id = String.valueOf(principal);
        int at = id.indexOf('@');
        String own = at < 0 ? settings.get("realm") : id.substring(at + 1);
        return (at < 0 ? id : id.substring(0, at)).equals(application)
                && (own == null || realm == null || own.equalsIgnoreCase(realm));
    }

    JsonObject json() {
        JsonArray held = new JsonArray();
        keys.forEach((key, origin) -> held.add(new JsonObject().put("key", key).put("since", origin.json())));
        return new JsonObject()
                .put("kind", kind.name())
                .put("name", name)
                .put("principal", principal)
                .put("keys", held)
                .put("names", new JsonArray(names))
                .put("enabled", isEnabled())
                .put("vouched", isVouched())
                .put("level", settings.get("level"))
                .put("use", settings.get(USE))
                .put("since", since.json());
    }
}
