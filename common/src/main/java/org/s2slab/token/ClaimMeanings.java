package org.s2slab.token;

import java.net.URI;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.s2slab.identity.ClaimNames;
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
        names.put(ClaimNames.TYP, jwt("5.1").says("The type of the object: a JSON Web Token.", "C3"));
        names.put(
                ClaimNames.ALG,
                jws("4.1.1").says("The signature algorithm: RSA with SHA-256. No other algorithm is accepted.", "C1"));
        names.put(
                ClaimNames.X5T,
                jws("4.1.7")
                        .says(
                                "The SHA-1 hash of the certificate that signed. It only selects one of the issuer's"
                                        + " registered keys.",
                                "C8",
                                "E4",
                                "E3",
                                "E1"));
        names.put(ClaimNames.KID, jws("4.1.4").says("The same certificate again. It must not name another one.", "C7"));
        names.put(
                "x5t#S256",
                jws("4.1.8")
                        .says("The SHA-256 hash of the certificate that signed, as modern libraries write it.", "C8"));
        names.put(
                "x5c",
                jws("4.1.6")
                        .says("The certificate of the signer. It is compared with the uploaded one, and never"
                                + " trusted."));
        return names;
    }

    private static Map<String, ClaimMeaning> outerHeader() {
        Map<String, ClaimMeaning> names = new HashMap<>();
        names.put(ClaimNames.TYP, jwt("5.1").says("The type of the object: a JSON Web Token.", "C3"));
        names.put(
                ClaimNames.ALG,
                jwt("6").says(
                                "This layer has no signature. The application in the actor token states it.",
                                "C1",
                                "B6"));
        return names;
    }

    private static Map<String, ClaimMeaning> outer() {
        Map<String, ClaimMeaning> names = new HashMap<>();
        names.put(ClaimNames.AUD, audience("G6", "G5"));
        names.put(
                ClaimNames.ISS,
                XOAUTH.says("The issuer of this layer: the application that the actor token names.", "F6"));
        dates(names, "H1", "H2", "H3", "H4");
        names.put(
                ClaimNames.NAMEID,
                XOAUTH.says(
                        "The user's identifier at the identity provider in nii: a security identifier or a user"
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
                SPS2SAUTH.says("The identity provider of nameid: Active Directory or the online directory.", "J6"));
        names.put(ClaimNames.UPN, XOAUTH.says("The user principal name of the user.", "J8", "J2", "J3", "J1", "J10"));
        names.put(ClaimNames.SMTP, XOAUTH.says("The mail address of the user.", "J8", "J2", "J3", "J1", "J10"));
        names.put(
                ClaimNames.SIP,
                XOAUTH.says("The SIP address of the user, without the scheme.", "J8", "J2", "J3", "J1", "J10"));
        names.put(ClaimNames.IAT, jwt("4.1.6").says("The time of issue.", "H5"));
        names.put(
                ClaimNames.IDENTITY_PROVIDER,
                XOAUTH.says("The identity provider of the user, in another form than nii."));
        names.put("msexchuid", XOAUTH.says("The caller's internal id of the user. It is ignored."));
        String embedded = "The signed token of the application that acts for the user, shown below as the actor token.";
        names.put(ClaimNames.ACTORTOKEN, SPS2SAUTH.says(embedded, "D3", "D1", "D2", "D4"));
        names.put(ClaimNames.ACTORT, XOAUTH.says(embedded, "D3", "D1", "D2", "D4"));
        names.put(
                ClaimNames.TRUSTED_FOR_DELEGATION,
                XOAUTH.says("Not allowed here: only the signed layer may have it.", "D5"));
        return names;
    }

    private static Map<String, ClaimMeaning> actor() {
        Map<String, ClaimMeaning> names = signedBy(
                XOAUTH_SELF.says(
                        "The issuer: the application itself, by its id and realm. It must be a registered partner"
                                + " application, and the key must be its own.",
                        "F1",
                        "F8",
                        "F2",
                        "F3",
                        "F7",
                        "F9"),
                XOAUTH_SELF.says(
                        "The calling application. An application that signs its own token can name only itself.",
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
                        "The issuer: the authorization server, for its tenant. The resource must trust it.",
                        "F1",
                        "F8",
                        "F2",
                        "F3",
                        "F7"),
                XOAUTH_ISSUED.says(
                        "The calling application, as the authorization server names it.", "F4", "F10", "I4"));
        dates(names, "H1", "H2", "H3", "H6");
        names.put(
                ClaimNames.OID,
                ENTRA.says(
                        "The object id of the application's service principal. A SharePoint farm can use it as the name.",
                        "F4"));
        names.put(ClaimNames.SUB, ENTRA.says("The same object id again. It is ignored."));
        names.put(
                ClaimNames.ROLES,
                ENTRA.says("The application permissions that an administrator granted at the resource.", "I3"));
        names.put("rh", ENTRA.says("Internal to the authorization server. It is ignored."));
        names.put("xms_spcu", ENTRA.says("Internal to the authorization server. It is ignored."));
        return names;
    }

    private static Map<String, ClaimMeaning> signedBy(ClaimMeaning issuer, ClaimMeaning nameid) {
        Map<String, ClaimMeaning> names = new HashMap<>();
        names.put(ClaimNames.AUD, audience("G6", "G1", "G2", "G4", "G3"));
        names.put(ClaimNames.ISS, issuer);
        names.put(ClaimNames.NAMEID, nameid);
        names.put(ClaimNames.IAT, jwt("4.1.6").says("The time of issue.", "H5"));
        names.put(
                ClaimNames.IDENTITY_PROVIDER,
                XOAUTH.says("The authorization server that authenticated the application."));
        names.put(
                ClaimNames.TRUSTED_FOR_DELEGATION,
                XOAUTH.says("Whether the application may act for a user: only with the exact text true.", "D5", "I1"));
        return names;
    }

    private static Map<String, ClaimMeaning> assertion() {
        Map<String, ClaimMeaning> names = new HashMap<>();
        names.put(ClaimNames.AUD, assertions().says("The audience: only this authorization server.", "G6", "K1"));
        names.put(ClaimNames.ISS, assertions().says("The application that requests a token.", "F2", "K1"));
        names.put(ClaimNames.SUB, assertions().says("The application that requests a token, again.", "K1"));
        names.put(ClaimNames.NAMEID, XOAUTH_ISSUED.says("The application that requests a token, again.", "K1"));
        dates(names, "H1", "H2", "K3");
        names.put(ClaimNames.IAT, jwt("4.1.6").says("The time of issue."));
        names.put(ClaimNames.JTI, assertions().says("The id of this assertion. An assertion can be used once.", "K2"));
        return names;
    }

    private static ClaimMeaning audience(String... rules) {
        return XOAUTH.says(
                "The audience: the id, host and realm of the called service. Every other service must refuse the"
                        + " token.",
                rules);
    }

    private static void dates(Map<String, ClaimMeaning> names, String... rules) {
        names.put(
                ClaimNames.NBF,
                jwt("4.1.5").says("The token is valid from this time on, in seconds since 1970.", rules));
        names.put(
                ClaimNames.EXP, jwt("4.1.4").says("The token is valid until this time, in seconds since 1970.", rules));
    }
}
