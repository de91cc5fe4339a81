package org.s2slab.validation;

import static org.s2slab.identity.ClaimNames.ACTORT;
import static org.s2slab.identity.ClaimNames.ACTORTOKEN;
import static org.s2slab.identity.ClaimNames.AUD;
import static org.s2slab.identity.ClaimNames.EXP;
import static org.s2slab.identity.ClaimNames.IAT;
import static org.s2slab.identity.ClaimNames.IDENTITY_PROVIDER;
import static org.s2slab.identity.ClaimNames.ISS;
import static org.s2slab.identity.ClaimNames.NAMEID;
import static org.s2slab.identity.ClaimNames.NBF;
import static org.s2slab.identity.ClaimNames.NII;
import static org.s2slab.identity.ClaimNames.OID;
import static org.s2slab.identity.ClaimNames.ROLES;
import static org.s2slab.identity.ClaimNames.SIP;
import static org.s2slab.identity.ClaimNames.SMTP;
import static org.s2slab.identity.ClaimNames.SUB;
import static org.s2slab.identity.ClaimNames.TRUSTED_FOR_DELEGATION;
import static org.s2slab.identity.ClaimNames.UPN;

/**
 * The closed list of the claims that each layer may hold. A claim that is not listed is refused (check D6), so that no
 * claim can select a weaker validation.
 */
final class KnownClaims {
    private KnownClaims() {}

    /**
     * In both layers. iat is numeric in tokens of the authorization server since 2020 and of some clients;
     * identityprovider stands in the outer layer of [MS-XOAUTH] 4.4 and, of the server itself, in its tokens since 2020.
     */
    private static boolean isCommon(String name) {
        return switch (name) {
            case AUD, ISS, NBF, EXP, NAMEID, IAT, IDENTITY_PROVIDER -> true;
            default -> false;
        };
    }

    /**
     * Whether the signed layer may hold a claim. oid, sub, rh and xms_spcu (tokens of the authorization server, 2020
     * and 2025) are taken and ignored; roles counts for an application of an online service's tenant; an embedded token is refused by D2 and D4, claims of users by D7.
     */
    static boolean inSigned(String name) {
        return switch (name) {
            case TRUSTED_FOR_DELEGATION, ROLES, OID, SUB, "rh", "xms_spcu" -> true;
            default -> isCommon(name) || isActor(name) || isOfUser(name);
        };
    }

    /** Whether the outer layer may hold a claim; D5 refuses trust-bearing ones, so that this rule names them. */
    static boolean inOuter(String name) {
        return isCommon(name) || isActor(name) || isOfUser(name) || name.equals(TRUSTED_FOR_DELEGATION);
    }

    static boolean anywhere(String name) {
        return inSigned(name);
    }

    static boolean isActor(String name) {
        return name.equals(ACTORTOKEN) || name.equals(ACTORT);
    }

    /**
     * Whether only a user has a claim. msexchuid ([MS-XOAUTH] 4.4) is the caller's own key of the user, which has no
     * meaning in this node: it is accepted and ignored.
     */
    static boolean isOfUser(String name) {
        return switch (name) {
            case UPN, SMTP, SIP, NII, "msexchuid" -> true;
            default -> false;
        };
    }
}
