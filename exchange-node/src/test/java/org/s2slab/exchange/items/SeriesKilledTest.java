package org.s2slab.exchange.items;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.s2slab.xml.XmlElement;

/** What was answered about series and their occurrences is in the mailbox after the process was killed in the middle of its work. */
class SeriesKilledTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(ints = {2, 43})
    void keepsEverySeriesWithItsExceptionsWheneverItIsKilled(int answers) throws IOException, InterruptedException {
        Map<String, Integer> answered = new LinkedHashMap<>();
        killAfter(answers).forEach(master -> answered.merge(master, 1, Integer::sum));
        MailboxCalls mail = MailboxCalls.inFile(folder);
        try {
            List<XmlElement> masters = MailboxCalls.find(mail.anna, MailboxCalls.folder("calendar"));
            assertThat(masters.size()).isBetween(answered.size(), answered.size() + 1);
            int number = 0;
            for (Map.Entry<String, Integer> one : answered.entrySet()) {
                int kept = kept(mail, one.getKey(), number++);
                assertThat(kept).as("changes of series " + number).isGreaterThanOrEqualTo(one.getValue());
                if (number < answered.size()) {
                    assertThat(kept).as("changes of series " + number).isEqualTo(4);
                }
            }
        } finally {
            mail.close();
        }
    }

    /** How many of the four steps of {@link KilledSeries} a series has: each one whole, and none without the one before. */
    private static int kept(MailboxCalls mail, String id, int number) {
        XmlElement master = shown(mail, "<t:ItemId Id=\"" + id + "\"/>");
        List<XmlElement> modified = list(master, "ModifiedOccurrences");
        List<XmlElement> deleted = list(master, "DeletedOccurrences");
        boolean isRenamed = MailboxCalls.text(master, "Subject").equals("Renamed " + number);
        if (!isRenamed) {
            assertThat(MailboxCalls.text(master, "Subject")).isEqualTo("Series " + number);
        }
        if (!modified.isEmpty()) {
            XmlElement exception = shown(mail, KilledSeries.occurrence(id, KilledSeries.CHANGED));
            assertThat(MailboxCalls.text(exception, "CalendarItemType")).isEqualTo("Exception");
            assertThat(MailboxCalls.text(exception, "Location")).isEqualTo("Room " + number);
            assertThat(MailboxCalls.text(exception, "Start")).isEqualTo("2030-03-09T10:00:00Z");
        }
        deleted.forEach(one -> assertThat(MailboxCalls.text(one, "Start")).isEqualTo("2030-03-11T10:00:00Z"));
        assertThat(deleted.size()).isLessThanOrEqualTo(modified.size());
        assertThat(isRenamed ? 1 : 0).isLessThanOrEqualTo(deleted.size());
        return 1 + modified.size() + deleted.size() + (isRenamed ? 1 : 0);
    }

    private static List<XmlElement> list(XmlElement master, String name) {
        return master.child(name).map(XmlElement::children).orElse(List.of());
    }

    private static XmlElement shown(MailboxCalls mail, String id) {
        return MailboxCalls.item(MailboxCalls.done(
                mail.anna,
                "<m:GetItem><m:ItemShape><t:BaseShape>AllProperties</t:BaseShape></m:ItemShape><m:ItemIds>" + id
                        + "</m:ItemIds></m:GetItem>"));
    }

    /** Kills the process once it has said that much; all that it said before it died. */
    private List<String> killAfter(int lines) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Ds2slab.root=" + System.getProperty("s2slab.root"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledSeries.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        List<String> said = new ArrayList<>();
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            while (said.size() < lines) {
                String line = output.readLine();
                assertThat(line).as("the process ended after %s", said).isNotNull();
                if (line.endsWith(".")) {
                    said.add(line);
                }
            }
            // By its handle, because Process.destroyForcibly would close the output with what is still in it.
            process.toHandle().destroyForcibly();
            output.lines().filter(line -> line.endsWith(".")).forEach(said::add);
            process.waitFor();
        } finally {
            process.destroyForcibly();
        }
        return said.stream().map(line -> line.replace(".", "")).toList();
    }
}
