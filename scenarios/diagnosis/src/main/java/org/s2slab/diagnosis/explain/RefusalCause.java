package org.s2slab.diagnosis.explain;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The causes of a refusal, by the rules that detect them, each with its fix. */
public enum RefusalCause {
    REQUEST(
            Set.of("A1", "A2", "A3", "A4", "A5", "A6", "A7", "A9", "A10"),
            "The request itself is not sound, so that nothing in it was looked into.",
            "Send the token in one Authorization field over TLS, and nowhere else; the rule says what is wrong."),
    CROSS_SITE(
            Set.of("A11", "A12", "A13"),
            "The request may be one that a page of another site had a browser send with a password it keeps.",
            "Call the server by one of its own names, without Origin or Sec-Fetch-Site of another site, and give a"
                    + " body the Content-Type of what it is, such as application/json (curl: -H 'Content-Type:"
                    + " application/json')."),
    NO_CREDENTIAL(
            Set.of("A8"),
            "No credential was given; the answer is the challenge with which every call begins.",
            "Read whom the challenge trusts, and come back with a token for it. By itself this is no failure."),
    FORM(
            Set.of(
                    "B1", "B2", "B3", "B4", "B5", "B6", "C1", "C3", "C4", "C5", "C6", "C7", "C8", "C9", "C10", "D1",
                    "D2", "D3", "D4", "D5", "D6", "D7", "F1", "G6", "K11"),
            "The token is not written as tokens between servers are.",
            "Compare it with docs/PROTOCOL.md, Tokens; ./lab explain TOKEN --node NODE shows every such fault at"
                    + " once."),
    ISSUER_UNKNOWN(
            Set.of("F2"),
            "The server that refused does not know the one that signed the token, under exactly the name the token"
                    + " gives.",
            "Make the caller, or the authorization server that vouches for it, known where the token was refused."),
    KEY_UNKNOWN(
            Set.of("E3", "E4", "E6"),
            "The issuer is known, but the certificate that signed is not, or no longer, one of its keys held here.",
            "Have the issuer's metadata read again; it is read by itself at most once in 30 seconds."),
    SIGNATURE(
            Set.of("C2", "E1", "E2"),
            "The signature does not verify with the issuer's key of that thumbprint.",
            "The token was changed on its way, or signed with another key than it says: have the caller make it anew."),
    CERTIFICATE_DATES(
            Set.of("E5", "E7"),
            "The certificate that signed is not valid now, or was not when the token was made.",
            "Give the caller a new certificate, publish it, and have its metadata read again here."),
    REALM(
            Set.of("F3", "F7", "F8", "G4", "J9"),
            "A realm in the token is not one that is served where it was refused.",
            "Both sides must say the same realm, letter by letter; at Exchange accepted domains count as realms,"
                    + " wildcards do not."),
    AUDIENCE(
            Set.of("G1", "G2", "G5"),
            "The token is made for another application than the one it was sent to.",
            "The caller takes the audience from the challenge: let it ask for the challenge again, or mend who is"
                    + " registered there."),
    HOST(
            Set.of("G3"),
            "The token is made for another host than the one the request was sent to, or that host is not a name of"
                    + " the server.",
            "Call the server by the name in its challenge's address; a proxy in front must not change Host, and TLS"
                    + " must not end before it."),
    TIMES(
            Set.of("H1", "H2", "H3", "H4", "H5"),
            "The token is not valid at this time by the clock of the server that refused, or lives longer than it may.",
            "Compare the clocks of both servers (./lab clock); 300 seconds are allowed for."),
    OLDER_THAN_TRUST(
            Set.of("H6"),
            "The token was made before its issuer was trusted here.",
            "Nothing to mend: after the refusal the caller makes a new token for its next call."),
    OUTER_ISSUER(
            Set.of("F6"),
            "The unsigned token around the actor token does not come from the application that the actor token names.",
            "The outer token's iss must be the actor token's nameid, the whole of it."),
    APPLICATION_UNKNOWN(
            Set.of("F4", "F5", "F9", "F10"),
            "The issuer is believed, but the application it names is not registered for that issuer here.",
            "Register the application; one that comes through an authorization server is registered by its id, without"
                    + " keys."),
    DISABLED(
            Set.of("I4"),
            "The partner application, or the authorization server, is disabled.",
            "Enable it where the token was refused."),
    NO_DELEGATION(
            Set.of("I1"),
            "The actor token does not say that its application may speak for users.",
            "The authorization server says so of applications that are trusted for delegation; servers say it of"
                    + " themselves."),
    TRUST_LEVEL(
            Set.of("I2"),
            "The partner application's trust level does not allow what it does.",
            "To speak for a user without an authorization server it needs the level Full."),
    NO_PERMISSIONS(
            Set.of("I3"),
            "The partner application has neither a linked account nor permissions of its own.",
            "Link an account that has the roles needed."),
    NARROWED(
            Set.of("I6"),
            "The user, or the application, may not do this: an application does for a user only what both of them may.",
            "Give the one who lacks it the right; the detail says who that is."),
    ROLE_MISSING(
            Set.of("I7"),
            "The account that the partner application is linked to, or the user, lacks a management role.",
            "Give the account the role; the detail names both."),
    USERS_ONLY(
            Set.of("D8"),
            "An application called for itself where only users are served.",
            "Call for a user: with an outer token that names one."),
    USER_NAME(
            Set.of("J5", "J6", "J7", "J8"),
            "The user in the token is named in a way that does not count here.",
            "Name the user by UPN, mail address or SIP address; security identifiers count only where they are"
                    + " accepted."),
    USER_UNKNOWN(
            Set.of("J2"),
            "An identifier of the user in the token leads to nobody here.",
            "Every identifier must lead to the user: give the mailbox, or the account, the same addresses on both"
                    + " sides."),
    USER_AMBIGUOUS(
            Set.of("J1", "J3"),
            "The identifiers of the user in the token lead to more than one person.",
            "Make addresses unique, and the same for the same person on both sides."),
    USER_BUILT_IN(
            Set.of("J10"),
            "The user in the token leads to a built-in account, the administrator's for instance.",
            "Act for a person's account: no token reaches a built-in one."),
    USER_DISABLED(Set.of("J4"), "The user in the token is disabled here.", "Enable the account, or leave it refused."),
    METADATA(
            Set.of("E8", "E9", "E10", "L1", "L2", "L3", "L4", "L5", "L6", "L7", "L8", "L9", "L10"),
            "The issuer's metadata document could not be read, or what it says cannot be used.",
            "See that its address answers, with a certificate that is trusted and keys that are long enough and nobody"
                    + " else's."),
    CLIENT_FORM(
            Set.of("K4"),
            "The request for a token lacks a field, has one twice, or proves its client in two ways.",
            "Send each field once, and one proof."),
    CLIENT_UNKNOWN(
            Set.of(),
            "The tenant has no such application, or it is disabled.",
            "Make the application in the tenant, or enable it."),
    CLIENT_KEY(
            Set.of(),
            "The authorization server does not have this secret or certificate for the application, or it is over.",
            "Upload the certificate with which the caller signs, before the old one ends."),
    ASSERTION(
            Set.of("K1", "K2", "K3"),
            "The assertion, by which the caller proves itself, is over, made for another server, or was used before.",
            "Have the caller make one for each request, for this server, living no longer than an hour; compare the"
                    + " clocks."),
    KEY_ORIGIN(
            Set.of("K8"),
            "The tenant uses dedicated applications: a key of its own servers does not prove one of Microsoft's.",
            "Register an application of the organisation's own, and give that one the certificate."),
    GRANT(
            Set.of("K6"),
            "The client asked in a way that is not for it, or that this server does not have.",
            "Applications use client_credentials; the grant of servers is for those trusted for delegation."),
    RESOURCE(
            Set.of("K5"),
            "The tenant is not one of this server, or has no such resource, or not under the name asked for.",
            "Give the resource a service principal name with that host."),
    UNOBTAINABLE(
            Set.of(),
            "The caller could not make or get a token, so that the call never left with one.",
            "The detail names what is missing at the caller: a certificate, a partner application, or an authorization"
                    + " server."),
    UNREACHABLE(
            Set.of(),
            "The other server did not answer, or not by a connection that could be trusted.",
            "See that it runs, that its name leads to it, and that its TLS certificate is good; ./lab doctor asks it."),
    NOT_FOUND_OUT(
            Set.of("N4"),
            "The check could not be made: something failed that is no rule, and what cannot be checked is refused.",
            "The log of that server has it by the trace id."),
    NOT_SIMULATED(Set.of(), "The real product has a cause for this that the lab does not simulate.", "See the source.");

    @SuppressWarnings("ImmutableEnumChecker") // always made by Set.of
    private final Set<String> rules;

    private final String why;
    private final String wayOut;

    RefusalCause(Set<String> rules, String why, String wayOut) {
        this.rules = rules;
        this.why = why;
        this.wayOut = wayOut;
    }

    /** Ids of the rules that refuse for it; at the authorization server some ids mean something of its own. */
    public Set<String> rules() {
        return rules;
    }

    public String why() {
        return why;
    }

    public String wayOut() {
        return wayOut;
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
