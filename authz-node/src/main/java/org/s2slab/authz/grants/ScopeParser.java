package org.s2slab.authz.grants;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.s2slab.identity.HostName;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;
import org.s2slab.trace.HopDetail.Finding;
import org.s2slab.validation.PrintableValue;

/** Parses {@code scope} of the v2.0 endpoint: all permissions at one host, {@code https://<host>/.default}. */
final class ScopeParser {
    private static final Pattern DEFAULT = Pattern.compile("https://(?<host>[^/]++)/\\.default");

    /** Scopes of OpenID Connect that MSAL for Java adds to every request; an application has no profile. */
    private static final Set<String> ADDED = Set.of("openid", "profile", "offline_access");

    private ScopeParser() {}

    /** Refusal by K5 when the scope does not name a resource. */
    static void refuseOther(TokenRequest request) {
        String scope = request.field("scope");
        if (request.door().byScope() && hostOf(scope) == null) {
            throw new Refusal(
                    RefusalCode.SCOPE_INVALID,
                    "K5",
                    Finding.of(
                            "scope is " + PrintableValue.value(scope),
                            request.door().resourceForm()));
        }
    }

    /** The host of the one resource in a scope, in lower case; null when it names none or several. */
    static @Nullable String hostOf(@Nullable String scope) {
        List<String> named = scope == null
                ? List.of()
                : Arrays.stream(scope.split(" ", -1))
                        .filter(word -> !ADDED.contains(word))
                        .toList();
        if (named.size() != 1) {
            return null;
        }
        Matcher form = DEFAULT.matcher(named.get(0).toLowerCase(Locale.ROOT));
        return form.matches() && HostName.isWellFormed(form.group("host")) ? form.group("host") : null;
    }
}
