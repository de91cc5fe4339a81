package org.s2slab.validation;

import static org.s2slab.refusal.RefusalCode.TOKEN_AUDIENCE;
import static org.s2slab.refusal.RefusalCode.TOKEN_FORM;
import static org.s2slab.refusal.RefusalCode.TOKEN_TENANT;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.s2slab.identity.ClaimNames;
import org.s2slab.trace.HopDetail.Finding;
import org.s2slab.validation.JsonMembers.Kind;

/** The rules for the syntax of both layers, which are checked first: types of claims, spelling of names. */
final class FormRules {
    /** The rules that are checked first, before the headers. */
    static final List<Rule<UnverifiedToken>> TYPES = List.of(
            new Rule<>(
                    "B6",
                    TOKEN_FORM,
                    "The signed layer has a signature and the unsigned one has none.",
                    FormRules::signatures),
            new Rule<>(
                    "B4",
                    TOKEN_FORM,
                    "Claims are of the types of the profile: texts, and times as texts or whole numbers.",
                    FormRules::types),
            new Rule<>("G6", TOKEN_AUDIENCE, "aud is a single value.", FormRules::singleAudience));

    /** The rules that are checked after the rules for the structure. */
    static final List<Rule<UnverifiedToken>> NAMES = List.of(
            new Rule<>(
                    "F1",
                    TOKEN_FORM,
                    "iss is principal@realm with exactly one @.",
                    FormRules::issuers,
                    known -> ComparedValues.signed(known, ClaimNames.ISS, "principal@realm")),
            new Rule<>(
                    "F8",
                    TOKEN_TENANT,
                    "Principals and realms are printable ASCII, GUIDs in canonical lower case, so that bytes compare.",
                    FormRules::spelling));

    private FormRules() {}

    private static @Nullable Finding signatures(UnverifiedToken token) {
        Finding finding = signature(token.presented());
        CompactToken actor = token.actor();
        return finding != null || actor == null ? finding : signature(actor);
    }

    /** Other spellings of {@code none} pass this rule, because C1 names their fault. */
    private static @Nullable Finding signature(CompactToken text) {
        String algorithm = text.algorithm();
        boolean none = "none".equalsIgnoreCase(algorithm);
        if (none == (text.signature().length == 0)) {
            return null;
        }
        return Finding.of(
                "alg is " + PrintableValue.value(algorithm) + " and the third part is "
                        + (none ? "not empty" : "empty"),
                none ? "none" : "a signature");
    }

    private static @Nullable Finding types(UnverifiedToken token) {
        ClaimSet outer = token.outerClaims();
        ValidationProfile.Form form = token.form();
        Finding finding = outer == null ? null : types(outer, form);
        ClaimSet signed = token.signedClaims();
        return finding != null || signed == null ? finding : types(signed, form);
    }

    private static @Nullable Finding types(ClaimSet claims, ValidationProfile.Form form) {
        JsonMembers members = claims.members();
        for (int i = 0; i < members.size(); i++) {
            String name = members.name(i);
            if (!isTyped(name, members, i, form) && KnownClaims.anywhere(name)) {
                return Finding.of(
                        name + " is " + claims.shown(name),
                        isTime(name)
                                ? "a text or a whole number"
                                : name.equals(ClaimNames.ROLES) ? "a list of texts" : "a text");
            }
        }
        return null;
    }

    private static boolean isTyped(String name, JsonMembers members, int index, ValidationProfile.Form form) {
        return switch (members.kind(index)) {
            case STRING -> !name.equals(ClaimNames.ROLES);
            case NUMBER -> isTime(name);
            case BOOLEAN ->
                form.booleanFlag()
                        && name.equals(ClaimNames.TRUSTED_FOR_DELEGATION)
                        && members.text(index).equals("true");
            case ARRAY -> name.equals(ClaimNames.AUD) || name.equals(ClaimNames.ROLES);
            default -> false;
        };
    }

    private static boolean isTime(String name) {
        return name.equals(ClaimNames.NBF) || name.equals(ClaimNames.EXP) || name.equals(ClaimNames.IAT);
    }

    private static @Nullable Finding singleAudience(UnverifiedToken token) {
        return isList(token.outerClaims()) || isList(token.signedClaims())
                ? Finding.of("aud is a list", "one text")
                : null;
    }

    private static boolean isList(@Nullable ClaimSet claims) {
        int index = claims == null ? -1 : claims.members().indexOf(ClaimNames.AUD);
        return claims != null && index >= 0 && claims.members().kind(index) == Kind.ARRAY;
    }

    private static @Nullable Finding issuers(UnverifiedToken token) {
        ClaimSet signed = token.signedClaims();
        if (signed != null && !token.hasIssuer()) {
            return Finding.of("iss of the actor token is " + signed.shown(ClaimNames.ISS), "principal@realm");
        }
        ClaimSet outer = token.outerClaims();
        if (outer == null || (signed != null && isSame(outer.issuer(), signed.issuer()))) {
            return null;
        }
        return PrincipalNameParser.principal(outer.issuer()) != null
                ? null
                : Finding.of("iss is " + outer.shown(ClaimNames.ISS), "principal@realm");
    }

    /** Checks the names that both layers share once. */
    private static @Nullable Finding spelling(UnverifiedToken token) {
        ClaimSet signed = token.signedClaims();
        String issuer = signed == null ? null : signed.issuer();
        String audience = signed == null ? null : signed.audience();
        Finding finding = spelling(ClaimNames.ISS, issuer, null);
        finding = finding != null ? finding : spelling(ClaimNames.AUD, audience, null);
        finding = finding != null || signed == null ? finding : spelling(ClaimNames.NAMEID, signed.nameId(), issuer);
        ClaimSet outer = token.outerClaims();
        if (finding != null || outer == null) {
            return finding;
        }
        finding = spelling(ClaimNames.ISS, outer.issuer(), issuer);
        return finding != null ? finding : spelling(ClaimNames.AUD, outer.audience(), audience);
    }

    private static @Nullable Finding spelling(String name, @Nullable String text, @Nullable String looked) {
        String fault = text == null || text.equals(looked) ? null : PrincipalNameParser.spellingFault(text);
        return fault == null ? null : Finding.of(name + " is " + PrintableValue.value(text) + ", " + fault);
    }

    private static boolean isSame(@Nullable String one, @Nullable String other) {
        return one != null && one.equals(other);
    }
}
