package org.s2slab.validation;

import static java.util.stream.Collectors.toMap;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.s2slab.identity.ClaimNames;
import org.s2slab.validation.JsonMembers.Kind;

/**
 * The closed list of the claims of evoSTS access tokens in the form of v1.0 (<a
 * href="https://learn.microsoft.com/entra/identity-platform/access-token-claims-reference">access token claims</a>).
 * The rules read some of them. The others change nothing.
 */
final class AccessTokenClaims {
    /** The claims that only a person's token has. */
    static final Set<String> OF_PEOPLE = Set.of(
            ClaimNames.SCP,
            ClaimNames.UPN,
            ClaimNames.ONPREM_SID,
            ClaimNames.PUID,
            ClaimNames.UNIQUE_NAME,
            ClaimNames.NAME,
            ClaimNames.AMR,
            "acr",
            "family_name",
            "given_name",
            "ipaddr",
            "in_corp",
            "deviceid",
            "sid",
            "pwd_exp",
            "pwd_url",
            "wids");

    private static final Map<String, Kind> KINDS = kinds();

    private AccessTokenClaims() {}

    private static Map<String, Kind> kinds() {
        Set<String> common = Set.of(
                ClaimNames.AUD,
                ClaimNames.ISS,
                ClaimNames.APPID,
                ClaimNames.APPIDACR,
                ClaimNames.IDP,
                ClaimNames.IDTYP,
                ClaimNames.OID,
                ClaimNames.SUB,
                ClaimNames.TID,
                ClaimNames.UTI,
                ClaimNames.VER,
                ClaimNames.TENANT_CREDENTIAL,
                "aio",
                "rh",
                "app_displayname",
                "tenant_region_scope");
        Map<String, Kind> kinds =
                new HashMap<>(common.stream().collect(toMap(Function.identity(), name -> Kind.STRING)));
        OF_PEOPLE.forEach(name -> kinds.put(name, Kind.STRING));
        Set.of(ClaimNames.IAT, ClaimNames.NBF, ClaimNames.EXP).forEach(name -> kinds.put(name, Kind.NUMBER));
        Set.of(ClaimNames.ROLES, ClaimNames.AMR, "wids", "xms_cc").forEach(name -> kinds.put(name, Kind.ARRAY));
        return Map.copyOf(kinds);
    }

    /** The kind of JSON value that a claim has; null for an unknown claim. */
    static @Nullable Kind kind(String name) {
        return KINDS.get(name);
    }

    /**
     * The claims of a person's token that identify the person, under the names of an outer token, so that the rules of
     * group J check both.
     */
    static ClaimSet person(ClaimSet access) {
        JsonMembers named = new JsonMembers();
        String sid = access.text(ClaimNames.ONPREM_SID);
        String upn = access.text(ClaimNames.UPN);
        if (sid != null) {
            named.add(ClaimNames.NAMEID, Kind.STRING, sid);
        }
        if (upn != null) {
            named.add(ClaimNames.UPN, Kind.STRING, upn);
        }
        return new ClaimSet(named);
    }
}
