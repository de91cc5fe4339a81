package org.s2slab.refusal;

/** The values behind the detail of a refusal; those that a journal keeps are {@code HopDetail}s. */
public interface RefusalDetail {
    /** The detail in words, for journals and administrators. */
    String text();
}
