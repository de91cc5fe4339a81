package org.s2slab.engine.language;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.s2slab.engine.text.FileSyntaxException;
import org.s2slab.engine.text.ScriptProblem;

/** Collects what is wrong in files, so that an author learns all of it at once. */
public final class ScriptProblems {
    private final Map<String, Set<ScriptProblem>> found = new LinkedHashMap<>();

    /** Adds a problem; one that is known already is not told twice. */
    public void add(String source, int line, String text) {
        add(new ScriptProblem(source, line, text));
    }

    /** Adds everything that a reader threw. */
    public void add(FileSyntaxException thrown) {
        thrown.problems().forEach(this::add);
    }

    private void add(ScriptProblem problem) {
        found.computeIfAbsent(problem.source(), source -> new LinkedHashSet<>()).add(problem);
    }

    /** Whether nothing is wrong. */
    public boolean isEmpty() {
        return found.isEmpty();
    }

    /** The number of files in which something is wrong. */
    public int files() {
        return found.size();
    }

    /** One line per problem, file by file, each file's from its top to its end. */
    public List<String> lines() {
        return sorted().stream().map(ScriptProblem::toString).toList();
    }

    /** @throws FileSyntaxException with all problems, where there are any */
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
