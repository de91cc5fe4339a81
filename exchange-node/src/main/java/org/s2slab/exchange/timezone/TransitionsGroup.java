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
 * The offsets of a time zone in every year from one year on (t:ArrayOfTransitionsType): either one, or two that alternate.
 *
 * @param firstYear the first year in which they hold
 * @param standard the offset of standard time, the smaller one
 * @param transitions none, or the two changes of a year in their order
 */
public record TransitionsGroup(int firstYear, ZoneOffset standard, List<DayTransition> transitions) {
    /** The year in which java.time's rules begin that are made of groups; earlier years follow the first group. */
    private static final int BEGIN = 1970;

    /** The last year in which another group may begin: bounds what a client's definition can cost. */
    private static final int END = 2200;

    /** Seconds of the largest offset that xs:dateTime and zones of Windows have. */
    private static final int FARTHEST = 14 * 3600;

    /** The years after which days of the week and leap days are the same again. */
    private static final int CALENDARS = 28;

    public TransitionsGroup {
        transitions = List.copyOf(transitions);
    }

    /** From the changes of a year, in any order; those that are not a pair of different offsets mean the last one's offset. */
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

    /** The group of the rules that hold from now on, without its year. */
    static TransitionsGroup lasting(ZoneRules rules) {
        List<TransitionsGroup> groups = YearTransitions.groups(rules);
        return groups.get(groups.size() - 1).inYear(0);
    }

    /** The group of rules that hold in a year. */
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
     * The rules of java.time for groups that follow each other.
     *
     * @throws IllegalArgumentException or DateTimeException where they contradict each other
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

    /** Requires that each change comes after the one before it, in the years of all calendars and from year to year. */
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

    /** Adds the changes of one year; gives back the offset at its end. */
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
