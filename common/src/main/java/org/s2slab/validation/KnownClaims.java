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
import static org.s2slab.identity.ClaimNames.TENANT_CREDENTIAL;
import static org.s2slab.identity.ClaimNames.TRUSTED_FOR_DELEGATION;
import static org.s2slab.identity.ClaimNames.UPN;

/**
 * The closed list of the claims that each layer may hold. A claim that is not listed is refused (check D6), so that no
 * claim can select a weaker validation.
 */
final class KnownClaims {
    private KnownClaims() {}

    /**
     * Whether both layers may hold a claim. iat is numeric in some tokens. identityprovider is in the outer layer
     * ([MS-XOAUTH] 4.4), and since 2020 in tokens of the authorization server.
     */
    private static boolean isCommon(String name) {
        return switch (name) {
            case AUD, ISS, NBF, EXP, NAMEID, IAT, IDENTITY_PROVIDER -> true;
            default -> false;
        };
    }

    /**
     * Whether the signed layer may hold a claim. oid, sub and rh (tokens of the authorization server) are ignored. Only
     * policies read xms_spcu. roles counts for an application of an online service's tenant. D2 and D4 refuse embedded
     * tokens, D7 users' claims.
     */
    static boolean inSigned(String name) {
        return switch (name) {
            case TRUSTED_FOR_DELEGATION, ROLES, OID, SUB, TENANT_CREDENTIAL, "rh" -> true;
            default -> isCommon(name) || isActor(name) || isOfUser(name);
        };
    }

    /** Whether the outer layer may hold a claim. Claims about trust are allowed here, because D5 refuses them. */
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
     * Whether only a user has a claim. msexchuid ([MS-XOAUTH] 4.4) is the caller's own key of the user. It has no
     * meaning in this node, so it is accepted and ignored.
     */
    static boolean isOfUser(String name) {
        return switch (name) {
            case UPN, SMTP, SIP, NII, "msexchuid" -> true;
            default -> false;
        };
    }
}
