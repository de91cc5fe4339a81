package org.s2slab.authz.signin;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.s2slab.authz.grants.AccessTokenParts;
import org.s2slab.authz.grants.TokenEndpointProfile;
import org.s2slab.authz.registry.Person;
import org.s2slab.identity.ClaimNames;
import org.s2slab.pki.SigningKey;
import org.s2slab.token.SigningInput;
import org.s2slab.trace.TokenHash;

/**
 * Creates the tokens of a person who signed in (<a
 * href="https://learn.microsoft.com/entra/identity-platform/access-token-claims-reference">access token claims</a>, <a
 * href="https://learn.microsoft.com/entra/identity-platform/id-token-claims-reference">ID token claims</a>). Access
 * tokens have the form of v1.0, as those for Microsoft Graph and Exchange have.
 *
 * @param id the id of both tokens
 */
record PersonTokenFactory(Person person, String client, SigningKey key, Instant now, Instant expires, String id) {
    /** An access token with permissions at a resource. */
    SigningInput access(RequestedAccess access) {
        String issuer = TokenEndpointProfile.V1_ISSUER.replace("%s", person.tenant());
        Map<String, Object> claims = AccessTokenParts.claims(access.audience(), issuer, now, expires);
        claims.put("acr", "1");
        claims.put(ClaimNames.AMR, List.of("pwd"));
        claims.put(ClaimNames.APPID, client);
        claims.put(ClaimNames.APPIDACR, "0");
        claims.put("idtyp", "user");
        claims.put(ClaimNames.NAME, person.account().name());
        claims.put(ClaimNames.OID, person.id());
        String sid = person.account().sid();
        if (person.synchronised() && sid != null) {
            claims.put(ClaimNames.ONPREM_SID, sid.toUpperCase(Locale.ROOT));
        }
        claims.put(ClaimNames.PUID, person.puid());
        claims.put(ClaimNames.SCP, String.join(" ", access.scopes()));
        claims.put(ClaimNames.SUB, subject());
        claims.put(ClaimNames.TID, person.tenant());
        claims.put(ClaimNames.UNIQUE_NAME, person.upn());
        claims.put(ClaimNames.UPN, person.upn());
        claims.put(ClaimNames.UTI, id);
        claims.put(ClaimNames.VER, "1.0");
        if (access.isForGraph() && !person.roleTemplates().isEmpty()) {
            claims.put(ClaimNames.WIDS, person.roleTemplates());
        }
        return SigningInput.of(AccessTokenParts.header(key), claims, key);
    }

    /** An ID token in the form of the endpoint. */
    SigningInput identity(String nonce, TokenEndpointProfile door) {
        String issuer = door.issuer().replace("%s", person.tenant());
        Map<String, Object> claims = AccessTokenParts.claims(client, issuer, now, expires);
        claims.put(ClaimNames.NAME, person.account().name());
        if (!nonce.isEmpty()) {
            claims.put(ClaimNames.NONCE, nonce);
        }
        claims.put(ClaimNames.OID, person.id());
        claims.put(ClaimNames.SUB, subject());
        claims.put(ClaimNames.TID, person.tenant());
        claims.put(ClaimNames.UTI, id);
        if (door.byScope()) {
            claims.put("preferred_username", person.upn());
        } else {
            claims.put(ClaimNames.AMR, List.of("pwd"));
            claims.put(ClaimNames.UNIQUE_NAME, person.upn());
            claims.put(ClaimNames.UPN, person.upn());
        }
        claims.put(ClaimNames.VER, door.byScope() ? "2.0" : "1.0");
        return SigningInput.of(AccessTokenParts.header(key), claims, key);
    }

    /** The name of the person for one program, which differs from the names for other programs. */
    private String subject() {
        return TokenHash.ofBytes((person.id() + " " + client).getBytes(StandardCharsets.UTF_8));
    }

    /** The ids of person and tenant, by which MSAL names an account. */
    String clientInfo() {
        String json = "{\"uid\":\"" + person.id() + "\",\"utid\":\"" + person.tenant() + "\"}";
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}
