package org.s2slab.exchange.responsecode;

/** The methods by which a {@link ResponseCode} refuses a request or a part of a request. */
public sealed interface CodedRefusal permits ResponseCode {
    private ResponseCode code() {
        return (ResponseCode) this;
    }

    /**
     * Throws an error if a condition is true.
     *
     * @throws EwsError with this code
     */
    default void throwIf(boolean isWrong) {
        throwIf(isWrong, code().sentence());
    }

    /**
     * Throws an error if a condition is true.
     *
     * @throws EwsError with this code and the given text
     */
    default void throwIf(boolean isWrong, String text) {
        if (isWrong) {
            throw new EwsError(code(), text);
        }
    }

    /**
     * Refuses the whole request if a condition is true.
     *
     * @throws EwsFault with this code
     */
    default void faultIf(boolean isWrong) {
        faultIf(isWrong, code().sentence());
    }

    /**
     * Refuses the whole request if a condition is true.
     *
     * @throws EwsFault with this code and the given text
     */
    default void faultIf(boolean isWrong, String text) {
        if (isWrong) {
            throw new EwsFault(code(), text);
        }
    }
}
