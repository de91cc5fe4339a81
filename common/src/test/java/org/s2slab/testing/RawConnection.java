package org.s2slab.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/** A TCP connection to this machine from a given loopback address. The test itself writes and reads the bytes. */
public final class RawConnection implements AutoCloseable {
    /** The time in milliseconds that a read waits for bytes. */
    private static final int LOOK = 5;

    private final Socket socket;
    private final ByteArrayOutputStream read = new ByteArrayOutputStream();
    private boolean ended;

    private RawConnection(Socket socket) {
        this.socket = socket;
    }

    /** Opens a connection without sending anything. */
    public static RawConnection from(String address, int port) throws IOException {
        Socket socket = new Socket();
        socket.bind(new InetSocketAddress(InetAddress.getByName(address), 0));
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        return new RawConnection(socket);
    }

    /** Opens a connection and completes the TLS handshake. */
    public static RawConnection secured(RawHttps https, String address, int port) throws IOException {
        return new RawConnection(https.secured(from(address, port).socket));
    }

    /** Writes a text. Does nothing if the peer has closed the connection. */
    public void write(String text) {
        try {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
        } catch (IOException e) {
            ended = true;
        }
    }

    /** All text received so far. */
    public String read() {
        look();
        return read.toString(StandardCharsets.ISO_8859_1);
    }

    /** Whether the peer has closed the connection. */
    public boolean isClosed() {
        look();
        return ended;
    }

    private void look() {
        try {
            socket.setSoTimeout(LOOK);
            byte[] bytes = new byte[8192];
            for (int count = 0; !ended && count >= 0; ) {
                count = socket.getInputStream().read(bytes);
                ended = count < 0;
                read.write(bytes, 0, Math.max(0, count));
            }
        } catch (SocketTimeoutException e) {
            // No bytes arrived in time.
        } catch (IOException e) {
            ended = true;
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            // The connection is closed in any case.
        }
    }
}
