package org.s2slab.validation;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.s2slab.trace.TokenHash;

/**
 * The signed statement by which an application proves itself to the authorization server (RFC 7523 section 3), read as
 * strictly as any token: text, JSON and header hold, nothing in it is believed yet.
 */
public final class ClientAssertion {
    /** {@code jti}, which the servers of 2013 do not send. */
    static final String ID = "jti";

    static final String SUBJECT = "sub";

    private final CompactToken text;
    private final ClaimSet claims;
    private final byte[] signedBytes;
    private final List<String> thumbprints;

    private ClientAssertion(CompactToken text, List<String> thumbprints) {
        this.text = text;
        this.thumbprints = thumbprints;
        claims = new ClaimSet(text.payload());
        signedBytes = text.signedBytes();
    }

    /** Reads a compact JWS; Refusal by the first rule of {@link CheckList#ASSERTION} that does not hold. */
    public static ClientAssertion read(String compact) {
        return read(compact, CheckList.ASSERTION);
    }

    /**
     * Reads one that a client library made for client_credentials; Refusal by the first rule of {@link
     * CheckList#LIBRARY_ASSERTION} that does not hold.
     */
    public static ClientAssertion readOfLibrary(String compact) {
        return read(compact, CheckList.LIBRARY_ASSERTION);
    }

    /** With another list: only to show what becomes of an assertion when one check is missing. */
    static ClientAssertion read(String compact, CheckList rules) {
        CompactToken text = CompactToken.ofAssertion(compact);
        UnverifiedToken token = UnverifiedToken.read(text, ValidationProfile.LYNC, rules);
        Rule.refuseByFirst(rules.form(), token);
        return new ClientAssertion(text, LibraryHeaderRules.thumbprints(text.header()));
    }

    /**
     * Asks one by every rule of its text and form, and gives what could be read of it: for an {@link TokenExamination} only, since
     * nothing of it is sound. Empty where it cannot be read.
     */
    public static Optional<ClientAssertion> examine(String compact, CheckList rules, RuleFindings findings) {
        CompactToken text = CompactToken.ofAssertion(compact);
        findings.ask(rules.text(), text);
        if (!text.isReadable()) {
            return Optional.empty();
        }
        findings.ask(rules.form(), UnverifiedToken.suppose(text, null, ValidationProfile.LYNC));
        return Optional.of(new ClientAssertion(text, LibraryHeaderRules.thumbprints(text.header())));
    }

    /** By which it names the certificate it claims to be signed with; at least one, and all must be that certificate's. */
    public List<String> thumbprints() {
        return thumbprints;
    }

    /** Whether it claims to be signed by PS256; otherwise by RS256. */
    public boolean isPss() {
        return LibraryHeaderRules.PS256.equals(text.algorithm());
    }

    /** A claim that is a text; null where it is absent. */
    public @Nullable String claim(String name) {
        return claims.text(name);
    }

    /** {@code exp} in seconds since 1970; negative where it is absent or no time. */
    public long expires() {
        return claims.expires();
    }

    /** {@code nbf} in seconds since 1970; negative where it is absent or no time. */
    public long notBefore() {
        return claims.notBefore();
    }

    /** {@code iat} in seconds since 1970; negative where it is absent or no time. */
    public long issuedAt() {
        return claims.issuedAt();
    }

    /** Whether a claim is there, whatever it says. */
    public boolean says(String name) {
        return claims.members().indexOf(name) >= 0;
    }

    /** When it was made as far as it says: {@code iat}, else {@code nbf}; negative where it says neither. */
    public long made() {
        return claims.made();
    }

    /** What the signature is over. */
    public byte[] signedBytes() {
        return signedBytes;
    }

    public byte[] signature() {
        return text.signature();
    }

    /**
     * By what this assertion is the same as one seen before: its {@code jti}, or where it has none the hash of its signed
     * bytes. Together with its issuer; two issuers may use one jti.
     */
    public String identity() {
        String id = claims.text(ID);
        return id == null ? "sha256:" + TokenHash.ofBytes(signedBytes) : "jti:" + id;
    }

    /** A claim as a journal may show it, whatever its type. */
    public String shown(String name) {
        return claims.shown(name);
    }
}
