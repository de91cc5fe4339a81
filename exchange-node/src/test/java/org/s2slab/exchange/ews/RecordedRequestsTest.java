package org.s2slab.exchange.ews;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.s2slab.xml.XmlElement;
import org.s2slab.xml.XmlReader;

/** What unmodified clients send, where recordings of it are at hand. */
class RecordedRequestsTest {
    private final RequestSchema schema = new RequestSchema();

    @TestFactory
    Stream<DynamicTest> followTheSchema() {
        return Recordings.tests(
                this::isOfADescribedOperation,
                file -> assertThatCode(() -> schema.read(Recordings.body(file)).requireValid())
                        .doesNotThrowAnyException());
    }

    private boolean isOfADescribedOperation(Path file) {
        return XmlReader.read(Recordings.body(file))
                .child("Body")
                .map(XmlElement::children)
                .filter(operations -> schema.describes(operations.get(0).name()))
                .isPresent();
    }
}
