import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.LoggerContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.s2slab.junit.HopAssertions;
import org.s2slab.junit.S2SLabExtension;
import org.s2slab.junit.Tokens;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.http.HttpHeaders;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.RestClient;

/** An application calls Exchange, at the address that the test configures before the application starts. */
@SpringBootTest(classes = SpringClientTest.Application.class, webEnvironment = WebEnvironment.RANDOM_PORT)
class SpringClientTest {
    @RegisterExtension
    static final S2SLabExtension LAB = S2SLabExtension.scenario("on-premises-trust");

    @DynamicPropertySource
    static void configure(DynamicPropertyRegistry registry) {
        registry.add("mail.url", () -> LAB.lab().url("exchange"));
    }

    @EnableAutoConfiguration
    @RestController
    static class Application {
        private final RestClient exchange;

        Application(@Value("${mail.url}") String exchange) {
            this.exchange = RestClient.builder()
                    .baseUrl(exchange)
                    .requestFactory(new JdkClientHttpRequestFactory(LAB.lab().httpClient()))
                    .build();
        }

        @GetMapping("/status")
        int status(@RequestHeader("Authorization") String token) {
            return exchange.post()
                    .uri("/EWS/Exchange.asmx")
                    .header(HttpHeaders.AUTHORIZATION, token)
                    .exchange((request, response) -> response.getStatusCode().value());
        }
    }

    @Test
    void callsExchangeThroughTheApplication(
            Tokens tokens, HopAssertions journal, @Value("${local.server.port}") int port) {
        String token = tokens.from("lync").to("exchange").forUser("anna@contoso.com").bearer();

        String status = RestClient.create("http://localhost:" + port)
                .get()
                .uri("/status")
                .header(HttpHeaders.AUTHORIZATION, token)
                .retrieve()
                .body(String.class);

        // The token is accepted, and then the body is not an envelope.
        assertEquals("500", status);
        journal.shows("exchange accepts lync for anna@contoso.com", 1);
    }

    @Test
    void logsAsBefore() {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();

        assertTrue(context.getLoggerList().stream().noneMatch(logger -> logger.getName().startsWith("org.s2slab.engine")));
    }
}
