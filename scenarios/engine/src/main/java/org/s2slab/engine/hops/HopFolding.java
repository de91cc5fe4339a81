package org.s2slab.engine.hops;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.s2slab.trace.HopDetail;

/**
 * Finds repeated hops, such as twelve calls with one token, so that a report can show them in one row. The class
 * receives the hops of one step, one by one, in their order. Refusals, challenges and the first hops of a form are
 * never folded. A change of trust ends a repetition.
 */
public final class HopFolding {
    /** Maximum length of a repeated sequence: two calls with their tokens and results, and two more hops. */
    private static final int LONGEST = 8;

    /** Minimum number of hops in one row. */
    private static final int FEWEST = 3;

    /**
     * A row of hops that repeat the preceding {@code unit} hops.
     *
     * @param first the index of the first folded hop, starting at 0
     * @param last the index of the last folded hop
     * @param unit the number of hops in one repetition
     */
    public record Run(int first, int last, int unit) {
        /** The number of repetitions. */
        public int times() {
            return (last - first + 1) / unit;
        }

        /** Whether the hop with this index is in the row. */
        public boolean contains(int index) {
            return index >= first && index <= last;
        }
    }

    /** The properties that are equal in two hops if one repeats the other. Their times differ. */
    private record Form(
            String shown, @Nullable String token, @Nullable String path, HopOrigin.Kind origin) {
        static Form of(ObservedHop hop) {
            String shown = hop.sentence() + " " + hop.peers().actual();
            HopDetail detail = hop.detail();
            return new Form(
                    shown,
                    hop.token().hash(),
                    detail == null ? null : detail.text(),
                    hop.origin().kind());
        }
    }

    private final List<@Nullable Form> forms = new ArrayList<>();
    private @Nullable Run open;

    /** The index of the first hop that no row contains yet. */
    private int free;

    /** The rows in these hops, in their order. */
    public static List<Run> of(List<ObservedHop> hops) {
        HopFolding folding = new HopFolding();
        List<Run> runs = new ArrayList<>();
        for (ObservedHop hop : hops) {
            Run run = folding.add(hop);
            if (run != null && !runs.isEmpty() && runs.get(runs.size() - 1).first() == run.first()) {
                runs.remove(runs.size() - 1);
            }
            if (run != null) {
                runs.add(run);
            }
        }
        return List.copyOf(runs);
    }

    /**
     * Receives the next hop. Returns the row that this hop completes or continues, or null. A continued row keeps its
     * first hop.
     */
    public @Nullable Run add(ObservedHop hop) {
        forms.add(isFoldable(hop) ? Form.of(hop) : null);
        Run before = open;
        if (before != null) {
            if (!repeats(before.unit(), 1)) {
                open = null;
            } else if ((forms.size() - before.first()) % before.unit() == 0) {
                return opened(new Run(before.first(), forms.size() - 1, before.unit()));
            } else {
                return null;
            }
        }
        Run found = found();
        return found == null ? null : opened(found);
    }

    private Run opened(Run run) {
        open = run;
        free = run.last() + 1;
        return run;
    }

    private @Nullable Run found() {
        for (int unit = 1; unit <= LONGEST; unit++) {
            int times = (FEWEST + unit - 1) / unit;
            int first = forms.size() - unit * times;
            if (first >= free && repeats(unit, unit * times)) {
                return new Run(first, forms.size() - 1, unit);
            }
        }
        return null;
    }

    /** Whether each of the last {@code hops} hops equals the hop {@code unit} places before it, and can be folded. */
    private boolean repeats(int unit, int hops) {
        if (forms.size() < hops + unit) {
            return false;
        }
        for (int index = forms.size() - hops; index < forms.size(); index++) {
            Form form = forms.get(index);
            if (form == null || !Objects.equals(form, forms.get(index - unit))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isFoldable(ObservedHop hop) {
        return switch (hop.kind()) {
            case CHALLENGED, REFUSED, TOKEN_DENIED, METADATA_REFUSED, FAILED, TRUST_CHANGED -> false;
            case METADATA_READ ->
                !(hop.detail() instanceof HopDetail.Metadata read)
                        || (read.learned().isEmpty() && read.gone().isEmpty());
            default -> true;
        };
    }
}
