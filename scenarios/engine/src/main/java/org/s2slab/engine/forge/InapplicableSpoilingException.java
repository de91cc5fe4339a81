package org.s2slab.engine.forge;

/** A spoiling does not apply to a token: the token lacks the part that the spoiling changes. */
public final class InapplicableSpoilingException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    InapplicableSpoilingException(String message) {
        super(message);
    }
}
