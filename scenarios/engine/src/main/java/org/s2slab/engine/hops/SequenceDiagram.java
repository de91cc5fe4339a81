package org.s2slab.engine.hops;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.deployment.NodePlan;
import org.s2slab.engine.deployment.Topology;
import org.s2slab.engine.hops.SequenceArrow.Tone;
import org.s2slab.trace.FailureCause;
import org.s2slab.trace.HopDetail;

/**
 * A sequence diagram: hops as arrows between lanes, in the order in which they are added. The lanes do not change, so
 * that a diagram can be drawn while hops are added.
 */
public final class SequenceDiagram {
    private final List<SequenceLane> participants;
    private final List<SequenceArrow> arrows = new ArrayList<>();

    /** @param participants the lanes, from left to right */
    public SequenceDiagram(List<SequenceLane> participants) {
        this.participants = List.copyOf(participants);
    }

    /** Creates a diagram with all possible lanes: people, each node of the deployment, and one lane for all others. */
    public static SequenceDiagram of(Topology plan) {
        List<SequenceLane> all = new ArrayList<>();
        all.add(new SequenceLane(SequenceLane.PERSON, "People", "with passwords", List.of()));
        for (NodePlan node : plan.nodes().values()) {
            all.add(SequenceLane.of(node));
        }
        all.add(new SequenceLane(SequenceLane.ELSEWHERE, "Elsewhere", "not a node", List.of()));
        return new SequenceDiagram(all);
    }

    /** Creates a diagram of complete hops. It has a lane for each node, and for people or others if they take part. */
    public static SequenceDiagram of(Topology plan, List<ObservedHop> hops) {
        SequenceDiagram all = of(plan);
        hops.forEach(all::add);
        Set<Integer> used = new LinkedHashSet<>();
        all.arrows.forEach(arrow -> used.addAll(List.of(arrow.from(), arrow.to())));
        List<SequenceLane> present = new ArrayList<>();
        for (int lane = 0; lane < all.participants.size(); lane++) {
            if (all.participants.get(lane).isNode() || used.contains(lane)) {
                present.add(all.participants.get(lane));
            }
        }
        SequenceDiagram sequence = new SequenceDiagram(present);
        hops.forEach(sequence::add);
        return sequence;
    }

    /** The lanes, from left to right. */
    public List<SequenceLane> participants() {
        return participants;
    }

    /** The arrows so far. */
    public List<SequenceArrow> arrows() {
        return List.copyOf(arrows);
    }

    /** Adds the next hop. */
    public SequenceArrow add(ObservedHop hop) {
        int self = lane(hop.node());
        int known = called(hop);
        // At the called node, only the trace shows the sender of a token. The claims of the token may be false.
        int sender = lane(hop.peers().actual());
        SequenceArrow arrow = switch (hop.kind()) {
            case SIGNED_IN -> arrow(hop, Tone.YES, lane(SequenceLane.PERSON), self, named(hop) + " signs in");
            case ASKED -> arrow(hop, Tone.ASKS, self, known, "asks for the challenge");
            case CHALLENGED -> arrow(hop, Tone.CHALLENGES, self, sender, "responds with 401 and a challenge");
            case SIGNED -> arrow(hop, Tone.TOKEN, self, self, "signs an actor token");
            case TOKEN_ASKED -> arrow(hop, Tone.ASKS, self, known, "requests a token" + forResource(hop));
            case TOKEN_ISSUED -> arrow(hop, Tone.TOKEN, self, sender, "issues a token" + forResource(hop));
            case TOKEN_DENIED -> arrow(hop, Tone.NO, self, sender, "refuses a token" + byRule(hop));
            case REUSED -> arrow(hop, Tone.KEPT, self, self, "reuses its token");
            case CALLED -> arrow(hop, Tone.ASKS, self, known, "calls" + forUser(hop));
            case FAILED -> failed(hop, self, known);
            case ACCEPTED -> arrow(hop, Tone.YES, self, sender, "accepts " + claimed(hop) + forUser(hop));
            case REFUSED -> arrow(hop, Tone.NO, self, sender, "refuses" + forUser(hop) + byRule(hop));
            case METADATA_READ -> arrow(hop, Tone.READS, self, known, "reads the metadata");
            case METADATA_REFUSED -> lost(hop, self, known, "cannot read the metadata" + byRule(hop));
            case TRUST_CHANGED -> arrow(hop, Tone.CHANGES, self, self, "changes its trust");
        };
        arrows.add(arrow);
        return arrow;
    }

    private SequenceArrow failed(ObservedHop hop, int self, int peer) {
        // A call with a token was sent and refused. The refusal is in the other node's journal. Without a token, the
        // node did not send the call.
        return hop.token().hash() == null
                ? lost(hop, self, peer, (hasNoMailbox(hop) ? "finds no mailbox" : "cannot call") + forUser(hop))
                : arrow(hop, Tone.FAILS, self, self, "its call fails");
    }

    private static boolean hasNoMailbox(ObservedHop hop) {
        return hop.detail() instanceof HopDetail.Failure failure && failure.cause() == FailureCause.NO_MAILBOX;
    }

    private SequenceArrow arrow(ObservedHop hop, Tone tone, int from, int to, String text) {
        return new SequenceArrow(arrows.size() + 1, hop, tone, from, to, true, text, aside(hop));
    }

    private SequenceArrow lost(ObservedHop hop, int from, int to, String text) {
        return new SequenceArrow(arrows.size() + 1, hop, Tone.FAILS, from, to, false, text, aside(hop));
    }

    private int lane(@Nullable String id) {
        for (int lane = 0; lane < participants.size(); lane++) {
            if (participants.get(lane).id().equals(id)) {
                return lane;
            }
        }
        return participants.size() - 1;
    }

    /**
     * The lane of the called node: of the node whose journal has the answer, or else by the URL of the request, or by the
     * node's name if there is no URL.
     */
    private int called(ObservedHop hop) {
        if (hop.peers().answerer() != null) {
            return lane(hop.peers().answerer());
        }
        HopDetail detail = hop.detail();
        String host = detail == null ? null : detail.address().map(URI::getHost).orElse(null);
        for (int lane = 0; host != null && lane < participants.size(); lane++) {
            if (participants.get(lane).hosts().contains(host)) {
                return lane;
            }
        }
        String named = hop.peers().claimed() != null
                ? hop.peers().claimed()
                : hop.peers().actual();
        for (int lane = 0; named != null && lane < participants.size(); lane++) {
            if (named.equals(hop.peers().pools().get(participants.get(lane).id()))) {
                return lane;
            }
        }
        return lane(named);
    }

    private static @Nullable String aside(ObservedHop hop) {
        HopDetail detail = hop.detail();
        if (detail instanceof HopDetail.Call call) {
            return call.method() + " " + path(call);
        }
        return switch (hop.kind()) {
            case METADATA_READ -> detail == null ? null : path(detail);
            case CHALLENGED, TRUST_CHANGED -> hop.detailText();
            case SIGNED -> detail instanceof HopDetail.TokenFor token ? "for " + token.host() : null;
            case REFUSED, TOKEN_DENIED, METADATA_REFUSED -> hop.detailText();
            case FAILED -> hop.token().hash() == null ? hop.detailText() : null;
            default -> null;
        };
    }

    /** The path of a URL, or the whole text if it is not a URL. */
    private static String path(HopDetail detail) {
        return detail.address()
                .map(uri -> uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery()))
                .orElse(detail.text());
    }

    private static String claimed(ObservedHop hop) {
        return Optional.ofNullable(hop.peers().claimed()).map(hop::label).orElse("it");
    }

    private static String named(ObservedHop hop) {
        return hop.user() == null ? "somebody" : hop.user();
    }

    private static String forUser(ObservedHop hop) {
        return hop.user() == null ? "" : " for " + hop.user();
    }

    private static String forResource(ObservedHop hop) {
        return hop.resource() == null ? "" : " for " + hop.label(hop.resource());
    }

    private static String byRule(ObservedHop hop) {
        return hop.rule() == null ? "" : ", rule " + hop.rule();
    }
}
