package org.s2slab.lync.policy;

import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;

/**
 * Whether users may have their contacts in Exchange (CsUserServicesPolicy).
 *
 * @param name {@code Global}, or the name of a policy for single users
 * @param ucsAllowed whether contacts move to the unified contact store
 * @param migrationDelayInDays days to wait from a user's first sign-in under a policy that allows it, 0 to 180
 * @param awaySince EnableAwaySinceIndication; kept, without effect here
 */
public record UserServicesPolicy(String name, boolean ucsAllowed, int migrationDelayInDays, boolean awaySince) {
    /** The name of the policy that counts for everybody without a policy of their own. */
    public static final String GLOBAL = "Global";

    private static final int MAXIMUM_DELAY_DAYS = 180;

    public UserServicesPolicy {
        if (migrationDelayInDays < 0 || migrationDelayInDays > MAXIMUM_DELAY_DAYS) {
            throw new Refusal(
                    RefusalCode.PARAMETER_INVALID,
                    "Cannot validate argument on parameter 'MigrationDelayInDays'. " + migrationDelayInDays
                            + " is not a number of days from 0 to " + MAXIMUM_DELAY_DAYS + ".");
        }
    }

    /** The global policy as the product installs it. */
    public static UserServicesPolicy installed() {
        return new UserServicesPolicy(GLOBAL, true, 0, false);
    }

    /** The identity as cmdlets show it: {@code Global} or {@code Tag:<name>}. */
    public String identity() {
        return isGlobal() ? GLOBAL : "Tag:" + name;
    }

    public boolean isGlobal() {
        return GLOBAL.equalsIgnoreCase(name);
    }
}
