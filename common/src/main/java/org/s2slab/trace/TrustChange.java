package org.s2slab.trace;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One change of a node's trust by a cmdlet.
 *
 * @param what the subject and its change: {@code key-assigned}, {@code key-staged}, {@code key-retired},
 *     {@code key-removed}; {@code partner-} or {@code server-} with {@code added}, {@code removed}, {@code enabled},
 *     {@code disabled}, {@code keys}, {@code level}, {@code realm}, {@code account} or {@code address};
 *     {@code principal-added}, {@code -removed}, {@code -enabled}, {@code -disabled} or {@code -delegation};
 *     {@code credential-added}, {@code credential-removed}; {@code name-added}, {@code name-removed}; {@code realm}
 * @param name the name of the subject: of the registration or of the service principal, or a thumbprint
 * @param principal the application id, with its realm where it is known, or null
 * @param keys thumbprints that were added
 * @param gone thumbprints that were removed
 * @param names service principal names that were added or removed
 * @param value the new value of a setting, or null
 * @param before its value before, or null
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record TrustChange(
        String what,
        String name,
        @Nullable String principal,
        List<String> keys,
        List<String> gone,
        List<String> names,
        @Nullable String value,
        @Nullable String before) {
    /** The lists may be null after parsing. */
    public TrustChange {
        Objects.requireNonNull(what);
        Objects.requireNonNull(name);
        keys = List.copyOf(Objects.requireNonNullElse(keys, List.of()));
        gone = List.copyOf(Objects.requireNonNullElse(gone, List.of()));
        names = List.copyOf(Objects.requireNonNullElse(names, List.of()));
    }
}
