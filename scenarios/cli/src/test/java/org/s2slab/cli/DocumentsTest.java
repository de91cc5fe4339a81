package org.s2slab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The names on the pages of the project are those of its sources, and each name of a class stands for one class. */
class DocumentsTest {
    private static final Path ROOT = Path.of(System.getProperty("s2slab.root"));
    private static final Pattern CODE = Pattern.compile("`([^`\n]+)`");
    private static final Pattern CAMEL = Pattern.compile("(?<![\\w/-])[A-Z][a-z0-9]+(?:[A-Z][A-Za-z0-9]*)+(?![\\w-])");
    private static final Pattern MEMBER = Pattern.compile("(?:[a-z]+\\.)*([A-Z]\\w+)[.#](\\w+)(?:\\(.*\\))?");
    private static final Pattern QUALIFIED = Pattern.compile("(?:[a-z0-9]+\\.)+([A-Z]\\w+)(?:[.#(].*)?");
    private static final Pattern WORD = Pattern.compile("[A-Za-z]\\w+");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)(?:#[^)]*)?\\)");
    private static final Pattern SITE_PAGE = Pattern.compile("(?m)^ +- (?:.*: )?(\\S+\\.md)$");
    private static final Pattern TYPE =
            Pattern.compile("(?m)^(?:[a-z-]+ )*(?:class|record|interface|enum|@interface) ([A-Z]\\w*)");

    /** Names of products and browsers that the project does not use, on pages that say why. */
    private static final Set<String> FOREIGN =
            Set.of("ErrorBatchSizeExceeded", "ErrorExceededFindCountLimit", "EventSource");

    private static final Map<String, List<String>> CLASSES = new HashMap<>();
    private static final Set<String> WORDS = new HashSet<>();

    @BeforeAll
    static void read() throws IOException {
        for (Path file :
                SourceFiles.matching("glob:**/src/**.{java,yaml,xsd,wsdl,json,txt,ts,js,jte,ps1,py,sql,xml}")) {
            String text = SourceFiles.text(file);
            Matcher words = WORD.matcher(text);
            while (words.find()) {
                WORDS.add(words.group());
            }
            String name = file.getFileName().toString();
            if (name.endsWith(".java")) {
                CLASSES.computeIfAbsent(name.substring(0, name.length() - 5), key -> new ArrayList<>())
                        .add(text);
            }
        }
    }

    /** A class, an element or a property that was renamed is found nowhere in the sources. */
    @Test
    void everyNameOnAPageIsInTheSources() throws IOException {
        List<String> unknown = new ArrayList<>();
        codes((place, code) -> {
            Matcher names = CAMEL.matcher(code);
            while (names.find()) {
                if (!WORDS.contains(names.group()) && !FOREIGN.contains(names.group())) {
                    unknown.add(place + names.group());
                }
            }
            Matcher qualified = QUALIFIED.matcher(code);
            if (code.startsWith("org.s2slab.") && qualified.matches() && !CLASSES.containsKey(qualified.group(1))) {
                unknown.add(place + code);
            }
        });
        assertThat(unknown).isEmpty();
    }

    @Test
    void everyMemberOnAPageIsInItsClass() throws IOException {
        List<String> unknown = new ArrayList<>();
        codes((place, code) -> {
            Matcher member = MEMBER.matcher(code);
            if (member.matches()
                    && CLASSES.containsKey(member.group(1))
                    && CLASSES.get(member.group(1)).stream().noneMatch(text -> text.contains(member.group(2)))) {
                unknown.add(place + code);
            }
        });
        assertThat(unknown).isEmpty();
    }

    @Test
    void everyLinkLeadsToAFile() throws IOException {
        List<String> dead = new ArrayList<>();
        for (Path page : SourceFiles.pages()) {
            Matcher links = LINK.matcher(SourceFiles.prose(page));
            while (links.find()) {
                if (!Files.exists(page.resolveSibling(links.group(1)))) {
                    dead.add(ROOT.relativize(page) + ": " + links.group(1));
                }
            }
        }
        assertThat(dead).isEmpty();
    }

    @Test
    void decisionsAreNumberedWithoutGaps() throws IOException {
        try (Stream<Path> files = Files.list(ROOT.resolve("docs/decisions"))) {
            List<String> numbers = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.matches("[0-9]{4}-.*"))
                    .map(name -> name.substring(0, 4))
                    .sorted()
                    .toList();
            assertThat(numbers)
                    .isEqualTo(IntStream.rangeClosed(1, numbers.size())
                            .mapToObj("%04d"::formatted)
                            .toList());
        }
    }

    /** The site of the pages has each page of the folder in its navigation, and names no page that does not exist. */
    @Test
    void theSiteHasEveryPage() throws IOException {
        List<String> named = SITE_PAGE
                .matcher(SourceFiles.text(ROOT.resolve("scenarios/release/site.yml")))
                .results()
                .map(page -> page.group(1))
                .toList();
        assertThat(named).doesNotHaveDuplicates().allMatch(page -> Files.exists(ROOT.resolve(page)));
        try (Stream<Path> pages = Files.list(ROOT.resolve("docs"))) {
            assertThat(pages.map(page -> "docs/" + page.getFileName()).filter(page -> page.endsWith(".md")))
                    .isSubsetOf(named);
        }
    }

    /** The name alone says which class is meant, in a page as in a conversation. */
    @Test
    void everySimpleNameStandsOnce() {
        Map<String, Long> names = new TreeMap<>(CLASSES.values().stream()
                .flatMap(List::stream)
                .flatMap(text -> TYPE.matcher(text).results().map(type -> type.group(1)))
                .collect(Collectors.groupingBy(name -> name, Collectors.counting())));
        names.values().removeIf(count -> count == 1);
        assertThat(names).isEmpty();
    }

    private static void codes(BiConsumer<String, String> reader) throws IOException {
        for (Path page : SourceFiles.pages()) {
            Matcher codes = CODE.matcher(SourceFiles.prose(page));
            while (codes.find()) {
                reader.accept(ROOT.relativize(page) + ": ", codes.group(1));
            }
        }
    }
}
