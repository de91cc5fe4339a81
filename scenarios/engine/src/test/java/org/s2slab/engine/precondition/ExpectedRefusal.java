package org.s2slab.engine.precondition;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The expected failure of scenarios without an object.
 *
 * @param in the scenarios
 * @param by the node that refuses a call or cannot make it
 * @param code the code of the refusal
 * @param rule the rule that refuses, or null if no rule of the check-list refuses
 * @param says words of the detail, which name the missing object
 * @param answered whether the refusal is in the response to the step and in no journal, because the step needs no call
 * @param through the step of the trust that fails without the object, if the refusal names the object of this step
 */
record ExpectedRefusal(
        List<String> in,
        String by,
        String code,
        @Nullable String rule,
        String says,
        boolean answered,
        @Nullable String through) {}
