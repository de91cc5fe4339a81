package org.s2slab.junit.embedded;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.core.joran.spi.JoranException;
import ch.qos.logback.core.spi.ContextAwareBase;

/** Configures the engine's own Logback, which ignores the properties and files for the tests' Logback. */
public final class EmbeddedLogging extends ContextAwareBase implements Configurator {
    @Override
    public ExecutionStatus configure(LoggerContext context) {
        try {
            JoranConfigurator file = new JoranConfigurator();
            file.setContext(context);
            file.doConfigure(EmbeddedLogging.class.getResource("/logback.xml"));
        } catch (JoranException e) {
            addError("the lab's logback.xml", e);
        }
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }
}
