package org.s2slab.engine.deployment;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** Describes why a file or folder could not be used. Most Java exceptions contain only the file's name. */
public final class FileFailureText {
    private FileFailureText() {}

    public static String reason(IOException failure) {
        if (failure instanceof AccessDeniedException denied) {
            return "no permission for " + denied.getFile();
        }
        if (failure instanceof NoSuchFileException missing) {
            return "there is no " + missing.getFile();
        }
        if (failure instanceof NotDirectoryException file) {
            return file.getFile() + " is no folder";
        }
        return failure instanceof FileAlreadyExistsException there
                ? there.getFile() + " is no folder"
                : String.valueOf(failure.getMessage());
    }
}
