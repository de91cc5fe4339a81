package org.s2slab.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.run.ScenarioLibrary;
import org.s2slab.shell.TerminalStreams;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code lab new topology}: writes a topology file from options, or from answers at a terminal. */
@Command(
        name = "topology",
        description = "Write a topology file of your own. At a terminal, ask for what the options leave out.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "lab new topology",
            "lab new topology two.yaml --domains contoso.com --premises on-premises --servers lync,exchange --people anna,bert"
        })
@SuppressWarnings("NullAway.Init")
final class NewTopologyCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", arity = "0..1", description = "The file to write (default: my-topology.yaml).")
    private String file = "my-topology.yaml";

    @Option(names = "--domains", paramLabel = "NAME,...", description = "SIP and mail domains, the main one first.")
    private @Nullable String domains;

    @Option(names = "--premises", paramLabel = "PLACE", description = "Place: on-premises, online or hybrid.")
    private @Nullable String premises;

    @Option(
            names = "--servers",
            paramLabel = "NAME,...",
            description = "Servers: lync, exchange, sharepoint; in a hybrid with -online if they are online.")
    private @Nullable String servers;

    @Option(names = "--people", paramLabel = "NAME,...", description = "People, by name or address.")
    private @Nullable String people;

    @Option(names = "--features", paramLabel = "NAME,...", description = "Features: contacts, dated (default: none).")
    private @Nullable String features;

    @Option(
            names = "--trust",
            paramLabel = "documented",
            description = "Also write a scenario that configures the trust: documented (default: none).")
    private @Nullable String trust;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        InputStreamReader typed = new InputStreamReader(System.in, LabCommand.charset());
        return write(TerminalStreams.isInteractive() ? new BufferedReader(typed) : null);
    }

    /**
     * Writes the files, and returns the exit code.
     *
     * @param in the answers of the person; null if nobody can be asked
     */
    int write(@Nullable BufferedReader in) {
        Map<Path, String> files;
        try {
            files = files(new Questions(spec, in));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
        files.forEach(NewTopologyCommand::create);
        PrintWriter out = spec.commandLine().getOut();
        List<String> written = files.keySet().stream().map(Path::toString).toList();
        out.println("Written: " + String.join(", ", written) + ". Next:");
        out.println("  ./lab check " + String.join(" ", written));
        out.println("  ./lab up " + String.join(" --after ", written));
        out.flush();
        return 0;
    }

    private Map<Path, String> files(Questions ask) {
        String ending = "FILE: '%s' is not the name of a YAML file; write NAME.yaml";
        TopologyAnswers.require(ScenarioLibrary.isFile(file), ending, file);
        List<String> named = ask.answer("--domains", domains, "contoso.com", TopologyAnswers::domains);
        String place = ask.answer("--premises", premises, "on-premises", TopologyAnswers::premises);
        String usual = TopologyAnswers.usualServers(place);
        List<String> chosen = ask.answer("--servers", servers, usual, text -> TopologyAnswers.servers(place, text));
        List<String> all =
                ask.answer("--people", people, "anna,bert", text -> TopologyAnswers.people(named, chosen, text));
        List<String> extras = ask.answer(
                "--features", features, TopologyAnswers.NONE, text -> TopologyAnswers.features(chosen, text));
        NewTopology topology = new NewTopology(Path.of(file), named, chosen, all, extras);
        boolean documented = ask.answer("--trust", trust, TopologyAnswers.NONE, topology::documented);
        Map<Path, String> files = new LinkedHashMap<>();
        files.put(Path.of(file), topology.text());
        if (documented) {
            files.put(Path.of(ScenarioLibrary.trustOf(file)), topology.trust());
        }
        String taken = "FILE: the file %s exists already; choose another name";
        files.keySet()
                .forEach(one -> TopologyAnswers.require(!Files.exists(one, LinkOption.NOFOLLOW_LINKS), taken, one));
        return files;
    }

    private static void create(Path file, String text) {
        try {
            Files.writeString(file, text, StandardOpenOption.CREATE_NEW);
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
    }
}
