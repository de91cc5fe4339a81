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
 * A server's signing keys, by the thumbprints of the real certificates.
 *
 * @param current the current signing key; null if absent or unknown
 * @param previous the earlier signing key that the server still publishes, or null
 * @param next the staged key, or null
 * @param effective the time when the staged key becomes current, or null
 * @param others the other keys in the machine's store
 */
record ImportedSigningKeys(
        @Nullable String current,
        @Nullable String previous,
        @Nullable String next,
        @Nullable Instant effective,
        List<String> others) {
    static final ImportedSigningKeys NONE = new ImportedSigningKeys(null, null, null, null, List.of());

    ImportedSigningKeys {
        others = List.copyOf(others);
    }

    static ImportedSigningKeys signing(String thumbprint) {
        return new ImportedSigningKeys(thumbprint, null, null, null, List.of());
    }

    /** The keys in the server's metadata document. */
    Set<String> published() {
        Set<String> published = new LinkedHashSet<>();
        Stream.of(current, previous, next).filter(Objects::nonNull).forEach(published::add);
        return published;
    }

    /** A copy with the other keys in the machine's store. */
    ImportedSigningKeys storing(List<String> store) {
        List<String> more = new ArrayList<>(store);
        more.removeAll(published());
        return new ImportedSigningKeys(current, previous, next, effective, more);
    }

    /** A copy whose previous key comes from the metadata document, if the cmdlets do not report a previous key. */
    ImportedSigningKeys publishing(Set<String> document) {
        if (current == null || previous != null) {
            return this;
        }
        String before = document.stream()
                .filter(key -> !published().contains(key))
                .findFirst()
                .orElse(null);
        return new ImportedSigningKeys(current, before, next, effective, others);
    }
}
