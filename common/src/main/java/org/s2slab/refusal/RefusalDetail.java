package org.s2slab.refusal;

/** The detail of a refusal with separate values; the details that a journal stores are {@code HopDetail}s. */
public interface RefusalDetail {
    /** The detail in words, for journals and administrators. */
    String text();
}
