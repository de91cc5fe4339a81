package org.s2slab.management;

import io.vertx.core.Future;
import java.util.List;

/**
 * One cmdlet of a product: its name, help and parameters as data, and what it does.
 *
 * @param name in the product's casing, {@code New-CsPartnerApplication}
 * @param synopsis one sentence of help
 * @param parameters in the order of its help; {@code Identity} comes first where it is positional
 * @param changes whether it changes anything, so that {@code -WhatIf}, {@code -Confirm} and {@code -Force} apply
 * @param action what it does with checked parameters
 */
public record Cmdlet(String name, String synopsis, List<CmdletParameter> parameters, boolean changes, Action action) {
    /** What a cmdlet does; fails with a Refusal whose detail is the message the administrator reads. */
    @FunctionalInterface
    public interface Action {
        Future<CmdletOutput> run(CmdletArguments parameters);
    }

    public Cmdlet {
        parameters = List.copyOf(parameters);
    }

    /** A cmdlet that only reads. */
    public static Cmdlet reads(String name, String synopsis, List<CmdletParameter> parameters, Action action) {
        return new Cmdlet(name, synopsis, parameters, false, action);
    }

    /** A cmdlet that changes something. */
    public static Cmdlet changes(String name, String synopsis, List<CmdletParameter> parameters, Action action) {
        return new Cmdlet(name, synopsis, parameters, true, action);
    }
}
