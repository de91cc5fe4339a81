package org.s2slab.report;

import gg.jte.output.WriterOutput;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.s2slab.diagnosis.forecast.FeatureForecast;
import org.s2slab.diagnosis.forecast.Forecast;
import org.s2slab.engine.product.CmdletFix;

/**
 * The page of a forecast: the table of features and dates, the map of the trust on each date, and the breaks. A date is
 * chosen without a script, by the state of a radio button.
 *
 * @param style the embedded style sheet, with a rule for each date
 */
public record ForecastPage(Forecast forecast, PageStyle style) {
    static ForecastPage of(Forecast forecast) {
        String chosen = IntStream.range(0, forecast.days().size())
                .mapToObj(day -> "#day-" + day + ":checked ~ .days .day-" + day + " { display: block; }\n")
                .collect(Collectors.joining());
        return new ForecastPage(
                forecast,
                PageStyle.of("sequence.css", "report.css", "forecast.css").with(chosen));
    }

    /**
     * Writes a forecast as a page for people (.html) or for programs (.json).
     *
     * @throws java.io.UncheckedIOException because of a FileSystemException, if the file cannot be written
     */
    public static void write(Forecast forecast, Path file, ReportFormat format) {
        ReportFile.write(file, out -> {
            if (format == ReportFormat.JSON) {
                out.write(forecast.toJson().encodePrettily());
                out.write('\n');
            } else {
                PageTemplates.render("report/forecast.jte", Map.of("page", of(forecast)), new WriterOutput(out));
            }
        });
    }

    public String summary() {
        return ForecastText.summary(forecast);
    }

    /** The style of a feature's state. */
    public String badge(FeatureForecast.State state) {
        return switch (state) {
            case WORKS -> "yes";
            case BREAKS -> "no";
            case UNPLAYED -> "unknown";
        };
    }

    /** The map of the trust on a day. */
    public TrustMap map(int day) {
        return TrustMap.of(forecast.plan(), edges(day));
    }

    /** The edges that are configured on a day. */
    public List<TrustEdgeView> edges(int day) {
        return TrustEdgeView.of(forecast.days().get(day).diagnosis()).stream()
                .filter(edge -> edge.kind() != TrustEdgeView.Kind.NONE)
                .toList();
    }

    public String line(CmdletFix cure) {
        return ForecastText.line(cure);
    }

    /** The text that the page shows in place of cmdlets if no fix is known. */
    public String noCure() {
        return ForecastText.NO_CURE;
    }
}
