package org.s2slab.validation;

import static org.s2slab.identity.ClaimNames.NAMEID;
import static org.s2slab.identity.ClaimNames.NII;
import static org.s2slab.identity.ClaimNames.SIP;
import static org.s2slab.identity.ClaimNames.SMTP;
import static org.s2slab.identity.ClaimNames.UPN;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.s2slab.trace.HopDetail.Finding;
import org.s2slab.validation.UserDirectory.Kind;

/** The claims of an outer token about its user, before the directory is searched. */
final class UserClaims {
    private static final String[] ADDRESSES = {UPN, SMTP, SIP};
    private static final Kind[] KINDS = {Kind.UPN, Kind.SMTP, Kind.SIP};

    private final ClaimSet claims;
    private final List<Identifier> identifiers;

    /** @param acceptsSids whether security identifiers of this partner are accepted */
    UserClaims(ClaimSet claims, boolean acceptsSids) {
        this.claims = claims;
        identifiers = identifiers(claims, acceptsSids);
    }

    /** One identifier that must name the user. */
    record Identifier(Kind kind, String value) {}

    /** Whether an outer token has any claim that could identify a user. */
    static boolean isNamed(ClaimSet outer) {
        JsonMembers members = outer.members();
        return members.has(NAMEID) || members.has(UPN) || members.has(SMTP) || members.has(SIP);
    }

    @Nullable
    String text(String name) {
        return claims.text(name);
    }

    /** {@code nameid} in lower case if it has the form of a security identifier; else null. */
    @Nullable
    String sid() {
        return sidOf(claims.nameId());
    }

    private static @Nullable String sidOf(@Nullable String nameId) {
        return nameId != null && isSidLike(nameId) ? nameId.toLowerCase(Locale.ROOT) : null;
    }

    /**
     * The identifiers to check: all given identifiers, a security identifier only if the partner may send it. A nameid
     * equal to another given address is not repeated; any other nameid is a user principal name.
     */
    List<Identifier> identifiers() {
        return identifiers;
    }

    private static List<Identifier> identifiers(ClaimSet claims, boolean acceptsSids) {
        List<Identifier> found = new ArrayList<>(4);
        String nameId = claims.nameId();
        String sid = sidOf(nameId);
        if (sid != null && acceptsSids) {
            found.add(new Identifier(Kind.SID, sid));
        }
        boolean repeated = false;
        for (int i = 0; i < ADDRESSES.length; i++) {
            String value = claims.text(ADDRESSES[i]);
            if (value != null) {
                found.add(new Identifier(KINDS[i], value));
                repeated |= value.equals(nameId);
            }
        }
        if (nameId != null && sid == null && !repeated) {
            found.add(new Identifier(Kind.UPN, nameId));
        }
        return found;
    }

    /** The first identifier that does not have the form of its kind, as a finding; null if there is none. */
    @Nullable
    Finding misspelt() {
        String nameId = claims.nameId();
        if (nameId != null && !isSidLike(nameId) && !UserNameSyntax.isAddress(nameId) && !isNetId(nameId)) {
            return Finding.of("nameid is " + PrintableValue.value(nameId), "a security identifier or an address");
        }
        if (nameId != null && isSidLike(nameId) && !UserNameSyntax.isSid(nameId)) {
            return Finding.of("nameid is " + PrintableValue.value(nameId), "s-1- and numbers");
        }
        for (String name : ADDRESSES) {
            String value = claims.text(name);
            if (value != null && !UserNameSyntax.isAddress(value)) {
                return Finding.of(name + " is " + PrintableValue.value(value), "a plain address");
            }
        }
        return null;
    }

    /** Whether a name is a user's number in the online directory: sixteen hex digits. */
    private boolean isNetId(String nameId) {
        return "urn:federation:microsoftonline".equals(provider())
                && nameId.length() == 16
                && nameId.chars().allMatch(c -> Character.digit(c, 16) >= 0 && c < 0x80);
    }

    /** {@code nii} in lower case, because sources differ in its casing; null if absent. */
    @Nullable
    String provider() {
        String nii = claims.text(NII);
        return nii == null ? null : nii.toLowerCase(Locale.ROOT);
    }

    private static boolean isSidLike(String nameId) {
        return nameId.length() > 4
                && (nameId.charAt(0) == 's' || nameId.charAt(0) == 'S')
                && nameId.startsWith("-1-", 1);
    }
}
