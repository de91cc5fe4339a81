package org.s2slab.migration.exporter;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class PowerShellJsonWriterTest {
    private static final JsonObject ONE = new JsonObject().put("Name", "One");

    @Test
    void isEmptyForNothingAnObjectForOneAndAListForSeveral() {
        assertThat(PowerShellJsonWriter.of(List.of())).isEmpty();
        assertThat(new JsonObject(PowerShellJsonWriter.of(List.of(ONE)))).isEqualTo(ONE);
        assertThat(new JsonArray(PowerShellJsonWriter.of(List.of(ONE, ONE))))
                .isEqualTo(new JsonArray(List.of(ONE, ONE)));
    }

    @Test
    void writesDatesAsWindowsPowerShellDoesHoweverDeepTheyLie() {
        JsonObject certificate = new JsonObject().put("NotAfter", "2026-03-01T00:00:00.123456Z");
        String text = PowerShellJsonWriter.of(List.of(new JsonObject()
                .put("Certificates", new JsonArray().add(certificate))
                .put("Text", "2026-03-01")));

        assertThat(text)
                .contains("\"NotAfter\" : \"\\/Date(1772323200123)\\/\"")
                .contains("\"2026-03-01\"");
        assertThat(new JsonObject(text)
                        .getJsonArray("Certificates")
                        .getJsonObject(0)
                        .getString("NotAfter"))
                .isEqualTo("/Date(1772323200123)/");
    }

    @Test
    void writesADateByItselfWithItsWords() {
        JsonObject date = PowerShellJsonWriter.date(Instant.parse("2026-03-01T13:05:00Z"));

        assertThat(PowerShellJsonWriter.of(List.of(date))).contains("\\/Date(1772370300000)\\/");
        assertThat(date.getString("DateTime")).isEqualTo("Sunday, March 1, 2026 1:05:00 PM");
    }

    @Test
    void escapesTheSignsThatWindowsPowerShellEscapes() {
        JsonObject told = new JsonObject().put("Name", "Anna's <a&b>").put("None", null);
        String text = PowerShellJsonWriter.of(List.of(told));

        assertThat(text).contains("Anna\\u0027s \\u003ca\\u0026b\\u003e").doesNotContain("'", "<", "&");
        assertThat(new JsonObject(text)).isEqualTo(told);
    }
}
