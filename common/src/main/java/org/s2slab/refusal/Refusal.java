package org.s2slab.refusal;

import org.jspecify.annotations.Nullable;

/**
 * Something declined on purpose: a code of the catalogue, the id of the rule that refused, and a detail.
 *
 * <p>The detail names the claim or parameter and the two values that differ. It is written to the journal and shown to
 * administrators; whether a caller sees it is decided by whoever writes the answer, never here. A refusal is an outcome
 * and not a fault, so it has no stack trace; where a fault is behind it, that is its cause.
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

    /** The same refusal of a caller whose name is proven: without a proof, nobody is named in a journal. */
    public Refusal of(String provenCaller) {
        return new Refusal(code, rule, detail(), typedDetail, provenCaller, getCause());
    }

    /**
     * The same refusal, with a failure of the node's own as its cause, so that it is noted as one and not only answered
     * ({@code InternalFailures}). Another refusal is no such failure; the one that it may have as its cause counts.
     *
     * @param failure why this is refused
     */
    public Refusal because(@Nullable Throwable failure) {
        Throwable own = failure instanceof Refusal ? failure.getCause() : failure;
        return own == null ? this : new Refusal(code, rule, detail(), typedDetail, caller, own);
    }

    /** Whether a failure is a purposeful no, with no failure of the node's own behind it. */
    public static boolean isPurposeful(@Nullable Throwable failure) {
        return failure instanceof Refusal && failure.getCause() == null;
    }

    /** Whom it refuses, by a name that was proven before, or null. */
    public @Nullable String caller() {
        return caller;
    }

    public RefusalCode code() {
        return code;
    }

    /** The id of the rule that refused, or null where the refusal is not one of the check-list. */
    public @Nullable String rule() {
        return rule;
    }

    /** What exactly was found and what was expected: for journals and administrators. */
    public String detail() {
        String message = getMessage();
        return message == null ? code.sentence() : message;
    }

    /** The values of the detail, or null where it is a text only. */
    public @Nullable RefusalDetail typedDetail() {
        return typedDetail;
    }
}
