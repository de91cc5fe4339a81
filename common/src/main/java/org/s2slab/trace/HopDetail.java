package org.s2slab.trace;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.s2slab.identity.Audience;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalDetail;

/** The detail of a hop: values for programs, and a text with these values for administrators. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = HopDetailCodec.TYPE)
@JsonSubTypes({
    @JsonSubTypes.Type(value = HopDetail.Call.class, name = "call"),
    @JsonSubTypes.Type(value = HopDetail.TokenFor.class, name = "token"),
    @JsonSubTypes.Type(value = HopDetail.Metadata.class, name = "metadata"),
    @JsonSubTypes.Type(value = HopDetail.Failure.class, name = "failure"),
    @JsonSubTypes.Type(value = HopDetail.Finding.class, name = "finding"),
    @JsonSubTypes.Type(value = ChallengeContent.class, name = "challenge"),
    @JsonSubTypes.Type(value = TrustChangeDetail.class, name = "trust")
})
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(value = HopDetailCodec.WORDS, allowSetters = true)
public sealed interface HopDetail extends RefusalDetail
        permits HopDetail.Call,
                HopDetail.TokenFor,
                HopDetail.Metadata,
                HopDetail.Failure,
                HopDetail.Finding,
                ChallengeContent,
                TrustChangeDetail {
    /** The member of a hop's JSON that has the text. */
    String TEXT = "detail";

    /** The member of a hop's JSON that has the values. */
    String VALUES = "detailValues";

    /** The values, with a {@code type}. An absent value has no member. */
    default JsonObject values() {
        return HopDetailCodec.values(this);
    }

    /** Returns this detail with every text from outside changed, for instance redacted. */
    default HopDetail with(UnaryOperator<String> change) {
        return HopDetailCodec.changed(this, change);
    }

    /** The address in the detail as a text, or null if there is none. */
    default @Nullable String uri() {
        return null;
    }

    /** The address in the detail; empty if there is no address or it cannot be parsed. */
    default Optional<URI> address() {
        try {
            return Optional.ofNullable(uri()).map(URI::create);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The detail of a failure: the values of a refusal if it has values, else the text of the failure. */
    static HopDetail of(Throwable failure) {
        return failure instanceof Refusal refusal && refusal.typedDetail() instanceof HopDetail typed
                ? typed
                : Finding.of(String.valueOf(failure.getMessage()));
    }

    /**
     * A request that was sent to a partner.
     *
     * @param operation the operation in its body, or null
     */
    record Call(String method, String uri, @Nullable String operation) implements HopDetail {
        public Call {
            Objects.requireNonNull(uri);
        }

        /** A request whose operation is its method and address. */
        public Call(String method, String uri) {
            this(method, uri, null);
        }

        @Override
        public String text() {
            return method + " " + uri;
        }
    }

    /**
     * A token that was signed, requested, issued or reused.
     *
     * @param text begins with the audience
     * @param audience the audience of the token
     * @param key the thumbprint by which the client of an authorization server proved its identity, or null
     */
    record TokenFor(String text, String audience, @Nullable String key) implements HopDetail {
        public TokenFor {
            Objects.requireNonNull(audience);
        }

        /** A token without further text. */
        public TokenFor(String audience) {
            this(audience, audience, null);
        }

        /** The host in the audience, or of an address as audience; the whole text if it is neither. */
        public String host() {
            if (audience.startsWith("https://")) {
                return audience.substring("https://".length()).split("/", 2)[0];
            }
            try {
                return Audience.parse(audience).host();
            } catch (IllegalArgumentException e) {
                return audience;
            }
        }
    }

    /**
     * A metadata document that was read.
     *
     * @param principal the application that it names, or null
     * @param realm its realm, or null
     * @param keys thumbprints of its certificates
     * @param learned the thumbprints that the node did not have before
     * @param gone the thumbprints that the node had before and the document does not have
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record Metadata(
            String uri,
            @Nullable String principal,
            @Nullable String realm,
            List<String> keys,
            List<String> learned,
            List<String> gone)
            implements HopDetail {
        /** The lists may be null after parsing. */
        public Metadata {
            keys = List.copyOf(Objects.requireNonNullElse(keys, List.of()));
            learned = List.copyOf(Objects.requireNonNullElse(learned, List.of()));
            gone = List.copyOf(Objects.requireNonNullElse(gone, List.of()));
        }

        /** A document without its content. */
        public Metadata(String uri) {
            this(uri, null, null, List.of(), List.of(), List.of());
        }

        @Override
        public String text() {
            return uri;
        }
    }

    /**
     * A failed call, or a failed read of a document.
     *
     * @param uri the address that was called, or null if there was no call
     * @param status of the partner's response, or null without a response
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
        public Failure {
            Objects.requireNonNull(cause);
        }

        /** No response came from an address. */
        public static Failure unreachable(URI uri, String why) {
            return new Failure(FailureCause.UNREACHABLE, "'" + uri + "': " + why, uri);
        }

        /** A failure without a response. */
        public Failure(FailureCause cause, String text, @Nullable Object uri) {
            this(cause, text, uri == null ? null : uri.toString(), null, null, null);
        }
    }

    /**
     * The finding of a rule.
     *
     * @param found the value found; the whole text if the finding compares no values
     * @param expected the value expected, or null
     * @param partner the partner application concerned, or null
     */
    record Finding(
            String text,
            String found,
            @Nullable String expected,
            @Nullable String partner) implements HopDetail {
        /** The JSON form leaves out the found value if it equals the text. */
        public Finding {
            found = Objects.requireNonNullElse(found, text);
        }

        @Override
        public JsonObject values() {
            JsonObject values = HopDetail.super.values();
            if (found.equals(text)) {
                values.remove("found");
            }
            return values;
        }

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
    }
}
