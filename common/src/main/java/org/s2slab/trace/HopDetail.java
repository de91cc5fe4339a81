package org.s2slab.trace;

import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.s2slab.identity.Audience;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalDetail;

/** The detail of a hop: values for programs, and the same as a text for administrators. */
public sealed interface HopDetail extends RefusalDetail {
    /** The member of a hop's JSON that has the text. */
    String TEXT = "detail";

    /** The member of a hop's JSON that has the values. */
    String VALUES = "detailValues";

    /** The values, with a {@code type}; what is absent has no member. */
    JsonObject values();

    /** Returns this detail with every text from outside changed, for instance redacted. */
    HopDetail with(UnaryOperator<String> change);

    /** The address in the detail as a text, or null if there is none. */
    default @Nullable String uri() {
        return null;
    }

    /** The address in the detail; empty if there is none, or one that cannot be parsed. */
    default Optional<URI> address() {
        try {
            return Optional.ofNullable(uri()).map(URI::create);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The detail of a failure: its values, if it is a refusal with values, else its text. */
    static HopDetail of(Throwable failure) {
        return failure instanceof Refusal refusal && refusal.typedDetail() instanceof HopDetail typed
                ? typed
                : Finding.of(String.valueOf(failure.getMessage()));
    }

    private static JsonObject typed(String type) {
        return new JsonObject().put("type", type);
    }

    private static void put(JsonObject json, String name, @Nullable Object value) {
        if (value != null) {
            json.put(name, value);
        }
    }

    private static @Nullable String changed(@Nullable String text, UnaryOperator<String> change) {
        return text == null ? null : change.apply(text);
    }

    /** A request that was sent to a partner. */
    record Call(String method, String uri) implements HopDetail {
        @Override
        public String text() {
            return method + " " + uri;
        }

        @Override
        public JsonObject values() {
            return typed("call").put("method", method).put("uri", uri);
        }

        @Override
        public Call with(UnaryOperator<String> change) {
            return new Call(change.apply(method), change.apply(uri));
        }
    }

    /**
     * A token that was signed, requested, issued or reused.
     *
     * @param text begins with the audience
     * @param audience the audience of the token
     */
    record TokenFor(String text, String audience) implements HopDetail {
        /** A token without further text. */
        public TokenFor(String audience) {
            this(audience, audience);
        }

        /** The host in the audience; the whole text if it is not an audience. */
        public String host() {
            try {
                return Audience.parse(audience).host();
            } catch (IllegalArgumentException e) {
                return audience;
            }
        }

        @Override
        public JsonObject values() {
            return typed("token").put("audience", audience);
        }

        @Override
        public TokenFor with(UnaryOperator<String> change) {
            return new TokenFor(change.apply(text), change.apply(audience));
        }
    }

    /** A metadata document that was read. */
    record Metadata(String uri) implements HopDetail {
        @Override
        public String text() {
            return uri;
        }

        @Override
        public JsonObject values() {
            return typed("metadata").put("uri", uri);
        }

        @Override
        public Metadata with(UnaryOperator<String> change) {
            return new Metadata(change.apply(uri));
        }
    }

    /**
     * A call, or the reading of a document, that failed.
     *
     * @param uri the address that was called, or null if there was no call
     * @param status of the partner's response, or null if there is none
     * @param requestId the partner's id of the call, or null
     * @param diagnostics the partner's {@code x-ms-diagnostics}, or null
     */
    record Failure(
            FailureCause cause,
            String text,
            @Nullable String uri,
            @Nullable Integer status,
            @Nullable String requestId,
            @Nullable String diagnostics)
            implements HopDetail {
        /** No response came from an address. */
        public static Failure unreachable(URI uri, String why) {
            return new Failure(FailureCause.UNREACHABLE, "'" + uri + "': " + why, uri);
        }

        /** A failure without a response. */
        public Failure(FailureCause cause, String text, @Nullable Object uri) {
            this(cause, text, uri == null ? null : uri.toString(), null, null, null);
        }

        @Override
        public JsonObject values() {
            JsonObject json = typed("failure").put("cause", cause.name());
            put(json, "uri", uri);
            put(json, "status", status);
            put(json, "requestId", requestId);
            put(json, "diagnostics", diagnostics);
            return json;
        }

        @Override
        public Failure with(UnaryOperator<String> change) {
            return new Failure(
                    cause,
                    change.apply(text),
                    changed(uri, change),
                    status,
                    changed(requestId, change),
                    changed(diagnostics, change));
        }
    }

    /**
     * The finding of a rule.
     *
     * @param found the value found; all of the text if it names no other value
     * @param expected the value expected, or null
     * @param partner the partner application concerned, or null
     */
    record Finding(
            String text,
            String found,
            @Nullable String expected,
            @Nullable String partner) implements HopDetail {
        /** A finding in words, which compares no values. */
        public static Finding of(String text) {
            return new Finding(text, text, null, null);
        }

        /** A finding that compares two values. */
        public static Finding of(String found, Object expected) {
            return new Finding(found + ", expected " + expected, found, String.valueOf(expected), null);
        }

        /** The finding of a refusal; its whole text if it has no values. */
        public static Finding of(Refusal refusal) {
            return refusal.typedDetail() instanceof Finding finding ? finding : of(refusal.detail());
        }

        /** Returns this finding with a partner application. */
        public Finding about(String partnerApplication) {
            return new Finding(text, found, expected, partnerApplication);
        }

        /** Returns this finding with words before its text. */
        public Finding after(String words) {
            return new Finding(words + text, words + found, expected, partner);
        }

        @Override
        public JsonObject values() {
            JsonObject json = typed("finding");
            put(json, "found", found.equals(text) ? null : found);
            put(json, "expected", expected);
            put(json, "partner", partner);
            return json;
        }

        @Override
        public Finding with(UnaryOperator<String> change) {
            return new Finding(
                    change.apply(text), change.apply(found), changed(expected, change), changed(partner, change));
        }
    }
}
