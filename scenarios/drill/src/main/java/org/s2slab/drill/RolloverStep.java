package org.s2slab.drill;

import java.util.Arrays;
import java.util.Locale;

/** A step of a complete rollover, which a drill can leave out. */
public enum RolloverStep {
    STAGE("the new certificate is not published before it is used"),
    WAIT("the new certificate is used before the partners read it"),
    UPLOAD("the new key is not uploaded to the authorization server"),
    SWITCH("the certificate is not replaced before it expires"),
    DRAIN("the old certificate is removed while tokens signed with it are still in use"),
    REMOVE("the old certificate is not removed"),
    WITHDRAW("the old key is not removed from the authorization server"),
    REFRESH("the partners do not read that the old certificate was removed");

    private final String forgotten;

    RolloverStep(String forgotten) {
        this.forgotten = forgotten;
    }

    /** The consequence of leaving out the step, as a part of a sentence. */
    public String forgotten() {
        return forgotten;
    }

    /** The step's name on a command line. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The step with this name. Throws IllegalArgumentException with the known names if it does not exist. */
    public static RolloverStep of(String word) {
        return Arrays.stream(values())
                .filter(step -> step.word().equalsIgnoreCase(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + word
                        + "' is not a step of a rollover; expected one of "
                        + Arrays.stream(values()).map(RolloverStep::word).toList()));
    }
}
