package org.s2slab.diagnosis.explain;

import static org.s2slab.diagnosis.explain.Symptom.Where.EXCHANGE;
import static org.s2slab.diagnosis.explain.Symptom.Where.EXCHANGE_CALLER;

import java.util.List;
import org.s2slab.diagnosis.explain.Symptom.Source;

/** The error texts of Exchange for a refused token and for a token that it could not obtain. */
final class ExchangeSymptoms {
    private static final String COARSE = "The lab uses this text for all three, until the signature is verified.";

    static final List<Symptom> ALL = List.of(
            Symptom.of(
                    EXCHANGE,
                    "2000000;reason=\"The token has an invalid signature.\";error_category=\"invalid_signature\"",
                    "\\b2000000\\b|token has an invalid signature",
                    Source.FREE_BUSY,
                    COARSE,
                    RefusalCause.KEY_UNKNOWN,
                    RefusalCause.ISSUER_UNKNOWN,
                    RefusalCause.SIGNATURE),
            Symptom.of(
                    EXCHANGE,
                    "2000001;reason=\"…authentication method that is too weak… Presented auth strength was 1, required is"
                            + " 2.\";error_category=\"invalid_token\"",
                    "auth(entication)? strength was|authentication method that is too weak",
                    Source.WEAK,
                    "The client authenticated to the token service with a secret, not a certificate. The lab accepts both.",
                    RefusalCause.NOT_SIMULATED),
            Symptom.of(
                    EXCHANGE,
                    "2000001;reason=\"No applicable user context claims found.\";error_category=\"invalid_token\"",
                    "no applicable user context claims",
                    Source.NO_USER,
                    "",
                    RefusalCause.FORM,
                    RefusalCause.USERS_ONLY),
            Symptom.of(
                    EXCHANGE,
                    "2000001;reason=\"OAuth token submitted with the request cannot be parsed.\";error_category=\"invalid_token\"",
                    "submitted with the request cannot be parsed",
                    Source.CAPTURES,
                    "From the rights management service, whose diagnostics have the same form.",
                    RefusalCause.FORM),
            Symptom.of(
                    EXCHANGE,
                    "2000001;reason=\"The token is invalid.\";error_category=\"invalid_token\"",
                    "\\b2000001\\b(?!.*(too weak|user context|cannot be parsed))|\\bthe token is invalid\\.",
                    Source.CAPTURES,
                    "",
                    RefusalCause.FORM),
            Symptom.of(
                    EXCHANGE,
                    "2000002;reason=\"The token is not valid at this time.\";error_category=\"invalid_lifetime\"",
                    "\\b2000002\\b|invalid_lifetime",
                    Source.LAB,
                    "",
                    RefusalCause.TIMES,
                    RefusalCause.OLDER_THAN_TRUST),
            Symptom.of(
                    EXCHANGE,
                    "2000003;reason=\"The hostname component of the audience claim value is invalid. Expected 'https://…'."
                            + " Actual '…'.\";error_category=\"invalid_resource\"",
                    "hostname component of the audience claim",
                    Source.HYBRID_MODERN,
                    "If Actual begins with http, TLS ends in front of Exchange.",
                    RefusalCause.HOST),
            Symptom.of(
                    EXCHANGE,
                    "2000003;reason=\"The audience claim value is invalid 'aud'.\";error_category=\"invalid_resource\"",
                    "(?<!hostname component of the )audience claim value (is invalid|'[^']*' is invalid)",
                    Source.CAPTURES,
                    "",
                    RefusalCause.AUDIENCE,
                    RefusalCause.HOST),
            Symptom.of(
                    EXCHANGE,
                    "2000004;reason=\"The tenant for tenant guid '…' does not exist.\";error_category=\"invalid_tenant\"",
                    "\\b2000004\\b|tenant for tenant guid",
                    Source.WILDCARDS,
                    "If the guid is a domain, the realm in the token is not an accepted domain. An accepted domain with a"
                            + " wildcard does not match.",
                    RefusalCause.REALM),
            Symptom.of(
                    EXCHANGE,
                    "2000005;reason=\"The user specified by the user-context in the token does not exist.\";"
                            + "error_category=\"invalid_user\"",
                    "user-context in the token does not exist",
                    Source.FREE_BUSY,
                    "",
                    RefusalCause.USER_UNKNOWN),
            Symptom.of(
                    EXCHANGE,
                    "2000005;reason=\"The user specified by the user-context in the token is ambiguous.\";"
                            + "error_category=\"invalid_user\"",
                    "user-context in the token is ambiguous",
                    Source.FREE_BUSY,
                    "",
                    RefusalCause.USER_AMBIGUOUS),
            Symptom.of(
                    EXCHANGE,
                    "2000006;reason=\"The application is not accepted here.\";error_category=\"invalid_application\"",
                    "\\b2000006\\b|invalid_application",
                    Source.LAB,
                    "",
                    RefusalCause.APPLICATION_UNKNOWN,
                    RefusalCause.DISABLED),
            Symptom.of(
                    EXCHANGE,
                    "2000007;reason=\"The token could not be checked.\";error_category=\"internal_error\"",
                    "\\b2000007\\b",
                    Source.LAB,
                    "",
                    RefusalCause.METADATA,
                    RefusalCause.NOT_FOUND_OUT),
            Symptom.of(
                    EXCHANGE,
                    "2000008;reason=\"The token should have valid permissions or linked account associated with partner"
                            + " application '…'.\";error_category=\"invalid_grant\"",
                    "\\b2000008\\b|valid permissions or linked account",
                    Source.LINKED_ACCOUNT,
                    "",
                    RefusalCause.NO_PERMISSIONS,
                    RefusalCause.TRUST_LEVEL,
                    RefusalCause.NO_DELEGATION),
            Symptom.of(
                    EXCHANGE,
                    "2000009;reason=\"The issuer of the token is unknown. Issuer was '…'.\";error_category=\"invalid_issuer\"",
                    "issuer of the token is unknown",
                    Source.CAPTURES,
                    "The lab uses 2000000 instead, so that a stranger does not learn which issuers are registered.",
                    RefusalCause.ISSUER_UNKNOWN),
            Symptom.of(
                    EXCHANGE,
                    "2000009;reason=\"The token's certificate is not usable.\";error_category=\"invalid_certificate\"",
                    "invalid_certificate|token's certificate is not usable",
                    Source.LAB,
                    "",
                    RefusalCause.CERTIFICATE_DATES,
                    RefusalCause.KEY_UNKNOWN),
            Symptom.of(
                    EXCHANGE,
                    "2000020;reason=\"…\";error_category=\"insufficiant_claims\"",
                    "\\b2000020\\b|insufficiant_claims",
                    Source.CAPTURES,
                    "Tenant restrictions, which the lab does not have. This is the product's spelling.",
                    RefusalCause.NOT_SIMULATED),
            Symptom.of(
                    EXCHANGE,
                    "4000000;reason=\"Flighting is not enabled for domain '…'.\";error_category=\"oauth_not_available\"",
                    "\\b4000000\\b|flighting is not enabled",
                    Source.CAPTURES,
                    "OAuth is not enabled for the virtual directory or the domain. In the lab it is always enabled.",
                    RefusalCause.NOT_SIMULATED),
            Symptom.of(
                    EXCHANGE_CALLER,
                    "Unable to get token from Auth Server. Error code: '…'. Description: '…'",
                    "unable to get token from auth server",
                    Source.FREE_BUSY,
                    "The description has a code of the token service. Explain this code too.",
                    RefusalCause.CLIENT_KEY,
                    RefusalCause.RESOURCE,
                    RefusalCause.UNOBTAINABLE),
            Symptom.of(
                    EXCHANGE_CALLER,
                    "The signing certificate is missing, or its key is shorter than 2048 bits",
                    "(signing certificate|no certificate is assigned).*(missing|sign tokens)|shorter than 2048|below 2048",
                    Source.CAPTURES,
                    "The texts differ by version.",
                    RefusalCause.CERTIFICATE_DATES,
                    RefusalCause.UNOBTAINABLE),
            Symptom.of(
                    EXCHANGE_CALLER,
                    "empty client id in the challenge from '…'",
                    "empty client id in the challenge|invalid challenge from",
                    Source.LAB,
                    "The other server is not one of these products, or its OAuth is off.",
                    RefusalCause.UNOBTAINABLE));

    private ExchangeSymptoms() {}
}
