package org.s2slab.engine.checker.plain;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An account as one service sees it.
 *
 * @param reads whether it may have what these calls ask the service for
 */
public record PersonFacts(
        String upn,
        List<String> smtp,
        @Nullable String sip,
        @Nullable String sid,
        boolean enabled,
        boolean reads) {}
