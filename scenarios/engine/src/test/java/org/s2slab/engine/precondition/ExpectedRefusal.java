package org.s2slab.engine.precondition;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How scenarios fail without an object.
 *
 * @param in the scenarios
 * @param by the node that refuses, or cannot make its call
 * @param code the code of the refusal
 * @param rule the rule that refuses, or null where none of the check-list does
 * @param says words of its detail, which name what is missing
 * @param answered whether it stands in the answer to the step and in no journal, because no call was ever due
 * @param through the step of the trust that cannot be done without the object, where its object is the one named
 */
record ExpectedRefusal(
        List<String> in,
        String by,
        String code,
        @Nullable String rule,
        String says,
        boolean answered,
        @Nullable String through) {}
