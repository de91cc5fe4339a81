package org.s2slab.testing;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxy;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.LoggerFactory;

/** Captures the errors that a class logs during a test. */
public final class CapturedLog extends AppenderBase<ILoggingEvent> implements AutoCloseable {
    private final Queue<ILoggingEvent> events = new ConcurrentLinkedQueue<>();
    private final Logger logger;

    private CapturedLog(Class<?> source) {
        logger = (Logger) LoggerFactory.getLogger(source);
    }

    /** Starts to capture the log of a class until this object is closed. */
    public static CapturedLog of(Class<?> source) {
        CapturedLog log = new CapturedLog(source);
        log.start();
        log.logger.addAppender(log);
        return log;
    }

    @Override
    protected void append(ILoggingEvent event) {
        events.add(event);
    }

    /** The errors that were logged with a stack trace, in the form {@code text: throwable}. */
    public List<String> errors() {
        return events.stream()
                .filter(event -> event.getLevel() == Level.ERROR)
                .filter(event -> event.getThrowableProxy() instanceof ThrowableProxy proxy
                        && proxy.getStackTraceElementProxyArray().length > 0)
                .map(event -> event.getFormattedMessage() + ": "
                        + ((ThrowableProxy) event.getThrowableProxy()).getThrowable())
                .toList();
    }

    /** Everything that was logged. */
    public List<String> messages() {
        return events.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    @Override
    public void close() {
        logger.detachAppender(this);
        stop();
    }
}
