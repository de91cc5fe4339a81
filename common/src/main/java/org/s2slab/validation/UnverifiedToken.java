package org.s2slab.validation;

import org.jspecify.annotations.Nullable;
import org.s2slab.identity.PrincipalId;

/**
 * A presented token, both layers read and nothing believed: either a signed actor token alone, or an unsigned outer token
 * that names a user and carries a signed actor token ([MS-XOAUTH] 2.2).
 */
final class UnverifiedToken {
    private final TokenText presented;
    private final @Nullable TokenText actor;
    private final boolean carriesActor;
    private final boolean outerForm;
    private final ValidationProfile.Form form;
    private final @Nullable Claims signedClaims;
    private final @Nullable Claims outerClaims;
    private final @Nullable PrincipalId issuer;

    private UnverifiedToken(TokenText presented, @Nullable TokenText actor, ValidationProfile profile) {
        this.presented = presented;
        this.actor = actor;
        Members payload = presented.payload();
        carriesActor = payload.has(Claims.ACTOR_TOKEN) || payload.has(Claims.ACTOR);
        outerForm = carriesActor || "none".equals(presented.algorithm());
        form = outerForm ? profile.withUser() : profile.alone();
        outerClaims = outerForm ? new Claims(payload) : null;
        TokenText signed = signedOrNull();
        signedClaims = signed == null ? null : new Claims(signed.payload());
        issuer = signedClaims == null ? null : Names.principal(signedClaims.issuer());
    }

    /** Reads both layers; Refusal by a text rule. The inner one is never looked into for a third (check D4). */
    static UnverifiedToken read(TokenText presented, ValidationProfile profile, CheckList rules) {
        Rule.refuseByFirst(rules.text(), presented);
        String embedded = onlyActorOf(presented.payload());
        TokenText actor = embedded == null ? null : TokenText.of(embedded);
        if (actor != null) {
            Rule.refuseByFirst(rules.text(), actor);
        }
        return new UnverifiedToken(presented, actor, profile);
    }

    /** Both layers as they were read, whatever is wrong with their texts: for an {@link Examination} only. */
    static UnverifiedToken suppose(TokenText presented, @Nullable TokenText actor, ValidationProfile profile) {
        return new UnverifiedToken(presented, actor, profile);
    }

    /** The text of the one embedded token, or null where there is none or there are two. */
    static @Nullable String onlyActorOf(Members payload) {
        if (!payload.has(Claims.ACTOR)) {
            return payload.string(Claims.ACTOR_TOKEN);
        }
        return payload.has(Claims.ACTOR_TOKEN) ? null : payload.string(Claims.ACTOR);
    }

    /** The text as presented: the outer layer, or the signed one alone. */
    TokenText presented() {
        return presented;
    }

    /** The actor token found inside, or null. */
    @Nullable
    TokenText actor() {
        return actor;
    }

    /** Whether the presented text is an outer token by its algorithm or by carrying an actor. */
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
    Claims outerClaims() {
        return outerClaims;
    }

    /** The claims of the layer that must be signed, or null where there is no such layer. */
    @Nullable
    Claims signedClaims() {
        return signedClaims;
    }

    @Nullable
    TokenText signedOrNull() {
        return outerForm ? actor : presented;
    }

    /** The signed layer; IllegalStateException when there is none (then a structure rule refuses first). */
    TokenText signed() {
        TokenText signed = signedOrNull();
        if (signed == null) {
            throw new IllegalStateException("a token without a signed layer got past the structure rules");
        }
        return signed;
    }

    /** Who the signed layer says issued it; IllegalStateException when unreadable (then F1 refuses first). */
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
