package org.s2slab.engine.checker.plain;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An account from the point of view of one service.
 *
 * @param reads whether the account may access the data that the calls request
 */
public record PersonFacts(
        String upn,
        List<String> smtp,
        @Nullable String sip,
        @Nullable String sid,
        boolean enabled,
        boolean reads) {}
