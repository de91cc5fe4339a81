package org.s2slab.validation;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.s2slab.identity.ClaimNames;
import org.s2slab.trace.TokenHash;

/**
 * The client assertion with which an application authenticates to the authorization server (RFC 7523 section 3). The
 * parser is as strict as for any token: text, JSON and header are valid. The claims are not verified yet.
 */
public final class ClientAssertion {
    private final CompactToken text;
    private final ClaimSet claims;
    private final byte[] signedBytes;
    private final List<String> thumbprints;

    private ClientAssertion(CompactToken text, CheckList rules) {
        this.text = text;
        thumbprints = LibraryHeaderRules.thumbprints(text.header());
        claims = new ClaimSet(text.payload(), isOfLibrary(rules));
        signedBytes = text.signedBytes();
    }

    /** Parses a compact JWS; Refusal by the first rule of {@link CheckList#ASSERTION} that fails. */
    public static ClientAssertion read(String compact) {
        return read(compact, CheckList.ASSERTION);
    }

    /**
     * Parses an assertion of a client library for client_credentials; Refusal by the first rule of
     * {@link CheckList#LIBRARY_ASSERTION} that fails.
     */
    public static ClientAssertion readOfLibrary(String compact) {
        return read(compact, CheckList.LIBRARY_ASSERTION);
    }

    /** Parses with another list of rules, only to show what happens without a rule. */
    static ClientAssertion read(String compact, CheckList rules) {
        CompactToken text = parsed(compact, rules);
        UnverifiedToken token = UnverifiedToken.read(text, ValidationProfile.LYNC, rules);
        Rule.refuseByFirst(rules.form(), token);
        return new ClientAssertion(text, rules);
    }

    private static boolean isOfLibrary(CheckList rules) {
        return rules.equals(CheckList.LIBRARY_ASSERTION);
    }

    private static CompactToken parsed(String compact, CheckList rules) {
        return CompactToken.ofAssertion(compact, isOfLibrary(rules));
    }

    /**
     * Checks every rule for text and form, and returns the readable content of the assertion; empty if it cannot be
     * parsed. The content is for a {@link TokenExamination} only, because nothing in it is verified.
     */
    public static Optional<ClientAssertion> examine(String compact, CheckList rules, RuleFindings findings) {
        CompactToken text = parsed(compact, rules);
        findings.ask(rules.text(), text);
        if (!text.isReadable()) {
            return Optional.empty();
        }
        findings.ask(rules.form(), UnverifiedToken.suppose(text, null, ValidationProfile.LYNC));
        return Optional.of(new ClientAssertion(text, rules));
    }

    /** The thumbprints of the claimed signing certificate; at least one, and all must match that certificate. */
    public List<String> thumbprints() {
        return thumbprints;
    }

    /** Whether it claims to be signed by PS256; otherwise by RS256. */
    public boolean isPss() {
        return LibraryHeaderRules.PS256.equals(text.algorithm());
    }

    /** A text claim; null if it is absent. */
    public @Nullable String claim(String name) {
        return claims.text(name);
    }

    /** {@code exp} in seconds since 1970; negative if it is absent or not a time. */
    public long expires() {
        return claims.expires();
    }

    /** {@code nbf} in seconds since 1970; negative if it is absent or not a time. */
    public long notBefore() {
        return claims.notBefore();
    }

    /** {@code iat} in seconds since 1970; negative if it is absent or not a time. */
    public long issuedAt() {
        return claims.issuedAt();
    }

    /** Whether a claim is present, with any value. */
    public boolean says(String name) {
        return claims.members().indexOf(name) >= 0;
    }

    /** The time of issue by its claims: {@code iat}, else {@code nbf}; negative if it has neither. */
    public long made() {
        return claims.made();
    }

    /** The input of the signature. */
    public byte[] signedBytes() {
        return signedBytes;
    }

    public byte[] signature() {
        return text.signature();
    }

    /**
     * The replay key of an assertion, together with its issuer: its {@code jti}, or the hash of its signed bytes if it
     * has no {@code jti}. Two issuers may use the same {@code jti}.
     */
    public String identity() {
        String id = claims.text(ClaimNames.JTI);
        return id == null ? "sha256:" + TokenHash.ofBytes(signedBytes) : "jti:" + id;
    }

    /** A claim of any type, formatted for a journal. */
    public String shown(String name) {
        return claims.shown(name);
    }
}
