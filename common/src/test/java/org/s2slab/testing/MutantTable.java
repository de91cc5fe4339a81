package org.s2slab.testing;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * Counts the results of {@code mvn -Ppit test} for each package, and lists the mutants that no test detected. Mutants
 * that change only texts, and mutants of code that runs once ({@link LoadingCode}), are counted separately.
 *
 * <p>Run it in the root folder with the modules as arguments: {@code java -cp common/target/test-classes
 * org.s2slab.testing.MutantTable common authz-node}.
 */
public final class MutantTable {
    /** A string literal that contains a blank and is not SQL. Such a literal counts as a sentence. */
    private static final Pattern SENTENCE =
            Pattern.compile("\"(?!(?:SELECT|INSERT|UPDATE|DELETE|WITH|CREATE) )[^\"]* [^\"]*\"");

    /** Code that makes a decision, and therefore does more than choose a word. */
    private static final Pattern DECISION = Pattern.compile("\\bnull\\b|\\bif \\(|\\bfor \\(|\\bwhile \\(|&&|\\|\\|");

    private static final String TEXT = ")Ljava/lang/String;";

    private final Map<Path, List<String>> sources = new HashMap<>();
    private final Map<Path, Set<String>> onces = new HashMap<>();
    private final PrintStream out;

    private MutantTable(PrintStream out) {
        this.out = out;
    }

    /** A mutant: one change by PIT, and whether a test detected the change. */
    private record Mutant(
            String name, String method, int line, String change, boolean once, boolean text, boolean dead) {
        boolean counts() {
            return !once && !text;
        }

        String group() {
            return name.substring(0, name.lastIndexOf('.'));
        }

        String shown() {
            return name.substring(name.lastIndexOf('.') + 1) + "." + method + ":" + line + " " + change;
        }
    }

    public static void main(String[] modules) throws IOException, ParserConfigurationException, SAXException {
        new MutantTable(System.out).print(List.of(modules));
    }

    private void print(List<String> modules) throws IOException, ParserConfigurationException, SAXException {
        Map<String, List<Mutant>> groups = new TreeMap<>();
        for (String module : modules) {
            for (Mutant mutant : read(module)) {
                groups.computeIfAbsent(mutant.group(), group -> new ArrayList<>())
                        .add(mutant);
            }
        }
        out.println(
                "| package | mutants | survive | of text | survive | run once | survive | the first, dead of 100 |");
        out.println("|---|---|---|---|---|---|---|---|");
        groups.forEach((group, mutants) -> out.println(row(group, mutants)));
        out.println();
        groups.values().stream()
                .flatMap(List::stream)
                .filter(mutant -> !mutant.dead && mutant.counts())
                .map(mutant -> "- " + mutant.shown())
                .forEach(out::println);
    }

    private static String row(String group, List<Mutant> mutants) {
        List<Mutant> others = mutants.stream().filter(Mutant::counts).toList();
        List<Mutant> onces = mutants.stream().filter(mutant -> mutant.once).toList();
        List<Mutant> texts =
                mutants.stream().filter(mutant -> mutant.text && !mutant.once).toList();
        double dead = others.isEmpty() ? 100 : 100.0 * (others.size() - alive(others)) / others.size();
        return "| %s | %d | %d | %d | %d | %d | %d | %.1f |"
                .formatted(
                        group,
                        others.size(),
                        alive(others),
                        texts.size(),
                        alive(texts),
                        onces.size(),
                        alive(onces),
                        dead);
    }

    private static long alive(List<Mutant> mutants) {
        return mutants.stream().filter(mutant -> !mutant.dead).count();
    }

    private List<Mutant> read(String module) throws IOException, ParserConfigurationException, SAXException {
        Path report = Path.of(module, "target", "pit-reports", "mutations.xml");
        NodeList found = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(report.toFile())
                .getElementsByTagName("mutation");
        List<Mutant> mutants = new ArrayList<>();
        for (int i = 0; i < found.getLength(); i++) {
            mutants.add(mutant(module, (Element) found.item(i)));
        }
        return mutants;
    }

    private Mutant mutant(String module, Element found) throws IOException {
        String name = text(found, "mutatedClass");
        int line = Integer.parseInt(text(found, "lineNumber"));
        String file = name.substring(0, name.lastIndexOf('.')).replace('.', '/') + "/" + text(found, "sourceFile");
        Path source = Path.of(module, "src/main/java", file);
        String method = text(found, "mutatedMethod");
        if (!onces.containsKey(source)) {
            onces.put(source, LoadingCode.methods(source));
        }
        return new Mutant(
                name,
                method,
                line,
                text(found, "description"),
                onces.get(source).contains(method),
                isText(source(source), line, text(found, "methodDescription").endsWith(TEXT)),
                found.getAttribute("detected").equals("true"));
    }

    /**
     * Whether a change of a line changes only texts: the statement on the line builds a sentence in a method that
     * returns a text, or logs or throws a sentence, and makes no decision.
     */
    private static boolean isText(List<String> source, int line, boolean textual) {
        StringBuilder statement = new StringBuilder();
        for (int i = line - 1; i < source.size() && i < line + 9; i++) {
            statement.append(source.get(i).strip()).append(' ');
            if (source.get(i).endsWith(";") || source.get(i).endsWith("{")) {
                break;
            }
        }
        String whole = statement.toString();
        boolean spoken = textual || whole.startsWith("throw ") || whole.startsWith("LOG.");
        Matcher sentence = SENTENCE.matcher(whole);
        return spoken && sentence.find() && !DECISION.matcher(whole).find();
    }

    private List<String> source(Path file) throws IOException {
        List<String> known = sources.get(file);
        if (known == null) {
            try (Stream<String> lines = Files.lines(file)) {
                known = lines.toList();
            }
            sources.put(file, known);
        }
        return known;
    }

    private static String text(Element element, String name) {
        return element.getElementsByTagName(name).item(0).getTextContent();
    }
}
