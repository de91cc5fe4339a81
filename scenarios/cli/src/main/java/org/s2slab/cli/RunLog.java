package org.s2slab.cli;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.FileAppender;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Redirects the log of this JVM and its nodes from standard error to a file, so that the log is not mixed with the
 * output of a command. If the file cannot be written, the log is not redirected.
 */
final class RunLog {
    /** The name of the appender in {@code logback.xml}. */
    private static final String CONSOLE = "console";

    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final FileAppender<ILoggingEvent> file = new FileAppender<>();
    private final @Nullable ConsoleAppender<ILoggingEvent> console;

    /**
     * Runs work while the log goes to a file.
     *
     * @param path the file, which is overwritten
     */
    static <T> T during(Path path, Supplier<T> work) {
        RunLog log = new RunLog(path);
        try {
            return work.get();
        } finally {
            log.close();
        }
    }

    private RunLog(Path path) {
        console = root.getAppender(CONSOLE) instanceof ConsoleAppender<ILoggingEvent> known ? known : null;
        if (console == null) {
            return;
        }
        file.setContext(root.getLoggerContext());
        file.setFile(path.toString());
        file.setAppend(false);
        file.setEncoder(console.getEncoder());
        file.start();
        if (file.isStarted()) {
            root.addAppender(file);
            root.detachAppender(console);
        }
    }

    private void close() {
        if (console != null && file.isStarted()) {
            root.addAppender(console);
            root.detachAppender(file);
        }
        file.stop();
    }
}
