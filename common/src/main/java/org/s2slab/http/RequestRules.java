package org.s2slab.http;

import static org.s2slab.refusal.RefusalCode.CREDENTIAL_MISSING;
import static org.s2slab.refusal.RefusalCode.REQUEST_MALFORMED;
import static org.s2slab.refusal.RefusalCode.TLS_REQUIRED;
import static org.s2slab.refusal.RefusalCode.TOKEN_FORM;

import io.vertx.core.http.HttpHeaders;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Group A of the check-list: the rules for the form of a request, checked before its credential is read. */
public final class RequestRules {
    /**
     * Maximum number of bytes of the whole header (A6). The server responds 431 to a longer header before any rule
     * runs.
     */
    static final int MAX_HEADER = 8 * 1024;

    /** Maximum number of characters of a form field. A client library's assertion may contain a certificate chain. */
    static final int MAX_FORM_FIELD = 32 * 1024;

    /**
     * Maximum number of characters of an Authorization field (A6). A token of an application and a user has some 2,300.
     */
    static final int MAX_CREDENTIAL = 6 * 1024;

    /** Fields and parameters in which a token would bypass the Authorization field. */
    private static final Set<String> TOKEN_NAMES = Set.of("access_token", "prooftoken", "proof_token");

    private static final List<String> TOKEN_FIELDS =
            TOKEN_NAMES.stream().flatMap(name -> Stream.of(name, "X-" + name)).toList();

    /** All quantifiers are possessive, because the pattern runs for every request and never needs backtracking. */
    private static final Pattern HOST =
            Pattern.compile("(?:[A-Za-z0-9]++(?:-++[A-Za-z0-9]++)*+(?:\\.[A-Za-z0-9]++(?:-++[A-Za-z0-9]++)*+)*+"
                    + "|\\[[0-9A-Fa-f:.]++])(?::[0-9]{1,5})?");

    private static final Pattern OTHER_SCHEME = Pattern.compile("[A-Za-z0-9-]+(?: [\\x21-\\x7e][\\x20-\\x7e]*)?");

    private static final RequestRule TOKEN_ELSEWHERE = new RequestRule(
            "A2",
            REQUEST_MALFORMED,
            "a token is in the Authorization field only: not in the query, the body or another field",
            RequestRules::hasNoTokenElsewhere);

    /** The rules for the header, before the body: transport, size, one credential, the credential's form. */
    public static final List<RequestRule> HEAD = List.of(
            new RequestRule(
                    "A9",
                    REQUEST_MALFORMED,
                    "Content-Length and Transfer-Encoding do not occur together, nor one of them twice",
                    RequestRules::hasOneLength),
            new RequestRule("A5", TLS_REQUIRED, "the request came over TLS", RequestFacts::tls),
            new RequestRule(
                    "A4",
                    REQUEST_MALFORMED,
                    "there is one valid Host field, and an absolute target names the same authority",
                    RequestRules::hasOneHost),
            new RequestRule(
                    "A6",
                    REQUEST_MALFORMED,
                    "an Authorization field has at most " + MAX_CREDENTIAL + " characters",
                    facts -> facts.all(HttpHeaders.AUTHORIZATION).stream()
                            .allMatch(value -> value.length() <= MAX_CREDENTIAL)),
            new RequestRule(
                    "A1",
                    REQUEST_MALFORMED,
                    "there is at most one Authorization field",
                    facts -> facts.all(HttpHeaders.AUTHORIZATION).size() <= 1),
            TOKEN_ELSEWHERE,
            new RequestRule(
                    "A3",
                    REQUEST_MALFORMED,
                    "no field is folded, and a credential is a scheme, one space, and for Bearer and Basic a token68, or for"
                            + " Bearer a web ticket",
                    facts -> isWellFormed(facts.authorization())),
            new RequestRule(
                    "A10",
                    REQUEST_MALFORMED,
                    "no other credential (Cookie, Proxy-Authorization) stands beside a Bearer token",
                    facts -> !facts.isBearer() || !(facts.has("Cookie") || facts.has("Proxy-Authorization"))),
            new RequestRule(
                    "A7",
                    TOKEN_FORM,
                    "a Bearer token68 has exactly two dots",
                    facts -> hasTwoDots(facts.authorization())));

    /** The rules for the form fields of the body. */
    static final List<RequestRule> FORM = List.of(TOKEN_ELSEWHERE);

    /** The rule of an endpoint group that requires a credential. */
    static final RequestRule CREDENTIAL_GIVEN = new RequestRule(
            "A8",
            CREDENTIAL_MISSING,
            "a credential of a kind that this endpoint takes is given; without one, the response has only the challenge",
            facts -> !facts.authorization().isEmpty());

    static final List<RequestRule> ALL =
            Stream.concat(HEAD.stream(), Stream.of(CREDENTIAL_GIVEN)).toList();

    /** The rules in the check-list: all rules above and the rules against cross-site requests. */
    public static final List<RequestRule> LISTED =
            Stream.concat(ALL.stream(), CrossSiteRules.ALL.stream()).toList();

    private RequestRules() {}

    private static boolean hasOneLength(RequestFacts facts) {
        int lengths = facts.all(HttpHeaders.CONTENT_LENGTH).size();
        int encodings = facts.all(HttpHeaders.TRANSFER_ENCODING).size();
        return lengths + encodings <= 1;
    }

    private static boolean hasOneHost(RequestFacts facts) {
        List<String> hosts = facts.all(HttpHeaders.HOST);
        if (hosts.size() != 1 || !HOST.matcher(hosts.get(0)).matches()) {
            return false;
        }
        String authority = facts.authorityOfTarget();
        return authority.isEmpty() || authority.equalsIgnoreCase(hosts.get(0));
    }

    private static boolean hasNoTokenElsewhere(RequestFacts facts) {
        for (String field : TOKEN_FIELDS) {
            if (facts.has(field)) {
                return false;
            }
        }
        return Collections.disjoint(facts.queryNames(), TOKEN_NAMES)
                && Collections.disjoint(facts.formNames(), TOKEN_NAMES);
    }

    private static boolean isWellFormed(String authorization) {
        if (authorization.isEmpty()) {
            return true;
        }
        String scheme = BearerCredential.schemeOf(authorization);
        if (!scheme.equals("bearer") && !scheme.equals("basic")) {
            return OTHER_SCHEME.matcher(authorization).matches();
        }
        int end = scheme.length();
        if (authorization.length() == end) {
            return true;
        }
        return authorization.charAt(end) == ' '
                && (authorization.length() == end + 1
                        || BearerCredential.isToken68(authorization, end + 1)
                        || BearerCredential.isWebTicket(authorization));
    }

    /** Accepts a text that is not a token68, which A3 refuses. Counts the dots first, which is the faster test. */
    private static boolean hasTwoDots(String authorization) {
        return BearerCredential.in(authorization)
                .map(BearerCredential::token)
                .map(token -> isTwo(token) || !BearerCredential.isToken68(token, 0))
                .orElse(true);
    }

    private static boolean isTwo(String token) {
        int first = token.indexOf('.');
        int second = first < 0 ? -1 : token.indexOf('.', first + 1);
        return second >= 0 && token.indexOf('.', second + 1) < 0;
    }
}
