package org.s2slab.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.s2slab.engine.deployment.LabHttpClient;
import org.s2slab.junit.embedded.EmbeddedLab;

/** A test fails when a node had a failure of its own in it, whatever the test expected of the answer. */
@S2SLab("lync-alone")
class FailedNodeTest {
    private static @Nullable ExtensionContext current;

    @RegisterExtension
    static final BeforeEachCallback CONTEXT = context -> current = context;

    @Test
    void failsItsTest(RunningLab lab, HttpClient http) throws Exception {
        String file = "jdbc:sqlite:"
                + ((EmbeddedLab) lab).topology().node("lync").folder().resolve("node.db");
        try (Connection connection = DriverManager.getConnection(file);
                Statement statement = connection.createStatement()) {
            statement.execute("DROP TABLE contact_memberships");
        }
        HttpRequest request = HttpRequest.newBuilder(lab.url("lync").resolve("/users/me/contacts"))
                .header(
                        "Authorization",
                        LabHttpClient.basic(
                                "anna@contoso.com",
                                lab.person("anna@contoso.com").password()))
                .build();
        assertThat(http.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(500);

        assertThatThrownBy(() -> new S2SLabExtension().afterEach(Objects.requireNonNull(current)))
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("node 'lync' had an internal failure: GET /users/me/contacts, trace ");
    }
}
