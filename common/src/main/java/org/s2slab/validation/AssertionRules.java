package org.s2slab.validation;

import static org.s2slab.identity.ClaimNames.AUD;
import static org.s2slab.identity.ClaimNames.EXP;
import static org.s2slab.identity.ClaimNames.IAT;
import static org.s2slab.identity.ClaimNames.ISS;
import static org.s2slab.identity.ClaimNames.JTI;
import static org.s2slab.identity.ClaimNames.NAMEID;
import static org.s2slab.identity.ClaimNames.NBF;
import static org.s2slab.identity.ClaimNames.SUB;
import static org.s2slab.refusal.RefusalCode.TOKEN_FORM;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.s2slab.trace.HopDetail.Finding;
import org.s2slab.validation.JsonMembers.Kind;

/** The rules by which a token is a client assertion (RFC 7523 section 3): its form and its claims. */
final class AssertionRules {
    /** The claims of clients. S2S servers send the first five; libraries for private_key_jwt also send the others. */
    private static final Set<String> CLAIMS = Set.of(AUD, ISS, IAT, NBF, EXP, NAMEID, SUB, JTI);

    /** The maximum length of an assertion's id (jti) in characters. A UUID has 36. Every stored id takes memory. */
    private static final int LONGEST_ID = 128;

    static final List<Rule<UnverifiedToken>> RULES = List.of(new Rule<>(
            "K11",
            TOKEN_FORM,
            "An assertion is signed itself and holds the claims of an assertion only, so that no other token serves as one.",
            AssertionRules::kind));

    private AssertionRules() {}

    private static @Nullable Finding kind(UnverifiedToken token) {
        if (token.isOuterForm()) {
            return token.carriesActor()
                    ? Finding.of("the assertion carries an actor token", "a statement of the client's own")
                    : Finding.of("alg is 'none'", "a signed assertion");
        }
        JsonMembers claims = token.presented().payload();
        for (int i = 0; i < claims.size(); i++) {
            if (!CLAIMS.contains(claims.name(i))) {
                return Finding.of(
                        "the assertion has the claim " + PrintableValue.value(claims.name(i)),
                        "only " + String.join(", ", CLAIMS.stream().sorted().toList()));
            }
        }
        int id = claims.indexOf(JTI);
        boolean good = id < 0
                || (claims.kind(id) == Kind.STRING
                        && !claims.text(id).isEmpty()
                        && claims.text(id).length() <= LONGEST_ID);
        return good
                ? null
                : Finding.of("jti is " + PrintableValue.value(claims.text(id)), "a text of 1 to " + LONGEST_ID);
    }
}
