package org.s2slab.lync.archiving;

/**
 * Whose conversations Lync archives by itself (CsArchivingPolicy).
 *
 * @param name {@code Global}, or the name of a policy for single users
 * @param internal whether conversations among users of this organisation are archived
 * @param external whether conversations with somebody outside of it are archived
 */
public record ArchivingPolicy(String name, boolean internal, boolean external) {
    /** Whether it has a conversation archived. */
    boolean covers(boolean withOutsiders) {
        return withOutsiders ? external : internal;
    }
}
