package org.s2slab.validation;

import static org.s2slab.refusal.RefusalCode.TOKEN_USER_AMBIGUOUS;
import static org.s2slab.refusal.RefusalCode.TOKEN_USER_REFUSED;
import static org.s2slab.refusal.RefusalCode.TOKEN_USER_UNKNOWN;

import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.s2slab.identity.ActingUser;
import org.s2slab.identity.ClaimNames;
import org.s2slab.trace.HopDetail.Finding;
import org.s2slab.validation.UserClaims.Identifier;

/** Group J, the user: every identifier leads to the same single user, who is known, enabled and of this tenant. */
final class UserRules {
    /** The identity provider of the organisation's directory, for security identifiers and principal names. */
    private static final String DIRECTORY = "urn:office:idp:activedirectory";

    /** The rules for the claims, before the directory. */
    static final List<Rule<UserClaims>> CLAIMED = List.of(
            new Rule<>(
                    "J8",
                    TOKEN_USER_REFUSED,
                    "Identifiers are plain addresses or security identifiers, never encoded claims.",
                    UserClaims::misspelt),
            new Rule<>(
                    "J6",
                    TOKEN_USER_REFUSED,
                    "The identity provider is one this service knows, and the identifier is one of its kind.",
                    UserRules::provider),
            new Rule<>(
                    "J7",
                    TOKEN_USER_REFUSED,
                    "Built-in and system identities are never reached by a token.",
                    UserRules::builtIn),
            new Rule<>(
                    "J5",
                    TOKEN_USER_REFUSED,
                    "Security identifiers count only for partners from whom they are accepted.",
                    u -> u.identifiers().isEmpty()
                            ? Finding.of(
                                    "nameid is a security identifier and the partner's are not accepted", "an address")
                            : null));

    /** The rules for the result of the directory. */
    static final List<Rule<UserMatches>> FOUND = List.of(
            new Rule<>(
                    "J2",
                    TOKEN_USER_UNKNOWN,
                    "Every identifier leads to a user.",
                    UserRules::unknown,
                    ComparedValues.users(found -> new ComparedValues(found.people(), "somebody by each identifier"))),
            new Rule<>(
                    "J3",
                    TOKEN_USER_AMBIGUOUS,
                    "No identifier leads to two users.",
                    UserRules::ambiguous,
                    ComparedValues.users(found -> new ComparedValues(found.people(), "one by each identifier"))),
            new Rule<>(
                    "J1",
                    TOKEN_USER_AMBIGUOUS,
                    "All identifiers lead to one and the same user.",
                    UserRules::contradictory,
                    ComparedValues.users(found -> new ComparedValues(found.people(), "one and the same"))),
            new Rule<>(
                    "J9",
                    TOKEN_USER_UNKNOWN,
                    "The user lives in a realm served here.",
                    f -> f.self().serves(f.first().realm())
                            ? null
                            : Finding.of(
                                    "the user is of realm "
                                            + PrintableValue.value(f.first().realm()),
                                    "a realm served here"),
                    ComparedValues.users(found -> new ComparedValues(
                            found.first().realm(),
                            "one of " + new TreeSet<>(found.self().servedRealms())))),
            new Rule<>(
                    "J10",
                    TOKEN_USER_REFUSED,
                    "Nor do other identifiers reach one: the account that is found is a person's.",
                    f -> isBuiltIn(f.first())
                            ? Finding.of(
                                    "user " + PrintableValue.value(f.first().label()) + " is the built-in identity "
                                            + PrintableValue.value(String.valueOf(
                                                    f.first().identifiers().sid())),
                                    "an account of a person")
                            : null),
            new Rule<>(
                    "J4",
                    TOKEN_USER_REFUSED,
                    "The user is enabled.",
                    f -> f.first().enabled()
                            ? null
                            : Finding.of(
                                    "user " + PrintableValue.value(f.first().label()) + " is disabled",
                                    "an enabled one"),
                    ComparedValues.users(
                            found -> new ComparedValues(found.first().enabled() ? "enabled" : "disabled", "enabled"))));

    private UserRules() {}

    private static @Nullable Finding provider(UserClaims user) {
        String provider = user.provider();
        if (provider != null && !provider.equals(DIRECTORY)) {
            return Finding.of("nii is " + PrintableValue.value(provider), DIRECTORY);
        }
        String named = user.text(ClaimNames.IDENTITY_PROVIDER);
        return named == null || named.equals("windows") || named.equals(DIRECTORY)
                ? null
                : Finding.of("identityprovider is " + PrintableValue.value(named), "'windows'");
    }

    private static @Nullable Finding builtIn(UserClaims user) {
        String sid = user.sid();
        if (sid != null && UserNameSyntax.isBuiltIn(sid)) {
            return Finding.of("nameid is the built-in identity " + PrintableValue.value(sid), "an account of a person");
        }
        for (Identifier identifier : user.identifiers()) {
            if (identifier.value().equalsIgnoreCase("app@sharepoint")) {
                return Finding.of(
                        "the user is the system account " + PrintableValue.value(identifier.value()), "a person");
            }
        }
        return null;
    }

    private static boolean isBuiltIn(ActingUser user) {
        String sid = user.identifiers().sid();
        return sid != null && UserNameSyntax.isBuiltIn(sid);
    }

    private static @Nullable Finding unknown(UserMatches found) {
        for (int i = 0; i < found.matches().size(); i++) {
            if (found.matches().get(i).isEmpty()) {
                return Finding.of(shown(found, i) + " names nobody", "one user");
            }
        }
        return null;
    }

    private static @Nullable Finding ambiguous(UserMatches found) {
        for (int i = 0; i < found.matches().size(); i++) {
            int users = found.matches().get(i).size();
            if (users > 1) {
                return Finding.of(shown(found, i) + " names " + users + " users", "one");
            }
        }
        return null;
    }

    private static @Nullable Finding contradictory(UserMatches found) {
        ActingUser first = found.first();
        for (int i = 1; i < found.matches().size(); i++) {
            for (ActingUser user : found.matches().get(i)) {
                if (!user.id().equals(first.id())) {
                    return Finding.of(
                            shown(found, i) + " names " + PrintableValue.value(user.label()) + ", " + shown(found, 0)
                                    + " names " + PrintableValue.value(first.label()),
                            "the same user");
                }
            }
        }
        return null;
    }

    private static String shown(UserMatches found, int index) {
        Identifier identifier = found.identifiers().get(index);
        return identifier.kind().name().toLowerCase(java.util.Locale.ROOT) + " "
                + PrintableValue.value(identifier.value());
    }
}
