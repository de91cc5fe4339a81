package org.s2slab.validation;

import org.jspecify.annotations.Nullable;
import org.s2slab.identity.ClaimNames;
import org.s2slab.identity.EvoStsIssuer;
import org.s2slab.identity.PrincipalId;

/**
 * A presented token with both layers parsed and nothing verified. It is a signed actor token alone, or an unsigned
 * outer token that names a user and contains a signed actor token ([MS-XOAUTH] 2.2), or an access token of evoSTS, which
 * has one layer.
 */
final class UnverifiedToken {
    private final CompactToken presented;
    private final @Nullable CompactToken actor;
    private final boolean carriesActor;
    private final boolean outerForm;
    private final ValidationProfile.Form form;
    private final @Nullable ClaimSet signedClaims;
    private final @Nullable ClaimSet outerClaims;
    private final @Nullable PrincipalId issuer;

    private UnverifiedToken(CompactToken presented, @Nullable CompactToken actor, ValidationProfile profile) {
        this.presented = presented;
        this.actor = actor;
        JsonMembers payload = presented.payload();
        carriesActor = payload.has(ClaimNames.ACTORTOKEN) || payload.has(ClaimNames.ACTORT);
        boolean access = isAccessToken(presented, profile);
        outerForm = !access && (carriesActor || "none".equals(presented.algorithm()));
        form = outerForm ? profile.withUser() : profile.alone();
        outerClaims = outerForm ? new ClaimSet(payload) : null;
        CompactToken signed = signedOrNull();
        signedClaims = signed == null ? null : new ClaimSet(signed.payload());
        String named = signedClaims == null ? null : signedClaims.issuer();
        issuer = access ? EvoStsIssuer.principal(named) : PrincipalNameParser.principal(named);
    }

    /** Whether a readable token is an access token by the form of its issuer, at a node that accepts such tokens. */
    static boolean isAccessToken(CompactToken presented, ValidationProfile profile) {
        return profile.accessTokens()
                && presented.isReadable()
                && EvoStsIssuer.isAddress(presented.payload().string(ClaimNames.ISS));
    }

    /** Parses both layers; Refusal by a text rule. A token inside the inner layer is never parsed (check D4). */
    static UnverifiedToken read(CompactToken presented, ValidationProfile profile, CheckList rules) {
        Rule.refuseByFirst(rules.text(), presented);
        boolean alone = isAccessToken(presented, profile);
        String embedded = alone ? null : onlyActorOf(presented.payload());
        CompactToken actor = embedded == null ? null : CompactToken.of(embedded);
        if (actor != null) {
            Rule.refuseByFirst(rules.text(), actor);
        }
        return new UnverifiedToken(presented, actor, profile);
    }

    /** Parses both layers despite faults of their texts: for an {@link TokenExamination} only. */
    static UnverifiedToken suppose(CompactToken presented, @Nullable CompactToken actor, ValidationProfile profile) {
        return new UnverifiedToken(presented, actor, profile);
    }

    /** The text of the embedded token, or null if there is no embedded token or more than one. */
    static @Nullable String onlyActorOf(JsonMembers payload) {
        if (!payload.has(ClaimNames.ACTORT)) {
            return payload.string(ClaimNames.ACTORTOKEN);
        }
        return payload.has(ClaimNames.ACTORTOKEN) ? null : payload.string(ClaimNames.ACTORT);
    }

    /** The text as presented: the outer layer, or the signed one alone. */
    CompactToken presented() {
        return presented;
    }

    /** The actor token found inside, or null. */
    @Nullable
    CompactToken actor() {
        return actor;
    }

    /** Whether the presented text is an outer token, by its algorithm or its embedded actor token. */
    boolean isOuterForm() {
        return outerForm;
    }

    /** Whether the presented text has an actor token inside, readable or not. */
    boolean carriesActor() {
        return carriesActor;
    }

    ValidationProfile.Form form() {
        return form;
    }

    /** The claims of the outer layer, or null for an application alone. */
    @Nullable
    ClaimSet outerClaims() {
        return outerClaims;
    }

    /** The claims of the layer that must be signed, or null where there is no such layer. */
    @Nullable
    ClaimSet signedClaims() {
        return signedClaims;
    }

    @Nullable
    CompactToken signedOrNull() {
        return outerForm ? actor : presented;
    }

    /** The signed layer; IllegalStateException if there is none (a structure rule refuses first). */
    CompactToken signed() {
        CompactToken signed = signedOrNull();
        if (signed == null) {
            throw new IllegalStateException("a token without a signed layer got past the structure rules");
        }
        return signed;
    }

    /** The claimed issuer of the signed layer; IllegalStateException if it cannot be parsed (F1 refuses first). */
    PrincipalId issuer() {
        if (issuer == null) {
            throw new IllegalStateException("a token without a readable issuer got past the form rules");
        }
        return issuer;
    }

    /** Whether {@code iss} of the signed layer reads as a principal. */
    boolean hasIssuer() {
        return issuer != null;
    }
}
