package org.s2slab.validation;

import static org.s2slab.refusal.RefusalCode.TOKEN_FORM;
import static org.s2slab.refusal.RefusalCode.TOKEN_TENANT;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.s2slab.identity.ClaimNames;
import org.s2slab.identity.EvoStsIssuer;
import org.s2slab.identity.Guid;
import org.s2slab.trace.HopDetail.Finding;
import org.s2slab.validation.JsonMembers.Kind;

/**
 * Group Q, the form of an access token of an authorization server of type AzureAD (evoSTS, <a
 * href="https://learn.microsoft.com/entra/identity-platform/access-token-claims-reference">claims</a>). Text and header
 * follow the rules of the other groups.
 */
final class AccessTokenFormRules {
    private static final Set<String> PROVEN_CLIENTS = Set.of("1", "2");
    private static final Set<String> ANY_CLIENTS = Set.of("0", "1", "2");

    /** The rules for the claims by themselves. */
    static final List<Rule<UnverifiedToken>> RULES = List.of(
            form(
                    "Q1",
                    "The access token holds known claims only, each of its type; none is another token.",
                    AccessTokenFormRules::types),
            form("Q2", "The header has typ and kid.", AccessTokenFormRules::header),
            form("Q3", "ver is 1.0: the form of v2.0 is for other resources.", AccessTokenFormRules::version),
            form(
                    "Q4",
                    "iss is https://sts.windows.net/ with the tenant's GUID in lower case.",
                    AccessTokenFormRules::issuer),
            new Rule<>("Q5", TOKEN_TENANT, "tid and idp name the tenant of iss.", AccessTokenFormRules::tenant),
            form("Q6", "appid is a GUID in lower case.", AccessTokenFormRules::application),
            form(
                    "Q7",
                    "The claims are all of an application or all of a person: scp is a person's, roles are an"
                            + " application's, idtyp agrees.",
                    AccessTokenFormRules::kind),
            form(
                    "Q8",
                    "appidacr says that the client proved itself with a secret or a certificate; only a person's client"
                            + " may be public.",
                    AccessTokenFormRules::client));

    private AccessTokenFormRules() {}

    private static Rule<UnverifiedToken> form(String id, String sentence, Rule.Check<UnverifiedToken> check) {
        return new Rule<>(id, TOKEN_FORM, sentence, check);
    }

    private static JsonMembers claims(UnverifiedToken token) {
        return token.presented().payload();
    }

    private static String shown(UnverifiedToken token, String name) {
        return name + " is " + new ClaimSet(claims(token)).shown(name);
    }

    private static @Nullable Finding types(UnverifiedToken token) {
        JsonMembers claims = claims(token);
        for (int i = 0; i < claims.size(); i++) {
            Kind expected = AccessTokenClaims.kind(claims.name(i));
            if (expected == null) {
                return Finding.of(
                        "the token has the claim " + PrintableValue.value(claims.name(i)), "known claims only");
            }
            if (claims.kind(i) != expected) {
                return Finding.of(
                        shown(token, claims.name(i)),
                        switch (expected) {
                            case NUMBER -> "a whole number";
                            case ARRAY -> "a list";
                            default -> "a text";
                        });
            }
        }
        return null;
    }

    private static @Nullable Finding header(UnverifiedToken token) {
        JsonMembers header = token.presented().header();
        return header.has(ClaimNames.TYP) && header.has(ClaimNames.KID)
                ? null
                : Finding.of("the header has not both", "typ and kid");
    }

    private static @Nullable Finding version(UnverifiedToken token) {
        return "1.0".equals(claims(token).string(ClaimNames.VER))
                ? null
                : Finding.of(shown(token, ClaimNames.VER), "'1.0'");
    }

    private static @Nullable Finding issuer(UnverifiedToken token) {
        return token.hasIssuer() ? null : Finding.of(shown(token, ClaimNames.ISS), "https://sts.windows.net/<tenant>/");
    }

    private static @Nullable Finding tenant(UnverifiedToken token) {
        String tenant = token.issuer().realm();
        if (!tenant.equals(claims(token).string(ClaimNames.TID))) {
            return Finding.of(shown(token, ClaimNames.TID), "'" + tenant + "', the tenant of iss");
        }
        String idp = claims(token).string(ClaimNames.IDP);
        return idp == null || idp.equals(EvoStsIssuer.of(tenant))
                ? null
                : Finding.of(shown(token, ClaimNames.IDP), "the issuer itself");
    }

    private static @Nullable Finding application(UnverifiedToken token) {
        String id = claims(token).string(ClaimNames.APPID);
        return id != null && Guid.isLowerCase(id) ? null : Finding.of(shown(token, ClaimNames.APPID), "a GUID");
    }

    private static @Nullable Finding kind(UnverifiedToken token) {
        return claims(token).has(ClaimNames.SCP) ? person(token) : applicationAlone(token);
    }

    private static @Nullable Finding person(UnverifiedToken token) {
        JsonMembers claims = claims(token);
        String type = claims.string(ClaimNames.IDTYP);
        if (claims.has(ClaimNames.ROLES) || (type != null && !type.equals("user"))) {
            return Finding.of(
                    "scp is there, " + shown(token, ClaimNames.IDTYP) + ", " + shown(token, ClaimNames.ROLES),
                    "no roles and no idtyp but 'user' beside scp");
        }
        String sid = claims.string(ClaimNames.ONPREM_SID);
        boolean named = sid == null
                ? claims.has(ClaimNames.UPN)
                : sid.regionMatches(true, 0, "s-1-", 0, 4) && UserNameSyntax.isSid(sid);
        return named
                ? null
                : Finding.of(
                        shown(token, ClaimNames.UPN) + ", " + shown(token, ClaimNames.ONPREM_SID),
                        "a upn or a security identifier");
    }

    private static @Nullable Finding applicationAlone(UnverifiedToken token) {
        JsonMembers claims = claims(token);
        for (int i = 0; i < claims.size(); i++) {
            if (AccessTokenClaims.OF_PEOPLE.contains(claims.name(i))) {
                return Finding.of(shown(token, claims.name(i)) + " without scp", "no claim of a person");
            }
        }
        String type = claims.string(ClaimNames.IDTYP);
        if (type != null && !type.equals(ClaimNames.APPLICATION_TYPE)) {
            return Finding.of(shown(token, ClaimNames.IDTYP) + " without scp", "'app'");
        }
        String oid = claims.string(ClaimNames.OID);
        return oid != null && oid.equals(claims.string(ClaimNames.SUB))
                ? null
                : Finding.of(
                        shown(token, ClaimNames.OID) + ", " + shown(token, ClaimNames.SUB),
                        "both the service principal of the application");
    }

    private static @Nullable Finding client(UnverifiedToken token) {
        boolean person = claims(token).has(ClaimNames.SCP);
        String method = claims(token).string(ClaimNames.APPIDACR);
        return method != null && (person ? ANY_CLIENTS : PROVEN_CLIENTS).contains(method)
                ? null
                : Finding.of(shown(token, ClaimNames.APPIDACR), person ? "'0', '1' or '2'" : "'1' or '2'");
    }
}
