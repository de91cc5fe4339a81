package org.s2slab.diagnosis.explain;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The causes of a refusal, by the rules that detect them, each with its fix. */
public enum RefusalCause {
    REQUEST(
            Set.of("A1", "A2", "A3", "A4", "A5", "A6", "A7", "A9", "A10"),
            "The request itself is invalid, so its content was not checked.",
            "Send the token in one Authorization field over TLS, and nowhere else. The rule names the fault."),
    CROSS_SITE(
            Set.of("A11", "A12", "A13"),
            "A page of another site may have made the browser send this request with a stored password.",
            "Call the server by one of its own names, without Origin or Sec-Fetch-Site of another site. Give "
                    + "the body its Content-Type, such as application/json (curl: -H 'Content-Type: application/json')."),
    NO_CREDENTIAL(
            Set.of("A8"),
            "The request has no credential. The response is the challenge with which every call begins.",
            "Read the trusted issuers in the challenge, and send a token from one of them. This alone is not "
                    + "a failure."),
    FORM(
            Set.of(
                    "B1", "B2", "B3", "B4", "B5", "B6", "C1", "C3", "C4", "C5", "C6", "C7", "C8", "C9", "C10", "D1",
                    "D2", "D3", "D4", "D5", "D6", "D7", "F1", "G6", "K11"),
            "The form of the token is not that of a server-to-server token.",
            "Compare it with docs/PROTOCOL.md, Tokens. ./lab explain TOKEN --node NODE shows all such faults "
                    + "at once."),
    ISSUER_UNKNOWN(
            Set.of("F2"),
            "The issuer in the token is not registered under exactly this name on the server that refused.",
            "Register the caller, or the authorization server that issued the token, on the server that " + "refused."),
    KEY_UNKNOWN(
            Set.of("E3", "E4", "E6"),
            "The issuer is registered, but the certificate that signed is not one of its current keys.",
            "Refresh the issuer's metadata. Automatically it is read at most once in 30 seconds."),
    SIGNATURE(
            Set.of("C2", "E1", "E2"),
            "The signature does not verify with the issuer's key of that thumbprint.",
            "The token was changed, or signed with a key other than the named one. Let the caller make a new "
                    + "token."),
    CERTIFICATE_DATES(
            Set.of("E5", "E7"),
            "The signing certificate is not valid now, or was not valid when the token was made.",
            "Give the caller a new certificate, publish it, and refresh its metadata on the server that " + "refused."),
    REALM(
            Set.of("F3", "F7", "F8", "G4", "J9"),
            "The server that refused the token does not serve a realm that the token names.",
            "Both servers must use the same realm, in the same case. At Exchange an accepted domain is a "
                    + "realm, but not with a wildcard."),
    AUDIENCE(
            Set.of("G1", "G2", "G5"),
            "The token is for an application other than the called one.",
            "The caller takes the audience from the challenge. Request the challenge again, or correct the "
                    + "registered application."),
    HOST(
            Set.of("G3"),
            "The token is for another host, or the called host is not a name of the server.",
            "Call the server by the host name in its challenge's address. A proxy must not change Host or "
                    + "end TLS."),
    TIMES(
            Set.of("H1", "H2", "H3", "H4", "H5"),
            "The token is not valid now by the clock of the server that refused, or its lifetime is too long.",
            "Compare the clocks of both servers (./lab clock). They may differ by 300 seconds."),
    OLDER_THAN_TRUST(
            Set.of("H6"),
            "The token was made before the server trusted its issuer.",
            "No action is needed. The caller requests a new token for its next call."),
    OUTER_ISSUER(
            Set.of("F6"),
            "The issuer of the outer token is not the application that the actor token names.",
            "Set the outer token's iss to the complete nameid of the actor token."),
    APPLICATION_UNKNOWN(
            Set.of("F4", "F5", "F9", "F10"),
            "The issuer is trusted, but the application named in the token is not registered for this issuer.",
            "Register the application. If an authorization server issues its tokens, register its id without "
                    + "keys."),
    DISABLED(
            Set.of("I4"),
            "The partner application or the authorization server is disabled.",
            "Enable it on the server that refused."),
    NO_DELEGATION(
            Set.of("I1"),
            "The actor token does not permit its application to act for users.",
            "An authorization server permits it to applications that are trusted for delegation. Other "
                    + "servers permit it to themselves."),
    TRUST_LEVEL(
            Set.of("I2"),
            "The trust level of the partner application is too low.",
            "An application needs the level Full to act for a user without an authorization server."),
    NO_PERMISSIONS(
            Set.of("I3"),
            "The partner application has no linked account and no permissions.",
            "Link an account that has the required roles."),
    NARROWED(
            Set.of("I6"),
            "The user or the application does not have the right. Both need it when an application acts for "
                    + "a user.",
            "Give the right to the one that the detail names."),
    ROLE_MISSING(
            Set.of("I7"),
            "The linked account of the partner application, or the user, does not have a required management "
                    + "role.",
            "Assign the role to the account. The detail names both."),
    USERS_ONLY(
            Set.of("D8"),
            "The application called as itself, but the endpoint serves only users.",
            "Call for a user, with an outer token that names the user."),
    USER_NAME(
            Set.of("J5", "J6", "J7", "J8"),
            "The server does not accept the identifiers of the user in the token.",
            "Name the user by UPN, mail address or SIP address. Some servers also accept security " + "identifiers."),
    USER_UNKNOWN(
            Set.of("J2"),
            "An identifier of the user in the token does not name a user of this server.",
            "Give the mailbox or account the same addresses on both servers. Every identifier must name the "
                    + "user."),
    USER_AMBIGUOUS(
            Set.of("J1", "J3"),
            "The identifiers of the user in the token name more than one person.",
            "Make each address unique, and the same for one person on both servers."),
    USER_BUILT_IN(
            Set.of("J10"),
            "The user in the token is a built-in account, for example the administrator.",
            "Act for a person's account. No token can act for a built-in account."),
    USER_DISABLED(Set.of("J4"), "The user in the token is disabled.", "Enable the account, if the user may sign in."),
    METADATA(
            Set.of("E8", "E9", "E10", "L1", "L2", "L3", "L4", "L5", "L6", "L7", "L8", "L9", "L10"),
            "The issuer's metadata document cannot be read, or its content cannot be used.",
            "Check that its address responds with a trusted certificate. Its keys must be long enough, and "
                    + "not those of another issuer."),
    CLIENT_FORM(
            Set.of("K4"),
            "The token request lacks a field, has a field twice, or authenticates the client in two ways.",
            "Send each field once, and one credential."),
    CLIENT_UNKNOWN(
            Set.of(),
            "The application does not exist in the tenant, or is disabled.",
            "Create or enable the application in the tenant."),
    CLIENT_KEY(
            Set.of(),
            "The authorization server does not have this secret or certificate for the application, or it "
                    + "has expired.",
            "Upload the caller's signing certificate before the old one expires."),
    ASSERTION(
            Set.of("K1", "K2", "K3"),
            "The client assertion has expired, is for another server, or was replayed.",
            "Make a new assertion for each request and server, with a lifetime of at most an hour. Compare "
                    + "the clocks."),
    KEY_ORIGIN(
            Set.of("K8"),
            "The tenant requires dedicated applications. A key of its own servers does not authenticate "
                    + "Microsoft's application.",
            "Register a dedicated application of the organization, and upload the certificate to it."),
    GRANT(
            Set.of("K6"),
            "The client may not use this grant type, or the server does not support it.",
            "Applications use client_credentials. Servers that are trusted for delegation use their own " + "grant."),
    RESOURCE(
            Set.of("K5"),
            "The authorization server does not have the tenant, or the tenant does not have the requested "
                    + "resource name.",
            "Add a service principal name with that host to the resource."),
    UNOBTAINABLE(
            Set.of(),
            "The caller could not make or get a token, so it did not send the call with one.",
            "The detail names what is missing on the caller: a certificate, a partner application, or an "
                    + "authorization server."),
    UNREACHABLE(
            Set.of(),
            "The other server did not respond, or its connection was not trusted.",
            "Check that the server runs, that its host name leads to it, and that its TLS certificate is "
                    + "valid. ./lab doctor calls it."),
    NOT_FOUND_OUT(
            Set.of("N4"),
            "The check failed because of an error, not because of a rule. The server refuses what it cannot "
                    + "check.",
            "Search the log of that server for the trace id."),
    NOT_SIMULATED(Set.of(), "The real product has a cause that the lab does not simulate.", "Read the source.");

    @SuppressWarnings("ImmutableEnumChecker") // always made by Set.of
    private final Set<String> rules;

    private final String why;
    private final String fix;

    RefusalCause(Set<String> rules, String why, String fix) {
        this.rules = rules;
        this.why = why;
        this.fix = fix;
    }

    /** Ids of the rules that refuse for it; at the authorization server some ids mean something of its own. */
    public Set<String> rules() {
        return rules;
    }

    public String why() {
        return why;
    }

    public String fix() {
        return fix;
    }

    /** The cmdlets that fix the cause; empty if no cmdlet does. */
    public List<FixTemplate> cures() {
        return FixCatalog.OF.getOrDefault(this, List.of());
    }

    /** Why a rule refuses at a server that is called. */
    public static Optional<RefusalCause> of(String rule) {
        for (RefusalCause cause : values()) {
            if (cause.rules.contains(rule)) {
                return Optional.of(cause);
            }
        }
        return Optional.empty();
    }

    /** Why a rule refuses a token at the authorization server. */
    public static Optional<RefusalCause> atAuthorizationServer(String rule) {
        return switch (rule) {
            case "F2", "F4" -> Optional.of(CLIENT_UNKNOWN);
            case "E1", "E4", "E5" -> Optional.of(CLIENT_KEY);
            case "H1", "H2" -> Optional.of(ASSERTION);
            default -> of(rule);
        };
    }
}
