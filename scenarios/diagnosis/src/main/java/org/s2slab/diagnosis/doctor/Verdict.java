package org.s2slab.diagnosis.doctor;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the doctor says of an edge.
 *
 * @param date when it breaks; with WILL_BREAK only
 */
public record Verdict(Word word, @Nullable Instant date) {
    /** What can be said. */
    public enum Word {
        /** The resource takes the caller's tokens. */
        HOLDS,
        /** It does so until a date that is near. */
        WILL_BREAK,
        /** It does not. */
        BROKEN,
        /** The caller is none of the products, and is trusted. */
        FOREIGN,
        /** Nobody set it up, so nothing is wrong. */
        NOT_CONFIGURED
    }

    static final Verdict HOLDS = new Verdict(Word.HOLDS, null);
    static final Verdict BROKEN = new Verdict(Word.BROKEN, null);
    static final Verdict FOREIGN = new Verdict(Word.FOREIGN, null);
    static final Verdict NOT_CONFIGURED = new Verdict(Word.NOT_CONFIGURED, null);

    public Verdict {
        if ((word == Word.WILL_BREAK) != (date != null)) {
            throw new IllegalArgumentException("date: an edge that will break has one, and no other");
        }
    }

    /** What follows from the faults that were found and the call that was made, where one was. */
    static Verdict of(List<Fault> faults, @Nullable TestCall call) {
        if (faults.stream().anyMatch(fault -> fault.breaks() == null) || (call != null && !call.taken())) {
            return BROKEN;
        }
        return faults.stream()
                .map(Fault::breaks)
                .filter(Objects::nonNull)
                .min(Instant::compareTo)
                .map(date -> new Verdict(Word.WILL_BREAK, date))
                .orElse(HOLDS);
    }

    /** As people read it: holds, will break on 2026-03-02, broken, none of the three products, not configured. */
    public String words() {
        return switch (word) {
            case HOLDS -> "holds";
            case WILL_BREAK ->
                "will break on "
                        + Objects.requireNonNull(date).atZone(ZoneOffset.UTC).toLocalDate();
            case BROKEN -> "broken";
            case FOREIGN -> "none of the three products";
            case NOT_CONFIGURED -> "not configured";
        };
    }
}
