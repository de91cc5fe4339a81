package org.s2slab.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.s2slab.testing.Canary;

/** A signed token that stands wherever any text of a run can stand has no signature in any form of report. */
class SignaturesInReportsTest {
    @ParameterizedTest
    @EnumSource
    void noFieldShowsASignature(ReportFormat format, @TempDir Path folder) throws IOException {
        for (String form : new String[] {
            Canary.TOKEN, Canary.wrapped(), Canary.TOKEN.replace(".", "%2E"), Canary.base64(Canary.TOKEN)
        }) {
            Path file = folder.resolve("report" + format.ending());
            format.write(Invented.everywhere(form), file);

            String text = Files.readString(file);
            assertThat(text).isNotBlank();
            assertThat(Canary.isIn(text)).as("%s of %s", format, form).isFalse();
        }
    }
}
