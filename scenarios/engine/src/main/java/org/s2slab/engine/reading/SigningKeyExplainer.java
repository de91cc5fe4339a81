package org.s2slab.engine.reading;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.hops.ObservedHop;
import org.s2slab.engine.product.ProductRole;
import org.s2slab.identity.ClaimNames;
import org.s2slab.identity.PrincipalId;
import org.s2slab.trace.HopKind;
import org.s2slab.trace.TokenEvidence;

/** Adds the values about a hop's key: its owner, where the server learned the key, and what the key proves. */
final class SigningKeyExplainer {
    private final HopHistory history;
    private final IdentifierNames names;
    private final ObservedHop hop;
    private final Map<String, String> words;

    SigningKeyExplainer(HopHistory history, ObservedHop hop, Map<String, String> words) {
        this.history = history;
        this.names = history.names();
        this.hop = hop;
        this.words = words;
    }

    private void put(String word, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            words.put(word, value);
        }
    }

    /** Adds the values. Returns the key that proves the hop's token, or null. */
    @Nullable
    KeyReading of(ObservedHop judged, OpenedClaims claims) {
        TokenEvidence evidence = judged.token().evidence();
        String thumbprint = evidence == null ? claims.key() : evidence.key();
        boolean isSigner = hop.kind() == HopKind.SIGNED || (hop.kind() == HopKind.REUSED && !isIssued());
        put("namedKey", thumbprint == null ? null : IdentifierNames.shortened(thumbprint));
        if (hop.kind() == HopKind.TOKEN_ISSUED) {
            String signer = claims.key();
            put("signerKey", signer == null ? null : IdentifierNames.shortened(signer));
        }
        boolean isFound = hop.kind() == HopKind.REFUSED
                && hop.token().checks().stream().anyMatch(check -> check.rule().equals("E4") && check.held());
        held(claims);
        if (thumbprint == null || (evidence == null && !isSigner && !isFound)) {
            return null;
        }
        String owner = owner(evidence, claims, isSigner);
        KeyOrigin from = KeyOrigin.of(history, hop, thumbprint);
        learned(from);
        put("key", IdentifierNames.shortened(thumbprint));
        put("owner", owner);
        if (evidence != null) {
            put("issuer", IdentifierNames.brief(evidence.issuer()));
            put("application", IdentifierNames.brief(evidence.application()));
            put("level", word(evidence.level()));
            PrincipalId principal = IdentifierNames.parsed(evidence.owner());
            put("ownerId", principal == null ? null : principal.toString());
        }
        String learned = SentenceTexts.of(words, "provenance", isSigner ? "own" : "partner");
        put("learned", learned);
        String brief = SentenceTexts.of(words, "provenance", "short");
        put("learnedShort", Character.toLowerCase(brief.charAt(0)) + brief.substring(1));
        if (isSigner && hop.peers().claimed() != null) {
            theirs(hop.peers().claimed(), thumbprint);
        }
        put("right", hop.user() == null ? null : SentenceTexts.orNull(words, "right", isVouched(evidence)));
        return new KeyReading(thumbprint, owner, from, learned);
    }

    private @Nullable String owner(@Nullable TokenEvidence evidence, OpenedClaims claims, boolean isSigner) {
        String claimed = evidence == null ? claims.signed(ClaimNames.ISS) : evidence.owner();
        return isSigner || claimed == null ? names.server(hop.node()) : names.principal(claimed);
    }

    /** Adds the keys of the claimed issuer that the server had at its refusal. */
    private void held(OpenedClaims claims) {
        String claimed = claims.signed(ClaimNames.ISS);
        if (claimed != null && hop.isRefusal()) {
            put("heldKeys", IdentifierNames.keys(history.held(hop, claimed)));
        }
    }

    /** The spelling of a trust level in the products: a capital letter, then small letters. */
    private static @Nullable String word(@Nullable String level) {
        return level == null ? null : level.charAt(0) + level.substring(1).toLowerCase(Locale.ROOT);
    }

    /** Whether an authorization server signed the token. */
    private boolean isIssued() {
        return String.valueOf(words.get("claimedId")).startsWith(ProductRole.AUTHORIZATION_SERVER.application() + "@");
    }

    private static String isVouched(@Nullable TokenEvidence evidence) {
        boolean self = evidence == null || String.valueOf(evidence.issuer()).equals(evidence.application());
        return self ? "self" : "vouched";
    }

    private void learned(KeyOrigin from) {
        put("learnedStep", HopPlaceholders.step(from.step()));
        put("learnedCmdlet", from.cmdlet());
        put("learnedAddress", from.address());
        put("learnedAt", from.isFromBefore() ? null : "known");
    }

    /** Adds where the called server learned the key with which this server signs. */
    private void theirs(String server, String thumbprint) {
        KeyOrigin theirs =
                history.learned(names.find(server).map(NamedServer::name).orElse(server), thumbprint, hop);
        put("theirStep", HopPlaceholders.step(theirs.step()));
        put("theirCmdlet", theirs.cmdlet());
    }
}
