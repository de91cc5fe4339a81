package org.s2slab.report;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.hops.ObservedRule;
import org.s2slab.token.ClaimMeaning;

/**
 * One member of a token's header or claims.
 *
 * @param value as it stands there
 * @param read the same as people say it, or null
 * @param meaning null for a name that no token of this protocol has
 * @param checks the rules that looked at it, where the token was judged
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
