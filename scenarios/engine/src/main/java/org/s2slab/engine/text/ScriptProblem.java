package org.s2slab.engine.text;

/**
 * One problem in a scenario or topology file.
 *
 * @param source the file
 * @param line the line, starting at 1; 0 for the file as a whole
 * @param text the wrong name and value, then the known names
 */
public record ScriptProblem(String source, int line, String text) {
    @Override
    public String toString() {
        return source + ":" + (line == 0 ? "" : line + ":") + " " + text;
    }
}
