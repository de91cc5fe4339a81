package org.s2slab.cli;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.s2slab.engine.text.FileSyntaxException;

/**
 * The lessons that a user has begun or passed, in a file of the user.
 *
 * @param file the file, which may not exist yet
 */
record LessonProgress(Path file) {
    /**
     * The progress of a user in a lesson.
     *
     * @param step the number of completed steps
     */
    record Mark(int step, boolean passed) {}

    /** @throws FileSyntaxException if this class did not write the file */
    Mark of(String lesson) {
        if (read().getValue(lesson) instanceof JsonObject mark
                && mark.getValue("step") instanceof Integer step
                && step >= 0) {
            return new Mark(step, Boolean.TRUE.equals(mark.getValue("passed")));
        }
        return new Mark(0, false);
    }

    /** Stores the progress of a user. A passed lesson stays passed. */
    void put(String lesson, int step, boolean passed) {
        JsonObject all = read();
        boolean everPassed = passed || of(lesson).passed();
        all.put(lesson, new JsonObject().put("step", step).put("passed", everPassed));
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Path written = file.resolveSibling(file.getFileName() + ".new");
            Files.writeString(written, all.encodePrettily() + "\n");
            Files.move(written, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new FileSyntaxException(
                    file.toString(), "the progress cannot be stored: " + e.getMessage() + "; change the file's rights");
        }
    }

    private JsonObject read() {
        try {
            return Files.exists(file)
                    ? new JsonObject(Files.readString(file, StandardCharsets.UTF_8))
                    : new JsonObject();
        } catch (IOException | DecodeException | ClassCastException e) {
            throw new FileSyntaxException(
                    file.toString(), "is not the progress of lessons; remove the file to begin with lesson 1");
        }
    }
}
