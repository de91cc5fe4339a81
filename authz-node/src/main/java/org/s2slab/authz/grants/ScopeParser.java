package org.s2slab.authz.grants;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;
import org.s2slab.trace.HopDetail.Finding;
import org.s2slab.validation.PrintableValue;

/** Parses {@code scope} of the v2.0 endpoint, which names all permissions at one resource: {@code <name>/.default}. */
final class ScopeParser {
    private static final String DEFAULT = "/.default";

    /** Scopes of OpenID Connect that MSAL for Java adds to every request, although an application has no profile. */
    private static final Set<String> ADDED = Set.of("openid", "profile", "offline_access");

    private ScopeParser() {}

    /** Throws a Refusal by K5 if the scope does not name a resource. */
    static void refuseOther(TokenRequest request) {
        String scope = request.field("scope");
        if (request.door().byScope() && resourceIn(scope) == null) {
            throw new Refusal(
                    RefusalCode.SCOPE_INVALID,
                    "K5",
                    Finding.of(
                            "scope is " + PrintableValue.value(scope),
                            request.door().resourceForm()));
        }
    }

    /** The name of the only resource in a scope; null if the scope names none, several, or a malformed host. */
    static @Nullable String resourceIn(@Nullable String scope) {
        List<String> named = scope == null
                ? List.of()
                : Arrays.stream(scope.split(" ", -1))
                        .filter(word -> !ADDED.contains(word))
                        .toList();
        if (named.size() != 1 || !named.get(0).endsWith(DEFAULT)) {
            return null;
        }
        String name = named.get(0).substring(0, named.get(0).length() - DEFAULT.length());
        return name.isEmpty() || RequestedResource.isMalformedHost(name) ? null : name;
    }
}
