package org.s2slab.shell;

/** A line with a syntax error, or a command that failed. The message names the fault and the fix. */
public final class ShellException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** The kind of fault. */
    public enum Kind {
        /** The text ends in the middle of something: more of it may come. */
        INCOMPLETE,
        /** The language has no such thing. */
        LANGUAGE,
        /** It was understood and could not be done: its statement ends. */
        FAILED,
        /** It could not be done, and the script said that it ends then. */
        STOPPED
    }

    private final Kind kind;
    private final int line;

    /** @param line where, counted from 1; 0 where it is not known */
    ShellException(Kind kind, int line, String message) {
        super(message);
        this.kind = kind;
        this.line = line;
    }

    /** Something that was understood and could not be done. */
    static ShellException failed(String message) {
        return new ShellException(Kind.FAILED, 0, message);
    }

    public Kind kind() {
        return kind;
    }

    /** The line it is about, counted from 1; 0 where none is known. */
    public int line() {
        return line;
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }

    /** The same failure, which ends the script. */
    ShellException stopping() {
        return kind == Kind.FAILED ? new ShellException(Kind.STOPPED, line, getMessage()) : this;
    }

    ShellException at(int known) {
        return line > 0 ? this : new ShellException(kind, known, getMessage());
    }
}
