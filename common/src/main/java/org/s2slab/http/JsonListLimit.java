package org.s2slab.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.s2slab.refusal.Refusal;

/** Limits the length of the lists in a JSON body, at any depth, without parsing it into objects. */
final class JsonListLimit {
    private static final JsonFactory FACTORY = new JsonFactory();

    private JsonListLimit() {}

    /** The refusal of a body with a longer list. Empty if the body is not JSON. Its endpoint refuses it. */
    static Optional<Refusal> refusal(Buffer body, int most) {
        // An entry has at least two bytes, so most bodies need no parsing.
        if (body.length() <= 2 * most) {
            return Optional.empty();
        }
        Deque<int[]> open = new ArrayDeque<>();
        try (JsonParser parser = FACTORY.createParser(body.getBytes())) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token.isStructEnd()) {
                    open.pop();
                    continue;
                }
                JsonStreamContext context = parser.getParsingContext();
                boolean entry = (token.isStructStart() ? context.getParent() : context).inArray();
                if (entry && ++open.element()[0] > most) {
                    return Optional.of(Refusal.invalid(
                            "found a list of more than " + most + " entries, expected at most " + most));
                }
                if (token.isStructStart()) {
                    open.push(new int[1]);
                }
            }
            return Optional.empty();
        } catch (IOException malformed) {
            return Optional.empty();
        }
    }
}
