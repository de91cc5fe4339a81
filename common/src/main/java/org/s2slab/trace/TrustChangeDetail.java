package org.s2slab.trace;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Objects;

/**
 * A change of the partners, the authorization servers or the signing keys of a node.
 *
 * @param text the cmdlet as an administrator types it, with secrets replaced
 * @param cmdlet the name of the cmdlet
 * @param changes what the cmdlet changed
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record TrustChangeDetail(String text, String cmdlet, List<TrustChange> changes) implements HopDetail {
    /** The list of changes may be null after parsing. */
    public TrustChangeDetail {
        Objects.requireNonNull(cmdlet);
        changes = List.copyOf(Objects.requireNonNullElse(changes, List.of()));
    }
}
