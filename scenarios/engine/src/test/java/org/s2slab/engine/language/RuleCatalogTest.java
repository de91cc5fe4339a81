package org.s2slab.engine.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RuleCatalogTest {
    private static final Path ROOT = Path.of(System.getProperty("s2slab.root"));
    private static final List<String> NODES =
            List.of("common", "authz-node", "exchange-node", "lync-node", "sharepoint-node");

    /** A string literal that contains only the id of a rule. */
    private static final Pattern ID = Pattern.compile("\"([A-NP][1-9][0-9]?)\"");

    private final Set<String> known =
            RuleCatalog.all().stream().map(RuleCatalog.Entry::id).collect(Collectors.toSet());

    @Test
    void hasEveryRuleThatANodeNames() throws IOException {
        Set<String> named = new TreeSet<>();
        for (String module : NODES) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(module + "/src/main/java"))) {
                files.filter(file -> file.toString().endsWith(".java"))
                        .flatMap(file -> ID.matcher(text(file)).results())
                        .forEach(found -> named.add(found.group(1)));
            }
        }

        assertThat(named).contains("A11", "E10", "K2", "L7", "N4").hasSizeGreaterThan(80);
        assertThat(known).containsAll(named);
    }

    @Test
    void namesEachRuleOnceOfItsSubject() {
        for (RuleCatalog.Subject subject : RuleCatalog.Subject.values()) {
            assertThat(RuleCatalog.of(subject, false)).as(subject.name()).isNotEmpty();
        }
        assertThat(RuleCatalog.of(RuleCatalog.Subject.METADATA, false))
                .extracting(RuleCatalog.Entry::id)
                .doesNotHaveDuplicates();
        assertThat(RuleCatalog.all()).extracting(RuleCatalog.Entry::sentence).doesNotContain("");
    }

    @Test
    void isWhatSentencesAboutHopsMayName() {
        for (String id : List.of("A13", "L1", "L8", "L10", "N1", "N3", "N4", "M4", "K10", "F11", "P7")) {
            assertThat(HopSentenceCheck.rule(id)).as(id).isEmpty();
        }
        assertThat(HopSentenceCheck.rule("L11"))
                .hasValueSatisfying(problem -> assertThat(problem).contains("'L11'"));
        assertThat(HopSentenceCheck.rule("N2")).isPresent();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
