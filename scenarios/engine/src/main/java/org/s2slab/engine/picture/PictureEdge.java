package org.s2slab.engine.picture;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The trust that the calls of one server to another rest on, at a moment.
 *
 * @param caller the node that calls
 * @param resource the node that is called
 * @param via the authorization server that issues the tokens, or null if the caller signs its own
 * @param sentence the state in one sentence
 * @param links what the trust consists of, in the order in which it is set up
 * @param since the hop that made its state what it is
 */
public record PictureEdge(
        String caller,
        String resource,
        State state,
        @Nullable String via,
        String sentence,
        List<Link> links,
        PictureOrigin since) {
    /** Whether calls are accepted. */
    public enum State {
        /** The resource accepts a token of this caller. */
        HOLDS,
        /** A part is missing. */
        HALF,
        /** The resource refuses a token of this caller, or the caller makes none, because of a setting or another key. */
        BROKEN,
        /** Nothing is set up. */
        NONE
    }

    /**
     * A part of the trust.
     *
     * @param name {@code key}, {@code page}, {@code registration} at the resource, {@code partner} (the registration at
     *     the caller), {@code upload} or {@code server}
     * @param is whether it is as it must be
     * @param key the thumbprint that it is about, or null
     * @param since the hop since which it is so
     */
    public record Link(
            String name, boolean is, String text, @Nullable String key, PictureOrigin since) {
        JsonObject json() {
            return new JsonObject()
                    .put("name", name)
                    .put("is", is)
                    .put("text", text)
                    .put("key", key)
                    .put("since", since.json());
        }
    }

    public PictureEdge {
        links = List.copyOf(links);
    }

    PictureEdge madeBy(PictureOrigin origin) {
        return new PictureEdge(caller, resource, state, via, sentence, links, origin);
    }

    JsonObject json() {
        JsonArray all = new JsonArray();
        links.forEach(link -> all.add(link.json()));
        return new JsonObject()
                .put("caller", caller)
                .put("resource", resource)
                .put("state", state.name().toLowerCase(Locale.ROOT))
                .put("via", via)
                .put("sentence", sentence)
                .put("since", since().json())
                .put("links", all);
    }
}
