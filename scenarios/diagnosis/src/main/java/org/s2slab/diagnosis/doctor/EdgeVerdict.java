package org.s2slab.diagnosis.doctor;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The doctor's result about the trust of one server in another.
 *
 * @param date the time at which the trust breaks; only with WILL_BREAK
 */
public record EdgeVerdict(Word word, @Nullable Instant date) {
    /** The kinds of result. */
    public enum Word {
        /** The resource accepts the caller's tokens. */
        HOLDS,
        /** The resource accepts the caller's tokens, but only until a near date. */
        WILL_BREAK,
        /** The resource does not accept the caller's tokens. */
        BROKEN,
        /** The caller is a trusted application that is not one of the products. */
        FOREIGN,
        /** The trust is not configured. This is not a fault. */
        NOT_CONFIGURED
    }

    static final EdgeVerdict HOLDS = new EdgeVerdict(Word.HOLDS, null);
    static final EdgeVerdict BROKEN = new EdgeVerdict(Word.BROKEN, null);
    static final EdgeVerdict FOREIGN = new EdgeVerdict(Word.FOREIGN, null);
    static final EdgeVerdict NOT_CONFIGURED = new EdgeVerdict(Word.NOT_CONFIGURED, null);

    public EdgeVerdict {
        if ((word == Word.WILL_BREAK) != (date != null)) {
            throw new IllegalArgumentException("date: an edge that will break has one, and no other");
        }
    }

    /**
     * Derives the result from the faults and the test call.
     *
     * @param call the test call, or null if no call was made
     */
    static EdgeVerdict of(List<TrustFault> faults, @Nullable ProbeCall call) {
        if (faults.stream()
                        .anyMatch(
                                fault -> fault.breaks() == null && !fault.code().isWarning())
                || (call != null && !call.taken())) {
            return BROKEN;
        }
        return faults.stream()
                .map(TrustFault::breaks)
                .filter(Objects::nonNull)
                .min(Instant::compareTo)
                .map(date -> new EdgeVerdict(Word.WILL_BREAK, date))
                .orElse(HOLDS);
    }

    /** The result in words: works, expires on 2026-03-02, broken, not one of the three products, not configured. */
    public String words() {
        return switch (word) {
            case HOLDS -> "works";
            case WILL_BREAK ->
                "expires on "
                        + Objects.requireNonNull(date).atZone(ZoneOffset.UTC).toLocalDate();
            case BROKEN -> "broken";
            case FOREIGN -> "not one of the three products";
            case NOT_CONFIGURED -> "not configured";
        };
    }
}
