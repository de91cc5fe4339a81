package org.s2slab.pki;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.s2slab.pki.SigningKeyStore.Assigned;
import org.s2slab.pki.SigningKeyStore.Use;

/**
 * The use of each signing certificate at one moment.
 *
 * @param previous the earlier current certificates, which still verify older tokens, the latest first
 * @param next the certificate that is published before its use
 * @param effective when {@code next} becomes current; null without {@code next}, or if it is activated manually
 */
record KeySchedule(
        @Nullable SigningKey current,
        List<SigningKey> previous,
        @Nullable SigningKey next,
        @Nullable Instant effective) {
    static final KeySchedule EMPTY = new KeySchedule(null, List.of(), null, null);

    KeySchedule {
        previous = List.copyOf(previous);
        if (next == null && effective != null) {
            throw new IllegalArgumentException("effective: only a next certificate has an effective date");
        }
    }

    /**
     * The schedule at a moment: the next certificate is current from its date on.
     *
     * @param kept the number of previous certificates to retain
     */
    KeySchedule at(Instant now, int kept) {
        if (next == null || effective == null || now.isBefore(effective)) {
            return this;
        }
        return assign(next, kept);
    }

    KeySchedule assign(SigningKey key, int kept) {
        boolean staged = same(key, next);
        SigningKey stillNext = staged ? null : next;
        Instant stillEffective = staged ? null : effective;
        if (same(key, current)) {
            return new KeySchedule(current, previous, stillNext, stillEffective);
        }
        List<SigningKey> nowPrevious = Stream.concat(Stream.ofNullable(current), previous.stream())
                .filter(one -> !same(one, key))
                .limit(kept)
                .toList();
        return new KeySchedule(key, nowPrevious, stillNext, stillEffective);
    }

    /** @param from the time of its activation; null if it is activated manually */
    KeySchedule stage(SigningKey key, @Nullable Instant from) {
        return new KeySchedule(current, without(key.thumbprint()), key, from);
    }

    KeySchedule clear(Use use) {
        return switch (use) {
            case CURRENT -> new KeySchedule(null, previous, next, effective);
            case PREVIOUS -> new KeySchedule(current, List.of(), next, effective);
            case NEXT -> new KeySchedule(current, previous, null, null);
        };
    }

    /** Removes a previous or next certificate. */
    KeySchedule revoke(String thumbprint) {
        boolean staged = next != null && next.thumbprint().equals(thumbprint);
        return new KeySchedule(current, without(thumbprint), staged ? null : next, staged ? null : effective);
    }

    private List<SigningKey> without(String thumbprint) {
        return previous.stream()
                .filter(key -> !key.thumbprint().equals(thumbprint))
                .toList();
    }

    /** Adds a stored certificate; callers add previous certificates from the latest to the oldest. */
    KeySchedule with(Use use, SigningKey key, @Nullable Instant from) {
        return switch (use) {
            case CURRENT -> new KeySchedule(key, previous, next, effective);
            case PREVIOUS ->
                new KeySchedule(
                        current,
                        Stream.concat(previous.stream(), Stream.of(key)).toList(),
                        next,
                        effective);
            case NEXT -> new KeySchedule(current, previous, key, from);
        };
    }

    /** The assignments: current, previous, next. */
    List<Assigned> assigned() {
        List<Assigned> all = new ArrayList<>();
        if (current != null) {
            all.add(new Assigned(Use.CURRENT, current, null));
        }
        previous.forEach(key -> all.add(new Assigned(Use.PREVIOUS, key, null)));
        if (next != null) {
            all.add(new Assigned(Use.NEXT, next, effective));
        }
        return List.copyOf(all);
    }

    private static boolean same(SigningKey one, @Nullable SigningKey other) {
        return Objects.equals(one.thumbprint(), other == null ? null : other.thumbprint());
    }
}
