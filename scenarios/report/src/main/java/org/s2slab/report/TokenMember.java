package org.s2slab.report;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.hops.ObservedRule;
import org.s2slab.token.ClaimMeaning;

/**
 * A member of a token's header or claims.
 *
 * @param value the value in the token
 * @param read the value in a form for readers
 * @param meaning the meaning; null if the protocol does not define this member
 * @param checks the rules that checked the member; empty if the token was not validated
 */
public record TokenMember(
        String name,
        String value,
        @Nullable String read,
        @Nullable ClaimMeaning meaning,
        List<ObservedRule> checks) {
    public TokenMember {
        checks = List.copyOf(checks);
    }
}
