package org.s2slab.validation;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;
import org.s2slab.identity.ClaimNames;
import org.s2slab.trace.TokenView;

/**
 * The known facts of a token, for the journal. Both layers are without a signature, and the embedded token is
 * shortened, so that they are not usable as a token.
 *
 * @param signedHeader header of the layer that must be signed; null without this layer
 * @param signed claims of the same layer; null without this layer
 * @param outerHeader header of the layer that names a user; null without a user
 * @param outer claims of the same layer; null without a user
 * @param evidence the facts after the signature was verified, or null before
 * @param users the result of the directory, or null before
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
        for (String name : new String[] {ClaimNames.ACTORTOKEN, ClaimNames.ACTORT}) {
            int index = cut.indexOf(name);
            if (index >= 0) {
                cut = cut.with(index, TokenView.shortened(cut.text(index)));
            }
        }
        return cut;
    }

    /** The layers for readers; null without a signed layer. */
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
