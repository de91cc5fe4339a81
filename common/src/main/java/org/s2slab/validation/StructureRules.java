package org.s2slab.validation;

import static org.s2slab.refusal.RefusalCode.TOKEN_FORM;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Group D, the structure: which layer may hold what, fixed by position and never by what a token says of itself. */
final class StructureRules {
    static final List<Rule<UnverifiedToken>> RULES = List.of(
            new Rule<>(
                    "D3",
                    TOKEN_FORM,
                    "The actor token has one name, actortoken or actort, never both.",
                    t -> has(t.presented(), Claims.ACTOR_TOKEN) && has(t.presented(), Claims.ACTOR)
                            ? "the token has actortoken and actort, expected one of them"
                            : null),
            new Rule<>(
                    "D1",
                    TOKEN_FORM,
                    "An unsigned token carries an actor token.",
                    t -> t.isOuterForm() && !t.carriesActor()
                            ? "alg is 'none' and there is no actortoken, expected a signed actor token"
                            : null),
            new Rule<>(
                    "D2",
                    TOKEN_FORM,
                    "A token that carries an actor token is itself unsigned.",
                    t -> t.carriesActor() && !"none".equals(t.presented().algorithm())
                            ? "alg is " + Shown.value(t.presented().algorithm())
                                    + " beside an actor token, expected 'none'"
                            : null),
            new Rule<>(
                    "D4",
                    TOKEN_FORM,
                    "An actor token carries no actor token; a second one is never decoded.",
                    StructureRules::nestedActor),
            new Rule<>(
                    "D5",
                    TOKEN_FORM,
                    "What trust depends on is said by the signed layer only.",
                    t -> t.isOuterForm() && has(t.presented(), Claims.DELEGATION)
                            ? "the unsigned token has trustedfordelegation, expected it in the actor token only"
                            : null),
            new Rule<>(
                    "D6",
                    TOKEN_FORM,
                    "Each layer holds known claims only, so that none of them chooses what kind of token this is.",
                    StructureRules::unknown),
            new Rule<>(
                    "D7",
                    TOKEN_FORM,
                    "The actor token names no user; the outer token names one.",
                    StructureRules::userClaims));

    private StructureRules() {}

    private static boolean has(TokenText text, String claim) {
        return text.payload().has(claim);
    }

    private static @Nullable String nestedActor(UnverifiedToken token) {
        TokenText actor = token.actor();
        return actor != null && (has(actor, Claims.ACTOR_TOKEN) || has(actor, Claims.ACTOR))
                ? "the actor token carries an actor token, expected a chain of one"
                : null;
    }

    private static @Nullable String unknown(UnverifiedToken token) {
        Claims signed = token.signedClaims();
        if (signed != null) {
            Members members = signed.members();
            for (int i = 0; i < members.size(); i++) {
                if (!KnownClaims.inSigned(members.name(i))) {
                    return "the actor token has the claim " + Shown.value(members.name(i))
                            + ", expected known claims only";
                }
            }
        }
        Claims outer = token.outerClaims();
        return outer == null ? null : unknownInOuter(outer.members());
    }

    private static @Nullable String unknownInOuter(Members members) {
        for (int i = 0; i < members.size(); i++) {
            if (!KnownClaims.inOuter(members.name(i))) {
                return "the token has the claim " + Shown.value(members.name(i)) + ", expected known claims only";
            }
        }
        return null;
    }

    private static @Nullable String userClaims(UnverifiedToken token) {
        Claims signed = token.signedClaims();
        if (signed != null) {
            Members members = signed.members();
            for (int i = 0; i < members.size(); i++) {
                if (KnownClaims.isOfUser(members.name(i))) {
                    return "the actor token has " + members.name(i) + ", expected no claim of a user";
                }
            }
        }
        Claims outer = token.outerClaims();
        return outer == null || UserClaims.isNamed(outer)
                ? null
                : "the token names no user, expected nameid, upn, smtp or sip";
    }
}
