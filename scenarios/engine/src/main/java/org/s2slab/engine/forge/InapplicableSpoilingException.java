package org.s2slab.engine.forge;

/** A token cannot be spoiled in this way: it has not what is to be spoiled. */
public final class InapplicableSpoilingException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    InapplicableSpoilingException(String message) {
        super(message);
    }
}
