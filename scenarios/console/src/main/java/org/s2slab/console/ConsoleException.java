package org.s2slab.console;

/** The console refuses a request. */
final class ConsoleException extends RuntimeException {
    private final ConsoleError denial;

    ConsoleException(ConsoleError denial, String message) {
        super(message, null, false, false);
        this.denial = denial;
    }

    ConsoleError denial() {
        return denial;
    }
}
