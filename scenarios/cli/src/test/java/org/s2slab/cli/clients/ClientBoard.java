package org.s2slab.cli.clients;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.s2slab.launch.CacheFolder;

/** {@code ./lab clients}: runs the clients of the board one after another, writes their results and the page. */
public final class ClientBoard {
    private static final String RAISE = "--raise-floor";
    private static final int MINUTES = 30;

    private final Path folder;
    private final Path page;
    private final ClientInstaller installer;
    private final PrintStream out;

    /**
     * @param folder of all clients
     * @param page the generated page
     */
    ClientBoard(Path folder, Path page, ClientInstaller installer, PrintStream out) {
        this.folder = folder;
        this.page = page;
        this.installer = installer;
        this.out = out;
    }

    public static void main(String[] args) throws Exception {
        Path root = Path.of(System.getProperty("s2slab.root"));
        System.exit(new ClientBoard(
                        root.resolve("scenarios/clients"),
                        root.resolve("docs/generated/clients.md"),
                        new ClientInstaller(CacheFolder.of("clients")),
                        System.out)
                .run(List.of(args)));
    }

    /**
     * @param arguments names of clients (default: all), and {@code --raise-floor}
     * @return the exit code: 1 if a client is below its floor, 2 for a wrong argument
     */
    int run(List<String> arguments) throws IOException {
        List<BoardClient> clients = BoardClient.in(folder);
        List<String> names =
                arguments.stream().filter(one -> !one.equals(RAISE)).toList();
        Set<String> known = clients.stream().map(BoardClient::name).collect(Collectors.toSet());
        if (!known.containsAll(names)) {
            out.println("usage: ./lab clients [" + RAISE + "] [CLIENT ...]");
            clients.forEach(client -> out.println("  " + client.name()));
            return 2;
        }
        ClientFloor floor = new ClientFloor(folder);
        List<String> below = new ArrayList<>();
        for (BoardClient client : clients) {
            if (names.isEmpty() || names.contains(client.name())) {
                ClientResult earlier = ClientResult.of(client);
                ClientResult result = new ClientRun(client, installer, MINUTES).result(earlier);
                result.write(client);
                report(client, earlier, result);
                below.addAll(floor.below(client.name(), result));
                if (arguments.contains(RAISE)) {
                    floor.raise(client.name(), result);
                }
            }
        }
        Files.writeString(page, ClientPage.text(folder));
        below.forEach(out::println);
        return below.isEmpty() ? 0 : 1;
    }

    private void report(BoardClient client, ClientResult earlier, ClientResult result) {
        out.println(client.title() + " " + result.version() + ": " + result.passed() + " of "
                + result.steps().size() + " steps passed");
        Set<String> passed = result.steps().stream()
                .filter(ClientStep::passed)
                .map(ClientStep::name)
                .collect(Collectors.toSet());
        earlier.steps().stream()
                .filter(step -> step.passed() && !passed.contains(step.name()))
                .forEach(step -> out.println("  no longer passes: " + step.name()));
    }
}
