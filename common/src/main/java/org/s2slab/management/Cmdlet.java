package org.s2slab.management;

import io.vertx.core.Future;
import java.util.List;

/**
 * One cmdlet of a product: its declaration from a {@link CmdletTable}, and its action.
 *
 * @param name in the product's casing, for instance {@code New-CsPartnerApplication}
 * @param synopsis one sentence of help
 * @param parameters in the order of its help; {@code Identity} comes first if it is positional
 * @param changes whether the cmdlet changes data, so that {@code -WhatIf}, {@code -Confirm} and {@code -Force} apply
 * @param action its action on checked parameters
 */
public record Cmdlet(String name, String synopsis, List<CmdletParameter> parameters, boolean changes, Action action) {
    /** The action of a cmdlet; fails with a Refusal whose detail is the message for the administrator. */
    @FunctionalInterface
    public interface Action {
        Future<CmdletOutput> run(CmdletArguments parameters);
    }

    public Cmdlet {
        parameters = List.copyOf(parameters);
    }

    /** The same cmdlet behind a check, which throws a Refusal if the cmdlet must not run. */
    public Cmdlet after(Runnable check) {
        return new Cmdlet(name, synopsis, parameters, changes, given -> {
            check.run();
            return action.run(given);
        });
    }
}
