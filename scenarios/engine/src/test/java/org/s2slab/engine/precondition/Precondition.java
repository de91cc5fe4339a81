package org.s2slab.engine.precondition;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One object that the configuration of a trust creates, and the refusal without this object.
 *
 * @param object the name of the object in words
 * @param step the title of the step that creates it, or null for an account or a role
 * @param item the only dropped item of a list in the step, or null for the whole step
 * @param parameter the only dropped parameter of the step, or null
 * @param account the product whose partner application at Exchange loses its linked account, or null
 * @param role with {@code account}: the management role that the account loses instead, or null
 * @param takeBack the cmdlet that removes the object after the configuration of the trust, or null to skip the step
 * @param refusals the scenarios that fail without the object, and their failures
 * @param elsewhere the trust and the object with which the same step is tested, if no scenario of this trust needs it
 * @param because the reason why the object has no effect, or null
 * @param source the product documentation that says so, or null
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

    /** The unique key of the object within its trust. */
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
