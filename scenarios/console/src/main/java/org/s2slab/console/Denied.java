package org.s2slab.console;

/** A request that the console does not do on purpose. */
final class Denied extends RuntimeException {
    private final Denial denial;

    Denied(Denial denial, String message) {
        super(message, null, false, false);
        this.denial = denial;
    }

    Denial denial() {
        return denial;
    }
}
