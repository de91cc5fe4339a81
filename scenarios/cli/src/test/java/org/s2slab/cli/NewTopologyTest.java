package org.s2slab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.s2slab.engine.deployment.Topology;
import org.s2slab.engine.run.ScenarioLibrary;
import picocli.CommandLine;

/** {@code ./lab new topology}: every combination passes the check, and what is wrong is named with its fix. */
class NewTopologyTest {
    /** Sets of servers by the premises. Those in the second half have a documented procedure. */
    private static final Map<String, List<String>> SERVERS = Map.of(
            "on-premises",
            List.of(
                    "lync",
                    "exchange",
                    "sharepoint",
                    "lync,sharepoint",
                    "lync,exchange",
                    "exchange,sharepoint",
                    "lync,exchange,sharepoint"),
            "online",
            List.of(
                    "lync",
                    "exchange",
                    "sharepoint",
                    "exchange,sharepoint",
                    "lync,sharepoint",
                    "lync,exchange",
                    "sharepoint,lync,exchange"),
            "hybrid",
            List.of(
                    "exchange,exchange-online",
                    "lync,exchange,exchange-online",
                    "exchange,sharepoint-online",
                    "lync,exchange-online",
                    "lync-online,exchange,exchange-online,sharepoint-online",
                    "lync,exchange-online,sharepoint-online",
                    "lync-online,exchange,sharepoint",
                    "lync-online,exchange-online,sharepoint",
                    "lync,exchange,sharepoint-online",
                    "sharepoint,lync,exchange,exchange-online"));

    private static final List<String> FEATURES = List.of("none", "contacts", "dated", "contacts,dated");

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void everyCombinationPassesTheCheckOrIsRefusedByName() {
        List<String> files = new ArrayList<>();
        int refused = 0;
        for (Map.Entry<String, List<String>> place : SERVERS.entrySet()) {
            for (String servers : place.getValue()) {
                for (String features : FEATURES) {
                    for (String trust : List.of("none", "documented")) {
                        boolean many = files.size() % 2 == 0;
                        Path file = folder.resolve("of-" + files.size() + ".yaml");
                        int code = lab(
                                "new",
                                "topology",
                                file.toString(),
                                "--premises",
                                place.getKey(),
                                "--servers",
                                servers,
                                "--domains",
                                many ? "example-1.test,fabrikam.example" : "contoso.com",
                                "--people",
                                many ? "anna.adler,fritz@fabrikam.example" : "anna",
                                "--features",
                                features,
                                "--trust",
                                trust);
                        if (code == 0) {
                            files.add(file.toString());
                            if (trust.equals("documented")) {
                                files.add(ScenarioLibrary.trustOf(file.toString()));
                            }
                        } else {
                            refused++;
                            assertThat(file).doesNotExist();
                        }
                    }
                }
            }
        }
        assertThat(err.toString().lines().filter(line -> !line.startsWith("./lab")))
                .hasSize(refused)
                .allMatch(
                        line -> line.matches(
                                "--features: '(contacts|dated)' needs .*leave it out"
                                        + "|--trust: no bundled scenario configures the trust of .*; leave it out, or choose one of: .*"));
        assertThat(files).hasSizeGreaterThan(110);
        out.getBuffer().setLength(0);
        List<String> check = new ArrayList<>(List.of("check"));
        check.addAll(files);
        assertThat(lab(check.toArray(String[]::new))).as(err.toString()).isZero();
        assertThat(out.toString()).contains("no problem found");
    }

    /** Two domains, one product at both places, and the documented procedure with its own names and test calls. */
    @Test
    void aNewTopologyStartsAndItsTrustIsConfigured() {
        String file = folder.resolve("mixed.yaml").toString();
        assertThat(lab(
                        "new",
                        "topology",
                        file,
                        "--domains",
                        "corp-1.example,fabrikam.test",
                        "--premises",
                        "hybrid",
                        "--servers",
                        "lync,exchange,exchange-online,sharepoint",
                        "--people",
                        "otto,fritz@fabrikam.test",
                        "--features",
                        "contacts",
                        "--trust",
                        "documented"))
                .as(err.toString())
                .isZero();
        assertThat(out.toString())
                .contains("./lab check " + file + " ", "./lab up " + file + " --after ", "mixed-trust.yaml");
        Topology plan = new ScenarioLibrary().topology(file);
        assertThat(plan.nodes()).containsOnlyKeys("authz", "lync", "exchange", "exchange-online", "sharepoint");
        assertThat(plan.person("otto@corp-1.example").orElseThrow().name()).isEqualTo("Otto");
        assertThat(lab("run", "--quiet", ScenarioLibrary.trustOf(file)))
                .as(out + "\n" + err)
                .isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--domains contoso | --domains: 'contoso' is not a domain; write a name such as contoso.com",
                "--domains contoso.com,Contoso.com | --domains: 'Contoso.com' is given twice; leave one of them out",
                "--domains contoso_1.com | --domains: 'contoso_1.com' is not a domain",
                "--domains ../etc.com | --domains: '../etc.com' is not a domain",
                "--premises cloud | --premises: 'cloud' is not a place; write on-premises, online or hybrid",
                "--servers owa | --servers: 'owa' is not a server; write lync, exchange or sharepoint",
                "--servers lync-online | --servers: 'lync-online' is not a server; write lync, exchange or sharepoint",
                "--premises hybrid --servers lync,exchange | --servers: 'lync,exchange' names one place; a hybrid has servers at both, for example lync,exchange,exchange-online,sharepoint",
                "--people anna@elsewhere.com | --people: 'anna@elsewhere.com' is in a domain that the topology does not have; write one of contoso.com",
                "--people 'an:na' | --people: 'an:na' is not a name; write letters, digits",
                "--people anna,anna@contoso.com | --people: 'anna@contoso.com' is given twice",
                "--premises online --people admin | --people: 'admin' is an administrator of every tenant already; choose another name",
                "--premises hybrid --servers lync,lync-online,exchange | --servers: 'lync' is at both places; only exchange can be",
                "--features free | --features: 'free' is not a feature; write contacts, dated or none",
                "--trust full | --trust: 'full' is not a way; write documented or none"
            })
    void whatIsWrongIsNamedWithItsFix(String options, String problem) {
        Map<String, String> values = new TreeMap<>(Map.of(
                "--domains",
                "contoso.com",
                "--premises",
                "on-premises",
                "--servers",
                "lync,exchange",
                "--people",
                "anna"));
        String[] words = options.replace("'", "").split(" ", -1);
        for (int i = 0; i < words.length; i += 2) {
            values.put(words[i], words[i + 1]);
        }
        List<String> arguments = new ArrayList<>(
                List.of("new", "topology", folder.resolve("x.yaml").toString()));
        values.forEach((option, value) -> arguments.addAll(List.of(option, value)));
        assertThat(lab(arguments.toArray(String[]::new))).isEqualTo(2);
        assertThat(err.toString()).contains(problem.replace("\\", ""));
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void withoutATerminalTheMissingOptionIsNamed() {
        assertThat(lab("new", "topology", folder.resolve("x.yaml").toString(), "--domains", "contoso.com"))
                .isEqualTo(2);
        assertThat(err.toString()).startsWith("--premises: missing; for example --premises on-premises\n");
    }

    @Test
    void keepsAFileThatExistsAndTakesOnlyNamesOfFiles() throws IOException {
        String[] rest = {
            "--domains",
            "contoso.com",
            "--premises",
            "on-premises",
            "--servers",
            "lync,exchange",
            "--people",
            "anna",
            "--trust",
            "documented"
        };
        Path trust = Files.writeString(folder.resolve("mine-trust.yaml"), "mine");
        assertThat(topology(folder.resolve("mine.yaml").toString(), rest)).isEqualTo(2);
        assertThat(err.toString()).startsWith("FILE: the file " + trust + " exists already; choose another name");
        assertThat(folder.resolve("mine.yaml")).doesNotExist();
        assertThat(trust).hasContent("mine");

        assertThat(topology(folder.resolve("mine").toString(), rest)).isEqualTo(2);
        assertThat(err.toString()).contains("is not the name of a YAML file; write NAME.yaml");
        assertThat(topology(folder.resolve("my own.yaml").toString(), rest)).isEqualTo(2);
        assertThat(err.toString()).contains("is not a valid name: the lab uses the name for a folder");
        assertThat(topology(folder.resolve("missing/mine.yaml").toString(), rest))
                .isEqualTo(2);
        assertThat(err.toString()).contains("cannot be used (there is no ").doesNotContain("\tat ");
    }

    @Test
    void asksAPersonUntilEachAnswerIsValid() throws IOException {
        Path file = folder.resolve("asked.yaml");
        PrintWriter printed = new PrintWriter(out, true);
        CommandLine root = LabCommand.commandLine(printed, printed, printed);
        root.parseArgs("new", "topology", file.toString(), "--people", "anna");
        CommandLine command = subcommand(subcommand(root, "new"), "topology");
        String answers = "nonsense\nfabrikam.test\n\nlync,owa\nlync, exchange\ncontacts\ndocumented\n";
        NewTopologyCommand asked = command.getCommand();
        assertThat(asked.write(new BufferedReader(new StringReader(answers)))).isZero();
        assertThat(out.toString())
                .contains("SIP and mail domains, the main one first. [contoso.com]:   'nonsense' is not a domain")
                .contains("'owa' is not a server")
                .contains("asked-trust.yaml")
                .doesNotContain("People, by name");
        assertThat(new ScenarioLibrary().topology(file.toString()).person("anna@fabrikam.test"))
                .isPresent();
    }

    private static CommandLine subcommand(CommandLine command, String name) {
        return Objects.requireNonNull(command.getSubcommands().get(name));
    }

    private int topology(String file, String... rest) {
        List<String> words = new ArrayList<>(List.of("new", "topology", file));
        words.addAll(List.of(rest));
        return lab(words.toArray(String[]::new));
    }

    private int lab(String... arguments) {
        return LabCommand.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
    }
}
