package org.s2slab.exchange.hybrid;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.s2slab.xml.XmlReader;

class OtherHalfTest {
    @ParameterizedTest
    @ValueSource(strings = {"b\u0007b@x", "b\uD83Db@x", "b\uDE00b@x", "b\uFFFEb@x"})
    void writesAWellFormedRequestWhateverTheAddress(String address) {
        Buffer sent =
                Objects.requireNonNull(OtherHalf.userSettings(URI.create("https://autodiscover-s.outlook.com"), address)
                        .body());

        assertThat(XmlReader.read(sent.getBytes())
                        .at("Body", "GetUserSettingsRequestMessage", "Request", "Users", "User", "Mailbox")
                        .orElseThrow()
                        .text())
                .isEqualTo("b\uFFFDb@x");
    }
}
