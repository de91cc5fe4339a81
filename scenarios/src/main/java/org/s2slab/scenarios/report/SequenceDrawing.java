package org.s2slab.scenarios.report;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Draws a sequence while it grows: its lanes once, then a line for each arrow, each a piece of HTML of its own. The pieces
 * belong into elements of the classes {@code sequence} and {@code lanes-N}, N being the number of lanes, under the style
 * {@code report/sequence.css}; they hold no script and no style of their own.
 */
public final class SequenceDrawing {
    private final Sequence sequence;
    private final String prefix;

    /** @param prefix begins the ids of everything drawn */
    public SequenceDrawing(Sequence sequence, String prefix) {
        this.sequence = sequence;
        this.prefix = prefix;
    }

    /** The heads of the lanes. */
    public String lanes() {
        return Pages.render("report/lanes.jte", Map.of("participants", sequence.participants()));
    }

    /** The line of one arrow; what opens holds the token it speaks of, opened up as far as the sequence has come. */
    public String line(Arrow arrow) {
        HopView view = new HopView(arrow, sequence.participants(), prefix, token(arrow), true);
        return Pages.render("report/hop.jte", Map.of("hop", view));
    }

    private @Nullable OpenedToken token(Arrow arrow) {
        String hash = arrow.hop().token().hash();
        if (hash == null) {
            return null;
        }
        List<Arrow> same = sequence.arrows().stream()
                .filter(other -> other.number() <= arrow.number()
                        && Objects.equals(other.hop().token().hash(), hash))
                .toList();
        return OpenedTokens.of(same).stream()
                .filter(token -> token.hops().contains(arrow.number()))
                .findFirst()
                .orElse(null);
    }
}
