package org.s2slab.engine.checker;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * A persistent connection to a node for one thread. It sends the exact bytes of a request, so that a header can be
 * duplicated, missing or misspelled. HTTP client libraries do not permit such requests.
 */
final class KeptConnection implements AutoCloseable {
    /** The read timeout, which is ten times longer than a busy node needs. */
    private static final int PATIENCE_MS = 120_000;

    private final SSLSocketFactory tls;
    private final int port;
    private @Nullable Socket socket;
    private @Nullable InputStream in;
    private int opened;

    KeptConnection(SSLSocketFactory tls, int port) {
        this.tls = tls;
        this.port = port;
    }

    /** A response: status, headers by their names in lower case, and body. */
    record Reply(int status, Map<String, String> headers, String body) {
        String header(String name) {
            return headers.getOrDefault(name, "");
        }
    }

    /** The number of opened connections. */
    int opened() {
        return opened;
    }

    /**
     * Sends a request. If the node has closed the connection in the meantime, sends the request again on a new
     * connection.
     */
    Reply exchange(byte[] request) throws IOException {
        boolean kept = socket != null;
        try {
            return once(request);
        } catch (SocketTimeoutException e) {
            close();
            throw e;
        } catch (IOException e) {
            close();
            if (!kept) {
                throw e;
            }
            return once(request);
        }
    }

    private Reply once(byte[] request) throws IOException {
        if (socket == null) {
            Socket made = tls.createSocket(InetAddress.getLoopbackAddress(), port);
            made.setSoTimeout(PATIENCE_MS);
            made.setTcpNoDelay(true);
            socket = made;
            in = new BufferedInputStream(made.getInputStream());
            opened++;
        }
        socket.getOutputStream().write(request);
        socket.getOutputStream().flush();
        return read(in);
    }

    private Reply read(InputStream from) throws IOException {
        String first = line(from);
        Map<String, String> headers = new LinkedHashMap<>();
        for (String line = line(from); !line.isEmpty(); line = line(from)) {
            int colon = line.indexOf(':');
            headers.merge(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip(),
                    (one, two) -> one + ", " + two);
        }
        byte[] body = "chunked".equals(headers.get("transfer-encoding"))
                ? chunks(from)
                : from.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0")));
        if ("close".equalsIgnoreCase(headers.get("connection"))) {
            close();
        }
        return new Reply(Integer.parseInt(first.split(" ", 3)[1]), headers, new String(body, StandardCharsets.UTF_8));
    }

    private static byte[] chunks(InputStream from) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int size = Integer.parseInt(line(from), 16); size > 0; size = Integer.parseInt(line(from), 16)) {
            body.write(from.readNBytes(size));
            line(from);
        }
        line(from);
        return body.toByteArray();
    }

    private static String line(InputStream from) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int read = from.read(); read != '\n'; read = from.read()) {
            if (read < 0) {
                throw new EOFException("the node closed the connection after '" + line + "'");
            }
            if (read != '\r') {
                line.append((char) read);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        if (socket != null) {
            socket.close();
            socket = null;
        }
    }
}
