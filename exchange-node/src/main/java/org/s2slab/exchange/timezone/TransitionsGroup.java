package org.s2slab.exchange.timezone;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.Year;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneOffsetTransitionRule;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The offsets of a time zone from a year on (t:ArrayOfTransitionsType): one constant offset, or two alternating
 * offsets.
 *
 * @param firstYear the first year of the group
 * @param standard the offset of standard time, the smaller one
 * @param transitions empty, or the two changes of a year in their order
 */
public record TransitionsGroup(int firstYear, ZoneOffset standard, List<DayTransition> transitions) {
    /** The first year of java.time rules made from groups; earlier years use the first group. */
    private static final int BEGIN = 1970;

    /** The last year in which a group may begin, to limit the cost of a client's definition. */
    private static final int END = 2200;

    /** The maximum offset in seconds of xs:dateTime and Windows zones. */
    private static final int FARTHEST = 14 * 3600;

    /** The number of years after which weekdays and leap days repeat. */
    private static final int CALENDARS = 28;

    public TransitionsGroup {
        transitions = List.copyOf(transitions);
    }

    /** Creates a group from the changes of a year. Without two different offsets, the last change's offset applies. */
    public static TransitionsGroup of(int firstYear, List<DayTransition> changes) {
        if (changes.isEmpty()) {
            throw new IllegalArgumentException("a group has no transition");
        }
        List<DayTransition> inOrder = changes.stream()
                .sorted(Comparator.comparing(change -> change.in(BEGIN)))
                .toList();
        ZoneOffset last = inOrder.get(inOrder.size() - 1).to();
        ZoneOffset first = inOrder.get(0).to();
        return inOrder.size() != 2 || first.equals(last)
                ? new TransitionsGroup(firstYear, last, List.of())
                : new TransitionsGroup(firstYear, smaller(first, last), inOrder);
    }

    private static ZoneOffset smaller(ZoneOffset one, ZoneOffset other) {
        return one.getTotalSeconds() < other.getTotalSeconds() ? one : other;
    }

    /** The group with the current rules, without its year. */
    static TransitionsGroup lasting(ZoneRules rules) {
        List<TransitionsGroup> groups = YearTransitions.groups(rules);
        return groups.get(groups.size() - 1).inYear(0);
    }

    /** The group with the rules of a year. */
    public static TransitionsGroup in(ZoneRules rules, int year) {
        List<TransitionsGroup> groups = YearTransitions.groups(rules);
        return groups.stream()
                .filter(group -> group.firstYear <= year)
                .reduce((earlier, later) -> later)
                .orElse(groups.get(0));
    }

    TransitionsGroup inYear(int year) {
        return new TransitionsGroup(year, standard, transitions);
    }

    /** The offset before the first change of a year. */
    ZoneOffset start() {
        return transitions.isEmpty() ? standard : transitions.get(1).to();
    }

    /**
     * The java.time rules for consecutive groups.
     *
     * @throws IllegalArgumentException or DateTimeException for contradicting groups
     */
    static ZoneRules rules(List<TransitionsGroup> groups) {
        List<ZoneOffsetTransition> explicit = new ArrayList<>();
        ZoneOffset offset = groups.get(0).start();
        ZoneOffset begin = offset;
        groups.forEach(TransitionsGroup::requireOrder);
        for (int i = 0; i < groups.size(); i++) {
            TransitionsGroup group = groups.get(i);
            int first = i == 0 ? BEGIN : bounded(group.firstYear);
            int next = i + 1 < groups.size() ? bounded(groups.get(i + 1).firstYear) : first + 1;
            requireLater(first <= next);
            for (int year = first; year < next; year++) {
                offset = group.explain(year, offset, explicit);
            }
        }
        TransitionsGroup last = groups.get(groups.size() - 1);
        return ZoneRules.of(last.standard, begin, List.of(), explicit, last.lastRules());
    }

    private static int bounded(int year) {
        return Math.max(BEGIN, Math.min(END, year));
    }

    /** Requires that each change comes after the previous change, for every calendar year and between years. */
    private void requireOrder() {
        if (Stream.concat(Stream.of(standard), transitions.stream().map(DayTransition::to))
                .anyMatch(offset -> Math.abs(offset.getTotalSeconds()) > FARTHEST)) {
            throw new IllegalArgumentException("an offset is more than 14 hours");
        }
        Instant before = Instant.MIN;
        for (int year = BEGIN; year <= BEGIN + CALENDARS; year++) {
            for (int i = 0; i < transitions.size(); i++) {
                ZoneOffset offset = transitions.get(transitions.size() - 1 - i).to();
                Instant change = transitions.get(i).in(year).toInstant(offset);
                requireLater(before.isBefore(change));
                before = change;
            }
        }
    }

    private static void requireLater(boolean isLater) {
        if (!isLater) {
            throw new IllegalArgumentException("a change of the offset does not come after the one before it");
        }
    }

    /** Adds the changes of one year, and returns the offset at its end. */
    private ZoneOffset explain(int year, ZoneOffset before, List<ZoneOffsetTransition> explicit) {
        LocalDateTime newYear = Year.of(year).atDay(1).atStartOfDay();
        boolean changesAtNewYear =
                !transitions.isEmpty() && transitions.get(0).in(year).equals(newYear);
        ZoneOffset offset = changesAtNewYear ? before : changed(newYear, before, start(), explicit);
        for (DayTransition change : transitions) {
            offset = changed(change.in(year), offset, change.to(), explicit);
        }
        return offset;
    }

    private static ZoneOffset changed(
            LocalDateTime time, ZoneOffset before, ZoneOffset after, List<ZoneOffsetTransition> explicit) {
        if (!before.equals(after)) {
            ZoneOffsetTransition change = ZoneOffsetTransition.of(time, before, after);
            requireLater(explicit.isEmpty() || explicit.get(explicit.size() - 1).compareTo(change) < 0);
            explicit.add(change);
        }
        return after;
    }

    private List<ZoneOffsetTransitionRule> lastRules() {
        return transitions.isEmpty()
                ? List.of()
                : List.of(
                        transitions.get(0).rule(standard, transitions.get(1).to()),
                        transitions.get(1).rule(standard, transitions.get(0).to()));
    }
}
