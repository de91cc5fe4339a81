package org.s2slab.scenarios.script;

/** A file says something the language does not know; the message begins with the file and the line. */
public final class ScriptException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ScriptException(String source, int line, String problem) {
        super(source + ":" + line + ": " + problem, null, false, false);
    }

    /** A problem of a file as a whole. */
    public ScriptException(String source, String problem) {
        super(source + ": " + problem, null, false, false);
    }

    /** What is wrong, where, and what would be right. */
    public String problem() {
        return String.valueOf(getMessage());
    }
}
