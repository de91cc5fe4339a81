package org.s2slab.exchange.ews;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/** Requests that unmodified clients sent to another server, where recordings of them are at hand. */
public final class Recordings {
    private Recordings() {}

    /** A case which may fail in any way. */
    public interface Case {
        void run(Path recording) throws Exception;
    }

    /** A test for each recorded EWS request that is expected. */
    public static Stream<DynamicTest> tests(Predicate<Path> expected, Case test) {
        return Stream.of("node-ews", "ews-java", "ews-managed-api")
                .map(client -> AnswerSchemas.shared("recorded").resolve(client))
                .flatMap(client -> in(client).stream())
                .filter(expected)
                .map(recording -> DynamicTest.dynamicTest(
                        recording
                                .subpath(recording.getNameCount() - 2, recording.getNameCount())
                                .toString(),
                        () -> test.run(recording)));
    }

    private static List<Path> in(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().contains("EWS_"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The request: the part of a recording before the answer, without HTTP fields; UTF-8. */
    public static byte[] body(Path file) {
        try {
            String recording = Files.readString(file);
            int end = recording.indexOf("======== RESPONSE");
            String request = end < 0 ? recording : recording.substring(0, end);
            return request.substring(request.indexOf("<")).strip().getBytes(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
