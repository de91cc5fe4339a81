package org.s2slab.lync.policy;

import org.s2slab.management.CmdletArguments;
import org.s2slab.management.CmdletObject;
import org.s2slab.refusal.Refusal;

/**
 * A policy that decides whether users may have their contacts in Exchange (CsUserServicesPolicy).
 *
 * @param name {@code Global}, or the name of a policy for single users
 * @param ucsAllowed whether contacts move to the unified contact store
 * @param migrationDelayInDays days to wait from a user's first sign-in while the policy allows the migration, 0 to 180
 * @param awaySince EnableAwaySinceIndication; stored without effect
 */
public record UserServicesPolicy(String name, boolean ucsAllowed, int migrationDelayInDays, boolean awaySince)
        implements Policy {
    private static final int MAXIMUM_DELAY_DAYS = 180;

    public UserServicesPolicy {
        if (migrationDelayInDays < 0 || migrationDelayInDays > MAXIMUM_DELAY_DAYS) {
            throw Refusal.invalid("Cannot validate argument on parameter 'MigrationDelayInDays'. "
                    + migrationDelayInDays + " is not a number of days from 0 to " + MAXIMUM_DELAY_DAYS + ".");
        }
    }

    /** The cmdlets for CsUserServicesPolicy. */
    public static PolicyKind<UserServicesPolicy> kind() {
        return new PolicyKind<>(
                "UserServicesPolicy",
                name -> new UserServicesPolicy(name, true, 0, false),
                UserServicesPolicy::changedBy,
                UserServicesPolicy::write);
    }

    private UserServicesPolicy changedBy(CmdletArguments parameters) {
        return new UserServicesPolicy(
                name,
                parameters.flag("UcsAllowed", ucsAllowed),
                parameters.number("MigrationDelayInDays", migrationDelayInDays),
                parameters.flag("EnableAwaySinceIndication", awaySince));
    }

    private CmdletObject write() {
        return CmdletObject.empty()
                .with("Identity", identity())
                .with("UcsAllowed", ucsAllowed)
                .with("MigrationDelayInDays", migrationDelayInDays)
                .with("EnableAwaySinceIndication", awaySince);
    }
}
