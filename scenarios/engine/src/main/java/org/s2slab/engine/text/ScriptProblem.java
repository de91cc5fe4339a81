package org.s2slab.engine.text;

/**
 * One thing that is wrong in a file.
 *
 * @param source the file
 * @param line counted from 1; 0 where it is about the file as a whole
 * @param text the name and the value that are wrong, then the known names
 */
public record ScriptProblem(String source, int line, String text) {
    @Override
    public String toString() {
        return source + ":" + (line == 0 ? "" : line + ":") + " " + text;
    }
}
