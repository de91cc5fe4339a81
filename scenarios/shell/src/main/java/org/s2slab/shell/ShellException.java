package org.s2slab.shell;

/** A syntax error in a line, or the failure of a command. The message names the fault and the fix. */
public final class ShellException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** The kind of fault. */
    public enum Kind {
        /** The text ends inside of a construct; more lines may follow. */
        INCOMPLETE,
        /** The shell language does not contain this syntax. */
        LANGUAGE,
        /** The syntax is valid, but the execution failed. The statement ends. */
        FAILED,
        /** The execution failed, and the script requires a stop at a failure. */
        STOPPED
    }

    private final Kind kind;
    private final int line;

    /** @param line the line of the fault, starting at 1; 0 if unknown */
    ShellException(Kind kind, int line, String message) {
        super(message);
        this.kind = kind;
        this.line = line;
    }

    /** The failure of a statement with valid syntax. */
    static ShellException failed(String message) {
        return new ShellException(Kind.FAILED, 0, message);
    }

    public Kind kind() {
        return kind;
    }

    /** The line of the fault, starting at 1; 0 if unknown. */
    public int line() {
        return line;
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }

    /** The same failure as a failure that ends the script. */
    ShellException stopping() {
        return kind == Kind.FAILED ? new ShellException(Kind.STOPPED, line, getMessage()) : this;
    }

    ShellException at(int known) {
        return line > 0 ? this : new ShellException(kind, known, getMessage());
    }
}
