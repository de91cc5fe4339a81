package org.s2slab.management;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.s2slab.trace.CallContext;

/**
 * The parameters of one run, already checked against the cmdlet: none unknown, none missing, one parameter set, each of
 * its type. Names are looked up without case.
 */
public final class Parameters {
    private final CallContext context;

    Parameters(CallContext context) {
        this.context = context;
    }

    /**
     * Checks what an administrator typed.
     *
     * @throws org.s2slab.refusal.Refusal PARAMETER_INVALID, naming the parameter, the value and what would be accepted
     */
    public static Parameters check(Cmdlet cmdlet, JsonObject given, CallContext context) {
        throw new UnsupportedOperationException("skeleton");
    }

    /** The trace of the administrator's request, for calls the cmdlet makes. */
    public CallContext context() {
        return context;
    }

    /** Whether the parameter was given at all. */
    public boolean has(String name) {
        throw new UnsupportedOperationException("skeleton");
    }

    /** A STRING, ENUM (in the declared casing), URL or GUID that must be there. */
    public String text(String name) {
        throw new UnsupportedOperationException("skeleton");
    }

    public Optional<String> optionalText(String name) {
        throw new UnsupportedOperationException("skeleton");
    }

    public List<String> texts(String name) {
        throw new UnsupportedOperationException("skeleton");
    }

    /** A BOOLEAN or SWITCH; {@code otherwise} when it was not given. */
    public boolean flag(String name, boolean otherwise) {
        throw new UnsupportedOperationException("skeleton");
    }

    public int number(String name, int otherwise) {
        throw new UnsupportedOperationException("skeleton");
    }

    public Optional<Instant> date(String name) {
        throw new UnsupportedOperationException("skeleton");
    }

    /** Whether {@code -WhatIf} was given: nothing may be changed. */
    public boolean whatIf() {
        throw new UnsupportedOperationException("skeleton");
    }
}
