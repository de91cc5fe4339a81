package org.s2slab.store;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.s2slab.refusal.Refusal;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * The reason why a database cannot be opened or read at the start: one sentence with its place, the cause and the fix.
 *
 * <p>It reports only causes outside of the program: the state of file, folder, disk and server. A wrong statement is a
 * bug of the program, and its exception stays unchanged.
 */
final class UnusableDatabaseText {
    private static final String RESTORE = "put back a copy of it, or move it away, and the node creates a new one";
    private static final String SERVER = "see that the server runs, takes connections and has this database;"
            + " with the key root-certificate it needs TLS and a certificate of that root for the host of the URL";

    /**
     * Classes of SQLSTATE (PostgreSQL's manual, appendix A) whose cause is the server and not a statement, and the states
     * of a server that only reads and of a database without connections.
     */
    private static final String SERVER_STATES = "08|28|3D|53|57|58|25006|55000";

    /**
     * Codes of SQLSTATE for a transaction that was undone because of another one: serialization_failure,
     * deadlock_detected.
     */
    private static final Set<String> CONFLICTS = Set.of("40001", "40P01");

    private record Cause(String found, String remedy) {}

    private UnusableDatabaseText() {}

    /**
     * Converts a failure with an outside cause to a Refusal UNAVAILABLE; returns any other failure unchanged.
     *
     * @param alone whether the work used only the database; then an unreadable file must be the database's file
     */
    static Throwable explained(Object place, Throwable failure, boolean alone) {
        for (Throwable at = failure; at != null; at = at.getCause()) {
            Cause cause = at instanceof IOException && !alone ? null : cause(at);
            if (cause != null) {
                return Refusal.unavailable(
                        "data: the database '" + place + "' cannot be used: " + cause.found() + "; " + cause.remedy());
            }
        }
        return failure;
    }

    /** Whether another program has locked the file, so that the same work may succeed later. */
    static boolean isLocked(Throwable failure) {
        return failure instanceof SQLiteException sqlite
                && SQLiteErrorCode.getErrorCode(sqlite.getResultCode().code & 0xff) == SQLiteErrorCode.SQLITE_BUSY;
    }

    /**
     * Whether a PostgreSQL server undid a transaction because of another one, so that the same work may succeed now.
     */
    static boolean isConflict(@Nullable Throwable failure) {
        Throwable cause = failure instanceof StatementFailure statement ? statement.sql() : failure;
        return cause instanceof SQLException sql && CONFLICTS.contains(String.valueOf(sql.getSQLState()));
    }

    private static @Nullable Cause cause(Throwable failure) {
        if (failure instanceof SQLiteException sqlite) {
            SQLiteErrorCode code = sqlite.getResultCode();
            String remedy = remedy(SQLiteErrorCode.getErrorCode(code.code & 0xff));
            return remedy == null ? null : new Cause(code.message + " [" + code.name() + "]", remedy);
        }
        if (failure instanceof SQLException sql) {
            boolean server = String.valueOf(sql.getSQLState()).matches("(" + SERVER_STATES + ").*");
            return server ? new Cause(String.valueOf(sql.getMessage()), SERVER) : null;
        }
        return failure instanceof IOException io
                ? new Cause(reason(io), "it must be a file in a folder that this user may read and write")
                : null;
    }

    /** The fix by the primary result code (SQLite's page rescode.html), or null if a statement is the cause. */
    private static @Nullable String remedy(SQLiteErrorCode code) {
        return switch (code) {
            case SQLITE_BUSY, SQLITE_LOCKED, SQLITE_PROTOCOL ->
                "end what else has it open, for instance a sqlite3 shell";
            case SQLITE_CANTOPEN, SQLITE_PERM, SQLITE_READONLY, SQLITE_AUTH ->
                "it must be a file in a folder that this user may read and write";
            case SQLITE_CORRUPT, SQLITE_NOTADB, SQLITE_FORMAT -> RESTORE;
            case SQLITE_FULL -> "make room on its disk";
            case SQLITE_IOERR, SQLITE_NOLFS -> "the system's log says what its disk has";
            default -> null;
        };
    }

    private static String reason(IOException failure) {
        if (failure instanceof AccessDeniedException denied) {
            return "access to '" + denied.getFile() + "' is denied";
        }
        if (failure instanceof NoSuchFileException missing) {
            return "there is no '" + missing.getFile() + "'";
        }
        return failure instanceof FileSystemException
                ? String.valueOf(failure.getMessage())
                : failure.getClass().getSimpleName() + ": " + failure.getMessage();
    }
}
