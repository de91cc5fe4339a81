package org.s2slab.validation;

import static org.s2slab.refusal.RefusalCode.TOKEN_FORM;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.s2slab.identity.ClaimNames;
import org.s2slab.identity.WellKnownPrincipals;
import org.s2slab.trace.HopDetail.Finding;

/** Group D, the structure: the content of each layer, fixed by its position and never by its own claims. */
final class StructureRules {
    static final List<Rule<UnverifiedToken>> RULES = List.of(
            new Rule<>(
                    "D3",
                    TOKEN_FORM,
                    "The actor token has one name, actortoken or actort, never both.",
                    t -> has(t.presented(), ClaimNames.ACTORTOKEN) && has(t.presented(), ClaimNames.ACTORT)
                            ? Finding.of("the token has actortoken and actort", "one of them")
                            : null),
            new Rule<>(
                    "D1",
                    TOKEN_FORM,
                    "An unsigned token carries an actor token.",
                    t -> t.isOuterForm() && !t.carriesActor()
                            ? Finding.of("alg is 'none' and there is no actortoken", "a signed actor token")
                            : null),
            new Rule<>(
                    "D2",
                    TOKEN_FORM,
                    "A token that carries an actor token is itself unsigned.",
                    t -> t.carriesActor() && !"none".equals(t.presented().algorithm())
                            ? Finding.of(
                                    "alg is "
                                            + PrintableValue.value(t.presented().algorithm())
                                            + " beside an actor token",
                                    "'none'")
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
                    t -> t.isOuterForm() && has(t.presented(), ClaimNames.TRUSTED_FOR_DELEGATION)
                            ? Finding.of("the unsigned token has trustedfordelegation", "it in the actor token only")
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

    private static boolean has(CompactToken text, String claim) {
        return text.payload().has(claim);
    }

    private static @Nullable Finding nestedActor(UnverifiedToken token) {
        CompactToken actor = token.actor();
        return actor != null && (has(actor, ClaimNames.ACTORTOKEN) || has(actor, ClaimNames.ACTORT))
                ? Finding.of("the actor token carries an actor token", "a chain of one")
                : null;
    }

    private static @Nullable Finding unknown(UnverifiedToken token) {
        ClaimSet signed = token.signedClaims();
        if (signed != null) {
            JsonMembers members = signed.members();
            for (int i = 0; i < members.size(); i++) {
                if (!isKnown(members.name(i), token)) {
                    return Finding.of(
                            "the actor token has the claim " + PrintableValue.value(members.name(i)),
                            "known claims only");
                }
            }
        }
        ClaimSet outer = token.outerClaims();
        return outer == null ? null : unknownInOuter(outer.members());
    }

    /** Whether the signed layer may hold a claim; roles only from an authorization server, without a user. */
    private static boolean isKnown(String name, UnverifiedToken token) {
        boolean byServer = !token.isOuterForm()
                && token.hasIssuer()
                && token.issuer().id().equals(WellKnownPrincipals.AUTHORIZATION_SERVER);
        return KnownClaims.inSigned(name) && (byServer || !name.equals(ClaimNames.ROLES));
    }

    private static @Nullable Finding unknownInOuter(JsonMembers members) {
        for (int i = 0; i < members.size(); i++) {
            if (!KnownClaims.inOuter(members.name(i))) {
                return Finding.of(
                        "the token has the claim " + PrintableValue.value(members.name(i)), "known claims only");
            }
        }
        return null;
    }

    private static @Nullable Finding userClaims(UnverifiedToken token) {
        ClaimSet signed = token.signedClaims();
        if (signed != null) {
            JsonMembers members = signed.members();
            for (int i = 0; i < members.size(); i++) {
                if (KnownClaims.isOfUser(members.name(i))) {
                    return Finding.of("the actor token has " + members.name(i), "no claim of a user");
                }
            }
        }
        ClaimSet outer = token.outerClaims();
        return outer == null || UserClaims.isNamed(outer)
                ? null
                : Finding.of("the token names no user", "nameid, upn, smtp or sip");
    }
}
