package org.s2slab.exchange.responsecode;

/** How a {@link ResponseCode} refuses. */
public sealed interface CodedRefusal permits ResponseCode {
    private ResponseCode code() {
        return (ResponseCode) this;
    }

    /**
     * Refuses something.
     *
     * @throws EwsError of this code, if what is asked is wrong
     */
    default void throwIf(boolean isWrong) {
        throwIf(isWrong, code().sentence());
    }

    /**
     * Refuses something.
     *
     * @throws EwsError of this code with a text of its own, if what is asked is wrong
     */
    default void throwIf(boolean isWrong, String text) {
        if (isWrong) {
            throw new EwsError(code(), text);
        }
    }

    /**
     * Refuses a whole request.
     *
     * @throws EwsFault of this code, if the request is wrong
     */
    default void faultIf(boolean isWrong) {
        faultIf(isWrong, code().sentence());
    }

    /**
     * Refuses a whole request.
     *
     * @throws EwsFault of this code with a text of its own, if the request is wrong
     */
    default void faultIf(boolean isWrong, String text) {
        if (isWrong) {
            throw new EwsFault(code(), text);
        }
    }
}
