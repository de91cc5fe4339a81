package org.s2slab.refusal;

/** The values of a refusal's detail; the details that a journal stores are {@code HopDetail}s. */
public interface RefusalDetail {
    /** The detail in words, for journals and administrators. */
    String text();
}
