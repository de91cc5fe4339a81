package org.s2slab.report;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.s2slab.diagnosis.forecast.FeatureForecast;
import org.s2slab.diagnosis.forecast.Forecast;
import org.s2slab.diagnosis.forecast.ForecastDay;
import org.s2slab.engine.product.CmdletFix;

/** Prints a forecast on a terminal: the features, a table of dates and features, and each break with its fix. */
public final class ForecastText {
    /** The words for a cause that no cmdlet mends. */
    static final String NO_CURE = "no fix is known";

    /**
     * A certificate in a command line. The terminal shows only the beginning of the certificate. The report files
     * contain the whole certificate.
     */
    private static final Pattern CERTIFICATE = Pattern.compile("(MII[A-Za-z0-9+/=]{9})[A-Za-z0-9+/=]{100,}");

    private final Forecast forecast;
    private final List<String> lines = new ArrayList<>();

    private ForecastText(Forecast forecast) {
        this.forecast = forecast;
    }

    /** The lines, without line ends. */
    public static List<String> lines(Forecast forecast) {
        ForecastText text = new ForecastText(forecast);
        text.features();
        text.table();
        text.breaks();
        text.lines.add("");
        text.lines.add(summary(forecast));
        return List.copyOf(text.lines);
    }

    private void features() {
        lines.add("What breaks when in '" + forecast.plan().name() + "', from "
                + forecast.days().get(0).date());
        lines.add("");
        int width = forecast.features().stream()
                .mapToInt(feature -> feature.feature().length())
                .max()
                .orElse(0);
        for (int i = 0; i < forecast.features().size(); i++) {
            FeatureForecast feature = forecast.features().get(i);
            lines.add("%4d  %s  %s"
                    .formatted(
                            i + 1,
                            feature.feature()
                                    + " ".repeat(width - feature.feature().length()),
                            feature.edge()));
        }
        for (FeatureForecast feature : forecast.features()) {
            if (feature.unplayed() != null) {
                lines.add("   \u2013  not played: " + feature.title() + ": " + feature.unplayed());
            }
        }
        lines.add("   C  certificates");
        forecast.certificates().forEach(end -> lines.add("      " + end.sentence() + " on " + end.at()));
    }

    private void table() {
        int width = forecast.days().stream()
                .mapToInt(day -> day.date().length())
                .max()
                .orElse(0);
        String heads = IntStream.rangeClosed(1, forecast.features().size())
                .mapToObj("%3d"::formatted)
                .collect(Collectors.joining());
        lines.add("");
        lines.add("date" + " ".repeat(width - 4) + heads + "  C  what changes");
        for (int day = 0; day < forecast.days().size(); day++) {
            lines.add(row(day, width));
        }
    }

    private String row(int number, int width) {
        ForecastDay day = forecast.days().get(number);
        String marks = forecast.features().stream()
                .map(feature -> "  " + feature.on(number).mark())
                .collect(Collectors.joining());
        List<String> changes = new ArrayList<>(day.changes());
        day.expired().forEach(end -> changes.add(end + "."));
        return day.date() + " ".repeat(width - day.date().length()) + marks + "  "
                + (day.expired().isEmpty() ? "\u00b7" : "!") + "  " + String.join(" ", changes);
    }

    private void breaks() {
        for (Forecast.Break found : forecast.breaks()) {
            lines.add("");
            lines.add(forecast.days().get(found.day()).date() + "  "
                    + found.cause().code() + "  " + String.join("; ", found.features()));
            lines.add("  cause  " + found.cause().sentence() + ".");
            found.cause()
                    .cure()
                    .forEach(cure -> lines.add(
                            "  fix    " + CERTIFICATE.matcher(line(cure)).replaceAll("$1\u2026")));
            if (found.cause().cure().isEmpty()) {
                lines.add("  fix    " + NO_CURE);
            }
        }
    }

    /** A command line with the node that runs it; a remark as it is. */
    static String line(CmdletFix cure) {
        return cure.isCmdlet() ? cure.node() + "> " + cure.line() : cure.line().replaceFirst("^#\\s*", "");
    }

    /** How many features break, when the first one does, and how many were not played. */
    static String summary(Forecast forecast) {
        long unplayed = forecast.features().stream()
                .filter(feature -> feature.unplayed() != null)
                .count();
        long broken = forecast.features().stream()
                .filter(feature -> feature.firstBreak().isPresent())
                .count();
        String last = forecast.days().get(forecast.days().size() - 1).date();
        String first =
                forecast.features().stream().flatMapToInt(feature -> feature.firstBreak().stream()).min().stream()
                        .mapToObj(day ->
                                "; the first one on " + forecast.days().get(day).date())
                        .collect(Collectors.joining());
        return forecast.features().size() - unplayed + " features were played, and " + broken + " of them break by "
                + last
                + first + (unplayed == 0 ? "" : "; " + unplayed + " more could not be played")
                + ". Played on a simulated copy; every date has a source in the calendar.";
    }
}
