package org.s2slab.trace;

import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.ILoggingEvent;

/** Writes events of a node's log, stacks included, without token signatures and control characters. */
public final class RedactingLayout extends PatternLayout {
    @Override
    public String doLayout(ILoggingEvent event) {
        return ControlCharacterEscaper.shown(TokenRedactor.redact(super.doLayout(event)));
    }
}
