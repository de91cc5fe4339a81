package org.s2slab.token;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.s2slab.identity.ClaimNames;

/** The table of the claims of evoSTS access tokens with their meanings. */
final class AccessTokenMeanings {
    private static final URI CLAIMS = URI.create(
            "https://learn.microsoft.com/entra/identity-platform/access-token-claims-reference#payload-claims");

    private AccessTokenMeanings() {}

    static Map<String, ClaimMeaning> names() {
        Map<String, String> texts = new HashMap<>();
        texts.put(
                ClaimNames.AUD,
                "The audience: the address of the called service as the client asked for it, or its id.");
        texts.put(ClaimNames.ISS, "The issuer: evoSTS, for the tenant in the address. The resource must trust it.");
        texts.put(ClaimNames.IAT, "The time of issue.");
        texts.put(ClaimNames.NBF, "The token is valid from this time on, in seconds since 1970.");
        texts.put(ClaimNames.EXP, "The token is valid until this time, in seconds since 1970.");
        texts.put(ClaimNames.APPID, "The application that requested the token: the caller, or the client of a person.");
        texts.put(
                ClaimNames.APPIDACR,
                "How the application authenticated: 0 not at all, 1 by a secret, 2 by a certificate.");
        texts.put(ClaimNames.IDP, "The issuer that authenticated the subject: the tenant itself.");
        texts.put(ClaimNames.IDTYP, "The kind of subject: app for an application.");
        texts.put(ClaimNames.OID, "The object id of the application's service principal, or of the person.");
        texts.put(ClaimNames.SUB, "The subject: for an application the same object id again.");
        texts.put(ClaimNames.TID, "The tenant. It must be the one of the issuer.");
        texts.put(ClaimNames.UTI, "The unique id of the token. It is ignored.");
        texts.put(ClaimNames.VER, "The version of the form. Exchange and Lync accept 1.0 only.");
        texts.put(ClaimNames.ROLES, "The application permissions that an administrator granted at the resource.");
        texts.put(ClaimNames.SCP, "The permissions of the client for this person. Only a person's token has it.");
        texts.put(ClaimNames.UPN, "The user principal name of the person.");
        texts.put(ClaimNames.ONPREM_SID, "The security identifier of the person on the premises.");
        texts.put(ClaimNames.PUID, "The number of the person in the online directory. It is ignored.");
        texts.put(ClaimNames.UNIQUE_NAME, "A name of the person for display. It is ignored.");
        texts.put(ClaimNames.NAME, "The name of the person for display. It is ignored.");
        texts.put(ClaimNames.AMR, "The methods by which the person authenticated. They are ignored.");
        texts.put(
                ClaimNames.TENANT_CREDENTIAL,
                "Whether a credential of the tenant authenticated the application. Only policies read it.");
        Map<String, ClaimMeaning> names = new HashMap<>();
        texts.forEach((name, text) -> names.put(name, new ClaimMeaning(text, "access token claims", CLAIMS)));
        return names;
    }
}
