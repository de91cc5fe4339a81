package org.s2slab.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class VariableResolverTest {
    private final VariableResolver references = new VariableResolver();

    VariableResolverTest() {
        references.put(
                "lync",
                new JsonObject()
                        .put("url", "https://lync.contoso.com")
                        .put("port", 443)
                        .put("certificates", new JsonObject().put("oauth", new JsonObject().put("thumbprint", "AB"))));
        references.put("found", JsonArray.of(new JsonObject().put("Name", "Exchange")));
    }

    @Test
    void fillsAReferenceInsideText() {
        assertThat(references.resolve("${lync.url}/metadata/json/1"))
                .isEqualTo("https://lync.contoso.com/metadata/json/1");
    }

    @Test
    void keepsTheTypeOfAValueThatIsNothingButAReference() {
        assertThat(references.resolve("${lync.port}")).isEqualTo(443);
    }

    @Test
    void goesIntoObjectsAndLists() {
        assertThat(references
                        .resolve(new JsonObject()
                                .put("a", JsonArray.of("${found[0].Name}"))
                                .put("b", new JsonObject().put("c", "${lync.certificates.oauth.thumbprint}")))
                        .encode())
                .isEqualTo("{\"a\":[\"Exchange\"],\"b\":{\"c\":\"AB\"}}");
    }

    @Test
    void saysWhatIsKnownWhenNothingHasThatName() {
        assertThatThrownBy(() -> references.resolve("${exchange.url}"))
                .hasMessage("${exchange.url}: there is no 'exchange'; expected one of lync, found");
        assertThatThrownBy(() -> references.resolve("${lync.certificates.renewed.thumbprint}"))
                .hasMessage("${lync.certificates.renewed.thumbprint}: there is no 'renewed' in lync.certificates;"
                        + " expected one of oauth");
    }

    @Test
    void refusesAnItemThatIsNotThereAndAFieldOfWhatHasNone() {
        assertThatThrownBy(() -> references.resolve("${found[1].Name}")).hasMessageContaining("has no item 1");
        assertThatThrownBy(() -> references.resolve("${lync.url.host}")).hasMessageContaining("has no fields");
        assertThatThrownBy(() -> references.resolve("${}")).hasMessageContaining("does not name a variable");
    }

    @Test
    void leavesOtherTextAlone() {
        assertThat(references.resolve("costs $5 {x}")).isEqualTo("costs $5 {x}");
    }

    @Test
    void namesMomentsByTheDeploymentsClock() {
        references.tellTime(Clock.fixed(Instant.parse("2027-03-01T09:00:00.5Z"), ZoneOffset.UTC));

        assertThat(references.resolve("${now}")).isEqualTo("2027-03-01T09:00:00Z");
        assertThat(references.resolve("${now+PT26H}")).isEqualTo("2027-03-02T11:00:00Z");
        assertThat(references.resolve("from ${now - P1D} on")).isEqualTo("from 2027-02-28T09:00:00Z on");
        assertThatThrownBy(() -> references.resolve("${now+P1X}")).hasMessageContaining("${now+PT26H}");
    }
}
