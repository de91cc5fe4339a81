package org.s2slab.engine.deployment;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.text.QuickJson;
import org.s2slab.management.AdministratorCredential;
import org.s2slab.pki.TlsOptions;

/**
 * Asks nodes whether they are ready. It uses sockets of the JDK, because a program that runs every few seconds must not
 * wait for the start of Vert.x.
 */
public final class HealthProbe {
    /** Maximum time in milliseconds for a connection, and for each wait for bytes. */
    private static final int MILLIS = 10_000;

    /** Maximum size of a response in bytes, head included. A node sends a few hundred. */
    private static final int LONGEST = 65_536;

    private static final int OK = 200;
    private static final int CALLED_WRONGLY = 2;
    private static final int LAST_PORT = 65_535;

    private static final Pattern ADDRESS =
            Pattern.compile("https://(?<host>[A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+]):(?<port>[0-9]{1,5})/?");

    private final SSLSocketFactory tls;

    private HealthProbe(Path root) {
        tls = TlsOptions.sockets(root);
    }

    /**
     * Whether a node is ready.
     *
     * @param text {@code ready}, otherwise the reason
     */
    public record State(String node, String text) {
        public boolean isReady() {
            return text.equals("ready");
        }
    }

    /**
     * Asks one management port without a credential, for the health command of a container. The exit code is 0 if the
     * node is ready, 2 for other arguments, otherwise 1.
     *
     * @param arguments the address ({@code https://HOST:PORT}) and the PEM file of the deployment's root certificate
     */
    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    static int run(String... arguments) {
        Matcher form = ADDRESS.matcher(arguments.length == 2 ? arguments[0] : "");
        if (!form.matches() || Integer.parseInt(form.group("port")) > LAST_PORT) {
            System.err.println("usage: HealthProbe https://HOST:PORT ROOT.pem");
            return CALLED_WRONGLY;
        }
        String host = form.group("host");
        try {
            Reply reply = new HealthProbe(Path.of(arguments[1]))
                    .ask(host, host, Integer.parseInt(form.group("port")), "/health/ready", "");
            System.out.println(reply.text());
            return reply.status() == OK ? 0 : 1;
        } catch (IOException | RuntimeException e) {
            System.err.println(arguments[0] + " does not answer: " + e.getMessage());
            return 1;
        }
    }

    /**
     * The states of the nodes of a running deployment, in the order of the topology. Blocks.
     *
     * @param word the deployment, as {@link RunningDeployment#choose} takes it
     * @param node the only node to ask, null for all
     * @param found receives the deployment before its nodes are asked
     * @throws IllegalArgumentException if there is no such node
     */
    public static List<State> states(String word, @Nullable String node, BiConsumer<String, Path> found) {
        Path folder = RunningFolderResolver.folder(word);
        DeploymentDescriptor running = DeploymentDescriptor.read(folder);
        List<NodeAddress> asked = node == null ? running.nodes() : List.of(running.node(node));
        HealthProbe probe = new HealthProbe(running.root());
        found.accept(running.topology(), folder);
        return asked.parallelStream()
                .map(address -> new State(address.label(), probe.state(address)))
                .toList();
    }

    private String state(NodeAddress node) {
        if (!node.up()) {
            return "is down";
        }
        try {
            String credential = "Authorization: "
                    + LabHttpClient.basic(AdministratorCredential.USER, node.administratorPassword()) + "\r\n";
            return ask(node.connect(), node.host(), node.managementPort(), "/ready", credential)
                    .text();
        } catch (IOException | UncheckedIOException e) {
            return "does not answer: " + e.getMessage();
        }
    }

    /** The status of a response, and the sentence in its body. */
    private record Reply(int status, String text) {
        static Reply of(String response) throws IOException {
            int end = response.indexOf("\r\n\r\n");
            if (!response.startsWith("HTTP/1.1 ") || end < 0) {
                throw new IOException("the response is not HTTP");
            }
            try {
                int status = Integer.parseInt(response.substring(9, 12));
                JsonObject body = QuickJson.read(response.substring(end));
                return new Reply(
                        status,
                        String.valueOf(
                                status == OK
                                        ? body.getValue("status")
                                        : body.getJsonObject("error").getValue("message")));
            } catch (DecodeException | ClassCastException | NullPointerException | NumberFormatException e) {
                throw new IOException("the response is not that of a node", e);
            }
        }
    }

    /** Sends a GET request, and reads the response until the node closes the connection. */
    private Reply ask(String to, String host, int port, String path, String field) throws IOException {
        try (Socket plain = new Socket()) {
            plain.connect(new InetSocketAddress(to, port), MILLIS);
            plain.setSoTimeout(MILLIS);
            try (SSLSocket socket = (SSLSocket) tls.createSocket(plain, host, port, true)) {
                SSLParameters parameters = socket.getSSLParameters();
                parameters.setEndpointIdentificationAlgorithm("HTTPS");
                socket.setSSLParameters(parameters);
                String request =
                        "GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\n" + field + "Connection: close\r\n\r\n";
                socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
                byte[] response = socket.getInputStream().readNBytes(LONGEST);
                return Reply.of(new String(response, StandardCharsets.UTF_8));
            }
        }
    }
}
