package org.s2slab.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** The files of the project, without what builds make. */
final class SourceFiles {
    private static final Path ROOT = Path.of(System.getProperty("s2slab.root"));
    private static final Set<String> MADE = Set.of("target", "node_modules");
    private static final Pattern BLOCK = Pattern.compile("(?s)```.*?```");

    private SourceFiles() {}

    /** @param pattern as in {@link java.nio.file.FileSystem#getPathMatcher}, for paths from the root */
    static List<Path> matching(String pattern) throws IOException {
        PathMatcher matcher = ROOT.getFileSystem().getPathMatcher(pattern);
        List<Path> found = new ArrayList<>();
        Files.walkFileTree(ROOT, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                String name = folder.getFileName().toString();
                return folder.equals(ROOT) || !(MADE.contains(name) || name.startsWith("."))
                        ? FileVisitResult.CONTINUE
                        : FileVisitResult.SKIP_SUBTREE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (matcher.matches(ROOT.relativize(file))) {
                    found.add(file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        found.sort(null);
        return found;
    }

    /**
     * The pages that people write: README, and docs without the generated ones. Left out are those that name what was:
     * the log of changes, and the names and sentences that strangers saw.
     */
    static List<Path> pages() throws IOException {
        List<Path> pages = matching("glob:{README.md,docs/*.md,docs/decisions/*.md,docs/contributing/*.md}");
        pages.removeIf(page -> page.endsWith("CHANGELOG.md") || page.endsWith("0052-what-strangers-understand.md"));
        return pages;
    }

    /** A page without its blocks of code; the lines keep their numbers. */
    static String prose(Path page) throws IOException {
        return BLOCK.matcher(text(page))
                .replaceAll(block -> "\n".repeat((int) block.group().lines().count() - 1));
    }

    /** Some samples are not UTF-8. */
    static String text(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    }
}
