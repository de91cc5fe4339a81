package org.s2slab.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpMethod;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.engine.deployment.Exposure;

/** The page of a console at another address, with a name for browsers on other machines. */
class ExposedConsoleTest {
    @Test
    void answersUnderItsNameAndAddressOnly(@TempDir Path folder) {
        try (var console = new RunningConsole(folder, Exposure.of("127.0.0.2", "lab.example.test"))) {
            int port = console.link().getPort();
            assertThat(console.host()).isEqualTo("lab.example.test:" + port);
            for (String host : new String[] {"lab.example.test", "LAB.example.test", "127.0.0.2", "localhost"}) {
                assertThat(status(console, host + ":" + port)).isEqualTo(200);
            }
            for (String host : new String[] {
                "attacker.example:" + port,
                "lab.example.test",
                "lab.example.test:1",
                "x.lab.example.test:" + port,
                "0.0.0.0:" + port
            }) {
                assertThat(status(console, host)).isEqualTo(421);
            }
            MultiMap other = console.own().set("Origin", "http://attacker.example");
            assertThat(console.send(HttpMethod.GET, "/api/repertoire", other, null)
                            .denial())
                    .isEqualTo("ORIGIN_WRONG");
        }
    }

    private static int status(RunningConsole console, String host) {
        MultiMap headers = console.own().set("Host", host).set("Origin", "http://" + host);
        return console.send(HttpMethod.GET, "/api/repertoire", headers, null).status();
    }
}
