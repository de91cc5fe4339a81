package org.s2slab.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpMessage;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.impl.VertxHttpRequestDecoder;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.s2slab.trace.HopDetail.Finding;

/**
 * Decodes requests as Vert.x does, and refuses a header with a folded field (check A3; RFC 9112, 5.2). Netty joins
 * folded lines, so later code cannot detect them. This class checks the bytes of each header while Netty reads them.
 */
final class StrictHeaderDecoder extends VertxHttpRequestDecoder {
    /** The name of Vert.x's own decoder in the pipeline. */
    private static final String NAME = "httpDecoder";

    private static final byte LINE_FEED = '\n';

    private final OpenConnection connection;
    private final Consumer<OpenConnection> bytesCame;
    private @Nullable ByteBuf reading;
    private boolean inHeader;
    private boolean folded;
    private int from;

    private StrictHeaderDecoder(
            HttpServerOptions options, OpenConnection connection, Consumer<OpenConnection> bytesCame) {
        super(options);
        this.connection = connection;
        this.bytesCame = bytesCame;
    }

    /** The fault of a header with a folded field. */
    static final class FoldedFieldException extends IllegalArgumentException {
        private static final long serialVersionUID = 1L;

        static final Finding FINDING =
                Finding.of("a header field goes on in another line (obs-fold)", "each field in one line");

        FoldedFieldException() {
            super(FINDING.text());
        }
    }

    /**
     * Replaces Vert.x's own decoder on a connection that has read nothing yet.
     *
     * @param bytesCame is called for each read of bytes
     */
    static void readFrom(HttpConnection connection, HttpServerOptions options, Consumer<OpenConnection> bytesCame) {
        ChannelPipeline pipeline = OpenConnection.channelOf(connection).pipeline();
        pipeline.replace(NAME, NAME, new StrictHeaderDecoder(options, OpenConnection.of(connection), bytesCame));
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf buffer, List<Object> out) throws Exception {
        bytesCame.accept(connection);
        reading = buffer;
        from = buffer.readerIndex();
        super.decode(context, buffer, out);
        if (inHeader) {
            look(buffer);
        }
        reading = null;
    }

    /** Netty calls it after the request line. The header begins at the current position. */
    @Override
    protected HttpMessage createMessage(String[] requestLine) {
        inHeader = true;
        folded = false;
        if (reading != null) {
            from = reading.readerIndex();
        }
        return super.createMessage(requestLine);
    }

    /** Netty calls it after the header with its empty line, to find out how to read the body. */
    @Override
    protected boolean isContentAlwaysEmpty(HttpMessage message) {
        if (inHeader && reading != null) {
            look(reading);
            inHeader = false;
            if (folded) {
                message.setDecoderResult(DecoderResult.failure(new FoldedFieldException()));
            }
        }
        return super.isContentAlwaysEmpty(message);
    }

    /** Checks the header lines that were read since the last call: no line may begin with a blank. */
    private void look(ByteBuf buffer) {
        int end = buffer.readerIndex();
        int line = from;
        while (line < end) {
            byte first = buffer.getByte(line);
            folded |= first == ' ' || first == '\t';
            int feed = buffer.indexOf(line, end, LINE_FEED);
            line = feed < 0 ? end : feed + 1;
        }
        from = end;
    }
}
