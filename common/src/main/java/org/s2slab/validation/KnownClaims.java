package org.s2slab.validation;

/**
 * The closed world of claims: what may stand in which layer. What is not listed is refused (check D6), so that no claim
 * of a token can ever choose a lighter way to check it.
 */
final class KnownClaims {
    private KnownClaims() {}

    /**
     * In both layers. iat is numeric in tokens of the authorization server since 2020 and of some clients;
     * identityprovider stands in the outer layer of [MS-XOAUTH] 4.4 and, of the server itself, in its tokens since 2020.
     */
    private static boolean isCommon(String name) {
        return switch (name) {
            case ClaimSet.AUDIENCE,
                    ClaimSet.ISSUER,
                    ClaimSet.NOT_BEFORE,
                    ClaimSet.EXPIRES,
                    ClaimSet.NAME_ID,
                    ClaimSet.ISSUED_AT,
                    "identityprovider" -> true;
            default -> false;
        };
    }

    /**
     * In the signed layer. oid, sub, rh and xms_spcu (tokens of the authorization server, 2020 and 2025) are taken and
     * ignored; an embedded token is refused by D2 and D4, claims of users by D7.
     */
    static boolean inSigned(String name) {
        return switch (name) {
            case ClaimSet.DELEGATION, "oid", "sub", "rh", "xms_spcu" -> true;
            default -> isCommon(name) || isActor(name) || isOfUser(name);
        };
    }

    /** In the outer layer; trust-bearing ones are refused by D5, so that rule names them. */
    static boolean inOuter(String name) {
        return isCommon(name) || isActor(name) || isOfUser(name) || name.equals(ClaimSet.DELEGATION);
    }

    static boolean anywhere(String name) {
        return inSigned(name);
    }

    static boolean isActor(String name) {
        return name.equals(ClaimSet.ACTOR_TOKEN) || name.equals(ClaimSet.ACTOR);
    }

    /**
     * Claims only a user has. msexchuid ([MS-XOAUTH] 4.4) is the caller's own key of the user, which means nothing here: it
     * is taken and ignored.
     */
    static boolean isOfUser(String name) {
        return switch (name) {
            case "upn", "smtp", "sip", "nii", "msexchuid" -> true;
            default -> false;
        };
    }
}
