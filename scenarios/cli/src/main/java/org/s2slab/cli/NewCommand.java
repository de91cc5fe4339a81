package org.s2slab.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.regex.Matcher;
import org.s2slab.engine.language.ScenarioParser;
import org.s2slab.engine.run.ScenarioLibrary;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code lab new}: writes a topology or a scenario file as a starting point. */
@Command(
        name = "new",
        description = "Write a topology file of your own, or a scenario file as a copy of a bundled scenario.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {NewTopologyCommand.class, CommandLine.HelpCommand.class})
@SuppressWarnings("NullAway.Init")
final class NewCommand {
    private static final String SUFFIX = ".yaml";

    @Spec
    private CommandSpec spec;

    /** Writes NAME.yaml into the current folder, and returns the exit code. */
    @Command(
            name = "scenario",
            description = "Write NAME.yaml, a copy of a bundled scenario, into the current folder.",
            mixinStandardHelpOptions = true)
    int scenario(
            @Parameters(paramLabel = "NAME", description = "Name of the copy: small letters, digits and hyphens.")
                    String name,
            @Option(
                            names = "--from",
                            required = true,
                            paramLabel = "SCENARIO",
                            description = "Bundled scenario to copy (./lab list shows all of them).")
                    String from) {
        String own = name.endsWith(SUFFIX) ? name.substring(0, name.length() - SUFFIX.length()) : name;
        List<ScenarioLibrary.Text> found = ScenarioLibrary.isFile(from) ? List.of() : new ScenarioLibrary().texts(from);
        if (found.size() != 1) {
            throw wrong("--from: '" + from + "' is not the name of one bundled scenario; ./lab list shows all of them");
        }
        String copy =
                found.get(0).text().replaceFirst("(?m)^scenario: .*$", Matcher.quoteReplacement("scenario: " + own));
        // The parser checks the name by the rules of the language, and describes an error.
        if (!ScenarioParser.read(own + SUFFIX, copy).name().equals(own)) {
            throw wrong("NAME: '" + own + "' is not a name; write letters, digits and hyphens");
        }
        Path file = Path.of(own + SUFFIX);
        try {
            Files.writeString(file, copy, StandardOpenOption.CREATE_NEW);
        } catch (FileAlreadyExistsException e) {
            throw wrong("NAME: the file " + file + " exists already; choose another name");
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
        PrintWriter out = spec.commandLine().getOut();
        out.println(file + " is a copy of " + from + ". Change it, then:");
        out.println("  ./lab check " + file);
        out.println("  ./lab run " + file);
        out.flush();
        return 0;
    }

    private ParameterException wrong(String problem) {
        return new ParameterException(spec.commandLine(), problem);
    }
}
