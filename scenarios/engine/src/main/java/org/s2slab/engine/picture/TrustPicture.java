package org.s2slab.engine.picture;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.deployment.Deployment;
import org.s2slab.engine.deployment.NodePlan;
import org.s2slab.engine.deployment.RunningNode;
import org.s2slab.engine.deployment.Topology;
import org.s2slab.engine.hops.ObservedHop;
import org.s2slab.trace.HopDetail;
import org.s2slab.trace.HopKind;
import org.s2slab.trace.TrustChange;
import org.s2slab.trace.TrustDetail;
import org.s2slab.trace.TrustSubject;

/**
 * What every server of a deployment signs with and whom it trusts, at the moment of a hop. Each key and each
 * registration has the hop since which it is there, with the cmdlet that an administrator ran.
 *
 * @param cards a card for each node, in the order of the topology
 * @param reads by node and thumbprint, the address from which a node last read a key
 * @param last what the last change was, or null before the first
 */
public record TrustPicture(
        List<PictureCard> cards,
        Map<String, String> reads,
        @Nullable PictureChange last) {
    public TrustPicture {
        cards = List.copyOf(cards);
        reads = Map.copyOf(reads);
    }

    /**
     * The picture before the first hop.
     *
     * @param subjects what each node signs with and trusts, by its name; a node without an entry has nothing
     */
    public static TrustPicture before(Topology plan, Map<String, List<TrustSubject>> subjects) {
        List<PictureCard> cards = new ArrayList<>();
        for (NodePlan node : plan.nodes().values()) {
            cards.add(PictureCard.of(node, subjects.getOrDefault(node.name(), List.of())));
        }
        return new TrustPicture(cards, Map.of(), null);
    }

    /** The picture of what the nodes have now; a node that is down has nothing. Blocks. */
    public static TrustPicture before(Deployment topology) {
        Map<String, List<TrustSubject>> subjects = new HashMap<>();
        for (RunningNode node : topology.nodes()) {
            if (node.isUp()) {
                subjects.put(node.plan().name(), topology.managed(node).trust().await());
            }
        }
        return before(topology.plan(), subjects);
    }

    /**
     * The picture at a hop.
     *
     * @param hops all hops, in their order
     * @param index the index of the hop, from 0
     */
    public static TrustPicture at(TrustPicture before, List<ObservedHop> hops, int index) {
        TrustPicture picture = before;
        for (int i = 0; i <= index; i++) {
            picture = picture.after(hops.get(i), i + 1);
        }
        return picture;
    }

    /** The picture after one more hop; the same picture if the hop changes no trust. */
    public TrustPicture after(ObservedHop hop, int number) {
        if (hop.detail() instanceof HopDetail.Metadata document
                && !document.keys().isEmpty()) {
            return after(hop.node(), document, number);
        }
        if (hop.detail() instanceof TrustDetail detail) {
            return after(hop.node(), detail, number);
        }
        return hop.kind() == HopKind.SIGNED ? signed(hop.node(), signer(hop)) : this;
    }

    /** A staged certificate signs from its date on, without a cmdlet; the first token that it signs shows it. */
    private TrustPicture signed(String node, @Nullable String key) {
        List<PictureCard> now = cards.stream()
                .map(card -> card.node().equals(node) ? card.signedWith(key) : card)
                .toList();
        return now.equals(cards) ? this : new TrustPicture(now, reads, last);
    }

    /** The thumbprint of the key in the header of the token that was signed, or null. */
    private static @Nullable String signer(ObservedHop hop) {
        JsonObject layers = hop.token().layers();
        JsonObject actor = layers == null ? null : layers.getJsonObject("actor");
        JsonObject header = actor == null ? null : actor.getJsonObject("header");
        return header != null && header.getValue("x5t") instanceof String x5t
                ? HexFormat.of()
                        .withUpperCase()
                        .formatHex(Base64.getUrlDecoder().decode(x5t))
                : null;
    }

    private TrustPicture after(String node, HopDetail.Metadata document, int number) {
        Map<String, String> known = new HashMap<>(reads);
        document.keys().forEach(key -> known.put(node + " " + key, document.uri()));
        PictureOrigin origin = new PictureOrigin(number, null, null, document.uri());
        List<PictureCard> now = cards.stream()
                .map(card -> card.node().equals(node) ? card.after(document, origin) : card)
                .toList();
        return new TrustPicture(now, known, last);
    }

    private TrustPicture after(String node, TrustDetail detail, int number) {
        List<PictureCard> now = new ArrayList<>();
        PictureChange change = last;
        for (PictureCard card : cards) {
            PictureCard changed = card;
            if (card.node().equals(node)) {
                change = PictureChange.of(this, card, detail, number);
                for (TrustChange one : detail.changes()) {
                    changed = changed.after(
                            one, new PictureOrigin(number, detail.cmdlet(), detail.text(), uri(node, one)));
                }
            }
            now.add(changed);
        }
        return new TrustPicture(now, reads, change);
    }

    /** The address from which the node read a key of a change, or null. */
    private @Nullable String uri(String node, TrustChange change) {
        return change.keys().stream()
                .map(key -> reads.get(node + " " + key))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /** The trust of each pair of servers that call each other. */
    public List<PictureEdge> edges() {
        PictureCard authz = cards.stream()
                .filter(card -> card.role().equals("authz"))
                .findFirst()
                .orElse(null);
        List<PictureEdge> edges = new ArrayList<>();
        for (PictureCard caller : cards) {
            for (PictureCard resource : cards) {
                if (!caller.node().equals(resource.node()) && !caller.equals(authz) && !resource.equals(authz)) {
                    edges.add(new EdgeDerivation(caller, resource, authz).edge());
                }
            }
        }
        return List.copyOf(edges);
    }

    /** Whether the last change is later than that of another picture, and takes trust away. */
    public boolean lessSince(TrustPicture other) {
        PictureChange change = last;
        return change != null && !change.equals(other.last) && change.less();
    }

    /** The card of the server that a registration is about, or null. */
    @Nullable
    PictureCard named(@Nullable String principal) {
        String id = String.valueOf(principal);
        String application = id.contains("@") ? id.substring(0, id.indexOf('@')) : id;
        List<PictureCard> same = cards.stream()
                .filter(card -> card.application().equals(application))
                .toList();
        return same.stream()
                .filter(card -> id.endsWith("@" + card.realm()))
                .findFirst()
                .orElse(same.isEmpty() ? null : same.get(0));
    }

    /** For pages and programs. */
    public JsonObject json() {
        JsonArray all = new JsonArray();
        cards.forEach(card -> all.add(card.json()));
        JsonArray lines = new JsonArray();
        edges().forEach(edge -> lines.add(edge.json()));
        return new JsonObject().put("cards", all).put("edges", lines).put("change", last == null ? null : last.json());
    }
}
