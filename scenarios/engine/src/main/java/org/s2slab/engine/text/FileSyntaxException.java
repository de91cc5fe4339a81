package org.s2slab.engine.text;

import java.util.List;
import java.util.stream.Collectors;

/** A file violates the rules of its language. Each line of the message begins with the file and the line. */
public final class FileSyntaxException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<ScriptProblem> problems;

    public FileSyntaxException(String source, int line, String problem) {
        this(List.of(new ScriptProblem(source, line, problem)));
    }

    /** A problem of a file as a whole. */
    public FileSyntaxException(String source, String problem) {
        this(source, 0, problem);
    }

    public FileSyntaxException(List<ScriptProblem> problems) {
        super(problems.stream().map(ScriptProblem::toString).collect(Collectors.joining("\n")), null, false, false);
        this.problems = List.copyOf(problems);
    }

    /** The fault, its place and the correct form, with one line for each problem. */
    public String problem() {
        return String.valueOf(getMessage());
    }

    public List<ScriptProblem> problems() {
        return problems;
    }
}
