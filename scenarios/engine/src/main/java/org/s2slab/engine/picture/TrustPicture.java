package org.s2slab.engine.picture;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.deployment.NodePlan;
import org.s2slab.engine.deployment.RunningNode;
import org.s2slab.engine.deployment.StepTarget;
import org.s2slab.engine.deployment.Topology;
import org.s2slab.engine.hops.ObservedHop;
import org.s2slab.engine.picture.PictureEdge.State;
import org.s2slab.trace.HopDetail;
import org.s2slab.trace.TrustChange;
import org.s2slab.trace.TrustChangeDetail;
import org.s2slab.trace.TrustSubject;

/**
 * The signing keys of every server of a deployment, and the servers that each server trusts, at the moment of a hop.
 * Each key and each registration has its origin: a hop, and the cmdlet of an administrator.
 *
 * @param cards a card for each node, in the order of the topology
 * @param reads by node and thumbprint, the URL of the document that contained the key when the node last read it
 * @param last the last change, or null before the first change
 * @param made by caller and resource, the hop that caused the current state of the trust; absent if the state is older
 *     than the first hop
 */
public record TrustPicture(
        List<PictureCard> cards,
        Map<String, String> reads,
        @Nullable PictureChange last,
        Map<String, PictureOrigin> made) {
    /** The rule that refuses a token whose key the server does not find. */
    private static final String KEY_UNKNOWN = "E4";

    public TrustPicture {
        cards = List.copyOf(cards);
        reads = Map.copyOf(reads);
        made = Map.copyOf(made);
    }

    /**
     * The picture before the first hop.
     *
     * @param subjects the keys and trusted servers, by the name of a node or else by {@link NodePlan#configuration}
     */
    public static TrustPicture before(Topology plan, Map<String, List<TrustSubject>> subjects) {
        List<PictureCard> cards = new ArrayList<>();
        for (NodePlan node : plan.nodes().values()) {
            cards.add(PictureCard.of(node, plan, subjects));
        }
        return new TrustPicture(cards, Map.of(), null, Map.of());
    }

    /** The picture of the current configuration of the nodes. A stopped node has the card of its configuration. Blocks. */
    public static TrustPicture before(StepTarget topology) {
        Map<String, List<TrustSubject>> subjects = new HashMap<>();
        for (RunningNode node : topology.nodes()) {
            if (node.isUp()) {
                List<TrustSubject> found = topology.managed(node).trust().await();
                subjects.put(node.plan().name(), found);
                subjects.put(node.plan().configuration(), found);
            }
        }
        return before(topology.plan(), subjects);
    }

    /**
     * The picture at a hop.
     *
     * @param hops all hops, in their order
     * @param index the index of the hop, starting at 0
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
        if (hop.detail() instanceof TrustChangeDetail detail) {
            return after(hop.node(), detail, number);
        }
        return switch (hop.kind()) {
            case SIGNED -> signed(hop.node(), hop.token().actorKey(), number);
            case TOKEN_ISSUED ->
                signed(
                        hop.peers().actual(),
                        hop.detail() instanceof HopDetail.TokenFor token ? token.key() : null,
                        number);
            case TOKEN_DENIED -> signed(hop.peers().actual(), hop.token().actorKey(), number);
            case REFUSED ->
                KEY_UNKNOWN.equals(hop.rule()) && hop.peers().actual() != null
                        ? refused(hop.node(), hop.token().actorKey(), number)
                        : this;
            default -> this;
        };
    }

    /** The picture after a node refused a token whose key it lacked. It will not learn the key with the next token. */
    private TrustPicture refused(String node, @Nullable String key, int number) {
        List<PictureCard> now = cards.stream()
                .map(card -> key != null && isOf(card, node) ? card.refusing(key) : card)
                .toList();
        return next(now, reads, last, new PictureOrigin(number, null, null, null));
    }

    /**
     * The picture after a node signed with a key. A staged certificate becomes current at its date without a cmdlet.
     * The first token or assertion with its signature shows the change.
     */
    private TrustPicture signed(@Nullable String node, @Nullable String key, int number) {
        List<PictureCard> now = cards.stream()
                .map(card -> isOf(card, node) ? card.signedWith(key) : card)
                .toList();
        return now.equals(cards) ? this : next(now, reads, last, new PictureOrigin(number, null, null, null));
    }

    /** The next picture. If the state of a trust differs from this picture, its origin is this hop. */
    private TrustPicture next(
            List<PictureCard> now, Map<String, String> known, @Nullable PictureChange change, PictureOrigin origin) {
        Map<String, State> states = new HashMap<>();
        edges().forEach(edge -> states.put(nameOf(edge), edge.state()));
        Map<String, PictureOrigin> since = new HashMap<>(made);
        new TrustPicture(now, known, change, made)
                .edges().stream()
                        .filter(edge -> edge.state() != states.get(nameOf(edge)))
                        .forEach(edge -> since.put(nameOf(edge), origin));
        return new TrustPicture(now, known, change, since);
    }

    private static String nameOf(PictureEdge edge) {
        return edge.caller() + " " + edge.resource();
    }

    private TrustPicture after(String node, HopDetail.Metadata document, int number) {
        Map<String, String> known = new HashMap<>(reads);
        document.keys().forEach(key -> known.put(node + " " + key, document.uri()));
        PictureOrigin origin = new PictureOrigin(number, null, null, document.uri());
        List<PictureCard> now = cards.stream()
                .map(card -> isOf(card, node) ? card.after(document, origin) : card)
                .toList();
        return next(now, known, last, origin);
    }

    private TrustPicture after(String node, TrustChangeDetail detail, int number) {
        List<PictureCard> now = new ArrayList<>();
        PictureOrigin made = new PictureOrigin(number, detail.cmdlet(), detail.text(), null);
        PictureChange change = last;
        for (PictureCard card : cards) {
            PictureCard changed = card;
            if (card.node().equals(node)) {
                change = PictureChange.of(this, card, detail, number);
            }
            for (TrustChange one : detail.changes()) {
                if (concerns(one, card, node)) {
                    changed = changed.after(
                            one, new PictureOrigin(number, detail.cmdlet(), detail.text(), uri(node, one)));
                }
            }
            now.add(changed);
        }
        return next(now, reads, change, made);
    }

    /** Whether a card belongs to a node, or to a server with the same configuration. */
    private boolean isOf(PictureCard card, @Nullable String node) {
        return cards.stream()
                .anyMatch(other ->
                        other.node().equals(node) && other.organization().equals(card.organization()));
    }

    /** Whether a change on a node concerns a card. Each authorization server over one database has its own keys. */
    private boolean concerns(TrustChange change, PictureCard card, String node) {
        boolean isOwnKey = card.role().equals("authz") && change.what().startsWith("key-");
        return isOwnKey ? card.node().equals(node) : isOf(card, node);
    }

    /** The URL of the document from which the node read a key of a change, or null. */
    private @Nullable String uri(String node, TrustChange change) {
        return change.keys().stream()
                .map(key -> reads.get(node + " " + key))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /** The trust between every two servers that can call each other. */
    public List<PictureEdge> edges() {
        PictureCard authz = cards.stream()
                .filter(card -> card.role().equals("authz"))
                .findFirst()
                .orElse(null);
        List<PictureEdge> edges = new ArrayList<>();
        for (PictureCard caller : cards) {
            for (PictureCard resource : cards) {
                if (!caller.organization().equals(resource.organization())
                        && !caller.role().equals("authz")
                        && !resource.role().equals("authz")) {
                    PictureEdge edge = new EdgeDerivation(caller, resource, authz).edge();
                    edges.add(edge.madeBy(made.getOrDefault(nameOf(edge), PictureOrigin.BEFORE)));
                }
            }
        }
        return List.copyOf(edges);
    }

    /** Whether the last change is newer than in the other picture, and reduces trust. */
    public boolean lessSince(TrustPicture other) {
        PictureChange change = last;
        return change != null && !change.equals(other.last) && change.less();
    }

    /**
     * The card of the server with the application id of a principal. If several servers have this id, the one with the
     * principal's realm comes first. Null if there is none.
     */
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

    /** The picture as JSON for pages and programs. Its edges are between pools, and servers without a pool. */
    public JsonObject json() {
        JsonArray all = new JsonArray();
        cards.forEach(card -> all.add(card.json()));
        JsonArray lines = new JsonArray();
        PooledEdge.of(cards, edges()).forEach(edge -> lines.add(edge.json()));
        return new JsonObject().put("cards", all).put("edges", lines).put("change", last == null ? null : last.json());
    }
}
