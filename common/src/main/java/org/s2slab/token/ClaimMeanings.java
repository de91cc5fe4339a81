package org.s2slab.token;

import java.net.URI;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.s2slab.token.ClaimMeaning.Place;

/** The table of the header fields and claims of tokens, by place and name, with their meanings. */
final class ClaimMeanings {
    private static final String EXCHANGE_PROTOCOLS =
            "https://learn.microsoft.com/openspecs/exchange_server_protocols/ms-xoauth/";
    private static final String RFC = "https://www.rfc-editor.org/rfc/";

    /** A public source, with its address. */
    private record Source(String name, String link) {
        ClaimMeaning says(String text, String... rules) {
            return new ClaimMeaning(text, name, URI.create(link), List.of(rules));
        }
    }

    private static final Source XOAUTH =
            new Source("[MS-XOAUTH] 2.2", EXCHANGE_PROTOCOLS + "2a67f794-8455-4dc4-9b0d-9bf0dac6f5ee");
    private static final Source XOAUTH_ISSUED =
            new Source("[MS-XOAUTH] 4.1", EXCHANGE_PROTOCOLS + "2e6ce5df-03b0-4486-b60c-f018ccc10bc8");
    private static final Source XOAUTH_SELF =
            new Source("[MS-XOAUTH] 4.2", EXCHANGE_PROTOCOLS + "bdbef05b-f453-4f67-ab07-ef734ed6e405");
    private static final Source SPS2SAUTH = new Source(
            "[MS-SPS2SAUTH]",
            "https://learn.microsoft.com/openspecs/sharepoint_protocols/ms-sps2sauth/05f9759b-0fa4-45ff-bd4b-0d7d254e7010");
    private static final Source ENTRA = new Source(
            "access token claims",
            "https://learn.microsoft.com/entra/identity-platform/access-token-claims-reference#payload-claims");

    static final Map<Place, Map<String, ClaimMeaning>> TABLE = table();

    private ClaimMeanings() {}

    private static Source jws(String section) {
        return new Source("RFC 7515, " + section, RFC + "rfc7515#section-" + section);
    }

    private static Source jwt(String section) {
        return new Source("RFC 7519, " + section, RFC + "rfc7519#section-" + section);
    }

    private static Source assertions() {
        return new Source("RFC 7523, 3", RFC + "rfc7523#section-3");
    }

    private static Map<Place, Map<String, ClaimMeaning>> table() {
        Map<Place, Map<String, ClaimMeaning>> table = new EnumMap<>(Place.class);
        table.put(Place.SIGNED_HEADER, signedHeader());
        table.put(Place.OUTER_HEADER, outerHeader());
        table.put(Place.OUTER, outer());
        table.put(Place.ACTOR, actor());
        table.put(Place.ISSUED, issued());
        table.put(Place.ASSERTION, assertion());
        return table;
    }

    private static Map<String, ClaimMeaning> signedHeader() {
        Map<String, ClaimMeaning> names = new HashMap<>();
        names.put(ClaimNames.TYP, jwt("5.1").says("What kind of thing this is: a JSON Web Token.", "C3"));
        names.put(
                ClaimNames.ALG,
                jws("4.1.1").says("How it is signed: RS256 is RSA with SHA-256, and nothing else is taken.", "C1"));
        names.put(
                ClaimNames.X5T,
                jws("4.1.7")
                        .says(
                                "Which certificate signed it, by the SHA-1 hash of the certificate. It only chooses"
                                        + " among the keys held of the issuer; it never brings one.",
                                "C8",
                                "E4",
                                "E3",
                                "E1"));
        names.put(ClaimNames.KID, jws("4.1.4").says("The same certificate again; it must not name another one.", "C7"));
        names.put(
                "x5t#S256",
                jws("4.1.8")
                        .says("Which certificate signed it, by its SHA-256 hash, as today's libraries say it.", "C8"));
        names.put(
                "x5c",
                jws("4.1.6")
                        .says("The signer's certificate itself; compared with the one that was uploaded, never"
                                + " trusted."));
        return names;
    }

    private static Map<String, ClaimMeaning> outerHeader() {
        Map<String, ClaimMeaning> names = new HashMap<>();
        names.put(ClaimNames.TYP, jwt("5.1").says("What kind of thing this is: a JSON Web Token.", "C3"));
        names.put(
                ClaimNames.ALG,
                jwt("6").says(
                                "Nobody signed this layer. It is a statement of whoever the actor token inside proves.",
                                "C1",
                                "B6"));
        return names;
    }

    private static Map<String, ClaimMeaning> outer() {
        Map<String, ClaimMeaning> names = new HashMap<>();
        names.put(ClaimNames.AUD, audience("G6", "G5"));
        names.put(
                ClaimNames.ISS,
                XOAUTH.says("Who made this layer: the very application that the actor token names.", "F6"));
        dates(names, "H1", "H2", "H3", "H4");
        names.put(
                ClaimNames.NAMEID,
                XOAUTH.says(
                        "The user, as the identity provider beside it knows them: a security identifier, or a user"
                                + " principal name.",
                        "D7",
                        "J8",
                        "J6",
                        "J7",
                        "J5",
                        "J2",
                        "J1",
                        "J10"));
        names.put(
                ClaimNames.NII,
                SPS2SAUTH.says("Whose name for the user nameid is: Active Directory, or the online directory.", "J6"));
        names.put(ClaimNames.UPN, XOAUTH.says("The user by user principal name.", "J8", "J2", "J3", "J1", "J10"));
        names.put(ClaimNames.SMTP, XOAUTH.says("The user by mail address.", "J8", "J2", "J3", "J1", "J10"));
        names.put(
                ClaimNames.SIP,
                XOAUTH.says("The user by SIP address, without the scheme.", "J8", "J2", "J3", "J1", "J10"));
        names.put(ClaimNames.IAT, jwt("4.1.6").says("When it was made.", "H5"));
        names.put(ClaimNames.IDENTITY_PROVIDER, XOAUTH.says("Who vouches for the user, in another form of nii."));
        names.put("msexchuid", XOAUTH.says("The caller's own key of the user; it means nothing here and is ignored."));
        String embedded = "The signed token of the application that acts for the user, shown below as the actor token.";
        names.put(ClaimNames.ACTORTOKEN, SPS2SAUTH.says(embedded, "D3", "D1", "D2", "D4"));
        names.put(ClaimNames.ACTORT, XOAUTH.says(embedded, "D3", "D1", "D2", "D4"));
        names.put(
                ClaimNames.TRUSTED_FOR_DELEGATION,
                XOAUTH.says("Has no business here: only the signed layer may say it.", "D5"));
        return names;
    }

    private static Map<String, ClaimMeaning> actor() {
        Map<String, ClaimMeaning> names = signedBy(
                XOAUTH_SELF.says(
                        "Who signed it: the application itself, by its id and realm. It must be a partner application"
                                + " here, and the key must be its own.",
                        "F1",
                        "F8",
                        "F2",
                        "F3",
                        "F7",
                        "F9"),
                XOAUTH_SELF.says(
                        "The application that calls. Whoever signs for itself can name nobody but itself.",
                        "F4",
                        "F5",
                        "F10",
                        "I4"));
        dates(names, "H1", "H2", "H3", "H6");
        return names;
    }

    private static Map<String, ClaimMeaning> issued() {
        Map<String, ClaimMeaning> names = signedBy(
                XOAUTH_ISSUED.says(
                        "Who signed it: the authorization server, for its tenant. It must be trusted here.",
                        "F1",
                        "F8",
                        "F2",
                        "F3",
                        "F7"),
                XOAUTH_ISSUED.says(
                        "The application that calls, as the authorization server vouches for it.", "F4", "F10", "I4"));
        dates(names, "H1", "H2", "H3", "H6");
        names.put(
                ClaimNames.OID,
                ENTRA.says(
                        "The object id of the application's service principal, by which a SharePoint farm may know it.",
                        "F4"));
        names.put(ClaimNames.SUB, ENTRA.says("The same object id again; ignored."));
        names.put("rh", ENTRA.says("Of the authorization server's own use; ignored."));
        names.put("xms_spcu", ENTRA.says("Of the authorization server's own use; ignored."));
        return names;
    }

    private static Map<String, ClaimMeaning> signedBy(ClaimMeaning issuer, ClaimMeaning nameid) {
        Map<String, ClaimMeaning> names = new HashMap<>();
        names.put(ClaimNames.AUD, audience("G6", "G1", "G2", "G4", "G3"));
        names.put(ClaimNames.ISS, issuer);
        names.put(ClaimNames.NAMEID, nameid);
        names.put(ClaimNames.IAT, jwt("4.1.6").says("When it was made.", "H5"));
        names.put(
                ClaimNames.IDENTITY_PROVIDER,
                XOAUTH.says("Who vouches for the application: its authorization server."));
        names.put(
                ClaimNames.TRUSTED_FOR_DELEGATION,
                XOAUTH.says("Whether the application may speak for a user: only by the exact text true.", "D5", "I1"));
        return names;
    }

    private static Map<String, ClaimMeaning> assertion() {
        Map<String, ClaimMeaning> names = new HashMap<>();
        names.put(
                ClaimNames.AUD,
                assertions()
                        .says(
                                "For whom: this authorization server alone, so that it is of no use elsewhere.",
                                "G6",
                                "K1"));
        names.put(ClaimNames.ISS, assertions().says("The application that asks for a token.", "F2", "K1"));
        names.put(ClaimNames.SUB, assertions().says("The application that asks, again.", "K1"));
        names.put(ClaimNames.NAMEID, XOAUTH_ISSUED.says("The application that asks, again.", "K1"));
        dates(names, "H1", "H2", "K3");
        names.put(ClaimNames.IAT, jwt("4.1.6").says("When it was made."));
        names.put(
                ClaimNames.JTI, assertions().says("A name of this one assertion, which is good for one token.", "K2"));
        return names;
    }

    private static ClaimMeaning audience(String... rules) {
        return XOAUTH.says(
                "For whom: the id of the service, the host it is called by, and its realm. Anybody else must refuse"
                        + " it.",
                rules);
    }

    private static void dates(Map<String, ClaimMeaning> names, String... rules) {
        names.put(
                ClaimNames.NBF, jwt("4.1.5").says("Not to be taken before this moment, in seconds since 1970.", rules));
        names.put(
                ClaimNames.EXP,
                jwt("4.1.4").says("Not to be taken from this moment on, in seconds since 1970.", rules));
    }
}
