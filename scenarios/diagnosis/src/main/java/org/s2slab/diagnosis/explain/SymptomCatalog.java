package org.s2slab.diagnosis.explain;

import static org.s2slab.diagnosis.explain.Symptom.Where.LYNC;
import static org.s2slab.diagnosis.explain.Symptom.Where.LYNC_EVENT;
import static org.s2slab.diagnosis.explain.Symptom.Where.SHAREPOINT;

import java.util.List;
import java.util.stream.Stream;
import org.s2slab.diagnosis.explain.Symptom.Source;

/** The texts, codes and event ids with which the real products refuse requests, according to public sources. */
public final class SymptomCatalog {
    private static final List<Symptom> ELSEWHERE = List.of(
            Symptom.of(
                    SHAREPOINT,
                    "3005004;reason=\"The token does not contain valid algorithm in header.\";category=\"invalid_client\"",
                    "\\b3005004\\b|valid algorithm in header",
                    Source.CAPTURES,
                    "",
                    RefusalCause.FORM),
            Symptom.of(
                    SHAREPOINT,
                    "3001000;reason=\"There has been an error authenticating the request.\"…",
                    "\\b3001000\\b|error authenticating the request",
                    Source.CAPTURES,
                    "SharePoint has one number for most causes. The sentence in the lab's response and the rule in its journal"
                            + " tell which it is.",
                    RefusalCause.ISSUER_UNKNOWN,
                    RefusalCause.KEY_UNKNOWN,
                    RefusalCause.AUDIENCE,
                    RefusalCause.TIMES,
                    RefusalCause.USER_UNKNOWN),
            Symptom.of(
                    SHAREPOINT,
                    "WWW-Authenticate: Bearer …, error=\"insufficient_claims\", claims=\"…\"",
                    "insufficient_claims",
                    Source.CAPTURES,
                    "Conditional access of the online service requires a stronger sign-in. The lab does not have it.",
                    RefusalCause.NOT_SIMULATED),
            Symptom.of(
                    SHAREPOINT,
                    "The issuer of the token is not a trusted issuer.",
                    "not a trusted issuer",
                    Source.HIGH_TRUST,
                    "Also for an id with capital letters, a certificate that is not trusted, and a different realm.",
                    RefusalCause.ISSUER_UNKNOWN,
                    RefusalCause.KEY_UNKNOWN,
                    RefusalCause.REALM),
            Symptom.of(
                    SHAREPOINT,
                    "{\"error\":\"invalid_request\",\"error_description\":\"Token type is not allowed.\"}",
                    "token type is not allowed",
                    Source.CAPTURES,
                    "Also if an application calls as itself, and the site grants it no app-only permission.",
                    RefusalCause.NARROWED,
                    RefusalCause.FORM),
            Symptom.of(
                    SHAREPOINT,
                    "Unsupported app only token.",
                    "unsupported app only token",
                    Source.CAPTURES,
                    "",
                    RefusalCause.NARROWED,
                    RefusalCause.FORM),
            Symptom.of(
                    LYNC,
                    "28020;source=\"…\";reason=\"No valid security token.\"",
                    "\\b28020\\b|no valid security token",
                    Source.UCWA,
                    "Lync has one number for every refused token. The journal has the rule.",
                    RefusalCause.ISSUER_UNKNOWN,
                    RefusalCause.KEY_UNKNOWN,
                    RefusalCause.AUDIENCE,
                    RefusalCause.TIMES,
                    RefusalCause.USER_UNKNOWN),
            Symptom.of(
                    LYNC,
                    "28029;source=\"…\";reason=\"Authentication type not allowed.\"",
                    "\\b28029\\b|authentication type not allowed",
                    Source.UCWA,
                    "A person requested a web ticket with a disabled grant.",
                    RefusalCause.GRANT),
            Symptom.of(
                    LYNC_EVENT,
                    "32053 LS Storage Service: Storage Service had an EWS Autodiscovery failure."
                            + " ExchangeAutodiscoverException: code=ErrorEwsAutodiscover, reason=GetUserSettings failed",
                    "\\b32053\\b|ErrorEwsAutodiscover",
                    Source.CROSS_PREMISES,
                    "Autodiscover did not respond, or refused Lync's token. Test-CsExStorageConnectivity makes the same call.",
                    RefusalCause.UNOBTAINABLE,
                    RefusalCause.ISSUER_UNKNOWN,
                    RefusalCause.METADATA),
            Symptom.of(
                    LYNC_EVENT,
                    "32054 LS Storage Service: Storage Service had an EWS Autodiscovery failure. UnsupportedStoreException:"
                            + " code=ErrorIncorrectExchangeServerVersion, reason=GetUserSettings failed",
                    "\\b32054\\b|ErrorIncorrectExchangeServerVersion",
                    Source.WILDCARDS,
                    "The usual cause is the realm: an accepted domain with a wildcard does not match it (2000004 occurs too).",
                    RefusalCause.REALM,
                    RefusalCause.USER_UNKNOWN));

    private SymptomCatalog() {}

    /** All symptoms, ordered by product. */
    public static List<Symptom> all() {
        return Stream.of(ExchangeSymptoms.ALL, ELSEWHERE, TokenServiceSymptoms.ALL)
                .flatMap(List::stream)
                .toList();
    }

    /** The symptoms that a text contains; empty if there are none. */
    public static List<Symptom> in(String text) {
        String line = text.replaceAll("\\s+", " ");
        return all().stream()
                .filter(symptom -> symptom.sign().matcher(line).find())
                .toList();
    }
}
