package org.s2slab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The words that the project's texts do not use, because a plain or a technical one says the same. They are looked for
 * in pages, in Javadoc's first sentences, in texts of programs with more than one word, and in the pages of the report
 * and the console.
 */
class HouseWordsTest {
    private static final Path ROOT = Path.of(System.getProperty("s2slab.root"));

    /** What not to write, and what to write. */
    private static final Map<String, String> WORDS = Map.ofEntries(
            Map.entry("doors?|doorkeeper", "endpoint, endpoint group"),
            Map.entry("(dis)?believ(e|es|ed|er|ers|ing)", "accept a token, trust an issuer"),
            Map.entry("cure[sd]?|remed(y|ies)|way out|lines? (to type|that mends?)", "fix, the cmdlets to run"),
            Map.entry("preload(s|ed|ing)?|made ready", "warm-up"),
            Map.entry("consignments?", "batch"),
            Map.entry("what (has )?travelled|must( not)? have travelled", "hops"),
            Map.entry("by hand|of one's own", "manually, custom"),
            Map.entry("unless (told|said)( otherwise)?|(where|if) nothing is said", "(default: X)"),
            Map.entry("(takes?|took|taken|taking) back", "rollback, rolled back; revoke"),
            Map.entry("discreet(ly)?", "redacted"),
            Map.entry("(writes?|wrote|written|writing) back", "checkpoint"),
            Map.entry("none of those", "name the things"),
            Map.entry("the other half|on the stage|whoever|in vain", "name the thing"),
            Map.entry("says no|own word|its word", "refuses; issued by itself"));

    private static final Pattern NOT =
            Pattern.compile("(?i)(?<![.\\w])(" + String.join("|", WORDS.keySet()) + ")\\b(?!:)");
    private static final Pattern CODE = Pattern.compile("`[^`\n]*`|\\]\\([^)]*\\)");
    private static final Pattern COMMENT = Pattern.compile("(?s)/\\*.*?\\*/");
    private static final Pattern JAVADOC = Pattern.compile("(?s)/\\*\\*(.*?)\\*/");
    private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\\n]|\\\\.)*)\"");
    private static final Pattern TAG = Pattern.compile("\\{@\\w+ ([^}]*)\\}");

    /** Texts of rules are data: vectors, reports and other programs have them. */
    private static final Pattern RULES = Pattern.compile(".*/(validation/\\w+|http/RequestRules)\\.java");

    @Test
    void pagesSayItPlainly() throws IOException {
        List<String> found = new ArrayList<>();
        for (Path page : SourceFiles.pages()) {
            look(page, CODE.matcher(SourceFiles.prose(page)).replaceAll("` `"), found);
        }
        for (Path picture : SourceFiles.matching("glob:docs/*.svg")) {
            look(picture, SourceFiles.text(picture), found);
        }
        assertThat(found).isEmpty();
    }

    @Test
    void textsOfProgramsSayItPlainly() throws IOException {
        List<String> found = new ArrayList<>();
        for (Path file : SourceFiles.matching("glob:**/src/main/java/**.java")) {
            if (RULES.matcher(file.toString()).matches()) {
                continue;
            }
            Matcher literals =
                    LITERAL.matcher(COMMENT.matcher(SourceFiles.text(file)).replaceAll(""));
            while (literals.find()) {
                if (literals.group(1).contains(" ")) {
                    look(file, literals.group(1), found);
                }
            }
        }
        for (Path file : SourceFiles.matching(
                "glob:scenarios/*/src/main/{**.jte,**.js,resources/*.yaml,resources/lessons/*.yaml}")) {
            look(file, SourceFiles.text(file), found);
        }
        assertThat(found).isEmpty();
    }

    @Test
    void javadocBeginsPlainly() throws IOException {
        List<String> found = new ArrayList<>();
        for (Path file : SourceFiles.matching("glob:**/src/main/java/**.java")) {
            Matcher comments = JAVADOC.matcher(SourceFiles.text(file));
            while (comments.find()) {
                String text = TAG.matcher(comments.group(1).replaceAll("\\s*\n\\s*\\*", " "))
                        .replaceAll("` `");
                look(file, text.strip().split("(?<=[.;])\\s|@", 2)[0], found);
            }
        }
        assertThat(found).isEmpty();
    }

    private static void look(Path file, String text, List<String> found) {
        Matcher words = NOT.matcher(text);
        while (words.find()) {
            found.add(ROOT.relativize(file) + ": '" + words.group() + "' in '"
                    + text.substring(Math.max(0, words.start() - 40), Math.min(text.length(), words.end() + 40))
                            .strip()
                    + "'; write " + instead(words.group()));
        }
    }

    private static String instead(String word) {
        return WORDS.entrySet().stream()
                .filter(entry -> word.toLowerCase(Locale.ROOT).matches(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow();
    }
}
