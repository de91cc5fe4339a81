package org.s2slab.token;

import java.net.URI;
import java.util.EnumMap;
import java.util.HashMap;
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
        ClaimMeaning says(String text) {
            return new ClaimMeaning(text, name, URI.create(link));
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
        table.put(Place.ACCESS, AccessTokenMeanings.names());
        table.put(Place.ASSERTION, assertion());
        return table;
    }

    private static Map<String, ClaimMeaning> signedHeader() {
        Map<String, ClaimMeaning> names = new HashMap<>();
        names.put(ClaimNames.TYP, jwt("5.1").says("The type of the object: a JSON Web Token."));
        names.put(
                ClaimNames.ALG,
                jws("4.1.1").says("The signature algorithm: RSA with SHA-256. No other algorithm is accepted."));
        names.put(
                ClaimNames.X5T,
                jws("4.1.7")
                        .says("The SHA-1 hash of the certificate that signed. It only selects one of the issuer's"
                                + " registered keys."));
        names.put(ClaimNames.KID, jws("4.1.4").says("The same certificate again. It must not name another one."));
        names.put(
                "x5t#S256",
                jws("4.1.8").says("The SHA-256 hash of the certificate that signed, as modern libraries write it."));
        names.put(
                "x5c",
                jws("4.1.6")
                        .says("The certificate of the signer. It is compared with the uploaded one, and never"
                                + " trusted."));
        return names;
    }

    private static Map<String, ClaimMeaning> outerHeader() {
        Map<String, ClaimMeaning> names = new HashMap<>();
        names.put(ClaimNames.TYP, jwt("5.1").says("The type of the object: a JSON Web Token."));
        names.put(
                ClaimNames.ALG,
                jwt("6").says("This layer has no signature. The application in the actor token states it."));
        return names;
    }

    private static Map<String, ClaimMeaning> outer() {
        Map<String, ClaimMeaning> names = new HashMap<>();
        names.put(ClaimNames.AUD, audience());
        names.put(ClaimNames.ISS, XOAUTH.says("The issuer of this layer: the application that the actor token names."));
        dates(names);
        names.put(
                ClaimNames.NAMEID,
                XOAUTH.says("The user's identifier at the identity provider in nii: a security identifier or a user"
                        + " principal name."));
        names.put(
                ClaimNames.NII,
                SPS2SAUTH.says("The identity provider of nameid: Active Directory or the online directory."));
        names.put(ClaimNames.UPN, XOAUTH.says("The user principal name of the user."));
        names.put(ClaimNames.SMTP, XOAUTH.says("The mail address of the user."));
        names.put(ClaimNames.SIP, XOAUTH.says("The SIP address of the user, without the scheme."));
        names.put(ClaimNames.IAT, jwt("4.1.6").says("The time of issue."));
        names.put(
                ClaimNames.IDENTITY_PROVIDER,
                XOAUTH.says("The identity provider of the user, in another form than nii."));
        names.put("msexchuid", XOAUTH.says("The caller's internal id of the user. It is ignored."));
        String embedded = "The signed token of the application that acts for the user, shown below as the actor token.";
        names.put(ClaimNames.ACTORTOKEN, SPS2SAUTH.says(embedded));
        names.put(ClaimNames.ACTORT, XOAUTH.says(embedded));
        names.put(
                ClaimNames.TRUSTED_FOR_DELEGATION, XOAUTH.says("Not allowed here: only the signed layer may have it."));
        return names;
    }

    private static Map<String, ClaimMeaning> actor() {
        Map<String, ClaimMeaning> names = signedBy(
                XOAUTH_SELF.says(
                        "The issuer: the application itself, by its id and realm. It must be a registered partner"
                                + " application, and the key must be its own."),
                XOAUTH_SELF.says(
                        "The calling application. An application that signs its own token can name only itself."));
        dates(names);
        return names;
    }

    private static Map<String, ClaimMeaning> issued() {
        Map<String, ClaimMeaning> names = signedBy(
                XOAUTH_ISSUED.says("The issuer: the authorization server, for its tenant. The resource must trust it."),
                XOAUTH_ISSUED.says("The calling application, as the authorization server names it."));
        dates(names);
        names.put(
                ClaimNames.OID,
                ENTRA.says(
                        "The object id of the application's service principal. A SharePoint farm can use it as the name."));
        names.put(ClaimNames.SUB, ENTRA.says("The same object id again. It is ignored."));
        names.put(
                ClaimNames.ROLES,
                ENTRA.says("The application permissions that an administrator granted at the resource."));
        names.put("rh", ENTRA.says("Internal to the authorization server. It is ignored."));
        names.put(
                ClaimNames.TENANT_CREDENTIAL,
                ENTRA.says("Whether a credential of the tenant authenticated the application. Only policies read it."));
        return names;
    }

    private static Map<String, ClaimMeaning> signedBy(ClaimMeaning issuer, ClaimMeaning nameid) {
        Map<String, ClaimMeaning> names = new HashMap<>();
        names.put(ClaimNames.AUD, audience());
        names.put(ClaimNames.ISS, issuer);
        names.put(ClaimNames.NAMEID, nameid);
        names.put(ClaimNames.IAT, jwt("4.1.6").says("The time of issue."));
        names.put(
                ClaimNames.IDENTITY_PROVIDER,
                XOAUTH.says("The authorization server that authenticated the application."));
        names.put(
                ClaimNames.TRUSTED_FOR_DELEGATION,
                XOAUTH.says("Whether the application may act for a user: only with the exact text true."));
        return names;
    }

    private static Map<String, ClaimMeaning> assertion() {
        Map<String, ClaimMeaning> names = new HashMap<>();
        names.put(ClaimNames.AUD, assertions().says("The audience: only this authorization server."));
        names.put(ClaimNames.ISS, assertions().says("The application that requests a token."));
        names.put(ClaimNames.SUB, assertions().says("The application that requests a token, again."));
        names.put(ClaimNames.NAMEID, XOAUTH_ISSUED.says("The application that requests a token, again."));
        dates(names);
        names.put(ClaimNames.IAT, jwt("4.1.6").says("The time of issue."));
        names.put(ClaimNames.JTI, assertions().says("The id of this assertion. An assertion can be used once."));
        return names;
    }

    private static ClaimMeaning audience() {
        return XOAUTH.says(
                "The audience: the id, host and realm of the called service. Every other service must refuse the"
                        + " token.");
    }

    private static void dates(Map<String, ClaimMeaning> names) {
        names.put(ClaimNames.NBF, jwt("4.1.5").says("The token is valid from this time on, in seconds since 1970."));
        names.put(ClaimNames.EXP, jwt("4.1.4").says("The token is valid until this time, in seconds since 1970."));
    }
}
