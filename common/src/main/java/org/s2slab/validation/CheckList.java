package org.s2slab.validation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.s2slab.validation.AcceptedTokenCache.Look;

/**
 * All rules for a presented token, in the order of the check: the text of both layers, headers, structure, the actor's
 * signature, its claims, the outer token against the actor, the application, the user ([the check-list] 2.1).
 *
 * @param text rules for each layer's text
 * @param form rules for both layers, syntax only
 * @param keys rules for the issuer's key, the signature last
 * @param proven rules after the signature is verified
 * @param claimedUser rules for the user's identifiers, before the directory
 * @param foundUser rules for the result of the directory
 * @param kept rules for a cached result of an earlier request
 */
public record CheckList(
        List<Rule<CompactToken>> text,
        List<Rule<UnverifiedToken>> form,
        List<Rule<KeyEvidence>> keys,
        List<Rule<VerifiedEvidence>> proven,
        List<Rule<UserClaims>> claimedUser,
        List<Rule<UserMatches>> foundUser,
        List<Rule<Look>> kept) {
    /** The complete check-list. It has no switch to weaken it. */
    static final CheckList COMPLETE = new CheckList(
            TextRules.RULES,
            join(FormRules.TYPES, HeaderRules.RULES, StructureRules.RULES, FormRules.NAMES),
            KeyRules.RULES,
            join(
                    KeyRules.CERTIFICATE,
                    IssuerRules.REALMS,
                    AudienceRules.ACTOR,
                    LifetimeRules.WINDOWS,
                    IssuerRules.OUTER,
                    AudienceRules.OUTER,
                    LifetimeRules.OUTER,
                    IssuerRules.APPLICATION,
                    DelegationRules.RULES),
            UserRules.CLAIMED,
            UserRules.FOUND,
            AcceptedTokenCache.RULES);

    /**
     * The complete check-list for an access token of an authorization server of type AzureAD. A token whose issuer is an
     * address is checked by this list only, and any other token by {@link #COMPLETE} only.
     */
    static final CheckList ACCESS_TOKEN = new CheckList(
            TextRules.RULES,
            join(only(FormRules.TYPES, "B6", "G6"), HeaderRules.RULES, AccessTokenFormRules.RULES),
            KeyRules.RULES,
            join(
                    KeyRules.CERTIFICATE,
                    AccessTokenRules.AUDIENCE,
                    LifetimeRules.WINDOWS,
                    AccessTokenRules.APPLICATION,
                    only(IssuerRules.APPLICATION, "F9", "F5", "F10", "I4"),
                    only(DelegationRules.RULES, "I2", "I3", "D8")),
            UserRules.CLAIMED,
            UserRules.FOUND,
            AcceptedTokenCache.RULES);

    /** The rules for the text and the form of an assertion, before its issuer and its key are looked up. */
    public static final CheckList ASSERTION = new CheckList(
            TextRules.RULES,
            join(FormRules.TYPES, AssertionRules.RULES, HeaderRules.RULES),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of());

    /** The rules for the assertion of a client library, for client_credentials: other headers, the same claims. */
    public static final CheckList LIBRARY_ASSERTION = new CheckList(
            TextRules.RULES,
            join(FormRules.TYPES, AssertionRules.RULES, LibraryHeaderRules.RULES),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of());

    /**
     * A check that the structure of validation guarantees, without a rule of its own.
     *
     * @param keptBy what guarantees it
     */
    public record Promise(String id, String sentence, String keptBy) {}

    /** The checks of groups B to J, M and N without a rule of their own. */
    public static final List<Promise> PROMISES = List.of(
            new Promise("E11", "ECDSA is not allowed at all.", "C1 and C2: RS256 and RSA keys only"),
            new Promise(
                    "F11",
                    "Callback and other internal issuers are accepted nowhere.",
                    "F2: an issuer that is not registered is unknown, and internal ones are never registered"),
            new Promise(
                    "I5",
                    "A partner that was removed or made anew is not believed on old tokens.",
                    "F2 and E6 once it is gone, H6 and E4 once it is back, each from the next epoch on"),
            new Promise(
                    "I6",
                    "An application does for a user only what both of them may.",
                    "Exchange's ApplicationPermissions (ActAsPermissions) and SharePoint's SiteRight (the lesser right), where the wish is understood"),
            new Promise(
                    "I7",
                    "What needs a management role is done only by who has it: a user, and an application by its linked account.",
                    "Exchange's CallerRoles, by the table of ApplicationRole, where the wish is understood"),
            new Promise(
                    "M2",
                    "Until the actor's signature holds, the answer depends on syntax only; then it is precise.",
                    "the keys stage: every rule of it refuses with the one public sentence of TOKEN_SIGNATURE, but for keys that proved the same token before"),
            new Promise(
                    "M4",
                    "Absent and foreign users get the same answer after the same look-ups.",
                    "UserMatches: all identifiers are looked up before any is judged; J2 and J9 share a code"),
            new Promise(
                    "N4",
                    "Any unexpected failure is a refusal.",
                    "TokenValidator: whatever is thrown, or fails, is the cause of VALIDATION_FAILED by N4; it is logged and counted"));

    /** Every rule for tokens of servers, in the order of the check. */
    public static List<Rule<?>> serverRules() {
        return COMPLETE.all();
    }

    /** Every rule for access tokens of evoSTS, in the order of the check. */
    public static List<Rule<?>> accessTokenRules() {
        return ACCESS_TOKEN.all();
    }

    /** Every rule in the order of the check, the rules for access tokens only last; for generated documentation. */
    public static List<Rule<?>> rules() {
        List<Rule<?>> own = ACCESS_TOKEN.all().stream()
                .filter(rule -> !COMPLETE.all().contains(rule))
                .toList();
        return Stream.concat(COMPLETE.all().stream(), own.stream()).toList();
    }

    /** Every rule of this list in the order of the check. */
    public List<Rule<?>> all() {
        return Stream.<List<? extends Rule<?>>>of(text, form, keys, proven, claimedUser, foundUser, kept)
                .<Rule<?>>flatMap(List::stream)
                .toList();
    }

    /** Every rule for a token, without the rules for a cached result. */
    List<Rule<?>> asked() {
        List<Rule<?>> all = all();
        return all.subList(0, all.size() - kept.size());
    }

    /** The rules of {@code asked()} for a token without a user. */
    List<Rule<?>> askedOfApplications() {
        List<Rule<?>> asked = asked();
        return asked.subList(0, asked.size() - claimedUser.size() - foundUser.size());
    }

    /** The number of rules before the issuer's key is looked up. */
    int formal() {
        return text.size() + form.size();
    }

    /** Returns this list without one rule, to show that the rule is needed. */
    CheckList without(String id) {
        Predicate<Rule<?>> others = rule -> !rule.id().equals(id);
        return new CheckList(
                text.stream().filter(others).toList(),
                form.stream().filter(others).toList(),
                keys.stream().filter(others).toList(),
                proven.stream().filter(others).toList(),
                claimedUser.stream().filter(others).toList(),
                foundUser.stream().filter(others).toList(),
                kept.stream().filter(others).toList());
    }

    private static <E> List<Rule<E>> only(List<Rule<E>> rules, String... ids) {
        return rules.stream().filter(rule -> List.of(ids).contains(rule.id())).toList();
    }

    @SafeVarargs
    private static <E> List<Rule<E>> join(List<Rule<E>>... lists) {
        List<Rule<E>> all = new ArrayList<>();
        for (List<Rule<E>> list : lists) {
            all.addAll(list);
        }
        return List.copyOf(all);
    }
}
