package org.s2slab.pki;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.s2slab.pki.SigningKeys.Assigned;
import org.s2slab.pki.SigningKeys.Use;

/**
 * Which certificate serves for what at one moment.
 *
 * @param effective from when {@code next} is current; null exactly when {@code next} is
 */
record KeyRoster(
        @Nullable SigningKey current,
        @Nullable SigningKey previous,
        @Nullable SigningKey next,
        @Nullable Instant effective) {
    static final KeyRoster EMPTY = new KeyRoster(null, null, null, null);

    KeyRoster {
        if ((next == null) != (effective == null)) {
            throw new IllegalArgumentException("effective: a next certificate, and only that, has an effective date");
        }
    }

    /** The roster as it stands at a moment: a next certificate whose date has come is current. */
    KeyRoster at(Instant now) {
        if (next == null || effective == null || now.isBefore(effective)) {
            return this;
        }
        return assign(next);
    }

    KeyRoster assign(SigningKey key) {
        boolean staged = same(key, next);
        SigningKey stillNext = staged ? null : next;
        Instant stillEffective = staged ? null : effective;
        if (same(key, current)) {
            return new KeyRoster(current, previous, stillNext, stillEffective);
        }
        SigningKey nowPrevious = current == null ? previous : current;
        if (same(key, nowPrevious)) {
            nowPrevious = null;
        }
        return new KeyRoster(key, nowPrevious, stillNext, stillEffective);
    }

    KeyRoster stage(SigningKey key, Instant from) {
        return new KeyRoster(current, previous, key, from);
    }

    KeyRoster clear(Use use) {
        return with(use, null, null);
    }

    KeyRoster with(Use use, @Nullable SigningKey key, @Nullable Instant from) {
        return switch (use) {
            case CURRENT -> new KeyRoster(key, previous, next, effective);
            case PREVIOUS -> new KeyRoster(current, key, next, effective);
            case NEXT -> new KeyRoster(current, previous, key, from);
        };
    }

    /** Current, previous, next: those there are. */
    List<Assigned> assigned() {
        List<Assigned> all = new ArrayList<>();
        add(all, Use.CURRENT, current, null);
        add(all, Use.PREVIOUS, previous, null);
        add(all, Use.NEXT, next, effective);
        return List.copyOf(all);
    }

    private static void add(List<Assigned> all, Use use, @Nullable SigningKey key, @Nullable Instant from) {
        if (key != null) {
            all.add(new Assigned(use, key, from));
        }
    }

    private static boolean same(SigningKey one, @Nullable SigningKey other) {
        return other != null && one.thumbprint().equals(other.thumbprint());
    }
}
