package org.s2slab.calendar;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.s2slab.calendar.OnlineServiceChange.TenantScope;

/**
 * A tenant's own dates of changes that do not begin for all tenants at once. Microsoft announces such a date to the
 * tenant.
 *
 * @param days the first day in force, by the id of the change
 */
public record TenantDates(Map<String, LocalDate> days) {
    /** The key of configurations, topologies and scenarios. */
    public static final String KEY = "policy-dates";

    /** No dates: every change begins for the tenant on its published date. */
    public static final TenantDates NONE = new TenantDates(Map.of());

    /** Throws IllegalArgumentException if a change cannot have a date of a tenant, or if its date is out of range. */
    public TenantDates {
        days = Collections.unmodifiableMap(new TreeMap<>(days));
        days.forEach(TenantDates::require);
    }

    /** Reads dates, {@code 2026-11-15}; IllegalArgumentException with id, value and fix if an entry is wrong. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static TenantDates of(Map<String, String> written) {
        Map<String, LocalDate> days = new TreeMap<>();
        // In a configuration file a value can be null.
        written.forEach((id, day) -> days.put(id, day(id, String.valueOf(day))));
        return new TenantDates(days);
    }

    /** The reason why an entry is wrong; empty if it is correct. */
    public static Optional<String> problem(String id, String day) {
        try {
            of(Map.of(id, day));
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /** The ids of the changes that can begin on another date for one tenant. */
    public static List<String> ids() {
        return ServiceChangeCalendar.published().changes().stream()
                .filter(change -> change.scope() != TenantScope.ALL)
                .map(OnlineServiceChange::id)
                .toList();
    }

    /** The change with the date on which it begins for this tenant; empty if the change never concerns the tenant. */
    public Optional<OnlineServiceChange> applied(OnlineServiceChange change) {
        LocalDate day = days.get(change.id());
        if (day == null) {
            return change.scope() == TenantScope.NEW ? Optional.empty() : Optional.of(change);
        }
        return Optional.of(change.beginningOn(day));
    }

    /** The dates as text, as in configurations. */
    @JsonValue
    public Map<String, String> written() {
        Map<String, String> written = new TreeMap<>();
        days.forEach((id, day) -> written.put(id, day.toString()));
        return written;
    }

    private static LocalDate day(String id, String day) {
        try {
            return LocalDate.parse(day);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "'" + id + "': '" + day + "' is not a date; write the first day in force, such as 2026-11-15", e);
        }
    }

    private static void require(String id, LocalDate day) {
        ServiceChangeCalendar calendar = ServiceChangeCalendar.published();
        if (!ids().contains(id)) {
            throw new IllegalArgumentException("'" + id + "' "
                    + (calendar.has(id) ? "begins for all tenants at once" : "is not a change of the calendar")
                    + ", so a tenant has no date for it; changes with a date of the tenant: "
                    + String.join(", ", ids()));
        }
        LocalDate first = calendar.change(id).firstDay();
        if (day.isBefore(first) || day.isAfter(calendar.lastDay())) {
            throw new IllegalArgumentException("'" + id + "': " + day + " is out of range; write a day from " + first
                    + " to " + calendar.lastDay() + ", or remove the entry");
        }
    }
}
