package org.s2slab.refusal;

import org.jspecify.annotations.Nullable;

/**
 * An intended refusal: a code of the catalogue, the id of the rule that refused, and a detail.
 *
 * <p>The detail names the claim or parameter and the two values that differ. The journal stores it, and administrators
 * see it. The writer of the response decides whether a caller sees it. A refusal is an intended result, so it has no
 * stack trace. If an internal failure caused the refusal, this failure is its cause.
 */
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final RefusalCode code;
    private final @Nullable String rule;
    private final @Nullable String caller;
    private final transient @Nullable RefusalDetail typedDetail;

    public Refusal(RefusalCode code, String detail) {
        this(code, null, detail);
    }

    /** A refusal because a value of the request is not accepted ({@link RefusalCode#PARAMETER_INVALID}). */
    public static Refusal invalid(String detail) {
        return new Refusal(RefusalCode.PARAMETER_INVALID, detail);
    }

    /** A refusal because the object that the request names does not exist ({@link RefusalCode#NOT_FOUND}). */
    public static Refusal notFound(String detail) {
        return new Refusal(RefusalCode.NOT_FOUND, detail);
    }

    /** A refusal because of the present state of an object ({@link RefusalCode#CONFLICT}). */
    public static Refusal conflict(String detail) {
        return new Refusal(RefusalCode.CONFLICT, detail);
    }

    /** A refusal because something cannot be used now ({@link RefusalCode#UNAVAILABLE}). */
    public static Refusal unavailable(String detail) {
        return new Refusal(RefusalCode.UNAVAILABLE, detail);
    }

    /** A refusal by one rule of the check-list, for instance {@code G3}. */
    public Refusal(RefusalCode code, @Nullable String rule, String detail) {
        this(code, rule, detail, null, null, null);
    }

    /** A refusal whose detail has values. */
    public Refusal(RefusalCode code, RefusalDetail detail) {
        this(code, null, detail);
    }

    /** A refusal by one rule, whose detail has values. */
    public Refusal(RefusalCode code, @Nullable String rule, RefusalDetail detail) {
        this(code, rule, detail.text(), detail, null, null);
    }

    private Refusal(
            RefusalCode code,
            @Nullable String rule,
            String detail,
            @Nullable RefusalDetail typedDetail,
            @Nullable String caller,
            @Nullable Throwable failure) {
        super(detail, failure, false, false);
        this.typedDetail = typedDetail;
        this.code = code;
        this.rule = rule;
        this.caller = caller;
    }

    /** Adds the name of a caller from a verified signature, or null. A journal names no other caller. */
    public Refusal of(@Nullable String provenCaller) {
        return new Refusal(code, rule, detail(), typedDetail, provenCaller, getCause());
    }

    /**
     * Adds an internal failure as the cause. {@code InternalFailures} then records this failure; otherwise only the
     * client would see the refusal. Another refusal is not an internal failure. Its own cause is used.
     *
     * @param failure the cause of the refusal
     */
    public Refusal because(@Nullable Throwable failure) {
        Throwable own = failure instanceof Refusal ? failure.getCause() : failure;
        return own == null ? this : new Refusal(code, rule, detail(), typedDetail, caller, own);
    }

    /** Whether a failure is an intended refusal, without an internal failure as its cause. */
    public static boolean isPurposeful(@Nullable Throwable failure) {
        return failure instanceof Refusal && failure.getCause() == null;
    }

    /** The authenticated name of the refused caller, or null. */
    public @Nullable String caller() {
        return caller;
    }

    public RefusalCode code() {
        return code;
    }

    /** The id of the rule that refused, or null if no rule of the check-list did. */
    public @Nullable String rule() {
        return rule;
    }

    /** The found and the expected value, for journals and administrators. */
    public String detail() {
        String message = getMessage();
        return message == null ? code.sentence() : message;
    }

    /** The values of the detail, or null if it is a text only. */
    public @Nullable RefusalDetail typedDetail() {
        return typedDetail;
    }
}
