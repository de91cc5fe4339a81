package org.s2slab.exchange.ews;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.s2slab.exchange.xml.XmlElement;
import org.s2slab.exchange.xml.XmlReader;

/** What unmodified clients send, where recordings of it are at hand. */
class RecordedRequestsTest {
    private final RequestSchema schema = new RequestSchema();

    @TestFactory
    Stream<DynamicTest> followTheSchema() {
        return Stream.of("node-ews", "ews-java", "ews-managed-api")
                .map(client -> AnswerSchemas.shared("recorded").resolve(client))
                .flatMap(folder -> recordings(folder).stream())
                .filter(this::isOfADescribedOperation)
                .map(file -> DynamicTest.dynamicTest(
                        file.subpath(file.getNameCount() - 2, file.getNameCount())
                                .toString(),
                        () -> assertThatCode(() -> schema.check(body(file))).doesNotThrowAnyException()));
    }

    private boolean isOfADescribedOperation(Path file) {
        return XmlReader.read(body(file))
                .child("Body")
                .map(XmlElement::children)
                .filter(operations -> schema.describes(operations.get(0).name()))
                .isPresent();
    }

    private static List<Path> recordings(Path folder) {
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

    private static byte[] body(Path file) {
        try {
            return AnswerSchemas.recordedBody(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
