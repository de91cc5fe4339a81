package org.s2slab.validation;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;
import org.s2slab.trace.TokenView;

/**
 * What is known of a token, kept for whoever reads the journal: both layers without a signature, the embedded token cut, so
 * that no use could be made of it.
 *
 * @param signedHeader header of the layer that must be signed, or null where there is none
 * @param signed its claims, or null with it
 * @param outerHeader header of the layer that names a user, or null for an application alone
 * @param outer its claims, or null with it
 * @param evidence what was known once the signature held, or null before
 * @param users what the directory answered, or null before it did
 */
record TokenFacts(
        @Nullable JsonMembers signedHeader,
        @Nullable ClaimSet signed,
        @Nullable JsonMembers outerHeader,
        @Nullable ClaimSet outer,
        @Nullable VerifiedEvidence evidence,
        @Nullable UserMatches users) {

    static TokenFacts of(UnverifiedToken token, @Nullable VerifiedEvidence evidence, @Nullable UserMatches users) {
        CompactToken signed = token.signedOrNull();
        ClaimSet named = token.outerClaims();
        ClaimSet outer = named == null ? null : new ClaimSet(harmless(named.members()));
        return new TokenFacts(
                signed == null ? null : signed.header(),
                token.signedClaims() == null
                        ? null
                        : new ClaimSet(harmless(token.signedClaims().members())),
                outer == null ? null : token.presented().header(),
                outer,
                evidence == null ? null : evidence.withOuter(outer),
                users);
    }

    private static JsonMembers harmless(JsonMembers members) {
        JsonMembers cut = members;
        for (String name : new String[] {ClaimSet.ACTOR_TOKEN, ClaimSet.ACTOR}) {
            int index = cut.indexOf(name);
            if (index >= 0) {
                cut = cut.with(index, TokenView.shortened(cut.text(index)));
            }
        }
        return cut;
    }

    /** The layers as people read them; null where there is no signed one. */
    @Nullable
    TokenView view() {
        if (signedHeader == null || signed == null) {
            return null;
        }
        TokenView.Layer actor = layer(signedHeader, signed);
        return outerHeader == null || outer == null
                ? new TokenView(actor, null)
                : new TokenView(layer(outerHeader, outer), actor);
    }

    private static TokenView.Layer layer(JsonMembers header, ClaimSet claims) {
        return new TokenView.Layer(json(header), json(claims.members()), null);
    }

    private static ObjectNode json(JsonMembers members) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < members.size(); i++) {
            String text = members.text(i);
            switch (members.kind(i)) {
                case NUMBER -> json.put(members.name(i), new java.math.BigDecimal(text));
                case BOOLEAN -> json.put(members.name(i), text.equals("true"));
                default -> json.put(members.name(i), text);
            }
        }
        return json;
    }
}
