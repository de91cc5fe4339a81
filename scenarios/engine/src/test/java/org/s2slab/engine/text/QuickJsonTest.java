package org.s2slab.engine.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuickJsonTest {
    @Test
    void readsWhatVertxReads() {
        String text = """
                {"a": "x", "b": [1, 2.5, true, null, {"c": []}], "d": {"e": {}, "f": 12345678901}, "g": "\\u00e4\\n"}
                """;
        assertThat(QuickJson.read(text)).isEqualTo(new JsonObject(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "1", "{\"a\": [1", "{\"a\"", "{} {}", "{\"a\": }", "{\"a\": 1 \"b\": 2}"})
    void refusesAnythingElse(String text) {
        assertThatThrownBy(() -> QuickJson.read(text)).isInstanceOf(DecodeException.class);
    }
}
