package org.s2slab.engine.language;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.s2slab.engine.text.FileSyntaxException;
import org.s2slab.engine.text.ScriptProblem;

/** Collects the problems of files, so that an author sees all problems at once. */
public final class ScriptProblems {
    private final Map<String, Set<ScriptProblem>> found = new LinkedHashMap<>();

    /** Adds a problem. The same problem is added only once. */
    public void add(String source, int line, String text) {
        add(new ScriptProblem(source, line, text));
    }

    /** Adds every problem of an exception. */
    public void add(FileSyntaxException thrown) {
        thrown.problems().forEach(this::add);
    }

    private void add(ScriptProblem problem) {
        found.computeIfAbsent(problem.source(), source -> new LinkedHashSet<>()).add(problem);
    }

    /** Whether there are no problems. */
    public boolean isEmpty() {
        return found.isEmpty();
    }

    /** The number of files with problems. */
    public int files() {
        return found.size();
    }

    /** One line for each problem, sorted by file and line. */
    public List<String> lines() {
        return sorted().stream().map(ScriptProblem::toString).toList();
    }

    /**
     * Reads a file that must have no problems.
     *
     * @throws FileSyntaxException with all problems of the file
     */
    static <T> T none(Function<ScriptProblems, T> reader) {
        ScriptProblems problems = new ScriptProblems();
        T read = reader.apply(problems);
        problems.throwIfAny();
        return read;
    }

    /** @throws FileSyntaxException with all problems, if there are problems */
    public void throwIfAny() {
        if (!isEmpty()) {
            throw new FileSyntaxException(sorted());
        }
    }

    private List<ScriptProblem> sorted() {
        List<ScriptProblem> all = new ArrayList<>();
        found.values()
                .forEach(problems -> problems.stream()
                        .sorted(Comparator.comparingInt(ScriptProblem::line))
                        .forEach(all::add));
        return all;
    }
}
