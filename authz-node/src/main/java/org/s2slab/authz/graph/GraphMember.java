package org.s2slab.authz.graph;

import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A member of applications or of service principals.
 *
 * @param read its value for a response
 * @param type the type of a value that a client may write; null if the member is read-only
 * @param write writes a checked value; null if the member is read-only
 */
record GraphMember(
        String name,
        Function<GraphObject, @Nullable Object> read,
        @Nullable MemberType type,
        @Nullable BiConsumer<GraphDraft, @Nullable Object> write) {
    /** A member that clients can only read. */
    static GraphMember readOnly(String name, Function<GraphObject, @Nullable Object> read) {
        return new GraphMember(name, read, null, null);
    }

    /** A member without any effect in the lab, which is stored and returned. */
    static GraphMember stored(String name, MemberType type) {
        return new GraphMember(
                name,
                object -> {
                    Object value = object.members().getValue(name);
                    return value == null ? type.otherwise() : value;
                },
                type,
                (draft, value) -> draft.store(name, value));
    }
}
