package org.s2slab.authz.grants;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.s2slab.authz.registry.Credential;
import org.s2slab.authz.registry.ServicePrincipal;
import org.s2slab.authz.registry.TenantRegistry;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;

/**
 * Maps each refusing rule to the error text for the client: the text of Azure's token services if it is known, so that
 * people recognise it. Only where the real text contains values of the request, this text does, too.
 */
final class TokenErrorMessages {
    private static final String CREDENTIALS = "AADSTS70002: Error validating credentials. ";

    private static final DateTimeFormatter AMERICAN =
            DateTimeFormatter.ofPattern("MM/dd/yyyy HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private TokenErrorMessages() {}

    /** The denial with its text and its OAuth error code. */
    static TokenDenial denial(Refusal refusal, TokenRequest request, @Nullable GrantEvidence known) {
        if ("K6".equals(refusal.rule()) && known != null && known.grant() == GrantType.OF_USERS) {
            return ofUsers(refusal, known);
        }
        boolean anonymous = "K4".equals(refusal.rule())
                && request.door().forLibraries()
                && request.doubled().isEmpty()
                && !request.otherCredential()
                && (request.has("scope") || request.has("resource"))
                && RequestChecks.ways(request).stream().allMatch("assertion"::equals);
        return anonymous
                ? new TokenDenial(
                        refusal,
                        "AADSTS7000218: The request body must contain the following parameter: 'client_assertion' or"
                                + " 'client_secret'.",
                        RefusalCode.CLIENT_UNPROVEN.error())
                : new TokenDenial(refusal, of(refusal, request, known), null);
    }

    /** The error for a grant that needs a signed-in user, by the name of the grant. */
    private static TokenDenial ofUsers(Refusal refusal, GrantEvidence known) {
        String grant = String.valueOf(known.request().field("grant_type"));
        if (grant.endsWith("device_code")) {
            return new TokenDenial(
                    refusal, "The device_code in the request was not recognized.", "bad_verification_code");
        }
        String told = switch (grant) {
            case "password" ->
                "AADSTS50034: The user account {EUII Hidden} does not exist in the " + known.tenant()
                        + " directory. To sign into this application, the account must be added to the directory.";
            case "authorization_code", "refresh_token" ->
                "AADSTS9002313: Invalid request. Request is malformed or invalid.";
            default ->
                "AADSTS7000114: Application '" + known.client().appId()
                        + "' is not allowed to make application on-behalf-of calls.";
        };
        return new TokenDenial(refusal, told, "invalid_grant");
    }

    private static String of(Refusal refusal, TokenRequest request, @Nullable GrantEvidence known) {
        String rule = refusal.rule() == null ? "" : refusal.rule();
        if (refusal.code() == RefusalCode.INTERNAL_ERROR) {
            return "AADSTS50000: There was an error issuing a token.";
        }
        if (known == null) {
            return ofRequest(rule, request, refusal);
        }
        return switch (rule) {
            case "F2" ->
                "AADSTS700016: Application with identifier '" + plain(known.claimed())
                        + "' was not found in the directory '" + known.tenant() + "'.";
            case "F4" ->
                "AADSTS7000112: Application '" + known.client().appId() + "'("
                        + known.client().displayName() + ") is disabled.";
            case "E1", "E4", "E5" -> ofCredential(rule, known);
            case "H1", "H2" -> failed(known, 700024, "Client assertion is not within its valid time range.");
            case "K1" ->
                AssertionClaimChecks.isForThisServer(known)
                        ? failed(known, 700021, "Client assertion does not speak of its issuer alone.")
                        : failed(known, 700023, "Client assertion audience claim does not match Realm issuer.");
            case "K2" ->
                refusal.code() == RefusalCode.UNAVAILABLE
                        ? "AADSTS90033: A transient error has occurred. Please try again."
                        : failed(known, 700027, "Client assertion was used before.");
            case "K3" -> failed(known, 700027, "Client assertion is valid for longer than an hour.");
            case "K5" -> ofResource(known);
            case "K6" ->
                "AADSTS70001: Application '" + known.client().appId() + "' may not use this grant; use"
                        + " client_credentials.";
            case "K8" ->
                CREDENTIALS + "This tenant uses dedicated applications: a key of its own servers is no credential of"
                        + " Microsoft's application '" + known.client().appId() + "'.";
            default -> CREDENTIALS + refusal.code().sentence();
        };
    }

    /** The text of a refusal that comes before the client and the tenant are looked up. */
    private static String ofRequest(String rule, TokenRequest request, Refusal refusal) {
        if (refusal.code() == RefusalCode.GRANT_TYPE_UNSUPPORTED) {
            return request.has("grant_type")
                    ? "AADSTS70003: The app requested an unsupported grant type '"
                            + plain(String.valueOf(request.field("grant_type"))) + "'."
                    : missing("grant_type");
        }
        return switch (rule) {
            case "K4" ->
                request.asked() != null
                        ? "AADSTS90014: The request must authenticate the client in exactly one way, each field once."
                        : missing(request.door().resourceField());
            case "K5" ->
                refusal.code() == RefusalCode.SCOPE_INVALID
                        ? ofScope(request)
                        : TenantRegistry.SEVERAL.contains(tenantOf(request))
                                ? "AADSTS50059: No tenant-identifying information found in either the request or implied by"
                                        + " any provided credentials."
                                : "AADSTS90002: Tenant '" + plain(tenantOf(request))
                                        + "' not found. Check to make sure you have the" + " correct tenant ID.";
            default -> "AADSTS50027: JWT token is invalid or malformed.";
        };
    }

    private static String missing(String field) {
        return "AADSTS900144: The request body must contain the following parameter: '" + field + "'.";
    }

    private static String tenantOf(TokenRequest request) {
        String word = request.tenant();
        String resource = String.valueOf(request.field("resource"));
        return word != null ? word : resource.substring(resource.lastIndexOf('@') + 1);
    }

    private static String ofCredential(String rule, GrantEvidence known) {
        if (!known.hasAssertion()) {
            return rule.equals("E5")
                    ? "AADSTS7000222: The provided client secret keys are expired."
                    : known.request().door().forLibraries()
                            ? "AADSTS7000215: Invalid client secret provided. Ensure the secret being sent in the request is"
                                    + " the client secret value, not the client secret ID, for a secret added to app '"
                                    + known.client().appId() + "'."
                            : CREDENTIALS + "AADSTS50012: Invalid client secret is provided.";
        }
        String reason = switch (rule) {
            case "E4" -> "The key was not found.";
            case "E5" -> "The key used is expired.";
            default -> "Key was found, but use of the key to verify the signature failed.";
        };
        String found = known.isCredentialKnown()
                ? ", Found key 'Start=" + date(known.credential().start()) + ", End="
                        + date(known.credential().end()) + "'"
                : "";
        return failed(
                known,
                700027,
                "Client assertion contains an invalid signature. [Reason - " + reason
                        + ", Thumbprint of key used by client: '"
                        + Credential.thumbprint(known.assertion().thumbprints().get(0)) + "'" + found + "]");
    }

    /** The text of a fault with its own number on the v2.0 endpoint, and with a common number on older endpoints. */
    private static String failed(GrantEvidence known, int number, String text) {
        return known.request().door().forLibraries()
                ? "AADSTS" + number + ": " + text
                : CREDENTIALS + "AADSTS50012: " + text;
    }

    private static String ofScope(TokenRequest request) {
        return "AADSTS1002012: The provided value for scope "
                + plain(String.valueOf(request.asked()))
                + " is not valid. Client credential flows must have a scope value with /.default suffixed to the resource"
                + " identifier (application ID URI).";
    }

    private static String ofResource(GrantEvidence known) {
        String given = String.valueOf(known.request().asked());
        String resource = known.request().door().byScope() ? ScopeParser.resourceIn(given) : null;
        String asked = plain(resource == null ? given : resource);
        ServicePrincipal principal = known.resourcePrincipal();
        if (principal != null && !principal.accountEnabled()) {
            return "AADSTS500014: The service principal for resource '" + asked + "' is disabled.";
        }
        return "AADSTS500011: The resource principal named " + asked + " was not found in the tenant named "
                + known.tenant()
                + ". This can happen if the application has not been installed by the administrator of the"
                + " tenant or consented to by any user in the tenant. You might have sent your authentication request to the"
                + " wrong tenant.";
    }

    private static String date(Instant moment) {
        return AMERICAN.format(moment);
    }

    /** A client's own text in an error: shortened, with printable characters only. */
    private static String plain(String text) {
        String shown = org.s2slab.validation.PrintableValue.value(text);
        return shown.substring(1, shown.length() - 1);
    }
}
