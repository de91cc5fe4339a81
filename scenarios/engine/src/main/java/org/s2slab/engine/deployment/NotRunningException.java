package org.s2slab.engine.deployment;

/** A command needs a running deployment, but no deployment runs. The message says how to start one. */
public final class NotRunningException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public NotRunningException(String problem) {
        super(problem + "; start one in another terminal: ./lab up TOPOLOGY", null, false, false);
    }
}
