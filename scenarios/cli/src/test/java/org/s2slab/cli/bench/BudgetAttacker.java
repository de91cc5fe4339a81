package org.s2slab.cli.bench;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.PoolOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;
import org.s2slab.config.RequestLimit;
import org.s2slab.pki.TlsOptions;

/**
 * Somebody who stays at a limit of a server, in a process of its own, until its standard input ends: Bert with his
 * password, or somebody without one.
 */
public final class BudgetAttacker {
    private static final String ADDRESS = "127.0.0.2";
    private static final int CONNECTIONS = 27;

    /** The ways to use up what one caller may have of a server. */
    enum Attack {
        QUERIES("queries of as many terms as are taken"),
        LISTS("lists of as many ids as are taken"),
        REQUESTS("as many small requests as may wait"),
        BODIES("bodies of 900 KB without a credential"),
        CONNECTIONS("as many silent connections as are taken, 100 more a second");

        final String what;

        Attack(String what) {
            this.what = what;
        }
    }

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client;
    private final String host;
    private final int port;

    private BudgetAttacker(String host, int port, Path root) {
        this.host = host;
        this.port = port;
        client = vertx.createHttpClient(
                TlsOptions.client(root).setLocalAddress(ADDRESS), new PoolOptions().setHttp1MaxSize(CONNECTIONS));
    }

    /** @param args an {@link Attack}, the host and the port of the server, the PEM file of the root certificate */
    public static void main(String[] args) throws IOException {
        BudgetAttacker attacker = new BudgetAttacker(args[1], Integer.parseInt(args[2]), Path.of(args[3]));
        switch (Attack.valueOf(args[0])) {
            case QUERIES -> attacker.calls(BudgetCalls.query());
            case LISTS -> attacker.calls(BudgetCalls.folders());
            case REQUESTS -> attacker.calls(BudgetCalls.find(""));
            case BODIES -> attacker.bodies();
            case CONNECTIONS -> attacker.silence();
        }
        System.out.println("READY");
        System.in.read();
        Runtime.getRuntime().halt(0);
    }

    private void calls(String operation) {
        repeated(() -> BudgetCalls.send(client, host, port, "bert", BudgetCalls.envelope(operation)));
    }

    private void bodies() {
        Buffer body = Buffer.buffer(" ".repeat(900_000));
        repeated(() -> BudgetCalls.send(client, host, port, null, body));
    }

    private void repeated(Supplier<Future<?>> call) {
        for (int i = 0; i < CONNECTIONS; i++) {
            again(call);
        }
    }

    private void again(Supplier<Future<?>> call) {
        call.get().onComplete(answered -> vertx.runOnContext(next -> again(call)));
    }

    /** More than may be open from one address, and a hundred more a second. */
    private void silence() {
        Deque<Socket> open = new ArrayDeque<>();
        vertx.setPeriodic(10, timer -> {
            try {
                do {
                    Socket socket = new Socket();
                    socket.bind(new InetSocketAddress(ADDRESS, 0));
                    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
                    open.add(socket);
                } while (open.size() <= RequestLimit.CONNECTIONS_PER_ADDRESS.usual());
                open.remove().close();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
    }
}
