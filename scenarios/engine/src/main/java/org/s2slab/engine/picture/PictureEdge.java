package org.s2slab.engine.picture;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The trust that one server needs for its calls to another server, at a moment.
 *
 * @param caller the node that calls
 * @param resource the called node
 * @param via the authorization server that issues the tokens, or null if the caller signs its own tokens
 * @param sentence the state in one sentence
 * @param links the parts of the trust, in the order in which an administrator sets them up
 * @param since the hop that caused the current state
 */
public record PictureEdge(
        String caller,
        String resource,
        State state,
        @Nullable String via,
        String sentence,
        List<Link> links,
        PictureOrigin since) {
    /** Whether the resource accepts the calls. */
    public enum State {
        /** The resource accepts a token of this caller. */
        HOLDS,
        /** A part is missing. */
        HALF,
        /** Because of a setting or another key, the resource refuses the tokens, or the caller makes no token. */
        BROKEN,
        /** No part is set up. */
        NONE
    }

    /**
     * A part of the trust.
     *
     * @param name {@code key}, {@code page} (the caller's key at the resource), {@code registration} at the resource,
     *     {@code partner} (the registration at the caller), {@code upload}, {@code server}, or {@code resource} if its
     *     service principal is disabled
     * @param is whether the part is correct
     * @param key the thumbprint of the key in question, or null
     * @param since the hop that caused the current state of this part
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
