package org.s2slab.engine.picture;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.deployment.NodePlan;
import org.s2slab.engine.deployment.Topology;
import org.s2slab.engine.product.ProductRole;
import org.s2slab.trace.HopDetail;
import org.s2slab.trace.TrustChange;
import org.s2slab.trace.TrustSubject;
import org.s2slab.trace.TrustSubject.Kind;

/**
 * The signing keys of a server at a moment, and the servers that it trusts.
 *
 * @param node the name of the server's node
 * @param role lync, exchange, sharepoint or authz
 * @param title the name in sentences about trust: that of the server, or of its pool
 * @param label the server's name on a page
 * @param host the principal host name
 * @param application the application id of the product
 * @param organization the owner of the configuration: servers with one owner have the same subjects
 * @param pool the name of the server's pool, or null
 * @param online whether the server is an online service; such a service accepts the applications of its tenant without
 *     a registration
 * @param subjects the server's certificates, registrations and service principals
 */
public record PictureCard(
        String node,
        String role,
        String title,
        String label,
        String host,
        String application,
        String organization,
        @Nullable String pool,
        boolean online,
        List<PictureSubject> subjects) {
    public PictureCard {
        subjects = List.copyOf(subjects);
    }

    /**
     * The names of a server on a page: {@code title} is its product, and the node's name if several servers have the same
     * product, with the pool after it. {@code poolTitle} has the name of the pool instead; {@code pool} and {@code product}
     * are each alone.
     */
    public static JsonObject names(NodePlan plan, Topology topology) {
        return new JsonObject()
                .put("title", shown(named(plan, plan.label(), topology)))
                .put("pool", plan.pool() == null ? null : plan.poolName())
                .put("poolTitle", shown(named(plan, plan.poolName(), topology)))
                .put("product", shown(ProductRole.title(plan.role(), plan.online())));
    }

    private static String shown(String title) {
        return capital(title.replaceFirst("^the ", ""));
    }

    private static String named(NodePlan plan, String name, Topology topology) {
        String title = ProductRole.title(plan.role(), plan.online());
        long alike = topology.nodes().values().stream()
                .filter(other -> ProductRole.title(other.role(), other.online()).equals(title))
                .count();
        return alike > 1 || plan.pool() != null ? title + " '" + name + "'" : title;
    }

    static PictureCard of(NodePlan plan, Topology topology, Map<String, List<TrustSubject>> subjects) {
        List<TrustSubject> own = subjects.get(plan.name());
        List<TrustSubject> found = own == null ? subjects.getOrDefault(plan.configuration(), List.of()) : own;
        return new PictureCard(
                plan.name(),
                plan.role(),
                named(plan, plan.poolName(), topology),
                shown(named(plan, plan.label(), topology)),
                plan.host(),
                plan.applicationId(),
                plan.configuration(),
                plan.pool() == null ? null : plan.poolName(),
                plan.online(),
                found.stream().map(PictureSubject::of).toList());
    }

    /** Changes the first letter of a sentence to a capital letter. */
    static String capital(String text) {
        return text.isEmpty() ? text : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }

    /** The realm with which the server signs, or null if it is unknown. */
    @Nullable
    String realm() {
        return of(Kind.REALM)
                .map(subject -> subject.settings().get("realm"))
                .findFirst()
                .orElse(null);
    }

    /** The certificate that signs now. */
    Optional<PictureSubject> signing() {
        return subjects.stream().filter(PictureSubject::signsNow).findFirst();
    }

    Stream<PictureSubject> of(Kind kind) {
        return subjects.stream().filter(subject -> subject.kind() == kind);
    }

    /** The card after a cmdlet made this change. */
    PictureCard after(TrustChange change, PictureOrigin origin) {
        String[] what = change.what().split("-", 2);
        return switch (what[0]) {
            case "key" -> signing(change, what[1], origin);
            case "partner" -> registration(Kind.PARTNER, change, origin);
            case "server" -> registration(Kind.SERVER, change, origin);
            case "principal", "credential" -> registration(Kind.PRINCIPAL, change, origin);
            case "name" -> registration(kindOf(change.name()), change, origin);
            default -> registration(Kind.REALM, change, origin);
        };
    }

    /** The card after the server read a metadata document. Each registration with this document gets its keys. */
    PictureCard after(HopDetail.Metadata document, PictureOrigin origin) {
        return with(subjects.stream()
                .map(subject ->
                        isOf(subject, document) ? subject.read(document.keys(), document.gone(), origin) : subject)
                .toList());
    }

    private static boolean isOf(PictureSubject subject, HopDetail.Metadata document) {
        boolean registration = subject.kind() == Kind.PARTNER || subject.kind() == Kind.SERVER;
        String address = subject.settings().get("address");
        return registration
                && (address == null
                        ? document.principal() != null && subject.isOf(document.principal(), document.realm())
                        : address.equals(document.uri()));
    }

    private Kind kindOf(String name) {
        return subjects.stream()
                .filter(subject -> subject.name().equals(name) && subject.kind() != Kind.KEY)
                .map(PictureSubject::kind)
                .findFirst()
                .orElse(Kind.PRINCIPAL);
    }

    private PictureCard signing(TrustChange change, String use, PictureOrigin origin) {
        List<PictureSubject> left = new ArrayList<>(subjects);
        left.removeIf(subject -> subject.kind() == Kind.KEY && subject.name().equals(change.name()));
        String now = switch (use) {
            case "assigned" -> "CURRENT";
            case "staged" -> "NEXT";
            case "removed" -> "";
            default -> "PREVIOUS";
        };
        boolean none = left.stream().noneMatch(PictureSubject::signsNow);
        if (now.isEmpty() && none) {
            left.replaceAll(one -> one.used(true));
        }
        if (!now.isEmpty()) {
            left.removeIf(subject ->
                    subject.kind() == Kind.KEY && now.equals(subject.settings().get("use")));
            left.add(PictureSubject.signing(change.name(), now, origin));
        }
        return with(left);
    }

    /** The card after the server signed with a key. If this key was staged, it is now the current key. */
    PictureCard signedWith(@Nullable String key) {
        boolean next = of(Kind.KEY).anyMatch(one -> one.name().equals(key) && !one.signsNow());
        return next
                ? with(subjects.stream()
                        .map(one -> one.used(one.name().equals(key)))
                        .toList())
                : this;
    }

    /** The card after the server refused a token because it did not have the key. */
    PictureCard refusing(String key) {
        return with(subjects.stream().map(one -> one.refusing(key)).toList());
    }

    private PictureCard registration(Kind kind, TrustChange change, PictureOrigin origin) {
        List<PictureSubject> left = new ArrayList<>();
        boolean removed = change.what().equals(word(kind) + "-removed");
        boolean found = false;
        for (PictureSubject subject : subjects) {
            boolean same = subject.kind() == kind
                    && subject.name().equals(change.name())
                    && (kind != Kind.PRINCIPAL || Objects.equals(subject.principal(), change.principal()));
            found = found || same;
            if (!same) {
                left.add(subject);
            } else if (!removed) {
                left.add(subject.after(change, origin));
            }
        }
        if (!found && !removed) {
            left.add(PictureSubject.added(kind, change, origin));
        }
        return with(left);
    }

    private static String word(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private PictureCard with(List<PictureSubject> others) {
        return new PictureCard(node, role, title, label, host, application, organization, pool, online, others);
    }

    JsonObject json() {
        JsonArray all = new JsonArray();
        subjects.stream().filter(subject -> subject.kind() != Kind.REALM).forEach(subject -> all.add(subject.json()));
        return new JsonObject()
                .put("node", node)
                .put("role", role)
                .put("title", label)
                .put("host", host)
                .put("application", application)
                .put("pool", pool)
                .put("realm", realm())
                .put("subjects", all);
    }
}
