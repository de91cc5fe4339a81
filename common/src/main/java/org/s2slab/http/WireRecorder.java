package org.s2slab.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.s2slab.trace.TraceParent;
import org.s2slab.trace.WireJournal;
import org.s2slab.trace.WireRedactor;

/**
 * Records the requests of a connection with their responses, between Netty's codec and Vert.x. It stores references to
 * the headers, and copies of the first {@link WireRedactor#MOST_BYTES} bytes of a body.
 */
final class WireRecorder extends ChannelDuplexHandler {
    /** The name of Vert.x's encoder of responses in the pipeline. */
    private static final String ENCODER = "httpEncoder";

    private final WireJournal journal;

    /** The requests without a complete response, in the order of their responses (RFC 9112, 9.3.2). */
    private final Deque<Exchanged> open = new ArrayDeque<>();

    private @Nullable Exchanged receiving;

    private WireRecorder(WireJournal journal) {
        this.journal = journal;
    }

    /** Records all requests of a connection that has read nothing yet. */
    static void record(HttpConnection connection, WireJournal journal) {
        OpenConnection.channelOf(connection).pipeline().addAfter(ENCODER, "wireRecorder", new WireRecorder(journal));
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof HttpRequest request) {
            receiving = new Exchanged(request, journal.now());
            open.addLast(receiving);
        }
        if (message instanceof HttpContent content && receiving != null) {
            receiving.asked.add(content);
        }
        context.fireChannelRead(message);
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        Exchanged exchanged = open.peekFirst();
        if (exchanged != null && !isInterim(message)) {
            if (message instanceof HttpResponse response) {
                exchanged.response = response;
            }
            if (message instanceof HttpContent content) {
                exchanged.answered.add(content);
            }
            if (message instanceof LastHttpContent) {
                open.removeFirst();
                exchanged.record(journal);
            }
        }
        context.write(message, promise);
    }

    /** Whether a message is an interim response, such as 100 (Continue). */
    private static boolean isInterim(Object message) {
        return message instanceof HttpResponse response
                && response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
    }

    /** A request and its response, as far as they were sent. */
    private static final class Exchanged {
        final Body asked = new Body();
        final Body answered = new Body();
        private final HttpRequest request;
        private final Instant at;

        @Nullable
        HttpResponse response;

        Exchanged(HttpRequest request, Instant at) {
            this.request = request;
            this.at = at;
            HttpHeaders headers = request.headers();
            asked.whole = !headers.contains(HttpHeaderNames.CONTENT_LENGTH)
                    && !headers.contains(HttpHeaderNames.TRANSFER_ENCODING);
        }

        void record(WireJournal journal) {
            HttpResponse answer = Objects.requireNonNull(response, "the end of a response without a beginning");
            HttpHeaders headers = answer.headers();
            String line = request.decoderResult().isFailure() && request.uri().equals("/bad-request")
                    ? "(not decoded: the request is not HTTP)"
                    : request.method() + " " + request.uri() + " " + request.protocolVersion();
            String status = answer.protocolVersion() + " " + answer.status();
            journal.record(
                    request.headers().get(TraceParent.HEADER),
                    headers.get(TraceParent.HEADER),
                    at,
                    asked.of(line, request.headers()),
                    answered.of(status, headers));
        }
    }

    /** The beginning of a body. */
    private static final class Body {
        private byte[] kept = {};
        private long bytes;
        private boolean whole;

        void add(HttpContent part) {
            ByteBuf content = part.content();
            int length = content.readableBytes();
            int room = Math.min(length, WireRedactor.MOST_BYTES - kept.length);
            if (room > 0) {
                int end = kept.length;
                kept = Arrays.copyOf(kept, end + room);
                content.getBytes(content.readerIndex(), kept, end, room);
            }
            bytes += length;
            whole |= part instanceof LastHttpContent;
        }

        WireJournal.Message of(String line, HttpHeaders fields) {
            return new WireJournal.Message(line, fields, Buffer.buffer(kept), bytes, whole);
        }
    }
}
