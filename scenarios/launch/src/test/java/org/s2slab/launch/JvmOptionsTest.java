package org.s2slab.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JvmOptionsTest {
    @TempDir
    Path folder;

    /** Paths of Windows have backslashes, and people have spaces in their names. */
    @Test
    void javaReadsAFileOfArgumentsAsItWasMeant() throws Exception {
        List<String> values = List.of("C:\\Users\\Anna B\\new\\lab", "a \"quoted\" # word", "'single'");
        List<String> arguments = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            arguments.add("-Dvalue" + i + "=" + values.get(i));
        }
        arguments.addAll(List.of("-XshowSettings:properties", "-version"));
        Path file = folder.resolve("java.args");
        Files.writeString(file, "# a line to know it by\n" + JvmOptions.argumentFile(arguments));

        Path printed = folder.resolve("printed");
        int result = new ProcessBuilder(JvmOptions.java(), "@" + file)
                .redirectErrorStream(true)
                .redirectOutput(printed.toFile())
                .start()
                .waitFor();
        assertThat(result).isZero();
        for (int i = 0; i < values.size(); i++) {
            assertThat(printed).content().contains("value" + i + " = " + values.get(i));
        }
    }
}
