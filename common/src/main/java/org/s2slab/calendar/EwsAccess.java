package org.s2slab.calendar;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Decides which applications an organization of Exchange Online lets use EWS. Exchange Online refuses by this decision,
 * and the doctor, which reads a node from outside, predicts the refusal by it.
 *
 * @param enabled EwsEnabled of the organization; null if it has no value
 * @param applications the ids of EwsAllowedAppIDs, in lower case
 * @param isInForce whether a change of the calendar is in force
 */
public record EwsAccess(
        @Nullable Boolean enabled, List<String> applications, Predicate<OnlineServiceChange> isInForce) {
    private static final OnlineServiceChange OFF_BY_DEFAULT =
            ServiceChangeCalendar.published().change("ews-off-by-default");
    private static final OnlineServiceChange LIST_REQUIRED =
            ServiceChangeCalendar.published().change("ews-list-required");
    private static final OnlineServiceChange ENDED =
            ServiceChangeCalendar.published().change("ews-off");

    public EwsAccess {
        applications = List.copyOf(applications);
    }

    /** Whether EWS of Exchange Online has ended, without exceptions. */
    public boolean hasEnded() {
        return isInForce.test(ENDED);
    }

    /** Whether the organization allows EWS, whatever its mailboxes have. Since a date, no value means no. */
    public boolean isEnabled() {
        return enabled == null ? !isInForce.test(OFF_BY_DEFAULT) : enabled;
    }

    /** Whether an application is on the list, or the list has no effect: it has none unless EwsEnabled is {@code $true}. */
    public boolean isListed(String application) {
        boolean isOpen = applications.isEmpty() && !isInForce.test(LIST_REQUIRED);
        return isOpen || !Boolean.TRUE.equals(enabled) || applications.contains(application);
    }

    /** The rule by which the organization refuses an application in all mailboxes; empty if it allows the application. */
    public Optional<CallerPolicyRule> refusal(String application) {
        if (hasEnded()) {
            return Optional.of(CallerPolicyRule.EWS_ENDED);
        }
        if (!isEnabled()) {
            return Optional.of(CallerPolicyRule.EWS_ENABLED);
        }
        return isListed(application) ? Optional.empty() : Optional.of(CallerPolicyRule.EWS_APPLICATION);
    }
}
