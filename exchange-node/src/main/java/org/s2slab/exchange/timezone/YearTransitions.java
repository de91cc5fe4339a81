package org.s2slab.exchange.timezone;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Month;
import java.time.Year;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The changes of one or more consecutive years of a time zone, with all yearly rules that describe them. Years with a
 * common rule become one group. EWS allows two changes per year; of more changes, only the first and the last count.
 */
record YearTransitions(ZoneOffset start, List<Candidate> changes) {
    /** The first year of a zone's first group, as in the product's documentation. */
    private static final int FIRST_YEAR = 2006;

    /** The last year to examine, the limit of 32-bit dates; its group applies to all later years. */
    private static final int LAST_YEAR = 2037;

    private static final int WEEK = 7;
    private static final int MOST = 4;

    /** The maximum number of changes to examine in one year. No real zone has as many. */
    private static final int MOST_CHANGES = 16;

    /** One change, with all positions of its weekday in the month that describe it. */
    record Candidate(Month month, DayOfWeek day, Set<Integer> occurrences, LocalTime time, ZoneOffset to) {
        static Candidate of(LocalDateTime before, ZoneOffset to) {
            LocalDate date = before.toLocalDate();
            Set<Integer> occurrences = new TreeSet<>();
            int occurrence = (date.getDayOfMonth() - 1) / WEEK + 1;
            if (occurrence <= MOST) {
                occurrences.add(occurrence);
            }
            if (date.getDayOfMonth() + WEEK > date.lengthOfMonth()) {
                occurrences.add(DayTransition.LAST);
            }
            return new Candidate(date.getMonth(), date.getDayOfWeek(), occurrences, before.toLocalTime(), to);
        }

        /** The positions that describe both changes; empty if there is no such position. */
        Optional<Candidate> common(Candidate other) {
            Set<Integer> both = new TreeSet<>(occurrences);
            both.retainAll(other.occurrences);
            boolean same = month == other.month && day == other.day && time.equals(other.time) && to.equals(other.to);
            return same && !both.isEmpty() ? Optional.of(new Candidate(month, day, both, time, to)) : Optional.empty();
        }

        DayTransition transition() {
            return new DayTransition(month, day, occurrences.iterator().next(), time, to);
        }
    }

    /** The groups of a zone. The first group also applies to all earlier years. */
    static List<TransitionsGroup> groups(ZoneRules rules) {
        List<TransitionsGroup> groups = new ArrayList<>();
        YearTransitions now = of(rules, FIRST_YEAR);
        int first = FIRST_YEAR;
        for (int year = FIRST_YEAR + 1; year <= LAST_YEAR; year++) {
            YearTransitions next = of(rules, year);
            Optional<YearTransitions> both = now.common(next);
            if (both.isEmpty()) {
                groups.add(now.group(first));
                first = year;
            }
            now = both.orElse(next);
        }
        groups.add(now.group(first));
        return groups;
    }

    private static YearTransitions of(ZoneRules rules, int year) {
        LocalDateTime newYear = Year.of(year).atDay(1).atStartOfDay();
        Instant begin = newYear.toInstant(rules.getOffset(newYear));
        List<ZoneOffsetTransition> all = new ArrayList<>();
        ZoneOffsetTransition next = rules.nextTransition(begin);
        // For rules with changes near New Year, java.time returns the same change again and again.
        while (next != null && next.getDateTimeBefore().getYear() == year && all.size() < MOST_CHANGES) {
            all.add(next);
            next = rules.nextTransition(next.getInstant());
        }
        ZoneOffset start = rules.getOffset(begin);
        List<Candidate> changes = new ArrayList<>();
        if (all.size() == 1) {
            changes.add(Candidate.of(newYear, start));
        }
        (all.size() > 2 ? List.of(all.get(0), all.get(all.size() - 1)) : all)
                .stream()
                        .map(change -> Candidate.of(change.getDateTimeBefore(), change.getOffsetAfter()))
                        .forEach(changes::add);
        return new YearTransitions(start, changes);
    }

    /** These years together with another year; empty if no common rules describe them. */
    private Optional<YearTransitions> common(YearTransitions other) {
        if (changes.size() != other.changes.size() || (changes.isEmpty() && !start.equals(other.start))) {
            return Optional.empty();
        }
        List<Candidate> both = new ArrayList<>();
        for (int i = 0; i < changes.size(); i++) {
            changes.get(i).common(other.changes.get(i)).ifPresent(both::add);
        }
        return both.size() == changes.size() ? Optional.of(new YearTransitions(start, both)) : Optional.empty();
    }

    private TransitionsGroup group(int firstYear) {
        return changes.isEmpty()
                ? new TransitionsGroup(firstYear, start, List.of())
                : TransitionsGroup.of(
                        firstYear, changes.stream().map(Candidate::transition).toList());
    }
}
