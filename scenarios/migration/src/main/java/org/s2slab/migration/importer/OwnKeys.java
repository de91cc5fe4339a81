package org.s2slab.migration.importer;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a server signs with, by the thumbprints of the real certificates.
 *
 * @param current with what it signs now; null for nothing, or where nothing tells
 * @param previous what it signed with before and still publishes, or null
 * @param next what it publishes ahead, or null
 * @param effective from when the next one counts, or null
 * @param others what else lies in its machine's store
 */
record OwnKeys(
        @Nullable String current,
        @Nullable String previous,
        @Nullable String next,
        @Nullable Instant effective,
        List<String> others) {
    static final OwnKeys NONE = new OwnKeys(null, null, null, null, List.of());

    OwnKeys {
        others = List.copyOf(others);
    }

    static OwnKeys signing(String thumbprint) {
        return new OwnKeys(thumbprint, null, null, null, List.of());
    }

    /** What partners read in its metadata. */
    Set<String> published() {
        Set<String> published = new LinkedHashSet<>();
        Stream.of(current, previous, next).filter(Objects::nonNull).forEach(published::add);
        return published;
    }

    /** With what lies in its store besides. */
    OwnKeys storing(List<String> store) {
        List<String> more = new ArrayList<>(store);
        more.removeAll(published());
        return new OwnKeys(current, previous, next, effective, more);
    }

    /** With a previous one that its metadata publishes and no cmdlet tells of. */
    OwnKeys publishing(Set<String> document) {
        if (current == null || previous != null) {
            return this;
        }
        String before = document.stream()
                .filter(key -> !published().contains(key))
                .findFirst()
                .orElse(null);
        return new OwnKeys(current, before, next, effective, others);
    }
}
