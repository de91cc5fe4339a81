package org.s2slab.engine.precondition;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One object that the configuration of trust makes, and what is refused without it.
 *
 * @param object what is missing when it is dropped, in words
 * @param step the title of the step that makes it, or null for an account or a role
 * @param item only this item of a list that the step gives, or null for the whole step
 * @param parameter only this parameter of the step, or null
 * @param account the product whose partner application at Exchange loses its linked account, or null
 * @param role with {@code account}: the management role that this account loses, and not the account, or null
 * @param takeBack the cmdlet that removes the object after trust was configured, or null where the step is left out
 * @param refusals the scenarios that fail without it, and how
 * @param elsewhere the trust and the object by which the same step is proven, where it serves no scenario of this trust
 * @param because why nothing changes without it, or null
 * @param source where the product's documentation says so, or null
 */
record Precondition(
        String object,
        @Nullable String step,
        @Nullable String item,
        @Nullable String parameter,
        @Nullable String account,
        @Nullable String role,
        @Nullable JsonObject takeBack,
        List<ExpectedRefusal> refusals,
        @Nullable String elsewhere,
        @Nullable String because,
        @Nullable String source) {

    /** What tells one drop from another within a trust. */
    String key() {
        if (account != null) {
            return role == null ? accountKey(account) : roleKey(account, role);
        }
        String part = item != null ? " [" + item + "]" : parameter != null ? " (" + parameter + ")" : "";
        return step + part + (takeBack == null ? "" : ", taken back");
    }

    static String accountKey(String account) {
        return "the linked account of " + account;
    }

    static String roleKey(String account, String role) {
        return role + " of the linked account of " + account;
    }

    Optional<ExpectedRefusal> refusalIn(String scenario) {
        return refusals.stream()
                .filter(refusal -> refusal.in().contains(scenario))
                .findFirst();
    }

    boolean hasNoEffect() {
        return because != null;
    }
}
