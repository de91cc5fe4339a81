package org.s2slab.validation;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;
import org.s2slab.identity.ClaimNames;
import org.s2slab.validation.JsonMembers.Kind;

/** The claims of one layer with the types of the protocol: texts, and times in seconds since 1970. */
final class ClaimSet {
    /** An absent time. */
    static final long ABSENT = -1;
    /** A malformed time. */
    static final long MALFORMED = -2;

    /** 1 January 2100: a later ten-digit number is not a valid time. */
    private static final long SANE_END = 4_102_444_800L;

    /** The digits of a time in seconds. */
    private static final int DIGITS = 10;

    /** Maximum number of characters of a time with a fraction; libraries write fractions of six or seven digits. */
    private static final int LONGEST_TIME = 32;

    private final JsonMembers members;
    private final @Nullable String audience;
    private final @Nullable String issuer;
    private final @Nullable String nameId;
    private final long notBefore;
    private final long expires;
    private final long issuedAt;
    private final boolean fractions;

    ClaimSet(JsonMembers members) {
        this(members, false);
    }

    /** @param fractions whether a time may have a fraction of a second, which is dropped (RFC 7519 section 2) */
    ClaimSet(JsonMembers members, boolean fractions) {
        this.members = members;
        this.fractions = fractions;
        audience = members.string(ClaimNames.AUD);
        issuer = members.string(ClaimNames.ISS);
        nameId = members.string(ClaimNames.NAMEID);
        notBefore = time(ClaimNames.NBF);
        expires = time(ClaimNames.EXP);
        issuedAt = time(ClaimNames.IAT);
    }

    JsonMembers members() {
        return members;
    }

    /** {@code aud}; null when absent or no text. */
    @Nullable
    String audience() {
        return audience;
    }

    /** {@code iss}; null when absent or no text. */
    @Nullable
    String issuer() {
        return issuer;
    }

    /** {@code nameid}; null when absent or no text. */
    @Nullable
    String nameId() {
        return nameId;
    }

    /** A text claim; null if it is absent or of another type. */
    @Nullable
    String text(String name) {
        return members.string(name);
    }

    /** {@code nbf}, {@link #ABSENT} or {@link #MALFORMED}. */
    long notBefore() {
        return notBefore;
    }

    /** {@code exp}, {@link #ABSENT} or {@link #MALFORMED}. */
    long expires() {
        return expires;
    }

    /** {@code iat}, {@link #ABSENT} or {@link #MALFORMED}. */
    long issuedAt() {
        return issuedAt;
    }

    /** The time of issue by the token's claims: {@code iat}, else {@code nbf}. */
    long made() {
        return issuedAt >= 0 ? issuedAt : notBefore;
    }

    /** Parses exactly ten digits: no sign, fraction, exponent, blank, or Windows file time, which has eighteen. */
    private long time(String name) {
        int index = members.indexOf(name);
        if (index < 0) {
            return ABSENT;
        }
        Kind kind = members.kind(index);
        String text = fractions && kind == Kind.NUMBER ? withoutFraction(members.text(index)) : members.text(index);
        if ((kind != Kind.STRING && kind != Kind.NUMBER) || text.length() != 10 || text.charAt(0) == '0') {
            return MALFORMED;
        }
        long seconds = 0;
        for (int i = 0; i < 10; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return MALFORMED;
            }
            seconds = seconds * 10 + digit;
        }
        return seconds <= SANE_END ? seconds : MALFORMED;
    }

    /**
     * The whole seconds of a number, which may have a fraction and an exponent; any other text is returned unchanged.
     */
    private static String withoutFraction(String number) {
        try {
            BigDecimal seconds = number.length() > LONGEST_TIME ? BigDecimal.ZERO : new BigDecimal(number);
            boolean isTime = seconds.signum() > 0 && (long) seconds.precision() - seconds.scale() == DIGITS;
            return isTime ? seconds.setScale(0, RoundingMode.DOWN).toPlainString() : number;
        } catch (NumberFormatException e) {
            return number; // BigDecimal cannot represent this exponent.
        }
    }

    /** A claim of any type, formatted for a journal. */
    String shown(String name) {
        int index = members.indexOf(name);
        if (index < 0) {
            return "absent";
        }
        return members.kind(index) == Kind.STRING
                ? PrintableValue.value(members.text(index))
                : "the " + members.kind(index).name().toLowerCase(java.util.Locale.ROOT) + " "
                        + PrintableValue.value(members.text(index));
    }
}
