package org.s2slab.report;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.hops.ObservedHop;
import org.s2slab.engine.hops.ObservedRule;
import org.s2slab.engine.hops.SequenceArrow;
import org.s2slab.report.OpenedToken.Judgement;
import org.s2slab.token.ClaimMeaning.Place;
import org.s2slab.trace.HopKind;

/** Collects the tokens of a sequence of hops: presented tokens, and tokens that were issued but not presented. */
final class TokenCollector {
    /** A token during collection: one actor token for one user. */
    private static final class Bundle {
        private final String hash;
        private @Nullable JsonObject layers;
        private final List<SequenceArrow> arrows = new ArrayList<>();

        Bundle(String hash) {
            this.hash = hash;
        }

        boolean speaksOf(ObservedHop hop) {
            if (!hash.equals(hop.token().hash())) {
                return false;
            }
            JsonObject told = hop.token().layers();
            JsonObject known = layers;
            if (told == null || known == null) {
                return known == null || sameUser(hop);
            }
            // The maker of an actor token does not know the user for whom a caller will wrap the token.
            boolean oneIsBare = !known.containsKey("outer") || !told.containsKey("outer");
            return oneIsBare
                    ? isMaking(hop) || arrows.stream().allMatch(arrow -> isMaking(arrow.hop()))
                    : known.equals(told);
        }

        private boolean sameUser(ObservedHop hop) {
            return hop.user() == null
                    || arrows.stream()
                            .map(arrow -> arrow.hop().user())
                            .allMatch(user -> user == null || user.equalsIgnoreCase(hop.user()));
        }

        void take(SequenceArrow arrow) {
            arrows.add(arrow);
            JsonObject told = arrow.hop().token().layers();
            if (told != null && (layers == null || told.containsKey("outer"))) {
                layers = told;
            }
        }
    }

    private TokenCollector() {}

    static List<OpenedToken> of(List<SequenceArrow> arrows) {
        List<Bundle> bundles = new ArrayList<>();
        for (SequenceArrow arrow : arrows) {
            String hash = arrow.hop().token().hash();
            if (hash != null) {
                bundle(bundles, arrow.hop(), hash).take(arrow);
            }
        }
        List<OpenedToken> tokens = new ArrayList<>();
        bundles.forEach(bundle -> tokens.add(opened(bundle, tokens.size() + 1)));
        return tokens;
    }

    private static Bundle bundle(List<Bundle> bundles, ObservedHop hop, String hash) {
        Optional<Bundle> known =
                bundles.stream().filter(bundle -> bundle.speaksOf(hop)).findFirst();
        return known.orElseGet(() -> {
            Bundle made = new Bundle(hash);
            bundles.add(made);
            return made;
        });
    }

    private static boolean isMaking(ObservedHop hop) {
        return switch (hop.kind()) {
            case SIGNED, TOKEN_ASKED, TOKEN_ISSUED, REUSED, CALLED -> true;
            default -> false;
        };
    }

    private static OpenedToken opened(Bundle bundle, int number) {
        List<Judgement> judgements = bundle.arrows.stream()
                .filter(arrow -> isJudgement(arrow.hop().kind()))
                .map(arrow -> new Judgement(
                        arrow.number(),
                        arrow.hop().node(),
                        arrow.hop().kind() == HopKind.ACCEPTED || arrow.hop().kind() == HopKind.TOKEN_ISSUED,
                        arrow.hop().token().checks()))
                .toList();
        List<ObservedRule> decisive = judgements.stream()
                .filter(judgement -> !judgement.checks().isEmpty())
                .max((one, other) -> Boolean.compare(other.accepted(), one.accepted()))
                .map(Judgement::checks)
                .orElse(List.of());
        List<TokenLayer> layers = layers(bundle.layers, decisive);
        return new OpenedToken(
                number,
                title(bundle, layers),
                bundle.hash,
                layers,
                bundle.arrows.stream().map(SequenceArrow::number).toList(),
                judgements);
    }

    private static boolean isJudgement(HopKind kind) {
        return kind == HopKind.ACCEPTED || kind == HopKind.REFUSED || kind == HopKind.TOKEN_DENIED;
    }

    private static List<TokenLayer> layers(@Nullable JsonObject shown, List<ObservedRule> checks) {
        List<TokenLayer> layers = new ArrayList<>();
        if (shown != null && shown.getJsonObject("outer") != null) {
            layers.add(TokenLayer.of(Place.OUTER, shown.getJsonObject("outer"), checks));
        }
        if (shown != null && shown.getJsonObject("actor") != null) {
            JsonObject actor = shown.getJsonObject("actor");
            Place place = Place.ofSigned(
                    actor.getJsonObject("claims", new JsonObject()).getMap());
            layers.add(TokenLayer.of(place, actor, checks));
        }
        return layers;
    }

    private static String title(Bundle bundle, List<TokenLayer> layers) {
        boolean issued = layers.stream().anyMatch(layer -> layer.place() == Place.ISSUED);
        boolean assertion = layers.stream().anyMatch(layer -> layer.place() == Place.ASSERTION);
        String user = bundle.arrows.stream()
                .map(arrow -> arrow.hop().user())
                .filter(found -> found != null)
                .findFirst()
                .map(found -> " for " + found)
                .orElse(", for the application alone");
        SequenceArrow first = bundle.arrows.get(0);
        if (assertion) {
            return "Assertion" + whose(first);
        }
        return (issued ? "Issued token" : "Token") + whose(first) + user;
    }

    private static String whose(SequenceArrow arrow) {
        ObservedHop hop = arrow.hop();
        return switch (hop.kind()) {
            case SIGNED, REUSED, CALLED, FAILED ->
                " of " + hop.node() + " for " + hop.peers().claimed();
            case TOKEN_ISSUED -> " of " + hop.peers().claimed() + " for " + hop.resource();
            default ->
                hop.peers().claimed() == null
                        ? " of an outsider for " + hop.node()
                        : " of " + hop.peers().claimed() + " for " + hop.node();
        };
    }
}
