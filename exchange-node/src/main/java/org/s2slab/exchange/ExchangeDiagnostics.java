package org.s2slab.exchange;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.s2slab.refusal.Refusal;

/**
 * The value of Exchange's {@code x-ms-diagnostics}: {@code <code>;reason="<text>";error_category="<category>"}.
 *
 * <p>Code 4000000 with its text is the product's for a server on which modern authentication is not enabled.
 *
 * <p>Codes 2000000, 2000001, 2000003, 2000004, 2000005 and 2000008 and their categories are the product's. The codes
 * 2000002 (lifetime), 2000006 (application), 2000007 (internal) and 2000009 (certificate) are derived from the
 * product's event ids, which group causes by thousands in the same order. The category words of these four codes are
 * the lab's own.
 */
record ExchangeDiagnostics(int code, String reason, String category) {
    private static final Pattern QUOTED = Pattern.compile("'([^']*)'");

    /** The diagnostics of a refusal. Includes the refused value only if the actor's signature was verified. */
    static ExchangeDiagnostics of(Refusal refusal, String host) {
        String sentence = refusal.code().sentence();
        return switch (refusal.code()) {
            case TOKEN_AUDIENCE ->
                new ExchangeDiagnostics(2000003, "The audience claim value is invalid 'aud'.", "invalid_resource");
            case TOKEN_AUDIENCE_HOST ->
                new ExchangeDiagnostics(
                        2000003,
                        "The hostname component of the audience claim value is invalid. Expected 'https://" + host
                                + "'." + " Actual '" + quoted(refusal) + "'.",
                        "invalid_resource");
            case TOKEN_TENANT ->
                new ExchangeDiagnostics(
                        2000004,
                        "The tenant for tenant guid '" + quoted(refusal) + "' does not exist.",
                        "invalid_tenant");
            case SIGN_IN_NOT_ENABLED ->
                new ExchangeDiagnostics(
                        4000000, "Flighting is not enabled for domain '" + host + "'.", "oauth_not_available");
            case TOKEN_USER_UNKNOWN ->
                new ExchangeDiagnostics(
                        2000005, "The user specified by the user-context in the token does not exist.", "invalid_user");
            case TOKEN_USER_AMBIGUOUS ->
                new ExchangeDiagnostics(
                        2000005, "The user specified by the user-context in the token is ambiguous.", "invalid_user");
            default ->
                switch (refusal.code().family()) {
                    case SIGNATURE -> new ExchangeDiagnostics(2000000, sentence, "invalid_signature");
                    case LIFETIME -> new ExchangeDiagnostics(2000002, sentence, "invalid_lifetime");
                    case AUDIENCE -> new ExchangeDiagnostics(2000003, sentence, "invalid_resource");
                    case TENANT -> new ExchangeDiagnostics(2000004, sentence, "invalid_tenant");
                    case USER -> new ExchangeDiagnostics(2000005, sentence, "invalid_user");
                    case APPLICATION -> new ExchangeDiagnostics(2000006, sentence, "invalid_application");
                    case INTERNAL -> new ExchangeDiagnostics(2000007, sentence, "internal_error");
                    case GRANT -> new ExchangeDiagnostics(2000008, granted(refusal), "invalid_grant");
                    case CERTIFICATE -> new ExchangeDiagnostics(2000009, sentence, "invalid_certificate");
                    case REQUEST, FORM -> new ExchangeDiagnostics(2000001, sentence, "invalid_token");
                };
        };
    }

    /** The header value. Quotes and line ends, which a quoted string cannot contain, are replaced. */
    String header() {
        String safe = reason.replaceAll("[\"\\p{Cntrl}]", "?").replaceAll("[^\\x20-\\x7e]", "?");
        return code + ";reason=\"" + safe + "\";error_category=\"" + category + "\"";
    }

    private static String granted(Refusal refusal) {
        if ("I6".equals(refusal.rule())) {
            return "The token contains not enough scope to make this call.";
        }
        if (!"I3".equals(refusal.rule())) {
            return refusal.code().sentence();
        }
        if (quoted(refusal).isEmpty()) {
            return "The token contains no permissions, or permissions can not be understood.";
        }
        return "The token should have valid permissions or linked account associated with partner application '"
                + quoted(refusal) + "'.";
    }

    /** The found value, which is the first quoted text in a refusal's detail. */
    private static String quoted(Refusal refusal) {
        Matcher matcher = QUOTED.matcher(refusal.detail());
        return matcher.find() ? matcher.group(1) : "";
    }
}
