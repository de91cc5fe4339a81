package org.s2slab.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The page of all packages: each with the first sentence of its package-info.java. */
final class PackagePage {
    /**
     * A module and the test in which the order of its packages is written.
     *
     * @param order empty for a module of few packages, which stand in the order of the alphabet
     */
    private record Module(String folder, String root, String order) {}

    /** Each module after those that it depends on. */
    private static final List<Module> MODULES = List.of(
            new Module("scenarios/launch", "launch", ""),
            new Module("common", "", "common/src/test/java/org/s2slab/LayersTest.java"),
            node("authz", "AuthorizationServerLayersTest"),
            node("lync", "LyncLayersTest"),
            node("exchange", "ExchangeLayersTest"),
            node("sharepoint", "SharePointLayersTest"),
            new Module("scenarios/engine", "engine", "scenarios/cli/src/test/java/org/s2slab/cli/LayoutTest.java"),
            new Module("scenarios/diagnosis", "diagnosis", ""),
            new Module("scenarios/migration", "migration", ""),
            new Module("scenarios/drill", "drill", ""),
            new Module("scenarios/shell", "shell", ""),
            new Module("scenarios/report", "report", ""),
            new Module("scenarios/console", "console", ""),
            new Module("scenarios/junit", "junit", ""),
            new Module("scenarios/testcontainers", "testcontainers", ""),
            new Module("scenarios/cli", "cli", ""));

    private static final Pattern SENTENCE = Pattern.compile("(?s)/\\*\\*(.*?[.])(?:\\s|\\*/)");
    private static final Pattern NAME = Pattern.compile("(?m)^package org\\.s2slab\\.?(\\S*);");

    private PackagePage() {}

    static String text() throws IOException {
        StringBuilder page = new StringBuilder("# Packages\n\nGenerated from the first sentence of each"
                + " `package-info.java`; do not edit.\n\nA module uses only modules above it on this page. A package uses only"
                + " packages above it in its table, if the module has more than three. Tests check both"
                + " ([the picture](../ARCHITECTURE.md)).\n");
        Set<Path> left = new HashSet<>(SourceFiles.matching("glob:**/src/main/java/**/package-info.java"));
        for (Module module : MODULES) {
            List<Path> files = SourceFiles.matching("glob:" + module.folder + "/src/main/java/**/package-info.java");
            left.removeAll(files);
            page.append("\n## ").append(module.folder).append("\n\n| package | content |\n|---|---|\n");
            for (Path file : inOrder(module, files)) {
                page.append("| `")
                        .append(name(file))
                        .append("` | ")
                        .append(sentence(file))
                        .append(" |\n");
            }
        }
        if (!left.isEmpty()) {
            throw new IllegalStateException("no module of this page has " + left);
        }
        return page.toString();
    }

    private static Module node(String name, String test) {
        return new Module(name + "-node", name, name + "-node/src/test/java/org/s2slab/" + name + "/" + test + ".java");
    }

    /** The package of the node itself is the last one: the order names it by a constant. */
    private static List<Path> inOrder(Module module, List<Path> files) throws IOException {
        if (module.order.isEmpty()) {
            return files.stream().sorted(Comparator.comparing(Path::getParent)).toList();
        }
        String order =
                SourceFiles.text(SourceFiles.matching("glob:" + module.order).get(0));
        return files.stream()
                .sorted(Comparator.comparingInt(file -> {
                    int place = order.indexOf('"' + below(module, name(file)) + '"');
                    return place < 0 ? Integer.MAX_VALUE : place;
                }))
                .toList();
    }

    private static String below(Module module, String name) {
        return name.substring(module.root.isEmpty() || name.equals(module.root) ? 0 : module.root.length() + 1);
    }

    private static String name(Path file) {
        return found(NAME, file);
    }

    private static String sentence(Path file) {
        return found(SENTENCE, file).replaceAll("\\s*\n \\*\\s*", " ").strip().replaceAll("\\{@code ([^}]*)}", "`$1`");
    }

    private static String found(Pattern pattern, Path file) {
        try {
            Matcher match = pattern.matcher(SourceFiles.text(file));
            if (!match.find()) {
                throw new IllegalStateException(file + " has no " + pattern);
            }
            return match.group(1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
